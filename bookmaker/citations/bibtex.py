"""BibTeX to sources in the form of CSL JSON, each with its place.

What comes in: the text of a `.bib` file, of BibTeX or biblatex. What goes out: a
`Source` an entry. The mapping of types and fields follows that of pandoc and Zotero to
the CSL 1.0.2 variables (https://docs.citationstyles.org/en/stable/specification.html).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from bookmaker.citations.latex import plain_of_latex, verbatim_of_latex
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import MalformedSources
from bookmaker.document.book import Source
from bookmaker.source import SourceSpan

_TYPES = {
    "article": "article-journal",
    "audio": "song",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
_FIELDS = {
    "abstract": "abstract",
    "address": "publisher-place",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "howpublished": "medium",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "location": "publisher-place",
    "note": "note",
    "organization": "publisher",
    "pages": "page",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "shorttitle": "title-short",
    "url": "URL",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
_VERBATIM = frozenset(("doi", "url"))
"""Fields whose characters are themselves (biblatex 3.20, section 2.2.1)."""
_PEOPLE = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
}
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""What `entrysubtype` says of an article (biblatex-chicago)."""
_GENRES = {
    "mastersthesis": "master’s thesis",
    "mathesis": "master’s thesis",
    "phdthesis": "PhD diss.",
}
_DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_ENTRY = re.compile(r"@\s*(\w+)\s*([{(])", re.ASCII)
_ENTRY_ON_A_LINE = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.ASCII | re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,{}()\"#%]+)\s*,")
_FIELD = re.compile(r"\s*+,?\s*+([A-Za-z][\w:.+-]*)\s*=\s*", re.ASCII)
_END = re.compile(r"\s*+,?\s*+[})]")
_BARE = re.compile(r"\s*([^\s,#{}()\"]+)")
_JOINT = re.compile(r"\s*#\s*")
_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BEHIND_A_VALUE = re.compile(r"\s*(?:[,#})]|\Z)")

_MOST_FROM_STRINGS = 1_000_000
"""Characters that `@string` may add to a file. Each can hold the one before it twice,
so that fifty lines would be more than any memory; the longest lists of journals' names
add some ten thousand."""

_ISO_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

_DECADE = re.compile(r"(\d{2,3})([Xx]{1,2})")
"""Digits that nobody knows: `185X`, `18XX` (EDTF, level 1)."""
_OPEN_END = re.compile(r"\d/(?:\.\.)?$")
"""A range that goes on: `2019/` (biblatex), `2019/..` (EDTF)."""


def read_bibtex(text: str, file: str, diagnostics: Diagnostics) -> tuple[Source, ...]:
    """Read the entries of a file; what cannot be read is an error with its place."""
    return tuple(_Reader(text, file, diagnostics).sources())


