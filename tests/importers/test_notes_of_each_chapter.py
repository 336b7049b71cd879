"""Texts that number their notes anew in each chapter: each stays with its call."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files

CHAPTERS = ("I", "II", "III")
FORMS = {
    "numbers": ("[{0}]", "[{0}] {1}"),
    "of Project Gutenberg": ("[{0}]", "[Footnote {0}: {1}]"),
}
_CALLED = (
    "The tide was out and the pier stood dry for days, and nobody came by but a gull"
    " that had lost its way in the fog.{0}\n\n"
    "And the keeper of the light wrote it all down in his book, as he did.{1}\n\n"
)
_PROSE = (
    "It came back, and with it came the boats of all the towns along the bay, one by"
    " one, and the women on the quay counted them.\n\n"
)


def _book(form: str, place: str, *, calls_all: bool = True) -> str:
    call, note = FORMS[form]
    parts = ["The Book of Tides\n\nby Ada Voss\n\n"]
    at_end: list[str] = []
    for chapter in CHAPTERS:
        second = call.format(2) if calls_all else ""
        words = [f"Foot{chapter.lower()}one.", f"Foot{chapter.lower()}two."]
        notes = [note.format(n + 1, words[n]) + "\n\n" for n in range(2)]
        calls = _CALLED.format(call.format(1), second)
        first, rest = calls.split("\n\n", 1)
        parts.append(f"CHAPTER {chapter}\n\n")
        if place == "after its paragraph":
            parts += [f"{first}\n\n", notes[0], rest, notes[1], _PROSE * 3]
        elif place == "at the chapter's end":
            parts += [calls, _PROSE * 3, *notes]
        else:
            parts += [calls, _PROSE * 3]
            at_end += notes
    return "".join([*parts, *(["NOTES\n\n"] if at_end else []), *at_end])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "place", ["after its paragraph", "at the chapter's end", "at the book's end"]
)
def test_each_chapter_has_its_own_notes(form: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "tides.txt").write_text(_book(form, place), "utf-8")
    texts = chapter_texts(imported_files(tmp_path / "tides.txt"))
    assert len(texts) == len(CHAPTERS)
    for chapter, text in zip(CHAPTERS, texts, strict=True):
        name = chapter.lower()
        shown = "the fog.[^1]", "as he did.[^2]"
        notes = f"[^1]: Foot{name}one.", f"[^2]: Foot{name}two."
        assert [o for o in (*shown, *notes) if o not in text] == []
        assert text.count("]: Foot") == 2


def test_a_note_that_nothing_calls_stays_in_its_chapter(tmp_path: Path) -> None:
    text = _book("numbers", "at the chapter's end", calls_all=False)
    (tmp_path / "tides.txt").write_text(text, "utf-8")
    texts = chapter_texts(imported_files(tmp_path / "tides.txt"))
    for chapter, made in zip(CHAPTERS, texts, strict=True):
        assert f"[^2]: Foot{chapter.lower()}two." in made
        assert made.count("]: Foot") == 2


_CHAPTER_OF_PAGE = (
    '<h2>{0}</h2><p>The tide was out and the pier stood dry.<sup><a href="#fn1" '
    'id="r1">1</a></sup> So it was for days.</p>{1}'
)
NOTES_OF_PAGES = (
    '<p id="fn1">1. Foot{0}. <a href="#r1">↩</a></p>',
    '<div><p id="fn1">[1] Foot{0}. <a href="#r1">back</a></p></div>',
    '<ol><li id="fn1">Foot{0}. <a href="#r1">↩</a></li></ol>',
    '<p><a name="fn1"></a>(1) Foot{0}. <a href="#r1">↩</a></p>',
)


@pytest.mark.parametrize("note", NOTES_OF_PAGES)
def test_chapters_of_one_page_whose_notes_have_the_same_names(
    note: str, tmp_path: Path
) -> None:
    parts = [_CHAPTER_OF_PAGE.format(o, note.format(o.lower())) for o in CHAPTERS]
    page = (
        f"<html><body><article><h1>Tides</h1>{''.join(parts)}</article></body></html>"
    )
    (tmp_path / "tides.html").write_text(page, "utf-8")
    (text,) = chapter_texts(imported_files(tmp_path / "tides.html"))
    for number, chapter in enumerate(CHAPTERS, 1):
        below = text.partition(f"## {chapter}\n")[2]
        assert below.lstrip().startswith(
            f"The tide was out and the pier stood dry.[^{number}]"
        )
        assert f"[^{number}]: Foot{chapter.lower()}." in text
