"""The parts of a message: what it shows, what it attaches, which messages it forwards.

What comes in: a message as RFC 5322 and MIME (RFC 2045 to 2049, 2387) have it. What
goes out: its body in order, and everything else that it holds, each part once.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_HTML_KINDS = frozenset({"html", "x-amp-html", "watch-html"})
_SHOWN = frozenset({"plain", "html"})
_TEXTS_OF_MESSAGES = frozenset({"delivery-status", "disposition-notification"})
_KIND_BY_SUFFIX = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".ics": "calendar",
    ".md": "markdown",
    ".text": "plain",
    ".txt": "plain",
    ".vcf": "vcard",
}
"""Texts that mail programs attach without a type."""
_PREAMBLE = re.compile(r"multi-?part message", re.I)
"""The usual preamble, which says that a message has several parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """A part that is text."""

    kind: str
    """Its subtype in small letters: `plain`, `html`, `calendar`."""
    text: str
    name: str
    """The file name that it was attached with; its media type without one."""
    read_as: str | None = None
    """The character set it was read in, if the message names none or another one."""

    @property
    def is_html(self) -> bool:
        """Whether it is a page, in one of the forms that mail programs send."""
        return self.kind in _HTML_KINDS

    @property
    def words(self) -> str:
        """What a reader would see of it."""
        return html_words(self.text) if self.is_html else self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A part that is no text: a picture, a document, a signature."""

    name: str
    media_type: str
    size: int
    """In bytes."""
    part: Message


@dataclass(slots=True)
class MailParts:
    """All parts of a message."""

    body: list[MailText | MailFile] = field(default_factory=list)
    """What is shown, in order: texts, and pictures between them."""
    alternatives: list[MailText] = field(default_factory=list)
    """The same text in another form, of which mail programs show one."""
    texts: list[MailText] = field(default_factory=list)
    """Attached texts, and such as no mail program shows (`text/calendar`)."""
    files: list[MailFile] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    """Messages that it forwards whole."""


def read_parts(message: EmailMessage) -> MailParts:
    """Sort the parts of a message. Without other text, an attached one is the body."""
    found = MailParts()
    _sort(message, found)
    if not any(isinstance(o, MailText) and o.words for o in found.body):
        attached = [o for o in found.texts if o.kind in _SHOWN and o.words]
        found.texts = [o for o in found.texts if o not in attached]
        found.body += attached
    return found


def _sort(part: Message, found: MailParts) -> None:
    kind = part.get_content_type()
    main, _, sub = kind.partition("/")
    if main == "multipart" and part.is_multipart():
        _sort_several(part, sub, found)
    elif kind == "message/rfc822" and part.is_multipart():
        found.messages += [o for o in _inner(part) if isinstance(o, EmailMessage)]
    elif main == "multipart" or (main == "message" and sub not in _TEXTS_OF_MESSAGES):
        # A part that lacks its boundary, or a message that is elsewhere or in pieces.
        found.texts.append(_raw_text(part))
    elif main == "message":
        found.texts.append(_raw_text(part))
    elif _is_text(part):
        text = decode_text_part(part)
        is_shown = text.kind in _SHOWN and not _is_attached(part)
        (found.body if is_shown else found.texts).append(text)
    else:
        file = mail_file(part)
        is_shown = main == "image" and part.get_content_disposition() == "inline"
        is_named = part.get("Content-ID") or part.get("Content-Location")
        (found.body if is_shown and not is_named else found.files).append(file)


def _sort_several(part: Message, sub: str, found: MailParts) -> None:
    children = list(_inner(part))
    for words in (part.preamble, part.epilogue):
        if words and words.strip() and not _PREAMBLE.search(words):
            found.texts.append(
                MailText(kind="outside", text=words, name="text outside the parts")
            )
    if sub == "alternative":
        chosen = _best(children)
        for child in children:
            if child is chosen:
                _sort(child, found)
            else:
                _sort_alternative(child, found)
    elif sub == "related":
        root = _root_of(part, children)
        for child in children:
            if child is root:
                _sort(child, found)
            else:
                _sort_resource(child, found)
    else:
        for child in children:
            _sort(child, found)


def _sort_alternative(part: Message, found: MailParts) -> None:
    """Everything of a form that isn't shown: its texts compare, its files are named."""
    own = MailParts()
    _sort(part, own)
    texts = [o for o in own.body if isinstance(o, MailText)]
    files = [o for o in own.body if isinstance(o, MailFile)]
    same = [o for o in own.texts if o.is_html or o.kind == "markdown"]
    found.alternatives += [*own.alternatives, *texts, *same]
    found.texts += [o for o in own.texts if o not in same]
    found.files += [*own.files, *files]
    found.messages += own.messages


def _sort_resource(part: Message, found: MailParts) -> None:
    """What a page of a message names: pictures, and what else comes with it."""
    own = MailParts()
    _sort(part, own)
    found.alternatives += own.alternatives
    found.texts += [*(o for o in own.body if isinstance(o, MailText)), *own.texts]
    found.files += [*(o for o in own.body if isinstance(o, MailFile)), *own.files]
    found.messages += own.messages


def _inner(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Message))


