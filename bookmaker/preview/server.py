"""The preview's server: its page, the pictures, the EPUB's files, and live messages.

It runs in a thread, on the loopback interface only; signals are the main thread's.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from bookmaker.preview.epub_view import ReaderSettings, frame_policy
from bookmaker.preview.guard import Guard, hosts_of
from bookmaker.preview.live import LiveBook
from bookmaker.preview.numbers import natural
from bookmaker.source import SourceSpan

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8731
_TRIED_PORTS = 50
_PAGE = Path(__file__).parent / "page"
_KIND_BY_SUFFIX = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOREVER = "private, max-age=31536000, immutable"
_MOST_FOUND = 200
_LARGEST_QUESTION = 10_000
"""Bytes of what a browser may send."""
MOST_WAITING = 24
"""Messages that wait for a browser; three or four come of each build."""

_FAR = 10**9
"""More lines than any file has."""

OpenPlace = Callable[[str, int, int], bool]
"""Opens a file of the manuscript in an editor; whether there was one."""


def application(book: LiveBook, open_place: OpenPlace) -> Starlette:
    """What answers, behind the guard."""
    routes = _Routes(book, open_place)
    return Starlette(
        routes=[
            Route("/", routes.page),
            Route("/page/{name}", routes.page),
            Route("/picture/{page}/{width}.png", routes.picture),
            Route("/words/{page}", routes.words),
            Route("/search", routes.search),
            Route("/locate", routes.locate),
            Route("/open", routes.open, methods=["POST"]),
            Route("/show", routes.show, methods=["POST"]),
            Route("/epub/{version}/{look}/{name:path}", routes.epub),
            WebSocketRoute("/live", routes.live),
        ]
    )


class _Routes:
    """An answer for each address."""

    def __init__(self, book: LiveBook, open_place: OpenPlace) -> None:
        self._book = book
        self._open_place = open_place

    def page(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        file = next((one for one in _PAGE.iterdir() if one.name == name), None)
        if file is None:
            return _nothing()
        headers = {}
        if file.name == "frame.js":  # asked for by frames, which have no origin
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        kind = _KIND_BY_SUFFIX[file.suffix]
        return Response(file.read_bytes(), media_type=kind, headers=headers)

    def picture(self, request: Request) -> Response:
        asked = request.path_params
        width = natural(asked["width"])
        if width is None:
            return _nothing()
        content = self._book.images.picture(asked["page"], width)
        if content is None:
            return _nothing()
        headers = {"Cache-Control": _FOREVER}
        return Response(content, media_type="image/png", headers=headers)

    def words(self, request: Request) -> Response:
        words = self._book.words_on(request.path_params["page"])
        return _nothing() if words is None else JSONResponse(words)

    def search(self, request: Request) -> Response:
        words = request.query_params.get("q", "")[:200]
        return JSONResponse(self._book.images.search(words, _MOST_FOUND))

    def locate(self, request: Request) -> Response:
        asked = request.query_params
        line = natural(asked.get("line", ""))
        if not line:
            return _nothing()
        found = self._book.locate(asked.get("file", ""), line)
        return _nothing() if found is None else JSONResponse(found)

    async def open(self, request: Request) -> Response:
        """Open a place in the editor: in a file, of a printed word, or in the EPUB."""
        asked = await _asked(request)
        place = _place_of(asked)
        if place is None:
            span = await run_in_threadpool(self._source_of, asked)
            place = None if span is None else (span.file, span.line, span.column)
        if place is None:
            return _nothing()
        is_opened = await run_in_threadpool(self._open_place, *place)
        file, line, column = place
        answer = {"file": file, "line": line, "column": column, "opened": is_opened}
        return JSONResponse(answer)

    def _source_of(self, asked: dict[str, Any]) -> SourceSpan | None:
        word = asked.get("word")
        if type(word) is int:
            return self._book.place_of(str(asked.get("page")), word)
        if "cfi" in asked:
            document = str(asked.get("document"))
            return self._book.source_of(document, str(asked["cfi"]))
        return None

    async def show(self, request: Request) -> Response:
        """Let the browsers go to a line."""
        place = _place_of(await _asked(request))
        if place is None:
            return _nothing()
        is_shown = await run_in_threadpool(self._book.show, *place)
        return JSONResponse({"shown": is_shown})

    def epub(self, request: Request) -> Response:
        view, asked = self._book.epub(), request.path_params
        look = ReaderSettings.parse(asked["look"])
        if view is None or look is None:
            return _nothing()
        name = asked["name"]
        if name.endswith(".xhtml"):
            nonce = secrets.token_urlsafe(16)
            up = "../" * (name.count("/") + 3)
            content = view.document(
                name,
                look,
                script=f"{up}page/frame.js",
                nonce=nonce,
                only=request.query_params.get("only", ""),
            )
            if content is None:
                return _nothing()
            headers = {"Content-Security-Policy": frame_policy(nonce)}
            return Response(
                content, media_type="application/xhtml+xml", headers=headers
            )
        found = view.file(name)
        if found is None:
            return _nothing()
        headers = {
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        }
        return Response(found[0], media_type=found[1], headers=headers)

    async def live(self, socket: WebSocket) -> None:
        """Send what is new, until the browser goes."""
        await socket.accept()
        waiting = Mailbox(self._book)
        stop = self._book.listen(waiting.put)
        listening = asyncio.create_task(_until_gone(socket))
        try:
            while not listening.done():
                following = asyncio.create_task(waiting.take())
                await asyncio.wait(
                    (following, listening), return_when=asyncio.FIRST_COMPLETED
                )
                if not following.done():
                    following.cancel()
                    break
                await socket.send_json(following.result())
        except WebSocketDisconnect:
            pass  # the window was closed
        finally:
            stop()
            listening.cancel()


class Mailbox:
    """The messages that a browser has not taken yet.

    One that takes none for long, as it sleeps, begins afresh instead of following
    everything that it missed.
    """

    def __init__(self, book: LiveBook) -> None:
        self._book = book
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[dict[str, Any]] = deque()
        self._has_come = asyncio.Event()

    def put(self, message: dict[str, Any]) -> None:
        """Take a message from any thread that holds the book's lock."""
        if len(self._waiting) >= MOST_WAITING:
            self._waiting = deque(self._book.first_messages())
        else:
            self._waiting.append(message)
        with suppress(RuntimeError):  # the server has ended
            self._loop.call_soon_threadsafe(self._has_come.set)

    def __len__(self) -> int:
        """How many messages wait."""
        return len(self._waiting)

    async def take(self) -> dict[str, Any]:
        """The next message, when there is one."""
        while not self._waiting:
            self._has_come.clear()
            await self._has_come.wait()
        return self._waiting.popleft()


