"""A book's listings in their colours: remembered, or made while other work goes on.

Pygments takes longer to get ready for a few languages than a short book takes to be
made. What no earlier build has coloured is given to a program beside this one as soon
as the book is read; who needs it first waits for it. Without such a program the work is
done here, to the same end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bookmaker.document.book import Book
from bookmaker.document.nodes import CodeBlock
from bookmaker.document.walk import find_nodes
from bookmaker.system.interruption import undisturbed
from bookmaker.system.store import Memo, Store
from bookmaker.xhtml.highlighting import VERSION, Run, highlight

_Listing = tuple[str, str]
"""Code and its language."""

# Found where this program was found, and never in the folder that the user stands in.
_PROGRAM = """\
import sys
sys.path.append(sys.argv[1])
from bookmaker.xhtml.colouring import colour_what_is_asked
colour_what_is_asked()
"""


class Colouring:
    """Colours listings, as `Highlight` says; it ends with `close`."""

    def __init__(self, store: Store) -> None:
        self._memo = Memo(store, "listings")
        self._ahead: _Ahead | None = None
        self._is_used = False
        """Else the book was not made, and what it needs is not known."""

    def begin(self, book: Book) -> None:
        """Have what is not known yet coloured beside all that comes next."""
        unknown = dict.fromkeys(
            (block.text, block.language)
            for block in find_nodes(book.divisions, CodeBlock)
            if block.language
            and not self._memo.knows(_parts(block.text, block.language))
        )
        if unknown:
            self._ahead = _Ahead.begin(unknown)

    def __call__(self, text: str, language: str) -> tuple[Run, ...]:
        """The runs of a listing."""
        self._is_used = True
        runs = self._memo.recall(
            _parts(text, language), lambda: self._coloured(text, language)
        )
        return tuple((css_class, characters) for css_class, characters in runs)

    def close(self) -> None:
        """Remember what was made; end what still goes on."""
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None
        if self._is_used:
            self._memo.save()

    def _coloured(self, text: str, language: str) -> tuple[Run, ...]:
        made = None
        if self._ahead is not None:
            made = self._ahead.results().get((text, language))
        return highlight(text, language) if made is None else made


def _parts(text: str, language: str) -> tuple[str, ...]:
    return VERSION, language, text


class _Ahead:
    """A program that colours listings, and what it has made of them."""

    def __init__(
        self, program: subprocess.Popen[bytes], listings: list[_Listing]
    ) -> None:
        self._program = program
        self._listings = listings
        self._results: dict[_Listing, tuple[Run, ...]] | None = None

    @classmethod
    def begin(cls, listings: Iterable[_Listing]) -> _Ahead | None:
        """Start it; `None` where that cannot be."""
        asked = list(listings)
        place = str(Path(__file__).parents[2])
        try:
            with tempfile.TemporaryFile() as question, undisturbed():
                question.write(json.dumps(asked).encode())
                question.seek(0)
                program = subprocess.Popen(
                    [sys.executable, "-P", "-c", _PROGRAM, place],
                    stdin=question,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=os.name == "posix",
                )
                return cls(program, asked)
        except OSError:
            return None

    def results(self) -> dict[_Listing, tuple[Run, ...]]:
        """What it has made; nothing, where it failed."""
        if self._results is None:
            answer, _ = self._program.communicate()
            try:
                made = json.loads(answer)
            except ValueError:
                made = []
            runs = (tuple((kind, said) for kind, said in each) for each in made)
            self._results = dict(zip(self._listings, runs, strict=False))
        return self._results

    def close(self) -> None:
        """End it, whatever it is at."""
        with undisturbed(), self._program:
            self._program.kill()


def colour_what_is_asked() -> None:
    """Be that program: listings come in as JSON, their runs go out."""
    asked = json.load(sys.stdin.buffer)
    made = [highlight(text, language) for text, language in asked]
    sys.stdout.buffer.write(json.dumps(made).encode())
    sys.stdout.buffer.flush()
