"""Word files by pandoc's reader: its HTML, made like what mammoth gives by our map.

pandoc is a program of the author's own; bookmaker asks for it by name alone. Its
manual: https://pandoc.org/MANUAL.html, "Custom styles in input", `--track-changes`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError, ToolError
from bookmaker.importers.html.article import remove
from bookmaker.importers.html.elements import COMMENT_SCHEME
from bookmaker.importers.html.page import Tag, name_of, text_of
from bookmaker.system.workspace import temporary_folder

_SECONDS = 60
_STYLE = "data-custom-style"
_QUOTATIONS = frozenset(
    (
        "Quote",
        "Intense Quote",
        "Block Text",
        "Block Quotation",
        "Block Quote",
        "Quotations",
        "Extract",
    )
)
_VERSE = frozenset(("Verse", "Poem", "Poetry"))
_PLAIN = frozenset(
    (
        "Normal",
        "Plain Text",
        "Body Text",
        "First Paragraph",
        "No Spacing",
        "Compact",
        "List Bullet",
        "List Number",
        "List Paragraph",
        "Footnote Text",
        "footnote text",
        "Caption",
        "Image Caption",
        "Table Caption",
    )
)
_NAME_BY_STYLE = {"Emphasis": "em", "Strong": "strong", "Book Title": "em"}


def read_by_pandoc(content: bytes, source: str) -> str:
    """Read by pandoc, without a network or files of its own choice (`--sandbox`).

    Raises `ToolError` where pandoc is not installed, `ManuscriptError` where it cannot
    read the file.
    """
    program = shutil.which("pandoc")
    if program is None:
        message = "pandoc is not installed; leave out --pandoc, or install it"
        raise ToolError(message)
    words = ["-f", "docx+styles", "-t", "html", "-s", "--mathml"]
    words += ["--track-changes=all", "--metadata", "pagetitle=x"]
    made = _run(program, words, content, ".docx", source)
    return made.decode("utf-8", errors="replace")


def as_page(content: bytes, suffix: str, source: str) -> bytes:
    """An `.odt` or `.rtf` file as the web page that pandoc makes of it.

    Raises `ManuscriptError` where pandoc is not installed or cannot read it.
    """
    program = shutil.which("pandoc")
    if program is None:
        reason = f"save the {suffix} file as .docx, or install pandoc, which reads it"
        raise ManuscriptError(problems.UnknownSourceKind(path=source, reason=reason))
    words = ["-f", suffix.removeprefix("."), "-t", "html", "-s", "--mathml"]
    words += ["--metadata", "pagetitle=x"]
    made = _run(program, words, content, suffix, source)
    # A title of its own makes the headings below it chapters, as in other documents.
    return re.sub(
        rb'<h1 class="title">(.*?)</h1>', rb'<p class="title">\1</p>', made, flags=re.S
    )


def _run(
    program: str, words: Sequence[str], content: bytes, suffix: str, source: str
) -> bytes:
    with temporary_folder("bookmaker-import-") as folder:
        path = folder / f"source{suffix}"
        path.write_bytes(content)
        try:
            done = subprocess.run(
                [program, "--sandbox", *words, str(path)],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            reason = "pandoc did not come to an end with it"
            raise ManuscriptError(
                problems.DamagedSource(path=source, reason=reason)
            ) from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()[:200]
        raise ManuscriptError(problems.DamagedSource(path=source, reason=reason))
    return done.stdout


def translate_pandoc(body: Tag) -> tuple[dict[Tag, str], list[str]]:
    """Turn pandoc's marks into those of our style map, in place.

    Gives what stands at the place of each comment, and a message for each style that is
    not known.
    """
    for tag in list(body.iter("h1", "p")):
        if tag.get("class") in ("title", "subtitle"):
            tag.set("class", f"imported-{tag.get('class')}")
    _take_changes(body)
    comments = _take_comments(body)
    messages = _unknown_styles(body)
    for tag in list(body.iter("div")):
        # One that was joined to another has no style any more.
        style = tag.get(_STYLE)
        if style is not None and (style in _QUOTATIONS | _VERSE or style == "Epigraph"):
            _join_following(tag, style)
            _name_style(tag, style)
    for tag in body.iter("span"):
        tag.tag = _NAME_BY_STYLE.get(tag.get(_STYLE) or "", "span")
    return comments, messages


def _take_changes(body: Tag) -> None:
    """Leave out what was deleted; the account has it from the file itself."""
    for tag in list(body.iter("span")):
        if tag.get("class") == "deletion":
            remove(tag)


def _take_comments(body: Tag) -> dict[Tag, str]:
    """Find the place of each comment: its end, where pandoc gives one."""
    found: dict[Tag, str] = {}
    ends = {
        tag.get("id"): tag
        for tag in body.iter("span")
        if tag.get("class") == "comment-end"
    }
    for tag in list(body.iter("span")):
        if tag.get("class") != "comment-start":
            continue
        who = tag.get("data-author") or tag.get("author") or "comment"
        words = text_of(tag)
        end = ends.get(tag.get("id"))
        if end is not None:
            remove(tag)
        found[end if end is not None else tag] = f"{COMMENT_SCHEME}{who}: {words}"
    return found


def _unknown_styles(body: Tag) -> list[str]:
    known = _QUOTATIONS | _VERSE | _PLAIN | {"Epigraph"}
    messages = []
    for tag in body.iter("div", "span"):
        style = tag.get(_STYLE)
        is_known = style in (known if name_of(tag) == "div" else _NAME_BY_STYLE)
        if style is not None and not is_known:
            kind = "paragraph" if name_of(tag) == "div" else "run"
            messages.append(f"Unrecognised {kind} style: '{style}'")
    return list(dict.fromkeys(messages))


def _join_following(tag: Tag, style: str) -> None:
    """Take in the blocks of the same style that follow: pandoc has one for each."""
    following = tag.getnext()
    while (
        following is not None
        and following.get(_STYLE) == style
        and not (following.getprevious().tail or "").strip()
    ):
        for child in list(following):
            tag.append(child)
        del following.attrib[_STYLE]
        remove(following)
        following = tag.getnext()


def _name_style(tag: Tag, style: str) -> None:
    for quote in list(tag.iterchildren("blockquote")):
        for child in list(quote):
            quote.addprevious(child)
        remove(quote)
    if style in _QUOTATIONS:
        inner = etree.SubElement(tag, "blockquote")
        for child in list(tag)[:-1]:
            inner.append(child)
    else:
        kind = "verse" if style in _VERSE else "epigraph"
        tag.set("class", f"imported-{kind}")
