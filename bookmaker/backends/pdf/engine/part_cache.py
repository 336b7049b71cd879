"""Get the parts of a book: from the store where they are there, else from the workers.

What comes in: jobs. What goes out: laid-out chapters, margins, a shell. A part is found
by the digest of all that it is made of; the files that it read, and the faces that it
is set in, are compared too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookmaker.backends.pdf.engine.jobs import Job, parts_of
from bookmaker.backends.pdf.engine.merge import PdfAssembler
from bookmaker.backends.pdf.engine.pagination import Pagination
from bookmaker.backends.pdf.engine.workers import Failure, Task, Workers, has_faces_of
from bookmaker.backends.pdf.facts import ChapterFacts, ChapterPdf, unpack_chapter
from bookmaker.backends.pdf.orders import ChapterMarkup, Margin
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import ChapterNotLaidOut
from bookmaker.diagnostics.catalog.validators import PagesUnchecked
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan
from bookmaker.system.store import Key, Store, key_of
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import RefusedFileError, Workspace

_ELEMENTS_A_SECOND = 5_000
"""More than any machine lays out; WeasyPrint sets some hundreds."""
_TOO_LONG = Failure("takes too long", is_of_time=True)
Progress = Callable[[str], None]
OnWaiting = Callable[[Sequence[ChapterPdf | None]], Iterator[None]]
"""Goes on with the chapters that were found, `None` standing for those that are still
laid out."""


def nothing_while_waiting(_found: Sequence[ChapterPdf | None]) -> Iterator[None]:
    """Go on with nothing."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A part that is wanted."""

    key: Key
    task: Task
    weight: int
    """What there is of it, in any measure: the heaviest are begun first."""
    title: str = ""
    span: SourceSpan | None = None


@dataclass(slots=True)
class PartMemory:
    """The parts of the build before, for a backend that stays open."""

    part_by_key: Mapping[str, ChapterPdf] = field(default_factory=dict)
    assembler: PdfAssembler | None = None
    """The file of the build before, where it can be gone on with."""


