"""The data for the page that fills in the workbook, and the scripts that work with it."""
