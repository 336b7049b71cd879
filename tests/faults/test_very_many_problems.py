"""A book full of problems is checked in steps that grow with it, in every form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.steps import count_steps

_Files = Mapping[str, str]


def _chapter(text: str) -> _Files:
    return {"one.md": f"# One\n\n{text}\n"}


def _with_sources(sources: str, text: str = "See [@a].") -> _Files:
    toml = (
        'title = "T"\n[citations]\nfiles = ["s.bib"]\n[contents]\nbody = ["one.md"]\n'
    )
    return {"book.toml": toml, "s.bib": sources, **_chapter(text)}


def _numbered(form: str, count: int, between: str = " ") -> str:
    return between.join(form.format(n) for n in range(count))


BOOKS: dict[str, Callable[[int], _Files]] = {
    "dead links in a line": lambda n: _chapter(_numbered("[](#no{})", n)),
    "dead links among as many headings": lambda n: _chapter(
        _numbered("## H {0} {{#h-{0}}}\n\n[x](#hx-{0})", n, "\n\n")
    ),
    "links to what many chapters have": lambda n: {
        f"{k:04}.md": f"# {k}\n\n## A {{#a}}\n\n[](#b)\n\n## B {{#b}}\n"
        for k in range(n // 8)
    },
    "links to files that are missing": lambda n: {
        f"{k:04}.md": f"# {k}\n\n" + _numbered(f"[a](x{k}-{{}}.md)", 8)
        for k in range(n // 8)
    },
    "unknown sources": lambda n: _with_sources(
        "@book{a, title={A}}", _numbered("[@b{}]", n)
    ),
    "unknown sources among as many": lambda n: _with_sources(
        _numbered("@book{{a{0}, title={{A}}}}", n, "\n"), _numbered("[@b{}]", n)
    ),
    "citations without sources": lambda n: _chapter(_numbered("[@b{}]", n)),
    "unknown keys": lambda n: {
        "book.toml": 'title = "T"\n' + _numbered("key{} = 1", n, "\n"),
        **_chapter("Words."),
    },
    "unknown keys of a chapter": lambda n: {
        "one.md": "---\n"
        + _numbered("key{}: 1", n, "\n")
        + "\n---\n\n# One\n\nWords.\n"
    },
    "nested tags in a line": lambda n: _chapter(
        "<section><div><em>" * (n // 4) + "x" + "</em></div></section>" * (n // 4)
    ),
    "braces of sources in a line": lambda n: _with_sources("@book{" * n),
    "marks of other programs": lambda n: _chapter(_numbered("{{% a{} %}} %%b%%", n)),
    "pictures that are missing": lambda n: _chapter(_numbered("![a](p{}.png)", n)),
    "terms that no glossary has": lambda n: _chapter(
        "::: glossary\nPier\n:   A pier.\n:::\n\n" + _numbered("[t{}]{{.term}}", n)
    ),
    "letters of an unknown script": lambda n: _chapter(
        "".join(chr(0x13000 + k % 1000) for k in range(n))
    ),
    "notes that nothing calls": lambda n: _chapter(_numbered("[^{}]: N.", n, "\n\n")),
}


def _checked(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Check a book and count the steps; its problems are reported, none is ours."""
    statuses: list[int] = []
    words = ["check", str(folder), "--report", form]
    steps = count_steps(lambda: statuses.append(run(words)))
    assert statuses[0] in {0, 1, 4}
    assert capsys.readouterr().out
    return steps


_NO_PAGES = '\n[editions.one]\ntarget = "epub"\ndefault = true\n'
"""The check of a book makes the EPUB alone: layout would take longer than all else."""


def _write(folder: Path, files: _Files) -> Path:
    folder.mkdir()
    toml = files.get("book.toml", 'title = "T"\n') + _NO_PAGES
    for name, content in {**files, "book.toml": toml}.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.sampled(4)
@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_a_text_report_takes_steps_as_the_json_report_does(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _write(tmp_path / "book", BOOKS[name](200))
    _checked(book, "json", capsys)
    in_json = _checked(book, "json", capsys)
    for form in ("text", "github"):
        assert _checked(book, form, capsys) < 2 * in_json


@pytest.mark.sampled(8)
@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_the_steps_of_a_check_grow_with_the_number_of_problems(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = _write(tmp_path / "small", BOOKS[name](100))
    large = _write(tmp_path / "large", BOOKS[name](400))
    _checked(small, "text", capsys)
    assert _checked(large, "text", capsys) < 6 * _checked(small, "text", capsys)
