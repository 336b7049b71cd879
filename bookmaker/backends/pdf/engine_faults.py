"""Exceptions of the layout engine that a book causes, and no mistake of ours.

WeasyPrint and what it stands on raise anything where a book or its sheet is unusual:
`KeyError`, `RecursionError`, `SyntaxError`. That is the book's problem to report; an
exception from our code is a mistake of ours.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from bookmaker.diagnostics.errors import BookmakerError

_MOST_CHARACTERS = 120
_MOST_TRIES = 16
"""Layouts for finding a place: halves of a thousand blocks, and of what is in one."""
_WORDS_QUOTED = 6


class EngineError(Exception):
    """The engine failed on what it was given; the message is its own, in a line."""


@contextmanager
def reporting_engine_faults(*, blames_all: bool = False) -> Iterator[None]:
    """Make an `EngineError` of an exception that the engine or its libraries raise.

    What the system refuses, and what is our own mistake, stays as it is; with
    `blames_all` nothing is our own, for the engine is one that we do not know.
    """
    try:
        yield
    except (OSError, MemoryError, BookmakerError, EngineError):
        raise
    except RecursionError as error:
        message = "something is nested too deep for it"
        raise EngineError(message) from error
    except Exception as error:
        if not blames_all and _is_ours(error):
            raise
        said = traceback.format_exception_only(error)[-1].strip()
        raise EngineError(said[:_MOST_CHARACTERS]) from error


def _is_ours(error: BaseException) -> bool:
    """Whether our code raised it, itself or through Python's own library."""
    for frame, _line in reversed(list(traceback.walk_tb(error.__traceback__))):
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if package not in sys.stdlib_module_names:
            return package == "bookmaker"
    return True


def find_failing_words(
    root: ElementTree.Element, fails: Callable[[ElementTree.Element], bool]
) -> str:
    """The first words of the smallest block that fails alone; empty if none does.

    `fails` tries to lay out a tree. The tree is taken apart by halves.
    """
    node = root.find("body")
    found = ""
    tries = _MOST_TRIES
    while node is not None and len(node) and tries > 0:
        children = list(node)
        while len(children) > 1 and tries > 0:
            half = len(children) // 2
            node[:] = children[:half]
            tries -= 1
            children = children[:half] if fails(root) else children[half:]
        node[:] = children
        tries -= 1
        if not fails(root):
            break
        node = children[0]
        words = " ".join(node.itertext()).split()
        found = " ".join(words[:_WORDS_QUOTED]) or found
        if (node.text or "").strip():
            break
    return found
