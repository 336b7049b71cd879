"""The one importer of citeproc: sources and a CSL style in, words out.

CSL 1.0.2: https://docs.citationstyles.org/en/stable/specification.html. citeproc-py
0.11 does not tell apart works of one author and year, knows keys in small letters
alone, and warns of variables that it does not know: what is wrong with a style is an
exception here, the rest is not said.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from bookmaker.citations.own_script import in_own_script
from bookmaker.citations.style_soundness import BrokenStyleError, check_style
from bookmaker.document.book import Source
from bookmaker.document.characters import without_forbidden
from bookmaker.document.nodes import (
    Emphasis,
    Inline,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookmaker.languages import language_of, primary_language
from bookmaker.languages.digits import Digits
from bookmaker.languages.words import has_words, words_of
from bookmaker.system.silence import without_warnings

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_PEOPLE = ("author", "editor", "translator")
OTHERS = "et al."
"""As a name: more people, whom the source does not name (BibTeX's `and others`)."""
_QUOTED = frozenset(
    "article-journal article-magazine article-newspaper chapter paper-conference"
    " webpage post-weblog entry-encyclopedia entry-dictionary thesis manuscript"
    " personal_communication post review".split()
)
"""Types whose titles our styles quote; those of others are in italics."""
_ASKED = re.compile(r"([?!]”)\.")
_STOP_BEHIND = re.compile(r"(”)([.,])")
_WITHOUT_AUTHOR = ("id", "type", "issued", "page", "volume")


@contextmanager
def _reporting_faults(key: str = "") -> Iterator[None]:
    """Make a `BrokenStyleError` of what citeproc raises on a style or a source."""
    try:
        yield
    except Exception as error:
        said = str(error) or type(error).__name__
        what = f"fails on the source “{key}”" if key else "cannot be read"
        raise BrokenStyleError(f"{what}: {said}") from error


def _fit(value: Any) -> Any:  # noqa: ANN401 - what JSON can say
    """A source without characters that no edition can hold."""
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, list):
        return [_fit(member) for member in value]
    if isinstance(value, dict):
        return {without_forbidden(key): _fit(worth) for key, worth in value.items()}
    return value


