"""WeasyPrint's libraries: what is missing, and what may be run for it."""

from __future__ import annotations

from tools.system_libraries import LINES, find_line, find_missing, may_run


def test_nothing_is_missing_where_one_name_of_each_loads() -> None:
    assert find_missing(lambda name: name.endswith(".dylib")) == []


def test_missing_libraries_are_named_as_on_linux() -> None:
    missing = find_missing(lambda name: "pango" in name)
    assert missing == ["libharfbuzz-subset.so.0"]


def test_debian_line_installs_both_pango_libraries() -> None:
    line = find_line(is_present=lambda tool: tool == "apt-get")
    assert line == LINES["apt-get"]
    assert "libpango-1.0-0 libpangoft2-1.0-0" in line


def test_unknown_package_manager_has_no_line() -> None:
    assert find_line(is_present=lambda _tool: False) is None


def test_root_runs_the_line_as_it_is() -> None:
    assert may_run("apt-get x", is_root=True, has_sudo=True) == [
        "sh",
        "-c",
        "apt-get x",
    ]


def test_sudo_is_asked_for_no_password() -> None:
    command = may_run("apt-get x", is_root=False, has_sudo=True)
    assert command == ["sudo", "-n", "sh", "-c", "apt-get x"]


def test_without_rights_nothing_is_run() -> None:
    assert may_run("apt-get x", is_root=False, has_sudo=False) is None


def test_homebrew_needs_no_rights() -> None:
    command = may_run(LINES["brew"], is_root=False, has_sudo=False)
    assert command == ["sh", "-c", "brew install pango harfbuzz"]
