"""Which checks a finished file gets: by its kind, and by what it claims to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookmaker.diagnostics import Diagnostic
from bookmaker.trade import GENERIC, printer_of
from bookmaker.validators.epub_checks import check_epub
from bookmaker.validators.pdf_syntax import check_syntax
from bookmaker.validators.pdf_tags import check_tags
from bookmaker.validators.preflight import preflight
from bookmaker.validators.programs import (
    NotRun,
    Ran,
    run_ace,
    run_epubcheck,
    run_verapdf,
)

_PDF, _ZIP = b"%PDF-", b"PK"
_OWN = "bookmaker’s own check"
_HEAD = 1024
"""Bytes in which a PDF says what it is: PDF 1.7, appendix H.3, note 13."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was made or could not be."""

    report: str
    """Its result in a line: `EPUBCheck: passed`."""
    found: tuple[Diagnostic, ...] = ()
    is_preflight: bool = False
    """Whether it is against a printer's rules."""


class UnknownFileError(ValueError):
    """A file is neither an EPUB nor a PDF."""


def check_file(
    file: Path,
    name: str,
    content: bytes,
    printer: str | None,
    *,
    is_cover: bool = False,
) -> Iterator[Check]:
    """Make every check that is possible here; problems call the file `name`.

    The syntax of every PDF is checked, and the tags of one that has some. A PDF that
    claims nothing, every cover, and every PDF where a printer is named, is checked
    against a printer's rules. Raises `UnknownFileError`.
    """
    if content.startswith(_ZIP):
        found = tuple(check_epub(content, name))
        yield Check(f"{_OWN}: {_count(found)}", found)
        yield _reported(run_epubcheck(file, name))
        yield _reported(run_ace(file, name))
    elif _PDF in content[:_HEAD]:
        yield _reported(check_syntax(content, name))
        tags = check_tags(content, name)
        if tags is not None:
            yield Check(f"{_OWN}: {_count(tags)}", tags)
        claimed = run_verapdf(file, content, name)
        if claimed is not None:
            yield _reported(claimed)
        if claimed is None or printer is not None or is_cover:
            asked = printer_of(printer or GENERIC)
            found = tuple(preflight(content, asked, name, is_cover=is_cover))
            report = f"preflight for {asked.label}: {_count(found)}"
            yield Check(report, found, is_preflight=True)
    else:
        raise UnknownFileError(name)


def _reported(result: Ran | NotRun) -> Check:
    if isinstance(result, NotRun):
        return Check(f"{result.program} was not run: {result.why}")
    return Check(f"{result.program}: {_count(result.found)}", result.found)


def _count(found: tuple[Diagnostic, ...]) -> str:
    if not found:
        return "passed"
    return "1 problem" if len(found) == 1 else f"{len(found)} problems"