class Citer:
    """Cites the sources of a book in a style and a language."""

    def __init__(
        self,
        style: bytes,
        sources: Iterable[Source],
        language: str,
        digits: Digits = Digits.LATIN,
    ) -> None:
        from citeproc import CitationStylesBibliography, CitationStylesStyle
        from citeproc.formatter import html
        from citeproc.source.json import CiteProcJSON

        self.language = language
        self._digits = digits
        self._locale_moves_stops = _locale(language) == "en-US"
        self._csl_by_key: dict[str, dict[str, Any]] = {
            source.key: _with_day(_fit(json.loads(source.csl))) for source in sources
        }
        check_style(style)
        if primary_language(language) != "en":
            style = _without_serial_commas(style)
        if not _has_locale(language):
            style = _with_own_terms(style, language)
        with without_warnings():
            with _reporting_faults():
                self._style = CitationStylesStyle(
                    BytesIO(style), locale=_locale(language), validate=False
                )
                root = self._style.root
                self.is_note = root.get("class") == "note"
                layout = root.citation.find(f"{_NAMESPACE}layout")
                self._affixes = (layout.get("prefix", ""), layout.get("suffix", ""))
                self.delimiter = in_own_script(
                    layout.get("delimiter", "; "), language, digits
                )
            self.is_numeric = "citation-number" in _variables(root)
            if not self.is_note and not self.is_numeric:
                self._tell_apart()
            with _reporting_faults():
                self._bibliography = CitationStylesBibliography(
                    self._style, CiteProcJSON(self._entries()), html
                )

    def _entries(self) -> list[dict[str, Any]]:
        """Each source, and each again without its author."""
        entries = []
        for key, csl in self._csl_by_key.items():
            entries.append(_clean({**csl, "id": key}))
            kept = {k: v for k, v in csl.items() if k in _WITHOUT_AUTHOR}
            entries.append(_clean({**kept, "id": _bare(key)}))
        return entries

    def _tell_apart(self) -> None:
        """Give works of one author and year a letter: 1851a, 1851b."""
        keys_by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, csl in self._csl_by_key.items():
            keys_by_name[self.author(key), _year(csl)].append(key)
        for (_, year), keys in keys_by_name.items():
            if len(keys) < 2 or not year:
                continue
            ordered = sorted(keys, key=lambda k: str(self._csl_by_key[k].get("title")))
            for place, key in enumerate(ordered):
                issued = {"literal": f"{year}{chr(ord('a') + place % 26)}"}
                self._csl_by_key[key] = {**self._csl_by_key[key], "issued": issued}

    @property
    def has_bibliography(self) -> bool:
        """Whether the style has one."""
        return bool(self._style.has_bibliography())

    def knows(self, key: str) -> bool:
        """Whether there is such a source."""
        return key in self._csl_by_key

    @property
    def affixes(self) -> tuple[str, str]:
        """What stands before and behind a citation: parentheses, say."""
        return self._affixes

    def cite(
        self, key: str, locator: tuple[str, str] | None, *, without_author: bool = False
    ) -> tuple[Inline, ...]:
        """The words of one source, without the style's parentheses.

        `locator` is a label of CSL and its number: `("page", "3")`.
        """
        from citeproc import Citation, CitationItem, Locator

        has_own = without_author and not self.is_numeric and not self.is_note
        name = _bare(key) if has_own else key
        more = {"locator": Locator(*locator)} if locator else {}
        with without_warnings(), _reporting_faults(key):
            citation = Citation([CitationItem(name, **more)])
            if has_own:
                self._bibliography.register(Citation([CitationItem(key)]))
            self._bibliography.register(citation)
            words = str(self._bibliography.cite(citation, lambda _item: None))
        if has_own:
            self._forget(name)
        before, after = self._affixes
        words = words.removeprefix(before).removesuffix(after)
        return inlines_of(self._finished(words, in_list=False))

    def _forget(self, name: str) -> None:
        """Take out of the bibliography what stands for a work without its author."""
        bibliography = self._bibliography
        if name.lower() in bibliography.keys:
            place = bibliography.keys.index(name.lower())
            del bibliography.keys[place]
            del bibliography.items[place]

    def author(self, key: str) -> str:
        """The names of a source as a sentence has them, or its title."""
        csl = self._csl_by_key[key]
        people = next((csl[name] for name in _PEOPLE if csl.get(name)), ())
        names = [_short_name(person) for person in people]
        if not names:
            return self._title_in_text(key)
        if len(names) > 2 or names[-1] == OTHERS:
            return f"{names[0]} {self._term('et-al')}"
        return f" {self._and()} ".join(names)

    def _title_in_text(self, key: str) -> str:
        """The title of a source without people, quoted where the list quotes it."""
        csl = self._csl_by_key[key]
        title = str(csl.get("title", key))
        if csl.get("type") not in _QUOTED:
            return title
        return f"{self._term('open-quote')}{title}{self._term('close-quote')}"

    def _and(self) -> str:
        return self._term("and")

    def _term(self, name: str) -> str:
        """A word of the style's in its language."""
        with without_warnings(), _reporting_faults():
            return str(self._style.root.get_term(name).single)

    def _finished(self, words: str, *, in_list: bool) -> str:
        """Words of citeproc-py's as CSL has them, where it does otherwise.

        `others` are the style's et al., without “and”; in the language of the United
        States a full stop or comma stands within quotation marks (CSL 1.0.2,
        `punctuation-in-quote`).
        """
        if OTHERS in words:
            joint = re.escape(self._and())
            comma = "," if in_list else ""
            said = self._term("et-al")
            pattern = rf",?\s+(?:(?:{joint}|&amp;|&)\s+)?{re.escape(OTHERS)}"
            words = re.sub(pattern, f"{comma} {said}", words)
            words = words.replace(OTHERS, said).replace(f"{said}.", said)
        words = in_own_script(
            self._with_inner_quotes(words), self.language, self._digits
        )
        if self._locale_moves_stops:
            words = _ASKED.sub(r"\1", words)
            words = _STOP_BEHIND.sub(r"\2\1", words)
        return words

    def _with_inner_quotes(self, words: str) -> str:
        """Quotation marks within a quoted title are the inner ones (CSL 1.0.2, Quotes).

        Where the language's opening and closing marks are alike nothing says which.
        """
        outer = self._term("open-quote"), self._term("close-quote")
        inner = self._term("open-inner-quote"), self._term("close-inner-quote")
        if len({*outer, *inner}) < 4 or {*map(len, (*outer, *inner))} != {1}:
            return words
        made, depth = [], 0
        for character in words:
            mark = character
            if character == outer[0]:
                mark = inner[0] if depth % 2 else character
                depth += 1
            elif character == outer[1] and depth:
                depth -= 1
                mark = inner[1] if depth % 2 else character
            made.append(mark)
        return words if depth else "".join(made)

    def cite_all(self) -> None:
        """Put every source into the bibliography, cited or not."""
        from citeproc import Citation, CitationItem

        for key in self._csl_by_key:
            with without_warnings(), _reporting_faults(key):
                self._bibliography.register(Citation([CitationItem(key)]))

    def bibliography(self) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
        """The entries in the style's order, each with its key."""
        key_by_name = {key.lower(): key for key in self._csl_by_key}
        with without_warnings(), _reporting_faults():
            self._bibliography.sort()
            entries = [str(entry) for entry in self._bibliography.bibliography()]
        keys = [key_by_name[name] for name in self._bibliography.keys]
        return tuple(
            (key, inlines_of(self._finished(entry, in_list=True)))
            for key, entry in zip(keys, entries, strict=True)
        )


