"""Small books of ten kinds: each brings in a part of the program that others lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.support.fonts import make_font

_BOOK = """\
title = "{title}"
language = "{language}"
[contents]
front = [{front}]
body = ["one.md", "two.md"]
{more}"""


def _formula(folder: Path, number: int) -> str:
    text = f"In the line $a^2 + b_{{{number}}}$ and below, as @eq-gauss says:\n\n"
    text += f"$$\n\\int_0^{number + 1} e^{{-x^2}}\\,dx\n$$ {{#eq-gauss}}\n"
    _write(folder, "one.md", text)
    return ""


def _picture(folder: Path, number: int) -> str:
    Image.new("CMYK", (300 + number, 200), (90, 20, 10, 5)).save(folder / "quay.tif")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
        f'<circle cx="15" cy="15" r="{number + 2}"/></svg>'
    )
    (folder / "weir.svg").write_text(drawing, "utf-8")
    _write(
        folder,
        "one.md",
        '![The quay](quay.tif){#fig-quay alt="A quay" width=20mm}\n\n'
        f"As @fig-quay and ![a weir](weir.svg) show, {number}.\n",
    )
    return ""


def _notes(folder: Path, number: int) -> str:
    calls = "".join(f"A word[^{n}] of the tide. " for n in range(number + 3))
    notes = "".join(f"[^{n}]: What *{n}* says.\n\n" for n in range(number + 3))
    _write(folder, "one.md", f"{calls}\n\n{notes}")
    return ""


def _listings(folder: Path, number: int) -> str:
    _write(
        folder,
        "one.md",
        f'```python {{#lst-main lst-cap="The main function"}}\ndef ebb(x):\n'
        f'    return x + {number}  # "low"\n```\n\n'
        f"```rust\nfn main() {{ let tide = {number}; }}\n```\n\nSee @lst-main.\n",
    )
    return ""


def _tables(folder: Path, number: int) -> str:
    rows = "".join(f"| Weir {n} | {n * 3} |\n" for n in range(number + 4))
    _write(
        folder,
        "one.md",
        f"| Place | Feet |\n| :---- | ---: |\n{rows}\n: Heights {{#tbl-heights}}\n\n"
        "As @tbl-heights has it.\n",
    )
    return ""


def _verse(folder: Path, number: int) -> str:
    lines = "".join(f"| {'  ' * (n % 3)}The tide at {n}\n" for n in range(number + 5))
    _write(folder, "one.md", f"{lines}\n::: verse\nOut\n  and in\n\nand out\n:::\n")
    return ""


def _index(folder: Path, number: int) -> str:
    places = "".join(
        f'The [weir]{{.index}} and the ford[]{{.index entry="Ford!at {n}"}}.\n\n'
        for n in range(number + 3)
    )
    _write(folder, "one.md", places)
    return 'back = ["index"]\n'


def _citations(folder: Path, number: int) -> str:
    entries = "".join(
        f"@book{{moore{n}, author = {{Moore, Ann}}, title = {{Tides {n}}},"
        f" year = {{19{n + 10}}}, publisher = {{Quay}}}}\n"
        for n in range(number + 2)
    )
    (folder / "sources.bib").write_text(entries, "utf-8")
    _write(folder, "one.md", "As is known [@moore0, p. 7], and as @moore1 says.\n")
    return 'back = ["bibliography"]\n[citations]\nfiles = ["sources.bib"]\n'


def _right_to_left(folder: Path, number: int) -> str:
    letters = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
    font = make_font(letters)
    (folder / "squares.ttf").write_bytes(font)
    text = "# גאות\n\n" + "שלום מים\n\n" * (number + 2)
    (folder / "one.md").write_text(text, "utf-8")
    Image.new("L", (1200, 1600), 255).save(folder / "cover.png")
    return '[typography]\nfonts = ["squares.ttf"]\n[epub]\ncover = "cover.png"\n'


def _own_font(folder: Path, number: int) -> str:
    (folder / "squares.ttf").write_bytes(make_font("ᚠᚢᚦᚨ"))
    _write(folder, "one.md", f"The runes ᚠᚢᚦᚨ stand on stone {number}.\n")
    return '[typography]\nfonts = ["squares.ttf"]\n'


KINDS: dict[str, Callable[[Path, int], str]] = {
    "formula": _formula,
    "picture": _picture,
    "notes": _notes,
    "listings": _listings,
    "tables": _tables,
    "verse": _verse,
    "index": _index,
    "citations": _citations,
    "right to left": _right_to_left,
    "own font": _own_font,
}


def write_small_book(folder: Path, kind: str, number: int) -> Path:
    """Write a book of two chapters; `number` makes it another of its kind."""
    folder.mkdir(parents=True)
    more = KINDS[kind](folder, number)
    is_hebrew = kind == "right to left"
    title = "גאות ושפל" if is_hebrew else f"Tides and *Weirs* {number}"
    said = _BOOK.format(
        title=title,
        language="he" if is_hebrew else "en",
        front='"title-page"' if is_hebrew else '"title-page", "contents"',
        more=more,
    )
    (folder / "book.toml").write_text(said, "utf-8")
    last = "# שפל\n\nעוד *מים*.\n" if is_hebrew else "# The ebb\n\nMore of *it*.\n"
    (folder / "two.md").write_text(last, "utf-8")
    return folder


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"# The flood\n\n{text}", "utf-8")
