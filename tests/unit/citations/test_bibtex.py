"""BibTeX as people write it becomes CSL JSON, with the place of each entry."""

from __future__ import annotations

import json

import pytest

from bookmaker.citations.bibtex import read_bibtex
from bookmaker.citations.csl_json import read_csl_json
from bookmaker.citations.latex import plain_of_latex
from bookmaker.diagnostics import Diagnostics


def _read(text: str) -> dict[str, object]:
    (source,) = read_bibtex(text, "s.bib", Diagnostics())
    csl: dict[str, object] = json.loads(source.csl)
    return csl


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"Andr\'e", "André"),
        (r"Vo{\ss}", "Voß"),
        (r"{\O}rsted", "Ørsted"),
        (r"\v{C}apek", "Čapek"),
        (r"Fran\c{c}ois", "François"),
        (r"Tom \& Co.", "Tom & Co."),
        ("1851--1852", "1851–1852"),
        ("{The} {NASA} Way", "The NASA Way"),
        (r"a \emph{whale}", "a whale"),
        (r"\textcolor{red}{whale}", "whale"),
        (r"\href{https://example.org}{text}", "text"),
        (r"\url{https://example.org/~a}", "https://example.org/~a"),
        (r"\enquote{a} \mkbibquote{b}", "“a” “b”"),
        (r"\textquotedblleft{}a\textquotedblright", "“a”"),
        (r"CO\textsubscript{2}, 10\textsuperscript{3}", "CO₂, 10³"),
        (r"1\textsuperscript{st}", "1st"),
        (r"\ensuremath{\alpha}, $\leq$, $\frac{1}{2}$", "α, ≤, 1/2"),
        (r"50{\textpercent}, 5\textdegree, \dag", "50%, 5°, †"),
        (r"{\DJ}uro, {\NG}, \textcommabelow{s}", "Đuro, Ŋ, ș"),
        (r"\LaTeX\ book, \S~5", "LaTeX book, §\u00a05"),
        (r"a\,b, a\-b, a\/b", "a\u2009b, ab, ab"),
        (r"\textasciitilde, \textbackslash", "~, \\"),
        (r"\today", ""),
    ],
)
def test_latex_becomes_characters(latex: str, plain: str) -> None:
    assert plain_of_latex(latex) == plain


def test_a_book_has_its_people_year_and_publisher() -> None:
    assert _read(
        '@book{k, author = "Melville, Herman and Ludwig van Beethoven", year = 1851,'
        " title = {Moby-Dick}, subtitle = {The Whale}, publisher = {Harper}}"
    ) == {
        "id": "k",
        "type": "book",
        "author": [
            {"family": "Melville", "given": "Herman"},
            {
                "family": "Beethoven",
                "given": "Ludwig",
                "non-dropping-particle": "van",
            },
        ],
        "issued": {"date-parts": [[1851]]},
        "publisher": "Harper",
        "title": "Moby-Dick: The Whale",
    }


def test_strings_months_and_joined_values_are_filled_in() -> None:
    csl = _read(
        '@string{jos = "Journal of the Sea"}'
        '@article{k, journal = jos # ", new series", month = mar, year = {2020}}'
    )
    assert csl["container-title"] == "Journal of the Sea, new series"
    assert csl["issued"] == {"date-parts": [[2020, 3]]}


def test_dates_of_biblatex_are_read() -> None:
    csl = _read("@online{k, date = {2024-03-02}, urldate = {2025}}")
    assert csl["issued"] == {"date-parts": [[2024, 3, 2]]}
    assert csl["accessed"] == {"date-parts": [[2025]]}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"{Tides \\}", "Tides"),
        (r"{C:\books\}", "C:\\"),
        (r"{a \{ b}", "a { b"),
        (r"{a \} b}", "a } b"),
        (r"{a \{b\} c}", "a {b} c"),
        (r'"a \"ob"', "a öb"),
        (r'"M{\"u}ller"', "Müller"),
        ('{a "b" c}', 'a "b" c'),
        ("{a {b} c} # { d}", "a b c d"),
    ],
)
def test_a_value_ends_where_other_programs_end_it(written: str, plain: str) -> None:
    for last in ("", ",", ", year = 1900", "\n"):
        for opening, closing in ("{}", "()"):
            csl = _read(f"@book{opening}k, title = {written}{last}{closing}")
            assert csl["title"] == plain


