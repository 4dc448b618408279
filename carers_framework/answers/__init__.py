"""What a group filled in: reading it back from any file, and carrying it forward to a new edition.

values                   the Values of a file, whichever program wrote it (xlsx, ods)
conversion, former_rows  a value as an answer to its input, and the places of answers in older forms
read_back                Values become Answers
missing, unplaced        names that a file has lost, and what was typed where no answer belongs
odd_formulas             formulas that somebody typed over ours
destinations, places     where the answers about each item, and in each cell, go in the current edition
carry_forward            Answers of an earlier edition become Answers of the current one
"""
