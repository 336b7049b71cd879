"""Markdown from elsewhere: a file, a folder, or the project of another program.

What comes in: a path. What goes out: chapters in the order of the project, in which its
tags, links between files, hidden lines and cells are what a build makes of them. The
pages that the project leaves out are set aside, and what is not read is in the account.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from bookmaker.config.folder import is_markdown, list_all_files
from bookmaker.config.load import CONFIG_NAME, Manuscript, load_manuscript
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.catalog.configuration import ConfigOutside
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.identifiers import heading_slug
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Block,
    CrossReference,
    Group,
    Heading,
    Image,
    Inline,
    Link,
    Node,
    Note,
    Paragraph,
    Span,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import Attributed, all_divisions, find_nodes, map_nodes
from bookmaker.importers.imported_files import points_outside
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Imported,
    SourcePiece,
)
from bookmaker.importers.placeholder import placeholder_picture
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.system.workspace import RefusedFileError, Workspace
from bookmaker.transforms.identify_targets import identify_targets

N = TypeVar("N", bound=Node)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_SUFFIXES = (".md", ".markdown", ".qmd", ".html")
_DEEPEST_HEADING = 6
_PLAIN_ROLES = frozenset(
    {DivisionKind.CHAPTER, DivisionKind.PART, DivisionKind.SECTION}
)


def import_markdown(path: Path) -> Imported:
    """Import Markdown. Raises `ManuscriptError` where there is none to import.

    Nothing outside its folder is read, a file that configures the project included.
    """
    found = Diagnostics()
    try:
        manuscript = load_manuscript(path, found, is_untrusted=True)
    except ManuscriptError as error:
        raise ManuscriptError(*map(_refusal, error.diagnostics)) from error
    config = manuscript.config
    is_ours = path.name == CONFIG_NAME or CONFIG_NAME in {
        file.name for file in manuscript.config_files
    }
    if is_ours and not config.conventions.program:
        reason = "it is a manuscript of bookmaker already, which builds as it stands"
        raise ManuscriptError(problems.UnknownSourceKind(path=path.name, reason=reason))
    workspace = Workspace(manuscript.root)
    book = read_manuscript(config, workspace, found)
    book = identify_targets(book, config, Diagnostics())
    chapters = _Chapters(book, workspace)
    made = tuple(one for one in chapters.make() if _has_words(one))
    if not made:
        raise ManuscriptError(problems.EmptySource(path=path.name))
    left_out = tuple(_left_out(manuscript, book, path))
    remarks = (*map(_remark, found), *chapters.remarks)
    return Imported(
        chapters=made,
        pictures=chapters.pictures,
        pieces=(*chapters.pieces, *left_out),
        metadata=_metadata(
            book.metadata, chapters, config.epub.cover, config.citations.files
        ),
        remarks=remarks,
    )


def _refusal(found: Diagnostic) -> Diagnostic:
    if isinstance(found, ConfigOutside):
        return points_outside(found.path)
    return found


def _has_words(chapter: Chapter) -> bool:
    """Whether there is anything in a chapter; a file may be empty, or be refused."""
    return bool(chapter.title or chapter.blocks or chapter.notes)


def _remark(found: Diagnostic) -> str:
    place = f"{found.span.file}:{found.span.line}: " if found.span is not None else ""
    message = found.message()
    return f"{place}{message[:1].upper()}{message[1:]}."


def _metadata(
    said: Metadata, chapters: _Chapters, cover: str | None, sources: Sequence[str]
) -> FoundMetadata:
    return FoundMetadata(
        title=said.title,
        subtitle=said.subtitle,
        authors=tuple(author.name for author in said.authors),
        language=said.language,
        publisher=said.publisher,
        published=said.published,
        rights=said.rights,
        description=said.description,
        cover=chapters.keep(cover) if cover is not None else None,
        sources=tuple(chapters.keep_source(path) for path in sources),
    )


def _left_out(manuscript: Manuscript, book: Book, path: Path) -> Iterator[SourcePiece]:
    """The pages of the folder that are in no chapter, word for word."""
    if not path.is_dir():
        return
    taken = {division.file for division in all_divisions(book)}
    workspace = Workspace(manuscript.root)
    for name in list_all_files(manuscript.root):
        if name in taken or not is_markdown(name):
            continue
        try:
            words = workspace.read(name).decode("utf-8", "replace")
        except RefusedFileError:
            continue
        yield SourcePiece(
            source=name,
            line=1,
            last_line=words.count("\n") + 1,
            fate=Disposition.ASIDE,
            what="a page that the project leaves out",
            words=words,
        )


@dataclass(slots=True)
class _Chapters:
    """Makes chapters of the divisions of a book."""

    book: Book
    workspace: Workspace
    pictures: dict[str, bytes] = field(default_factory=dict)
    pieces: list[SourcePiece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _path_by_source: dict[str, str] = field(default_factory=dict)
    _id_by_file: dict[str, str] = field(default_factory=dict)
    _id_by_place: dict[tuple[str, str], str] = field(default_factory=dict)
    _id_by_name: dict[str, str] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)

    def make(self) -> Iterator[Chapter]:
        """Make them all, in the book's order."""
        self._know_targets()
        self.book = replace(
            self.book,
            front=tuple(self._linked(d) for d in self.book.front),
            body=tuple(self._linked(d) for d in self.book.body),
            back=tuple(self._linked(d) for d in self.book.back),
        )
        for division in self.book.front:
            yield from self._chapters(division)
        for division in self.book.body:
            yield from self._chapters(division)
        for division in self.book.back:
            for chapter in self._chapters(division):
                yield replace(chapter, is_back=True)

    # --- Links ------------------------------------------------------------------------

    def _know_targets(self) -> None:
        for division in all_divisions(self.book):
            own = division.attributes.id or ""
            file = division.file or ""
            self._id_by_file.setdefault(file, own)
            self._id_by_name.setdefault(own, own)
            title = heading_slug(plain_text(division.title))
            self._id_by_place.setdefault((file, title), own)
            for node in find_nodes((replace(division, divisions=()),), Attributed):
                name = node.attributes.id
                if name is None:
                    continue
                self._id_by_place.setdefault((file, name.removeprefix(f"{own}.")), name)
                self._id_by_name.setdefault(name, name)
                if isinstance(node, Heading):
                    slug = heading_slug(plain_text(node.children))
                    self._id_by_place.setdefault((file, slug), name)

    def _linked(self, division: Division) -> Division:
        """A division whose links lead to ids."""
        file = division.file or ""
        own = replace(division, divisions=())
        linked = map_nodes(
            own, lambda node: self._resolved(node, file), Link, CrossReference
        )
        inner = tuple(self._linked(one) for one in division.divisions)
        return replace(linked, divisions=inner)

    def _resolved(self, node: Node, file: str) -> Node:
        """A link to an id; where nothing has it, the words without the link."""
        if isinstance(node, CrossReference):
            name = node.target.removeprefix("#")
            if name in self._id_by_name:
                self._wanted.add(name)
                return node
            self._dead(file, node.target)
            return Text(f"@{name}", span=node.span)
        if not isinstance(node, Link) or _ADDRESS.match(node.target):
            return node
        found = self._found(unquote(node.target), file)
        if found is None:
            self._dead(file, node.target)
            children = node.children
            return children[0] if len(children) == 1 else Span(children)
        self._wanted.add(found)
        return replace(node, target=f"#{found}")

    def _found(self, target: str, file: str) -> str | None:
        """The id of the place that a target means."""
        path, _, fragment = target.partition("#")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        page = self._file_of(whole) if path else file
        if page is None:
            return None
        if not fragment:
            return self._id_by_file.get(page)
        found = self._id_by_place.get((page, fragment))
        if found is None and path:
            return self._id_by_file.get(page)
        return found or self._id_by_name.get(fragment)

    def _dead(self, file: str, target: str) -> None:
        self.remarks.append(
            f"{file}: The link to “{target}” leads nowhere; its words are kept."
        )

    def _file_of(self, path: str) -> str | None:
        """The file of a path: `locks.html` is the page of `locks.md`."""
        if path in self._id_by_file:
            return path
        stem = path.rpartition(".")[0] if path.endswith(_SUFFIXES) else path
        for suffix in (*_SUFFIXES, ".Rmd", "/index.md", "/README.md"):
            if f"{stem}{suffix}" in self._id_by_file:
                return f"{stem}{suffix}"
        return None

    # --- Chapters ---------------------------------------------------------------------

    def _chapters(self, division: Division) -> Iterator[Chapter]:
        if division.kind is DivisionKind.PART:
            part = plain_text(division.title)
            if division.file is not None and division.blocks:
                page = self._chapter(replace(division, divisions=()))
                yield replace(page, title=(), part=part, is_part_page=True)
            for inner in division.divisions:
                for chapter in self._chapters(inner):
                    yield replace(chapter, part=part)
        elif division.file is not None:
            yield self._chapter(division)

    def _chapter(self, division: Division) -> Chapter:
        blocks = self._own_blocks(division, 0)
        notes = [self._kept(note, division) for note in _notes(division)]
        role = None if division.kind in _PLAIN_ROLES else division.kind.value
        name = division.attributes.id
        authors = division.authors or ((division.author,) if division.author else ())
        return Chapter(
            source=division.file or "",
            title=self._kept_words(division.title, division),
            subtitle=plain_text(division.subtitle) or None,
            blocks=tuple(blocks),
            notes=tuple(notes),
            authors=authors,
            language=division.language,
            role=role,
            name=name if name in self._wanted else None,
            is_numbered=division.is_numbered or role is not None,
        )

    def _own_blocks(self, division: Division, depth: int) -> list[Block]:
        """The blocks of a division and of the files below it, one level deeper."""
        blocks: list[Block] = []
        for block in division.blocks:
            self._account(block, division)
            whole = self._kept(Group((_deeper(block, depth),)), division)
            blocks += whole.blocks
        for inner in division.divisions:
            if inner.title:
                words = self._kept_words(inner.title, inner)
                level = min(depth + 2, _DEEPEST_HEADING)
                head = Heading(level, words, attributes=inner.attributes)
                blocks += self._kept(Group((head,)), inner).blocks
            blocks += self._own_blocks(inner, depth + 1)
        return blocks

    def _account(self, block: Block, division: Division) -> None:
        span = block.span
        self.pieces.append(
            SourcePiece(
                source=span.file if span is not None else division.file or "",
                line=span.line if span is not None else None,
                last_line=span.end_line if span is not None else None,
                fate=Disposition.KEPT,
                what=_kind_of(block),
                words=plain_text((block,)),
            )
        )

    def _kept_words(
        self, words: tuple[Inline, ...], division: Division
    ) -> tuple[Inline, ...]:
        return self._kept(Paragraph(words), division).children

    def _kept(self, node: N, division: Division) -> N:
        """A node with its pictures kept, and no id that nothing leads to."""
        prefix = f"{division.attributes.id}."

        def mapped(inner: Node) -> Node:
            if isinstance(inner, Image):
                inner = replace(inner, source=self.keep(inner.source))
            name = inner.attributes.id
            is_ours = name is not None and (
                name.startswith(prefix) or name == division.attributes.id
            )
            if is_ours and name not in self._wanted:
                return replace(inner, attributes=replace(inner.attributes, id=None))
            return inner

        return map_nodes(node, mapped)

    # --- Files ------------------------------------------------------------------------

    def keep(self, source: str) -> str:
        """Keep a picture, and give its new path; one that isn't there is drawn grey."""
        if _ADDRESS.match(source) or not source:
            return source
        if source in self._path_by_source:
            return self._path_by_source[source]
        try:
            content = self.workspace.read(source)
            path = self._free(f"images/{PurePosixPath(source).name}")
        except RefusedFileError as error:
            number = len(self.pictures) + 1
            content = placeholder_picture(number)
            path = self._free(f"images/{PurePosixPath(source).stem or 'picture'}.png")
            self.remarks.append(
                f"A placeholder stands for the picture “{source}”: it {error.reason}."
            )
        self.pictures[path] = content
        self._path_by_source[source] = path
        return path

    def keep_source(self, source: str) -> str:
        """Keep a file of works that are cited, and give its new path."""
        try:
            content = self.workspace.read(source)
        except RefusedFileError:
            return source
        path = self._free(PurePosixPath(source).name)
        self.pictures[path] = content
        return path

    def _free(self, path: str) -> str:
        stem, dot, suffix = path.rpartition(".")
        free, number = path, 1
        while free in self.pictures:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return free


def _notes(division: Division) -> Iterator[Note]:
    yield from division.notes
    for inner in division.divisions:
        yield from _notes(inner)


def _deeper(block: Block, levels: int) -> Block:
    if not levels:
        return block

    def mapped(node: Node) -> Node:
        if isinstance(node, Heading):
            return replace(node, level=min(node.level + levels, _DEEPEST_HEADING))
        return node

    return map_nodes(Group((block,)), mapped, Heading).blocks[0]


def _kind_of(block: Block) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(block).__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
