"""Vaults of Obsidian and plain folders are read as their authors see them."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

import bookmaker
from bookmaker.diagnostics import Severity
from bookmaker.document.nodes import Figure, Image, Link, Node
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, find_nodes

SUB = """# Sub Note

Intro.

## Deep part

Deep words.

The quay is here. ^quay

## After

End.
"""


def _read(folder: Path, **files: str) -> bookmaker.Outcome:
    for name, content in files.items():
        path = folder / (name.replace("__", "/").replace("_", " ") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (folder / "att").mkdir(exist_ok=True)
    PIL.Image.new("RGB", (8, 8)).save(folder / "att" / "a flag.png")
    return bookmaker.read(folder)


def _words(outcome: bookmaker.Outcome) -> str:
    assert outcome.book is not None
    divisions = all_divisions(outcome.book)
    return "\n".join(f"{plain_text(d.title)} {plain_text(d.blocks)}" for d in divisions)


def _nodes(outcome: bookmaker.Outcome, *kinds: type[Node]) -> list[Node]:
    assert outcome.book is not None
    return list(find_nodes(outcome.book.body, *kinds))


def _codes(outcome: bookmaker.Outcome) -> set[str]:
    return {d.code for d in outcome.diagnostics if d.severity is not Severity.NOTE}


@pytest.mark.parametrize(
    ("link", "words", "target"),
    [
        ("[[Sub Note]]", "Sub Note", "#sub-note"),
        ("[[sub note]]", "sub note", "#sub-note"),
        ("[[sub/Sub Note]]", "sub/Sub Note", "#sub-note"),
        ("[[Sub Note.md]]", "Sub Note.md", "#sub-note"),
        ("[[Sub Note|the *note*]]", "the *note*", "#sub-note"),
        ("[[Sub Note#Deep part]]", "Sub Note > Deep part", "#sub-note.deep-part"),
        ("[[Sub Note#Sub Note#After|x]]", "x", "#sub-note.after"),
        ("[[Sub Note#^quay|x]]", "x", "#block-quay"),
        ("[[#Own head]]", "Own head", "#a.own-head"),
        ("![[Sub Note]] in a line", "Sub Note", "#sub-note"),
        ("| a |\n|---|\n| [[Sub Note\\|x]] |", "x", "#sub-note"),
    ],
)
def test_a_link_finds_its_note_by_name(
    tmp_path: Path, link: str, words: str, target: str
) -> None:
    text = f"# A\n\n{link}\n\n## Own head\n\nWords.\n"
    outcome = _read(tmp_path, a=text, sub__Sub_Note=SUB)
    (found,) = _nodes(outcome, Link)
    assert isinstance(found, Link)
    assert (plain_text(found.children), found.target) == (words, target)
    assert _codes(outcome) == set()


def test_a_link_to_no_note_keeps_its_words(tmp_path: Path) -> None:
    outcome = _read(tmp_path, a="# A\n\nSee [[Nowhere]] and [[Gone#x|this]].\n")
    assert "See Nowhere and this." in _words(outcome)
    assert _codes(outcome) == {"X002"}


@pytest.mark.parametrize(
    ("embed", "alternative", "width"),
    [
        ("![[a flag.png]]", None, None),
        ("![[a flag.png|100]]", None, "100px"),
        ("![[a flag.png|100x80]]", None, "100px"),
        ("![[a flag.png|A flag]]", "A flag", None),
        ("![[a flag.png|A flag|60]]", "A flag", "60px"),
        ("![[att/a flag.png|A flag]]", "A flag", None),
        ("![A flag|60](<att/a flag.png>)", "A flag", "60px"),
        ("![60](<att/a flag.png>) [[a]]", None, "60px"),
    ],
)
def test_an_embedded_picture_has_its_size_and_words(
    tmp_path: Path, embed: str, alternative: str | None, width: str | None
) -> None:
    outcome = _read(tmp_path, a=f"# A\n\nSee [[a]].\n\n{embed}\n")
    image = _nodes(outcome, Image)[0]
    assert isinstance(image, Image)
    figures = [f for f in _nodes(outcome, Figure) if isinstance(f, Figure)]
    holder = figures[0].attributes.find("width") if figures else None
    assert (image.source, image.alternative) == ("att/a flag.png", alternative)
    assert (image.attributes.find("width") or holder) == width


@pytest.mark.parametrize(
    ("embed", "shown", "hidden"),
    [
        ("![[Sub Note]]", ("Intro.", "Deep words.", "End."), ()),
        ("![[Sub Note#Deep part]]", ("Deep words.",), ("Intro.", "End.")),
        ("![[Sub Note#^quay]]", ("The quay is here.",), ("Deep words.", "End.")),
    ],
)
def test_an_embedded_note_is_shown(
    tmp_path: Path, embed: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    outcome = _read(tmp_path, a=f"# A\n\n{embed}\n", sub__Sub_Note=SUB)
    assert outcome.book is not None
    own = plain_text(outcome.book.body[0].blocks)
    assert all(words in own for words in shown)
    assert not any(words in own for words in hidden)
    assert "^quay" not in _words(outcome)


@pytest.mark.parametrize("embed", ["![[Sub Note#Gone]]", "![[a]]", "![[song.mp3]]"])
def test_what_cannot_be_embedded_is_reported_and_named(
    tmp_path: Path, embed: str
) -> None:
    outcome = _read(tmp_path, a=f"# A\n\n{embed}\n", sub__Sub_Note=SUB)
    assert outcome.book is not None
    assert plain_text(outcome.book.body[0].blocks).strip()
    assert _codes(outcome)
    assert not any(d.severity is Severity.ERROR for d in outcome.diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nWords %%secret%% go.\n",
        "# A\n\n%%\nsecret\n\nsecret\n%%\n\nWords go.\n",
        "# A\n\nWords go.\n\n%% secret\n\nsecret [[x]]\n",
        "%%secret%%\n# A\n\nWords go.\n",
        "- Words\n- go %%secret%%\n",
    ],
)
def test_comments_are_never_printed(tmp_path: Path, text: str) -> None:
    for outcome in (_read(tmp_path, a=text), bookmaker.read(tmp_path / "a.md")):
        assert "secret" not in _words(outcome)
        assert "go" in _words(outcome)


def test_comments_of_embedded_notes_are_not_printed(tmp_path: Path) -> None:
    outcome = _read(tmp_path, a="# A\n\n![[b]]\n", b="B words. %%secret%%\n")
    assert "secret" not in _words(outcome)


def test_a_vault_and_what_it_says_for_itself_are_notes(tmp_path: Path) -> None:
    text = "---\ntags: [x]\naliases: y\n---\n# A\n\n[[b]]\n"
    outcome = _read(tmp_path, a=text, b="# B\n\nB.\n")
    notes = [d.code for d in outcome.diagnostics]
    assert sorted(notes) == ["C033", "M231", "M231", "M234"]


def test_the_name_of_a_note_is_its_title_where_it_has_none(tmp_path: Path) -> None:
    outcome = _read(tmp_path, Low_water="Words of [[b]].\n", b="## Deep\n\nB.\n")
    assert outcome.book is not None
    titles = [plain_text(division.title) for division in outcome.book.body]
    assert titles == ["b", "Low water"]


def test_a_vault_with_a_manifest_of_ours_is_one_too(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    manifest = 'title = "T"\nauthors = ["A"]\n[contents]\nbody = ["a.md"]\n'
    (tmp_path / "book.toml").write_text(manifest)
    outcome = _read(tmp_path, a="# A\n\nWords [[#A|here]] %%secret%%\n")
    assert "secret" not in _words(outcome)
    assert "[[" not in _words(outcome)


def test_a_folder_without_such_marks_is_not_a_vault(tmp_path: Path) -> None:
    text = "# A\n\n50%% of 60%% and [[1]](https://example.org) and `[[x]]`.\n"
    outcome = _read(tmp_path, a=text)
    assert [d.code for d in outcome.diagnostics] == ["C033"]
    assert "50%% of 60%% and [1] and [[x]]." in _words(outcome)


@pytest.mark.parametrize(
    ("files", "chapters", "left_out"),
    [
        (("a", "b", "CHANGELOG"), ["a.md", "b.md"], "CHANGELOG.md"),
        (("a", "b", "sub__README"), ["a.md", "b.md"], "sub/README.md"),
        (("a", "b", "LICENSE", "README"), ["a.md", "b.md"], "LICENSE.md, README.md"),
        (("a", "b", "CONTRIBUTING"), ["a.md", "b.md"], "CONTRIBUTING.md"),
        (("a", "b", "Templates__t"), ["a.md", "b.md"], "Templates/t.md"),
        (("history", "support"), ["history.md", "support.md"], None),
        (("README", "LICENSE"), ["README.md"], "LICENSE.md"),
        (("README", "1__README", "2__README"), [
            "README.md", "1/README.md", "2/README.md",
        ], None),
        (("LICENSE",), ["LICENSE.md"], None),
    ],
)  # fmt: skip
def test_what_is_about_a_project_is_not_a_chapter(
    tmp_path: Path, files: tuple[str, ...], chapters: list[str], left_out: str | None
) -> None:
    outcome = _read(tmp_path, **{name: f"# {name}\n\nX.\n" for name in files})
    assert outcome.book is not None
    assert [division.file for division in outcome.book.body] == chapters
    (note,) = [d.message() for d in outcome.diagnostics if d.code == "C033"]
    assert (f"no chapter in {left_out};" in note) is (left_out is not None)
    assert ("no chapter in" in note) is (left_out is not None)


def test_the_title_is_what_the_note_says(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = _read(one, a="# The Lock\n\nX.\n")
    both = _read(two, a="# The Lock\n\nX.\n", b="# The Weir\n\nX.\n")
    titles = [o.book and o.book.metadata.title for o in (first, both)]
    notes = [next(iter(o.diagnostics)).message() for o in (first, both)]
    assert titles == ["The Lock", "two"]
    assert "the title is the first heading, or “one”" in notes[0]
    assert "the title “two”" in notes[1]


@pytest.mark.parametrize("mark", ["[[toc]]", "[[TOC]]", "[[_TOC_]]", "[[pagebreak]]"])
def test_what_others_write_in_double_brackets_makes_no_vault(
    mark: str, tmp_path: Path
) -> None:
    outcome = _read(tmp_path, a=f"# One\n\n{mark}\n\nWords.\n")
    assert "M234" not in [problem.code for problem in outcome.diagnostics]
