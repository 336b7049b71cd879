"""What a person and a program read of a build."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from bookmaker.cli.json_pieces import in_pieces
from bookmaker.cli.report import (
    ReportLook,
    Sources,
    format_size,
    render_diagnostics,
    render_table,
    root_of,
    shown_path,
    summarize,
)
from bookmaker.cli.report_github import render_github
from bookmaker.cli.report_json import Provenance, find_provenance, render_json
from bookmaker.cli.report_sarif import render_sarif
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.manuscript import ToDo
from bookmaker.pipeline.request import WordsProven as Proof
from bookmaker.pipeline.stages import Output
from bookmaker.source import SourceSpan
from tests.support.problems import Assumed, Broken, Misplaced, Odd

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "report.schema.json").read_text("utf-8")
)
SPAN = SourceSpan("ch 1.md", 2, 5, 2, 8)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A manuscript's folder with one file."""
    (tmp_path / "ch 1.md").write_text("# One\n\tto sea\n", encoding="utf-8")
    return tmp_path


def told(root: Path, *found: Diagnostic, look: ReportLook | None = None) -> str:
    """The report of problems with the folder's name left out."""
    text = render_diagnostics(found, Sources(root), look or ReportLook())
    return text.replace(f"{root.as_posix()}/", "book/")


def test_a_problem_is_reported_with_place_message_line_and_help(root: Path) -> None:
    assert told(root, Broken(span=SPAN)) == (
        "book/ch 1.md:2:5: error X901: the pier is broken: 50%, or more\n"
        "    2 |     to sea\n"
        "      |        ^^^\n"
        "help: mend it\n"
    )


def test_a_problem_without_a_place_is_reported_without_one(root: Path) -> None:
    assert told(root, Misplaced()) == "error C901: a key is misplaced\n"


def test_problems_are_parted_by_a_blank_line(root: Path) -> None:
    assert told(root, Misplaced(), Assumed()) == (
        "error C901: a key is misplaced\n\n"
        "note M902: the title is taken from the file\n"
    )


@pytest.mark.parametrize(
    ("file", "line"),
    [("missing.md", 1), ("ch 1.md", 9), ("ch 1.md", 3), ("../../etc/passwd", 1)],
)
def test_where_there_is_no_line_to_show_none_is_shown(
    root: Path, file: str, line: int
) -> None:
    text = told(root, Odd(span=SourceSpan.at(file, line)))
    assert text.count("\n") == 1
    assert text.endswith(f":{line}:1: warning M901: this is odd\n")


def test_colours_are_used_only_where_they_are_wanted(root: Path) -> None:
    assert "\x1b" not in told(root, Broken(span=SPAN))
    coloured = told(root, Broken(span=SPAN), look=ReportLook(80, is_coloured=True))
    assert "\x1b[1;31merror X901\x1b[0m: " in coloured
    assert "\x1b[1;31m^^^\x1b[0m" in coloured


def test_an_authors_words_cannot_command_the_terminal(root: Path) -> None:
    assert "\x1b" not in told(root, Broken(what="\x1b[2Jpier"))


def test_problems_are_counted_in_words() -> None:
    assert summarize([Broken(), Misplaced(), Odd(), Assumed()]) == (
        "2 errors, 1 warning, 1 note"
    )
    assert summarize([]) == ""


def test_what_is_still_to_do_is_counted(root: Path) -> None:
    found = [Assumed(), ToDo("TODO: ask"), ToDo("FIXME")]
    assert summarize(found) == "3 notes (2 to do)"
    text = "".join(
        render_json(found, (), root=root, epoch=None, provenance=Provenance(None, None))
    )
    assert json.loads(text)["to_do"] == 2


def test_paths_are_joined_with_the_manuscripts_as_the_user_wrote_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    folder = Path(root.name)
    assert shown_path(root_of(folder), "ch 1.md") == f"{root.name}/ch 1.md"
    assert shown_path(root_of(folder / "ch 1.md"), "ch 1.md") == (
        f"{root.name}/ch 1.md"
    )
    monkeypatch.chdir(root)
    assert shown_path(root_of(Path("ch 1.md")), "ch 1.md") == "ch 1.md"


def output(name: str, **changes: object) -> Output:
    """An edition that was written."""
    facts: dict[str, object] = {
        "format": name,
        "edition": name,
        "path": Path("build") / f"tides.{name}",
        "size": 48_200,
        "sha256": "0" * 64,
        "pages": None,
        "seconds": 0.44,
    }
    return Output(**{**facts, **changes})  # type: ignore[arg-type]  # facts by name


