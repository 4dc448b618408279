"""Tests of `writing`."""
