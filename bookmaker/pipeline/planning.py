"""Which editions a build makes, and in which format each is: known before it begins.

Most books have no editions by name; their configuration isn't read for this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bookmaker.backends import Target, find_target, in_build_order
from bookmaker.pipeline.request import FORMATS
from bookmaker.system.files import RefusedFileError, read_file

_CONFIG = "book.toml"
_MOST_BYTES = 1024 * 1024
_MAY_NAME_EDITIONS = (b"editions", b"extends")


class UnknownEditionError(ValueError):
    """No edition has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"there is no edition “{name}”; the editions are {', '.join(known)}"
        )


def plan_editions(
    manuscript: Path,
    formats: Iterable[str] = (),
    editions: Iterable[str] = (),
    *,
    is_untrusted: bool = False,
) -> Mapping[str, str]:
    """The format of each edition to build, by its name, in the order built.

    A format is an edition of its own name. Without formats and editions they are those
    that the book builds by default. A book whose configuration has errors is planned
    as if it named no editions: its build reports them. Raises `UnknownEditionError`,
    and `UnknownTargetError` for a format.
    """
    asked = dict.fromkeys(editions)
    plan = {row.name: row.name for row in in_build_order(formats)}
    needs_config = asked.keys() - set(FORMATS) or (not plan and not asked)
    if not needs_config or not (asked or _may_name_editions(manuscript)):
        names = (*plan, *asked) or FORMATS
        return {row.name: row.name for row in in_build_order(names)}
    # Loaded where there is something to look up.
    from bookmaker.config.editions import default_names, find_edition, ready_names
    from bookmaker.config.load import load_manuscript
    from bookmaker.config.model import BookConfig
    from bookmaker.diagnostics import Diagnostics
    from bookmaker.diagnostics.errors import ManuscriptError
    from bookmaker.document.metadata import Metadata

    try:
        found = load_manuscript(manuscript, Diagnostics(), is_untrusted=is_untrusted)
        config = found.config
    except ManuscriptError:
        config = BookConfig(name="", metadata=Metadata(title=""))
        asked = {name: None for name in asked if find_edition(config, name)}
        asked = asked or dict.fromkeys(FORMATS)
    if not (plan or asked):
        asked = dict.fromkeys(default_names(config))
    for name in asked:
        edition = find_edition(config, name)
        if edition is not None:
            plan[name] = edition.options.target.value
        elif find_target(name) is not None:
            plan[name] = name
        else:
            known = dict.fromkeys((*config.editions, *ready_names()))
            raise UnknownEditionError(name, tuple(known))
    order = [row.name for row in in_build_order(plan.values())]
    return dict(sorted(plan.items(), key=lambda pair: order.index(pair[1])))


def _may_name_editions(manuscript: Path) -> bool:
    """Whether a book may say which editions it has: nothing else is looked at."""
    path = manuscript if manuscript.name == _CONFIG else manuscript / _CONFIG
    try:
        content = read_file(path, _MOST_BYTES)
    except (RefusedFileError, OSError, ValueError):
        return False
    return any(word in content for word in _MAY_NAME_EDITIONS)


def file_name(book: str, edition: str, target: Target) -> str:
    """The name of an edition's file: `NAME.pdf`, `NAME-large-print.pdf`."""
    stem = book if edition == target.name else f"{book}-{edition}"
    return f"{stem}{target.suffix}"
