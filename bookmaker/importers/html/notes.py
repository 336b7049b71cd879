"""Notes of web pages: a short link to a place that links back, whoever wrote them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from bookmaker.importers.html.article import remove
from bookmaker.importers.html.page import Tag, name_of, text_of

_CALL = re.compile(r"\[?\(?(?:\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,6})\)?\]?", re.I)
_NOTE_NAMES = re.compile(
    r"(?:foot|end)[-_]?notes?|\bfn|ftn|_edn|^note|\bnote-?\d|cite_note"
)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_STOP_OF_NUMBER = re.compile(r"^\s*[.:)\]]\s+")
_HOLDERS = frozenset({"ol", "ul", "div", "section", "aside", "footer", "dl"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE_TAGS = frozenset({"li", "div", "p", "aside", "dd", "section", "td"})
_BACK = re.compile(
    r"[\s\u21a9\ufe0e\u2191\u2934^\[\]↩↑⤴↵⏎]*(?:return|back|jump up)?[\s↩↑↵⏎^]*", re.I
)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note: its label and the element that holds its words."""

    label: str
    tag: Tag


def take_notes(article: Tag, whole: Tag) -> tuple[dict[Tag, str], list[FoundNote]]:
    """Take the notes out of a page; gives the label of each call, and the notes.

    A call is a link of one short word to an element that is named as a note or links
    back to it.
    """
    place_by_tag = {tag: place for place, tag in enumerate(whole.iter())}
    tags_by_name = _tags_by_name(place_by_tag)
    label_by_call: dict[Tag, str] = {}
    note_by_target: dict[Tag, FoundNote] = {}
    for link in list(article.iter("a")):
        name = (link.get("href") or "").rpartition("#")[2]
        place = place_by_tag[link]
        has_target = "#" in (link.get("href") or "") and name in tags_by_name
        target = _nearest(tags_by_name[name], place) if has_target else None
        words = "".join(text_of(link).split())
        is_phrase = _CALL.fullmatch(words) is None
        if target is None or (is_phrase and not _is_called_as_note(link)):
            continue
        is_way_back = target in label_by_call or any(
            tag in label_by_call for tag in target.iter("a")
        )
        if is_way_back or any(tag in note_by_target for tag in link.iterancestors()):
            continue
        is_after = place_by_tag[target] > place
        holder = _holder(target, link, name, is_after=is_after)
        if (
            holder is None
            or (is_phrase and _NOTE_NAMES.search(_names_of(holder)) is None)
            or _stands_in_note(link)
            or any(tag is holder for tag in link.iterancestors())
        ):
            continue
        if holder not in note_by_target:
            label = str(len(note_by_target) + 1)
            note_by_target[holder] = FoundNote(label, holder)
        call = _call_behind(link) if is_phrase else link
        label_by_call[call] = note_by_target[holder].label
    words_by_label = {label: text_of(call) for call, label in label_by_call.items()}
    for found in note_by_target.values():
        _tidy(found.tag)
        _remove_number(found.tag, words_by_label[found.label])
    return label_by_call, list(note_by_target.values())


def _tags_by_name(place_by_tag: Mapping[Tag, int]) -> dict[str, list[tuple[int, Tag]]]:
    """What a link may lead to, with its places, in order; `name` on an `a` is older."""
    found: dict[str, list[tuple[int, Tag]]] = {}
    for tag, place in place_by_tag.items():
        names = (tag.get("id"), tag.get("name") if name_of(tag) == "a" else None)
        for name in dict.fromkeys(filter(None, names)):
            found.setdefault(name, []).append((place, tag))
    return found


def _nearest(places: Sequence[tuple[int, Tag]], place: int) -> Tag:
    """The tag nearest to a place.

    Chapters that were put into one page may have the same names each.
    """
    at = bisect_left(places, place, key=itemgetter(0))
    return min(places[max(0, at - 1) : at + 1], key=lambda one: abs(one[0] - place))[1]


def _call_behind(link: Tag) -> Tag:
    """Put a call behind words that open a note: they stay in their sentence."""
    call = link.makeelement("a", {"href": link.get("href") or ""})
    call.sourceline = link.sourceline
    call.tail, link.tail = link.tail, None
    link.addnext(call)
    link.tag = "span"
    for key in ("href", _TYPE, "epub:type", "role"):
        link.attrib.pop(key, None)
    return call


