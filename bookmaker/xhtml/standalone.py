"""A page of HTML that needs nothing else: no script runs, and nothing is loaded."""

from __future__ import annotations

from bookmaker.xhtml.serialize import Markup, element, escape, void

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WITH_IMAGES = f"{_POLICY}; img-src data:"


def standalone_page(
    title: str, sheet: str, body: Markup, *, has_images: bool = False
) -> bytes:
    """The page, in English and UTF-8; images, if it has any, stand in it as data."""
    policy = _WITH_IMAGES if has_images else _POLICY
    head = element(
        "head",
        {},
        void("meta", {"charset": "utf-8"}),
        void("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        void(
            "meta",
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        ),
        element("title", {}, escape(title)),
        element("style", {}, Markup(sheet)),
    )
    root = element("html", {"lang": "en"}, head, element("body", {}, body))
    return f"<!DOCTYPE html>\n{root}\n".encode()
