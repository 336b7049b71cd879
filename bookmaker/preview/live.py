"""What the preview shows: the last good pages of both editions, and the problems.

What comes in: renderings, from the thread that builds. What goes out: values for the
browser, from the threads that serve, and a call to each listener when something is new.
Where a build fails, the pages of the one before stay, and its problems stand over them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookmaker.backends.pdf.engine.page_digests import shown_digests
from bookmaker.backends.protocol import Artifact, DocumentWordFinder, PrintedWordFinder
from bookmaker.diagnostics import TO_DO, Diagnostic
from bookmaker.document.page_map import PrintedWord
from bookmaker.languages.words import direction_of
from bookmaker.pipeline.outline import Entry, outline_of
from bookmaker.pipeline.places import find_places
from bookmaker.pipeline.request import Outcome
from bookmaker.pipeline.session import PlacedPage, Rendering
from bookmaker.preview.epub_view import EpubView
from bookmaker.preview.page_images import PDFIUM, PageImages
from bookmaker.proof.tracing import lines_in
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Workspace

Listener = Callable[[dict[str, Any]], None]
"""Called with each message for the browser, from the thread that builds."""


@dataclass(frozen=True, slots=True)
class Face:
    """What the browser knows of a page before it sees it."""

    hash: str
    """Of what is to be seen on it."""
    folio: str
    side: str
    place: tuple[str, int, int] | None
    """File, line and column of its first word."""

    def as_json(self) -> list[Any]:
        """As short as it can be: there are hundreds."""
        return [self.hash, self.folio, self.side, self.place]


@dataclass(slots=True)
class _Shown:
    """The last good editions."""

    faces: tuple[Face, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)
    print_artifact: Artifact | None = None
    epub_artifact: Artifact | None = None
    epub: EpubView | None = None
    epub_version: int = 0
    title: str = ""
    language: str = "en"
    outline: tuple[Entry, ...] = ()
    problems: list[dict[str, Any]] = field(default_factory=list)
    to_do: list[dict[str, Any]] = field(default_factory=list)
    is_building: bool = True


class LiveBook:
    """A manuscript as it is shown just now; threads may ask at any time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.images = PageImages()
        self._lock = threading.RLock()
        self._shown = _Shown()
        self._listeners: list[Listener] = []

    # --- from the thread that builds

    def begin(self) -> None:
        """A build has begun."""
        self._shown.is_building = True
        self._tell({"type": "building"})

    def take_print(self, rendering: Rendering) -> None:
        """Show the new pages, or keep the old ones with what is wrong."""
        outcome = rendering.outcome
        self._take_problems(outcome)
        artifact = rendering.artifacts.get("pdf")
        if artifact is None or outcome.book is None:
            self._tell(self._state())
            return
        hashes = _hashes(artifact)
        self.images.show(artifact.content, hashes)
        faces = tuple(
            _face(own, page) for own, page in zip(hashes, rendering.pages, strict=True)
        )
        with self._lock:
            shown = self._shown
            change = splice(shown.faces, faces)
            shown.faces, shown.print_artifact = faces, artifact
            shown.size = self.images.size()
            shown.title = outcome.book.metadata.title
            shown.language = outcome.book.metadata.language
            shown.outline = outline_of(outcome.book)
        self._tell(self._state())
        self._tell({"type": "pages", **change})

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
            self._shown.is_building = False
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
        """Call with each message from now on; gives what ends that."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def show(self, file: str, line: int, column: int) -> bool:
        """Let every browser go to a line; whether there is a page with it."""
        found = self.locate(file, line, column)
        if found is not None:
            self._tell({"type": "show", **found})
        return found is not None

    def first_messages(self) -> list[dict[str, Any]]:
        """What a browser that has just come must know."""
        pages = {"start": 0, "removed": 0, "added": _as_json(self._shown.faces)}
        return [self._state(), {"type": "pages", "first": True, **pages}]

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
                "size": shown.size,
                "building": shown.is_building,
                "problems": shown.problems,
                "toDo": shown.to_do,
                "outline": [entry.as_json() for entry in shown.outline],
                "words": sum(entry.words or 0 for entry in shown.outline),
                "documents": [list(one) for one in documents],
                "epubVersion": shown.epub_version,
            }

    def words_on(self, page: str) -> list[list[Any]] | None:
        """The words of a page, by its hash: text, box, file, line, column.

        Boxes are left, top, width and height, as shares of the page.
        """
        finder, index = self._finder(page)
        if finder is None:
            return None
        with PDFIUM:
            words = finder.words_of(index)
        width, height = self._shown.size
        return [_word(word, width, height) for word in words]

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


def splice(before: Sequence[Face], after: Sequence[Face]) -> dict[str, Any]:
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


def _as_json(faces: Iterable[Face]) -> list[Any]:
    return [face.as_json() for face in faces]


def _hashes(artifact: Artifact) -> list[str]:
    """A hash of what is to be seen on each page; equal pages are told apart."""
    seen: dict[str, int] = {}
    hashes = []
    for digest in shown_digests(artifact.content):
        name = digest.hex()[:20]
        seen[name] = seen.get(name, 0) + 1
        hashes.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return hashes


def _face(name: str, page: PlacedPage) -> Face:
    at = page.begins
    place = None if at is None else (at.file, at.line, at.column)
    return Face(name, page.page.label, page.page.side, place)


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
        lines = lines_of(span.file)
        text = lines[span.line - 1] if span.line <= len(lines) else ""
        is_one_line = span.end_line == span.line
        problem |= {
            "file": span.file,
            "line": span.line,
            "column": span.column,
            "end": span.end_column if is_one_line else len(text) + 1,
            "source": text[:400],
        }
    return problem


def _word(word: PrintedWord, width: float, height: float) -> list[Any]:
    left, bottom, right, top = word.box
    box = (
        left / width,
        1 - top / height,
        (right - left) / width,
        (top - bottom) / height,
    )
    shares = [round(share, 5) for share in box]
    return [word.text, *shares, word.span.file, word.span.line, word.span.column]


def _word_at(finder: DocumentWordFinder, document: str, cfi: str) -> SourceSpan | None:
    """The last word of the same text that begins at the place or before it."""
    steps, _, offset = cfi.rpartition(":")
    if not offset.isdecimal():
        return None
    found: SourceSpan | None = None
    for word in finder.words_of_file(document):
        own, _, at = word.cfi.removesuffix(")").partition("!")[2].rpartition(":")
        if _plain(own) != steps:
            continue
        if found is None or int(at) <= int(offset):
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
