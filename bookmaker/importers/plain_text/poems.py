"""Collections of poems: where most of a text is verse, its short lines name poems."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.importers.plain_text.lines import Role, Stretch

_STOP = re.compile(r"[.,;:!?…—–-][\"'”’)\]]*$")
_LONGEST_TITLE = 60
_LONGEST_LINE = 64


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
