"""Whatever an author writes is read, and its words survive."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Text
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import COMMONMARK, read_markdown
from bookmaker.readers.source_text import decode_source
from tests.support.markdown_texts import (
    HOSTILE,
    SAFE,
    lost_words,
    read_and_look,
    texts,
)
from tests.support.tiers import examples


@given(texts(SAFE))
@settings(max_examples=examples(60, 2000))
def test_every_word_survives_into_the_tree(text: str) -> None:
    found = read_and_look(text)
    assert lost_words(text, found) == []


@given(texts(HOSTILE))
@settings(max_examples=examples(60, 2000))
def test_hostile_text_is_read_and_its_places_are_real(text: str) -> None:
    decoded = decode_source(text.encode("utf-8"), "x.md", Diagnostics())
    read_and_look(decoded)


@given(st.binary(max_size=200))
@settings(max_examples=examples(60, 1000))
def test_any_bytes_are_read(content: bytes) -> None:
    decoded = decode_source(content, "x.md", Diagnostics())
    assert "\x00" not in decoded
    read_and_look(decoded)


@given(texts(HOSTILE))
@settings(max_examples=examples(30, 600))
def test_commonmark_is_read_too(text: str) -> None:
    read_markdown(text, "x.md", Diagnostics(), options=COMMONMARK)


@given(texts(SAFE))
@settings(max_examples=examples(30, 600))
def test_the_same_text_gives_the_same_tree(text: str) -> None:
    first = read_markdown(text, "x.md", Diagnostics())
    again = read_markdown(text, "x.md", Diagnostics())
    assert first == again


@given(texts(SAFE))
@settings(max_examples=examples(30, 600))
def test_adjacent_words_are_one_text(text: str) -> None:
    found = read_markdown(text, "x.md", Diagnostics())
    for node in descend(*found.blocks, *found.notes):
        children = getattr(node, "children", ())
        for before, after in pairwise(children):
            assert not (isinstance(before, Text) and isinstance(after, Text))
