"""What each line of a plain text is: the rules, in their order."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bookmaker.importers.model import Ask, Choice, Guess, Question
from bookmaker.importers.plain_text.furniture import (
    begins_contents,
    begins_titles,
    is_button,
    is_label,
    is_phrase,
    is_sure,
    set_foot_aside,
    stands_alone,
)
from bookmaker.importers.plain_text.head import read_byline, says_only_by, settle_head
from bookmaker.importers.plain_text.headings import settle_headings
from bookmaker.importers.plain_text.layout import (
    find_item,
    find_note,
    is_address,
    is_indented_quotation,
    is_list,
    is_mail_quotation,
    is_scene_break,
    is_verse,
    without_mark,
)
from bookmaker.importers.plain_text.lines import (
    Line,
    Role,
    Stretch,
    find_width,
    is_wrapped_throughout,
    split_lines,
    stretches,
    was_wrapped,
)
from bookmaker.importers.plain_text.pictures import (
    describes_after_button,
    is_caption,
    is_marked_picture,
    is_picture_credit,
    looks_like_picture,
)
from bookmaker.importers.plain_text.quotations import (
    attributes_quotation,
    bare,
    has_closing,
    is_attribution,
    is_person,
    is_pulled,
    is_whole_quotation,
    is_work_of,
    opens_quotation,
    split_attribution,
    without_dash,
)

_LONG = 100
"""A line as long as this was not ended for a page's sake: paragraphs stand in lines."""
_MORE_LINES = 2
_MOST_WORDS_SAID = 60
_SET_OFF = 4
"""Columns."""
_AT_RIGHT = 10
"""Columns."""
_LEAST_SAID = 3
_FEW_WORDS = 5
_STOPS = re.compile(r"[.!?…”’\"'»)\]]$")
_SAYS = re.compile(
    r"\b(?:I|he|she|they|we|[A-Z]\w+)\s+(?:said|asked|replied|answered|cried|says"
    r"|whispered|shouted|wondered)\b[^.]*:$"
)


@dataclass(slots=True)
class Recognised:
    """A text whose every line has its role."""

    lines: list[Line]
    width: int | None
    guesses: list[Guess] = field(default_factory=list)


def recognise(text: str, source: str, ask: Ask) -> Recognised:
    """Say what each line is; where that is doubtful, `ask`."""
    lines = split_lines(text)
    blocks = stretches(lines)
    asker = _Asker(source, ask)
    settle_head(blocks)
    width = find_width([_open(block) for block in blocks if _open(block)])
    names = {
        read_byline(line.words)[0]
        for line in lines
        if line.role is Role.BYLINE and not says_only_by(line.words)
    }
    blocks = blocks[: set_foot_aside(blocks, names)]
    _settle_alone(_rest(blocks))
    _settle_quotations(_paragraphs(blocks, width), asker)
    _settle_shapes(_rest(blocks), width)
    _settle_notes(_rest(blocks), text)
    _settle_pictures(blocks, width, asker)
    for line in settle_headings(blocks):
        _ask_about_heading(line, asker)
    _settle_paragraphs(blocks, width)
    return Recognised(lines, width, asker.guesses)


def _open(block: Stretch) -> Stretch:
    return [line for line in block if not line.is_settled]


def _rest(blocks: list[Stretch]) -> list[Stretch]:
    return [part for block in blocks if (part := _open(block))]


class _Asker:
    """Asks, and keeps what was guessed."""

    def __init__(self, source: str, ask: Ask) -> None:
        self._source = source
        self._ask = ask
        self.guesses: list[Guess] = []

    def choose(
        self, line: Line, text: str, choices: tuple[tuple[str, str], ...]
    ) -> str:
        """The key of a choice; the first is the safe one."""
        options = tuple(Choice(key=key, label=label) for key, label in choices)
        key = self._ask(
            Question(
                source=self._source,
                line=line.number,
                words=line.words,
                text=text,
                choices=options,
            )
        )
        chosen = next((c for c in options if c.key == key), options[0])
        others = ", ".join(c.label for c in options if c is not chosen)
        self.note(line, chosen.label, others)
        return chosen.key

    def note(self, line: Line, chosen: str, alternative: str) -> None:
        """Keep a guess that nobody need be asked about."""
        self.guesses.append(
            Guess(
                source=self._source,
                line=line.number,
                words=line.words,
                chosen=chosen,
                alternative=alternative,
            )
        )


