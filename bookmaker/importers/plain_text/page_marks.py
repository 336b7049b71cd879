"""What marks a line as a page's in any language, and how a text's paragraphs are laid.

Words for buttons are many and differ from language to language. Much of what stands
around an article does not: counts of comments, prices, addresses, names of networks,
fields with a star, the name of the site itself. Nothing here decides alone: a mark
counts among short lines, in a text whose paragraphs have blank lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bookmaker.importers.plain_text.dates import is_date, is_day_of_any
from bookmaker.importers.plain_text.furniture import (
    is_count,
    is_label,
    is_phrase,
    is_sure,
    reads_as_sentence,
)
from bookmaker.importers.plain_text.line_shapes import find_item
from bookmaker.importers.plain_text.lines import Line, Role, Stretch
from bookmaker.importers.plain_text.picture_lines import (
    is_credit,
    is_marked_picture,
    looks_like_picture,
)
from bookmaker.importers.plain_text.quotations import is_person

_MARK = re.compile(
    r"""©|®|™|(?<!\w)@\w
 |\b(?:e-?mail|e-?post)
 |\bnewsletter\w*
 |\b(?:mejl|cookies?|spam|podcast|rss|pdf|app\sstore|google\splay
  |facebook|instagram|whatsapp|twitter|linkedin|mastodon|bluesky|youtube|tiktok|telegram
  |wordpress|substack|patreon|paypal|ko-fi)\b
 |\w(?:-?e-?mail|newsletter)\w*
 |\(\d{1,4}\)$|\d\s?min\.?$
 |^[«‹←★☆♥❤▶►]\s?\w[^»›]*$|^[^«‹]*\w\s?[»›→▾▸]$
 |^[^*]*\w\s?\*$
""",
    re.VERBOSE,
)
"""Of a page wherever it stands among short lines."""
_WEAK = re.compile(
    r"""[€$£]\s?\d|\d\s?(?:€|zł|kr\b|eur\b|usd\b)|r\$\s?\d
 |^\d[\d.,]*\s?[km]?\s[^\W\d_]+(?:\s[^\W\d_]+)?$
 |\b\d{1,2}\s?%|\w@\w|https?://|\bwww\.
""",
    re.VERBOSE,
)
"""Prices, counts and addresses, which lists of an author's have as well."""
_FIELD = re.compile(r"(?:\be-?mail|\be-?post|newsletter)\w*(?:-\w+)?\W*$")
"""What a box to subscribe has at the end of one of its lines."""
_SOMEBODYS = re.compile(
    r"\b(?:I|I['’]\w+|my|ich|mein\w*|yo|mio|mia|eu|meu|minha|ik|mijn|jag)\b"
)
"""Words of one person, which no box says; buttons may (`Je m’abonne`)."""
_LEAST_NAME = 5
_MOST_NAME_WORDS = 3
_LONGEST_SHORT = 140
_LONG = 80
"""A sentence of so many characters is a paragraph."""
_STOPS = '.!?…”’"»«“)'
_LONGEST_CAPTION = 130
_LEAST_LONG = 3
_LEAST_FOOT = 4
_LONGEST_HEAD = 70
_MOST_HEAD_WORDS = 10
_FEW_HEAD_WORDS = 5
_LEAST_BELOW = 30
_NO_HEAD_ENDS = re.compile(r"[.,;:!…—–-][\"'”’»)]*$")


def site_names(lines: Sequence[Line]) -> frozenset[str]:
    """The labels above the title, among which is the name of the site.

    Empty where no line is the title.
    """
    at = next((i for i, o in enumerate(lines) if o.role is Role.TITLE), 0)
    return frozenset(
        line.words
        for line in lines[:at]
        if line.role is Role.FURNITURE
        and len(line.words) >= _LEAST_NAME
        and len(line.words.split()) <= _MOST_NAME_WORDS
        and line.words[0].isupper()
        and not is_phrase(line.words)
    )


def is_mark(words: str, names: Collection[str] = ()) -> bool:
    """Whether a short line says what is a page's in any language.

    `names` are those of the site and of who made the text.
    """
    if len(words) > _LONGEST_SHORT:
        return False
    return is_strong_mark(words, names) or _WEAK.search(words.lower()) is not None


def is_strong_mark(words: str, names: Collection[str]) -> bool:
    """Whether a line says what no list of an author's does."""
    return _MARK.search(words.lower()) is not None or any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w|:\s)", words) for name in names
    )


