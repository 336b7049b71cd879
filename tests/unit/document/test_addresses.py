"""Addresses that nothing can open are found, and no others."""

from __future__ import annotations

import pytest

from bookmaker.document.addresses import why_unusable


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http:", "nothing is between"),
        ("foo:", "nothing is between"),
        ("project:#ford", "nothing is between"),
        ("http://", "no host"),
        ("https://?tide=low", "no host"),
        ("http://user@:80/", "no host"),
        ("http://a b/x", "“a b” can’t be a host"),
        ("http://a..org/", "“a..org” can’t be a host"),
        ("ftp://.org", "“.org” can’t be a host"),
        ("//a..org/x", None),
        ("http://{host}/x", "can’t be a host"),
        ("http://xn--a.org/", "can’t be a host"),
        (f"http://{'a' * 64}.org/", "can’t be a host"),
        ("http://[bad", "IPv6"),
        ("http://[::g]/", "IPv6"),
        ("http://localhost:PORT/", "its port"),
        ("http://a.org:99999/", "its port"),
        ("C:/books/x.pdf", "one computer"),
        ("c:\\books", "one computer"),
        ("obsidian://open?vault=Tides", "“obsidian:”"),
        ("Zotero://select/1", "“zotero:”"),
        ("inv:low", "“inv:”"),
        ("doi:10.1000/1(2)", "“doi:”"),
        ("geo:1,2", "“geo:”"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(
    address: str, reason: str | None
) -> None:
    said = why_unusable(address)
    assert (said is None) if reason is None else reason in (said or "")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/",
        "http://ä.org/ü",
        "http://a_b.org/",
        "http://-a.org",
        "http://a.org./",
        "http://a.org:/x",
        "http://%41.org",
        "http://localhost:8000/x?y#z",
        "http://[::1]:80/",
        "http://user:word@a.org/",
        "http:a.org/x",
        "http:///a.org",
        "https://xn--bcher-kva.example/",
        "https://en.wikipedia.org/wiki/Weir_(dam)",
        "http://☃.net/",
        "mailto:a@b.org",
        "tel:+4712",
        "urn:isbn:123",
        "NEWS:comp.text",
        "xmpp:a@b.org",
    ],
)
def test_addresses_that_can_be_opened_are_left_alone(address: str) -> None:
    assert why_unusable(address) is None
