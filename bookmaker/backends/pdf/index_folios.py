"""The folios of the index: equal ones once, a page within a range not named again.

What comes in: a chapter's markup, and the folios that its links print. What goes out:
the same markup, in which the places that are not to be shown say so by their class. It
is done again for each guess of the folios: a class says nothing for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from bookmaker.document.index_pages import PageRange, merge_locators

_PLACE, _MAIN, _REPEATED, _ONE_PAGE = "index-place", "main", "repeated", "one-page"
_SEPARATOR = ", "
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ARABIC_FROM = 100_000
"""Roman folios stand before all arabic ones."""


def merge_index_folios(root: ElementTree.Element, labels: Mapping[str, str]) -> None:
    """Mark the places of the index that others say already; `labels` by their ids."""
    for entry in root.iter("span"):
        if entry.get("data-index-entry") is not None:
            _merge_places(list(_places(entry)), labels)


def _places(entry: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for place in entry.iter("span"):
        if _PLACE in _classes(place):
            yield place


def _merge_places(places: list[ElementTree.Element], labels: Mapping[str, str]) -> None:
    ranges = []
    for number, place in enumerate(places):
        pages = [_page(link, labels) for link in place.iter("a")]
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
            place.text, separator = separator, _SEPARATOR


def _page(link: ElementTree.Element, labels: Mapping[str, str]) -> int | None:
    """The page that a link leads to, as a number that sorts; `None` if not known."""
    label = labels.get((link.get("href") or "").removeprefix("#"), "")
    if label.isdecimal():
        return _ARABIC_FROM + int(label)
    if not label or any(figure not in _ROMAN for figure in label):
        return None
    values = [_ROMAN[figure] for figure in label]
    following = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))


def _classes(node: ElementTree.Element) -> list[str]:
    return (node.get("class") or "").split()