def _with_day(csl: dict[str, Any]) -> dict[str, Any]:
    """A source whose day of issue stands apart: its year may get a letter."""
    parts = csl.get("issued", {}).get("date-parts") or [[]]
    if "event-date" in csl or len(parts) != 1 or len(parts[0]) < 2:
        return csl
    return {**csl, "event-date": {"date-parts": parts}}


_OURS = b"<id>urn:bookmaker:csl:"
_SERIAL_COMMA = re.compile(rb'(?<=delimiter-precedes-last=")(?:always|contextual)')


def _without_serial_commas(style: bytes) -> bytes:
    """A style of ours for languages but English: no comma before “and”."""
    return _SERIAL_COMMA.sub(b"never", style) if _OURS in style else style


def _year(csl: Mapping[str, Any]) -> str:
    """The year of a source; empty where it has none."""
    parts = csl.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


_END_OF_INFO = re.compile(rb"</info>")


def _bare(key: str) -> str:
    """The name of what stands for a source without its author."""
    return f"\N{NO-BREAK SPACE}{key}"


def _clean(csl: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what citeproc-py cannot read; a range of dates is one."""
    return {
        name: _without_range(value) if isinstance(value, dict) else value
        for name, value in csl.items()
        if name in ("id", "type")
        or isinstance(value, str | int)
        or (isinstance(value, list) and all(isinstance(v, dict) for v in value))
        or (isinstance(value, dict) and value)
    }


def _without_range(date: dict[str, Any]) -> dict[str, Any]:
    """A range within a year is its first date; one of years is words."""
    parts = date.get("date-parts") or []
    if len(parts) < 2 or not (parts[0] and parts[1]):
        return date
    first, last = parts[0][0], parts[1][0]
    if first == last:
        return {**date, "date-parts": parts[:1]}
    return {"literal": f"{first}–{last}"}


def _variables(root: Any) -> set[str]:  # noqa: ANN401 - citeproc's
    layout = root.citation
    return {str(node.get("variable")) for node in layout.iter(f"{_NAMESPACE}text")}


def _locale(language: str) -> str:
    """The locale of citeproc's that is nearest to a language."""
    from citeproc import LOCALES_PATH, PRIMARY_DIALECTS

    primary, _, region = language.partition("-")
    likely = (f"{primary}-{region.upper()}", PRIMARY_DIALECTS.get(primary, "en-US"))
    files = (Path(LOCALES_PATH) / f"locales-{name}.xml" for name in likely)
    return next(
        (f.stem.removeprefix("locales-") for f in files if f.is_file()), "en-US"
    )


def _has_locale(language: str) -> bool:
    """Whether citeproc knows the words of a language."""
    known = primary_language(_locale(language))
    return known == primary_language(language) or not has_words(language)


def _with_own_terms(style: bytes, language: str) -> bytes:
    """A style with our words of a language that citeproc lacks (CSL 1.0.2, Locale)."""
    words = words_of(language)
    terms = {
        "and": words.and_,
        "et-al": words.and_others,
        "open-quote": words.quotes[0],
        "close-quote": words.quotes[1],
        "open-inner-quote": words.inner_quotes[0],
        "close-inner-quote": words.inner_quotes[1],
    }
    source_in = language_of(language).source_in
    if source_in:
        terms["in"] = source_in
    inner = "".join(
        f'<term name="{name}">{escape(said)}</term>' for name, said in terms.items()
    )
    verbs = {"editor": words.edited_by, "translator": words.translated_by}
    inner += "".join(
        f'<term name="{name}" form="verb">{escape(said)}</term>'
        for name, said in verbs.items()
    )
    locale = f"<locale><terms>{inner}</terms></locale>"
    return _END_OF_INFO.sub(lambda end: end[0] + locale.encode(), style, count=1)


def _short_name(person: Mapping[str, str]) -> str:
    if "literal" in person:
        return person["literal"]
    parts = (person.get("non-dropping-particle"), person.get("family"))
    return " ".join(filter(None, parts)) or person.get("given", "")


_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+);)")
_TAG = re.compile(r"<[^>]*>")


def inlines_of(markup: str) -> tuple[Inline, ...]:
    """The nodes of citeproc's markup: italics, bold, raised, lowered, small caps."""
    # citeproc-py 0.11 escapes some values and not others: a publisher's `&`.
    try:
        root = ElementTree.fromstring(f"<x>{_BARE_AMPERSAND.sub('&amp;', markup)}</x>")
    except ElementTree.ParseError:
        return (Text(_TAG.sub("", markup)),)
    return tuple(_inlines(root))


def _inlines(element: ElementTree.Element) -> Iterable[Inline]:
    if element.text:
        yield Text(element.text)
    for child in element:
        inner = tuple(_inlines(child))
        match child.tag:
            case "i" | "u":
                yield Emphasis(inner)
            case "b":
                yield Strong(inner)
            case "sup":
                yield Superscript(inner)
            case "sub":
                yield Subscript(inner)
            case "span" if "small-caps" in (child.get("style") or ""):
                yield SmallCaps(inner)
            case _:
                yield from inner
        if child.tail:
            yield Text(child.tail)
