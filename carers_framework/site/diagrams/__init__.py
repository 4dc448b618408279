"""Diagrams of the framework and the law, drawn as SVG from the data, each with the same in words.

    svg         the pieces: text in lines, boxes, arrows
    paths       ways through numbered steps: a line of stations, and a loop
    tests       a test with parts that all have to be true
    tables      which law covers whom, and what has changed when
    drawings    all diagrams of a framework, as figures for the pages

A diagram is drawn twice, wide and narrow, so that its type never gets too small; the style sheet shows one of the two.
"""
