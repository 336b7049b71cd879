"""Rounds of runs, their medians, and what a run is counted to be."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bench import whole_folder
from bench.editions import ENGINE_ALONE, Edition
from bench.edits import change_a_word, middle_chapter
from bench.growth import write_book
from bench.jobs import without_lost_links
from bench.load import KINDS, Kind, measure_load
from bench.measure import (
    Command,
    FailedRunError,
    Row,
    Run,
    format_rounds,
    format_row,
    ratios,
    replace_table,
    run_once,
    run_rounds,
)
from bench.plain import write_plain
from bench.preview import seconds_of_edits
from bench.sizes import measure_sizes
from bench.whole import write_whole_book
from bookmaker.document.nodes import Paragraph
from bookmaker.pipeline.stages import Request, read
from tests.support.browser import needs_chromium
from tests.support.words import missing_words, tree_words

EPUB_ROW = Row(title="EPUB", measure="wall", ours="a", theirs="b")


def _run(wall: float) -> Run:
    return Run(wall=wall, cpu=1.0, memory=1, total=0)


def test_who_begins_changes_with_every_round() -> None:
    began: list[str] = []

    def run(command: Command) -> Run:
        began.append(command.words[0])
        return _run(1.0)

    run_rounds({"a": Command(["a"]), "b": Command(["b"])}, 3, run)
    assert began == ["a", "b", "b", "a", "a", "b"]


def test_ratio_is_ours_by_theirs_and_the_row_holds_the_median() -> None:
    rounds = [{"a": _run(wall), "b": _run(2.0)} for wall in (1, 4, 2)]
    assert ratios(rounds, EPUB_ROW) == [0.5, 2.0, 1.0]
    row = format_rounds(EPUB_ROW, rounds)
    assert row == "| EPUB | wall | 1.00 | 0.50 to 2.00 |  |  |"


def test_scaled_ratio_is_of_one_page_to_another() -> None:
    row = Row(title="", measure="wall", ours="a", theirs="b", scale=10 / 20)
    assert ratios([{"a": _run(4.0), "b": _run(2.0)}], row) == [1.0]


def test_small_ratio_has_three_figures_and_its_aim_stands_beside_it() -> None:
    row = format_row("PDF", "wall", [0.051], aim=1 / 16, note="in 3.md")
    assert row == "| PDF | wall | 0.051 | 0.051 to 0.051 | at most 0.062 | in 3.md |"


def test_aim_in_seconds_has_ours_beside_it() -> None:
    row = Row(title="PDF", measure="wall", ours="a", theirs="b", tells_seconds=True)
    rounds = [{"a": _run(0.5), "b": _run(2.0)}]
    assert format_rounds(row, rounds).endswith("| 0.50 s of it |")


@pytest.mark.parametrize("measure", ["inner", "total"])
def test_measure_that_no_command_printed_is_a_failure(measure: str) -> None:
    row = Row(title="", measure=measure, ours="a", theirs="b")
    with pytest.raises(FailedRunError):
        ratios([{"a": _run(1.0), "b": _run(1.0)}], row)


def test_table_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("a\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nb\n", "utf-8")
    replace_table(page, "new")
    assert page.read_text("utf-8") == (
        "a\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nb\n"
    )


def test_run_tells_time_memory_and_what_the_command_says() -> None:
    run = run_once(Command(["echo", "inner 0.25"]))
    assert run.inner == 0.25
    assert run.memory > 0


def test_run_is_prepared_and_given_its_variables(tmp_path: Path) -> None:
    file = tmp_path / "made"
    words = ["sh", "-c", f'test -f {file} && test "$BENCH" = here']
    run_once(Command(words, {"BENCH": "here"}, file.touch))


def test_failing_command_is_reported_with_its_errors() -> None:
    with pytest.raises(FailedRunError, match="No such file"):
        run_once(Command(["cat", "/missing/file"]))


needs_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux gives orphans to a subreaper"
)

_BURNS = """\
import time
held = bytearray(90_000_000)
while time.process_time() < 0.5:
    pass
"""
_LEAVES_IT_BEHIND = """\
import subprocess, sys
subprocess.Popen([sys.executable, "-c", sys.argv[1]], start_new_session=True)
"""


@pytest.mark.slow
@needs_linux
def test_process_that_outlives_its_parent_is_counted() -> None:
    words = [sys.executable, "-c", _LEAVES_IT_BEHIND, _BURNS]
    run = run_once(Command(words))
    assert run.cpu >= 0.5
    assert run.memory >= 85_000


_SERVED = """\
import multiprocessing, time

