"""Lay out a galley: chapters in parallel, kept, drawn their heads, joined.

What comes in: a galley, its sheet and its fonts. What goes out: the PDF and what layout
knows of its pages. Page numbers come last: chapters know nothing of their own, and
those that print others' are laid out again until the numbers settle.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from bookmaker.backends.line_meter import SetLine, SetPage
from bookmaker.backends.pdf.engine.font_programs import differing_texts
from bookmaker.backends.pdf.engine.jobs import Job, part_galley
from bookmaker.backends.pdf.engine.merge import (
    Added,
    Merged,
    Parts,
    PdfAssembler,
    merge,
    pages_by_chapter,
)
from bookmaker.backends.pdf.engine.page_map_entries import map_pages
from bookmaker.backends.pdf.engine.pagination import Pagination, paginate
from bookmaker.backends.pdf.engine.part_cache import (
    OnWaiting,
    PartCache,
    PartMemory,
    nothing_while_waiting,
)
from bookmaker.backends.pdf.engine.workers import Workers
from bookmaker.backends.pdf.facts import ChapterPdf, DrawnPage, EngineMessage
from bookmaker.backends.pdf.galley import Galley
from bookmaker.backends.pdf.geometry import PageGeometry, Side, side_of
from bookmaker.backends.pdf.overruns import Overrun
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics.catalog.printing import UnsettledPageNumbers
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.folios import LATIN_FOLIOS, Folios
from bookmaker.document.page_map import PageMap
from bookmaker.fonts.static_faces import FontSet
from bookmaker.system.workspace import Workspace

_MOST_ROUNDS = 4
"""How often chapters are laid out for the sake of the page numbers that they print. A
book whose numbers have not settled by then swings between two states: a longer number
takes a line to the next page, which makes the number shorter again."""


@dataclass(frozen=True, slots=True)
class LaidOutChapter:
    """A chapter's pages in the book."""

    leaves: int
    """How many divisions it holds."""
    pages: tuple[int, ...]
    """The pages of the book that are its own, counted from 0, without blank ones."""
    digest: str
    """Of what is drawn on its pages and what the glyphs stand for."""
    drawn: tuple[DrawnPage, ...] = ()
    """What was written on each of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A laid-out book."""

    merged: Merged
    chapters: tuple[LaidOutChapter, ...]
    page_map: PageMap
    page_by_anchor: Mapping[str, int]
    """On which page, counted from 0, each id stands."""
    messages: tuple[EngineMessage, ...]
    overruns: tuple[Overrun, ...]
    folios: Folios = LATIN_FOLIOS
    set_pages: tuple[SetPage, ...] = ()
    """The pages with their lines; none where they were not measured."""


def lay_out(
    galley: Galley,
    page: PageGeometry,
    fonts: FontSet,
    workers: Workers,
    workspace: Workspace,
    services: BuildServices,
    memory: PartMemory | None = None,
    *,
    division_break: str | None = None,
) -> LaidOut:
    """Lay out the pages with workers that have been given the book's layout style.

    Parts that are in `memory` are not unpacked again. `division_break` stands in for
    the value of `--break-division` in the sheet: chapters that differ in nothing else
    are laid out once.

    Raises `ToolError` where a system library is missing, and `ManuscriptError` where a
    chapter cannot be laid out or page numbers do not settle.
    """
    jobs = part_galley(galley)
    cache = PartCache(
        workers=workers,
        store=services.store,
        workspace=workspace,
        timings=services.timings,
        progress=services.progress,
        memory=memory or PartMemory(),
    )
    with services.timings.measure("lay out"):
        shell = cache.find_shell(_head(galley.root))
        begun = _PartialFile(
            cache,
            page,
            galley.body_start,
            _first_side(galley),
            services.is_looked_at,
            division_break,
            galley.folios,
        )
        if shell is not None:
            begun.begin(shell)
        chapters, pagination = _settle(cache, jobs, begun)
    with services.timings.measure("heads"):
        margins = cache.draw_margins([c.facts for c in chapters], pagination)
        joiner = begun.joiner or begun.begin(cache.write_shell(_head(galley.root)))
    with services.timings.measure("merge"):
        merged = merge(
            Parts(
                chapters=chapters,
                margins=margins,
                pagination=pagination,
                chapter_by_id={
                    name: number for number, job in enumerate(jobs) for name in job.ids
                },
                program_by_digest=fonts.content_by_digest,
            ),
            joiner,
        )
    cache.remember()
    begun.remember()
    parts = (*chapters, *margins)
    for part in parts:
        for path, digest in part.facts.files.items():
            if digest is not None:
                workspace.read_elsewhere(path, digest)
    facts = [chapter.facts for chapter in chapters]
    return LaidOut(
        merged=merged,
        chapters=tuple(_chapters(jobs, chapters, pagination)),
        page_map=map_pages(facts, [job.leaves for job in jobs], pagination.pages),
        page_by_anchor=pagination.page_by_anchor,
        messages=tuple(
            dict.fromkeys(message for part in parts for message in part.facts.messages)
        ),
        overruns=tuple(_overruns(chapters, pagination)),
        folios=pagination.folios,
        set_pages=tuple(_set_pages(jobs, chapters, pagination))
        if workers.layout_style.measures_lines
        else (),
    )


