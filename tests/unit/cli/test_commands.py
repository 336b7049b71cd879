"""The commands as a person and a program use them, from words to files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest

from bookmaker.cli import COMMANDS, cli, run
from bookmaker.document.json_form import from_json, schema

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small book without a flaw, in the folder we stand in."""
    monkeypatch.chdir(tmp_path)
    book = Path("tides")
    book.mkdir()
    (book / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\nauthors = ["Ann Lee"]\n\n'
        '[contents]\nbody = ["one.md"]\n',
        encoding="utf-8",
    )
    (book / "one.md").write_text("# One\n\nThe tide was out.\n", encoding="utf-8")
    return book


def spoil(manuscript: Path) -> None:
    """Put an error into the book: a dead link in line 5."""
    text = "# One\n\nThe tide was out.\n\nSee [the pier](#peir).\n"
    (manuscript / "one.md").write_text(text, encoding="utf-8")


def test_an_epub_is_built_where_it_is_wanted(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["epub", str(manuscript), "-o", "out/my book.epub"]) == 0
    assert Path("out/my book.epub").read_bytes()[:2] == b"PK"
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["file", "pages", "size", "seconds", "checks"]
    assert table[1].startswith("out/my book.epub")


def test_by_default_an_edition_goes_to_build_under_the_manuscripts_name(
    manuscript: Path,
) -> None:
    assert run(["epub", str(manuscript)]) == 0
    assert run(["build", str(manuscript), "-f", "epub", "-o", "dist"]) == 0
    built = Path("build/tides.epub").read_bytes()
    assert Path("dist/tides.epub").read_bytes() == built


