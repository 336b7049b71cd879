"""The block at the head of a Markdown file: what is said of a chapter.

YAML between lines of three hyphens, TOML between lines of three pluses, as Hugo has it,
the `%` lines of pandoc (title, authors, date), or what `metadata_heads` finds.

Every scalar stays the words that the author wrote: `lang: no` is Norwegian and
`title: 1984` a title. Duplicate keys and tags are errors; aliases are counted.
"""

from __future__ import annotations

import difflib
import itertools
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import yaml

from bookmaker.config.values import find_language_tag, is_language_tag
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.book import DivisionKind
from bookmaker.document.characters import TURNING, UNFIT, without_unfit
from bookmaker.readers.metadata_heads import MetadataHead, find_metadata_head
from bookmaker.readers.yaml_slips import explain_yaml
from bookmaker.source import SourceSpan

_BLOCK = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_BLOCK = re.compile(r"\+\+\+[ \t]*\n(.*?\n|)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE_PARTS = 3
_LOOKS_LIKE_METADATA = re.compile(r"\s*(?:#.*|[\w\"'-]+[ \t]*:(?:[ \t]|$)|$)")
_IN_TYPOGRAPHIC_MARKS = re.compile("“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")
_ALIAS_LIMIT = 16
_LENGTH_LIMIT = 50_000
_BRACKET_LIMIT = 200
"""PyYAML takes time that grows with the square of brackets that stay open."""
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})

KEYS = (
    *("title", "subtitle", "short-title", "author", "translator", "lang", "role"),
    *("numbered", "epigraph", "first-published"),
)
BOOK_KEYS = ("date", "rights", "publisher", "description")
"""What a file may say of the book that it is all of, as pandoc has it."""
_ADVICE_BY_KEY = {
    "bibliography": "write files = [“…”] under [citations] in book.toml",
    "csl": "write style = “….csl” under [citations] in book.toml",
    "cover-image": "write cover = “…” under [epub] in book.toml",
    "abstract": "write description = “…” in book.toml, or a chapter of it",
    **dict.fromkeys(
        ("keywords", "tags", "categories", "subject"),
        "write subjects = [{ scheme = “…”, code = “…” }] in book.toml, or delete it",
    ),
    **dict.fromkeys(
        ("toc", "toc-depth", "toc_depth", "number-sections", "numbersections"),
        "delete it: [contents] and [numbering] in book.toml say so",
    ),
    **dict.fromkeys(
        (
            *("output", "format", "header-includes", "documentclass", "classoption"),
            *("geometry", "fontsize", "mainfont", "papersize", "linestretch", "layout"),
        ),
        "delete it: themes and [print] in book.toml say how the book looks",
    ),
}
"""Keys of pandoc, R Markdown and Quarto that book.toml has another place for."""
_PARTS_BY_KEY = {
    "epigraph": ("text", "attribution"),
    "first-published": ("place", "date", "address"),
}
"""Keys whose value may be a table, with what stands in it."""
_EXECUTE = "execute"
_ROLE_BY_NAME = {kind.value: kind for kind in DivisionKind}
_TABS = re.compile(r"^([\w-]+:[ ]*)(\t+)(?=\S)", re.MULTILINE)
_SAME_AS = {
    "language": "lang",
    "short_title": "short-title",
    "authors": "author",
    "creator": "author",
    "copyright": "rights",
}
_OURS = frozenset({*KEYS, *BOOK_KEYS})
_KNOWN = (
    *(*KEYS, *BOOK_KEYS, *_SAME_AS),
    *("abstract", "keywords", "tags", "layout", "draft", "weight", "copyright"),
)
"""Keys that show that lines are metadata."""


@dataclass(frozen=True, slots=True)
class ChapterMetadata:
    """What a file's metadata block says; `None` where it says nothing."""

    title: str | None = None
    subtitle: str | None = None
    short_title: str | None = None
    author: str | None = None
    """Several, given as a list, are joined with commas."""
    authors: tuple[str, ...] = ()
    """Each of several."""
    language: str | None = None
    role: DivisionKind | None = None
    numbered: bool | None = None
    translator: str | None = None
    epigraph: tuple[str, ...] = ()
    """Its words and, if it has one, its attribution."""
    first_published: tuple[str, ...] = ()
    """Place, date and address, as far as they are said."""
    shows_cells: bool | None = None
    """Whether the code of cells is shown: Quarto's `execute: echo`."""
    of_book: dict[str, str] = field(default_factory=dict)
    """What is said of the whole book, by the keys of `BOOK_KEYS`."""
    span_by_key: dict[str, SourceSpan] = field(default_factory=dict, compare=False)
    """The place of each value by its key as it is written in the block."""


