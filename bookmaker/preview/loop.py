"""Build, show, wait for a change, and again: the preview's main thread."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.pipeline.request import Outcome, Request
from bookmaker.pipeline.session import Session
from bookmaker.pipeline.watching import now_and_on_changes
from bookmaker.preview.editors import open_editor
from bookmaker.preview.live import LiveBook
from bookmaker.preview.running import RunningPreview, announced
from bookmaker.preview.server import LOOPBACK, serving
from bookmaker.readers.readings import ReadingMemory
from bookmaker.system.memory import collecting_later, give_back_memory

_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewOptions:
    """What a preview may be asked for."""

    port: int | None = None
    """`None`: the first that is free."""
    editor: str | None = None
    """The command of an editor; `None`: places are shown, not opened."""
    polls: bool = False


def run_preview(
    request: Request,
    options: PreviewOptions,
    ready: Callable[[str], None],
    *,
    built: Callable[[Outcome], None] = lambda _outcome: None,
    must_end: Callable[[], bool] = lambda: False,
) -> None:
    """Show a manuscript until `must_end` says so, or an exception ends it.

    `ready` is called with the address once the server answers, `built` after each
    build. Raises `OSError` where the port is taken.
    """
    manuscript = request.manuscript
    root = manuscript if manuscript.is_dir() else manuscript.parent
    book = LiveBook(root)
    token = secrets.token_urlsafe(_TOKEN_BYTES)

    def open_place(file: str, line: int, column: int) -> bool:
        path = (root / file).resolve()
        known = {source.resolve() for source in sources}
        if options.editor is None or path not in known:
            return False
        return open_editor(options.editor, path, line, column)

    # What the pages say is proven when they are built for good.
    request = replace(request, is_proven=False, is_strict=False)
    looked_at = replace(request, is_looked_at=True, progress=book.take_progress)
    sources: set[Path] = set()
    with ExitStack() as stack:
        port = stack.enter_context(serving(book, open_place, options.port, token))
        running = RunningPreview(port, token)
        stack.enter_context(announced(manuscript, running))
        ready(f"http://{LOOPBACK}:{port}/{token}/")
        memory = ReadingMemory(is_brief=False)
        pages = stack.enter_context(Session(looked_at, ("pdf",), memory))
        texts = stack.enter_context(Session(request, ("epub",), memory))

        def build() -> None:
            book.begin()
            try:
                with collecting_later():
                    rendering = pages.render()
                    sources.update(rendering.outcome.sources)
                    book.take_print(rendering)
                book.take_epub(texts.render())
                built(rendering.outcome)
                if rendering.outcome.missing_tool is not None:
                    raise rendering.outcome.missing_tool
            except BookmakerError as error:
                book.take_failure(str(error))
            except Exception as error:  # noqa: BLE001 - the preview outlives a bug
                book.take_failure(f"this is a bug in bookmaker: {error!r}")

        for _ in now_and_on_changes(
            manuscript, lambda: sources, polls=options.polls, must_end=must_end
        ):
            build()
            give_back_memory()
