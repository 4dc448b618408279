"""Words that people see and that no framework file has, one module per product: a translation changes them here."""
