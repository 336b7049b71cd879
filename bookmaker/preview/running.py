"""Previews that run on this machine, so that an editor's command can speak to one.

A running preview leaves its port and token in a file that only its user can read.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunningPreview:
    """Where a preview can be reached."""

    port: int
    token: str

    def show(self, file: str, line: int, column: int) -> bool:
        """Let it go to a line; whether it did. Raises `OSError` where it has ended."""
        host = f"127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = json.dumps({"file": file, "line": line, "column": column})
        headers = {"Content-Type": "application/json", "Origin": f"http://{host}"}
        try:
            connection.request("POST", f"/{self.token}/show", body, headers)
            answer = connection.getresponse()
            return answer.status == 200 and bool(json.load(answer).get("shown"))
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()


@contextmanager
def announced(manuscript: Path, preview: RunningPreview) -> Iterator[None]:
    """Let the preview of a manuscript be found while the block runs."""
    file = _file_of(manuscript)
    folder = file.parent
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_own(folder):
        yield
        return
    written = json.dumps({"port": preview.port, "token": preview.token})
    with suppress(OSError):
        file.unlink(missing_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as opened:
            opened.write(written)
    try:
        yield
    finally:
        with suppress(OSError):
            # Another preview of the same book may have come after this one.
            if file.read_text("utf-8") == written:
                file.unlink()


def find_running(manuscript: Path) -> RunningPreview | None:
    """The preview of a manuscript that was started last, if it left word."""
    file = _file_of(manuscript)
    if not _is_own(file.parent):
        return None
    try:
        left = json.loads(file.read_text("utf-8"))
        return RunningPreview(int(left["port"]), str(left["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file_of(manuscript: Path) -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    name = hashlib.sha256(str(manuscript.resolve()).encode("utf-8", "replace"))
    folder = Path(tempfile.gettempdir()) / f"bookmaker-previews-{user}"
    return folder / f"{name.hexdigest()[:32]}.json"


def _is_own(folder: Path) -> bool:
    """Whether nobody else could have made the folder or can write to it."""
    try:
        known = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return folder.is_dir()
    return folder.is_dir() and known.st_uid == os.getuid() and not known.st_mode & 0o77