@pytest.mark.slow
def test_build_makes_both_editions(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(manuscript), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [output["path"] for output in report["outputs"]] == [
        "build/tides.epub",
        "build/tides.pdf",
    ]
    assert Path("build/tides.pdf").read_bytes().startswith(b"%PDF")


def test_the_json_report_stands_alone_on_standard_output(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["epub", str(manuscript), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    schema_ = json.loads((DOCS / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(report, schema_)
    (output,) = report["outputs"]
    assert output["bytes"] == Path("build/tides.epub").stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "last"),
    [
        (["build", "tides", "-o", "out"], "open out/tides.pdf"),
        (["epub", "tides", "-o", "out/a.epub"], "open out/a.epub"),
    ],
)
def test_the_last_line_of_a_build_says_what_to_open(
    manuscript: Path,  # noqa: ARG001 - the folder we are in has it
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    last: str,
) -> None:
    assert run(words) == 0
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_a_quiet_build_says_nothing(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["epub", str(manuscript), "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_an_error_in_the_book_is_reported_with_its_place_and_nothing_is_written(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(manuscript)
    assert run(["epub", str(manuscript)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "tides/one.md:5:5: error X001: " in said.err
    assert "    5 | See [the pier](#peir).\n      |     ^" in said.err
    assert said.err.endswith("\n1 error\n")
    assert not Path("build").exists()


def test_a_draft_is_written_whatever_is_wrong(manuscript: Path) -> None:
    spoil(manuscript)
    assert run(["epub", str(manuscript), "--draft"]) == 0
    assert Path("build/tides.epub").exists()


@pytest.mark.slow
def test_check_reports_on_standard_output_and_writes_nothing(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(manuscript)
    assert run(["check", str(manuscript)]) == 1
    assert "tides/one.md:5:5: error X001: " in capsys.readouterr().out
    assert run(["check", str(manuscript), "--report", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=tides/one.md,line=5,col=5,")
    assert run(["check", str(manuscript), "--report", "sarif"]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert run(["check", str(manuscript), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["outputs"] == []
    assert {path.name for path in Path().iterdir()} == {"tides"}


def test_strictness_fails_on_a_warning_and_says_so(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# One\n\nSee [the other book](../other.md).\n"
    (manuscript / "one.md").write_text(text, encoding="utf-8")
    assert run(["epub", str(manuscript)]) == 0
    Path("build/tides.epub").unlink()
    assert run(["epub", str(manuscript), "--strict"]) == 3
    assert not Path("build/tides.epub").exists()
    assert "nothing was written" in capsys.readouterr().err
    assert run(["check", str(manuscript), "--strict"]) == 3
    assert "treats warnings as errors" in capsys.readouterr().err


def test_a_fault_in_the_configuration_has_its_own_status(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (manuscript / "book.toml").open("a", encoding="utf-8") as file:
        file.write('\n[print]\ntrimm = "A5"\n')
    assert run(["epub", str(manuscript)]) == 4
    said = capsys.readouterr().err
    assert "tides/book.toml:9:1: error C" in said
    assert "    9 | trimm" in said


def test_a_path_that_leads_nowhere_is_reported(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", f"{manuscript}x"]) == 4
    assert "error C001" in capsys.readouterr().out


def test_an_unknown_option_or_command_is_wrong_usage_with_a_guess(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["epub", "book", "--drafty"]) == 2
    assert "--draft" in capsys.readouterr().err
    assert run(["buidl", "book"]) == 2
    assert "Did you mean “build”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["epub", ""], ["epub", "tides", "-o", ""], ["build", "", "-o", " "]]
)
def test_an_empty_path_is_wrong_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert "the path is empty" in capsys.readouterr().err


def test_a_bad_epoch_is_wrong_usage(
    manuscript: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    assert run(["epub", str(manuscript)]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_reported_with_its_path(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("taken").write_text("a file", encoding="utf-8")
    assert run(["epub", str(manuscript), "-o", "taken/tides.epub"]) == 1
    said = capsys.readouterr().err
    assert "error W001: “taken/tides.epub” cannot be written: " in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_reported(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("shut").mkdir(mode=0o500)
    assert run(["epub", str(manuscript), "-o", "shut/a.epub"]) == 1
    assert "“shut/a.epub” cannot be written" in capsys.readouterr().err


def test_the_depfile_names_every_file_that_was_read(manuscript: Path) -> None:
    assert run(["epub", str(manuscript), "--depfile", "deps/tides.d"]) == 0
    rule = Path("deps/tides.d").read_text(encoding="utf-8")
    made, _, needed = rule.partition("\n")[0].partition(":")
    assert made == "build/tides.epub"
    assert {"tides/book.toml", "tides/one.md"} <= set(needed.split())


def test_the_tree_is_printed_as_text_and_as_json(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tree", str(manuscript), "--places"]) == 0
    text = capsys.readouterr().out
    assert 'Text "The tide was out." @3:1' in text
    assert run(["tree", str(manuscript), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema()).validate(form)
    assert from_json(form).metadata.title == "Tides"


@pytest.mark.slow
def test_a_reader_that_stops_reading_is_not_a_mistake(manuscript: Path) -> None:
    text = "# One\n\n" + "The tide was out.\n\n" * 20_000
    (manuscript / "one.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "bookmaker", "tree", str(manuscript)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Unbuffered, Python 3.11 itself loses what a pipe did not take.
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"mistake" not in said
    assert process.returncode == 141


@pytest.mark.slow
def test_words_are_utf_8_whatever_the_locale(manuscript: Path) -> None:
    (manuscript / "one.md").write_text("# 漢字 “é”\n\nx\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bookmaker", "tree", str(manuscript)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert "漢字" in done.stdout.decode("utf-8")


def test_every_command_that_reads_a_manuscript_can_distrust_it() -> None:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        names = {parameter.name for parameter in command.params}
        if "manuscript" in names:
            assert {"is_untrusted", "largest_file"} <= names, name


def test_check_takes_what_limits_a_build() -> None:
    context = click.Context(cli)
    check, build = (cli.get_command(context, name) for name in ("check", "build"))
    assert check is not None
    assert build is not None
    only_for_builds = {"is_draft", "is_json", "is_unproven", "shows_timings", "depfile"}
    only_for_builds |= {"folder", "formats", "editions", "is_opened"}
    wanted = {parameter.name for parameter in build.params} - only_for_builds
    assert wanted <= {parameter.name for parameter in check.params}


def test_the_manuscript_is_the_current_folder_by_default(
    manuscript: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(manuscript)
    assert run(["epub"]) == 0
    assert Path("build/tides.epub").is_file()
    capsys.readouterr()
    assert run(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


def test_the_old_name_of_a_report_still_works_with_a_note(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(manuscript), "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["diagnostics"] == []
    assert "write --report json" in said.err


@pytest.mark.parametrize(
    "option", ["--jobs", "--layout-seconds", "--layout-memory", "--largest-file"]
)
@pytest.mark.parametrize("number", ["0", "-1", "9" * 60, str(2**63), "nan", ""])
def test_a_limit_that_no_system_takes_is_wrong_usage(
    option: str, number: str, manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pdf", str(manuscript), "-o", "a.pdf", option, number]) == 2
    assert option in capsys.readouterr().err
