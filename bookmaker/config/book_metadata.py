"""What `book.toml` says of the book: title, people, language, dates, subjects."""

from __future__ import annotations

import re

from bookmaker.config.metadata_words import checked_language
from bookmaker.config.nearest import find_nearest
from bookmaker.config.relators import CODE_BY_NAME, NAME_BY_CODE, RELATOR_CODES
from bookmaker.config.table import TableReader
from bookmaker.config.toml_file import TomlValue
from bookmaker.config.toml_places import KeyPath
from bookmaker.diagnostics.catalog.configuration import UnknownRelator
from bookmaker.document.metadata import Creator, Metadata, Series, Subject

SUBJECT_SCHEMES = (
    "aat", "bic", "bisac", "clc", "ddc", "clil", "eurovoc", "lcsh", "medtop", "ndc",
    "thema", "udc", "wgs",
)  # fmt: skip
"""The schemes that EPUB 3.3 (D.3.4) names, in small letters."""

_MOST = 9_999
"""Of editions and printings."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def take_metadata(top: TableReader) -> Metadata:
    """Take the metadata from the top of `book.toml`; a missing title is empty."""
    title = top.required_text("title", owner="the book", example='title = "…"')
    defaults = Metadata(title=title or "")
    return Metadata(
        title=defaults.title,
        language=_take_language(top) or defaults.language,
        subtitle=top.text("subtitle"),
        authors=_take_creators(top, "authors", "aut"),
        contributors=_take_creators(top, "contributors", "ctb"),
        publisher=top.text("publisher"),
        published=top.date("published"),
        modified=top.moment("modified"),
        rights=top.text("rights", is_one_line=False),
        description=top.text("description", is_one_line=False),
        edition=top.whole("edition", defaults.edition, lowest=1, highest=_MOST),
        printing=top.whole("printing", defaults.printing, lowest=1, highest=_MOST),
        subjects=_take_subjects(top),
        series=_take_series(top),
        also_by=_take_also_by(top),
        identifier=top.formed_text(
            "identifier", _ADDRESS, "a URN or an address, urn:uuid:… or https://…"
        ),
    )


def _take_language(top: TableReader) -> str | None:
    tag = top.text("language")
    if tag is None:
        return None
    span = top.surroundings.span((*top.path, "language"))
    return checked_language("language", tag, span, top.surroundings.diagnostics)


def _take_creators(top: TableReader, key: str, role: str) -> tuple[Creator, ...]:
    """People, each as a name or as a table; `role` is theirs who have none."""
    creators = []
    for value, way in top.entries(key, '["Ada Voss"]'):
        creator = _creator(top, value, way, role)
        if creator is not None:
            creators.append(creator)
    return tuple(creators)


def _creator(
    top: TableReader, value: TomlValue, way: KeyPath, role: str
) -> Creator | None:
    key = str(way[0])
    if isinstance(value, str):
        name = top.checked_text(key, value, way)
        return Creator(name, role=role) if name else None
    if not isinstance(value, dict):
        top.refuse_type(key, value, _PERSON, '"Ada Voss"', way)
        return None
    person = top.within(value, way)
    name = person.required_text(
        "name", owner="this person", example='name = "Ada Voss"'
    )
    file_as = person.text("file-as")
    code = _take_role(person) or role
    person.close()
    return Creator(name, file_as, code) if name else None


_PERSON = "a string, or a table with name, file-as and role"


def _take_role(person: TableReader) -> str | None:
    word = person.text("role")
    if word is None or word in RELATOR_CODES:
        return word
    code = CODE_BY_NAME.get(word.lower())
    if code is None:
        name = find_nearest(word, CODE_BY_NAME) if len(word) > 4 else None
        code = CODE_BY_NAME[name] if name else find_nearest(word, RELATOR_CODES)
    person.surroundings.diagnostics.add(
        UnknownRelator(
            word=word,
            nearest=code,
            nearest_name=NAME_BY_CODE.get(code) if code else None,
            span=person.surroundings.span((*person.path, "role")),
        )
    )
    return None


def _take_subjects(top: TableReader) -> tuple[Subject, ...]:
    subjects = []
    for value, way in top.entries("subjects", '["Essays"]'):
        subject = _subject(top, value, way)
        if subject is not None:
            subjects.append(subject)
    return tuple(subjects)


def _subject(top: TableReader, value: TomlValue, way: KeyPath) -> Subject | None:
    if isinstance(value, str):
        words = top.checked_text("subjects", value, way)
        return Subject(words) if words else None
    if not isinstance(value, dict):
        expected = "a string, or a table with scheme and code"
        top.refuse_type("subjects", value, expected, '"Essays"', way)
        return None
    table = top.within(value, way)
    example = 'scheme = "thema", code = "DNL"'
    code = table.required_text("code", owner="this subject", example=example)
    scheme = table.required_text("scheme", owner="this subject", example=example)
    table.close()
    if scheme and scheme.lower() not in SUBJECT_SCHEMES and ":" not in scheme:
        table.refuse_choice("scheme", scheme, ("scheme",), SUBJECT_SCHEMES)
        return None
    known = scheme.lower() if scheme and ":" not in scheme else scheme
    return Subject(code, known) if code and known else None


def _take_series(top: TableReader) -> Series | None:
    value = top.other("series")
    if value is None:
        return None
    if isinstance(value, str):
        name = top.checked_text("series", value, ("series",))
        return Series(name) if name else None
    if not isinstance(value, dict):
        expected = "a string, or a table with name and position"
        top.refuse_type("series", value, expected, 'series = "…"')
        return None
    table = top.within(value, ("series",))
    name = table.required_text("name", owner="the series", example='name = "…"')
    position = _take_position(table)
    table.close()
    return Series(name, position) if name else None


def _take_also_by(top: TableReader) -> tuple[str, ...]:
    titles = []
    for value, way in top.entries("also-by", '["The Fen"]'):
        if isinstance(value, str):
            words = top.checked_text("also-by", value, way)
            titles += [words] if words else []
        else:
            expected = "a title in quotation marks"
            top.refuse_type("also-by", value, expected, '"The Fen"', way)
    return tuple(titles)


_MOST_OF_SERIES = 1_000_000


def _take_position(series: TableReader) -> str | None:
    """The place in the series: a number, or words such as `2.5`."""
    value = series.other("position")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value < _MOST_OF_SERIES:
            return f"{value:g}"
        # `nan` and `inf` are numbers of TOML, and no place in a series.
        series.refuse_form("position", f"{value:g}", "a number such as 2 or 2.5")
        return None
    return series.text("position")
