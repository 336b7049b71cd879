"""A run of the other direction is in one box, whatever is among its words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bookmaker.backends.pdf.mixed_directions import (
    bind_mixed_directions,
    ends_within_run,
)

LATIN, ARABIC = "ltr", "rtl"


def bound(markup: str, direction: str) -> str:
    tree = ElementTree.fromstring(f'<html dir="{direction}"><p>{markup}</p></html>')
    words = "".join(tree.itertext())
    bind_mixed_directions(tree)
    assert "".join(tree.itertext()) == words
    text = ElementTree.tostring(tree[0], encoding="unicode")
    return text.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "انظر Lee, <em>Weirs</em>, 1998 هنا.",
            'انظر <span dir="ltr">Lee, <em>Weirs</em>, 1998</span> هنا.',
        ),
        (
            '<a href="#x">Lee</a> and <strong>Ek</strong> هنا',
            '<span dir="ltr"><a href="#x">Lee</a> and <strong>Ek</strong></span> هنا',
        ),
        ("انظر Lee <em>هنا</em>.", "انظر Lee <em>هنا</em>."),
        ("انظر <em>Lee, 1998</em> هنا.", "انظر <em>Lee, 1998</em> هنا."),
        (
            "<em>انظر Lee <b>Weirs</b></em> هنا",
            '<em>انظر <span dir="ltr">Lee <b>Weirs</b></span></em> هنا',
        ),
        # A call, code and what has its own direction are one neutral sign.
        (
            'انظر Lee 1998<sup class="note-call-mark">1</sup> هنا',
            'انظر Lee 1998<sup class="note-call-mark">1</sup> هنا',
        ),
        (
            'Lee <code dir="ltr">x y</code> Ek هنا',
            '<span dir="ltr">Lee <code dir="ltr">x y</code> Ek</span> هنا',
        ),
    ],
)
def test_latin_words_among_arabic_ones(markup: str, expected: str) -> None:
    assert bound(markup, ARABIC) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "He said כתב <em>ספר</em> 1998 טוב here.",
            'He said <span dir="rtl">כתב <em>ספר</em> 1998 טוב</span> here.',
        ),
        ("He said <em>ספר</em> here.", "He said <em>ספר</em> here."),
        ("He <em>said</em> it.", "He <em>said</em> it."),
        # Lines of verse are apart.
        (
            '<span class="line">ספר</span><br />\n<span class="line">טוב</span>',
            '<span class="line">ספר</span><br />\n<span class="line">טוב</span>',
        ),
        ("<pre><span>ספר</span> <span>טוב</span></pre>",) * 2,
    ],
)
def test_hebrew_words_among_latin_ones(markup: str, expected: str) -> None:
    assert bound(markup, LATIN) == expected


def test_a_note_within_a_run_has_the_direction_of_the_page() -> None:
    note = '<span class="foot-note"{}><p>هنا</p></span>'
    assert bound(f"انظر Lee{note.format('')} Ek هنا", ARABIC) == (
        f'انظر <span dir="ltr">Lee{note.format(" dir=" + chr(34) + "rtl" + chr(34))}'
        " Ek</span> هنا"
    )


def test_a_direction_within_the_book_is_that_of_its_words() -> None:
    markup = '<span dir="ltr">Lee <em>Weirs</em> one</span> هنا'
    assert bound(markup, ARABIC) == markup


@pytest.mark.parametrize(
    ("words", "direction", "expected"),
    [
        ("קשת הגשר, Tom Lee, 1890", ARABIC, True),
        ("קשת הגשר, <em>Tom</em> Lee", ARABIC, True),
        ("קשת הגשר של Lee", ARABIC, False),
        ("קשת Tom Lee הישן", ARABIC, False),
        ("קשת הגשר", ARABIC, False),
        ("The bridge גשר ישן", LATIN, True),
        ("The bridge גשר", LATIN, False),
        ("The old bridge", LATIN, False),
        ("גשר", LATIN, False),
    ],
)
def test_the_last_word_of_a_run_stays_with_it(
    words: str, direction: str, *, expected: bool
) -> None:
    """The leader of an entry of the contents is behind the whole run."""
    title = ElementTree.fromstring(f"<span>{words}</span>")
    assert ends_within_run(title, direction) is expected
