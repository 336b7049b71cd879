"""Join the chapters and their margins to one file.

What comes in: a file for each chapter and one for its margins, the places of all pages,
and a shell that has the book's metadata. What goes out: one PDF, in which links and
bookmarks lead to pages, every face stands once, and the structure is one tree. PDF 1.7
(ISO 32000-1) has the rules: 7.7 for the document, 12.3 for where things lead to, 14.7
and 14.8 for the structure.

How: chapters are added in the book's order, each page copied with all that it refers
to. Then, for each chapter:

- *Resources.* All pages of a chapter share one dictionary of them. Its faces are
  replaced at the end, when the glyphs of all chapters are known (`FontShelf`).
- *Heads.* A page of margins becomes a form that the page draws last, as an artifact:
  drawn with the text its marked-content numbers would occur twice.
- *Side.* Text that was laid out for the other side of an opening is moved, and with it
  annotations, destinations and the boxes of figures (`shifts.py`).
- *Structure.* Keys of the parent tree are counted on from the chapter before, and the
  pages' and annotations' own numbers with them; ids are collected for one tree.

Destinations are names in every chapter, and become one sorted name tree at the end: a
link to another chapter is only right when that one's page is known. Copying pages
carries no named destination along (pikepdf 10).

The order of adding is the order of objects, and so decides the file's bytes. Chapters
that are found in the cache are joined while others are still laid out, but only as far
as there is no gap; those behind a gap are opened, and not added.

Tried: one WeasyPrint document of all chapters' pages. Pages can't go from one process
to another (they hold C pointers), and in one process it saves neither memory nor cores.
Why pikepdf and not pypdf: docs/decisions/dependencies.md.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    String,
)

from bookmaker.backends.pdf.engine.font_programs import FontShelf
from bookmaker.backends.pdf.engine.outline import write_outline
from bookmaker.backends.pdf.engine.page_digests import looks_of
from bookmaker.backends.pdf.engine.pagination import BookPage, Pagination
from bookmaker.backends.pdf.engine.shifts import shift_page, shift_pictures, short
from bookmaker.backends.pdf.facts import Bookmark, ChapterPdf, FontFacts, Point
from bookmaker.backends.pdf.geometry import PageGeometry, PdfBox
from bookmaker.backends.pdf.structure_kinds import ROLES
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.folios import LATIN_FOLIOS

_FontsOf: TypeAlias = tuple[Object, Iterable[FontFacts]]
"""Resources, and what faces they call by their names."""
_SPARE_PAGES = 100
"""Replaced pages that even a short book may have in memory: 4 MB of them."""
_HEADS = "/Heads"
"""The name by which a page draws its margins."""
_COLOURS = "/srgb"
"""The name that chapters have for the file's colours."""
_DRAW_HEADS = b"/Artifact BMC\n/Heads Do\nEMC"
_KEPT_OF_A_PAGE = (Name.MediaBox, Name.TrimBox, Name.BleedBox)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is joined."""

    chapters: Sequence[ChapterPdf]
    margins: Sequence[ChapterPdf]
    """For each chapter the margins of its pages, the blank one before it included."""
    pagination: Pagination
    chapter_by_id: Mapping[str, int]
    """Where each id stands, though layout may have shown nothing of it."""
    program_by_digest: Mapping[str, bytes]
    """The font files by their digests; every face that is drawn is among them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The file."""

    content: bytes
    joints: Mapping[int, str]
    """What is drawn on the first and the last page of each chapter, as a digest, by the
    page's index in the book."""
    looks: tuple[bytes, ...] = ()
    """A digest of what is to be seen on each page, of a file for the eye alone."""


def merge(parts: Parts, joiner: PdfAssembler) -> Merged:
    """Join them; equal parts give equal bytes, if the file is not for the eye alone.

    What was added to `joiner` is left out where it is not the beginning of the parts.
    """
    if not joiner.has_beginning_of(parts):
        joiner.begin_again()
    placed_by_chapter = pages_by_chapter(parts.pagination)
    for number in range(joiner.count, len(parts.chapters)):
        added = Added(
            parts.chapters[number], parts.margins[number], placed_by_chapter[number]
        )
        joiner.add(added)
    return joiner.finish(parts)


