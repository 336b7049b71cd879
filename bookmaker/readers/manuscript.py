"""A manuscript to a book: each file read, in the order and matter that is written down.

What comes in: the configuration and the workspace. What goes out: a `Book` whose
divisions hold the blocks as the Markdown reader found them, with the paths of pictures
relative to the manuscript's root.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from bookmaker.citations.bibtex import read_bibtex
from bookmaker.citations.csl_json import read_csl_json
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    FileEntry,
    GeneratedEntry,
    PartEntry,
)
from bookmaker.config.near_files import MARKDOWN_LIKE, NearFiles
from bookmaker.config.vault import Vault
from bookmaker.diagnostics import Diagnostics, did_you_mean
from bookmaker.diagnostics.catalog.manuscript import (
    ChapterWithoutHeading,
    EmptyChapter,
    FileSplit,
    MetadataAliases,
    OddMetadata,
    RepeatedSource,
    TaggedMetadata,
    UnknownMetadata,
    UnreadableFile,
)
from bookmaker.document.book import Book, Division, DivisionKind, Matter, Source
from bookmaker.document.metadata import Creator, Metadata, day_named
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Figure,
    Heading,
    Image,
    Inline,
    Node,
    Paragraph,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, find_nodes, map_divisions, map_nodes
from bookmaker.lint.prose import check_prose
from bookmaker.readers.html.allow_list import embedded_image
from bookmaker.readers.idioms import translate
from bookmaker.readers.includes import Includes, variables_of
from bookmaker.readers.kept_results import (
    NOTEBOOK_SUFFIX,
    frozen_text,
    notebook_text,
)
from bookmaker.readers.markdown import MarkdownFile, ReaderOptions, read_markdown
from bookmaker.readers.metadata_block import NO_METADATA, ChapterMetadata
from bookmaker.readers.readings import ReadingMemory, Readings
from bookmaker.readers.slips import report_slips
from bookmaker.readers.source_text import decode_source
from bookmaker.readers.split_files import SplitFile, split_file, split_whole_book
from bookmaker.source import SourceSpan
from bookmaker.system.store import NO_STORE, Store
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import RefusedFileError, Workspace

_ADVICE_OF_DATE = "write the day in numbers, such as 2026-11-29"
_ADVICE_OF_KEY = "write it in book.toml, for the whole book, or delete the line"
_LEADING_NUMBER = re.compile(r"^[\d_.\- ]+(?=[^\W\d_])")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_EMBEDDED = "embedded-image"
"""The folder of images that stand in the text itself, as messages show it.

