"""What a group filled in: reading it back from any file, and carrying it forward to a new edition.

elements, package        the parts of an .xlsx file and their XML, within limits
cells, cell_dates, names the values of cells, which of them are dates, and what names stand for
xlsx                     all of that for one file: its Values
conversion, read_back    Values become Answers, and whatever has no place is reported
destinations             where the answers about each item go in the current edition
carry_forward            Answers of an earlier edition become Answers of the current one
"""
