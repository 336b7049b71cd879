"""The container of an EPUB: its zip, its `mimetype`, where its package document is.

EPUB Open Container Format 3.3, section 4. What comes in: the bytes of a file from any
program. What goes out: its members by name, read within limits, and what is wrong.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

MIMETYPE = "mimetype"
CONTAINER = "META-INF/container.xml"
_MEDIA_TYPE = b"application/epub+zip"
_NAME_AT, _CONTENT_AT = 30, 38
"""Where the name and the content of the first member are, without extra fields: a
program that knows the kind of a file by its first bytes looks there."""
_ROOT_FILE = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_CIPHERED = ".//{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of a document."""
_MOST_OF_ALL = 512 * 1024 * 1024
_MOST_MEMBERS = 100_000
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError),
)
"""What `zipfile` and its decompressors raise for bytes that aren't an archive."""


class UnreadableMemberError(ValueError):
    """A file of an EPUB, or all of it, can't be read; the message says why."""


class EpubContainer:
    """The members of an EPUB, by name."""

    def __init__(self, content: bytes) -> None:
        """Open the zip. Raises `UnreadableMemberError`."""
        self._left = _MOST_OF_ALL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _DAMAGED as error:
            message = f"it isn’t a valid zip archive ({error})"
            raise UnreadableMemberError(message) from error
        if len(entries) > _MOST_MEMBERS:
            message = f"it has more than {_MOST_MEMBERS} files"
            raise UnreadableMemberError(message)
        self._entries = entries
        self._entry_by_name = {entry.filename: entry for entry in entries}
        self.names = frozenset(
            entry.filename for entry in entries if not entry.is_dir()
        )

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises `UnreadableMemberError`."""
        entry = self._entry_by_name.get(name)
        if entry is None:
            raise UnreadableMemberError("it is missing")
        most = min(_MOST_UNPACKED, self._left)
        try:
            with self._zip.open(entry) as member:
                content = member.read(most + 1)
        except _DAMAGED as error:
            message = f"it can’t be unpacked ({error})"
            raise UnreadableMemberError(message) from error
        if len(content) > most:
            raise UnreadableMemberError("it unpacks to more than any document has")
        self._left -= len(content)
        return content

    def read_xml(self, name: str) -> etree._Element:
        """The root of an XML document, without its entities. Raises
        `UnreadableMemberError`."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            message = f"its XML is not well-formed ({error.msg})"
            raise UnreadableMemberError(message) from error

    def encrypted(self) -> frozenset[str]:
        """The members that `META-INF/encryption.xml` names: fonts, or locked files."""
        try:
            tree = self.read_xml("META-INF/encryption.xml")
        except UnreadableMemberError:
            return frozenset()
        return frozenset(one.get("URI") or "" for one in tree.iterfind(_CIPHERED))

    def faults(self, content: bytes) -> Iterator[str]:
        """What is wrong with the zip itself, whose bytes are `content`."""
        seen: set[str] = set()
        for entry in self._entries:
            name = entry.filename
            tidy = posixpath.normpath(name)
            if name in seen:
                yield f"it has two files called “{name}”"
            seen.add(name)
            if name.startswith("/") or "\\" in name or tidy.split("/")[0] == "..":
                yield f"the name “{name}” leads out of it"
            if entry.flag_bits & 1:
                yield f"“{name}” is locked with a password"
        yield from self._faults_of_mimetype(content)

    def _faults_of_mimetype(self, content: bytes) -> Iterator[str]:
        first = min(self._entries, key=lambda one: one.header_offset, default=None)
        if MIMETYPE not in self._entry_by_name:
            yield "it has no file “mimetype”"
            return
        if first is None or first.filename != MIMETYPE:
            yield "“mimetype” isn’t its first file"
            return
        if first.compress_type != zipfile.ZIP_STORED:
            yield "“mimetype” is compressed"
            return
        end = _CONTENT_AT + len(_MEDIA_TYPE)
        if first.file_size != len(_MEDIA_TYPE) or self.read(MIMETYPE) != _MEDIA_TYPE:
            yield f"“mimetype” doesn’t contain {_MEDIA_TYPE.decode()} alone"
        elif content[_NAME_AT:end] != MIMETYPE.encode() + _MEDIA_TYPE:
            yield "“mimetype” doesn’t begin at its first byte, or has an extra field"

    def package_path(self) -> str:
        """Where the package document is. Raises `UnreadableMemberError`."""
        root = self.read_xml(CONTAINER).find(_ROOT_FILE)
        path = None if root is None else root.get("full-path")
        if not path:
            raise UnreadableMemberError("it names no package document")
        return str(path)
