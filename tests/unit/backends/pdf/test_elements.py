"""What the structure of a printed book says beside its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment
from tests.support.importing import picture
from tests.support.pdf import PdfInspector
from tests.support.print_facts import faults_of_structure
from tests.support.read_aloud import drawn_words

pytestmark = pytest.mark.slow

BOOK = """# One

One [mot]{lang=fr} here, and *[ein Wort]{lang=de}*.

::: {lang=de}
Ein Satz steht hier.

- Ein Punkt
:::

> [Tout est dit]{lang=fr}

| Word | Other |
|---|---|
| [eau]{lang=fr} | water |

Inline $\\sqrt{2}$ here.

$$
x^2 + 1
$$

See [the old mill](#sec-x), or [our weirs](#sec-x), or [](#sec-x){.page}.

## X {#sec-x}

```{.python .numberLines}
result = some_function_name(argument_one, argument_two, argument_three, argument)  # x
second = 2
```

Done.
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> PdfInspector:
    folder = tmp_path_factory.mktemp("elements")
    (folder / "one.md").write_text(BOOK, encoding="utf-8")
    request = Request(
        manuscript=folder / "one.md",
        environment=Environment(cache_folder=folder / "cache"),
    )
    made = build(request, {"pdf": folder / "one.pdf"})
    assert not [d for d in made.diagnostics if d.severity.value == "error"]
    return PdfInspector.of((folder / "one.pdf").read_bytes())


def elements(pdf: PdfInspector, kind: str) -> list[Any]:
    return [element for _, element in pdf.structure if str(element.S) == f"/{kind}"]


def test_formulas_are_formulas_and_have_words(printed: PdfInspector) -> None:
    formulas = elements(printed, "Formula")
    assert len(formulas) == 2
    assert all(str(formula.Alt) for formula in formulas)
    assert not elements(printed, "Figure")


def test_words_of_another_language_say_so_wherever_they_stand(
    printed: PdfInspector,
) -> None:
    found = [str(e.Lang) for _, e in printed.structure if "/Lang" in e]
    assert found.count("fr") >= 3, "in a line, in a quotation, in a cell"
    assert found.count("de") >= 2, "in a line, around blocks"
    for _, element in printed.structure:
        if "/Lang" in element:
            assert str(element.S) != "/NonStruct"


def test_links_say_their_own_words(printed: PdfInspector) -> None:
    said = [
        str(annotation.Contents)
        for page in printed.pdf.pages
        for annotation in page.get("/Annots", [])
    ]
    assert "the old mill" in said
    assert "our weirs" in said
    assert any(words.startswith("page ") and words[5:].isdigit() for words in said)


def test_marks_of_turned_over_code_and_line_numbers_are_not_content(
    printed: PdfInspector,
) -> None:
    by_operator = [piece for page in printed.pdf.pages for piece in drawn_words(page)]
    read = "".join(text for text, is_read in by_operator if is_read)
    other = "".join(text for text, is_read in by_operator if not is_read)
    assert "\u21aa" in other
    assert "\u21aa" not in read
    assert "2  " in other


def test_no_key_of_ours_is_left(printed: PdfInspector) -> None:
    assert not [
        key
        for thing in printed.pdf.objects
        if isinstance(thing, pikepdf.Dictionary)
        for key in thing.keys()  # noqa: SIM118 - of pikepdf's
        if key.startswith("/Bookmaker")
    ]


REST = " asks when the road is open is asking about the moon and the tide. " * 6


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("opening", "word"),
    [
        ("Whoever", "Whoever"),
        ("“Whoever", "“Whoever"),
        ("Quite", "Quite"),
        ("*Whoever*", "Whoever"),
        ("Été,", "Été,"),
        ("[Whoever]{lang=fr}", "Whoever"),
    ],
)
@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_dropped_capital_and_its_word_are_one(
    opening: str, word: str, theme: str, tmp_path: Path
) -> None:
    (tmp_path / "book.toml").write_text(
        f'title = "T"\n[contents]\nbody = ["one.md"]\n[print]\ntheme = "{theme}"\n'
    )
    (tmp_path / "one.md").write_text(
        f"# One {{.dropcap}}\n\n{opening}{REST}\n", encoding="utf-8"
    )
    request = Request(manuscript=tmp_path)
    made = build(request, {"pdf": tmp_path / "one.pdf"})
    assert not [d for d in made.diagnostics if d.severity.value == "error"]
    pdf = PdfInspector.of((tmp_path / "one.pdf").read_bytes())
    (spoken,) = [e for _, e in pdf.structure if "/ActualText" in e]
    assert str(spoken.ActualText) == word
    (page,) = pypdfium2.PdfDocument(tmp_path / "one.pdf")
    assert f"{word} asks when" in page.get_textpage().get_text_range()
    assert not faults_of_structure(pdf)


