"""Every place that is told points at the key or the value it is told for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookmaker.config.toml_file import TomlValue
from bookmaker.config.toml_places import KeyPath, Scan, TomlPlaces, dotted
from bookmaker.source import SourceSpan
from tests.support.tiers import examples

FORMS = {
    "bare keys": 'title = "The Salt Roads"\nedition = 2\nhyphenate = true # yes\n',
    "dotted keys": 'print.trim = "A5"\nprint . theme = "plain"\nepub.cover="c.jpg"\n',
    "quoted keys": '"a key" = 1\n\'an.other\' = 2\nx."y.z".\'w\' = 3\n"\\u00e9" = 4\n',
    "tables": '[print]\ntrim = "A5"\n[epub] # the other\ncover = "c.jpg"\n',
    "dotted headers": '[products.epub]\nisbn = "1"\n[products."large print"]\nisbn="2"',
    "inline tables": 'a = { name = "Ada", file-as = "Voss, Ada", x.y = { z = [] } }\n',
    "lists": 'front = ["title-page",\n  # a note\n  "contents", ]\nn=[]\n',
    "nested lists": "a = [[1, 2], [3, [4, {b = [5, 6]}]], []]\n",
    "lists of tables": "[[a]]\nn=1\n[[a]]\nn=2\n[a.b]\nc=3\n[[a.d]]\ne=1\n[[a.d]]\n",
    "multi-line text": 'a = """\nTwo\nlines"""\nb = \'\'\'\n"three"\n\'\'\'\nc = 1\n',
    "marks in text": 'a = "# \\" comment"\nb = \'C:\\dir\'\nc = """a "" b""""\nd=1\n',
    "five marks": "a = '''b'''''\nc = \"\"\"d\"\"\"\"\"\ne = 1\n",
    "numbers": "a = -1_000\nb = 6.02e+23\nc = 0xdead_beef\nd = inf\ne = -nan\nf=1e3",
    "dates": "a = 2026-11-01\nb = [2026-11-01 10:00:00Z, 10:00:00]\n",
    "CRLF": 'title = "Salt"\r\n[print]\r\n  trim = """\r\n6in"""\r\n  theme = "x"\r\n',
    "no line end": 'title = "Salt"',
    "wide letters": 'a = "𝔖é漢" # é\nb = ["é", "漢字", {"ü" = 1}]\n',
    "tabs": "a\t=\t1\n\tb = [\t2,\t3 ]\n",
    "comments only": "# nothing\n\n  # at all\n",
    "a comment first": "# The book.\n\n  title = 1 # one\n# more\n",
    "a blank line first": "\n\t\n[print] # paper\n\n  # of it\n\ttrim = 1\n\n",
    "blanks within": "a = [ # one\n\n 1 # two\n , # three\n 2\n]\nb = { c\t= 1\t}\n",
    "out of order": "[a.b]\nc = 1\n[a]\nd = 2\n[a.b.e]\nf = 3\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_each_place_holds_its_value(text: str) -> None:
    assert_places_hold(text)


def test_a_dotted_name_finds_the_place_of_a_value() -> None:
    places = Scan('[contents]\nfront = ["a.md", "b.md"]\n', "book.toml").places
    assert places["contents.front[1]"] == SourceSpan("book.toml", 2, 18, 2, 24)
    assert places["contents"] == SourceSpan("book.toml", 1, 2, 1, 10)
    assert list(places) == [
        "contents",
        "contents.front",
        "contents.front[0]",
        "contents.front[1]",
    ]
    assert len(places) == 4


def test_a_name_that_is_not_a_bare_key_is_quoted() -> None:
    assert dotted(("products", "large print", "isbn")) == (
        'products."large print".isbn'
    )


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("a = 1\nb = 2\na = 3\n", "a", 3),
        ("[a]\n[b]\n[a]\n", "a", 3),
        ("a = {x = 1, x = 2}\n", "a.x", 1),
        ("a.b = 1\n[a]\nc = 2\n", "a", 2),
        ("a = []\n[[a]]\n", "a", 2),
        ("[a]\nb = 1\n'b' = 2\n", "a.b", 3),
    ],
)
def test_what_is_given_twice_is_found(text: str, name: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    scan = Scan(text, "book.toml")
    assert scan.second is not None
    assert dotted(scan.second) == name
    assert scan.second_span is not None
    assert scan.second_span.line == line


def test_a_file_stands_over_the_one_it_extends() -> None:
    own = Scan('authors = ["A"]\n[print]\ntrim = "A5"\n', "book.toml").places
    shared = Scan(
        'publisher = "P"\nauthors = ["B", "C"]\n[print]\ntheme = "t"\ntrim = "A4"\n',
        "../house.toml",
    ).places
    places = own.over(shared)
    assert {name: span.file for name, span in places.items()} == {
        "authors": "book.toml",
        "authors[0]": "book.toml",
        "print": "book.toml",
        "print.trim": "book.toml",
        "publisher": "../house.toml",
        "print.theme": "../house.toml",
    }


@given(st.text(alphabet="ab.=[]{}\"'#,\\\n 1é-", max_size=60))
def test_no_text_makes_the_scan_stumble(text: str) -> None:
    Scan(text, "book.toml")


_SCALARS = st.one_of(
    st.text(max_size=8).map(lambda text: _quoted(text)),
    st.integers(-99, 10**6).map(str),
    st.sampled_from(
        ["true", "false", "1.5", "2026-11-01", "'''\n a '''", '"""\nb\\\n c"""']
    ),
)
_KEYS = st.one_of(
    st.from_regex(r"[a-z0-9_-]{1,6}", fullmatch=True),
    st.text(max_size=5).map(lambda text: _quoted(text)),
)


def _list_of(values: list[str]) -> str:
    return "[" + ",\n  # x ] }\n ".join(values) + " ]"


def _table_of(pairs: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"


_VALUES = st.recursive(
    _SCALARS,
    lambda values: st.one_of(
        st.lists(values, max_size=4).map(_list_of),
        st.dictionaries(_KEYS, values, max_size=3).map(_table_of),
    ),
    max_leaves=8,
)


@settings(max_examples=examples(25, 300))
@given(
    st.dictionaries(_KEYS, _VALUES, max_size=4),
    st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=3), max_size=3),
    st.sampled_from(["\n", "\r\n"]),
)
def test_places_hold_in_any_file(
    top: dict[str, str], tables: dict[str, dict[str, str]], line_end: str
) -> None:
    lines = [f"{key} = {value}" for key, value in top.items()]
    for name, pairs in tables.items():
        lines += [f"[ {name} . inner ]", *(f"{k}={v}" for k, v in pairs.items())]
    text = "\n".join(lines).replace("\n", line_end)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # two spellings of one key
    assert_places_hold(text)


def assert_places_hold(text: str) -> None:
    """Read each value and each key again at its place, and compare."""
    plain = text.replace("\r\n", "\n")
    values = tomllib.loads(plain)
    places = Scan(plain, "book.toml").places
    seen = set()
    for path, value in _paths((), values):
        seen.add(path)
        span = places.value(path)
        assert span is not None, path
        written = _text_at(plain, span)
        if not isinstance(value, dict) or written.startswith("{"):
            if isinstance(value, list) and not written.startswith("["):
                continue  # a list of tables stands in its headers
            again = tomllib.loads(f"x = {written}")["x"]
            assert again == value or str(again) == str(value), path
        name = path[-1]
        if isinstance(name, str):
            key_span = places.key(path)
            assert key_span is not None, path
            assert tomllib.loads(f"{_text_at(plain, key_span)} = 0") == {name: 0}
    assert {path for path in seen if path} == _known(places, seen)


def _known(places: TomlPlaces, paths: set[KeyPath]) -> set[KeyPath]:
    """The paths that the places name: no more than there are."""
    known = {path for path in paths if dotted(path) in places}
    assert {dotted(path) for path in known} == set(places)
    return known


def _paths(path: KeyPath, value: TomlValue) -> Iterator[tuple[KeyPath, TomlValue]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths((*path, key), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _paths((*path, position), inner)


def _text_at(text: str, span: SourceSpan) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(letter):04x}"
        if letter in '"\\' or (not letter.isprintable() and ord(letter) < 0xD800)
        else letter
        for letter in text
        if not 0xD800 <= ord(letter) <= 0xDFFF
    )
    return f'"{escaped}"'
