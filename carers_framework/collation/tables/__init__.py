"""The summary's tables: one module per kind, and none knows which form a table will take."""