NO_METADATA = ChapterMetadata()


def read_metadata_block(
    text: str, file: str, diagnostics: Diagnostics, *, program: str = ""
) -> tuple[ChapterMetadata, str, int]:
    """Read the block at the head of a text, if one stands there.

    `program`: whose keys stand beside ours. What comes back: the metadata, the text
    behind the block, and the line, counted from 1, at which that text begins.
    """
    if text.startswith("+++"):
        return _read_toml(text, file, diagnostics)
    if text.startswith("% "):
        return _read_title_lines(text, file)
    head = find_metadata_head(text, _KNOWN)
    if head is not None:
        return _read_head(head, text, file, diagnostics, program=program)
    block = _BLOCK.match(text) if text.startswith("---") else None
    if block is None or not _is_metadata(block[1]):
        return NO_METADATA, text, 1
    first_line = text.count("\n", 0, block.end()) + 1
    metadata = _Reader(file, diagnostics, program=program).read(block[1])
    return metadata, text[block.end() :], first_line


def count_metadata_lines(text: str) -> int:
    """Count the lines of the block at the head of a text; 0 where there is none."""
    if text.startswith("+++"):
        block = _TOML_BLOCK.match(text)
    elif (head := find_metadata_head(text, _KNOWN)) is not None:
        return len(text[: head.end].splitlines())
    else:
        block = _BLOCK.match(text) if text.startswith("---") else None
        if block is not None and not _is_metadata(block[1]):
            block = None
    return 0 if block is None else len(block[0].splitlines())


def _read_head(
    head: MetadataHead, text: str, file: str, diagnostics: Diagnostics, *, program: str
) -> tuple[ChapterMetadata, str, int]:
    """Read metadata in JSON, or of MultiMarkdown."""
    rest = text[head.end :], text.count("\n", 0, head.end) + 1
    if head.problem:
        span = SourceSpan.at(file, head.line)
        advice = "correct the JSON, or write `key: value` lines between lines of ---"
        odd = problems.OddMetadata(problem=head.problem, advice=advice, span=span)
        diagnostics.add(odd)
        return NO_METADATA, *rest
    places = {
        key: SourceSpan(file, line, start, line, end)
        for key, (line, start, end) in head.places.items()
    }
    reader = _Reader(file, diagnostics, places=places, program=program)
    return reader.read(head.content), *rest


def _read_toml(
    text: str, file: str, diagnostics: Diagnostics
) -> tuple[ChapterMetadata, str, int]:
    """Read a block of TOML: its values as YAML has them, word for word."""
    block = _TOML_BLOCK.match(text)
    if block is None:
        return NO_METADATA, text, 1
    rest = text[block.end() :], text.count("\n", 0, block.end()) + 1
    try:
        values = tomllib.loads(block[1])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        span = SourceSpan.at(file, 2)
        problem = str(error) or "it is not TOML"
        diagnostics.add(problems.OddMetadata(problem=problem, span=span))
        return NO_METADATA, *rest
    content = json.dumps(values, default=str, ensure_ascii=False)
    placed = _Reader(file, diagnostics, places=_places_of_keys(block[1], file))
    return placed.read(content), *rest


def _places_of_keys(content: str, file: str) -> dict[str, SourceSpan]:
    """The line of each key of a TOML block; the block begins at line 2 of its file."""
    places: dict[str, SourceSpan] = {}
    for number, line in enumerate(content.split("\n"), start=2):
        key = line.partition("=")[0].strip().strip("\"'[]")
        if key and ("=" in line or line.startswith("[")):
            place = SourceSpan(file, number, 1, number, len(line) + 1)
            places.setdefault(key, place)
    return places


