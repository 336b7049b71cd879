"""A version of WeasyPrint that is not known is left as it is, and a build warns."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path
from types import ModuleType

import pytest

from bookmaker.backends.pdf import weasyprint_adapter, weasyprint_patches


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_patches, "_unapplied", {})


def module_with(source: str, folder: Path) -> ModuleType:
    """A module as it stands in another version."""
    file = folder / "block.py"
    file.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location("block_of_a_test", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_KNOWN = """
def _linebox_layout(context, can_break_now, could_break_before):
    report = not context.in_column and can_break_now and not could_break_before
    return report
"""
_OTHER = """
def _linebox_layout(context):
    return "otherwise"
"""


def test_a_known_line_is_rewritten_once(tmp_path: Path) -> None:
    module = module_with(_KNOWN, tmp_path)
    weasyprint_patches.keep_notes_with_their_calls(module)
    weasyprint_patches.keep_notes_with_their_calls(module)
    assert module._linebox_layout(None, True, False) is False
    assert weasyprint_patches.unapplied() == ()


def test_another_version_keeps_its_function_and_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    module = module_with(_OTHER, tmp_path)
    weasyprint_patches.keep_notes_with_their_calls(module)
    assert module._linebox_layout(None) == "otherwise"
    assert weasyprint_patches.unapplied() == ("_linebox_layout",)
    with caplog.at_level(logging.WARNING, "weasyprint"):
        weasyprint_adapter._report_unapplied_patches()
    assert "_linebox_layout is not the function of version 70.0" in caplog.text