# --- Shapes -----------------------------------------------------------------------


def _settle_alone(blocks: list[Stretch]) -> None:
    """Settle furniture among the author's paragraphs, and scene breaks."""
    often = collections.Counter(line.words for block in blocks for line in block)
    for block in blocks:
        is_box = _is_box(block) or _is_contents(block, often)
        for line in block:
            is_alone = len(block) == 1 and is_button(line.words)
            if is_box or is_alone or stands_alone(line.words):
                line.settle(Role.FURNITURE)
        if len(block) == 1 and is_scene_break(block[0].words):
            block[0].settle(Role.SCENE_BREAK)
        elif len(block) > 1:
            for line in block:
                if not line.is_settled and is_scene_break(line.words):
                    line.settle(Role.SCENE_BREAK)


def _is_contents(block: Stretch, often: Mapping[str, int]) -> bool:
    """Whether lines are a table of contents: each is a line further down too."""
    entries = block[begins_contents(block[0].words) :]
    named = [item[1] if (item := find_item(o.words)) else o.words for o in entries]
    return (
        len(named) > 1
        and all(often.get(words, 0) > 0 for words in named)
        and (len(entries) < len(block) or find_item(block[0].words) is not None)
    )


def _is_box(block: Stretch) -> bool:
    """Whether lines among the author's are a box of furniture, titles and all."""
    phrases = [line.words for line in block if is_phrase(line.words)]
    if begins_titles(block[0].words) and len(block) > 1:
        return all(is_label(line.words) for line in block)
    return (
        len(block) > 1
        and len(phrases) * 3 >= len(block) * 2
        and any(is_sure(words) for words in phrases)
        and all(is_phrase(o.words) or is_label(o.words) for o in block)
    )


def _settle_shapes(blocks: list[Stretch], width: int | None) -> None:
    base = _base_indent(blocks)
    for at, whole in enumerate(blocks):
        for line in whole:
            if is_mail_quotation(line):
                said = without_mark(line.words)
                line.settle(Role.ATTRIBUTION if is_attribution(said) else Role.INDENTED)
        block = _open(whole)
        if not block:
            continue
        inner, attribution = _attributed(block)
        role = _shape(inner, base, width)
        if role is None and attribution and at + 1 < len(blocks):
            role = _said_without_marks(inner, attribution, width)
        if role is None and at and blocks[at - 1][-1].words.endswith(":"):
            role = _single_set_off(block, base)
        if role is None:
            continue
        for line in inner:
            line.settle(role)
        keeps = role in (Role.VERSE, Role.INDENTED, Role.QUOTATION)
        for line in attribution:
            line.settle(Role.ATTRIBUTION if keeps else role)


def _attributed(block: Stretch) -> tuple[Stretch, Stretch]:
    """The lines of a block, and those at its end that say whose they are."""
    for count in range(1, min(len(block), 2 + _MORE_LINES)):
        first, *more = block[-count:]
        is_at_right = first.indent >= block[0].indent + _AT_RIGHT
        is_shape = is_attribution(first.words) or (
            is_at_right and attributes_quotation(first.words, is_close=True)
        )
        if is_shape and all(
            is_label(line.words) and line.indent >= first.indent for line in more
        ):
            return block[:-count], block[-count:]
    return block, []


def _said_without_marks(
    said: Stretch, attribution: Stretch, width: int | None
) -> Role | None:
    """Whether short words without marks are a quotation, since somebody signs them."""
    last, who = said[-1], without_dash(attribution[0].words)
    is_by_chance = width is not None and was_wrapped(last, attribution[0], width)
    is_signed = is_work_of(who) and len(who.split()) > 1
    is_short = sum(len(line.words.split()) for line in said) <= _MOST_WORDS_SAID
    ends = last.words.endswith((",", ":", ";")) or is_attribution(last.words)
    is_said = is_signed and is_short and not is_by_chance and not ends
    return Role.QUOTATION if is_said else None


def _single_set_off(block: Stretch, base: int) -> Role | None:
    is_set_off = len(block) == 1 and block[0].indent >= base + _SET_OFF
    return Role.INDENTED if is_set_off else None


