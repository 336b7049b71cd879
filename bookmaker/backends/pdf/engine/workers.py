"""Lay out chapters in processes: any number of them, one included, in the same way.

What comes in: tasks. What goes out: what came of each, packed. A worker that dies or
takes too long costs its chapter and nothing else: another takes its place.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Final, TypeAlias
from xml.etree import ElementTree

from bookmaker.backends.forkserver import has_begun_to_load, worker_context
from bookmaker.backends.pdf.engine.soundness import is_sound
from bookmaker.backends.pdf.engine_faults import EngineError, find_failing_words
from bookmaker.backends.pdf.facts import ChapterPdf, pack_chapter
from bookmaker.backends.pdf.orders import ChapterMarkup, LayoutStyle, Margin
from bookmaker.backends.pdf.weasyprint_adapter import Typesetter
from bookmaker.backends.services import Limits
from bookmaker.backends.starting import (
    WORKER_NAME,
    leaving_preparation_as_it_was,
    starting_processes,
)
from bookmaker.diagnostics.errors import (
    EngineRefusedSheetError,
    InternalError,
    ToolError,
)
from bookmaker.system.interruption import undisturbed
from bookmaker.system.memory import give_back_memory
from bookmaker.system.workspace import Workspace

_NOTHING_ELSE: Iterator[None] = iter(())

Task: TypeAlias = ChapterMarkup | tuple[Margin, ...] | str
"""A chapter, the margins of pages, or the markup of a shell's head."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result; `reason` completes “its layout …”."""

    reason: str
    is_of_time: bool = False
    """Whether with more time there might be one."""


@dataclass(frozen=True, slots=True)
class _Bug:
    """Something in us broke, not in the book."""

    trace: str


_Answer: TypeAlias = bytes | Failure | ToolError | EngineRefusedSheetError | _Bug


@dataclass(slots=True)
class _Worker:
    """A process and the task that it has in hand."""

    process: BaseProcess
    connection: Connection
    workspace: Workspace
    """What it was last given to read files through."""
    task: int | None = None
    until: float = 0.0


