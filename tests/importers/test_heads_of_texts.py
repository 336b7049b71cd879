"""What stands above texts and around them: addresses, paths, running heads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files

PROSE = (
    "The ferry left the quay at six, as it had on every morning since the war, and "
    "nobody who stood on its deck looked back at the town."
)
MORE = (
    "It is easy to be sentimental about this, and the ferry was cold and it was slow, "
    "and the bread that they sold on it was of the day before."
)


def _book(tmp_path: Path, text: str) -> tuple[dict[str, object], str, str]:
    source = tmp_path / "text.txt"
    source.write_text(text, encoding="utf-8")
    made = imported_files(source)
    chapters = "\n".join(chapter_texts(made))
    return (
        tomllib.loads(made["book.toml"].decode()),
        chapters,
        made["set-aside.md"].decode(),
    )


ADDRESSES = {
    "a gap": "Ann Lee\n3 Quay Lane\nann@lee.example\n(01) 555-0100\n\n\n\n\n",
    "a count in a block": "Ann Lee\n3 Quay Lane\nann@lee.example\n\n"
    "approx. 61,000 words\n\n\n\n",
    "a count at the right": "Ann Lee                        61,000 words\n3 Quay Lane\n"
    "ann@lee.example\n\nRepresented by: The Lamp Agency\n\n\n\n",
    "no gap": "Ann Lee\n3 Quay Lane\n01482 000 000\nann@lee.example\n\n",
    "German": "Ann Lee\nKaiweg 3\nann@lee.example\n\nca. 80.000 Wörter\n\n\n\n",
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "byline", ["by Ann Lee", "A novel by Ann Lee", "by\n\nAnn Lee"]
)
def test_the_address_above_a_typescript_is_set_aside(
    address: str, byline: str, tmp_path: Path
) -> None:
    body = f"Chapter One\n\n{PROSE}\n\n{MORE}\n\nChapter Two\n\n{MORE}\n\n{PROSE}\n"
    text = f"{ADDRESSES[address]}The Salt Road\n\n{byline}\n\n\n{body}"
    book, chapters, aside = _book(tmp_path, text)
    assert book["title"] == "The Salt Road"
    assert book["authors"] == ["Ann Lee"]
    assert "ann@lee.example" in aside
    assert "lee.example" not in chapters
    assert "Chapter Two" in chapters


def test_a_head_with_an_address_and_no_maker_below_is_the_title_s(
    tmp_path: Path,
) -> None:
    text = f"The Salt Road\nby Ann Lee\nann@lee.example\n3,000 words\n\n\n\n\n{PROSE}\n"
    book, _, _ = _book(tmp_path, f"{text}\n{MORE}\n")
    assert book["title"] == "The Salt Road"


@pytest.mark.parametrize(
    "head", ["Lee / SALT ROAD / {}", "Lee – The Salt Road – {}", "Lee | Salt | {}"]
)
def test_running_heads_of_a_typescript_divide_no_sentence(
    head: str, tmp_path: Path
) -> None:
    torn = "The ferry left the quay at six, as it had\n\n{}\n\non every day of the war."
    parts = ["The Salt Road", PROSE, torn.format(head.format(2)), MORE]
    text = "\n\n".join([*parts, head.format(3), PROSE, "[END OF SAMPLE]"]) + "\n"
    _, chapters, aside = _book(tmp_path, text)
    joined = " ".join(chapters.split())
    assert "as it had on every day of the war." in joined
    assert head.format(3) in aside
    assert "END OF SAMPLE" not in chapters


@pytest.mark.parametrize("stop", ["", "."])
def test_figures_alone_that_count_from_one_are_headings(
    stop: str, tmp_path: Path
) -> None:
    text = "The Salt Road\n\n" + "".join(
        f"{n}{stop}\n\n{PROSE}\n\n{MORE}\n\n" for n in (1, 2, 3)
    )
    _, chapters, _ = _book(tmp_path, text)
    assert sum(line.startswith("#") for line in chapters.split("\n")) >= 3


@pytest.mark.parametrize(
    "path", ["Cities / Essays", "Home › Cities › Essay", "Crónicas / Ciudad"]
)
def test_where_a_page_is_on_its_site_is_no_title(path: str, tmp_path: Path) -> None:
    head = f"Subscribe\nSign in\nSearch\n\n{path}\n\nThe Man Who Rowed\n\nBy Ann Lee"
    book, chapters, _ = _book(tmp_path, f"{head}\n\n{PROSE}\n\n{MORE}\n")
    assert book["title"] == "The Man Who Rowed"
    assert path not in chapters


def test_a_title_may_be_said_by_somebody(tmp_path: Path) -> None:
    picture = "Two men in leather aprons tilting a ladle into a pit, seen from above"
    text = (
        f"“A Bell Is Never Finished”\n\nInterview by Ann Lee\nMay 2018\n\n{picture}\n"
    )
    book, chapters, _ = _book(tmp_path, f"{text}\n{PROSE}\n\n{MORE}\n")
    assert book["title"] == "“A Bell Is Never Finished”"
    assert book["authors"] == ["Ann Lee"]
    assert f'{{alt="{picture}"}}' in chapters


@pytest.mark.parametrize("last", ["»", "“", "‘", "。"])
def test_a_heading_stands_below_a_paragraph_that_ends_in_any_mark(
    last: str, tmp_path: Path
) -> None:
    _, chapters, _ = _book(
        tmp_path,
        f"The Bread\n\n{PROSE} So{last}\n\nSaturday work\n\n{MORE}\n\n{PROSE}\n",
    )
    assert "## Saturday work" in chapters


FURNITURE = [
    "ALSO READ: The last ferry of the coast",
    "Must read: The last ferry of the coast",
    "Text size A− A+",
    "Tamaño de letra A− A+",
    "Escuchar esta nota (11 minutos)",
    "Écouter cet article (8 min)",
    "Support independent journalism. Become a Friend for 5 a month.",
    "This conversation has been edited for length and clarity.",
    "Das Gespräch wurde gekürzt und redigiert.",
    "Si ce message ne s’affiche pas correctement, cliquez ici.",
    "If this email does not display properly, click here.",
    "Recibí las crónicas todos los viernes en tu correo",
]
OF_AUTHORS = [
    "Recibí las crónicas de mi abuela en una caja de zapatos.",
    "This conversation has been going on for years.",
    "If this letter does not reach you, ask at the quay.",
    "Text size was the first thing he looked at.",
    "Das Gespräch wurde lauter, und niemand ging.",
]


@pytest.mark.parametrize("words", FURNITURE)
def test_it_is_furniture_at_the_foot(words: str, tmp_path: Path) -> None:
    text = f"The Ferry\n\n{PROSE}\n\n{MORE}\n\n{words}\nSubscribe now\nShare\n"
    _, chapters, aside = _book(tmp_path, text)
    assert words in aside
    assert words not in chapters


@pytest.mark.parametrize("words", OF_AUTHORS)
def test_it_is_the_author_s_at_the_foot_too(words: str, tmp_path: Path) -> None:
    text = f"The Ferry\n\n{PROSE}\n\n{MORE}\n\n{words}\n\nSubscribe now\nShare\n"
    _, chapters, _ = _book(tmp_path, text)
    assert words in " ".join(chapters.split())


def test_a_maker_s_name_and_the_date_at_the_foot_are_the_page_s(
    tmp_path: Path,
) -> None:
    head = "The Ferry\n\nBy Ann Lee\n28 January 2024"
    foot = "Ann Lee, 28.1.2024\nRead more\nShare\nSubscribe now"
    text = f"{head}\n\n{PROSE}\n\n{MORE}\n\n{foot}\n"
    _, chapters, aside = _book(tmp_path, text)
    assert "28.1.2024" not in chapters
    assert "Ann Lee, 28.1.2024" in aside


def test_a_letter_s_name_and_date_without_a_page_s_foot_stay(tmp_path: Path) -> None:
    text = f"The Ferry\n\nBy Ann Lee\n\n{PROSE}\n\n{MORE}\n\nAnn Lee, 28.1.2024\n"
    _, chapters, _ = _book(tmp_path, text)
    assert "Ann Lee, 28.1.2024" in chapters


@pytest.mark.parametrize(
    "quotation",
    [
        "    The weir is older than the parish.\n    -- Ann Lee, Sluices",
        "“The weir is older than the parish.”\n— Ann Lee, Sluices",
    ],
)
def test_a_heading_stands_above_a_quotation_too(quotation: str, tmp_path: Path) -> None:
    text = f"A Weir\n\nby Bo Ek\n\n{PROSE}\n\nLow Water\n\n{quotation}\n\n{MORE}\n"
    _, chapters, _ = _book(tmp_path, text)
    assert "# Low Water" in chapters


@pytest.mark.parametrize(
    ("head", "title", "is_title"),
    [
        ("Erstes Kapitel.", "Wie man auf die Insel kommt.", True),
        ("Chapter the First.", "How the weir was made.", True),
        ("CHAPTER I", "He came home.", False),
    ],
)
def test_titles_below_heads_with_a_stop_may_have_one(
    head: str, title: str, tmp_path: Path, *, is_title: bool
) -> None:
    text = f"A Weir\n\nby Bo Ek\n\n\n{head}\n{title}\n\n\n{PROSE}\n\n{MORE}\n"
    _, chapters, _ = _book(tmp_path, text)
    assert (f"\n{title}\n" not in chapters) == is_title
    assert title in chapters
