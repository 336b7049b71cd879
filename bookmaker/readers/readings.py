"""What came of reading a file before: a file that is as it was is not read again.

A reading is found by all that it was made of: the file, its name, what it includes, the
words that it may ask for, the programs. One that had a problem is not kept, so
that it is reported each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from bookmaker.document.book import DivisionKind
from bookmaker.document.packed_form import Packer, Unpacker
from bookmaker.readers.markdown import DIALECT, MarkdownFile, ReaderOptions
from bookmaker.readers.metadata_block import NO_METADATA, ChapterMetadata
from bookmaker.system.store import Key, Store, key_of
from bookmaker.system.workspace import RefusedFileError, Workspace

_Packed: TypeAlias = dict[str, Any]


class Readings:
    """The readings of one manuscript's files that a store has."""

    def __init__(
        self,
        store: Store,
        workspace: Workspace,
        variables: Mapping[str, str],
        options: ReaderOptions = DIALECT,
    ) -> None:
        self._store = store
        self._workspace = workspace
        self._variables = json.dumps(dict(variables), sort_keys=True)
        self._conventions = repr(options.conventions)
        self.found = 0
        """Files that were not read again."""
        self.made = 0
        """Files that were."""

    def find(self, file: str, content: bytes) -> MarkdownFile | None:
        """What reading a file of this content gave; `None` where that is not known."""
        if self._store.folder is None:
            return None
        kept = self._store.find(self._key(file, content))
        found = None if kept is None else self._unpacked(kept)
        self.found += found is not None
        self.made += found is None
        return found

    def keep(
        self,
        file: str,
        content: bytes,
        reading: MarkdownFile,
        included: Mapping[str, bytes],
    ) -> None:
        """Keep a reading, with what stood in the files that it includes."""
        if self._store.folder is None:
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
                "included": {path: _digest(text) for path, text in included.items()},
                "files": packer.files,
            }
            kept = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
        except RecursionError:
            # A program that calls us may allow fewer calls than our command does.
            return
        # A file may have a name that is not text.
        self._store.keep(self._key(file, content), kept.encode(errors="surrogatepass"))

    def _unpacked(self, kept: bytes) -> MarkdownFile | None:
        try:
            packed = json.loads(kept.decode(errors="surrogatepass"))
            if not self._includes_the_same(packed["included"]):
                return None
            unpacker = Unpacker(packed["files"])
            return MarkdownFile(
                _metadata(packed["metadata"], unpacker),
                unpacker.unpack(packed["blocks"]),
                unpacker.unpack(packed["notes"]),
                tuple(map(tuple, packed["abbreviations"])),
                next(iter(unpacker.unpack(packed["epigraph"])), None),
                unpacker.unpack(packed["title"]),
                unpacker.unpack(packed["subtitle"]),
            )
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
