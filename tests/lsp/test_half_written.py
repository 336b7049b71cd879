"""Whatever is half written, the server answers, and a sound text is sound again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from bookmaker.pipeline.public import read
from tests.support.lsp_client import Json, LspClient, lsp_client

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/golden/everything/manuscript"
_ODD = (
    "`",
    "[",
    "](",
    "{#",
    "]{",
    "@",
    ":::",
    "|",
    "$$",
    "\t",
    "\r",
    "\0",
    "\ufeff",
    "\u2028",
    "𝒜",
    "\ud800",
    "<",
    "&#",
    "---\n",
    "\n\n",
    "    ",
    "*",
    "{{<",
)


def damaged(text: str, chance: random.Random) -> str:
    """A text as it may be while somebody types: cut short, or changed somewhere."""
    at = chance.randrange(len(text) + 1)
    match chance.randrange(4):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chance.choice(_ODD) + text[at:]
        case 2:
            return text[:at] + text[at + chance.randrange(40) :]
        case _:
            return text[:at] + chance.choice(_ODD) * chance.randrange(60) + text[at:]


def told(client: LspClient, file: str) -> set[tuple[str, int]]:
    return {
        (found["code"], found["range"]["start"]["line"] + 1)
        for found in client.problems(file)
    }


@pytest.mark.parametrize("changes", [2, pytest.param(8, marks=pytest.mark.long)])
def test_no_text_ends_the_server(tmp_path: Path, changes: int) -> None:
    book = tmp_path / "book"
    shutil.copytree(SAMPLE, book)
    chance = random.Random(20)
    files = sorted(path.name for path in book.rglob("*.md"))
    names = [str(p.relative_to(book)) for p in sorted(book.rglob("*.md"))]
    assert files
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    with lsp_client(book, tmp_path / "cache") as client:
        for file in (*names, "book.toml"):
            text = (book / file).read_text("utf-8")
            client.open(file)
            sound = told(client, file)
            for _ in range(changes):
                client.change(file, damaged(text, chance))
                client.settle(file)
                ask_everything(client, file, text, chance)
            client.change(file, text)
            assert told(client, file) == sound
            client.close(file)
        assert client.messages == []
    after = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    assert after == before


def ask_everything(
    client: LspClient, file: str, text: str, chance: random.Random
) -> None:
    """Ask all that is asked about a place, at any place: none may be an error."""
    lines = text.split("\n")
    line = chance.randrange(len(lines) + 2)
    place = client.at(file, line, chance.randrange(60))
    for method, more in QUESTIONS_ABOUT_PLACES.items():
        answer = client.ask(method, {**place, **more})
        refusal = answer.get("error", {"code": REFUSED})
        assert refusal["code"] == REFUSED, (method, answer)
    for method in QUESTIONS_ABOUT_FILES:
        client.request(method, {"textDocument": place["textDocument"]})


REFUSED = -32803
"""The protocol's code for what is refused with a reason."""
QUESTIONS_ABOUT_PLACES: dict[str, Json] = {
    "textDocument/definition": {},
    "textDocument/references": {"context": {"includeDeclaration": True}},
    "textDocument/prepareRename": {},
    "textDocument/completion": {},
    "textDocument/hover": {},
    "textDocument/rename": {"newName": "another"},
}
QUESTIONS_ABOUT_FILES = ("textDocument/documentSymbol", "textDocument/foldingRange")


@pytest.mark.parametrize("edits", [4, pytest.param(12, marks=pytest.mark.long)])
def test_the_problems_are_those_of_a_reading_of_saved_files(
    tmp_path: Path, edits: int
) -> None:
    """Chapters that are taken in brief have all that they have in a whole reading."""
    book = tmp_path / "book"
    shutil.copytree(SAMPLE, book)
    chance = random.Random(4)
    names = [str(p.relative_to(book)) for p in sorted(book.rglob("*.md"))]
    with lsp_client(book, tmp_path / "cache") as client:
        for _ in range(edits):
            file = chance.choice(names)
            text = (book / file).read_text("utf-8")
            edited = damaged(text, chance).replace("\ud800", "")
            client.open(file)
            client.change(file, edited)
            client.settle(file)
            (book / file).write_text(edited, "utf-8", newline="")
            expected = {
                (found.code, found.span.file, found.span.line)
                for found in read(book, cache=False).diagnostics
                if found.span is not None
            }
            shown = {
                (code, name, line)
                for name in (*names, "book.toml")
                for code, line in told(client, name)
            }
            assert shown == {one for one in expected if one[1] in (*names, "book.toml")}
            client.close(file)
