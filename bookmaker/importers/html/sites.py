"""What programs and sites write: turned, in place, into what all importers know.

Word processors (Google Docs, Word), blogs (Medium, Substack, WordPress, Blogger),
Ghost, Notion, Wikipedia and Project Gutenberg name things by classes of their own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from bookmaker.importers.html.article import remove
from bookmaker.importers.html.elements import COMMENT_SCHEME
from bookmaker.importers.html.page import Tag, line_of, name_of, text_of
from bookmaker.importers.html.poetry import translate_poetry
from bookmaker.importers.model import Disposition, Guess, SourcePiece
from bookmaker.importers.plain_text.chapter_heads import opens_chapter
from bookmaker.importers.plain_text.head import read_date

_ASIDE = {
    "pg-boilerplate": "what Project Gutenberg says of the text",
    "pagenum": "the number of a printed page",
    "pageno": "the number of a printed page",
    "page-number": "the number of a printed page",
    "mw-editsection": "site furniture",
    "navbox": "site furniture",
    "mw-jump-link": "site furniture",
    "printfooter": "site furniture",
    "catlinks": "site furniture",
    "hatnote": "site furniture",
    "ambox": "site furniture",
    "noprint": "site furniture",
    "sitesub": "site furniture",
    "contentsub": "site furniture",
    "toc": "the table of contents",
    "toc_container": "the table of contents",
    "table_of_contents": "the table of contents",
    "ez-toc-container": "the table of contents",
    "p-canonical": "site furniture",
    "blog-pager": "site furniture",
    "post-labels": "site furniture",
    "post-footer-line": "site furniture",
    "properties": "the properties of a page",
    "page-header-icon": "site furniture",
    "icon": "site furniture",
}
_TITLES = (
    "p-name",
    "entry-title",
    "post-title",
    "post_title",
    "page-title",
    "msotitle",
)
_SUBTITLES = (
    "graf--subtitle",
    "msosubtitle",
    "post-subtitle",
    "article-subtitle",
    "gh-article-excerpt",
)
_METAS = re.compile(
    r"(?:^|\s)(?:entry-meta|post-meta|byline|posted-on|post-author|post-byline|meta-data"
    r"|date-header|article-header-meta|byline-wrapper|gh-article-meta)(?:$|\s)"
)
_AUTHORS = (
    "p-author",
    "fn",
    "author",
    "url fn",
    "author-name",
    "gh-article-author-name",
)
_QUOTES = frozenset({"pullquote", "msoquote", "msointensequote", "graf--pullquote"})
_FIGURES = frozenset(
    "figcenter figleft figright fig wp-caption captioned-image-container tr-caption-"
    "container thumbinner image-block".split()
)
_CAPTIONS = frozenset(
    "caption wp-caption-text tr-caption thumbcaption image-caption msocaption".split()
)
_CARDS = (
    "graf--mixtapeembed",
    "kg-bookmark-card",
    "embedded-post",
    "digest-post-embed",
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_CONTENTS = re.compile(
    r"(?:table of )?contents\.?|inhalt|table des matières|índice", re.I
)
_GUTENBERG = re.compile(
    r"START OF TH(?:E|IS) PROJECT GUTENBERG|Project Gutenberg", re.I
)
_START = re.compile(r"\*{3}\s*START OF TH(?:E|IS) PROJECT GUTENBERG", re.I)
_END = re.compile(r"(?:\*{3}\s*)?END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG", re.I)
_LONGEST_ENTRY = 120
_BULLET = re.compile(r"^\s*(?:[·•§o▪–-]|\(?\d{1,3}[.)])[\s\u00a0]+")


@dataclass(slots=True)
class Site:
    """What a page says in classes of its own, and what was taken out of it."""

    title: str | None = None
    subtitle: str | None = None
    authors: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    comments: dict[Tag, str] = field(default_factory=dict)
    """What stands at the place of each call of a comment."""
    is_book: bool = False
    """Whether the page is a whole book: several chapters."""
    pieces: list[SourcePiece] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)


def translate_site(root: Tag, source: str) -> Site:
    """Turn what sites write into what all importers know, in place."""
    made = _Translator(root, source)
    made.translate()
    return made.site


def classes_of(tag: Tag) -> frozenset[str]:
    """The classes and the id of an element, in small letters."""
    return frozenset(f"{tag.get('class') or ''} {tag.get('id') or ''}".lower().split())


class _Translator:
    def __init__(self, root: Tag, source: str) -> None:
        self._root = root
        self._source = source
        self.site = Site()

    def translate(self) -> None:
        """Translate all, each rule on what the ones before have left."""
        said = "".join(self._root.itertext())
        is_gutenberg = _GUTENBERG.search(said) is not None and bool(
            _START.search(said) or self._root.find(".//*[@class='pagenum']") is not None
        )
        self.site.is_book = is_gutenberg
        self._take_hidden()
        self._makers()
        self._take_named()
        if is_gutenberg:
            self._take_boilerplate()
            self._take_contents()
        self._comments()
        self._titles()
        translate_poetry(self._root, is_book=is_gutenberg)
        self._quotations()
        self._heads()
        self._figures()
        self._cards()
        self._lists()
        _unwrap_addresses(self._root)

    # --- What is no part of the text ------------------------------------------------

    def _set_aside(
        self, tag: Tag, what: str, fate: Disposition = Disposition.ASIDE
    ) -> None:
        words = text_of(tag)
        if words:
            self.site.pieces.append(
                SourcePiece(
                    source=self._source,
                    line=line_of(tag),
                    fate=fate,
                    what=what,
                    words=words,
                )
            )
        remove(tag)

    def _body(self) -> Iterator[Tag]:
        """The elements of the body that are still there."""
        body = self._root.find("body")
        for tag in list(body.iter()) if body is not None else []:
            if name_of(tag) and any(a is body for a in tag.iterancestors()):
                yield tag

    def _take_hidden(self) -> None:
        for tag in self._body():
            style = (tag.get("style") or "").lower()
            is_formula = any(name_of(a) == "math" for a in tag.iter()) or (
                name_of(tag) in ("svg", "math")
            )
            if not is_formula and (
                _HIDDEN.search(style) or tag.get("hidden") is not None
            ):
                self._set_aside(tag, "hidden text")

    def _take_named(self) -> None:
        for tag in self._body():
            names = classes_of(tag)
            known = next((name for name in _ASIDE if name in names), None)
            if known is not None and name_of(tag) not in ("body", "main", "article"):
                self._set_aside(tag, _ASIDE[known])
            elif "mwe-math-fallback-image-inline" in names:
                remove(tag)
            elif tag.get("role") == "doc-pagebreak":
                self._set_aside(tag, "the number of a printed page")

    def _take_boilerplate(self) -> None:
        """Take what stands above the start and below the end of the text."""
        body = self._root.find("body")
        if body is None:
            return
        children = [tag for tag in body if name_of(tag)]
        start = next(
            (i for i, t in enumerate(children) if _START.search(text_of(t))), None
        )
        end = next(
            (
                i
                for i, t in enumerate(children)
                if _END.search(text_of(t)) and i != start
            ),
            None,
        )
        what = _ASIDE["pg-boilerplate"]
        if start is not None and len(text_of(children[start])) < 8000:
            for tag in children[: start + 1]:
                self._set_aside(tag, what)
        if end is not None:
            for tag in children[end:]:
                self._set_aside(tag, what)

    def _take_contents(self) -> None:
        """Take printed contents: a heading, and links to places of the page."""
        for heading in list(self._root.iter("h1", "h2", "h3", "h4", "p")):
            if _CONTENTS.fullmatch(text_of(heading)) is None:
                continue
            following = heading.getnext()
            taken = [heading]
            while following is not None and _is_contents(following):
                taken.append(following)
                following = following.getnext()
            if len(taken) > 1:
                for tag in taken:
                    self._set_aside(tag, "the table of contents")

    # --- Title, makers, comments ----------------------------------------------------

    def _titles(self) -> None:
        for tag in self._body():
            names = classes_of(tag)
            is_named = any(name in names for name in _TITLES) or (
                name_of(tag) == "p" and "title" in names
            )
            is_title = is_named and name_of(tag) in ("h1", "h2", "h3", "p")
            if is_title and self.site.title is None and text_of(tag):
                self.site.title = text_of(tag)
                # A page of a word processor: its headings open chapters.
                is_document = name_of(tag) == "p"
                self.site.is_book = self.site.is_book or is_document
                self._set_aside(tag, "the title", Disposition.MOVED)
            elif (
                (name_of(tag) in ("p", "h2", "h3", "h4") and "subtitle" in names)
                or any(name in names for name in _SUBTITLES)
                or tag.get("data-field") == "subtitle"
            ) and text_of(tag):
                self._subtitle(tag)
            elif "graf--title" in names and text_of(tag) == self.site.title:
                self._set_aside(tag, "the title again")

    def _subtitle(self, tag: Tag) -> None:
        if self.site.subtitle in (None, text_of(tag)):
            self.site.subtitle = text_of(tag)
            self._set_aside(tag, "the subtitle", Disposition.MOVED)

    def _makers(self) -> None:
        """Read who wrote a post, from the line or the foot that says so."""
        for tag in self._body():
            is_meta = _METAS.search(tag.get("class") or "") is not None
            is_foot = name_of(tag) == "footer" and any(
                "p-author" in classes_of(inner) for inner in tag.iter("a")
            )
            if not is_meta and not is_foot:
                continue
            for inner in tag.iter():
                if name_of(inner) and (tag.get("class") or "") and text_of(inner):
                    self._author(inner)
            for part in tag.itertext():
                self.site.date = self.site.date or read_date(" ".join(part.split()))
            if is_foot:
                for inner in tag.iter("a"):
                    self._author(inner)
            self._set_aside(tag, "who wrote it and when", Disposition.MOVED)

    def _author(self, tag: Tag) -> None:
        names = classes_of(tag)
        is_leaf = not any("fn" in classes_of(t) for t in tag.iter() if t is not tag)
        is_profile = "/@" in (tag.get("href") or "")
        is_author = bool(names & set(_AUTHORS)) or tag.get("rel") == "author"
        is_author = is_author or is_profile
        words = re.sub(r"^by\s+", "", text_of(tag), flags=re.I)
        is_name = 0 < len(words.split()) <= 5
        if is_author and is_leaf and is_name and words not in self.site.authors:
            self.site.authors.append(words)

    def _comments(self) -> None:
        """Take the comments of editors in Google Docs: they are no notes."""
        said: dict[str, Tag] = {}
        for link in self._root.iter("a"):
            name = link.get("id") or ""
            if re.fullmatch(r"cmnt\d+", name):
                said[name] = link
        for link in list(self._root.iter("a")):
            target = (link.get("href") or "").removeprefix("#")
            if target not in said or link is said[target]:
                continue
            back = said[target]
            holder = next(
                (a for a in back.iterancestors("div") if a is not None),
                back.getparent(),
            )
            if holder is None:
                continue
            words = text_of(holder).removeprefix(text_of(back)).strip()
            self.site.comments[link] = f"{COMMENT_SCHEME}comment: {words}"
            remove(holder)

    # --- Quotations, figures, lists -------------------------------------------------

    def _quotations(self) -> None:
        set_in = self._set_in()
        for tag in self._body():
            is_quote = classes_of(tag) & _QUOTES or tag in set_in
            if name_of(tag) in ("p", "div") and is_quote:
                if name_of(tag) == "div":
                    tag.tag = "blockquote"
                    continue
                before = tag.getprevious()
                if before is None or before.get("data-imported") != "quote":
                    before = etree.Element("blockquote", {"data-imported": "quote"})
                    tag.addprevious(before)
                before.append(tag)

    def _set_in(self) -> list[Tag]:
        """The paragraphs that an indent sets off, where few have one."""
        paragraphs = [t for t in self._root.iter("p") if text_of(t)]
        found = [
            tag
            for tag in paragraphs
            if _indent_of(tag) >= _SET_OFF
            and not _is_word_item(tag)
            and not classes_of(tag) & (_QUOTES | _CAPTIONS)
            and not any(name_of(a) in _HOLDERS for a in tag.iterancestors())
        ]
        if len(found) * 4 > len(paragraphs):
            return []
        for tag in found:
            self.site.guesses.append(
                Guess(
                    source=self._source,
                    line=line_of(tag),
                    words=text_of(tag),
                    chosen="a quotation by its indent",
                    alternative="a paragraph",
                )
            )
        return found

    def _heads(self) -> None:
        """Part the number of a chapter from its title, which a line end did."""
        for heading in self._root.iter("h1", "h2", "h3"):
            for end in list(heading.iter("br")):
                above = " ".join(_words_above(heading, end).split())
                if above and opens_chapter(above):
                    end.tail = f": {(end.tail or '').lstrip()}"
                    before = end.getprevious()
                    if before is None:
                        heading.text = (heading.text or "").rstrip().rstrip(".:")
                    remove(end)
                break

    def _figures(self) -> None:
        """Let a figure hold its picture and its caption, and nothing around them."""
        for tag in self._body():
            pictures = list(tag.iter("img"))
            is_own = classes_of(tag) & _FIGURES and name_of(tag) in (
                "div",
                "table",
                "p",
            )
            if is_own and len(pictures) == 1 and tag.find(".//figure") is None:
                tag.tag = "figure"
            if name_of(tag) != "figure":
                continue
            if tag.find(".//figure") is not None or not pictures:
                if (
                    not pictures
                    and tag.find(".//pre") is None
                    and (tag.find(".//table") is None)
                ) or tag.find(".//figure") is not None:
                    tag.tag = "div"
                continue
            self._flatten(tag, pictures)

    def _flatten(self, figure: Tag, pictures: list[Tag]) -> None:
        held = [
            t
            for t in figure.iter()
            if name_of(t) == "figcaption" or classes_of(t) & _CAPTIONS
        ]
        captions = [t for t in held if not any(a in held for a in t.iterancestors())]
        words = "".join(figure.itertext()).split()
        kept = [w for t in captions for w in "".join(t.itertext()).split()]
        others = list(figure.iter("table", "pre", "iframe", "video", "audio"))
        if sorted(words) != sorted(kept) or (others and name_of(figure) != "table"):
            return
        tail = figure.tail
        for child in list(figure):
            figure.remove(child)
        figure.text, figure.tail = None, tail
        for picture in pictures:
            picture.tail = None
            figure.append(picture)
        for caption in captions:
            caption.tag, caption.tail = "figcaption", None
            figure.append(caption)
        for extra in pictures[:-1]:
            own = etree.Element("figure")
            figure.addprevious(own)
            own.append(extra)

    def _cards(self) -> None:
        """Let the card of another page be a link with its title, and its words."""
        for tag in self._body():
            if not any(name in classes_of(tag) for name in _CARDS):
                continue
            link = next((a for a in tag.iter("a") if a.get("href")), None)
            if link is None:
                continue
            for picture in list(tag.iter("img")):
                remove(picture)
            lines = [" ".join(part.split()) for part in tag.itertext() if part.strip()]
            href, tail = link.get("href") or "", tag.tail
            tag.clear()
            tag.tag, tag.tail = "p", tail
            shown = etree.SubElement(tag, "a", {"href": href})
            shown.text = lines[0] if lines else href
            shown.tail = f" ({'; '.join(lines[1:])})" if lines[1:] else None

    def _lists(self) -> None:
        """Nest the lists of Google Docs, and make lists of Word's paragraphs."""
        for tag in self._body():
            level = _LEVEL.search(tag.get("class") or "")
            before = tag.getprevious()
            if level is None or level[2] == "0" or before is None:
                continue
            item = _last_item_above(before, level)
            if item is not None:
                item.append(tag)
        for tag in [t for t in self._body() if _is_word_item(t)]:
            mark = _BULLET.match(text_of(tag))
            is_numbered = mark is not None and mark[0].strip(" (")[0].isdigit()
            name = "ol" if is_numbered else "ul"
            holder = tag.getprevious()
            if holder is None or holder.get("data-imported") != name:
                holder = etree.Element(name, {"data-imported": name})
                tag.addprevious(holder)
            _strip_mark(tag)
            holder.append(tag)
            tag.tag, tag.tail = "li", None


