"""The server: the protocol's questions, and who answers each."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.lsp.completion import completions
from bookmaker.lsp.hover import hover
from bookmaker.lsp.manuscript import OpenManuscript, Snapshot, find_root
from bookmaker.lsp.mentions import Mention, Mentions
from bookmaker.lsp.navigation import (
    RenameRefusedError,
    UriOf,
    check_rename,
    definition,
    references,
    rename,
)
from bookmaker.lsp.outlines import foldings, symbols
from bookmaker.lsp.problems import problems_by_file, quick_fixes, safe_edits
from bookmaker.pipeline.request import Request
from bookmaker.system.version import VERSION

_WAIT_SECONDS = 0.08
"""After a change: who types fast makes several in this time."""
_STACK_BYTES = 64 * 1024 * 1024
"""For the thread that reads: a chapter may nest deep."""
_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.bookmaker"
_ACTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, _FIX_ALL]
)


@dataclass(slots=True)
class _Book:
    """A manuscript, and how far the reading of it is."""

    manuscript: OpenManuscript
    published: set[str] = field(default_factory=set)
    """The files whose problems the client shows."""
    changes: int = 0
    """How many changes there were."""
    read: int = 0
    """How many of them the last reading knew of."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: asyncio.Task[None] | None = None


_Named: TypeAlias = tuple[Snapshot, Mentions, Mention, UriOf]
"""What is known, all that is named in it, what is asked about, and names of files."""


class BookServer(LanguageServer):
    """The language server of bookmaker."""

    def __init__(self, request: Request, manuscript: Path | None) -> None:
        # The library's own application of small changes takes more characters for
        # line ends than the protocol does, so whole texts are asked for.
        super().__init__(
            "bookmaker",
            VERSION,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self._request = request
        self._manuscript = manuscript
        self._book_by_root: dict[Path, _Book] = {}
        self._text_by_path: dict[Path, str] = {}
        self._uri_by_path: dict[Path, str] = {}
        self._root_by_path: dict[Path, Path | None] = {}
        threading.stack_size(_STACK_BYTES)
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")

    # --- documents

    def take_text(self, uri: str, text: str) -> None:
        """Take a document's text as the editor has it, and read its book soon."""
        path = path_of(uri)
        if path is None:
            return
        self._text_by_path[path] = text
        self._uri_by_path[path] = uri
        self._begin(path)

    def drop_text(self, uri: str) -> None:
        """Take a document from its file again."""
        path = path_of(uri)
        if path is None or self._text_by_path.pop(path, None) is None:
            return
        self._uri_by_path.pop(path, None)
        self._begin(path)

    def look_again(self) -> None:
        """Files have changed outside the editor."""
        self._root_by_path.clear()
        for path in self._text_by_path:
            self._book_of(path)  # which may be a book only now
        for book in self._book_by_root.values():
            book.manuscript.forget_problems()
            self._read_soon(book)

    def _begin(self, path: Path) -> None:
        book = self._book_of(path)
        if book is not None:
            self._read_soon(book)

    def _book_of(self, path: Path) -> _Book | None:
        if path not in self._root_by_path:
            self._root_by_path[path] = self._root_of(path)
        root = self._root_by_path[path]
        if root is None:
            return None
        if root not in self._book_by_root:
            encoding = types.PositionEncodingKind(self.workspace.position_encoding)
            made = OpenManuscript(root, self._request, encoding)
            self._book_by_root[root] = _Book(made)
        return self._book_by_root[root]

    def _root_of(self, path: Path) -> Path | None:
        if self._manuscript is not None:
            return self._manuscript
        return find_root(path)

    # --- readings

    def _read_soon(self, book: _Book) -> None:
        book.changes += 1
        if book.waiting is not None and not book.waiting.done():
            return  # it waits until nothing changes any more

        async def wait() -> None:
            seen = -1
            while seen != book.changes:
                seen = book.changes
                await asyncio.sleep(_WAIT_SECONDS)
            await self._read(book)
            if book.read != book.changes:
                await wait()

        book.waiting = asyncio.create_task(wait())

    async def _read(self, book: _Book) -> None:
        """Read what has changed, and publish the problems."""
        async with book.lock:
            if book.read == book.changes:
                return
            changes, texts = book.changes, dict(self._text_by_path)
            loop = asyncio.get_running_loop()
            try:
                snapshot = await loop.run_in_executor(
                    self._reader, book.manuscript.read, texts
                )
            except BookmakerError as error:
                self._log(str(error))
            except Exception as error:
                # A fault of ours in one text: the next one may be sound again.
                logging.getLogger(__name__).exception("a book could not be read")
                self._log(f"this is a bug in bookmaker: {error!r}")
            else:
                self._publish(book, snapshot)
            book.read = changes

    def _log(self, words: str) -> None:
        message = types.LogMessageParams(types.MessageType.Error, words)
        self.window_log_message(message)

    def _publish(self, book: _Book, snapshot: Snapshot) -> None:
        problems = problems_by_file(snapshot)
        for file in sorted(book.published | problems.keys()):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    uri=self.uri_of(snapshot.path_of(file)),
                    diagnostics=problems.get(file, []),
                )
            )
        book.published = set(problems)

    def uri_of(self, path: Path) -> str:
        """The client's own name of a document, or a usual one."""
        return self._uri_by_path.get(path) or uris.from_fs_path(str(path)) or ""

    async def known(self, uri: str) -> tuple[Snapshot, str] | None:
        """What is known of the book that a document is of, as it is now, and its file.

        `None` where it is of no book.
        """
        path = path_of(uri)
        book = None if path is None else self._book_of(path)
        if book is None or path is None:
            return None
        await self._read(book)
        snapshot = book.manuscript.snapshot
        return snapshot, snapshot.file_of(path)

    async def named(self, uri: str, position: types.Position) -> _Named | None:
        """What is named at a place of a document."""
        known = await self.known(uri)
        if known is None:
            return None
        snapshot, file = known
        mentions = Mentions(snapshot)
        found = mentions.at(file, *snapshot.places_of(file).place(position))

        def uri_of(name: str) -> str:
            return self.uri_of(snapshot.path_of(name))

        return None if found is None else (snapshot, mentions, found, uri_of)

    def end(self) -> None:
        """End the thread that reads."""
        self._reader.shutdown(wait=False, cancel_futures=True)


