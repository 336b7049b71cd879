"""Collections of poems: where most of a text is verse, its short lines name poems."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.importers.plain_text.lines import Role, Stretch

_STOP = re.compile(r"[.,;:!?…—–-][\"'”’)\]]*$")
_LONGEST_TITLE = 60
_LONGEST_LINE = 64


def settle_stanzas(blocks: Sequence[Stretch], *, has_speakers: bool) -> None:
    """Settle all lines as verse, of a text that is said to be verse or a play.

    A short line without a stop above others is a title; in a play, who speaks.
    """
    for index, block in enumerate(blocks):
        first, *others = block
        is_line = len(first.words) <= _LONGEST_TITLE and not _STOP.search(first.words)
        is_last = index + 1 == len(blocks)
        if not others and is_line and not is_last and first.words[0].isupper():
            if not has_speakers:
                first.settle(Role.HEADING)
            continue
        if has_speakers and others and not first.words.rstrip(".:").isupper():
            continue
        for line in block:
            line.settle(Role.VERSE)


def settle_long_lines(blocks: Sequence[Stretch], base: int) -> None:
    """Settle stanzas of long lines that are set in by a column or more.

    A page begins a line with a capital only by chance; where all lines of several
    blocks do, the author ended them.
    """
    run: list[Stretch] = []
    for block in [*blocks, []]:
        is_stanza = 1 < len(block) <= _MOST_LINES and all(
            line.indent > base and _begins_large(line.words) for line in block
        )
        if is_stanza:
            run.append(block)
            continue
        if sum(len(stanza) - 1 for stanza in run) >= _LEAST_LARGE and len(run) > 1:
            for stanza in run:
                for line in stanza:
                    line.settle(Role.VERSE)
        run = []


def _begins_large(words: str) -> bool:
    letters = words.lstrip("“”‘’\"'([—-–… ")
    return bool(letters) and letters[0].isupper()


_MOST_LINES = 14
_LEAST_LARGE = 4
"""Lines below the first of their stanza that begin with a capital."""


def settle_poems(blocks: Sequence[Stretch]) -> None:
    """Settle titles of poems and the single lines of verse, in a text of verse."""
    verse = [b for b in blocks if b[0].role is Role.VERSE]
    others = [b for b in blocks if not any(line.is_settled for line in b)]
    in_verse = sum(len(b) for b in verse)
    in_others = sum(len(b) for b in others if len(b[0].words) > _LONGEST_LINE)
    if len(verse) < 2 or in_others * 4 > in_verse:
        return
    for index, block in enumerate(blocks):
        if len(block) != 1 or block[0].is_settled:
            continue
        line = block[0]
        above = blocks[index - 1][-1].role if index else None
        below = blocks[index + 1][0].role if index + 1 < len(blocks) else None
        is_title = (
            len(line.words) <= _LONGEST_TITLE
            and _STOP.search(line.words) is None
            and (line.words[0].isupper() or line.words[0].isdigit())
            and below is Role.VERSE
        )
        if is_title:
            line.settle(Role.HEADING)
        elif above is Role.VERSE and len(line.words) <= _LONGEST_LINE:
            is_left_open = blocks[index - 1][-1].words.rstrip('”’"')[-1] not in ".!?"
            if is_left_open and below is not Role.ATTRIBUTION:
                line.settle(Role.VERSE)
