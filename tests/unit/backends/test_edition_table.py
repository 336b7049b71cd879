"""The edition table: every target is a row, and other distributions add rows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bookmaker.backends import (
    BUILT_IN,
    Target,
    UnknownTargetError,
    in_build_order,
    target_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.pipeline import request
from bookmaker.pipeline.outputs import free_targets

_EDITION = Path(__file__).parents[2] / "support" / "plain_text_edition"
_BOOK = """\
# One

Plain words here.

::: {.content-visible when-format="plain"}
Only in plain text.
:::

::: {.content-hidden when-format="txt"}
Everywhere else.
:::
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder of installed distributions that holds the plain-text edition."""
    site = tmp_path / "site"
    shutil.copytree(_EDITION, site)
    described = site / "plain_text_edition-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: plain-text-edition\nVersion: 1.0\n", "utf-8"
    )
    (described / "entry_points.txt").write_text(
        "[bookmaker.backends]\ntxt = plain_text_edition:TARGET\n", "utf-8"
    )
    return site


def run_bookmaker(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command where the distributions of a folder are installed too."""
    return subprocess.run(
        [sys.executable, "-m", "bookmaker", *words],
        env={**os.environ, "PYTHONPATH": str(site)},
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_another_distribution_adds_an_edition_without_an_edit_here(
    installed: Path, tmp_path: Path
) -> None:
    book = tmp_path / "quay.md"
    book.write_text(_BOOK, "utf-8")
    build = ("build", str(book), "-o", str(tmp_path), "--cache-folder", str(tmp_path))
    done = run_bookmaker(installed, *build, "-f", "txt", "-f", "pdf")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "quay.txt").read_text("utf-8")
    assert "pages in print" in text.splitlines()[0]
    assert "Plain words here." in text
    assert "Only in plain text." in text
    assert "Everywhere else." not in text
    assert (tmp_path / "quay.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_an_edition_that_is_not_installed_is_wrong_usage(tmp_path: Path) -> None:
    book = tmp_path / "quay.md"
    book.write_text(_BOOK, "utf-8")
    done = run_bookmaker(tmp_path, "build", str(book), "-f", "txt")
    assert done.returncode == 2
    assert "the formats are epub, pdf" in done.stderr


def _asked(manuscript: Path) -> request.Request:
    return request.Request(manuscript=manuscript)


def _target(name: str, *uses: str) -> Target:
    return Target(
        name=name,
        label=name,
        suffix=f".{name}",
        media_type="text/plain",
        backend="x:X",
        transforms="x:X",
        condition_names=(name,),
        uses=uses,
    )


def test_a_target_is_built_after_those_that_it_uses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = (_target("a", "b"), _target("b", "c"), _target("c"), _target("d", "a"))
    monkeypatch.setattr("bookmaker.backends.BUILT_IN", rows)
    assert [row.name for row in in_build_order("abcd")] == ["c", "b", "a", "d"]
    assert [row.name for row in in_build_order("ad")] == ["a", "d"]


def test_targets_that_use_each_other_come_in_the_order_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = (_target("a", "b"), _target("b", "a"))
    monkeypatch.setattr("bookmaker.backends.BUILT_IN", rows)
    assert {row.name for row in in_build_order("ab")} == {"a", "b"}
    assert len(in_build_order("ab")) == 2


def test_a_name_that_no_target_has_is_an_error() -> None:
    with pytest.raises(UnknownTargetError):
        target_of("docx")


def test_names_of_the_rows_are_their_own() -> None:
    names = [name for row in BUILT_IN for name in row.condition_names]
    assert len(names) == len(set(names))


def test_without_a_signature_the_suffix_decides_what_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "target_of", _target)
    (tmp_path / "chapter.md").write_text("# One", "utf-8")
    (tmp_path / "book.txt").write_text("an earlier edition", "utf-8")
    problems = Diagnostics()
    taken = free_targets({"txt": tmp_path / "chapter.md"}, _asked(tmp_path), problems)
    assert not taken
    assert [problem.code for problem in problems] == ["W002"]
    assert free_targets({"txt": tmp_path / "book.txt"}, _asked(tmp_path), problems)
