"""What a framework file may hold, and reading it with every mistake at its line.

types                    texts, ids, years and the like, each with its checks and their messages
library, wording, model  the parts of a framework, which are made of these types
source                   the file as text: the line of every value, and what is wrong with how it is written
rules                    what ties two places of a file together
validation               plain data become a model, or the list of all mistakes
put_right                lines in the wrong column, one message each, so that the rest can be checked
load                     all of that for one file
schema                   the models as JSON Schema, for editors
"""