@dataclass(slots=True)
class Workers:
    """Processes that lay out what they are given; they end with the context.

    The first worker may be started by a thread while the caller goes on: whatever that
    thread reads is final, and what it makes is looked at only after it has ended.
    """

    layout_style: Final[LayoutStyle]
    workspace: Final[Workspace]
    """What a worker is started with; each run brings its own."""
    count: Final[int]
    limits: Final[Limits] = field(default_factory=Limits)
    _workers: list[_Worker] = field(default_factory=list)
    _context: BaseContext = field(default_factory=worker_context)
    _early: threading.Thread | None = None
    """Starts the first worker while other work goes on."""
    _early_has_ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Workers:
        """Begin; processes are started when there is work for them."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes, whatever they are at."""
        with undisturbed():
            self._await_early()
            for worker in self._workers:
                worker.connection.close()
                worker.process.kill()
            for worker in self._workers:
                worker.process.join()
            self._workers.clear()

    def get_ready(self) -> None:
        """Start a worker before there is a task: it loads its sheet and faces.

        It starts when the process that it is forked from has loaded, and nobody waits
        for that. Raises `ToolError` where no process can be started.
        """
        if self._workers or self._early is not None:
            return
        if not has_begun_to_load():
            self._start(self.workspace)
            return
        early = threading.Thread(target=self._start_early, daemon=True)
        self._early_has_ended.clear()
        # Where no thread can be started, the first task starts its worker. A signal
        # waits until the thread is known: what it starts is ended with the rest.
        with contextlib.suppress(RuntimeError), undisturbed():
            early.start()
            self._early = early

    def _start_early(self) -> None:
        # Signals reach the main thread alone, so nothing disturbs this one. What fails
        # fails again with the first task, and is reported then.
        try:
            with contextlib.suppress(*_NO_PROCESS), leaving_preparation_as_it_was():
                self._start_process(self.workspace)
        finally:
            self._early_has_ended.set()

    def _await_early(self, meanwhile: Iterator[None] = _NOTHING_ELSE) -> None:
        if self._early is not None:
            for _ in meanwhile:
                if self._early_has_ended.is_set():
                    break
            # `join` that a signal interrupts takes the thread for one that has ended
            # (Python 3.11, bpo-45274); the worker that it starts would be nobody's.
            self._early_has_ended.wait()
            with undisturbed():
                self._early.join()
            self._early = None

    def run(
        self,
        tasks: Sequence[Task],
        workspace: Workspace,
        meanwhile: Iterator[None] = _NOTHING_ELSE,
    ) -> Iterator[tuple[int, bytes | Failure]]:
        """Do the tasks, the first ones first; give each result as it comes.

        They read their files through `workspace`. While there is no result,
        `meanwhile` is gone through, a short step at a time. Raises `ToolError` where a
        system library is missing, and `EngineRefusedSheetError`.
        """
        if not tasks:
            return
        self._await_early(meanwhile)
        waiting = deque(range(len(tasks)))
        while waiting or any(w.task is not None for w in self._workers):
            self._hand_out(waiting, tasks, workspace)
            for worker in self._ready(meanwhile):
                task = worker.task
                answer = self._answer(worker)
                if isinstance(answer, (ToolError, EngineRefusedSheetError)):
                    raise answer
                if isinstance(answer, _Bug):
                    raise InternalError(answer.trace)
                if task is not None:
                    yield task, answer

    def _hand_out(
        self, waiting: deque[int], tasks: Sequence[Task], workspace: Workspace
    ) -> None:
        while waiting:
            idle = next((w for w in self._workers if w.task is None), None)
            if idle is None:
                if len(self._workers) >= self.count:
                    return
                idle = self._start(workspace)
            idle.task = waiting.popleft()
            idle.until = time.monotonic() + _PATIENCE * self.limits.seconds
            # One that has just died is met when its answer is read.
            with contextlib.suppress(OSError):
                if idle.workspace is not workspace:
                    idle.connection.send(workspace.for_another_process())
                    idle.workspace = workspace
                idle.connection.send(tasks[idle.task])

    def _start(self, workspace: Workspace) -> _Worker:
        try:
            with starting_processes():
                return self._start_process(workspace)
        except _NO_PROCESS as error:
            reason = getattr(error, "strerror", None) or error
            message = (
                "no process for layout can be started"
                f" ({reason}): make room in the folder for temporary"
                " files, or name another in the variable TMPDIR"
            )
            raise ToolError(message) from error

    def _start_process(self, workspace: Workspace) -> _Worker:
        """Start one. Runs in a thread of its own too: it reads what is final alone."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work,
            args=(
                theirs,
                self.layout_style,
                workspace.for_another_process(),
                self.limits,
            ),
            name=WORKER_NAME,
            daemon=True,
        )
        process.start()
        # Known before a signal can be heard again: it is ended with the rest.
        worker = _Worker(process, ours, workspace)
        self._workers.append(worker)
        theirs.close()
        return worker

    def _ready(self, meanwhile: Iterator[None]) -> Iterator[_Worker]:
        """The workers that have answered, died, or had their time."""
        busy = [w for w in self._workers if w.task is not None]
        for _ in meanwhile:
            if wait([w.connection for w in busy], 0):
                break
        rest = max(0.0, min(w.until for w in busy) - time.monotonic())
        ready = set(wait([w.connection for w in busy], rest))
        now = time.monotonic()
        yield from (w for w in busy if w.connection in ready or w.until <= now)

    def _answer(self, worker: _Worker) -> _Answer:
        late = f"took longer than {self.limits.seconds:g} s"
        if not worker.connection.poll():
            return self._discard(worker, late, of_time=True)
        try:
            answer: _Answer = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            if code == _OUT_OF_TIME:
                work = self.limits.work_seconds
                reason = (
                    late if work is None else f"takes more than {work} s of a processor"
                )
                return self._discard(worker, reason, of_time=True)
            return self._discard(worker, _why_died(code))
        worker.task = None
        return answer

    def _discard(
        self, worker: _Worker, reason: str, *, of_time: bool = False
    ) -> Failure:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        return Failure(reason, of_time)


_REST = 0.3
"""Seconds without a task after which a worker gives memory back."""
_PATIENCE = 4
"""How many times its seconds a chapter may take by the clock: on a machine that has
other work too, it gets a processor now and then only."""
_NO_PROCESS = (OSError, EOFError)
"""What starting a process raises; EOFError where the server of processes is gone."""
_OUT_OF_TIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
"""The exit code of a process that had its share of a processor; Windows has none."""
_CRASHES = frozenset({"SIGSEGV", "SIGABRT", "SIGBUS", "SIGTRAP", "SIGILL", "SIGFPE"})
"""What a process does to itself; GLib, for one, where it gets no memory."""


def _why_died(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        if name in _CRASHES:
            return f"crashed in a library ({name}), as it may where memory is at an end"
        return f"was ended from outside ({name})"
    return "ended unexpectedly"


def _work(
    connection: Connection,
    layout_style: LayoutStyle,
    workspace: Workspace,
    limits: Limits,
) -> None:
    """A worker's life: get ready, take a task, give its result, until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    _limit_memory(limits.memory)
    typesetter: Typesetter | None = None
    if not connection.poll():
        # What fails here fails again with the first task, and is reported then.
        with contextlib.suppress(Exception):
            typesetter = Typesetter(layout_style, workspace.read)
            typesetter.warm_up()
    while True:
        order = _next_order(connection)
        if order is None:
            return
        if isinstance(order, Workspace):
            workspace = order
            if typesetter is not None:
                typesetter.read_through(workspace.read)
            continue
        _limit_work(limits.work_seconds or limits.seconds)
        try:
            typesetter = typesetter or Typesetter(layout_style, workspace.read)
            answer: _Answer = _do(typesetter, order, layout_style)
        except (ToolError, EngineRefusedSheetError) as error:
            answer = error
        except MemoryError:
            gigabytes = f"{limits.memory / 1024**3:g}"
            answer = Failure(f"needs more than {gigabytes} GiB of memory")
        except OSError as error:
            answer = Failure(f"met a fault of the system: {error.strerror or error}")
        except Exception:  # noqa: BLE001 - the parent reports it as ours
            answer = _Bug(traceback.format_exc())
        connection.send(answer)
        del answer, order  # they are large, and nobody needs them while it rests