def remove_notes(notes: Iterable[FoundNote]) -> list[Tag]:
    """Take the notes out of the page, with the lists and sections that held them alone.

    Gives the headings that stood over them.
    """
    headings: list[Tag] = []
    for found in notes:
        parent = found.tag.getparent()
        before = found.tag.getprevious()
        remove(found.tag)
        while parent is not None and name_of(parent) in _HOLDERS:
            left = [child for child in parent if text_of(child)]
            is_bare = all(name_of(child) in _HEADINGS for child in left)
            holder = parent.getparent()
            has_words = bool((parent.text or "").strip()) or not is_bare
            if has_words or holder is None or parent.find(".//img") is not None:
                break
            headings += left
            before = parent.getprevious()
            remove(parent)
            parent = holder
        if before is not None and _is_bare_heading(before):
            headings.append(before)
            remove(before)
    return headings


def _is_bare_heading(tag: Tag) -> bool:
    """Whether a heading has nothing below it any more."""
    following = tag.getnext()
    is_heading = name_of(tag) in _HEADINGS or (
        len(tag) == 1 and name_of(tag[0]) in _HEADINGS
    )
    ends = following is None or name_of(following) in _HEADINGS
    return is_heading and ends and not (tag.tail or "").strip()


def _stands_in_note(link: Tag) -> bool:
    """Whether a link stands in what is named as a note: then it leads back."""
    return any(
        name_of(tag) in _NOTE_TAGS and _NOTE_NAMES.search(_names_of(tag))
        for tag in link.iterancestors()
    )


def _is_called_as_note(link: Tag) -> bool:
    """Whether a link says of itself that it calls a note."""
    kinds = f"{link.get(_TYPE) or ''} {link.get('epub:type') or ''}"
    return "noteref" in kinds.split() or link.get("role") == "doc-noteref"


def _names_of(tag: Tag) -> str:
    """What an element is called, in all the ways there are."""
    keys = ("class", "role", "id", _TYPE, "epub:type")
    return " ".join(tag.get(key) or "" for key in keys).lower()


def _holder(target: Tag, link: Tag, name: str, *, is_after: bool) -> Tag | None:
    """The element that holds the note, if the target is one.

    A target without a telling name is one if it follows the link and leads back.
    """
    holder: Tag | None = target
    for _ in range(3):
        if holder is None or name_of(holder) in _NOTE_TAGS:
            break
        holder = holder.getparent()
    if holder is None or name_of(holder) not in _NOTE_TAGS:
        return None
    own = f"{_names_of(holder)} {name.lower()}"
    calls = {link.get("id"), *(tag.get("id") for tag in link.iterancestors())}
    links_back = any(
        (back.get("href") or "").rpartition("#")[2] in calls - {None, ""}
        for back in holder.iter("a")
    )
    is_note = (
        (links_back and is_after)
        or _NOTE_NAMES.search(own) is not None
        or _is_called_as_note(link)
    )
    return holder if is_note else None


def _remove_number(holder: Tag, call: str) -> None:
    """Take a number that is no link off the words of a note: `1. So.`, `[1] So.`."""
    first = holder
    while not (first.text or "").strip() and len(first):
        first = first[0]
    number = re.escape(call.strip(" []()."))
    found = re.match(rf"\s*(?:[\[(]?{number}[.:)\]]+)\s+(?=\S)", first.text or "")
    if number and found is not None:
        first.text = (first.text or "")[found.end() :]


def _tidy(holder: Tag) -> None:
    """Take the way back, and the number that stands before the words, off a note."""
    for link in list(holder.iter("a")):
        words = text_of(link)
        leads_within = "#" in (link.get("href") or "") or link.get("href") is None
        is_number = _CALL.fullmatch(words.strip(".")) is not None
        if leads_within and (_BACK.fullmatch(words) or is_number):
            wrap = link.getparent()
            is_lone = wrap is not None and name_of(wrap) == "sup" and len(wrap) == 1
            gone = wrap if is_lone and wrap is not None else link
            if is_number and gone.tail:
                # `1. The note.`: the stop is the number's.
                gone.tail = _STOP_OF_NUMBER.sub("", gone.tail)
            remove(gone)