async def _until_gone(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _asked(request: Request) -> dict[str, Any]:
    """The JSON object of a request; empty where there is none."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return {}
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_QUESTION:
            return {}
    import json

    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}


def _place_of(asked: dict[str, Any]) -> tuple[str, int, int] | None:
    """File, line and column of a question; `None` where it names none."""
    file, line, column = asked.get("file"), asked.get("line"), asked.get("column", 1)
    numbers = all(type(one) is int and 1 <= one < _FAR for one in (line, column))
    return (file, line, column) if isinstance(file, str) and line and numbers else None


def _nothing() -> Response:
    return Response("there is nothing here\n", status_code=404, media_type="text/plain")


def listening_socket(port: int | None) -> socket.socket:
    """A socket on the loopback interface; without a port the first one that is free.

    Raises `OSError` where the port that was asked for is taken, or all are.
    """
    tried = range(USUAL_PORT, USUAL_PORT + _TRIED_PORTS) if port is None else (port,)
    failure = OSError("no port is free")
    for number in tried:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((LOOPBACK, number))
            made.listen()
        except OSError as error:
            made.close()
            failure = error
        else:
            return made
    raise failure


@contextmanager
def serving(
    book: LiveBook, open_place: OpenPlace, port: int | None, token: str
) -> Iterator[int]:
    """Serve until the block ends; yields the port. Raises `OSError` as
    `listening_socket` does."""
    made = listening_socket(port)
    number = made.getsockname()[1]
    app: ASGIApp = Guard(
        application(book, open_place), token=token, hosts=hosts_of(number)
    )
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=_LARGEST_QUESTION,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [made]}, name="preview", daemon=True
    )
    thread.start()
    try:
        yield number
    finally:
        server.should_exit = True
        thread.join(5)
        made.close()
        book.images.close()
