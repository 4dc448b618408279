"""Many filled-in workbooks become one summary, as a workbook, as CSV files and as web pages.

    records         what is kept of one workbook
    extract         what is taken from its answers: the only module here that knows the workbook's fields
    reading         finding the workbooks, and reading them on all cores
    store           all records, in a temporary database; every count is made there, by a query
    tables          what the summary shows: one module per kind of table
    summary         all tables, with title and colours
    as_workbook     the tables as a workbook; sheet_appender adds its rows
    as_csv          the tables as CSV files
    as_pages        the tables as web pages, with charts; their HTML is in templates

What people typed is data, and cannot become a formula, a link or markup. `records.clean` takes out what would disturb
any form. Then each form escapes it where it writes: `as_csv.escape_formula` for CSV, `sheet_appender` with text cells,
Jinja's autoescape for pages. Words that people see are in `carers_framework.words` or come from the framework.
"""
