"""A session keeps what is warm, sees every edit, and writes what it is asked to."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

import bookmaker
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.session import Session
from bookmaker.readers.readings import ReadingMemory

_LOREM = "The tide goes out twice a day and takes a little of the ford along. " * 40
_FORD = f"# The ford\n\nHere begins.\n\n{_LOREM}\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of two chapters and a sheet of its own."""
    folder = tmp_path / "roads"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "The Salt Roads"\n[print]\nsheet = "own.css"\n'
        '[contents]\nbody = ["ford.md", "weir.md"]\n',
        "utf-8",
    )
    (folder / "own.css").write_text("p { color: #111 }\n", "utf-8")
    (folder / "ford.md").write_text(_FORD, "utf-8")
    (folder / "weir.md").write_text("# The weir\n\nA few words.\n", "utf-8")
    return folder


@pytest.fixture
def session(book: Path) -> Iterator[Session]:
    """A session without a cache that outlives it."""
    with bookmaker.open_session(book, cache=False, jobs=1) as opened:
        yield opened


def words_on(pdf: bytes) -> str:
    """What the pages of a PDF say."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.slow
def test_what_did_not_change_is_not_made_again(session: Session, book: Path) -> None:
    before = sorted(path.name for path in book.iterdir())
    first = session.render()
    assert first.outcome.timings.made["chapters"] > 0
    processes = {child.pid for child in multiprocessing.active_children()}
    again = session.render()
    assert again.outcome.timings.made["chapters"] == 0
    assert again.outcome.timings.made["files"] == 0
    assert again.artifacts["pdf"].content == first.artifacts["pdf"].content
    assert {child.pid for child in multiprocessing.active_children()} == processes
    assert sorted(path.name for path in book.iterdir()) == before
    assert not first.outcome.outputs


@pytest.mark.slow
def test_an_edit_lays_out_its_chapter_alone(session: Session, book: Path) -> None:
    session.render()
    (book / "weir.md").write_text("# The weir\n\nOther words.\n", "utf-8")
    edited = session.render()
    assert edited.outcome.timings.made["files"] == 1
    assert "Other words." in words_on(edited.artifacts["pdf"].content)


@pytest.mark.slow
def test_an_included_file_is_seen_when_it_comes_and_when_it_changes(
    session: Session, book: Path
) -> None:
    include = "# The weir\n\n{{< include part.md >}}\n"
    (book / "weir.md").write_text(include, "utf-8")
    assert session.render().outcome.diagnostics
    for words in ("First words.", "Second words."):
        (book / "part.md").write_text(f"{words}\n", "utf-8")
        assert words in words_on(session.render().artifacts["pdf"].content)


@pytest.mark.slow
def test_a_picture_that_changes_and_changes_back_is_seen(
    session: Session, book: Path
) -> None:
    (book / "weir.md").write_text("# The weir\n\n![A square](square.svg)\n", "utf-8")
    made = []
    for colour in ("red", "blue", "red"):
        (book / "square.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            f'<rect width="9" height="9" fill="{colour}"/></svg>',
            "utf-8",
        )
        rendering = session.render()
        made.append([one.content for one in rendering.artifacts.values()])
    assert len(made[0]) == 2
    assert made[0] == made[2]
    assert all(old != new for old, new in zip(made[0], made[1], strict=True))


@pytest.mark.slow
def test_sessions_share_what_was_read(book: Path) -> None:
    request = Request(manuscript=book, jobs=1)
    memory = ReadingMemory(is_brief=False)
    with Session(request, ("epub",), memory) as first:
        first.render()
        with Session(request, ("epub",), memory) as second:
            assert second.render().outcome.timings.made["files"] == 0


@pytest.mark.slow
def test_an_edited_sheet_is_seen(session: Session, book: Path) -> None:
    before = session.render().artifacts["pdf"]
    (book / "own.css").write_text("p { font-size: 30pt }\n", "utf-8")
    after = session.render().artifacts["pdf"]
    assert (after.pages or 0) > (before.pages or 0)


@pytest.mark.slow
def test_an_error_and_its_fix_are_seen(session: Session, book: Path) -> None:
    (book / "weir.md").write_text("# The weir\n\n![](gone.png)\n", "utf-8")
    broken = session.render()
    assert broken.outcome.diagnostics.has_errors
    assert not broken.artifacts
    assert not broken.pages
    (book / "weir.md").write_text("# The weir\n\nWhole.\n", "utf-8")
    assert set(session.render().artifacts) == {"epub", "pdf"}


@pytest.mark.slow
def test_a_broken_configuration_ends_no_session(session: Session, book: Path) -> None:
    good = (book / "book.toml").read_text("utf-8")
    (book / "book.toml").write_text("title = ", "utf-8")
    assert session.render().outcome.diagnostics.has_errors
    (book / "book.toml").write_text(good, "utf-8")
    assert session.render().artifacts


@pytest.mark.slow
def test_pages_know_where_they_begin(session: Session) -> None:
    rendering = session.render()
    ford = rendering.pages_of("ford.md")
    places = [rendering.pages[index].begins for index in ford]
    assert [(at.file, at.line) for at in places if at] == [
        ("ford.md", 1),
        *[("ford.md", 5)] * (len(ford) - 1),
    ]
    last = rendering.pages[ford[-1]]
    assert last.begins is not None
    line = _FORD.split("\n")[last.begins.line - 1]
    assert line[last.begins.column - 1 :].startswith(last.page.first_words.split()[0])


@pytest.mark.slow
def test_the_pages_of_a_chapter_are_a_pdf_of_their_own(session: Session) -> None:
    rendering = session.render()
    said = words_on(rendering.pdf_of("weir.md"))
    assert "A few words." in said
    assert "Here begins." not in said
    with pytest.raises(KeyError):
        rendering.pages_of("gone.md")


def test_a_session_writes_where_it_is_asked_to(
    session: Session, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "roads.epub"
    made = session.build({"epub": target})
    assert [output.path for output in made.outcome.outputs] == [target]
    assert target.read_bytes() == made.artifacts["epub"].content


@pytest.mark.slow
def test_a_closed_session_leaves_no_process(book: Path) -> None:
    with bookmaker.open_session(book, cache=False) as opened:
        opened.render()
    assert multiprocessing.active_children() == []


def test_an_unknown_format_is_refused(book: Path) -> None:
    with pytest.raises(ValueError, match="docx"):
        bookmaker.open_session(book, ["docx"])
