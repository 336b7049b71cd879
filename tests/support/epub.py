"""Look into an EPUB, and make small ones from trees."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

from bookmaker.backends.epub import EpubBackend
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig, EpubConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_EPUB
from tests.support.specimen import OVERLAY, specimen_book

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "html": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
FOLDER = "EPUB/"


class Epub:
    """The parts of a packed EPUB."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            self.entries = container.infolist()
            self._content = {e.filename: container.read(e) for e in self.entries}

    @property
    def names(self) -> list[str]:
        """The files beside the package document, and it, in the order packed."""
        names = (entry.filename for entry in self.entries)
        return [n.removeprefix(FOLDER) for n in names if n.startswith(FOLDER)]

    def read(self, name: str) -> bytes:
        """The content of a file beside the package document."""
        return self._content[FOLDER + name]

    def parse(self, name: str) -> etree._Element:
        """The tree of an XML file beside the package document."""
        return etree.fromstring(self.read(name))

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return self.parse("content.opf")

    @property
    def reading_order(self) -> list[str]:
        """The content documents as they are read."""
        item_by_id = {
            item.get("id"): item.get("href")
            for item in self.package.iterfind(".//opf:item", NAMES)
        }
        references = self.package.iterfind(".//opf:itemref", NAMES)
        return [item_by_id[reference.get("idref")] for reference in references]

    def properties(self, name: str) -> str | None:
        """What the manifest says of a file."""
        found: list[str] = self.package.xpath(
            "//opf:item[@href=$name]/@properties", namespaces=NAMES, name=name
        )
        return found[0] if found else None

    def metas(self, name: str) -> list[str]:
        """The values of a property in the package document."""
        found = self.package.xpath(
            "//opf:meta[@property=$name]/text()", namespaces=NAMES, name=name
        )
        return [str(value) for value in found]

    def terms(self, name: str) -> list[str]:
        """The values of a term of Dublin Core."""
        found = self.package.iterfind(f".//dc:{name}", NAMES)
        return [str(term.text) for term in found]

    def links(self, name: str) -> Iterator[str]:
        """The addresses that a document leads to."""
        for link in self.parse(name).iterfind(".//html:a[@href]", NAMES):
            yield str(link.get("href"))

    def text(self, name: str) -> str:
        """The words of a document's body."""
        body = self.parse(name).find("html:body", NAMES)
        return "" if body is None else "".join(body.itertext())


def workspace_of(**files: bytes) -> Workspace:
    """A workspace that holds these files and no others; `__` stands for a slash."""
    nowhere = Path("/nonexistent")
    overlay = {name.replace("__", "/"): content for name, content in files.items()}
    return Workspace(nowhere, overlay={_dotted(n): c for n, c in overlay.items()})


def _dotted(name: str) -> str:
    stem, _, suffix = name.rpartition("_")
    return f"{stem}.{suffix}"


def make_epub(
    book: Book,
    *,
    config: BookConfig | None = None,
    workspace: Workspace | None = None,
    diagnostics: Diagnostics | None = None,
) -> Epub:
    """Make an EPUB of a finished tree and open it."""
    found = Diagnostics() if diagnostics is None else diagnostics
    return Epub(render_epub(book, config, workspace, found).content)


def render_epub(
    book: Book,
    config: BookConfig | None = None,
    workspace: Workspace | None = None,
    diagnostics: Diagnostics | None = None,
) -> Artifact:
    """Make an EPUB of a finished tree."""
    return EpubBackend().render(
        book,
        config or BookConfig(name="test", metadata=book.metadata),
        workspace or workspace_of(),
        Diagnostics() if diagnostics is None else diagnostics,
        BuildServices(),
    )


def make_specimen(theme: str = "literary") -> Artifact:
    """The EPUB of the book in which every construct stands once."""
    book = specimen_book()
    config = BookConfig(
        name="specimen", metadata=book.metadata, epub=EpubConfig(theme=theme)
    )
    diagnostics = Diagnostics()
    for transform in (*COMMON, *FOR_EPUB):
        book = transform(book, config, diagnostics)
    workspace = Workspace(Path("/nonexistent"), overlay=OVERLAY)
    return EpubBackend().render(book, config, workspace, diagnostics, BuildServices())
