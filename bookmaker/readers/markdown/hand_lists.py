"""Lists whose bullets are characters, as word processors and notes have them.

`• first` and `• second` below it are an item each, with a space, a tab or a no-break
space behind the bullet. Within a paragraph a bullet that stands between words too
(`Ford • Mill`) begins no list.
"""

from __future__ import annotations

import re

from bookmaker.readers.markdown.blocks import ListBlock
from bookmaker.readers.markdown.containers import BlockReader, Started
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.starts import open_item

BULLETS = "•‣◦▪●○■▸►➢∙·⁃"
_BULLET = re.compile(rf"([{BULLETS}])(?=[ \t\u00a0]+[^\s{BULLETS}])")


def start_hand_item(reader: BlockReader, line: LineCursor) -> Started:
    """Open an item behind a bullet that is a character, unless it is an ornament."""
    mark = _BULLET.match(line.text, line.first)
    if mark is None or reader.is_full:
        return Started.NOTHING
    paragraph = reader.paragraph
    if paragraph is not None and mark[1] in paragraph.lines[-1][0]:
        return Started.NOTHING
    behind = mark.end()
    if line.text[behind] == "\N{NO-BREAK SPACE}":
        behind += 1
    own = ListBlock(line.number, line.first, marker=mark[1], start=None)
    open_item(reader, line, behind - mark.start(), own)
    return Started.CONTAINER
