"""Emphasis looks unlike the words around it, in every theme and in both editions."""

from __future__ import annotations

import re
from typing import Literal
from xml.etree import ElementTree

import cssselect2
import pytest

from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names

PLAIN = frozenset({"large-print", "dyslexia-friendly"})
"""They have no italics: emphasis is bold (styles/accessible/plain.css)."""
PLACES = {
    "text": "<p>{}</p>",
    "epigraph": '<div class="epigraph"><p>{}</p></div>',
    "attribution": '<div class="epigraph"><p class="attribution">{}</p></div>',
    "dedication": '<section class="dedication"><p>{}</p></section>',
    "subtitle": '<p class="subtitle">{}</p>',
    "translator": '<p class="translator">{}</p>',
    "section": '<section class="level-1"><h2 class="heading">{}</h2></section>',
    "subsection": '<section class="level-2"><h3 class="heading">{}</h3></section>',
    "low": '<section class="level-3"><h4 class="heading">{}</h4></section>',
    "grouped": '<div class="group"><h3 class="heading heading-3">{}</h3></div>',
    "run in": '<div class="run-in"><h5 class="heading">{}</h5><p>x</p></div>',
    "quoted": '<div class="quotation"><h3 class="heading">{}</h3></div>',
}


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SLANTS = re.compile(
    r"([^{}@;]+)\{(?:[^{}]*;)?\s*font-style:\s*([a-z]+)[^{}]*\}", re.DOTALL
)


def matcher_of(sheet: str) -> cssselect2.Matcher:
    """All rules of a sheet that say whether letters slant."""
    matcher = cssselect2.Matcher()
    for prelude, value in _SLANTS.findall(_COMMENT.sub("", sheet)):
        for selector in cssselect2.compile_selector_list(prelude):
            matcher.add_selector(selector, value)
    return matcher


def styles(matcher: cssselect2.Matcher, markup: str) -> tuple[str, str]:
    """The style of the emphasis, and that of the words around it."""
    tree = ElementTree.fromstring(f"<body>{markup}</body>")
    root = cssselect2.ElementWrapper.from_html_root(tree)
    style_by_element = {None: "normal"}
    for element in root.iter_subtree():
        matched = sorted(m for m in matcher.match(element) if m[2] is None)
        own = matched[-1][3] if matched else style_by_element[element.parent]
        style_by_element[element] = own
        if element.local_name == "em":
            return own, style_by_element[element.parent]
    raise AssertionError(markup)


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("theme", [t for t in theme_names() if t not in PLAIN])
def test_emphasis_differs_from_the_words_around_it(
    theme: str, edition: Literal["print", "epub"]
) -> None:
    matcher = matcher_of(load_sheet(edition, theme))
    same = [
        name
        for name, markup in PLACES.items()
        if len(set(styles(matcher, markup.format("<em>it</em>")))) == 1
    ]
    assert same == []


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("theme", sorted(PLAIN))
def test_themes_without_italics_have_none(
    theme: str, edition: Literal["print", "epub"]
) -> None:
    matcher = matcher_of(load_sheet(edition, theme))
    title_page = '<section class="title-page"><p class="{}">{{}}</p></section>'
    lines = ("book-subtitle", "book-contributor", "book-series", "book-creator")
    places = PLACES | {name: title_page.format(name) for name in lines}
    slanted = [
        name
        for name, markup in places.items()
        if set(styles(matcher, markup.format("<em>it</em>"))) != {"normal"}
    ]
    assert slanted == []
