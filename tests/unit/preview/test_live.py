"""What the browser is sent: the pages that changed, the problems, places of words."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

import bookmaker
from bookmaker.backends.pdf.engine import merge
from bookmaker.backends.pdf.engine.page_digests import page_digests
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.session import Session
from bookmaker.preview.epub_view import ReaderSettings
from bookmaker.preview.live import LiveBook, PageBefore, excerpt, splice
from bookmaker.preview.server import MOST_WAITING, Mailbox
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Environment

HEAD = "---\ntitle: Tides\nlanguage: en\n---\n\n"
LOREM = "The tide goes out twice a day and takes a little of the ford along. " * 60
FIRST = (
    f"{HEAD}# Before\n\nOne.\n\n# Low water\n\n{LOREM}\n\n"
    "The *end* of March.[^a]\n\n[^a]: A note.\n"
)


def faces(names: str) -> list[PageBefore]:
    return [PageBefore(name, "", "left") for name in names]


def looked_at(file: Path, cache: Path | None = None) -> Session:
    request = Request(
        manuscript=file,
        jobs=1,
        is_proven=False,
        is_looked_at=True,
        environment=Environment(cache_folder=cache),
    )
    return Session(request, ("pdf",))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("", "ab", (0, 0, "ab")),
        ("abc", "abc", (3, 0, "")),
        ("abc", "axc", (1, 1, "x")),
        ("abc", "abxyc", (2, 0, "xy")),
        ("abcd", "ad", (1, 2, "")),
        ("aa", "aaa", (2, 0, "a")),
    ],
)
def test_only_the_stretch_that_differs_is_sent(
    before: str, after: str, wanted: tuple[int, int, str]
) -> None:
    found = splice(faces(before), faces(after))
    names = "".join(face[0] for face in found["added"])
    assert (found["start"], found["removed"], names) == wanted


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[LiveBook, list[Any]]:
    """A book that was built, edited, broken and fixed; and all messages."""
    file = tmp_path_factory.mktemp("live") / "tides.md"
    book = LiveBook(file.parent)
    messages: list[Any] = []
    book.listen(messages.append)
    messages.clear()  # nothing is shown yet
    texts = (FIRST, FIRST.replace("of March", "of May"), f"{FIRST}\n![](gone.png)\n")
    with (
        looked_at(file) as pages,
        bookmaker.open_session(file, ("epub",), jobs=1, proof=False) as epub,
    ):
        for text in texts:
            file.write_text(text, "utf-8")
            book.begin()
            book.take_print(pages.render())
            book.take_epub(epub.render())
    return book, messages


@pytest.mark.slow
def test_an_edit_sends_its_page_alone(shown: tuple[LiveBook, list[Any]]) -> None:
    first, edited = (one for one in shown[1] if one["type"] == "pages")
    assert len(edited["added"]) == edited["removed"] == 1
    assert edited["start"] == len(first["added"]) - 1 > 4


@pytest.mark.slow
def test_an_error_keeps_the_pages_and_has_its_place(
    shown: tuple[LiveBook, list[Any]],
) -> None:
    book, messages = shown
    state = messages[-1]
    (problem,) = [one for one in state["problems"] if one["severity"] == "error"]
    assert problem["file"] == "tides.md"
    assert problem["source"] == "![](gone.png)"
    assert problem["help"]
    assert not state["building"]
    pages = next(one for one in messages if one["type"] == "pages")["added"]
    assert len(book.first_messages()[1]["added"]) == len(pages)
    assert state["title"] == "Tides"
    assert [entry["title"] for entry in state["outline"]] == ["Before", "Low water"]
    assert state["words"] == 15 * 60 + 2 + 2 + 4 + 2


@pytest.mark.slow
def test_words_of_a_page_have_boxes_and_places(
    shown: tuple[LiveBook, list[Any]],
) -> None:
    book, _ = shown
    page = book.first_messages()[1]["added"][-1]
    words = book.words_on(page[0])
    assert words is not None
    may = next(n for n, word in enumerate(words) if word[0] == "May.1")
    place = book.place_of(page[0], may)
    assert place is not None
    assert (place.file, place.line, place.column) == ("tides.md", 14, 14)
    for number in (-1, len(words)):
        assert book.place_of(page[0], number) is None
    assert book.place_of("another", 0) is None
    assert all(0 <= share <= 1 for word in words for share in word[1:5])
    assert book.words_on("another") is None
    found = book.locate("tides.md", 14)
    assert found is not None
    assert found["page"] == len(book.first_messages()[1]["added"]) - 1
    assert book.locate("tides.md", 999) is None


@pytest.mark.slow
def test_a_letter_that_is_new_in_the_book_changes_its_own_page_alone(
    tmp_path: Path,
) -> None:
    file = tmp_path / "tides.md"
    book = LiveBook(tmp_path)
    messages: list[Any] = []
    book.listen(messages.append)
    with looked_at(file) as session:
        for text in (FIRST, FIRST.replace("of March", "of Mærŧ")):
            messages.clear()
            file.write_text(text, "utf-8")
            book.take_print(session.render())
    (change,) = [one for one in messages if one["type"] == "pages"]
    assert len(change["added"]) == change["removed"] == 1
    words = [word[0] for word in book.words_on(change["added"][0][0]) or ()]
    assert "Mærŧ.1" in words


@pytest.mark.slow
def test_a_word_has_its_new_place_where_its_page_stays_the_same(
    tmp_path: Path,
) -> None:
    file = tmp_path / "tides.md"
    book = LiveBook(tmp_path)
    places, pages = [], []
    with looked_at(file) as session:
        for text in (FIRST, FIRST.replace("\n\nOne.", "\n\n\n\nOne.")):
            file.write_text(text, "utf-8")
            book.take_print(session.render())
            page = next(
                face[0]
                for face in book.first_messages()[1]["added"]
                if any(word[0] == "One." for word in book.words_on(face[0]) or ())
            )
            words = [word[0] for word in book.words_on(page) or ()]
            place = book.place_of(page, words.index("One."))
            assert place is not None
            places.append(place.line)
            pages.append(page)
    assert pages[0] == pages[1]
    assert places == [8, 10]


@pytest.mark.slow
def test_a_listener_has_everything_once(shown: tuple[LiveBook, list[Any]]) -> None:
    book, _ = shown
    messages: list[Any] = []
    stop = book.listen(messages.append)
    assert messages == book.first_messages()
    book.begin()
    stop()
    book.begin()
    assert len(messages) == 4
    book.take_failure("")


def test_a_browser_that_takes_nothing_begins_afresh(tmp_path: Path) -> None:
    async def work() -> list[str]:
        book = LiveBook(tmp_path)
        mailbox = Mailbox(book)
        stop = book.listen(mailbox.put)
        for _ in range(10 * MOST_WAITING):
            book.begin()
        stop()
        return [(await mailbox.take())["type"] for _ in range(len(mailbox))]

    taken = asyncio.run(work())
    assert len(taken) <= MOST_WAITING
    assert taken[:3] == ["state", "pages", "places"]
    assert set(taken[3:]) <= {"building"}


@pytest.mark.parametrize(
    ("text", "span", "shown_text", "marked"),
    [
        ("See [x](#y).", (5, 12), "See [x](#y).", "[x](#y)"),
        ("\tSee [x](#y).", (6, 13), " See [x](#y).", "[x](#y)"),
        ("a" * 900 + "!" + "b" * 900, (901, 902), None, "!"),
        ("a" * 900, (900, 901), None, "a"),
        ("short", (9, 9), "short", ""),
    ],
)
def test_the_mark_is_at_the_problem_in_lines_of_any_length(
    text: str, span: tuple[int, int], shown_text: str | None, marked: str
) -> None:
    place = SourceSpan("a.md", 1, span[0], 1, span[1])
    found = excerpt(place, [text])
    first, end = found["mark"]
    assert found["source"][first:end] == marked
    assert shown_text is None or found["source"] == shown_text
    assert len(found["source"]) <= 400


@pytest.mark.slow
def test_a_click_in_the_epub_finds_the_source(
    shown: tuple[LiveBook, list[Any]],
) -> None:
    book, _ = shown
    end = book.source_of("EPUB/low-water.xhtml", "/4/2/6/2/1:1")
    assert end == SourceSpan("tides.md", 14, 6, 14, 9)
    assert book.source_of("EPUB/none.xhtml", "/4/2/6/2/1:1") is None
    for odd in ("/4/2/6/2/1", "/4/2/6/2/1:" + "9" * 5000, "/4/2/6/2/1:²"):
        assert book.source_of("EPUB/low-water.xhtml", odd) is None


@pytest.mark.slow
def test_a_page_is_a_picture_of_the_width_asked_for(
    shown: tuple[LiveBook, list[Any]],
) -> None:
    from io import BytesIO

    from PIL import Image

    book, _ = shown
    page = book.first_messages()[1]["added"][-1][0]
    for width, wanted in ((395, 400), (1, 60), (10**6, 4000)):
        content = book.images.picture(page, width)
        assert content is not None
        assert Image.open(BytesIO(content)).width in (wanted, wanted + 1)
    assert book.images.picture("another", 400) is None
    assert book.images.search("END of may", 9)[0][0] > 4


@pytest.mark.slow
def test_a_document_has_the_readers_wishes_and_our_script_alone(
    shown: tuple[LiveBook, list[Any]],
) -> None:
    view = shown[0].epub()
    assert view is not None
    name = "EPUB/low-water.xhtml"
    look = ReaderSettings.parse("22-serif-night")
    assert look is not None
    content = view.document(name, look, script="../frame.js", nonce="N")
    assert content is not None
    assert b"font-size: 22px" in content
    assert content.count(b"<script") == 1
    assert b'nonce="N"' in content
    assert view.file("EPUB/../mimetype") is None
    assert view.document("EPUB/style.css", look, script="", nonce="") is None


@pytest.mark.parametrize(
    "written",
    ["", "18", "18-book", "x-book-day", "18-own-day", "9" * 5000 + "-book-day"],
)
def test_other_wishes_are_none(written: str) -> None:
    assert ReaderSettings.parse(written) is None


CHAPTERS = (
    f"{HEAD}# One\n\n{LOREM}\n\n# Two\n\n{LOREM}{LOREM}\n\n# Three\n\n"
    f"![A ship](ship.svg)\n\n{LOREM}\n\n# Four\n\nThe *end*.\n"
)
SHIP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="{}"/></svg>'
)
EDITS = (
    CHAPTERS,
    CHAPTERS.replace("*end*", "*last*"),
    CHAPTERS.replace("*end*", "*ŧħŋ*"),  # letters that the book didn't have
    CHAPTERS.replace("# Three", f"{LOREM * 3}\n\n# Three"),  # other sides, other folios
    f"{CHAPTERS}\n![](gone.png)\n",  # no pages
    CHAPTERS.replace("# Two\n\n", "# Two and a half\n\n"),
    CHAPTERS.replace(f"# Two\n\n{LOREM}{LOREM}", ""),
    CHAPTERS,
)


@pytest.mark.slow
def test_a_file_that_is_gone_on_with_is_that_of_a_first_build(tmp_path: Path) -> None:
    file, cache = tmp_path / "tides.md", tmp_path / "cache"
    with looked_at(file, cache) as kept:
        for number, text in enumerate((*EDITS, *EDITS)):
            ship = tmp_path / "ship.svg"
            ship.write_text(SHIP.format(f"M0 0h{number // 3 + 1}v9z"), "utf-8")
            file.write_text(text, "utf-8")
            after_edit = kept.render().artifacts
            with looked_at(file, cache) as session:
                fresh = session.render().artifacts
            assert after_edit.keys() == fresh.keys()
            for name, artifact in fresh.items():
                assert after_edit[name].looks == artifact.looks
                digests = page_digests(after_edit[name].content)
                assert digests == page_digests(artifact.content)
                assert digests is not None


@pytest.mark.slow
def test_a_file_with_many_replaced_pages_is_begun_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge, "_SPARE_PAGES", 4)
    begun: list[str] = []
    begin = merge.PdfAssembler.__init__

    def counted(self: merge.PdfAssembler, *given: Any, **named: Any) -> None:  # noqa: ANN401
        begun.append("")
        begin(self, *given, **named)

    monkeypatch.setattr(merge.PdfAssembler, "__init__", counted)
    file = tmp_path / "tides.md"
    edits = 8
    with looked_at(file) as session:
        for number in range(edits):
            file.write_text(FIRST.replace("twice", f"{number} times"), "utf-8")
            session.render()
    # Each edit replaces some pages, and some edits go by before there are too many.
    assert 1 < len(begun) < edits
