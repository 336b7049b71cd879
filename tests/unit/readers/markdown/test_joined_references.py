"""References behind letters that are written together with the word behind them."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Citation, CrossReference
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import read_markdown


@pytest.mark.parametrize("before", ["ב", "ו", "وكـ", "ك", "(", " "])
def test_a_reference_may_follow_a_hebrew_or_arabic_letter(before: str) -> None:
    found = read_markdown(f"x {before}@fig-arch y\n", "a.md", Diagnostics())
    targets = [r.target for r in find_nodes(found.blocks, CrossReference)]
    assert targets == ["#fig-arch"]


@pytest.mark.parametrize("before", ["ב", "و"])
def test_so_may_a_citation(before: str) -> None:
    found = read_markdown(f"x {before}@kamal y\n", "a.md", Diagnostics())
    cited = [c.sources[0].key for c in find_nodes(found.blocks, Citation)]
    assert cited == ["kamal"]


@pytest.mark.parametrize("address", ["me@fig-tree.org", "é@fig-tree", "1@fig-tree"])
def test_addresses_are_none(address: str) -> None:
    found = read_markdown(f"x {address} y\n", "a.md", Diagnostics())
    assert not list(find_nodes(found.blocks, CrossReference, Citation))


@pytest.mark.parametrize("locator", ["p. 15", "ص. 15", "ص 15", "עמ' 15", "עמ׳ 15"])
def test_pages_are_pages_in_these_languages(locator: str) -> None:
    found = read_markdown(f"x [@kamal, {locator}] y\n", "a.md", Diagnostics())
    (citation,) = find_nodes(found.blocks, Citation)
    assert (citation.sources[0].label, citation.sources[0].locator) == ("page", "15")
