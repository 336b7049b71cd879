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

from bookmaker.xhtml.serialize import Markup, element
from bookmaker.xhtml.standalone import standalone_page

_BODY = re.compile(r"<body\b[^<>]*>(?P<inner>.*)</body>", re.DOTALL)
_SOURCE = re.compile(r'(?<=\ssrc=")(?P<path>[^":]+)(?=")')
_LINK = re.compile(r'(?<=\shref=")[^"#:]+(?=#)')
_TYPE = re.compile(r'\s(?:epub:type|xmlns:epub|xml:lang)="[^"]*"')
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
    main = element("main", {}, Markup(inner))
    style = sheet.replace("</", "<\\/") + _STYLE
    return standalone_page(title, style, main, has_images=True)


def _embedded(archive: zipfile.ZipFile, folder: str, source: re.Match[str]) -> str:
    path = posixpath.normpath(posixpath.join(folder, source["path"]))
    try:
        content = archive.read(path)
    except KeyError:
        return source["path"]
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