Their names come from their content, so an author's folder of this name is no matter.
"""
_MAY_BE_WITHOUT_TITLE = frozenset(
    {DivisionKind.DEDICATION, DivisionKind.EPIGRAPH, DivisionKind.COPYRIGHT}
)


def read_manuscript(
    config: BookConfig,
    workspace: Workspace,
    diagnostics: Diagnostics,
    store: Store = NO_STORE,
    timings: Timings | None = None,
    memory: ReadingMemory | None = None,
    *,
    checks_prose: bool = False,
) -> Book:
    """Read every file that `[contents]` lists, or find what reading it gave before.

    With a `memory`, a file that it has is not read again; where the memory is a brief
    one, the book has the file in brief (`brief_readings`).
    A file that cannot be read is an error, and its place in the book stays empty.
    """
    options = ReaderOptions(conventions=config.conventions)
    variables = variables_of(config)
    readings = Readings(store, workspace, variables, options, memory)
    reader = _Reader(workspace, diagnostics, variables, readings, options)
    if checks_prose:
        reader.prose_language = config.metadata.language
    contents = config.contents
    reader.split_at = _split_level(contents)
    reader.is_one_file = _is_one_file(contents)
    reader.is_level_assumed = contents.split_at is None
    reader.is_whole = config.is_title_assumed and _is_one_file(contents)
    book = Book(
        _read_metadata(config.metadata, options),
        front=reader.divisions(contents.front, Matter.FRONT),
        body=reader.divisions(contents.body, Matter.BODY),
        back=reader.divisions(contents.back, Matter.BACK),
    )
    _report_missing_headings(book, diagnostics)
    book = _with_descriptions(book, reader.descriptions(book))
    if config.citations.files:
        book = replace(
            book,
            sources=reader.sources(config.citations.files, config),
            citation_style=reader.citation_style(config),
        )
    if timings is not None and store.folder is not None:
        readings = reader.readings
        timings.count("files", made=readings.made, found=readings.found)
    if reader.was_split and contents.is_assumed:
        book = _with_contents(book)
    if not config.is_title_assumed:
        return book
    return _with_found_title(book, reader.whole_metadata)


def _read_metadata(metadata: Metadata, options: ReaderOptions) -> Metadata:
    """The metadata without the marks of a project whose titles are Markdown."""
    if not options.conventions.has_marked_metadata:
        return metadata

    def words(said: str) -> str:
        # What Markdown makes more than a paragraph of, as “1984. A Novel”, is words.
        blocks = read_markdown(said, "", Diagnostics(), options=options).blocks
        match blocks:
            case (Paragraph(children=children),):
                return plain_text(children) or said
            case _:
                return said

    return replace(
        metadata,
        title=words(metadata.title),
        subtitle=metadata.subtitle and words(metadata.subtitle),
        description=metadata.description and words(metadata.description),
    )


def _with_contents(book: Book) -> Book:
    """List the chapters of a file that was split, as those of several files are."""
    kinds = {division.kind for division in book.front}
    if DivisionKind.CONTENTS in kinds:
        return book
    return replace(book, front=(*book.front, Division(DivisionKind.CONTENTS)))


def _split_level(contents: ContentsConfig) -> int:
    """The level of headings that begin chapters within a file; 0: none does."""
    if contents.split_at is not None:
        return contents.split_at
    return 1 if _is_one_file(contents) else 0


def _is_one_file(contents: ContentsConfig) -> bool:
    """Whether a single file was found, and is the whole book."""
    return contents.is_assumed and len(contents.body) == 1


def _with_found_title(book: Book, stated: ChapterMetadata) -> Book:
    """Take the book's title from its first chapter, or from the file that is it all."""
    title = next((d.title for d in book.body if d.title), ())
    words = stated.title or plain_text(title)
    metadata = book.metadata
    if words:
        metadata = replace(metadata, title=words)
    if stated.subtitle and not metadata.subtitle:
        metadata = replace(metadata, subtitle=stated.subtitle)
    if stated.author and not metadata.authors:
        names = stated.authors or (stated.author,)
        authors = tuple(Creator(name, role="aut") for name in names)
        metadata = replace(metadata, authors=authors)
    said = stated.of_book
    return replace(
        book,
        metadata=replace(
            metadata,
            published=metadata.published or day_named(said.get("date", "")),
            rights=metadata.rights or said.get("rights"),
            publisher=metadata.publisher or said.get("publisher"),
            description=metadata.description or said.get("description"),
        ),
    )


def _report_missing_headings(book: Book, diagnostics: Diagnostics) -> None:
    """Report chapters without a title, unless its loss is reported already."""
    unread = {
        found.span.file
        for found in diagnostics
        if isinstance(found, OddMetadata | TaggedMetadata | MetadataAliases)
        and found.span is not None
    }
    for division in all_divisions(book):
        if division.kind is not DivisionKind.CHAPTER or division.title:
            continue
        blocks, file = division.blocks, division.file
        if not blocks or file is None or file in unread:
            continue
        if _is_reported_heading(blocks[0]):
            continue
        headings = [block for block in blocks if isinstance(block, Heading)]
        later = next((plain_text(h.children) for h in headings if h.level == 1), None)
        place = SourceSpan.of_file(file)
        diagnostics.add(ChapterWithoutHeading(later=later, span=place))


def _is_reported_heading(block: Block) -> bool:
    """Whether a paragraph begins with `#`, which is reported as what it is."""
    return isinstance(block, Paragraph) and plain_text(block.children).startswith("#")


