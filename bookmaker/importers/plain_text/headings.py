"""Headings, with care: a short line is not one because it is short.

What stands twice is not a heading: it is the name of a speaker, or furniture.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Sequence

from bookmaker.importers.plain_text.chapter_heads import NUMERALS
from bookmaker.importers.plain_text.dates import is_date, is_day_of_any
from bookmaker.importers.plain_text.furniture import is_phrase, reads_as_sentence
from bookmaker.importers.plain_text.lines import Line, Role, Stretch
from bookmaker.importers.plain_text.picture_lines import is_title_case
from bookmaker.importers.plain_text.quotations import is_person, is_whole_quotation

_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6})(?P<behind>[.)])\s+(?P<words>\S.*)"
)
_NAMED = re.compile(
    r"(?:chapter|part|section|book|act|scene|appendix|lecture)\s+(?:\d+|[ivxlc]+|one|two"
    r"|three|four|five|six|seven|eight|nine|ten)\b.{0,60}"
    r"|(?:prologue|epilogue|interlude|prolog|epilog|prologo|prólogo|épilogue|epilogo|epílogo"
    r"|introduction|conclusion|foreword|preface|abstract|afterword|notes|vorwort|nachwort"
    r"|einleitung|schluss|préface|avant-propos|postface|prefacio|prefácio|introducción"
    r"|introdução|prefazione|introduzione|voorwoord|nawoord|inleiding|förord|предисловие"
    r"|введение|эпилог|пролог"
    r"|footnotes|endnotes|references|bibliography|acknowledge?ments|appendix|postscript)",
    re.I,
)
_NAMED_STOP = re.compile(
    r"(?:chapter|part|section|book|act|scene|appendix|lecture|letter)\s+"
    r"(?:the\s+)?[\w-]+\.",
    re.I,
)
"""Old books end `CHAPTER IV.` with a stop; a sentence of two words isn't one."""
_CALLS = re.compile(r"\s?(?:\[\d+\])+$")
_ENDS_BOOK = re.compile(r"(?:the )?end|fin(?:is)?", re.I)
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2,}[.!?]\s+[A-ZÀ-Þ]")
_LONGEST = 70
_MOST_WORDS = 10
_FEW_WORDS = 4
_ENDS = re.compile(r"[.,;:!…—–-][\"'”’)]*$")
_SPEAKER = re.compile(r"(?:[^\W\d_][\w.’'-]*\s?){1,3}:\s")
"""`Noor Haddad: How many clocks are there?` is a question of an interview."""
_LEAST_PROSE = 40


def parted_heads(runs: Sequence[Stretch], width: int | None) -> list[Stretch]:
    """Stretches with their numbered heads apart, where each line is a paragraph.

    A paste may lose the blank line between `II. The water` and the text below it.
    """
    found: list[Stretch] = []
    for run in runs:
        first, *others = run
        is_head = (
            width is None
            and bool(others)
            and not first.is_settled
            and _NUMBERED.fullmatch(first.words) is not None
            and len(first.words) <= _LONGEST
            and len(others[0].words) > len(first.words) * 2
        )
        found += [[first], others] if is_head else [run]
    return found


def lone_phrases(blocks: Sequence[Stretch]) -> list[Line]:
    """The lines that could be headings, but are far longer than the headings are.

    Where two headings or more are a few words each, or have no blank line below them,
    a long phrase that stands apart between paragraphs describes a picture.
    """
    candidates = [i for i in range(len(blocks)) if _could_be(blocks, i)]
    heads = [i for i in candidates if _stands_between_prose(blocks, i)]
    attached = [
        blocks[i][0]
        for i in heads
        if blocks[i + 1][0].number == blocks[i][0].number + 1
    ]
    short = [blocks[i][0] for i in heads if _count(blocks[i][0]) <= _FEW_WORDS]
    models = attached if len(attached) > 1 else short
    if len(models) < _LEAST_MODELS:
        return []
    most = max(map(_count, models)) + (1 if models is attached else _FEW_WORDS)
    return [
        line
        for i in heads
        if (line := blocks[i][0]) not in models
        and _count(line) > max(most, _FEW_WORDS)
        and not (_is_counted(line.words) or _is_capitals(line.words))
        and not (is_title_case(line.words) or line.words[0] in "‘'“\"«»„")
        and not line.words.endswith("?")
    ]


def _count(line: Line) -> int:
    return len(line.words.split())


_LEAST_MODELS = 2


def is_named_part(words: str) -> bool:
    """Whether a line names a part that books have: `Prologue`, `Chapter 2`."""
    return _NAMED.fullmatch(words.removesuffix(".")) is not None


