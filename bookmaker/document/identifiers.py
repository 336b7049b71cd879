"""How ids are made: from names and words, never from positions.

An id is ASCII, begins with a letter and holds letters, digits, `.`, `-` and `_`, so
that it is an XML name (XML 1.0, production 5) and stands in an address as it is.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._-]+")
_LEADING_NUMBER = re.compile(r"^[\d_.\- ]+(?=[^\W\d_])")


def heading_slug(words: str) -> str:
    """The fragment that readers of Markdown expect for a heading.

    The rule of the great forges: small letters, no punctuation, hyphens for spaces.
    """
    return _NOT_IN_SLUG.sub("", words.strip().lower()).replace(" ", "-")


def ascii_id(text: str) -> str:
    """Turn any text into an id; text that ASCII cannot carry ends in a short digest."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    made = _NOT_IN_ID.sub("-", plain).strip("-.")
    if not plain.isascii():
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
        made = f"{made}-{digest}" if made else f"id-{digest}"
    if not made:
        return "id"
    return made if made[0].isalpha() or made[0] == "_" else f"id-{made}"


def file_id(file: str) -> str:
    """The id of a file's division: its stem without the number that orders it."""
    stem = PurePosixPath(file).stem
    return ascii_id(_LEADING_NUMBER.sub("", stem).lower())


class TakenIds:
    """Ids that stand once each; equal ones are numbered, without counting anew."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._next_by_wanted: dict[str, int] = {}

    def __contains__(self, made: str) -> bool:
        return made in self._taken

    def add(self, made: str) -> None:
        """Take an id."""
        self._taken.add(made)

    def take(self, wish: str, make: Callable[[str], str], lead: str, first: int) -> str:
        """Take `make(wish)`, or the first that is free of `wish`, `lead` and a number.

        Of thousands that are alike each begins where the one before it ended.
        """
        wanted = made = make(wish)
        if wanted in self._taken:
            number = self._next_by_wanted.get(wanted, first)
            while (made := make(f"{wish}{lead}{number}")) in self._taken:
                number += 1
            self._next_by_wanted[wanted] = number + 1
        self._taken.add(made)
        return made


def inner_id(division_id: str, slug: str) -> str:
    """The id of something within a division."""
    return f"{division_id}.{ascii_id(slug)}" if slug else division_id
