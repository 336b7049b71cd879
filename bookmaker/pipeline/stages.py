"""The story on one page: load, read, transform, render, write."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from bookmaker.backends import all_targets, in_build_order, load, target_of
from bookmaker.backends.protocol import Artifact, Backend
from bookmaker.backends.services import (
    CHECK_WORK_SECONDS,
    UNTRUSTED_LIMITS,
    BuildServices,
    Limits,
    cores,
)
from bookmaker.config.editions import config_of, find_edition
from bookmaker.config.load import Manuscript, load_draft, load_manuscript
from bookmaker.config.model import BookConfig, PrintConfig
from bookmaker.css.misspelt_classes import report_misspelt_classes
from bookmaker.css.own_tokens import report_own_tokens
from bookmaker.diagnostics import Diagnostic, Diagnostics, Severity
from bookmaker.diagnostics.catalog.manuscript import DatedByChange, EndlessChapter
from bookmaker.diagnostics.catalog.writing import NothingKept
from bookmaker.diagnostics.errors import ManuscriptError, ToolError
from bookmaker.document.book import Book
from bookmaker.images.soundness import check_pictures
from bookmaker.lint import switched_off
from bookmaker.pipeline.filters import apply_filter
from bookmaker.pipeline.leniency import TOLERATED
from bookmaker.pipeline.outputs import MadeEdition, free_targets, write_editions
from bookmaker.pipeline.planning import plan_editions
from bookmaker.pipeline.print_checks import check_print
from bookmaker.pipeline.records import digests_of, keep_record, parts_store
from bookmaker.pipeline.request import FORMATS, Outcome, Output, Request, WordsProven
from bookmaker.proof.completeness import check_proof
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.readers.readings import ReadingMemory
from bookmaker.system.last_change import LastChange
from bookmaker.system.store import Memo, Store
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import (
    MAX_FILE_BYTES,
    UNTRUSTED_FILE_BYTES,
    Environment,
    Workspace,
    near,
    why_unwritable,
)
from bookmaker.transforms import COMMON, Transform
from bookmaker.transforms.drop_unusable_pictures import drop_unusable_pictures
from bookmaker.transforms.mark_faults import mark_faults
from bookmaker.transforms.refuse_endless_paragraphs import refuse_endless_chapters
from bookmaker.transforms.select_chapters import select_chapters
from bookmaker.transforms.select_edition import has_conditions, select_edition
from bookmaker.xhtml.code_languages import report_languages_of_code
from bookmaker.xhtml.colouring import Colouring

__all__ = ["FORMATS", "Outcome", "Output", "Request", "build", "check", "read"]


def build(request: Request, targets: Mapping[str, Path]) -> Outcome:
    """Build one artifact for each edition (`epub`, `pdf`, `large-print`) at its path.

    An edition with errors of its own (or warnings, when strict) is not written, unless
    it is a draft; where the manuscript itself has some, none is.
    """
    with open_backends(request, targets) as backends:
        return build_with(backends, request, targets).outcome


def check(request: Request) -> Outcome:
    """Do everything but write: read, transform and render every edition.

    Unless the request has a limit of its own, a chapter whose layout takes long is left
    out with a note: a check answers in time.
    """
    if not request.target_by_edition:
        plan = plan_editions(request.manuscript, is_untrusted=request.is_untrusted)
        request = replace(request, target_by_edition=plan)
    with open_backends(request, request.target_by_edition) as backends:
        return build_with(backends, request, is_check=True).outcome


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build has made: the outcome, and each artifact by its edition."""

    outcome: Outcome
    artifact_by_edition: Mapping[str, Artifact]


