"""Tests of reading filled-in workbooks, and of carrying their answers forward."""