def _read_title_lines(text: str, file: str) -> tuple[ChapterMetadata, str, int]:
    """Read pandoc's title block: a title, authors apart by semicolons, a date."""
    lines = text.split("\n")
    parts: list[list[str]] = []
    at = 0
    while at < len(lines) and len(parts) <= _TITLE_PARTS:
        if lines[at][:1] == "%" and len(parts) < _TITLE_PARTS:
            parts.append([lines[at][1:].strip()])
        elif lines[at][:1] == " " and lines[at].strip() and parts:
            parts[-1].append(lines[at].strip())
        else:
            break
        at += 1
    title = " ".join(parts[0])
    said = parts[1] if len(parts) > 1 else []
    authors = tuple(
        name.strip() for line in said for name in line.split(";") if name.strip()
    )
    spans = {"title": SourceSpan(file, 1, 1, 1, len(lines[0]) + 1)}
    metadata = ChapterMetadata(
        title=title or None,
        author=", ".join(authors) or None,
        authors=authors if len(authors) > 1 else (),
        of_book={"date": " ".join(parts[2])} if len(parts) == _TITLE_PARTS else {},
        span_by_key=spans,
    )
    return metadata, "\n".join(lines[at:]), at + 1


def _is_metadata(content: str) -> bool:
    """Whether this is metadata and not prose between two scene breaks."""
    first = next((line for line in content.split("\n") if line.strip()), "")
    if _LOOKS_LIKE_METADATA.match(first) is not None:
        return True
    key, colon, _ = first.partition(":")
    return bool(colon) and key in {*KEYS, *_SAME_AS}  # its space is missing


def _key_of(written: str) -> str:
    """A key in our words; MultiMarkdown's may have capitals, `Title:`."""
    lowered = written.lower()
    own = _SAME_AS.get(lowered, lowered)
    return own if own in _OURS else written


