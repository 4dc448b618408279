"""Many filled-in workbooks become one picture.

    records     what is taken from one workbook
    store       all records, on the disk while the command runs
    tables      what the summary shows, whatever form it takes
    as_workbook the tables as a workbook
    as_csv      the tables as CSV files
    as_pages    the tables as web pages, with charts

What people typed is data. It is made harmless once, when it is taken from a workbook (`records.clean`), and again in
the way of each form, so that nothing of it can become a formula, a link or markup.
"""
