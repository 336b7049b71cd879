"""Markdown and the projects of other programs become manuscripts that build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.diagnostics import Severity
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.manuscript_files import make_manuscript
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.pipeline.stages import Request, build
from tests.support.importing import chapter_texts, imported_files, small_epub

MDBOOK = {
    "book.toml": '[book]\ntitle = "Weirs"\nauthors = ["Ann Lee"]\nlanguage = "en"\n',
    "src/SUMMARY.md": "# S\n\n[Foreword](fore.md)\n\n# Inland\n\n- [Locks](locks.md)\n"
    "  - [Gates](deep/gates.md)\n- [Later]()\n",
    "src/fore.md": "# Foreword\n\nHello.\n",
    "src/locks.md": "# Locks\n\nSee [gates](deep/gates.md#they-turn), [the fore]"
    "(fore.md) and [nothing](gone.md).\n\n```rust\n# use a;\nlet b;\n```\n\n"
    "![A weir](w.png)\n\n![Lost](lost.png)\n",
    "src/deep/gates.md": "# Gates\n\nA note[^1].\n\n## They turn\n\nYes. See"
    " [locks](../locks.md).\n\n[^1]: The note.\n",
    "src/spare.md": "# Spare\n\nUnlisted words.\n",
}
GITBOOK = {
    "SUMMARY.md": "* [Locks](locks.md)\n",
    "README.md": '# Weirs\n\n{% hint style="tip" %}\nMind.\n{% endhint %}\n',
    "locks.md": "# Locks\n\nWords.\n",
}
QUARTO = {
    "_quarto.yml": "book:\n  title: Weirs\n  author: Ann Lee\n"
    "  chapters: [index.qmd, b.qmd]\nbibliography: refs.bib\nlang: en\n",
    "index.qmd": "# Preface {.unnumbered}\n\nSee @sec-b and @fig-w, @sec-none.\n",
    "b.qmd": "# Locks {#sec-b}\n\n![A weir](src/w.png){#fig-w}\n\nAs @lee2020 says.\n",
    "refs.bib": "@book{lee2020, title={Weirs}, author={Lee, Ann}, year={2020}}\n",
}
VAULT = {
    "01 Start.md": "---\ntags: [a]\n---\nSee [[02 Next|the next]]. %%secret%%\n",
    "02 Next.md": "Words.\n",
}


def _folder(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "src").mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "teal").save(root / "src" / "w.png")
    return root


def _imported(source: Path, target: Path) -> dict[str, str]:
    made = make_manuscript(import_sources([source], ImportOptions()), "A Book")
    texts = {}
    for name, content in made.content_by_path.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if not name.startswith("images/"):
            texts[name] = content.decode()
    return texts


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "files",
    [MDBOOK, GITBOOK, QUARTO, VAULT],
    ids=["mdbook", "gitbook", "quarto", "vault"],
)
def test_what_is_made_of_a_project_builds_without_an_error(
    files: Mapping[str, str], tmp_path: Path
) -> None:
    _imported(_folder(tmp_path / "theirs", files), tmp_path / "ours")
    target = tmp_path / "ours.epub"
    outcome = build(Request(manuscript=tmp_path / "ours"), {"epub": target})
    errors = [d.message() for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert errors == []
    assert target.exists()


def test_a_project_of_mdbook_keeps_order_parts_links_and_pictures(
    tmp_path: Path,
) -> None:
    texts = _imported(_folder(tmp_path / "theirs", MDBOOK), tmp_path / "ours")
    assert 'title = "Weirs"' in texts["book.toml"]
    assert 'authors = ["Ann Lee"]' in texts["book.toml"]
    assert (
        '{ part = "Inland", chapters = ["chapters/02-locks.md"] }' in texts["book.toml"]
    )
    locks = texts["chapters/02-locks.md"]
    assert "## Gates" in locks
    assert "### They turn {#gates.they-turn}" in locks
    assert "[gates](#gates.they-turn)" in locks
    assert "[the fore](#fore)" in locks
    assert "{#gates}" not in locks
    assert "# Foreword {#fore}" in texts["chapters/01-foreword.md"]
    assert "and nothing." in locks
    assert "use a" not in locks
    assert '![](../images/w.png){alt="A weir"}' in locks
    assert '![](../images/lost.png){alt="Lost"}' in locks
    account = texts["IMPORT.md"]
    assert "leads nowhere" in account
    assert "A placeholder stands for the picture" in account
    assert "“Later”, which has no file yet" in account
    assert "Unlisted words." in texts["set-aside.md"]


def test_marks_of_a_project_become_the_dialect_s(tmp_path: Path) -> None:
    texts = _imported(_folder(tmp_path / "a", GITBOOK), tmp_path / "b")
    assert "::: {.tip}" in texts["chapters/01-weirs.md"]
    texts = _imported(_folder(tmp_path / "c", VAULT), tmp_path / "d")
    start = texts["chapters/01-01-start.md"]
    assert "[the next](#" in start
    assert "secret" not in start
    texts = _imported(_folder(tmp_path / "e", QUARTO), tmp_path / "f")
    assert 'files = ["refs.bib"]' in texts["book.toml"]
    assert "@lee2020" in texts["chapters/02-locks.md"]
    assert "@sec-b and @fig-w" in texts["chapters/01-preface.md"]


def test_one_file_of_markdown_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\nauthor: Ann\n---\n\n# One\n\nA.\n\n# Two\n\nB.\n"
    )
    texts = _imported(tmp_path / "a.md", tmp_path / "ours")
    chapters = sorted(name for name in texts if name.startswith("chapters/"))
    assert chapters == ["chapters/01-one.md", "chapters/02-two.md"]


def test_a_manuscript_of_ours_needs_no_import(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('title = "T"\n')
    (tmp_path / "a.md").write_text("# A\n\nWords.\n")
    with pytest.raises(ManuscriptError) as caught:
        import_sources([tmp_path], ImportOptions())
    (found,) = caught.value.diagnostics
    assert "a manuscript of bookmaker already" in found.message()


def test_tags_and_blocks_of_a_vault_are_written_so_that_none_is_warned_of(
    tmp_path: Path,
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Low.md").write_text(
        "# Low\n\n#River is low ^one\n\n#a\n\n- #todo it ^two\n\n"
        "| #t |\n| --- |\n| #a |\n"
    )
    (vault / "High.md").write_text("# High\n\nSee [[Low#^one]] and [[Low#^two]].\n")
    texts = "".join(chapter_texts(imported_files(vault)))
    assert "\n\\#River is low []{#" in texts
    assert "- \\#todo it []{#" in texts
    assert texts.count("\\#") == 5


def test_sections_of_an_epub_with_parts_skip_no_level(tmp_path: Path) -> None:
    page = (
        "<section><header><h2>The {0}</h2><p role='doc-subtitle'>Of {0}</p></header>"
        "<p>It was low.</p><section><h3>The {0} again</h3><p>And high.</p></section>"
        "</section>"
    )
    pages = {"a.xhtml": page.format("river"), "b.xhtml": page.format("sill")}
    first, second = chapter_texts(
        imported_files(small_epub(tmp_path / "a.epub", pages))
    )
    assert "\n# The river\n" in first
    assert "\n## The river again" in first
    assert 'subtitle: "Of sill"' in second
