"""An unknown version of WeasyPrint has its ordinary layout, and a build warns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import weasyprint

from bookmaker.backends.pdf import weasyprint_patches


def test_a_function_is_wrapped_once_by_each_patch() -> None:
    shown: list[str] = []

    class Stream:
        def show_text(self, text: str) -> None:
            shown.append(text)

    module = SimpleNamespace(Stream=Stream)
    weasyprint_patches.show_no_empty_strings(module)
    wrapper = Stream.show_text
    weasyprint_patches.show_no_empty_strings(module)
    assert Stream.show_text is wrapper
    Stream().show_text("<>a<>")
    assert shown == [" a "]


def test_the_version_that_is_known_is_the_one_that_is_pinned() -> None:
    pinned = Path(__file__).parents[4] / "pyproject.toml"
    wanted = f'"weasyprint=={weasyprint_patches.KNOWN_VERSION}"'
    assert wanted in pinned.read_text("utf-8")
    assert weasyprint_patches.unknown_version(weasyprint) is None


_MANUSCRIPT = "# Tides\n\nThe pier was long.[^n] *She* went on.\n\n[^n]: And cold.\n"
_STRANGE = "import weasyprint\nweasyprint.__version__ = '71.0'\n"
_LACKS_MORE = """
import weasyprint.layout.page
del weasyprint.layout.page.set_page_type_computed_styles
"""


def built_by_another_version(
    folder: Path, pretence: str
) -> subprocess.CompletedProcess[str]:
    """Build a book in processes that all meet a version which is not the known one."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(pretence, "utf-8")
    (folder / "book.md").write_text(_MANUSCRIPT, "utf-8")
    options = ["build", "book.md", "-f", "pdf", "--no-cache"]
    return subprocess.run(
        [sys.executable, "-m", "bookmaker", *options],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
@pytest.mark.slow
def test_a_book_is_built_by_another_version_with_a_warning(tmp_path: Path) -> None:
    run = built_by_another_version(tmp_path, _STRANGE)
    assert run.returncode == 0, run.stderr
    assert "WeasyPrint is version 71.0, and not the 70.0" in run.stderr
    assert (tmp_path / "build/book.pdf").stat().st_size > 1000


@pytest.mark.slow
def test_a_version_that_lacks_what_we_use_is_not_a_mistake_of_ours(
    tmp_path: Path,
) -> None:
    run = built_by_another_version(tmp_path, _STRANGE + _LACKS_MORE)
    assert run.returncode == 1, run.stderr
    assert "fails in the engine" in run.stderr
