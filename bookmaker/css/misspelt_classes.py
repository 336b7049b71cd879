"""Classes that are nearly a known one: a slip that changes how a passage is set.

What comes in: the tree as it was read, and the style sheets of the author's. What goes
out: warnings. A class of the author's own is one that a sheet has rules for; any other
unknown class is left alone unless one slip of the finger makes a known one of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import filterfalse

from bookmaker.config.model import BookConfig
from bookmaker.config.nearest import count_slips, is_one_slip
from bookmaker.css.contract import AUTHORS, styled_classes
from bookmaker.css.own_sheets import OwnReader
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    MisspeltClass,
    MisspeltKey,
    TakenClass,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book
from bookmaker.document.classes import TAKEN, own_class
from bookmaker.document.nodes import AdmonitionKind, CodeBlock, Node
from bookmaker.document.walk import Attributed, find_nodes
from bookmaker.system.workspace import Workspace

READ_CLASSES: frozenset[str] = frozenset(
    {"epigraph", "verse", "aside", "list-table", "glossary", "term", "index"}
    | {"index-start", "index-end", "unnumbered", "smallcaps", "underline", "blank"}
    | {"content-visible", "content-hidden", "page", "turned", "subtitle"}
    | {prefix + kind.value for kind in AdmonitionKind for prefix in ("", "callout-")}
)
"""Classes that the program reads, besides those that its sheets style for authors."""

KNOWN_KEYS: frozenset[str] = frozenset(
    "align aligns alt attribution border caption cellpadding cellspacing cite class "
    "colspan credit delimiter description dir entry fig-align fig-alt fig-cap file "
    "filename hash header header-cols header-rows height hidelines href id include "
    "label lang layout layout-ncol layout-nrow level licence license lines link "
    "loading lst-cap lst-label name ncol numbered out-height out-width page path range "
    "rel role rowspan see see-also seealso short sort sort-key src start start-from "
    "startFrom style tbl-cap tbl-colwidths title type unless-format value when-format "
    "when-profile width fig-scap fig-pos fig-env fig-link fig-subcap fig-width "
    "fig-height fig-dpi fig-cap-location tbl-subcap code-line-numbers code-fold "
    "code-summary eval echo warning error output results layout-valign collapse icon "
    "appearance target color size".split()
)
"""Keys of attributes that the program or another one reads."""

_OTHER_WORDS = frozenset({"caption", "captions", "letters", "inscriptions"})
"""Words that are a letter away from a known class, and mean something else."""
_KNOWN = READ_CLASSES | AUTHORS
_SHORTEST = 4
"""Letters: one slip makes another word of almost any shorter one."""
_TWO_SLIPS = 9
"""Letters of a name from which on two slips leave no doubt."""


def report_misspelt_classes(
    book: Book, config: BookConfig, workspace: Workspace, diagnostics: Diagnostics
) -> None:
    """Report classes a slip away from a known one, and rules for what is not theirs."""
    _report_misspelt_keys(book, diagnostics)
    first_by_name: dict[str, Node] = {}
    odd: list[tuple[Node, str, str]] = []
    near_by_name: dict[str, str | None] = {}
    for node, name in _classes_of(book):
        if name not in near_by_name:
            first_by_name[name] = node
            near_by_name[name] = find_meant_class(name)
        near = near_by_name[name]
        if near is not None:
            odd.append((node, name, near))
    if not odd and TAKEN.isdisjoint(first_by_name):
        return
    own = set(_own_classes(config, workspace))
    for name in sorted(own & TAKEN & first_by_name.keys()):
        place = first_by_name[name].span
        diagnostics.add(TakenClass(name=name, own=own_class(name), span=place))
    for node, name, near in odd:
        if name not in own:
            diagnostics.add(MisspeltClass(name=name, nearest=near, span=node.span))


def _report_misspelt_keys(book: Book, diagnostics: Diagnostics) -> None:
    """Report `{widht=50%}`: a key that nothing reads, a slip away from one that is."""
    near_by_key: dict[str, str | None] = {}
    for node in find_nodes(book.divisions, Attributed):
        for key, _ in node.attributes.pairs:
            if key not in near_by_key:
                near_by_key[key] = find_meant_key(key)
            near = near_by_key[key]
            if near is not None:
                diagnostics.add(MisspeltKey(name=key, nearest=near, span=node.span))


def find_meant_key(name: str) -> str | None:
    """The known key that was meant by a name; `None` where the name is its own."""
    if name in KNOWN_KEYS:
        return None
    plain = name.casefold().replace("_", "-")
    if plain in KNOWN_KEYS:
        return plain
    if len(name) < _SHORTEST:
        return None
    return next((key for key in sorted(KNOWN_KEYS) if _is_slip(plain, key)), None)


def _classes_of(book: Book) -> Iterator[tuple[Node, str]]:
    """Each node of a book with each of its classes; code's are languages."""
    for node in find_nodes(book.divisions, Attributed):
        if not isinstance(node, CodeBlock):
            for name in node.attributes.classes:
                yield node, name


def find_meant_class(name: str) -> str | None:
    """The known class that was meant by a name; `None` where the name is its own."""
    if name in _KNOWN | _OTHER_WORDS or len(name) < _SHORTEST:
        return None
    plain = _plain(name)
    for known in sorted(_KNOWN):
        if plain == known or _is_slip(plain, known):
            return known
        if "ph" in known and _is_slip_by_ear(plain, known):
            return known
    return None


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("_", "-"))
    return "".join(filterfalse(unicodedata.combining, letters))


def _is_slip_by_ear(name: str, known: str) -> bool:
    """Whether a name is written as it sounds: `epigraf`, `epigrafe` of Italian."""
    heard, meant = name.replace("ph", "f"), known.replace("ph", "f")
    return heard == meant or _is_slip(heard, meant)


def _is_slip(name: str, known: str) -> bool:
    if name in (f"{known}s", f"{known}es") or known in (f"{name}s", f"{name}es"):
        return False  # a plural is a name of its own
    if len(known) < _SHORTEST or any(letter.isdecimal() for letter in name):
        return False
    if is_one_slip(name, known):
        return True
    is_long = min(len(name), len(known)) >= _TWO_SLIPS
    return is_long and abs(len(name) - len(known)) <= 2 >= count_slips(name, known)


def _own_classes(config: BookConfig, workspace: Workspace) -> Iterator[str]:
    """The classes that the author's sheets have rules for."""
    for edition, sheets in (
        ("print", _own_sheets(config.print.theme, config.print.sheet)),
        ("epub", _own_sheets(config.epub.theme, config.epub.sheet)),
    ):
        for sheet in sheets:
            try:
                rules = OwnReader(workspace, edition).rules(sheet)
            except ManuscriptError:
                continue  # reported where the edition is made
            yield from styled_classes("\n".join(rules))


def _own_sheets(theme: str | None, sheet: str | None) -> Iterable[str]:
    if theme is not None and theme.startswith("./"):
        yield f"{theme.removeprefix('./')}/theme.css"
    if sheet is not None:
        yield sheet
