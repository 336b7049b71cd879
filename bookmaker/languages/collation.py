"""How words are sorted: the Unicode Collation Algorithm, and a language's own letters.

https://www.unicode.org/reports/tr10/ by pyuca, with the default table. Languages that
count some letters apart from the plain ones (CLDR, collation) have theirs in their
files: `n<ñ`, ñ is a letter of its own and comes after every n. All words are sorted
word by word, punctuation aside.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from bookmaker.languages import letters_of, primary_language

SortKey = tuple[int, ...]

_AFTER_ALL = 0x10FF00
"""A code point without meaning, which the algorithm sorts after every letter."""

_PUNCTUATION = re.compile(r"[^\w\s]+")


def sort_key_of(language: str) -> Callable[[str], SortKey]:
    """What gives each text of a language the key that it is sorted by."""
    letters = own_letters_of(primary_language(language))
    pattern = re.compile("|".join(sorted(letters, key=len, reverse=True)) or "(?!)")
    sort_key = _unicode_sort_key()

    def key(text: str) -> SortKey:
        words = unicodedata.normalize("NFC", text)
        bare = " ".join(_PUNCTUATION.sub(" ", words).split()) or words
        plain = pattern.sub(lambda letter: letters[letter[0]][0], bare.lower())
        return (*sort_key(plain), *sort_key(words))

    return key


def initial_of(text: str, language: str) -> str:
    """The letter that a text is filed under, as a capital; empty if it has none."""
    letters = own_letters_of(primary_language(language))
    bare = _PUNCTUATION.sub("", unicodedata.normalize("NFC", text)).strip().lower()
    own = next(
        (
            name
            for name in sorted(letters, key=len, reverse=True)
            if bare.startswith(name)
        ),
        None,
    )
    if own is not None:
        return own.capitalize()
    first = unicodedata.normalize("NFD", bare[:1])[:1]
    # й is и with a breve to Unicode, and a letter of its own to every Slav.
    first = bare[:1] if "\u0400" <= first <= "\u04ff" else first
    return first.upper() if first.isalpha() else ""


@functools.cache
def own_letters_of(language: str) -> dict[str, tuple[str, str]]:
    """A language's own letters: what each is sorted as, and its base."""
    letters = {}
    for chain in letters_of(language).split():
        base, *after = chain.split("<")
        for place, letter in enumerate(after):
            letters[letter] = (f"{base}{chr(_AFTER_ALL + place)}", base)
    return letters


_IMPLICIT = b"@implicitweights"


@functools.cache
def _unicode_sort_key() -> Callable[[str], SortKey]:
    # Loaded for a book that has something to sort.
    import pyuca
    from pyuca.collator import COLL_ELEMENT_PATTERN

    class Collator(pyuca.Collator):  # type: ignore[misc]
        """The algorithm, with as much of its table as the texts have letters for.

        The whole table, thirty-five thousand lines, takes longer to read than a book;
        a line of it begins with the letters that it is about, in figures.
        """

        def load(self, filename: str) -> None:
            """Have the table at hand, and read what is said of whole scripts."""
            self._text = b"\n" + Path(filename).read_bytes()
            self._known: set[str] = set()
            """The first figures of the letters whose lines were read."""
            for line in self._lines_from(_IMPLICIT):
                numbers = re.findall(r"[0-9A-F]+", line.partition(" ")[2])
                self.implicit_weights.append([int(n, 16) for n in numbers[:3]])

        def _lines_from(self, beginning: bytes) -> Iterator[str]:
            end = 0
            while (start := self._text.find(b"\n" + beginning, end)) >= 0:
                end = self._text.find(b"\n", start + 1)
                yield self._text[start + 1 : end].decode()

        def collation_elements(self, normalized_string: str) -> list[list[int]]:
            # Letters that stand together in Unicode are needed together.
            alike = {f"{ord(letter):04X}"[:-2] for letter in normalized_string}
            for figures in alike - self._known:
                self._known.add(figures)
                for line in self._lines_from(figures.encode()):
                    self._read(line)
            found_elements: list[list[int]] = super().collation_elements(
                normalized_string
            )
            return found_elements

        def _read(self, line: str) -> None:
            sequence, elements = line.split("#", 1)[0].split(";", 1)
            key = [int(part, 16) for part in sequence.split()]
            found = COLL_ELEMENT_PATTERN.findall(elements)
            self.table.add(key, [[int(w, 16) for w in e] for e in found])

    collator = Collator()

    def sort_key(text: str) -> SortKey:
        return tuple(collator.sort_key(text))

    return sort_key
