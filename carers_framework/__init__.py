"""One framework file becomes a guidance site and a workbook.

Each folder builds on those above it; a test enforces which may import which.

    base        cells, dates, characters, colours, limits of Excel, atomic writing, and errors that people can correct
    words       the words of the workbook, the site and the summary that are not in a framework file
    framework   what a framework file may hold (model, types, rules, schema), and loading it, every mistake at its line
    editions    what differs between editions, what is amiss between them, beginning a new one
    workbook    what is on each sheet (sheets), where it goes and which cell comes first (layout), and what its
                formulas show (formula, calculation)
    writing     a layout becomes an .xlsx file: styles, row heights, data validations, printing, saving
    answers     reading a filled-in workbook back (xlsx, ods, read_back), finding what is outside the form (unplaced),
                and carrying all of it forward to a new edition, or setting it aside (carry_forward)
    online      the data with which a page fills in the workbook: inputs, formulas, the empty workbook
    site        the pages and downloads of the website (pages lists them), what their filters offer and count
                (content.related), the online form and its steps (fill_in), and the sources for another generator
    collation   many filled-in workbooks become one summary
    commands    what a person runs: each reads its arguments, calls the above and reports mistakes

A Framework (framework.load) becomes a Layout (workbook.book), which is written with Answers (writing.writer, save) and
read back into Answers (answers.read_back). A calculated cell is written once, as the Formula in `workbook/sheets`; the
value stored beside it is worked out from the same text, and the online form works it out again in the browser.

No module does anything when it is imported, and none holds state but `site/theme/hooks.py`, while the site is served.
"""
