"""The folios of the index: equal ones once, a page within a range not named again.

What comes in: a chapter's markup, and the folios that its links print. What goes out:
the same markup, in which the places that are not to be shown say so by their class. It
is done again for each guess of the folios: a class says nothing for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from bookmaker.document.folios import Folios, front_letters
from bookmaker.document.index_pages import PageRange, merge_locators
from bookmaker.languages.marks import marks_of

_PLACE, _MAIN, _REPEATED, _ONE_PAGE = "index-place", "main", "repeated", "one-page"


def merge_index_folios(root: ElementTree.Element, labels: Mapping[str, str]) -> None:
    """Mark the places of the index that others say already; `labels` by their ids."""
    entries = [e for e in root.iter("span") if e.get("data-index-entry") is not None]
    if not entries:
        return
    language = root.get("lang", "")
    folios = Folios(letters=front_letters(language))
    ranks = {name: folios.rank(label) for name, label in labels.items()}
    separator = f"{marks_of(language).comma} "
    for entry in entries:
        _merge_places(list(_places(entry)), ranks, separator)


def _places(entry: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for place in entry.iter("span"):
        if _PLACE in _classes(place):
            yield place


def _merge_places(
    places: list[ElementTree.Element], ranks: Mapping[str, int | None], comma: str
) -> None:
    ranges = []
    for number, place in enumerate(places):
        pages = [_rank(link, ranks) for link in place.iter("a")]
        is_main = place.get("data-main") is not None
        first, last = pages[0], pages[-1]
        if first is None or last is None:
            return
        ranges.append(PageRange(first, max(first, last), is_main, number, number))
    separator = ""  # the first that is shown has none before it
    kept = {found.first_locator: found for found in merge_locators(ranges)}
    for number, place in enumerate(places):
        found = kept.get(number)
        shown = {
            _MAIN: found is not None and found.is_main,
            _REPEATED: found is None,
            _ONE_PAGE: found is not None and found.first == found.last,
        }
        names = (_PLACE, *(name for name, applies in shown.items() if applies))
        place.set("class", " ".join(names))
        if found is not None:
            place.text, separator = separator, comma


def _rank(link: ElementTree.Element, ranks: Mapping[str, int | None]) -> int | None:
    """The page that a link leads to, as a number that sorts; `None` if not known."""
    return ranks.get((link.get("href") or "").removeprefix("#"))


def _classes(node: ElementTree.Element) -> list[str]:
    return (node.get("class") or "").split()
