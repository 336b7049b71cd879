"""Newsletters saved as mail, `.eml`: the page in them, or the text where there is none.

What comes in: a message as RFC 5322 and MIME have it. What goes out: what the importer
of pages or of plain text makes of its body, with the subject as the title, the sender
as the author and the day on which it was sent.
"""

from __future__ import annotations

import datetime
import email
import email.policy
import email.utils
import re
from dataclasses import replace
from email.message import EmailMessage

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import Text
from bookmaker.importers.html import import_page
from bookmaker.importers.model import (
    Disposition,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.plain_text import import_plain_text

_AFTER_NAME = re.compile(r"\s+(?:from|at)\s+(?=\S).*$|\s*[|@(].*$")
"""The newsletter behind its sender's name: `Ann Lee from Weirs`.

Only in English: `von`, `van` and `de` are parts of names.
"""
_CONTENT_ADDRESS = re.compile(r"(?<=[\"'])cid:(?P<id>[^\"'<>\s]+)", re.IGNORECASE)
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)


def import_mail(content: bytes, name: str, options: ImportOptions) -> Imported:
    """Import a message. Raises `ManuscriptError` where it has no text."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    page, text = _body(message, "html"), _body(message, "plain")
    read_as_utf8 = replace(options, encoding="utf-8")
    if page is not None:
        page = _CONTENT_ADDRESS.sub(lambda found: _file_name(found["id"]), page)
        imported = import_page(
            page.encode("utf-8"), name, _Attachments(message), read_as_utf8
        )
    elif text is not None and text.strip():
        subject = _subject(message) or name.rpartition(".")[0]
        imported = import_plain_text(text.encode(), name, subject, read_as_utf8)
    else:
        raise ManuscriptError(problems.EmptySource(path=name))
    return _with_fields(imported, message, name)


def _body(message: EmailMessage, kind: str) -> str | None:
    try:
        part = message.get_body(preferencelist=(kind,))
        if not isinstance(part, EmailMessage) or part.get_content_subtype() != kind:
            return None
        content = part.get_content()
    except (LookupError, ValueError, AttributeError):  # an unknown character set
        return None
    return content if isinstance(content, str) else None


class _Attachments:
    """The pictures that a message brings along."""

    def __init__(self, message: EmailMessage) -> None:
        self._message = message

    def find(self, path: str) -> bytes | None:
        """Find a picture by the file name that stands for its `Content-ID`."""
        for part in self._message.walk():
            own = str(part.get("Content-ID", "")).strip("<> ")
            is_named = bool(path) and path == part.get_filename()
            if is_named or (own and _file_name(own) == path):
                content = part.get_payload(decode=True)
                return content if isinstance(content, bytes) else None
        return None


def _file_name(identifier: str) -> str:
    return re.sub(r"[^\w.-]", "-", identifier)


def _field(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError):  # a field that cannot be read
        return ""


def _subject(message: EmailMessage) -> str:
    return _FORWARDED.sub("", _field(message, "Subject"))


def _date(message: EmailMessage) -> datetime.date | None:
    try:
        return email.utils.parsedate_to_datetime(_field(message, "Date")).date()
    except (TypeError, ValueError):
        return None


def _with_fields(imported: Imported, message: EmailMessage, name: str) -> Imported:
    """Let the fields of the message say what its body does not."""
    subject, date = _subject(message), _date(message)
    sender = email.utils.parseaddr(_field(message, "From"))[0]
    author = _AFTER_NAME.sub("", sender).strip()
    first, *others = imported.chapters
    authors = first.authors or imported.metadata.authors
    if not authors and author and "@" not in author:
        authors = (author,)
    title = first.title
    if first.is_title_assumed and subject:
        title = (Text(subject),)
    first = replace(
        first,
        title=title,
        is_title_assumed=first.is_title_assumed and not subject,
        authors=authors,
        date=first.date or date,
    )
    metadata = replace(
        imported.metadata,
        authors=imported.metadata.authors or authors,
        published=imported.metadata.published or first.date,
    )
    fields = [f"{one}: {_field(message, one)}" for one in ("From", "Subject", "Date")]
    piece = SourcePiece(
        source=name,
        line=1,
        fate=Disposition.MOVED,
        what="the fields of the message",
        words="\n".join(fields),
    )
    return replace(
        imported,
        chapters=(first, *others),
        metadata=metadata,
        pieces=(piece, *imported.pieces),
    )
