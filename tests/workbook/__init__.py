"""Tests of what is on the sheets and what their formulas show."""
