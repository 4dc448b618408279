"""What is on each sheet of the workbook, where it goes, and how it is calculated, written and saved."""
