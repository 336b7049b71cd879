"""What a process of pytest-xdist sends of its tests, which is less than usual."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TESTS = """
import pytest

@pytest.fixture
def no_set_up():
    raise ValueError("set-up")

@pytest.fixture
def no_tear_down():
    yield
    print("said in tear-down")
    raise ValueError("tear-down")

def test_passes(): pass
def test_fails(): assert False
def test_without_set_up(no_set_up): pass
def test_without_tear_down(no_tear_down): pass
def test_skips(): pytest.skip("not today")
@pytest.mark.skip
def test_is_skipped(): pass
@pytest.mark.xfail
def test_is_known_to_fail(): assert False
"""


@pytest.mark.slow
def test_every_failure_of_another_process_is_shown(tmp_path: Path) -> None:
    (tmp_path / "test_all.py").write_text(TESTS)
    options = ("-n1", "-p", "tests.conftest", "-p", "no:cacheprovider", "--color=no")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", tmp_path, tmp_path],
        cwd=ROOT,
        env={name: os.environ[name] for name in os.environ if "PYTEST" not in name},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 failed, 2 passed, 2 skipped, 1 xfailed, 2 errors" in run.stdout
    assert "said in tear-down" in run.stdout
    assert "[100%]" in run.stdout
