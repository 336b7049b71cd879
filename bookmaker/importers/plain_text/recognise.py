"""What each line of a plain text is: the rules, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookmaker.importers.model import Ask, Choice, Guess, Question
from bookmaker.importers.plain_text.furniture import (
    set_foot_aside,
    stands_alone,
)
from bookmaker.importers.plain_text.head import settle_head
from bookmaker.importers.plain_text.headings import settle_headings
from bookmaker.importers.plain_text.layout import (
    find_note,
    is_address,
    is_indented_quotation,
    is_list,
    is_scene_break,
    is_verse,
)
from bookmaker.importers.plain_text.lines import (
    Line,
    Role,
    Stretch,
    find_width,
    split_lines,
    stretches,
    was_wrapped,
)
from bookmaker.importers.plain_text.pictures import (
    is_caption,
    is_marked_picture,
    looks_like_picture,
)
from bookmaker.importers.plain_text.quotations import (
    closes_quotation,
    is_attribution,
    is_whole_quotation,
    opens_quotation,
    split_attribution,
)

_LONG = 100
"""A line as long as this was not ended for a page's sake: paragraphs stand in lines."""
_SCRIPT_LINES = 12


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
    end = set_foot_aside(blocks)
    body = [part for block in blocks[:end] if (part := _open(block))]
    _settle_alone(body)
    body = _rest(body)
    _settle_shapes(body, width)
    _settle_notes(body, text)
    body_blocks = [block for block in blocks[:end] if block]
    _settle_pictures(body_blocks, asker)
    quoted = _paragraphs(body_blocks, width)
    _settle_quotations(quoted, asker)
    for line in settle_headings(body_blocks):
        _ask_about_heading(line, asker)
    _settle_paragraphs(body_blocks, width)
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
    for block in blocks:
        for line in block:
            if stands_alone(line.words):
                line.settle(Role.FURNITURE)
        if len(block) == 1 and is_scene_break(block[0].words):
            block[0].settle(Role.SCENE_BREAK)
        elif len(block) > 1:
            for line in block:
                if not line.is_settled and is_scene_break(line.words):
                    line.settle(Role.SCENE_BREAK)


def _settle_shapes(blocks: list[Stretch], width: int | None) -> None:
    base = _base_indent(blocks)
    for block in blocks:
        last = block[-1]
        has_attribution = len(block) > 1 and is_attribution(last.words)
        inner = block[:-1] if has_attribution else block
        role = _shape(inner, base, width)
        if role is None:
            continue
        for line in inner:
            line.settle(role)
        if has_attribution:
            last.settle(
                Role.ATTRIBUTION if role in (Role.VERSE, Role.INDENTED) else role
            )


def _base_indent(blocks: list[Stretch]) -> int:
    """The indent of most lines that do not begin a block."""
    indents = sorted(line.indent for block in blocks for line in block)
    return indents[len(indents) // 2] if indents else 0


def _shape(block: Stretch, base: int, width: int | None) -> Role | None:
    if is_list(block):
        return Role.LIST
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


def _settle_pictures(blocks: list[Stretch], asker: _Asker) -> None:
    for block in blocks:
        open_lines = _open(block)
        if not open_lines or len(open_lines) > 2:
            continue
        first = open_lines[0]
        words = first.words
        is_marked = is_marked_picture(words)
        after_button = any(
            line.role is Role.FURNITURE and "image" in line.words.lower()
            for line in block
        )
        if not is_marked and not (
            looks_like_picture(words) or (after_button and len(words) < 200)
        ):
            continue
        captions = open_lines[1:]
        if any(not is_caption(line.words) for line in captions):
            continue
        if not is_marked and not after_button:
            key = asker.choose(
                first,
                "Does this describe a picture?",
                (
                    ("f", "a figure with a placeholder"),
                    ("p", "a paragraph"),
                    ("s", "set aside"),
                ),
            )
        else:
            asker.note(first, "a figure with a placeholder", "a paragraph, set aside")
            key = "f"
        role = {"f": Role.PICTURE, "s": Role.FURNITURE}.get(key)
        if role is not None:
            for line in open_lines:
                line.settle(role)


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
                and not is_attribution(line.words)
                and _goes_on(before, line, width or 0)
            )
            if goes_on:
                found[-1].lines.append(line)
            else:
                found.append(_Paragraph([line]))
            before = line
    return found


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph goes on over a line's end."""
    is_indented = following.indent >= line.indent + 2
    return was_wrapped(line, following, width) and not is_indented


def _settle_quotations(paragraphs: list[_Paragraph], asker: _Asker) -> None:
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if not paragraph.is_open or not opens_quotation(paragraph.words):
            index += 1
            continue
        if split_attribution(paragraph.words) is not None:
            paragraph.settle(Role.QUOTED)
            asker.note(paragraph.lines[0], "a quotation with its attribution", "text")
            index += 1
            continue
        index = _settle_run(paragraphs, index, asker)


def _settle_run(paragraphs: list[_Paragraph], start: int, asker: _Asker) -> int:
    """Settle a quotation of one paragraph or several; the index behind it."""
    run = _quotation_run(paragraphs, start)
    end = start + len(run)
    if not run:
        return start + 1
    follower = paragraphs[end] if end < len(paragraphs) else None
    first = run[0].lines[0]
    if follower and follower.is_open and is_attribution(follower.words):
        for paragraph in run:
            paragraph.settle(Role.QUOTATION)
        follower.settle(Role.ATTRIBUTION)
        asker.note(first, "a quotation with its attribution", "text")
        return end + 1
    before = paragraphs[start - 1].words if start else ""
    if len(run) == 1 and before.endswith(":") and not _is_speech(paragraphs, start):
        key = asker.choose(
            first,
            "Is this a quotation set off from the text?",
            (("q", "a quotation set off"), ("p", "a paragraph")),
        )
        if key == "q":
            run[0].settle(Role.QUOTATION)
    return end


def _quotation_run(paragraphs: list[_Paragraph], start: int) -> list[_Paragraph]:
    """The paragraphs of a quotation: each opens it anew, the last one closes it."""
    opening = paragraphs[start].words[0]
    run: list[_Paragraph] = []
    for paragraph in paragraphs[start : start + 8]:
        words = paragraph.words
        if not paragraph.is_open or words[:1] != opening:
            return []
        run.append(paragraph)
        if is_whole_quotation(words):
            return run
        if closes_quotation(words, opening) or _has_closing(words, opening):
            return []
    return []


def _has_closing(words: str, opening: str) -> bool:
    closing = {"“": "”", '"': '"', "«": "»"}.get(opening)
    return closing is not None and closing in words[1:]


def _is_speech(paragraphs: list[_Paragraph], index: int) -> bool:
    """Whether people speak here: another paragraph close by opens a quotation too."""
    near = paragraphs[max(0, index - 3) : index] + paragraphs[index + 1 : index + 4]
    return any(p.is_open and opens_quotation(p.words) for p in near)


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
