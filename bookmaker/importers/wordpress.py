"""WordPress' and Pressbooks' export, a file of XML: each post or page a chapter.

What comes in: RSS with WordPress' own elements (“WXR”). What goes out: what the
importer of pages makes of each post that was published; other posts are set aside.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import replace

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
from bookmaker.importers.xml import read_xml

_SIGN = re.compile(rb"wordpress\.org/export/|<wp:wxr_version>")
_TEXTS = frozenset("post page chapter front-matter back-matter part glossary".split())
"""Kinds of posts that are read; all but the first two are Pressbooks'."""
_ASIDE = frozenset({"draft", "pending", "private", "trash", "auto-draft", "inherit"})
_CAPTION = re.compile(
    r"\[caption[^\[\]]*\](?P<picture>\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)"
    r"(?P<words>(?:(?!\[/caption\]).)*)\[/caption\]",
    re.DOTALL,
)
_SHORTCODE = re.compile(
    r"(?<!\[)\[/?(?:caption|gallery|embed|audio|video|playlist|contact-form|more"
    r"|sidebar|footnotes?)\b[^\[\]\n]*\](?!\])"
)
_FOOTNOTE = re.compile(
    r"\[footnote\](?P<words>(?:(?!\[/footnote\]).)*)\[/footnote\]", re.DOTALL
)
_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|blockquote|pre|figure|hr|section|dl|form"
    r"|address|aside|article|details|iframe|!--)\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_MOST_POSTS = 5_000


def looks_like_wordpress(content: bytes) -> bool:
    """Whether a file is such an export."""
    return _SIGN.search(content[:20_000]) is not None


def import_wordpress(
    content: bytes, name: str, pictures: FolderPictures, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import every post. Raises `ManuscriptError` where there is none."""
    channel = read_xml(content, name).find("channel")
    items = list(channel.iter("item"))[:_MOST_POSTS] if channel is not None else []
    if channel is None or not items:
        raise ManuscriptError(problems.EmptySource(path=name))
    people = {
        _of(author, "author_login"): _of(author, "author_display_name")
        for author in channel.iter("{*}author")
    }
    language = channel.findtext("language") or ""
    made: list[Imported] = []
    aside: list[SourcePiece] = []
    for item in items:
        text = item.findtext("{*}encoded") or ""
        if _of(item, "post_type") not in _TEXTS or _of(item, "status") in _ASIDE:
            aside += _set_aside(item, text, name)
        elif text.strip():
            page = _page(item, text, people, language)
            read_as = replace(options, encoding="utf-8")
            one = import_page(page.encode("utf-8"), name, pictures, read_as)
            made.append(_dated(one, _date(item)))
    if not made:
        raise ManuscriptError(problems.EmptySource(path=name))
    named = replace(made[0].metadata, title=(channel.findtext("title") or None))
    first_pieces = (*made[0].pieces, *aside)
    made[0] = replace(made[0], pieces=first_pieces, metadata=named)
    return tuple(made)


def _of(tag: etree._Element, key: str) -> str:
    return (tag.findtext(f"{{*}}{key}") or "").strip()


def _page(
    item: etree._Element, text: str, people: dict[str, str], language: str
) -> str:
    """A page of one post, as the site shows it."""
    title = html.escape(html.unescape(item.findtext("title") or "").strip())
    creator = _of(item, "creator")
    author = html.escape(people.get(creator) or creator)
    body = _FOOTNOTE.sub(lambda found: f" ({found['words'].strip()})", text)
    body = _SHORTCODE.sub("", _CAPTION.sub(_figure, body))
    return (
        f'<!DOCTYPE html><html lang="{html.escape(language)}"><head>'
        '<meta charset="utf-8">'
        f'<title>{title}</title><meta name="author" content="{author}"></head>'
        f"<body><article><h1>{title}</h1>\n{''.join(_paragraphs(body))}</article></body>"
        "</html>"
    )


def _figure(found: re.Match[str]) -> str:
    words = found["words"].strip()
    picture = found["picture"].strip()
    return f"\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"


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


def _set_aside(item: etree._Element, text: str, name: str) -> Iterator[SourcePiece]:
    words = " ".join("".join(_words_of(text)).split())
    if words:
        status = _of(item, "status") or "post"
        title = (item.findtext("title") or "").strip()
        yield SourcePiece(
            source=name,
            line=item.sourceline,
            fate=Disposition.ASIDE,
            what=f"a {status} of the kind “{_of(item, 'post_type')}”",
            words=f"{title}\n{words}".strip(),
        )


def _words_of(text: str) -> Iterator[str]:
    if not text.strip():
        return
    tree = etree.fromstring(f"<div>{text}</div>", etree.HTMLParser())
    if tree is not None:
        yield from (str(words) for words in tree.itertext())
