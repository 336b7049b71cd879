"""The examples of the CommonMark specification, to the letter.

Without the dialect and the allow-list, as the specification has neither.
"""

from __future__ import annotations

import json
from typing import TypedDict

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import COMMONMARK, read_markdown
from tests.support.commonmark_html import render_blocks
from tests.support.corpus import needs_corpus
from tools.corpus import CORPUS

EXCEPTIONS: dict[int, str] = {}
"""The numbers of the examples that are read otherwise, each with its reason."""


class Example(TypedDict):
    """An example as the specification gives it."""

    markdown: str
    html: str
    section: str


def _examples() -> list[Example]:
    content = (CORPUS / "commonmark-0.31.json").read_text("utf-8")
    examples: list[Example] = json.loads(content)
    return examples


def _rendered(markdown: str) -> str:
    found = read_markdown(markdown, "x.md", Diagnostics(), options=COMMONMARK)
    return render_blocks(found.blocks)


@needs_corpus
def test_every_example_of_the_specification_is_read_as_it_says() -> None:
    examples = _examples()
    assert len(examples) == 652
    failed = {
        number: example["markdown"]
        for number, example in enumerate(examples, 1)
        if _rendered(example["markdown"]) != example["html"]
    }
    assert {n: m for n, m in failed.items() if n not in EXCEPTIONS} == {}


@needs_corpus
def test_the_exceptions_are_few_and_real() -> None:
    examples = _examples()
    assert len(EXCEPTIONS) <= 2
    for number in EXCEPTIONS:
        example = examples[number - 1]
        assert _rendered(example["markdown"]) != example["html"]


@needs_corpus
def test_commonmark_reports_no_problems() -> None:
    for example in _examples():
        diagnostics = Diagnostics()
        read_markdown(example["markdown"], "x.md", diagnostics, options=COMMONMARK)
        assert list(diagnostics) == []
