"""Verse in HTML, as publishers mark it up: each made one division of stanzas.

Project Gutenberg writes `<div class="poetry"><div class="stanza"><div class="verse
indent2">`, older books of it `<div class="poem"><div class="stanza"><span class="i2">`
with breaks, blogs `<pre>` of a class of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookmaker.importers.html.page import Tag, name_of, text_of

VERSE = "imported-verse"
INDENT = "\u2003"
"""An em space at the head of a line stands for a step of its indent."""
_POEM = re.compile(r"(?:^|\s)(?:poetry|poem|verse|stanza|lg|linegroup)(?:$|\s)")
_LINE = re.compile(r"(?:^|\s)(?:verse|line|l|v)(?:$|\s)|(?:^|\s)(?:indent|i)\d+")
_STANZA = re.compile(r"(?:^|\s)(?:stanza|lg|linegroup|strophe)(?:$|\s)")
_STEP = re.compile(r"(?:^|\s)(?:indent|i)(\d+)")
_PREFORMATTED = re.compile(
    r"wp-block-verse|(?:^|\s)(?:poem|poetry|verse|text)(?:$|\s)|preformatted-block"
)
_CODE = re.compile(r"[{}=<>$]|\w\(|^\s*[#/]", re.M)
_LONGEST = 70
_COLUMNS = 4


def translate_poetry(root: Tag, *, is_book: bool) -> None:
    """Turn what is marked up as verse into divisions of our own class, in place.

    `is_book` says that there is no code in it, so that preformatted lines are verse.
    """
    for tag in list(root.iter("div", "section", "blockquote")):
        if _is_inside(tag) or not _POEM.search(_classes(tag)):
            continue
        said = "".join("".join(tag.itertext()).split())
        titles = list(_titles(tag))
        stanzas = list(_stanzas(tag))
        parts = titles + [p for lines in stanzas for line in lines for p in line]
        whole = "".join(p if isinstance(p, str) else _all(p) for p in parts)
        if stanzas and "".join(whole.split()) == said:
            for title in titles:
                tag.addprevious(title)
            _replace(tag, stanzas)
    for tag in list(root.iter("pre")):
        around = tag.getparent()
        names = f"{_classes(tag)} {_classes(around) if around is not None else ''}"
        is_marked = _PREFORMATTED.search(names) and tag.find(".//code") is None
        if (is_marked or is_book) and _reads_as_verse(tag):
            _replace(tag, list(_typed_stanzas(tag)))


def _all(tag: Tag) -> str:
    return "".join(tag.itertext())


def _titles(tag: Tag) -> Iterator[Tag]:
    """What stands above the first stanza of a poem: its title."""
    for child in tag:
        if not name_of(child) or _STANZA.search(_classes(child)):
            return
        if _LINE.search(_classes(child)) or name_of(child) in ("span", "br"):
            return
        yield child


def _classes(tag: Tag) -> str:
    return (tag.get("class") or "").lower()


def _is_inside(tag: Tag) -> bool:
    return any(_classes(above) == VERSE for above in tag.iterancestors())


def _stanzas(tag: Tag) -> Iterator[list[list[Tag | str]]]:
    """The lines of each stanza; a line is its words and elements."""
    found = [t for t in tag.iter() if name_of(t) and _STANZA.search(_classes(t))]
    if _STANZA.search(_classes(tag)):
        found = [tag]
    for stanza in found or [tag]:
        lines = [
            t
            for t in stanza.iter("div", "p", "span")
            if t is not stanza and _LINE.search(_classes(t)) and not _holds_line(t)
        ]
        if lines and len(text_of(stanza)) == len(" ".join(map(text_of, lines))):
            yield [[_indented(line)] for line in lines]
        elif stanza is not tag and stanza.find(".//br") is not None:
            yield [[stanza]]
        else:
            return


def _holds_line(tag: Tag) -> bool:
    inner = (t for t in tag.iter("div", "p", "span") if t is not tag)
    return any(_LINE.search(_classes(t)) for t in inner)


def _indented(line: Tag) -> Tag:
    step = _STEP.search(_classes(line))
    line.text = INDENT * (int(step[1]) // 2 if step else 0) + (line.text or "").lstrip()
    line.tag, line.tail = "span", None
    del line.attrib["class"]
    for end in list(line.iter("br")):
        end.getparent().remove(end)
    return line


def _reads_as_verse(tag: Tag) -> bool:
    lines = [line for line in "".join(tag.itertext()).splitlines() if line.strip()]
    return (
        len(lines) > 1
        and max(len(line.strip()) for line in lines) <= _LONGEST
        and not any(_CODE.search(line) for line in lines)
    )


def _typed_stanzas(tag: Tag) -> Iterator[list[list[Tag | str]]]:
    text = "".join(tag.itertext()).expandtabs(_COLUMNS)
    lines = text.splitlines()
    least = min(len(o) - len(o.lstrip()) for o in lines if o.strip())
    for part in re.split(r"\n\s*\n", text):
        stanza: list[list[Tag | str]] = [
            [INDENT * ((len(o) - len(o.lstrip()) - least) // 2) + o.strip()]
            for o in part.splitlines()
            if o.strip()
        ]
        if stanza:
            yield stanza


def _replace(tag: Tag, stanzas: list[list[list[Tag | str]]]) -> None:
    tail, parent = tag.tail, tag.getparent()
    if parent is None:
        return
    made = etree.Element("div", {"class": VERSE})
    made.tail = tail
    for lines in stanzas:
        paragraph = etree.SubElement(made, "p")
        for index, line in enumerate(lines):
            if index:
                etree.SubElement(paragraph, "br")
            for part in line:
                _add(paragraph, part)
    parent.replace(tag, made)


def _add(paragraph: Tag, part: Tag | str) -> None:
    if not isinstance(part, str):
        part.tag = "span"
        part.tail = None
        paragraph.append(part)
    elif len(paragraph):
        paragraph[-1].tail = part
    else:
        paragraph.text = part
