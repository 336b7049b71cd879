"""What is asked of a build and what comes of it: values, light to import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.backends import BUILT_IN, Target, target_of
from bookmaker.config.folder import is_markdown
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ToolError
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import Environment

if TYPE_CHECKING:
    # A build that finds all it wants never meets a tree.
    from bookmaker.document.book import Book
    from bookmaker.system.last_change import LastChange

Progress = Callable[[str], None]
"""Called with a few words when a stage begins: `reading`, `laying out the pages`."""

FORMATS = tuple(target.name for target in BUILT_IN)
"""The editions of a build that names none, in the order they are built."""


def silent(_stage: str) -> None:
    """Report no progress."""


BeforeWriting = Callable[[Collection[Path]], None]
"""Called with every file that was read before the first edition is written; it may
raise, and nothing is written then."""


def accept(_sources: Collection[Path]) -> None:
    """Let everything be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    manuscript: Path
    """A folder with `book.toml`, a folder of Markdown files, or one Markdown file."""
    environment: Environment = field(default_factory=Environment)
    is_draft: bool = False
    """Give pages whatever is wrong, with the faults marked on them."""
    is_strict: bool = False
    """Write no artifact where there is a warning."""
    filters: tuple[str, ...] = ()
    """Programs, or entry points, that change the tree as it was read, in order."""
    name: str | None = None
    """The manuscript's name; `None`: that of its folder or file. An identifier that
    nobody has written is made from it."""
    jobs: int | None = None
    """Processes for layout; `None`: as many as cores are free."""
    is_proven: bool = True
    """Prove of each edition that it says every word, in order."""
    is_looked_at: bool = False
    """Make pages of print for the eye alone: without what screen readers, links and
    outlines need."""
    is_untrusted: bool = False
    """Give an untrusted book less: of a file, of layout's time and memory."""
    layout_seconds: int | None = None
    """What the layout of one chapter may take; `None`: the usual."""
    layout_memory: int | None = None
    """Bytes that a process which lays out may take; `None`: the usual."""
    largest_file: int | None = None
    """Bytes of the largest file that is read; `None`: the usual."""
    keeps_parts: bool = True
    """Look in the cache for what was made before, and keep there what is made."""
    checks_prose: bool = False
    """Look for what a copy editor would ask about; `check` does in any case."""
    measures_lines: bool = False
    """Measure how each line of the print edition is set."""
    target_by_edition: Mapping[str, str] = field(default_factory=dict)
    """The format of each edition that has a name of its own (`plan_editions`)."""
    before_writing: BeforeWriting = accept
    progress: Progress = silent

    def target_of(self, edition: str) -> Target:
        """The row of the edition table that an edition is built by.

        Raises `UnknownTargetError`.
        """
        return target_of(self.target_by_edition.get(edition, edition))


NOT_DECISIVE: Mapping[str, str] = {
    "target_by_edition": "book.toml decides it, and the names are part of the key",
    "progress": "it is shown while the build runs, and not in the edition",
    "before_writing": "it may stop a build and changes nothing in it",
    "jobs": "any number of processes gives the same bytes",
    "checks_prose": "it asks for more notes, and the pages are the same",
    "measures_lines": "it asks for a report, and the pages are the same",
    "keeps_parts": "it says whether the cache is asked at all",
    "is_colour_wanted": "colours are the report's",
    "is_ci": "it is the report's",
    "cache_folder": "it is where we look",
    "last_change": "what it says is in the record",
}
"""The fields of a request, and of its environment, that change nothing of what a build
gives, each with its reason. All others do: also one that is new."""


def decisive_values(asked: Request | Environment) -> Iterator[str]:
    """All that decides what comes of a request, beside the files that it reads."""
    for own in fields(asked):
        value = getattr(asked, own.name)
        if own.name in NOT_DECISIVE:
            continue
        if isinstance(value, Environment):
            yield from decisive_values(value)
            continue
        if isinstance(value, Path):
            value = value.resolve()
        yield f"{own.name}={value!r}"


@dataclass(frozen=True, slots=True)
class WordsProven:
    """How many words of the tree an edition was proven to say."""

    words_expected: int
    words_proven: int
    words_added: tuple[tuple[str, int], ...] = ()
    """How many of those expected the edition adds to the manuscript's, by kind."""

    @property
    def words_of_manuscript(self) -> int:
        """The expected words that the author wrote; both editions have them."""
        return self.words_expected - sum(count for _, count in self.words_added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """An artifact on disk."""

    format: str
    """The name of its target: `epub`."""
    edition: str
    """Its name; that of its format where the book gives it none."""
    path: Path
    size: int
    """Bytes."""
    sha256: str
    pages: int | None
    seconds: float
    """Wall time of rendering and writing it."""
    checks: tuple[str, ...] = ()
    """What was proven of it, in a word each: `well-formed`."""
    proof: WordsProven | None = None
    """How many words it was proven to say; `None` where that was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a request."""

    diagnostics: Diagnostics
    """Those with the same cause are one."""
    every_place: Diagnostics = field(default_factory=Diagnostics)
    """The same, each at its own place."""
    outputs: tuple[Output, ...] = ()
    book: Book | None = None
    digest_by_source: Mapping[Path, str | None] = field(default_factory=dict)
    """Every file that was read, for dependency files and for the next build, with its
    SHA-256 as it was then: it may have changed since."""
    timings: Timings = field(default_factory=Timings)
    """Where the time went, and what was there already."""
    missing_tool: ToolError | None = None
    """What an edition needed and the machine lacks; the others were made without it."""
    faults_by_edition: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes of the problems for which an edition was not written, where it was not
    the manuscript that had them."""
    dated_by: LastChange | None = None
    """What dates the editions; `None`: the book or the environment says a date."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """Every file that was read."""
        return tuple(self.digest_by_source)


def default_name(manuscript: Path) -> str:
    """The stem of the artifacts' names: the folder's or the file's own name."""
    real = manuscript.resolve()
    return real.stem if is_markdown(real.name) else real.name
