"""Text stands on the baseline grid, whatever stood above it on its page."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bookmaker.backends.line_meter import LineKind, SetLine
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

LEADING = 12.0
SHEET_WITH_BLOCKS = f"""{SHEET}
html {{ font-size: 10pt; line-height: 12pt }}
@page {{ size: 300pt 340pt }}
p {{ text-align: justify; text-indent: 12pt }}
h2 {{ margin: 12pt 0 0; padding: 8pt 0 4pt; font-size: 11pt; line-height: 12pt }}
pre {{ margin: 12pt 0; padding: 3.1pt; font-size: 7pt; line-height: 9.3pt }}
ul {{ margin: 6pt 0; padding: 0 }}
table {{ margin: 12pt auto; border-top: 0.7pt solid; line-height: 10pt }}
figure {{ margin: 12pt 0; height: 31.4pt }}
blockquote {{ margin: 12pt; font-size: 9pt; line-height: 11pt }}
aside {{ margin: 12pt 0; padding: 4pt 0 }}
"""
BLOCKS = (
    "<pre>one\ntwo\nthree</pre>",
    "<pre>one</pre>",
    "<ul><li>one</li><li>two</li></ul>",
    "<ul><li>one<pre>two</pre></li></ul>",
    "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
    "<figure></figure>",
    "<blockquote><p>one</p><p>two</p></blockquote>",
    "<aside><p>one</p><pre>two</pre><p>three</p></aside>",
    "<h2>Pier</h2>",
)
TEXT = "the pier was long and cold when she came back to it at the end of March "


def chapter(seed: int) -> str:
    """Paragraphs of a few lines among all kinds of blocks."""
    chance = random.Random(seed)
    return "".join(
        chance.choice(BLOCKS)
        if chance.random() < 0.4
        else f"<p>{TEXT * chance.randint(1, 6)}</p>"
        for _ in range(40)
    )


def lines_of_text(folder: Path, *leaves: str, composes: bool) -> list[list[SetLine]]:
    """Those of each page that are the text's: long, or a paragraph's last."""
    found = lay_out_small(
        galley_of(*leaves),
        folder,
        SHEET_WITH_BLOCKS,
        measures_lines=True,
        composes_lines=composes,
    )
    return [
        [
            line
            for line in page.lines
            if line.kind is LineKind.TEXT and len(line.words) > len("three")
        ]
        for page in found.set_pages
    ]


@pytest.mark.slow
@pytest.mark.parametrize("composes", [False, True])
def test_text_is_on_the_grid_whatever_stands_above_it(
    tmp_path: Path, *, composes: bool
) -> None:
    pages = lines_of_text(
        tmp_path, *(chapter(seed) for seed in range(5)), composes=composes
    )
    first = next(line.baseline for page in pages for line in page)
    off = [
        (line.words, round(line.baseline, 1))
        for page in pages
        for line in page
        if abs((line.baseline - first + LEADING / 2) % LEADING - LEADING / 2) > 0.3
    ]
    assert sum(map(len, pages)) > 400
    assert off == []


IN_SPACES = BLOCKS[:6]
APART = (
    f"<p>{TEXT[:30]}</p><p style='margin-top: 5pt'>{TEXT[:30]}</p><p>{TEXT[:30]}</p>"
)


@pytest.fixture(scope="module")
def leaves(tmp_path_factory: pytest.TempPathFactory) -> list[list[SetLine]]:
    """Leaves of a page each: two lines with a block between them, and `APART`."""
    between = [f"<p>{TEXT[:30]}</p>{block}<p>{TEXT[:30]}</p>" for block in IN_SPACES]
    folder = tmp_path_factory.mktemp("leaves")
    pages = lines_of_text(folder, *between, APART, composes=True)
    return [page for page in pages if page]


@pytest.mark.parametrize("number", range(len(IN_SPACES)))
def test_a_block_stands_in_the_middle_of_its_space(
    leaves: list[list[SetLine]], number: int
) -> None:
    above, below = leaves[number]
    lines = (below.baseline - above.baseline) / LEADING
    assert lines == pytest.approx(round(lines), abs=0.02)
    assert lines >= 2


def test_text_without_such_blocks_stays_as_it_is(leaves: list[list[SetLine]]) -> None:
    first, second, third = leaves[-1]
    assert second.baseline - first.baseline == pytest.approx(17)
    assert third.baseline - second.baseline == pytest.approx(12)
