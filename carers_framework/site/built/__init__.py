"""What is done with the site once MkDocs has made its pages, and what can go wrong in making them.

finish             small changes to the HTML, and what two pages must not share
policy             the headers that a web server should send with the site
offline            the site as one file, for use with no network
theme_style        the theme's style sheets without what no page uses
template_mistakes  a mistake in a template as one line
"""
