"""What a page shows besides its own text: what is related, what suits a use, terms, and what the search finds.

heads     which pages there are, and what they are called
related   what belongs together on the pages about the law and about examples
uses      what a section's page chooses from lists, standards, law and examples
terms     terms of the glossary that show their meaning on every page
search    what the search looks through, and the script that does
"""
