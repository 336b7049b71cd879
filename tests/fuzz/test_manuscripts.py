"""Random manuscripts, the same every time: the promises hold for each.

A manuscript of tokens that mean something, in any order, is built as a draft. No
exception, no text that is lost, moved or doubled, and every document well-formed (the
proof reads them all). `make fuzz` draws for an hour; `FUZZ_SECONDS` says how long.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostic
from bookmaker.pipeline.stages import Request, build
from bookmaker.proof.edition_text import document_texts
from tests.fuzz.drawn import drawn_while_there_is_time
from tests.support.markdown_texts import HOSTILE, SAFE

FAST = 6
SLOW = 120
LONG = 2000
_BOOK = """\
title = "Random"
language = "en"
[contents]
front = ["title-page", "contents"]
body = ["one.md", "two.md"]
[epub]
cover = "cover.png"
"""


def manuscript_of(seed: int, folder: Path) -> Path:
    """Write the manuscript of a number."""
    chance = random.Random(seed)
    tokens = HOSTILE if seed % 4 == 0 else SAFE
    (folder / "book.toml").write_text(_BOOK, "utf-8")
    (folder / "cover.png").write_bytes(_COVER)
    for name in ("one.md", "two.md"):
        count = chance.randrange(5, 60)
        parts = []
        for index in range(count):
            parts.append(chance.choice(tokens))
            if chance.random() < 0.6:
                parts.append(f"word{index}")
        text = f"# {name}\n\n" + "".join(parts)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


_COVER = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A picture of one pixel: drawing a cover would take most of the time."""


def broken_promises(manuscript: Path, *formats: str) -> list[Diagnostic]:
    """What the proof finds in a draft of the manuscript."""
    targets = {name: manuscript / "out" / f"one.{name}" for name in formats}
    outcome = build(Request(manuscript=manuscript, is_draft=True), targets)
    assert len(outcome.outputs) == len(formats), [
        d.message() for d in outcome.diagnostics
    ]
    if "epub" in targets:
        assert any(document_texts(targets["epub"].read_bytes()))
    return [found for found in outcome.diagnostics if found.code.startswith("V02")]


def test_random_manuscripts_keep_the_promises(tmp_path: Path) -> None:
    for seed in range(FAST):
        folder = tmp_path / str(seed)
        folder.mkdir()
        found = broken_promises(manuscript_of(seed, folder), "epub")
        assert [(seed, str(one.span), one.message()) for one in found] == []


@pytest.mark.slow
def test_more_random_manuscripts_keep_the_promises(tmp_path: Path) -> None:
    _keep_the_promises(range(FAST, SLOW), tmp_path)


@pytest.mark.long
def test_many_random_manuscripts_keep_the_promises(tmp_path: Path) -> None:
    _keep_the_promises(drawn_while_there_is_time() or range(SLOW, LONG), tmp_path)


def _keep_the_promises(seeds: Iterable[int], folder: Path) -> None:
    for seed in seeds:
        (folder / str(seed)).mkdir()
        formats = ("epub", "pdf") if seed % 20 == 0 else ("epub",)
        found = broken_promises(manuscript_of(seed, folder / str(seed)), *formats)
        assert [(seed, str(one.span), one.message()) for one in found] == []
