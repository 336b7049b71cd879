"""What the preview shows: the last good pages of both editions, and the problems.

What comes in: renderings, from the thread that builds. What goes out: values for the
browser, from the threads that serve, and a call to each listener when something is new.
Where a build fails, the pages of the one before stay, and its problems stand over them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from bookmaker.backends.protocol import Artifact, DocumentWordFinder, PrintedWordFinder
from bookmaker.diagnostics import TO_DO, Diagnostic
from bookmaker.document.page_map import PrintedWord
from bookmaker.languages.words import direction_of
from bookmaker.pipeline.outline import OutlineEntry, outline_of
from bookmaker.pipeline.places import find_places
from bookmaker.pipeline.request import Outcome
from bookmaker.pipeline.session import PlacedPage, Rendering
from bookmaker.preview.epub_view import EpubView
from bookmaker.preview.numbers import natural
from bookmaker.preview.page_images import PDFIUM, PageImages
from bookmaker.proof.tracing import lines_in
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Workspace

_BETWEEN_STAGES = 0.5
"""Seconds between two messages: most builds end before anybody could read one."""

Listener = Callable[[dict[str, Any]], None]
"""Called with each message for the browser, from the thread that builds."""


@dataclass(frozen=True, slots=True)
class PageBefore:
    """What the browser knows of a page before it sees it."""

    hash: str
    """Of what is to be seen on it."""
    folio: str
    side: str

    def as_json(self) -> list[Any]:
        """As short as it can be: there are hundreds."""
        return [self.hash, self.folio, self.side]


Place: TypeAlias = tuple[str, int, int] | None
"""File, line and column; `None` where the author wrote none of a page."""


@dataclass(slots=True)
class _Shown:
    """The last good editions."""

    faces: tuple[PageBefore, ...] = ()
    places: tuple[Place, ...] = ()
    """Of the first word of each page."""
    size: tuple[float, float] = (0.0, 0.0)
    print_artifact: Artifact | None = None
    epub_artifact: Artifact | None = None
    epub: EpubView | None = None
    epub_version: int = 0
    title: str = ""
    language: str = "en"
    outline: tuple[OutlineEntry, ...] = ()
    problems: list[dict[str, Any]] = field(default_factory=list)
    to_do: list[dict[str, Any]] = field(default_factory=list)
    is_building: bool = True
    is_stale: bool = False
    """Whether the pages are older than the last build, which made none."""


class LiveBook:
    """A manuscript as it is shown just now; threads may ask at any time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.images = PageImages()
        self._lock = threading.RLock()
        self._shown = _Shown()
        self._listeners: list[Listener] = []
        self._last_message = 0.0
        """When the last message about the running build was sent, in seconds."""

    # --- from the thread that builds

    def begin(self) -> None:
        """A build has begun."""
        self._shown.is_building = True
        self._last_message = time.monotonic()
        self._tell({"type": "building", "stage": ""})

    def take_progress(self, stage: str) -> None:
        """Send the stage that the build has reached, but not too often."""
        now = time.monotonic()
        if now - self._last_message >= _BETWEEN_STAGES:
            self._last_message = now
            self._tell({"type": "building", "stage": stage})

    def take_print(self, rendering: Rendering) -> None:
        """Show the new pages, or keep the old ones with what is wrong."""
        outcome = rendering.outcome
        self._take_problems(outcome)
        artifact = rendering.artifacts.get("pdf")
        if artifact is None or outcome.book is None:
            self._shown.is_stale = True
            self._tell(self._state())
            return
        self._shown.is_stale = False
        self._take_pages(artifact)
        # A person waits for the pages: what is said about them comes after.
        metadata = outcome.book.metadata
        outline = outline_of(outcome.book)
        with self._lock:
            self._shown.title, self._shown.language = metadata.title, metadata.language
            self._shown.outline = outline
            self._tell(self._state())
        places = tuple(map(_place_of, rendering.pages))
        with self._lock:
            self._shown.places = places
            self._tell(self._places())

    def _take_pages(self, artifact: Artifact) -> None:
        hashes = _hashes(artifact)
        faces = tuple(
            PageBefore(own, page.label, page.side)
            for own, page in zip(hashes, artifact.page_map, strict=True)
        )
        with self._lock:
            shown = self._shown
            self.images.show(artifact.content, hashes)
            change = splice(shown.faces, faces)
            shown.faces, shown.print_artifact = faces, artifact
            shown.size = self.images.size()
            self._tell({"type": "pages", "size": shown.size, **change})

    def take_epub(self, rendering: Rendering) -> None:
        """Show the new EPUB, or keep the old one."""
        artifact = rendering.artifacts.get("epub")
        with self._lock:
            self._shown.is_building = False
            if artifact is not None:
                before = self._shown.epub_artifact
                if before is None or before.content != artifact.content:
                    self._shown.epub = EpubView(artifact.content)
                    self._shown.epub_version += 1
                self._shown.epub_artifact = artifact
        if artifact is None:
            self._take_problems(rendering.outcome)
        self._tell(self._state())

    def take_failure(self, message: str) -> None:
        """Show what stopped a build and has no place in the book."""
        with self._lock:
            self._shown.is_building, self._shown.is_stale = False, True
            self._shown.problems = [
                {"severity": "error", "code": "", "message": message, "help": ""}
            ]
        self._tell(self._state())

    def _take_problems(self, outcome: Outcome) -> None:
        lines_of = lines_in(Workspace(self.root))
        found = [_problem(one, lines_of) for one in outcome.diagnostics]
        with self._lock:
            self._shown.problems = [one for one in found if one["code"] != TO_DO]
            self._shown.to_do = [one for one in found if one["code"] == TO_DO]

    # --- for the browser

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call with what a browser must know first, and with each message from then on.

        Gives what ends that. No message is missed, and none comes twice.
        """
        with self._lock:
            for message in self.first_messages():
                listener(message)
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return stop

    def show(self, file: str, line: int, column: int) -> bool:
        """Let every browser go to a line; whether there is a page with it."""
        found = self.locate(file, line, column)
        if found is not None:
            self._tell({"type": "show", **found})
        return found is not None

    def first_messages(self) -> list[dict[str, Any]]:
        """What a browser that has just come must know: it has no pages yet."""
        with self._lock:
            change = splice((), self._shown.faces)
            pages = {"type": "pages", "first": True, "size": self._shown.size, **change}
            return [self._state(), pages, self._places()]

    def _places(self) -> dict[str, Any]:
        return {"type": "places", "places": self._shown.places}

    def _state(self) -> dict[str, Any]:
        with self._lock:
            shown = self._shown
            view = shown.epub
            documents = () if view is None else zip(view.documents, view.titles)  # noqa: B905 - as many titles
            return {
                "type": "state",
                "title": shown.title,
                "language": shown.language,
                "direction": direction_of(shown.language),
                "building": shown.is_building,
                "stale": shown.is_stale,
                "problems": shown.problems,
                "toDo": shown.to_do,
                "outline": [entry.as_json() for entry in shown.outline],
                "words": sum(entry.words or 0 for entry in shown.outline),
                "documents": [list(one) for one in documents],
                "epubVersion": shown.epub_version,
            }

    def words_on(self, page: str) -> list[list[Any]] | None:
        """The words of a page, by its hash: text and box.

        Boxes are left, top, width and height, as shares of the page. Places are not
        among them: they change where the page doesn't, as lines are added before it.
        """
        words = self._words(page)
        width, height = self._shown.size
        return None if words is None else [_word(one, width, height) for one in words]

    def place_of(self, page: str, number: int) -> SourceSpan | None:
        """Where a word of a page was written, counted from 0 in `words_on`."""
        words = self._words(page) or ()
        return words[number].span if 0 <= number < len(words) else None

    def _words(self, page: str) -> Sequence[PrintedWord] | None:
        finder, index = self._finder(page)
        if finder is None:
            return None
        with PDFIUM:
            return finder.words_of(index)

    def locate(self, file: str, line: int, column: int = 1) -> dict[str, Any] | None:
        """The page, counted from 0, and the box of a line's first word."""
        artifact = self._shown.print_artifact
        if artifact is None or artifact.printed_words is None:
            return None
        with PDFIUM:
            places = find_places({"pdf": artifact}, file, line, column)
            if not places.printed:
                return None
            first = places.printed[0]
            words = artifact.printed_words.words_of(first.page - 1)
        width, height = self._shown.size
        box = next(
            (
                _word(word, width, height)[1:5]
                for word in words
                if word.span.file == file and word.span.line == places.line
            ),
            None,
        )
        return {"page": first.page - 1, "box": box}

    def source_of(self, document: str, cfi: str) -> SourceSpan | None:
        """Where the word was written that is at a place of a content document."""
        artifact, view = self._shown.epub_artifact, self._shown.epub
        if artifact is None or view is None or document not in view.documents:
            return None
        finder = artifact.document_words
        return None if finder is None else _word_at(finder, document, cfi)

    def epub(self) -> EpubView | None:
        """The EPUB that is shown."""
        return self._shown.epub

    def _finder(self, page: str) -> tuple[PrintedWordFinder | None, int]:
        with self._lock:
            shown = self._shown
            for index, face in enumerate(shown.faces):
                if face.hash == page and shown.print_artifact is not None:
                    return shown.print_artifact.printed_words, index
        return None, 0

    def _tell(self, message: dict[str, Any]) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(message)


