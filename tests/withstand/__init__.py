"""What the project has to withstand: mutated framework files and hostile workbooks, each tried in a process of its own.

frameworks  makes the n-th mutated framework file
workbooks   makes the n-th hostile workbook
trial       tries one file after the other, and tells what came of each
run         makes the files, has them tried, and counts: `make fuzz`
"""
