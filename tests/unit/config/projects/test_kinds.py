"""Each kind of project is known by its file, named in one note, and read in order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.load import load_manuscript
from bookmaker.config.model import FileEntry
from bookmaker.config.projects import longform
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from tests.support.project_folders import Order, load_folder, order_of, write_files

GITBOOK = {
    "book.json": '{"title": "Weirs", "author": "Ann Lee", "language": "en",'
    ' "plugins": ["x"], "variables": {"river": "Ouse"}}',
    "SUMMARY.md": "# Summary\n\n* [Locks](locks.md)\n  * [Gates](gates.md)\n",
    "README.md": "# Weirs\n",
    "GLOSSARY.md": "## Sluice\nA gate.\n",
    "locks.md": "# Locks\n",
    "gates.md": "# Gates\n",
}
BOOKDOWN = {
    "_bookdown.yml": "book_filename: weirs\n",
    "index.Rmd": "---\ntitle: Weirs\nauthor: Ann Lee\nsite: bookdown::bookdown_site\n"
    "github-repo: a/b\nlang: en\n---\n\n# Preface {-}\n",
    "02-b.Rmd": "# (PART) Inland {-}\n\n# Two\n",
    "01-a.Rmd": "# One\n",
    "03-c.Rmd": "# (APPENDIX) Appendix {-}\n\n# More\n",
    "_draft.Rmd": "# Draft\n",
}
MKDOCS = {
    "mkdocs.yml": "site_name: Weirs\nsite_author: Ann Lee\ntheme: {language: en}\n"
    "markdown_extensions:\n  - x: {y: !!python/name:a.b }\nnav:\n  - index.md\n"
    "  - Guide:\n    - The gates: gates.md\n    - More:\n      - locks.md\n"
    "  - Elsewhere: https://a.b\n",
    "docs/index.md": "# Weirs\n",
    "docs/gates.md": "# Gates\n",
    "docs/locks.md": "# Locks\n",
    "docs/spare.md": "# Spare\n",
}
HUGO = {
    "hugo.toml": 'title = "Weirs"\nlanguageCode = "en"\n[params]\nauthor = "Ann Lee"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/docs/_index.md": "---\ntitle: Docs\nweight: 1\n---\nAbout.\n",
    "content/docs/b.md": "---\ntitle: B\nweight: 1\n---\nB.\n",
    "content/docs/a.md": "---\ntitle: A\nweight: 2\n---\nA.\n",
    "content/docs/no.md": "---\ntitle: No\ndraft: true\n---\nNo.\n",
    "content/blog/_index.md": "+++\ntitle = 'Blog'\nweight = 2\n+++\n",
    "content/blog/c.md": "---\ntitle: C\n---\nC.\n",
}
JEKYLL = {
    "_config.yml": "title: Weirs\nauthor: Ann Lee\nlang: en\nplugins: [x]\n"
    "exclude: [vendor]\n",
    "index.md": "---\ntitle: Home\n---\nHi.\n",
    "b.md": "---\ntitle: B\nnav_order: 1\n---\nB.\n",
    "a.md": "---\ntitle: A\nparent: B\n---\nA.\n",
    "empty.md": "---\nlayout: home\n---\n",
    "_posts/2026-02-01-x.md": "Later.\n",
    "_posts/2026-01-01-y.md": "Sooner.\n",
    "vendor/z.md": "Z.\n",
    "README.md": "About.\n",
}
LONGFORM = {
    "index.md": "---\nlongform:\n  format: scenes\n  title: Weirs\n  workflow: W\n"
    "  sceneFolder: /\n  scenes:\n    - Two\n    - - Three\n    - One\n"
    "author: Ann Lee\nlang: en\n---\n",
    "One.md": "One.\n",
    "Two.md": "Two.\n",
    "Three.md": "Three.\n",
    "spare.md": "Spare.\n",
}
KINDS: dict[str, tuple[Mapping[str, str], Order, str]] = {
    "GitBook": (
        GITBOOK,
        ["README.md", "locks.md", "gates.md"],
        "book.json; not read: plugins",
    ),
    "bookdown": (
        BOOKDOWN,
        ["index.Rmd", "01-a.Rmd", ("Inland", ["02-b.Rmd"])],
        "_bookdown.yml; not read: book_filename, index.Rmd: github-repo, _draft.Rmd",
    ),
    "MkDocs": (
        MKDOCS,
        ["docs/index.md", ("Guide", ["docs/gates.md", "docs/locks.md"])],
        "mkdocs.yml; not read: theme, markdown_extensions, “More”, a title without a "
        "file, “Elsewhere”, a link to https://a.b, docs/spare.md",
    ),
    "Hugo": (
        HUGO,
        [
            ("Docs", ["content/docs/b.md", "content/docs/a.md"]),
            ("Blog", ["content/blog/c.md"]),
        ],
        "hugo.toml; not read: content/docs/no.md, a draft, content/_index.md, which "
        "has no words",
    ),
    "Jekyll": (
        JEKYLL,
        [
            "index.md",
            "b.md",
            "a.md",
            "_posts/2026-01-01-y.md",
            "_posts/2026-02-01-x.md",
        ],
        "_config.yml; not read: plugins, empty.md, which has no words, README.md, "
        "vendor/z.md",
    ),
    "Longform": (
        LONGFORM,
        ["Two.md", "Three.md", "One.md"],
        "index.md; not read: longform.workflow, spare.md",
    ),
}


@pytest.mark.parametrize("program", KINDS)
def test_a_project_is_read_in_its_order_and_named_in_one_note(
    program: str, tmp_path: Path
) -> None:
    files, order, said = KINDS[program]
    config, messages = load_folder(tmp_path, files)
    assert messages == [f"this is a project for {program}, read from {said}"]
    assert config.metadata.title == "Weirs"
    assert config.metadata.language == "en"
    assert [author.name for author in config.metadata.authors] == ["Ann Lee"]
    assert order_of(config.contents.body) == order
    assert config.conventions.program == program
    assert config.conventions.is_lenient


@pytest.mark.parametrize("program", sorted(KINDS.keys() - {"Longform"}))
def test_a_file_outside_is_no_project_of_a_stranger_s(
    program: str, tmp_path: Path
) -> None:
    files, _, said = KINDS[program]
    root = tmp_path / "in"
    write_files(root, files)
    settings = root / said.partition(";")[0]
    outside = tmp_path / settings.name
    settings.rename(outside)
    settings.symlink_to(os.path.relpath(outside, root))
    with pytest.raises(ManuscriptError) as caught:
        load_manuscript(root, Diagnostics(), is_untrusted=True)
    assert {d.code for d in caught.value.diagnostics} == {"C050"}


@pytest.mark.parametrize("program", KINDS)
def test_a_list_leads_nowhere_outside_the_folder(program: str, tmp_path: Path) -> None:
    files, _, _ = KINDS[program]
    swapped = {
        name: text.replace("locks.md", "../../secret.md").replace(
            "- One", "- ../secret"
        )
        for name, text in files.items()
    }
    (tmp_path / "secret.md").write_text("# Secret\n")
    config, _ = load_folder(tmp_path / "in", swapped)
    assert "secret" not in str(order_of(config.contents.body))


@pytest.mark.parametrize(
    ("folder", "most", "is_found"),
    [("a/b/c", 9, True), ("a/b/c/d", 9, False), ("a", 2, True), ("a", 1, False)],
)
def test_a_vault_s_only_novel_is_found_near_its_top_and_among_so_many_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    most: int,
    is_found: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(longform, "_MOST_FILES", most)
    note = f"{folder}/index.md"
    write_files(tmp_path, {"journal.md": "x\n", note: LONGFORM["index.md"]})
    found = longform.find_longform(ConfigDoor(tmp_path))
    assert found == (note if is_found else None)


def test_appendices_of_bookdown_are_the_book_s(tmp_path: Path) -> None:
    config, _ = load_folder(tmp_path, BOOKDOWN)
    (appendix,) = config.contents.back
    assert isinstance(appendix, FileEntry)
    assert appendix.role is DivisionKind.APPENDIX


def test_the_first_language_of_a_gitbook_is_the_book(tmp_path: Path) -> None:
    files = {
        "LANGS.md": "# Languages\n\n* [English](en/)\n* [Deutsch](de/)\n",
        "en/README.md": "# Hi\n",
        "en/SUMMARY.md": "* [Locks](locks.md)\n",
        "en/locks.md": "# Locks\n",
        "de/README.md": "# Hallo\n",
    }
    config, (said,) = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == ["en/README.md", "en/locks.md"]
    assert "not read: the language de;" in said


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_one_language_of_mkdocs_is_the_book(structure: str, tmp_path: Path) -> None:
    settings = (
        f"site_name: W\nplugins:\n  - i18n:\n      docs_structure: {structure}\n"
        "      languages:\n        - {locale: fr}\n"
        "        - {locale: en, default: true}\n"
        "nav: [index.md, gates.md]\n"
    )
    pages = {
        "folder": ("docs/en/index.md", "docs/en/gates.md", "docs/fr/index.md"),
        "suffix": ("docs/index.en.md", "docs/gates.md", "docs/gates.fr.md"),
    }[structure]
    files = {"mkdocs.yml": settings, **dict.fromkeys(pages, "# X\n")}
    config, (said,) = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == list(pages[:2])
    assert config.metadata.language == "en"
    assert "not read: plugins, the language fr" in said
    assert "docs/" not in said


def test_pages_without_a_list_stand_in_the_order_of_their_folders(
    tmp_path: Path,
) -> None:
    pages = ("docs/b.md", "docs/index.md", "docs/a-part/c.md")
    files = {"mkdocs.yml": "site_name: W\n", **dict.fromkeys(pages, "# X\n")}
    config, _ = load_folder(tmp_path, files)
    order = ["docs/index.md", "docs/b.md", ("A part", ["docs/a-part/c.md"])]
    assert order_of(config.contents.body) == order


def test_a_group_of_mkdocs_without_a_title_is_no_part(tmp_path: Path) -> None:
    pages = ("docs/index.md", "docs/a.md", "docs/b.md")
    settings = 'site_name: W\nnav: [index.md, {"": [a.md, {" ": [b.md]}]}]\n'
    files = {"mkdocs.yml": settings, **dict.fromkeys(pages, "# X\n")}
    config, said = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == list(pages)
    assert "a title without a file" not in "".join(said)


def test_a_part_of_leanpub_s_begins_at_its_mark(tmp_path: Path) -> None:
    files = {
        "manuscript/Book.txt": "a.md\npart.md\nb.markua\n",
        "manuscript/Sample.txt": "a.md\n",
        "manuscript/a.md": "# A\n",
        "manuscript/part.md": "{class: part}\n# Inland\n",
        "manuscript/b.markua": "# B\n",
    }
    config, (said,) = load_folder(tmp_path, files)
    order = ["manuscript/a.md", ("Inland", ["manuscript/b.markua"])]
    assert order_of(config.contents.body) == order
    assert "not read: manuscript/Sample.txt;" in said


TEXTS = {
    "de": "Der Mann ging in das Haus, und die Frau war nicht da. Es ist von dem Kind.",
    "fr": "Il est dans la maison, et elle ne se trouve pas au bord de la rivière. "
    "Les hommes qui sont là ne sont pas des enfants.",
    "da": "Og det var ikke af ham, at hun fik det; jeg gik til dem efter den dag.",
    "nb": "Og det var ikke av ham at hun fikk det; jeg gikk til dem etter den dagen.",
    "ru": "Он пришёл в дом, и она была там. Это было не то, чего он ждал.",
    "uk": "Він прийшов у дім, і вона була там. Це було не те, чого він чекав її.",
    "fa": "او به خانه آمد و گفت که این کتاب را می‌خواهد. پس از آن چیزی نگفت.",
    "ar": "جاء الرجل إلى البيت ولم تكن المرأة هناك. كان ذلك في اليوم الأول.",
    "ja": "男は家に入った。女はそこにいなかった。それは最初の日のことだった。",
    "zh": "那个人走进房子,女人不在那里。这是第一天发生的事情。",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_the_language_is_guessed_by_the_words_and_stated(
    tag: str, tmp_path: Path
) -> None:
    text = f"# X\n\n```\nthe of and to in that was\n```\n\n{TEXTS[tag]}\n"
    config, (said,) = load_folder(tmp_path / "folder", {"a.md": text, "b.md": text})
    assert config.metadata.language == tag
    assert f"({tag}), by its words" in said
    config, (said,) = load_folder(
        tmp_path / "gitbook", {**GITBOOK, "locks.md": text * 3}
    )
    assert config.metadata.language == "en"  # as its book.json says


def test_what_a_lone_file_says_of_its_language_is_the_book_s(tmp_path: Path) -> None:
    text = "---\nlang: cy\n---\n\n# X\n\nThe words of it are to be as they were.\n"
    config, (said,) = load_folder(tmp_path, {"a.md": text})
    assert config.metadata.language == "cy"
    assert said.endswith("the language Cymraeg (cy), as the first file says")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("book.json", '{"title": "Weirs"}'),
        (".gitbook.yaml", "structure:\n  summary: docs/gone.md\n"),
        (".gitbook.yaml", "root: ./gone\n"),
    ],
)
def test_settings_of_gitbook_without_a_list_leave_a_site_to_its_program(
    tmp_path: Path, settings: str, words: str
) -> None:
    write_files(tmp_path, {**MKDOCS, settings: words, "README.md": "# Weirs\n"})
    manuscript = load_manuscript(tmp_path, Diagnostics())
    assert manuscript.config.conventions.program == "MkDocs"