class _Reader:
    def __init__(
        self,
        workspace: Workspace,
        diagnostics: Diagnostics,
        variables: Mapping[str, str],
        readings: Readings,
        options: ReaderOptions,
    ) -> None:
        self.readings = readings
        self._options = options
        self._vault = Vault(workspace.root)
        self._near = NearFiles(workspace.root)
        self.split_at = 0
        """The level of headings that begin chapters within a file of the body."""
        self.is_level_assumed = False
        """Whether nothing says at which level it is split."""
        self.is_one_file = False
        """Whether there is one file, which was found and is not listed."""
        self.was_split = False
        self.prose_language: str | None = None
        """The book's language, where its prose is checked too."""
        self.is_whole = False
        """Whether what the one file's metadata says is the book's."""
        self.whole_metadata = NO_METADATA
        """What a file that is the whole book says of it."""
        self._variables = variables
        self._workspace = workspace
        self._diagnostics = diagnostics

    def divisions(
        self, entries: Iterable[Entry], matter: Matter
    ) -> tuple[Division, ...]:
        return tuple(
            division for entry in entries for division in self._divisions(entry, matter)
        )

    def _divisions(self, entry: Entry, matter: Matter) -> tuple[Division, ...]:
        if (
            self.split_at
            and isinstance(entry, FileEntry)
            and (matter is Matter.BODY or entry.role is DivisionKind.APPENDIX)
            and not entry.sections
            and (content := self._read(entry)) is not None
        ):
            split = (
                split_whole_book(content)
                if self.is_one_file and self.is_level_assumed
                else split_file(content, self.split_at, is_whole_book=self.is_one_file)
            )
            if split is not None:
                return self._chapters(entry, content, split, matter)
            if self.is_whole:
                content = self._without_what_is_the_books(content)
            return (self._of_content(entry, content, matter),)
        return (self._division(entry, matter),)

    def _chapters(
        self, entry: FileEntry, content: MarkdownFile, split: SplitFile, matter: Matter
    ) -> tuple[Division, ...]:
        """The chapters of a file that was split; what is said of it is the book's."""
        self.was_split = True
        self.whole_metadata = content.metadata
        if split.title:
            title = plain_text(split.title)
            self.whole_metadata = replace(content.metadata, title=title)
        place = SourceSpan.of_file(entry.file)
        count = len(split.parts)
        mark = "#" * split.level
        self._diagnostics.add(FileSplit(count=count, mark=mark, span=place))
        return tuple(self._division_of(entry, part, matter) for part in split.parts)

    def _without_what_is_the_books(self, content: MarkdownFile) -> MarkdownFile:
        """A chapter whose author is the book's, on the title page."""
        metadata = self.whole_metadata = content.metadata
        return replace(content, metadata=replace(metadata, author=None, authors=()))

    def _division(self, entry: Entry, matter: Matter) -> Division:
        if isinstance(entry, GeneratedEntry):
            return Division(entry.kind, span=entry.span)
        if isinstance(entry, PartEntry):
            return self._part(entry, matter)
        return self._file(entry, matter)

    def _part(self, entry: PartEntry, matter: Matter) -> Division:
        chapters = tuple(
            division
            for chapter in entry.chapters
            for division in self._divisions(chapter, matter)
        )
        title: tuple[Inline, ...] = (Text(entry.part, span=entry.span),)
        if entry.file is None:
            return Division(
                DivisionKind.PART, title, divisions=chapters, span=entry.span
            )
        page = FileEntry(file=entry.file, role=DivisionKind.PART, span=entry.span)
        part = self._file(page, matter, may_be_empty=True)
        return replace(part, title=part.title or title, divisions=chapters)

    def _file(
        self, entry: FileEntry, matter: Matter, *, may_be_empty: bool = False
    ) -> Division:
        sections = tuple(
            replace(self._file(section, matter), kind=DivisionKind.SECTION)
            for section in entry.sections
        )
        content = self._read(entry)
        if content is None:
            kind = entry.role or DivisionKind.CHAPTER
            return Division(kind, divisions=sections, file=entry.file, span=entry.span)
        is_empty = may_be_empty or bool(sections)
        division = self._of_content(entry, content, matter, may_be_empty=is_empty)
        return replace(division, divisions=sections)

    def _of_content(
        self,
        entry: FileEntry,
        content: MarkdownFile,
        matter: Matter,
        *,
        may_be_empty: bool = False,
    ) -> Division:
        if not content.blocks and not may_be_empty:
            place = SourceSpan.of_file(entry.file)
            self._diagnostics.add(EmptyChapter(span=place))
        return self._division_of(entry, content, matter)

    def descriptions(self, book: Book) -> tuple[Division, ...]:
        """Read the files that describe pictures and stand nowhere else in the book."""
        listed = {division.file for division in all_divisions(book)}
        found: dict[str, Division] = {}
        for division in all_divisions(book):
            own = replace(division, divisions=())
            for node in find_nodes((own,), Figure, Image):
                file = _description_file(node, division.file or "")
                if file is not None and file not in listed | found.keys():
                    found[file] = self._description(file, node)
        return tuple(found.values())

    def _description(self, file: str, described: Node) -> Division:
        entry = FileEntry(file=file, role=DivisionKind.SECTION, span=described.span)
        division = replace(self._file(entry, Matter.BACK), is_numbered=False)
        if division.title:
            return division
        return replace(division, title=_name_of(described, file))

    def sources(self, files: Iterable[str], config: BookConfig) -> tuple[Source, ...]:
        """Read the works that may be cited; a key stands for the first that has it."""
        source_by_key: dict[str, Source] = {}
        for file in files:
            text = self._text_of(file, config.place("citations.files"))
            read = read_csl_json if file.endswith(".json") else read_bibtex
            for source in read(text, file, self._diagnostics):
                first = source_by_key.setdefault(source.key, source)
                if first is not source and first.span is not None:
                    self._diagnostics.add(
                        RepeatedSource(
                            key=source.key,
                            first_file=first.span.file,
                            first_line=first.span.line,
                            span=source.span,
                        )
                    )
        return tuple(source_by_key.values())

    def citation_style(self, config: BookConfig) -> str:
        """Read the author's own CSL style; empty where one of ours is asked for."""
        style = config.citations.style
        if not style.endswith(".csl"):
            return ""
        return self._text_of(style, config.place("citations.style"))

    def _text_of(self, file: str, place: SourceSpan | None) -> str:
        try:
            content = self._workspace.read(file)
        except RefusedFileError as error:
            self._diagnostics.add(_unreadable(error, place))
            return ""
        return decode_source(content, file, self._diagnostics)

    def _division_of(
        self, entry: FileEntry, content: MarkdownFile, matter: Matter
    ) -> Division:
        return _division_of(entry, content, matter, self._rooted)

    def _rooted(self, node: Node, folder: str) -> Node:
        """Say where a picture is from the manuscript's root."""
        roots = self._options.conventions.roots
        return _with_root_path(node, folder, self._workspace, roots)

    def _read(self, entry: FileEntry) -> MarkdownFile | None:
        reading = self._read_file(entry)
        if reading is not None:
            self._report_keys_of_book(reading.metadata)
        if reading is None or not self._options.conventions.has_wiki_links:
            return reading
        return _titled_by_name(reading, entry.file)

    def _report_keys_of_book(self, metadata: ChapterMetadata) -> None:
        """Report what a chapter says of the book, and a date that is no day."""
        for key, words in metadata.of_book.items():
            span = metadata.span_by_key.get(key)
            is_read = self.is_whole and (key != "date" or day_named(words) is not None)
            if span is None or is_read:
                continue
            found = UnknownMetadata(key, advice=_ADVICE_OF_KEY, span=span)
            if self.is_whole:
                problem = f"“{words}” is not a date"
                found = replace(found, problem=problem, advice=_ADVICE_OF_DATE)
            self._diagnostics.add(found)

    def _read_file(self, entry: FileEntry) -> MarkdownFile | None:
        try:
            content = self._workspace.read(entry.file)
        except RefusedFileError as error:
            near = self._near.find(error.path, MARKDOWN_LIKE)
            advice = ""
            if near is not None and near.path != error.path:
                advice = did_you_mean(near.path, near.difference)
            self._diagnostics.add(_unreadable(error, entry.span, advice))
            return None
        own = Diagnostics()
        results = self._results(entry.file, content, own)
        content = content if results is None else results.encode()
        remembered = self.readings.remembered(entry.file, content)
        if remembered is not None:
            self._diagnostics.extend(remembered.problems)
            return remembered.shown
        known = self.readings.find(entry.file, content)
        if known is not None:
            self._check_prose(known, decode_source(content, entry.file, own), entry)
            return known
        text = decode_source(content, entry.file, own)
        around = Includes(
            entry.file,
            self._workspace,
            own,
            self._variables,
            conventions=self._options.conventions,
            vault=self._vault,
        )
        translated = translate(text, entry.file, self._options.conventions, own)
        if results is not None:
            translated = translated.without_places()
        reading = read_markdown(
            translated.text, entry.file, own, options=self._options, surroundings=around
        )
        report_slips(
            reading,
            translated.text,
            entry.file,
            own,
            self._options.conventions,
        )
        reading = translated.placed(reading, entry.file)
        own = translated.placed_problems(own, entry.file)
        self.readings.keep(entry.file, content, reading, around.included, tuple(own))
        self._diagnostics.extend(own)
        if results is None:
            self._check_prose(reading, text, entry)
        return reading

    def _check_prose(self, reading: MarkdownFile, text: str, entry: FileEntry) -> None:
        """Report what a copy editor would ask about, where that is wanted."""
        if self.prose_language is None:
            return
        language = reading.metadata.language or self.prose_language
        roots = (*reading.blocks, *reading.notes)
        found = check_prose(roots, text.split("\n"), entry.file, language)
        self._diagnostics.extend(found)

    def _results(
        self, file: str, content: bytes, diagnostics: Diagnostics
    ) -> str | None:
        """The text of a chapter with the results of its cells that are kept."""
        if not self._options.conventions.has_cells:
            return None
        read = notebook_text if file.endswith(NOTEBOOK_SUFFIX) else frozen_text
        return read(content, file, self._workspace, diagnostics)


