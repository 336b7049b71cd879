"""What shape alone says of a pasted page: its words are of no language.

Every word here is invented, so that no list of words can be the evidence: place,
length, stops, counts, names of networks and of the site itself are.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files

FIRST = (
    "Vorla teminka sul o bratuna, ke naste ilovra den molika tasuna, ep kirone valte "
    "sumira nol o tesk."
)
SECOND = (
    "Nal kirune otesk e valtima, sumi dranole kas ep molinka bratu. Tesuna vorli kas "
    "denole, ep o sumira valte nask ilovru."
)
THIRD = (
    "Ilovra sul dranola kesti, e tasuna molike nol bratuna kiro. Ep naste valtima o "
    "tesk, ke vorla sumi denole kas."
)
HEAD = "Teskuna\nOrvali Kastendur\n\nMolinka e Bratuna\n\nIlva Tasendrol\n3.4.2021\n\n"


def _imported(text: str, tmp_path: Path) -> tuple[str, str, dict[str, object]]:
    source = tmp_path / "page.txt"
    source.write_text(text + "\n", encoding="utf-8")
    files = imported_files(source)
    book = tomllib.loads(files["book.toml"].decode())
    aside = files.get("set-aside.md", b"").decode()
    return "\n".join(chapter_texts(files)), aside, book


HEADS = {
    "one word": "Kirone",
    "some words": "Sumira nol o tesk",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_heading_needs_no_blank_line_below(head: str, tmp_path: Path) -> None:
    text = f"{HEAD}{FIRST}\n\n{head}\n{SECOND}\n\n{THIRD}"
    chapter, _, _ = _imported(text, tmp_path)
    assert f"\n## {head}\n" in chapter
    for paragraph in (FIRST, SECOND, THIRD):
        assert f"\n{paragraph}\n" in chapter


@pytest.mark.parametrize(
    "above", ["Kirone nol,", "kirone nol", "Kirone nol.", "Kirone nol:"]
)
def test_a_line_that_goes_on_or_ends_heads_nothing(above: str, tmp_path: Path) -> None:
    text = f"{HEAD}{FIRST}\n\n{above}\n{SECOND}\n\n{THIRD}"
    chapter, _, _ = _imported(text, tmp_path)
    assert "## " not in chapter


FEET = {
    "comments": "Tesku naro\nVelmi kasto (14)\nDranul\n2 molu sten\nVelmuk!\nTasen",
    "networks": "Tesku naro\nFacebook\nWhatsApp\nVelmi kasto\nDranul sut tesk",
    "the site": "Orvali Kastendur\nTesku naro\nVelmi Orvali Kastendur\nDranul\n© 2021",
    "the maker": (
        "Ilva Tasendrol nol kestima tesk ep vorlina dranole o bratu kas. Sumi nol "
        "valte.\nTesku naro\nVelmi kasto (3)\nDranul\nE-mail"
    ),
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_a_foot_of_short_lines_with_marks_is_set_aside(
    foot: str, tmp_path: Path
) -> None:
    text = f"{HEAD}{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{foot}"
    chapter, aside, _ = _imported(text, tmp_path)
    assert chapter.endswith(f"{THIRD}\n")
    for line in foot.splitlines():
        assert line in aside or line.replace("(", r"\(") in aside


BOXES = {
    "a field": "Kasto naru\nVelmi dran tesku sul molinka\nTesku e-mail\nDranul",
    "a price and the site": "Velmi Teskuna\nKasto € 3 naru tesk\nTeskuna dran",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_amid_the_text_is_set_aside(box: str, tmp_path: Path) -> None:
    text = f"{HEAD}{FIRST}\n\n{box}\n\n{SECOND}\n\n{THIRD}"
    chapter, _, _ = _imported(text, tmp_path)
    assert all(line not in chapter for line in box.splitlines())
    assert f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n" in chapter


OWN = {
    "a stanza": "Kirone nol o tesk\nvorla sumi valte\nep dranole bratu\nnask kas",
    "a stanza in capitals": "Kirone nol o tesk\nVorla sumi valte\nEp dranole bratu",
    "a stanza with a network": "Kirone nol o tesk\nvorla facebook valte\ntesk",
    "what is bought": "6 molu\n4 tesku\nKasto\n250 g vorla",
    "addresses": "Kirone nol: https://kirone.example/nol\nTesk: https://tesk.example/",
    "a list": "- kirone e-mail\n- tesk facebook\n- vorla",
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
@pytest.mark.parametrize("place", ["amid", "at the end"])
def test_short_lines_of_an_author_are_kept(
    own: str, place: str, tmp_path: Path
) -> None:
    parts = (
        [FIRST, own, SECOND, THIRD] if place == "amid" else [FIRST, SECOND, THIRD, own]
    )
    chapter, _, _ = _imported(HEAD + "\n\n".join(parts), tmp_path)
    for line in own.splitlines():
        shown = line.removeprefix("- ").split("https")[0].strip()
        assert shown in chapter


def test_what_is_far_longer_than_the_headings_describes_a_picture(
    tmp_path: Path,
) -> None:
    described = "Molinka dranole e tasuna sul kestima vorla nol"
    text = (
        f"{HEAD}{FIRST}\n\nKirone\n{SECOND}\n\n{described}\n\n{THIRD}\n\n"
        f"Valte nol\n{SECOND}\n\n{THIRD}"
    )
    chapter, _, _ = _imported(text, tmp_path)
    heads = [line for line in chapter.splitlines() if line.startswith("## ")]
    assert [head[3:] for head in heads] == ["Kirone", "Valte nol"]
    assert f'alt="{described}"' in chapter


def test_a_person_below_a_sentence_signs_it(tmp_path: Path) -> None:
    said = "Sumira nol valte, ep dranole kas."
    text = (
        f"{HEAD}{FIRST}\n\n{said}\nOrla Vestin, Kestima e Tesk\n\n{SECOND}\n\n{THIRD}"
    )
    chapter, _, _ = _imported(text, tmp_path)
    assert f"> {said}" in chapter
    assert "Orla Vestin, Kestima e Tesk" in chapter


def test_who_made_the_text_signs_no_quotation(tmp_path: Path) -> None:
    text = f"{HEAD}{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nSumira nol valte.\nIlva Tasendrol"
    chapter, _, _ = _imported(text, tmp_path)
    assert "> " not in chapter


def test_labels_by_a_date_are_furniture(tmp_path: Path) -> None:
    text = (
        HEAD.strip()
        + f"\nKasto\nVelmi tesku\nDran 6 min\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
    )
    chapter, aside, book = _imported(text, tmp_path)
    assert book["title"] == "Molinka e Bratuna"
    assert book["authors"] == ["Ilva Tasendrol"]
    assert "Velmi tesku" in aside
    assert "Velmi tesku" not in chapter


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        (
            "This letter is brought to you by Kirone, a lamp for people who read.",
            "aside",
        ),
        ("Kirone sends readers its lamp for 20 % less with the code TESKUNA.", "aside"),
        ("The bread was brought to us by a boy with a lamp.", "kept"),
        ("I was paid by the mill, and this essay was sponsored by my sister.", "kept"),
        ("The code was TESKUNA, and nobody in the house knew whose it was.", "kept"),
    ],
)
def test_who_pays_for_a_letter_is_set_aside(
    words: str, fate: str, tmp_path: Path
) -> None:
    text = f"{HEAD}{FIRST}\n\n{words}\n\n{SECOND}\n\n{THIRD}"
    chapter, _, _ = _imported(text, tmp_path)
    assert (words in chapter) == (fate == "kept")


def test_titles_with_a_stop_below_numerals_are_headings(tmp_path: Path) -> None:
    prose = "Vorla teminka sul o bratuna, ke naste ilovra den molika\ntasuna ep kiro."
    text = "\n\n\n".join(
        f"{number}.\n\n{title}.\n\n\n{prose}\n\n{prose}"
        for number, title in (("I", "Molinka e bratuna"), ("II", "Kirone nol tesk"))
    )
    chapter, _, _ = _imported(f"TESKUNA\n\n\n{text}", tmp_path)
    heads = " ".join(o for o in chapter.splitlines() if o.startswith("#"))
    assert "Molinka e bratuna" in heads
    assert "Kirone nol tesk" in heads
