"""What is on each sheet of the workbook, where it goes, and what its formulas show."""