def hold(size):
    held = bytearray(size)
    while time.process_time() < 0.4:
        pass
    time.sleep(1.5)

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    workers = [context.Process(target=hold, args=(60_000_000,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""


@pytest.mark.slow
@needs_linux
def test_workers_of_a_fork_server_are_counted_together(tmp_path: Path) -> None:
    script = tmp_path / "served.py"
    script.write_text(_SERVED, "utf-8")
    run = run_once(Command([sys.executable, str(script)]))
    assert run.cpu >= 0.8
    assert run.total >= 115_000
    assert run.memory < 115_000


PROSE = "One sentence of plain prose in which one word of them all can be changed."


def test_one_word_is_changed_and_nothing_else() -> None:
    text = f"# Title\n\n{PROSE}\n\n- a list\n"
    changed = change_a_word(text, "quabc")
    pairs = list(zip(text.split(" "), changed.split(" "), strict=True))
    assert [new for old, new in pairs if old != new] == ["quabc"]
    assert change_a_word(changed, "quabd") == changed.replace("quabc", "quabd")


def test_text_without_prose_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="no line of prose"):
        change_a_word("# Title\n", "quabc")


def test_links_to_no_place_or_two_are_left_as_words() -> None:
    text = "= A <a>\n= B <b>\n= B <b>\n#link(<a>)[x] #link(<b>)[y] #link(<c>)[z]"
    mended = "= A <a>\n= B <b>\n= B <b>\n#link(<a>)[x] #[y] #[z]"
    assert without_lost_links(text) == mended


def test_chapters_of_growth_have_one_length_and_differ(tmp_path: Path) -> None:
    write_book(tmp_path / "book", ["one", "two", "three", "four", "five"], 3, 7)
    files = sorted((tmp_path / "book/chapters").iterdir())
    bodies = [file.read_text("utf-8").split("\n\n", 1)[1] for file in files]
    assert [len(body.split()) for body in bodies] == [7, 7, 7]
    assert all(one != other for one, other in itertools.pairwise(bodies))


@pytest.mark.long
@pytest.mark.slow
def test_plain_render_has_the_pages_that_the_engine_makes(tmp_path: Path) -> None:
    manuscript = Path(__file__).parents[2] / "manuscripts/the-underside-of-bridges"
    whole = tmp_path / "whole"
    whole.mkdir()
    write_whole_book(manuscript, whole)
    ours = tmp_path / "ours.pdf"
    given = [str(manuscript), str(whole)]
    for words in (
        ["bench.jobs", "plain-untagged-pdf", *given],
        ["bookmaker", "pdf", "--no-proof", "-q", "-o", str(ours), given[0]],
    ):
        subprocess.run([sys.executable, "-m", *words], check=True)
    with pikepdf.open(ours) as one, pikepdf.open(whole / "plain.pdf") as other:
        assert len(one.pages) == len(other.pages)
    assert (whole / whole_folder.TYPST_PAGE).is_file()


@pytest.mark.slow
def test_edition_is_built_from_nothing_after_a_change_and_again(tmp_path: Path) -> None:
    manuscript = tmp_path / "book"
    write_book(manuscript, PROSE.split(), 3, 60)
    edition = Edition.of(manuscript, tmp_path / "edition", ENGINE_ALONE)
    parts = edition.folder / "cache/parts"
    first = _contents(parts)
    run_once(edition.after_a_change())
    changed = _contents(parts)
    assert first < changed
    assert "quaaa" in edition.middle.read_text("utf-8")
    run_once(edition.again())
    assert _contents(parts) == changed
    run_once(edition.from_nothing())
    assert len(_contents(parts)) < len(changed)


@pytest.mark.slow
@needs_chromium
def test_edits_are_timed_until_the_word_is_on_its_page(tmp_path: Path) -> None:
    manuscript = tmp_path / "book"
    write_book(manuscript, PROSE.split(), 3, 60)
    before = middle_chapter(manuscript).read_text("utf-8")
    found = seconds_of_edits(manuscript, tmp_path / "cache", 2)
    assert len(found) == 2
    assert all(seconds > 0 for seconds in found)
    assert middle_chapter(manuscript).read_text("utf-8") == before


def _contents(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


@pytest.mark.long
@pytest.mark.slow
def test_sizes_have_a_row_of_time_and_memory_for_each_pair(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.md").write_text("the tide was out and the pier stood dry " * 20)
    rows = measure_sizes(source, tmp_path / "sizes", 1, many=20, long=2000)
    told = [row.split(" | ")[:2] for row in rows]
    assert [measure for _, measure in told] == ["cpu", "memory"] * 3
    assert told[0][0] == "| sizes: EPUB of 20 chapters, against 10 times 2 chapters"
    assert told[2][0] == "| sizes: PDF of 20 chapters, against 10 times 2 chapters"
    assert told[4][0].endswith(
        "of one chapter of 2000 words, against 10 times one of 200"
    )


@pytest.mark.sampled(1)
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_load_has_a_row_of_time_and_memory_for_each_edition(
    kind: Kind, tmp_path: Path
) -> None:
    small = replace(kind, count=8)
    rows = list(measure_load(tmp_path / "load", 1, [small]))
    told = [row.split(" | ")[:2] for row in rows]
    assert [measure for _, measure in told] == ["cpu", "memory"] * 2
    assert told[0][0] == f"| load: EPUB of 8 {kind.name}, against 4 times 2"
    assert told[2][0] == f"| load: PDF of 8 {kind.name}, against 4 times 2"


def test_a_plain_book_has_the_words_of_the_other_and_no_construct(
    tmp_path: Path,
) -> None:
    manuscript = (
        Path(__file__).parents[2] / "manuscripts" / "how-to-read-a-tide-table.md"
    )
    write_plain(manuscript, tmp_path)
    both = [read(Request(manuscript=path)).book for path in (manuscript, tmp_path)]
    whole, plain = (tree_words(book) for book in both if book is not None)
    assert missing_words(whole, plain) == Counter()
    assert both[1] is not None
    kinds = {type(block) for division in both[1].body for block in division.blocks}
    assert kinds == {Paragraph}
