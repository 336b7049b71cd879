"""`bookmaker import`: what was written elsewhere as a manuscript."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.making import tell_diagnostics
from bookmaker.cli.new_folder import as_word, refuse_full, write_files
from bookmaker.cli.progress import is_person_watching, show_progress
from bookmaker.cli.shared_options import SomePath
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import Environment

if TYPE_CHECKING:
    from bookmaker.importers.model import Question

_LONGEST_SHOWN = 160
TEXT_KINDS = ("auto", "prose", "verse", "play", "gutenberg", "markdown")
"""As `bookmaker.importers.model` has them, which is slow to import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What `import` and `new --from` have in common."""

    sources: tuple[Path, ...]
    folder: Path
    split_at: int | None = None
    is_sure: bool = False
    """Ask nothing: take the safe choices and list them."""
    text_kind: str = "auto"
    encoding: str | None = None
    accepts_changes: bool = False
    uses_pandoc: bool = False
    may_fetch: bool = False


@click.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, type=SomePath())
@click.argument("folder", metavar="DIR", type=SomePath())
@click.option(
    "--split-at",
    type=click.IntRange(min=1, max=6),
    metavar="LEVEL",
    help="Start a new chapter at each heading of this level, 1 to 6.",
)
@click.option(
    "--yes",
    "is_sure",
    is_flag=True,
    help="Don't ask: make the safe choices, and list them.",
)
@click.option(
    "--text-kind",
    type=click.Choice(TEXT_KINDS),
    default="auto",
    help="Kind of plain text; auto detects it from the text.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of plain text, for example cp1252.  [default: UTF-8]",
)
@click.option(
    "--accept-changes",
    "accepts_changes",
    is_flag=True,
    help="Accept all tracked changes in Word files.",
)
@click.option(
    "--pandoc",
    "uses_pandoc",
    is_flag=True,
    help="Read Word files with pandoc, which must be installed.",
)
@click.option(
    "--fetch",
    "may_fetch",
    is_flag=True,
    help="Download images that weren't saved with the web page.",
)
def import_(
    sources: tuple[Path, ...],
    folder: Path,
    *,
    split_at: int | None,
    is_sure: bool,
    text_kind: str,
    encoding: str | None,
    accepts_changes: bool,
    uses_pandoc: bool,
    may_fetch: bool,
) -> int:
    """Make a manuscript from Word files, web pages, text, EPUBs or Markdown.

    A SOURCE is a Word file (.docx), a text file (.txt), a saved web page (.html), an
    EPUB, Markdown (.md), a folder or archive (.zip) of these, a blog export, or the
    folder of another program's project, for example mdBook. Several sources become
    several chapters. DIR must be new or empty. IMPORT.md in it lists every guess, and
    set-aside.md has all text that isn't in a chapter.

    \b
    Example:
      bookmaker import draft.docx essays/*.html my-book --yes
    """
    if not sources:
        message = f"Missing argument 'DIR'. {folder.name} is imported to a new folder."
        raise click.UsageError(message)
    return run_import(
        ImportRequest(
            sources=sources,
            folder=folder,
            split_at=split_at,
            is_sure=is_sure,
            text_kind=text_kind,
            encoding=encoding,
            accepts_changes=accepts_changes,
            uses_pandoc=uses_pandoc,
            may_fetch=may_fetch,
        )
    )


def run_import(request: ImportRequest) -> int:
    """Import, write the folder, and say what `check` finds in it."""
    from bookmaker.diagnostics.errors import ManuscriptError
    from bookmaker.importers.manuscript_files import make_manuscript
    from bookmaker.importers.model import ImportOptions, take_safe_choice
    from bookmaker.importers.sources import import_sources

    environment = read_environment()
    folder = request.folder
    refuse_full(folder)
    can_ask = sys.stdin.isatty() and is_person_watching(environment)
    options = ImportOptions(
        ask=_interactive_prompt()
        if can_ask and not request.is_sure
        else take_safe_choice,
        text_kind=request.text_kind,
        encoding=request.encoding,
        split_at=request.split_at,
        accepts_changes=request.accepts_changes,
        uses_pandoc=request.uses_pandoc,
        may_fetch=request.may_fetch,
    )
    try:
        imported = import_sources(request.sources, options)
    except ManuscriptError as error:
        tell_diagnostics(error.diagnostics, request.sources[0], environment)
        return exit_status_of(error.diagnostics, is_strict=False)
    made = make_manuscript(imported, _title_from(folder))
    files = dict(made.content_by_path)
    write_files(folder, files)
    messages = _check(folder, environment)
    _add_check(folder, files, messages)
    _tell(folder, imported, made.chapters, messages)
    return ExitStatus.DONE


def _title_from(folder: Path) -> str:
    from bookmaker.cli.new import title_from

    return title_from(folder)


_SKIP_ALL = "a"


def _interactive_prompt() -> Callable[[Question], str]:
    """A function that asks a person; one answer takes the defaults from then on."""
    accepts_the_rest = False

    def ask(question: Question) -> str:
        nonlocal accepts_the_rest
        if accepts_the_rest:
            return question.choices[0].key
        place = (
            f"{question.source}:{question.line}" if question.line else question.source
        )
        click.echo(f"\n{place}", err=True)
        for mark, words in (
            ("   ", question.before),
            (" > ", question.words),
            ("   ", question.after),
        ):
            if words:
                click.echo(f"{mark}{_shortened(words)}", err=True)
        keys = [choice.key for choice in question.choices]
        first, *others = question.choices
        shown = [f"[{first.key}] {first.label} (default: Enter)"]
        shown += [f"[{choice.key}] {choice.label}" for choice in others]
        click.echo(
            f"{question.text} {', '.join(shown)}, "
            f"[{_SKIP_ALL}] the default for all the rest: ",
            nl=False,
            err=True,
        )
        answer = ""
        while answer not in (*keys, _SKIP_ALL):
            answer = click.getchar().lower()
            if answer in ("\r", "\n"):
                answer = keys[0]
        click.echo(answer, err=True)
        accepts_the_rest = answer == _SKIP_ALL
        return keys[0] if accepts_the_rest else answer

    return ask


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_SHOWN:
        return words
    return words[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _check(folder: Path, environment: Environment) -> list[str]:
    """What `bookmaker check` says of the new folder, a sentence each."""
    from bookmaker.pipeline import stages

    with show_progress(is_wanted=is_person_watching(environment)) as progress:
        request = stages.Request(
            manuscript=folder, environment=environment, progress=progress
        )
        outcome = stages.check(request)
    messages = []
    for found in outcome.diagnostics:
        place = f"{found.span.file}:{found.span.line}: " if found.span else ""
        advice = f"; {found.help()}" if found.help() else ""
        severity = found.severity.value
        messages.append(f"{place}{severity} {found.code}: {found.message()}{advice}")
    return messages


def _add_check(folder: Path, files: dict[str, bytes], messages: list[str]) -> None:
    from bookmaker.importers.account import render_check
    from bookmaker.importers.manuscript_files import ACCOUNT

    account = files[ACCOUNT].decode() + "\n" + render_check(messages)
    write_files(folder, {ACCOUNT: account.encode()})


def _tell(
    folder: Path,
    imported: Sequence[object],
    chapters: Sequence[str],
    messages: Sequence[str],
) -> None:
    count = len(chapters)
    sources = len(imported)
    click.echo(
        f"wrote {count} {'chapter' if count == 1 else 'chapters'} from {sources} "
        f"{'source' if sources == 1 else 'sources'}; read "
        f"{as_word(folder / 'IMPORT.md')}, which lists every guess"
        + (" and what check found" if messages else "")
    )
    click.echo(f"next: bookmaker build {as_word(folder)}")
