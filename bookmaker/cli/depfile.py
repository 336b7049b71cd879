"""A make rule: which files an edition was made from (GNU make's manual, 4.14).

A name in a manuscript may be anybody's, and make has no quotes: `;` begins a command,
`=` sets a variable, `|`, `&`, `*` and more have a meaning too. Only a name of which
each sign is known to be safe is written, in make and in the shell that a recipe hands
names to; any other is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bookmaker.system.workspace import near

_AS_THEY_ARE = frozenset("_-+.,/@^~!{}'\"")
_ESCAPED = frozenset(" #:")
"""Written behind a backslash (GNU make 4.3 and ninja 1.11, seen)."""
_HOME = "~"
_DIRECTIVES = frozenset(
    "define endef undefine ifdef ifndef ifeq ifneq else endif include sinclude load"
    " override export unexport private vpath".split()
)
"""Words that make understands as the first of a line, or behind a target."""


@dataclass(frozen=True, slots=True)
class Depfile:
    """A rule, and what is not in it."""

    text: str
    left_out: tuple[Path, ...]
    """Sources whose names make cannot be given."""


def render_depfile(outputs: Iterable[Path], sources: Iterable[Path]) -> Depfile:
    """Write `outputs: sources`, and a rule without a recipe for each source.

    Those rules let make continue when a source was removed or renamed (as GCC's `-MP`
    does). They have no recipe, not even an empty one: the rules of several editions may
    name the same source, of which make takes one recipe and warns of the others, and a
    source that a makefile generates keeps its own. `outputs` are such that
    `can_be_written` says.
    """
    all_sources = tuple(sources)
    needed = [source for source in all_sources if can_be_written(source)]
    made = " ".join(_as_target(output) for output in outputs)
    rule = " ".join([f"{made}:", *map(_as_source, needed)]) + "\n"
    rules = "".join(f"\n{_as_target(source)}:\n" for source in needed)
    left_out = tuple(source for source in all_sources if not can_be_written(source))
    return Depfile(rule + rules, left_out)


def can_be_written(path: Path) -> bool:
    """Whether make can be given the name of a file, and nothing else happens."""
    name = _name(path)
    return all(map(_is_safe, name)) and not name.endswith(" ")


def _is_safe(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign in _AS_THEY_ARE | _ESCAPED or sign in "%$"
    # Bytes that are not text stand as surrogates.
    return sign.isprintable() or "\udc80" <= sign <= "\udcff"


def _name(path: Path) -> str:
    """A path as make reads it: from here, where it lies below.

    A name with a meaning of its own, as `.PHONY` or `~one`, is written from the top.
    """
    shown = near(path).as_posix()
    is_bare = "/" not in shown
    has_meaning = is_bare and (shown.startswith(".") or shown in _DIRECTIVES)
    if has_meaning or shown.startswith(_HOME):
        return path.absolute().as_posix()
    return shown


def _as_source(path: Path) -> str:
    signs = (f"\\{sign}" if sign in _ESCAPED else sign for sign in _name(path))
    return "".join(signs).replace("$", "$$")


def _as_target(path: Path) -> str:
    """A target with a `%` that is not escaped is a pattern."""
    return _as_source(path).replace("%", "\\%")
