"""What differs between two editions.

pieces             the parts of an edition that have an id and a text of their own
links              which piece of one edition follows which of another
compare            all differences between two editions
word_differences   the words that differ between two texts
renamed            which piece a missing one was probably renamed to
"""
