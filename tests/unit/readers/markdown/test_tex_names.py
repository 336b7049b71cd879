"""Names of TeX that stand in tables: each leads to what it should."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import IndexTerm
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import read_markdown

DRAWINGS = ("tikzpicture", "picture", "pgfpicture", "pspicture")
FIGURES = ("figure", "wrapfigure")
TABLES = ("table", "tabular", "tabularx", "longtable")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        *((name, "save it as SVG") for name in DRAWINGS),
        *((name, "write ![caption]") for name in FIGURES),
        *((name, "write a pipe table") for name in TABLES),
        ("thebibliography", "keep the works in a .bib file"),
        ("filecontents", "keep the file next to the manuscript"),
    ],
)
def test_an_environment_that_is_left_out_has_its_own_advice(
    name: str, advice: str
) -> None:
    said = Diagnostics()
    read_markdown(f"# One\n\n\\begin{{{name}}}\na\n\\end{{{name}}}\n", "x.md", said)
    (problem,) = said
    assert problem.code == "M192"
    assert str(problem.help()).startswith(advice)


def test_an_entry_of_the_index_points_to_another_in_two_ways() -> None:
    text = "Quay\\index{quay|seealso{pier}}, mole\\index{mole|see{jetty}}.\n"
    found = read_markdown(text, "x.md", Diagnostics())
    terms = [node for node in descend(*found.blocks) if isinstance(node, IndexTerm)]
    assert [(one.entry, one.see, one.see_also) for one in terms] == [
        ("quay", "", "pier"),
        ("mole", "jetty", ""),
    ]
