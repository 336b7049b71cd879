"""`bookmaker new`: a starter manuscript."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.new_folder import as_word, refuse_full, write_files
from bookmaker.cli.progress import is_person_watching
from bookmaker.cli.shared_options import SomePath
from bookmaker.document.characters import find_unfit, without_unfit
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import Environment

_LANGUAGE = "en"


def _checked_language(tag: str) -> str:
    from bookmaker.config.values import is_language_tag

    if not is_language_tag(tag):
        message = f"“{make_visible(tag)}” isn’t a language tag: try en or pt-BR"
        raise click.BadParameter(message)
    return tag


def _checked_words(words: str) -> str:
    unfit = find_unfit(words)
    if unfit is not None:
        message = f"the character {unfit} cannot be in a title or a name"
        raise click.BadParameter(message)
    return words.strip()


@click.command
@click.argument("folder", metavar="DIR", type=SomePath())
@click.option(
    "--title",
    callback=lambda _context, _option, words: words and _checked_words(words),
    help="The book's title.",
)
@click.option(
    "--author",
    callback=lambda _context, _option, words: words and _checked_words(words),
    help="The author's name.",
)
@click.option(
    "--language",
    callback=lambda _context, _option, tag: tag and _checked_language(tag),
    metavar="TAG",
    help="The book's language, for example en, de-CH or pt-BR. The sample chapters are"
    " in English, Dutch, French, German, Italian, Portuguese or Spanish; in a book in"
    " another language they are in English, and marked as English.  [default: en]",
)
@click.option(
    "--from",
    "sources",
    type=SomePath(),
    metavar="SOURCE",
    multiple=True,
    help="Import this file instead, as `bookmaker import` does. Can be repeated.",
)
@click.option(
    "--repository",
    "is_repository",
    is_flag=True,
    help="Add the files of a git repository: .gitignore, a Makefile, workflows for"
    " GitHub, settings for VS Code, a first commit message.",
)
def new(
    folder: Path,
    title: str | None,
    author: str | None,
    language: str | None,
    sources: tuple[Path, ...],
    *,
    is_repository: bool,
) -> int:
    """Create a manuscript, from a template or from existing work.

    DIR must be new or empty. The manuscript can be built straight away. On a terminal,
    bookmaker asks for anything you leave out. Otherwise it uses defaults and prints
    them.

    \b
    Example:
      bookmaker new my-book --title "Tides" --author "Ann Lee"
      bookmaker new my-book --from draft.docx
      bookmaker new my-other-book --language fr --repository
    """
    if sources:
        status = _import(folder, sources, (title, author, language))
        if status == ExitStatus.DONE and is_repository:
            _write_repository(folder, _title_in(folder))
        return status
    from bookmaker.config.scaffold import scaffold

    environment = read_environment()
    refuse_full(folder)
    can_ask = sys.stdin.isatty() and is_person_watching(environment)
    defaults = {
        "title": title_from(folder, language or _LANGUAGE),
        "author": "",
        "language": _LANGUAGE,
    }
    given = {"title": title, "author": author, "language": language}
    said = {
        key: _settled(key, value, defaults[key], can_ask=can_ask)
        for key, value in given.items()
    }
    files = scaffold(
        said["title"], said["author"], said["language"], _today(environment)
    )
    write_files(folder, files)
    if is_repository:
        click.echo(f"wrote {len(files)} files")
        _write_repository(folder, said["title"])
        return ExitStatus.DONE
    click.echo(f"wrote {len(files)} files; next: bookmaker build {as_word(folder)}")
    return ExitStatus.DONE


def _write_repository(folder: Path, title: str) -> None:
    """Add the files of a repository; what comes first, and what to type, is printed."""
    from bookmaker.config.repository_files import FIRST_COMMIT, repository_files
    from bookmaker.lsp.schemas import config_schema

    schema = json.dumps(config_schema(), ensure_ascii=False, indent=1)
    files = repository_files(title)
    files[".vscode/book.schema.json"] = f"{schema}\n".encode()
    write_files(folder, files)
    click.echo(f"added {len(files)} files for a repository; next:")
    click.echo(f"  cd {as_word(folder)}")
    click.echo("  git init && git add .")
    click.echo(f"  git commit -F {FIRST_COMMIT}")
    click.echo("  make")


def _import(
    folder: Path, sources: tuple[Path, ...], given: tuple[str | None, ...]
) -> int:
    """Go through the door of `import`, which finds title and author in the sources."""
    from bookmaker.cli.import_ import ImportRequest, run_import

    if any(given):
        message = "--from takes title, author and language from the sources"
        raise click.UsageError(message)
    return run_import(ImportRequest(sources=sources, folder=folder))


def _settled(key: str, value: str | None, default: str, *, can_ask: bool) -> str:
    if value is not None:
        return value.strip() or default
    if can_ask:
        checked = _checked_language if key == "language" else _checked_words
        asked: str = click.prompt(
            key.capitalize(),
            default=default,
            show_default=bool(default),
            value_proc=checked,
            err=True,
        )
        return asked
    if default:
        click.echo(f"using {key} “{default}” (change it with --{key})", err=True)
    else:
        click.echo(f"using no {key} (add one with --{key})", err=True)
    return default


def title_from(folder: Path, language: str = _LANGUAGE) -> str:
    """A title made of the folder's name; in English each word begins with a capital."""
    name = " ".join(re.split(r"[-_\s]+", without_unfit(folder.resolve().name))).strip()
    words = name.split() if language.partition("-")[0] == "en" else [name]
    return " ".join(word[:1].upper() + word[1:] for word in words) or "A Book"


def _title_in(folder: Path) -> str:
    """The title of the manuscript that is in a folder now."""
    from bookmaker.config.load import load_manuscript
    from bookmaker.diagnostics import Diagnostics

    return load_manuscript(folder, Diagnostics()).config.metadata.title


def _today(environment: Environment) -> date:
    if environment.epoch is not None:
        return datetime.fromtimestamp(environment.epoch, UTC).date()
    return datetime.now(UTC).date()
