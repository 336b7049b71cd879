"""What glyphs stand for that draw one letter together."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import weasyprint

from bookmaker.backends.pdf.cluster_texts import cluster_around, share
from bookmaker.backends.pdf.weasyprint_patches import tell_glyphs_of_a_cluster_apart
from bookmaker.proof.folding import fold

ACUTE, DOT = "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}"


@pytest.mark.parametrize(
    ("characters", "nominal", "texts"),
    [
        (f"e{ACUTE}{ACUTE}", ["é", ACUTE], ["é", ACUTE]),
        (f"é{ACUTE}{ACUTE}", ["é", ACUTE, ACUTE], ["é", ACUTE, ACUTE]),
        (f"q{ACUTE}{DOT}", ["q", "", ""], ["q", DOT, ACUTE]),
        ("لَا", ["", "\N{ARABIC FATHA}"], ["لا", "\N{ARABIC FATHA}"]),
        ("لَا", ["", ""], ["لا", "\N{ARABIC FATHA}"]),
        ("كِ", ["\N{ARABIC LETTER KAF INITIAL FORM}", ""], ["ك", "\N{ARABIC KASRA}"]),
        ("कि", ["ि", "क"], ["ि", "क"]),
        ("กำ", ["ก", "\N{THAI CHARACTER NIKHAHIT}", "า"], ["ก", "\u0e4d", "า"]),
        ("ö", ["", ""], ["o", "\N{COMBINING DIAERESIS}"]),
        ("x", ["", ""], ["x", ""]),
        ("ffi", ["f", ""], ["f", "fi"]),
    ],
)
def test_the_characters_of_a_letter_are_shared(
    characters: str, nominal: list[str], texts: list[str]
) -> None:
    shared = share(characters, nominal)
    assert sorted(fold("".join(shared))) == sorted(fold(characters))
    assert shared == texts


def test_a_letter_has_the_glyphs_around_that_begin_with_it() -> None:
    clusters = [4, 4, 2, 0, 0, 0]
    assert [cluster_around(clusters, n) for n in (0, 1, 2, 5)] == [
        (0, 1),
        (0, 1),
        (2, 2),
        (3, 5),
    ]


@pytest.mark.parametrize(
    "text", [f"e{ACUTE * 3} x, a e and {ACUTE}", f"q{ACUTE}{DOT} q", "لَا لا لَ ا"]
)
def test_a_file_says_each_letter_once(text: str) -> None:
    tell_glyphs_of_a_cluster_apart(weasyprint.draw.text)
    html = weasyprint.HTML(string=f"<p style='font-family: DejaVu Sans'>{text}")
    document = pypdfium2.PdfDocument(io.BytesIO(html.write_pdf() or b""))
    try:
        said = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert sorted(fold(said)) == sorted(fold(text))
