"""Vaults of Obsidian: plain folders whose notes link to each other by their names.

What comes in: a folder, or one note, and what is assumed of it. What goes out: its
conventions, if it is a vault: there is a folder `.obsidian`, or a note has a link, an
embed or a comment that only Obsidian reads (https://help.obsidian.md/syntax).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import OtherMarkdownFound
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan

FOLDER = ".obsidian"
OBSIDIAN = Conventions(
    program="Obsidian", is_lenient=True, has_wiki_links=True, has_captions=False
)
VAULT_WITH_BOOK = replace(OBSIDIAN, is_lenient=False, has_captions=True)
"""A vault with a `book.toml` of ours, in which a broken link is an error."""

_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(`{1,3})(?!`)[^\n]+?(?<!`)\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
_SIGN = re.compile(
    r"!?\[\[(?!(?:pagebreak|_?toc_?)\]\])[^\[\]\n]+\]\](?![(:\[])"
    r"|(?<![\d%\\])%%(?!%)(?:[^\n]*?\S%%|[ \t]*\n.*?^[^\n]*%%)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""What other programs write in double brackets too is no sign."""


def vault_conventions(
    door: ConfigDoor, notes: Iterable[str], diagnostics: Diagnostics
) -> Conventions:
    """Find whether a folder with these notes is a vault, and report it if it is."""
    marked = FOLDER if door.has(FOLDER) else None
    if marked is None:
        marked = next((note for note in notes if _is_of_vault(door, note)), None)
    if marked is None:
        return NATIVE
    place = None if marked == FOLDER else SourceSpan.of_file(marked)
    sign = f"its folder {FOLDER}" if place is None else f"the marks in {marked}"
    diagnostics.add(OtherMarkdownFound(sign, OBSIDIAN.program, span=place))
    return OBSIDIAN


def _is_of_vault(door: ConfigDoor, note: str) -> bool:
    try:
        text = door.read_text(note)
    except ManuscriptError:  # reported when it is read as a chapter
        return False
    if "[[" not in text and "%%" not in text:
        return False
    return _SIGN.search(without_code(text)) is not None


def without_code(text: str) -> str:
    """A text without its listings and its code among words."""
    return _CODE.sub("", text)
