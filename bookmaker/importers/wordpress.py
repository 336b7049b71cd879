"""WordPress' and Pressbooks' export, a file of XML: each post or page a chapter.

What comes in: RSS with WordPress' own elements (“WXR”). What goes out: what the
importer of pages makes of each post that was published; other posts are set aside.
"""

from __future__ import annotations

import collections
import datetime
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.html import import_page
from bookmaker.importers.html.picture_sources import FolderPictures
from bookmaker.importers.model import (
    Disposition,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.source_words import leaves_of_page, with_lost_passages
from bookmaker.importers.wordpress_marks import Medium, PostMark, PostReader
from bookmaker.importers.xml import read_xml

_SIGN = re.compile(rb"wordpress\.org/export/|<wp:wxr_version>")
_TEXTS = frozenset("post page chapter front-matter back-matter part glossary".split())
"""Kinds of posts that are read; all but the first two are Pressbooks'."""
_ASIDE = frozenset({"draft", "pending", "private", "trash", "auto-draft", "inherit"})
_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|blockquote|pre|figure|hr|section|dl|form"
    r"|address|aside|article|details|iframe|!--)\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_MOST_POSTS = 5_000
_MOST_NAMED = 12
_READ_AS_WORDS = re.compile(
    r"\[(?:(?:wp_)?caption|embed|footnote|fn|ref|efn_note|note)\b[^\[\]]*\]|\[/[\w-]+\]"
)
_UNREAD = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tiff")


def looks_like_wordpress(content: bytes) -> bool:
    """Whether a file is such an export."""
    return _SIGN.search(content[:20_000]) is not None


def import_wordpress(
    content: bytes, name: str, pictures: FolderPictures, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import every post. Raises `ManuscriptError` where there is none."""
    channel = read_xml(content, name).find("channel")
    items = list(channel.iter("item")) if channel is not None else []
    if channel is None or not items:
        raise ManuscriptError(problems.EmptySource(path=name))
    site = _site_of(channel, items, name)
    made: list[Imported] = []
    aside: list[SourcePiece] = [*_set_aside_of_channel(channel, name)]
    for item in items:
        text = _content_of(item)
        if _of(item, "post_type") not in _TEXTS or _of(item, "status") in _ASIDE:
            aside += _set_aside(item, text, name)
        elif text.strip():
            made.append(_import_post(item, text, site, pictures, options))
    if not made:
        raise ManuscriptError(problems.EmptySource(path=name))
    for item in items:
        if _of(item, "post_id") not in site.shown:
            aside += _set_aside_of_item(item, name)
    aside += _set_aside_of_library(items, name)
    if len(made) > _MOST_POSTS:
        reason = f"it has more than {_MOST_POSTS} posts; export them year by year"
        raise ManuscriptError(problems.HostileSource(path=name, reason=reason))
    named = replace(made[0].metadata, title=(channel.findtext("title") or None))
    first_pieces = (*made[0].pieces, *aside)
    remarks = (*_remarks_on(site.marks, name), *_remarks_on_pictures(made, name))
    made = [replace(one, remarks=()) for one in made]
    made[0] = replace(made[0], pieces=first_pieces, metadata=named, remarks=remarks)
    return with_lost_passages(made, name, _passages(channel))


@dataclass(slots=True, kw_only=True)
class _Site:
    """What the posts of an export have in common."""

    name: str
    """The file’s."""
    people: Mapping[str, str]
    """Names by logins."""
    language: str
    medium_by_id: Mapping[str, Medium]
    media_by_post: Mapping[str, Sequence[str]]
    block_by_id: Mapping[str, str]
    marks: list[PostMark] = field(default_factory=list)
    """Those of all posts that aren’t in the book."""
    shown: set[str] = field(default_factory=set)
    """The media that galleries show."""


def _site_of(
    channel: etree._Element, items: Sequence[etree._Element], name: str
) -> _Site:
    media = [item for item in items if _of(item, "post_type") == "attachment"]
    blocks = [item for item in items if _of(item, "post_type") == "wp_block"]
    ids_by_post: dict[str, list[str]] = {}
    for item in media:
        ids_by_post.setdefault(_of(item, "post_parent"), []).append(
            _of(item, "post_id")
        )
    return _Site(
        name=name,
        people={
            _of(author, "author_login"): _of(author, "author_display_name")
            for author in channel.iter("{*}author")
        },
        language=channel.findtext("language") or "",
        medium_by_id={_of(item, "post_id"): _medium_of(item) for item in media},
        media_by_post=ids_by_post,
        block_by_id={_of(item, "post_id"): _content_of(item) for item in blocks},
    )


def _medium_of(item: etree._Element) -> Medium:
    address = _of(item, "attachment_url") or (item.findtext("guid") or "").strip()
    alternative = next(
        (
            _of(meta, "meta_value")
            for meta in item.iter("{*}postmeta")
            if _of(meta, "meta_key") == "_wp_attachment_image_alt"
        ),
        "",
    )
    return Medium(
        address=address,
        alternative=alternative,
        caption=_excerpt_of(item).strip(),
        is_picture=address.lower().partition("?")[0].endswith(_PICTURE_SUFFIXES),
    )


def _import_post(
    item: etree._Element,
    text: str,
    site: _Site,
    pictures: FolderPictures,
    options: ImportOptions,
) -> Imported:
    """Import one post as a page, and say what became of its shortcodes and blocks."""
    reader = PostReader(
        medium_by_id=site.medium_by_id,
        own_media=site.media_by_post.get(_of(item, "post_id"), ()),
        block_by_id=site.block_by_id,
    )
    page = _page(item, reader.read(text), site)
    read_as = replace(options, encoding="utf-8")
    one = import_page(page.encode("utf-8"), site.name, pictures, read_as)
    site.shown |= reader.shown
    site.marks += [mark for mark in reader.marks if not mark.became]
    pieces = _pieces_of(reader.marks, _line_of_content(item), text, site.name)
    one = replace(one, pieces=(*one.pieces, *pieces))
    return _dated(one, _date(item))


def _line_of_content(item: etree._Element) -> int:
    found = item.find(f"{{{_CONTENT}}}encoded")
    return (found.sourceline if found is not None else item.sourceline) or 1


def _pieces_of(
    marks: Sequence[PostMark], first_line: int, text: str, name: str
) -> Iterator[SourcePiece]:
    """A piece for each mark; equal ones are counted at the place of the first."""
    counts = collections.Counter((mark.words, mark.became) for mark in marks)
    seen: set[tuple[str, str]] = set()
    for mark in marks:
        key = (mark.words, mark.became)
        if key in seen or (mark.became and _READ_AS_WORDS.match(mark.words)):
            continue
        seen.add(key)
        times = f", {counts[key]} times" if counts[key] > 1 else ""
        became = f", now {mark.became}" if mark.became else ""
        yield SourcePiece(
            source=name,
            line=first_line + text.count("\n", 0, mark.offset),
            fate=Disposition.MOVED if mark.became else Disposition.ASIDE,
            what=f"{mark.name}{times}{became}",
            words=mark.words,
        )


def _remarks_on(marks: Sequence[PostMark], name: str) -> Iterator[str]:
    """Name the shortcodes and blocks of all posts that aren’t in the book."""
    if not marks:
        return
    counts = collections.Counter(mark.name for mark in marks)
    named = [
        f"{one} ({count} times)" if count > 1 else one
        for one, count in counts.most_common(_MOST_NAMED)
    ]
    if len(counts) > _MOST_NAMED:
        named.append(f"{len(counts) - _MOST_NAMED} other kinds")
    yield (
        f"Shortcodes and blocks of {name} whose words only the site has aren’t in the "
        f"book: {', '.join(named)}. set-aside.md has each with its line."
    )


def _remarks_on_pictures(made: Sequence[Imported], name: str) -> Iterator[str]:
    """One remark for all posts instead of one for each."""
    said = {o: None for one in made for o in one.remarks if _UNSAVED not in o}
    yield from said
    missing = [o for one in made for o in one.pieces if o.what == _PICTURE_ADDRESS]
    if missing:
        count = "An image" if len(missing) == 1 else f"{len(missing)} images"
        verb = "isn’t" if len(missing) == 1 else "aren’t"
        yield (
            f"{count} of {name} {verb} in its folder; placeholders take their places, "
            "and set-aside.md has the addresses; --fetch downloads them."
        )


_UNSAVED = "saved with it"
_PICTURE_ADDRESS = "the address of an image"


def _passages(channel: etree._Element) -> Iterator[str]:
    """All words of an export, whatever the kind of their item."""
    for tag in channel.iter("{*}encoded", "{*}comment_content", "title", "description"):
        text = _UNREAD.sub("", _READ_AS_WORDS.sub(" ", tag.text or ""))
        for block in _BLANK_LINE.split(text):
            yield from leaves_of_page(block)


_CONTENT = "http://purl.org/rss/1.0/modules/content/"


def _content_of(item: etree._Element) -> str:
    return item.findtext(f"{{{_CONTENT}}}encoded") or ""


def _excerpt_of(item: etree._Element) -> str:
    found = (tag for tag in item.iterfind("{*}encoded") if _CONTENT not in tag.tag)
    return next((tag.text or "" for tag in found), "")


def _of(tag: etree._Element, key: str) -> str:
    return (tag.findtext(f"{{*}}{key}") or "").strip()


def _page(item: etree._Element, body: str, site: _Site) -> str:
    """A page of one post, as the site shows it."""
    title = html.escape(html.unescape(item.findtext("title") or "").strip())
    creator = _of(item, "creator")
    author = html.escape(site.people.get(creator) or creator)
    return (
        f'<!DOCTYPE html><html lang="{html.escape(site.language)}"><head>'
        '<meta charset="utf-8">'
        f'<title>{title}</title><meta name="author" content="{author}"></head>'
        f"<body><article><h1>{title}</h1>\n{''.join(_paragraphs(body))}</article></body>"
        "</html>"
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Blocks between blank lines, in `<p>` where nothing says what they are.

    A text with listings stays as it is: their blank lines are their own.
    """
    if "<pre" in text:
        yield text
        return
    for block in _BLANK_LINE.split(text.strip()):
        if _BLOCK.match(block):
            yield f"{block}\n\n"
        elif block.strip():
            yield f"<p>{block.strip().replace(chr(10), '<br>')}</p>\n\n"


def _date(item: etree._Element) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(_of(item, "post_date")[:10])
    except ValueError:
        return None


def _dated(imported: Imported, date: datetime.date | None) -> Imported:
    first, *others = imported.chapters
    first = replace(first, date=date or first.date)
    return replace(imported, chapters=(first, *others))


def _set_aside_of_channel(channel: etree._Element, name: str) -> Iterator[SourcePiece]:
    """The descriptions of the site, its categories and tags."""
    tags = [*channel.findall("description"), *channel.iterfind("*/{*}*")]
    for tag in tags:
        named = etree.QName(tag).localname
        if tag.getparent().tag == "item" or not named.endswith("description"):
            continue
        if (tag.text or "").strip():
            what = named.replace("_", " ")
            yield _piece(name, tag.sourceline, f"a {what}", (tag.text or "").strip())


def _set_aside_of_item(item: etree._Element, name: str) -> Iterator[SourcePiece]:
    """What an item has besides its text: an excerpt, comments, a description."""
    kind = "a caption" if _of(item, "post_type") == "attachment" else "an excerpt"
    words = _plain_words(_excerpt_of(item))
    if words:
        yield _piece(name, item.sourceline, kind, words)
    for tag in item.iterfind("{*}comment"):
        said = _plain_words(_of(tag, "comment_content"))
        if said:
            author = _of(tag, "comment_author")
            yield _piece(name, tag.sourceline, "a comment", f"{author}: {said}")
    described = _plain_words(item.findtext("description") or "")
    if described:
        yield _piece(name, item.sourceline, "a description", described)


def _set_aside_of_library(
    items: Sequence[etree._Element], name: str
) -> Iterator[SourcePiece]:
    """The titles and addresses of the media library."""
    media = [item for item in items if _of(item, "post_type") == "attachment"]
    lines = [
        f"{(item.findtext('title') or '').strip()} <{_medium_of(item).address}>"
        for item in media
    ]
    if lines:
        line = media[0].sourceline or 1
        yield _piece(name, line, "the media library", "\n".join(lines))


def _piece(name: str, line: int, what: str, words: str) -> SourcePiece:
    return SourcePiece(
        source=name, line=line, fate=Disposition.ASIDE, what=what, words=words
    )


def _set_aside(item: etree._Element, text: str, name: str) -> Iterator[SourcePiece]:
    words = "\n\n".join(_plain_words(block) for block in _BLANK_LINE.split(text))
    title = (item.findtext("title") or "").strip()
    kind = _of(item, "post_type")
    if kind == "attachment":
        title = ""  # Those of all media are one piece.
    if not words.strip() and not title:
        return
    status = _of(item, "status") or "post"
    what = f"a {status} of the kind “{kind}”"
    yield _piece(name, item.sourceline, what, f"{title}\n{words}".strip())


def _plain_words(text: str) -> str:
    if not text.strip():
        return ""
    tree = etree.fromstring(f"<div>{text}</div>", etree.HTMLParser())
    words = "".join(str(o) for o in tree.itertext()) if tree is not None else ""
    return " ".join(words.split())
