"""Tests of what every folder of the package shares."""
