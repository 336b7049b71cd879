"""What each code means, in words."""

from __future__ import annotations

import inspect

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from bookmaker.diagnostics.explanations import (
    example_of,
    explain,
    render_reference,
    shown_message,
)


@pytest.mark.parametrize("code", KIND_BY_CODE)
def test_every_kind_is_explained_with_an_example_of_its_message(code: str) -> None:
    kind = KIND_BY_CODE[code]
    text = explain(kind)
    message, _ = shown_message(kind)
    assert text.startswith(f"{kind.severity.value} {code}: {message}\n")
    assert len(inspect.cleandoc(kind.__doc__ or "").split()) >= 12


@pytest.mark.parametrize("code", KIND_BY_CODE)
def test_every_message_is_one_plain_sentence(code: str) -> None:
    kind = KIND_BY_CODE[code]
    for message in (example_of(kind).message(), shown_message(kind)[0]):
        assert message
        assert "\n" not in message
        assert not message.endswith(".")


def test_the_page_has_every_kind() -> None:
    page = render_reference()
    for code, kind in KIND_BY_CODE.items():
        article = "an" if kind.severity is Severity.ERROR else "a"
        assert f"\n### {code}, {article} {kind.severity.value}\n" in page
