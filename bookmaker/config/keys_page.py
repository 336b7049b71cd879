"""`docs/config.md`, made from the model: every key, its default and its meaning.

`python -m bookmaker.config.keys_page` prints it; a test compares it with the file.
"""

from __future__ import annotations

import ast
import datetime
import enum
import inspect
import string
import sys
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from itertools import pairwise
from types import ModuleType, NoneType, UnionType

from bookmaker.config import model
from bookmaker.config.book_metadata import SUBJECT_SCHEMES
from bookmaker.config.relators import NAME_BY_CODE
from bookmaker.config.toml_file import MAX_EXTENDED_FILES
from bookmaker.config.values import SIZE_BY_TRIM_NAME
from bookmaker.document import metadata
from bookmaker.units import Length


@dataclass(frozen=True, slots=True)
class Option:
    """One key of `book.toml`, as the reference shows it."""

    key: str
    form: str
    default: str
    meaning: str


_TABLES = (
    ("[products.NAME]", "ProductConfig"),
    ("[numbering]", "NumberingConfig"),
    ("[typography]", "TypographyConfig"),
    ("[code]", "CodeConfig"),
    ("[citations]", "CitationsConfig"),
    ("[print]", "PrintConfig"),
    ("[epub]", "EpubConfig"),
    ("[cover]", "CoverConfig"),
    ("[editions.NAME]", "EditionConfig"),
    ("[accessibility]", "AccessibilityConfig"),
    ("[lint]", "LintConfig"),
    ("[reading]", "ReadingConfig"),
)
_EXTENDS = Option(
    "extends", "a path", "–", "A TOML file whose settings this book uses."
)
_ENTRIES = "a list of files, generated pages and parts"
_CONTENTS = tuple(
    Option(key, form, default, meaning)
    for key, form, default, meaning in (
        (
            "front",
            _ENTRIES,
            "–",
            "What comes before the text: title page, contents, preface.",
        ),
        (
            "body",
            _ENTRIES,
            "the files of the folder",
            "The chapters and parts, in order.",
        ),
        (
            "back",
            _ENTRIES,
            "–",
            "What comes after the text: notes, bibliography, index.",
        ),
        (
            "split-at",
            "a whole number",
            "–",
            "Heading level that starts a chapter in a file: 1 is `#`, 0 is never.",
        ),
    )
)
_FORM_BY_TYPE: dict[object, str] = {
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    Length: "a length",
    datetime.date: "a date",
    datetime.datetime: "a date, or date and time",
    metadata.Series: "a string, or a table",
    tuple[metadata.Creator, ...]: "a list of strings or tables",
    tuple[metadata.Subject, ...]: "a list of strings or tables",
    tuple[Length, Length]: "a size",
    tuple[str, ...]: "a list of strings",
}


def reference() -> str:
    """Write the whole of `docs/config.md`."""
    return _HEAD + describe_options(_option_table)


def describe_options(draw: Callable[[Sequence[Option]], str]) -> str:
    """Every table of `book.toml` under a heading; `draw` sets the keys of one."""
    generated = sorted(kind.value for kind in model.GENERATED_KINDS)
    written = sorted(kind.value for kind in model.WRITTEN_KINDS)
    roles = (f"`{code}` ({name})" for code, name in sorted(NAME_BY_CODE.items()))
    sizes = (f"| `{name}` | {size} |" for name, size in SIZE_BY_TRIM_NAME.items())
    return _BODY.substitute(
        metadata=draw(options_of("Metadata", metadata)),
        person=draw(options_of("Creator", metadata)),
        series=draw(options_of("Series", metadata)),
        roles=", ".join(roles),
        schemes=_code_list(SUBJECT_SCHEMES),
        most_extended=MAX_EXTENDED_FILES,
        generated=_code_list(generated),
        written=_code_list(written),
        tables="\n\n".join(_sections(draw)),
        sizes="\n".join(sizes),
    )


def options_by_table() -> Iterator[tuple[str, tuple[Option, ...]]]:
    """The keys of `book.toml` by their tables, in the order of the reference.

    The name of the first table is empty: its keys are at the top of the file.
    """
    yield "", (*options_of("Metadata", metadata), _EXTENDS)
    yield "[contents]", _CONTENTS
    for heading, class_name in _TABLES:
        yield heading, options_of(class_name, model)


def options_of(class_name: str, module: ModuleType) -> tuple[Option, ...]:
    """The keys that the fields of a class stand for."""
    described = getattr(module, class_name)
    types = typing.get_type_hints(described)
    meaning_by_field = _meanings(module)[class_name]
    return tuple(
        Option(
            key=field.name.replace("_", "-"),
            form=_form_of_field(types[field.name], field),
            default=_default(field),
            meaning=meaning_by_field.get(field.name, ""),
        )
        for field in fields(described)
    )


def _sections(draw: Callable[[Sequence[Option]], str]) -> Iterator[str]:
    for heading, class_name in _TABLES:
        docstring = inspect.getdoc(getattr(model, class_name)) or ""
        options = draw(options_of(class_name, model))
        yield f"## {heading}\n\n{docstring}\n\n{options}"


