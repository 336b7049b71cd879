"""What a Markdown file may draw on beyond itself: other files, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bookmaker.document.nodes import Block, Note
from bookmaker.source import SourceSpan


class Surroundings(Protocol):
    """The files and the metadata around a file that is being read."""

    included_abbreviations: list[tuple[str, str]]
    """Those that included files define, until the file that includes takes them."""

    @property
    def variables(self) -> Mapping[str, str]:
        """The words for `{{< meta … >}}`."""

    def include(
        self, path: str, span: SourceSpan, *, part: str = ""
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]] | None:
        """The blocks and notes of a Markdown file; said, if it cannot be read.

        `part`: the heading below which they are, or `^` and the name of a block.
        """

    def find_file(self, name: str) -> str | None:
        """The path, as seen from the file, of what has a name in any folder."""

    def read_text(self, path: str, span: SourceSpan) -> str | None:
        """The text of any file, for a listing; said, if it cannot be read."""
