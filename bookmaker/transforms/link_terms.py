"""Terms in the text lead to the glossary, which may be gathered and sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.config.nearest import KnownNames
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    ChapterGathered,
    EmptyGlossary,
    RepeatedTerm,
    UnknownTerm,
)
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.identifiers import ascii_id, heading_slug
from bookmaker.document.nodes import (
    Attributes,
    Definition,
    DefinitionList,
    Group,
    Link,
    Node,
    Span,
)
from bookmaker.document.text import plain_text, shows_nothing
from bookmaker.document.walk import (
    all_divisions,
    find_nodes,
    leave_out,
    map_book,
    map_divisions,
)
from bookmaker.languages.collation import sort_key_of

GLOSSARY = "glossary"
_TERM = "term"
_OF = "of"
_MARKED = (Span, Group)


def link_terms(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Join terms and their definitions.

    Before: definitions stand in `::: {.glossary}`, terms in spans of the class `term`.
    After: each definition has an id and each term is a link to it; where the contents
    list a glossary, all definitions stand there, sorted by the book's language.
    """
    marked = find_nodes(book.divisions, *_MARKED)
    has_terms = any(_is_term(node) or _is_glossary(node) for node in marked)
    if not has_terms and not _lists_glossary(book):
        return book
    names = _Names(tuple(_definitions(book)), diagnostics)
    book = map_book(book, names.identified, Group)
    book = map_book(book, names.linked, Span)
    return _gathered(book, diagnostics) if _lists_glossary(book) else book


def _is_glossary(node: Node) -> bool:
    return isinstance(node, Group) and GLOSSARY in node.attributes.classes


def _is_term(node: Node) -> bool:
    return isinstance(node, Span) and _TERM in node.attributes.classes


def _definitions(book: Book) -> Iterator[Definition]:
    for node in find_nodes(book.divisions, Group):
        if _is_glossary(node):
            for block in node.blocks:
                if isinstance(block, DefinitionList):
                    yield from block.definitions


def _words(text: str) -> str:
    """What distinguishes terms."""
    return " ".join(text.split()).casefold()


class _Names:
    """The ids of the definitions, by the words that lead to them."""

    def __init__(
        self, definitions: tuple[Definition, ...], diagnostics: Diagnostics
    ) -> None:
        self._diagnostics = diagnostics
        self._id_by_words: dict[str, str] = {}
        self._shown_by_words: dict[str, str] = {}
        self._id_by_definition: dict[int, str] = {}
        for definition in definitions:
            shown = " ".join(plain_text(definition.term).split())
            words = _words(shown)
            if words in self._id_by_words:
                span = definition.span or next(
                    (node.span for node in definition.term), None
                )
                diagnostics.add(RepeatedTerm(shown, span=span))
                continue
            made = f"term-{ascii_id(heading_slug(shown))}"
            made = definition.attributes.id or made
            self._id_by_words[words] = made
            self._shown_by_words[words] = shown
            self._id_by_definition[id(definition)] = made
        self._known = KnownNames(self._shown_by_words)

    def identified(self, node: Node) -> Node:
        """Give definitions their ids; a class distinguishes their lists."""
        if not isinstance(node, Group) or not _is_glossary(node):
            return node
        blocks = tuple(
            self._list(block) if isinstance(block, DefinitionList) else block
            for block in node.blocks
        )
        return replace(node, blocks=blocks)

    def _list(self, listed: DefinitionList) -> DefinitionList:
        definitions = tuple(self._definition(d) for d in listed.definitions)
        classes = tuple(dict.fromkeys((*listed.attributes.classes, GLOSSARY)))
        attributes = replace(listed.attributes, classes=classes)
        return replace(listed, definitions=definitions, attributes=attributes)

    def _definition(self, definition: Definition) -> Definition:
        made = self._id_by_definition.get(id(definition))
        if made is None or definition.attributes.id == made:
            return definition
        return replace(definition, attributes=replace(definition.attributes, id=made))

    def linked(self, node: Node) -> Node:
        """Make a link of a term; an unknown one keeps its words."""
        if not isinstance(node, Span) or not _is_term(node):
            return node
        given = node.attributes.find(_OF)
        shown = given or " ".join(plain_text(node.children).split())
        target = self._find(_words(shown))
        classes = tuple(c for c in node.attributes.classes if c != _TERM)
        pairs = tuple(pair for pair in node.attributes.pairs if pair[0] != _OF)
        if target is None:
            nearest = self._known.nearest(_words(shown))
            near = self._shown_by_words[nearest] if nearest else None
            self._diagnostics.add(UnknownTerm(shown, near, span=node.span))
            attributes = replace(node.attributes, classes=classes, pairs=pairs)
            return replace(node, attributes=attributes)
        attributes = Attributes(node.attributes.id, (_TERM, *classes), pairs)
        return Link(node.children, f"#{target}", attributes=attributes, span=node.span)

    def _find(self, words: str) -> str | None:
        """The id for a term as written, or for its singular by the plainest rule."""
        for form in (words, re.sub(r"(?:e?s)$", "", words), words.removesuffix("s")):
            if form in self._id_by_words:
                return self._id_by_words[form]
        return None


# --- The generated glossary -------------------------------------------------------


def _is_generated(division: Division) -> bool:
    return division.kind is DivisionKind.GLOSSARY and division.file is None


def _lists_glossary(book: Book) -> bool:
    return any(_is_generated(division) for division in all_divisions(book))


def _gathered(book: Book, diagnostics: Diagnostics) -> Book:
    definitions = tuple(_definitions(book))
    if not definitions:
        span = next(d.span for d in all_divisions(book) if _is_generated(d))
        diagnostics.add(EmptyGlossary(span=span))
        return leave_out(book, _is_generated)
    key_of = sort_key_of(book.metadata.language)
    ordered = sorted(definitions, key=lambda d: key_of(plain_text(d.term)))
    attributes = Attributes(classes=(GLOSSARY,))
    listed = DefinitionList(tuple(ordered), is_tight=False, attributes=attributes)
    gathered = Group((listed,), attributes=attributes)

    full = [bool(division.blocks) for division in all_divisions(book)]
    book = map_book(book, _without_definitions, Group)
    for was_full, division in zip(full, all_divisions(book), strict=True):
        if was_full and not division.divisions and shows_nothing(division.blocks):
            diagnostics.add(ChapterGathered(span=division.span))
    return map_divisions(
        book, lambda d: replace(d, blocks=(gathered,)) if _is_generated(d) else d
    )


def _without_definitions(node: Node) -> Node | tuple[Node, ...]:
    """What stays of a glossary that is gathered: all that defines nothing."""
    if not isinstance(node, Group) or not _is_glossary(node):
        return node
    rest = tuple(one for one in node.blocks if not isinstance(one, DefinitionList))
    if node.attributes.id is None:
        return rest
    # A link may lead here.
    return Group(rest, attributes=Attributes(node.attributes.id), span=node.span)
