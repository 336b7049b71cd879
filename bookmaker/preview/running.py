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
    file = _folder() / f"{_name_of(manuscript)}-{preview.port}.json"
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
            file.unlink()


def running_previews(manuscript: Path) -> list[RunningPreview]:
    """The previews of a manuscript that left their address, in any order.

    One that was killed may be among them, because its file is still there.
    """
    folder = _folder()
    if not _is_own(folder):
        return []
    found = []
    for file in folder.glob(f"{_name_of(manuscript)}-*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            left = json.loads(file.read_text("utf-8"))
            found.append(RunningPreview(int(left["port"]), str(left["token"])))
    return found


def show_in_previews(manuscript: Path, file: str, line: int, column: int) -> bool:
    """Show a line in every preview of a manuscript; whether one of them has it.

    Raises `OSError` if none is running.
    """
    answers = []
    for preview in running_previews(manuscript):
        with suppress(OSError):
            answers.append(preview.show(file, line, column))
    if not answers:
        message = "no preview answers"
        raise ConnectionRefusedError(message)
    return any(answers)


def _folder() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"bookmaker-previews-{user}"


def _name_of(manuscript: Path) -> str:
    path = str(manuscript.resolve()).encode("utf-8", "replace")
    return hashlib.sha256(path).hexdigest()[:32]


def _is_own(folder: Path) -> bool:
    """Whether nobody else could have made the folder or can write to it."""
    try:
        known = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return folder.is_dir()
    return folder.is_dir() and known.st_uid == os.getuid() and not known.st_mode & 0o77
