"""No class takes words away: whatever stands in a block of it is in the book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.css.contract import AUTHORS
from bookmaker.css.misspelt_classes import READ_CLASSES
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, descend_book
from bookmaker.pipeline import stages
from bookmaker.pipeline.request import Request

CONTENT = """\
Words of a paragraph.

### Words of a heading

- Words of an item

| Words of a head |
| --- |
| Words of a cell |

```
Words of code
```

> Words of a quotation
>
> -- Words of its source

Words of a term
:   Words of a definition

A call[^1] and *words of an emphasis* and `words of inline code`.

| Words of a verse

::: note
Words of a box
:::

[^1]: Words of a note.
"""
WORDS = frozenset(re.findall(r"[Ww]ords of [a-z ]*[a-z]", CONTENT))
HIDING = frozenset({"content-hidden"})
"""Their meaning is that nothing is shown."""
CONTENTS = {
    "chapters alone": 'body = ["one.md"]',
    "all that is generated": (
        'front = ["title-page", "contents"]\nbody = ["one.md"]\n'
        'back = ["glossary", "index", "notes"]'
    ),
}


@pytest.mark.sampled(30)
@pytest.mark.parametrize("contents", CONTENTS)
@pytest.mark.parametrize("name", sorted((READ_CLASSES | AUTHORS) - HIDING))
def test_all_words_within_a_block_of_a_class_are_in_the_book(
    tmp_path: Path, name: str, contents: str
) -> None:
    (tmp_path / "book.toml").write_text(
        f'title = "Tides"\nlanguage = "en"\n[contents]\n{CONTENTS[contents]}\n', "utf-8"
    )
    chapter = f"# One\n\nFirst.\n\n::: {{.{name}}}\n{CONTENT}:::\n\nLast.\n"
    (tmp_path / "one.md").write_text(chapter, "utf-8")
    book = stages.read(Request(manuscript=tmp_path)).book
    assert book is not None
    found = " ".join(plain_text((node,)) for node in descend_book(book))
    found += " ".join(plain_text(one.title) for one in all_divisions(book))
    assert {words for words in WORDS if words not in found} == set()
