"""Furniture that no class names: bars of share links, links to edit, a page's foot.

What comes in: the article of a page. What goes out: pieces that account for what was
taken out. A bar is known by the targets of its links; the foot by its place below the
last sentence, and by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.importers.html.article import as_furniture, lines_of, remove
from bookmaker.importers.html.page import Tag, name_of, text_of
from bookmaker.importers.model import SourcePiece
from bookmaker.importers.plain_text.furniture import (
    is_button,
    is_phrase,
    is_sure,
    reads_as_sentence,
)

_SHARES = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:"
    r"(?:twitter|x)\.com/(?:intent|share|home\?status)"
    r"|facebook\.com/(?:sharer|share|dialog)|linkedin\.com/(?:share|cws)"
    r"|(?:wa\.me|api\.whatsapp\.com|web\.whatsapp\.com)/|reddit\.com/submit"
    r"|pinterest\.[a-z.]+/pin/create|t\.me/share|telegram\.me/share"
    r"|tumblr\.com/(?:share|widgets)"
    r"|getpocket\.com/|news\.ycombinator\.com/submit|buffer\.com/add|bsky\.app/intent"
    r"|vk\.com/share|xing\.com/|mix\.com/|threads\.net/intent)"
    r"|mailto:\?|whatsapp://|javascript:(?:window\.)?print|#print",
    re.IGNORECASE,
)
_EDITS = frozenset(
    "edit;edit source;edit section;edit this page;modifier;modifier le code;bearbeiten;"
    "quelltext bearbeiten;abschnitt bearbeiten;editar;editar código;modifica;"
    "editar código-fonte;modifica wikitesto;brontekst bewerken;bewerken;править;"
    "править код;redigera;edytuj;edytuj kod;編集;编辑;編輯;원본 편집;편집;ویرایش;تعديل;"
    "עריכה".split(";")
)
_BRACKETS = re.compile(r"[\s\[\]|·•()]+")
_ARROWS = re.compile(r"[\s←→‹›«»<>|·•–—-]*")
_NEIGHBOURS = frozenset(
    "previous next older newer précédent suivant zurück weiter vorige nächste anterior"
    " siguiente próximo precedente successivo vorig volgende".split()
)
_OF_NEIGHBOURS = frozenset(
    "post posts article articles entry entries chapter page article: post: story"
    " artikel beitrag billet entrada".split()
)
_OF_MAIL = re.compile(
    r"unsubscribe|update your preferences|manage (?:your )?subscription|se désabonner"
    r"|désinscription|abmelden|abbestellen|darse de baja|cancelar (?:la )?suscripción"
    r"|annulla iscrizione|disiscriviti|afmelden|cancelar inscrição",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "li", "blockquote", "pre", "td", "figcaption", "dd", "dt")
_SENTENCE_WORDS = 6
_MOST_UNLINKED = 40
"""Characters of a bar of share links that are in none of them, without spaces."""
_LEAST_SENTENCES = 2


def take_bars(article: Tag, source: str) -> list[SourcePiece]:
    """Take links to edit and bars of share links out of an article."""
    pieces: list[SourcePiece] = []
    for tag in [*_edit_links(article), *_share_bars(article)]:
        _take(tag, source, pieces)
    return pieces


def take_page_foot(article: Tag, source: str) -> list[SourcePiece]:
    """Take what is a page's below the last sentence, and above the first."""
    pieces: list[SourcePiece] = []
    for tag in _foot(article):
        _take(tag, source, pieces)
    return pieces


def _take(tag: Tag, source: str, pieces: list[SourcePiece]) -> None:
    words = lines_of(tag)
    if words and tag.getparent() is not None:
        pieces.append(as_furniture(words, tag, source))
        parent = tag.getparent()
        remove(tag)
        if name_of(parent) in ("ul", "ol") and not text_of(parent):
            remove(parent)


def _edit_links(article: Tag) -> Iterator[Tag]:
    """The links in headings that lead to an editor, with the brackets around them."""
    for heading in [tag for tag in article.iter() if name_of(tag) in _HEADINGS]:
        for link in list(heading.iter("a")):
            if _BRACKETS.sub(" ", text_of(link)).strip().lower() not in _EDITS:
                continue
            around = link.getparent()
            is_alone = (
                around is not None
                and around is not heading
                and not _BRACKETS.sub("", _words_beside(around))
            )
            if is_alone and around is not None:
                yield around
            else:
                _drop_brackets(link)
                yield link


