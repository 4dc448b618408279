"""The values in an OpenDocument spreadsheet (.ods), as `xlsx` reads those of an .xlsx file.

styles   which cells are for typing in
values   the Values of a file
"""
