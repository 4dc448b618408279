"""Tests of the commands, by their arguments, output and exit status."""
