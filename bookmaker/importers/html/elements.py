"""A parsed page to the elements that the reader of raw HTML makes nodes of.

What only a browser needs (classes, scripts, styles) stays behind; pictures get the
paths they will have in the manuscript, and embedded things become links.
"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bookmaker.config.values import is_language_tag
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Block, Inline
from bookmaker.importers.html.page import Tag, line_of, name_of, text_of
from bookmaker.importers.html.picture_sources import PictureSource, load_picture
from bookmaker.importers.mathml import read_mathml
from bookmaker.importers.model import Disposition, SourcePiece
from bookmaker.importers.placeholder import placeholder_picture
from bookmaker.readers.html.allow_list import ALLOWED, GROUPS, VOID
from bookmaker.readers.html.blocks import BlockMaker
from bookmaker.readers.html.elements import Element, PlacedText, RawWords
from bookmaker.source import SourceSpan

NOTE_SCHEME = "bookmaker-note:"
COMMENT_SCHEME = "bookmaker-comment:"
MATH_SCHEME = "bookmaker-math:"
INDEX_SCHEME = "bookmaker-index:"
DISPLAY_SCHEME = "bookmaker-display-math:"
KEPT_CLASSES = frozenset({"imported-verse", "imported-epigraph", "imported-caption"})
"""What our own style map writes for styles of Word."""
_SILENT = frozenset(
    "script style template head link meta base map col colgroup".split()
)
_EMBEDS = frozenset("iframe embed object video audio".split())
_KEPT = frozenset(
    "href src alt title colspan rowspan start type align lang dir width height".split()
)
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:?)[-_ ]?([\w+#.-]+)")
_MARKUP_LANGUAGES = frozenset({"none", "plaintext", "text", "plain", "auto"})
_STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "em"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub\b"), "sub"),
    (re.compile(r"text-decoration[^;]*:\s*[^;]*line-through"), "s"),
)
_SMALL_CAPS = re.compile(r"font-variant[\w-]*\s*:\s*[^;]*small-caps")
_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(slots=True)
class Place:
    """A text whose every character came from one line of a page."""

    text: str
    file: str
    line: int

    def span(self, start: int, end: int) -> SourceSpan:  # noqa: ARG002 - a line is all
        """The line that it came from."""
        return SourceSpan.at(self.file, self.line)

    def slice(self, start: int, end: int) -> PlacedText:
        """A part of it, from the same line."""
        return Place(self.text[start:end], self.file, self.line)


@dataclass(slots=True)
class PageMaker:
    """Makes nodes of a page's elements and collects its pictures."""

    source: str
    pictures: PictureSource
    may_fetch: bool
    label_by_call: dict[Tag, str]
    linked_ids: frozenset[str]
    content_by_path: dict[str, bytes] = field(default_factory=dict)
    pieces: list[SourcePiece] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """The addresses of pictures that could not be had."""
    _path_by_source: dict[str, str] = field(default_factory=dict)

    def blocks(self, tag: Tag) -> tuple[Block, ...]:
        """Make the blocks of what an element holds."""
        # What a page attaches for browsers is not an author's fault.
        found = Diagnostics()
        maker = BlockMaker(found, _read_nothing)
        return maker.flow(self._children(tag, is_code=False))

    def _children(self, tag: Tag, *, is_code: bool) -> list[Element | RawWords | Block]:
        found: list[Element | RawWords | Block] = []
        found += self._words(tag.text, tag, is_code=is_code)
        for child in tag:
            found += self._element(child, is_code=is_code)
            found += self._words(child.tail, child, is_code=is_code)
        return found

    def _words(
        self, text: str | None, tag: Tag, *, is_code: bool
    ) -> list[Element | RawWords | Block]:
        if not text:
            return []
        if not is_code:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        place = Place(html.escape(text, quote=False), self.source, line_of(tag))
        return [RawWords(place, place.span(0, 0))]

    def _element(self, tag: Tag, *, is_code: bool) -> list[Element | RawWords | Block]:
        name = name_of(tag)
        if not name or name in _SILENT:
            return []
        if name in _EMBEDS:
            return self._embed(tag, name)
        if name == "img":
            return self._image(tag)
        if name == "math":
            return self._formula(tag)
        if name == "svg":
            return self._drawing(tag)
        children = self._children(tag, is_code=is_code or name in ("pre", "textarea"))
        if tag in self.label_by_call:
            label = self.label_by_call[tag]
            scheme = "" if label.startswith(COMMENT_SCHEME) else NOTE_SCHEME
            return [self._made("a", {"href": scheme + label}, [], tag)]
        if name in GROUPS:
            own = tag.get("class") or ""
            given = {"class": own} if own in KEPT_CLASSES else {}
            return [self._made("div", self._named(tag, given), children, tag)]
        if name not in ALLOWED:
            return children
        if name == "font":
            name = "span"
        return self._allowed(tag, name, children)

    def _allowed(
        self, tag: Tag, name: str, children: list[Element | RawWords | Block]
    ) -> list[Element | RawWords | Block]:
        given = {key: value for key, value in tag.items() if key in _KEPT}
        if not is_language_tag(given.get("lang", "en")):
            del given["lang"]
        if name not in ("img", "td", "th", "table"):
            given.pop("width", None)
            given.pop("height", None)
        if name in ("table", "td", "th"):
            given = {k: v for k, v in given.items() if k not in ("width", "height")}
        if name in ("a", "ol", "ul", "p", "div"):
            given.pop("type", None) if name != "ol" else None
        given = self._named(tag, given)
        if name in ("pre", "code") and (language := _language_of(tag)):
            given["class"] = f"language-{language}"
        elif (own := tag.get("class") or "") in KEPT_CLASSES:
            given["class"] = own
        if name in ("span", "p", "div"):
            return self._styled(tag, name, given, children)
        if name in ("b", "i") and re.search(
            r"font-(?:weight|style)\s*:\s*normal", tag.get("style") or ""
        ):
            return (
                children  # Google Docs puts <b style="font-weight:normal"> around all
            )
        return [self._made(name, given, children, tag)]

    def _styled(
        self,
        tag: Tag,
        name: str,
        given: dict[str, str],
        children: list[Element | RawWords | Block],
    ) -> list[Element | RawWords | Block]:
        style = (tag.get("style") or "").lower()
        if name != "span":
            return [self._made(name, given, children, tag)]
        inner = children
        for pattern, element in _STYLES:
            if pattern.search(style):
                inner = [self._made(element, {}, inner, tag)]
        names = (tag.get("class") or "").lower()
        if _SMALL_CAPS.search(style) or re.search(
            r"small-?caps|\bsc\b|\bsmcap\b", names
        ):
            given["class"] = "smallcaps"
        return [self._made("span", given, inner, tag)] if given else inner

    def _named(self, tag: Tag, given: dict[str, str]) -> dict[str, str]:
        """Keep a name that something links to; `name` is that of old anchors."""
        name = tag.get("id") or (tag.get("name") if name_of(tag) == "a" else None)
        if name and name in self.linked_ids:
            given["id"] = name
        if "align" in given and name_of(tag) not in ("td", "th"):
            del given["align"]
        return given

    def _made(
        self,
        name: str,
        given: dict[str, str],
        children: list[Element | RawWords | Block],
        tag: Tag,
    ) -> Element:
        place = Place(f"<{name}>", self.source, line_of(tag))
        return Element(
            name, given, place.span(0, 0), place, [] if name in VOID else children
        )

    # --- Formulas, pictures and embeds ----------------------------------------------

    def _formula(self, tag: Tag) -> list[Element | RawWords | Block]:
        """A formula as TeX, in the line or on a line of its own."""
        tex = read_mathml(tag)
        if not tex:
            return []
        is_display = tag.get("display") == "block" or tag.get("mode") == "display"
        scheme = DISPLAY_SCHEME if is_display else MATH_SCHEME
        return [self._made("a", {"href": scheme + tex}, [], tag)]

    def _drawing(self, tag: Tag) -> list[Element | RawWords | Block]:
        """The words of a drawing are set aside; a picture in it is a picture."""
        made: list[Element | RawWords | Block] = []
        for picture in tag.iter():
            if name_of(picture).rpartition(":")[2] == "image":
                href = picture.get("href") or picture.get(_XLINK_HREF)
                source = href or picture.get("xlink:href")
                if source:
                    picture.tag = "img"
                    picture.set("src", source)
                    made += self._image(picture)
        words = "\n".join(
            line for part in tag.itertext() if (line := " ".join(part.split()))
        )
        if words:
            self._set_aside(words, "the text of an SVG", tag)
        return made

    def _image(self, tag: Tag) -> list[Element | RawWords | Block]:
        source = _best_source(tag)
        words = " ".join((tag.get("alt") or "").split())
        if not source or _is_tracker(tag):
            if words:
                self._set_aside(words, "the description of a button", tag)
            return []
        given = {"src": self._path(source, tag)}
        if tag.get("alt") is not None:
            given["alt"] = words
        if title := " ".join((tag.get("title") or "").split()):
            given["title"] = title
        return [self._made("img", given, [], tag)]

    def _path(self, source: str, tag: Tag) -> str:
        if source in self._path_by_source:
            return self._path_by_source[source]
        found = load_picture(source, self.pictures, may_fetch=self.may_fetch)
        if found is None:
            number = len(self.missing) + 1
            path = f"images/missing-{number}.png"
            self.content_by_path[path] = placeholder_picture(number)
            self.missing.append(source[:200])
            self._set_aside(source[:200], "the address of an image", tag)
        else:
            content, suffix = found
            path = self._free_path(_stem(source), suffix, content)
            self.content_by_path[path] = content
        self._path_by_source[source] = path
        return path

    def _free_path(self, stem: str, suffix: str, content: bytes) -> str:
        path, number = f"images/{stem}.{suffix}", 1
        while self.content_by_path.get(path, content) != content:
            number += 1
            path = f"images/{stem}-{number}.{suffix}"
        return path

    def _embed(self, tag: Tag, name: str) -> list[Element | RawWords | Block]:
        source = tag.get("src") or tag.get("data") or ""
        inner = tag.find(".//source")
        if not source and inner is not None:
            source = inner.get("src") or ""
        words = " ".join((tag.get("title") or text_of(tag)).split())
        is_address = urlsplit(source).scheme in ("http", "https")
        if source.startswith("//"):
            source, is_address = f"https:{source}", True
        if not is_address:
            return self._words(words, tag, is_code=False)
        shown = self._words(words or source, tag, is_code=False)
        link = self._made("a", {"href": source}, shown, tag)
        return [self._made("p", {}, [link], tag)] if name != "audio" else [link]

    def _set_aside(self, words: str, what: str, tag: Tag) -> None:
        self.pieces.append(
            SourcePiece(
                source=self.source,
                line=line_of(tag),
                fate=Disposition.ASIDE,
                what=what,
                words=words,
            )
        )