def splice(before: Sequence[PageBefore], after: Sequence[PageBefore]) -> dict[str, Any]:
    """The one stretch of pages that differs: where, how many go, and which come."""
    start = 0
    most = min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    same = 0
    while same < most - start and before[-1 - same] == after[-1 - same]:
        same += 1
    return {
        "start": start,
        "removed": len(before) - start - same,
        "added": _as_json(after[start : len(after) - same]),
    }


def _as_json(faces: Iterable[PageBefore]) -> list[Any]:
    return [face.as_json() for face in faces]


def _hashes(artifact: Artifact) -> list[str]:
    """A hash of what is to be seen on each page; equal pages are told apart."""
    seen: dict[str, int] = {}
    hashes = []
    for digest in artifact.looks:
        name = digest.hex()[:20]
        seen[name] = seen.get(name, 0) + 1
        hashes.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return hashes


def _place_of(page: PlacedPage) -> Place:
    at = page.begins
    return None if at is None else (at.file, at.line, at.column)


def _problem(
    found: Diagnostic, lines_of: Callable[[str], Sequence[str]]
) -> dict[str, Any]:
    problem: dict[str, Any] = {
        "severity": found.severity.value,
        "code": found.code,
        "message": found.full_message(),
        "help": found.help(),
    }
    span = found.span
    if span is not None:
        place = {"file": span.file, "line": span.line, "column": span.column}
        problem |= place | excerpt(span, lines_of(span.file))
    return problem


