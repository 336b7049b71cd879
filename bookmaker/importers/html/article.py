"""The article within a page, and what around and in it is not part of it."""

from __future__ import annotations

import re

from bookmaker.importers.html.page import Tag, line_of, name_of, text_of
from bookmaker.importers.model import Disposition, SourcePiece
from bookmaker.importers.plain_text.furniture import is_phrase, stands_alone

_BODIES = (
    ".//*[@itemprop='articleBody']",
    ".//section[@data-field='body']/..",
    ".//article",
    ".//main",
    ".//*[@role='main']",
)
_LEAST_WORDS = 15
_FURNITURE_TAGS = frozenset(
    "nav form button select input textarea label dialog menu noscript".split()
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|comments?|respond|related|jp-relatedposts"
    r"|newsletter|subscri(?:be|ption)\w*|promo|sidebar|breadcrumbs?|cookies?|advert\w*|ads?"
    r"|menu|toolbar|pagination|post-navigation|nav-links|tags|tag-links|cat-links"
    r"|author-box|author-bio|follow|paywall|signup|sign-up|skip-link|screen-reader-text"
    r"|entry-footer|post-footer|site-footer|site-header|site-nav|likes?)(?:$|[\s_-])",
    re.I,
)
_MOST_WORDS_OF_FURNITURE = 120


def find_article(root: Tag) -> Tag:
    """The element that holds the article; the body where nothing says more."""
    for path in _BODIES:
        found = [tag for tag in root.iterfind(path) if _words(tag) >= _LEAST_WORDS]
        if found:
            return max(found, key=_words) if len(found) > 1 else found[0]
    best = _densest(root)
    if best is not None:
        return best
    body = root.find("body")
    return body if body is not None else root


def _words(tag: Tag) -> int:
    return len(text_of(tag).split())


def _densest(root: Tag) -> Tag | None:
    """The element that holds most of the paragraphs, as readability finds it.

    A paragraph counts for the element around it, and half for the one around that.
    """
    score_by_tag: dict[Tag, float] = {}
    whole = 0.0
    for paragraph in root.iter("p"):
        words = _words(paragraph)
        if words < 8:
            continue
        whole += words
        parent = paragraph.getparent()
        weight = 1.0
        for _ in range(3):
            if parent is None or name_of(parent) in ("html", ""):
                break
            score_by_tag[parent] = score_by_tag.get(parent, 0.0) + words * weight
            weight /= 2
            parent = parent.getparent()
    if not score_by_tag:
        return None
    best = max(score_by_tag, key=lambda tag: score_by_tag[tag])
    return best if score_by_tag[best] >= whole * 0.5 else None


def set_aside_around(root: Tag, article: Tag, source: str) -> list[SourcePiece]:
    """The words of the page outside the article, in the order of the page."""
    kept = {article, *article.iterancestors()}
    body = root.find("body")
    pieces: list[SourcePiece] = []
    if body is not None and body in kept and body is not article:
        _walk(body, kept, article, source, pieces)
    return pieces


def _walk(
    tag: Tag, kept: set[Tag], article: Tag, source: str, pieces: list[SourcePiece]
) -> None:
    _add_words(tag.text, tag, source, pieces)
    for child in tag:
        if child is article:
            pass
        elif child in kept:
            _walk(child, kept, article, source, pieces)
        elif name_of(child):
            _add_words(lines_of(child), child, source, pieces)
        _add_words(child.tail, child, source, pieces)


def _add_words(
    words: str | None, tag: Tag, source: str, pieces: list[SourcePiece]
) -> None:
    words = (words or "").strip()
    if words:
        pieces.append(as_furniture(words, tag, source))


def as_furniture(words: str, tag: Tag, source: str) -> SourcePiece:
    """The piece that accounts for furniture which was taken out."""
    return SourcePiece(
        source=source,
        line=line_of(tag),
        fate=Disposition.ASIDE,
        what="site furniture",
        words=words,
    )


def lines_of(tag: Tag) -> str:
    """The words of a piece of furniture, a line for each of its leaves."""
    lines: list[str] = []
    for part in tag.iter():
        name = name_of(part)
        if name and name not in ("script", "style", "template", "svg"):
            lines.append(" ".join((part.text or "").split()))
        if part is not tag:
            lines.append(" ".join((part.tail or "").split()))
    return "\n".join(line for line in lines if line)


def take_furniture(article: Tag, source: str) -> list[SourcePiece]:
    """Take what is not part of the text out of the article; give it back."""
    pieces: list[SourcePiece] = []
    for tag in list(article.iter()):
        if tag is article or not name_of(tag) or not _is_attached(tag, article):
            continue
        if _is_furniture(tag):
            words = lines_of(tag)
            if words:
                pieces.append(as_furniture(words, tag, source))
            remove(tag)
    return pieces


def _is_attached(tag: Tag, article: Tag) -> bool:
    return any(ancestor is article for ancestor in tag.iterancestors())


def _is_furniture(tag: Tag) -> bool:
    name = name_of(tag)
    if name in _FURNITURE_TAGS:
        return True
    words = text_of(tag)
    names = f"{tag.get('class') or ''} {tag.get('id') or ''}"
    if name in ("div", "section", "ul", "aside", "footer", "header", "p", "span", "a"):
        is_named = _FURNITURE_NAMES.search(names) is not None
        is_short = len(words.split()) <= _MOST_WORDS_OF_FURNITURE
        if is_named and (is_short or "comment" in names.lower()):
            return True
    is_line = name in ("div", "p", "span", "a", "h3", "h4") and len(words) < 80
    has_picture = tag.find(".//img") is not None
    if not is_line or has_picture or not words:
        return False
    return stands_alone(words) or (
        name in ("div", "a") and is_phrase(words) and (_has_no_text_beside(tag))
    )


def _has_no_text_beside(tag: Tag) -> bool:
    """Whether an element stands among blocks and not in a line of words."""
    parent = tag.getparent()
    lines = ("p", "li", "h1", "h2", "h3", "blockquote", "td", "th")
    if parent is None or any(name_of(above) in lines for above in tag.iterancestors()):
        return False
    return not (tag.tail or "").strip() and not (parent.text or "").strip()


def remove(tag: Tag) -> None:
    """Take an element out and leave the words behind it where they are."""
    parent = tag.getparent()
    if parent is None:
        return
    tail = tag.tail or ""
    before = tag.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(tag)
