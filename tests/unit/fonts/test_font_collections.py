"""Faces of font collections."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.fonts.own_faces import OwnFace, read_own_faces
from bookmaker.source import SourceSpan
from bookmaker.system.store import NO_STORE, Store
from bookmaker.system.workspace import Workspace
from tests.support.fonts import make_font

PLACE = SourceSpan.at("book.toml", 9, 9)
FAMILIES = ("Sea Squares", "Land Squares")


def make_collection(*fonts: bytes) -> bytes:
    """A collection of these fonts, which share tables where they are alike."""
    collection = TTCollection()
    for font in fonts:
        face = TTFont(io.BytesIO(font), recalcTimestamp=False)
        family = face["name"].getDebugName(1)
        face["name"].setName(f"{family} Regular", 4, 3, 1, 0x409)
        face["name"].setName(f"{family.replace(' ', '')}-Regular", 6, 3, 1, 0x409)
        collection.fonts.append(face)
    target = io.BytesIO()
    collection.save(target, shareTables=True)
    return target.getvalue()


TWO = make_collection(*(make_font("潮", family=family) for family in FAMILIES))
ONE = make_collection(make_font("潮", family="Lone Squares"))


def read(
    *named: str, content: bytes = TWO, store: Store = NO_STORE
) -> tuple[OwnFace, ...]:
    workspace = Workspace(Path("/nonexistent"), overlay={"all.ttc": content})
    return read_own_faces([f"all.ttc{name}" for name in named], workspace, PLACE, store)


def refused(*named: str, content: bytes = TWO) -> list[tuple[str, str]]:
    with pytest.raises(ManuscriptError) as raised:
        read(*named, content=content)
    return [(found.code, found.message()) for found in raised.value.diagnostics]


@pytest.mark.parametrize(
    ("named", "family"),
    [
        ("#Sea Squares Regular", "Sea Squares"),
        ("#SeaSquares-Regular", "Sea Squares"),
        ("#landsquares-regular", "Land Squares"),
        ("#0", "Sea Squares"),
        ("#1", "Land Squares"),
    ],
)
def test_a_face_is_taken_by_name_or_number(named: str, family: str) -> None:
    (face,) = read(named)
    assert (face.family, face.suffix) == (family, ".ttf")
    with TTFont(io.BytesIO(face.content)) as alone:
        assert list(alone.getBestCmap()) == [ord("潮")]


def test_two_faces_of_one_collection_are_two_fonts() -> None:
    faces = read("#0", "#1")
    assert tuple(face.family for face in faces) == FAMILIES
    assert len({face.name for face in faces}) == len(faces)


def test_the_only_face_needs_no_name() -> None:
    (face,) = read("", content=ONE)
    assert face.family == "Lone Squares"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("", "the font “all.ttc” is a collection, and no face of it is named"),
        ("#2", "the font collection “all.ttc” has no face “2”"),
        ("#Squares", "the font collection “all.ttc” has no face “Squares”"),
        ("#²", "the font collection “all.ttc” has no face “²”"),
    ],
)
def test_a_face_that_is_not_named_or_not_there_is_asked_for(
    named: str, message: str
) -> None:
    assert refused(named) == [("S083", message)]


def test_the_faces_are_listed() -> None:
    with pytest.raises(ManuscriptError) as raised:
        read("")
    (found,) = raised.value.diagnostics
    assert found.help() == (
        'write "all.ttc#SeaSquares-Regular"; the others are LandSquares-Regular'
    )


def test_a_face_is_the_same_each_time_and_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = read("#1", store=store)
    assert store.made == 1
    assert read("#1", store=store) == first == read("#LandSquares-Regular")
    assert store.found == 1


@pytest.mark.parametrize("length", [*range(4, 64, 4), len(TWO) // 2])
def test_a_damaged_collection_is_no_font(length: int) -> None:
    codes = {code for code, _ in refused("#1", "#X", content=TWO[:length])}
    assert codes == {"S030"}


@pytest.mark.parametrize("count", [0, 3, 0xFFFF, 0xFFFFFFFF])
def test_a_wrong_number_of_faces_is_damage(count: int) -> None:
    content = TWO[:8] + count.to_bytes(4, "big") + TWO[12:]
    assert {code for code, _ in refused("#X", content=content)} == {"S030"}


def test_a_licence_counts_in_a_collection_too() -> None:
    locked = make_collection(make_font("潮", permission=2), make_font("汐"))
    assert [code for code, _ in refused("#0", content=locked)] == ["S031"]
