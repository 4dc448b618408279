"""What MkDocs makes the site with: its settings, our adapter to it, changes to the theme, and what every site has.

What is in `docs/` here is on every site. A project adds pages and pictures in a folder `docs/` of its own; of two files
with the same path there, the project's own is taken.
"""
