"""The edition table: every target that a book can be built for.

A row says what the rest of the program needs to know of a target, so that nothing else
asks for one by name. What loads slowly (a backend, its transforms) is named by its
place, `module:attribute`, and loaded only when an edition is built. Other distributions
add rows by an entry point of the group `bookmaker.backends` that holds a `Target`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from bookmaker.backends.protocol import Backend

ENTRY_POINTS = "bookmaker.backends"
"""The group of entry points through which other distributions add targets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A kind of edition: a row of the table."""

    name: str
    """What `--format` and the report call it: `epub`."""
    label: str
    """What messages call it: `EPUB`."""
    suffix: str
    """Of its files, with the dot."""
    media_type: str
    backend: str
    """The place of the class, or function, that gives a `Backend`."""
    transforms: str
    """The place of its tuple of transforms, which follow those of every target."""
    condition_names: tuple[str, ...]
    """What `when-format` in a manuscript may call it."""
    signature: bytes = b""
    """The first bytes of its files. Only a file that begins so is overwritten; without
    a signature, only one that has the suffix."""
    preload: str | None = None
    """The place of a function that begins, in the background, what loads slowly."""
    lists_pages: bool = False
    """Whether its editions list the pages of a printed one, if the book asks for it."""
    uses: tuple[str, ...] = ()
    """Targets whose artifacts it is given where they are built in the same build: it is
    rendered after them."""

    def load_backend(self) -> Backend:
        """The backend, loaded now."""
        return cast("Backend", load(self.backend)())

    def begin_to_load(self) -> None:
        """Begin, in the background, to load what loads slowly."""
        if self.preload is not None:
            load(self.preload)()


BUILT_IN: tuple[Target, ...] = (
    Target(
        name="epub",
        label="EPUB",
        suffix=".epub",
        media_type="application/epub+zip",
        backend="bookmaker.backends.epub:EpubBackend",
        transforms="bookmaker.transforms:FOR_EPUB",
        condition_names=("epub", "html", "ebook"),
        signature=b"PK",
        lists_pages=True,
    ),
    Target(
        name="pdf",
        label="PDF",
        suffix=".pdf",
        media_type="application/pdf",
        backend="bookmaker.backends.pdf.backend:PdfBackend",
        transforms="bookmaker.transforms:FOR_PDF",
        condition_names=("pdf", "print", "latex", "typst"),
        signature=b"%PDF",
        preload="bookmaker.backends.forkserver:begin_to_load",
    ),
)
"""The targets that a build makes by default, in this order."""


class UnknownTargetError(KeyError):
    """No target has this name."""


def find_target(name: str) -> Target | None:
    """The target of a name, built in or of another distribution."""
    for target in BUILT_IN:
        if target.name == name:
            return target
    return next((one for one in _added(name) if one.name == name), None)


def target_of(name: str) -> Target:
    """The target of a name. Raises `UnknownTargetError` where there is none."""
    target = find_target(name)
    if target is None:
        raise UnknownTargetError(name)
    return target


def all_targets() -> tuple[Target, ...]:
    """Those built in, then those of other distributions by name."""
    return (*BUILT_IN, *sorted(_added(), key=lambda target: target.name))


def in_build_order(names: Iterable[str]) -> tuple[Target, ...]:
    """The targets of these names, each after those that it uses.

    Otherwise in the table's order. Raises `UnknownTargetError`.
    """
    asked = set(names)
    rows = [target for target in BUILT_IN if target.name in asked]
    rows += [target_of(n) for n in sorted(asked - {row.name for row in rows})]
    ordered: list[Target] = []

    def place(target: Target, waiting: Sequence[str]) -> None:
        if target in ordered:
            return
        for used in target.uses:
            # Two that use each other are built in the table's order.
            if used in asked and used not in waiting:
                place(target_of(used), (*waiting, target.name))
        ordered.append(target)

    for target in rows:
        place(target, (target.name,))
    return tuple(ordered)


def load(place: str) -> Any:  # noqa: ANN401 - whatever stands there
    """What stands at a place, `module:attribute`."""
    module, attribute = place.split(":")
    return getattr(importlib.import_module(module), attribute)


def _added(name: str | None = None) -> tuple[Target, ...]:
    from importlib import metadata

    known = {target.name for target in BUILT_IN}
    points = metadata.entry_points(group=ENTRY_POINTS)
    if name is not None:
        points = points.select(name=name)
    found = (cast("object", point.load()) for point in points)
    return tuple(
        one for one in found if isinstance(one, Target) and one.name not in known
    )
