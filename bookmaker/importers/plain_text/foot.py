"""The foot of a page: from the end upward to the author's last sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bookmaker.importers.plain_text.dates import is_date
from bookmaker.importers.plain_text.furniture import (
    LONGEST,
    is_count,
    is_label,
    is_phrase,
    is_sure,
    reads_as_sentence,
)
from bookmaker.importers.plain_text.house import is_of_house
from bookmaker.importers.plain_text.line_shapes import find_note
from bookmaker.importers.plain_text.lines import Line, Role, Stretch
from bookmaker.importers.plain_text.page_marks import amid_page, is_mark
from bookmaker.importers.plain_text.tails import start_of_tail
from bookmaker.importers.plain_text.typescripts import END_MARK

_OPENER = re.compile(
    r"about\ the\ authors?|(?:written|posted)\ by.*|.*\bnewsletters?|most\ .*"
    r"|trending.*|latest.*|follow",
    re.VERBOSE | re.IGNORECASE,
)
_OF_A_WRITER = re.compile(
    r"writer\ for\b.*|[\d.,]+[km]?\ followers|written\ by\b.*|author\ of\b.*",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands above the life of a writer, with a button to follow them below."""
_BIO = r"(?:(?:{names})(?:['’]s)?\s|(?:hi|hello)\b)"
_LIFE = re.compile(
    r"(?:I|we)\ (?:write|blog|make|teach)\b|writ(?:es|er|ing)\b|(?:author|editor)\ of\b"
    r"|(?:schreibt|autor(?:in)?|écrit|auteure?|escribe|autora?)\b",
    re.VERBOSE | re.IGNORECASE,
)
_LEAST_BLOCKS = 4
_LONGEST_AMID = 300
_LEAST_BOX = 3
_SIGNED = re.compile(r"-- ?")
_FEW_WORDS = 3
_MANY = 3
_LEAST_TAGS = 3
_TAG = re.compile(r"#?[A-ZÀ-Þ0-9][\w’'&/+-]*(?: [\w’'&/+-]+){0,3}|[a-zà-þ]+")
_MOST_GAP = 4
_LONGEST_GAP = 60
"""Lines: as many titles of other articles as may follow one another."""


def set_foot_aside(
    blocks: list[Stretch], names: Collection[str], marks: Collection[str] | None = None
) -> int:
    """Settle the furniture at the foot; gives how many blocks are left.

    `names` are those of the makers; `marks` are those that mark a line as the page's,
    where the text's paragraphs are apart, so that shape is evidence. From the end, or
    from where readers' comments begin, upward to the first sentence that is the
    author's.
    """
    lines = [line for block in blocks for line in block]
    floor = next((i for i, line in enumerate(lines) if not line.is_settled), 0) + 1
    amid = _amid_furniture(blocks)
    if marks is not None:
        amid |= {o.number for b in blocks for o in amid_page(b, marks)}
    end = start_of_tail(lines, floor, amid)
    marked = {
        line.number
        for line in lines
        if line.number in amid and marks is not None and is_mark(line.words, marks)
    }
    start = _climb(lines, floor, end, names, (amid, marked))
    if end == len(lines) and not _is_sure_foot(lines[start:], marked):
        return len(blocks)
    start = _with_labels_above(blocks, lines, start, (names, marked))
    while floor < start < len(lines) and _is_life_above(lines, start, names):
        start -= 1
    for line in lines[start:]:
        line.settle(Role.FURNITURE)
    first = lines[start].number if start < len(lines) else lines[-1].number + 1
    return sum(block[0].number < first for block in blocks)


def set_end_mark_aside(blocks: list[Stretch]) -> None:
    """Settle the `THE END` that stands by itself below a text."""
    own = [b for b in blocks if not b[0].is_settled and not _is_of_notes(b[0].words)]
    if len(blocks) < _LEAST_BLOCKS or not own or len(own[-1]) != 1:
        return
    line = own[-1][0]
    if not line.is_settled and END_MARK.fullmatch(line.words) is not None:
        line.settle(Role.FURNITURE)


def _is_of_notes(words: str) -> bool:
    return find_note(words) is not None or _NOTES_HEAD.fullmatch(words) is not None


