"""No link holds another."""

from __future__ import annotations

from bookmaker.document.nodes import CrossReference, Emphasis, Link, Paragraph, Text
from bookmaker.document.walk import map_nodes
from bookmaker.transforms.part_links import _parted

_INNER = Link((Text("pier"),), "http://example.org/pier")


def outer(*children: object) -> Link:
    return Link(children, "http://example.org/outer")  # type: ignore[arg-type]


def parted(*children: object) -> Paragraph:
    made = map_nodes(Paragraph((outer(*children),)), _parted)
    assert isinstance(made, Paragraph)
    assert map_nodes(made, _parted) == made
    return made


def test_the_words_before_an_inner_link_stay_linked() -> None:
    made = parted(Text("see the "), _INNER, Text(" there"))
    assert made == Paragraph((outer(Text("see the ")), _INNER, Text(" there")))


def test_the_words_behind_it_are_linked_if_none_come_first() -> None:
    made = parted(Text(" "), _INNER, Text(" there"))
    assert made == Paragraph((Text(" "), _INNER, outer(Text(" there"))))


def test_links_within_emphasis_are_found() -> None:
    made = parted(Emphasis((Text("the "), _INNER)), Text(" there"))
    assert made == Paragraph((Emphasis((outer(Text("the ")), _INNER)), Text(" there")))


def test_a_link_that_is_all_inner_link_is_that() -> None:
    assert parted(_INNER) == Paragraph((_INNER,))


def test_a_reference_is_a_link() -> None:
    reference = CrossReference("#pier", children=(Text("3"),))
    made = parted(Text("chapter "), reference)
    assert made == Paragraph((outer(Text("chapter ")), reference))


def test_links_within_links_within_links_are_all_apart() -> None:
    made = parted(Text("a "), outer(Text("b "), _INNER))
    assert made == Paragraph((outer(Text("a ")), outer(Text("b ")), _INNER))
