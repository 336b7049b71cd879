"""A session: one manuscript built again and again, with all that is warm kept warm.

A preview, a watcher or an editor's server stands on it. Between two builds it keeps the
processes for layout, and what was read and laid out before: a chapter that did not
change is neither read nor laid out again, even where no cache outlives the session.
`render` writes no file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self, TypeAlias

from bookmaker.backends import in_build_order
from bookmaker.backends.forkserver import ending_with_last_user
from bookmaker.backends.protocol import Artifact, Backend
from bookmaker.document.page_map import PrintedPage
from bookmaker.pipeline import stages
from bookmaker.pipeline.places import (
    EditionPlaces,
    PrintPlace,
    find_places,
    lines_of_page,
)
from bookmaker.pipeline.request import FORMATS, Outcome, Request
from bookmaker.readers.readings import ReadingMemory
from bookmaker.source import SourceSpan
from bookmaker.system.recursion import deep_calls

AnyPath: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page of the print edition and where in the manuscript it begins."""

    index: int
    """Counted from 0, blank pages included."""
    page: PrintedPage
    begins: SourceSpan | None
    """The place of its first word; `None` where the author wrote none of the page."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a session has made of a manuscript as it stands now."""

    outcome: Outcome
    artifacts: Mapping[str, Artifact] = field(repr=False)
    """By edition; none where the book has errors."""

    @property
    def pages(self) -> tuple[PlacedPage, ...]:
        """Every page of the print edition, with its place; none without one."""
        artifact = self.artifacts.get("pdf")
        if artifact is None or artifact.find_places is None:
            return ()
        placed = zip(artifact.page_map, artifact.find_places(), strict=True)
        return tuple(PlacedPage(n, page, at) for n, (page, at) in enumerate(placed))

    def pages_of(self, file: str) -> tuple[int, ...]:
        """The pages, counted from 0, that a chapter's file fills in print.

        `file` is its path in the manuscript. Chapters that share a page are given as
        one. Raises `KeyError` where the print edition has no such file.
        """
        artifact = self.artifacts.get("pdf")
        chapters = () if artifact is None else artifact.chapters
        found = [chapter.pages for chapter in chapters if file in chapter.files]
        if not found:
            raise KeyError(file)
        return tuple(page for pages in found for page in pages)

    def places_of(self, file: str, line: int, column: int = 1) -> EditionPlaces:
        """Where a line of the manuscript is in the editions, from a column on.

        A line that prints no word stands for the next one that does.
        """
        return find_places(self.artifacts, file, line, column)

    def lines_of(self, page: int) -> tuple[PrintPlace, ...]:
        """The lines of a page, counted from 1, and where their words were written.

        Raises `IndexError` where there is no such page, and `KeyError` without a print
        edition.
        """
        return lines_of_page(self.artifacts["pdf"], page)

    def pdf_of(self, file: str) -> bytes:
        """The pages of a chapter's file as a PDF of their own, to be looked at.

        Raises `KeyError` as `pages_of` does.
        """
        from bookmaker.backends.pdf.engine.extraction import extract_pages

        return extract_pages(self.artifacts["pdf"].content, self.pages_of(file))


class Session:
    """Builds of one manuscript, one after another; use it as a context."""

    def __init__(
        self,
        request: Request,
        editions: Iterable[str] = FORMATS,
        memory: ReadingMemory | None = None,
    ) -> None:
        """Begin; processes are started with the first build.

        An edition is a format, or one that the request knows the format of. Sessions of
        one manuscript may share a `memory` of what was read, one that is not brief.
        Raises `UnknownTargetError` where a format is unknown.
        """
        self._memory = memory or ReadingMemory(is_brief=False)
        by_name = {name: request.target_of(name) for name in dict.fromkeys(editions)}
        self._editions = tuple(by_name)
        self._targets = in_build_order(target.name for target in by_name.values())
        self._open = ExitStack()
        self._request = request
        self._backends: Mapping[str, Backend] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes, and forget what only the session kept."""
        self._backends = None
        self._open.close()

    def render(self) -> Rendering:
        """Make every edition of the manuscript as it stands now; write nothing."""
        with deep_calls():
            return self._build(None)

    def build(self, targets: Mapping[str, AnyPath]) -> Rendering:
        """Make every edition and write it to its target's path."""
        paths = {name: Path(path) for name, path in targets.items()}
        with deep_calls():
            return self._build(paths)

    def _build(self, targets: Mapping[str, Path] | None) -> Rendering:
        if self._backends is None:
            self._begin()
        # What a file lacked may be there by now.
        self._memory.forget_problems()
        made = stages.build_with(
            self._backends or MappingProxyType({}),
            self._request,
            targets,
            memory=self._memory,
        )
        return Rendering(made.outcome, MappingProxyType(dict(made.artifact_by_edition)))

    def _begin(self) -> None:
        self._open.enter_context(ending_with_last_user())
        environment = self._request.environment
        if environment.cache_folder is None or not self._request.keeps_parts:
            # What no cache may keep is kept for as long as the session lasts.
            folder = self._open.enter_context(
                tempfile.TemporaryDirectory(prefix="bookmaker-session-")
            )
            environment = replace(environment, cache_folder=Path(folder))
            self._request = replace(
                self._request, environment=environment, keeps_parts=True
            )
        for target in self._targets:
            target.begin_to_load()
        self._backends = self._open.enter_context(
            stages.open_backends(self._request, self._editions)
        )