def build_with(
    backends: Mapping[str, Backend],
    request: Request,
    targets: Mapping[str, Path] | None = None,
    *,
    memory: ReadingMemory | None = None,
    is_check: bool = False,
) -> BuildResult:
    """Build with backends that the caller has opened; without targets write nothing.

    With a `memory` of what was read, the backends keep their processes for another
    build. `is_check`: a chapter whose layout takes long is left out.
    """
    work = _load(request)
    work.memory = memory
    work.stays_open = memory is not None
    work.is_check = is_check
    with closing(work.colouring):
        _read(work, request, backends)
        taken = Diagnostics()
        free = {} if targets is None else free_targets(targets, request, taken)
        is_wanted = backends.keys() if targets is None else free.keys()
        wanted = {n: backend for n, backend in backends.items() if n in is_wanted}
        editions = _render(work, request, wanted)
    work.diagnostics.extend(taken)
    outputs: tuple[Output, ...] = ()
    sound = tuple(one for one in editions if one.name not in work.faults_by_edition)
    if targets is not None and sound:
        request.before_writing(work.outcome().sources)
        with work.timings.measure("write"):
            outputs = write_editions(sound, free, work.diagnostics)
        if len(outputs) == len(targets):
            keep_record(request, work.store, work.outcome(), editions)
    work.tell_of_the_store()
    faults = work.faults_by_edition if targets is not None else {}
    return BuildResult(
        replace(work.outcome(), outputs=outputs, faults_by_edition=faults),
        work.artifact_by_edition,
    )


def read(request: Request) -> Outcome:
    """Read the manuscript and apply the transforms that both editions share."""
    work = _load(request)
    _read(work, request, {})
    return work.outcome()


def read_as_written(request: Request) -> Outcome:
    """Read the manuscript and change nothing: the tree as the Markdown has it."""
    work = _load(request)
    if work.manuscript is not None and work.workspace is not None:
        work.book = read_manuscript(
            work.manuscript.config, work.workspace, work.diagnostics
        )
    return work.outcome()


@dataclass(frozen=True, slots=True)
class UnsavedReading:
    """What came of reading a manuscript that is being edited."""

    outcome: Outcome
    manuscript: Manuscript | None
    """`None` where the configuration has errors."""


def read_unsaved(
    request: Request, unsaved: Mapping[Path, bytes], memory: ReadingMemory
) -> UnsavedReading:
    """Read a manuscript as `read` does, some of its files as an editor has them.

    `unsaved` is by absolute path. Files that `memory` has are not read again, and the
    book has them in brief.
    """
    work = _load(request, unsaved)
    work.memory = memory
    _read(work, request, {})
    return UnsavedReading(work.outcome(), work.manuscript)


_NOTHING: Mapping[Path, bytes] = MappingProxyType({})


