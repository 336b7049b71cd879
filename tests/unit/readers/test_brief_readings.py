"""A reading in brief has all that another chapter or a transform may ask for."""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Heading, Paragraph
from bookmaker.readers.brief_readings import brief
from bookmaker.readers.markdown import MarkdownFile, read_markdown


def reading(text: str) -> MarkdownFile:
    return read_markdown(text, "a.md", Diagnostics())


def test_plain_paragraphs_are_left_out() -> None:
    whole = reading("# One\n\nA *plain* `one`.\n\n## Two\n\nMore.\n")
    assert [type(block) for block in brief(whole).blocks] == [Heading, Heading]


def test_the_first_block_stays() -> None:
    assert brief(reading("Words.\n\nMore.\n")).blocks == reading("Words.\n").blocks


def test_a_paragraph_with_something_to_refer_to_stays() -> None:
    for words in (
        "A [b]{#c}.", "A [b](#c).", "A note[^1].", "A $x$.", "![a](b.png) c", "@key d",
        "Of [whales]{.index}.", "A <span>b</span>.",
    ):  # fmt: skip
        whole = reading(f"# One\n\n{words}\n\n[^1]: B.\n")
        assert len(brief(whole).blocks) == len(whole.blocks), words


def test_a_paragraph_that_may_be_too_long_stays() -> None:
    for words in ("word " * 3000, "word\n" * 100):
        whole = reading(f"# One\n\n{words}\n")
        assert isinstance(brief(whole).blocks[-1], Paragraph)
