"""The schemas accept what bookmaker accepts, and no key that it does not know."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.lsp.schemas import config_schema, metadata_schema

ROOT = Path(__file__).parents[3]
BOOKS = sorted(
    path
    for folder in ("manuscripts", "tests/golden")
    for path in (ROOT / folder).rglob("book.toml")
)


def as_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """What a file of TOML holds, its dates as text."""
    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft7Validator.check_schema(config_schema())
    jsonschema.Draft7Validator.check_schema(metadata_schema())


def test_a_book_toml_that_bookmaker_accepts_is_accepted() -> None:
    checked = 0
    validator = jsonschema.Draft7Validator(config_schema())
    for path in BOOKS:
        found = Diagnostics()
        try:
            load_manuscript(path.parent, found)
        except (ManuscriptError, OSError):
            continue
        if found.has_errors or any(d.code.startswith("C") for d in found):
            continue
        values = as_json(path)
        if isinstance(values.get("book"), dict):
            continue  # a project of mdBook
        checked += 1
        assert [e.message for e in validator.iter_errors(values)] == [], path
    assert checked > 20


@pytest.mark.parametrize(
    "text",
    [
        'langage = "en"',
        '[print]\ntrimm = "A5"',
        '[print]\nnotes = "margin"',
        '[contents]\nbody = [{ fil = "a.md" }]',
        '[editions.pocket]\ntargt = "pdf"',
        "[code]\nhighlight = 1",
    ],
)
def test_what_bookmaker_refuses_is_refused(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), config_schema())


def test_a_metadata_block_is_accepted_and_a_wrong_one_is_not() -> None:
    block = (
        "title: A\nauthor: [Ann Lee, Bo Ek]\nrole: preface\nnumbered: false\n"
        "epigraph: {text: Salt, attribution: Lind}\nfirst-published: {date: 1931}\n"
    )
    jsonschema.validate(yaml.safe_load(block), metadata_schema())
    for wrong in ("role: prefaces", "numbered: maybe", "epigraph: {words: Salt}"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(wrong), metadata_schema())
