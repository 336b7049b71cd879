"""The starter manuscript of `bookmaker new`: a small book that shows how one is made.

What comes in: title, author, language and a day. What goes out: the files by path. The
chapters are in `samples/LANGUAGE/`; a language with a folder of its own needs nothing
else. The text is ours and free to keep, change or throw away; what it quotes is in the
public domain.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from bookmaker.system.files import read_file

_SAMPLES = Path(__file__).with_name("samples")
_CONTENTS = "contents.toml"
_ENGLISH = "en"
_MOST_BYTES = 64 * 1024
_INCHES = frozenset({"us", "ca", "mx"})
"""Countries whose printers sell trims in inches."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def sample_languages() -> tuple[str, ...]:
    """The languages that there are sample chapters in, by their tags."""
    return tuple(sorted(path.name for path in _SAMPLES.iterdir() if path.is_dir()))


def scaffold(
    title: str, author: str, language: str, published: datetime.date
) -> dict[str, bytes]:
    """Make the files of a starter manuscript, by path.

    An empty author is left out. Where there are no chapters in a language they are in
    English, and say so.
    """
    own = language.partition("-")[0].lower()
    is_known = own in sample_languages()
    folder = _SAMPLES / (own if is_known else _ENGLISH)
    block = "" if is_known else f"---\nlang: {_ENGLISH}\n---\n\n"
    contents = _text_of(folder / _CONTENTS)
    text_by_path = {
        "book.toml": _book_toml(title, author, language, published, contents),
        "README.md": _README,
    }
    for path in sorted(folder.glob("*.md")):
        text_by_path[f"chapters/{path.name}"] = block + _text_of(path)
    return {path: text.encode() for path, text in text_by_path.items()}


def _text_of(path: Path) -> str:
    return read_file(path, _MOST_BYTES).decode()


def _book_toml(
    title: str, author: str, language: str, published: datetime.date, contents: str
) -> str:
    rights = f"Copyright © {published.year} {author}".rstrip()
    authors = f"[{_quoted(author)}]" if author else "[]"
    return f"""\
# Metadata and settings of the book. `bookmaker explain book.toml` lists every key.
title = {_quoted(title)}
language = {_quoted(language)}
authors = {authors}
published = {published.isoformat()}
rights = {_quoted(rights)}

{contents}
[print]
trim = {_quoted(_trim(language))}
theme = "literary"

[epub]
notes = "chapter-end"
"""


def _trim(language: str) -> str:
    """A size that printers of the language's countries cut."""
    parts = language.lower().split("-")
    is_in_inches = parts[0] == "en" or not _INCHES.isdisjoint(parts[1:])
    return "trade" if is_in_inches else "A5"


def _quoted(text: str) -> str:
    """Write a basic string of TOML (1.0.0, String)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(_escape, escaped)}"'


def _escape(control: re.Match[str]) -> str:
    return f"\\u{ord(control[0]):04x}"


_README = """\
# A manuscript

`book.toml` has the metadata, the settings and the order of the book; `chapters/` has
its text. Replace both with your own. From the folder that contains this one:

    bookmaker check NAME     look for problems
    bookmaker build NAME     build the EPUB and the PDF, in build/

The sample chapters show what a chapter can contain: a part, an epigraph, notes, a
block quotation with its source, verse, a scene break, emphasis and a link to another
chapter.
"""
