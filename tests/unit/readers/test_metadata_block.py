from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    MetadataAliases,
    OddMetadata,
    RepeatedMetadata,
    TaggedMetadata,
    UnknownMetadata,
)
from bookmaker.readers.metadata_block import (
    NO_METADATA,
    ChapterMetadata,
    read_metadata_block,
)


def _read(text: str) -> tuple[ChapterMetadata, str, int, list[Diagnostic]]:
    diagnostics = Diagnostics()
    metadata, rest, line = read_metadata_block(text, "x.md", diagnostics)
    return metadata, rest, line, list(diagnostics)


@pytest.mark.parametrize(
    "value", ["1984", "no", "1e3", "~", "2026-11-22", "0x1F", "true", "12:30:45", ".5"]
)
def test_a_title_is_the_words_that_were_written(value: str) -> None:
    metadata, _, _, found = _read(f"---\ntitle: {value}\n---\n")
    assert metadata.title == value
    assert found == []


def test_the_text_behind_the_block_begins_at_its_line() -> None:
    metadata, rest, line, _ = _read("---\ntitle: A\n...\n\nText\n")
    assert (metadata.title, rest, line) == ("A", "\nText\n", 4)


@pytest.mark.parametrize(
    "text",
    ["", "text", "---", "---\ntext", "---\nThe tide.\n---\n", " ---\ntitle: a\n---\n"],
)
def test_a_file_without_metadata_is_left_alone(text: str) -> None:
    assert _read(text) == (NO_METADATA, text, 1, [])


def test_an_empty_block_is_metadata() -> None:
    assert _read("---\n---\ntext") == (NO_METADATA, "text", 3, [])


def test_a_folded_title_is_one_line() -> None:
    metadata, *_ = _read("---\ntitle: >\n  The\n  Shore\n---\n")
    assert metadata.title == "The Shore"


def test_places_are_those_of_the_values() -> None:
    metadata, *_ = _read('---\ntitle: A\nlang:   "fr"\n---\n')
    span = metadata.span_by_key["lang"]
    assert (span.line, span.column, span.end_column) == (3, 9, 13)


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!x", "!!int"])
def test_tags_are_errors_and_make_nothing(tag: str) -> None:
    metadata, _, _, found = _read(f"---\ntitle: {tag} 1\n---\n")
    assert metadata == NO_METADATA
    assert [type(problem) for problem in found] == [TaggedMetadata]


def test_duplicates_are_errors_also_under_another_name() -> None:
    metadata, _, _, found = _read("---\nlang: fr\nlanguage: de\n---\n")
    assert metadata.language == "fr"
    assert [type(problem) for problem in found] == [RepeatedMetadata]


def test_a_bomb_of_aliases_does_not_unfold() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    *_, found = _read("---\n" + "\n".join(lines) + "\n---\n")
    assert MetadataAliases in {type(problem) for problem in found}


def test_an_alias_gives_the_words_of_its_anchor() -> None:
    metadata, _, _, found = _read("---\ntitle: &t A\nsubtitle: *t\n---\n")
    assert (metadata.title, metadata.subtitle) == ("A", "A")
    assert found == []


def test_a_slip_of_the_finger_names_the_nearest_key() -> None:
    *_, found = _read("---\nsubtitel: a\n---\n")
    assert [p.nearest for p in found if isinstance(p, UnknownMetadata)] == ["subtitle"]


@pytest.mark.parametrize(
    "content", ["a: [", "\t- x: y", 'title: "a', "a: b: c", "title: @a", "? [a]\n: b"]
)
def test_what_is_not_yaml_is_reported_with_its_place(content: str) -> None:
    *_, found = _read(f"---\n{content}\n---\n") if ":" in content else _read("x")
    assert all(isinstance(p, OddMetadata | UnknownMetadata) for p in found)


def test_a_huge_block_is_refused() -> None:
    metadata, rest, _, found = _read("---\n" + "title: a\n" * 20_000 + "---\ntext")
    assert (metadata, rest) == (NO_METADATA, "text")
    assert [type(problem) for problem in found] == [OddMetadata]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{\n"title": "A",\n}\n\nX.\n', 3, "property name"),
        ('{\n"title": "A"\n"author": "B"\n}\n', 3, "delimiter"),
        (';;;\n{"title": A}\n;;;\n\nX.\n', 2, "value"),
        ('---json\n{\n"author": [}\n}\n---\nX.\n', 3, "value"),
    ],
)
def test_json_that_cannot_be_read_is_reported_where_it_is_wrong(
    text: str, line: int, reason: str
) -> None:
    metadata, _, _, (problem,) = _read(text)
    assert metadata == NO_METADATA
    assert isinstance(problem, OddMetadata)
    assert problem.span is not None
    assert problem.span.line == line
    assert reason in problem.message()


@pytest.mark.parametrize(
    "text",
    [
        '{"low": 1}\n\nX.\n',
        '{"title": "A"} is what it printed.\n',
        '{"title": "A"\n\nX.\n',
        "{title}\n",
        "Dear Ann: yes.\nTitle: no.\n",
        "Title: A\nand then\n\nX.\n",
        "author: A\nford: B\n\nX.\n",
    ],
)
def test_words_like_metadata_stay_words(text: str) -> None:
    assert _read(text) == (NO_METADATA, text, 1, [])


def test_the_keys_of_json_have_their_places() -> None:
    text = '{\n  "title": "A",\n  "title": "B",\n  "ford": {"low": 1}\n}\nX.\n'
    _, rest, line, found = _read(text)
    assert (rest, line) == ("X.\n", 6)
    assert [type(one) for one in found] == [RepeatedMetadata, UnknownMetadata]
    assert [one.span.line for one in found if one.span is not None] == [2, 4]