def pages_by_chapter(pagination: Pagination) -> list[tuple[BookPage, ...]]:
    """The pages of each chapter, the blank ones before it included."""
    pages: list[list[BookPage]] = []
    for page in pagination.pages:
        while len(pages) <= page.chapter:
            pages.append([])
        pages[page.chapter].append(page)
    return [tuple(own) for own in pages]


def check_joints(merged: Merged, pages: int) -> None:
    """Look whether the chapters' pages are in the file, each in its place.

    Raises `InternalError` where one is not.
    """
    with Pdf.open(io.BytesIO(merged.content)) as pdf:
        found = pages_of(pdf)
        if len(found) != pages:
            message = f"the file has {len(found)} pages instead of {pages}"
            raise InternalError(message)
        for index, digest in merged.joints.items():
            if _digest(found[index]) != digest:
                message = f"page {index + 1} of the file is not its chapter's"
                raise InternalError(message)


def _opened(chapter: ChapterPdf) -> Pdf:
    return Pdf.open(io.BytesIO(chapter.content))


def pages_of(pdf: Pdf) -> list[Object]:
    """The pages of a file of WeasyPrint's or ours, whose tree has one level.

    `Pdf.pages` counts all pages again each time that it is asked for one: the time of
    ten thousand grows with their square (pikepdf 10, seen).
    """
    return [*pdf.Root.Pages.Kids.as_list()]


def _digest(page: Object) -> str:
    return hashlib.sha256(page.Contents.read_bytes()).hexdigest()


@dataclass(slots=True)
class _Tree:
    """The structure of the book as it grows."""

    kids: list[Object] = field(default_factory=list)
    holders: list[Object | int] = field(default_factory=list)
    """By turns a key and who holds the content or annotation."""
    element_by_name: list[tuple[bytes, Object]] = field(default_factory=list)

    @property
    def next_key(self) -> int:
        """The first key that is free."""
        return len(self.holders) // 2


@dataclass(frozen=True, slots=True)
class Added:
    """A chapter with its margins and the places of its pages."""

    chapter: ChapterPdf
    margins: ChapterPdf
    placed: tuple[BookPage, ...]

    @property
    def identity(self) -> tuple[object, ...]:
        """What its joined pages depend on, as long as its parts are in memory."""
        numbers = tuple(at.number for at in self.placed)
        return id(self.chapter), id(self.margins), numbers


@dataclass(frozen=True, slots=True)
class _Joined:
    """A chapter whose pages are in the file."""

    added: Added
    pages: tuple[Object, ...]
    fonts_of: tuple[_FontsOf, ...]
    joints: Mapping[int, str]
    """Digests of its first and last page, by their place among its own."""
    looks: tuple[bytes, ...]


