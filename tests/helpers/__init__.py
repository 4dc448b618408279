"""What the tests share. Test modules import from here, and never from each other.

project     where the project's files are, and copying, building and running it
editions    frameworks to test with: a small invented one, the earlier edition, and editions made on the spot
workbooks   writing a filled-in workbook, typing into one, and converting workbooks with LibreOffice
packages    taking .xlsx files (zip archives of XML parts) apart and putting them together again
pages       parsing built web pages and rendering Markdown
servers     serving a folder over HTTP
screens     windows of Chromium that tests share, and giving a page another width
axe         checking a page for accessibility
hostile     texts that try to become markup, formulas or commands
    attack      a framework and answers in which every text is followed by one of these
"""