class _Reader:
    """Reads one block, event by event, so that nothing unfolds."""

    def __init__(
        self,
        file: str,
        diagnostics: Diagnostics,
        *,
        places: Mapping[str, SourceSpan] | None = None,
        program: str = "",
    ) -> None:
        self._program = program
        self._file = file
        self._places = places
        """The places of keys, where the block is not YAML."""
        self._key = ""
        self._diagnostics = diagnostics
        self._values: dict[str, str | bool | DivisionKind] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._authors: tuple[str, ...] = ()
        self._shows_cells: bool | None = None
        self._of_book: dict[str, str] = {}
        self._spans: dict[str, SourceSpan] = {}
        self._turning_is_reported = True
        """Whether what changes the direction is reported with the rest of the file."""

    def read(self, content: str) -> ChapterMetadata:
        self._turning_is_reported = TURNING.search(content) is not None
        if len(content) > _LENGTH_LIMIT or _brackets(content) > _BRACKET_LIMIT:
            span = SourceSpan.at(self._file, 2)
            problem = "it is longer than any chapter's metadata"
            self._diagnostics.add(problems.OddMetadata(problem=problem, span=span))
            return NO_METADATA
        # YAML lets a tab part a key from its value; PyYAML does not.
        content = _TABS.sub(lambda found: found[1] + " " * len(found[2]), content)
        try:
            events = list(yaml.parse(content, Loader=yaml.SafeLoader))
        except yaml.YAMLError as error:
            self._report_odd(error, content)
            return NO_METADATA
        if not self._is_plain(events):
            return NO_METADATA
        self._read_mapping(iter(events))
        return self._collect()

    def _report_odd(self, error: yaml.YAMLError, content: str) -> None:
        slip = explain_yaml(error, content)
        span = SourceSpan.at(self._file, slip.line + 2, slip.column + 1)
        self._diagnostics.add(
            problems.OddMetadata(problem=slip.reason, advice=slip.advice, span=span)
        )

    def _is_plain(self, events: list[yaml.Event]) -> bool:
        """Whether no tag and no storm of aliases is there; both are reported."""
        aliases = [e for e in events if isinstance(e, yaml.AliasEvent)]
        if len(aliases) > _ALIAS_LIMIT:
            self._diagnostics.add(
                problems.MetadataAliases(
                    limit=_ALIAS_LIMIT, span=self._span(aliases[_ALIAS_LIMIT])
                )
            )
            return False
        for event in events:
            tag = getattr(event, "tag", None)
            if isinstance(tag, str):
                self._diagnostics.add(
                    problems.TaggedMetadata(
                        tag=_as_written(tag), span=self._span(event)
                    )
                )
                return False
        return True

    def _span(self, event: yaml.Event) -> SourceSpan:
        if self._places is not None:
            return self._places.get(self._key, SourceSpan.at(self._file, 2))
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return SourceSpan.at(self._file, 2)
        line, column = start.line + 2, start.column + 1
        if (end.line, end.column) <= (start.line, start.column):
            return SourceSpan.at(self._file, line, column)
        return SourceSpan(self._file, line, column, end.line + 2, end.column + 1)

    # --- Keys and values ----------------------------------------------------------

    def _read_mapping(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                break
            if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent):
                self._diagnostics.add(
                    problems.OddMetadata(
                        problem="it has no `key: value` lines", span=self._span(event)
                    )
                )
                return
        seen: set[str] = set()
        anchors: dict[str, list[str] | None] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            if not isinstance(event, yaml.ScalarEvent):
                self._diagnostics.add(
                    problems.OddMetadata(
                        problem="a key must be a word", span=self._span(event)
                    )
                )
                return
            self._read_pair(event, events, seen, anchors)

    def _read_pair(
        self,
        key_event: yaml.ScalarEvent,
        events: Iterator[yaml.Event],
        seen: set[str],
        anchors: dict[str, list[str] | None],
    ) -> None:
        written = self._key = str(key_event.value)
        key = _key_of(written)
        value_event = next(events)
        if key in _PARTS_BY_KEY and isinstance(value_event, yaml.MappingStartEvent):
            words = self._read_parts(key, events)
        elif key == _EXECUTE and isinstance(value_event, yaml.MappingStartEvent):
            self._read_execute(events)
            return
        elif key == "author" and isinstance(value_event, yaml.CollectionStartEvent):
            words = _names_of(value_event, events)
        elif key == "title" and isinstance(value_event, yaml.SequenceStartEvent):
            words = self._read_titles(events, self._span(value_event))
        else:
            words = _words_of(value_event, events, anchors)
        if key in seen:
            span = self._span(key_event)
            self._diagnostics.add(problems.RepeatedMetadata(key=written, span=span))
            return
        seen.add(key)
        if key not in KEYS and self._program:
            foreign = problems.ForeignKey(
                written, self._program, span=self._span(key_event)
            )
            self._diagnostics.add(foreign)
            return
        if key in BOOK_KEYS and words and len(words) == 1:
            self._spans[key] = self._span(key_event)
            self._of_book[key] = self._fit(key, words, self._span(value_event))[0]
            return
        if key not in KEYS:
            self._report_unknown(written, self._span(key_event))
            return
        span = self._span(value_event)
        self._keep(key, words, span)
        if words and isinstance(value_event, yaml.ScalarEvent):
            is_plain = not value_event.style
            self._report_slips(key, words[0], span, is_plain=is_plain)

    def _report_unknown(self, key: str, span: SourceSpan) -> None:
        found = problems.UnknownMetadata(key=key, span=span)
        advice = _ADVICE_BY_KEY.get(key)
        if advice is not None:
            found = replace(found, advice=advice)
        elif nearest := difflib.get_close_matches(key, KEYS, 1):
            found = replace(found, nearest=nearest[0])
        self._diagnostics.add(found)

    def _read_titles(
        self, events: Iterator[yaml.Event], span: SourceSpan
    ) -> list[str] | None:
        """Read titles by their types, as pandoc has them in the metadata of EPUBs."""
        words_by_type: dict[str, str] = {}
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if not isinstance(event, yaml.MappingStartEvent):
                words_by_type.setdefault("", "")  # a list of words is no title
                continue
            table = _table_of_words(events)
            words_by_type.setdefault(table.get("type", "main"), table.get("text", ""))
        if not all(words_by_type.values()):
            return None
        if "subtitle" in words_by_type:
            self._keep("subtitle", [words_by_type["subtitle"]], span)
        main = words_by_type.get("main")
        return [main] if main is not None else None

    def _read_execute(self, events: Iterator[yaml.Event]) -> None:
        """Read what Quarto does with cells; the key `echo` alone is a book's matter."""
        depth, words = 1, []
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                break
            words.append(str(getattr(event, "value", "")).lower())
        for key, value in itertools.pairwise(words):
            if key == "echo":
                self._shows_cells = value not in _FALSE

    def _read_parts(self, key: str, events: Iterator[yaml.Event]) -> list[str] | None:
        """The values of a table in the order of their names; `None` if one is odd."""
        value_by_name: dict[str, str] = {}
        is_plain = True
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            words = _words_of(next(events), events, {})
            name = str(event.value) if isinstance(event, yaml.ScalarEvent) else ""
            if name not in _PARTS_BY_KEY[key] or words is None or len(words) != 1:
                is_plain = False
                continue
            value_by_name[name] = words[0]
        names = _PARTS_BY_KEY[key]
        found = [value_by_name[name] for name in names if value_by_name.get(name)]
        return found if is_plain and found else None

    def _keep(self, key: str, words: list[str] | None, span: SourceSpan) -> None:
        self._spans[key] = span
        words = words and self._fit(key, words, span)
        if key == "numbered":
            self._keep_numbered(words, span)
        elif key == "role":
            self._keep_role(words, span)
        elif key in _PARTS_BY_KEY and words:
            self._parts[key] = tuple(word for word in words if word)
        elif words is not None and (len(words) == 1 or key == "author"):
            joined = ", ".join(words)
            if joined:
                self._values[key] = joined
            if len(words) > 1:
                self._authors = tuple(words)
        else:
            names = " and ".join(_PARTS_BY_KEY.get(key, ()))
            wanted = f"text, or a table of {names}" if names else "one line of text"
            self._report_kind(key, wanted, span)

    def _fit(self, key: str, words: list[str], span: SourceSpan) -> list[str]:
        """The words without what no edition can hold: YAML can name any character."""
        unfit = UNFIT.findall("".join(words))
        turning = TURNING.findall("".join(words))
        if turning and not self._turning_is_reported:
            self._diagnostics.add(
                problems.BidiOverride(ord(turning[0]), len(turning), key, span=span)
            )
        if not unfit:
            return words
        self._diagnostics.add(
            problems.ForbiddenCharacter(ord(unfit[0]), len(unfit), span=span)
        )
        return [without_unfit(word) for word in words]

    def _report_slips(
        self, key: str, value: str, span: SourceSpan, *, is_plain: bool
    ) -> None:
        """Report a value that YAML reads and nobody means."""
        if key == "lang" and value and not is_language_tag(value):
            nearest = find_language_tag(value.strip("“”‘’"))
            self._diagnostics.add(
                problems.OddLanguage(text=value, nearest=nearest, span=span)
            )
        elif is_plain and _IN_TYPOGRAPHIC_MARKS.fullmatch(value):
            self._diagnostics.add(
                problems.TypographicMarksKept(key=key, value=value, span=span)
            )

    def _keep_numbered(self, words: list[str] | None, span: SourceSpan) -> None:
        word = words[0].lower() if words is not None and len(words) == 1 else ""
        if word in _TRUE | _FALSE:
            self._values["numbered"] = word in _TRUE
        else:
            self._report_kind("numbered", "`true` or `false`", span)

    def _keep_role(self, words: list[str] | None, span: SourceSpan) -> None:
        word = words[0].lower() if words is not None and len(words) == 1 else ""
        if word in _ROLE_BY_NAME:
            self._values["role"] = _ROLE_BY_NAME[word]
            return
        nearest = difflib.get_close_matches(word, _ROLE_BY_NAME, 1) or ["preface"]
        self._report_kind("role", f"a role, such as `{nearest[0]}`", span)

    def _report_kind(self, key: str, wanted: str, span: SourceSpan) -> None:
        self._diagnostics.add(
            problems.MetadataOfWrongKind(key=key, wanted=wanted, span=span)
        )

    def _collect(self) -> ChapterMetadata:
        def words(key: str) -> str | None:
            value = self._values.get(key)
            return value if isinstance(value, str) else None

        numbered = self._values.get("numbered")
        role = self._values.get("role")
        return ChapterMetadata(
            title=words("title"),
            subtitle=words("subtitle"),
            short_title=words("short-title"),
            author=words("author"),
            authors=self._authors,
            language=words("lang"),
            role=role if isinstance(role, DivisionKind) else None,
            numbered=numbered if isinstance(numbered, bool) else None,
            translator=words("translator"),
            epigraph=self._parts.get("epigraph", ()),
            first_published=self._parts.get("first-published", ()),
            shows_cells=self._shows_cells,
            of_book=self._of_book,
            span_by_key=self._spans,
        )


