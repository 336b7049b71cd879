"""Fenced divisions: what their first class makes of them."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.diagnostics.catalog.manuscript import TagLeftOut
from bookmaker.document.nodes import (
    Admonition,
    AdmonitionKind,
    Attributes,
    Block,
    BlockQuote,
    Epigraph,
    Group,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
)
from bookmaker.readers.html.page_breaks import CLASSES
from bookmaker.readers.markdown.alerts import title_of_kind
from bookmaker.readers.markdown.attributes import without_pair
from bookmaker.readers.markdown.blocks import FencedDivision
from bookmaker.readers.markdown.division_heads import OTHERS_ADMONITIONS
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.panels import has_number, make_panel
from bookmaker.readers.markdown.table_forms import make_list_table
from bookmaker.readers.markdown.verse import (
    is_all_verse,
    make_verse,
    split_attribution,
)

_BRACED = ("{.", "{#")
"""How a division with classes of the author's own begins, as pandoc has it."""
_LIST_TABLE = "list-table"
_HIDDEN = "hidden"
"""Of what Quarto shows in no format: definitions of TeX, notes to oneself."""
_TITLE_CLASS = "titled"
"""Of the paragraph that is the title of a division."""
_ADMONITIONS = {
    prefix + kind.value: kind for kind in AdmonitionKind for prefix in ("", "callout-")
}


def make_division(
    maker: Maker, division: FencedDivision, depth: int
) -> tuple[Block, ...]:
    """Make the node that a division's classes ask for; others become a group."""
    if _is_hidden(maker, division):
        return ()
    other = _other_admonition(maker, division, depth)
    return (other,) if other is not None else _made(maker, division, depth)


def _made(maker: Maker, division: FencedDivision, depth: int) -> tuple[Block, ...]:
    attributes = division.attributes
    for name in attributes.classes:
        if name in _ADMONITIONS:
            kind = _ADMONITIONS[name]
            return (
                _admonition(maker, division, _without(attributes, name), kind, depth),
            )
        if name == "epigraph" and division.title is None:
            return (_epigraph(maker, division, _without(attributes, name), depth),)
        if (
            name == "verse"
            and division.title is None
            and is_all_verse(division.children)
        ):
            rest = _without(attributes, name)
            span = maker.span(division)
            return (make_verse(maker, division.children, rest, span, depth),)
    if has_number(attributes) and _LIST_TABLE not in attributes.classes:
        return (make_panel(maker, division, depth),)
    blocks = maker.blocks(division.children, depth + 1)
    if not blocks and not CLASSES.isdisjoint(attributes.classes):
        return (PageBreak(span=maker.span(division)),)
    if _LIST_TABLE in attributes.classes:
        rest = _without(attributes, _LIST_TABLE)
        table = make_list_table(maker, blocks, rest, maker.span(division))
        if table is not None:
            title = table.caption or _title(maker, division, depth)
            return (replace(table, caption=title),)
    title = _title(maker, division, depth)
    if title:
        title_class = Attributes(classes=(_TITLE_CLASS,))
        head = Paragraph(title, attributes=title_class, span=title[0].span)
        blocks = (head, *blocks)
    return (Group(blocks, attributes=attributes, span=maker.span(division)),)


def _other_admonition(
    maker: Maker, division: FencedDivision, depth: int
) -> Admonition | None:
    """Make `:::danger`; where the name is in braces, it is a class of the author's."""
    name = next(iter(division.attributes.classes), "")
    kind = OTHERS_ADMONITIONS.get(name)
    if kind is None or division.head[0].startswith(_BRACED):
        return None
    made = _admonition(maker, division, division.attributes, kind, depth)
    title = made.title or title_of_kind(name, maker.span(division))
    return replace(made, title=title)


def _is_hidden(maker: Maker, division: FencedDivision) -> bool:
    """Whether Quarto would show a division in no format; that is reported."""
    conventions = maker.context.options.conventions
    is_hidden = conventions.has_cells and _HIDDEN in division.attributes.classes
    if is_hidden:
        program = conventions.program or "Quarto"
        span = maker.span(division)
        maker.diagnostics.add(TagLeftOut("::: {.hidden}", program, span=span))
    return is_hidden


def _without(attributes: Attributes, name: str) -> Attributes:
    rest = tuple(other for other in attributes.classes if other != name)
    return replace(attributes, classes=rest)


def _title(maker: Maker, division: FencedDivision, depth: int) -> tuple[Inline, ...]:
    """The words behind the division's name."""
    if division.title is None:
        return ()
    return maker.inlines([division.title], depth + 1)


def _admonition(
    maker: Maker,
    division: FencedDivision,
    attributes: Attributes,
    kind: AdmonitionKind,
    depth: int,
) -> Admonition:
    title = _title(maker, division, depth)
    given = attributes.find("title")
    if given is not None:
        title = maker.read_value(given, division.head, depth + 1)
        attributes = without_pair(attributes, "title")
    blocks = maker.blocks(division.children, depth + 1)
    if not title and blocks and isinstance(first := blocks[0], Heading):
        title, blocks = first.children, blocks[1:]  # Quarto: a heading is the title
    return Admonition(
        kind, blocks, title, attributes=attributes, span=maker.span(division)
    )


def _epigraph(
    maker: Maker, division: FencedDivision, attributes: Attributes, depth: int
) -> Epigraph:
    attribution = split_attribution(maker, division.children, depth + 1)
    given = attributes.find("attribution")
    if given is not None:
        attribution = maker.read_value(given, division.head, depth + 1)
        attributes = without_pair(attributes, "attribution")
    blocks = maker.blocks(division.children, depth + 1)
    if len(blocks) == 1 and isinstance(quote := blocks[0], BlockQuote):
        blocks = quote.blocks
        attribution = attribution or quote.attribution
    return Epigraph(
        blocks, attribution, attributes=attributes, span=maker.span(division)
    )
