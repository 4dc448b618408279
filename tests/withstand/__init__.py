"""Mutated framework files and hostile workbooks, which the project has to withstand.

frameworks       make the n-th mutated framework file
odd_yaml         the values that it may get
workbooks        make the n-th hostile workbook
odd_parts        the values that it may get
packings         pack and damage its zip archive
huge_workbooks   make workbooks that are much too large
trial            try one file after the other, in a process that does nothing else
in_page          compare what the scripts of the page make of a file with what Python makes
run              make the files, have them tried, and count the failures: `make fuzz`
killing          kill processes while they save
"""
