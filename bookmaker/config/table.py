"""Take typed values out of a TOML table, and tell what is wrong with the others.

Each method of `TableReader` asks for one key and answers with its value, or with the
default where the key is absent or wrong; what is wrong goes to the collector. `close`
refuses the keys that nobody asked for.
"""

from __future__ import annotations

import contextlib
import datetime
import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bookmaker.config.metadata_words import checked_words
from bookmaker.config.near_files import NearFiles
from bookmaker.config.nearest import KnownNames
from bookmaker.config.synonyms import (
    ADVICE_BY_KEY,
    ADVICE_BY_KEY_OF_FILES,
    ADVICE_BY_TABLE,
    WORD_BY_SYNONYM,
)
from bookmaker.config.toml_file import TomlTable, TomlValue
from bookmaker.config.toml_places import KeyPath, TomlPlaces, dotted
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import (
    BadDate,
    BadForm,
    BadLength,
    EmptyText,
    MissingKey,
    NumberOutOfRange,
    OldWord,
    UnknownChoice,
    UnknownKey,
    WrongType,
)
from bookmaker.source import SourceSpan
from bookmaker.units import Length

_Member = TypeVar("_Member", bound=enum.Enum)

_WORDS = "a string"
_MUCH = 10**18
"""Beyond it a number is not written out; Python refuses to from 4300 digits on."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_YEAR = 1000
"""Dates are written with four digits."""


@dataclass(frozen=True, slots=True)
class TableContext:
    """What all tables of one manuscript share."""

    root: Path
    """The manuscript's folder, without links in it."""
    places: TomlPlaces
    diagnostics: Diagnostics
    home_by_key: Mapping[str, str] = field(default_factory=dict)
    """Where a key belongs that stands in the wrong table: `in [print]`."""
    near_files: NearFiles = field(init=False)
    """What suggests files: one for all tables, since it looks only for so many."""
    _known_by_choices: dict[tuple[str, ...], KnownNames] = field(
        default_factory=dict, init=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "near_files", NearFiles(self.root))

    def nearest_choice(self, word: str, choices: tuple[str, ...]) -> str | None:
        """The choice that a word probably means; `None` where none is near."""
        if choices not in self._known_by_choices:
            self._known_by_choices[choices] = KnownNames(choices)
        return self._known_by_choices[choices].nearest(word)

    def span(self, path: KeyPath) -> SourceSpan | None:
        """The place of a value; of the table around it, where it has none."""
        for depth in range(len(path), 0, -1):
            found = self.places.value(path[:depth])
            if found is not None:
                return found
        return SourceSpan.of_file("book.toml")

    def key_span(self, path: KeyPath) -> SourceSpan | None:
        """The place of a key."""
        return self.places.key(path) or self.span(path)


def _lists_texts(value: TomlValue) -> bool:
    """Whether a value is a list, as of chapters, and not one of bibliography files."""
    return isinstance(value, list) and not any(
        isinstance(one, str) and one.endswith((".bib", ".json")) for one in value
    )


