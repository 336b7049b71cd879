"""An EPUB of each sample comes back: the same chapters with the same in them."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookmaker.document.nodes import Node
from bookmaker.document.walk import all_divisions, descend
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.pipeline.stages import Request, build

SAMPLES = Path(__file__).parents[2] / "manuscripts"
KINDS = (
    "Note NoteReference Figure Image Table TableCell Verse VerseLine BlockQuote "
    "CodeBlock IndexTerm SceneBreak List ListItem Math MathBlock Emphasis Strong "
    "SmallCaps Link"
).split()
EXPECTED_CHAPTERS = {
    "how-to-read-a-tide-table.md": 1,
    "the-underside-of-bridges": 17,
    "rich": 2,
}
"""Those of the sample; generated pages (title, contents) are not among them."""
RICH = """---
title: Tides
---

# One

It was *late*.[^1] It was [ad 79]{.smallcaps} and $h = 2$.

> No boat is ever late.
>
> — Edda Petrel

| Hemp in the hand
|   and tar on the air

***

| a | b |
|---|---|
| 1 | 2 |

# Two

1. oar
2. rope

```python
tide = 1
```

$$
h = 42
$$

[^1]: Eels are *counted*.
"""


def counted(nodes: Sequence[Node]) -> collections.Counter[str]:
    found = (type(node).__name__ for node in descend(*nodes))
    return collections.Counter(name for name in found if name in KINDS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["how-to-read-a-tide-table.md", "the-underside-of-bridges", "rich"]
)
def test_an_epub_of_ours_comes_back(name: str, tmp_path: Path) -> None:
    source = SAMPLES / name
    if name == "rich":
        source = tmp_path / "rich.md"
        source.write_text(RICH, encoding="utf-8")
    epub = tmp_path / "book.epub"
    outcome = build(Request(manuscript=source), {"epub": epub})
    assert outcome.book is not None
    (imported,) = import_sources([epub], ImportOptions())
    divisions = list(all_divisions(outcome.book))
    before: list[Node] = []
    for division in divisions:
        before += [*division.blocks, *division.notes]
    after = [n for c in imported.chapters for n in (*c.blocks, *c.notes)]
    assert counted(after) == counted(before)
    assert len(imported.chapters) == EXPECTED_CHAPTERS[name]
    assert imported.remarks == ()