_LEVEL = re.compile(r"lst-kix_(\w+)-(\d)")


def _last_item_above(before: Tag, level: re.Match[str]) -> Tag | None:
    """The last item, a level above, of the list that ends in an element."""
    found = None
    for holder in before.iter("ul", "ol"):
        own = _LEVEL.search(holder.get("class") or "")
        items = [child for child in holder if name_of(child) == "li"]
        if own is not None and own[1] == level[1] and own[2] < level[2] and items:
            found = items[-1]
    return found


def _words_above(heading: Tag, end: Tag) -> str:
    """The words of a heading before a line end in it."""
    parts = [heading.text or ""]
    for node in heading.iter():
        if node is end:
            break
        if node is not heading:
            parts += [node.text or "", node.tail or ""]
    return "".join(parts)


def _indent_of(tag: Tag) -> float:
    """The left margin that the style of an element gives it, in points."""
    found = _MARGIN.findall((tag.get("style") or "").lower())
    return float(found[-1][0]) * _POINTS[found[-1][1]] if found else 0.0


_MARGIN = re.compile(r"margin-left\s*:\s*(-?\d*\.?\d+)(pt|px|in|cm|mm|em|rem)")
_POINTS = {"pt": 1, "px": 0.75, "in": 72, "cm": 28, "mm": 2.8, "em": 12, "rem": 12}
_SET_OFF = 18
"""Points: a quarter of an inch."""
_HOLDERS = frozenset({"li", "td", "th", "blockquote", "figure", "dd"})


