"""Every picture is looked at before an edition meets it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Raster

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Image
from bookmaker.images.soundness import check_pictures
from bookmaker.source import SourceSpan
from bookmaker.system.store import Memo, Store
from bookmaker.system.workspace import Workspace
from bookmaker.transforms.drop_unusable_pictures import drop_unusable_pictures
from tests.support.builders import book_of, chapter, paragraph
from tests.support.epub import workspace_of

PLACE = SourceSpan.at("chapters/1.md", 7, 3)


def png() -> bytes:
    target = io.BytesIO()
    Raster.new("L", (2, 2)).save(target, "PNG")
    return target.getvalue()


WORKSPACE = workspace_of(
    good_png=png(),
    text_png=b"Call me Ishmael.",
    bomb_svg=b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("gone.png", "M080"),
        ("", "M173"),
        (".", "M173"),
        ("https://example.org/a.png", "M081"),
        ("//example.org/a.png", "M081"),
        ("text.png", "M082"),
        ("bomb.svg", "M084"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_an_error_at_its_place(
    source: str, code: str
) -> None:
    diagnostics = Diagnostics()
    book = book_of(chapter("1.md", paragraph(Image(source, "words", span=PLACE))))
    assert check_pictures(
        book, WORKSPACE, diagnostics, Memo(Store(None), "pictures")
    ) == {source}
    assert [(d.code, d.span) for d in diagnostics] == [(code, PLACE)]
    changed = drop_unusable_pictures(book, frozenset({source}))
    assert (
        check_pictures(changed, WORKSPACE, diagnostics, Memo(Store(None), "pictures"))
        == frozenset()
    )


def test_a_good_picture_is_not_news() -> None:
    diagnostics = Diagnostics()
    book = book_of(chapter("1.md", paragraph(Image("good.png", "words"))))
    assert (
        check_pictures(book, WORKSPACE, diagnostics, Memo(Store(None), "pictures"))
        == frozenset()
    )
    assert not len(diagnostics)


def test_a_picture_without_words_is_a_warning() -> None:
    diagnostics = Diagnostics()
    book = book_of(chapter("1.md", paragraph(Image("good.png", None, span=PLACE))))
    assert (
        check_pictures(book, WORKSPACE, diagnostics, Memo(Store(None), "pictures"))
        == frozenset()
    )
    assert [d.code for d in diagnostics] == ["M085"]


@pytest.mark.parametrize(
    ("source", "help_words"),
    [
        ("Good.PNG", "“../good.png”? (upper and lower case letters differ)"),
        ("god.png", "“../good.png”?"),
        ("images/good.png", "“../good.png”?"),
        ("good.jpeg", "“../good.png”?"),
        ("chapters\\good.png", "“../good.png”?"),
        ("nothing-like-it.png", "put the file there"),
    ],
)
def test_a_missing_picture_names_the_one_that_was_meant(
    source: str, help_words: str, tmp_path: Path
) -> None:
    (tmp_path / "good.png").write_bytes(png())
    book = book_of(chapter("1.md", paragraph(Image(source, "x", span=PLACE))))
    found = Diagnostics()
    check_pictures(book, Workspace(tmp_path), found, Memo(Store(None), "pictures"))
    (problem,) = found
    assert problem.code == "M080"
    assert help_words in problem.help()


def test_a_backslash_in_a_path_is_named_with_the_way_to_write_it() -> None:
    diagnostics = Diagnostics()
    book = book_of(chapter("1.md", paragraph(Image("C:\\quay.png", "w", span=PLACE))))
    check_pictures(book, WORKSPACE, diagnostics, Memo(Store(None), "pictures"))
    (problem,) = diagnostics
    assert "has a backslash in its path" in problem.message()
    assert "with / between the folders" in (problem.help() or "")
