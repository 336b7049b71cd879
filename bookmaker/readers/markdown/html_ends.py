"""Where a run of HTML ends because Markdown follows: `<div>` above `A **word**`.

CommonMark ends HTML at a blank line, so that marks directly below a tag are printed.
Pandoc and Notion have Markdown there. A tag of flow alone on its line, or the summary
of details, ends the run where the words below it have marks of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPENING = re.compile(
    r"(?:[ \t>]*<(?:div|aside|center|section|article|details|header|footer|main"
    r"|blockquote|figcaption|td|th|li|dd)(?![^<>]*[ \t]markdown=[\"']?0)"
    r"(?:[ \t][^<>]{0,400})?>"
    r"|.*</summary>)[ \t]*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"[ \t>]*")
_MARKS = re.compile(
    r"(?<![\w*\\])\*{1,3}[^\s*]|(?<![\w\\])_{1,2}[^\W_]|(?<!\\)`[^`]|\]\([^\s()]"
    r"|\[\^|~~\w|^(?:[-*+]|\d{1,9}[.)]|\#{1,6})[ \t]+\S"
)
_MOST_LINES = 200


def ends_before_markdown(text: str, below: Iterable[str]) -> bool:
    """Whether a line of HTML ends its run, by itself and by the lines below it."""
    if _OPENING.match(text) is None:
        return False
    for count, line in enumerate(below):
        start = _PREFIX.match(line).end()  # type: ignore[union-attr]
        words = line[start:]
        if not words or words[0] == "<" or count == _MOST_LINES:
            return False
        if not count and (start > len("   ") and ">" not in line[:start]):
            return False  # indented below its tag, it would be code
        if _MARKS.search(words) is not None:
            return True
    return False
