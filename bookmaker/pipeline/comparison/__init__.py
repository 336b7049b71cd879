"""Compare two states of a manuscript: words, errata, pages, and who needs a new file.

What comes in: two states and how they are built. What goes out: a `Comparison`. Both
states are built with the same date, so that only what differs in them differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.config.editions import PLAIN, find_edition
from bookmaker.config.load import load_manuscript
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book
from bookmaker.pipeline.comparison.chapter_words import chapters_of, pair_chapters
from bookmaker.pipeline.comparison.edition_changes import (
    DataChange,
    EditionChange,
    data_changes,
    edition_changes,
)
from bookmaker.pipeline.comparison.errata import (
    ChapterChange,
    ErrataFinder,
    Erratum,
    OldPages,
    all_errata,
)
from bookmaker.pipeline.comparison.moves import Moves, PrintedState, find_moves
from bookmaker.pipeline.comparison.states import State
from bookmaker.pipeline.planning import plan_editions
from bookmaker.pipeline.request import Outcome, Request, default_name
from bookmaker.pipeline.session import Rendering, Session
from bookmaker.proof.tracing import Lines, lines_in
from bookmaker.system.workspace import Workspace

_EPOCH = 0
"""What both states are dated by where nothing else says a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two states of a manuscript."""

    old: State
    new: State
    edition: str
    """The printed edition whose pages the errata are on."""
    chapters: tuple[ChapterChange, ...]
    """In the order of the new state; those without a change too."""
    moves: Moves | None
    """`None` where a state has no printed edition."""
    editions: tuple[EditionChange, ...]
    data: tuple[DataChange, ...]

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The errata of all chapters, in the order of the new state."""
        return tuple(all_errata(self.chapters))


@dataclass(frozen=True, slots=True)
class FailedState:
    """A state that can't be built, and why."""

    state: State
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _BuiltState:
    rendering: Rendering
    book: Book
    config: BookConfig
    root: Path

    def lines(self) -> Lines:
        return lines_in(Workspace(self.root))


def compare_states(
    old: State, new: State, request: Request, edition: str | None = None
) -> Comparison | FailedState:
    """Build both states and compare them.

    `request` says how they are built; its manuscript is not looked at. `edition` is the
    printed edition whose pages count; without one, the first that the book builds.
    Raises `UnknownEditionError` where the new state has no such edition.
    """
    if request.environment.epoch is None:
        environment = replace(request.environment, epoch=_EPOCH)
        request = replace(request, environment=environment)
    # One name for both: identifiers that nobody has written are made from it.
    request = replace(
        request, name=default_name(new.manuscript), is_proven=False, is_strict=False
    )
    plan = _plan(new, request, edition)
    built: list[_BuiltState] = []
    for state in (old, new):
        made = _build(state, request, plan)
        if isinstance(made, FailedState):
            return made
        built.append(made)
    before, now = built
    paged = [name for name in plan if now.rendering.artifacts[name].pages is not None]
    chosen = edition or next(iter(paged), "")
    return _compared(old, new, before, now, plan, chosen)


def _compared(
    old: State,
    new: State,
    before: _BuiltState,
    now: _BuiltState,
    plan: Mapping[str, str],
    edition: str,
) -> Comparison:
    pairs = pair_chapters(chapters_of(before.book), chapters_of(now.book))
    printed = before.rendering.artifacts.get(edition)
    printed_now = now.rendering.artifacts.get(edition)
    finder = ErrataFinder(OldPages(printed), before.lines(), now.lines())
    moves = None
    if printed is not None and printed_now is not None:
        moves = find_moves(
            PrintedState(before.book, printed),
            PrintedState(now.book, printed_now),
            pairs,
        )
    return Comparison(
        old=old,
        new=new,
        edition=edition,
        chapters=finder.changes_of(pairs),
        moves=moves,
        editions=edition_changes(
            before.rendering.artifacts, now.rendering.artifacts, plan, now.config
        ),
        data=data_changes(
            before.book.metadata,
            now.book.metadata,
            before.config.products,
            now.config.products,
        ),
    )


def _plan(state: State, request: Request, edition: str | None) -> Mapping[str, str]:
    """The editions of a state: those built by default, and all that it names."""
    manuscript, is_untrusted = state.manuscript, request.is_untrusted
    usual = plan_editions(manuscript, is_untrusted=is_untrusted)
    config = _load(manuscript, is_untrusted=is_untrusted)
    named = tuple(() if config is None else config.editions)
    asked: Sequence[str] = () if edition is None else (edition,)
    return plan_editions(
        manuscript,
        editions=dict.fromkeys((*asked, *usual, *named)),
        is_untrusted=is_untrusted,
    )


def _load(manuscript: Path, *, is_untrusted: bool) -> BookConfig | None:
    try:
        found = load_manuscript(manuscript, Diagnostics(), is_untrusted=is_untrusted)
    except ManuscriptError:
        return None  # its build reports why
    return found.config


def _build(
    state: State, request: Request, plan: Mapping[str, str]
) -> _BuiltState | FailedState:
    """Build the editions of a state that it has."""
    request = replace(request, manuscript=state.manuscript)
    known = _editions_of(state, request, plan)
    with Session(replace(request, target_by_edition=known), known) as session:
        rendering = session.render()
    book = rendering.outcome.book
    config = _load(state.manuscript, is_untrusted=request.is_untrusted)
    missing = [name for name in known if name not in rendering.artifacts]
    if book is None or config is None or missing:
        return FailedState(state, rendering.outcome)
    manuscript = state.manuscript
    root = manuscript if manuscript.is_dir() else manuscript.parent
    return _BuiltState(rendering, book, config, root)


def _editions_of(
    state: State, request: Request, plan: Mapping[str, str]
) -> Mapping[str, str]:
    """Those of some editions that a state has: an older one may lack some."""
    config = _load(state.manuscript, is_untrusted=request.is_untrusted)
    return {
        name: target
        for name, target in plan.items()
        if config is None or name in PLAIN or find_edition(config, name) is not None
    }
