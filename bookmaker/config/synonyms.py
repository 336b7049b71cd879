"""Names that other programs have for tables and keys of `book.toml`.

What an author knows from pandoc, Quarto, mdBook or a word processor is rarely spelt
like ours, so the nearest name doesn't help; here is what is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

_PRINT = "write [print]: the PDF is the print edition"
_EPUB = "write [epub]"
_TOP = "put its keys at the top of the file, before the first [table]"
_EDITIONS = "write [print] for the PDF and [epub] for the EPUB"
_CONTENTS = "write [contents], with the lists front, body and back"
_BODY = "write body in [contents]"
_PAGE_OF_BOOK = "list its file in front of [contents]"
_SHEET = "write the rule in a style sheet of your own, sheet in [print]"
_FRONT = "write front in [contents]"
_BACK = "write back in [contents]"
_AUTHORS = 'write authors = ["…"]'
_POSITION = 'write series = { name = "…", position = "1" }'
_INITIALS = 'write initials = "dropped" in [typography]'
_CODE_BY_WORD = {
    "editor": "edt",
    "editors": "edt",
    "translator": "trl",
    "translators": "trl",
    "illustrator": "ill",
    "illustrators": "ill",
    "narrator": "nrt",
    "photographer": "pht",
    "cover-designer": "cov",
    "designer": "bkd",
}
"""MARC codes of those who have a part in a book, by the word for what they do."""
_OUTPUT = "give it on the command line: bookmaker build -o FOLDER"

ADVICE_BY_TABLE: Mapping[str, str] = {
    **dict.fromkeys(("pdf", "paper", "paperback", "page", "layout", "latex"), _PRINT),
    **dict.fromkeys(("html", "ebook", "e-book", "kindle", "mobi", "web"), _EPUB),
    **dict.fromkeys(("book", "meta", "metadata", "project", "info", "general"), _TOP),
    **dict.fromkeys(("output", "outputs", "format", "formats", "build"), _EDITIONS),
    **dict.fromkeys(("toc", "chapters", "chapter", "content", "files"), _CONTENTS),
    "bibliography": "write [citations], with files",
    "references": "write [citations], with files",
    "isbn": "write [products.epub] and [products.print], each with its isbn",
    "fonts": "write fonts in [typography]",
    "style": "write sheet or theme in [print] and [epub]",
    "cover": "write cover in [epub]",
}
"""What to write for a table, by the name that others have for it."""

ADVICE_BY_KEY: Mapping[str, str] = {
    **dict.fromkeys(("author", "by", "byline", "creator", "writer"), _AUTHORS),
    "lang": 'write language = "…"',
    "locale": 'write language = "…"',
    "date": "write published = 2026-11-01",
    "year": "write published = 2026-11-01",
    "name": 'write title = "…"',
    "copyright": 'write rights = "…"',
    "abstract": 'write description = "…"',
    "summary": 'write description = "…"',
    "keywords": 'write subjects = ["…"]',
    "tags": 'write subjects = ["…"]',
    "isbn": "write it in the table of a product: [products.epub], isbn = …",
    "cover-image": "write cover in [epub]",
    **dict.fromkeys(
        ("css", "stylesheet", "style-sheet", "styles"),
        'write sheet = "…" in [print] and [epub]',
    ),
    **dict.fromkeys(
        ("papersize", "paper-size", "paper", "page-size", "pagesize", "size", "format"),
        'write trim = "6in x 9in" in [print]',
    ),
    **dict.fromkeys(("fontsize", "font-size"), 'write type-size = "11pt" in [print]'),
    **dict.fromkeys(
        ("font", "mainfont", "font-family"),
        'write fonts = ["fonts/mine.otf"] in [typography]',
    ),
    **dict.fromkeys(
        ("margin", "margins", "geometry"),
        "write margin-inner, margin-outer, margin-top and margin-bottom in [print]",
    ),
    **dict.fromkeys(
        ("margin-left", "margin-right"), "write margin-inner, margin-outer in [print]"
    ),
    **dict.fromkeys(
        ("toc-depth", "toc-level"), "write contents-depth in [print] or [epub]"
    ),
    **dict.fromkeys(
        ("toc", "table-of-contents"), 'write "contents" in front of [contents]'
    ),
    **dict.fromkeys(("footnotes", "endnotes"), "write notes in [print] or [epub]"),
    **dict.fromkeys(("bibliography", "csl"), "write files and style in [citations]"),
    **dict.fromkeys(
        ("number-sections", "numbersections"), "write section-depth in [numbering]"
    ),
    **dict.fromkeys(
        ("src", "input", "inputs", "input-files", "source", "sources"), _BODY
    ),
    **dict.fromkeys(("introduction", "introductions", "front-matter"), _FRONT),
    **dict.fromkeys(("frontmatter", "foreword", "preface"), _FRONT),
    **dict.fromkeys(("backmatter", "back-matter"), _BACK),
    **dict.fromkeys(("appendix", "appendices", "afterword"), _BACK),
    **dict.fromkeys(("dedication", "epigraph"), _PAGE_OF_BOOK),
    **dict.fromkeys(("index", "makeindex"), 'write "index" in back of [contents]'),
    "glossary": 'write "glossary" in back of [contents]',
    **dict.fromkeys(("volume", "series-number", "series-index"), _POSITION),
    **dict.fromkeys(
        ("output", "output-dir", "output-file", "out", "build-dir"), _OUTPUT
    ),
    **dict.fromkeys(
        ("line-height", "linestretch", "line-spacing", "leading", "spacing"), _SHEET
    ),
    **dict.fromkeys(("justify", "text-align", "align", "indent"), _SHEET),
    **dict.fromkeys(("dropcap", "dropcaps", "drop-cap", "drop-caps"), _INITIALS),
    **{
        name: f'write contributors = [{{ name = "…", role = "{code}" }}]'
        for name, code in _CODE_BY_WORD.items()
    },
    **dict.fromkeys(("smart", "smart-punctuation"), "write smarten in [typography]"),
    **dict.fromkeys(("hyphens", "hyphenation"), "write hyphenate in [print]"),
    **dict.fromkeys(
        ("highlight-style", "syntax-highlighting"), "write highlight in [code]"
    ),
}
"""What to write for a key, by the name that others have for it."""

ADVICE_BY_KEY_OF_FILES: Mapping[str, str] = {
    **dict.fromkeys(
        ("chapters", "chapter", "files", "parts", "pages", "content", "contents"),
        _BODY,
    ),
    **dict.fromkeys(("front", "prologue"), _FRONT),
    "back": _BACK,
}
"""What to write for a key with a list, where the same name means something else."""

WORD_BY_SYNONYM: Mapping[tuple[str, str], str] = {
    ("notes", "footnotes"): "foot",
    ("notes", "footnote"): "foot",
    ("notes", "endnotes"): "book-end",
    ("notes", "endnote"): "book-end",
    ("notes", "chapter"): "chapter-end",
    ("notes", "book"): "book-end",
    ("chapters-open", "right"): "recto",
    ("chapters-open", "either"): "any",
}
"""Words that are read as another one, with a note: the key, the word, what it means."""
