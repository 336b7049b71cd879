"""Manuscripts that aren't Markdown: which are imported, and what converts others.

The one table of their suffixes; each suffix is in small letters, with its dot.
"""

from __future__ import annotations

PLAIN_TEXT_SUFFIXES = (".txt", ".text")
SCREENPLAY_SUFFIXES = (".fountain", ".spmd")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf")
DOCUMENT_SUFFIXES = (
    *WORD_SUFFIXES,
    *PLAIN_TEXT_SUFFIXES,
    *SCREENPLAY_SUFFIXES,
    *PAGE_SUFFIXES,
    *(".eml", ".epub"),
)
"""Files that `bookmaker import` takes, each a chapter or several."""
ARCHIVE_SUFFIXES = (".zip", ".textpack")
"""Archives of such files."""
IMPORTED = frozenset({*DOCUMENT_SUFFIXES, *ARCHIVE_SUFFIXES})
SAVED_FIRST = (".doc", ".pages", ".wpd")
"""Only a program that opens them can save them as something that is imported."""
_BY_PANDOC = (
    *(".rst", ".org", ".tex", ".latex", ".textile", ".typ", ".ipynb", ".fb2"),
    *(".docbook", ".dbk", ".opml", ".muse", ".t2t", ".wiki", ".mediawiki"),
)
_CONVERTER = {
    **dict.fromkeys((".adoc", ".asciidoc"), "asciidoctor {path} -o {stem}.html"),
    **dict.fromkeys(_BY_PANDOC, "pandoc -s {path} -o {stem}.docx"),
}
UNREAD_TEXT_SUFFIXES = (*_CONVERTER, *SAVED_FIRST)
"""Texts that aren't imported as they are."""


def suffix_of(path: str) -> str:
    """The suffix of a path, in small letters and with its dot; empty without one."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def conversion_of(path: str) -> str | None:
    """A command that makes of a file what can be imported, if there is one."""
    command = _CONVERTER.get(suffix_of(path))
    if command is None:
        return None
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return command.format(path=path, stem=stem)
