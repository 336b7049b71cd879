"""Change words of a book while its preview is open in a browser.

What comes in: a manuscript, whose file is written to. What goes out: for each edit the
seconds from the save until the page has the new word and its picture. The preview is a
process of its own, as a person starts it, and the browser is the machine's Chromium.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.edits import change_a_word, middle_chapter, new_words
from bench.measure import FailedRunError
from tests.support.browser import Page, opened

_PROCESSES = 2
_LONGEST_BUILD = 240.0
"""Seconds for the first build, with nothing in the cache."""
_LONGEST_EDIT = 120.0
"""Seconds; on a machine with much else to do an edit was seen to take fifty."""
_REST = 1.5
"""Seconds after the EPUB is there in which the preview puts its memory in order."""

_IS_BUILT = (
    "document.querySelectorAll('.page').length > 0"
    " && document.getElementById('document').length > 0"
    " && !document.getElementById('status').textContent.startsWith('building')"
)
_APPEARANCE = """\
new Promise((done, fail) => {{
  const end = Date.now() + {milliseconds};
  const look = () => {{
    const page = [...document.querySelectorAll('.page')].find((one) =>
      one.querySelector('.words').textContent.includes('{word}')
      && one.querySelector('img').complete);
    if (page) done(true);
    else if (Date.now() > end) fail('the word never came');
    else setTimeout(look, 10);
  }};
  look();
}})"""
"""Looks in the browser: to ask it again and again would be work for both."""


def seconds_of_edits(manuscript: Path, cache: Path, count: int) -> list[float]:
    """Change a word in the middle of the book so many times.

    Raises `FailedRunError` where the preview or a page of it doesn't come in time.
    """
    chapter = middle_chapter(manuscript)
    good = chapter.read_text("utf-8")
    try:
        with (
            _preview(manuscript, cache) as address,
            opened(address, patience=_LONGEST_BUILD) as page,
        ):
            page.wait_for(_IS_BUILT)
            words = itertools.islice(new_words(), count + 1)
            _show_the_place(page, chapter, next(words))
            return [_seconds_of_edit(page, chapter, word) for word in words]
    finally:
        chapter.write_text(good, "utf-8")


def _show_the_place(page: Page, chapter: Path, word: str) -> None:
    """Change a word, and go to its page: a page out of view is drawn later."""
    _save(chapter, word)
    page.wait_for("document.querySelector('.page.changed') !== null")
    page.ask("document.querySelector('.page.changed').scrollIntoView()")
    _wait_for(page, word)
    _rest(page)


def _seconds_of_edit(page: Page, chapter: Path, word: str) -> float:
    began = time.perf_counter()
    _save(chapter, word)
    _wait_for(page, word)
    seconds = time.perf_counter() - began
    sys.stderr.write(f"{seconds:.2f} s\n")
    _rest(page)
    return seconds


def _wait_for(page: Page, word: str) -> None:
    milliseconds = int(_LONGEST_EDIT * 1000)
    page.ask(_APPEARANCE.format(word=word, milliseconds=milliseconds))


def _rest(page: Page) -> None:
    """Wait until the build is over: the EPUB comes after the pages."""
    time.sleep(_REST)
    page.wait_for(_IS_BUILT)
    time.sleep(_REST)


def _save(chapter: Path, word: str) -> None:
    """Save as editors do: a new file takes the old one's place."""
    changed = change_a_word(chapter.read_text("utf-8"), word)
    new = chapter.with_name(f".{chapter.name}.new")
    new.write_text(changed, "utf-8")
    new.replace(chapter)


@contextmanager
def _preview(manuscript: Path, cache: Path) -> Iterator[str]:
    """Run the command; yields the address that it prints."""
    words = [
        *(sys.executable, "-m", "bookmaker", "preview", str(manuscript)),
        *("--jobs", str(_PROCESSES), "--cache-folder", str(cache)),
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            _, _, address = process.stdout.readline().strip().rpartition(" ")
            if not address.startswith("http"):
                message = f"the preview of {manuscript} did not start"
                raise FailedRunError(message)
            yield address
        finally:
            process.terminate()
