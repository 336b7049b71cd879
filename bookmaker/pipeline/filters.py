"""Programs of others that change the tree, as pandoc's filters do.

What comes in: the book as the reader made it. What goes out: the book that the filter
gives back. A filter is a program that reads the tree's JSON form (its schema is
`docs/tree.schema.json`) from its standard input and writes one to its output, or a
Python function from `Book` to `Book`, installed as an entry point of the group
`bookmaker.filters`. A manuscript names none: only who runs the command does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import cast

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import FilterFailed
from bookmaker.document.book import Book
from bookmaker.document.json_form import MalformedTreeError, from_json, to_json
from bookmaker.system.files import is_file

ENTRY_POINTS = "bookmaker.filters"
_LONGEST_REASON = 200


class _FilterError(Exception):
    """Why a filter gave no book."""


def apply_filter(name: str, book: Book, diagnostics: Diagnostics) -> Book:
    """Apply a filter by its path or its entry point's name.

    One that fails is an error, and the book stays as it was.
    """
    try:
        return _run_program(name, book) if _is_path(name) else _call(name, book)
    except _FilterError as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        diagnostics.add(FilterFailed(name=name, reason=reason))
        return book


def _is_path(name: str) -> bool:
    return "/" in name or is_file(Path(name))


def _run_program(name: str, book: Book) -> Book:
    path = Path(name).resolve()
    command = [str(path)]
    if path.suffix == ".py":
        command.insert(0, sys.executable)
    tree = json.dumps(to_json(book), ensure_ascii=False).encode(errors="surrogatepass")
    try:
        done = subprocess.run(command, input=tree, capture_output=True, check=False)
    except OSError as error:
        reason = f"it cannot be run ({error.strerror})"
        raise _FilterError(reason) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        last = f": {said[-1]}" if said else ""
        reason = f"it ended with status {done.returncode}{last}"
        raise _FilterError(reason)
    return _book_of(done.stdout)


def _book_of(written: bytes) -> Book:
    try:
        return from_json(json.loads(written))
    except MalformedTreeError as error:
        reason = f"its output isn’t a tree: {error}"
        raise _FilterError(reason) from error
    except (ValueError, RecursionError) as error:
        reason = f"what it wrote is not JSON ({error})"
        raise _FilterError(reason) from error


def _call(name: str, book: Book) -> Book:
    found = metadata.entry_points(group=ENTRY_POINTS, name=name)
    if not found:
        reason = "there is neither such a file nor such an entry point"
        raise _FilterError(reason)
    try:
        function = cast("Callable[[Book], object]", next(iter(found)).load())
        changed = function(book)
    except Exception as error:  # another package's function may raise anything
        reason = f"{type(error).__name__}: {error}"
        raise _FilterError(reason) from error
    if not isinstance(changed, Book):
        reason = f"it gave back {type(changed).__name__}, not a Book"
        raise _FilterError(reason)
    try:
        # A tree that its own form cannot say would fail later, with no such reason.
        return from_json(to_json(changed))
    except (MalformedTreeError, TypeError, AttributeError, RecursionError) as error:
        reason = f"its result isn’t a tree: {error}"
        raise _FilterError(reason) from error
