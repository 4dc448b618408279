"""The data with which a page fills in the workbook: scripts that set plain values, made when the site is built.

    book      the inputs, formulas and names of the current edition, and what the heights of rows need
    empty     the empty workbook, packed into a text
    editions  what reading a workbook of any edition, and carrying its answers forward, needs to know
    scripts   all of it as scripts, by their paths on the site
    form      what the page's form asks, and which cells it shows: for the templates of the site

Scripts, not JSON files: a page that is opened from a folder may load a script, and no other file. Nothing in the page's
own scripts (`theme/docs/assets/fill-in`) knows a framework; all that depends on one is here.
"""
