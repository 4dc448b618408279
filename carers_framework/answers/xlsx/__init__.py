"""The values in an .xlsx file, whichever program wrote it.

elements, package   the parts of the file and their XML, within limits
cells, cell_dates   the values of cells, and which of them are dates
names               what defined names stand for
values              all of that for one file: its Values
"""
