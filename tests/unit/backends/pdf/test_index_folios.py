"""Places of the index that print the same page are shown once."""

from __future__ import annotations

from xml.etree import ElementTree

from bookmaker.backends.pdf.index_folios import merge_index_folios


def _merged(*places: str, **labels: str) -> list[str]:
    """What is left of the classes of places: `a`, `a-b`, `a!` for a definition."""
    spans = []
    for place in places:
        first, _, last = place.rstrip("!").partition("-")
        main = ' data-main=""' if place.endswith("!") else ""
        end = f'<span class="index-to"><a href="#{last}"/></span>' if last else ""
        spans.append(
            f'<span class="index-place"{main}><a href="#{first}"/>{end}</span>'
        )
    root = ElementTree.fromstring(
        f'<p><span data-index-entry="x">{"".join(spans)}</span></p>'
    )
    merge_index_folios(root, {"a": "9"})  # a guess that is not the last
    merge_index_folios(root, labels)
    found = (n for n in root.iter("span") if "index-place" in (n.get("class") or ""))
    return [(n.get("class") or "").removeprefix("index-place").strip() for n in found]


def test_an_equal_page_is_shown_once() -> None:
    assert _merged("a", "b", "c", a="4", b="4", c="5") == [
        "one-page",
        "repeated",
        "one-page",
    ]


def test_roman_pages_stand_before_arabic_ones() -> None:
    assert _merged("a", "b", a="iv", b="4") == ["one-page", "one-page"]


def test_a_page_within_a_range_is_not_named_again() -> None:
    assert _merged("a-b", "c", a="xix", b="xxi", c="xx") == ["", "repeated"]


def test_a_range_that_stays_on_a_page_is_a_page() -> None:
    assert _merged("a-b", a="4", b="4") == ["one-page"]


def test_the_page_of_a_definition_stands_out_wherever_it_comes() -> None:
    assert _merged("a", "b!", a="4", b="4") == ["repeated", "main one-page"]


def test_nothing_is_hidden_before_the_pages_are_known() -> None:
    assert _merged("a", "b") == ["", ""]


def test_the_first_that_is_shown_has_no_comma_before_it() -> None:
    root = ElementTree.fromstring(
        '<p data-index-entry="x"><span data-index-entry="x">'
        '<span class="index-place"><a href="#a"/></span>'
        '<span class="index-place">, <a href="#b"/><a href="#c"/></span>'
        "</span></p>"
    )
    merge_index_folios(root, {"a": "4", "b": "4", "c": "7"})
    shown = [n for n in root.iter("span") if n.get("class") == "index-place"]
    assert [n.text for n in shown] == [""]


def test_an_arabic_index_has_its_letters_digits_and_commas() -> None:
    root = ElementTree.fromstring(
        '<html lang="ar"><span data-index-entry="x">'
        + "".join(
            f'<span class="index-place"><a href="#{name}"/></span>' for name in "abcd"
        )
        + "</span></html>"
    )
    merge_index_folios(root, {"a": "ي", "b": "ك", "c": "ك", "d": "١٢"})
    places = [place for place in root.iter("span") if place.get("class")]
    assert ["repeated" in (place.get("class") or "") for place in places] == [
        False,
        False,
        True,
        False,
    ]
    assert [place.text or "" for place in places] == ["", "، ", "", "، "]
