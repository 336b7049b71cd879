"""The EPUB as a reading system shows it: its documents, in sandboxed frames.

What comes in: the bytes of an EPUB. What goes out: its files by their path in it, and
its documents with the reader's own wishes (size of type, face, colours) and a script of
ours that reports clicks. The frame has no origin, so it can read nothing of the
preview; scripts of the book do not run.
"""

from __future__ import annotations

import base64
import io
import mimetypes
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookmaker.preview.numbers import natural
from bookmaker.proof.edition_text import named_bodies

if TYPE_CHECKING:
    from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_COLOURS = {
    "day": ("#ffffff", "#111111", "light"),
    "sepia": ("#f5ecd9", "#3b2f20", "light"),
    "night": ("#121212", "#dddddd", "dark"),
}
_FACES = {"book": "", "serif": "Georgia, serif", "sans": "Arial, sans-serif"}
_SMALLEST, _LARGEST = 8, 48
"""Pixels of type."""
_URL = re.compile(rb"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """What a reader may choose in a reading system."""

    size: int = 18
    """Of type, in CSS pixels."""
    face: str = "book"
    colours: str = "day"

    @classmethod
    def parse(cls, written: str) -> ReaderSettings | None:
        """Read `18-serif-sepia`; `None` where it is anything else."""
        size, _, rest = written.partition("-")
        face, _, colours = rest.partition("-")
        pixels = natural(size)
        if pixels is None or face not in _FACES or colours not in _COLOURS:
            return None
        return cls(max(_SMALLEST, min(_LARGEST, pixels)), face, colours)

    def sheet(self) -> str:
        """The style sheet of the wishes."""
        ground, ink, scheme = _COLOURS[self.colours]
        face = f"font-family: {_FACES[self.face]} !important;" * bool(_FACES[self.face])
        return (
            f":root {{ font-size: {self.size}px; background: {ground}; color: {ink};"
            f" color-scheme: {scheme}; }}"
            f" body {{ margin: 1.2em; background: {ground}; color: {ink}; {face} }}"
            f" a {{ color: inherit; }} img {{ max-width: 100%; }}"
        )


class EpubView:
    """The files of an EPUB."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = frozenset(self._archive.namelist())
        bodies = dict(named_bodies(content))
        self.documents = tuple(bodies)
        """Their paths, in reading order."""
        self.titles = tuple(_title_of(body, name) for name, body in bodies.items())

    def file(self, name: str) -> tuple[bytes, str] | None:
        """A file and its media type; `None` where the EPUB has none of the name."""
        if name not in self._names or name.endswith("/"):
            return None
        content = self._archive.read(name)
        if name.endswith(".css"):
            content = _URL.sub(lambda url: self._inlined(url, name), content)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return content, "application/xhtml+xml" if name.endswith(".xhtml") else kind

    def document(
        self,
        name: str,
        look: ReaderSettings,
        *,
        script: str,
        nonce: str,
        only: str = "",
    ) -> bytes | None:
        """A document with the reader's wishes; with `only`, the element of that id.

        `script` is the address of our script, `nonce` what lets it run.
        """
        from lxml import etree

        if name not in self._names or not name.endswith(".xhtml"):
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        root = etree.fromstring(self._archive.read(name), parser)
        head, body = root.find(f"{_XHTML}head"), root.find(f"{_XHTML}body")
        if only:
            chosen = [one for one in body.iter() if one.get("id") == only]
            if not chosen:
                return None
            body[:] = chosen[:1]
            body.text = None
        etree.SubElement(head, f"{_XHTML}style").text = look.sheet()
        ours = etree.SubElement(head, f"{_XHTML}script", src=script, nonce=nonce)
        ours.text = ""
        ours.set("defer", "defer")
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))

    def _inlined(self, url: re.Match[bytes], sheet: str) -> bytes:
        """A font within its sheet: a frame without an origin may not ask for one."""
        target = url[1].decode("utf-8", "replace")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), target))
        if name not in self._names or not name.endswith((".otf", ".ttf", ".woff2")):
            return url[0]
        kind = mimetypes.guess_type(name)[0] or "font/otf"
        data = base64.b64encode(self._archive.read(name))
        return b"url(data:" + kind.encode() + b";base64," + data + b")"


def frame_policy(nonce: str) -> str:
    """The content security policy of a document: no script but ours, nothing from
    elsewhere, no origin."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "media-src 'self'",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-scripts",
        )
    )


def _title_of(body: etree._Element, name: str) -> str:
    for heading in body.iter(*(f"{_XHTML}h{level}" for level in range(1, 7))):
        words = " ".join("".join(heading.itertext()).split())
        if words:
            return words
    return posixpath.basename(name)