def settle_headings(blocks: Sequence[Stretch]) -> list[Line]:
    """Settle the headings among the blocks; gives those that are doubtful."""
    often = collections.Counter(line.words for block in blocks for line in block)
    candidates = [
        index
        for index, block in enumerate(blocks)
        if _could_be(blocks, index) and often[block[0].words] == 1
    ]
    numbers = _counted(blocks[index][0].words for index in candidates)
    doubtful: list[Line] = []
    for index in candidates:
        line = blocks[index][0]
        words = line.words
        if _is_subtitle(blocks, index):
            continue
        if (
            words in numbers
            or _NAMED.fullmatch(words.removesuffix("."))
            or _is_capitals(words)
        ):
            line.settle(Role.HEADING)
        elif _stands_between_prose(blocks, index) and _NUMBERED.match(words) is None:
            line.settle(Role.HEADING)
            doubtful.append(line)
    return doubtful


def _could_be(blocks: Sequence[Stretch], index: int) -> bool:
    block = blocks[index]
    if len(block) != 1 or block[0].is_settled or index + 1 >= len(blocks):
        return False
    words = block[0].words
    return (
        len(words) <= _LONGEST
        and len(words.split()) <= _MOST_WORDS
        and (words[0].isupper() or words[0].isdigit())
        and (
            _ENDS.search(words) is None
            or _may_have_stop(words)
            or _is_old_style(blocks, index)
        )
        and not is_date(words)
        and not (is_phrase(words) and len(words.split()) >= _FEW_WORDS)
        and not (_SPEAKER.match(words) and words.endswith("?"))
        and not (words.endswith("?") and len(words.split()) < _FEW_WORDS)
        and not _ENDS_BOOK.fullmatch(words)
        and not (words[-1] in "’'”\"»«" and words[0] not in "‘'“\"«»„")
        and not (_SENTENCE_INSIDE.search(words) and not _is_counted(words))
        and not (_may_sign(words) and _stands_below_quotation(blocks, index))
    )


def _may_have_stop(words: str) -> bool:
    """Whether a line with a stop may be a heading, as old books have it."""
    return _NAMED_STOP.fullmatch(words) is not None or is_named_part(words)


def _is_old_style(blocks: Sequence[Stretch], index: int) -> bool:
    """Whether a line is in capitals with a stop, far below the text above it."""
    line = blocks[index][0]
    is_apart = index > 0 and line.number - blocks[index - 1][-1].number >= _FAR
    return is_apart and _is_capitals(line.words) and line.words.endswith(".")


_FAR = 3
"""Lines from one to the next: two blank ones are between them."""


def _is_counted(words: str) -> bool:
    return (_NUMBERED.match(words) or _NAMED.match(words)) is not None


def _may_sign(words: str) -> bool:
    return is_person(words) or len(words.split()) <= _FEW_WORDS


def _stands_below_quotation(blocks: Sequence[Stretch], index: int) -> bool:
    """Whether a line may say whose words stand above it: in doubt, not a heading."""
    if index == 0:
        return False
    above = blocks[index - 1][-1]
    return not above.is_settled and is_whole_quotation(above.words)


def _counted(lines: Iterable[str]) -> frozenset[str]:
    """The numbered lines, if they count from one: `1986. A good year` does not."""
    found = [
        (match, match.string)
        for words in lines
        if (match := _NUMBERED.fullmatch(words)) is not None
    ]
    numbers = [match["number"] for match, _ in found if "." not in match["number"]]
    count = len(numbers)
    counts = numbers == [str(n) for n in range(1, count + 1)] or numbers == list(
        NUMERALS[:count]
    )
    return (
        frozenset(words for _, words in found) if counts and count > 1 else frozenset()
    )


def _is_subtitle(blocks: Sequence[Stretch], index: int) -> bool:
    """Whether a line stands between the title and the first heading of a text."""
    below = blocks[index + 1]
    is_short = len(below) == 1 and len(below[0].words) < _LEAST_PROSE
    is_below_title = index > 0 and blocks[index - 1][-1].role is Role.TITLE
    words = below[0].words
    is_above_head = below[0].role is Role.HEADING or _NAMED.fullmatch(words)
    return is_below_title and is_short and bool(is_above_head or _is_capitals(words))


def _is_capitals(words: str) -> bool:
    return words.isupper() and sum(c.isalpha() for c in words) >= 4


def _stands_between_prose(blocks: Sequence[Stretch], index: int) -> bool:
    if index == 0:
        return False
    before = blocks[index - 1][-1]
    after = blocks[index + 1][0]
    is_attached = after.number == blocks[index][0].number + 1
    is_text = not after.is_settled and (
        len(after.text) >= _LEAST_PROSE
        or (is_attached and reads_as_sentence(after.words))
        or (is_attached and is_day_of_any(after.words))
    )
    is_set_off = after.role in (Role.LIST, Role.QUOTATION)
    has_ended = before.is_settled or _CALLS.sub("", before.words).endswith(
        (".", "!", "?", "”", '"', "’", "…", ")", "]", "»", "«", "“", "‘", "」", "。")
    )
    before_is_prose = before.role not in (Role.TITLE, Role.BYLINE, Role.DATE)
    return (is_text or is_set_off) and has_ended and before_is_prose
