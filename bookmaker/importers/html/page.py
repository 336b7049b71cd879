"""A web page parsed, and what it says of itself."""

from __future__ import annotations

import codecs
import datetime
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.doctype import without_doctype

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]+encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROLOGUE = 1 << 16
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SILENT = frozenset({"script", "style", "template", "head", "svg", "math"})
MAX_ELEMENTS = 150_000
MAX_PAGE_BYTES = 32 * 1024 * 1024

Tag: TypeAlias = etree._Element  # noqa: SLF001 - lxml names it so
"""An element of lxml, which has no types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page's tree and its metadata."""

    root: Tag
    title: str | None
    authors: tuple[str, ...]
    date: datetime.date | None
    language: str | None
    encoding: str


def parse_page(content: bytes, path: str, encoding: str | None) -> WebPage:
    """Parse a page. Raises `ManuscriptError` where it cannot be read."""
    if len(content) > MAX_PAGE_BYTES:
        reason = "it is larger than 32 MiB"
        raise ManuscriptError(problems.HostileSource(path=path, reason=reason))
    if b"<!ENTITY" in content[:_PROLOGUE]:
        content = without_doctype(content, path)
    text, name = _decode(content, encoding)
    text = _CONTROLS.sub("", _XML_HEAD.sub("", text, count=1))
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ManuscriptError(problems.EmptySource(path=path)) from error
    if any("depth" in entry.message for entry in parser.error_log):
        reason = "its elements are nested deeper than any article's"
        raise ManuscriptError(problems.HostileSource(path=path, reason=reason))
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        reason = "it has more elements than any article"
        raise ManuscriptError(problems.HostileSource(path=path, reason=reason))
    return WebPage(
        root=root,
        title=title_words(
            _meta(root, "og:title") or _text_of_first(root, "title") or ""
        )
        or None,
        authors=_authors(root),
        date=_date(root),
        language=_language(root),
        encoding=name,
    )


_SITE = re.compile(r"(?P<title>.*\S)\s+(?P<sign>[|–—·-])\s+(?P<site>[^|–—·]{2,60})")
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_NO_LETTER = re.compile(r"[\W_]+")


def title_without_site(page: WebPage) -> str | None:
    """What a page's title says without the name of its site behind a bar or a dash.

    `The Ferry – A Life` has a subtitle there: behind a dash is a site where the page
    names it so, in its metadata, its address, a link or the line of its rights.
    """
    found = _SITE.fullmatch(page.title or "")
    if found is None or not (found["sign"] == "|" or _names_site(page, found["site"])):
        return page.title
    return found["title"]


