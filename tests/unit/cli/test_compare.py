"""`bookmaker compare` prints an errata sheet for people, programs and browsers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bookmaker.cli import run

TOML = """\
title = "Tides"
language = "en"
published = 2026-01-02
[contents]
front = ["contents"]
body = ["low.md", "high.md"]
back = ["index"]
[products.paper]
price = "12.00 GBP"
[editions.press]
purpose = "print"
printer = "kdp"
product = "paper"
trim = "5in x 8in"
"""


def ebbs(first: int, last: int) -> str:
    """Sentences that differ: so that no two places in the text are alike."""
    return " ".join(f"Ebb {n} takes a little of the ford." for n in range(first, last))


LOW = f"# Low water\n\nThe [pier]{{.index}} was long and cold.[^a] {ebbs(0, 20)}\n\n"
LOW += "## At noon\n\nIt was the end of March.\n\n[^a]: It has been taken down.\n"
HIGH = "# High water\n\nThe boat came in with the [tide]{.index} & the mail.\n"


def _write(folder: Path, toml: str, low: str, high: str) -> Path:
    folder.mkdir()
    for name, text in (("book.toml", toml), ("low.md", low), ("high.md", high)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book as it was, and as it is."""
    root = tmp_path_factory.mktemp("compare")
    _write(root / "was", TOML, LOW, HIGH)
    low = LOW.replace("long and cold", "short & <cold>").replace("been taken", "fallen")
    low = low.replace("## At noon", f"{ebbs(20, 200)}\n\n## At noon")
    high = HIGH.replace("# High water", "# Very high water").replace(" with", "")
    _write(root / "is", TOML.replace("12.00", "13.00"), low, high)
    return root


def _options(root: Path) -> list[str]:
    return ["-q", "--jobs", "1", "--cache-folder", str(root / "cache")]


@pytest.mark.slow
def test_words_pages_heads_index_data_and_editions_are_compared(
    states: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(states)
    words = ["compare", "was", "is", "--html", "e.html", "--json", *_options(states)]
    assert run(words) == 0
    found = json.loads(capsys.readouterr().out)
    errata = [(one["kind"], one["old"], one["new"][:20]) for one in found["errata"]]
    assert errata == [
        ("replace", "long and cold.", "short & <cold>."),
        ("insert", "of the ford.", "Ebb 20 takes a littl"),
        ("replace", "been taken", "fallen"),
        ("replace", "High", "Very high"),
        ("delete", "with", ""),
    ]
    # The first chapter begins on page 1; its label and its title are its first lines.
    assert found["errata"][0]["first"]["folio"] == "1"
    assert found["errata"][0]["first"]["line"] == 3
    moves = found["moves"]
    (high,) = (one for one in moves["chapters"] if one["what"] == "Very high water")
    opener = high["old"]
    assert found["errata"][3]["first"]["folio"] == opener
    assert {"what": "tide", "old": opener, "new": high["new"]} in moves["index"]
    assert [one["what"] for one in moves["sections"]] == ["At noon"]
    renamed = {"old": "High water", "new": "Very high water", "folio": opener}
    assert renamed in moves["running-head-words"]
    assert found["data"] == [
        {"key": "products.paper.price", "old": "12.00 GBP", "new": "13.00 GBP"}
    ]
    press = next(one for one in found["editions"] if one["name"] == "press")
    assert press["needs-file"]
    assert "KDP" in press["printer"]
    assert len(press["to-do"]) == 2
    page = (states / "e.html").read_text("utf-8")
    assert "short &amp; &lt;cold&gt;." in page
    assert "<script" not in page


@pytest.mark.slow
def test_the_text_names_each_erratum_and_equal_states_have_none(
    states: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(states)
    assert run(["compare", "was", "is", *_options(states)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"page \d+, line 3: delete “with”  \[high\.md:3:18\]", said)
    assert "after “of the ford.” insert a new paragraph: “Ebb 20 takes" in said
    assert "needs a new file" in said
    assert run(["compare", "was", "was", *_options(states)]) == 0
    said = capsys.readouterr().out
    assert "no word changed" in said
    assert "needs a new file" not in said
    # Identifiers that nobody has written are made from the folder's name.
    shutil.copytree(states / "was", states / "copy")
    assert run(["compare", "was", "copy", *_options(states)]) == 0
    assert "needs a new file" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_revision_is_compared_with_the_current_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _write(tmp_path / "book", TOML.partition("[editions")[0], LOW, HIGH)
    monkeypatch.chdir(folder)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"], ["tag", "v1"]):
        subprocess.run(["git", *who, *words], check=True, capture_output=True)
    for words in (["v1"], ["HEAD", "v1"]):
        assert run(["compare", *words, *_options(tmp_path)]) == 0
        assert "needs a new file" not in capsys.readouterr().out
    (folder / "high.md").write_text(HIGH.replace("boat", "ferry"), "utf-8")
    assert run(["compare", "v1", *_options(tmp_path)]) == 0
    assert "for “boat” read “ferry”  [high.md:3:5]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gone"], "there is no file or folder “gone”"),
        (["--", "--upload-pack=x", "."], "there is no file or folder"),
        (["", "."], "the path is empty"),
        ([".", ".", "--edition", "nobody"], "there is no edition “nobody”"),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage(
    words: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _write(tmp_path / "book", TOML, LOW, HIGH)
    monkeypatch.chdir(tmp_path / "book")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path))
    assert run(["compare", *words]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


@pytest.mark.slow
def test_a_state_that_cannot_be_built_is_named_with_its_errors(
    states: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = _write(tmp_path / "bad", TOML, f"{LOW}\n![](gone.png)\n", HIGH)
    words = ["compare", str(states / "was"), str(bad), *_options(states)]
    assert run(words) == 1
    said = capsys.readouterr().err
    assert "gone.png" in said
    assert "can’t be built, so nothing is compared" in said
