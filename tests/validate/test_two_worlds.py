"""Two builds in other folders, zones, locales, homes and hash seeds are equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.worlds import compare

SAMPLES = Path(__file__).parents[2] / "manuscripts"
MANUSCRIPTS = sorted(
    [
        *(path.parent for path in SAMPLES.glob("*/book.toml")),
        *(path for path in SAMPLES.glob("*.md") if path.name != "README.md"),
    ]
)
_LONG = frozenset({"handbook", "the-underside-of-bridges"})


@pytest.mark.slow
@pytest.mark.parametrize(
    "manuscript",
    [
        pytest.param(path, marks=[pytest.mark.long] if path.name in _LONG else [])
        for path in MANUSCRIPTS
    ],
    ids=lambda path: path.name,
)
def test_sample_is_equal_byte_for_byte_in_two_worlds(manuscript: Path) -> None:
    lines = compare(manuscript, None)
    assert [line for line in lines if not line.endswith("equal")] == []
    # Both editions, the report, the tree in two forms; the editions, the front of the
    # cover, their metadata, the bill of parts and the sums of the release.
    assert len(lines) == 11
