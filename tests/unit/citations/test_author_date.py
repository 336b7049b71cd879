"""Author and date as the Chicago manual prints them (17th edition, chapter 15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker import citations
from bookmaker.citations.bibtex import read_bibtex
from bookmaker.citations.citeproc_adapter import Citer
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.text import plain_text

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