def _titled_by_name(reading: MarkdownFile, file: str) -> MarkdownFile:
    """A note without a title has the name of its file, as Obsidian shows it."""
    first = reading.blocks[0] if reading.blocks else None
    if reading.metadata.title or (isinstance(first, Heading) and first.level == 1):
        return reading
    metadata = replace(reading.metadata, title=PurePosixPath(file).stem)
    return replace(reading, metadata=metadata)


def _unreadable(
    error: RefusedFileError, span: SourceSpan | None, advice: str = ""
) -> UnreadableFile:
    return UnreadableFile(error.path, error.reason, error.advice or advice, span=span)


def _division_of(
    entry: FileEntry,
    content: MarkdownFile,
    matter: Matter,
    rooted: Callable[[Node, str], Node],
) -> Division:
    """The division of a file; images within its text are put among the files made."""
    metadata = content.metadata
    kind = entry.role or metadata.role or _kind_by_name(entry.file)
    title, attributes, short_title, blocks = _split_title(content, kind)
    if not title and entry.title:
        title = (Text(entry.title, span=entry.span),)
    if content.epigraph is not None:
        blocks = (content.epigraph, *blocks)
    division = Division(
        kind,
        title,
        blocks,
        notes=content.notes,
        abbreviations=content.abbreviations,
        subtitle=content.subtitle or _text(metadata.subtitle),
        short_title=metadata.short_title or short_title,
        author=metadata.author,
        authors=metadata.authors,
        translator=metadata.translator,
        first_published=", ".join(metadata.first_published) or None,
        language=metadata.language,
        is_numbered=entry.is_numbered and _is_numbered(entry, content, matter),
        file=entry.file,
        attributes=attributes,
        span=SourceSpan.of_file(entry.file),
    )
    folder = posixpath.dirname(entry.file)
    return map_nodes(division, lambda node: rooted(node, folder), Image)


