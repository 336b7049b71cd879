"""Text as the completeness proof compares it: what a reader would not miss is dropped.

What comes in: text of the tree, or of an edition. What goes out: its characters in
Unicode's compatibility form (NFKD, Unicode Standard Annex 15) without case, white
space, hyphens and characters that are never drawn. Two lines' worth of a divided word
and the word itself fold to the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NEVER_DRAWN = (
    r"\x00-\x1f\x7f-\x9f"  # controls; XML forbids most, and editions write none
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\ufe00-\ufe0f\U000e0000-\U000e0fff"
    r"\ufdd0-\ufdef\ufffe\uffff"  # U+FFFE: PDFium's hyphen at a line's end
    r"\ufffd"  # what an edition writes for a character that XML forbids
)
_HYPHENS = r"\-\u2010\u2011"
_DROPPED = re.compile(rf"[\s{_HYPHENS}{_NEVER_DRAWN}]+")
_FORM_BY_TWIN = {"∆": "δ", "∙": "·", "∕": "/", "⁄": "/", "\u0307": ""}
"""Characters that fonts draw with one glyph: a PDF cannot say which was meant.

The dot above is what is left of a Turkish capital İ without its case.
"""
_TWIN = re.compile("[" + "".join(_FORM_BY_TWIN) + "]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The characters of a text that its editions must show, in one form."""
    if text.isascii():
        return _DROPPED.sub("", text).lower()
    folded = unicodedata.normalize("NFKD", _DROPPED.sub("", text)).casefold()
    # What case and compatibility forms leave may be another form still.
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", folded))
    return _TWIN.sub(lambda twin: _FORM_BY_TWIN[twin[0]], folded)
