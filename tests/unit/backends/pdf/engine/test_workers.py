"""Processes that lay out: one that dies costs its chapter, and none is left behind."""

from __future__ import annotations

import hashlib
import io
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing import reduction
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bookmaker.backends.forkserver import begin_to_load
from bookmaker.backends.pdf.engine.workers import _NOTHING_ELSE, Failure, Task, Workers
from bookmaker.backends.pdf.facts import unpack_chapter
from bookmaker.backends.pdf.galley import BASE
from bookmaker.backends.pdf.orders import ChapterMarkup, LayoutStyle, Margin
from bookmaker.backends.services import Limits
from bookmaker.diagnostics.errors import (
    EngineRefusedSheetError,
    InternalError,
    ToolError,
)
from bookmaker.system import interruption
from bookmaker.system.workspace import Workspace
from tests.support.delays import work_once_there
from tests.support.programs import HANG
from tests.support.small_galleys import NO_LINKS, layout_style_of, some_fonts

_SVG = "http://www.w3.org/2000/svg"
_PARAGRAPH = "<p>The tide was out and the pier stood dry for days on end.</p>"


def copy_of(markup: str) -> ChapterMarkup:
    root = f"<html lang='en'><head/><body>{markup}</body></html>"
    return ChapterMarkup(markup=root.encode(), links=NO_LINKS, elsewhere=frozenset())


SHORT = copy_of(_PARAGRAPH)
MARGIN = Margin(
    side="right",
    is_blank=False,
    draws_page=False,
    name="",
    index=0,
    groups=(),
    folio=1,
    pages=1,
    before={},
    strings={},
)
LONG = copy_of(_PARAGRAPH * 20_000)


@pytest.fixture(scope="module")
def layout_style() -> Iterator[LayoutStyle]:
    """What all chapters here are laid out with."""
    with some_fonts() as fonts:
        yield layout_style_of(fonts)


def workers_of(
    layout_style: LayoutStyle,
    tmp_path: Path,
    count: int = 1,
    limits: Limits | None = None,
) -> Workers:
    return Workers(layout_style, Workspace(tmp_path), count, limits or Limits())


def run(
    workers: Workers, tasks: Sequence[Task], meanwhile: Iterator[None] = _NOTHING_ELSE
) -> Iterator[tuple[int, bytes | Failure]]:
    return workers.run(tasks, workers.workspace, meanwhile)


def is_gone(process: int) -> bool:
    """Whether a process ends."""
    until = time.monotonic() + HANG
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def pages(result: bytes | Failure) -> int:
    assert isinstance(result, bytes)
    return len(unpack_chapter(result).facts.pages)


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_results(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    tasks = [copy_of(_PARAGRAPH * n) for n in (1, 40, 2)]
    found = []
    for count in (1, 3):
        with workers_of(layout_style, tmp_path, count) as workers:
            found.append(dict(run(workers, tasks)))
    assert found[0] == found[1]
    assert [pages(found[0][n]) for n in range(3)] == [1, 7, 1]


@pytest.mark.parametrize(
    "configuration", ["missing.conf", "relative.conf", "broken.conf", "empty.conf"]
)
def test_faces_that_are_not_loaded_are_reported_before_anything_is_set_in_others(
    layout_style: LayoutStyle, tmp_path: Path, configuration: str
) -> None:
    (tmp_path / "broken.conf").write_text("<fontconfig><dir>", "utf-8")
    (tmp_path / "empty.conf").write_text("<fontconfig/>", "utf-8")
    is_relative = configuration == "relative.conf"
    path = Path(configuration) if is_relative else tmp_path / configuration
    wrong = replace(layout_style, font_configuration=path)
    with (
        workers_of(wrong, tmp_path) as workers,
        pytest.raises(ToolError, match=r"^fontconfig (does not load|also loads) "),
    ):
        dict(run(workers, [SHORT]))


def test_what_is_set_in_a_face_that_is_not_the_books_is_not_a_result(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    folio = '@page { @bottom-center { content: "7"; font-family: "EB Garamond" } }'
    others = replace(
        layout_style,
        head_sheet=f"{layout_style.head_sheet}\n{folio}",
        faces=dict.fromkeys(layout_style.faces, "0" * 64),
    )
    with workers_of(others, tmp_path) as workers:
        found = dict(run(workers, [SHORT, (MARGIN,)]))
    refused = Failure("met a font that is not the book's")
    assert found == {0: refused, 1: refused}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("p { colr: red }", "Ignored `colr: red ` at 11:5, unknown property."),
        ("p::gone { color: red }", "Invalid or unsupported selector, 'p::gone '"),
        ("p { color: red }", None),
    ],
)
def test_faults_of_all_rules_are_reported_with_the_heads(
    layout_style: LayoutStyle, tmp_path: Path, rule: str, said: str | None
) -> None:
    of_pages = "@page { @top-left { colr: blue } }"
    others = replace(
        layout_style,
        sheet=f"{layout_style.sheet}\n{rule}",
        head_sheet=f"{of_pages}\n{layout_style.head_sheet}\n{rule}",
    )
    with workers_of(others, tmp_path) as workers:
        ((_, made),) = run(workers, [(MARGIN,)])
    assert isinstance(made, bytes)
    texts = [message.text for message in unpack_chapter(made).facts.messages]
    assert texts == [
        "Ignored `colr: blue ` at 1:21, unknown property.",
        *([] if said is None else [said]),
    ]