def _is_numbered(entry: FileEntry, content: MarkdownFile, matter: Matter) -> bool:
    """Whether a file may have a number.

    Front matter never has one. Back matter has one if its role is given: an appendix
    is “Appendix A”, a plain file listed after the text is no “Chapter 14”.
    """
    if content.metadata.numbered is not None:
        return content.metadata.numbered and matter is not Matter.FRONT
    is_plain = (
        entry.role is None
        and content.metadata.role is None
        and _kind_by_name(entry.file) is DivisionKind.CHAPTER
    )
    return matter is Matter.BODY or (matter is Matter.BACK and not is_plain)


def _kind_by_name(file: str) -> DivisionKind:
    """What a file is by its name: `00-preface.md` is a preface."""
    stem = _LEADING_NUMBER.sub("", PurePosixPath(file).stem).lower().replace("_", "-")
    kind = next((kind for kind in DivisionKind if kind.value == stem), None)
    if kind is None or kind in (DivisionKind.PART, DivisionKind.SECTION):
        return DivisionKind.CHAPTER
    return kind


def _text(said: str | None) -> tuple[Inline, ...]:
    return (Text(said),) if said else ()


_Title = tuple[tuple[Inline, ...], Attributes, str | None, tuple[Block, ...]]


def _split_title(content: MarkdownFile, kind: DivisionKind) -> _Title:
    """Take the title from the metadata block, or from the heading that opens the file.

    Gives the title, what the author attached to its heading, the short title, and the
    blocks without that heading. The same title in both places is shown once.
    """
    blocks = content.blocks
    stated = content.metadata.title
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or (
        kind in _MAY_BE_WITHOUT_TITLE and stated is None
    ):
        return content.title or _text(stated), Attributes(), None, blocks
    heading_words = plain_text(first.children)
    if stated is not None and stated != heading_words:
        return content.title or _text(stated), Attributes(), None, blocks
    attributes = first.attributes
    pairs = tuple(pair for pair in attributes.pairs if pair[0] != "short")
    return (
        first.children,
        replace(attributes, pairs=pairs),
        attributes.find("short"),
        blocks[1:],
    )


