"""Manuscripts that aren't Markdown: which are imported, and what converts others."""

from __future__ import annotations

IMPORTED = frozenset(
    "docx docm dotx odt rtf txt text html htm xhtml epub eml fountain spmd zip "
    "textpack".split()
)
"""Suffixes that `bookmaker import` takes."""
_BY_PANDOC = frozenset(
    "rst org tex latex textile typ ipynb fb2 docbook dbk opml muse t2t wiki "
    "mediawiki".split()
)
_CONVERTER = {
    **dict.fromkeys(("adoc", "asciidoc"), "asciidoctor {path} -o {stem}.html"),
    **dict.fromkeys(_BY_PANDOC, "pandoc -s {path} -o {stem}.docx"),
}


def suffix_of(path: str) -> str:
    """The suffix of a path, in small letters and without its dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def conversion_of(path: str) -> str | None:
    """A command that makes of a file what can be imported, if there is one."""
    command = _CONVERTER.get(suffix_of(path))
    if command is None:
        return None
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return command.format(path=path, stem=stem)
