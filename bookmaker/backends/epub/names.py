"""File names within the edition: ASCII, unique, made from what they name.

A name comes from an id or a path, never from a position: Apple Books loses a reader's
marks when the name of a content document changes between two versions.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_MOST_LETTERS = 60
# Names that we use ourselves, and those that Windows keeps for its devices, for those
# who unpack a book there.
_RESERVED = re.compile(r"(?:nav|cover|toc|style|con|prn|aux|nul|com\d|lpt\d)")


def plain_name(named: str) -> str:
    """Make a stem of ASCII letters, figures and hyphens.

    What is no such stem already carries a digest, so that two different ids or paths
    never share a name, capitals aside or not.
    """
    unaccented = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode()
    stem = _NOT_PLAIN.sub("-", unaccented.lower()).strip("-")[:_MOST_LETTERS]
    if stem == named and not _RESERVED.fullmatch(stem):
        return stem
    digest = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem else f"x-{digest}"
