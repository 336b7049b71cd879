"""What bookmaker needs, and the line that gets it."""

from __future__ import annotations

import datetime

import pytest

from bookmaker.cli import doctor, run
from bookmaker.cli.doctor import (
    HARFBUZZ,
    JAVA,
    PANGO,
    InstallationFinding,
    find_rules,
    fits,
    install_lines,
)


@pytest.mark.parametrize(
    ("version", "bounds", "is_within"),
    [
        ("8.5.1", ">=8.3", True),
        ("8.2.9", ">=8.3", False),
        ("0.20", "<0.21,>=0.20", True),
        ("0.21", "<0.21,>=0.20", False),
        ("71.0rc1", "<71,>=70", False),
        ("10.0", "==10", True),
        ("4.004", ">=4.4", True),
    ],
)
def test_versions_are_compared_by_number(
    version: str,
    bounds: str,
    is_within: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    assert fits(version, bounds) is is_within


def test_each_system_has_one_line_that_installs() -> None:
    assert [line.strip() for line in install_lines((PANGO, HARFBUZZ, JAVA))] == [
        "Debian:           sudo apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 default-jre-headless",
        "macOS:            brew install pango harfbuzz openjdk",
        "Windows (MSYS2):  pacman -S "
        "mingw-w64-ucrt-x86_64-pango mingw-w64-ucrt-x86_64-harfbuzz",
    ]


def test_a_finding_says_what_is_missing_and_why_it_is_wanted() -> None:
    assert InstallationFinding("Pango", None, "lays out text").line == (
        "MISSING  Pango                    lays out text"
    )
    optional = InstallationFinding("qpdf", None, "looks into a PDF", is_needed=False)
    assert optional.line == (
        "absent   qpdf                     looks into a PDF (optional)"
    )


def test_here_nothing_that_is_needed_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "MISSING" not in said
    assert "weasyprint" in said
    assert "Pango" in said


def test_what_is_needed_and_missing_ends_in_status_5(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (("libpango-of-no-system",), ("libpango-of-no-system",))
    monkeypatch.setattr(doctor, "_PANGO_NAMES", names)
    assert run(["doctor"]) == 5
    said = capsys.readouterr().out
    assert "MISSING  Pango" in said
    assert "brew install pango" in said


def test_a_library_that_is_not_installed_is_missing() -> None:
    found = doctor._find_library("no-such-library>=1")
    assert found.found is None
    assert found.purpose == ">=1 is needed"


def test_rules_of_printers_that_nobody_looked_at_for_a_year_are_old() -> None:
    fresh = find_rules(datetime.date(2027, 11, 30))
    assert fresh.found is not None
    old = find_rules(datetime.date(2028, 6, 1))
    assert old.found is None
    assert not old.is_needed
    assert "look at its help pages" in old.line
