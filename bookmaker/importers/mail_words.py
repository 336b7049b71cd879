"""The words of a message, read a second time, and what the manuscript lacks of them.

This doesn't rely on how `mail_parts` sorts a message: Python's older interface to
messages (the policy `compat32`) takes it apart again, and every part that is text
counts. Forms of the same text are compared one by one, all others together.
"""

from __future__ import annotations

import email
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message

from bookmaker.importers.mail_parts import decode_part
from bookmaker.importers.model import Disposition, Imported, SourcePiece
from bookmaker.importers.source_words import leaves_of_page, with_lost_passages

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"()\[\]]+", re.IGNORECASE)
_PICTURE = re.compile(r"\[(?:image|cid):\s*([^\[\]\n]*)\]", re.IGNORECASE)
"""How mail programs write a picture in the plain form of a page."""


@dataclass(slots=True)
class _Readings:
    """The passages of a message."""

    shown: list[str] = field(default_factory=list)
    others: list[list[str]] = field(default_factory=list)
    """Each a form of a text that another one is shown for."""
    pages: list[str] = field(default_factory=list)
    """The source of the pages, which name addresses."""
    addresses: list[str] = field(default_factory=list)
    """Those of the forms that aren't shown."""


def with_lost_words_of_mail(
    imported: Sequence[Imported], content: bytes, name: str
) -> tuple[Imported, ...]:
    """Set aside what the parts of a message have and the manuscript has not."""
    found = _Readings()
    _read(email.message_from_bytes(content), found, is_other=False)
    made = tuple(imported)
    for passages in (found.shown, *found.others):
        made = with_lost_passages(made, name, passages)
    pages = html.unescape("\n".join(found.pages))
    lost = [o for o in dict.fromkeys(found.addresses) if o not in pages]
    if not lost or not found.pages:
        return made
    piece = SourcePiece(
        source=name,
        line=None,
        fate=Disposition.ASIDE,
        what="addresses in the plain text only",
        words="\n".join(lost),
    )
    return (replace(made[0], pieces=(*made[0].pieces, piece)), *made[1:])


def _read(part: Message, found: _Readings, *, is_other: bool) -> None:
    payload = part.get_payload()
    if isinstance(payload, list):
        is_choice = part.get_content_subtype() == "alternative"
        forms = [one for one in payload if isinstance(one, Message)]
        shown = _shown_form(forms) if is_choice else None
        for one in forms:
            is_left = is_other or (is_choice and one is not shown)
            _read(one, found, is_other=is_left)
    elif part.get_content_maintype() == "text":
        passages = list(_passages(part, found, is_other=is_other))
        if is_other:
            found.others.append(passages)
        else:
            found.shown += passages


def _shown_form(forms: Sequence[Message]) -> Message | None:
    """The form with the most words: which one is shown doesn't matter here."""
    return max(forms, key=lambda form: len(_words_in(form)), default=None)


def _words_in(part: Message) -> list[str]:
    return [
        word
        for inner in part.walk()
        if inner.get_content_maintype() == "text"
        for passage in _passages(inner, _Readings(), is_other=False)
        for word in passage.split()
    ]


def _passages(part: Message, found: _Readings, *, is_other: bool) -> Iterator[str]:
    text, is_page = _text_of(part)
    if is_page:
        found.pages.append(text)
        yield from leaves_of_page(text)
        return
    if is_other:
        found.addresses += [o.rstrip(".,;:!?>") for o in _ADDRESS.findall(text)]
        text = _PICTURE.sub(
            lambda picture: "" if picture[0][1:4].lower() == "cid" else picture[1], text
        )
        text = _ADDRESS.sub(" ", text)
    yield from (o for o in _BLANK_LINE.split(text) if o.strip())


def _text_of(part: Message) -> tuple[str, bool]:
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    kind = part.get_content_subtype()
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError, AttributeError, TypeError):  # a damaged field
        charset = None
    text, _ = decode_part(content, charset, kind)
    return text.replace("\r\n", "\n").replace("\r", "\n"), kind.endswith("html")