@pytest.mark.sampled
@pytest.mark.parametrize("trim", ["royal", "mass-market", "letter"])
@pytest.mark.parametrize("theme", ["academic", "literary", "poetry", "technical"])
def test_the_copyright_page_is_one_page(theme: str, trim: str, tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "T"\nauthors = ["A. Writer"]\npublisher = "Press"\n'
        'published = 2026-11-01\nrights = "© 2026 the author"\n'
        '[contents]\nfront = ["title-page", "copyright"]\nbody = ["one.md"]\n'
        f'[print]\ntheme = "{theme}"\ntrim = "{trim}"\n',
        encoding="utf-8",
    )
    credit = '{#fig-q alt="A quay" credit="A. Thorn" licence="CC BY 4.0"}'
    (tmp_path / "one.md").write_text(f"# One\n\nWords.\n\n![A quay.](q.png){credit}\n")
    (tmp_path / "q.png").write_bytes(picture())
    build(Request(manuscript=tmp_path), {"pdf": tmp_path / "one.pdf"})
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(tmp_path / "one.pdf")
    ]
    (imprint,) = [text for text in pages if "©" in text]
    assert "A. Thorn" in imprint, "a label is not parted from its list"
    assert "Press" in imprint
    assert sum("A. Thorn" in text for text in pages) == 1


@pytest.mark.parametrize("theme", ["academic", "literary", "poetry", "technical"])
def test_code_in_cells_breaks_behind_its_signs_alone(
    theme: str, tmp_path: Path
) -> None:
    names = ("backlog", "float", "128", "max_header_bytes_total", "a.b/c-d", "30.0")
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["one.md"]\n'
        f'[print]\ntheme = "{theme}"\ntrim = "7in x 9.25in"\n'
    )
    rows = "\n".join(
        f"| `{name}` | `float` | `128` | Seconds that a peer may be silent before we"
        " close the connection that it has. |"
        for name in names
    )
    (tmp_path / "one.md").write_text(
        f"# One\n\n| Option | Type | Default | Meaning |\n|---|---|---|---|\n{rows}\n"
    )
    made = build(Request(manuscript=tmp_path), {"pdf": tmp_path / "one.pdf"})
    assert not [d for d in made.diagnostics if d.severity.value == "error"]
    text = "\n".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(tmp_path / "one.pdf")
    )
    words = text.replace("\u200b", "").split()
    assert words.count("float") == len(names) + 1
    assert words.count("128") == len(names) + 1
    for piece in ("backlog", "30.0"):
        assert piece in words


@pytest.mark.parametrize("columns", [2, 9])
def test_no_name_in_a_cell_runs_off_the_page(columns: int, tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["one.md"]\n[print]\ntrim = "A6"\n'
    )
    cells = ("`" + "abcdefghij" * 6 + "`", "`a_name_of_fourteen`", "`word`", "1764")
    row = "|".join(cells[number % 4] for number in range(columns))
    rule = "|".join("---" for _ in range(columns))
    (tmp_path / "one.md").write_text(f"# One\n\n|{row}|\n|{rule}|\n|{row}|\n")
    made = build(Request(manuscript=tmp_path), {"pdf": tmp_path / "one.pdf"})
    assert not [d for d in made.diagnostics if d.severity.value == "error"]