def _names_site(page: WebPage, words: str) -> bool:
    root = page.root
    if words in {_meta(root, name) for name in _SITE_NAMES}:
        return True
    addresses = [_meta(root, "og:url") or ""]
    addresses += [
        link.get("href") or ""
        for link in root.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    label = _NO_LETTER.sub("", words).lower()
    hosts = (_host(address) for address in addresses)
    if any(label == _NO_LETTER.sub("", part) for host in hosts for part in host):
        return True
    if any(text_of(link) == words for link in root.iter("a")):
        return True
    return any("©" in said and words in said for said in root.itertext())


def _host(address: str) -> list[str]:
    """The parts of the name of an address's host, and the name without `www`."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return []
    return [*host.split("."), host.removeprefix("www.")]


def _decode(content: bytes, encoding: str | None) -> tuple[str, str]:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    said = _CHARSET.search(content[:4096]) or _XML_ENCODING.search(content[:200])
    name = marked or encoding or (said[1].decode("ascii") if said else "utf-8")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = "utf-8"
    # Browsers read these names as Windows' code page (Encoding Standard, 4.2).
    known = "cp1252" if known in ("iso8859-1", "ascii") else known
    try:
        return content.decode(known), known
    except UnicodeDecodeError:
        if not marked and not encoding and known == "utf-8":
            return content.decode("cp1252", errors="replace"), "cp1252"
        raise ManuscriptError(problems.NoText(encoding=known)) from None


def _meta(root: Tag, name: str) -> str | None:
    for meta in root.iter("meta"):
        if name in (meta.get("name"), meta.get("property")):
            words = " ".join((meta.get("content") or "").split())
            if words:
                return words
    return None


def _person(words: str | None) -> str | None:
    return None if words is None or "://" in words else words


_PROJECT = re.compile(
    r"The Project Gutenberg e(?:Book|text) of .+, (?:by|par|von|di|de|por) (.+?)\.?$",
    re.I,
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "byl")


def _authors(root: Tag) -> tuple[str, ...]:
    """Who wrote a page: its metadata, or what it says to search engines (JSON-LD)."""
    for name in _AUTHOR_NAMES:
        said = _person(_meta(root, name))
        if said is not None:
            return (_turned(said),)
    named = _PROJECT.match(_text_of_first(root, "title") or "")
    if named is not None:
        return (named[1],)
    found = (item.get("author") for item in _linked_data(root))
    people = [
        p for value in found for p in (value if isinstance(value, list) else [value])
    ]
    names = [p.get("name") if isinstance(p, dict) else p for p in people]
    return tuple(dict.fromkeys(n for n in names if isinstance(n, str) and n.strip()))


def _turned(name: str) -> str:
    """`Moreau, Ada`, as catalogues write it, as her books do."""
    name = re.sub(r"^by\s+", "", name, flags=re.I)
    last, comma, first = name.partition(",")
    is_catalogued = comma and "," not in first and len(first.split()) <= 3
    return f"{first.strip()} {last.strip()}" if is_catalogued else name


def _linked_data(root: Tag) -> list[dict[str, object]]:
    """The records of JSON-LD in a page; what is none is passed over."""
    found: list[dict[str, object]] = []
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            said = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = said if isinstance(said, list) else [said]
        for item in items:
            if isinstance(item, dict):
                graph = item.get("@graph")
                inner = graph if isinstance(graph, list) else []
                found += [item, *(o for o in inner if isinstance(o, dict))]
    return found


def _text_of_first(root: Tag, name: str) -> str | None:
    for found in root.iter(name):
        words = text_of(found)
        return words or None
    return None


def _date(root: Tag) -> datetime.date | None:
    said = _meta(root, "article:published_time") or _meta(root, "date")
    published = [str(o.get("datePublished") or "") for o in _linked_data(root)]
    stamps = [said or "", *published] + [
        time.get("datetime") or "" for time in root.iter("time")
    ]
    for stamp in stamps:
        found = _DAY.match(stamp)
        if found is not None:
            try:
                return datetime.date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def _language(root: Tag) -> str | None:
    tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    body = root.find("body")
    tag = tag or (body.get("lang") if body is not None else None)
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def name_of(tag: Tag) -> str:
    """The name of an element in small letters; empty for a comment."""
    return tag.tag.lower() if isinstance(tag.tag, str) else ""


def words_below(tag: Tag) -> Iterator[str]:
    """The words of an element that a reader would see, piece by piece."""
    if name_of(tag) in _SILENT or not name_of(tag):
        return
    if tag.text:
        yield tag.text
    for child in tag:
        yield from words_below(child)
        if child.tail:
            yield child.tail


_ESCAPED_TWICE = re.compile(
    r"&(?:[A-Za-z]{1,2}(?:acute|grave|circ|tilde|uml|cedil|ring|slash|caron|lig)"
    r"|[lrsb][sda]quo|hellip|[mn]dash|nbsp|iquest|iexcl|#\d{2,5}|#x[\da-f]{2,4});",
    re.IGNORECASE,
)
"""Entities of letters and marks that a site has escaped: nobody writes of these."""


def title_words(words: str) -> str:
    """The words of a title without entities that a site has escaped once more."""
    shown = _ESCAPED_TWICE.sub(lambda found: html.unescape(found[0]), words)
    return " ".join(shown.split())


def text_of(tag: Tag) -> str:
    """The words of an element in one line."""
    if name_of(tag) in ("title",):
        return " ".join((tag.text or "").split())
    return " ".join(" ".join(words_below(tag)).split())


def line_of(tag: Tag) -> int:
    """The line of the page on which an element begins."""
    return tag.sourceline or 1