def _best(parts: list[Message]) -> Message:
    """The form that is read: a page with words, else a text, else the last one."""
    for kind in ("html", "plain"):
        for part in reversed(parts):
            shown = (o for o in part.walk() if o.get_content_subtype() == kind)
            if any(_is_text(o) and decode_text_part(o).words for o in shown):
                return part
    return parts[-1]


def _root_of(part: Message, children: list[Message]) -> Message:
    start = str(part.get_param("start") or "").strip("<> ")
    named = [o for o in children if start and identifier_of(o) == start]
    texts = [o for o in children if o.get_content_maintype() in ("text", "multipart")]
    return (named or texts or children)[0]


def identifier_of(part: Message) -> str:
    """The `Content-ID` of a part, as links name it; empty without one."""
    return str(part.get("Content-ID") or "").strip("<> \t\r\n")


def mail_file(part: Message) -> MailFile:
    """Name a part that isn't text."""
    content = part.get_payload(decode=True)
    return MailFile(
        name=name_of(part),
        media_type=part.get_content_type(),
        size=len(content) if isinstance(content, bytes) else 0,
        part=part,
    )


def name_of(part: Message) -> str:
    """The file name of a part; else what links call it; else its media type."""
    try:
        name = part.get_filename()
    except (LookupError, ValueError, AttributeError, TypeError):  # a damaged field
        name = None
    return " ".join((name or "").split()) or part.get_content_type()


# --- Texts ------------------------------------------------------------------------


def _is_text(part: Message) -> bool:
    if part.get_content_maintype() == "text":
        return True
    is_unknown = part.get_content_type() == "application/octet-stream"
    return is_unknown and _suffix(part) in _KIND_BY_SUFFIX


def _suffix(part: Message) -> str:
    return posixpath.splitext(name_of(part))[1].lower()


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or (
        part.get_content_maintype() != "text"
    )


def decode_text_part(part: Message) -> MailText:
    """Decode a part that is text."""
    kind = part.get_content_subtype()
    if part.get_content_maintype() != "text":
        kind = _KIND_BY_SUFFIX[_suffix(part)]
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    text, read_as = decode_part(content, _named_charset(part), kind)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if str(part.get_param("format") or "").lower() == "flowed":
        text = flowed(text, str(part.get_param("delsp") or "").lower() == "yes")
    return MailText(kind=kind, text=text, name=name_of(part), read_as=read_as)


def _raw_text(part: Message) -> MailText:
    payload = part.get_payload()
    if isinstance(payload, list):
        text = "\n".join(str(one) for one in payload)
    else:
        text = str(payload or "")
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    kind = part.get_content_subtype()
    is_lone = part.get_content_maintype() == "multipart"
    return MailText(kind="plain" if is_lone else kind, text=text, name=name_of(part))


def _named_charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, AttributeError, TypeError):  # a damaged field
        return None


def decode_part(
    content: bytes, charset: str | None, kind: str
) -> tuple[str, str | None]:
    """Decode bytes; the second value is the character set if it wasn't the named one.

    Mail programs name sets wrongly: what isn't text in the named one is read as the
    page itself says, as UTF-8, or as Windows' code page, which takes any bytes.
    """
    own = _CHARSET.search(content[:4096]) if kind in _HTML_KINDS else None
    names = [charset, own[1].decode("ascii") if own else None, "utf-8"]
    for name in names:
        known = _known(name)
        if known is None:
            continue
        try:
            text = content.decode(known)
        except (UnicodeDecodeError, LookupError):
            continue
        is_named = name == charset or (charset is None and content.isascii())
        return text.removeprefix("\ufeff"), None if is_named else known
    return content.decode("cp1252", "replace"), "cp1252"


def _known(name: str | None) -> str | None:
    """Python's name of a character set of text; `None` for any other."""
    if not name:
        return None
    try:
        found = codecs.lookup(name)
        # Some of Python's codecs are no character sets: `rot13`, `base64`.
        b"".decode(found.name)
    except (LookupError, ValueError):
        return None
    # Mail programs, as browsers do, read these names as Windows' code page.
    is_western = found.name == "iso8859-1"
    return "cp1252" if is_western else found.name


def flowed(text: str, deletes_space: bool) -> str:  # noqa: FBT001 - as RFC 3676 has it
    """Join the lines of a text with `format=flowed` (RFC 3676, section 4)."""
    made: list[str] = []
    is_open = False
    depth = 0
    for line in text.split("\n"):
        words = line.lstrip(">")
        quoted = len(line) - len(words)
        words = words.removeprefix(" ")
        is_flowing = words.endswith(" ") and words != "-- "
        kept = words[:-1] if is_flowing and deletes_space else words
        if is_open and quoted == depth and words != "-- ":
            made[-1] += kept
        else:
            made.append(f"{'>' * quoted}{' ' if quoted else ''}{kept}")
        is_open, depth = is_flowing, quoted
    return "\n".join(made)


def html_words(text: str) -> str:
    """The words of a page, a line for each block."""
    from bookmaker.importers.source_words import leaves_of_page

    return "\n".join(leaves_of_page(text))


def named_files(files: Iterable[MailFile]) -> list[str]:
    """Name files as the report does: `boat.png (image/png, 12 kB)`."""
    return [f"{o.name} ({o.media_type}, {_size(o.size)})" for o in files]


def _size(count: int) -> str:
    return f"{count} bytes" if count < _KILO else f"{round(count / _KILO)} kB"


_KILO = 1000
