"""Addresses of the web have two slashes, whatever the author wrote."""

from __future__ import annotations

import pytest

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Link, Paragraph, Text
from bookmaker.document.walk import find_nodes
from bookmaker.transforms.complete_addresses import complete_addresses


def completed(book: Book) -> Book:
    config = BookConfig(name="t", metadata=book.metadata)
    return complete_addresses(book, config, Diagnostics())


def book_of(target: str) -> Book:
    words = (Paragraph((Link((Text("x"),), target),)),)
    division = Division(DivisionKind.CHAPTER, (), words)
    return Book(Metadata("T"), body=(division,))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("http:example.org/x", "http://example.org/x"),
        ("HTTPS:/example.org", "HTTPS://example.org"),
        ("http:///example.org", "http://example.org"),
        ("https:\\\\example.org\\x", "https://example.org\\x"),
        ("https:%5C%5Cexample.org", "https://example.org"),
        ("ftp:example.org", "ftp://example.org"),
    ],
)
def test_an_address_has_two_slashes(written: str, whole: str) -> None:
    book = completed(book_of(written))
    (link,) = find_nodes(book.divisions, Link)
    assert isinstance(link, Link)
    assert link.target == whole
    assert completed(book) == book


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a//b", "mailto:ada@example.org", "#here", "http:", "//x.org"],
)
def test_what_is_whole_or_no_address_of_the_web_stays(target: str) -> None:
    book = book_of(target)
    assert completed(book) == book


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("https://a.b/x]", "https://a.b/x%5D"),
        ("http://[::1]/a[b]?c=d|e#f^", "http://[::1]/a%5Bb%5D?c=d%7Ce#f%5E"),
        ("https://a.b/%5D", "https://a.b/%5D"),
        ("a[b].md", "a[b].md"),
        ("mailto:ada@[home", "mailto:ada@%5Bhome"),
        ("tel:{12}", "tel:%7B12%7D"),
        ("gopher://[::1]/a", "gopher://[::1]/a"),
    ],
)
def test_what_no_address_may_have_is_written_as_a_code(given: str, made: str) -> None:
    book = completed(book_of(given))
    (found,) = find_nodes(book.divisions, Link)
    assert isinstance(found, Link)
    assert found.target == made
    assert completed(book) == book
