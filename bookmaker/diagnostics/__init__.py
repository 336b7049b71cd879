"""Problems as values: a kind, a severity, a place, a message and what to do about it.

What comes in: any module that meets a problem adds it to a `Diagnostics`. What goes
out: the command line prints them, sorted by place. Nothing here prints.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields, replace
from typing import ClassVar, NoReturn, Self, dataclass_transform

from bookmaker.diagnostics.edits import Edit
from bookmaker.source import SourceSpan

__all__ = ["TO_DO", "Diagnostic", "Diagnostics", "Severity", "did_you_mean"]

TO_DO = "M026"
"""The code of what an author has noted as still to do."""


class Severity(enum.Enum):
    """How much a problem matters."""

    ERROR = "error"
    """No edition that has it is written."""
    WARNING = "warning"
    """An artifact is written, with a flaw; an error under `--strict`."""
    NOTE = "note"
    """Something that was assumed or is worth knowing; never fails a build."""


@dataclass_transform(frozen_default=True)
class _Value:
    """Makes a frozen dataclass of each subclass; `kw_only` is `dataclass`'s own.

    What fills, compares and shows the values is written once, here: `dataclass` writes
    it again for each class, and a hundred and fifty of them take a tenth of a second to
    load.
    """

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)

    def __init__(self, *given: object, **named: object) -> None:
        own = fields(self)  # type: ignore[arg-type]
        names = [f.name for f in own if not f.kw_only]
        if len(given) > len(names) or named.keys() & names[: len(given)]:
            message = f"{type(self).__name__} is given a value too many"
            raise TypeError(message)
        values = {**dict(zip(names, given, strict=False)), **named}
        for each in own:
            if each.name not in values and each.default is MISSING:
                message = f"{type(self).__name__} is given no “{each.name}”"
                raise TypeError(message)
            self.__dict__[each.name] = values.pop(each.name, each.default)
        if values:
            message = f"{type(self).__name__} has no “{min(values)}”"
            raise TypeError(message)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"cannot assign to field “{name}”"
        raise FrozenInstanceError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"cannot delete field “{name}”"
        raise FrozenInstanceError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Value) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self._facts())

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._facts()[1:]}"

    def _facts(self) -> tuple[object, ...]:
        return (type(self), *self.__dict__.values())


class Diagnostic(_Value, kw_only=True):
    """One problem. Each kind is a subclass in `catalog`; its docstring explains it."""

    code: ClassVar[str]
    severity: ClassVar[Severity]
    sample: ClassVar[Mapping[str, object]] = {}
    """Values that make sense together, for the message that explains this kind."""

    span: SourceSpan | None = None
    """The place; `None` only where the problem has none (a missing tool, say)."""

    is_softened: bool = False
    """Whether an error is a warning here: another program's project may have it."""

    further_places: int = 0
    """At how many more places the same cause was met; only the first is reported."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        if self.is_softened:
            self.__dict__["severity"] = Severity.WARNING

    def softened(self) -> Self:
        """Make an error a warning; what is less than an error stays as it is."""
        if self.severity is not Severity.ERROR:
            return self
        return replace(self, is_softened=True)

    def message(self) -> str:
        """Say what is wrong, in one sentence in the author's words."""
        raise NotImplementedError

    def full_message(self) -> str:
        """Say what is wrong, and at how many more places."""
        if not self.further_places:
            return self.message()
        places = "place" if self.further_places == 1 else "places"
        return f"{self.message()} (and at {self.further_places:,} more {places})"

    def at_more_places(self, further: int) -> Self:
        """Make the same problem with this number of further places."""
        return replace(self, further_places=further)

    def shared_cause(self) -> str | None:
        """Name what is fixed once for all places; `None` where each has its own fix.

        Problems of one kind with the same cause are reported once.
        """
        return None

    def help(self) -> str:
        """Say what to do about it, in one sentence; empty where nothing is to do."""
        return ""

    def edit(self) -> Edit | None:
        """The change of the manuscript that corrects it, where one is known."""
        return None


def did_you_mean(nearest: str, difference: str = "") -> str:
    """Suggest what was probably meant, and say what differs if that is hard to see."""
    return f"did you mean “{nearest}”?" + (f" ({difference})" if difference else "")


class Diagnostics:
    """Collects problems, so that an author sees all of them at once."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found: dict[Diagnostic, None] = dict.fromkeys(found)
        self._tolerated: tuple[type[Diagnostic], ...] = ()
        self._off: frozenset[str] = frozenset()

    def switch_off(self, codes: Iterable[str]) -> None:
        """Leave out problems of these codes, those found so far and those to come."""
        self._off |= frozenset(codes)
        self._found = {one: None for one in self._found if one.code not in self._off}

    def apart(self) -> Self:
        """An empty collection that leaves out and tolerates the same."""
        made = type(self)()
        made._tolerated, made._off = self._tolerated, self._off  # noqa: SLF001 - its own
        return made

    def add(self, diagnostic: Diagnostic) -> None:
        """Add one problem; the same problem at the same place counts once."""
        if diagnostic.code in self._off:
            return
        if isinstance(diagnostic, self._tolerated):
            diagnostic = diagnostic.softened()
        self._found[diagnostic] = None

    def tolerate(self, *kinds: type[Diagnostic]) -> None:
        """Take errors of these kinds, added from now on, for warnings."""
        self._tolerated = kinds

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several problems."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the problems by file, line, column and code; the placeless first."""
        return iter(sorted(self._found, key=_place_key))

    def __len__(self) -> int:
        return len(self._found)

    def folded(self) -> Self:
        """Make one problem of those with the same cause, at the first of its places."""
        firsts: dict[object, Diagnostic] = {}
        further: Counter[object] = Counter()
        for found in self:
            cause = found.shared_cause()
            key = found if cause is None else (type(found), cause)
            if key in firsts:
                further[key] += 1 + found.further_places
            else:
                firsts[key] = found
                further[key] = found.further_places
        return type(self)(
            found.at_more_places(further[key]) if further[key] else found
            for key, found in firsts.items()
        )

    def count(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return sum(1 for found in self._found if found.severity is severity)

    @property
    def has_errors(self) -> bool:
        """Whether an artifact must not be written."""
        return self.count(Severity.ERROR) > 0


def _place_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    if span is None:
        return ("", 0, 0, diagnostic.code, diagnostic.message())
    return (span.file, span.line, span.column, diagnostic.code, diagnostic.message())