@dataclass(slots=True)
class _Work:
    """A manuscript on its way; without a `book` it cannot go on."""

    diagnostics: Diagnostics
    timings: Timings
    store: Store
    """What earlier builds have kept."""
    colouring: Colouring
    manuscript: Manuscript | None = None
    workspace: Workspace | None = None
    book: Book | None = None
    book_by_format: dict[str, Book] = field(default_factory=dict)
    """Where something is for one edition only: the book of each."""
    digest_by_config_file: dict[Path, str | None] = field(default_factory=dict)
    artifact_by_edition: dict[str, Artifact] = field(default_factory=dict)
    paged_by_name: dict[str, Artifact] = field(default_factory=dict)
    """Editions that were made for their pages alone."""
    faults_by_edition: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes of what forbids to write an edition, where the others may be sound."""
    stays_open: bool = False
    is_check: bool = False
    memory: ReadingMemory | None = None
    """The readings that a program keeps which reads a book after each edit."""

    missing_tool: ToolError | None = None
    """What an edition needed and the machine lacks."""
    dated_by: LastChange | None = None
    """What dates the editions, where no author says a date."""

    def must_stop(self, request: Request) -> bool:
        """Whether what was found so far forbids artifacts."""
        if self.book is None:
            return True
        return bool(_faults(self.diagnostics, request))

    def tell_of_the_store(self) -> None:
        """Say why nothing is kept for the next build, where that is so."""
        if self.store.trouble is not None:
            reason = why_unwritable(self.store.trouble)
            folder = str(near(self.store.folder or Path()))
            self.diagnostics.add(NothingKept(folder=folder, reason=reason))

    def outcome(self) -> Outcome:
        """What is known so far."""
        return Outcome(
            diagnostics=self.diagnostics.folded(),
            every_place=self.diagnostics,
            book=self.book,
            digest_by_source=self._digests(),
            timings=self.timings,
            missing_tool=self.missing_tool,
            dated_by=self.dated_by,
        )

    def _digests(self) -> dict[Path, str | None]:
        if self.manuscript is None or self.workspace is None:
            return {}
        root, read_files = self.manuscript.root, self.workspace.digest_by_file
        return self.digest_by_config_file | {
            root / path: read_files[path] for path in sorted(read_files)
        }


def _faults(found: Iterable[Diagnostic], request: Request) -> tuple[str, ...]:
    """The codes of those problems that forbid to write, each once; none in a draft."""
    if request.is_draft:
        return ()
    severities = {Severity.ERROR}
    if request.is_strict:
        severities.add(Severity.WARNING)
    codes = (one.code for one in found if one.severity in severities)
    return tuple(dict.fromkeys(codes))


def _load(request: Request, unsaved: Mapping[Path, bytes] = _NOTHING) -> _Work:
    """Load the configuration; without a manuscript the work cannot go on."""
    request.progress("reading")
    store = parts_store(request)
    work = _Work(Diagnostics(), Timings(), store, Colouring(store))
    load = load_draft if request.is_draft else load_manuscript
    try:
        manuscript = load(
            request.manuscript,
            work.diagnostics,
            is_untrusted=request.is_untrusted,
            unsaved=unsaved,
        )
    except ManuscriptError as error:
        work.diagnostics.extend(error.diagnostics)
        return work
    lint = manuscript.config.lint
    work.diagnostics.switch_off(switched_off(lint.off, lint.on))
    environment = request.environment
    config = _dated(manuscript.config, environment)
    if request.name is not None:
        config = replace(config, name=request.name)
    work.manuscript = replace(manuscript, config=config)
    if config.conventions.is_lenient:
        work.diagnostics.tolerate(*TOLERATED)
    work.digest_by_config_file = digests_of(manuscript.config_files)
    usual = UNTRUSTED_FILE_BYTES if request.is_untrusted else MAX_FILE_BYTES
    largest = int(_limit(request, request.largest_file, usual))
    overlay = {
        path.relative_to(manuscript.root).as_posix(): content
        for path, content in unsaved.items()
        if path.is_relative_to(manuscript.root)
    }
    work.workspace = Workspace(
        manuscript.root, environment, overlay=overlay, largest=largest
    )
    return work


@contextmanager
def open_backends(
    request: Request, editions: Iterable[str]
) -> Iterator[Mapping[str, Backend]]:
    """The backend of each edition, in the order built; those of a format share one."""
    names = tuple(editions)
    with ExitStack() as stack:
        backends = {}
        for target in in_build_order(request.target_of(name).name for name in names):
            backend = target.load_backend()
            stack.callback(backend.close)
            own = (name for name in names if request.target_of(name) == target)
            backends.update(dict.fromkeys(own, backend))
        yield backends


def _read(work: _Work, request: Request, backends: Mapping[str, Backend]) -> None:
    """Read and transform; backends get ready meanwhile.

    Without one the book is that of the first format.
    """
    if work.manuscript is None or work.workspace is None:
        return
    config = work.manuscript.config
    with work.timings.measure("read"):
        book = read_manuscript(
            config,
            work.workspace,
            work.diagnostics,
            work.store,
            work.timings,
            work.memory,
            checks_prose=work.is_check or request.checks_prose,
        )
    book = _dated_by_change(book, work, request.environment)
    services = _services(request, work)
    if backends and config.code.highlight and services.processes > 1:
        work.colouring.begin(book)
    is_ready: set[str] = set()
    for name, backend in backends.items():
        # Those of a format share a backend, which begins with the first of them.
        if (target := request.target_of(name).name) not in is_ready:
            is_ready.add(target)
            own = _config_of(config, name)
            backend.get_ready(own, work.workspace, services)
    for name in request.filters:
        request.progress(f"filtering by {name}")
        book = apply_filter(name, book, work.diagnostics)
    for own in [config, *(_config_of(config, name) for name in backends)]:
        report_misspelt_classes(book, own, work.workspace, work.diagnostics)
        report_own_tokens(own, work.workspace, work.diagnostics)
    report_languages_of_code(book, work.diagnostics)
    with work.timings.measure("transform"):
        formats = {request.target_of(name).name: None for name in backends}
        for paged in filter(None, [_paged_by(work, n, request) for n in backends]):
            formats[_with_paged(work, paged, request).target_of(paged).name] = None
        _transform(book, config, work, request, tuple(formats) or FORMATS[:1])


def _config_of(config: BookConfig, name: str) -> BookConfig:
    """The configuration of an edition."""
    edition = find_edition(config, name)
    return config if edition is None else config_of(config, edition)


def _transform(
    book: Book,
    config: BookConfig,
    work: _Work,
    request: Request,
    formats: tuple[str, ...],
) -> None:
    if has_conditions(book):
        # The same problem counts once, so both editions may tell it.
        for name in formats:
            names = target_of(name).condition_names
            own = select_edition(book, names, _known_conditions(), work.diagnostics)
            work.book_by_format[name] = _transformed(own, config, work, request)
        work.book = work.book_by_format[formats[0]]
    else:
        work.book = _transformed(book, config, work, request)


def _known_conditions() -> tuple[str, ...]:
    """What `when-format` may name: a book may be built for any target."""
    return tuple(name for target in all_targets() for name in target.condition_names)


def _transformed(book: Book, config: BookConfig, work: _Work, request: Request) -> Book:
    """Do what both editions share."""
    if work.workspace is None:
        return book
    for transform in COMMON:
        book = transform(book, config, work.diagnostics)
        is_refused = transform is refuse_endless_chapters and any(
            isinstance(found, EndlessChapter) for found in work.diagnostics
        )
        if is_refused and not request.is_draft:
            return book  # it is not built, and what comes next takes minutes
    memo = Memo(work.store, "sound pictures")
    unusable = check_pictures(book, work.workspace, work.diagnostics, memo)
    memo.save()
    book = drop_unusable_pictures(book, unusable)
    return mark_faults(book, work.diagnostics) if request.is_draft else book


_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an edition is dated by when nothing says a date: never the clock."""


