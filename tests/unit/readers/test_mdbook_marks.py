"""What mdBook's Markdown has beside the dialect is read in its projects alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Admonition, Block, CodeBlock, Math, MathBlock
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.readers.includes import Includes
from bookmaker.readers.markdown import ReaderOptions, read_markdown
from bookmaker.system.workspace import Workspace

MDBOOK = Conventions(
    program="mdBook",
    is_lenient=True,
    has_mdbook_marks=True,
    hidden_lines=(("rust", "#"), ("python", "~")),
)
FILES = {
    "ex.rs": b"# use std;\nfn main() {}\n// ANCHOR: a\nlet a;\n// ANCHOR_END: a\nend\n",
    "open.rs": b"fn open() {}\n// ANCHOR: shut\nfn shut() {}\n",
    "part.md": b"One.\n\n<!-- ANCHOR: x -->\n\nTwo.\n\n<!-- ANCHOR_END: x -->\n\nEnd.",
}


def _read(
    text: str, conventions: Conventions = MDBOOK
) -> tuple[tuple[Block, ...], list[str]]:
    found = Diagnostics()
    workspace = Workspace(Path("/nowhere"), overlay=FILES)
    around = Includes("one.md", workspace, found, {}, conventions=conventions)
    options = ReaderOptions(conventions=conventions)
    file = read_markdown(text, "one.md", found, options=options, surroundings=around)
    return file.blocks, [problem.code for problem in found]


def _code(blocks: tuple[Block, ...]) -> list[str]:
    return [node.text for node in descend(*blocks) if isinstance(node, CodeBlock)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("# use std::io;", None),
        ("#", None),
        ("    # indented();", None),
        ("#[derive(Debug)]", "#[derive(Debug)]"),
        ("#![feature]", "#![feature]"),
        ("## a comment", "# a comment"),
        ("  ## x", "  # x"),
        ("let x = 1; # y", "let x = 1; # y"),
    ],
)
def test_hidden_lines_of_rust_are_not_shown(line: str, shown: str | None) -> None:
    for info in ("rust", "rust,editable,noplayground", "rust,ignore"):
        blocks, codes = _read(f"```{info}\n{line}\nz();\n```")
        assert _code(blocks) == ["z();" if shown is None else f"{shown}\nz();"]
        assert codes == []


def test_other_languages_hide_by_their_own_sign() -> None:
    assert _code(_read("```python\n~import x\n# y\n```")[0]) == ["# y"]
    assert _code(_read("```sh\n# y\n~z\n```")[0]) == ["# y\n~z"]


def test_our_own_manuscripts_show_every_line() -> None:
    blocks, _ = _read("```rust\n# use std::io;\n```", NATIVE)
    assert _code(blocks) == ["# use std::io;"]


@pytest.mark.parametrize(
    "mark",
    ["{{#playground ex.rs}}", "{{#playpen ex.rs}}", "{{#playground ex.rs editable}}"],
)
def test_a_playground_is_a_listing(mark: str) -> None:
    blocks, codes = _read(f"A.\n{mark}\nB.")
    assert _code(blocks) == ["fn main() {}\nlet a;\nend"]
    assert plain_text(blocks).startswith("A.")
    assert codes == []


def test_included_lines_are_hidden_too() -> None:
    for mark in ("{{#include ex.rs:1:2}}", "{{#rustdoc_include ex.rs:1:2}}"):
        assert _code(_read(f"```rust\n{mark}\n```")[0]) == ["fn main() {}"]
    assert _code(_read("```rust\n{{#rustdoc_include ex.rs:a}}\n```")[0]) == ["let a;"]


def test_a_title_for_the_browser_is_not_a_word_of_the_book() -> None:
    blocks, codes = _read("{{#title Custom}}\n\nWords.\n{{#title Again}}")
    assert plain_text(blocks).split() == ["Words."]
    assert codes == []


def test_an_anchor_without_an_end_lasts_to_the_end_of_its_file() -> None:
    for conventions in (MDBOOK, NATIVE):
        blocks, codes = _read("```rust\n{{#include open.rs:shut}}\n```", conventions)
        assert (_code(blocks), codes) == (["fn shut() {}"], [])


def test_parts_of_a_markdown_file_are_included() -> None:
    assert plain_text(_read("{{#include part.md:x}}")[0]).split() == ["Two."]
    assert plain_text(_read("{{#include part.md:1}}")[0]).split() == ["One."]
    blocks, codes = _read("A.\n{{#include part.md:9:99}}")
    assert (plain_text(blocks), codes) == ("A.End.", [])


def test_an_inclusion_that_fails_keeps_its_words() -> None:
    blocks, codes = _read("{{#include gone.md}}")
    assert plain_text(blocks).strip() == "{{#include gone.md}}"
    assert codes == ["M120"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (r"Inline \\( a^2 \\) words", "a^2"),
        (r"\\[ b_1 + c\_2 \\]", r"b_1 + c_2"),
        ("\\\\[\nx = y\n\\\\]", "x = y"),
        (r"\\( \mathbf{x} \\)", r"\mathbf{x}"),
    ],
)
def test_formulas_have_doubled_backslashes(text: str, formula: str) -> None:
    blocks, _ = _read(text)
    assert [n.text for n in descend(*blocks) if isinstance(n, Math | MathBlock)] == [
        formula
    ]


@pytest.mark.parametrize("text", [r"\\( open", r"a \\ b", r"\\[ x", r"`\\( a \\)`"])
def test_what_is_not_a_formula_stays_words(text: str) -> None:
    blocks, _ = _read(text)
    assert not [node for node in descend(*blocks) if isinstance(node, Math)]


def test_a_division_of_warning_is_a_warning() -> None:
    text = '<div class="warning">\n\nMind the *gap*.\n\n</div>'
    (block,), codes = _read(text)
    assert isinstance(block, Admonition)
    assert plain_text(block.blocks) == "Mind the gap."
    assert codes == []