class _Reader:
    """Reads entries from the first character to the last, and looks at none again.

    A field without an end would swallow all that follows. Where a brace is left open,
    the reading goes on at the next line that begins an entry, so that one slip costs
    one entry.
    """

    def __init__(self, text: str, file: str, diagnostics: Diagnostics) -> None:
        self._text = text
        self._file = file
        self._diagnostics = diagnostics
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._strings = {
            name: str(number) for number, name in enumerate(_MONTHS, start=1)
        }
        self._left_for_strings = _MOST_FROM_STRINGS
        self._limit = len(text)
        """No value is looked for behind this: the end, or where the next entry begins,
        once an open brace has shown that the file is torn."""

    def sources(self) -> Iterator[Source]:
        at = 0
        while (entry := _ENTRY.search(self._text, at)) is not None:
            kind = entry[1].lower()
            at = entry.end()
            if self._limit < at:
                self._limit = self._next_entry(at)
            if kind in ("comment", "preamble"):
                continue
            if kind == "string":
                fields, at = self._fields(at)
                self._strings.update(fields)
                continue
            key = _KEY.match(self._text, at)
            span = self._span(entry.start(), entry.end())
            if key is None:
                self._report("this entry has no key", span)
                continue
            fields, at = self._fields(key.end() - 1)
            span = self._span(entry.start(), key.end(1))
            yield Source(key[1], _csl_of(key[1], kind, fields), span=span)

    def _fields(self, at: int) -> tuple[dict[str, str], int]:
        """The fields of an entry up to its closing brace, and the offset behind it."""
        fields: dict[str, str] = {}
        while (field := _FIELD.match(self._text, at)) is not None:
            value, end = self._value(field.end())
            if end is None:
                span = self._span(field.start(1), field.end(1))
                self._report(f"the field “{field[1]}” has no end", span)
                self._limit = self._next_entry(field.end())
                return fields, self._limit
            fields[field[1].lower()] = value
            at = end
        closed = _END.match(self._text, at)
        if closed is None:
            span = self._span(at, min(at + 1, len(self._text)))
            self._report("an entry or a field has no end before this", span)
            return fields, at
        return fields, closed.end()

    def _next_entry(self, at: int) -> int:
        """The offset of the next line that begins an entry, or of the end."""
        entry = _ENTRY_ON_A_LINE.search(self._text, at)
        return len(self._text) if entry is None else entry.start()

    def _value(self, at: int) -> tuple[str, int | None]:
        """A value: pieces in braces or quotes, numbers and names, joined by `#`."""
        pieces = []
        while True:
            piece, end = self._piece(at)
            if end is None:
                return "", None
            pieces.append(piece)
            joint = _JOINT.match(self._text, end)
            if joint is None:
                return "".join(pieces), end
            at = joint.end()

    def _piece(self, at: int) -> tuple[str, int | None]:
        sign = self._text[at : at + 1]
        if sign in ("{", '"'):
            end = self._end_of(at, sign)
            return ("", None) if end is None else (self._text[at + 1 : end - 1], end)
        bare = _BARE.match(self._text, at)
        if bare is None:
            return "", None
        return self._named(bare), bare.end()

    def _named(self, bare: re.Match[str]) -> str:
        """What a name stands for; one that `@string` doesn't know is itself."""
        value = self._strings.get(bare[1].lower())
        if value is None or self._left_for_strings < 0:
            return bare[1]
        self._left_for_strings -= len(value)
        if self._left_for_strings < 0:
            most = f"{_MOST_FROM_STRINGS:,}"
            reason = f"its @string abbreviations add more than {most} characters"
            self._report(reason, self._span(bare.start(1), bare.end(1)))
            return bare[1]
        return value

    def _end_of(self, at: int, sign: str) -> int | None:
        r"""The offset behind the value that begins at `at`; `None` where it has no end.

        BibTeX counts every brace, so that `{C:\books\}` ends; people write `{a \} b}`
        too, which other programs read. A brace behind a backslash ends a value where
        what follows it can only follow a value.
        """
        depth = all_depth = 0
        for found in _SIGN.finditer(self._text, at + (sign == '"'), self._limit):
            step = {"{": 1, "}": -1}.get(found[0][-1], 0)
            all_depth += step
            if len(found[0]) == 1:
                depth += step
                is_end = not depth if sign == "{" else not depth and found[0] == '"'
            else:
                is_end = not all_depth and step < 0 and sign == "{"
                is_end = is_end and self._ends_a_value(found.end())
            if is_end:
                return found.end()
        return None

    def _ends_a_value(self, at: int) -> bool:
        return _BEHIND_A_VALUE.match(self._text, at) is not None

    def _report(self, reason: str, span: SourceSpan) -> None:
        problem = MalformedSources(file=self._file, reason=reason, span=span)
        self._diagnostics.add(problem)

    def _span(self, start: int, end: int) -> SourceSpan:
        line = bisect_right(self._line_starts, start)
        column = start - self._line_starts[line - 1] + 1
        return SourceSpan(self._file, line, column, line, column + end - start)


def _csl_of(key: str, kind: str, fields: Mapping[str, str]) -> str:
    csl = {"id": key, **_type_and_genre(kind, fields)}
    for name, value in fields.items():
        if name in _PEOPLE:
            csl[_PEOPLE[name]] = [_person(p) for p in _people(value)]
        elif name in _DATES:
            _put(csl, _DATES[name], _date(value))
        elif name in _FIELDS:
            plain = verbatim_of_latex if name in _VERBATIM else plain_of_latex
            csl.setdefault(_FIELDS[name], plain(value))
    csl["title"] = _title(fields)
    if "number" in fields:
        csl.setdefault(_number_of(kind, fields), plain_of_latex(fields["number"]))
    if "page" in csl:
        csl["page"] = str(csl["page"]).replace("–", "-").replace("--", "-")
    if "issued" not in csl:
        _put(csl, "issued", _year_and_month(fields) or _state(fields))
    return json.dumps(csl, ensure_ascii=False, sort_keys=True)


