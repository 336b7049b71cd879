"""Every place that can name a file, with every way to name one outside the folder.

Each pair is built twice, with the canaries outside and without them. Neither build may
open anything outside or call an address, no word or pixel of a canary may be in an
edition, and both say the same: nobody learns whether a file outside exists.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from bookmaker.system.workspace import Environment
from tests.attacks.manuscripts import SVG, WORD, canary_picture, canary_pixels
from tests.attacks.test_attacks import all_bytes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="links are POSIX's"),
]

HEAD = 'title = "Tides"\n'
LISTED = '[contents]\nfront = ["title-page"]\nbody = ["one.md"]\n'
CANARIES: Mapping[str, str | bytes] = {
    "txt": WORD,
    "md": f"# {WORD}\n\n{WORD}\n",
    "csv": f"A,B\n{WORD},{WORD}\n",
    "png": canary_picture(),
    "jpg": canary_picture(),
    "svg": SVG.format(f'<text id="a" y="20">{WORD}</text>'),
    "css": f'p::before {{ content: "{WORD}" }}',
    "bib": f"@book{{canary, title={{{WORD}}}, author={{A}}, year={{1900}}}}",
    "json": f'[{{"id": "canary", "type": "book", "title": "{WORD}"}}]',
    "csl": f"<style>{WORD}</style>",
    "ttf": b"\0\1\0\0" + WORD.encode(),
    "toml": f'rights = "{WORD}"\n',
}
WAYS = (
    "../outside/canary.{0}",
    "./../outside/canary.{0}",
    "deep/../../outside/canary.{0}",
    "..//outside//canary.{0}",
    ".././outside/./canary.{0}",
    "%2e%2e/outside/canary.{0}",
    "..%2foutside%2fcanary.{0}",
    "%252e%252e/outside/canary.{0}",
    "..\\outside\\canary.{0}",
    "．．/outside/canary.{0}",
    "..∕outside∕canary.{0}",
    "…/outside/canary.{0}",
    "{out}/canary.{0}",
    "/{out}/canary.{0}",
    "file://{out}/canary.{0}",
    "file:{out}/canary.{0}",
    "FILE://localhost{out}/canary.{0}",
    "book:///../outside/canary.{0}",
    "C:{out}/canary.{0}",
    "/proc/self/root{out}/canary.{0}",
    "/proc/self/cwd/outside/canary.{0}",
    "~/outside/canary.{0}",
    "../outside/canary.{0}?x=y",
    "../outside/canary.{0}#x",
    "../OUTSIDE/canary.{0}",
    "folder-link/canary.{0}",
    "deep/folder-link/canary.{0}",
    "deep/../folder-link/canary.{0}",
    "file-link.{0}",
    "FILE-link.{0}",
    "link-to-link.{0}",
    "link-from-the-root.{0}",
    "deep/link-up.{0}",
    "http://127.0.0.1:9/canary.{0}",
    "//127.0.0.1:9/canary.{0}",
)
IN_PRINT = (0, 5, 14, 27, 33)
"""The places of those that are tried where pages have to be laid out: one of each
sort. The long test tries all."""


def _chapter(text: str) -> dict[str, str]:
    return {"book.toml": HEAD + LISTED, "one.md": f"# One\n\nSee.\n\n{text}\n"}


def _option(table: str, line: str) -> dict[str, str]:
    listed = "" if table == "contents" else LISTED
    return {"book.toml": f"{HEAD}{listed}[{table}]\n{line}\n", "one.md": _CITING}


_CITING = "# One\n\nSee [@canary].\n"


def _toml(path: str) -> str:
    return '"' + path.replace("\\", "\\\\") + '"'


def _sheets(css: str) -> dict[str, str]:
    sheet = 'sheet = "own.css"\n'
    return {
        "book.toml": f"{HEAD}{LISTED}[print]\n{sheet}[epub]\n{sheet}",
        "one.md": "# One\n\nSee.\n",
        "own.css": css,
    }


def _theme(name: str, css: str) -> dict[str, str]:
    theme = 'theme = "./mine"\n'
    sheets = {"mine/theme.css": "", f"mine/{name}": css}
    head = f"{HEAD}{LISTED}[print]\n{theme}[epub]\n{theme}"
    return {"book.toml": head, "one.md": "# One\n\nSee.\n", **sheets}


def _drawing(inside: str) -> dict[str, str]:
    return {**_chapter("![A pier](a.svg)"), "a.svg": SVG.format(inside)}


def _escaped(path: str) -> str:
    return path.replace("&", "&amp;").replace('"', "&quot;")


@dataclass(frozen=True)
class Place:
    """Something that can name a file."""

    files: Callable[[str], dict[str, str]]
    suffix: str
    is_print: bool = False
    """Whether print alone would read it."""


PLACES: dict[str, Place] = {
    "a picture": Place(lambda way: _chapter(f"![A pier](<{way}>)"), "png"),
    "a drawing": Place(lambda way: _chapter(f"![A pier](<{way}>)"), "svg"),
    "a picture by reference": Place(
        lambda way: _chapter(f"![A pier][p]\n\n[p]: <{way}>"), "png"
    ),
    "a picture in HTML": Place(
        lambda way: _chapter(f'<img src="{_escaped(way)}" alt="A pier"/>'), "png"
    ),
    "a description": Place(
        lambda way: _chapter(f'![A pier](a.png){{description="{way}"}}'), "md"
    ),
    "an inclusion": Place(lambda way: _chapter(f"{{{{< include {way} >}}}}"), "md"),
    "mdBook's inclusion": Place(lambda way: _chapter(f"{{{{#include {way}}}}}"), "md"),
    "an inclusion of lines": Place(
        lambda way: _chapter(f"```\n{{{{#include {way}:1:2}}}}\n```"), "txt"
    ),
    "an inclusion by an anchor": Place(
        lambda way: _chapter(f"```\n{{{{#include {way}:eels}}}}\n```"), "txt"
    ),
    "an inclusion in a fence": Place(
        lambda way: _chapter(f"```\n{{{{< include {way} >}}}}\n```"), "txt"
    ),
    "code": Place(lambda way: _chapter(f'```{{.text include="{way}"}}\n```'), "txt"),
    "a table": Place(
        lambda way: _chapter(f'```{{.csv-table include="{way}"}}\n```'), "csv"
    ),
    "a chapter": Place(lambda way: _option("contents", f"body = [{_toml(way)}]"), "md"),
    "a part": Place(
        lambda way: _option(
            "contents",
            f'body = [{{ part = "P", file = {_toml(way)}, chapters = ["one.md"] }}]',
        ),
        "md",
    ),
    "a cover": Place(lambda way: _option("epub", f"cover = {_toml(way)}"), "jpg"),
    "a font": Place(
        lambda way: _option("typography", f"fonts = [{_toml(way)}]"), "ttf"
    ),
    "sources": Place(
        lambda way: _option("citations", f"files = [{_toml(way)}]"), "bib"
    ),
    "sources in JSON": Place(
        lambda way: _option("citations", f"files = [{_toml(way)}]"), "json"
    ),
    "a style of citation": Place(
        lambda way: {
            **_option("citations", f'files = ["s.bib"]\nstyle = {_toml(way)}'),
            "s.bib": "@book{canary, title={T}, author={A}, year={1900}}\n",
        },
        "csl",
    ),
    "a theme": Place(
        lambda way: _option(
            "epub", f"theme = {_toml('./' + way.removesuffix('/canary.css'))}"
        ),
        "css",
    ),
    "a sheet": Place(lambda way: _option("epub", f"sheet = {_toml(way)}"), "css"),
    "a sheet for print": Place(
        lambda way: _option("print", f"sheet = {_toml(way)}"), "css", is_print=True
    ),
    "an import in a sheet": Place(lambda way: _sheets(f"@import {_toml(way)};"), "css"),
    "an import in a theme": Place(
        lambda way: _theme("theme.css", f"@import {_toml(way)};"), "css"
    ),
    "an import in a theme's epub.css": Place(
        lambda way: _theme("epub.css", f"@import {_toml(way)};"), "css"
    ),
    "an import in a theme's print.css": Place(
        lambda way: _theme("print.css", f"@import {_toml(way)};"), "css", is_print=True
    ),
    "an address in a sheet": Place(
        lambda way: _sheets(f"p {{ background: url({_toml(way)}) }}"),
        "png",
        is_print=True,
    ),
    "a font in a sheet": Place(
        lambda way: _sheets(
            f"@font-face {{ font-family: X; src: url({_toml(way)}) }}"
            "p { font-family: X }"
        ),
        "ttf",
        is_print=True,
    ),
    "content in a sheet": Place(
        lambda way: _sheets(f"p::before {{ content: url({_toml(way)}) }}"),
        "svg",
        is_print=True,
    ),
    "a picture in a drawing": Place(
        lambda way: _drawing(f'<image href="{_escaped(way)}" width="9" height="9"/>'),
        "png",
        is_print=True,
    ),
    "a use in a drawing": Place(
        lambda way: _drawing(f'<use href="{_escaped(way)}#a"/>'), "svg", is_print=True
    ),
    "a fill in a drawing": Place(
        lambda way: _drawing(
            f'<rect width="9" height="9" fill="url({_escaped(way)}#a)"/>'
        ),
        "svg",
        is_print=True,
    ),
    "a sheet in a drawing": Place(
        lambda way: _drawing(f"<style>@import {_toml(way)};</style><g/>"),
        "css",
        is_print=True,
    ),
    "what is extended": Place(
        lambda way: {
            "book.toml": f"{HEAD}extends = {_toml(way)}\n{LISTED}",
            "one.md": _CITING,
        },
        "toml",
    ),
}


@dataclass
class Watch:
    """What the process opens and calls while it is on."""

    is_on: bool = False
    events: list[str] = field(default_factory=list)


WATCH = Watch()


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if WATCH.is_on and event in ("open", "socket.connect", "socket.getaddrinfo"):
        WATCH.events.append(f"{event} {arguments!r}")


@pytest.fixture(scope="module")
def watch() -> Watch:
    """The watch; Python lets no hook be removed, so there is one for the process."""
    if not WATCH.events:
        sys.addaudithook(_hook)
        WATCH.events.append("watching")
    return WATCH


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the faces of all these books are made once."""
    return tmp_path_factory.mktemp("faces")


