"""What nobody uses any more is let go of."""

from __future__ import annotations

import ctypes
import gc
import weakref

import pytest

from bookmaker.system.memory import collecting_later, give_back_memory


class _Knot:
    """An object that refers to itself."""

    def __init__(self) -> None:
        self.own = self


def test_cycles_are_collected() -> None:
    gc.disable()
    try:
        left = weakref.ref(_Knot())
        assert left() is not None
        give_back_memory()
        assert left() is None
    finally:
        gc.enable()


def test_cycles_are_looked_for_later() -> None:
    assert gc.isenabled()
    with collecting_later():
        assert not gc.isenabled()
        with collecting_later():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_c_library_that_gives_nothing_back_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    give_back_memory()
