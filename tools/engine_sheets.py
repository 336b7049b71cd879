"""Show a book in reading engines, and paste what is seen into a sheet for each.

`python -m tools.engine_sheets ENGINES OUTPUT [--theme NAME]` opens the specimen of a
theme in foliate-js, epub.js and ReadiumCSS, in headless Chromium: title page, note,
verse, table, figure, mathematics and listing; on a phone, on paper and on a tablet; by
day, sepia and night; at 200 %; in another font. `ENGINES` is the `node_modules` of

    npm install foliate-js@1.0.1 epubjs@0.3.93 @readium/css@2.0.0-beta.24

OUTPUT gets `engine-NAME.png` for each. What cannot be read, as `readable.js` measures
it in the documents that the engine shows, is printed; the exit status is then 1. These
packages are in no lock, so no workflow runs it.
"""

from __future__ import annotations

import argparse
import contextlib
import http.server
import io
import json
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bookmaker.css.locate import theme_names
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.specimen import specimen_files
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment
from tests.support import reading_systems
from tests.support.browser import Page, opened
from tests.support.reading_systems import SCREENS, OpenedEpub, Reading, picture_of

_PAGES = Path(__file__).parent / "engines"
_READABLE = Path(reading_systems.__file__).with_name("readable.js")
ENGINES = ("foliate", "epubjs", "readium")
PHONE, PAPER, TABLET = SCREENS
READINGS = (
    Reading(PHONE),
    Reading(PHONE, "night"),
    Reading(PHONE, "sepia", 200),
    Reading(PAPER, has_foreign_font=True),
    Reading(TABLET, "night", 200),
)
SELECTORS = {
    "title page": ".title-page",
    "note": "a[role=doc-noteref]",
    "verse": ".verse",
    "table": "table",
    "figure": "figure img, figure svg",
    "mathematics": "math[display=block], math",
    "listing": "pre.listing",
}
_GROUNDS = {"day": "#ffffff", "sepia": "#fbf0d9", "night": "#000000"}
_INKS = {"day": "#121212", "sepia": "#3a2f1c", "night": "#d6d6d6"}
_WIDTH = 132
"""Pixels of a picture in the sheet."""
_COLOURS = 24
_PAUSE_S = 0.4


@dataclass(frozen=True, slots=True)
class Sight:
    """A construct as an engine shows it."""

    construct: str
    reading: Reading
    picture: bytes
    findings: tuple[str, ...]


class _Files(http.server.SimpleHTTPRequestHandler):
    """Serves the pages, the engines and the book, each from its own folder."""

    folders: dict[str, Path]

    def translate_path(self, path: str) -> str:
        plain = path.partition("?")[0]
        for start, folder in self.folders.items():
            if plain.startswith(start):
                return str(folder / plain.removeprefix(start)).rstrip("/")
        return str(_PAGES / plain.lstrip("/"))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(engines: Path, book: Path) -> Iterator[str]:
    """Serve what the pages need; the address has no slash at its end."""
    folders = {
        "/engines/": engines,
        "/book/": book / "open",
        "/book.epub": book / "book.epub",
    }
    handler = type("Files", (_Files,), {"folders": folders})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def build_book(theme: str, folder: Path) -> int:
    """Build the specimen as `book.epub` and unpack it; return its documents' number."""
    manuscript = folder / "specimen"
    manuscript.mkdir()
    for name, content in specimen_files(theme).items():
        (manuscript / name).write_bytes(content)
    target = folder / "book.epub"
    build(Request(manuscript=manuscript, environment=Environment()), {"epub": target})
    opened_epub = OpenedEpub(target, folder / "open")
    paths = [path.relative_to(folder / "open") for path in opened_epub.documents]
    spine = json.dumps([path.as_posix() for path in paths])
    (folder / "open" / "spine.json").write_text(spine, "utf-8")
    return len(paths)


def _wanted(reading: Reading) -> dict[str, Any]:
    """What the pages ask of their engine for a way of reading."""
    ground, ink = _GROUNDS[reading.paper], _INKS[reading.paper]
    font = "'DejaVu Serif', serif"
    readium = {
        "--USER__backgroundColor": ground,
        "--USER__textColor": ink,
        "--USER__fontSize": f"{reading.percent}%",
        "--RS__pageGutter": "20px",
        **({"--USER__fontFamily": font} if reading.has_foreign_font else {}),
    }
    return {"ground": ground, "sheet": reading.rules, "readium": readium}


