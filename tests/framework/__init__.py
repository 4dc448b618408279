"""Tests of what a framework file holds."""
