"""No class of an author's is taken for one of ours, wherever it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.classes import TAKEN
from bookmaker.document.nodes import Attributes, Emphasis, Group, Paragraph, Text
from bookmaker.document.walk import descend_book
from bookmaker.transforms import COMMON
from bookmaker.transforms.keep_classes_apart import keep_classes_apart
from tests.support.builders import book_of, chapter, config_of


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_a_class_of_ours_is_renamed_on_blocks_inlines_and_divisions(name: str) -> None:
    own = Attributes(classes=("mine", name, "letter"))
    word = Emphasis((Text("a"),), attributes=own)
    book = book_of(chapter("a.md", Group((Paragraph((word,)),), attributes=own)))
    book = replace(book, body=tuple(replace(d, attributes=own) for d in book.body))
    kept = keep_classes_apart(book, config_of(book), Diagnostics())
    found = [node.attributes.classes for node in descend_book(kept)]
    assert found.count(("mine", f"own-{name}", "letter")) == 3
    assert keep_classes_apart(kept, config_of(book), Diagnostics()) == kept


def test_classes_of_the_author_are_kept_apart_before_others_are_added() -> None:
    assert COMMON[0] is keep_classes_apart
