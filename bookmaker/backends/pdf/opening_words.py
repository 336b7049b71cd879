"""Set the first letter and the first words of a chapter apart, for a theme to style.

What comes in: the galley. What goes out: the letter in a span `raised`, without the
quotation marks before it, which keep the size of the text; and the words behind it in a
span `lead-in`, to the end of a short phrase. A letter that the paragraph drops into its
lines is set apart already (`galley.py`), and only its words are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

from bookmaker.languages.words import OPENING_MARKS

_INITIAL = re.compile(rf"(\s*[{re.escape(OPENING_MARKS)}]*)(\w[\u0300-\u036f]*)")
_WORD = re.compile(r"\s*\S+")
_ENDS_PHRASE = frozenset(",;:.!?…—–”’»)")
_ENOUGH_LETTERS = 14
"""Of a phrase that has no end of its own: some three words."""


def set_opening_words_apart(tree: ElementTree.Element) -> None:
    """Set them apart in each chapter that has an initial."""
    for chapter in tree.iter("section"):
        classes = (chapter.get("class") or "").split()
        if "chapter" in classes and "no-dropcap" not in classes:
            for paragraph in _opening(chapter):
                _set_apart(paragraph)


def _opening(chapter: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The paragraph behind the title and its epigraphs, if there is one."""
    follows = False
    for block in chapter:
        classes = (block.get("class") or "").split()
        if follows and block.tag == "p":
            yield block
            return
        follows = "opener" in classes or (follows and "epigraph" in classes)


def _set_apart(paragraph: ElementTree.Element) -> None:
    rest = next((n for n in paragraph.iter("span") if n.get("data-rest-of-word")), None)
    if rest is not None:
        rest.set("class", "lead-in")
        holder = next(parent for parent in paragraph.iter() if rest in list(parent))
        after = rest.tail or ""
        rest.tail = None
        place = list(holder).index(rest) + 1
        enough = _ENOUGH_LETTERS - len(rest.text or "")
        holder.insert(place, _lead_in(after, enough))
        return
    holder = paragraph
    while not holder.text and len(holder):
        holder = holder[0]
    found = _INITIAL.match(holder.text or "")
    if found is None or (holder is not paragraph and holder.tag == "code"):
        return
    text = (holder.text or "")[found.end() :]
    holder.text, letter = found.groups()
    raised = ElementTree.Element("span", {"class": "raised"})
    raised.text = letter
    holder.insert(0, raised)
    holder.insert(1, _lead_in(text, _ENOUGH_LETTERS))


def _runs_left(word: str) -> bool:
    """Whether a word runs from the right; those scripts have no capitals."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in word)


def _lead_in(text: str, enough: int) -> ElementTree.Element:
    end = letters = 0
    for word in _WORD.finditer(text):
        if letters >= enough or _runs_left(word[0]):
            break
        end = word.end()
        letters += sum(letter.isalpha() for letter in word[0])
        if word[0][-1] in _ENDS_PHRASE:
            break
    words = ElementTree.Element("span", {"class": "lead-in"})
    words.text, words.tail = text[:end], text[end:]
    return words