def _dated(config: BookConfig, environment: Environment) -> BookConfig:
    """Fill in when the edition was last changed: equal input gives equal output."""
    metadata = config.metadata
    if metadata.modified is not None:
        return config
    if environment.epoch is not None:
        modified = datetime.fromtimestamp(environment.epoch, UTC)
    elif metadata.published is not None:
        modified = _midnight(metadata.published)
    else:
        return config  # what the files say is known when they have been read
    return replace(config, metadata=replace(metadata, modified=modified))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _dated_by_change(book: Book, work: _Work, environment: Environment) -> Book:
    """Date a book by its one file's metadata, or by the manuscript's last change."""
    find, workspace = environment.last_change, work.workspace
    if book.metadata.modified is not None or workspace is None:
        return book
    if book.metadata.published is not None:
        modified = _midnight(book.metadata.published)
        return replace(book, metadata=replace(book.metadata, modified=modified))
    files = {*work.digest_by_config_file}
    files.update(workspace.root / path for path in workspace.digest_by_file)
    change = find(workspace.root, files) if find is not None else None
    modified = _NO_DATE
    if change is not None:
        modified = datetime.fromtimestamp(change.seconds, UTC)
        file = change.file and change.file.relative_to(workspace.root).as_posix()
        found = DatedByChange(day=modified.date().isoformat(), file=file or "")
        work.diagnostics.add(found)
    work.dated_by = change
    return replace(book, metadata=replace(book.metadata, modified=modified))


