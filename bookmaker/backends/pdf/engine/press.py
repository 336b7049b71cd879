"""Get the parts of a book: from the store where they are there, else from the workers.

What comes in: jobs. What goes out: laid-out chapters, margins, a shell. A part is found
by the digest of all that it is made of; the files that it read are compared too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from bookmaker.backends.pdf.engine.jobs import Job, digest_copy
from bookmaker.backends.pdf.engine.pagination import Pagination
from bookmaker.backends.pdf.engine.versions import engine_versions
from bookmaker.backends.pdf.engine.workers import Failure, Task, Workers
from bookmaker.backends.pdf.facts import Chapter, ChapterFacts, unpack_chapter
from bookmaker.backends.pdf.orders import Margin
from bookmaker.diagnostics.catalog.printing import ChapterNotLaidOut
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan
from bookmaker.store import Store
from bookmaker.timings import Timings
from bookmaker.workspace import RefusedFileError, Workspace

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A part that is wanted."""

    key: str
    task: Task
    weight: int
    """What there is of it, in any measure: the heaviest are begun first."""
    title: str = ""
    span: SourceSpan | None = None


@dataclass(slots=True)
class Press:
    """Lays out, with what is in the store."""

    fonts: str
    """The digest of the font files."""
    workers: Workers
    store: Store
    workspace: Workspace
    timings: Timings
    progress: Told
    _digest_by_path: dict[str, str | None] = field(default_factory=dict)

    def lay_out(
        self, jobs: Mapping[int, Job], labels: Mapping[int, Mapping[str, str]]
    ) -> dict[int, Chapter]:
        """Lay out chapters, by their numbers, with the page numbers that they print."""
        forme = self._digest(self.workers.forme.sheet)
        orders = []
        for number, job in jobs.items():
            copy = job.copy(labels[number])
            orders.append(
                _Order(
                    key=digest_copy(copy, forme),
                    task=copy,
                    weight=len(copy.markup),
                    title=job.title,
                    span=job.span,
                )
            )
        made = self._chapters(orders, "laying out the pages", "chapters")
        return dict(zip(jobs, made, strict=True))

    def draw_margins(
        self, chapters: Sequence[ChapterFacts], pagination: Pagination
    ) -> list[Chapter]:
        """Draw the heads and folios of each chapter's pages."""
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
        forme = self._digest(self.workers.forme.head_sheet, self.workers.forme.language)
        counts_all = "counter(pages" in self.workers.forme.head_sheet
        orders = [
            _Order(
                key=_digest_margins(group, forme, counts_all=counts_all),
                task=tuple(group),
                weight=len(group),
            )
            for group in margins
        ]
        stage = "drawing heads and folios"
        return self._chapters(orders, stage, "chapters' heads and folios")

    def write_shell(self, head: str) -> bytes:
        """Write a file with the book's metadata, from the markup of its head."""
        key = self._digest(self.workers.forme.language, head)
        order = _Order(key=key, task=head, weight=1)
        return self._packed([order], lambda _packed: True, "", "shells")[0]

    def labels_before(self, job: Job) -> dict[str, str]:
        """The page numbers that a chapter printed when it was last laid out."""
        kept = self.store.find(self._labels_key(job)) if job.references else None
        return {} if kept is None else dict(json.loads(kept))

    def keep_labels(self, job: Job, labels: Mapping[str, str]) -> None:
        """Remember them for the next build."""
        if job.references and labels != self.labels_before(job):
            self.store.keep(self._labels_key(job), json.dumps(dict(labels)).encode())

    def _labels_key(self, job: Job) -> str:
        return digest_copy(job.copy({}), "labels")

    def _digest(self, *parts: str) -> str:
        all_parts = (engine_versions(), self.fonts, self.workers.forme.base, *parts)
        return hashlib.sha256("\0".join(all_parts).encode()).hexdigest()

    def _chapters(
        self, orders: Sequence[_Order], stage: str, what: str
    ) -> list[Chapter]:
        read: dict[bytes, Chapter] = {}

        def is_good(packed: bytes) -> bool:
            read[packed] = unpack_chapter(packed)
            return self._has_same_files(read[packed].facts.files)

        return [
            read.get(packed) or unpack_chapter(packed)
            for packed in self._packed(orders, is_good, stage, what)
        ]

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

    def _packed(
        self,
        orders: Sequence[_Order],
        is_good: Callable[[bytes], bool],
        stage: str,
        what: str,
    ) -> list[bytes]:
        parts = [self.store.find(order.key) for order in orders]
        missing = [
            number
            for number, packed in enumerate(parts)
            if packed is None or not is_good(packed)
        ]
        found = len(orders) - len(missing)
        self.timings.count(what, made=len(missing), found=found)
        missing.sort(key=lambda number: -orders[number].weight)
        failed: list[ChapterNotLaidOut] = []
        results = self.workers.run([orders[number].task for number in missing])
        for done, (place, result) in enumerate(results, start=1):
            order = orders[missing[place]]
            if isinstance(result, Failure):
                failed.append(
                    ChapterNotLaidOut(
                        title=order.title, reason=result.reason, span=order.span
                    )
                )
                continue
            parts[missing[place]] = result
            self.store.keep(order.key, result)
            self.progress(f"{stage} ({done} of {len(missing)} chapters)")
        if failed:
            raise ManuscriptError(*failed)
        return [packed for packed in parts if packed is not None]


def _digest_margins(margins: Sequence[Margin], forme: str, *, counts_all: bool) -> str:
    """The name of margins by what they show; the number of all pages seldom counts."""
    shown = [asdict(margin) for margin in margins]
    for margin in shown:
        margin["index"] = min(margin["index"], 1)
        if not counts_all:
            del margin["pages"]
    return hashlib.sha256((forme + json.dumps(shown)).encode()).hexdigest()
