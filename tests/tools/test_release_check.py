"""What must be so before a release: version, changelog, clean tree, the wheel."""

from __future__ import annotations

from tools.release_check import check_changelog, check_tree, check_wheel


def test_changelog_must_have_a_dated_section_for_the_version() -> None:
    assert check_changelog("## [1.2.0] - 2026-11-22\n", "1.2.0") == []
    assert check_changelog("## [Unreleased]\n", "1.2.0") != []


def test_uncommitted_files_stand_in_the_way() -> None:
    assert check_tree("") == []
    assert check_tree(" M README.md\n") == ["not committed:  M README.md"]


def test_wheel_must_carry_every_sheet() -> None:
    names = ["bookmaker/_styles/base/text.css"]
    assert check_wheel(names, ["base/text.css"]) == []
    assert check_wheel(names, ["print.css"]) == ["the wheel lacks styles/print.css"]
