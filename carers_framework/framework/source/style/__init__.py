"""The style of a framework file: what yamllint rejects, so that nothing passes here and fails on GitHub.

It asks for what keeps the file easy to edit and its changes easy to read. A test compares it with yamllint, which is
not installed where people only build the site, and takes seconds for a file that takes a tenth of one here.

tidy      finds all that is untidy, and puts right what needs no decision
untidy    what an untidy place is, and the tokens between which they are
spaces    line ends, blank lines, spaces and tabs
comments  comments
indents   how far lines are indented
words     long lines, and words that YAML takes for true or false
"""
