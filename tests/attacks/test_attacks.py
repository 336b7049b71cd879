"""An untrusted manuscript: what it may try, tried for real.

Each attack is a manuscript. It is built as it is and as a draft, which has pages
whatever is wrong, in a process whose every opened file and called address is written
down. Outside the manuscript's folder lie canaries: their words, and the pixels of a
picture, may stand in no output. A listener waits for calls.
"""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from tests.attacks.manuscripts import (
    ATTACKS,
    HEAD,
    LISTED,
    SVG,
    WORD,
    Attack,
    Content,
    canary_picture,
    canary_pixels,
)
from tests.support.programs import HANG, limit_work, without_progress

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="pipes and links are POSIX's"),
]

HOOK = Path(__file__).parent / "watch"
ROOT = Path(__file__).parents[2]
SECONDS = 30
"""Of a processor's time, in each process."""
MEMORY = 2 << 30


class Listener:
    """Counts who calls on loopback."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A listener for all attacks."""
    found = Listener()
    yield found
    found.close()


def set_up(folder: Path, attack: Attack, port: int) -> None:
    """Write the manuscript and, beside it, the canaries."""
    outside = folder / "outside"
    outside.mkdir()
    canaries: dict[str, str | bytes] = {
        "canary.txt": WORD,
        "canary.md": f"# {WORD}\n\n{WORD}\n",
        "canary.png": canary_picture(),
        "canary.svg": SVG.format(f'<text id="a" y="20">{WORD}</text>'),
        "canary.css": f'p::before {{ content: "{WORD}" }}',
        "canary.bib": f"@book{{canary, title={{{WORD}}}, author={{A}}, year={{1900}}}}",
        "canary.csl": f"<style>{WORD}</style>",
        "canary.dtd": f'<!ENTITY x "{WORD}">',
    }
    for name, content in canaries.items():
        raw = content.encode() if isinstance(content, str) else content
        (outside / name).write_bytes(raw)
    book = folder / "book"
    files: dict[str, Content] = {
        "book.toml": HEAD + LISTED,
        "one.md": "# One\n\nThe tide was out.\n",
        **attack.files,
    }
    for name, given in files.items():
        path = book / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(given):
            given(path)
        elif isinstance(given, bytes):
            path.write_bytes(given)
        else:
            path.write_text(_filled(given, outside, port), "utf-8")


def _filled(text: str, outside: Path, port: int) -> str:
    for mark, words in (
        ("{out}", outside.as_posix()),
        ("{url}", f"http://127.0.0.1:{port}"),
        ("{port}", str(port)),
        ("{{", "{"),
        ("}}", "}"),
    ):
        text = text.replace(mark, words)
    return text


