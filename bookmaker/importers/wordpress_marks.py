"""Shortcodes and blocks of a WordPress post: what a site makes of them, or names.

What comes in: the text of a post as an export has it. What goes out: the same text with
captions, galleries, embedded media, notes, listings and reusable blocks written out in
HTML. Every other shortcode, and every block without words, is recorded with its place.
Brackets that no plugin would read (`[sic]`, `[1]`) stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_VALUE = r"""(?:"[^"\]]*"|'[^'\]]*'|[“”″][^“”″\]]*[“”″]|[^\s\]"'“”″]+)"""
_SHORTCODE = re.compile(
    r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:\s[^\[\]]*)?)\](?!\()"
)
_ATTRIBUTE = re.compile(rf"(?P<key>[\w-]+)\s*=\s*(?P<value>{_VALUE})")
_ADDRESS = re.compile(r"https?://[^\s\"'“”″\]<>]+")
_COMMENT = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)
_BLOCK = re.compile(r"\s*wp:(?P<name>[\w/-]+)\s*(?P<given>\{.*\})?\s*/\s*$", re.DOTALL)
"""A block that is only a comment: the site makes its words, as of the latest posts."""
_OTHER_BLOCK = re.compile(r"\s*/?wp:")
_REUSED = re.compile(r'"ref"\s*:\s*(\d+)')
_CAPTION = re.compile(
    r"\[(?P<name>(?:wp_)?caption)(?P<rest>[^\[\]]*)\]"
    r"(?P<picture>\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)?"
    r"(?P<words>(?:(?!\[/(?P=name)\]).)*)\[/(?P=name)\]",
    re.DOTALL,
)
_NOTE = re.compile(
    r"\s*\[(?P<name>footnote|fn|ref|efn_note|note)(?:\s[^\[\]]*)?\]"
    r"(?P<words>(?:(?!\[/(?P=name)\]).)*)\[/(?P=name)\]",
    re.DOTALL,
)
_LISTING = re.compile(
    r"\[(?P<name>code|sourcecode|php|js|css|html|python|bash|ruby|java|xml|sql)"
    r"(?P<rest>(?:\s[^\[\]]*)?)\](?P<words>(?:(?!\[/(?P=name)\]).)*)\[/(?P=name)\]",
    re.DOTALL,
)
_VERBATIM = re.compile(
    r"<(?P<tag>pre|code|script|style|textarea)\b.*?</(?P=tag)>", re.DOTALL | re.I
)
_MEDIA = frozenset(
    "audio embed playlist video youtube vimeo soundcloud spotify ted dailymotion "
    "instagram twitter facebook googlemaps".split()
)
_KNOWN = _MEDIA | frozenset(
    "gallery caption wp_caption contact-form contact-form-7 more sidebar footnote "
    "footnotes toc archives poll polldaddy slideshow recent-posts".split()
)
"""Names that are shortcodes without any attribute too."""
_PICTURE_KEYS = ("ids", "include", "images", "image", "image_id")
_ADDRESS_KEYS = ("src", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "href")
_SITES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
}
_PLAIN_MARKS = frozenset({"more", "nextpage", "noteaser"})
_DEEPEST = 4
"""Reusable blocks may hold others, and by mistake themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file of the media library."""

    address: str
    alternative: str
    caption: str
    is_picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMark:
    """A shortcode or block of a post and what became of it."""

    name: str
    """As the report names it: `[gallery]`, `wp:latest-posts`."""
    words: str
    """As it stands in the post."""
    offset: int
    """In characters, from 0, in the post."""
    became: str = ""
    """What it is now; empty if it isn't in the chapter."""


