"""A build that was made already is found, and none that would be another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from bookmaker.pipeline import records
from bookmaker.pipeline.request import (
    NOT_DECISIVE,
    Request,
    decisive_values,
    default_name,
)
from bookmaker.pipeline.unchanged import build_or_reuse
from bookmaker.system.workspace import Environment

REQUEST = Request(manuscript=Path("book"))
OTHER_BY_TYPE: dict[str, object] = {
    "Path": Path("another book"),
    "bool": True,
    "int | None": 7,
    "str | None": "another",
    "tuple[str, ...]": ("another",),
}
"""Another value for each type that a field has; a new type needs its own."""
FIELDS = [
    (owner, own)
    for owner in (Request, Environment)
    for own in dataclasses.fields(owner)
    if own.name not in NOT_DECISIVE and own.type != "Environment"
]


Values = TypeVar("Values", Request, Environment)


def _with(values: Values, name: str, other: object) -> Values:
    changed: object = (not other) if other == getattr(values, name) else other
    return replace(values, **{name: changed})  # type: ignore[arg-type]


def key_of(request: Request) -> str:
    return records._key(request, ["epub"])


@pytest.mark.parametrize(
    ("owner", "own"), FIELDS, ids=[f"{o.__name__}.{f.name}" for o, f in FIELDS]
)
def test_a_field_of_a_request_decides(
    owner: type, own: dataclasses.Field[object]
) -> None:
    other = OTHER_BY_TYPE[str(own.type)]
    if owner is Request:
        request = _with(REQUEST, own.name, other)
    else:
        environment = _with(REQUEST.environment, own.name, other)
        request = replace(REQUEST, environment=environment)
    assert key_of(request) != key_of(REQUEST)


def test_what_does_not_decide_is_a_field_with_a_reason() -> None:
    names = {f.name for o in (Request, Environment) for f in dataclasses.fields(o)}
    assert NOT_DECISIVE.keys() <= names
    assert all(NOT_DECISIVE.values())
    named = [value.partition("=")[0] for value in decisive_values(REQUEST)]
    assert sorted(named) == sorted(names - NOT_DECISIVE.keys() - {"environment"})


def test_other_editions_are_another_build() -> None:
    assert records._key(REQUEST, ["epub"]) == records._key(REQUEST, iter(["epub"]))
    assert records._key(REQUEST, ["epub"]) != records._key(REQUEST, ["epub", "pdf"])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["one.md"]\n', "utf-8"
    )
    (folder / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")
    return folder


def nothing(_stage: str) -> None:
    pass


def editions_found(
    manuscript: Path, target: Path, progress: Callable[[str], None] = nothing
) -> int:
    """Build the EPUB; say how many editions an earlier build had made."""
    request = Request(
        manuscript=manuscript,
        environment=Environment(cache_folder=target.parent / "cache"),
        progress=progress,
    )
    outcome = build_or_reuse(request, {"epub": target})
    assert [one.path for one in outcome.outputs] == [target]
    assert (manuscript / "one.md").resolve() in {s.resolve() for s in outcome.sources}
    return outcome.timings.found.get("editions", 0)


def test_a_build_is_found_again_from_wherever_it_is_asked_for(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.epub"
    monkeypatch.chdir(tmp_path)
    assert editions_found(Path("book"), target) == 0
    monkeypatch.chdir(book)
    (tmp_path / "link").symlink_to(book)
    for manuscript in (Path(), book, Path("../book"), tmp_path / "link"):
        target.unlink()
        assert editions_found(manuscript, target) == 1
        assert target.read_bytes().startswith(b"PK")


def test_problems_are_reported_again_by_a_build_that_is_found(
    book: Path, tmp_path: Path
) -> None:
    (book / "one.md").write_text("# One\n\n[x](gone.md), htp://y and TODO.\n", "utf-8")
    found = []
    for number in range(2):
        environment = Environment(cache_folder=tmp_path / "cache")
        request = Request(manuscript=book, environment=environment)
        outcome = build_or_reuse(request, {"epub": tmp_path / "a.epub"})
        assert outcome.timings.found.get("editions", 0) == number
        found.append([(one, one.span) for one in outcome.diagnostics])
    assert found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tides", "tides"),
        ("tides-1.0", "tides-1.0"),
        ("tides.md", "tides"),
        ("tides.v2.markdown", "tides.v2"),
        ("tides.txt", "tides.txt"),
    ],
)
def test_editions_are_named_for_the_manuscript(path: str, name: str) -> None:
    assert default_name(Path(path)) == name


def test_a_cache_in_the_manuscripts_folder_is_not_part_of_it(
    book: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(book)
    target = link / "a.epub"
    assert editions_found(book, target) == 0
    assert (book / "cache" / "parts").is_dir()
    assert editions_found(book, target) == 1
    assert editions_found(link, target) == 1
    (book / "more.md").write_text("# More\n", "utf-8")
    assert editions_found(book, target) == 0, "a file has come"


def _edit(book: Path) -> None:
    (book / "one.md").write_text("# One\n\nThe tide was in.\n", "utf-8")


def _edit_configuration(book: Path) -> None:
    text = (book / "book.toml").read_text("utf-8")
    (book / "book.toml").write_text(text.replace("Tides", "Tide"), "utf-8")


@pytest.mark.parametrize("edit", [_edit, _edit_configuration])
def test_what_is_edited_while_a_book_is_built_is_built_next(
    book: Path, tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    def edit_late(stage: str) -> None:
        if stage.startswith("making"):
            edit(book)

    target = tmp_path / "a.epub"
    assert editions_found(book, target, edit_late) == 0
    first = target.read_bytes()
    assert editions_found(book, target) == 0
    assert target.read_bytes() != first
    assert editions_found(book, target) == 1


@pytest.mark.parametrize("kept", [b"", b"\0" * 8, b"\0" * 7 + b"\2{}", b"\xff" * 99])
def test_what_is_not_a_record_is_built_again(
    book: Path, tmp_path: Path, kept: bytes
) -> None:
    target = tmp_path / "a.epub"
    editions_found(book, target)
    environment = Environment(cache_folder=tmp_path / "cache")
    request = Request(manuscript=book, environment=environment)
    store = records.parts_store(request)
    key = records._key(request, ["epub"])
    assert store.find(key) is not None
    store.keep(key, kept)
    assert editions_found(book, target) == 0
    assert editions_found(book, target) == 1