@dataclass(slots=True)
class PartCache:
    """Lays out, with what is in the store or in memory."""

    workers: Workers
    store: Store
    workspace: Workspace
    timings: Timings
    progress: Progress
    memory: PartMemory = field(default_factory=PartMemory)
    _digest_by_path: dict[str, str | None] = field(default_factory=dict)
    _found_by_key: dict[str, ChapterPdf] = field(default_factory=dict)

    def remember(self) -> None:
        """Let the next build find the parts of this one in memory, and no others."""
        self.memory.part_by_key = self._found_by_key

    def lay_out(
        self,
        jobs: Mapping[int, Job],
        labels: Mapping[int, Mapping[str, str]],
        ahead: OnWaiting = nothing_while_waiting,
    ) -> dict[int, ChapterPdf]:
        """Lay out chapters, by their numbers, with the page numbers that they print."""
        style = self.workers.layout_style
        sheet = style.sheet
        kind = "measured chapter" if style.measures_lines else "chapter"
        if style.composes_lines:
            planned = "planned " if style.plans_pages else ""
            kind = f"{planned}composed {style.letter_fit} {kind}"
        kind = f"named {kind}" if style.names_elements else kind
        orders = []
        for number, job in jobs.items():
            copy = job.fill_page_numbers(labels[number])
            orders.append(
                _Order(
                    key=self._key(kind, sheet, *parts_of(copy)),
                    task=copy,
                    weight=len(copy.markup),
                    title=job.title,
                    span=job.span,
                )
            )
        made = self._chapters(orders, "laying out the pages", "chapters", ahead)
        return dict(zip(jobs, made, strict=True))

    def draw_margins(
        self, chapters: Sequence[ChapterFacts], pagination: Pagination
    ) -> list[ChapterPdf]:
        """Draw the heads and folios of each chapter's pages."""
        orders = self._orders_of_margins(chapters, pagination)
        stage = "drawing heads and folios"
        return self._chapters(orders, stage, "chapters' heads and folios")

    def find_margins(
        self, chapters: Sequence[ChapterFacts], pagination: Pagination
    ) -> Iterator[ChapterPdf]:
        """Those that are kept, up to the first that is not."""
        for order in self._orders_of_margins(chapters, pagination):
            found = self._find(order)
            if found is None:
                return
            yield found

    def _orders_of_margins(
        self, chapters: Sequence[ChapterFacts], pagination: Pagination
    ) -> list[_Order]:
        margins: list[list[Margin]] = [[] for _ in chapters]
        total = len(pagination.pages)
        for index, page in enumerate(pagination.pages):
            chapter = chapters[page.chapter]
            facts = None if page.number is None else chapter.pages[page.number]
            margins[page.chapter].append(
                Margin(
                    side=page.side,
                    is_blank=facts is None or facts.is_blank,
                    draws_page=facts is None,
                    name="" if facts is None else facts.name,
                    index=index,
                    groups=() if facts is None else facts.groups,
                    folio=page.folio,
                    pages=total,
                    before=page.before,
                    strings={} if facts is None else facts.strings,
                )
            )
        layout_style = self.workers.layout_style
        counts_all = "counter(pages" in layout_style.head_sheet
        return [
            _Order(
                key=self._key(
                    "margins",
                    layout_style.head_sheet,
                    layout_style.language,
                    _shown(group, counts_all=counts_all),
                ),
                task=tuple(group),
                weight=len(group),
            )
            for group in margins
        ]

    def find_shell(self, head: str) -> bytes | None:
        """The file that `write_shell` would write, where it is kept."""
        found = self.store.find(self._shell_key(head))
        self.timings.count("shells", made=found is None, found=found is not None)
        return found

    def write_shell(self, head: str) -> bytes:
        """Write a file with the book's metadata, from the markup of its head."""
        order = _Order(key=self._shell_key(head), task=head, weight=1)
        return self._make([order], "", iter(()))[0]

    def _shell_key(self, head: str) -> Key:
        return self._key("shell", self.workers.layout_style.language, head)

    def labels_before(self, job: Job) -> dict[str, str]:
        """The page numbers that a chapter printed when it was last laid out."""
        kept = self.store.find(self._labels_key(job)) if job.references else None
        try:
            return {} if kept is None else dict(json.loads(kept))
        except (TypeError, ValueError):
            return {}

    def keep_labels(self, job: Job, labels: Mapping[str, str]) -> None:
        """Remember them for the next build."""
        self.store.keep(self._labels_key(job), json.dumps(dict(labels)).encode())

    def _labels_key(self, job: Job) -> Key:
        return key_of("labels", *parts_of(job.fill_page_numbers({})))

    def _key(self, kind: str, *parts: str | bytes) -> Key:
        """The name of a part; what all parts of a book share belongs to it."""
        layout_style = self.workers.layout_style
        faces = " ".join(sorted(layout_style.faces.values()))
        return key_of(kind, faces, layout_style.base, *parts)

    def _chapters(
        self,
        orders: Sequence[_Order],
        stage: str,
        what: str,
        ahead: OnWaiting = nothing_while_waiting,
    ) -> list[ChapterPdf]:
        found = [self._find(order) for order in orders]
        missing = [order for order, f in zip(orders, found, strict=True) if f is None]
        count = len(orders) - len(missing)
        self.timings.count(what, made=len(missing), found=count)
        made_by_place: dict[int, ChapterPdf] = {}
        pages = sum(len(chapter.facts.pages) for chapter in found if chapter)

        def take(place: int, packed: bytes) -> str:
            nonlocal pages
            chapter = made_by_place[place] = unpack_chapter(packed)
            self._found_by_key[missing[place].key] = chapter
            pages += len(chapter.facts.pages)
            done = count + len(made_by_place)
            return f"chapter {done} of {len(orders)}, {pages} pages so far"

        self._make(missing, stage, ahead(found), take)
        made = iter(made_by_place[place] for place in range(len(missing)))
        return [f or next(made) for f in found]

    def _find(self, order: _Order) -> ChapterPdf | None:
        """What is kept, if it was made of the files that there are."""
        if order.key not in self._found_by_key:
            found = self.memory.part_by_key.get(order.key) or self._kept(order.key)
            if found is None or not self._is_usable(found):
                return None
            self._found_by_key[order.key] = found
        return self._found_by_key[order.key]

    def _kept(self, key: Key) -> ChapterPdf | None:
        """A chapter that was kept, if it is one."""
        packed = self.store.find(key)
        try:
            return None if packed is None else unpack_chapter(packed)
        except ValueError:
            return None

    def _is_usable(self, chapter: ChapterPdf) -> bool:
        """Whether a chapter is made of the book's files and set in its faces."""
        same_files = self._has_same_files(chapter.facts.files)
        return same_files and has_faces_of(self.workers.layout_style, chapter)

    def _has_same_files(self, files: Mapping[str, str | None]) -> bool:
        return all(self._digest_of(path) == digest for path, digest in files.items())

    def _digest_of(self, path: str) -> str | None:
        if path not in self._digest_by_path:
            try:
                content = self.workspace.read(path)
            except RefusedFileError:
                self._digest_by_path[path] = None
            else:
                self._digest_by_path[path] = hashlib.sha256(content).hexdigest()
        return self._digest_by_path[path]

    def _make(
        self,
        orders: Sequence[_Order],
        stage: str,
        meanwhile: Iterator[None],
        take: Callable[[int, bytes], str] = lambda _place, _packed: "",
    ) -> list[bytes]:
        """Have parts made and keep them; the heaviest are begun first.

        `take` is given each part with its place when it is made, and says how far the
        work is; without a stage nothing is reported. Raises `ManuscriptError` with all
        that could not be made.
        """
        hopeless = [
            place for place, order in enumerate(orders) if self._takes_too_long(order)
        ]
        failed = [self._problem_of(orders[place], _TOO_LONG) for place in hopeless]
        rest = set(range(len(orders))).difference(hopeless)
        heaviest = sorted(rest, key=lambda place: (-orders[place].weight, place))
        made: dict[int, bytes] = {}
        tasks = [orders[place].task for place in heaviest]
        results = self.workers.run(tasks, self.workspace, meanwhile)
        for done, (number, result) in enumerate(results, start=1):
            place = heaviest[number]
            order = orders[place]
            if isinstance(result, Failure):
                failed.append(self._problem_of(order, result))
                continue
            made[place] = result
            self.store.keep(order.key, result)
            how_far = take(place, result) or f"{done} of {len(orders)}"
            if stage:
                self.progress(f"{stage}: {how_far}")
        if failed:
            raise ManuscriptError(*failed)
        return [made[place] for place in range(len(orders))]

    def _takes_too_long(self, order: _Order) -> bool:
        """Whether a check need not even begin to lay out a chapter."""
        seconds = self.workers.limits.work_seconds
        if seconds is None or not isinstance(order.task, ChapterMarkup):
            return False
        return order.task.markup.count(b"</") > seconds * _ELEMENTS_A_SECOND

    def _problem_of(self, order: _Order, failure: Failure) -> Diagnostic:
        seconds = self.workers.limits.work_seconds
        if failure.is_of_time and seconds is not None:
            return PagesUnchecked(title=order.title, seconds=seconds, span=order.span)
        return ChapterNotLaidOut(
            title=order.title, reason=failure.reason, span=order.span
        )


def _shown(margins: Sequence[Margin], *, counts_all: bool) -> str:
    """What margins show; the number of all pages seldom counts."""
    shown = (
        replace(m, index=min(m.index, 1), pages=m.pages if counts_all else 0)
        for m in margins
    )
    return repr(list(shown))
