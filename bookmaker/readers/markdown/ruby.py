"""Ruby: `{base|reading}`, as Japanese writers of Markdown have it."""

from __future__ import annotations

import re

from bookmaker.document.nodes import Ruby, Text
from bookmaker.readers.markdown.inlines import Construct, InlineScan

LOOKS_LIKE_RUBY = r"[^{}|\s<>\[\]`*_\\]{1,24}\|[^{}|\n<>\[\]`*_\\]{1,60}\}"
"""What follows the brace; neither part holds other marks."""
_RUBY = re.compile(r"\{" + LOOKS_LIKE_RUBY)


class RubyText(Construct):
    """Characters with their reading beside them."""

    triggers = "{"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a base and its reading."""
        found = _RUBY.match(scan.text, at)
        if found is None:
            return None
        end = found.end()
        base, _, reading = scan.text[at + 1 : end - 1].partition("|")
        if not reading.strip():
            return None
        words = Text(base, span=scan.span(at + 1, at + 1 + len(base)))
        scan.add_node(Ruby((words,), reading.strip(), span=scan.span(at, end)), 2)
        return end
