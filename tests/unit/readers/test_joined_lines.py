"""Lines that were meant to stay apart are reported where they are joined."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.slips import report_slips

PAIRS = {
    "dashes": ("– eins", "– zwei"),
    "speech": ("— Viens-tu ?", "— Oui."),
    "a long speech": (
        "― " + "Der Fluss ist breit, und niemand kennt ihn. " * 3,
        "― Ja.",
    ),
    "hyphens": ("-- Hm?", "-- Ja."),
    "arrows": ("→ a", "→ b"),
    "ticks": ("✓ a", "✗ b"),
    "rings": ("① a", "② b"),
    "a tree": ("src", "├── a"),
    "no space": ("-one", "-two"),
    "no space behind a star": ("*one", "*two"),
    "no space behind a number": ("1.one", "2.two"),
    "no space behind a bracket": ("1)one", "2)two"),
    "a no-break space": ("-\u00a0one", "-\u00a0two"),
    "a no-break space behind a number": ("1.\u00a0one", "2.\u00a0two"),
    "hyphens behind numbers": ("1- one", "2- two"),
    "ordinals": ("1° one", "2° two"),
    "brackets": ("(a)one", "(b)two"),
}
APART = {
    "a blank line": "– eins\n\n– zwei\n",
    "a backslash": "– Hm?\\\n– Ja.\n",
    "two spaces": "– Hm?  \n– Ja.\n",
    "an inscription": "::: inscription\n– a.\n– b.\n:::\n",
    "a sentence that is wrapped": "— Viens, dit-il en riant et en montrant au loin "
    "la vieille écluse\n— oh ! — la porte.\n",
    "one line": "– eins\nund zwei\n",
    "numbers": "1.5 metres\n2.5 metres\n",
    "degrees": "-5 degrees\n-6 degrees\n",
    "emphasis": "*one* of\n*two* of\n",
    "a day": "1.\u00a0Oktober 1999\nwar kalt.\n",
    "a listing": "```\n– a\n– b\n```\n",
}


def _found(text: str) -> list[str]:
    reading = read_markdown(text, "x.md", Diagnostics())
    found = Diagnostics()
    report_slips(reading, text, "x.md", found)
    return [problem.code for problem in found]


@pytest.mark.parametrize("frame", ["{}\n{}", "> {}\n> {}", "1. {}\n   {}"])
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_joined_lines_are_reported(pair: tuple[str, str], frame: str) -> None:
    is_attribution = frame[0] == ">" and pair[0].startswith(("–", "—", "―", "--"))
    expected = [] if is_attribution else ["M311"]
    assert _found(f"# One\n\n{frame.format(*pair)}\n") == expected


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_lines_that_stay_apart_are_not(text: str) -> None:
    assert _found(f"# One\n\n{text}") == []
