"""The commands' help and the page that is made from it."""

from __future__ import annotations

import re

import click
import pytest

from bookmaker.cli import COMMANDS, cli
from bookmaker.cli.commands_page import render_reference
from bookmaker.cli.exit_status import ExitStatus

GROUP = click.Context(cli, info_name="bookmaker", **cli.context_settings)


def command(name: str) -> click.Command:
    """A command by its name."""
    found = cli.get_command(GROUP, name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    text = command(name).help or ""
    assert text.partition("\n")[0] == COMMANDS[name]
    assert re.search(rf"Examples?:\n +bookmaker {name}\b", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    for option in command(name).params:
        if isinstance(option, click.Option):
            text = re.sub(r"\s+\[default: .*\]$", "", option.help or "")
            assert text.endswith("."), option.name


def test_the_examples_are_words_that_the_commands_take() -> None:
    for name in COMMANDS:
        text = command(name).help or ""
        example = re.search(rf"bookmaker {name}(.*)", text)
        assert example is not None
        words = re.findall(r'"([^"]*)"|(\S+)', example[1])
        command(name).make_context(
            name, [quoted or bare for quoted, bare in words], parent=GROUP
        )


def test_the_page_has_every_command_and_every_exit_status() -> None:
    page = render_reference()
    for name in COMMANDS:
        assert f"## `bookmaker {name}`\n" in page
    for status in ExitStatus:
        assert f"| {status.value} | {status.meaning} |" in page