def _write(root: Path, files: Mapping[str, str], suffix: str) -> None:
    """Write a manuscript with its links, in place of the one that was there."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "deep").mkdir(parents=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    outside = root.parent / "outside"
    for name, target in (
        ("folder-link", "../outside"),
        ("deep/folder-link", "../../outside"),
        (f"file-link.{suffix}", f"../outside/canary.{suffix}"),
        (f"link-to-link.{suffix}", f"file-link.{suffix}"),
        (f"link-from-the-root.{suffix}", str(outside / f"canary.{suffix}")),
        (f"deep/link-up.{suffix}", f"../../outside/canary.{suffix}"),
    ):
        (root / name).symlink_to(target)


def _canaries(outside: Path) -> None:
    outside.mkdir()
    for suffix, content in CANARIES.items():
        raw = content.encode() if isinstance(content, str) else content
        (outside / f"canary.{suffix}").write_bytes(raw)
    (outside / "theme.css").write_text(str(CANARIES["css"]), "utf-8")


def _said(
    root: Path, place: Place, watch: Watch, cache: Path, *, is_untrusted: bool = True
) -> list[str]:
    """Build and give all that was reported."""
    targets = {"epub": root.parent / "out" / "book.epub"}
    if place.is_print:
        targets["pdf"] = root.parent / "out" / "book.pdf"
    shutil.rmtree(root.parent / "out", ignore_errors=True)
    request = Request(
        manuscript=root,
        environment=Environment(cache_folder=cache),
        is_untrusted=is_untrusted,
        jobs=1,
        keeps_parts=False,
    )
    watch.is_on = True
    try:
        outcome = build(request, targets)
    finally:
        watch.is_on = False
    return sorted(
        f"{one.span} {one.code} {one.message()}" for one in outcome.diagnostics
    )


@pytest.mark.sampled(8)
@pytest.mark.parametrize("name", PLACES)
def test_no_way_leads_out_of_the_folder(
    name: str,
    tmp_path: Path,
    watch: Watch,
    faces: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_print = PLACES[name].is_print
    ways = [WAYS[at] for at in IN_PRINT] if is_print else WAYS
    _lead_nowhere(name, ways, tmp_path, watch, faces, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in PLACES if PLACES[name].is_print])
def test_no_way_of_all_leads_out_by_a_page(
    name: str,
    tmp_path: Path,
    watch: Watch,
    faces: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _lead_nowhere(name, WAYS, tmp_path, watch, faces, monkeypatch)


def _lead_nowhere(
    name: str,
    ways: Sequence[str],
    tmp_path: Path,
    watch: Watch,
    faces: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    place = PLACES[name]
    root, outside = tmp_path / "book", tmp_path / "outside"
    needles = (WORD.encode(), canary_pixels()[:96], canary_picture()[64:160])
    told: dict[str, list[str]] = {}
    for exists in (True, False):
        if exists:
            _canaries(outside)
        else:
            shutil.rmtree(outside)
        for way in ways:
            files = place.files(
                way.replace("{0}", place.suffix).replace("{out}", str(outside))
            )
            _write(root, files, place.suffix)
            watch.events.clear()
            watch.events.append("watching")
            said = _said(root, place, watch, faces)
            opened = [event for event in watch.events if str(outside) in event]
            called = [event for event in watch.events if event.startswith("socket")]
            assert opened == [], way
            assert [event for event in called if "127.0.0.1" in event] == [], way
            for content in all_bytes(tmp_path / "out"):
                assert [needle for needle in needles if needle in content] == [], way
            assert told.setdefault(way, said) == said, way


def test_the_watch_and_the_search_see_what_a_trusted_book_may_read(
    tmp_path: Path, watch: Watch, faces: Path
) -> None:
    place = PLACES["what is extended"]
    _canaries(tmp_path / "outside")
    _write(tmp_path / "book", place.files("../outside/canary.toml"), "toml")
    watch.events.clear()
    _said(tmp_path / "book", place, watch, faces, is_untrusted=False)
    assert [event for event in watch.events if str(tmp_path / "outside") in event]
    found = list(all_bytes(tmp_path / "out"))
    assert any(WORD.encode() in content for content in found)