def _with_descriptions(book: Book, descriptions: tuple[Division, ...]) -> Book:
    """Put the descriptions where the contents list them, or at the book's end."""
    if not descriptions:
        return book

    def filled(division: Division) -> Division:
        if division.kind is not DivisionKind.DESCRIPTIONS or division.divisions:
            return division
        return replace(division, divisions=descriptions)

    kinds = {division.kind for division in all_divisions(book)}
    if DivisionKind.DESCRIPTIONS not in kinds:
        own = Division(DivisionKind.DESCRIPTIONS, is_numbered=False)
        book = replace(book, back=(*book.back, own))
    return map_divisions(book, filled)


def _description_file(node: Figure | Image, around: str) -> str | None:
    """The file that an author names as a picture's description."""
    named = (node.attributes.find("description") or "").partition("#")[0]
    if not named or _ADDRESS.match(named):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(around), unquote(named)))


def _name_of(described: Node, file: str) -> tuple[Inline, ...]:
    """What a description without a title is called: as its picture is."""
    if isinstance(described, Figure) and described.caption:
        return (Text(plain_text(described.caption)),)
    image = described.image if isinstance(described, Figure) else described
    said = image.alternative if isinstance(image, Image) else None
    return (Text(said or PurePosixPath(file).stem.strip("_")),)


def _with_root_path(
    node: Node, folder: str, workspace: Workspace, roots: Sequence[str]
) -> Node:
    """Say where a picture is from the manuscript's root, not from the author's file.

    An address from a site's root is sought below each of `roots`. One that is nowhere
    from the author's file is sought from the manuscript's root, as pandoc finds it.
    """
    if not isinstance(node, Image):
        return node
    if (embedded := embedded_image(node.source)) is not None:
        return replace(node, source=_make_file(*embedded, workspace.made))
    if _ADDRESS.match(node.source):
        return node
    if node.source.startswith("/"):
        inner = unquote(node.source.partition("?")[0]).lstrip("/")
        paths = (posixpath.normpath(posixpath.join(root, inner)) for root in roots)
        found = next((path for path in paths if workspace.has(path)), None)
        return node if found is None else replace(node, source=found)
    written = posixpath.normpath(unquote(node.source))
    path = posixpath.normpath(posixpath.join(folder, written))
    if folder and not workspace.has(path) and workspace.has(written):
        path = written
    return node if path == node.source else replace(node, source=path)


def _make_file(suffix: str, digits: str, made: dict[str, bytes]) -> str:
    """Keep an image that is within the text as a file; its path comes back.

    Digits that are no base64 make a file that is no image, which is reported as such.
    """
    try:
        content = b64decode(unquote(digits), validate=False)
    except ValueError:
        content = b""
    path = f"{_EMBEDDED}/{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    made[path] = content
    return path
