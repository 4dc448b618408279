"""What the website shows and offers, made from the framework.

    inputs      what the site is made from: the editions, the files that it offers, the pictures
    pages       which pages are generated, and where they are in the navigation
    navigation  the menu, with what depends on the framework
    content     what a page shows besides its own text: what is related, what suits a use, terms, search
    diagrams    drawings of the framework and the law, each with the same in words
    render      the generated pages as Markdown, the style sheet and the icon
    markup      texts of the framework as Markdown that cannot become markup
    built       what is done with the HTML that MkDocs makes: small changes, headers, the site as one file
    served      what the site has only while it is served: a link from each text to its line
    settings    what the settings of a site take from the package and from the framework
    theme       the settings of every site, its scripts and changes to the theme, and the adapter to MkDocs
    export      the site's sources as plain files, for another generator

Nothing here imports MkDocs but `theme/hooks.py`, which passes it what it needs, and `theme/session.py`.
"""
