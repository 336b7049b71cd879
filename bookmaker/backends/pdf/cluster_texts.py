"""What each glyph stands for, where several glyphs draw what is one letter to a reader.

What comes in: a run of glyphs as Pango shaped it. What goes out: the text that a PDF
says of one of its glyphs. A glyph has one text in a whole file, so it must be the
glyph's own: the accent for an accent, and not the letter that it first stood over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import uharfbuzz


def glyph_text(font: Any, item: Any, index: int, text: bytes) -> str:  # noqa: ANN401
    """The text of a glyph of a run, counted from 0 and from the left.

    `font` is WeasyPrint's, `item` a `PangoGlyphItem`, `text` its line in UTF-8.
    """
    string, start = item.glyphs, item.item.offset
    clusters = [string.log_clusters[i] for i in range(string.num_glyphs)]
    is_turned = bool(item.item.analysis.level % 2)
    first, last = cluster_around(clusters, index)
    following = first - 1 if is_turned else last + 1
    is_last = not 0 <= following < len(clusters)
    end = item.item.length if is_last else clusters[following]
    characters = text[start + clusters[index] : start + end].decode()
    if first == last:
        return characters
    nominal = _characters(font)
    glyphs = [string.glyphs[i].glyph for i in range(first, last + 1)]
    if is_turned:
        glyphs.reverse()
    texts = share(characters, [nominal.get(glyph, "") for glyph in glyphs])
    return texts[last - index if is_turned else index - first]


def cluster_around(clusters: Sequence[int], index: int) -> tuple[int, int]:
    """The first and the last glyph of the letter that a glyph is a part of.

    `clusters` says for each glyph where in the text its letter begins.
    """
    first = last = index
    while first and clusters[first - 1] == clusters[index]:
        first -= 1
    while last + 1 < len(clusters) and clusters[last + 1] == clusters[index]:
        last += 1
    return first, last


def share(characters: str, nominal: Sequence[str]) -> list[str]:
    """Share the characters of a letter among its glyphs, in the order of reading.

    `nominal` is the character that each glyph draws when it stands alone; empty where
    there is none. Those come first; of what is left the first glyph has the letter, and
    each other one a mark.
    """
    left = list(unicodedata.normalize("NFKD", characters))
    texts = [_take(own, left) for own in nominal]
    without = [place for place, text in enumerate(texts) if not text]
    marks = [place for place, sign in enumerate(left) if unicodedata.combining(sign)]
    for glyph, mark in zip(reversed(without[1:]), reversed(marks), strict=False):
        texts[glyph] = left.pop(mark)
    first = without[0] if without else 0
    texts[first] = unicodedata.normalize("NFC", texts[first] + "".join(left))
    return texts


def _take(own: str, left: list[str]) -> str:
    """The character, without compatibility, if all of it is left; it is no longer."""
    parts = unicodedata.normalize("NFKD", own)
    rest = list(left)
    for part in parts:
        if part not in rest:
            return ""
        rest.remove(part)
    left[:] = rest
    return unicodedata.normalize("NFC", parts)


def _characters(font: Any) -> Mapping[int, str]:  # noqa: ANN401 - WeasyPrint's
    """The character of each glyph that has one by itself; the font remembers it."""
    known: Mapping[int, str] | None = getattr(font, "character_by_glyph", None)
    if known is None:
        face = uharfbuzz.Face(font.file_content)
        shaped = uharfbuzz.Font(face)
        known = {
            shaped.get_nominal_glyph(code): chr(code)
            for code in sorted(face.unicodes, reverse=True)
        }
        font.character_by_glyph = known
    return known


def glyph_of(font: Any, character: str) -> tuple[int, int]:  # noqa: ANN401 - WeasyPrint's
    """The glyph of a character and its width in thousandths; the font remembers both.

    Glyph 0 stands for a character that the face does not have.
    """
    known: dict[str, tuple[int, int]] = getattr(font, "glyph_by_character", {})
    if character not in known:
        face = uharfbuzz.Face(font.file_content)
        shaped = uharfbuzz.Font(face)
        glyph = shaped.get_nominal_glyph(ord(character)) or 0
        width = round(shaped.get_glyph_h_advance(glyph) * 1000 / face.upem)
        font.glyph_by_character = known | {character: (glyph, width)}
    found: tuple[int, int] = font.glyph_by_character[character]
    return found
