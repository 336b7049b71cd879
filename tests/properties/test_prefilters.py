"""What is asked first, because it is quick, hides nothing that the patterns find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookmaker.config.conventions import NATIVE
from bookmaker.diagnostics import Diagnostics
from bookmaker.readers import foreign_marks, metadata_slips, slips
from bookmaker.readers.markdown import read_markdown
from tests.support.tiers import examples

_MARKS = (
    *("TODO: x", "FIXME", "(TBD)", "XXX: a", "Lorem ipsum dolor", "lorem ipsum dolor"),
    *("[a] (b.md)", "[a](b c.png)", "(a)[https://b.c]", "[a](https://b.c", "**", "~~"),
    *("*a*", "`b`", "<p>", "</p>", "<!--", "-->", "[One]", "[words][label]", "\\"),
    *("{{< x", ">}}", "{%", "%}", "{{ #a }}", "[[A note|b]]", "![[a.png]]", "%%a%%"),
    *("((12345678-1234-1234-1234-123456789012))", "::mark::", "++mark++", "||mark||"),
    *("link:a[b]", "xref:a.b[]", "'''bold'''", "<<a-b>>", "![a](b =3x4)", ":smile:"),
    *("<www.a.bc>", "{name}", ":ref:", "{>>a<<}", "<%--a--%>", "[b]c[/b]", "{:toc}"),
    *(
        "A> a",
        "image::a[b]",
        "h1. A",
        "INT. HOUSE - DAY",
        "id:: a",
        "import a from 'b'",
    ),
    *("export const a", "!!! note", "::: a.b", "(a-b)=", ".. note:: a", "== A", "#+A:"),
    *(
        "{| a",
        "||a||b||",
        "[name=a]",
        "/a b.md",
        "#! a",
        "#a #b",
        "% a",
        "：：：",
        "::",
    ),
    *(
        "---",
        "+++",
        ";;;",
        "title: A",
        "author: B",
        "...",
        "references:",
        "é",
        "“",
        "»",
    ),
)
_texts = st.lists(
    st.tuples(
        st.sampled_from([*_MARKS, "a", "one two", "1", "A"]),
        st.sampled_from([" ", "", "\n", "\n\n", " `c` ", ", ", "\n> ", "\n- "]),
    ),
    max_size=14,
).map(lambda pairs: "".join(mark + gap for mark, gap in pairs))


class _FindsAlways:
    """A pattern that finds something in every text."""

    def search(self, text: str) -> str:
        return text or "."

    match = search


def _always(_text: str) -> bool:
    return True


_PREFILTERS: tuple[tuple[object, str, object], ...] = (
    (slips, "_UNFINISHED_SIGN", _FindsAlways()),
    (slips, "_has_marks", _always),
    (foreign_marks, "_LETTERS_AT_START", _FindsAlways()),
    (foreign_marks, "_PAIR_SIGNS", _FindsAlways()),
    (foreign_marks, "_may_have_pairs", _always),
    (foreign_marks, "_may_have_finds", _always),
    (metadata_slips, "_may_be_fence", _always),
)


def _slips_of(text: str) -> list[str]:
    found = Diagnostics()
    reading = read_markdown(text, "x.md", Diagnostics())
    slips.report_slips(reading, text, "x.md", found, NATIVE)
    return [f"{problem.span} {problem}" for problem in found]


@pytest.mark.parametrize(
    ("module", "name", "open_"), _PREFILTERS, ids=[row[1] for row in _PREFILTERS]
)
@given(text=_texts)
@settings(max_examples=examples(60, 3000))
def test_a_prefilter_hides_no_find(
    module: object, name: str, open_: Callable[[str], object], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = _slips_of(text)
        patch.setattr(module, name, open_)
        assert _slips_of(text) == quick


def test_the_texts_have_finds_of_every_prefilter() -> None:
    """With a prefilter that lets nothing pass, something is lost."""
    text = "\n\n".join(
        (
            "One",
            "A **b",
            "See `c` {% if a %}.",
            *_MARKS,
            "a\n\n---\ntitle: A\nauthor: B\n---",
        )
    )
    quick = _slips_of(text)
    for module, name, open_ in _PREFILTERS:
        shut = _Never() if isinstance(open_, _FindsAlways) else _never
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, name, shut)
            assert len(_slips_of(text)) < len(quick), name


class _Never:
    def search(self, _text: str) -> None:
        return None

    match = search


def _never(_text: str) -> bool:
    return False