def _type_and_genre(kind: str, fields: Mapping[str, str]) -> dict[str, object]:
    csl: dict[str, object] = {"type": _TYPES.get(kind, "document")}
    if kind == "article":
        csl["type"] = _SUBTYPES.get(fields.get("entrysubtype", ""), csl["type"])
    said = plain_of_latex(fields.get("type", ""))
    genre = _GENRES.get(said.lower(), said) or _GENRES.get(kind)
    if genre and csl["type"] in ("thesis", "report"):
        csl["genre"] = genre
    return csl


def _number_of(kind: str, fields: Mapping[str, str]) -> str:
    """What `number` is: of an issue, within a series, or of the work."""
    if kind == "article":
        return "issue"
    return "collection-number" if "series" in fields else "number"


def _state(fields: Mapping[str, str]) -> dict[str, object] | None:
    """In the place of a date: `forthcoming`."""
    state = plain_of_latex(fields.get("pubstate", ""))
    return {"literal": state} if state else None


def _put(csl: dict[str, object], name: str, value: object | None) -> None:
    if value is not None:
        csl[name] = value


def _title(fields: Mapping[str, str]) -> str:
    title = plain_of_latex(fields.get("title", ""))
    subtitle = plain_of_latex(fields.get("subtitle", ""))
    return f"{title}: {subtitle}" if subtitle else title


def _date(value: str) -> dict[str, object] | None:
    written = value.strip()
    if (vague := _DECADE.fullmatch(written)) is not None:
        return {"literal": f"{vague[1]}{'0' * len(vague[2])}s"}
    parts = [_date_parts(found) for found in _ISO_DATE.finditer(written)]
    if parts and _OPEN_END.search(written):
        return {"literal": f"{parts[0][0]}–"}
    if not parts:
        return {"literal": plain_of_latex(value)} if value.strip() else None
    return {"date-parts": parts[:2]}


def _date_parts(found: re.Match[str]) -> list[int]:
    """Year, month and day, as far as they are known; a season is not a month."""
    parts = [int(part) for part in found.groups() if part]
    return parts[:1] if len(parts) > 1 and not 1 <= parts[1] <= 12 else parts


def _year_and_month(fields: Mapping[str, str]) -> dict[str, object] | None:
    year = plain_of_latex(fields.get("year", ""))
    if not year:
        return None
    if not re.fullmatch(r"-?\d{1,4}", year):
        return {"literal": year}
    month = fields.get("month", "").strip().lower()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    parts = [int(year)] + ([int(month)] if month.isdigit() else [])
    return {"date-parts": [parts]}


def _people(value: str) -> list[str]:
    """The people of a field, separated by `and` outside braces."""
    people, depth, start = [], 0, 0
    for found in re.finditer(r"[{}]|(?<!\s)\s+and\s+", value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif not depth:
            people.append(value[start : found.start()])
            start = found.end()
    people.append(value[start:])
    return [person.strip() for person in people if person.strip()]


def _person(written: str) -> dict[str, str]:
    """A name as BibTeX has them: `Last, First`, `von Last, Jr, First`, `First Last`."""
    if written.startswith("{") and written.endswith("}"):
        return {"literal": plain_of_latex(written)}
    if written == "others":
        return {"literal": "et al."}
    parts = [plain_of_latex(part) for part in written.split(",")]
    if len(parts) > 1:
        suffix = parts[1] if len(parts) > 2 else ""
        return _with_particle(parts[0].split(), parts[-1], suffix)
    words = parts[0].split()
    first = next((i for i, w in enumerate(words[:-1]) if w[:1].islower()), None)
    cut = len(words) - 1 if first is None else first
    return _with_particle(words[cut:], " ".join(words[:cut]), "")


def _with_particle(family: list[str], given: str, suffix: str) -> dict[str, str]:
    small = 0
    while small < len(family) - 1 and family[small][:1].islower():
        small += 1
    name = {
        "family": " ".join(family[small:]),
        "given": given,
        "non-dropping-particle": " ".join(family[:small]),
        "suffix": suffix,
    }
    return {key: value for key, value in name.items() if value}
