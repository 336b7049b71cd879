"""No HTML element takes its words with it unless it is a script or a style sheet."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.dump import dump
from bookmaker.readers.html.allow_list import KNOWN, VOID, WORDLESS
from bookmaker.readers.markdown import read_markdown

_OTHERS = (
    "annotation annotation-xml body desc foreignObject made-up mi mtext portal rtc "
    "semantics text tspan"
)
ELEMENTS = sorted((KNOWN - VOID - WORDLESS) | set(_OTHERS.split()))
FORMS = {
    "in a line": "Before <{0}>KEPT</{0}> after.",
    "with attributes": "Before <{0} a=b hidden>KEPT</{0}> after.",
    "never closed": "Before <{0}>KEPT after.\n\nThe next END.",
    "empty in XML": "Before <{0}/>KEPT after <b>END</b>.",
    "a block": "<{0}>\nKEPT\n</{0}>\n\nEND",
    "a block in one line": "<{0}>KEPT</{0}>\n\nEND",
    "a block with Markdown": "<{0}>\n\nKEPT\n\n</{0}>\n\nEND",
    "a block that is never closed": "<{0}>\nKEPT\n\nand END",
    "in a block": "<div><{0}><p>KEPT</p></{0}></div>\n\nEND",
    "in a cell": "<table><tr><td><{0}>KEPT</{0}></td></tr></table>\n\nEND",
    "in a table": "<table><{0}>KEPT</{0}></table>\n\nEND",
    "in a list": "<ul><{0}>KEPT</{0}></ul>\n\nEND",
    "in a list of definitions": "<dl><{0}>KEPT</{0}></dl>\n\nEND",
    "in a figure": "<figure><{0}>KEPT</{0}></figure>\n\nEND",
    "in preformatted text": "<pre><{0}>KEPT</{0}></pre>\n\nEND",
    "in an item": "- one\n- <{0}>KEPT</{0}> two\n\nEND",
    "in a heading": "## A <{0}>KEPT</{0}> heading\n\nEND",
    "in ruby": "<ruby>base<{0}>KEPT</{0}></ruby> END",
    "in a select": "<select><{0}>KEPT</{0}></select> END",
    "in a drawing": "<svg><{0}>KEPT</{0}></svg> END",
    "in a formula": "<math><{0}>KEPT</{0}></math> END",
}


def _read(text: str) -> str:
    found = read_markdown(text, "x.md", Diagnostics())
    return "\n".join(dump(node) for node in found.blocks)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_words_of_every_element_are_kept(form: str) -> None:
    lost = []
    for name in ELEMENTS:
        text = form.format(name)
        held = _read(text)
        if any(word in text and word not in held for word in ("KEPT", "END", "after")):
            lost.append(name)
    assert lost == []


@pytest.mark.parametrize("name", sorted(WORDLESS))
@pytest.mark.parametrize(
    "form", ["One <{0}>GONE</{0}> two", "<{0}>\nGONE\n</{0}>\ntwo"]
)
def test_scripts_and_style_sheets_end_with_their_end_tags(name: str, form: str) -> None:
    held = _read(form.format(name))
    assert "GONE" not in held
    assert "two" in held


@pytest.mark.parametrize("name", sorted(WORDLESS))
@pytest.mark.parametrize("form", ["One <{0}>KEPT two", "<{0}>\nKEPT\n\ntwo"])
def test_without_an_end_tag_they_take_no_words_along(name: str, form: str) -> None:
    held = _read(form.format(name))
    assert "KEPT" in held
    assert "two" in held
