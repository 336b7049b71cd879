"""What a laid-out page depends on besides the book: programs and their versions."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "pyphen",
    "pillow",
    "fonttools",
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
"""The names that the library goes by on Linux, macOS and Windows."""
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll")


@functools.cache
def engine_versions() -> str:
    """All of them in one line; equal lines lay out equal pages."""
    packages = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    libraries = [
        _version(_PANGO, "pango_version_string"),
        _version(_HARFBUZZ, "hb_version_string"),
    ]
    return "; ".join([*packages, *libraries, platform.machine(), _own_digest()])


def _version(names: tuple[str, ...], function: str) -> str:
    """What a library of the system says of itself; empty where it is not found."""
    for name in names:
        try:
            say = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        say.restype = ctypes.c_char_p
        version: bytes = say()
        return f"{function} {version.decode()}"
    return ""


def _own_digest() -> str:
    """Of the modules of this backend: a change to them may change a page."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()
