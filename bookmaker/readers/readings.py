"""What came of reading a file before: a file that is as it was is not read again.

A reading is found by all that it was made of: the file, its name, what it includes, the
words that it may ask for, the programs. One that had a problem is not kept, so
that it is reported each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bookmaker.diagnostics import Diagnostic
from bookmaker.document.book import DivisionKind
from bookmaker.document.packed_form import Packer, Unpacker
from bookmaker.readers.brief_readings import brief
from bookmaker.readers.markdown import DIALECT, MarkdownFile, ReaderOptions
from bookmaker.readers.metadata_block import NO_METADATA, ChapterMetadata
from bookmaker.system.store import Key, Store, key_of
from bookmaker.system.workspace import RefusedFileError, Workspace

_Packed: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What came of reading a file, in a program that reads a book again and again."""

    key: Key
    reading: MarkdownFile
    shown: MarkdownFile
    """What takes part in the book: in brief, the reading without what no other chapter
    depends on."""
    problems: tuple[Diagnostic, ...]
    included: Mapping[str, str]
    """The digest of each file that it includes."""


@dataclass(slots=True)
class ReadingMemory:
    """The last reading of each file, its problems too.

    What is remembered takes part in the book in brief: the problems that it can have
    are known, and the transforms need not walk through its words again. A program that
    shows the book (`is_brief` is false) has it whole.
    """

    is_brief: bool = True
    remembered_by_file: dict[str, Remembered] = field(default_factory=dict)

    def remember(
        self,
        file: str,
        key: Key,
        reading: MarkdownFile,
        problems: tuple[Diagnostic, ...],
        included: Mapping[str, str],
    ) -> None:
        """Take a reading in the place of the last one of its file."""
        shown = brief(reading) if self.is_brief else reading
        self.remembered_by_file[file] = Remembered(
            key, reading, shown, problems, included
        )

    def forget_problems(self) -> None:
        """Read files with problems again: what they ask for may be there by now."""
        for file, remembered in tuple(self.remembered_by_file.items()):
            if remembered.problems:
                del self.remembered_by_file[file]


class Readings:
    """The readings of one manuscript's files that a store has."""

    def __init__(
        self,
        store: Store,
        workspace: Workspace,
        variables: Mapping[str, str],
        options: ReaderOptions = DIALECT,
        memory: ReadingMemory | None = None,
    ) -> None:
        self._store = store
        self._memory = memory
        self._workspace = workspace
        self._variables = json.dumps(dict(variables), sort_keys=True)
        self._conventions = repr(options.conventions)
        self.found = 0
        """Files that were not read again."""
        self.made = 0
        """Files that were."""

    def find(self, file: str, content: bytes) -> MarkdownFile | None:
        """What reading a file of this content gave; `None` where that is not known."""
        if self._store.folder is None or self._is_unsaved(file):
            return None
        key = self._key(file, content)
        kept = self._store.find(key)
        found = None
        if kept is not None and (unpacked := self._unpacked(kept)) is not None:
            found, included = unpacked
            if self._memory is not None:
                self._memory.remember(file, key, found, (), included)
        self.found += found is not None
        self.made += found is None
        return found

    def remembered(self, file: str, content: bytes) -> Remembered | None:
        """What this program has made of the same content before."""
        if self._memory is None:
            return None
        known = self._memory.remembered_by_file.get(file)
        if (
            known is None
            or known.key != self._key(file, content)
            or not self._includes_the_same(known.included)
        ):
            return None
        self.found += 1
        return known

    def _is_unsaved(self, file: str) -> bool:
        """Whether a file is as an editor has it: its next reading comes soon."""
        return self._memory is not None and file in self._workspace.overlay

    def keep(
        self,
        file: str,
        content: bytes,
        reading: MarkdownFile,
        included: Mapping[str, bytes],
        problems: tuple[Diagnostic, ...],
    ) -> None:
        """Keep a reading, with what stood in the files that it includes.

        The store keeps no reading with problems, and none of what is not saved.
        """
        key = self._key(file, content)
        digests = {path: _digest(text) for path, text in included.items()}
        if self._memory is not None:
            self._memory.remember(file, key, reading, problems, digests)
        is_unsaved = any(map(self._is_unsaved, (file, *included)))
        if self._store.folder is None or problems or is_unsaved:
            return
        packer = Packer()
        try:
            packed = {
                "metadata": _packed_metadata(reading.metadata, packer),
                "blocks": packer.pack(reading.blocks),
                "notes": packer.pack(reading.notes),
                "abbreviations": reading.abbreviations,
                "epigraph": packer.pack(
                    (reading.epigraph,) if reading.epigraph else ()
                ),
                "title": packer.pack(reading.title),
                "subtitle": packer.pack(reading.subtitle),
                "included": digests,
                "files": packer.files,
            }
            kept = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
        except RecursionError:
            # A program that calls us may allow fewer calls than our command does.
            return
        # A file may have a name that is not text.
        self._store.keep(key, kept.encode(errors="surrogatepass"))

    def _unpacked(self, kept: bytes) -> tuple[MarkdownFile, Mapping[str, str]] | None:
        try:
            packed = json.loads(kept.decode(errors="surrogatepass"))
            if not self._includes_the_same(packed["included"]):
                return None
            unpacker = Unpacker(packed["files"])
            reading = MarkdownFile(
                _metadata(packed["metadata"], unpacker),
                unpacker.unpack(packed["blocks"]),
                unpacker.unpack(packed["notes"]),
                tuple(map(tuple, packed["abbreviations"])),
                next(iter(unpacker.unpack(packed["epigraph"])), None),
                unpacker.unpack(packed["title"]),
                unpacker.unpack(packed["subtitle"]),
            )
            return reading, packed["included"]
        except (LookupError, TypeError, ValueError, RecursionError):
            return None

    def _includes_the_same(self, included: Mapping[str, str]) -> bool:
        try:
            return all(
                _digest(self._workspace.read(path)) == digest
                for path, digest in included.items()
            )
        except RefusedFileError:
            return False

    def _key(self, file: str, content: bytes) -> Key:
        return key_of("reading", file, self._variables, self._conventions, content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _packed_metadata(metadata: ChapterMetadata, packer: Packer) -> _Packed | None:
    if metadata is NO_METADATA:
        return None
    places = metadata.span_by_key.items()
    return {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "short_title": metadata.short_title,
        "author": metadata.author,
        "authors": metadata.authors,
        "language": metadata.language,
        "role": metadata.role and metadata.role.value,
        "numbered": metadata.numbered,
        "translator": metadata.translator,
        "epigraph": metadata.epigraph,
        "first_published": metadata.first_published,
        "of_book": metadata.of_book,
        "span_by_key": {key: packer.pack_place(span) for key, span in places},
    }


def _metadata(packed: _Packed | None, unpacker: Unpacker) -> ChapterMetadata:
    if packed is None:
        return NO_METADATA
    places = packed["span_by_key"].items()
    made = {
        "role": packed["role"] and DivisionKind(packed["role"]),
        "authors": tuple(packed["authors"]),
        "epigraph": tuple(packed["epigraph"]),
        "first_published": tuple(packed["first_published"]),
        "span_by_key": {key: unpacker.unpack_place(form) for key, form in places},
    }
    return ChapterMetadata(**{**packed, **made})
