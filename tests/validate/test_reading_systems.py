"""Every theme's specimen as reading systems show it: nothing is unreadable.

Title page, note, verse, table, figure, mathematics and listing, on a phone, on paper
and on a tablet; by day, sepia and night; at 100 and 200 %; in the book's font and in
another.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookmaker.css.locate import theme_names
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.specimen import specimen_files
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment
from tests.support.browser import Page, needs_chromium, opened
from tests.support.reading_systems import (
    PAPERS,
    SCREENS,
    OpenedEpub,
    Reading,
    Screen,
    findings_of,
)

pytestmark = [needs_chromium, pytest.mark.slow]

READINGS = tuple(
    Reading(screen, paper, percent, has_foreign_font)
    for screen, paper, percent, has_foreign_font in itertools.product(
        SCREENS, PAPERS, (100, 200), (False, True)
    )
)


def a_third(theme: str) -> Iterator[Reading]:
    """Each paper, size and font once, on one of the screens, by turns.

    So much for each theme, and all readings for the themes together.
    """
    first = theme_names().index(theme)
    others = itertools.product(PAPERS, (100, 200), (False, True))
    for number, (paper, percent, has_foreign_font) in enumerate(others, first):
        yield Reading(SCREENS[number % 3], paper, percent, has_foreign_font)


def all_readings(_theme: str) -> Iterator[Reading]:
    yield from READINGS


MORE = """
The boat came in with the flood.[^a]
It is *not* in `a path/that/is/long/enough/to/break.md`.

> A pilot is a man who has been wrong in every weather.
> — A. Thorn, *Pilotage for the Young*

| Year | Crossings | Passengers | Cows | Sheep | Letters |
|:-----|----------:|-----------:|-----:|------:|--------:|
| 1884 |       988 |      2,406 |   31 |    12 |   1,210 |

[^a]: With the spring tide, as `tide --spring` prints it.
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """One browser for all themes."""
    with opened("about:blank") as one:
        yield one


def test_a_third_for_each_theme_is_all_for_the_themes_together() -> None:
    thirds = [set(a_third(theme)) for theme in theme_names()]
    assert {len(third) for third in thirds} == {len(READINGS) // len(SCREENS)}
    assert set.union(*thirds) == set(READINGS)


def epub_of(theme: str, folder: Path) -> OpenedEpub:
    """The specimen of a theme, with what it lacks."""
    manuscript = folder / "specimen"
    manuscript.mkdir()
    for name, content in specimen_files(theme).items():
        more = MORE.encode() if name == "matter.md" else b""
        (manuscript / name).write_bytes(content + more)
    target = folder / "specimen.epub"
    environment = Environment(cache_folder=folder / "cache")
    outcome = build(
        Request(manuscript=manuscript, environment=environment), {"epub": target}
    )
    assert outcome.outputs, list(outcome.diagnostics)
    return OpenedEpub(target, folder / "open")


@pytest.mark.parametrize(
    "readings", [a_third, pytest.param(all_readings, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("theme", theme_names())
def test_all_can_be_read_in_every_theme(
    theme: str,
    readings: Callable[[str], Iterator[Reading]],
    page: Page,
    tmp_path: Path,
) -> None:
    book = epub_of(theme, tmp_path)
    assert len(book.documents) >= 4
    found = {
        f"{document.name}: {finding.kind} {finding.figure:.2f}: {finding.what}"
        f" ({reading.name})"
        for document in book.documents
        for reading, finding in findings_of(page, document, readings(theme))
    }
    assert not found, "\n".join(sorted(found)[:40])


DAMAGE = {
    "contrast": "<p style='color: #999'>Grey on white.</p>",
    "small": "<p style='font-size: 5px'>Too small.</p>",
    "outside": "<p style='white-space: nowrap'>" + "A long line. " * 40 + "</p>",
    "clipped": "<p style='width: 4em; height: 1em; overflow: hidden'>"
    + "Cut off below. " * 9
    + "</p>",
    "justified": "<div class='verse'><p>Lines of a poem.</p></div>",
    "clear": "<img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='/>",
    "sideways": "<div style='width: 3000px'>&#160;</div>",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_what_cannot_be_read_is_found(kind: str, page: Page, tmp_path: Path) -> None:
    """The measures find each kind of fault that they look for."""
    document = tmp_path / "x.xhtml"
    document.write_text(
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>X</title></head>"
        f"<body><p>Sound.</p>{DAMAGE[kind]}</body></html>",
        "utf-8",
    )
    readings = iter([Reading(Screen("phone", 360, 640))])
    found = {finding.kind for _, finding in findings_of(page, document, readings)}
    assert kind in found
    assert found <= {kind, "sideways"}