def has_apart_paragraphs(blocks: Sequence[Stretch]) -> bool:
    """Whether the paragraphs of a text are single long lines with blank ones between.

    Then what stands in short lines without a blank line between them is something else:
    verse, a list, or a page's.
    """
    long = [
        [o for o in block if len(o.words) > _LONG and reads_as_sentence(o.words)]
        for block in blocks
    ]
    alone = sum(len(block) == 1 and _is_paragraph(block[0].words) for block in blocks)
    together = sum(len(those) > 1 for those in long)
    attached = sum(
        len(those) == 1 and len(block) > 1
        for those, block in zip(long, blocks, strict=True)
    )
    return alone + attached >= _LEAST_LONG and alone >= 2 and together * 3 <= alone


def _is_paragraph(words: str) -> bool:
    return len(words) > _LONG // 2 and reads_as_sentence(words) and words[-1] in _STOPS


def page_box(block: Stretch, names: Collection[str]) -> Stretch:
    """The lines of a block that are a page's box: some bear marks, none is verse.

    In a text with `has_apart_paragraphs`. A sentence at its beginning without a mark
    is the author's.
    """
    first = block[0].words
    if reads_as_sentence(first) and not (is_phrase(first) or is_mark(first, names)):
        block = block[1:]
    return block if len(block) > 1 and _is_box(block, names) else []


def _is_box(block: Stretch, names: Collection[str]) -> bool:
    own = [is_phrase(o.words) or is_mark(o.words, names) for o in block]
    open_ends = sum(o.words.endswith((",", ";", ":", "—", "–")) for o in block)
    items = sum(find_item(o.words) is not None for o in block)
    sentences = [
        o
        for o, is_own in zip(block, own, strict=True)
        if reads_as_sentence(o.words) and not is_own
    ]
    asks = len(block) > 2 and any(_FIELD.search(o.words.lower()) for o in block)
    is_known = asks or sum(own) > 1 or any(is_sure(o.words) for o in block)
    return (
        is_known
        and sum(own) * (5 if asks else 3) >= len(block)
        and not any(_SOMEBODYS.search(o.words) for o in block)
        and all(not o.words[0].islower() for o in block)
        and any(is_phrase(o.words) or is_strong_mark(o.words, names) for o in block)
        and not open_ends
        and items * 2 < len(block)
        and len(sentences) * 4 <= len(block)
        and all(len(o.words) <= _LONGEST_SHORT for o in block)
        and not any(
            is_credit(o.words) or is_marked_picture(o.words) or o.words[:1] in '“„«‘"'
            for o in block
        )
    )


def amid_page(block: Stretch, names: Collection[str]) -> Stretch:
    """The lines of a block at the foot of a page that are the page's.

    All of them where most are labels and some bear marks, but for a sentence at its
    beginning without one, which may be the author's last.
    """
    own = [o for o in block if is_phrase(o.words) or is_mark(o.words, names)]
    labels = sum(is_label(o.words) or is_count(o.words) for o in block)
    if len(block) < _LEAST_FOOT or len(own) < 2 or labels * 2 < len(block):
        return []
    strong = [o for o in own if is_phrase(o.words) or is_strong_mark(o.words, names)]
    if len(own) * 5 < len(block) or not strong:
        return []
    is_sentence = reads_as_sentence(block[0].words) and block[0] not in own
    return block[1:] if is_sentence else block


def parted_from_heads(blocks: list[Stretch]) -> list[Stretch]:
    """The blocks with headings apart that have no blank line below them.

    `Quarters` above a paragraph of one long line, or above a list, is one where the
    other paragraphs have blank lines around them.
    """
    found: list[Stretch] = []
    for block in blocks:
        at = next((i for i, o in enumerate(block) if not o.is_settled), len(block))
        head, below = block[at : at + 1], block[at + 1 :]
        if head and below and _heads(head[0], below):
            found += [part for part in (block[:at], head, below) if part]
        else:
            found.append(block)
    return found


def _heads(line: Line, below: Stretch) -> bool:
    words, next_words = line.words, below[0].words
    if (
        len(words) > _LONGEST_HEAD
        or len(words.split()) > _MOST_HEAD_WORDS
        or not (words[0].isupper() or words[0].isdigit())
        or _NO_HEAD_ENDS.search(words) is not None
        or any(o.is_settled for o in below)
        or looks_like_picture(words)
        or is_credit(words)
        or (find_item(words) is not None and not words[0].isdigit())
    ):
        return False
    if len(below) == 1 and is_day_of_any(next_words):
        return not (is_date(words) or is_person(words))
    if all(find_item(o.words) for o in below) and len(below) > 1:
        return find_item(words) is None
    is_caption = (
        len(words.split()) > _FEW_HEAD_WORDS and len(next_words) <= _LONGEST_CAPTION
    )
    return (
        len(below) == 1
        and len(next_words) >= max(_LEAST_BELOW, len(words) * 2)
        and (reads_as_sentence(next_words) or next_words[-1] in '.!?”’"»«“:')
        and next_words[0] not in "([©"
        and not is_caption
    )
