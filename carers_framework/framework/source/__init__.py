"""A framework file as text: reading it with the line of every value, and what is wrong with how it is written.

yaml_reader   a YAML file as plain data, with the line of every value
yaml_errors   what the parser of YAML stumbles over, in everyday words
text_slips    slips that the parser accepts, and that would change a text in silence
misplaced     lines that begin after too many or too few spaces, by what the models say belongs where
style         how the file is laid out: what can be put right without a decision
contents      the list of contents at the top of the file
problems      a mistake: its line, its place, its message
"""
