"""A coverage-guided fuzz target of the metadata loader; see README.md beside it.

What comes in: bytes as a `book.toml`, or as the block at the head of a chapter; half of
them made of keys and values that mean something.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bookmaker", "tomllib", "yaml"]):
    from bookmaker.config.load import load_draft, load_manuscript
    from bookmaker.diagnostics import Diagnostics
    from bookmaker.diagnostics.errors import ManuscriptError
    from bookmaker.readers.metadata_block import read_metadata_block
    from bookmaker.readers.source_text import decode_source

_TOML = (
    *("title", "subtitle", "authors", "language", "date", "rights", "identifier"),
    *("series", "subjects", "theme", "sheet", "extends", "contents", "front", "body"),
    *("back", "print", "epub", "numbering", "typography", "code", "citations", "trim"),
    *("paper", "margins", "cover", "bleed", "products", "file", "part", "title-page"),
    *(" = ", " = ", " = ", "\n", "\n", "\n", "[", "]", "[[", "]]", "{", "}", ", ", "."),
    *('"', '"', "'", '"""', "#", "1", "-0x1", "1e999", "nan", "true", "1979-05-27"),
    *(
        '"one.md"',
        '"Tides"',
        '"en"',
        '"6in"',
        '"-1mm"',
        '"6x9in"',
        '"../x.md"',
        '"\\u0000"',
    ),
    *("\ud7ff", "\u202e", "\r\n", "\t", "\\", "99999999999999999999", '"978-3-16"'),
)
_YAML = (
    *(
        "---\n",
        "...\n",
        "title: ",
        "author: ",
        "language: ",
        "date: ",
        "id: ",
        "class: ",
    ),
    *("- ", "  ", "\n", "\n", "? ", ": ", "&a ", "*a", "!!python/object ", "!", "| \n"),
    *(
        "> \n",
        "{",
        "}",
        "[",
        "]",
        ", ",
        '"',
        "'",
        "#",
        "no",
        "1984",
        "~",
        "0o7",
        "<<: ",
    ),
    *("Tides", "\u2028", "\x85", "\t", "%YAML 1.1\n", "@", "`", "1:30", "2001-01-01"),
)
_FOLDER = Path(tempfile.mkdtemp(prefix="bookmaker-fuzz-"))


def look(content: bytes) -> None:
    """Load one input in its meaning."""
    if not content:
        return
    kind, rest = content[0] % 4, content[1:]
    if kind < 2:
        _look_at_book(rest if kind == 0 else _made_of(_TOML, rest))
    else:
        _look_at_block(rest if kind == 2 else b"---\n" + _made_of(_YAML, rest))


def _made_of(tokens: tuple[str, ...], rest: bytes) -> bytes:
    return "".join(tokens[byte % len(tokens)] for byte in rest).encode()


def _look_at_book(content: bytes) -> None:
    (_FOLDER / "one.md").write_text("# One\n", "utf-8")
    (_FOLDER / "book.toml").write_bytes(content)
    for load in (load_manuscript, load_draft):
        try:
            load(_FOLDER, Diagnostics())
        except ManuscriptError as error:
            for found in error.diagnostics:
                found.message()


def _look_at_block(content: bytes) -> None:
    diagnostics = Diagnostics()
    text = decode_source(content, "x.md", diagnostics)
    read_metadata_block(text, "x.md", diagnostics)
    for found in diagnostics:
        found.message()


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
