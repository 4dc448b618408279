"""What a framework file may hold, and reading it with every mistake at its line.

types                    texts, ids, years and the like, each with its checks and their messages
library, wording, model  the parts of a framework, which are made of these types
problems                 a mistake: its line, its place, its message
yaml_reader              a YAML file as plain data, with the line of every value
rules                    what ties two places of a file together
validation               plain data become a model, or the list of all mistakes
load                     all of that for one file
schema                   the models as JSON Schema, for editors
"""
