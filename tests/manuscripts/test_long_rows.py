"""A row of a table that is longer than a page goes on at the next one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.support.pdf import PdfInspector
from tests.support.proven import proven_pdf
from tests.support.read_aloud import read_aloud

pytestmark = pytest.mark.slow

BOOK = """\
title = "Rows"
language = "en"
modified = 2026-01-02
[contents]
body = ["one.md"]
[print]
trim = "5in x 8in"
"""
TABLE = "<table><thead>{head}</thead><tbody>{body}</tbody></table>"
HEAD = "<tr><th>Then</th><th>Now</th></tr>"


def words(number: int, numbers: Iterator[int]) -> str:
    """So many words, none like another."""
    return " ".join(f"pier{next(numbers)}" for _ in range(number))


def cells(kind: str, numbers: Iterator[int]) -> str:
    """A cell that is longer than a page, of a kind."""
    many = range(70)
    parts = {
        "words": lambda: words(400, numbers),
        "items": lambda: "".join(f"<li>{words(3, numbers)}</li>" for _ in many),
        "paragraphs": lambda: "".join(f"<p>{words(5, numbers)}</p>" for _ in many),
        "lines": lambda: "<br/>".join(words(2, numbers) for _ in many),
        "code": lambda: "\n".join(words(1, numbers) for _ in many),
        "nested": lambda: "".join(
            f"<li>{words(3, numbers)}<ul><li>{words(2, numbers)}</li></ul></li>"
            for _ in many
        ),
        "the same": lambda: " ".join(["pier gull fog light."] * 150),
    }
    parts["numbered"] = parts["items"]
    inside = parts[kind]()
    around = {
        "items": "<ul>{}</ul>",
        "nested": "<ul>{}</ul>",
        "numbered": "<ol>{}</ol>",
        "code": "<pre><code>{}</code></pre>",
    }
    return around.get(kind, "{}").format(inside)


KINDS = ("words", "items", "paragraphs", "lines", "code")


def printed(folder: Path, table: str) -> PdfInspector:
    """The book, whose words are proven to be on its pages."""
    (folder / "book.toml").write_text(BOOK, "utf-8")
    (folder / "one.md").write_text(f"# Rows\n\n{table}\n\nBehind it.\n", "utf-8")
    return proven_pdf(folder)


def pages(pdf: PdfInspector) -> list[str]:
    """The text of the pages with rows."""
    return [" ".join(text.split()) for text in pdf.texts if "pier" in text]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_is_longer_than_a_page_goes_on_under_the_same_head(
    tmp_path: Path, kind: str
) -> None:
    numbers = count(1000)
    rows = (
        f"<tr><td>{cells(kind, numbers)}</td><td>{words(4, numbers)}</td></tr>"
        f"<tr><td>{words(2, numbers)}</td><td>{cells(kind, numbers)}</td></tr>"
    )
    pdf = printed(tmp_path, TABLE.format(head=HEAD, body=rows))
    found = pages(pdf)
    assert len(found) > 3
    assert all("Then Now" in text for text in found)
    read = [line.split()[0] for line in read_aloud(pdf)]
    assert (read.count("TR"), read.count("TH"), read.count("TD")) == (3, 2, 4)


SIDE_BY_SIDE = (*KINDS, "nested", "the same", "numbered")


@pytest.mark.sampled
@pytest.mark.parametrize("kind", SIDE_BY_SIDE)
@pytest.mark.parametrize("step", [0, 1])
def test_cells_that_are_both_longer_than_a_page_take_turns(
    tmp_path: Path, kind: str, step: int
) -> None:
    other = SIDE_BY_SIDE[(SIDE_BY_SIDE.index(kind) + step) % len(SIDE_BY_SIDE)]
    numbers = count(1000)
    row = f"<td>{cells(kind, numbers)}</td><td>{cells(other, numbers)}</td>"
    pdf = printed(tmp_path, TABLE.format(head=HEAD, body=f"<tr>{row}</tr>"))
    assert all("Then Now" in text for text in pages(pdf))
    read = [line.split()[0] for line in read_aloud(pdf)]
    assert (read.count("TR"), read.count("TH"), read.count("TD")) == (2, 2, 2)


def test_notes_of_a_long_cell_are_at_the_foot_of_their_pages(tmp_path: Path) -> None:
    numbers = count(1000)
    called = [f"{words(60, numbers)}[^{n}] {words(60, numbers)}" for n in range(8)]
    notes = "".join(f"[^{n}]: Note{n}.\n" for n in range(8))
    row = f"| {' '.join(called)} | {words(500, numbers)} |"
    text = f"| Then | Now |\n|---|---|\n{row}\n\n{notes}"
    found = " ".join(printed(tmp_path, text).texts)
    assert [found.count(f"Note{n}.") for n in range(8)] == [1] * 8


def test_cells_end_above_the_notes_of_those_beside_them(tmp_path: Path) -> None:
    """The first cell is laid out before the second one's note takes its room."""
    numbers = count(1000)
    first = f"{words(230, numbers)}[^1]"
    second = f"{words(140, numbers)}[^2] {words(90, numbers)}"
    row = f"| {first} | {second} |"
    notes = "".join(f"[^{n}]: Note{n}. {'wharf ' * 90}\n" for n in (1, 2))
    text = f"| Then | Now |\n|---|---|\n{row}\n\n{notes}"
    found = pages(printed(tmp_path, text))
    assert len(found) > 2
    assert all("Then Now" in page for page in found)


def test_a_row_in_a_note_goes_on_at_the_next_page(tmp_path: Path) -> None:
    numbers = count(1000)
    row = f"    | {words(260, numbers)} | {words(6, numbers)} |"
    table = f"    | Then | Now |\n    |---|---|\n{row}\n    | pier | pier |\n"
    text = f"Here.[^1] {words(60, numbers)}\n\n[^1]: {words(3, numbers)}\n\n{table}"
    pdf = printed(tmp_path, text)
    assert len(pages(pdf)) > 1
    read = [line.split()[0] for line in read_aloud(pdf)]
    assert (read.count("TR"), read.count("TH"), read.count("TD")) == (3, 2, 4)


def test_a_head_that_is_longer_than_a_page_is_not_repeated(tmp_path: Path) -> None:
    head = f"<tr><th>{words(400, count(1000))}</th><th>Now</th></tr>"
    body = "<tr><td>a</td><td>b</td></tr>"
    found = pages(printed(tmp_path, TABLE.format(head=head, body=body)))
    assert len(found) > 1
    assert " ".join(found).count("pier1000") == 1