def path_of(uri: str) -> Path | None:
    """The path of a document; `None` where it is no file."""
    if not uri.startswith("file:"):
        return None
    try:
        path = uris.to_fs_path(uri)
    except ValueError:
        return None
    return Path(path).absolute() if path else None


def make_server(request: Request, manuscript: Path | None) -> BookServer:
    """Make the server, with all that it answers."""
    server = BookServer(request, manuscript)
    _take_documents(server)
    _answer_about_problems(server)
    _answer_about_names(server)
    _answer_about_documents(server)
    _answer_about_places(server)
    return server


def serve(request: Request, manuscript: Path | None) -> None:
    """Answer over standard input and output until the client goes.

    `manuscript`: the book of every document; `None`: each document's own.
    """
    server = make_server(request, manuscript)
    try:
        server.start_io(stdout=io.BufferedWriter(_StaysOpen(sys.stdout.buffer)))
    finally:
        server.end()


class _StaysOpen(io.RawIOBase):
    """Standard output, which is not the library's to close."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401 - anything that holds bytes
        """Write all of it, and hand it over."""
        written = self._stream.write(content)
        self._stream.flush()
        return written

    def close(self) -> None:
        """Leave it open."""


def _take_documents(server: BookServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.take_text(params.text_document.uri, params.text_document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        if params.content_changes:
            server.take_text(params.text_document.uri, params.content_changes[-1].text)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.drop_text(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        del params
        server.look_again()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        server.look_again()


def _answer_about_problems(server: BookServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, only = params.text_document.uri, params.context.only
        known = await server.known(uri)
        if known is None:
            return []
        snapshot, file = known
        found = list(quick_fixes(snapshot, file, params.range, uri))
        edits = safe_edits(snapshot, file)
        if edits:
            found.append(
                types.CodeAction(
                    title="Correct all that has one safe correction",
                    kind=_FIX_ALL,
                    edit=types.WorkspaceEdit(changes={uri: edits}),
                )
            )
        return [action for action in found if _is_wanted(action, only)]


def _answer_about_names(server: BookServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def to_definition(params: types.DefinitionParams) -> types.Location | None:
        found = await server.named(params.text_document.uri, params.position)
        return None if found is None else definition(*found)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def to_references(params: types.ReferenceParams) -> list[types.Location]:
        found = await server.named(params.text_document.uri, params.position)
        if found is None:
            return []
        wants_all = params.context.include_declaration
        return references(*found, with_definition=wants_all)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def may_rename(
        params: types.PrepareRenameParams,
    ) -> types.PrepareRenamePlaceholder | None:
        found = await server.named(params.text_document.uri, params.position)
        if found is None:
            return None
        snapshot, mentions, mention, _ = found
        with _telling_refusals():
            check_rename(mentions, mention)
        place = snapshot.places_of(mention.span.file).range(mention.span)
        return types.PrepareRenamePlaceholder(place, mention.written)

    @server.feature(
        types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True)
    )
    async def to_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = await server.named(params.text_document.uri, params.position)
        if found is None:
            return None
        snapshot, mentions, mention, uri_of = found
        with _telling_refusals():
            return rename(snapshot, mentions, mention, params.new_name, uri_of)


_COMPLETION = types.CompletionOptions(trigger_characters=list("#@(./[{\"' :"))


def _answer_about_places(server: BookServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, _COMPLETION)
    async def to_complete(params: types.CompletionParams) -> types.CompletionList:
        known = await server.known(params.text_document.uri)
        if known is None:
            return types.CompletionList(is_incomplete=False, items=[])
        snapshot, file = known
        place = snapshot.places_of(file).place(params.position)
        items = completions(snapshot, file, *place)
        return types.CompletionList(is_incomplete=False, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def to_hover(params: types.HoverParams) -> types.Hover | None:
        known = await server.known(params.text_document.uri)
        if known is None:
            return None
        snapshot, file = known
        places = snapshot.places_of(file)
        found = hover(snapshot, file, *places.place(params.position))
        if found is None:
            return None
        words, span = found
        content = types.MarkupContent(types.MarkupKind.Markdown, words)
        return types.Hover(content, snapshot.places_of(span.file).range(span))


@contextlib.contextmanager
def _telling_refusals() -> Iterator[None]:
    """Answer a question that is refused with the reason, which the editor shows."""
    try:
        yield
    except RenameRefusedError as error:
        code = types.LSPErrorCodes.RequestFailed
        raise JsonRpcException(str(error), code) from error


def _answer_about_documents(server: BookServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def to_symbols(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol]:
        known = await server.known(params.text_document.uri)
        return [] if known is None else symbols(*known)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def to_foldings(
        params: types.FoldingRangeParams,
    ) -> list[types.FoldingRange]:
        known = await server.known(params.text_document.uri)
        return [] if known is None else foldings(*known)


def _is_wanted(
    action: types.CodeAction, only: Sequence[types.CodeActionKind | str] | None
) -> bool:
    if only is None:
        return True
    kind = str(getattr(action.kind, "value", action.kind))
    names = (str(getattr(name, "value", name)) for name in only)
    return any(kind == name or kind.startswith(f"{name}.") for name in names)
