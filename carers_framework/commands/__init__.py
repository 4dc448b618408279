"""The commands: each reads its arguments, calls the other folders, and prints the result or the mistakes."""
