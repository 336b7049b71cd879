"""The rule for make."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bookmaker.cli.depfile import render_depfile


def test_sources_stand_behind_the_outputs_and_have_empty_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = [Path("build/a.epub"), Path("build/a.pdf")]
    assert render_depfile(outputs, [tmp_path / "m" / "one.md", Path("/o/b.css")]) == (
        "build/a.epub build/a.pdf: m/one.md /o/b.css\n\nm/one.md:\n\n/o/b.css:\n"
    )


def test_signs_that_mean_something_to_make_are_escaped() -> None:
    assert render_depfile([Path("a b.pdf")], [Path("50% #1 $x.md")]) == (
        "a\\ b.pdf: 50\\%\\ \\#1\\ $$x.md\n\n50\\%\\ \\#1\\ $$x.md:\n"
    )


def test_a_name_with_a_line_end_is_left_out() -> None:
    assert render_depfile([Path("a.pdf")], [Path("a\nb.md")]) == "a.pdf:\n"


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_make_reads_the_rule_and_forgives_a_lost_source(tmp_path: Path) -> None:
    source = tmp_path / "my chapter #1.md"
    source.write_text("a", encoding="utf-8")
    (tmp_path / "a.d").write_text(
        render_depfile([Path("a.pdf")], [Path("my chapter #1.md"), Path("lost.md")]),
        encoding="utf-8",
    )
    (tmp_path / "Makefile").write_text(
        "a.pdf:\n\t@echo made\n\t@touch $@\n-include a.d\n", encoding="utf-8"
    )

    # Whatever a make that runs the tests has told its children is none of this one's.
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}

    def make() -> str:
        done = subprocess.run(
            ["make", "a.pdf"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            env=surroundings,
        )
        return done.stdout.decode()

    (tmp_path / "lost.md").write_text("b", encoding="utf-8")
    assert make() == "made\n"
    assert "up to date" in make()
    (tmp_path / "lost.md").unlink()
    assert make() == "made\n"
