"""Files that a file includes: found beside it, inside the book's folder, once a way.

What comes in: a path as the author wrote it, relative to the including file, or from
the manuscript's root if it begins with `/`. What goes out: blocks whose pictures and
links are relative to the including file, as if they had been written there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.config.model import BookConfig
from bookmaker.config.near_files import MARKDOWN_LIKE, NearFiles, as_seen_from
from bookmaker.config.vault import Vault
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    IncludeCircle,
    IncludeUnreadable,
    NoSuchLines,
    NoSuchPart,
    TooManyIncludes,
)
from bookmaker.document.nodes import (
    Block,
    Group,
    Image,
    Link,
    Node,
    Note,
    NoteReference,
)
from bookmaker.document.walk import map_nodes
from bookmaker.readers.idioms import translate
from bookmaker.readers.markdown import ReaderOptions, read_markdown
from bookmaker.readers.markdown.code_includes import choose_lines
from bookmaker.readers.markdown.wiki_links import part_of_note
from bookmaker.readers.slips import report_slips
from bookmaker.readers.source_text import decode_source
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|#")
_MOST_FILES = 1000
"""Inclusions of one book: files that include files twice double at each step."""


class Includes:
    """What the files of one manuscript include."""

    def __init__(
        self,
        file: str,
        workspace: Workspace,
        diagnostics: Diagnostics,
        variables: Mapping[str, str],
        *,
        chain: tuple[str, ...] = (),
        counter: list[str] | None = None,
        included: dict[str, bytes] | None = None,
        near: NearFiles | None = None,
        conventions: Conventions = NATIVE,
        vault: Vault | None = None,
    ) -> None:
        self._file = file
        self._chain = (*chain, file)
        """The files that include each other down to this one."""
        self._workspace = workspace
        self._diagnostics = diagnostics
        self._variables = variables
        self._options = ReaderOptions(conventions=conventions)
        self._near = NearFiles(workspace.root) if near is None else near
        self._vault = Vault(workspace.root) if vault is None else vault
        self._counter = [] if counter is None else counter
        """What the file at the head of the chain has included so far."""
        self.included: dict[str, bytes] = {} if included is None else included
        """What stood in each file that was read for the one at the head."""
        self.included_abbreviations: list[tuple[str, str]] = []
        """Those that included files define, until the file that includes takes them."""

    @property
    def variables(self) -> Mapping[str, str]:
        """The words for `{{< meta … >}}`."""
        return self._variables

    def read_text(self, path: str, span: SourceSpan) -> str | None:
        """The text of any file, for a listing; said, if it cannot be read."""
        suffix = posixpath.splitext(path)[1]
        return self._text_of(self._resolved(path), span, (suffix,))

    def find_file(self, name: str) -> str | None:
        """The path, as seen from the file, of what has a name in any folder."""
        folder = posixpath.dirname(self._file)
        found = self._vault.find(name, folder)
        return None if found is None else posixpath.relpath(found, folder or ".")

    def include(
        self, path: str, span: SourceSpan, *, part: str = ""
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]] | None:
        """The blocks and notes of a Markdown file; said, if it cannot be read."""
        wanted = ""
        if self._options.conventions.has_mdbook_marks:
            path, _, wanted = path.partition(":")
        file = self._resolved(path)
        if file in self._chain:
            circle = (*self._chain[self._chain.index(file) :], file)
            self._diagnostics.add(IncludeCircle(circle, span=span))
            return None
        if len(self._counter) >= _MOST_FILES:
            self._diagnostics.add(TooManyIncludes(_MOST_FILES, span=span))
            return None
        text = self._text_of(file, span, MARKDOWN_LIKE)
        if text is None:
            return None
        if wanted:
            text = self._lines_of(text, path, wanted, span)
        elif part and (of_note := part_of_note(text, part)) is not None:
            text = of_note
        elif part:
            self._diagnostics.add(NoSuchPart(part, path, span=span))
            return None
        self._counter.append(file)
        inner = Includes(
            file,
            self._workspace,
            self._diagnostics,
            self._variables,
            chain=self._chain,
            counter=self._counter,
            included=self.included,
            near=self._near,
            vault=self._vault,
            conventions=self._options.conventions,
        )
        own = Diagnostics()
        translated = translate(text, file, self._options.conventions, own)
        found = read_markdown(
            translated.text, file, own, options=self._options, surroundings=inner
        )
        report_slips(
            found,
            translated.text,
            file,
            own,
            self._options.conventions,
        )
        found = translated.placed(found, file)
        self._diagnostics.extend(translated.placed_problems(own, file))
        self.included_abbreviations.extend(found.abbreviations)
        prefix = f"include-{len(self._counter)}-"
        whole = map_nodes(
            Group((Group(found.blocks), *(Group(n.blocks) for n in found.notes))),
            lambda node: self._as_if_here(node, file, prefix),
        )
        groups = [block for block in whole.blocks if isinstance(block, Group)]
        notes = tuple(
            replace(note, label=f"{prefix}{note.label}", blocks=group.blocks)
            for note, group in zip(found.notes, groups[1:], strict=True)
        )
        return groups[0].blocks, notes

    def _lines_of(self, text: str, path: str, wanted: str, span: SourceSpan) -> str:
        """The lines that mdBook's `{{#include f.md:3:10}}` or `f.md:anchor` names."""
        lines = text.removesuffix("\n").split("\n")
        chosen = choose_lines(lines, wanted, is_clipped=True)
        if chosen is None:
            missing = NoSuchLines(wanted, path, len(lines), span=span)
            self._diagnostics.add(missing)
            return text
        return "\n".join(chosen)

    def _resolved(self, path: str) -> str:
        if path.startswith("/"):
            return posixpath.normpath(path.lstrip("/"))
        folder = posixpath.dirname(self._file)
        return posixpath.normpath(posixpath.join(folder, path))

    def _text_of(
        self, file: str, span: SourceSpan, suffixes: tuple[str, ...]
    ) -> str | None:
        try:
            content = self._workspace.read(file)
        except RefusedFileError as error:
            self._report_unreadable(error, span, suffixes)
            return None
        self.included[file] = content
        return decode_source(content, file, self._diagnostics)

    def _report_unreadable(
        self, error: RefusedFileError, span: SourceSpan, suffixes: tuple[str, ...]
    ) -> None:
        # A file of code may have any suffix: that of the one that is missing.
        own = (posixpath.splitext(error.path)[1].lower(),)
        known = suffixes if own[0] in ("", *suffixes) else (*suffixes, *own)
        found = None if error.advice else self._near.find(error.path, known)
        nearest = None
        if found is not None:
            nearest = as_seen_from(self._file, found)
        problem = IncludeUnreadable(
            error.path,
            error.reason,
            nearest,
            found.difference if found is not None else "",
            error.advice,
            span=span,
        )
        self._diagnostics.add(problem)

    def _as_if_here(self, node: Node, file: str, prefix: str) -> Node:
        if isinstance(node, NoteReference):
            return replace(node, label=f"{prefix}{node.label}")
        if isinstance(node, Image) and not _ELSEWHERE.match(node.source):
            return replace(node, source=self._from_here(unquote(node.source), file))
        if isinstance(node, Link) and not _ELSEWHERE.match(node.target):
            path, mark, fragment = node.target.partition("#")
            target = self._from_here(path, file) if path else ""
            return replace(node, target=f"{target}{mark}{fragment}")
        return node

    def _from_here(self, path: str, file: str) -> str:
        if path.startswith("/"):
            return path  # from the root
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        return posixpath.relpath(whole, posixpath.dirname(self._file) or ".")


def variables_of(config: BookConfig) -> Mapping[str, str]:
    """What `{{< meta … >}}` can say of the book, by the keys of `book.toml`."""
    metadata = config.metadata
    names = [author.name for author in metadata.authors]
    series = metadata.series
    said = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "author": ", ".join(names),
        "authors": ", ".join(names),
        "publisher": metadata.publisher,
        "language": metadata.language,
        "rights": metadata.rights,
        "description": metadata.description,
        "edition": str(metadata.edition),
        "printing": str(metadata.printing),
        "published": metadata.published and metadata.published.isoformat(),
        "year": metadata.published and str(metadata.published.year),
        "series": series and series.name,
        **{f"isbn.{name}": p.isbn for name, p in config.products.items()},
        **{f"price.{name}": p.price for name, p in config.products.items()},
        **{f"territory.{name}": p.territory for name, p in config.products.items()},
    }
    return {name: words for name, words in said.items() if words}