class TableReader:
    """One table of `book.toml`, asked key by key."""

    def __init__(
        self, values: TomlTable, path: KeyPath, surroundings: TableContext
    ) -> None:
        self.values = values
        self.path = path
        self.surroundings = surroundings
        self._asked: list[str] = []

    def close(self) -> None:
        """Refuse the keys that nobody has asked for."""
        known = KnownNames(self._asked)
        for key in self.values:
            if key in self._asked:
                continue
            value = self.values[key]
            is_table = isinstance(value, dict)
            synonyms = ADVICE_BY_TABLE if is_table else ADVICE_BY_KEY
            name = key.casefold().replace("_", "-")
            advice = ADVICE_BY_KEY_OF_FILES.get(name, "") if _lists_texts(value) else ""
            home = None if advice else self.surroundings.home_by_key.get(key)
            if not home and not advice:
                advice = synonyms.get(name, "")
            nearest = None if home or advice else known.nearest(key)
            self.surroundings.diagnostics.add(
                UnknownKey(
                    key=key,
                    table=dotted(self.path),
                    nearest=nearest,
                    home=home,
                    advice=advice,
                    is_table=is_table and not self.path,
                    span=self.surroundings.key_span((*self.path, key)),
                )
            )

    def text(self, key: str, *, is_one_line: bool = True) -> str | None:
        """Words; `None` where there are none. Blanks at both ends are cut."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse_type(key, value, _WORDS, f"{key} = {_quoted(value)}")
            return None
        return self.checked_text(key, value, (key,), is_one_line=is_one_line)

    def checked_text(
        self, key: str, value: str, way: KeyPath, *, is_one_line: bool = True
    ) -> str | None:
        """Words that can stand in a book; `None`, and a diagnostic, otherwise."""
        span = self.surroundings.span((*self.path, *way))
        checked = checked_words(key, value, span, self.surroundings.diagnostics)
        if checked is None:
            return None
        words = checked.strip()
        if not words:
            self.surroundings.diagnostics.add(EmptyText(key=key, span=span))
            return None
        return _BLANKS.sub(" ", words) if is_one_line else words

    def required_text(self, key: str, *, owner: str, example: str) -> str | None:
        """Words that must be there."""
        if key not in self.values:
            self._asked.append(key)
            span = self.surroundings.span(self.path)
            self.surroundings.diagnostics.add(
                MissingKey(key=key, owner=owner, example=example, span=span)
            )
            return None
        return self.text(key)

    def formed_text(self, key: str, form: re.Pattern[str], expected: str) -> str | None:
        """Words of a set form."""
        words = self.text(key)
        if words is None or form.fullmatch(words):
            return words
        self.refuse_form(key, words, expected)
        return None

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        is_no = _written(value).lower() in {"false", "no", "off", "0"}
        word = "false" if is_no else "true"
        self.refuse_type(key, value, "true or false", f"{key} = {word}")
        return default

    def whole(
        self, key: str, default: int, *, lowest: int, highest: int | None = None
    ) -> int:
        """A whole number."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            digits = re.search(r"\d+", _written(value))
            example = f"{key} = {digits[0] if digits else max(default, lowest)}"
            self.refuse_type(key, value, "a whole number", example)
            return default
        if value < lowest or (highest is not None and value > highest):
            self.surroundings.diagnostics.add(
                NumberOutOfRange(
                    key=key,
                    number=max(-_MUCH, min(value, _MUCH)),
                    lowest=lowest,
                    highest=highest,
                    span=self.surroundings.span((*self.path, key)),
                )
            )
            return default
        return value

    def choice(
        self,
        key: str,
        default: _Member,
        allowed: Sequence[_Member] | None = None,
    ) -> _Member:
        """One word of an enumeration, or of the `allowed` part of it."""
        word = self.text(key)
        if word is None:
            return default
        members = type(default) if allowed is None else allowed
        return self.member(key, word, (key,), list(members)) or default

    def choice_if_given(
        self, key: str, usual: _Member, otherwise: _Member | None
    ) -> _Member | None:
        """One word of the enumeration of `usual`; `otherwise` without the key."""
        chosen = self.choice(key, usual)
        return chosen if key in self.values else otherwise

    def member(
        self, key: str, word: str, way: KeyPath, members: Sequence[_Member]
    ) -> _Member | None:
        """The member of an enumeration that a word names."""
        member_by_word = {str(member.value): member for member in members}
        meant = WORD_BY_SYNONYM.get((key, word))
        if meant in member_by_word:
            span = self.surroundings.span((*self.path, *way))
            self.surroundings.diagnostics.add(
                OldWord(key=key, word=word, meant=meant, span=span)
            )
            return member_by_word[meant]
        if word not in member_by_word:
            self.refuse_choice(key, word, way, tuple(member_by_word))
        return member_by_word.get(word)

    def refuse_choice(
        self, key: str, word: str, way: KeyPath, choices: tuple[str, ...]
    ) -> None:
        """Say that a word is not one of those allowed there."""
        self.surroundings.diagnostics.add(
            UnknownChoice(
                key=key,
                word=word,
                choices=choices,
                nearest=self.surroundings.nearest_choice(word, choices),
                span=self.surroundings.span((*self.path, *way)),
            )
        )

    def length(
        self, key: str, limits: tuple[Length, Length] | None = None
    ) -> Length | None:
        """A length that is not negative, and lies within the limits if there are."""
        value = self._take(key)
        if value is None:
            return None
        try:
            length = Length.parse(value if isinstance(value, str) else "")
        except ValueError:
            self._refuse_length(key, value, limits=None)
            return None
        if length.points < 0 or (limits and not limits[0] <= length <= limits[1]):
            self._refuse_length(key, value, limits)
            return None
        return length

    def _refuse_length(
        self, key: str, value: TomlValue, limits: tuple[Length, Length] | None
    ) -> None:
        words = f"from {limits[0].css} to {limits[1].css}" if limits else ""
        span = self.surroundings.span((*self.path, key))
        problem = BadLength(key=key, text=_written(value), limits=words, span=span)
        self.surroundings.diagnostics.add(problem)

    def date(self, key: str) -> datetime.date | None:
        """A day."""
        moment = self._moment(key)
        return moment.date() if isinstance(moment, datetime.datetime) else moment

    def moment(self, key: str) -> datetime.datetime | None:
        """A moment; midnight where there is only a day, UTC where there is no zone."""
        moment = self._moment(key)
        if moment is None:
            return None
        if not isinstance(moment, datetime.datetime):
            moment = datetime.datetime.combine(moment, datetime.time())
        if moment.tzinfo is None:
            return moment.replace(tzinfo=datetime.UTC)
        with contextlib.suppress(OverflowError):  # within hours of the last moment
            if moment.astimezone(datetime.UTC).year >= _FIRST_YEAR:
                return moment
        self._refuse_date(key, moment)
        return None

    def table(self, key: str) -> TableReader | None:
        """A table; `None` where there is none."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse_type(key, value, "a table", f"[{key}]")
            return None
        return TableReader(value, (*self.path, key), self.surroundings)

    def entries(self, key: str, example: str) -> list[tuple[TomlValue, KeyPath]]:
        """The entries of a list, each with its path from here."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse_type(key, value, "a list", f"{key} = {example}")
            return []
        return [(entry, (key, position)) for position, entry in enumerate(value)]

    def other(self, key: str) -> TomlValue | None:
        """A value of any type."""
        return self._take(key)

    def within(self, values: TomlTable, way: KeyPath) -> TableReader:
        """The reader of a table that stands at the end of a way from here."""
        return TableReader(values, (*self.path, *way), self.surroundings)

    def refuse_type(
        self,
        key: str,
        value: TomlValue,
        expected: str,
        example: str,
        way: KeyPath | None = None,
    ) -> None:
        """Say that a value is of the wrong type."""
        self.surroundings.diagnostics.add(
            WrongType(
                key=key,
                found=type_words(value),
                expected=expected,
                example=example,
                span=self.surroundings.span((*self.path, *(way or (key,)))),
            )
        )

    def _take(self, key: str) -> TomlValue | None:
        self._asked.append(key)
        return self.values.get(key)

    def _moment(self, key: str) -> datetime.date | None:
        """A day or a moment, written bare or in quotation marks."""
        value = self._take(key)
        if value is None:
            return None
        moment = value
        if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
            with contextlib.suppress(ValueError):
                moment = datetime.date.fromisoformat(value.strip())
        if isinstance(moment, datetime.date) and moment.year >= _FIRST_YEAR:
            return moment
        self._refuse_date(key, value)
        return None

    def _refuse_date(self, key: str, value: TomlValue) -> None:
        span = self.surroundings.span((*self.path, key))
        problem = BadDate(key=key, text=_written(value), span=span)
        self.surroundings.diagnostics.add(problem)

    def refuse_form(
        self, key: str, text: str, expected: str, way: KeyPath | None = None
    ) -> None:
        """Say that words are not of the form that they must have."""
        span = self.surroundings.span((*self.path, *(way or (key,))))
        problem = BadForm(key=key, text=text, expected=expected, span=span)
        self.surroundings.diagnostics.add(problem)


def type_words(value: TomlValue) -> str:
    """Say in plain words what a value is."""
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case datetime.date() | datetime.time():
            return "a date or a time"
        case list():
            return "a list"
        case _:
            return "a table"


def _written(value: TomlValue) -> str:
    """A value as the author may have written it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return type_words(value)
    if isinstance(value, int) and abs(value) > _MUCH:
        return "a very large number"
    return str(value)


def _quoted(value: TomlValue) -> str:
    if isinstance(value, list):
        return '"…"'
    return f'"{_written(value)}"'
