"""Faces made static, kept in a store, listed by a file of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import uharfbuzz

from bookmaker.fonts.families import FALLBACK, FAMILY_BY_NAME, Face, families_named
from bookmaker.fonts.static_faces import _pinned, font_set, static_face
from bookmaker.system.store import NO_STORE, Store

(_ONLY,) = FALLBACK.faces
ALL_FACES = [face for family in FAMILY_BY_NAME.values() for face in family.faces]


def face_id(face: Face) -> str:
    return f"{face.module}-{face.weight}-{'italic' if face.is_italic else 'roman'}"


@pytest.mark.parametrize("face", ALL_FACES, ids=face_id)
def test_a_face_has_no_axis_left(face: Face) -> None:
    assert not uharfbuzz.Face(static_face(face)).axis_infos


def test_a_face_is_made_the_same_twice() -> None:
    face = FAMILY_BY_NAME["EB Garamond"].faces[0]
    once = static_face(face)
    _pinned.cache_clear()
    assert static_face(face) == once


def test_a_face_is_made_once_for_several_books_without_a_cache() -> None:
    _pinned.cache_clear()
    for _ in range(2):
        with font_set(families_named(["EB Garamond"]), NO_STORE) as fonts:
            count = len(fonts.files)
    assert (_pinned.cache_info().misses, _pinned.cache_info().hits) == (count, count)


def test_the_weights_differ() -> None:
    light, _, bold, *_ = FAMILY_BY_NAME["Source Sans 3"].faces
    assert static_face(light) != static_face(bold)


def test_a_face_that_was_made_once_is_found_again(tmp_path: Path) -> None:
    with font_set([FALLBACK], Store(tmp_path)) as first:
        pass
    again = Store(tmp_path)
    with font_set([FALLBACK], again) as second:
        assert second.content_by_name == first.content_by_name
    assert (again.made, again.found) == (0, 1)


def test_a_damaged_face_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with font_set([FALLBACK], store) as fonts:
        sound = dict(fonts.content_by_name)
    (entry,) = store.entries()
    entry.path.write_bytes(entry.path.read_bytes()[:-1] + b"?")
    with font_set([FALLBACK], Store(tmp_path)) as fonts:
        assert fonts.content_by_name == sound


def test_nothing_is_left_behind() -> None:
    with font_set([FALLBACK], NO_STORE) as fonts:
        assert fonts.configuration.is_file()
        assert [file.read_bytes() for file in fonts.files] == [static_face(_ONLY)]
    assert not fonts.folder.exists()


def test_the_configuration_lists_the_faces_and_nothing_else() -> None:
    with font_set([FALLBACK], NO_STORE) as fonts:
        text = fonts.configuration.read_text("utf-8")
        (kept,) = re.findall("<cachedir.*>(.*)</cachedir>", text)
        assert (fonts.folder / kept).is_dir(), "no two processes make it at once"
    assert text.count("<dir ") == 1
    assert "<include" not in text


def test_families_are_named_once_in_the_order_of_the_lists() -> None:
    named = families_named(['"EB Garamond", "DejaVu Sans", serif', '"EB Garamond"'])
    assert [family.name for family in named] == ["EB Garamond", "DejaVu Sans"]
