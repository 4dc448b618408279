"""What a framework file may hold, and reading it with every mistake at its line."""
