"""Ruby: `{base|reading}`, as Japanese writers of Markdown have it.

`{base|of|each}` has a reading for each character of the base (DenDenMarkdown).
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import Ruby, Text
from bookmaker.readers.markdown.inlines import Construct, InlineScan

LOOKS_LIKE_RUBY = r"[^{}|\s<>\[\]`*_\\]{1,24}(?:\|[^{}|\n<>\[\]`*_\\]{1,60}){1,24}\}"
"""What follows the brace; no part holds other marks."""
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
        readings = [part.strip() for part in reading.split("|")]
        if len(readings) == 1 or len(readings) != len(base):
            self._add(scan, (at + 1, at + 1 + len(base)), "".join(readings), (at, end))
            return end
        for place, part in enumerate(readings, start=at + 1):
            ends = (at if place == at + 1 else place, place + 1)
            self._add(scan, (place, place + 1), part, ends)
        return end

    @staticmethod
    def _add(
        scan: InlineScan, base: tuple[int, int], reading: str, whole: tuple[int, int]
    ) -> None:
        words = Text(scan.text[slice(*base)], span=scan.span(*base))
        scan.add_node(Ruby((words,), reading, span=scan.span(*whole)), 2)
