"""How a laid-out workbook becomes an .xlsx file: styles, row heights, data validations, printing, saving."""