_NOTES_HEAD = re.compile(
    r"(?:(?:foot|end)?notes|fu(?:ß|ss)noten|anmerkungen|notas|(?:voet)?noten)[:.]?",
    re.I,
)


def _climb(
    lines: Sequence[Line],
    floor: int,
    end: int,
    names: Collection[str],
    numbers: tuple[Collection[int], Collection[int]],
) -> int:
    """The uppermost furniture above `end` that no sentence of the author's follows.

    `numbers` are those of the lines amid furniture, and of those with a page's mark.
    """
    amid, marked = numbers
    start = at = end
    signed = next(
        (
            i
            for i in range(end - 1, max(floor, end - 8), -1)
            if _SIGNED.fullmatch(lines[i].text)
        ),
        None,
    )
    if signed is not None:
        start = at = signed
    while at > max(floor, start - _LONGEST_GAP) and not lines[at - 1].is_settled:
        words = lines[at - 1].words
        if (
            is_phrase(words)
            or lines[at - 1].number in marked
            or _names_maker_and_day(words, names)
        ):
            if not _may_reach(lines[at - 1 : start], amid, is_first=start == end):
                break
            start = at - 1
        elif not (
            is_label(words)
            or is_count(words)
            or lines[at - 1].number in amid
            or is_of_house(words)
            or _is_of_maker(lines, at - 1, names)
        ):
            break
        at -= 1
    return start


def _names_maker_and_day(words: str, names: Collection[str]) -> bool:
    """Whether a line is a maker's name and a date: `Ann Lee, 28.1.2024`."""
    return any(
        words.startswith(name) and is_date(words.removeprefix(name).strip(" ,·|–—-"))
        for name in names
        if len(name.split()) > 1
    )


def _amid_furniture(blocks: Sequence[Stretch]) -> frozenset[int]:
    """The numbers of the sentences that stand among furniture in one block.

    Where blank lines part the author's paragraphs, what follows buttons without one
    belongs to them.
    """
    unparted = sum(
        sum(reads_as_sentence(o.words) and not is_phrase(o.words) for o in block) > 1
        for block in blocks
    )
    if unparted * 4 > len(blocks):
        return frozenset()
    found: set[int] = set()
    for block in blocks:
        own = [at for at, line in enumerate(block) if is_phrase(line.words)]
        is_dense = len(own) >= _MANY and len(own) * 4 >= len(block)
        if own and _is_box(block, own):
            found |= {o.number for o in block}
        if is_dense or (len(own) > 1 and len(own) * 2 >= len(block)):
            inside = block[own[0] :]
            longest = _LONGEST_AMID if len(own) > _MANY else LONGEST
            found |= {o.number for o in inside if len(o.words) <= longest}
    return frozenset(found)


def _is_box(block: Stretch, own: Sequence[int]) -> bool:
    """Whether a block with few buttons is a box: short lines, a button at its end."""
    return (
        len(block) >= _LEAST_BOX
        and own[-1] >= len(block) - 2
        and all(len(line.words) <= LONGEST for line in block)
        and sum(reads_as_sentence(line.words) for line in block) * 2 <= len(block)
    )


def _may_reach(gap: Sequence[Line], amid: Collection[int], *, is_first: bool) -> bool:
    """Whether furniture goes on over the labels between a line and the foot below.

    A single word of a menu, such as `Home`, may be a line of verse: it takes few and
    short labels with it.
    """
    first, *labels = gap
    if is_sure(first.words) or not labels or first.number in amid:
        return True
    is_short = all(len(line.words.split()) <= _FEW_WORDS for line in labels)
    return is_short and len(labels) <= _MOST_GAP and not is_first


