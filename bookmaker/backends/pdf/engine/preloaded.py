"""Imported once by the process that workers are forked from: it loads WeasyPrint."""

from __future__ import annotations

import contextlib
import pickle
import sys
from types import TracebackType

from bookmaker.backends.pdf.weasyprint_adapter import load_weasyprint, read_c_types
from bookmaker.diagnostics.errors import ToolError

_as_before = sys.excepthook


def _report_unless_alone(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Report what a new worker couldn't do, unless nobody is left who asked for it.

    A build that is killed while it starts a worker leaves it with half a request, and
    Python prints a traceback on the terminal of the build.
    """
    if not isinstance(error, EOFError | pickle.UnpicklingError):
        _as_before(kind, error, trace)


sys.excepthook = _report_unless_alone

# A worker meets the same error, and can report it.
with contextlib.suppress(ToolError):
    read_c_types(load_weasyprint())