@pytest.mark.slow
def test_a_worker_that_got_ready_gives_what_another_gives(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    found = []
    for is_ready in (False, True):
        with workers_of(layout_style, tmp_path) as workers:
            if is_ready:
                workers.get_ready()
            found.append(dict(run(workers, [SHORT])))
    assert found[0] == found[1]


def test_nobody_waits_for_a_worker_that_starts_early(
    layout_style: LayoutStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, may_go_on = threading.Event(), threading.Event()
    start = Workers._start_process

    def slowly(workers: Workers, workspace: Workspace) -> object:
        started.set()
        assert may_go_on.wait(HANG)
        return start(workers, workspace)

    begin_to_load()
    monkeypatch.setattr(Workers, "_start_process", slowly)
    steps: list[int] = []

    def meanwhile() -> Iterator[None]:
        for step in range(3):
            steps.append(step)
            yield
        may_go_on.set()

    with workers_of(layout_style, tmp_path) as workers:
        workers.get_ready()
        assert started.wait(HANG)
        assert workers._workers == []

        found = dict(run(workers, [SHORT], meanwhile()))

        assert len(workers._workers) == 1
    assert pages(found[0]) == 1
    assert steps == [0, 1, 2]


@pytest.mark.parametrize("is_late", [False, True])
def test_a_task_reads_the_files_of_its_run_however_late_its_worker_started(
    layout_style: LayoutStyle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_late: bool,
) -> None:
    """A worker that started early knows nothing of drawings that were made since."""
    start, has_run_begun = BaseProcess.start, threading.Event()

    def slowly(process: BaseProcess) -> None:
        start(process)
        is_early = threading.current_thread() is not threading.main_thread()
        assert has_run_begun.wait(HANG) or not is_early

    def meanwhile() -> Iterator[None]:
        has_run_begun.set()
        yield

    begin_to_load()
    monkeypatch.setattr(BaseProcess, "start", slowly)
    if not is_late:
        has_run_begun.set()
    drawings = [f'<svg xmlns="{_SVG}" width="{n}" height="9"/>' for n in (1, 2)]
    task = copy_of(f'<p><img alt="A weir" src="{BASE}drawn.svg"/></p>')

    with workers_of(layout_style, tmp_path) as workers:
        workers.get_ready()
        for drawing in drawings:
            drawn = Workspace(tmp_path, overlay={"drawn.svg": drawing.encode()})
            ((_, result),) = workers.run([task], drawn, meanwhile())
            assert isinstance(result, bytes)
            facts = unpack_chapter(result).facts
            digest = hashlib.sha256(drawing.encode()).hexdigest()
            assert (facts.messages, facts.files) == ((), {"drawn.svg": digest})


def test_a_program_keeps_its_main_module_while_a_worker_starts(
    layout_style: LayoutStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump, seen = reduction.dump, []

    def looking(given: object, file: io.BytesIO, protocol: int | None = None) -> None:
        seen.append(sys.modules["__main__"])
        dump(given, file, protocol)

    monkeypatch.setattr(reduction, "dump", looking)
    with workers_of(layout_style, tmp_path) as workers:
        list(run(workers, [SHORT]))
    assert seen
    assert set(seen) == {sys.modules["__main__"]}


def test_a_worker_that_starts_while_all_ends_is_ended_too(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    begin_to_load()
    with workers_of(layout_style, tmp_path) as workers:
        workers.get_ready()
        early = workers._early
        processes = workers._workers
    assert early is not None
    assert not early.is_alive()
    assert processes == []


def test_a_signal_while_a_thread_starts_the_first_worker_ends_both(
    layout_style: LayoutStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, started = threading.Thread.start, list[threading.Thread]()

    def start_and_interrupt(thread: threading.Thread) -> None:
        start(thread)
        started.append(thread)
        interruption._raise(signal.SIGINT, None)

    begin_to_load()
    monkeypatch.setattr(interruption._PendingSignal, "raised", None)
    monkeypatch.setattr(threading.Thread, "start", start_and_interrupt)
    workers = workers_of(layout_style, tmp_path)
    with pytest.raises(KeyboardInterrupt), workers:
        workers.get_ready()
    (early,) = started
    assert not early.is_alive()
    assert workers._workers == []


class _Interrupted(BaseException):
    pass


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="signals are POSIX's")
def test_a_signal_while_the_first_worker_is_awaited_does_not_make_it_nobodys(
    layout_style: LayoutStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, may_start = Workers._start_process, threading.Event()

    def start_late(workers: Workers, workspace: Workspace) -> object:
        assert may_start.wait(HANG)
        return start(workers, workspace)

    def interrupt(_number: int, _frame: object) -> None:
        raise _Interrupted

    begin_to_load()
    monkeypatch.setattr(Workers, "_start_process", start_late)
    before = signal.signal(signal.SIGUSR1, interrupt)
    workers = workers_of(layout_style, tmp_path)
    workers.get_ready()
    early = workers._early
    try:
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        with pytest.raises(_Interrupted):
            list(run(workers, [SHORT]))
    finally:
        signal.signal(signal.SIGUSR1, before)
        threading.Timer(0.2, may_start.set).start()
        workers.__exit__()
    assert may_start.is_set()
    assert early is not None
    assert not early.is_alive()
    assert workers._workers == []


@pytest.mark.parametrize("reason", [OSError(), EOFError()])
def test_an_early_start_that_fails_is_tried_again(
    layout_style: LayoutStyle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reason: Exception,
) -> None:
    start = Workers._start_process
    tries: list[int] = []

    def at_the_second_try(workers: Workers, workspace: Workspace) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise reason
        return start(workers, workspace)

    begin_to_load()
    monkeypatch.setattr(Workers, "_start_process", at_the_second_try)

    with workers_of(layout_style, tmp_path) as workers:
        workers.get_ready()
        found = dict(run(workers, [SHORT]))

    assert pages(found[0]) == 1
    assert len(tries) == 2


@pytest.mark.slow
def test_something_else_is_done_while_there_is_no_result(
    layout_style: LayoutStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = partial(work_once_there, tmp_path / "done")
    monkeypatch.setattr("bookmaker.backends.pdf.engine.workers._work", work)
    steps: list[int] = []

    def meanwhile() -> Iterator[None]:
        for step in range(3):
            steps.append(step)
            yield
        (tmp_path / "done").touch()

    with workers_of(layout_style, tmp_path) as workers:
        found = dict(run(workers, [SHORT], meanwhile()))
    assert pages(found[0]) == 1
    assert steps == [0, 1, 2]


def test_without_work_no_process_is_started(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    with workers_of(layout_style, tmp_path) as workers:
        assert list(run(workers, [])) == []
        assert workers._workers == []


@pytest.mark.slow
def test_a_worker_that_is_killed_fails_its_task_and_the_others_go_on(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    with workers_of(layout_style, tmp_path, count=2) as workers:
        results = run(workers, [LONG, SHORT, SHORT, SHORT])
        first, _ = next(results)
        (at_work,) = (w for w in workers._workers if w.task == 0)
        assert at_work.process.pid is not None
        os.kill(at_work.process.pid, signal.SIGKILL)
        rest = dict(results)
    assert rest.pop(0) == Failure("was ended from outside (SIGKILL)")
    assert sorted([first, *rest]) == [1, 2, 3]
    assert all(pages(result) == 1 for result in rest.values())


@pytest.mark.slow
def test_a_worker_that_dies_between_tasks_fails_the_next_and_is_replaced(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    with workers_of(layout_style, tmp_path) as workers:
        list(run(workers, [SHORT]))
        (worker,) = workers._workers
        worker.process.kill()
        worker.process.join()
        (_, failed), (_, laid_out) = run(workers, [SHORT, SHORT])
    assert failed == Failure("was ended from outside (SIGKILL)")
    assert pages(laid_out) == 1


def test_what_takes_too_long_is_ended(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    limits = Limits(seconds=0.05)
    with workers_of(layout_style, tmp_path, limits=limits) as workers:
        assert dict(run(workers, [LONG, LONG])) == dict.fromkeys(
            (0, 1), Failure("took longer than 0.05 s", is_of_time=True)
        )
        assert workers._workers == []


@pytest.mark.slow
@pytest.mark.parametrize(("seconds", "patience"), [(1, 1000), (1000, 0)])
def test_seconds_are_those_of_a_processor_and_a_few_times_as_many_by_the_clock(
    layout_style: LayoutStyle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    patience: int,
) -> None:
    monkeypatch.setattr("bookmaker.backends.pdf.engine.workers._PATIENCE", patience)
    limits = Limits(seconds=seconds)
    with workers_of(layout_style, tmp_path, limits=limits) as workers:
        ((_, failed),) = run(workers, [LONG])
    assert failed == Failure(f"took longer than {seconds} s", is_of_time=True)


@pytest.mark.slow
def test_what_takes_too_much_work_is_ended_and_the_next_has_as_much(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    limits = Limits(work_seconds=3)
    with workers_of(layout_style, tmp_path, limits=limits) as workers:
        (_, laid_out), (_, failed), (_, again) = run(workers, [SHORT, LONG, SHORT])
    assert (pages(laid_out), pages(again)) == (1, 1)
    assert failed == Failure("takes more than 3 s of a processor", is_of_time=True)


@pytest.mark.long
@pytest.mark.slow
def test_what_needs_too_much_memory_is_reported(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    limits = Limits(memory=640 * 1024 * 1024)
    with workers_of(layout_style, tmp_path, limits=limits) as workers:
        (_, laid_out), (_, failed) = run(
            workers, [SHORT, copy_of(_PARAGRAPH * 300_000)]
        )
    assert pages(laid_out) == 1
    assert failed == Failure("needs more than 0.625 GiB of memory")


def test_a_fault_of_ours_is_reported_as_one(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    broken = ChapterMarkup(markup=b"<html", links=NO_LINKS, elsewhere=frozenset())
    with (
        workers_of(layout_style, tmp_path) as workers,
        pytest.raises(InternalError, match="ParseError"),
    ):
        list(run(workers, [broken]))


BEYOND_ENGINE = [
    "p { transform: scale(0) }",
    "p { font-size: 1e999px }",
    "p { margin-left: 1e38px; font-size: 1e9px }",
]


@pytest.mark.slow
@pytest.mark.parametrize("rule", BEYOND_ENGINE)
def test_what_the_engine_fails_on_is_the_books_with_the_words_of_the_block(
    layout_style: LayoutStyle, tmp_path: Path, rule: str
) -> None:
    odd = replace(
        layout_style, sheet=f"{layout_style.sheet}{rule.replace('p {', '.x {')}"
    )
    text = "<p>Fine.</p>" * 9 + '<p class="x">The odd one.</p>' + "<p>Fine.</p>" * 5
    with workers_of(odd, tmp_path) as workers:
        ((_, failed), (_, fine)) = run(workers, [copy_of(text), SHORT])
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("fails in the engine at “The odd one.”: ")
    assert pages(fine) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule",
    [
        "p { transform: scale(1e300) }",
        "p { transform: rotate(calc(NaN * 1deg)) }",
        "a { margin-left: calc(NaN * 1px) }",
        "p { transform: matrix(1e38, 0, 0, 1e38, 1e38, 1e38) scale(1e38) }",
    ],
)
def test_a_chapter_that_cannot_be_joined_is_the_books(
    layout_style: LayoutStyle, tmp_path: Path, rule: str
) -> None:
    """WeasyPrint writes `nan` and numbers of 300 digits into the file."""
    odd = replace(layout_style, sheet=f"{layout_style.sheet}{rule}")
    text = '<p id="x">The odd one, with <a href="#x">a link</a>.</p>'
    with workers_of(odd, tmp_path) as workers:
        ((_, failed),) = run(workers, [copy_of(text)])
    assert isinstance(failed, Failure)
    assert failed.reason.startswith(("gives a position", "fails in the engine"))


def test_a_sheet_that_the_engine_cannot_read_is_reported_once(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    long = " ".join(["p"] * 400) + "{ color: red }"
    with (
        workers_of(replace(layout_style, sheet=long), tmp_path) as workers,
        pytest.raises(EngineRefusedSheetError, match="too many nested parentheses"),
    ):
        list(run(workers, [SHORT, SHORT]))


@pytest.mark.slow
def test_what_is_left_early_leaves_no_process(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    with workers_of(layout_style, tmp_path, count=2) as workers:
        next(run(workers, [LONG, SHORT]))
        processes = [w.process.pid for w in workers._workers]
    assert len(processes) == 2
    assert all(is_gone(process) for process in processes if process is not None)


@pytest.mark.slow
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others keep no memory")
def test_a_worker_that_rests_gives_memory_back(
    layout_style: LayoutStyle, tmp_path: Path
) -> None:
    with workers_of(layout_style, tmp_path) as workers:
        dict(run(workers, [copy_of(_PARAGRAPH * 400)]))
        (worker,) = workers._workers
        after_work = own_memory(worker.process)
        end = time.monotonic() + HANG
        while own_memory(worker.process) > 0.95 * after_work:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert pages(dict(run(workers, [SHORT]))[0]) == 1


def own_memory(process: BaseProcess) -> int:
    """What no other process shares, in kB."""
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    (line,) = [one for one in status.splitlines() if one.startswith("RssAnon:")]
    return int(line.split()[1])


_PARENT = """
from pathlib import Path
from tests.unit.backends.pdf.engine.test_workers import *
with some_fonts() as fonts:
    with workers_of(layout_style_of(fonts), Path(sys.argv[1]), count=2) as workers:
        results = run(workers, [LONG, SHORT])
        next(results)
        print(*[w.process.pid for w in workers._workers], flush=True)
        next(results)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_parent_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """The script has no main guard: its workers must not run it again."""
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        text=True,
    ) as parent:
        assert parent.stdout is not None
        processes = [int(number) for number in parent.stdout.readline().split()]
        parent.kill()
    assert len(processes) == 2
    assert all(is_gone(process) for process in processes)
