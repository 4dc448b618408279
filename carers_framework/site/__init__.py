"""What the website shows and offers, made from the framework.

    inputs    what the site is made from: the editions, the files that it offers, the pictures
    offline   the site as one file, for use with no network
    pages     which pages are generated, and where they are in the navigation
    navigation the menu, with what depends on the framework
    related   what belongs together on the pages about the law and about examples
    uses      what a section's page chooses from lists, standards, law and examples
    diagrams  drawings of the framework and the law, each with the same in words
    render    the generated pages as Markdown, the style sheet and the icon
    markup    texts of the framework as Markdown that cannot become markup
    terms     terms of the glossary that show their meaning on every page
    finish    small changes to the HTML that MkDocs makes, and what two pages must not share
    search    what the search looks through, and the script that does
    policy    the headers that a web server should send with the site
    export    the site's sources as plain files, for another generator

Nothing here imports MkDocs: `site_hooks.py` in the project's folder passes it what it needs.
"""
