"""Pictures that cannot be shown give way to their words."""

from __future__ import annotations

from bookmaker.document.nodes import Attributes, Code, Figure, Group, Image, Span, Text
from bookmaker.transforms.drop_unusable_pictures import drop_unusable_pictures
from tests.support.builders import book_of, chapter, paragraph

GONE = frozenset({"gone.png"})


def test_a_picture_in_a_line_becomes_what_it_says() -> None:
    image = Image("gone.png", "A heron", attributes=Attributes(id="heron"))
    book = drop_unusable_pictures(
        book_of(chapter("a.md", paragraph("See ", image))), GONE
    )
    said = Span((Text("A heron"),), attributes=Attributes(id="heron"))
    assert book.body[0].blocks == (paragraph("See ", said),)


def test_a_picture_without_words_becomes_its_path() -> None:
    book = book_of(chapter("a.md", paragraph(Image("gone.png", None))))
    changed = drop_unusable_pictures(book, GONE)
    assert changed.body[0].blocks == (paragraph(Span((Code("gone.png"),))),)


def test_a_figure_keeps_its_id_its_label_and_its_caption() -> None:
    figure = Figure(
        Image("gone.png", "A heron"),
        (Text("The quay."),),
        label="Figure 1",
        attributes=Attributes(id="fig"),
    )
    book = drop_unusable_pictures(book_of(chapter("a.md", figure)), GONE)
    assert book.body[0].blocks == (
        Group(
            (
                paragraph(Span((Text("A heron"),))),
                paragraph("Figure 1 ", "The quay."),
            ),
            attributes=Attributes(id="fig"),
        ),
    )


def test_other_pictures_stay_as_they_are() -> None:
    book = book_of(chapter("a.md", paragraph(Image("good.png", "A heron"))))
    assert drop_unusable_pictures(book, GONE) is not None
    assert drop_unusable_pictures(book, GONE) == book
