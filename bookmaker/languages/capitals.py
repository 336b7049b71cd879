"""Text in capitals, as its language writes them."""

from __future__ import annotations

import unicodedata

from bookmaker.languages import primary_language

_DOTTED_I = frozenset({"tr", "az", "crh"})
_TONOS = "\N{COMBINING ACUTE ACCENT}"


def capitals(text: str, language: str) -> str:
    """The text in capitals (Unicode, SpecialCasing.txt; CSS Text 3, 2.1).

    In Turkish `i` keeps its dot; Greek capitals have no tonos.
    """
    primary = primary_language(language)
    if primary in _DOTTED_I:
        text = text.replace("i", "İ")
    raised = text.upper()
    if primary not in ("el", "grc"):
        return raised
    bare = unicodedata.normalize("NFD", raised).replace(_TONOS, "")
    return unicodedata.normalize("NFC", bare)
