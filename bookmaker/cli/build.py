"""`bookmaker build`: a manuscript to its editions."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.backends import all_targets, find_target, target_of
from bookmaker.cli.making import make_editions
from bookmaker.cli.shared_options import BuildOptions, build_options, folder_option
from bookmaker.pipeline.planning import UnknownEditionError, file_name, plan_editions
from bookmaker.pipeline.request import default_name


class TargetName(click.ParamType[str]):
    """The name of a row of the edition table, built in or of another distribution."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        return f"[{'|'.join(target.name for target in all_targets())}]"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Keep the name. Fails as wrong usage where no edition has it."""
        if find_target(value) is None:
            known = ", ".join(target.name for target in all_targets())
            self.fail(
                f"there is no format “{value}”; the formats are {known}", param, ctx
            )
        return value


formats_option = click.option(
    "-f",
    "--format",
    "formats",
    type=TargetName(),
    multiple=True,
    help="Format to build. Can be repeated.  [default: epub and pdf]",
)


@click.command
@formats_option
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="NAME",
    help="Edition to build: one of [editions] in book.toml, or a ready-made one. Can be"
    " repeated.",
)
@folder_option
@build_options
def build(
    options: BuildOptions,
    formats: tuple[str, ...],
    editions: tuple[str, ...],
    folder: Path,
) -> int:
    """Build the EPUB and the PDF of a manuscript, or other editions.

    They are written to DIR/NAME.epub and DIR/NAME.pdf; an edition with a name of its
    own to DIR/NAME-EDITION.epub or .pdf. MANUSCRIPT is a folder with
    book.toml, a folder of Markdown files, or one Markdown file; by default, the
    current folder. NAME is the name of that folder or file.

    Ready-made editions: reading-pdf, large-print, dyslexia-friendly, review,
    sample-epub and sample-pdf.

    \b
    Example:
      bookmaker build my-book -f epub -o dist
      bookmaker build my-book -e large-print -e sample-epub
    """
    name = default_name(options.manuscript)
    try:
        plan = plan_editions(
            options.manuscript, formats, editions, is_untrusted=options.is_untrusted
        )
    except UnknownEditionError as error:
        raise click.BadParameter(str(error), param_hint="--edition") from error
    paths = {
        edition: folder / file_name(name, edition, target_of(target))
        for edition, target in plan.items()
    }
    return make_editions(options, paths, plan)
