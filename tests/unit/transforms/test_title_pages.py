"""The lines of title and copyright pages."""

from __future__ import annotations

from datetime import date

import pytest

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.document.nodes import TitleLine, TitleRole
from bookmaker.document.text import plain_text
from bookmaker.transforms.compose_title_pages import compose_title_pages


def lines_of(kind: DivisionKind, metadata: Metadata) -> list[TitleLine]:
    book = Book(metadata, (Division(kind),), (), ())
    config = BookConfig(name="book", metadata=metadata)
    composed = compose_title_pages(book, config, Diagnostics())
    [page] = composed.front
    return [line for line in page.blocks if isinstance(line, TitleLine)]


def authors_of(language: str, *names: str) -> list[str]:
    authors = tuple(Creator(name) for name in names)
    metadata = Metadata("The Tide", language=language, authors=authors)
    return [
        plain_text(line.children)
        for line in lines_of(DivisionKind.TITLE_PAGE, metadata)
        if line.role is TitleRole.CREATOR
    ]


@pytest.mark.parametrize(
    ("language", "names", "lines"),
    [
        ("en", ("Ann Lee", "Bo Ek"), ["Ann Lee and Bo Ek"]),
        (
            "en",
            ("Honor Brackenbury-Ashe", "Tobias F. Quill"),
            ["Honor Brackenbury-Ashe", "Tobias F. Quill"],
        ),
        ("ar", ("ليلى", "يوسف", "سلمى"), ["ليلى، يوسف وسلمى"]),
        ("he", ("נועה", "דן"), ["נועה ודן"]),
        ("fa", ("ليلا", "يوسف"), ["ليلا و يوسف"]),
        ("zh", ("王一", "李二", "张三"), ["王一、李二和张三"]),
        ("de", ("Ann", "Bo"), ["Ann und Bo"]),
        ("en", (), []),
    ],
)
def test_names_are_joined_or_have_lines_of_their_own(
    language: str, names: tuple[str, ...], lines: list[str]
) -> None:
    assert authors_of(language, *names) == lines


@pytest.mark.parametrize(
    ("edition", "said"),
    [(1, "First published in 2026 by Tern"), (2, "Tern, 2026")],
)
def test_only_a_first_edition_is_first_published(edition: int, said: str) -> None:
    metadata = Metadata(
        "The Tide", publisher="Tern", published=date(2026, 3, 1), edition=edition
    )
    imprint = [
        plain_text(x.children) for x in lines_of(DivisionKind.COPYRIGHT, metadata)
    ]
    assert said in imprint
    assert sum("2026" in line for line in imprint) == 1
