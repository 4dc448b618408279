"""What MkDocs makes the site with: its settings, our adapter to it, changes to the theme, and what every site has.

`hooks` is the adapter, `session` is what it knows from build to build while the site is served, and `on_request` makes
what is not made before a browser asks for it. `theme_files` lists the files of the theme. `served` has the script that
only a served site has.

What is in `docs/` here is on every site. A project adds pages and pictures in a folder `docs/` of its own; of two files
with the same path there, the project's own is taken.
"""
