"""Every option and argument that takes a path takes it in every form, from anywhere.

The options are those that the commands have: one that is new must be given its row in
`_PREPARED` and `_LOOKED_FOR`, or this file fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import click
import pytest

from bookmaker.cli import cli, run
from bookmaker.cli.shared_options import SomePath
from bookmaker.lsp import server
from bookmaker.pipeline import watching
from bookmaker.pipeline.stages import Request, build
from bookmaker.preview import loop

pytestmark = pytest.mark.slow

Row = TypeVar("Row")
_HERE = "a folder that we stand in"
FORMS = {
    "relative": ("../there/it", "there/it"),
    "home": ("~/there/it", "home/there/it"),
    "spaces": ("a  folder/its part", f"{_HERE}/a  folder/its part"),
    "not ASCII": ("Bücher/潮の本", f"{_HERE}/Bücher/潮の本"),
    "linked": ("link/it", "elsewhere/it"),
    "from its top": ("{root}/there/it", "there/it"),
    "trailing slash": ("it/", f"{_HERE}/it"),
}
"""What is given, and where that leads to from the folder above."""


def _commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command


PATHS = [
    (name, parameter)
    for name, command in _commands()
    for parameter in command.params
    if isinstance(parameter.type, click.Path)
]
_IDS = [f"{name} {parameter.opts[0]}" for name, parameter in PATHS]


def test_each_path_is_read_by_our_own_type() -> None:
    others = [
        f"{name} {parameter.opts[0]}"
        for name, command in _commands()
        for parameter in command.params
        if not isinstance(parameter.type, SomePath)
        and (
            isinstance(parameter.type, (click.Path, click.File))
            or parameter.metavar in ("DIR", "FILE", "PATH")
        )
    ]
    assert others == []


def _write_book(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["one.md"]\n', "utf-8"
    )
    (folder / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")


def _write_pages(folder: Path) -> None:
    folder.mkdir(parents=True)
    page = "<html><head><title>One</title></head><body><p>The tide.</p></body></html>"
    (folder / "one.html").write_text(page, "utf-8")


def _write_release(folder: Path) -> None:
    lock = _root(folder) / "usual" / "released.lock"
    _write_lock(lock)
    book = _root(folder) / "usual" / "manuscripts" / "tides"
    words = ["-e", "epub", "--no-samples", "--no-validate", f"--lock={lock}", "-q"]
    assert run(["release", str(book), "-o", str(folder), *words]) == 0


def _root(path: Path) -> Path:
    """The folder of the test that a path lies in."""
    return next(above for above in path.parents if (above / "usual").is_dir())


def _nothing(_path: Path) -> None:
    pass


def _write_edition(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = _root(path) / "usual" / "manuscripts" / "tides"
    assert run(["epub", str(book), "-o", str(path), "-q"]) == 0


def _write_lock(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"tides==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")


_PREPARED: dict[str, Callable[[Path], None]] = {
    "release manuscripts": _write_book,
    "lock": _write_lock,
    "manuscript": _write_book,
    "manuscripts": lambda path: _write_book(path / "tides"),
    "sources": _write_pages,
    "verify folder": _write_release,
    "files": _write_edition,
    "folder": _nothing,
    "file": _nothing,
    "page": _nothing,
    "previews": _nothing,
    "depfile": _nothing,
    "cache_folder": _nothing,
}
"""What must lie at a path before the command runs: by the parameter, or by the command
and the parameter."""


def _is_edition(path: Path) -> bool:
    return path.read_bytes()[:4] in (b"PK\3\4", b"%PDF")


_LOOKED_FOR: dict[str, Callable[[Path], bool]] = {
    "release manuscripts": lambda path: (path / "book.toml").is_file(),
    "release folder": lambda path: (path / "SHA256SUMS").is_file(),
    "lock": lambda path: path.is_file(),
    "manuscript": lambda path: (path / "book.toml").is_file(),
    "manuscripts": lambda path: (path / "tides").is_dir(),
    "sources": lambda path: (path / "one.html").is_file(),
    "verify folder": lambda path: (path / "tides.epub").is_file(),
    "watch folder": lambda path: any(map(_is_edition, path.glob("*.epub"))),
    "build folder": lambda path: any(map(_is_edition, path.glob("*.epub"))),
    "accessibility folder": lambda path: any(map(_is_edition, path.glob("*.epub"))),
    "new folder": lambda path: (path / "book.toml").is_file(),
    "import folder": lambda path: (path / "book.toml").is_file(),
    "file": _is_edition,
    "files": _is_edition,
    "previews": lambda path: (path / "epub-160.png").is_file(),
    "page": lambda path: path.read_bytes().startswith(b"<!DOCTYPE html>"),
    "depfile": lambda path: ": " in path.read_text("utf-8"),
    "cache cache_folder": lambda _path: True,
    "cache_folder": lambda path: any((path / "parts").glob("??/*")),
}
"""What lies there afterwards."""

_MORE_WORDS = {
    "accessibility": ["--no-validate"],
    "build": ["-f", "epub"],
    "watch": ["-f", "epub"],
    "cover": ["--pages", "20"],
    "release": ["-e", "epub", "--no-validate"],
    "import": ["--yes"],
    "where": ["one.md:3"],
    "compare": ["{root}/usual/manuscripts/tides", "{root}/usual/manuscripts/tides"],
    "new folder": ["--title", "Tides", "--author", "Ann Lee", "--language", "en"],
}


def _row(table: Mapping[str, Row], command: str, name: str) -> Row:
    row = table.get(f"{command} {name}", table.get(name))
    assert row is not None, f"{command} {name} is new: give it a row in this file"
    return row


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which all is that commands want; we stand in another below it."""
    _write_book(tmp_path / "usual" / "manuscripts" / "tides")
    _write_pages(tmp_path / "usual" / "pages")
    (tmp_path / _HERE).mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / _HERE / "link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "usual" / "cache"))
    monkeypatch.chdir(tmp_path / _HERE)
    return tmp_path


