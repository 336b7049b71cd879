"""Signals at work: what waits, what raises, what is said once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import HANG, answer_signals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")

_HEAD = """\
import os, signal, sys, time
from bookmaker.system import interruption, signals

def ask(number=signal.SIGTERM):
    os.kill(os.getpid(), number)
    for _ in range(1000):
        pass
"""


def said_by(program: str, folder: Path) -> tuple[int, str, str]:
    """Run a program of its own: signals are a whole process's."""
    done = subprocess.run(
        [sys.executable, "-c", _HEAD + program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
        preexec_fn=answer_signals,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "ended by another program")],
)
def test_before_anything_has_begun_the_program_ends_with_a_sentence(
    name: str, status: int, words: str, tmp_path: Path
) -> None:
    program = f"signals.answer_with(signals.end)\nask(signal.{name})\nprint('on')\n"
    assert said_by(program, tmp_path) == (status, "", f"bookmaker: {words}\n")


def test_at_work_a_signal_waits_for_what_must_not_be_disturbed(tmp_path: Path) -> None:
    program = """
def work():
    try:
        with interruption.undisturbed():
            ask()
            print("made")
        print("not reached")
    except interruption.TerminatedError:
        ask()  # the same wish once more
        print("put in order")
        return 143
status = interruption.minding_signals(work)
ask()  # on its way out
sys.exit(status)
"""
    assert said_by(program, tmp_path) == (143, "made\nput in order\n", "")


def test_a_module_is_loaded_to_its_end(tmp_path: Path) -> None:
    """One of C++ aborts the process where Python meets an exception in it."""
    (tmp_path / "slow.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGTERM)\n"
        "time.sleep(0.1)\nprint('loaded')\n",
        "utf-8",
    )
    program = """
sys.path.insert(0, ".")
def work():
    try:
        import slow
        time.sleep(30)
    except interruption.TerminatedError:
        return 143
sys.exit(interruption.minding_signals(work))
"""
    assert said_by(program, tmp_path) == (143, "loaded\n", "")


def test_a_signal_that_a_callback_has_lost_is_sent_again(tmp_path: Path) -> None:
    program = """
class Loses:
    def __del__(self):
        ask()
def work():
    try:
        Loses()
        time.sleep(30)
    except interruption.TerminatedError:
        return 143
sys.exit(interruption.minding_signals(work))
"""
    assert said_by(program, tmp_path) == (143, "", "")


def test_another_thread_is_neither_disturbed_nor_has_the_program_wait(
    tmp_path: Path,
) -> None:
    program = """
import threading
begun, may_end = threading.Event(), threading.Event()
def beside():
    with interruption.undisturbed():
        begun.set()
        may_end.wait(60)
def work():
    thread = threading.Thread(target=beside)
    thread.start()
    begun.wait(60)
    try:
        ask()
    except interruption.TerminatedError:
        print("at once")
    may_end.set()
    thread.join()
interruption.minding_signals(work)
"""
    assert said_by(program, tmp_path) == (0, "at once\n", "")


def test_a_child_of_a_job_in_the_background_answers_signals_in_these_tests(
    tmp_path: Path,
) -> None:
    program = """
import subprocess
from tests.support.programs import HANG, answer_signals
names = ("SIGINT", "SIGTERM", "SIGHUP")
for name in names:
    signal.signal(getattr(signal, name), signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
shown = "from signal import *; print(pthread_sigmask(SIG_BLOCK, ()), *("
shown += "getsignal(n) is not SIG_IGN for n in (SIGINT, SIGTERM, SIGHUP)))"
subprocess.run([sys.executable, "-c", shown], preexec_fn=answer_signals)
"""
    said = "set() True True True\n"
    assert said_by(program, tmp_path) == (0, said, "")