@pytest.mark.parametrize(
    "slip",
    [
        "@book{bad, title = {Never closed,\n  year = {1903}}\n",
        '@book{bad, title = "Never closed,\n  year = 1903}\n',
        "@book{bad, title = {a {b}, year = {1903}\n",
        "@book{bad, title = }\n",
        "@book{bad, title = {T} year = {1903},,}\n",
        "@string{bad = {Never closed}\n",
        "@string{bad = {Never closed\n",
        "@book{bad}\n",
        "@book bad, title = {T}}\n",
        "@{bad}\n",
    ],
)
def test_one_slip_costs_one_entry(slip: str) -> None:
    good = "@book{{{}, title = {{T}}, year = 1900}}\n"
    text = good.format("before") + slip + good.format("after") + good.format("last")
    keys = [s.key for s in read_bibtex(text, "s.bib", Diagnostics())]
    assert [key for key in keys if key != "bad"] == ["before", "after", "last"]


def test_addresses_keep_their_own_signs() -> None:
    address = "https://example.org/~a/b_c--d?e=1%20&f#g"
    for written in (address, address.replace("%", r"\%").replace("&", r"\&")):
        csl = _read(f"@online{{k, url = {{{written}}}, doi = {{10.1/a_b~c}}}}")
        assert csl["URL"] == address
        assert csl["DOI"] == "10.1/a_b~c"


def test_abbreviations_that_hold_each_other_twice_are_an_error() -> None:
    doubled = "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(60))
    text = f"@string{{s0 = {{T}}}}\n{doubled}@book{{k, title = s60}}"
    diagnostics = Diagnostics()
    (source,) = read_bibtex(text, "s.bib", diagnostics)
    assert [found.code for found in diagnostics] == ["M141"]
    assert "@string" in next(iter(diagnostics)).message()
    assert len(source.csl) < len(text)


@pytest.mark.parametrize("size", [1, 40])
def test_every_entry_knows_its_place(size: int) -> None:
    lines = [f"{' ' * (i % 7)}@book{{k{i}, title = {{T}}}}" for i in range(size)]
    sources = read_bibtex("\n\n".join(lines), "s.bib", Diagnostics())
    places = [(s.span.line, s.span.column) for s in sources if s.span]
    assert places == [(2 * i + 1, i % 7 + 1) for i in range(size)]


def test_an_entry_knows_its_place() -> None:
    sources = read_bibtex("\n@book{a,}\n  @book{b,}\n", "s.bib", Diagnostics())
    spans = [source.span for source in sources]
    assert [(s.line, s.column) for s in spans if s] == [(2, 1), (3, 3)]


@pytest.mark.parametrize("text", ["@book{a, title = {open", "@book{}", "@book{, x=1}"])
def test_what_cannot_be_read_is_reported(text: str) -> None:
    diagnostics = Diagnostics()
    read_bibtex(text, "s.bib", diagnostics)
    assert [found.code for found in diagnostics] == ["M141"]


@pytest.mark.parametrize("text", ["{", "3", "[3]", '[{"title": "x"}]'])
def test_json_that_holds_no_sources_is_reported(text: str) -> None:
    diagnostics = Diagnostics()
    assert read_csl_json(text, "s.json", diagnostics) == ()
    assert [found.code for found in diagnostics] == ["M141"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"One\\two", "One two"),
        (r"One\\[2pt] two", "One two"),
        (r"One\newline two", "One two"),
        ("A study of $x^2$", "A study of x²"),
        ("H$_2$O, 10$^{-3}$", "H₂O, 10⁻³"),
        (r"$\alpha \times 3$ and \$5", "α×3 and $5"),
        ("$x^{ab}$", "x^ab"),
    ],
)
def test_line_ends_and_formulas_of_titles_are_characters(
    written: str, plain: str
) -> None:
    assert plain_of_latex(written) == plain
