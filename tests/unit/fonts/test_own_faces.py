"""Fonts that a book brings along."""

from __future__ import annotations

import importlib.resources
import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.fonts.own_faces import (
    OwnFace,
    characters_to_show,
    face_rules,
    read_own_faces,
    reduced_to,
    with_own_families,
)
from bookmaker.fonts.static_faces import font_set
from bookmaker.source import SourceSpan
from bookmaker.system.store import NO_STORE
from bookmaker.system.workspace import Workspace
from tests.support.fonts import make_font

PLACE = SourceSpan.at("book.toml", 9, 9)


def read(**files: bytes) -> tuple[OwnFace, ...]:
    overlay = {f"{name}.otf": content for name, content in files.items()}
    workspace = Workspace(Path("/nonexistent"), overlay=overlay)
    return read_own_faces(overlay, workspace, PLACE)


def refused(**files: bytes) -> list[str]:
    with pytest.raises(ManuscriptError) as raised:
        read(**files)
    assert {found.span for found in raised.value.diagnostics} == {PLACE}
    return [found.message() for found in raised.value.diagnostics]


def test_a_face_says_what_it_is() -> None:
    (face,) = read(a=make_font("潮", family="Sea Squares", weight=700))
    assert (face.family, face.weight, face.is_italic) == ("Sea Squares", 700, False)
    assert (face.suffix, face.media_type) == (".ttf", "font/ttf")


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_packed_font_is_unpacked_alike_each_time(flavor: str) -> None:
    packed = make_font("潮", flavor=flavor)
    (face,) = read(a=packed)
    assert face.content[:4] == b"\0\1\0\0"
    assert read(a=packed) == (face,)


@pytest.mark.parametrize(
    ("permission", "what"),
    [
        (0x0002, "to be embedded"),
        (0x0104, "to be embedded in part"),
        (0x0200, "to be embedded but as bitmaps"),
    ],
)
def test_what_a_licence_forbids_is_not_done(permission: int, what: str) -> None:
    assert refused(a=make_font("潮", permission=permission)) == [
        f"the licence of the font “a.otf” doesn’t allow it {what}"
    ]


@pytest.mark.parametrize("table", ["CBDT", "sbix"])
def test_a_font_of_images_is_not_printed(table: str) -> None:
    with TTFont(io.BytesIO(make_font("潮")), recalcTimestamp=False) as font:
        font[table] = DefaultTable(table)
        font[table].data = bytes(8)
        target = io.BytesIO()
        font.save(target)
    with pytest.raises(ManuscriptError) as raised:
        read(a=target.getvalue())
    (found,) = raised.value.diagnostics
    assert found.code == "S030"
    assert "outlines" in found.message()
    assert "Noto Emoji" in found.help()


@pytest.mark.parametrize("permission", [0x0000, 0x0004, 0x0008])
def test_what_a_licence_allows_is_done(permission: int) -> None:
    assert len(read(a=make_font("潮", permission=permission))) == 1


def test_all_that_is_not_a_font_is_reported_at_once() -> None:
    whole = make_font("潮")
    assert refused(a=b"<html>", b=whole[:200], c=whole) == [
        "the font “a.otf” isn’t an OpenType font, or is damaged",
        "the font “b.otf” isn’t an OpenType font, or is damaged",
    ]
    assert refused(a=make_font("潮", family='A"; }')) == [
        "the font “a.otf” has no family name"
    ]


def test_own_families_come_behind_the_themes_first() -> None:
    faces = read(a=make_font("潮", family="Sea"), b=make_font("海", family="Land"))
    tokens = {"--t": '"EB Garamond", serif', "--h": '"Land", "X"', "--c": "monospace"}
    families = [face.family for face in faces]
    assert with_own_families(tokens, tokens, families) == {
        "--t": '"EB Garamond", "Sea", "Land", serif',
        "--h": '"Land", "Sea", "X"',
        "--c": 'monospace, "Sea", "Land"',
    }


def test_an_epubs_sheet_finds_each_face() -> None:
    faces = read(a=make_font("潮", family="Sea", weight=700))
    rules = face_rules(faces, "fonts")
    assert f'src: url("fonts/{faces[0].name}");' in rules
    assert "font-weight: 700;" in rules
    assert 'font-family: serif, "Sea";' in rules
    assert face_rules((), "fonts") == ""


def test_own_faces_are_kept_apart_from_those_of_other_books() -> None:
    (face,) = read(a=make_font("潮"))
    with font_set((), NO_STORE, (face,)) as own, font_set((), NO_STORE) as none:
        assert [file.read_bytes() for file in own.files] == [face.content]
        assert own.folder != none.folder
        assert none.files == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("潮", "潮"),
        ("", ""),
        ("straße", "straßeSTRAE"),
        ("e\N{COMBINING ACUTE ACCENT}", "eéE"),
        ("é", "éeE"),
    ],
)
def test_an_epub_has_what_its_text_needs_of_a_face(text: str, kept: str) -> None:
    letters = "潮汐海straßeSTRAEé"
    (face,) = read(a=make_font(letters))
    small = reduced_to(face, characters_to_show(text))
    has = TTFont(io.BytesIO(small.content)).getBestCmap().keys()
    wanted = {ord(one) for one in kept}
    ascii_letters = {ord(one) for one in letters if one.isascii()}
    assert has == wanted | ascii_letters
    assert reduced_to(face, characters_to_show(text)) == small
    assert (small.family, small.name) == (face.family, face.name)


def test_a_face_keeps_its_names_and_features() -> None:
    source = importlib.resources.files("fontpkg_amiri") / "files" / "Amiri-Regular.ttf"
    content = source.read_bytes()
    (face,) = read(a=content)
    small = reduced_to(face, characters_to_show("كتاب"))
    assert len(small.content) < len(content) / 4
    with TTFont(io.BytesIO(content)) as old, TTFont(io.BytesIO(small.content)) as new:
        assert new["name"].getDebugName(0) == old["name"].getDebugName(0)
        tags = {one.FeatureTag for one in new["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= tags