def _base_indent(blocks: list[Stretch]) -> int:
    """The indent of the text: the smallest that a fifth of the lines have."""
    counts = collections.Counter(line.indent for block in blocks for line in block)
    common = [i for i, count in counts.items() if count * 5 >= counts.total()]
    return min(common, default=0)


def _shape(block: Stretch, base: int, width: int | None) -> Role | None:
    if is_list(block):
        return Role.LIST
    if any(is_marked_picture(o.words) or is_picture_credit(o.words) for o in block):
        return None
    if is_address(block):
        return Role.ADDRESS
    if any(len(line.text) > _LONG for line in block):
        return None
    is_set_off = len(block) > 1 and is_indented_quotation(block, base)
    if is_verse(block, width, is_set_off=is_set_off):
        return Role.VERSE
    return Role.INDENTED if is_set_off else None


def _settle_notes(blocks: list[Stretch], text: str) -> None:
    """Settle the definitions of notes that are called in the text."""
    for block in blocks:
        is_open = False
        for line in block:
            found = find_note(line.words)
            if found is not None and not line.is_settled:
                call = f"[{found[0]}]"
                is_open = text.count(call) > 1
            if is_open and not line.is_settled:
                line.settle(Role.NOTE)


# --- Pictures ---------------------------------------------------------------------


def _settle_pictures(blocks: list[Stretch], width: int | None, asker: _Asker) -> None:
    for block, has_button in _with_buttons(blocks):
        open_lines = _open(block)
        if not open_lines or len(open_lines) > 2:
            continue
        if _is_one_paragraph(open_lines, width):
            words, captions = " ".join(line.words for line in open_lines), []
        else:
            words, captions = open_lines[0].words, open_lines[1:]
        is_certain = (
            is_marked_picture(words)
            or is_picture_credit(words)
            or (has_button and describes_after_button(words))
        )
        if not is_certain and not looks_like_picture(words):
            continue
        if any(not is_caption(line.words) for line in captions):
            continue
        role = _picture_role(open_lines[0], asker, is_certain=is_certain)
        if role is not None:
            for line in open_lines:
                line.settle(role)


def _with_buttons(blocks: list[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """The blocks, and whether a button to see the picture large stands above."""
    above: Line | None = None
    for block in blocks:
        lines = [line for line in (above, *block) if line is not None]
        yield (
            block,
            any(
                line.role is Role.FURNITURE and "image" in line.words.lower()
                for line in lines
            ),
        )
        above = block[-1]


def _is_one_paragraph(lines: Stretch, width: int | None) -> bool:
    return (
        width is not None
        and len(lines) > 1
        and all(len(line.text) <= _LONG for line in lines)
        and is_wrapped_throughout(lines, width)
    )


def _picture_role(first: Line, asker: _Asker, *, is_certain: bool) -> Role | None:
    """What becomes of a description: asked for, where nothing says that it is one."""
    if is_certain:
        asker.note(first, "a figure with a placeholder", "a paragraph, set aside")
        return Role.PICTURE
    key = asker.choose(
        first,
        "Does this describe a picture?",
        (
            ("f", "a figure with a placeholder"),
            ("p", "a paragraph"),
            ("s", "set aside"),
        ),
    )
    return {"f": Role.PICTURE, "s": Role.FURNITURE}.get(key)


# --- Quotations -------------------------------------------------------------------


@dataclass(slots=True)
class _Paragraph:
    """Lines that are one paragraph."""

    lines: Stretch

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)

    def settle(self, role: Role) -> None:
        for line in self.lines:
            line.settle(role)

    @property
    def is_open(self) -> bool:
        return not any(line.is_settled for line in self.lines)


def _paragraphs(blocks: list[Stretch], width: int | None) -> list[_Paragraph]:
    """The paragraphs of all blocks; settled lines stand alone among them."""
    found: list[_Paragraph] = []
    for block in blocks:
        before: Line | None = None
        may_go_on = width is not None and all(len(o.text) <= _LONG for o in block)
        for line in block:
            goes_on = (
                may_go_on
                and before is not None
                and not line.is_settled
                and not before.is_settled
                and not _signs(line, found[-1])
                and _goes_on(before, line, width or 0)
            ) or (bool(found) and _is_left_open(found[-1], before, line))
            if goes_on:
                found[-1].lines.append(line)
            else:
                found.append(_Paragraph([line]))
            before = line
    return found


def _is_left_open(said: _Paragraph, before: Line | None, line: Line) -> bool:
    """Whether a line goes on with a quotation set off by indent and not closed yet."""
    return (
        before is not None
        and not (line.is_settled or before.is_settled)
        and min(line.indent, said.lines[0].indent) >= _SET_OFF
        and opens_quotation(said.words)
        and not has_closing(said.words)
        and not opens_quotation(line.words)
    )


def _signs(line: Line, said: _Paragraph) -> bool:
    """Whether a line says whose words stand above it: it does not go on with them."""
    if is_attribution(line.words):
        return _STOPS.search(said.words) is not None
    is_quoted = is_whole_quotation(said.words)
    return is_quoted and attributes_quotation(line.words, is_close=True)


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph goes on over a line's end."""
    is_indented = following.indent >= line.indent + 2
    return was_wrapped(line, following, width) and not is_indented


def _settle_quotations(paragraphs: list[_Paragraph], asker: _Asker) -> None:
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
    paragraphs: list[_Paragraph], start: int, asker: _Asker, *, is_story: bool
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
    if len(run[0].lines) > 1 and all(o.indent >= _SET_OFF for o in run[0].lines):
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
    paragraphs: list[_Paragraph], start: int, run: list[_Paragraph], *, is_story: bool
) -> bool:
    """Whether a quotation that nobody signs is set off from the text all the same."""
    is_introduced = _introduces(paragraphs[start - 1] if start else None)
    if len(run) > 1:
        length = sum(len(paragraph.words.split()) for paragraph in run)
        return is_introduced or (not is_story and length <= _MOST_WORDS_SAID)
    if is_introduced and not _is_speech(paragraphs, start):
        return True
    return not is_story and is_pulled(run[0].words)


