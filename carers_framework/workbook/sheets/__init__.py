"""What is on each sheet of the workbook: one module per sheet, each with a function that returns the sheet."""
