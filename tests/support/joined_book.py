"""A small manuscript in which chapters lean on each other, as files on disk.

Its chapters begin on any page, refer to one another's pages, share a heading's level
with another on the same page, have pictures, notes, a table, an index, and characters
that no font has, which two chapters meet in different order.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

_SENTENCE = (
    "The water came down the lane with everything that the farm had put off tidying "
    "since the spring, and nobody was up to see it go by. "
)
_LACKED = "\U0001f701\U0001f702\U0001f703"
"""Signs of the alchemists: the fonts of the themes have none of them."""

PREFACE = f"""\
# Preface

{_SENTENCE * 5}

See [the quay](#fig-quay){{.page}} and [](#sec-low){{.page}}.
"""

ONE = f"""\
# The Shore {{#sec-shore}}

{_SENTENCE * 8}A call.[^1]

![The quay at low water](images/quay.png){{#fig-quay alt="A quay" width=60%}}

{_SENTENCE * 6}It says {_LACKED}, and [low water](#sec-low) is on [](#sec-low){{.page}}.

[^1]: A note with a [link to the ford](#sec-ford), and *words* of its own.

## High {{#sec-high}}

{_SENTENCE * 12}

## Low {{#sec-low}}

{_SENTENCE * 12}
"""

TWO = f"""\
# The Ford {{#sec-ford}}

{_SENTENCE * 30}

{_LACKED[::-1]} stand here in another order, before [the shore](#sec-shore){{.page}}.

| Place | Feet |
| :---- | ---: |
| Ford  |   12 |
| Weir  |    9 |

: Heights {{#tbl-heights}}

![The quay again](images/quay.png){{#fig-again alt="A quay" width=40%}}

{_SENTENCE * 14}[a place](https://example.org/tides) is elsewhere.[^2]

[^2]: A second note, whose number counts from the book's first.
"""

THREE = f"""\
# The Weir

{_SENTENCE * 4}
"""

FOUR = f"""\
# The Mill

#### A heading three levels down

{_SENTENCE * 20}

See @fig-again, @tbl-heights and [the preface](preface.md){{.page}}; or
[the mill](#sec-end).

- One *thing*
- Another thing, and ![](images/quay.png){{alt="A small quay" width=10%}} in a line

## The End {{#sec-end}}

> Quoted words, which end the book. `Code` too, **strong** and ***both***.
"""


def _picture() -> bytes:
    picture = Image.new("RGB", (60, 30), "#c0d0e0")
    ImageDraw.Draw(picture).line((0, 30, 60, 0), fill="#203040", width=3)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


_MANIFEST = """\
title = "Tides"
language = "en-GB"
authors = ["Ada Voss"]
modified = 2026-03-01T09:00:00Z

[contents]
front = ["half-title", "title-page", "contents", "preface.md", "list-of-figures"]
body = ["one.md", "two.md", "three.md", "four.md"]
{back}
[print]
trim = "A5"
contents-depth = 2
chapters-open = "{opens}"
notes = "{notes}"
"""


def write_joined_book(folder: Path, *, opens: str = "any", notes: str = "foot") -> Path:
    """Write the manuscript; `opens` and `notes` are words of `[print]`."""
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "quay.png").write_bytes(_picture())
    back = 'back = ["notes"]\n' if notes == "book-end" else ""
    manifest = _MANIFEST.format(opens=opens, notes=notes, back=back)
    (folder / "book.toml").write_text(manifest, "utf-8")
    texts = {"preface": PREFACE, "one": ONE, "two": TWO, "three": THREE, "four": FOUR}
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder
