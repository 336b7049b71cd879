"""Formulas and drawings of pages: MathML as TeX, words of drawings set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from bookmaker.diagnostics import Severity
from bookmaker.importers.mathml import read_mathml
from bookmaker.pipeline.stages import Request, check
from tests.support.importing import (
    chapter_texts,
    imported_files,
    lost_words,
    small_epub,
)

PROSE = "<p>The harbour office had a clock that nobody ever wound up at all.</p>"
FORMULAS = {
    "<mi>h</mi><mo>=</mo><mn>42</mn>": "h = 42",
    "<mi>π</mi><msup><mi>r</mi><mn>2</mn></msup>": "π {r}^{2}",
    "<mfrac><mi>alpha</mi><mn>7</mn></mfrac>": r"\frac{\mathrm{alpha}}{7}",
    "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>": r"\sqrt{x + 1}",
    "<mroot><mi>x</mi><mn>3</mn></mroot>": r"\sqrt[3]{x}",
    "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>": "∑_{i}^{n}",
    "<msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup>": "{a}_{i}^{2}",
    "<mtext>if 5% of</mtext><mi>x</mi>": r"\text{if 5\% of} x",
    "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>": (
        r"\begin{matrix} a & b \end{matrix}"
    ),
    "<mfenced><mi>a</mi><mi>b</mi></mfenced>": r"\left( a , b \right)",
    "<mover><mi>v</mi><mo>→</mo></mover>": r"\vec{v}",
    "<semantics><mi>E</mi><annotation encoding='application/x-tex'>"
    "{\\displaystyle E=mc^{2}}</annotation></semantics>": "E=mc^{2}",
}


@pytest.mark.parametrize(("mathml", "tex"), FORMULAS.items())
def test_mathml_becomes_tex(mathml: str, tex: str) -> None:
    assert read_mathml(etree.fromstring(f"<math>{mathml}</math>")) == tex


@pytest.mark.parametrize("display", ["", ' display="block"'])
@pytest.mark.parametrize("mathml", FORMULAS)
def test_no_word_of_a_formula_is_lost(
    mathml: str, display: str, tmp_path: Path
) -> None:
    formula = f"<math{display}>{mathml}</math>"
    body = f"<h1>Circles</h1>{PROSE}<p>So it is {formula} here.</p>"
    page = tmp_path / "p.html"
    page.write_text(f"<html><body><article>{body}</article></body></html>")
    book = small_epub(
        tmp_path / "a.epub",
        {
            "one.xhtml": body.replace(
                "<math", '<math xmlns="http://www.w3.org/1998/Math/MathML"'
            )
        },
    )
    # What an independent reader sees, with the words of the formula.
    said = etree.fromstring(f"<body>{body}</body>")
    for note in said.iter("annotation"):
        note.getprevious().text = None
        note.text = note.text.replace("displaystyle", "")
    words = " ".join(said.itertext())
    for source in (page, book):
        files = imported_files(source)
        assert lost_words(words, files) == []
        assert ("$$" in chapter_texts(files)[0]) == bool(display)


@pytest.mark.slow
def test_the_tex_of_every_formula_can_be_set(tmp_path: Path) -> None:
    trees = [etree.fromstring(f"<math>{mathml}</math>") for mathml in FORMULAS]
    formulas = "\n\n".join(f"$$\n{read_mathml(tree)}\n$$" for tree in trees)
    path = tmp_path / "one.md"
    path.write_text(f"# One\n\n{formulas}\n", encoding="utf-8")
    found = check(Request(manuscript=path)).diagnostics
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def test_the_words_of_a_drawing_are_set_aside(tmp_path: Path) -> None:
    drawing = (
        '<svg viewBox="0 0 90 20"><title>A map</title><g><text x="1">Port Ellis</text>'
        "<text>Holm <tspan>Quay</tspan></text></g></svg>"
    )
    body = f"<h1>Map</h1>{PROSE}<div>{drawing}</div><p>So it {drawing} is.</p>"
    page = tmp_path / "p.html"
    page.write_text(f"<html><body><article>{body}</article></body></html>")
    book = small_epub(
        tmp_path / "a.epub",
        {"one.xhtml": body.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')},
    )
    words = " ".join(etree.fromstring(f"<body>{body}</body>").itertext())
    for source in (page, book):
        assert lost_words(words, imported_files(source)) == []