def _render(
    work: _Work, request: Request, backends: Mapping[str, Backend]
) -> tuple[MadeEdition, ...]:
    """Render editions, unless what was found forbids them already."""
    if work.must_stop(request):
        return ()
    rendered = {}
    for name, backend in _with_paged_first(work, backends, request):
        target = request.target_of(name)
        is_plain = name == target.name
        label = target.label if is_plain else f"{target.label} “{name}”"
        request.progress(f"making the {label}")
        started = time.perf_counter()
        try:
            with _found_apart(work, name, request):
                artifact = _render_one(work, name, backend, request)
                proof = None
                if artifact is not None:
                    work.artifact_by_edition[name] = artifact
                    _check_print(work, name, artifact)
                    with work.timings.measure("prove"):
                        proof = _prove(label, artifact, work, request)
        except ToolError as error:
            if len(backends) == 1:
                raise
            work.missing_tool = work.missing_tool or error
            continue  # the others need no such library
        if artifact is not None:
            rendered[name] = MadeEdition(
                name=name,
                format=target.name,
                content=artifact.content,
                pages=artifact.pages,
                seconds=time.perf_counter() - started,
                checks=artifact.checks,
                proof=proof,
            )
    return tuple(rendered[name] for name in backends if name in rendered)


@contextmanager
def _found_apart(work: _Work, name: str, request: Request) -> Iterator[None]:
    """Note what is found meanwhile as this edition's, beside what was found before.

    What an edition takes from another, its pages or its text, has the other's faults.
    """
    before = work.diagnostics
    work.diagnostics = own = before.apart()
    try:
        yield
    finally:
        before.extend(own)
        work.diagnostics = before
        target = request.target_of(name)
        needed = [_paged_by(work, name, request)] + [
            made
            for made in work.artifact_by_edition
            if request.target_of(made).name in target.uses
        ]
        of_needed = [work.faults_by_edition.get(one or "", ()) for one in needed]
        faults = dict.fromkeys(chain(_faults(own, request), *of_needed))
        if faults:
            work.faults_by_edition[name] = tuple(faults)


def _check_print(work: _Work, name: str, artifact: Artifact) -> None:
    """Check the file against its printer's rules, if it is for one."""
    if work.manuscript is not None:
        config = _config_of(work.manuscript.config, name)
        with work.timings.measure("preflight"):
            work.diagnostics.extend(check_print(artifact, config))


def _with_paged_first(
    work: _Work, backends: Mapping[str, Backend], request: Request
) -> list[tuple[str, Backend]]:
    """The editions in an order in which one comes after that whose pages it lists.

    Those of a format whose pages look the same follow each other, so that they are
    laid out by the same processes.
    """
    paged = {_paged_by(work, name, request) for name in backends}
    kinds = {
        name: (request.target_of(name).name, _look_of(work, name)) for name in backends
    }
    targets = list(dict.fromkeys(target for target, _ in kinds.values()))
    looks = list(dict.fromkeys(look for _, look in kinds.values()))

    def place(name: str) -> tuple[bool, int, int]:
        target, look = kinds[name]
        return name not in paged, targets.index(target), looks.index(look)

    return [(name, backends[name]) for name in sorted(backends, key=place)]


def _look_of(work: _Work, name: str) -> str:
    """What the pages of an edition look like, as far as its options decide."""
    if work.manuscript is None:
        return ""
    plain = PrintConfig()
    own = replace(
        _config_of(work.manuscript.config, name).print,
        notes=plain.notes,
        links=plain.links,
        chapters_open=plain.chapters_open,
        front_folios=plain.front_folios,
        contents_depth=plain.contents_depth,
        purpose=plain.purpose,
        printer=plain.printer,
        ink=plain.ink,
        profile=plain.profile,
        paper=plain.paper,
    )
    return repr(own)


def _paged_by(work: _Work, name: str, request: Request) -> str | None:
    """The edition whose pages an edition lists."""
    if work.manuscript is None or not request.target_of(name).lists_pages:
        return None
    return _config_of(work.manuscript.config, name).epub.page_list


def _with_paged(work: _Work, paged: str, request: Request) -> Request:
    """The request, which knows the format of an edition whose pages are listed."""
    edition = None
    if work.manuscript is not None:
        edition = find_edition(work.manuscript.config, paged)
    if edition is None:
        return request
    own = {paged: edition.options.target.value}
    return replace(request, target_by_edition={**request.target_by_edition, **own})


