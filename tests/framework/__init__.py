"""Tests of what a framework file may hold, how it is loaded, and what the real one holds."""