def _quotation_run(paragraphs: list[_Paragraph], start: int) -> list[_Paragraph]:
    """The paragraphs of a quotation: each opens it anew, the last one closes it."""
    opening = bare(paragraphs[start].words)[0]
    run: list[_Paragraph] = []
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


def _follows_closely(before: _Paragraph, after: _Paragraph) -> bool:
    """Whether no blank line stands between two paragraphs."""
    return after.is_open and after.lines[0].number == before.lines[-1].number + 1


def _is_more_of_it(before: _Paragraph, after: _Paragraph) -> bool:
    return _follows_closely(before, after) and is_whole_quotation(after.words)


def _attribution(
    paragraphs: list[_Paragraph], at: int, *, is_story: bool
) -> list[_Paragraph]:
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
    for more in paragraphs[at + 1 : at + 1 + _MORE_LINES]:
        is_more = _follows_closely(found[-1], more) and is_label(more.words)
        if not is_more or opens_quotation(more.words):
            break
        found.append(more)
    return found


def _stands_at_right(before: _Paragraph, after: _Paragraph) -> bool:
    return after.lines[0].indent >= before.lines[0].indent + _AT_RIGHT


def _introduces(paragraph: _Paragraph | None) -> bool:
    return paragraph is not None and paragraph.words.endswith(":")


def _has_dialogue(paragraphs: list[_Paragraph]) -> bool:
    """Whether people speak in a text, not in the midst of its paragraphs alone."""
    said = sum(
        p.is_open
        and opens_quotation(p.words)
        and has_closing(p.words)
        and not is_whole_quotation(p.words)
        for p in paragraphs
    )
    return said >= _LEAST_SAID and said * 8 >= len(paragraphs)


def _is_speech(paragraphs: list[_Paragraph], index: int) -> bool:
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


def _is_said(paragraphs: list[_Paragraph], at: int) -> bool:
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


# --- Headings and paragraphs ------------------------------------------------------


def _ask_about_heading(line: Line, asker: _Asker) -> None:
    key = asker.choose(
        line, "Is this a heading?", (("h", "a heading"), ("p", "a paragraph"))
    )
    if key == "p":
        line.role = Role.BODY


def _settle_paragraphs(blocks: list[Stretch], width: int | None) -> None:
    for paragraph in _paragraphs(blocks, width):
        if not paragraph.is_open:
            continue
        first, *others = paragraph.lines
        first.settle(Role.BODY)
        for line in others:
            line.settle(Role.CONTINUATION)
