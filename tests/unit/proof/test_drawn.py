"""What a reader has of a page, compared with what was drawn on it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bookmaker.proof.drawn import letters_lacking, lines_read
from bookmaker.proof.folding import fold

_LINES = st.lists(st.text("abc12", min_size=1, max_size=8), min_size=1, max_size=8)


def test_a_line_in_another_order_is_there_beside_one_that_is_cut() -> None:
    drawn = "word30 and pier\nword31 ran off the edge\nword34word35\nword38"
    read = "word30 and pier\nword31 ran\nword3453drow\nword38"
    assert lines_read(drawn, read, read).split("\n") == [
        "word30 and pier",
        "word31ran",
        "word34word35",
        "word38",
    ]


def test_a_line_is_not_made_of_the_letters_of_another() -> None:
    drawn = "tide\nthe tide was out"
    assert lines_read(drawn, "the tide was out", "thetidewasout") == (
        "\nthe tide was out"
    )


@given(_LINES, st.data())
def test_as_many_letters_are_lacking_as_the_reader_lacks(
    lines: list[str], data: st.DataObject
) -> None:
    """However lines are cut and turned about, no letter is found that was lost."""
    ends = [data.draw(st.integers(0, len(line))) for line in lines]
    is_turned = [data.draw(st.booleans()) for _ in lines]
    read = "\n".join(
        line[:end][::-1] if turned else line[:end]
        for line, end, turned in zip(lines, ends, is_turned, strict=True)
    )
    found = lines_read("\n".join(lines), read, read)
    assert Counter(fold(found)) <= Counter(fold(read))


@given(_LINES)
def test_lines_of_which_nothing_is_lacking_are_there(
    lines: list[str],
) -> None:
    drawn = "\n".join(lines)
    letters = "".join(sorted(drawn))
    assert letters_lacking(drawn, letters) == ""
    assert lines_read(drawn, "", letters) == drawn
