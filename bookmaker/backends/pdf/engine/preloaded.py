"""Imported once by the process that workers are forked from: it loads WeasyPrint."""

from __future__ import annotations

import contextlib

from bookmaker.backends.pdf.weasyprint_adapter import load_weasyprint
from bookmaker.diagnostics.errors import ToolError

# A worker meets the same trouble, and can tell it.
with contextlib.suppress(ToolError):
    load_weasyprint()
