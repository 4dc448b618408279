"""What a group filled in: reading it back from any file, and carrying it forward to a new edition."""
