"""Letters, dialogues, inscriptions and dedications get the parts that their form has.

Parts are recognized by where they are and how they end: the date and the signature of
a letter, which are set at the right (U.S. Government Printing Office, Style Manual,
2008, 16.5 and 16.18), its salutation and close; the speakers of a dialogue, whom books
of Standard Ebooks set in small capitals; the lines of an inscription. A dedication and
an epigraph don't name themselves on the page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Group,
    Heading,
    LineBreak,
    Node,
    Paragraph,
    SmallCaps,
    SoftBreak,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_divisions, map_nodes
from bookmaker.languages.words import words_of

_LONGEST_LINE = 60
"""Characters of a date, a salutation, a close or a signature."""
_GREETING_ENDS = (",", ":", "!", "—", ",–")
_SENTENCE_ENDS = (".", "?", "!", ":", ",", ";")
_INITIALS = re.compile(r"(?:^|\s)\w\.$")
_SPEAKER = re.compile(
    r"(?P<name>[^\W\d_][\w .'\N{RIGHT SINGLE QUOTATION MARK}-]{0,29}):\s"
)

_POSTSCRIPT = re.compile(r"(?:P\W{0,2}){1,3}[SD]\b")
"""Of a letter: P.S., PPS, P.-S. in French, P.D. in Spanish."""


def shape_forms(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Shape the blocks that have a form of their own.

    After: in `::: letter` the date, the salutation, the close and the signature have
    classes of these names; speakers' names in `::: dialogue` are small capitals; the
    lines of `::: inscription` are the author's; a dedication or an epigraph whose
    heading only names it has that heading as its title, which is not shown.
    """
    words = words_of(book.metadata.language)
    names = {
        DivisionKind.DEDICATION: {words.dedication.casefold(), "dedication"},
        DivisionKind.EPIGRAPH: {words.epigraph.casefold(), "epigraph"},
    }

    def shaped(division: Division) -> Division:
        division = _without_name(division, names.get(division.kind, set()))
        return map_nodes(division, _shaped, Group)

    return map_divisions(book, shaped)


def _without_name(division: Division, names: set[str]) -> Division:
    first = next(iter(division.blocks), None)
    if not isinstance(first, Heading) or division.title or first.attributes.id:
        return division
    if plain_text(first.children).strip().casefold() not in names:
        return division
    return replace(
        division,
        title=first.children,
        shows_title=False,
        blocks=division.blocks[1:],
    )


def _shaped(node: Node) -> Node:
    if not isinstance(node, Group):
        return node
    classes = node.attributes.classes
    if "letter" in classes:
        return replace(node, blocks=_letter(node.blocks))
    if "dialogue" in classes:
        return replace(node, blocks=_dialogue(node.blocks))
    if "inscription" in classes:
        return map_nodes(node, lambda _: LineBreak(), SoftBreak)
    return node


def _letter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    shaped = list(blocks)
    at = 0
    if len(shaped) > 1 and _is_date(shaped[0]):
        shaped[0] = _classed(shaped[0], "dateline")
        at = 1
    if len(shaped) > at + 1 and _line_of(shaped[at]).endswith(_GREETING_ENDS):
        shaped[at] = _classed(shaped[at], "salutation")
    end = _end_of(shaped)
    if end > at + 2:
        close, name = shaped[end - 2 : end]
        if _line_of(close).endswith(",") and _is_name(name):
            shaped[end - 2] = _classed(close, "valediction")
            shaped[end - 1] = _classed(name, "signature")
        elif _is_name(name):
            shaped[end - 1] = _classed(name, "signature")
    return tuple(shaped)


def _end_of(blocks: list[Block]) -> int:
    """How many blocks the letter has before its first postscript."""
    for at, block in enumerate(blocks):
        if at == 0 or not isinstance(block, Paragraph):
            continue
        if _POSTSCRIPT.match(plain_text(block.children).lstrip()):
            return at
    return len(blocks)


def _line_of(block: Block) -> str:
    """The words of a paragraph that is one short line, or nothing."""
    if not isinstance(block, Paragraph):
        return ""
    words = plain_text(block.children).strip()
    return words if len(words) <= _LONGEST_LINE else ""


def _is_date(block: Block) -> bool:
    line = _line_of(block)
    return any(c.isdigit() for c in line) and not line.endswith(_GREETING_ENDS)


def _is_name(block: Block) -> bool:
    line = _line_of(block)
    return bool(line) and (
        not line.endswith(_SENTENCE_ENDS) or _INITIALS.search(line) is not None
    )


def _classed(block: Block, name: str) -> Block:
    attributes = block.attributes
    if name in attributes.classes:
        return block
    classes = (*attributes.classes, name)
    return replace(block, attributes=replace(attributes, classes=classes))


def _dialogue(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    speeches = sum(_speaker(block) is not None for block in blocks)
    return tuple(map(_with_speaker, blocks)) if speeches > 1 else blocks


def _speaker(block: Block) -> re.Match[str] | None:
    if not isinstance(block, Paragraph) or not block.children:
        return None
    first = block.children[0]
    return _SPEAKER.match(first.text) if isinstance(first, Text) else None


def _with_speaker(block: Block) -> Block:
    found = _speaker(block)
    if found is None or not isinstance(block, Paragraph):
        return block
    name = found["name"]
    rest = Text(found.string[len(name) :], span=block.children[0].span)
    classes = ("capitals",) if name.isupper() else ()
    speaker = SmallCaps(
        (Text(name, span=rest.span),),
        attributes=Attributes(classes=classes),
        span=rest.span,
    )
    return replace(block, children=(speaker, rest, *block.children[1:]))
