"""Texts that users see are in plain modern English: some phrases are banned."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bookmaker.cli import COMMANDS
from bookmaker.cli.commands_page import render_reference
from bookmaker.config.keys_page import reference
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from bookmaker.diagnostics.explanations import example_of, shown_message

ROOT = Path(__file__).parents[2]
_BANNED = {
    r"\b(?:is|are|was) (?:told|said of)\b": "reported, described",
    r"\bthe author is told\b": "bookmaker reports it",
    r"\bmend(?:s|ed)?\b": "fix",
    r"\banew\b": "again",
    r"\bmade again\b": "rebuilt",
    r"\bstrangers?(?:'s)?\b": "untrusted",
    r"\bis (?:none|no [a-z]+ of)\b(?!:)": "isn't, is not one of",
    r"\b(?:stands?|stood) (?:in|on|at|behind|beside|before|below|above)\b": "is",
    r"\blies? (?:in|outside|beside)\b": "is",
    r"\bbehind (?:it|its|the title|a title|the heading)\b": "after",
    r"\bbeside (?:it|them|the)\b": "next to",
    r"\bturned (?:over|about)\b": "wrapped; swapped",
    r"\bleads? (?:to nowhere|nowhere)\b": "is broken",
    r"\btakes? (?:it|them|all parts) away\b": "removes",
    r"\bin silence\b|\bwithout a word said\b": "silently",
    r"\bclosed to you\b": "you don't have permission",
    r"\bof (?:one's|the book's|the author's) own\b": "custom, your own",
    r"\bmade words\b": "generated text",
    r"\bwhoever\b": "if you, anyone",
    r"\bwhere (?:nothing is said|none is given|it is not given)\b": "by default",
    r"\bwords for those who do not see\b": "alt text",
    r"\b(?:its|their) (?:kin|like|relations)\b": "and similar",
    r"\bslips? of the finger\b|\ba slip such as\b": "a typo",
    r"\bfiles? of sources\b": "bibliography file",
    r"\ba drawing \(SVG\)": "an SVG",
    r"\blet a warning fail\b": "treat warnings as errors",
    r"\bis there already\b|\bis not there\b": "already exists; doesn't exist",
    r"\b(?:part|parted) (?:it|the [a-z]+|at|into)\b": "split",
    r"\bdrawings\b|\b(?:an?|the|each) drawing\b": "SVG, image",
    r"\balternative text\b": "alt text",
    r"\bin this order of liking\b|\bhonest\b": "prefer; valid",
}
_OTHERS = frozenset({"performance.md", "citations-compared.md", "projects.md"})
"""Pages of measurements, which quote what programs print."""
_PATTERNS = {re.compile(each, re.IGNORECASE): say for each, say in _BANNED.items()}


_SCAFFOLD = ROOT / "bookmaker/config/scaffold.py"


def _texts() -> Iterator[tuple[str, Callable[[], str]]]:
    """Every text that users see: where it is, and what reads or makes it."""
    yield "docs/cli.md", render_reference
    yield "docs/config.md", reference
    for name, words in COMMANDS.items():
        yield f"--help: {name}", partial(str, words)
    for code, kind in KIND_BY_CODE.items():
        yield code, partial(_text_of, kind)
    for page in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        ROOT / "manuscripts/README.md",
        ROOT / "styles/README.md",
        ROOT / "tests/README.md",
        *(
            page
            for page in sorted((ROOT / "docs").glob("*.md"))
            if page.name not in _OTHERS
        ),
        *sorted((ROOT / "docs/decisions").glob("*.md")),
        *sorted((ROOT / "docs/changes").glob("*.md")),
        *sorted((ROOT / "manuscripts/handbook/chapters").glob("*.md")),
    ):
        yield str(page.relative_to(ROOT)), partial(page.read_text, "utf-8")
    for name in ("_README", "_book_toml"):
        yield f"scaffold {name}", partial(_source_of, _SCAFFOLD, name)


def _text_of(kind: type[Diagnostic]) -> str:
    example = example_of(kind)
    said = (example.message(), example.help(), *shown_message(kind))
    return "\n".join([inspect.getdoc(kind) or "", *said])


def _source_of(module: Path, name: str) -> str:
    source = module.read_text("utf-8")
    for node in ast.parse(source).body:
        is_value = isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name
            for target in node.targets
        )
        if is_value or (isinstance(node, ast.FunctionDef) and node.name == name):
            return ast.get_source_segment(source, node) or ""
    raise LookupError(name)


@pytest.mark.parametrize(
    ("place", "text"), [pytest.param(*each, id=each[0][:60]) for each in _texts()]
)
def test_no_banned_phrase_is_in_what_users_read(
    place: str, text: Callable[[], str]
) -> None:
    prose = re.sub(r"^```python.*?^```", "", text(), flags=re.M | re.S)
    flat = " ".join(prose.split())
    found = [
        f"{place}: “{flat[max(0, hit.start() - 30) : hit.end() + 20]}”: write “{say}”"
        for pattern, say in _PATTERNS.items()
        for hit in pattern.finditer(flat)
    ]
    assert found == []


def test_the_list_is_short_and_finds_what_it_is_for() -> None:
    assert len(_BANNED) < 40
    sample = "What is wrong is told, with a mend; it stands behind the stranger's word."
    assert sum(bool(pattern.search(sample)) for pattern in _PATTERNS) >= 3
