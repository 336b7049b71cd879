"""Drop caps of Word files: the letter goes back to the word that it begins.

Word and LibreOffice put the letter into a paragraph of its own, in a frame
(`w:framePr` with `w:dropCap`, ECMA-376, 17.3.1.11); some templates put it into a text
box. How a chapter begins in print is the theme's matter.
"""

from __future__ import annotations

import re

from lxml import etree

from bookmaker.importers.word_looks import W, words_of_paragraph

_DROPPED = frozenset({"drop", "margin"})
_KEPT_MARKS = frozenset({f"{W}caps", f"{W}vanish"})
"""What is more than the look of the letter."""
_LETTER = re.compile(r"[\"'“‘„‚«»‹›¿¡—–-]*\w['’]?")
_HOLDERS = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
        f"{W}drawing",
        f"{W}pict",
    }
)


def join_drop_caps(tree: etree._Element) -> None:
    """Put each dropped letter before the first word of its paragraph, in place."""
    for paragraph in list(tree.iter(f"{W}p")):
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        if frame is not None and frame.get(f"{W}dropCap") in _DROPPED:
            _join_frame(paragraph)
    for box in list(tree.iter(f"{W}txbxContent")):
        _join_box(box)


def _join_frame(paragraph: etree._Element) -> None:
    text = paragraph.getnext()
    parent = paragraph.getparent()
    if (
        parent is None
        or text is None
        or text.tag != f"{W}p"
        or not words_of_paragraph(text).strip()
        or not words_of_paragraph(paragraph).strip()
        or paragraph.find(f"{W}pPr/{W}sectPr") is not None
    ):
        return
    at = 1 if len(text) and text[0].tag == f"{W}pPr" else 0
    for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
        _make_plain(child)
        text.insert(at, child)
        at += 1
    parent.remove(paragraph)


def _make_plain(part: etree._Element) -> None:
    for looks in part.iter(f"{W}rPr"):
        for mark in [mark for mark in looks if mark.tag not in _KEPT_MARKS]:
            looks.remove(mark)


def _join_box(box: etree._Element) -> None:
    """Join the letter of a text box that stands before all words of a paragraph."""
    letter = "".join(text.text or "" for text in box.iter(f"{W}t")).strip()
    if _LETTER.fullmatch(letter) is None:
        return
    holder = box
    while holder is not None and holder.tag != f"{W}r":
        holder = holder.getparent()
    run = holder
    paragraph = run.getparent() if run is not None else None
    if run is None or paragraph is None or paragraph.tag != f"{W}p":
        return
    others = [child for child in paragraph if child.tag == f"{W}r"]
    before = others[: others.index(run)]
    if any(words_of_paragraph(other).strip() for other in (*before, run)):
        return
    if not _begins_within_a_word(words_of_paragraph(paragraph)):
        return
    for drawn in [child for child in run if child.tag in _HOLDERS]:
        run.remove(drawn)
    etree.SubElement(run, f"{W}t").text = letter
    _make_plain(run)


def _begins_within_a_word(words: str) -> bool:
    """Whether a text begins as one does whose first letter stands elsewhere.

    In small letters (`he wind`, ` cold wind`), or in capitals (`HE WIND`).
    """
    bare = words.lstrip(" '’")
    first = bare[:1]
    if not first.isalpha():
        return False
    return not first.isupper() or not bare[1:2].islower()
