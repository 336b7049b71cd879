"""Find characters of the tree that no face of the theme has, before layout.

Layout would print an empty box for them and say so without a place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import uharfbuzz

from bookmaker.diagnostics.catalog.styles import MissingGlyph
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Code,
    CodeBlock,
    Node,
    RawBlock,
    RawInline,
    Ruby,
    Text,
)
from bookmaker.document.walk import find_nodes
from bookmaker.source import SourceSpan

_WORDED = (Text, Code, CodeBlock, RawInline, RawBlock, Ruby, Division)
"""Kinds of node whose characters editions show."""
_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories that layout handles without drawing."""


def characters_of(faces: Iterable[bytes]) -> frozenset[int]:
    """The code points that at least one of the faces has a glyph for."""
    covered: set[int] = set()
    for face in faces:
        covered.update(uharfbuzz.Face(face).unicodes)
    return frozenset(covered)


def check_coverage(book: Book, covered: frozenset[int]) -> Iterator[MissingGlyph]:
    """Report each character that no face has, once, where it stands first.

    The letters of one script are one problem: one font brings them all.
    """
    known = {chr(code_point) for code_point in covered}
    letters_by_script: dict[str, dict[str, SourceSpan | None]] = {}
    for node in find_nodes(book.divisions, *_WORDED):
        for text in _texts(node):
            if known.issuperset(text):
                continue
            new = dict.fromkeys(c for c in text if c not in known)
            known.update(new)
            signs = ""
            for character in filter(_is_drawn, new):
                script = _script_of(character)
                if script is None:
                    signs += character
                else:
                    letters = letters_by_script.setdefault(script, {})
                    letters[character] = node.span
            if signs:
                yield MissingGlyph(characters=signs, span=node.span)
    for letters in letters_by_script.values():
        yield MissingGlyph(
            characters="".join(letters), span=next(iter(letters.values()))
        )


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, (Text, Code, CodeBlock, RawInline, RawBlock)):
        return (node.text,)
    if isinstance(node, Ruby):
        return (node.reading,)
    if isinstance(node, Division):
        said = (node.label, node.short_title, node.author, node.translated_by)
        return tuple(filter(None, said))
    return ()


def _script_of(character: str) -> str | None:
    """The script of a letter, as the first word of its name says; of a sign `None`."""
    if unicodedata.category(character)[0] not in "LM":
        return None
    return unicodedata.name(character, "").partition(" ")[0]


def _is_drawn(character: str) -> bool:
    if 0xFE00 <= ord(character) <= 0xFE0F:  # variation selectors
        return False
    return unicodedata.category(character) not in _WITHOUT_GLYPH
