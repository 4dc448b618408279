"""Files as people really send them: `recipes` makes a small one for each report, of the `changes` of a workbook."""
