"""What differs between editions of the framework, and beginning a new one."""
