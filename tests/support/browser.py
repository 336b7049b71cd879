"""A headless Chromium, driven by its own protocol (Chrome DevTools Protocol 1.3).

Only what the tests of the preview need: open a page, ask it, press and click. Chromium
is the machine's own; without one the tests are skipped.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.support.programs import HANG

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium on this machine"
)


class Page:
    """A page in the browser."""

    def __init__(self, connection: ClientConnection, patience: float = HANG) -> None:
        self._connection = connection
        self._number = 0
        self._patience = patience
        """Seconds after which something is taken never to come."""
        self.refused: list[str] = []
        """What the page's console said of refusals and errors."""

    def command(self, method: str, **values: object) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": values}
        self._connection.send(json.dumps(asked))
        while True:
            message = json.loads(self._connection.recv(timeout=self._patience))
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            entry = message.get("params", {}).get("entry", {})
            if entry.get("level") == "error":
                self.refused.append(entry["text"])

    def ask(self, expression: str, context: int | None = None) -> Any:  # noqa: ANN401 - any value of JavaScript
        """The value of an expression; of a promise, what it comes to."""
        where = {} if context is None else {"contextId": context}
        result = self.command(
            "Runtime.evaluate",
            **where,
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def frame(self, address: str) -> Callable[[str], Any]:
        """What asks the frame whose address has these words, once it has loaded."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            tree = self.command("Page.getFrameTree")["frameTree"]
            for child in tree.get("childFrames", []):
                if address not in child["frame"]["url"]:
                    continue
                ask = self._asking(child["frame"]["id"])
                # A frame that is just being replaced has no world to ask.
                with contextlib.suppress(AssertionError):
                    if ask("document.readyState") == "complete":
                        return ask
            time.sleep(0.05)
        pytest.fail(f"no frame has the address {address}")

    def _asking(self, frame: str) -> Callable[[str], Any]:
        def ask(expression: str) -> Any:  # noqa: ANN401
            # A frame that was loaded again is another world.
            world = self.command("Page.createIsolatedWorld", frameId=frame)
            return self.ask(expression, context=world["executionContextId"])

        return ask

    def wait_for(self, expression: str) -> Any:  # noqa: ANN401
        """Ask again until the answer is true."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            found = self.ask(expression)
            if found:
                return found
            time.sleep(0.05)
        pytest.fail(f"it never came: {expression}")

    def click_at(self, left: float, top: float) -> None:
        """Press the left button of the mouse."""
        for kind in ("mousePressed", "mouseReleased"):
            self.command(
                "Input.dispatchMouseEvent",
                type=kind,
                x=left,
                y=top,
                button="left",
                clickCount=1,
            )

    def press(self, key: str, number: int) -> None:
        """Press a key, by its name and its number on Windows."""
        for kind in ("keyDown", "keyUp"):
            self.command(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=number,
            )

    def picture(self, file: Path) -> None:
        """Keep what is to be seen, for people."""
        shot = self.command("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def opened(
    address: str, *, width: int = 1300, height: int = 900, patience: float = HANG
) -> Iterator[Page]:
    """Open an address in a browser of its own."""
    assert CHROMIUM is not None
    # Its last process may still write to the folder when it is removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        arguments = [
            CHROMIUM,
            "--headless=new",
            "--disable-gpu",
            "--no-first-run",
            # Frames without an origin stay within reach of the protocol.
            "--disable-features=IsolateSandboxedIframes",
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            f"--window-size={width},{height}",
            "about:blank",
        ]
        if hasattr(os, "getuid") and os.getuid() == 0:
            arguments.insert(1, "--no-sandbox")  # it refuses to start for root
        browser = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(_page_address(Path(folder)), max_size=None) as connection:
                page = Page(connection, patience)
                for domain in ("Page", "Runtime", "Log"):
                    page.command(f"{domain}.enable")
                page.command("Page.navigate", url=address)
                yield page
        finally:
            browser.kill()  # it has nothing to put in order
            browser.wait(HANG)


def _page_address(folder: Path) -> str:
    """Where the browser's first page listens."""
    import urllib.request

    file = folder / "DevToolsActivePort"
    end = time.monotonic() + HANG
    while time.monotonic() < end:
        if file.exists() and file.read_text().strip():
            port = file.read_text().split()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
                for target in json.load(answer):
                    if target["type"] == "page":
                        return str(target["webSocketDebuggerUrl"])
        time.sleep(0.05)
    pytest.fail("Chromium did not start")
