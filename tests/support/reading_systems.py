"""An EPUB as reading systems show it: their usual overrides, in headless Chromium.

Each document is opened as it is in the file, and gets what a reading system adds to it:
the reader's size, font and colours. What can then be measured is: contrast of letters,
text that leaves its box or the screen, sideways scrolling. Colours and alignments are
those that the readers' own style sheets set: ReadiumCSS 2 (night mode inherits every
colour), foliate-js 1.0 (paragraphs are justified), epub.js 0.3 (`body` has a theme).
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

from tests.support.browser import Page

_CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen, in CSS pixels."""

    name: str
    width: int
    height: int


SCREENS = (
    Screen("phone", 360, 640),
    Screen("e-ink", 600, 800),
    Screen("tablet", 820, 1180),
)

_PAPERS: Mapping[str, str] = {
    "day": "html, body { background: #ffffff; color: #121212 }",
    "sepia": "html, body { background: #fbf0d9 !important; color: #3a2f1c !important }",
    "night": "html, body { background: #000000 !important; color: #d6d6d6 !important }",
}
_NIGHT = frozenset({"night", "night of all"})
_ALL_INHERIT = (
    "html, body { background: #121212 !important; color: #e0e0e0 !important }"
    " body *:not(a) { background-color: transparent !important;"
    " color: inherit !important; border-color: currentcolor !important }"
    " body a { color: #63caff !important }"
)
"""A reading system that takes every colour away, as ReadiumCSS does at night."""
PAPERS = (*_PAPERS, "night of all")

_FOREIGN = (
    "body, body * { font-family: 'DejaVu Serif', 'DejaVu Sans', serif !important }"
)
_JUSTIFIED = "p, li, blockquote, dd { text-align: justify; line-height: 1.5 }"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader reads."""

    screen: Screen
    paper: str = "day"
    percent: int = 100
    has_foreign_font: bool = False

    @property
    def rules(self) -> str:
        """What the reading system adds to the book's own sheet."""
        rules = [
            _PAPERS.get(self.paper, _ALL_INHERIT),
            f"html {{ font-size: {self.percent}% !important }}",
            "body { margin: 0; padding: 0 20px }",
            _JUSTIFIED,
        ]
        if self.has_foreign_font:
            rules.append(_FOREIGN)
        return "\n".join(rules)

    @property
    def name(self) -> str:
        """For a test's message: `phone, night, 200 %, foreign font`."""
        font = ", foreign font" if self.has_foreign_font else ""
        return f"{self.screen.name}, {self.paper}, {self.percent} %{font}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader could not read."""

    kind: str
    """`contrast`, `small`, `clipped`, `outside`, `sideways`, `justified` or `clear`."""
    what: str
    figure: float


class OpenedEpub:
    """An EPUB whose files are unpacked in a folder."""

    def __init__(self, epub: Path, folder: Path) -> None:
        with zipfile.ZipFile(epub) as archive:
            archive.extractall(folder)
        container = ET.parse(folder / _CONTAINER)
        (root,) = container.findall(".//{*}rootfile")
        package = PurePosixPath(root.attrib["full-path"])
        tree = ET.parse(folder / package)
        file_by_id = {
            item.attrib["id"]: item.attrib["href"] for item in tree.iter(f"{_OPF}item")
        }
        self.documents = [
            folder / package.parent / file_by_id[item.attrib["idref"]]
            for item in tree.iter(f"{_OPF}itemref")
        ]
        """In reading order."""


def findings_of(
    page: Page, document: Path, readings: Iterator[Reading]
) -> Iterator[tuple[Reading, Finding]]:
    """Open a document and yield what could not be read, for each way of reading."""
    show(page, document)
    for reading in readings:
        read_as(page, reading)
        for found in page.ask(_MEASURES):
            yield reading, Finding(found["kind"], found["what"], found["figure"])


def show(page: Page, document: Path) -> None:
    """Open a document of the EPUB and wait for it."""
    address = document.as_uri()
    page.command("Page.navigate", url=address)
    page.wait_for(
        f"location.href === {json.dumps(address)} && document.readyState === 'complete'"
    )


def read_as(page: Page, reading: Reading) -> None:
    """Set the screen, the paper, the size and the font."""
    screen = reading.screen
    page.command(
        "Emulation.setDeviceMetricsOverride",
        width=screen.width,
        height=screen.height,
        deviceScaleFactor=1,
        mobile=False,
    )
    scheme = "dark" if reading.paper in _NIGHT else "light"
    page.command(
        "Emulation.setEmulatedMedia",
        features=[{"name": "prefers-color-scheme", "value": scheme}],
    )
    page.ask(f"({_OVERRIDE})({json.dumps(reading.rules)})")


def picture_of(page: Page) -> bytes:
    """What is on the screen, as PNG."""
    shot: dict[str, Any] = page.command("Page.captureScreenshot", format="png")
    return base64.b64decode(shot["data"])


_OVERRIDE = """rules => {
  let sheet = document.getElementById('reading-system');
  if (sheet === null) {
    const made = 'http://www.w3.org/1999/xhtml';
    sheet = document.createElementNS(made, 'style');
    sheet.id = 'reading-system';
    document.head.appendChild(sheet);
  }
  sheet.textContent = rules;
  return document.fonts.ready.then(() => true);
}"""

_MEASURES = (Path(__file__).parent / "readable.js").read_text("utf-8")
