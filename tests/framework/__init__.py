"""Tests of the framework file: what it may hold, and what it says."""
