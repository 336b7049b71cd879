"""A line that is not TOML is reported with its slip, and as it should be written."""

from __future__ import annotations

import tomllib

import pytest

from bookmaker.config.toml_slips import find_slip


def _failed(line: str) -> int:
    """The column where the reader gives up."""
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(line)
    words = str(refused.value)
    return int(words.rpartition("column ")[2].rstrip(")")) if "column" in words else 99


@pytest.mark.parametrize(
    ("line", "named", "meant"),
    [
        ("title = “The Tide Clerk”", "“ (U+201C)", 'title = "The Tide Clerk"'),
        ("title = ”The Tide”", "” (U+201D)", ""),
        ("title = „Die Flut“", "„ (U+201E)", 'title = "Die Flut"'),
        ("title = «La marée»", "« (U+00AB)", 'title = "La marée"'),
        ("title = »Die Flut«", "» (U+00BB)", 'title = "Die Flut"'),
        ("title = ‘The Tide’", "‘ (U+2018)", 'title = "The Tide"'),
        ("title = ‹La marée›", "‹ (U+2039)", 'title = "La marée"'),
        ("title = “It’s here”", "“ (U+201C)", 'title = "It’s here"'),
        ("title = “One – two”", "“ (U+201C)", 'title = "One – two"'),
        ("title = “unclosed", "“ (U+201C)", ""),
        ('authors = [“Ada”, "Per"]', "“ (U+201C)", 'authors = ["Ada", "Per"]'),
        ("series = { name = “Coasts” }", "“", 'series = { name = "Coasts" }'),
        ('title ＝ "x"', "＝ (U+FF1D)", 'title = "x"'),
        ('title： "x"', "： (U+FF1A)", 'title= "x"'),
        ('authors = ["a"， "b"]', "， (U+FF0C)", 'authors = ["a", "b"]'),
        ('title\u00a0= "x"', "U+00A0", 'title = "x"'),
        ('title =\u202f"x"', "U+202F", 'title = "x"'),
        ('title = "x"\u3000', "U+3000", 'title = "x"'),
        ('\ufefftitle = "x"', "U+FEFF", 'title = "x"'),
        ('ti\u200btle = "x"', "U+200B", 'title = "x"'),
        ("edition = –1", "– (U+2013)", "edition = -1"),
        ("edition = −1", "− (U+2212)", "edition = -1"),
        ('chapters–open = "recto"', "– (U+2013)", 'chapters-open = "recto"'),
    ],
)
def test_a_typographic_character_is_named(line: str, named: str, meant: str) -> None:
    slip = find_slip(line, _failed(line))
    assert slip is not None
    assert named in slip.reason
    assert slip.column is not None
    assert ord(line[slip.column - 1]) > 127
    if meant:
        assert slip.advice == f"write {meant}"
        tomllib.loads(meant)


@pytest.mark.parametrize(
    ("line", "reason", "meant"),
    [
        ('title: "x"', "a colon follows “title”", 'title = "x"'),
        ("title: The Tide", "a colon follows “title”", 'title = "The Tide"'),
        ("smarten: true", "a colon follows “smarten”", "smarten = true"),
        ("title = The Tide", "no quotation marks", 'title = "The Tide"'),
        ("language = en-GB", "no quotation marks", 'language = "en-GB"'),
        ("trim = 6in x 9in", "no quotation marks", 'trim = "6in x 9in"'),
        ("title = The Tide # x", "no quotation marks", 'title = "The Tide"'),
        ('title = "x",', "a comma follows", 'title = "x"'),
        ('title = "x";', "a semicolon follows", 'title = "x"'),
        ("title = 'It's here'", "an apostrophe within", 'title = "It\'s here"'),
        ('title = "A "B" C"', "a quotation mark within", "title = 'A \"B\" C'"),
        ('short title = "x"', "has a space", 'short-title = "x"'),
        ("smarten = yes", "yes is not a value", "smarten = true"),
        ("smarten = True", "True is not a value", "smarten = true"),
        ("smarten = No", "No is not a value", "smarten = false"),
        (r'cover = "images\quay.jpg"', "a path has /", 'cover = "images/quay.jpg"'),
        (r'cover = "C:\ann\q.jpg"', "a path has /", 'cover = "C:/ann/q.jpg"'),
        (
            r'rights = "a \d b"',
            "a backslash has a special meaning",
            r'rights = "a \\d b"',
        ),
    ],
)
def test_a_slip_is_named_and_the_line_is_written_as_meant(
    line: str, reason: str, meant: str
) -> None:
    slip = find_slip(line, _failed(line))
    assert slip is not None
    assert reason in slip.reason
    assert slip.advice == f"write {meant}"
    tomllib.loads(meant)


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("title = 'It's here'", "'s"),
        ('title = "A "B" C"', '"B'),
        ('title = "x",', ","),
        ('rights = "a \\d b"', "\\d"),
        ('title\u00a0= "x"', "\u00a0"),
        ("edition = –1", "–1"),
    ],
)
def test_a_slip_is_placed_at_its_sign(line: str, sign: str, indent: str) -> None:
    slip = find_slip(indent + line, _failed(indent + line))
    assert slip is not None
    assert slip.column == len(indent) + line.index(sign) + 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("title =", "“title” has no value"),
        ("modified = None", "None is not a value"),
        ("published = 2026-13-01", "there is no such date"),
    ],
)
def test_a_value_that_cannot_be_guessed_is_named(line: str, reason: str) -> None:
    slip = find_slip(line, _failed(line))
    assert slip is not None
    assert reason in slip.reason


@pytest.mark.parametrize("line", ["[print", "key", 'title = "open', "x" * 5000, ""])
def test_other_lines_are_left_to_the_reader_s_own_words(line: str) -> None:
    assert find_slip(line, 1) is None


def test_signs_in_strings_and_comments_are_not_slips() -> None:
    slip = find_slip('title = "“x” – ，" y # “z”', 20)
    assert slip is None or "typographic" not in slip.reason


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("title = “x”", "a typographic quotation mark"),
        ('title\u00a0= "x"', "is not a plain space"),
        ('ti\u200btle = "x"', "is invisible"),
        ("edition = –1", "is an en dash"),
        ('title： "x"', "is a fullwidth colon"),
    ],
)
def test_an_odd_character_is_named_for_what_it_is(line: str, what: str) -> None:
    slip = find_slip(line, _failed(line))
    assert slip is not None
    assert what in slip.reason


@pytest.mark.parametrize(
    "line", ["<<<<<<< HEAD", "<<<<<<<", "=======", ">>>>>>> late", "||||||| 1f0c2d3"]
)
def test_a_mark_of_a_merge_is_called_one(line: str) -> None:
    slip = find_slip(line, _failed(line))
    assert slip is not None
    assert "merge conflict" in slip.reason
    assert slip.column == 1