@dataclass(slots=True)
class PostReader:
    """Writes out the marks of one post and records them."""

    medium_by_id: Mapping[str, Medium]
    own_media: Sequence[str]
    """The media that were uploaded to this post, which a bare `[gallery]` shows."""
    block_by_id: Mapping[str, str]
    """Reusable blocks."""
    marks: list[PostMark] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    """The media that its galleries show."""
    _notes: list[str] = field(default_factory=list)
    _closed: frozenset[str] = frozenset()

    def read(self, text: str) -> str:
        """Write out the marks of a post; its notes come at the end."""
        self._closed = frozenset(
            o["name"].lower() for o in _SHORTCODE.finditer(text) if o["close"]
        )
        made = self._read(text, 0, 0)
        if not self._notes:
            return made
        notes = "".join(
            f'<li id="wp-note-{number}">{words} <a href="#wp-call-{number}">↩</a></li>'
            for number, words in enumerate(self._notes, 1)
        )
        return f'{made}\n\n<ol class="footnotes">{notes}</ol>'

    def _read(self, text: str, start: int, depth: int) -> str:
        """Read what isn't verbatim; `start` is where `text` begins in the post."""
        made: list[str] = []
        at = 0
        for found in _pieces_left_alone(text):
            made.append(self._segment(text[at : found.start()], start + at, depth))
            made.append(self._verbatim(found, start))
            at = found.end()
        made.append(self._segment(text[at:], start + at, depth))
        return "".join(made)

    def _verbatim(self, found: re.Match[str], start: int) -> str:
        if found.re is _VERBATIM:
            return found[0]
        given = _attributes_of(found["rest"])
        own = found["name"] if found["name"] not in ("code", "sourcecode") else ""
        language = given.get("language") or given.get("lang") or own
        words = found["words"].strip("\n").replace("<", "&lt;").replace(">", "&gt;")
        name = f' class="language-{html.escape(language)}"' if language else ""
        self._record(found, start, "a listing")
        return f"\n\n<pre><code{name}>{words}</code></pre>\n\n"

    def _segment(self, text: str, start: int, depth: int) -> str:
        """Read a stretch of a post, from mark to mark."""
        made: list[str] = []
        at = 0
        marks = _NextMarks(text)
        while (found := marks.at(at)) is not None:
            made.append(text[at : found.start()])
            made.append(self._mark(found, text, start, depth))
            at = found.end()
        made.append(text[at:])
        return "".join(made)

    def _mark(self, found: re.Match[str], text: str, start: int, depth: int) -> str:
        if found.re is _COMMENT:
            return self._comment(found, start, depth)
        if found.re is _CAPTION:
            return self._caption(found, start)
        if found.re is _NOTE:
            self._notes.append(self._segment(found["words"].strip(), start, depth))
            number = len(self._notes)
            call = f'<a href="#wp-note-{number}">{number}</a>'
            return f'<sup id="wp-call-{number}">{call}</sup>'
        is_escaped = (
            text[: found.start()].endswith("[") and text[found.end() :][:1] == "]"
        )
        if is_escaped or not self._is_shortcode(found):
            return found[0]
        return self._shortcode(found, text, start)

    # --- Comments and blocks ------------------------------------------------------

    def _comment(self, found: re.Match[str], start: int, depth: int) -> str:
        words = found["words"]
        block = _BLOCK.fullmatch(words)
        if block is None and _OTHER_BLOCK.match(words):
            return ""
        if block is None:
            plain = words.strip().partition(" ")[0]
            is_mark = plain in _PLAIN_MARKS
            self._record(found, start, name=f"<!--{plain}-->" if is_mark else "comment")
            return ""
        reused = _REUSED.search(block["given"] or "")
        inner = self.block_by_id.get(reused[1]) if reused else None
        if block["name"] == "block" and inner is not None and depth < _DEEPEST:
            self._record(found, start, "the reusable block’s text", name="wp:block")
            return f"\n\n{self._read(inner, start + found.start(), depth + 1)}\n\n"
        self._record(found, start, name=f"wp:{block['name']}")
        return ""

    # --- Shortcodes -----------------------------------------------------------------

    def _is_shortcode(self, found: re.Match[str]) -> bool:
        name, rest = found["name"].lower(), found["rest"]
        is_named = name in _KNOWN or name in self._closed
        is_made = "_" in name or "-" in name
        return bool(
            is_named
            or _ATTRIBUTE.search(rest)
            or (_ADDRESS.search(rest) and len(rest.split()) == 1)
            or (is_made and not rest.strip())
        )

    def _shortcode(self, found: re.Match[str], text: str, start: int) -> str:
        if found["close"]:
            return ""
        name, given = found["name"].lower(), _attributes_of(found["rest"])
        shown = self._pictures(name, given)
        if shown:
            self._record(found, start, "figures" if len(shown) > 1 else "a figure")
            return "\n\n" + "\n\n".join(shown) + "\n\n"
        address = _address_of(name, found["rest"], given)
        enclosed = self._enclosed(found, text)
        if name == "embed" and _ADDRESS.fullmatch(enclosed.strip()):
            address = None  # The address is the text that it encloses.
            self._record(found, start, "its address")
            return ""
        if address is not None and not enclosed.strip():
            self._record(found, start, "a link")
            words = html.escape(given.get("title") or address, quote=False)
            link = f'<a href="{html.escape(address)}">{words}</a>'
            return f"\n\n<p>{link}</p>\n\n" if _is_alone(found, text) else link
        self._record(found, start)
        return ""

    def _enclosed(self, found: re.Match[str], text: str) -> str:
        end = text.find(f"[/{found['name']}]", found.end())
        return text[found.end() : end] if end >= 0 else ""

    def _pictures(self, name: str, given: Mapping[str, str]) -> list[str]:
        """The figures that a gallery shows, of the pictures that the export knows."""
        said = next((given[key] for key in _PICTURE_KEYS if given.get(key)), None)
        if said is None and name != "gallery":
            return []
        ids = re.split(r"[\s,]+", said.strip()) if said is not None else self.own_media
        if not all(one in self.medium_by_id for one in ids):
            return []
        media = [self.medium_by_id[one] for one in ids]
        self.shown.update(ids)
        return [_figure_of(o) for o in media if o.is_picture]

    def _caption(self, found: re.Match[str], start: int) -> str:
        words = found["words"].strip()
        given = _attributes_of(found["rest"]).get("caption")
        words = "<br>".join(o for o in (given or "", words) if o)
        picture = (found["picture"] or "").strip()
        self._record(found, start, "a caption")
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        return f"\n\n<figure>{picture}{caption}</figure>\n\n"

    def _record(
        self, found: re.Match[str], start: int, became: str = "", name: str = ""
    ) -> None:
        self.marks.append(
            PostMark(
                name=name or f"[{found['name']}]",
                words=found[0],
                offset=start + found.start(),
                became=became,
            )
        )