def _brackets(content: str) -> int:
    return content.count("[") + content.count("{")


def _as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _words_of(
    event: yaml.Event,
    events: Iterator[yaml.Event],
    anchors: dict[str, list[str] | None],
) -> list[str] | None:
    """The scalars of a value: one, or those of a list; `None` for anything else."""
    if isinstance(event, yaml.AliasEvent):
        return anchors.get(str(event.anchor))
    words: list[str] | None
    if isinstance(event, yaml.ScalarEvent):
        words = [" ".join(str(event.value).split())]
    else:
        words = _words_of_collection(event, events)
    anchor = getattr(event, "anchor", None)
    if isinstance(anchor, str):
        anchors[anchor] = words
    return words


def _words_of_collection(
    event: yaml.Event, events: Iterator[yaml.Event]
) -> list[str] | None:
    words: list[str] | None = [] if isinstance(event, yaml.SequenceStartEvent) else None
    depth = 1
    for inner in events:
        if isinstance(inner, yaml.CollectionStartEvent):
            depth += 1
            words = None
        elif isinstance(inner, yaml.CollectionEndEvent):
            depth -= 1
            if not depth:
                break
        elif isinstance(inner, yaml.ScalarEvent) and words is not None:
            words.append(" ".join(str(inner.value).split()))
        else:
            words = None
    return words


