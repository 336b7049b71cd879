"""Newsletters saved as mail, `.eml`: what they show, and all else that they hold.

What comes in: a message as RFC 5322 and MIME have it. What goes out: what the importer
of pages or of plain text makes of its body, with the subject as the title, the sender
as the author and the day on which it was sent. Forwarded messages become chapters;
attached texts are set aside; attached files are named.
"""

from __future__ import annotations

import datetime
import email
import email.policy
import email.utils
import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from typing import cast

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import (
    Block,
    Group,
    Heading,
    Image,
    Node,
    NoteReference,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_nodes
from bookmaker.importers.html import import_page
from bookmaker.importers.mail_parts import (
    MailFile,
    MailParts,
    MailText,
    identifier_of,
    name_of,
    named_files,
    read_parts,
)
from bookmaker.importers.mail_words import with_lost_words_of_mail
from bookmaker.importers.model import (
    Chapter,
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
_CONTENT_ADDRESS = re.compile(r"(?<=[\"'=])cid:(?P<id>[^\"'<>\s]+)", re.IGNORECASE)
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SHORT_LINE = 50
"""Characters; lines of a paragraph that are all shorter were broken by their author."""
_MOST_NAMED = 8


def import_mail(
    content: bytes, name: str, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import a message and the messages in it.

    Raises `ManuscriptError` where none of them has text, and where they have more
    parts, or longer fields, than any letter.
    """
    _refuse_many_parts(content, name)
    try:
        message = email.message_from_bytes(content, policy=_LetterPolicy())
        made = list(_imported(cast("EmailMessage", message), name, options))
        if not made:
            raise ManuscriptError(problems.EmptySource(path=name))
        return with_lost_words_of_mail(_as_one_book(made), content, name)
    except (RecursionError, _EndlessFieldError) as error:
        reason = (
            "its parts are nested deeper than those of any letter"
            if isinstance(error, RecursionError)
            else "one of its fields is longer than that of any letter"
        )
        raise ManuscriptError(
            problems.HostileSource(path=name, reason=reason)
        ) from error


class _EndlessFieldError(Exception):
    """A field is longer than those of letters."""


class _LetterPolicy(email.policy.EmailPolicy):
    """Reads fields as `email.policy.default` does, and none that is endless.

    It takes the square of a field's length.
    """

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The field; raises `_EndlessFieldError`."""
        if len(value) > _LONGEST_FIELD:
            raise _EndlessFieldError(name)
        field: str = super().header_fetch_parse(name, value)
        return field


def _refuse_many_parts(content: bytes, name: str) -> None:
    """Refuse parts within parts that `email` takes the square of their number for.

    Raises `ManuscriptError`.
    """
    if sum(1 for _ in _PART.finditer(content)) > _MOST_PARTS:
        reason = f"it has more than {_MOST_PARTS:,} parts"
        raise ManuscriptError(problems.HostileSource(path=name, reason=reason))


_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 1000
_LONGEST_FIELD = 1 << 16
"""Characters. A list of two thousand readers is shorter."""


def _imported(
    message: EmailMessage, name: str, options: ImportOptions
) -> Iterator[Imported]:
    """What a message gives, then what each message in it gives."""
    parts = read_parts(message)
    inner = [
        one
        for forwarded in parts.messages
        for one in _imported(forwarded, name, options)
    ]
    files = _Attachments(message)
    own = _import_body(parts, files, message, name, options)
    if own is not None:
        own = _with_fields(own, message, name)
    elif inner:
        own, inner = inner[0], inner[1:]
        own = replace(own, pieces=(_fields(message, name), *own.pieces))
    if own is not None:
        yield _with_attachments(own, parts, files, name)
        yield from inner


def _as_one_book(made: Sequence[Imported]) -> tuple[Imported, ...]:
    """Let the first of several messages give the book its title."""
    first, *others = made
    if not others:
        return tuple(made)
    title = first.metadata.title
    if title is None:
        title = plain_text(first.chapters[0].title)
    bare = [replace(o, metadata=replace(o.metadata, title=None)) for o in others]
    count = len(others)
    said = (
        "A forwarded message is a chapter of its own."
        if count == 1
        else f"{count} forwarded messages are chapters of their own."
    )
    first = replace(
        first,
        metadata=replace(first.metadata, title=title),
        remarks=(*first.remarks, said),
    )
    return (first, *bare)


# --- The body ---------------------------------------------------------------------


def _import_body(
    parts: MailParts,
    files: _Attachments,
    message: EmailMessage,
    name: str,
    options: ImportOptions,
) -> Imported | None:
    """What the texts and pictures that a message shows give; `None` without words."""
    shown = [o for o in parts.body if isinstance(o, MailFile) or o.words]
    texts = [o for o in shown if isinstance(o, MailText)]
    if not texts:
        return None
    read_as_utf8 = replace(options, encoding="utf-8")
    subject = _subject(message) or name.rpartition(".")[0]
    if all(isinstance(o, MailText) and not o.is_html for o in shown):
        whole = "\n\n".join(o.text for o in texts)
        made = import_plain_text(_text_bytes(whole), name, subject, read_as_utf8)
    else:
        made = _import_pages(_pages(shown), files, name, read_as_utf8, subject)
    remarks = [
        f"{o.name} in {name} was read as {o.read_as}." for o in texts if o.read_as
    ]
    return replace(made, remarks=(*made.remarks, *remarks))


def _import_pages(
    pages: Sequence[str],
    files: _Attachments,
    name: str,
    options: ImportOptions,
    subject: str,
) -> Imported:
    """Import the pages of a message one after another, as one chapter.

    One without words that could be a chapter is left to the comparison of words.
    """
    made: list[Imported] = []
    for page in pages:
        try:
            made.append(import_page(page.encode("utf-8"), name, files, options))
        except ManuscriptError as error:
            if not all(isinstance(o, problems.EmptySource) for o in error.diagnostics):
                raise
    if not made:
        words = "\n\n".join(_words_of_page(page) for page in pages)
        return import_plain_text(_text_bytes(words), name, subject, options)
    whole = made[0]
    for one in made[1:]:
        whole = _joined(whole, one)
    return whole


def _words_of_page(page: str) -> str:
    from bookmaker.importers.source_words import leaves_of_page

    return "\n\n".join(leaves_of_page(page))


_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def _text_bytes(text: str) -> bytes:
    """The bytes of a text; what no text holds, mail programs don't show."""
    return _FORBIDDEN.sub("", text).encode("utf-8", "replace")


def _pages(shown: Sequence[MailText | MailFile]) -> list[str]:
    """Pages of the texts; plain texts and pictures join the page before them."""
    pages: list[str] = []
    extra = ""
    for one in shown:
        if isinstance(one, MailText) and one.is_html:
            pages.append(extra + _with_local_pictures(one.text))
            extra = ""
            continue
        extra += _as_html(one)
        if pages:
            pages.append(extra)
            extra = ""
    return [*pages, extra] if extra else pages


def _with_local_pictures(page: str) -> str:
    return _CONTENT_ADDRESS.sub(lambda found: _file_name(found["id"]), page)


def _as_html(part: MailText | MailFile) -> str:
    if isinstance(part, MailFile):
        return f'<p><img src="{html.escape(_file_name(part.name))}"></p>\n'
    made = []
    for block in _BLANK_LINE.split(part.text.strip("\n")):
        lines = [html.escape(line.strip(), quote=False) for line in block.split("\n")]
        is_short = all(len(line) <= _SHORT_LINE for line in lines)
        made.append(f"<p>{('<br>' if is_short else ' ').join(lines)}</p>\n")
    return "".join(made)


def _joined(whole: Imported, one: Imported) -> Imported:
    """Put the blocks of a later part at the end of a chapter, under its own title."""
    *before, last = whole.chapters
    one = _with_free_names(one, whole)
    blocks: list[Block] = [*last.blocks]
    for chapter in one.chapters:
        if not chapter.is_title_assumed:
            blocks.append(Heading(2, chapter.title))
        blocks += chapter.blocks
    notes = (*last.notes, *(n for chapter in one.chapters for n in chapter.notes))
    last = replace(last, blocks=tuple(blocks), notes=notes)
    return replace(
        whole,
        chapters=(*before, last),
        pictures={**whole.pictures, **one.pictures},
        pieces=(*whole.pieces, *one.pieces),
        guesses=(*whole.guesses, *one.guesses),
        remarks=(*whole.remarks, *one.remarks),
    )


def _with_free_names(one: Imported, whole: Imported) -> Imported:
    """Rename pictures and notes of which the whole has others by the same name."""
    taken = {note.label for chapter in whole.chapters for note in chapter.notes}
    path_by_old: dict[str, str] = {}
    for path, content in one.pictures.items():
        free, number = path, 1
        while whole.pictures.get(free, content) != content:
            number += 1
            stem, dot, suffix = path.rpartition(".")
            free = f"{stem}-{number}{dot}{suffix}"
        path_by_old[path] = free

    def renamed(node: Node) -> Node:
        if isinstance(node, Image):
            return replace(node, source=path_by_old.get(node.source, node.source))
        if isinstance(node, NoteReference):
            return replace(node, label=label(node.label))
        return node

    def label(own: str) -> str:
        return f"{own}-{len(taken)}" if own in taken else own

    def mapped(chapter: Chapter) -> Chapter:
        return replace(
            chapter,
            blocks=map_nodes(Group(chapter.blocks), renamed).blocks,
            notes=tuple(
                replace(map_nodes(note, renamed), label=label(note.label))
                for note in chapter.notes
            ),
        )

    return replace(
        one,
        chapters=tuple(mapped(chapter) for chapter in one.chapters),
        pictures={path_by_old[path]: o for path, o in one.pictures.items()},
    )


class _Attachments:
    """The files that a message brings along; it knows which were asked for."""

    def __init__(self, message: EmailMessage) -> None:
        self._parts = [
            part
            for part in message.walk()
            if part.get_content_maintype() not in ("multipart", "message", "text")
        ]
        self.found: set[int] = set()
        """The identities of the parts that a page took."""

    def find(self, path: str) -> bytes | None:
        """Find a file by the name that stands for its `Content-ID`, or by its own."""
        for part in self._parts:
            location = posixpath.basename(str(part.get("Content-Location") or ""))
            own = identifier_of(part)
            names = {name_of(part), _file_name(name_of(part)), location}
            if path and (path in names or (own and _file_name(own) == path)):
                content = part.get_payload(decode=True)
                self.found.add(id(part))
                return content if isinstance(content, bytes) else None
        return None


def _file_name(identifier: str) -> str:
    return re.sub(r"[^\w.-]", "-", identifier)


# --- What else is in it -----------------------------------------------------------


def _with_attachments(
    imported: Imported, parts: MailParts, files: _Attachments, name: str
) -> Imported:
    """Set attached texts aside, and name the files that nothing shows."""
    pieces = [
        _piece(name, _what(text), text.text if not text.is_html else text.words)
        for text in parts.texts
        if text.words
    ]
    shown = [o for o in parts.body if isinstance(o, MailFile)]
    left = [o for o in (*shown, *parts.files) if id(o.part) not in files.found]
    names = named_files(left)
    pieces += [_piece(name, "an attached file", one) for one in names]
    remarks = [_remark(name, names)] if names else []
    if parts.texts:
        count = sum(1 for text in parts.texts if text.words)
        texts = "An attached text" if count == 1 else f"{count} attached texts"
        verb = "is" if count == 1 else "are"
        remarks += [f"{texts} of {name} {verb} in set-aside.md."] if count else []
    return replace(
        imported,
        pieces=(*imported.pieces, *pieces),
        remarks=(*imported.remarks, *remarks),
    )


def _remark(name: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown += f" and {len(names) - _MOST_NAMED} more"
    if len(names) == 1:
        return f"An attached file of {name} isn’t in the book: {shown}."
    return f"{len(names)} attached files of {name} aren’t in the book: {shown}."


def _what(text: MailText) -> str:
    if text.kind == "outside":
        return text.name
    return f"an attached text ({text.name})"


def _piece(name: str, what: str, words: str) -> SourcePiece:
    return SourcePiece(
        source=name, line=None, fate=Disposition.ASIDE, what=what, words=words
    )


# --- Fields -----------------------------------------------------------------------


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


def _fields(message: EmailMessage, name: str) -> SourcePiece:
    said = [(one, _field(message, one)) for one in ("From", "Subject", "Date")]
    return SourcePiece(
        source=name,
        line=1,
        fate=Disposition.MOVED,
        what="the fields of the message",
        words="\n".join(f"{one}: {words}" for one, words in said),
    )


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
    return replace(
        imported,
        chapters=(first, *others),
        metadata=metadata,
        pieces=(_fields(message, name), *imported.pieces),
    )
