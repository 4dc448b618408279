"""Tests of the editions: loading, checking and comparing them, and beginning a new one."""