def _words_beside(around: Tag) -> str:
    """The words of an element that stand in none of its links."""
    return "".join([around.text or "", *(child.tail or "" for child in around)])


def _drop_brackets(link: Tag) -> None:
    """Drop `[` before a link and `]` after it."""
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = re.sub(r"\[\s*$", "", before.tail or "")
    elif parent is not None:
        parent.text = re.sub(r"\[\s*$", "", parent.text or "")
    link.tail = re.sub(r"^\s*\]", "", link.tail or "")


def _share_bars(article: Tag) -> Iterator[Tag]:
    """The outermost elements whose words are all links to share a page."""
    found: list[Tag] = []
    for tag in article.iter("ul", "ol", "p", "div", "section", "span", "table"):
        links = list(tag.iter("a"))
        if (
            tag is article
            or not links
            or any(above in found for above in tag.iterancestors())
        ):
            continue
        are_shares = all(_SHARES.match((a.get("href") or "").strip()) for a in links)
        linked = sum(len("".join(text_of(a).split())) for a in links)
        whole = len("".join(text_of(tag).split()))
        is_bar = are_shares and len(links) > 1 and whole <= linked + _MOST_UNLINKED
        if is_bar and not reads_as_sentence(text_of(tag)):
            found.append(tag)
            label = tag.getprevious()
            if label is not None and _is_label(label):
                yield label
            yield tag


def _is_label(tag: Tag) -> bool:
    words = text_of(tag)
    return bool(words) and is_phrase(words) and not reads_as_sentence(words)


def _foot(article: Tag) -> list[Tag]:
    """The blocks around the sentences that are a page's, from a sure one on."""
    blocks = [
        tag
        for tag in article.iter()
        if name_of(tag) in _BLOCKS
        and not any(name_of(inner) in _BLOCKS for inner in tag.iterdescendants())
    ]
    blocks = [tag for tag in blocks if text_of(tag)]
    sentences = [n for n, tag in enumerate(blocks) if _is_sentence(tag)]
    if len(sentences) < _LEAST_SENTENCES:
        return []
    above = [
        tag
        for tag in blocks[: sentences[0]]
        if is_sure(text_of(tag)) and _is_linked(tag)
    ]
    below = blocks[sentences[-1] + 1 :]
    start = next((n for n, tag in enumerate(below) if _is_sure(tag)), len(below))
    while 0 < start < len(below) and is_phrase(text_of(below[start - 1])):
        start -= 1
    taken = [tag for tag in below[start:] if _is_of_page(tag)]
    if len(taken) < len(below) - start:
        # What stands among them may be the author's.
        taken = [tag for tag in below[start:] if _is_sure(tag)]
    return [*above, *taken]


def _is_sentence(tag: Tag) -> bool:
    words = text_of(tag)
    is_long = len(words.split()) >= _SENTENCE_WORDS
    return is_long and not is_phrase(words) and not _is_linked(tag)


def _is_sure(tag: Tag) -> bool:
    words = text_of(tag)
    is_known = is_button(words) or _OF_MAIL.match(words) is not None
    is_clicked = is_known and _is_linked(tag)
    return is_clicked or is_sure(words) or _leads_to_neighbours(tag)


def _is_of_page(tag: Tag) -> bool:
    words = text_of(tag)
    return _is_sure(tag) or is_phrase(words) or _is_linked(tag)


def _is_linked(tag: Tag) -> bool:
    """Whether all the words of a block are links."""
    linked = "".join(text_of(link) for link in tag.iter("a"))
    return bool(linked) and "".join(linked.split()) == "".join(text_of(tag).split())


def _leads_to_neighbours(tag: Tag) -> bool:
    """Whether it is `← Previous  Next →`."""
    words = [w.lower() for w in re.split(r"[\s←→‹›«»|]+", text_of(tag)) if w]
    if tag.find(".//a") is None or not words or len(words) > _SENTENCE_WORDS:
        return False
    return any(w in _NEIGHBOURS for w in words) and all(
        w in _NEIGHBOURS or w in _OF_NEIGHBOURS or _ARROWS.fullmatch(w) for w in words
    )
