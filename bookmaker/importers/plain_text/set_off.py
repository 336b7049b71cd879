"""Quotations among the paragraphs of a text: which are set off, and who signs them.

What people say in a story isn't one, however long it is.
"""

from __future__ import annotations

import re

from bookmaker.importers.plain_text.asking import Asker
from bookmaker.importers.plain_text.furniture import is_label
from bookmaker.importers.plain_text.lines import Role
from bookmaker.importers.plain_text.paragraphs import SET_OFF, LinesOfParagraph
from bookmaker.importers.plain_text.quotations import (
    attributes_quotation,
    bare,
    has_closing,
    is_person,
    is_pulled,
    is_whole_quotation,
    opens_quotation,
    split_attribution,
)

MORE_LINES = 2
"""Lines that an attribution may go on for."""
MOST_WORDS = 60
"""A quotation known only by its place or its signature is no longer than this."""
AT_RIGHT = 10
"""Columns."""
_LEAST_SAID = 3
_FEW_WORDS = 5
_SAYS = re.compile(
    r"\b(?:I|he|she|they|we|[A-Z]\w+)\s+(?:said|asked|replied|answered|cried|says"
    r"|whispered|shouted|wondered)\b[^.]*:$"
)


def settle_quotations(paragraphs: list[LinesOfParagraph], asker: Asker) -> None:
    """Settle the quotations in marks, and who signs them; ask where it is doubtful."""
    is_story = _has_dialogue(paragraphs)
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if not paragraph.is_open or not opens_quotation(paragraph.words):
            index += 1
        elif split_attribution(paragraph.words) is not None:
            paragraph.settle(Role.QUOTED)
            asker.note(paragraph.lines[0], "a quotation with its attribution", "text")
            index += 1
        else:
            index = _settle_run(paragraphs, index, asker, is_story=is_story)


def _settle_run(
    paragraphs: list[LinesOfParagraph], start: int, asker: Asker, *, is_story: bool
) -> int:
    """Settle a quotation of one paragraph or several; the index behind it."""
    run = _quotation_run(paragraphs, start)
    end = start + len(run)
    if not run:
        return start + 1
    while end < len(paragraphs) and _is_more_of_it(
        paragraphs[end - 1], paragraphs[end]
    ):
        end += 1
    attribution = _attribution(paragraphs, end, is_story=is_story)
    first = run[0].lines[0]
    if attribution:
        for paragraph in paragraphs[start:end]:
            paragraph.settle(Role.QUOTATION)
        for paragraph in attribution:
            paragraph.settle(Role.ATTRIBUTION)
        asker.note(first, "a quotation with its attribution", "text")
        return end + len(attribution)
    end = start + len(run)
    if len(run[0].lines) > 1 and all(o.indent >= SET_OFF for o in run[0].lines):
        # Its indent says what it is.
        return end
    if _is_set_off(paragraphs, start, run, is_story=is_story):
        key = asker.choose(
            first,
            "Is this a quotation set off from the text?",
            (("q", "a quotation set off"), ("p", "a paragraph")),
        )
        if key == "q":
            for paragraph in run:
                paragraph.settle(Role.QUOTATION)
    return end


def _is_set_off(
    paragraphs: list[LinesOfParagraph],
    start: int,
    run: list[LinesOfParagraph],
    *,
    is_story: bool,
) -> bool:
    """Whether a quotation that nobody signs is set off from the text all the same."""
    is_introduced = _introduces(paragraphs[start - 1] if start else None)
    if len(run) > 1:
        length = sum(len(paragraph.words.split()) for paragraph in run)
        return is_introduced or (not is_story and length <= MOST_WORDS)
    if is_introduced and not _is_speech(paragraphs, start):
        return True
    return not is_story and is_pulled(run[0].words)


def _quotation_run(
    paragraphs: list[LinesOfParagraph], start: int
) -> list[LinesOfParagraph]:
    """The paragraphs of a quotation: each opens it again, the last one closes it."""
    opening = bare(paragraphs[start].words)[0]
    run: list[LinesOfParagraph] = []
    for paragraph in paragraphs[start : start + 8]:
        words = bare(paragraph.words)
        if not paragraph.is_open or words[:1] != opening:
            return []
        run.append(paragraph)
        if is_whole_quotation(words):
            return run
        if has_closing(words):
            return []
    return []


def _follows_closely(before: LinesOfParagraph, after: LinesOfParagraph) -> bool:
    """Whether no blank line stands between two paragraphs."""
    return after.is_open and after.lines[0].number == before.lines[-1].number + 1


def _is_more_of_it(before: LinesOfParagraph, after: LinesOfParagraph) -> bool:
    return _follows_closely(before, after) and is_whole_quotation(after.words)


def _attribution(
    paragraphs: list[LinesOfParagraph], at: int, *, is_story: bool
) -> list[LinesOfParagraph]:
    """The attribution that stands at an index, of one line or of several."""
    if at >= len(paragraphs) or not paragraphs[at].is_open:
        return []
    before, first = paragraphs[at - 1], paragraphs[at]
    is_named = is_person(first.words) and len(before.words.split()) >= _FEW_WORDS
    is_close = (
        _follows_closely(before, first)
        or _stands_at_right(before, first)
        or (is_named and not is_story)
    )
    if not attributes_quotation(first.words, is_close=is_close):
        return []
    found = [first]
    for more in paragraphs[at + 1 : at + 1 + MORE_LINES]:
        is_more = _follows_closely(found[-1], more) and is_label(more.words)
        if not is_more or opens_quotation(more.words):
            break
        found.append(more)
    return found


def _stands_at_right(before: LinesOfParagraph, after: LinesOfParagraph) -> bool:
    return after.lines[0].indent >= before.lines[0].indent + AT_RIGHT


def _introduces(paragraph: LinesOfParagraph | None) -> bool:
    return paragraph is not None and paragraph.words.endswith(":")


def _has_dialogue(paragraphs: list[LinesOfParagraph]) -> bool:
    """Whether people speak in a text, not in the middle of its paragraphs alone."""
    said = sum(
        p.is_open
        and opens_quotation(p.words)
        and has_closing(p.words)
        and not is_whole_quotation(p.words)
        for p in paragraphs
    )
    return said >= _LEAST_SAID and said * 8 >= len(paragraphs)


def _is_speech(paragraphs: list[LinesOfParagraph], index: int) -> bool:
    """Whether somebody speaks here.

    A few words that somebody says, or another paragraph close by that opens a
    quotation and that nothing introduces.
    """
    said = paragraphs[index].words
    lead = paragraphs[index - 1].words
    if _SAYS.search(lead) is not None and len(said.split()) <= _FEW_WORDS:
        return True
    near = [*range(max(1, index - 3), index), *range(index + 1, index + 4)]
    return any(_is_said(paragraphs, at) for at in near if at < len(paragraphs))


def _is_said(paragraphs: list[LinesOfParagraph], at: int) -> bool:
    """Whether a quotation begins a paragraph, not introduced, and signed by nobody."""
    words = paragraphs[at].words
    if not paragraphs[at].is_open or not opens_quotation(words):
        return False
    is_of_several = not has_closing(words) or (
        opens_quotation(paragraphs[at - 1].words)
        and not has_closing(paragraphs[at - 1].words)
    )
    is_signed = split_attribution(words) is not None or bool(
        _attribution(paragraphs, at + 1, is_story=True)
    )
    return not (is_of_several or is_signed or _introduces(paragraphs[at - 1]))
