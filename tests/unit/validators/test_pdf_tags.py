"""The tags of a PDF: what screen readers need is there, whoever wrote the file."""

from __future__ import annotations

import io
from typing import TypeAlias

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from bookmaker.validators.pdf_tags import check_tags

Tag: TypeAlias = "tuple[str, dict[str, str], list[Tag]]"
"""A role, its words, and what is in it."""

ROLES = {"Kop": "Heading4", "Heading4": "H4", "Plaat": "Figure", "A": "B", "B": "A"}


def _file(tags: list[Tag], language: str = "en") -> bytes:
    """A PDF of two pages; what follows the first tag is on the second."""
    pdf = Pdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(200, 300))
    roles = Dictionary({f"/{own}": Name(f"/{role}") for own, role in ROLES.items()})
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=roles))
    root.K = Array([_element(pdf, tag, min(n, 1)) for n, tag in enumerate(tags)])
    pdf.Root.StructTreeRoot = root
    if language:
        pdf.Root.Lang = language
    return _written(pdf)


def _element(pdf: Pdf, tag: Tag, page: int) -> Object:
    role, words, inner = tag
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=pdf.pages[page].obj)
    )
    for key, said in words.items():
        element[Name(f"/{key}")] = said
    element.K = Array([0, *(_element(pdf, one, page) for one in inner)])
    return element


def _written(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def _said(content: bytes) -> list[str]:
    found = check_tags(content, "a.pdf")
    assert found is not None
    return [f"{one.code} {one.message()}" for one in found]


SOUND: list[list[Tag]] = [
    [("Document", {}, [("H1", {}, []), ("P", {}, []), ("H2", {}, [])])],
    [("H1", {}, []), ("H2", {}, []), ("H3", {}, []), ("H1", {}, [])],
    [("H2", {}, []), ("H3", {}, [])],
    [("Figure", {"Alt": "A weir"}, [])],
    [("P", {}, [("Figure", {"ActualText": "W"}, [])])],
    [("H", {}, []), ("A", {}, [])],
]


@pytest.mark.parametrize("tags", SOUND)
def test_sound_tags_pass(tags: list[Tag]) -> None:
    assert _said(_file(tags)) == []


BROKEN: list[tuple[list[Tag], list[str]]] = [
    (
        [("H1", {}, []), ("P", {}, [("Figure", {}, [])])],
        ["V071 page 2: an image has no alt text"],
    ),
    ([("Plaat", {"Alt": " "}, [])], ["V071 page 1: an image has no alt text"]),
    (
        [("H1", {}, []), ("Div", {}, [("H3", {}, [])]), ("H5", {}, [])],
        [
            "V072 page 2: a heading of level 3 is below one of level 1",
            "V072 page 2: a heading of level 5 is below one of level 3",
        ],
    ),
    (
        [("H2", {}, []), ("Kop", {}, [])],
        ["V072 page 2: a heading of level 4 is below one of level 2"],
    ),
]


@pytest.mark.parametrize(("tags", "said"), BROKEN)
def test_what_a_screen_reader_lacks_is_reported(
    tags: list[Tag], said: list[str]
) -> None:
    assert _said(_file(tags)) == said


def test_a_document_without_a_language_is_reported() -> None:
    (said,) = _said(_file([("P", {}, [])], language=""))
    assert said.startswith("V073")


def test_a_figure_that_names_no_page_is_reported_without_one() -> None:
    with Pdf.open(io.BytesIO(_file([("Figure", {}, [])]))) as pdf:
        del pdf.Root.StructTreeRoot.K[0].Pg
        content = _written(pdf)
    assert _said(content) == ["V071 an image has no alt text"]


def test_a_circle_of_tags_ends() -> None:
    with Pdf.open(io.BytesIO(_file([("Div", {}, [("Figure", {}, [])])]))) as pdf:
        outer = pdf.Root.StructTreeRoot.K[0]
        outer.K[1].K = outer
        content = _written(pdf)
    assert _said(content) == ["V071 page 1: an image has no alt text"]


@pytest.mark.parametrize("odd", [0, "Kop", Name.H1, pikepdf.Array([1])])
def test_odd_objects_in_the_tags_are_passed_over(odd: object) -> None:
    with Pdf.open(io.BytesIO(_file([("H1", {}, []), ("Figure", {}, [])]))) as pdf:
        root = pdf.Root.StructTreeRoot
        root.RoleMap = odd
        root.K[0].K = odd
        root.K[0].Pg = odd
        root.K.append(odd)
        content = _written(pdf)
    assert _said(content) == ["V071 page 2: an image has no alt text"]


def test_a_file_without_tags_has_nothing_to_check() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    assert check_tags(_written(pdf), "a.pdf") is None
    assert check_tags(b"%PDF-1.7 nothing", "a.pdf") is None