def _is_word_item(tag: Tag) -> bool:
    return name_of(tag) == "p" and any(
        name.startswith("msolist") for name in classes_of(tag)
    )


def _strip_mark(tag: Tag) -> None:
    """Take Word's printed bullet off an item: it is words in the page."""
    mark = _BULLET.match(text_of(tag) + " ")
    left = "".join(mark[0].split()) if mark is not None else ""
    for part in tag.iter():
        for name in ("text", "tail"):
            words = getattr(part, name)
            if not words or (part is tag and name == "tail"):
                continue
            bare = words.lstrip()
            if not left and bare:
                setattr(part, name, bare)
                return
            taken = min(len(left), len(bare))
            setattr(part, name, bare[taken:].lstrip() if taken else None)
            left = left[taken:]
            if bare[taken:].strip():
                return


def _is_contents(tag: Tag) -> bool:
    """Whether an element is a stretch of contents: links to places of the page."""
    words = text_of(tag)
    links = [a for a in tag.iter("a") if (a.get("href") or "").startswith("#")]
    has_more = any(name_of(t) in ("h1", "h2", "h3", "img") for t in tag.iter())
    return not has_more and len(words) <= _LONGEST_ENTRY * len(links)


def _unwrap_addresses(root: Tag) -> None:
    """Let links lead where they lead, not to who counts who follows them."""
    for link in root.iter("a"):
        parts = urlsplit(link.get("href") or "")
        if parts.netloc in ("www.google.com", "google.com") and parts.path == "/url":
            target = parse_qs(parts.query).get("q")
            if target:
                link.set("href", target[0])
