"""The rule for make: what it names and leaves out, and that no name is a command."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.cli.depfile import Depfile, can_be_written, render_depfile

_SIGNS = [s for s in map(chr, range(1, 128)) if not s.isalnum() and s != "/"]
_WORDS = (
    "define endef include sinclude export override private vpath ifeq else endif"
    " .PHONY .IGNORE .SILENT .SUFFIXES .DEFAULT .POSIX .c.o .md %.md a%b%c.md $x $$"
    " $(x) ${x}.md -x.md ~x.md @x +x x+ a,b x' 'x' a:b:c x\\ a(b) (b) #x 50%"
).split()
_NAMES = [
    *dict.fromkeys(
        form.format(sign)
        for sign in _SIGNS
        for form in ("x{}y.md", "{}y.md", "y.md{}", "d/{}y.md", "{}")
        if form.format(sign) != "."
    ),
    *_WORDS,
    *(" x.md", "a  b.md", "x\\ y.md", "it's “here”, Ann.md", "潮.md", "x\u00a0y.md"),
    *("\udcff.md", "d e/f#g.md", "b;touch${IFS}PWNED;c=d.md", "x y&z.md", "x = y.md"),
]
"""Of files that anybody may put into a manuscript."""


def rule_of(outputs: Sequence[str], *sources: Path) -> str:
    return render_depfile(map(Path, outputs), sources).text


def test_sources_stand_behind_the_outputs_and_have_rules_without_recipes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = ["build/a.epub", "build/a.pdf"]
    assert rule_of(outputs, tmp_path / "m" / "one.md", Path("/o/b.css")) == (
        "build/a.epub build/a.pdf: m/one.md /o/b.css\n\nm/one.md:\n\n/o/b.css:\n"
    )


def test_signs_that_mean_something_to_make_are_escaped() -> None:
    assert rule_of(["a b.pdf"], Path("50% #1 $x: y.md")) == (
        "a\\ b.pdf: 50%\\ \\#1\\ $$x\\:\\ y.md\n\n50\\%\\ \\#1\\ $$x\\:\\ y.md:\n"
    )


def test_names_that_make_cannot_be_given_are_left_out_and_reported() -> None:
    hostile = [Path(f"a{sign}b.md") for sign in "\n\r\t;|=*?[]&()<>`\\\x7f"]
    rule = render_depfile([Path("a.pdf")], [*hostile, Path("one.md")])
    assert rule.text == "a.pdf: one.md\n\none.md:\n"
    assert rule.left_out == tuple(hostile)


@pytest.mark.parametrize(
    "name",
    ["a b.md", "50% #1 $x.md", "it's.md", "Ann, 2:1.md", "d/~x.md", "潮.md", ".x.md"],
)
def test_names_that_people_give_can_be_written(name: str) -> None:
    assert can_be_written(Path(name))


_needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
_OLD, _NOW, _NEW, _LATER = 1.0e9, 1.1e9, 1.2e9, 4.0e9


class Folder:
    """A folder with a Makefile that includes the rules of two editions."""

    def __init__(self, path: Path, target: str) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        written = target.replace("$", "$$")
        for sign in " #:%":
            written = written.replace(sign, f"\\{sign}")
        self.target = target
        recipe = '\t@echo made\n\t@touch -d @1100000000 -- "$$TARGET"\n'
        makefile = f"MAKEFLAGS += -r\n{written}:\n{recipe}-include a.d b.d\n"
        (path / "Makefile").write_bytes(os.fsencode(makefile))

    def write_rules(self, outputs: Sequence[str], sources: Sequence[Path]) -> Depfile:
        """Write the rule of some outputs, and one of another edition."""
        for name, made in (("b.d", ["b.epub"]), ("a.d", outputs)):
            rule = render_depfile([self.path / output for output in made], sources)
            (self.path / name).write_bytes(os.fsencode(rule.text))
        return rule

    def write(self, name: str) -> None:
        """Write a source that is older than the target."""
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text("a", "utf-8")
        os.utime(self.path / name, (_OLD, _OLD))

    def make(self) -> str:
        """What make says."""
        # Whatever a make that runs the tests has told its children is not for this one.
        others = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
        before = self.everything()
        done = subprocess.run(
            ["make", "--", self.target],
            cwd=self.path,
            capture_output=True,
            check=False,
            env={**others, "TARGET": self.target, "LC_ALL": "C"},
        )
        said = (done.stdout + done.stderr).decode(errors="replace")
        assert done.returncode == 0, said
        new = self.everything() - before
        assert new <= {self.target}, f"a name was taken for a command: {new}"
        return "made" if said == "made\n" else "up to date" * ("up to date" in said)

    def everything(self) -> set[str]:
        found = (path.relative_to(self.path) for path in self.path.rglob("*"))
        return {str(path) for path in found if (self.path / path).is_file()}


@_needs_make
@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_make_takes_every_source_as_a_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    for number, name in enumerate(itertools.islice(_NAMES, part, None, 8)):
        folder = Folder(tmp_path / str(number), "a.pdf")
        monkeypatch.chdir(folder.path)
        folder.write(name)
        folder.write("one.md")
        # What make would make a source of by itself, if it were let.
        for suffix in (".sh", ".c"):
            folder.write(f"{name}{suffix}")
            os.utime(f"{name}{suffix}", (_NEW, _NEW))
        sources = [folder.path / name, folder.path / "one.md"]
        rule = folder.write_rules(["a.pdf"], sources)
        is_written = can_be_written(sources[0])
        assert rule.left_out == (() if is_written else tuple(sources[:1]))

        assert folder.make() == "made", name
        assert folder.make() == "up to date", name
        os.utime(name, (_NEW, _NEW))
        assert folder.make() == ("made" if is_written else "up to date"), name
        os.utime("a.pdf", (_NOW, _NOW))
        os.utime("one.md", (_NEW, _NEW))
        assert folder.make() == "made", name
        os.utime("one.md", (_OLD, _OLD))
        Path(name).unlink()
        assert folder.make() == ("made" if is_written else "up to date"), name


@_needs_make
@pytest.mark.slow
def test_make_takes_every_target_as_a_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(dict.fromkeys(f"t{name}" for name in _NAMES)):
        if "/" in name or not can_be_written(Path(name)):
            continue
        folder = Folder(tmp_path / str(number), name)
        monkeypatch.chdir(folder.path)
        folder.write("one.md")
        folder.write_rules([name, "other.epub"], [folder.path / "one.md"])
        assert folder.make() == "made", name
        assert folder.make() == "up to date", name
        os.utime("one.md", (_NEW, _NEW))
        assert folder.make() == "made", name


@_needs_make
def test_a_source_that_the_makefile_generates_is_still_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path, "a.pdf")
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "Makefile").open("a") as makefile:
        makefile.write("one.md: table\n\t@cat table > one.md\n")
    folder.write("one.md")
    folder.write("table")
    folder.write_rules(["a.pdf"], [tmp_path / "one.md"])
    assert folder.make() == "made"
    (tmp_path / "table").write_text("b", "utf-8")
    assert folder.make() == "made"
    assert (tmp_path / "one.md").read_text("utf-8") == "b"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ninja") is None, reason="no ninja here")
def test_ninja_reads_the_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["my chapter #1.md", "$x.md", "d/a:b.md", "潮.md"]
    Path("d").mkdir()
    for name in names:
        Path(name).write_text("a", "utf-8")
        os.utime(name, (_OLD, _OLD))
    rule = render_depfile([Path("a.pdf")], [tmp_path / name for name in names])
    Path("a.d").write_text(rule.text, "utf-8")
    Path("build.ninja").write_text(
        "rule book\n command = touch $out\n depfile = a.d\nbuild a.pdf: book\n", "utf-8"
    )

    def ninja() -> str:
        done = subprocess.run(["ninja"], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()
        return done.stdout.decode()

    ninja()
    assert "no work" in ninja()
    for name in names:
        os.utime(name, (_LATER, _LATER))
        assert "touch" in ninja(), name
        os.utime(name, (_OLD, _OLD))


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of chapters; we stand beside it."""
    monkeypatch.chdir(tmp_path)
    folder = Path("book")
    folder.mkdir()
    (folder / "1.md").write_text("# One\n\nThe line $a^2$ here.\n", "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("again", ["made", "found"])
def test_the_rule_names_files_on_disk_alone(book: Path, again: str) -> None:
    words = [
        "build",
        str(book),
        "-o",
        "out",
        "--depfile",
        "a.d",
        "--cache-folder",
        "kept",
    ]
    for _ in range(1 if again == "made" else 2):
        assert run(words) == 0
    assert Path("a.d").read_text("utf-8") == (
        "out/book.epub out/book.pdf: book/1.md\n\nbook/1.md:\n"
    )


@pytest.mark.slow
def test_a_name_that_is_left_out_is_a_warning(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b;touch${IFS}PWNED;c=d.md", "e*.md"):
        (book / name).write_text("# More\n\nWords.\n", "utf-8")
    words = ["epub", "book", "-o", "a.epub", "--depfile", "a.d"]
    assert run(words) == 0
    said = capsys.readouterr().err
    assert (
        "warning W010: “book/b;touch${IFS}PWNED;c=d.md” and 1 more file can’t be listed"
        in said
    )
    assert Path("a.d").read_text("utf-8") == "a.epub: book/1.md\n\nbook/1.md:\n"
    assert run([*words, "--strict"]) == 3
    assert "nothing was written" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "depfile", ["book/1.md", "book/../book/1.md", "a.epub", "link"]
)
@pytest.mark.parametrize("again", ["made", "found"])
def test_a_rule_over_a_file_of_the_book_is_refused_before_anything_is_written(
    book: Path, capsys: pytest.CaptureFixture[str], depfile: str, again: str
) -> None:
    text = (book / "1.md").read_text("utf-8")
    Path("link").symlink_to(book / "1.md")
    if again == "found":
        assert run(["epub", "book", "-o", "a.epub", "--cache-folder", "kept"]) == 0
        Path("a.epub").unlink()
    words = ["epub", "book", "-o", "a.epub", "--depfile", depfile]
    assert run([*words, "--cache-folder", "kept"]) == 2
    assert "choose another name for --depfile" in capsys.readouterr().err
    assert not Path("a.epub").exists()
    assert (book / "1.md").read_text("utf-8") == text


def test_a_rule_in_the_place_of_an_edition_is_refused(book: Path) -> None:
    assert run(["epub", str(book), "-o", "a.epub", "--depfile", "./a.epub"]) == 2
    assert not Path("a.epub").exists()


def test_a_target_that_make_cannot_be_given_is_refused_before_it_is_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["epub", str(book), "-o", "a;b.epub", "--depfile", "a.d"]) == 2
    assert "make can’t handle the name “a;b.epub”" in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == ["book"]