_GIVEN, _FAMILY = ("given", "first"), ("family", "last")


def _names_of(
    event: yaml.CollectionStartEvent, events: Iterator[yaml.Event]
) -> list[str] | None:
    """The names in a list of people, or in a table of one: `name`, or its parts.

    What else a table says of a person, an affiliation say, is not part of the name.
    """
    names: list[str] = []
    if isinstance(event, yaml.MappingStartEvent):
        names.append(_name_in_table(events))
    else:
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            if isinstance(inner, yaml.MappingStartEvent):
                names.append(_name_in_table(events))
            elif isinstance(inner, yaml.ScalarEvent):
                names.append(" ".join(str(inner.value).split()))
            elif isinstance(inner, yaml.SequenceStartEvent):
                _words_of_collection(inner, events)
                names.append("")
    return names if names and all(names) else None


def _table_of_words(events: Iterator[yaml.Event]) -> dict[str, str]:
    """The words of a table by their keys; lists and tables in it are left out."""
    words_by_key: dict[str, str] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = str(event.value) if isinstance(event, yaml.ScalarEvent) else ""
        value = next(events)
        if isinstance(value, yaml.CollectionStartEvent):
            _words_of_collection(value, events)
        elif isinstance(value, yaml.ScalarEvent):
            words_by_key[key] = " ".join(str(value.value).split())
    return words_by_key


def _name_in_table(events: Iterator[yaml.Event]) -> str:
    value_by_key: dict[str, str] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = str(event.value) if isinstance(event, yaml.ScalarEvent) else ""
        value = next(events)
        if isinstance(value, yaml.MappingStartEvent) and key == "name":
            value_by_key["name"] = _name_in_table(events)
        elif isinstance(value, yaml.CollectionStartEvent):
            _words_of_collection(value, events)
        elif isinstance(value, yaml.ScalarEvent):
            value_by_key[key] = " ".join(str(value.value).split())
    if (
        name := value_by_key.get("name")
        or value_by_key.get("literal")
        or value_by_key.get("text")
    ):
        return name
    parts = (
        next((value_by_key[key] for key in keys if key in value_by_key), "")
        for keys in (_GIVEN, _FAMILY)
    )
    return " ".join(part for part in parts if part)
