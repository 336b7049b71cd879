"""Many of a kind are named and numbered in steps that grow with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bookmaker.document.identifiers import TakenIds
from bookmaker.pipeline.stages import Request, read
from tests.support.steps import count_steps

_CONFIG = 'title = "T"\n[contents]\n'


def _one(text: str) -> Mapping[str, str]:
    return {"book.toml": f'{_CONFIG}body = ["one.md"]\n', "one.md": text}


def _signs(number: int) -> str:
    """Signs that stand in no id, others for each number."""
    return "".join("?."[int(bit)] for bit in f"{number:09b}")


def _index(count: int) -> Mapping[str, str]:
    marks = "".join(f"[Tide{_signs(k)}]{{.index}} word.\n" for k in range(count))
    config = f'{_CONFIG}body = ["one.md"]\nback = ["index"]\n'
    return {"book.toml": config, "one.md": f"# One\n\n{marks}"}


BOOKS: Mapping[str, Callable[[int], Mapping[str, str]]] = {
    "sections": lambda n: _one("# One\n\n" + "## Tides\n\n" * n),
    "sections without words": lambda n: _one("# One\n\n" + "## !\n\n" * n),
    "headings in quotations": lambda n: _one("# One\n\n" + "> ## Tides\n\n" * n),
    "chapters": lambda n: (
        {f"{k:04}/tides.md": f"# Tides\n\n{k} days.\n" for k in range(n)}
        | {
            "book.toml": f"{_CONFIG}body = {[f'{k:04}/tides.md' for k in range(n)]}\n",
        }
    ),
    "calls of one note": lambda n: _one("# One\n\n" + "a[^x] " * n + "\n\n[^x]: N.\n"),
    "notes told apart by signs alone": lambda n: _one(
        "# One\n\n"
        + " ".join(f"a[^{_signs(k)}]" for k in range(n))
        + "".join(f"\n\n[^{_signs(k)}]: N." for k in range(n))
    ),
    "entries of an index": _index,
    "notes that call one another": lambda n: _one(
        "# One\n\na[^0]\n" + "".join(f"\n[^{k}]: N[^{k + 1}].\n" for k in range(n))
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_many_alike_are_read_in_steps_that_grow_with_them(
    name: str, tmp_path: Path
) -> None:
    def steps(count: int) -> int:
        folder = tmp_path / str(count)
        for path, text in BOOKS[name](count).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        return count_steps(lambda: read(Request(manuscript=folder, keeps_parts=False)))

    steps(20)
    assert steps(240) < 7 * steps(60)


def test_equal_wishes_are_numbered_as_they_come_around_what_is_taken() -> None:
    taken = TakenIds("a-2")
    made = [taken.take("a", str, "-", 2) for _ in range(4)]
    assert made == ["a", "a-3", "a-4", "a-5"]
    assert taken.take("a-3", str, "-", 2) == "a-3-2"
    assert "a-5" in taken
    assert "a-6" not in taken