def _is_of_maker(lines: Sequence[Line], index: int, names: Collection[str]) -> bool:
    """Whether a sentence belongs to what stands above it: a life, an invitation."""
    if index + 1 >= len(lines) or index < 1:
        return False
    words, above, below = (lines[i].words for i in (index, index - 1, index + 1))
    known = "|".join(
        re.escape(part) for name in names for part in (name, name.split()[0])
    )
    is_life = known and re.match(_BIO.format(names=known), words, re.IGNORECASE)
    is_opened = (
        _OPENER.fullmatch(above) is not None or above.removeprefix("About ") in names
    )
    follows = lines[index].number == lines[index - 1].number + 1
    if _is_life_above(lines, index + 1, names) and is_phrase(below):
        return True
    if is_life:
        goes_on = lines[index + 1].number == lines[index].number + 1
        return is_opened or is_phrase(above) or (goes_on and is_phrase(below))
    is_near = lines[index + 1].number <= lines[index - 1].number + 4
    if _OF_A_WRITER.fullmatch(above) and is_near and below.casefold() == "follow":
        return len(words) <= LONGEST
    is_between = is_phrase(below) and follows
    is_headed = is_phrase(above) or above in names
    if _LIFE.match(words) is not None and len(words) <= LONGEST:
        near = lines[max(0, index - 4) : index]
        is_among = any(is_phrase(o.words) or o.words in names for o in near)
        return is_among and is_phrase(below)
    return is_opened and is_between and len(words) <= LONGEST and is_headed


_FIRST_PERSON = re.compile(r"\b(?:I|my|me|ich|mein\w*|je|mon|ma|yo|mi)\b")


def _is_life_above(lines: Sequence[Line], start: int, names: Collection[str]) -> bool:
    """Whether the line at once above a foot says who a maker is, by the whole name.

    In a block of its own it may be the author's.
    """
    words = lines[start - 1].words
    return (
        lines[start - 1].number == lines[start].number - 1
        and not lines[start - 1].is_settled
        and any(words.startswith(name) and " " in name for name in names)
        and len(words) <= _LONGEST_AMID
        and _FIRST_PERSON.search(words) is None
    )


def _is_sure_foot(foot: Sequence[Line], marked: Collection[int]) -> bool:
    """Whether there is enough of a foot: one word of a menu isn't one."""
    phrases = [line.words for line in foot if is_phrase(line.words)]
    own = len(phrases) + sum(line.number in marked for line in foot)
    return own >= 2 or any(is_sure(words) for words in phrases)


def _with_labels_above(
    blocks: list[Stretch],
    lines: Sequence[Line],
    start: int,
    known: tuple[Collection[str], Collection[int]],
) -> int:
    """Take the labels above furniture in its own block, and counts above that."""
    if not 0 < start < len(lines):
        return start
    names, marked = known
    first = lines[start].number
    block = next(block for block in blocks if block[-1].number >= first)
    above = [line for line in block if line.number < first]
    phrases = sum(is_phrase(o.words) or o.number in marked for o in block)
    are_labels = all(is_label(o.words) or is_count(o.words) for o in above)
    are_known = all(o.words in names or is_count(o.words) for o in above)
    if are_labels and (phrases >= 2 or are_known) and phrases * 4 >= len(block):
        start -= len(above)
    while start > 1 and _is_open_count(lines[start - 1]):
        start -= 1
    return _with_tags_above(blocks, lines, start)


def _are_tags(block: Stretch) -> bool:
    """Whether each line begins like a name and has no punctuation at all."""
    return all(
        _TAG.fullmatch(line.words) is not None and not line.is_settled for line in block
    )


def _is_open_count(line: Line) -> bool:
    return not line.is_settled and is_count(line.words)


def _with_tags_above(blocks: list[Stretch], lines: Sequence[Line], start: int) -> int:
    """Take the tags above the foot: several lines of a word or two.

    Below a paragraph of one long line they are no verse; a count may be among them.
    """
    at = next((i for i, b in enumerate(blocks) if lines[start - 1] in b), None)
    if at is None or start >= len(lines):
        return start
    whole = blocks[at]
    is_below_prose = at > 0 and len(blocks[at - 1][-1].words) > LONGEST // 2
    if not is_count(lines[start].words) and not (is_below_prose and _are_tags(whole)):
        return start
    first = lines[start].number
    block = [line for line in whole if line.number < first]
    are_tags = len(block) >= _LEAST_TAGS and all(
        is_count(line.words)
        or _TAG.fullmatch(line.words) is not None
        or (is_label(line.words) and len(line.words.split()) <= _FEW_WORDS)
        for line in block
    )
    return start - len(block) if are_tags else start
