"""The one identity of all that makes editions: our code, and the programs beneath it.

What was made by equal programs of equal things need not be made again, so every key of
the cache holds this identity (`system/store.py`). It covers what may change a byte:
Python, our own files, each installed distribution wherever it lies, the system's
libraries of text, and the environment variables that these read. It says the same of
the same programs on another machine, as far as it can.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib.machinery
import os
import platform
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bookmaker.system.version import VERSION

_PACKAGE = Path(__file__).parents[1]
MODULES = (
    "PIL", "citeproc", "click", "cssselect2", "ebooklib", "fontTools", "latex2mathml",
    "lxml", "mammoth", "markdown", "pikepdf", "platformdirs", "pydyf", "pygments",
    "pylatexenc", "pymdownx", "pypdfium2", "pyuca", "rich", "stdnum", "tinycss2",
    "uharfbuzz", "unicode_rbnf", "weasyprint", "yaml", "ziafont", "ziamath",
)  # fmt: skip
"""What we import, and what decides an edition beneath it."""
VARIABLES = (
    "FREETYPE_PROPERTIES",
    "HB_OPTIONS",
    "HB_SHAPER_LIST",
    "PANGO_LANGUAGE",
)
"""What the system's libraries of text read."""


def _said(library: ctypes.CDLL, function: str) -> str:
    say = getattr(library, function)
    say.restype = ctypes.c_char_p
    version: bytes = say()
    return version.decode()


def _version_of_fontconfig(library: ctypes.CDLL) -> str:
    return str(library.FcGetVersion())


def _version_of_fribidi(library: ctypes.CDLL) -> str:
    version = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    return version.decode()


LIBRARIES: Mapping[str, tuple[tuple[str, ...], Callable[[ctypes.CDLL], str]]] = {
    "Pango": (
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        lambda library: _said(library, "pango_version_string"),
    ),
    "HarfBuzz": (
        ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll"),
        lambda library: _said(library, "hb_version_string"),
    ),
    "fontconfig": (
        ("libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig-1.dll"),
        _version_of_fontconfig,
    ),
    "FriBidi": (
        ("libfribidi.so.0", "libfribidi.dylib", "libfribidi-0.dll"),
        _version_of_fribidi,
    ),
}
"""The system's libraries: how they are called on Linux, macOS and Windows, and what
gives the version."""


@functools.cache
def installed_programs() -> str:
    """A digest of them all, in hexadecimal figures.

    Looked at once: programs do not change under a build.
    """
    digest = hashlib.sha256()
    for said in _states():
        digest.update(said.encode(errors="surrogateescape") + b"\0")
    return digest.hexdigest()


def _states() -> Iterator[str]:
    yield f"bookmaker {VERSION}"
    yield f"{sys.implementation.name} {sys.version} {platform.machine()}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for name in VARIABLES:
        yield f"{name} {os.environ.get(name)}"
    for name in LIBRARIES:
        yield f"{name} {library_version(name)}"
    record_by_folder = dict(_distributions())
    for record in record_by_folder.values():
        yield hashlib.sha256(record).hexdigest()
    yield from _own_files(record_by_folder)
    yield from _files_without_record(record_by_folder)


def library_version(name: str) -> str:
    """What a library of the system says of itself; empty where it is not found."""
    file_names, say = LIBRARIES[name]
    for file_name in file_names:
        try:
            return say(ctypes.CDLL(file_name))
        except (OSError, AttributeError, ValueError):
            continue
    return ""


def _distributions() -> Iterator[tuple[str, bytes]]:
    """The folders that modules are loaded from, with what is installed in each.

    An installed distribution has a list of its files with their digests (`RECORD`);
    those of a Linux system have none, and their metadata have a name and a date.
    """
    for place in dict.fromkeys(sys.path):
        try:
            with os.scandir(place or ".") as found:
                names = sorted(e.name for e in found if e.name.endswith(_INSTALLED))
        except OSError:
            continue
        records = (_record(os.path.join(place, name)) for name in names)  # noqa: PTH118 - a hundred, and quick
        yield place, b"".join(records)


_INSTALLED = (".dist-info", ".egg-info", ".egg-link")


def _record(installed: str) -> bytes:
    name = os.path.basename(installed).encode(errors="surrogateescape")  # noqa: PTH119
    for inner in ("RECORD", "METADATA", "PKG-INFO", ""):
        file = os.path.join(installed, inner) if inner else installed  # noqa: PTH118
        try:
            if inner == "RECORD":
                return b"%s\n%s\n" % (name, _content(file))
            return b"%s %s\n" % (name, _state(file).encode())
        except OSError:
            continue
    return name


def _content(file: str) -> bytes:
    with open(file, "rb", buffering=0) as record:  # noqa: PTH123 - quicker
        return record.read()


def _own_files(record_by_folder: Mapping[str, bytes]) -> Iterator[str]:
    """Our own files, unless they were installed: then a record has their digests."""
    if _is_recorded("bookmaker", str(_PACKAGE.parent), record_by_folder):
        return
    for folder in (_PACKAGE, _PACKAGE.parent / "styles"):
        yield from _files_below(str(folder))


def _files_without_record(record_by_folder: Mapping[str, bytes]) -> Iterator[str]:
    for name in MODULES:
        spec = importlib.machinery.PathFinder.find_spec(name)
        origin = None if spec is None else spec.origin
        if origin is None:
            yield f"{name} does not exist"
            continue
        module = Path(origin)
        is_package = module.stem == "__init__"
        folder = module.parents[1] if is_package else module.parent
        if _is_recorded(name, str(folder), record_by_folder):
            continue
        if is_package:
            yield from _files_below(str(module.parent))
        else:
            yield f"{module} {_state(origin)}"


def _is_recorded(name: str, folder: str, record_by_folder: Mapping[str, bytes]) -> bool:
    record = record_by_folder.get(folder, b"")
    return f"\n{name}/__init__.py,".encode() in record


def _files_below(folder: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = os.path.join(above, name)  # noqa: PTH118 - hundreds, and quick
            yield f"{file} {_state(file)}"


def _state(file: str) -> str:
    status = os.stat(file)  # noqa: PTH116
    return f"{status.st_size} {status.st_mtime_ns}"