def test_the_table_has_a_line_for_each_edition() -> None:
    facts = {"size": 1_234_000, "pages": 212, "seconds": 12.0}
    book = output("pdf", **facts, checks=("fonts",), proof=Proof(65_000, 65_000))
    assert render_table((output("epub"), book)) == (
        "file              pages    size  seconds  checks\n"
        "build/tides.epub          48 kB      0.4  words not checked\n"
        "build/tides.pdf     212  1.2 MB     12.0  fonts, all 65,000 words\n"
    )


def test_words_that_an_edition_adds_are_counted_apart() -> None:
    added = (("contents", 100), ("labels", 42))
    proven = Proof(9_864, 9_864, added)
    assert "  all 9,722 words; adds 142 (contents, labels)\n" in render_table(
        (output("epub", proof=proven),)
    )


def test_words_that_were_not_proven_are_reported() -> None:
    flawed = output("epub", proof=Proof(65_000, 64_998))
    assert "  64,998 of 65,000 words\n" in render_table((flawed,))


def test_sizes_are_written_in_the_unit_that_fits() -> None:
    assert [format_size(size) for size in (3, 1500, 999_499, 2_340_000)] == [
        "1 kB",
        "2 kB",
        "999 kB",
        "2.3 MB",
    ]


def test_the_json_report_fits_its_schema() -> None:
    text = "".join(
        render_json(
            (Broken(span=SPAN), Misplaced(), Assumed()),
            (
                output("epub"),
                output("pdf", pages=3, checks=("fonts",), proof=Proof(9, 8)),
            ),
            root=Path("book"),
            epoch=1_700_000_000,
            provenance=Provenance("a" * 40, is_dirty=False),
        )
    )
    report = json.loads(text)
    jsonschema.validate(report, SCHEMA)
    assert report["diagnostics"][0] == {
        "code": "X901",
        "level": "error",
        "file": "book/ch 1.md",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 8,
        "message": "the pier is broken: 50%, or more",
        "further_places": 0,
        "help": "mend it",
        "edit": None,
    }
    assert [found["words"] for found in report["outputs"]] == [
        None,
        {"manuscript": 9, "added": {}, "expected": 9, "proven": 8},
    ]
    assert report["source"] == {
        "commit": "a" * 40,
        "dirty": False,
        "epoch": 1_700_000_000,
    }


def test_outside_a_repository_the_report_names_no_commit(tmp_path: Path) -> None:
    provenance = find_provenance(tmp_path / "nowhere")
    assert provenance == Provenance(None, None)
    text = "".join(
        render_json((), (), root=tmp_path, epoch=None, provenance=provenance)
    )
    jsonschema.validate(json.loads(text), SCHEMA)


def test_sarif_has_a_rule_for_each_kind_and_a_result_for_each_problem() -> None:
    text = "".join(
        render_sarif((Broken(span=SPAN), Odd(), Broken()), root=Path("book"))
    )
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["M901", "X901"]
    assert rules[1]["shortDescription"] == {"text": "Something is broken."}
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert [result["level"] for result in run["results"]] == [
        "error",
        "warning",
        "error",
    ]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "book/ch%201.md"},
        "region": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 8},
    }
    assert "locations" not in run["results"][1]


def test_annotations_are_escaped_as_workflow_commands() -> None:
    span = SourceSpan("a,b:c.md", 2, 5, 2, 8)
    text = render_github((Broken(span=span), Assumed()), root=Path("book"))
    assert text == (
        "::error file=book/a%2Cb%3Ac.md,line=2,col=5,endColumn=8,"
        "title=error X901::the pier is broken: 50%25, or more%0Amend it\n"
        "::notice title=note M902::the title is taken from the file\n"
    )


@pytest.mark.parametrize("name", ["\udcff.md", "\x1b[31mred\x07.md", "a\nb.md"])
def test_any_name_of_a_file_is_reported_in_every_form(root: Path, name: str) -> None:
    found = (Broken(what=f"“{name}”", span=SourceSpan.at(name, 2)),)
    provenance = Provenance()
    json_text = "".join(
        render_json(found, (), root=root, epoch=None, provenance=provenance)
    )
    sarif = "".join(render_sarif(found, root=root))
    for report in (json_text, sarif):
        assert json.loads(report.encode())
    annotation = render_github(found, root=root)
    for report in (annotation, told(root, *found)):
        report.encode()
        assert not set(report) & {"\x1b", "\x07", "\udcff"}
    assert annotation.count("\n") == 1


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_report_in_pieces_is_what_the_whole_would_be(count: int) -> None:
    items = [{"a\u2028": ['"many": []', {}], "b": [1, n]} for n in range(count)]
    report = {"words": '"many": []', "run": {"many": [], "after": 1}}
    pieces = list(in_pieces(report, "many", items, level=2))
    whole = {**report, "run": {"many": items, "after": 1}}
    assert "".join(pieces) == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    assert len(pieces) == 2 + count
