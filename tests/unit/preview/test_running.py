"""Previews that run are found by their manuscript, each by its own word."""

from __future__ import annotations

import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bookmaker.preview.running import (
    RunningPreview,
    announced,
    running_previews,
    show_in_previews,
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


class _Server(http.server.BaseHTTPRequestHandler):
    """Says that it has shown the place."""

    asked: list[str]

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"shown": true}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(asked: list[str]) -> Iterator[RunningPreview]:
    handler = type("Handler", (_Server,), {"asked": asked})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield RunningPreview(server.server_port, "token")
        finally:
            server.shutdown()
            thread.join()


def test_a_preview_that_ends_leaves_the_other_one_of_its_book(tmp_path: Path) -> None:
    first, second = RunningPreview(1, "one"), RunningPreview(2, "two")
    with announced(tmp_path / "book", first):
        with announced(tmp_path / "book", second):
            assert set(running_previews(tmp_path / "book")) == {first, second}
            assert running_previews(tmp_path / "other") == []
        assert running_previews(tmp_path / "book") == [first]
    assert running_previews(tmp_path / "book") == []


def test_every_preview_of_a_book_goes_to_the_line(tmp_path: Path) -> None:
    book = tmp_path / "book"
    asked: list[str] = []
    with ExitStack() as stack:
        for _ in range(2):
            running = stack.enter_context(answering(asked))
            stack.enter_context(announced(book, running))
        # One that was killed left its word behind.
        stack.enter_context(announced(book, RunningPreview(1, "gone")))
        assert show_in_previews(book, "one.md", 3, 1)
    assert asked == ["/token/show", "/token/show"]


def test_without_a_preview_nothing_is_shown(tmp_path: Path) -> None:
    with pytest.raises(ConnectionRefusedError):
        show_in_previews(tmp_path, "one.md", 3, 1)