def excerpt(span: SourceSpan, lines: Sequence[str]) -> dict[str, Any]:
    """The line of a problem, or what is around it of a long one, and what is marked.

    `mark` is the part of `source` that the problem is about, counted from 0.
    """
    text = lines[span.line - 1] if span.line <= len(lines) else ""
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    start = max(0, span.column - 1 - _BEFORE) if len(text) > _LONGEST else 0
    shown = text[start : start + _LONGEST].replace("\t", " ")
    first = min(span.column - 1 - start, len(shown))
    return {"source": shown, "mark": [first, min(end - start, len(shown))]}


_LONGEST = 400
"""Characters that are shown of a problem's line."""
_BEFORE = 200
"""Of a long line: those before the problem."""


def _word(word: PrintedWord, width: float, height: float) -> list[Any]:
    left, bottom, right, top = word.box
    box = (
        left / width,
        1 - top / height,
        (right - left) / width,
        (top - bottom) / height,
    )
    return [word.text, *(round(share, 5) for share in box)]


def _word_at(finder: DocumentWordFinder, document: str, cfi: str) -> SourceSpan | None:
    """The last word of the same text that begins at the place or before it."""
    steps, _, offset = cfi.rpartition(":")
    letters = natural(offset)
    if letters is None:
        return None
    found: SourceSpan | None = None
    for word in finder.words_of_file(document):
        own, _, at = word.cfi.removesuffix(")").partition("!")[2].rpartition(":")
        if _plain(own) != steps:
            continue
        if found is None or int(at) <= letters:
            found = word.span
    return found


def _plain(steps: str) -> str:
    """Steps without the ids that stand in brackets."""
    kept, depth, is_literal = [], 0, False
    for sign in steps:
        if is_literal:
            is_literal = False
            continue
        if sign == "^":
            is_literal = True
        elif sign in "[]":
            depth += 1 if sign == "[" else -1
        elif not depth:
            kept.append(sign)
    return "".join(kept)
