"""How heavy the edition is, against what bookshops take."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.epub import EditionHeavy

_MEGABYTE = 1_000_000
MOST_BY_SHOP = {
    "Barnes & Noble": 20 * _MEGABYTE,
    "Kobo": 100 * _MEGABYTE,
    "Amazon": 650 * _MEGABYTE,
}
"""Bytes, as the shops state them (2026)."""


def check_weight(content: bytes) -> Iterator[Diagnostic]:
    """Name the shops that would send the edition back."""
    refused = tuple(shop for shop, most in MOST_BY_SHOP.items() if len(content) > most)
    if refused:
        yield EditionHeavy(megabytes=len(content) // _MEGABYTE, shops=refused)
