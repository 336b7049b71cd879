"""Where two files of a release differ: in which file of an EPUB and which line, on
which page of a PDF, at which value of a record.

What comes in: the bytes of a release's edition, which may be anybody's, and those of
the edition that its manuscript gives. What goes out: words that complete “it differs”.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from itertools import zip_longest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.archives import Archive

_TEXTS = (".xhtml", ".opf", ".ncx", ".css", ".xml", ".svg")


def find_difference(suffix: str, released: bytes, rebuilt: bytes) -> str:
    """Where two unequal editions differ, whose files have this suffix."""
    where = _WHERE_BY_SUFFIX.get(suffix)
    found = None if where is None else where(released, rebuilt)
    if found is not None:
        return found
    pairs = enumerate(zip_longest(released, rebuilt), start=1)
    at = next(number for number, (one, other) in pairs if one != other)
    return f"from byte {at} on"


def _in_epub(released: bytes, rebuilt: bytes) -> str | None:
    """The first file that differs; `None`: only how the files are packed."""
    try:
        archive = Archive(released, "")
        names = list(archive.names())
        with zipfile.ZipFile(io.BytesIO(rebuilt)) as own:
            wanted = {name: own.read(name) for name in own.namelist()}
        missing = [name for name in wanted if name not in names]
        added = [name for name in names if name not in wanted]
        changed = [n for n in names if n in wanted and archive.read(n) != wanted[n]]
        if missing:
            return f"{missing[0]} is missing{_and_more(missing)}"
        if changed:
            name = changed[0]
            line = ""
            if name.endswith(_TEXTS):
                number = _first_line(archive.read(name), wanted[name])
                line = f", line {number}"
            return f"in {name}{line}{_and_more(changed)}"
    except ManuscriptError:
        return None
    return f"{added[0]} was added{_and_more(added)}" if added else None


def _in_pdf(released: bytes, rebuilt: bytes) -> str | None:
    """The first page that differs; `None`: none, or it cannot be said."""
    # A release of EPUBs alone needs no PDF library.
    from bookmaker.backends.pdf.engine.page_digests import page_digests

    pages, wanted = page_digests(released), page_digests(rebuilt)
    if pages is None or wanted is None:
        return None
    if len(pages) != len(wanted):
        return f"it has {len(pages)} pages and not {len(wanted)}"
    pairs = list(enumerate(zip(pages, wanted, strict=True), start=1))
    drawn = [str(n) for n, (one, other) in pairs if one.drawn != other.drawn]
    changed = drawn or [str(n) for n, (one, other) in pairs if one != other]
    return f"on page {changed[0]}{_and_more(changed)}" if changed else None


def _in_json(released: bytes, rebuilt: bytes) -> str | None:
    """The first value that differs; `None`: only how the file is written."""
    try:
        one = json.loads(released)
    except (ValueError, RecursionError):
        return None
    places = list(_places(one, json.loads(rebuilt), ""))
    return f"in {places[0]}{_and_more(places)}" if places else None


def _places(one: object, other: object, place: str) -> Iterator[str]:
    """The place of each value that differs: `books[0].name`."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**other, **one}:
            inner = f"{place}.{key}" if place else key
            if (key in one) != (key in other):
                yield inner
            else:
                yield from _places(one[key], other[key], inner)
    elif isinstance(one, list) and isinstance(other, list):
        for at, (a, b) in enumerate(zip(one, other, strict=False)):
            yield from _places(a, b, f"{place}[{at}]")
        if len(one) != len(other):
            yield f"{place}[{min(len(one), len(other))}]"
    elif one != other or type(one) is not type(other):
        yield place or "its value"


def _first_line(one: bytes, other: bytes) -> int:
    """The first line that differs, counted from 1."""
    pairs = zip_longest(one.split(b"\n"), other.split(b"\n"))
    return next(number for number, (a, b) in enumerate(pairs, start=1) if a != b)


def _and_more(found: list[str]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


_WHERE_BY_SUFFIX = {".epub": _in_epub, ".json": _in_json, ".pdf": _in_pdf}
