"""Colours of a screen in the inks of a press: by a profile, or chosen by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from bookmaker.backends.pdf.press.separation import (
    NamedInks,
    PressProfile,
    press_profile,
)
from bookmaker.config.model import BookConfig, PrintConfig
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata
from bookmaker.system.workspace import Workspace
from tests.support import press_profile as made_profile

PROFILE = made_profile.press_profile()


def test_a_profile_gives_a_colour_and_a_picture_the_same_inks() -> None:
    profile = PressProfile(PROFILE)
    inks = profile.inks_of((0.8, 0.2, 0.4))
    assert len(inks) == 4
    picture = profile.separated(Image.new("RGB", (2, 2), (204, 51, 102)))
    assert picture.mode == "CMYK"
    pixel = picture.getpixel((1, 1))
    assert isinstance(pixel, tuple)
    assert [round(level / 255, 4) for level in pixel] == list(inks)


def test_red_is_printed_without_cyan_and_blue_without_yellow() -> None:
    profile = PressProfile(PROFILE)
    cyan, magenta, yellow, _ = profile.inks_of((1.0, 0.0, 0.0))
    assert cyan < 0.1 < min(magenta, yellow)
    *_, yellow, _ = profile.inks_of((0.2, 0.3, 0.8))
    assert yellow < 0.1


def test_the_name_of_the_press_is_known() -> None:
    assert PressProfile(PROFILE).name == "A press of a test"


def configured(profile: str) -> BookConfig:
    """A book that names a profile."""
    options = replace(PrintConfig(), profile=profile)
    return BookConfig(name="b", metadata=Metadata("B"), print=options)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no profile", "is not an ICC profile that can be read"),
        (PROFILE[:200], "is not an ICC profile that can be read"),
        (
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
            "is for RGB, not for CMYK",
        ),
    ],
    ids=["text", "torn", "screen"],
)
def test_what_is_no_profile_of_a_press_is_refused(content: bytes, reason: str) -> None:
    workspace = Workspace(Path("/nowhere"), overlay={"p.icc": content})
    with pytest.raises(ManuscriptError) as refused:
        press_profile(configured("p.icc"), workspace)
    [found] = refused.value.diagnostics
    assert found.code == "P065"
    assert found.message().endswith(reason)


def test_a_book_without_a_profile_has_none() -> None:
    config = BookConfig(name="b", metadata=Metadata("B"))
    assert press_profile(config, Workspace(Path("/nowhere"))) is None


def test_a_printer_that_takes_no_inks_needs_no_profile() -> None:
    config = configured("p.icc")
    config = replace(config, print=replace(config.print, printer="lulu"))
    assert press_profile(config, Workspace(Path("/nowhere"))) is None


def test_inks_that_were_chosen_are_given_and_no_others() -> None:
    inks = NamedInks({(24, 46, 70): (95, 70, 25, 40)})
    assert inks.inks_of((24 / 255, 46 / 255, 70 / 255)) == (0.95, 0.7, 0.25, 0.4)
    with pytest.raises(KeyError):
        inks.inks_of((0.0, 0.0, 1.0))
    with pytest.raises(KeyError):
        inks.separated(Image.new("RGB", (1, 1)))