@pytest.fixture(autouse=True)
def one_build_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What builds again after each change, or serves, ends after one build."""
    for module in (loop, watching):
        monkeypatch.setattr(module, "now_and_on_changes", lambda *_, **_m: iter([None]))

    def build_once(request: Request, _manuscript: Path | None) -> None:
        build(request, {"pdf": Path("build/served.pdf").absolute()})

    monkeypatch.setattr(server, "serve", build_once)


def _usual(root: Path, command: str, name: str) -> str | None:
    """What a parameter is given where another one is looked at."""
    usual = {
        "manuscript": "manuscripts/tides",
        "import sources": "pages",
        "new folder": "new",
        "import folder": "imported",
        "verify folder": "dist",
        "release folder": "released",
        "release manuscripts": "manuscripts/tides",
        "manuscripts": "manuscripts",
    }
    found = usual.get(f"{command} {name}", usual.get(name))
    return None if found is None else str(root / "usual" / found)


def _words(root: Path, command: str, tested: click.Parameter, given: str) -> list[str]:
    more = _MORE_WORDS.get(command, _MORE_WORDS.get(f"{command} {tested.name}", []))
    options, arguments = [word.format(root=root) for word in more], []
    for name, parameter in PATHS:
        if name != command:
            continue
        word = _usual(root, command, parameter.name or "")
        if parameter is tested:
            word = given
        if word is None:
            continue
        if isinstance(parameter, click.Argument):
            arguments.append(word)
        else:
            options.append(f"{parameter.opts[-1]}={word}")
    return [command, *options, *arguments]


@pytest.mark.sampled
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("command", "parameter"), PATHS, ids=_IDS)
def test_a_path_is_found_in_every_form(
    root: Path,
    command: str,
    parameter: click.Parameter,
    form: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = parameter.name or ""
    prepare = _row(_PREPARED, command, name)
    is_there = _row(_LOOKED_FOR, command, name)
    given, leads_to = FORMS[form]
    given = given.format(root=root)
    place = root / leads_to
    if command == "verify" and name != "folder":
        _write_release(root / "usual" / "dist")
    prepare(place)
    before = _everything(root / _HERE)

    status = run(_words(root, command, parameter, given))

    said = capsys.readouterr()
    is_file_alone = isinstance(parameter.type, SomePath) and not parameter.type.dir_okay
    if form == "trailing slash" and is_file_alone:
        assert status == 2
        assert "is a folder: name a file" in said.err
        assert _everything(root / _HERE) == before
        return
    assert status == 0, said.err
    assert is_there(place), said.err
    here = {path.split("/")[0] for path in _everything(root / _HERE)}
    assert here <= {"link", "build", leads_to.removeprefix(f"{_HERE}/").split("/")[0]}


def _everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_cache_folder_is_the_same_one_from_elsewhere(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = str(root / "usual" / "manuscripts" / "tides")
    parts, editions = [], []
    for place, cache in ((_HERE, "kept"), ("home", f"../{_HERE}/kept")):
        monkeypatch.chdir(root / place)
        words = ["pdf", book, "-o", "a.pdf", f"--cache-folder={cache}"]
        assert run(words) == 0, capsys.readouterr().err
        parts.append(_everything(root / _HERE / "kept"))
        editions.append(Path("a.pdf").read_bytes())
    assert parts[0] == parts[1]
    assert run(["pdf", book, "-o", "b.pdf", "--no-cache"]) == 0
    assert {*editions} == {Path("b.pdf").read_bytes()}
