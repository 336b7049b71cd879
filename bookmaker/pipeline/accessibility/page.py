"""An EPUB of one chapter as one page of HTML that needs nothing else.

What comes in: an EPUB of ours. What goes out: HTML with the sheet and the images in it.
The markup of our content documents reads alike as XML and as HTML.
"""

from __future__ import annotations

import base64
import io
import mimetypes
import posixpath
import re
import zipfile

from bookmaker.xhtml.serialize import Markup, element, escape, void

_BODY = re.compile(r"<body\b[^<>]*>(?P<inner>.*)</body>", re.DOTALL)
_SOURCE = re.compile(r'(?<=\ssrc=")(?P<path>[^":]+)(?=")')
_LINK = re.compile(r'(?<=\shref=")[^"#:]+(?=#)')
_TYPE = re.compile(r'\s(?:epub:type|xmlns:epub|xml:lang)="[^"]*"')
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5; }
img { max-width: 100%; height: auto; max-height: 30rem; }
td, th { vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; text-align: left; }
code { overflow-wrap: anywhere; }
"""


def render_page(epub: bytes, document: str, title: str) -> bytes:
    """The page of one content document, by its path in the EPUB, in UTF-8."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        text = archive.read(document).decode()
        folder = posixpath.dirname(document)
        found = _BODY.search(text)
        inner = found["inner"] if found is not None else ""
        inner = _TYPE.sub("", _LINK.sub("", inner))
        inner = _SOURCE.sub(lambda source: _embedded(archive, folder, source), inner)
        sheet = archive.read(f"{folder}/style.css").decode()
    head = element(
        "head",
        {},
        void("meta", {"charset": "utf-8"}),
        void("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        void(
            "meta",
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        ),
        element("title", {}, escape(title)),
        element("style", {}, Markup(sheet.replace("</", "<\\/") + _STYLE)),
    )
    body = element("body", {}, element("main", {}, Markup(inner)))
    root = element("html", {"lang": "en"}, head, body)
    return f"<!DOCTYPE html>\n{root}\n".encode()


def _embedded(archive: zipfile.ZipFile, folder: str, source: re.Match[str]) -> str:
    path = posixpath.normpath(posixpath.join(folder, source["path"]))
    try:
        content = archive.read(path)
    except KeyError:
        return source["path"]
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
