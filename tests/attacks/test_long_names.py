"""Names that no system takes, in every place that can name a file.

A name of more than 255 bytes, a path of more than 4,096, a name below a file: Python
3.11 raises `OSError` for some of them where it only says no for others. Each is a
file that is missing, reported as such.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.pipeline.stages import Request, build
from bookmaker.system.files import is_file, is_folder
from bookmaker.system.workspace import Environment
from tests.attacks.test_ways_out import PLACES

NAMES = {
    "a long name": "x" * 300 + ".{0}",
    "a long name in two bytes a letter": "é" * 200 + ".{0}",
    "a long path": "d/" * 2500 + "x.{0}",
    "a long folder": "y" * 300 + "/x.{0}",
    "dots": "." * 400 + "/x.{0}",
    "below a file": "one.md/x.{0}",
}
FAST = frozenset({"a picture", "a chapter", "sources", "a theme", "an inclusion"})


@pytest.mark.parametrize("name", [name for name in PLACES if name in FAST])
def test_a_name_that_is_too_long_is_a_file_that_is_missing(
    name: str, tmp_path: Path
) -> None:
    _report_each(name, tmp_path)


@pytest.mark.sampled(8)
@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in PLACES if name not in FAST])
def test_every_name_that_is_too_long_is_a_file_that_is_missing(
    name: str, tmp_path: Path
) -> None:
    _report_each(name, tmp_path)


def _report_each(name: str, tmp_path: Path) -> None:
    place = PLACES[name]
    targets = {"epub": tmp_path / "book.epub"}
    if place.is_print:
        targets["pdf"] = tmp_path / "book.pdf"
    for kind, form in NAMES.items():
        root = tmp_path / kind
        for file, text in place.files(form.replace("{0}", place.suffix)).items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, "utf-8")
        request = Request(
            manuscript=root,
            environment=Environment(cache_folder=tmp_path / "cache"),
            is_untrusted=True,
            jobs=1,
        )
        assert build(request, targets).diagnostics, kind


@pytest.mark.sampled(2)
@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_a_place_in_a_file_of_such_a_name_is_no_place(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.md").write_text("# One\n\nSee.\n", "utf-8")
    words = ["where", form.replace("{0}", "md") + ":4", str(tmp_path)]
    assert run(words) in (ExitStatus.BOOK, ExitStatus.USAGE)
    assert "Error" in capsys.readouterr().err


@pytest.mark.parametrize("form", [*NAMES.values(), "a\0b"], ids=[*NAMES, "U+0000"])
def test_no_such_name_is_a_file_or_a_folder(form: str, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("", "utf-8")
    path = tmp_path / form
    assert not is_file(path)
    assert not is_folder(path)
