"""Developers' tools, most of which make runs: `python -m tools.<name>`."""
