"""Ruby: `{base|reading}`, as Japanese writers of Markdown have it.

`{base|of|each}` has a reading for each character of the base (DenDenMarkdown). Aozora
Bunko and the sites of novels write `｜base《reading》`, without the bar where the base
is the Han characters before it; theirs are the dots of `《《words》》` too.
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import Emphasis, Ruby, Text
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.pieces import WordRun

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
        if scan.text[at - 1 : at] == "{" or scan.text[end : end + 1] == "}":
            return None  # a template of a wiki or a site
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


_HAN = r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u30f6]"
_KANA = r"[\u3041-\u309f\u30a0-\u30ff]"
_BARRED = re.compile(r"[｜|](?P<base>[^｜|\s]{1,24})$")
_HAN_AT_END = re.compile(rf"(?P<base>{_HAN}{{1,24}})$")
_READING = re.compile(r"《(?P<words>[^《》\n]{1,60})》")
_KANA_READING = re.compile(rf"(?:{_KANA}|[ \u3000]){{1,60}}")
_DOTTED = re.compile(r"《《(?P<words>[^《》\n]{1,60})》》")


class AozoraRuby(Construct):
    """A reading behind its base: `｜東京《とうきょう》`, `東京《とうきょう》`.

    In Chinese the same signs are around the titles of works, so without the wide bar a
    reading is of kana.
    """

    triggers = "《"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reading, and take its base from the words before it."""
        dotted = _DOTTED.match(scan.text, at)
        if dotted is not None:
            words = Text(dotted["words"], span=scan.span(at + 2, dotted.end() - 2))
            node = Emphasis((words,), span=scan.span(at, dotted.end()))
            scan.add_node(node, 2)
            return dotted.end()
        found = _READING.match(scan.text, at)
        last = scan.pieces[-1] if scan.pieces else None
        if found is None or not isinstance(last, WordRun) or last.end != at:
            return None
        is_kana = _KANA_READING.fullmatch(found["words"]) is not None
        base = _BARRED.search(last.text[-25:])
        if base is not None and not is_kana and base[0][0] != "｜":
            base = None
        if base is None and is_kana:
            base = _HAN_AT_END.search(last.text[-24:])
        if base is None:
            return None
        last.text = last.text[: -len(base[0])]
        last.end -= len(base[0])
        if not last.text:
            scan.pieces.pop()
        words = Text(base["base"], span=scan.span(at - len(base["base"]), at))
        span = scan.span(at - len(base[0]), found.end())
        scan.add_node(Ruby((words,), found["words"], span=span), 2)
        return found.end()