def _option_table(options: Sequence[Option]) -> str:
    rows = ["| key | form | default | meaning |", "| --- | --- | --- | --- |"]
    for option in options:
        cells = (f"`{option.key}`", option.form, option.default, option.meaning)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _code_list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _form_of_field(annotation: object, described: Field[object]) -> str:
    """What a value may be; fewer choices than its type has, where the field says so."""
    choices = described.metadata.get("choices", ())
    words: tuple[str, ...] = described.metadata.get("words", ())
    if words:
        return " or ".join(f"`{word}`" for word in words)
    if choices:
        return " or ".join(f"`{member.value}`" for member in choices)
    return _form(annotation)


def _form(annotation: object) -> str:
    """Say in plain words what a type is to an author."""
    if isinstance(annotation, UnionType):
        inner = [part for part in typing.get_args(annotation) if part is not NoneType]
        return _form(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return " or ".join(f"`{member.value}`" for member in annotation)
    return _FORM_BY_TYPE[annotation]


def _default(field: Field[object]) -> str:
    """Write a default as `book.toml` would say it; a dash where there is none."""
    default = field.default
    if field.default_factory is not MISSING:
        default = field.default_factory()
    if default is MISSING:
        return "required"
    match default:
        case None | ():
            return "–"
        case bool():
            return f"`{str(default).lower()}`"
        case enum.Enum():
            return f"`{default.value}`"
        case (Length() as width, Length() as height):
            return f"`{_inches(width)} x {_inches(height)}`"
        case _:
            return f"`{default}`"


def _inches(length: Length) -> str:
    return f"{float(length.inches):g}in"


def _meanings(module: ModuleType) -> dict[str, dict[str, str]]:
    """The docstring of each field, by class and field."""
    meaning_by_field: dict[str, dict[str, str]] = {}
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.ClassDef):
            meaning_by_field[statement.name] = dict(_field_meanings(statement))
    return meaning_by_field


def _field_meanings(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in pairwise(definition.body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr)):
            continue
        if isinstance(field.target, ast.Name) and isinstance(after.value, ast.Constant):
            # The first paragraph is for authors, what follows it for us.
            words = str(after.value.value).partition("\n\n")[0]
            yield field.target.id, " ".join(words.split())


_HEAD = """\
# book.toml

This page lists every key. It is generated from `bookmaker/config/model.py`. A key that
is not listed here is an error, and the message suggests the closest name. A dash means
that there is no default. `bookmaker explain print.trim` explains one key on the command
line.

"""
_BODY = string.Template("""\
Put strings in quotation marks. A length is a number and a unit: `mm`, `cm`, `in`,
`pt`, `pc` or `px`, also in quotation marks. Write dates as `2026-11-01`, without
quotation marks. Paths are relative to the folder of `book.toml` and use `/` between
folders.

## At the top of the file

Metadata about the book. Put these keys before the first `[table]`.

$metadata

### A person

$person

A person is a name, `"Ada Voss"`, or a table, `{ name = "Per Lind", role = "trl" }`. A
plain name is an author (`aut`) among `authors` and a contributor (`ctb`) among
`contributors`. Any code of the MARC list of relators is allowed; the usual ones are
$roles.

### A subject

A string, `"Essays"`, or a code of a scheme, `{ scheme = "thema", code = "DNL" }`. The
schemes are those of EPUB 3.3: $schemes. For any other scheme, give its URL.

### A series

A title, `"Coastal Histories"`, or a table with these keys:

$series

### extends

`extends = "../house.toml"` reads the settings that several books share from another
file. Tables are merged, and the book overrides the shared file, key by key; a list
replaces a list. The path is relative to the file that contains it, and may point
outside the manuscript folder, except with `--untrusted`. The shared file may extend
another one, up to $most_extended in a row.

## [contents]

The order of the book, in three lists: `front`, `body` and `back`. `body` must list at
least one file. Without `[contents]`, all Markdown files of the folder are chapters,
sorted by name, with numbers in numeric order (`2` before `10`), and bookmaker prints
note C033. An entry is one of these:

- a file, `"chapters/01-harbour.md"`;
- a generated page, `"title-page"`; the generated pages are
  $generated;
- a file with its role, `{ file = "thanks.md", role = "acknowledgements" }`; a role is
  one of those names or
  $written;
  without `role`, the metadata block of the file decides, then its name: `preface.md` or
  `00-preface.md` is a preface, `dedication.md` a dedication, any other file a chapter.
  Chapters in `front` and in `back` have no number;
- a chapter in several files, `{ file = "fen.md", sections = ["reeds.md", "eels.md"] }`;
  a section may have sections too;
- a part, `{ part = "Inland", chapters = ["fen.md"] }`, with `file = "inland.md"`
  to print text on the page of the part.

$tables

## Sizes that have names

For `trim`. Upper and lower case make no difference.

| name | size |
| --- | --- |
$sizes
""")


if __name__ == "__main__":
    sys.stdout.write(reference())
