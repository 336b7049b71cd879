"""Inline extensions of Python-Markdown work: ours is its registry.

The imports that mypy ignores are of a library without types.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.wikilinks import WikiLinkExtension
from markdown.inlinepatterns import InlineProcessor
from pymdownx.betterem import BetterEmExtension
from pymdownx.keys import KeysExtension
from pymdownx.tilde import DeleteSubExtension

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Code,
    Emphasis,
    Link,
    Node,
    Paragraph,
    Strikeout,
    Strong,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import ReaderOptions, read_markdown
from bookmaker.source import SourceSpan


def _read(text: str, *extensions: Extension) -> list[Node]:
    options = ReaderOptions(extensions=extensions)
    found = read_markdown(text, "x.md", Diagnostics(), options=options)
    return list(descend(*found.blocks))


class _Mentions(InlineProcessor):
    """`+name` as emphasis; the name is Markdown."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the host's name for it
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the host's signature
    ) -> tuple[Element | None, int | None, int | None]:
        if m[1] == "nobody":
            return None, None, None
        element = Element("em")
        element.text = m[1]
        return element, m.start(), m.end()


class Mentions(Extension):
    """Registers the mentions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(_Mentions(r"\+([\w*]+)", md), "mentions", 75)


def test_an_extension_of_python_markdowns_own_makes_nodes_with_places() -> None:
    nodes = _read("> see [[The Shore]]", WikiLinkExtension())
    link = next(node for node in nodes if isinstance(node, Link))
    assert link.target == "/The_Shore/"
    assert link.span == SourceSpan("x.md", 1, 7, 1, 20)


def test_code_keeps_its_characters_from_extensions() -> None:
    nodes = _read("`[[The Shore]]`", WikiLinkExtension())
    assert [node.text for node in nodes if isinstance(node, Code)] == ["[[The Shore]]"]


def test_an_extension_of_pymdown_makes_nodes() -> None:
    nodes = _read("press ++ctrl+a++", KeysExtension())
    keys = [node.text for node in nodes if isinstance(node, Code)]
    assert keys == ["Ctrl", "A"]


def test_an_extension_may_take_the_place_of_our_emphasis() -> None:
    kinds = {type(node) for node in _read("*a **b***", BetterEmExtension())}
    assert {Emphasis, Strong} <= kinds
    kinds = {type(node) for node in _read("~~a~~", DeleteSubExtension())}
    assert Strikeout in kinds


def test_markdown_in_what_an_extension_made_is_read() -> None:
    nodes = _read("a +b*c* d", Mentions())
    emphasis = [node for node in nodes if isinstance(node, Emphasis)]
    assert [plain_text(node.children) for node in emphasis] == ["bc", "c"]


def test_what_an_extension_declines_is_read_as_ever() -> None:
    nodes = _read("a +nobody and +ann", Mentions())
    assert [node.text for node in nodes if isinstance(node, Text)] == [
        "a +nobody and ",
        "ann",
    ]


def test_extensions_find_nothing_in_escaped_or_linked_places_before_them() -> None:
    nodes = _read("[x](+ann)", Mentions())
    assert [node.target for node in nodes if isinstance(node, Link)] == ["+ann"]


@pytest.mark.parametrize("make", [Mentions, WikiLinkExtension, KeysExtension])
def test_an_extension_changes_nothing_where_it_finds_nothing(
    make: Callable[[], Extension],
) -> None:
    text = "# A *b*\n\n- [c](d)\n- `e`\n"
    assert _read(text, make()) == _read(text)


def test_a_reader_without_extensions_is_not_touched_by_them() -> None:
    _read("a", Mentions())
    nodes = _read("+ann")
    assert nodes == [Paragraph((Text("+ann"),)), Text("+ann")]
