"""A manuscript whose notes are longer than their pages have room for, of ten kinds."""

from __future__ import annotations

from pathlib import Path

_TEXT = (
    "The harbour master wrote each arrival in a ledger bound in grey cloth, and he"
    " was careful about the names of ships, because nobody else was. "
)
_ARABIC = "كتب مدير الميناء كل وصول في دفتر مجلد بقماش رمادي وكان حريصا على المد. "
_BEFORE = "\n\n".join([_TEXT * 4] * 3)
_AFTER = "\n\n".join([_TEXT * 5] * 5)


def _numbered(words: str, count: int) -> str:
    return " ".join(words.format(n=number) for number in range(1, count + 1))


def _lines(line: str, count: int) -> str:
    return "".join(f"    {line.format(n=n)}\n" for n in range(1, count + 1))


_SENTENCES = "Sentence {n} speaks of the harbour and of its {n} boats."
NOTE_BY_KIND = {
    "long": _numbered(_SENTENCES, 140),
    "paragraphs": f"First {_TEXT * 3}\n\n    Then {_TEXT * 3}\n\n    Last {_TEXT * 3}",
    "list": f"The parts:\n\n{_lines('- Part {n} is long enough for two lines.', 24)}",
    "steps": f"The steps:\n\n{_lines('{n}. Step {n} is long enough for two.', 24)}",
    "quotation": f"It was said:\n\n{_lines('> Line {n} of what was said of it. ', 30)}",
    "code": f"The program:\n\n    ```\n{_lines('take({n})', 30)}    ```",
    "verse": f"The song:\n\n{_lines('| Line {n} of the song', 34)}",
    "table": "The ships:\n\n    | Ship | Days |\n    | --- | --- |\n"
    + _lines("| Number {n} | {n} |", 30),
    "right to left": _numbered(f"{_ARABIC} {{n}}", 12),
}
"""What each note says, indented as a note's blocks are."""


def write_long_notes(folder: Path) -> Path:
    """Write the manuscript, a chapter for each kind; the folder is given back."""
    names = []
    for kind, words in NOTE_BY_KIND.items():
        name = f"{kind.replace(' ', '-')}.md"
        lead = _ARABIC if kind == "right to left" else _TEXT
        (folder / name).write_text(
            f"# {kind.title()}\n\n{_BEFORE}\n\n{lead}Called here.[^n] {lead * 2}"
            f"\n\n{_AFTER}\n\n[^n]: {words}\n",
            "utf-8",
        )
        names.append(name)
    calls = _numbered("Ship {n} came in with the tide.[^s{n}]", 20)
    notes = "\n".join(f"[^s{n}]: Ship {n} carried {_TEXT}\n" for n in range(1, 21))
    twenty = f"# Twenty\n\n{_BEFORE}\n\n{calls}\n\n{_AFTER}\n\n{notes}"
    (folder / "twenty.md").write_text(twenty, "utf-8")
    end = f"# End\n\n{_TEXT * 9}\n\nCalled here.[^n]\n\n[^n]: {NOTE_BY_KIND['long']}\n"
    (folder / "end.md").write_text(end, "utf-8")
    listed = ", ".join(f'"{name}"' for name in (*names, "twenty.md", "end.md"))
    (folder / "book.toml").write_text(
        f'title = "Notes"\nmodified = 2026-01-01\n[contents]\nbody = [{listed}]\n'
        '[print]\ntrim = "4.25in x 6.87in"\nnotes = "foot"\n',
        "utf-8",
    )
    return folder
