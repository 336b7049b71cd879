"""Sheets of the author's that hide words are reported; those that adorn are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.pipeline.stages import Request, build

pytestmark = pytest.mark.slow

BESIDE = (
    "A paragraph before.\n\n::: {.x}\nThe words that matter HERE.\n:::\n\nOne behind."
)
TWO = f"{BESIDE}\n\n::: {{.x}}\nMore words that matter THERE.\n:::"
HIDING = {
    "the colour of paper": ".x { color: white }",
    "no colour": ".x { color: transparent }",
    "hardly any colour": ".x { color: #fafafa }",
    "hardly any opacity": ".x { color: rgba(0, 0, 0, 0.02) }",
    "the colour of its box": ".x { color: #123; background: #123 }",
    "light upon light": ".x { color: #eee; background: #fff }",
    "the first line": ".x p::first-line { color: white }",
    "the first letter": ".x p::first-letter { color: white }",
    "no height": ".x { height: 0 }",
    "negative margin": ".x { margin-top: -1.4em }",
    "one place for all": ".x, .x p { position: absolute; top: 0; left: 0 }",
    "a box upon it": ".x { position: relative } .x::after { content: '';"
    " background: white;"
    " position: absolute; top: 0; left: 0; width: 100%; height: 100% }",
    "letters upon each other": ".x { letter-spacing: -0.4em }",
    "no opacity": ".x { opacity: 0 }",
    "no visibility": ".x { visibility: hidden }",
    "no display": ".x { display: none }",
    "no size": ".x { font-size: 0.01pt }",
    "a small cut": ".x { height: 3pt; overflow: hidden }",
    "scaled to nothing": ".x { transform: scale(0.001) }",
    "moved away": ".x { transform: translate(3000pt, 0) }",
}
SOUND = {
    "grey": ".x { color: #999; font-size: 0.7em }",
    "pale grey": ".x { color: #ccc }",
    "reversed out": ".x { color: white; background: black; padding: 1em }",
    "reversed, on a parent": ".x { background: #222 } .x p { color: #eee }",
    "a coloured line": ".x p::first-line { color: #a00; font-variant: small-caps }",
    "a dropped letter": ".x p::first-letter { float: left; font-size: 3em;"
    " line-height: 1;"
    " color: #070; padding-right: 0.1em }",
    "red": ".x { color: #d00 }",
    "a frame": ".x { border: 2pt solid; padding: 1em; background: #ffd }",
    "a rule through it": ".x { text-decoration: line-through }",
    "spaced": ".x { letter-spacing: 0.3em; text-transform: uppercase }",
    "tight": ".x { letter-spacing: -0.04em; line-height: 1 }",
    "tiny": ".x { font-size: 5pt }",
    "large": ".x { font-size: 40pt; line-height: 1 }",
    "italic": ".x { font-style: italic; font-weight: 700 }",
    "hanging": ".x { text-indent: -1.5em; padding-left: 1.5em }",
    "drawn up a little": ".x { margin-top: -0.4em }",
    "a floated box": ".x { float: right; width: 8em; margin: 0 0 1em 1em }",
    "half seen through": ".x { opacity: 0.5 }",
    "turned": ".x { transform: rotate(3deg) }",
    "a raised letter": ".x p::first-letter { font-size: 2em; font-weight: 700 }",
    "a sign before": ".x p::before { content: '\\2766\\00a0'; color: #b00 }",
}


HIDING_ON_SCREENS = {
    "a clip path": ".x { clip-path: inset(100%) }",
    "half of it from each side": ".x { clip-path: inset(50%) }",
    "a circle of nothing": ".x { clip-path: circle(0) }",
    "a clip": ".x { position: absolute; clip: rect(0, 0, 0, 0) }",
    "beside the screen": ".x p { text-indent: -9999px }",
    "left of the screen": ".x { position: absolute; left: -100em }",
    "a margin": ".x { margin-left: -2000px }",
    "no height, cut": ".x { height: 0; overflow: hidden }",
    "two lines, cut": ".x { max-height: 2em; overflow-y: hidden }",
    "one line, cut": ".x p { white-space: nowrap; overflow: hidden }",
    "moved": ".x { transform: translateX(-200em) }",
    "turned flat": ".x { transform: rotateY(90deg) }",
    "scaled": ".x { scale: 0 }",
    "a filter": ".x { filter: opacity(0%) }",
    "other content": ".x p { content: 'other' }",
    "no size": ".x { font-size: 0 }",
    "important": ".x { color: white !important } .x { color: black }",
    "in a question": "@media screen and (min-width: 1px) { .x { color: white } }",
    "if supported": "@supports (color: white) { .x { color: white } }",
    "text fill": ".x { -webkit-text-fill-color: transparent }",
    "lines upon each other": ".x p { line-height: 0.1 }",
    "not drawn": ".x { content-visibility: hidden }",
    "a hue of white": ".x { color: hsl(0 0% 99%) }",
    "an emptied list": ".x p { max-width: 0; overflow: hidden }",
    "a box before": ".x { position: relative } .x::before { content: '';"
    " background: #fff; position: absolute; inset: 0 }",
    "a sum of nothing": ".x { font-size: calc(1px * 0) }",
    "the lesser of two": ".x { font-size: min(2em, 0.01px) }",
    "a logical size": ".x { block-size: 0; overflow: clip }",
    "a logical side": ".x { position: relative; inset-inline-start: -400cm }",
    "far below": ".x { position: absolute; inset: auto auto 200cm 0 }",
    "a mask": ".x { mask: linear-gradient(transparent, rgba(0, 0, 0, 0)) }",
    "a mask of one kind": ".x { -webkit-mask-image:"
    " linear-gradient(transparent, transparent) }",
    "a blend": ".x { mix-blend-mode: screen }",
    "turned to the colour of paper": ".x { filter: invert(100%) }",
    "faded": "@keyframes fade { from { opacity: 1 } to { opacity: 0 } }"
    " .x { animation: fade 1s forwards }",
    "in a layer": "@layer low { .x { visibility: hidden } }",
    "in a container": "@container (min-width: 1px) { .x { visibility: hidden } }",
    "a rule in a rule": "section { & .x { display: none } }",
    "a rule in two": "section { .y, .x { em, p { visibility: hidden } } }",
    "a question in a rule": ".x { @media screen { visibility: hidden } }",
    "a rectangle of nothing": ".x { clip-path: rect(0 0 0 0) }",
    "a box of nothing": ".x { clip-path: xywh(0 0 0 0) }",
    "cut by the screen": ".x { clip-path: inset(0 100vw 0 0) }",
    "a zoom": ".x { zoom: 0.001 }",
    "a colour of the system": ".x { color: canvas }",
    "a mix": ".x { color: color-mix(in srgb, white 99%, black) }",
    "a relative colour": ".x { color: rgb(from black r g b / 0) }",
    "a wide colour": ".x { color: color(display-p3 1 1 1) }",
    "lightness": ".x { color: oklch(100% 0 0) }",
    "another lightness": ".x { color: lab(100% 0 0) }",
    "three values": ".x { color: color(xyz-d50 0.9643 1 0.8251) }",
    "inks": ".x { color: device-cmyk(0 0 0 0) }",
    "all of a font": ".x { font: 0/0 serif }",
    "a blur": ".x { filter: blur(50px) }",
    "a matrix": ".x { transform: matrix(0, 0, 0, 0, 0, 0) }",
    "scaled in space": ".x { transform: scale3d(1, 0, 1) }",
    "skewed": ".x { transform: skewX(90deg) }",
    "below its ground": ".x { position: relative; z-index: -1; }"
    " section { background: white }",
    "contained": ".x { contain: size; overflow: hidden }",
    "far to the right": ".x p { text-indent: 200em }",
    "padded away": ".x { padding-left: 200em }",
    "dots": ".x { -webkit-text-security: disc }",
    "a column": ".x { display: table-column }",
    "an opacity that is a sum": ".x { opacity: calc(1 - 1) }",
    "not for print": "@media not print { .x { display: none } }",
    "by day": "@media (prefers-color-scheme: light) { .x { display: none } }",
    "in a scope": "@scope (.x) { :scope { display: none } }",
    "an old name": ".x { -webkit-transform: scale(0) }",
    "an old filter": ".x { -webkit-filter: opacity(0) }",
    "a property of its own": ".x { --v: none; display: var(--v) }",
}
SOUND_ON_SCREENS = {
    "for print": "@media print { .x { display: none } }",
    "at night": "@media (prefers-color-scheme: dark) { .x { color: white } }",
    "upon a picture": ".x { color: white; background: url(data:,) }",
    "upon a gradient": ".x { color: white; background: linear-gradient(#000, #222) }",
    "dark parent, light box": ".x { background: #000 } .x p { background: #fff;"
    " color: #111 }",
    "inherited colour": ".x { color: #222 } .x p { color: inherit }",
    "a high box": ".x { min-height: 10em; overflow: hidden }",
    "a share of the screen": ".x { max-width: 80%; height: auto; overflow: auto }",
    "a line through the middle": ".x { position: relative } .x::after { content: '';"
    " position: absolute; left: 0; right: 0; top: 50%; height: 1px; background: red }",
    "an unknown selector": ":made(up) .x { display: none }",
    "a sum": ".x { font-size: calc(1em + 0.1vw); text-indent: max(0px, -99em) }",
    "a sum without end": f".x {{ width: {'calc(' * 900}1px{')' * 900} }}",
    "a mask that fades": ".x { mask: linear-gradient(black, transparent) }",
    "a blend of ink": ".x { mix-blend-mode: multiply }",
    "faded in": "@keyframes come { from { opacity: 0 } to { opacity: 1 } }"
    " .x { animation: come 1s both }",
    "faded and back": "@keyframes go { to { opacity: 0 } } .x { animation: go 1s }",
    "a rule in another": ".z { .x { display: none } } .x { &.z { display: none } }",
    "print in a rule": ".x { @media print { display: none } }",
    "a lower place": ".x { position: relative; top: 2em; inset-inline-start: 5% }",
    "superscripts": ".x em { line-height: 0; vertical-align: super }",
    "negative, small": ".x p { margin-left: -1em; text-indent: -2em }",
    "a mix": ".x { color: color-mix(in srgb, white 20%, black) }",
    "inks of a book": ".x { color: device-cmyk(0 0 0 0.9) }",
    "a wide red": ".x { color: color(display-p3 0.8 0 0) }",
    "a dark lightness": ".x { color: oklch(40% 0.1 20) }",
    "an even mix": ".x { color: color-mix(in oklab, white, black) }",
    "a mix without end": f".x {{ color: {'color-mix(in srgb, red, ' * 900}red"
    f"{')' * 900} }}",
    "a relative colour that covers": ".x { color: rgb(from black r g b / 0.9) }",
    "a font": ".x { font: italic 1em/1.4 serif }",
    "a matrix that turns": ".x { transform: matrix(0, 1, -1, 0, 0, 0) }",
    "above its ground": ".x { position: relative; z-index: 1; background: #eee }",
    "small padding": ".x { padding: 0 2em; contain: content }",
    "not for screens": "@media not screen { .x { display: none } }",
    "an animation that shows": ".x { animation: k 2s }"
    " @keyframes k { from { opacity: 0 } }",
    "touched": ".x:hover { opacity: 0 } .x:target { display: none }",
    "a scaled letter": ".x { transform: scale(0.9) rotate(90deg) }",
}


def reported(
    rules: dict[str, str], folder: Path, text: str, edition: str = "pdf"
) -> dict[str, list[str]]:
    """What is said of the words that matter, by the name of the rule."""
    sheet = []
    for number, rule in enumerate(rules.values()):
        own = text.replace(".x", f".x{number}")
        (folder / f"{number}.md").write_text(f"# C{number}\n\n{own}\n")
        sheet.append(rule.replace(".x", f".x{number}"))
    (folder / "own.css").write_text("\n".join(sheet))
    table = "print" if edition == "pdf" else edition
    files = ", ".join(f'"{number}.md"' for number in range(len(rules)))
    (folder / "book.toml").write_text(
        f'title = "T"\n[contents]\nbody = [{files}]\n[{table}]\nsheet = "own.css"\n'
    )
    outcome = build(Request(manuscript=folder), {edition: folder / f"book.{edition}"})
    found: dict[str, list[str]] = {name: [] for name in rules}
    names = list(rules)
    for problem in outcome.diagnostics:
        if problem.span is not None and problem.span.file[:-3].isdigit():
            found[names[int(problem.span.file[:-3])]].append(problem.code)
    return found


def test_every_way_to_hide_words_is_reported_in_print(tmp_path: Path) -> None:
    found = reported(HIDING, tmp_path, TWO)
    assert [name for name, codes in found.items() if not codes] == []


def test_no_way_to_adorn_words_is_reported_in_print(tmp_path: Path) -> None:
    found = reported(SOUND, tmp_path, BESIDE)
    assert [name for name, codes in found.items() if "V040" in codes] == []


def test_every_way_to_hide_words_is_reported_in_an_epub(tmp_path: Path) -> None:
    found = reported({**HIDING, **HIDING_ON_SCREENS}, tmp_path, TWO, "epub")
    assert [name for name, codes in found.items() if "V040" not in codes] == []


def test_no_way_to_adorn_words_is_reported_in_an_epub(tmp_path: Path) -> None:
    found = reported({**SOUND, **SOUND_ON_SCREENS}, tmp_path, BESIDE, "epub")
    assert {name: codes for name, codes in found.items() if codes} == {}


@pytest.mark.parametrize("rule", ["display: none", "visibility: hidden"])
def test_words_that_a_rule_leaves_out_are_blamed_on_the_sheet(
    rule: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(f"# One\n\n{BESIDE}\n", "utf-8")
    (tmp_path / "own.css").write_text(f".x {{ {rule} }}", "utf-8")
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["a.md"]\n[print]\nsheet = "own.css"\n'
    )
    outcome = build(Request(manuscript=tmp_path), {"pdf": tmp_path / "a.pdf"})
    (missing,) = [one for one in outcome.diagnostics if one.code == "V020"]
    assert "look in your own style sheet" in (missing.help() or "")


def test_words_off_a_page_are_reported_in_the_chapter_of_that_page(
    tmp_path: Path,
) -> None:
    rules = {"sound": ".x { color: red }", "off": ".x { margin-left: -300% }"}
    found = reported(rules, tmp_path, BESIDE)
    assert (found["sound"], found["off"]) == ([], ["P003"])


def test_words_that_a_sheet_adds_are_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# One\n\n{BESIDE}\n", "utf-8")
    (tmp_path / "own.css").write_text(
        ".x::before { content: 'Remember this: ' } .x p::after { content: ' (end)' }"
    )
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["a.md"]\n[print]\nsheet = "own.css"\n'
    )
    outcome = build(Request(manuscript=tmp_path), {"pdf": tmp_path / "a.pdf"})
    stray = [one for one in outcome.diagnostics if one.code == "V024"]
    assert stray
    assert {one.severity for one in stray} == {Severity.WARNING}
    assert "own style sheet" in stray[0].help()
    assert (tmp_path / "a.pdf").exists()
