"""The names of files that an import writes: every usual file system takes them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.importers.manuscript_files import portable_path
from tests.support.importing import imported_files, picture

NAMES = {
    "quay.png": "quay.png",
    "Der Kai, früh.jpeg": "Der Kai, früh.jpeg",
    "a:b?.png": "a-b-.png",
    "con.png": "con-file.png",
    "Aux.tar.gz": "Aux.tar-file.gz",
    "quay .png": "quay.png",
    "..png": "file.png",
    "x" * 300 + ".png": "x" * 120 + ".png",
    "ж" * 200 + ".png": "ж" * 60 + ".png",
    "no end": "no end",
    "tab\there.png": "tab-here.png",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_that_any_system_takes(name: str) -> None:
    assert portable_path(f"images/{name}") == f"images/{NAMES[name]}"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
def test_any_name_can_be_written_and_is_portable_as_it_is(name: str) -> None:
    made = portable_path("images/" + name.replace("/", "-"))
    last = PurePosixPath(made).name
    assert made == f"images/{last}"
    assert len(last.encode()) <= 255
    assert portable_path(made) == made
    assert not last.endswith((" ", "."))


@pytest.mark.parametrize("name", ["quay" * 100, "a&#34;b", "nul", "q?x=1"])
def test_a_picture_that_is_not_there_has_a_name_that_can_be_written(
    name: str, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: Tides\n", "utf-8")
    text = f"# Tides\n\nThe tide was out.\n\n![A quay]({name}.png)\n"
    (project / "docs/index.md").write_text(text, "utf-8")
    (project / "docs/quay.png").write_bytes(picture())
    files = imported_files(project)
    for path, content in files.items():
        (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / path).write_bytes(content)
        assert portable_path(path) == path
    assert sum(path.startswith("images/") for path in files) == 1
