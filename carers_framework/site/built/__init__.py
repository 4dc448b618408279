"""What is done with the site once MkDocs has made its pages.

finish    small changes to the HTML, and what two pages must not share
policy    the headers that a web server should send with the site
offline   the site as one file, for use with no network
"""