def _next_order(connection: Connection) -> Task | Workspace | None:
    """Wait for it; `None` where nobody asks any more.

    Between two builds of a session, memory of the last chapters is given back.
    """
    try:
        if not connection.poll(_REST):
            give_back_memory()
        order: Task | Workspace = connection.recv()
    except (EOFError, OSError):
        return None
    return order


def _do(
    typesetter: Typesetter, task: Task, layout_style: LayoutStyle
) -> bytes | Failure:
    try:
        if isinstance(task, str):
            return typesetter.write_shell(task)
        if isinstance(task, ChapterMarkup):
            made = typesetter.lay_out(task)
        else:
            made = typesetter.draw_margins(task)
    except EngineError as error:
        where = _where(typesetter, task) if isinstance(task, ChapterMarkup) else ""
        return Failure(f"fails in the engine{where}: {error}")
    if not has_faces_of(layout_style, made):
        return Failure("met a font that is not the book's")
    if not is_sound(made):
        return Failure("gives a position or a size that no page can have")
    return pack_chapter(made)


def _where(typesetter: Typesetter, copy: ChapterMarkup) -> str:
    """Name the block that the engine fails on, if it fails on one alone."""

    def fails(root: ElementTree.Element) -> bool:
        try:
            typesetter.lay_out(replace(copy, markup=ElementTree.tostring(root)))
        except EngineError:
            return True
        return False

    words = find_failing_words(ElementTree.fromstring(copy.markup), fails)
    return f" at “{words}”" if words else ""


def has_faces_of(layout_style: LayoutStyle, chapter: ChapterPdf) -> bool:
    """Whether a chapter is set in the faces of a style alone, byte for byte."""
    known = frozenset(layout_style.faces.values())
    return all(font.program in known for font in chapter.facts.fonts)


def _end_with_parent() -> None:
    """Leave no process behind when the parent is killed in the middle of a chapter."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit_work(seconds: float) -> None:
    """Have this process ended when its next task takes more of a processor."""
    try:
        import resource
    except ImportError:  # Windows: the limit by the clock is left
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds)
    if hard == resource.RLIM_INFINITY or hard > until:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > size:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
