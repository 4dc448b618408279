"""One framework file becomes a guidance site and a workbook.

    model       the Framework and its parts: what a framework file may hold
    rules       what ties two places of a framework file together
    schema      the JSON Schema of a framework file, for editors
    messages    words for people: what a message shows of a file, on one line
    load        a framework file → a Framework, or all its mistakes with their lines
    editions/   loading all editions, checking and comparing them, beginning a new one, the changelog entry
    commands/   what people run: building and checking, beginning an edition, the changelog
    styles      the colours of the levels and the styles of cells, for site and workbook alike
    answers     what a group has filled in
    scoring     from evidence to score: what the answers suggest
    layout      the parts a sheet is put together from, and where each comes to stand
    sheets      what is on each sheet of the workbook
    stored_rows the rows of a long table, as a sheet's file holds them
    workbook    a Framework → a workbook, in memory
    save        a workbook → a file, whole or not at all
    open_document  a workbook → OpenDocument, by way of LibreOffice
    worked_example the workbook filled in with invented answers
    xlsx        the names and values of an .xlsx file that anybody may have sent
    read_back   a filled-in workbook → Answers
    carry_forward  the answers of an earlier edition in their places in the current one
    collation   many filled-in workbooks → one summary
    pages       a Framework → the pages of the site that are made from data, as Markdown
    policy      built pages → the headers that a web server should send with them
    offline     a built site → one file to take away
    downloads   the files that the site offers
    export      the site's sources as plain files, for another generator

No module does anything when it is imported, and none holds state.
"""