def _read_nothing(_places: PlacedText) -> tuple[Inline, ...]:
    return ()


def _best_source(tag: Tag) -> str:
    source = (tag.get("src") or "").strip()
    if not source or source.startswith("data:image/gif") or source == "#":
        for key in ("data-src", "data-lazy-src", "data-original"):
            if tag.get(key):
                return str(tag.get(key)).strip()
        chosen = (tag.get("srcset") or tag.get("data-srcset") or "").split(",")[-1]
        return chosen.strip().split(" ")[0] or source
    return source


def _is_tracker(tag: Tag) -> bool:
    """Whether a picture is one dot, which counts who has read."""
    return tag.get("width") in ("0", "1") and tag.get("height") in ("0", "1")


def _stem(source: str) -> str:
    if source.startswith("data:"):
        return "picture"
    name = posixpath.basename(unquote(urlsplit(source).path))
    stem = _NAME.sub("-", name.rpartition(".")[0] or name).strip("-._").lower()
    return stem[:60] or "picture"


def _language_of(tag: Tag) -> str | None:
    for holder in (tag, *tag.iterchildren("code"), *tag.iterancestors("div", "pre")):
        found = _LANGUAGE.search(holder.get("class") or "")
        if found is not None and found[1] not in _MARKUP_LANGUAGES:
            return found[1]
    return None
