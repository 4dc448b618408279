"""What belongs to having several editions: loading them together, comparing them, beginning a new one."""
