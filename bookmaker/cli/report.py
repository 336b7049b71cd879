"""What a person reads of a build: the problems with their lines, and the table.

Comes in: an `Outcome`'s values. Goes out: text; the commands print it. The forms for
programs are `report_json`, `report_sarif` and `report_github`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.cli.excerpt import make_visible, render_excerpt
from bookmaker.cli.shortened import choose_shown, shorten
from bookmaker.diagnostics import TO_DO, Diagnostic, Severity
from bookmaker.source import SourceSpan, split_lines
from bookmaker.system.workspace import RefusedFileError, Workspace, near

if TYPE_CHECKING:
    from bookmaker.pipeline.request import Output, WordsProven
    from bookmaker.system.timings import Timings

_TEXT_SUFFIXES = frozenset(
    ".md .markdown .qmd .rmd .mdx .toml .yml .yaml .css .bib .json .csl .txt".split()
)
"""Files whose lines can be shown; a picture's cannot."""

_ANSI_BY_SEVERITY = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
_ANSI_BOLD = "\x1b[1m"
_ANSI_END = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class ReportLook:
    """What the place can show that a report is printed to."""

    width: int = 100
    """Cells in a line."""
    is_coloured: bool = False

    def style(self, text: str, ansi: str) -> str:
        """Colour a text, where colours are wanted."""
        return f"{ansi}{text}{_ANSI_END}" if self.is_coloured else text


def root_of(manuscript: Path) -> Path:
    """The folder that the places in diagnostics are relative to."""
    return manuscript if manuscript.is_dir() else manuscript.parent


def shown_path(root: Path, file: str) -> str:
    """A file of the manuscript as an editor opens it from where the user stands."""
    return near(root / file).as_posix()


def as_text(report: str) -> str:
    """Replace what is not text, as a file's name may be: no report can hold it."""
    return _SURROGATES.sub("\ufffd", report)


_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(slots=True)
class Sources:
    """The lines of the author's files, each read once, and only when it is wanted."""

    root: Path
    _lines_by_file: dict[str, list[str]] = field(default_factory=dict)

    def line_at(self, span: SourceSpan) -> str | None:
        """The line in which a span begins; `None` where there is nothing to show."""
        lines = self._lines_of(span.file)
        if span.line > len(lines):
            return None
        line = lines[span.line - 1]
        return None if not line or line.isspace() else line

    def _lines_of(self, file: str) -> list[str]:
        if file not in self._lines_by_file:
            self._lines_by_file[file] = self._read_lines(file)
        return self._lines_by_file[file]

    def _read_lines(self, file: str) -> list[str]:
        if Path(file).suffix.lower() not in _TEXT_SUFFIXES:
            return []
        try:
            content = Workspace(self.root).read(file)
        except RefusedFileError:
            return []
        return split_lines(content.decode("utf-8", errors="replace"))


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], sources: Sources, look: ReportLook
) -> str:
    """Write each problem: its place, its message, its line, its advice.

    Of very many of a kind the first are written, and the rest counted.
    """
    shown = choose_shown(diagnostics)
    parts = [_render_one(found, sources, look) for found in shown.diagnostics]
    if shown.rest:
        parts.append("".join(f"{line}\n" for line in shown.rest))
    return "\n".join(parts)


def _render_one(found: Diagnostic, sources: Sources, look: ReportLook) -> str:
    ansi = _ANSI_BY_SEVERITY[found.severity]
    span = found.span
    place = ""
    if span is not None:
        path = make_visible(shown_path(sources.root, span.file))
        place = f"{path}:{span.line}:{span.column}: "
    kind = look.style(f"{found.severity.value} {found.code}", ansi)
    lines = [
        look.style(place, _ANSI_BOLD) * bool(place)
        + f"{kind}: {make_visible(shorten(found.full_message()))}"
    ]
    line = None if span is None else sources.line_at(span)
    if span is not None and line is not None:
        lines.append(
            render_excerpt(
                line,
                span,
                width=look.width,
                style=lambda carets: look.style(carets, ansi),
            )
        )
    if advice := found.help():
        lines.append(f"help: {make_visible(shorten(advice))}")
    return "".join(f"{line}\n" for line in lines)


def summarize(diagnostics: Sequence[Diagnostic]) -> str:
    """Count the problems in words: `2 errors, 1 warning`; empty where there is none.

    What is still to do is counted among the notes, and shown separately.
    """
    parts = []
    for severity in Severity:
        count = sum(found.severity is severity for found in diagnostics)
        if count:
            parts.append(f"{count} {severity.value}{'s' if count > 1 else ''}")
    to_do = count_to_do(diagnostics)
    return ", ".join(parts) + (f" ({to_do} to do)" if to_do else "")


def count_to_do(diagnostics: Iterable[Diagnostic]) -> int:
    """How much the author has noted as still to do."""
    return sum(found.code == TO_DO for found in diagnostics)


_HEAD = ("file", "pages", "size", "seconds", "checks")


def render_table(outputs: Iterable[Output]) -> str:
    """Write the closing table: a line for each edition; numbers stand to the right."""
    rows = [_HEAD, *(_cells(output) for output in outputs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if 0 < column < len(_HEAD) - 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def _cells(output: Output) -> tuple[str, ...]:
    return (
        make_visible(str(near(output.path))),
        "" if output.pages is None else str(output.pages),
        format_size(output.size),
        f"{output.seconds:.1f}",
        ", ".join((*output.checks, _words_proven(output.proof))),
    )


def _words_proven(proof: WordsProven | None) -> str:
    if proof is None:
        return "words not checked"
    expected, proven = proof.words_expected, proof.words_proven
    if proven != expected:
        return f"{proven:,} of {expected:,} words"
    written = proof.words_of_manuscript
    if written == expected:
        return f"all {written:,} words"
    kinds = ", ".join(kind for kind, _ in proof.words_added)
    return f"all {written:,} words; adds {expected - written:,} ({kinds})"


def render_timings(timings: Timings) -> str:
    """Write the seconds of each stage, and how many parts were there already."""
    width = max((len(stage) for stage in timings.seconds), default=0)
    lines = [
        f"{stage.ljust(width)}  {seconds:6.2f} s"
        for stage, seconds in timings.seconds.items()
    ]
    for what, found in timings.found.items():
        whole = found + timings.made.get(what, 0)
        lines.append(f"from earlier builds: {found} of {whole} {what}")
    return "".join(f"{line}\n" for line in lines)


def format_size(size: int) -> str:
    """Write a number of bytes in the unit that fits it: `48 kB`, `1.2 MB`."""
    if size < 1_000_000:
        return f"{max(min(size, 1), round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def best_to_read(outputs: Sequence[Output]) -> Path:
    """The file to open first: one with pages, which every machine can show."""
    return next((one for one in outputs if one.pages is not None), outputs[0]).path