def sights_of(page: Page, engine: str, address: str, count: int) -> Iterator[Sight]:
    """Open the book in an engine and yield all that is looked at."""
    for reading in READINGS:
        _set_screen(page, reading)
        page.command("Page.navigate", url=f"{address}/{engine}.html?{reading.name}")
        page.wait_for("window.engine !== undefined")
        page.ask("engine.open()")
        page.ask(f"engine.read({json.dumps(_wanted(reading))})")
        for construct, selector in SELECTORS.items():
            call = "note" if construct == "note" else "show"
            query = json.dumps(selector)
            is_found = any(
                page.ask(f"engine.{call}({section}, {query})")
                for section in range(count)
            )
            assert is_found, f"{engine} shows no {construct}"
            page.ask(f"new Promise(done => setTimeout(done, {_PAUSE_S * 1000}))")
            yield Sight(construct, reading, picture_of(page), _findings(page))


def _set_screen(page: Page, reading: Reading) -> None:
    screen = reading.screen
    page.command(
        "Emulation.setDeviceMetricsOverride",
        width=screen.width,
        height=screen.height,
        deviceScaleFactor=1,
        mobile=False,
    )
    scheme = "dark" if reading.paper == "night" else "light"
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.command("Emulation.setEmulatedMedia", features=[feature])


def _findings(page: Page) -> tuple[str, ...]:
    """What cannot be read; pages beside the shown one are outside, and not counted."""
    body = _READABLE.read_text("utf-8")
    measures = json.dumps("return " + body[body.index("(() =>") :])
    found = page.ask(
        "engine.documents().flatMap(document => new Function('document',"
        f" 'getComputedStyle', {measures})(document,"
        " one => document.defaultView.getComputedStyle(one)))"
    )
    return tuple(
        f"{one['kind']} {one['figure']:.2f}: {one['what']}"
        for one in found
        if one["kind"] not in {"outside", "sideways"}
    )


def paste(sights: Sequence[Sight]) -> bytes:
    """A row for each way of reading, a column for each construct; a PNG."""
    columns = len(SELECTORS)
    rows = [sights[at : at + columns] for at in range(0, len(sights), columns)]
    pictures = [[_small(one.picture) for one in row] for row in rows]
    height = sum(row[0].height + 4 for row in pictures)
    sheet = Image.new("RGB", (columns * (_WIDTH + 4), height), "#808080")
    top = 2
    for row in pictures:
        for number, picture in enumerate(row):
            sheet.paste(picture, (2 + number * (_WIDTH + 4), top))
        top += row[0].height + 4
    written = io.BytesIO()
    sheet.quantize(_COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _write_all(sights: Sequence[Sight], folder: Path, engine: str) -> None:
    """Write each picture whole: `foliate-1-note.png`, readings counted from 0."""
    for one in sights:
        name = f"{engine}-{READINGS.index(one.reading)}-{one.construct}.png"
        (folder / name).write_bytes(one.picture)


def _small(picture: bytes) -> Image.Image:
    full = Image.open(io.BytesIO(picture)).convert("RGB")
    height = round(full.height * _WIDTH / full.width)
    return full.resize((_WIDTH, height), Image.Resampling.LANCZOS)


def main(arguments: Sequence[str]) -> int:
    """Make the sheets; 1 where something cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tools.engine_sheets")
    parser.add_argument("engines", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--theme", choices=theme_names(), default="technical")
    parser.add_argument("--only", choices=ENGINES)
    parser.add_argument("--large", type=Path, help="a folder for the whole pictures")
    asked = parser.parse_args(arguments)
    problems: set[str] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = build_book(asked.theme, folder)
        with served(asked.engines, folder) as address, opened("about:blank") as page:
            for engine in (asked.only,) if asked.only else ENGINES:
                sights = list(sights_of(page, engine, address, count))
                target = asked.output / f"engine-{engine}.png"
                target.write_bytes(paste(sights))
                if asked.large is not None:
                    _write_all(sights, asked.large, engine)
                problems |= {
                    f"{engine}, {one.construct}, {one.reading.name}: {finding}"
                    for one in sights
                    for finding in one.findings
                }
    sys.stdout.write("".join(f"{problem}\n" for problem in sorted(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
