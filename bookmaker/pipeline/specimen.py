"""A specimen of a theme: eight pages that show what it does with a book.

What comes in: a theme's name. What goes out: the files of a small manuscript in it. Its
text is ours and stands beside the style sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bookmaker.css.locate import styles_folder, theme_descriptions
from bookmaker.pipeline.request import Outcome, Request
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment, temporary_folder

PAGES = 8
_CHAPTERS = ("opening", "matter", "reading")
_LAST_PARAGRAPH = "As @tbl-carried shows"
_WITHOUT_LAST_CHAPTER = frozenset(
    {"classic", "dyslexia-friendly", "large-print", "poetry"}
)
_SHORTENED = frozenset({"large-print"})
"""Themes whose eight pages hold less."""
_TRIMS: Mapping[str, str] = {
    "academic": "6in x 9in",
    "classic": "6in x 9in",
    "dyslexia-friendly": "7in x 10in",
    "large-print": "8.5in x 11in",
    "literary": "5.5in x 8.5in",
    "modern": "6in x 9in",
    "poetry": "5.5in x 8.5in",
    "technical": "7in x 10in",
}
"""Of each theme a trim that suits it."""
_BOOK = """\
title = "The Ferry at Half Tide"
subtitle = "A specimen of the theme {theme}"
authors = ["Nora Kell"]
language = "en-GB"
publisher = "bookmaker"
rights = "{description}"
modified = 2026-01-02

[contents]
front = ["title-page", "copyright"]
body = [{chapters}]

[numbering]
chapters = "none"

[print]
theme = "{theme}"
trim = "{trim}"
chapters-open = "any"
front-folios = "arabic"

[epub]
theme = "{theme}"
"""


def build_specimen(theme: str, target: Path, environment: Environment) -> Outcome:
    """Build a theme's specimen as a PDF.

    Raises `ToolError` where a library is missing, and `OSError` where there is no room
    for its manuscript.
    """
    with temporary_folder("bookmaker-specimen-") as folder:
        for name, content in specimen_files(theme).items():
            (folder / name).write_bytes(content)
        request = Request(manuscript=folder, environment=environment)
        return build(request, {"pdf": target})


def specimen_files(theme: str) -> dict[str, bytes]:
    """The manuscript of a theme's specimen, by path."""
    texts = styles_folder() / "specimen"
    last = -1 if theme in _WITHOUT_LAST_CHAPTER else None
    chapters = [f"{name}.md" for name in _CHAPTERS[:last]]
    book = _BOOK.format(
        theme=theme,
        description=theme_descriptions()[theme],
        trim=_TRIMS.get(theme, "6in x 9in"),
        chapters=", ".join(f'"{name}"' for name in chapters),
    )
    files = {name: _chapter(texts / name, theme) for name in chapters}
    drawings = {path.name: path.read_bytes() for path in texts.glob("*.svg")}
    return {"book.toml": book.encode(), **files, **drawings}


def _chapter(path: Path, theme: str) -> bytes:
    text = path.read_text("utf-8")
    if theme in _SHORTENED:
        text = text.partition(_LAST_PARAGRAPH)[0]
    return text.encode()