class PdfAssembler:
    """One file in the making: chapters are added in order, then it is finished.

    One for the eye alone may be begun again: a chapter that was in the file before is
    not copied again. A word more in a novel of 688 pages is then in a new file after a
    tenth of the time. What replaced pages had stays in memory until `is_worn_out`.
    """

    def __init__(
        self, shell: bytes, page: PageGeometry, *, is_looked_at: bool = False
    ) -> None:
        """Begin.

        `shell` is a file with the book's metadata; its pages are left out. With
        `is_looked_at` the file has no structure, outline, page labels and places that
        links lead to, which are half the work.
        """
        self.shell = shell
        self.page_geometry = page
        self._is_looked_at = is_looked_at
        self._known: Mapping[tuple[object, ...], _Joined] = {}
        """What was in the file before it was begun again."""
        self._pages_copied = 0
        self._shelf: FontShelf | None = None
        self._begin()

    def _begin(self) -> None:
        self._pdf = Pdf.open(io.BytesIO(self.shell))
        profile = self._pdf.Root.OutputIntents[0].DestOutputProfile
        self._colours = self._pdf.make_indirect(Array([Name.ICCBased, profile]))
        self._tree = _Tree()
        self._document = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document)
        )
        self._joined: list[_Joined] = []
        self._pages: list[Object] = []
        self._linked: set[str] = set()
        """The ids that links within the book lead to."""
        self._opened: dict[bytes, Pdf] = {}
        """Chapters that are to come, by their files."""
        self._shifts: dict[int, float] = {}
        """How far to the right pages are moved, in points, by their index."""

    @property
    def count(self) -> int:
        """How many chapters were added."""
        return len(self._joined)

    @property
    def is_worn_out(self) -> bool:
        """Whether the pages that were replaced are half as many as those of the book.

        Each takes 40 kB, in a novel, as long as the file is open, and qpdf can take no
        object out of it (pikepdf 10, seen: streams alone are 3 kB of it).
        """
        replaced = self._pages_copied - len(self._pages)
        return replaced > max(len(self._pages) // 2, _SPARE_PAGES)

    def has_beginning_of(self, parts: Parts) -> bool:
        """Whether what was added is the beginning of these parts."""
        placed = pages_by_chapter(parts.pagination)
        begin = map(Added, parts.chapters, parts.margins, placed)
        return all(
            joined.added == wanted
            for joined, wanted in zip(self._joined, begin, strict=False)
        )

    def begin_again(self) -> None:
        """Take all chapters out; those of a file for the eye alone are remembered."""
        if self._is_looked_at:
            known = {joined.added.identity: joined for joined in self._joined}
            self._known = {**self._known, **known}
            self._joined, self._pages = [], []
        else:
            self._begin()

    def finish(self, parts: Parts) -> Merged:
        """Write what counts for the whole book, and give the file."""
        self._fill_shelf(parts)
        root = self._pdf.Root
        for page in self._pages:
            page.Parent = root.Pages
        root.Pages.Kids, root.Pages.Count = Array(self._pages), len(self._pages)
        if Name.PageMode in root:
            del root.PageMode
        if self._is_looked_at:
            if Name.StructTreeRoot in root:
                del root.StructTreeRoot
            mode = ObjectStreamMode.disable
            self._known = {}
        else:
            self._say_what_is_where(parts)
            mode = ObjectStreamMode.generate
        written = io.BytesIO()
        self._pdf.save(
            written,
            object_stream_mode=mode,
            deterministic_id=True,
            # Text that was moved is not packed; to pack it takes longer than all else.
            compress_streams=not self._is_looked_at,
        )
        looks = tuple(look for joined in self._joined for look in joined.looks)
        return Merged(written.getvalue(), self._joints(), looks)

    def _joints(self) -> dict[int, str]:
        joints: dict[int, str] = {}
        first = 0
        for joined in self._joined:
            joints |= {first + at: digest for at, digest in joined.joints.items()}
            first += len(joined.pages)
        return joints

    def _say_what_is_where(self, parts: Parts) -> None:
        root = self._pdf.Root
        root.StructTreeRoot = self._structure()
        root.Names = Dictionary(Dests=self._destinations(parts))
        root.PageLabels = Dictionary(Nums=Array(list(_labels(parts.pagination))))
        bookmarks = [(b, self._to(index, b.point)) for b, index in _bookmarks(parts)]
        if bookmarks:
            root.Outlines = write_outline(self._pdf, bookmarks)

    # --- pages

    def open(self, chapter: ChapterPdf) -> None:
        """Open a chapter that will be added after others.

        It is not copied yet: the numbers of objects, and with them the file's bytes,
        follow the order in which chapters are added.
        """
        if not self._known:
            self._opened[chapter.content] = _opened(chapter)

    def add(self, added: Added) -> None:
        """Add the next chapter."""
        joined = self._known.get(added.identity) or self._join(added)
        self._joined.append(joined)
        self._pages += joined.pages

    def _join(self, added: Added) -> _Joined:
        """Copy a chapter's pages into the file; only their places are still free."""
        chapter, margins, placed = added.chapter, added.margins, added.placed
        source = self._opened.pop(chapter.content, None) or _opened(chapter)
        heads = _opened(margins)
        own, drawn = pages_of(source), pages_of(heads)
        pages = [
            self._blank_page(drawn[0])
            if at.number is None
            else self._pdf.copy_foreign(own[at.number])
            for at in placed
        ]
        self._pages_copied += len(pages)
        for page in pages:
            self._bound(page)
        fonts_of = [
            *self._share_resources(pages, chapter.facts.fonts),
            *self._draw_heads(pages, drawn, margins.facts.fonts),
        ]
        bodies = []
        for place, (page, at) in enumerate(zip(pages, placed, strict=True)):
            if at.number is None:
                continue
            wanted = margins.facts.text_lefts[place]
            shift = short(wanted - chapter.facts.text_lefts[at.number])
            if shift:
                self._shifts[len(self._pages) + place] = shift
                shift_page(self._pdf, page, shift)
            bodies.append((page, shift))
        if not self._is_looked_at:
            self._add_structure(source, bodies)
        ends = {len(pages) - len(bodies), len(pages) - 1}
        return _Joined(
            added=added,
            pages=tuple(pages),
            fonts_of=tuple(fonts_of),
            joints={place: _digest(pages[place]) for place in sorted(ends)},
            looks=looks_of(pages) if self._is_looked_at else (),
        )

    def _blank_page(self, like: Object) -> Object:
        page = Dictionary(Type=Name.Page, Resources=Dictionary())
        for key in _KEPT_OF_A_PAGE:
            if key in like:
                page[key] = Array([*like[key].as_list()])
        page.Contents = Stream(self._pdf, _DRAW_HEADS)
        return self._pdf.make_indirect(page)

    def _bound(self, page: Object) -> None:
        """Say how far ink reaches: WeasyPrint 70 says ten points at most."""
        if self.page_geometry.paper_edge:
            trim = PdfBox(*(float(side) for side in page.TrimBox.as_list()))
            bleed = trim.grown(float(self.page_geometry.bleed))
            page.BleedBox = Array([*bleed])

    def _share_resources(
        self, pages: Sequence[Object], fonts: Iterable[FontFacts]
    ) -> Iterator[_FontsOf]:
        """Put the book's faces and colours in the place of a chapter's.

        All pages of a chapter have the same resources.
        """
        resources = next((p.Resources for p in pages if Name.Font in p.Resources), None)
        if resources is not None:
            yield self._share(resources, fonts)

    def _share(self, resources: Object, fonts: Iterable[FontFacts]) -> _FontsOf:
        resources.ColorSpace[_COLOURS] = self._colours
        for form in resources.get(Name.XObject, Dictionary()).values():
            group = form.get(Name.Group, Dictionary())
            if isinstance(group.get(Name.CS), Array):
                group.CS = self._colours
        return resources, fonts

    def _fill_shelf(self, parts: Parts) -> None:
        drawn = (*parts.chapters, *parts.margins)
        everywhere = (font for part in drawn for font in part.facts.fonts)
        shelf = FontShelf(self._pdf, everywhere, parts.program_by_digest, self._shelf)
        for joined in self._joined:
            for resources, fonts in joined.fonts_of:
                for font in fonts:
                    # Groups name the same dictionary of faces.
                    resources.Font[f"/{font.name}"] = shelf.dictionary(font)
        if self._is_looked_at:
            self._shelf = shelf

    def _draw_heads(
        self,
        pages: Sequence[Object],
        heads: Sequence[Object],
        fonts: Sequence[FontFacts],
    ) -> Iterator[_FontsOf]:
        forms = [self._form(page) for page in heads]
        if forms:
            resources = self._pdf.copy_foreign(heads[0].Resources)
            yield self._share(resources, fonts)
            for form in forms:
                form.Resources = resources
        for page, form in zip(pages, forms, strict=True):
            own = dict(page.Resources.items())
            drawn = dict(own.get("/XObject", Dictionary()).items())
            own["/XObject"] = Dictionary({**drawn, _HEADS: form})
            page.Resources = Dictionary(own)

    def _form(self, page: Object) -> Object:
        content = page.Contents
        form = Stream(self._pdf, content.read_raw_bytes())
        for key in (Name.Filter, Name.DecodeParms):
            if key in content:
                form[key] = content[key]
        form.Type = Name.XObject
        form.Subtype = Name.Form
        form.BBox = Array([*page.MediaBox.as_list()])
        return form

    # --- the structure

    def _add_structure(
        self, source: Pdf, pages: Sequence[tuple[Object, float]]
    ) -> None:
        """Add the structure of a chapter, whose pages come with their shifts."""
        tree = self._tree
        key = tree.next_key
        structure = self._pdf.copy_foreign(
            source.make_indirect(source.Root.StructTreeRoot)
        )
        for kid in structure.K[0].K:
            kid.P = self._document
            tree.kids.append(kid)
        holders = structure.ParentTree.Nums
        # A chapter's own keys have holes: links that were joined are gone.
        key_by_own: dict[int, int] = {}
        for number in range(len(holders) // 2):
            key_by_own[int(holders[2 * number])] = key + number
            tree.holders += [key + number, holders[2 * number + 1]]
        for page, shift in pages:
            page.StructParents = key_by_own[int(page.StructParents)]
            for annotation in page.get(Name.Annots, ()):
                annotation.StructParent = key_by_own[int(annotation.StructParent)]
                if Name.Dest in annotation:
                    self._linked.add(str(annotation.Dest))
            if shift:
                held = tree.holders[2 * int(page.StructParents) + 1]
                shift_pictures(held, shift)
        names = structure.get(Name.IDTree, Dictionary()).get(Name.Names, Array())
        for place in range(0, len(names), 2):
            tree.element_by_name.append((bytes(names[place]), names[place + 1]))

    def _structure(self) -> Object:
        tree = self._tree
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.RoleMap = Dictionary({f"/{k}": Name(f"/{v}") for k, v in ROLES.items()})
        self._document.P = root
        self._document.K = Array(tree.kids)
        root.K = Array([self._document])
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(tree.holders)))
        root.ParentTreeNextKey = tree.next_key
        if tree.element_by_name:
            names = sorted(tree.element_by_name, key=lambda named: named[0])
            flat = [part for name, kid in names for part in (String(name), kid)]
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(flat)))
        return root

    # --- where things lead to

    def _page(self, index: int) -> Object:
        return self._pages[index]

    def _to(self, index: int, point: Point) -> Object:
        """A place on a page, at the zoom that the reader has."""
        left, top = point[0] + self._shifts.get(index, 0.0), point[1]
        return Array([self._page(index), Name.XYZ, short(left), short(top), 0])

    def _destinations(self, parts: Parts) -> Object:
        """Names for all ids, sorted as a name tree must be."""
        places: dict[str, Object] = {}
        first_page_by_chapter: dict[int, int] = {}
        for index, page in _bodies(parts):
            first_page_by_chapter.setdefault(page.chapter, index)
            facts = parts.chapters[page.chapter].facts.pages[page.number or 0]
            for name, point in facts.anchors.items():
                if parts.pagination.page_by_anchor[name] == index:
                    places[name] = self._to(index, point)
        for name in self._linked - places.keys():
            # What is not shown has its chapter's beginning.
            chapter = parts.chapter_by_id[name]
            index = first_page_by_chapter[chapter]
            top = parts.chapters[chapter].facts.pages[0].height
            places[name] = self._to(index, (0, top))
        flat: list[Object] = []
        for name in sorted(places, key=lambda name: bytes(String(name))):
            flat += [String(name), places[name]]
        return Dictionary(Names=Array(flat))


def _bodies(parts: Parts) -> Iterator[tuple[int, BookPage]]:
    """The pages of chapters, blank ones left out, with their places in the book."""
    for index, page in enumerate(parts.pagination.pages):
        if page.number is not None:
            yield index, page


def _bookmarks(parts: Parts) -> Iterator[tuple[Bookmark, int]]:
    for index, page in _bodies(parts):
        facts = parts.chapters[page.chapter].facts.pages[page.number or 0]
        for bookmark in facts.bookmarks:
            yield bookmark, index


def _labels(pagination: Pagination) -> Iterator[Object | int]:
    """PDF 1.7, 12.4.2: the style and the first number of each range.

    The file has no style for other digits and letters: such a label is a prefix.
    """
    start = pagination.body_start
    if pagination.folios != LATIN_FOLIOS:
        for index, page in enumerate(pagination.pages):
            yield index
            yield Dictionary(P=String(page.label))
        return
    if start != 0:
        yield 0
        yield Dictionary(S=Name.D if start is None else Name.r)
    if start is not None:
        yield start
        yield Dictionary(S=Name.D, St=1)
