"""A client of the language server: the real process, over its standard streams."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tests.support.programs import HANG

Json = Any


class LspClient:
    """Speaks to one server; answers come in the order in which they are asked for."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self.root = root
        self.capabilities: Json = None
        """What the server says it can do."""
        self.messages: list[Json] = []
        """What the server wanted to show or to log."""
        self._stdin = process.stdin
        self._ids = 0
        self._versions: dict[str, int] = {}
        self._problems: dict[str, Json] = {}
        self._arrived: queue.Queue[Json] = queue.Queue()
        threading.Thread(
            target=_read_messages, args=(process.stdout, self._arrived), daemon=True
        ).start()

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def request(self, method: str, params: Json = None) -> Json:
        """Ask, and give the result. Fails where the server answers with an error."""
        answer = self.ask(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def ask(self, method: str, params: Json = None) -> Json:
        self._ids += 1
        own = self._ids
        self._send({"id": own, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == own and "method" not in message:
                return message

    def notify(self, method: str, params: Json = None) -> None:
        self._send({"method": method, "params": params})

    def open(self, file: str, text: str | None = None) -> None:
        if text is None:
            text = (self.root / file).read_text("utf-8")
        self._versions[file] = 1
        document = {
            "uri": self.uri(file),
            "languageId": "toml" if file.endswith(".toml") else "markdown",
            "version": 1,
            "text": text,
        }
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, file: str, text: str) -> None:
        self._versions[file] += 1
        document = {"uri": self.uri(file), "version": self._versions[file]}
        self.notify(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": [{"text": text}]},
        )

    def save(self, file: str) -> None:
        document = {"uri": self.uri(file)}
        self.notify("textDocument/didSave", {"textDocument": document})

    def close(self, file: str) -> None:
        document = {"uri": self.uri(file)}
        self.notify("textDocument/didClose", {"textDocument": document})

    def at(self, file: str, line: int, character: int, **more: Json) -> Json:
        """The parameters of a question about a place, counted from 0."""
        return {
            "textDocument": {"uri": self.uri(file)},
            "position": {"line": line, "character": character},
            **more,
        }

    def problems(self, file: str) -> list[Json]:
        """The problems of a file as the editor would show them now.

        A request is answered after everything before it has been read.
        """
        self.settle(file)
        return self.shown(file)

    def shown(self, file: str) -> list[Json]:
        """The problems of a file that the server has sent so far."""
        found: list[Json] = self._problems.get(self.uri(file), [])
        return found

    def settle(self, file: str) -> None:
        """Wait until the server knows the newest texts."""
        self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": self.uri(file)},
                "range": {
                    "start": {"line": 0, "character": 0},
                    "end": {"line": 0, "character": 0},
                },
                "context": {"diagnostics": []},
            },
        )

    def codes(self, file: str) -> list[str]:
        return [problem["code"] for problem in self.problems(file)]

    def _send(self, message: Json) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._stdin.flush()

    def _next(self) -> Json:
        message = self._arrived.get(timeout=HANG)
        assert message is not None, "the server has ended"
        method, params = message.get("method"), message.get("params")
        if method == "textDocument/publishDiagnostics":
            self._problems[params["uri"]] = params["diagnostics"]
        elif method in {"window/logMessage", "window/showMessage"}:
            self.messages.append(params["message"])
        return message


def _read_messages(stream: IO[bytes], arrived: queue.Queue[Json]) -> None:
    while header := stream.readline():
        length = 0
        while header.strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            header = stream.readline()
        arrived.put(json.loads(stream.read(length)))
    arrived.put(None)


@contextlib.contextmanager
def lsp_client(
    root: Path, cache: Path, *, encodings: tuple[str, ...] = ("utf-16",)
) -> Iterator[LspClient]:
    """A server and its client; the server ends in the way the protocol asks for."""
    command = [sys.executable, "-m", "bookmaker", "lsp", "--cache-folder", str(cache)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    )
    client = LspClient(process, root)
    try:
        answer = client.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "capabilities": {"general": {"positionEncodings": list(encodings)}},
            },
        )
        client.capabilities = answer["capabilities"]
        client.notify("initialized", {})
        yield client
        client.request("shutdown")
        client.notify("exit")
        assert process.wait(HANG) == 0
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
