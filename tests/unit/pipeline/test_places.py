"""A line of the manuscript has its pages and documents, a page its lines."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import bookmaker
from bookmaker.backends.protocol import Artifact
from bookmaker.pipeline.places import find_places, lines_of_page, page_of_folio

TIDES = """\
---
title: Tides
author: A. Reader
language: en
---

# Low water

The pier was *long* and "cold".[^pier] It was the end
of March -- nobody was there.

[^pier]: It has been taken down since.

***

| tide | height |
| --- | --- |
| spring | five feet |

# High water

{{< include more.txt >}}
"""


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Artifact]:
    """Both editions of a small book."""
    folder = tmp_path_factory.mktemp("tides")
    (folder / "tides.md").write_text(TIDES, "utf-8")
    (folder / "more.txt").write_text("The boat came in with it.\n", "utf-8")
    with bookmaker.open_session(folder / "tides.md", proof=False, jobs=1) as session:
        return session.render().artifacts


@pytest.mark.slow
def test_a_line_has_a_page_and_a_place_in_the_epub(
    artifacts: Mapping[str, Artifact],
) -> None:
    found = find_places(artifacts, "tides.md", 9)
    place = found.printed[0]
    assert place.words.startswith("The pier was long and “cold”.1 It was")
    assert (place.span.line, place.span.column) == (9, 1)
    assert found.epub[0].file == "EPUB/low-water.xhtml"
    assert found.epub[0].cfi == "epubcfi(/6/8!/4/2[low-water]/4/1:0)"
    number = page_of_folio(artifacts["pdf"], place.folio)
    assert number == place.page
    lines = lines_of_page(artifacts["pdf"], number)
    back = next(one for one in lines if one.line == place.line)
    assert back.words.startswith(place.words)
    assert (back.span.line, back.span.column) == (9, 1)


@pytest.mark.slow
def test_a_column_chooses_the_words_from_there_on(
    artifacts: Mapping[str, Artifact],
) -> None:
    place = find_places(artifacts, "tides.md", 9, 15).printed[0]
    assert place.words.startswith("long and")
    assert place.span.column == 15


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "words"),
    [
        (7, "Low water"),
        (10, "of March – nobody was there."),
        (12, "It has been taken down since."),
        (18, "spring five feet"),
    ],
)
def test_headings_notes_and_cells_are_found(
    line: int, words: str, artifacts: Mapping[str, Artifact]
) -> None:
    found = find_places(artifacts, "tides.md", line)
    assert " ".join(place.words for place in found.printed).endswith(words)
    assert " ".join(place.words for place in found.epub).endswith(words)


@pytest.mark.slow
def test_an_included_file_has_its_own_lines(artifacts: Mapping[str, Artifact]) -> None:
    found = find_places(artifacts, "more.txt", 1)
    assert [place.words for place in found.printed] == ["The boat came in with it."]
    assert found.printed[0].span.file == "more.txt"


@pytest.mark.slow
def test_a_line_without_words_stands_for_the_next(
    artifacts: Mapping[str, Artifact],
) -> None:
    assert find_places(artifacts, "tides.md", 8).line == 9
    assert find_places(artifacts, "tides.md", 99).printed == ()
    assert page_of_folio(artifacts["pdf"], "xc") is None
    with pytest.raises(IndexError):
        lines_of_page(artifacts["pdf"], 99)