@dataclass(slots=True)
class _PartialFile:
    """The file as far as it can be joined while chapters are still laid out."""

    cache: PartCache
    page: PageGeometry
    body_start: str | None
    first_side: Side
    is_looked_at: bool
    division_break: str | None
    folios: Folios
    joiner: PdfAssembler | None = None
    """`None` before there is a shell."""

    def begin(self, shell: bytes) -> PdfAssembler:
        """Begin the file, or again that of the build before."""
        known = self.cache.memory.assembler
        if known is None or known.shell != shell or known.page_geometry != self.page:
            self.cache.memory.assembler = None
            known = PdfAssembler(shell, self.page, is_looked_at=self.is_looked_at)
        known.begin_again()
        self.joiner = known
        return known

    def remember(self) -> None:
        """Let the next build go on with the file, if only the eye looks at it."""
        is_usable = self.is_looked_at and self.joiner and not self.joiner.is_worn_out
        self.cache.memory.assembler = self.joiner if is_usable else None

    def place(self, chapters: Iterable[ChapterPdf]) -> Pagination:
        """Place the pages of the first chapters, or of all."""
        facts = [chapter.facts for chapter in chapters]
        return paginate(
            facts, self.body_start, self.first_side, self.division_break, self.folios
        )

    def go_on(self, found: Sequence[ChapterPdf | None]) -> Iterator[None]:
        """Join what stands before the first chapter that is still laid out.

        What stands after it is opened.
        """
        known = [c for c in itertools.takewhile(bool, found) if c is not None]
        if self.joiner is None:
            return
        pagination = self.place(known)
        margins = self.cache.find_margins([c.facts for c in known], pagination)
        for added in map(Added, known, margins, pages_by_chapter(pagination)):
            self.joiner.add(added)
            yield
        for chapter in found[len(known) :]:
            if chapter is not None:
                self.joiner.open(chapter)
                yield


def _settle(
    cache: PartCache, jobs: Sequence[Job], begun: _PartialFile
) -> tuple[list[ChapterPdf], Pagination]:
    """Lay out all chapters, some again for their page numbers' sake."""
    before = {n: cache.labels_before(job) for n, job in enumerate(jobs)}
    labels: Mapping[int, Mapping[str, str]] = before
    wanted: Mapping[int, Job] = dict(enumerate(jobs))
    chapters: dict[int, ChapterPdf] = {}
    ahead: OnWaiting = begun.go_on
    for _ in range(_MOST_ROUNDS):
        chapters |= cache.lay_out(wanted, labels, ahead)
        ahead = nothing_while_waiting
        in_order = [chapters[number] for number in range(len(jobs))]
        pagination = begun.place(in_order)
        known = pagination.labels()
        right = {
            n: {t: known[t] for t in job.targets if t in known}
            for n, job in enumerate(jobs)
        }
        wanted = {n: job for n, job in enumerate(jobs) if labels[n] != right[n]}
        labels = right
        if not wanted:
            for number, job in enumerate(jobs):
                if labels[number] != before[number]:
                    cache.keep_labels(job, labels[number])
            return in_order, pagination
    raise ManuscriptError(
        *(UnsettledPageNumbers(title=j.title, span=j.span) for j in wanted.values())
    )


def _chapters(
    jobs: Sequence[Job], chapters: Sequence[ChapterPdf], pagination: Pagination
) -> Iterator[LaidOutChapter]:
    texts = differing_texts([chapter.facts.fonts for chapter in chapters])
    pages: list[list[int]] = [[] for _ in chapters]
    for index, page in enumerate(pagination.pages):
        if page.number is not None:
            pages[page.chapter].append(index)
    for job, chapter, own, text in zip(jobs, chapters, pages, texts, strict=True):
        digest = hashlib.sha256(chapter.content)
        digest.update(text.encode())
        yield LaidOutChapter(
            job.leaves, tuple(own), digest.hexdigest(), chapter.facts.drawn
        )


def _first_side(galley: Galley) -> Side:
    return side_of("recto", galley.root.get("dir", "ltr"))


def _head(root: ElementTree.Element) -> str:
    return "".join(ElementTree.tostring(part, "unicode") for part in root[0])


def _set_pages(
    jobs: Sequence[Job], chapters: Sequence[ChapterPdf], pagination: Pagination
) -> Iterator[SetPage]:
    """The pages with their lines, whose divisions are counted through the book."""
    first_leaves = (0, *itertools.accumulate(job.leaves for job in jobs))
    for index, page in enumerate(pagination.pages):
        lines: tuple[SetLine, ...] = ()
        if page.number is not None:
            lines = chapters[page.chapter].facts.pages[page.number].lines
        before = first_leaves[page.chapter]
        yield SetPage(
            index=index,
            label=page.label,
            side=page.side,
            chapter=page.chapter,
            lines=tuple(
                replace(line, division=line.division + before) for line in lines
            ),
        )


def _overruns(
    chapters: Sequence[ChapterPdf], pagination: Pagination
) -> Iterator[Overrun]:
    for index, page in enumerate(pagination.pages):
        if page.number is not None:
            facts = chapters[page.chapter].facts.pages[page.number]
            yield from (Overrun(index, words) for words in facts.off_page)
