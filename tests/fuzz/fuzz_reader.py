"""A coverage-guided fuzz target of the Markdown reader; see README.md beside it."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["bookmaker", "markdown", "yaml"]):
    from bookmaker.diagnostics import Diagnostics
    from bookmaker.readers.markdown import COMMONMARK, read_markdown
    from bookmaker.readers.source_text import decode_source
    from tests.support.markdown_texts import (
        HOSTILE,
        SAFE,
        lost_words,
        number_words,
        read_and_look,
    )

_SAFE = (*sorted(set(SAFE)), *["word"] * 20)
_HOSTILE = (*sorted(set(HOSTILE)), *["word"] * 20)


def look(content: bytes) -> None:
    """Read one input in each of its meanings."""
    if not content:
        return
    kind, rest = content[0] % 3, content[1:]
    if kind == 0:
        text = decode_source(rest, "x.md", Diagnostics())
    else:
        tokens = _SAFE if kind == 1 else _HOSTILE
        text = number_words(tokens[byte % len(tokens)] for byte in rest)
        if kind == 2:
            text = decode_source(text.encode("utf-8"), "x.md", Diagnostics())
    found = read_and_look(text)
    if kind == 1:
        lost = lost_words(text, found)
        assert not lost, (lost, text)
    read_markdown(text, "x.md", Diagnostics(), options=COMMONMARK)


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
