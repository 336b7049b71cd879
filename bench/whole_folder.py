"""The names of the files that `bench.whole` writes and the rivals read.

A module of its own: what it imports, the rivals would have to load.
"""

MARKUP = "book.xhtml"
SHEET = "book.css"
FONT_CONFIGURATION = "fonts.conf"
FACES = "faces"
PICTURES = "pictures"
TYPST_PAGE = "page.typ"
