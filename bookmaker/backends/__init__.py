"""The table: target name to backend, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from bookmaker.backends.protocol import Backend

_PLACE_BY_TARGET: Mapping[str, tuple[str, str]] = {
    "epub": ("bookmaker.backends.epub", "EpubBackend"),
    "pdf": ("bookmaker.backends.pdf.backend", "PdfBackend"),
}

TARGETS: tuple[str, ...] = tuple(_PLACE_BY_TARGET)
"""The names of all targets, in the order built."""


def backend_for(target: str) -> Backend:
    """The backend of one target. Raises `KeyError` where there is none."""
    module, name = _PLACE_BY_TARGET[target]
    return cast("Backend", getattr(importlib.import_module(module), name)())