def _pieces_left_alone(text: str) -> Iterator[re.Match[str]]:
    """Listings, and what HTML keeps as it stands, in order and apart."""
    at = 0
    while True:
        found = [
            o for p in (_VERBATIM, _LISTING) if (o := p.search(text, at)) is not None
        ]
        if not found:
            return
        first = min(found, key=lambda one: one.start())
        yield first
        at = first.end()


class _NextMarks:
    """The next mark of each kind; none is sought twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        patterns = (_COMMENT, _CAPTION, _NOTE, _SHORTCODE)
        self._next = [(pattern, pattern.search(text)) for pattern in patterns]

    def at(self, start: int) -> re.Match[str] | None:
        """The first mark from here; of those in one place, the longest."""
        self._next = [
            (pattern, found)
            if found is None or found.start() >= start
            else (pattern, pattern.search(self._text, start))
            for pattern, found in self._next
        ]
        found = [one for _, one in self._next if one is not None]
        return min(found, key=lambda one: (one.start(), -one.end()), default=None)


def _attributes_of(rest: str) -> dict[str, str]:
    return {
        found["key"].lower(): html.unescape(found["value"].strip("\"'“”″"))
        for found in _ATTRIBUTE.finditer(rest)
    }


def _address_of(name: str, rest: str, given: Mapping[str, str]) -> str | None:
    """The address of what a shortcode embeds; `None` if it names none."""
    said = [given[key] for key in _ADDRESS_KEYS if key in given]
    for one in (*said, rest):
        found = _ADDRESS.search(one)
        if found is not None:
            return html.unescape(found[0].rstrip("/]"))
    words = [*rest.replace("=", " ").split()]
    if name in _SITES and len(words) == 1 and re.fullmatch(r"[\w-]{6,16}", words[0]):
        return _SITES[name] + words[0]
    if name in _SITES and "id" in given:
        return _SITES[name] + given["id"]
    return None


def _is_alone(found: re.Match[str], text: str) -> bool:
    before = text[: found.start()].rpartition("\n")[2]
    after = text[found.end() :].partition("\n")[0]
    return not re.sub(r"<[^<>]*>|\[/[\w-]+\]", "", before + after).strip()


def _figure_of(medium: Medium) -> str:
    caption = f"<figcaption>{medium.caption}</figcaption>" if medium.caption else ""
    alternative = html.escape(medium.alternative)
    address = html.escape(medium.address)
    return f'<figure><img src="{address}" alt="{alternative}">{caption}</figure>'
