"""Author and date as the Chicago manual prints them (17th edition, chapter 15)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker import citations
from bookmaker.citations.bibtex import read_bibtex
from bookmaker.citations.citeproc_adapter import Citer
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.text import plain_text
from bookmaker.languages import known_languages

STYLE = (Path(citations.__file__).parent / "styles/author-date.csl").read_bytes()

ENTRIES = {
    "chapter": "@incollection{k, author={Velde, Joost}, title={Clerks},"
    " booktitle={The Lesser Offices}, editor={Marsh, Ann and Ek, Bo}, publisher={Kade},"
    " address={Leiden}, year={2011}, pages={88--121}}",
    "article": "@article{k, author={Oduya, Sam and Brandt, Lise}, title={On Tonnage},"
    " journal={Maritime Accounts}, volume={12}, number={3}, pages={201--233},"
    " year={1998}}",
    "question": "@article{k, author={Lee, Ann}, title={Why now?}, journal={J},"
    " volume={1}, year={2003}}",
    "others": "@book{k, author={Lind, Eva and others}, title={Water}, year={2019}}",
    "two-others": "@book{k, author={Lind, Eva and Ek, Bo and others}, title={Water},"
    " year={2019}}",
    "range": "@book{k, author={Holm, Ola}, title={Ranges}, date={2021-05/2021-06}}",
    "years": "@book{k, author={Holm, Ola}, title={Ranges}, date={2019/2021}}",
    "open": "@book{k, author={Holm, Ola}, title={Ranges}, date={2019/..}}",
    "about": "@book{k, author={Holm, Ola}, title={Ranges}, date={1850~}}",
    "decade": "@book{k, author={Holm, Ola}, title={Ranges}, date={185X}}",
    "season": "@book{k, author={Holm, Ola}, title={Ranges}, date={2001-21}}",
    "thesis": "@phdthesis{k, author={Jay, Jo}, title={Water}, school={Sull},"
    " year=1997}",
    "lesser": "@thesis{k, author={Jay, Jo}, title={Water}, type={mathesis},"
    " institution={Sull}, year=1996}",
    "report": "@techreport{k, author={Kay, Kim}, title={Sluices}, number={TR-7},"
    " type={Technical Report}, institution={Board}, year=1995}",
    "newspaper": "@article{k, author={Gray, Gus}, title={Tides}, journal={The Times},"
    " date={2003-02-14}, entrysubtype={newspaper}}",
    "monthly": "@article{k, author={Gray, Gus}, title={Tides}, journal={Water},"
    " date={2004-05}, pages={7}}",
    "volumes": "@mvbook{k, author={Ek, Bo}, title={Tides}, volumes={3}, year=2000}",
    "series": "@book{k, author={Ek, Bo and Ash, Cy}, title={Locks}, volume={2},"
    " series={Studies}, number={4}, year=2018}",
    "entry": "@inreference{k, author={Ude, Una}, title={Weir},"
    " booktitle={Encyclopedia of Water}, year=1979}",
    "undated": "@online{k, author={Low, Lu}, title={A Page}, urldate={2021-03-04},"
    " url={https://example.org/a}}",
    "forthcoming": "@book{k, author={Ek, Bo}, title={Tides}, pubstate={forthcoming}}",
    "quoted": "@article{k, author={Hay, Hal}, title={``Slack'' water}, journal={J},"
    " volume=1, year=2001}",
    "nameless": "@article{k, title={Unsigned}, journal={The Times}, year=1998}",
    "translated": "@book{k, author={Holm, Ola}, title={A \\\\ B}, year={2001},"
    " translator={Lee, Ann}}",
}
IN_AMERICAN = {
    "chapter": "Velde, Joost. 2011. “Clerks.” In The Lesser Offices, edited by Ann "
    "Marsh and Bo Ek, 88–121. Leiden: Kade.",
    "article": "Oduya, Sam, and Lise Brandt. 1998. “On Tonnage.” Maritime Accounts "
    "12 (3): 201–233.",
    "question": "Lee, Ann. 2003. “Why now?” J 1.",
    "others": "Lind, Eva, et al. 2019. Water.",
    "two-others": "Lind, Eva, Bo Ek, et al. 2019. Water.",
    "range": "Holm, Ola. 2021. Ranges.",
    "years": "Holm, Ola. 2019–2021. Ranges.",
    "open": "Holm, Ola. 2019–. Ranges.",
    "about": "Holm, Ola. 1850. Ranges.",
    "decade": "Holm, Ola. 1850s. Ranges.",
    "season": "Holm, Ola. 2001. Ranges.",
    "thesis": "Jay, Jo. 1997. “Water.” PhD diss., Sull.",
    "lesser": "Jay, Jo. 1996. “Water.” Master’s thesis, Sull.",
    "report": "Kay, Kim. 1995. Sluices. Technical Report TR-7. Board.",
    "newspaper": "Gray, Gus. 2003. “Tides.” The Times, February 14, 2003.",
    "monthly": "Gray, Gus. 2004. “Tides.” Water, May, 7.",
    "volumes": "Ek, Bo. 2000. Tides. 3 vols.",
    "series": "Ek, Bo, and Cy Ash. 2018. Locks. Vol. 2. Studies 4.",
    "entry": "Ude, Una. 1979. “Weir.” In Encyclopedia of Water.",
    "undated": "Low, Lu. n.d. “A Page.” Accessed March 4, 2021. https://example.org/a.",
    "forthcoming": "Ek, Bo. forthcoming. Tides.",
    "quoted": "Hay, Hal. 2001. “‘Slack’ water.” J 1.",
    "nameless": "“Unsigned.” 1998. The Times.",
    "translated": "Holm, Ola. 2001. A B. Translated by Ann Lee.",
}


def _citer(name: str, language: str) -> Citer:
    found = Diagnostics()
    citer = Citer(STYLE, read_bibtex(ENTRIES[name], "a.bib", found), language)
    assert not list(found)
    return citer


def _entry(name: str, language: str) -> str:
    citer = _citer(name, language)
    citer.cite_all()
    ((_, words),) = citer.bibliography()
    return plain_text(words)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_an_entry_of_the_bibliography_in_american_english(name: str) -> None:
    assert _entry(name, "en-US") == IN_AMERICAN[name]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en-GB", "Ek, Bo, and Cy Ash."),
        ("de", "Ek, Bo und Cy Ash."),
        ("fr", "Ek, Bo et Cy Ash."),
        ("es", "Ek, Bo y Cy Ash."),
        ("nl", "Ek, Bo en Cy Ash."),
        ("it", "Ek, Bo e Cy Ash."),
    ],
)
def test_a_comma_stands_before_and_in_english_alone(language: str, names: str) -> None:
    assert _entry("series", language).startswith(names)


def test_a_title_in_a_sentence_is_quoted_as_in_the_list() -> None:
    assert _citer("nameless", "en-US").author("k") == "“Unsigned”"
    assert _citer("nameless", "de").author("k") == "„Unsigned“"


def test_other_languages_keep_stops_behind_the_marks() -> None:
    assert _entry("chapter", "en-GB") == (
        "Velde, Joost. 2011. ‘Clerks’. In The Lesser Offices, edited by Ann Marsh and "
        "Bo Ek, 88–121. Leiden: Kade."
    )
    assert "„Clerks“. In The Lesser Offices, herausgegeben von" in _entry(
        "chapter", "de"
    )


@pytest.mark.parametrize(
    ("name", "language", "cited", "in_sentence"),
    [
        ("others", "en-US", "Lind et al. 2019", "Lind et al."),
        ("two-others", "en-GB", "Lind et al. 2019", "Lind et al."),
        ("others", "de", "Lind u.\u00a0a. 2019", "Lind u.\u00a0a."),
        ("range", "en-US", "Holm 2021", "Holm"),
        ("years", "fr", "Holm 2019–2021", "Holm"),
    ],
)
def test_a_citation(name: str, language: str, cited: str, in_sentence: str) -> None:
    citer = _citer(name, language)
    assert plain_text(citer.cite("k", None)) == cited
    assert citer.author("k") == in_sentence
    without = plain_text(citer.cite("k", None, without_author=True))
    assert without == cited.rpartition(" ")[2]


@pytest.mark.parametrize("language", known_languages())
def test_no_language_with_words_cites_in_english(language: str) -> None:
    """citeproc has no locale of some; theirs are the words of the language's file."""
    if language == "en":
        return
    assert not re.search(r"\band\b", _entry("article", language))