def _paged(work: _Work, name: str, request: Request) -> Artifact | None:
    """The edition whose pages an edition lists: made for it where nobody asked."""
    paged = _paged_by(work, name, request)
    if paged is None or work.manuscript is None:
        return None
    found = work.artifact_by_edition.get(paged) or work.paged_by_name.get(paged)
    if found is not None or paged in work.faults_by_edition:
        return found
    aside = _with_paged(work, paged, request)
    with closing(aside.target_of(paged).load_backend()) as backend:
        artifact = _render_one(work, paged, backend, aside)
    if artifact is not None:
        work.paged_by_name[paged] = artifact
    return artifact


def _prove(
    label: str, artifact: Artifact, work: _Work, request: Request
) -> WordsProven | None:
    if artifact.prove is None or not request.is_proven:
        return None
    request.progress(f"proving the {label}")
    proof = artifact.prove()
    reported = tuple(work.diagnostics)
    is_paged = artifact.pages is not None
    config = None if work.manuscript is None else work.manuscript.config
    has_own_look = config is not None and config.has_own_look
    found = check_proof(
        proof, label, reported, is_paged=is_paged, has_own_look=has_own_look
    )
    work.diagnostics.extend(found)
    return WordsProven(proof.words_expected, proof.words_proven, proof.added)


def _render_one(
    work: _Work, name: str, backend: Backend, request: Request
) -> Artifact | None:
    target = request.target_of(name)
    book = work.book_by_format.get(target.name, work.book)
    manuscript, workspace = work.manuscript, work.workspace
    if book is None or manuscript is None or workspace is None:
        return None
    config = replace(_config_of(manuscript.config, name), metadata=book.metadata)
    if config.edition is not None and config.edition.chapters is not None:
        book = select_chapters(book, config.edition.chapters)
    transforms: tuple[Transform, ...] = load(target.transforms)
    for transform in transforms:
        book = transform(book, config, work.diagnostics)
    used = {
        request.target_of(made).name: artifact
        for made, artifact in reversed(work.artifact_by_edition.items())
        if request.target_of(made).name in target.uses
    }
    services = replace(
        _services(request, work),
        artifact_by_target=used,
        paged=_paged(work, name, request),
    )
    try:
        return backend.render(book, config, workspace, work.diagnostics, services)
    except ManuscriptError as error:
        work.diagnostics.extend(error.diagnostics)
        if not request.is_draft:
            return None
        book = mark_faults(book, Diagnostics(error.diagnostics))
    return backend.render(
        book, _with_default_look(config), workspace, work.diagnostics, services
    )


def _services(request: Request, work: _Work) -> BuildServices:
    return BuildServices(
        processes=request.jobs or cores(),
        store=work.store,
        timings=work.timings,
        progress=request.progress,
        highlight=work.colouring,
        limits=limits_of(request, is_check=work.is_check),
        is_draft=request.is_draft,
        stays_open=work.stays_open,
        is_looked_at=request.is_looked_at,
        measures_lines=request.measures_lines,
    )


def _with_default_look(config: BookConfig) -> BookConfig:
    """For a draft whose own look cannot be had: its theme is not there, say."""
    default = PrintConfig()
    pages = replace(
        config.print,
        trim=default.trim,
        theme=default.theme,
        sheet=None,
        margin_inner=None,
        margin_outer=None,
        margin_top=None,
        margin_bottom=None,
        type_size=None,
    )
    return replace(
        config,
        print=pages,
        typography=replace(config.typography, fonts=()),
        epub=replace(config.epub, theme=None, sheet=None, cover=None),
    )


def limits_of(request: Request, *, is_check: bool = False) -> Limits:
    """What the layout of one chapter may take."""
    is_short = is_check and request.layout_seconds is None
    usual = UNTRUSTED_LIMITS if request.is_untrusted else Limits()
    return Limits(
        seconds=_limit(request, request.layout_seconds, usual.seconds),
        memory=int(_limit(request, request.layout_memory, usual.memory)),
        work_seconds=CHECK_WORK_SECONDS if is_short else None,
    )


def _limit(request: Request, asked: int | None, usual: float) -> float:
    """A limit that was asked for; an untrusted book never gets more than is usual."""
    if asked is None:
        return usual
    return min(asked, usual) if request.is_untrusted else asked