def build(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Build both editions of the manuscript, watched."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{HOOK}{os.pathsep}{ROOT}",
        "BOOKMAKER_WATCH": str(folder / "events"),
    }
    return subprocess.run(
        [sys.executable, "-m", "bookmaker", "build", "book", "-o", "out", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
        preexec_fn=_be_modest,
    )


def _be_modest() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    limit_work(SECONDS)


def all_bytes(folder: Path) -> Iterator[bytes]:
    """The bytes of the outputs, what they pack or compress included."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        yield content
        if path.suffix == ".epub":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield from _opened(archive.read(name))
        elif path.suffix == ".pdf":
            with pikepdf.open(io.BytesIO(content)) as pdf:
                for item in pdf.objects:
                    if isinstance(item, pikepdf.Stream):
                        yield from _stream(item)
            yield _pdf_text(content).encode()


def _stream(item: pikepdf.Stream) -> Iterator[bytes]:
    try:
        yield item.read_bytes()
    except pikepdf.PdfError:
        yield from _opened(item.read_raw_bytes())


def _opened(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        with Image.open(io.BytesIO(content)) as picture:
            yield picture.convert("RGB").tobytes()


def _pdf_text(content: bytes) -> str:
    from bookmaker.proof.edition_text import page_texts

    return "".join(
        "".join(text.split()) for text in page_texts(content, is_clipped=False)
    )


_ACTIVE_ELEMENTS = frozenset(
    "script iframe form base object embed input meta-refresh handler applet".split()
)
_ACTIVE_SCHEME = re.compile(
    r"\s*(?:javascript|vbscript|data:text|file|blob):?", re.IGNORECASE
)


def _active_parts(folder: Path) -> list[str]:
    """What in the EPUBs may act, or leads into the reader's machine."""
    found = []
    for path in folder.rglob("*.epub"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xhtml", ".svg", ".opf", ".ncx")):
                    content = archive.read(name)
                    assert b"<!ENTITY" not in content
                    root = etree.fromstring(content)
                    found += [f"{name}: {part}" for part in _active_in(root)]
    return found


def _active_in(root: etree._Element) -> Iterator[str]:
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname.lower()
        if name in _ACTIVE_ELEMENTS:
            yield name
        for attribute, value in node.attrib.items():
            key = etree.QName(attribute).localname.lower()
            leads = key in ("href", "src", "to", "srcset", "poster", "data", "action")
            if key.startswith("on") or (leads and _ACTIVE_SCHEME.match(value)):
                yield f"{key}={value}"


def _attached(folder: Path) -> int:
    count = 0
    for path in folder.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            count += len(pdf.attachments)
            for item in pdf.objects:
                if isinstance(item, pikepdf.Dictionary):
                    count += (
                        item.get("/Type") == "/Filespec" or "/EmbeddedFiles" in item
                    )
                    count += item.get("/Subtype") == "/FileAttachment"
                    count += item.get("/S") in ("/JavaScript", "/Launch")
    return count


@pytest.mark.sampled(30)
@pytest.mark.parametrize("draft", [False, True], ids=["as it is", "as a draft"])
@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_an_attack_gains_nothing(
    attack: Attack,
    draft: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
    listener: Listener,
) -> None:
    set_up(tmp_path, attack, listener.port)
    before = listener.calls
    done = build(tmp_path, *(["--draft"] if draft else []))
    assert done.returncode in (0, 1, 4), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert re.search(r"^(?:\S+:\d+:\d+: )?error [A-Z]\d{3}: ", done.stderr, re.M)
    assert listener.calls == before
    events = (tmp_path / "events").read_text("utf-8", "replace")
    outside = str(tmp_path / "outside")
    touched = [e for e in events.split("\n") if outside in e or "'/etc/passwd'" in e]
    assert touched == []
    # A pipe's name is a string, an address of a network is a tuple.
    calls = [
        event
        for event in events.split("\n")
        if event.startswith(("socket.connect\t(", "socket.getaddrinfo"))
    ]
    assert calls == []
    output = tmp_path / "out"
    needles = (
        WORD.encode(),
        canary_pixels()[:96],
        canary_picture()[64:160],
        b"root:x:0:0",
    )
    for content in all_bytes(output):
        assert [needle for needle in needles if needle in content] == []
    assert _active_parts(output) == []
    assert _attached(output) == 0
    assert sorted(p.name for p in (tmp_path / "outside").iterdir()) == sorted(CANARIES)


CANARIES = tuple(
    f"canary.{suffix}"
    for suffix in ("txt", "md", "png", "svg", "css", "bib", "csl", "dtd")
)


def test_the_watch_sees_what_is_opened(tmp_path: Path) -> None:
    set_up(tmp_path, Attack("none", {}), 9)
    assert build(tmp_path, "-f", "epub").returncode == 0
    events = (tmp_path / "events").read_text("utf-8", "replace")
    assert "one.md" in events
    assert "book.toml" in events


def test_the_search_finds_a_canary(tmp_path: Path) -> None:
    picture: dict[str, Content] = {
        "a.png": canary_picture(),
        "one.md": f"# One\n\n![A](a.png)\n\n{WORD}\n",
    }
    set_up(tmp_path, Attack("none", picture), 9)
    assert build(tmp_path).returncode == 0
    found = list(all_bytes(tmp_path / "out"))
    assert sum(WORD.encode() in content for content in found) >= 2
    assert sum(canary_pixels()[:96] in content for content in found) >= 2


def test_an_untrusted_book_gets_no_filter_and_less_of_everything(
    tmp_path: Path,
) -> None:
    large: dict[str, Content] = {
        "one.md": "# One\n\n![A](a.png)\n",
        "a.png": canary_picture() + b"\0" * (17 << 20),
    }
    set_up(tmp_path, Attack("none", large), 9)
    assert build(tmp_path, "-f", "epub").returncode == 0
    done = build(tmp_path, "-f", "epub", "--untrusted")
    assert done.returncode == 1
    assert "it is larger than 16 MiB" in done.stderr
    raised = build(
        tmp_path, "-f", "epub", "--untrusted", "--largest-file", "64", "--no-cache"
    )
    assert "it is larger than 16 MiB" in raised.stderr
    lowered = build(tmp_path, "-f", "epub", "--largest-file", "1")
    assert "it is larger than 1 MiB" in lowered.stderr
    filtered = build(tmp_path, "-f", "epub", "--untrusted", "--filter", "./x")
    assert filtered.returncode == 2
    assert "--untrusted runs no filters" in filtered.stderr


_AS_INSTALLED = "from bookmaker.__main__ import main\nmain()\n"
_PROGRAMS = ("timeit", "weasyprint", "bookmaker", "shelve", "tinycss2", "usercustomize")
_PROGRAM = "import pathlib\npathlib.Path({path!r}).write_text('run')\n"


def test_a_program_in_the_manuscript_is_never_run(tmp_path: Path) -> None:
    """Not even where one stands in the manuscript's folder and builds it."""
    ran = tmp_path / "ran"
    program = _PROGRAM.format(path=str(ran))
    set_up(tmp_path, Attack("programs", {}), 9)
    for name in _PROGRAMS:
        (tmp_path / "book" / f"{name}.py").write_text(program, "utf-8")
    command = tmp_path / "bin" / "bookmaker"
    command.parent.mkdir()
    command.write_text(_AS_INSTALLED, "utf-8")
    done = subprocess.run(
        [sys.executable, str(command), "build", ".", "-o", "../out"],
        cwd=tmp_path / "book",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert (done.returncode, without_progress(done.stderr)) == (0, "")
    assert not ran.exists()
