"""Measure how fast the project is, how much memory it needs, and how heavy its pages are: `make bench`.

__main__     read the arguments, run the benchmarks, print and keep the table
against      compare this checkout with another one
workbook     build the workbook, also with many more sections, and print it with LibreOffice
site         build the site, and weigh its pages
collate      summarise many workbooks
filled       fill in the workbooks for it
bare         the least that could do the same: what the commands are compared with
measure      run commands alternately, and measure their time and memory
launch       run one command from a process so small that its own memory does not count
table        the lines of the table, and the page that keeps it
"""
