"""What each line of a plain text is: the rules, in their order."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bookmaker.importers.model import Ask, Guess
from bookmaker.importers.plain_text.asking import Asker
from bookmaker.importers.plain_text.boxes import dense_part
from bookmaker.importers.plain_text.chapter_heads import (
    opens_chapter,
    settle_chapter_heads,
    settle_titles_of_numerals,
)
from bookmaker.importers.plain_text.dates import is_date
from bookmaker.importers.plain_text.diagrams import (
    joined_over_pages,
    settle_diagrams,
    settle_leaders,
    settle_page_ends,
)
from bookmaker.importers.plain_text.diaries import (
    settle_entries,
    settle_title_alone,
)
from bookmaker.importers.plain_text.foot import set_end_mark_aside, set_foot_aside
from bookmaker.importers.plain_text.furniture import (
    begins_contents,
    begins_titles,
    is_button,
    is_button_below,
    is_label,
    is_phrase,
    is_sure,
    reads_as_sentence,
    stands_alone,
)
from bookmaker.importers.plain_text.gutenberg import Header, take_header
from bookmaker.importers.plain_text.head import (
    read_byline,
    says_only_by,
    settle_head,
    settle_repeated,
)
from bookmaker.importers.plain_text.headings import (
    lone_phrases,
    parted_heads,
    settle_headings,
)
from bookmaker.importers.plain_text.line_shapes import (
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
from bookmaker.importers.plain_text.page_marks import (
    has_apart_paragraphs,
    page_box,
    parted_from_heads,
    site_names,
)
from bookmaker.importers.plain_text.paragraphs import (
    LONG,
    SET_OFF,
    least_full_of,
    paragraphs_of,
    parted_by_lines,
)
from bookmaker.importers.plain_text.picture_lines import (
    describes_above_caption,
    describes_after_button,
    describes_at_head,
    describes_in_a_sentence,
    describes_picture,
    is_caption,
    is_caption_apart,
    is_marked_picture,
    is_picture_credit,
    is_unended_phrase,
    looks_like_picture,
    maker_of_picture,
)
from bookmaker.importers.plain_text.poems import (
    settle_long_lines,
    settle_poems,
    settle_stanzas,
)
from bookmaker.importers.plain_text.printed_contents import settle_printed_contents
from bookmaker.importers.plain_text.quotations import (
    attributes_quotation,
    is_attribution,
    is_person,
    is_whole_quotation,
    is_work_of,
    without_dash,
)
from bookmaker.importers.plain_text.set_off import (
    AT_RIGHT,
    MORE_LINES,
    MOST_WORDS,
    settle_quotations,
)
from bookmaker.importers.plain_text.typescripts import settle_address


@dataclass(slots=True)
class Recognised:
    """A text whose every line has its role."""

    lines: list[Line]
    width: int | None
    guesses: list[Guess] = field(default_factory=list)
    header: Header | None = None
    """What Project Gutenberg says of the book, if it made the text."""


def recognise(text: str, source: str, ask: Ask, kind: str = "auto") -> Recognised:
    """Say what each line is; where that is doubtful, `ask`.

    `kind` is one of `TEXT_KINDS`: verse keeps its lines, prose has no verse, and in a
    play who speaks stands on a line of their own.
    """
    lines = split_lines(text)
    header = take_header(lines)
    if header is None and kind == "gutenberg":
        header = Header(
            title=None, subtitle=None, authors=(), contributors=(), language=None
        )
    settle_page_ends(lines)
    settle_printed_contents(lines)
    lines = joined_over_pages(lines)
    blocks = _rest(stretches(lines))
    settle_diagrams(blocks)
    settle_leaders(blocks)
    blocks = _rest(blocks)
    asker = Asker(source, ask, lines)
    blocks = settle_address(blocks)
    first = settle_entries(blocks)
    settle_head(blocks[:first])
    if first < len(blocks):
        settle_title_alone(blocks[:first])
    settle_repeated(lines)
    width = find_width([_open(block) for block in blocks if _open(block)])
    names = {
        read_byline(line.words)[0]
        for line in lines
        if line.role is Role.BYLINE and not says_only_by(line.words)
    }
    is_apart = width is None and has_apart_paragraphs(blocks)
    marks = site_names(lines) | names if is_apart else None
    kept = set_foot_aside(blocks, names, marks)
    _ask_about_pictures_at_foot(blocks[kept:], asker)
    blocks = parted_by_lines(blocks[:kept])
    set_end_mark_aside(blocks)
    _settle_alone(_rest(blocks), marks)
    if is_apart:
        blocks = parted_from_heads(blocks)
        _settle_alone(_rest(blocks), marks)
    settle_chapter_heads(_rest(blocks))
    whole = stretches(line for line in lines if line.role is not Role.FURNITURE)
    settle_titles_of_numerals(whole)
    if kind in ("verse", "play"):
        settle_stanzas(_rest(blocks), has_speakers=kind == "play")
    if kind != "prose":
        settle_long_lines(_rest(blocks), _base_indent(_rest(blocks)))
    _settle_signed(_rest(blocks), names if is_apart else None)
    _settle_credited(lines, _rest(blocks), asker)
    settle_quotations(paragraphs_of(blocks, width), asker)
    _settle_shapes(_rest(blocks), width, may_be_verse=kind != "prose")
    settle_poems([part for block in blocks for part in _runs(block)])
    _settle_notes(_rest(blocks), text)
    _settle_pictures(blocks, lines, width, asker)
    if is_apart:
        _settle_unended(blocks, asker)
    parted = [part for block in blocks for part in parted_heads(_runs(block), width)]
    has_chapters = sum(_names_chapter(line) for line in lines) >= _LEAST_CHAPTERS
    for line in lone_phrases(parted):
        if (role := _picture_role(line, asker, is_certain=False)) is not None:
            line.settle(role)
    for line in settle_headings(parted):
        _ask_about_heading(line, asker, is_likely=not has_chapters)
    _settle_paragraphs(blocks, width)
    return Recognised(lines, width, asker.guesses, header)


def _ask_about_pictures_at_foot(blocks: list[Stretch], asker: Asker) -> None:
    """Propose as a figure what describes the picture at the foot of a page."""
    for block in blocks:
        line = block[0]
        if len(block) == 1 and describes_picture(line.words):
            line.role = _picture_role(line, asker, is_certain=False) or line.role


_LEAST_SAID = 5
_LONGEST_SIGNATURE = 8
"""Words."""


def _settle_signed(blocks: list[Stretch], names: Collection[str] | None) -> None:
    """Settle a whole quotation with a short line at once below it: whose it is.

    Where paragraphs are apart it needs no marks if a person is named below a sentence:
    `names` are those of the makers, who sign their own; `None` elsewhere.
    """
    for at, block in enumerate(blocks):
        if len(block) != 2:
            continue
        if not is_whole_quotation(block[0].words):
            is_last = at + 1 == len(blocks)
            if names is not None and not is_last and _is_signed(block, names):
                block[0].settle(Role.QUOTATION)
                block[1].settle(Role.ATTRIBUTION)
            continue
        said, who = block[0].words, block[1].words
        is_short = len(who.split()) <= _LONGEST_SIGNATURE and who[0].isupper()
        if is_short and is_label(who) and len(said.split()) >= _LEAST_SAID:
            block[0].settle(Role.QUOTATION)
            block[1].settle(Role.ATTRIBUTION)


def _is_signed(block: Stretch, names: Collection[str]) -> bool:
    said, who = block[0].words, block[1].words
    return (
        is_person(who)
        and not any(name in who for name in names)
        and reads_as_sentence(said)
        and len(said.split()) <= MOST_WORDS
        and said[0].isupper()
        and said[-1] in ".!?"
        and not (describes_picture(said) or describes_at_head(said))
        and not looks_like_picture(said.rstrip("."))
    )


def _settle_credited(lines: list[Line], blocks: list[Stretch], asker: Asker) -> None:
    """Settle descriptions above a name that a credit elsewhere on the page has."""
    makers = {name for line in lines if (name := maker_of_picture(line.words))}
    for block in blocks:
        if len(block) != 2 or block[1].words not in makers:
            continue
        if describes_in_a_sentence(block[0].words):
            asker.note(block[0], "a figure with a placeholder", "a paragraph")
            for line in block:
                line.settle(Role.PICTURE)


def _runs(block: Stretch) -> list[Stretch]:
    """The stretches of a block of one kind: settled lines of a role, and open ones."""
    keys = itertools.groupby(block, key=lambda o: o.role if o.is_settled else None)
    return [list(run) for _, run in keys]


def _open(block: Stretch) -> Stretch:
    return [line for line in block if not line.is_settled]


def _rest(blocks: list[Stretch]) -> list[Stretch]:
    return [part for block in blocks if (part := _open(block))]


# --- Shapes -----------------------------------------------------------------------


def _settle_alone(blocks: list[Stretch], marks: Collection[str] | None) -> None:
    """Settle furniture among the author's paragraphs, and scene breaks.

    `marks` are names that mark a page's lines; `None` where shape is no evidence.
    """
    often = collections.Counter(line.words for block in blocks for line in block)
    last: Stretch = []
    for block in blocks:
        box = page_box(block, marks) if marks is not None else []
        for line in box or _furniture_of(block, often):
            line.settle(Role.FURNITURE)
        for above, line in itertools.pairwise([*last, *block]):
            if above.role is Role.FURNITURE and is_button_below(line.words):
                line.settle(Role.FURNITURE)
        last = block[-1:]
        if len(block) == 1 and is_scene_break(block[0].words):
            block[0].settle(Role.SCENE_BREAK)
        elif len(block) > 1:
            for line in block:
                if not line.is_settled and is_scene_break(line.words):
                    line.settle(Role.SCENE_BREAK)


def _furniture_of(block: Stretch, often: Mapping[str, int]) -> Stretch:
    """The lines of a block that are a page's: all, most, or single ones."""
    if _is_box(block) or _is_contents(block, often):
        return block
    if len(block) == 1 and is_button(block[0].words):
        return block
    alone = [line for line in block if stands_alone(line.words)]
    return [*dense_part(block), *alone]


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
    phrases = [o.words for o in block if is_phrase(o.words) or is_date(o.words)]
    if begins_titles(block[0].words) and len(block) > 1:
        return all(is_label(line.words) for line in block)
    return (
        len(block) > 1
        and len(phrases) * 3 >= len(block) * 2
        and any(is_sure(words) or is_date(words) for words in phrases)
        and all(is_phrase(o.words) or is_label(o.words) for o in block)
    )


def _settle_shapes(
    blocks: list[Stretch], width: int | None, *, may_be_verse: bool = True
) -> None:
    base = _base_indent(blocks)
    is_parted = least_full_of(blocks, width) is not None

    def is_prose(block: Stretch) -> bool:
        return not may_be_verse or (is_parted and _reads_on(block, base, width or 0))

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
        if role is None or (role is Role.VERSE and is_prose(inner)):
            continue
        _settle_shape(inner, attribution, role)


def _settle_shape(inner: Stretch, attribution: Stretch, role: Role) -> None:
    for line in inner:
        line.settle(role)
    keeps = role in (Role.VERSE, Role.INDENTED, Role.QUOTATION)
    for line in attribution:
        line.settle(Role.ATTRIBUTION if keeps else role)


def _reads_on(block: Stretch, base: int, width: int) -> bool:
    """Whether lines are a sentence that goes on, in a text with paragraphs apart."""
    return all(
        len(line.text) * 2 >= width
        and line.indent == following.indent == base
        and following.words[0].islower()
        for line, following in itertools.pairwise(block)
    )


def _attributed(block: Stretch) -> tuple[Stretch, Stretch]:
    """The lines of a block, and those at its end that say whose they are."""
    for count in range(1, min(len(block), 2 + MORE_LINES)):
        first, *more = block[-count:]
        is_at_right = first.indent >= block[0].indent + AT_RIGHT
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
    is_short = sum(len(line.words.split()) for line in said) <= MOST_WORDS
    ends = last.words.endswith((",", ":", ";")) or is_attribution(last.words)
    is_said = is_signed and is_short and not is_by_chance and not ends
    return Role.QUOTATION if is_said else None


def _single_set_off(block: Stretch, base: int) -> Role | None:
    is_set_off = len(block) == 1 and block[0].indent >= base + SET_OFF
    return Role.INDENTED if is_set_off else None


_LEAST_PROSE = 40


def _base_indent(blocks: list[Stretch]) -> int:
    """The indent of the text: the smallest that a fifth of the lines have."""
    lines = [line for block in blocks for line in block]
    prose = [line for line in lines if len(line.words) >= _LEAST_PROSE]
    counts = collections.Counter(line.indent for line in prose or lines)
    common = [i for i, count in counts.items() if count * 5 >= counts.total()]
    return min(common, default=0)


def _shape(block: Stretch, base: int, width: int | None) -> Role | None:
    if is_list(block):
        return Role.LIST
    if any(is_marked_picture(o.words) or is_picture_credit(o.words) for o in block):
        return None
    if is_address(block):
        return Role.ADDRESS
    if any(len(line.text) > LONG or line.goes_on for line in block):
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


def _settle_pictures(
    blocks: list[Stretch], lines: list[Line], width: int | None, asker: Asker
) -> None:
    captions_at = {line.number for line in lines if line.role is Role.PICTURE}
    above: Line | None = None
    count = 0
    for block, has_button in _with_buttons(blocks):
        open_lines = _open(block)
        is_at_head = (
            above is not None and above.role in _OF_HEAD and count < _MOST_ABOVE_TEXT
        )
        last = above if above is not None and above.role is Role.PICTURE else None
        above = block[-1]
        count += bool(open_lines)
        if not open_lines or len(open_lines) > 2:
            continue
        if _is_one_paragraph(open_lines, width):
            words, captions = " ".join(line.words for line in open_lines), []
        else:
            words, captions = open_lines[0].words, open_lines[1:]
        is_certain = (
            is_marked_picture(words)
            or any(
                is_picture_credit(o.words) or is_marked_picture(o.words)
                for o in captions
            )
            or is_picture_credit(words)
            or (has_button and describes_after_button(words))
            or (
                (_has_button_within(block) or block[-1].number + 1 in captions_at)
                and describes_in_a_sentence(words)
            )
        )
        if len(captions) == 1 and describes_above_caption(words, captions[0].words):
            is_certain = True
        is_described = describes_picture(words) or (
            is_at_head and not captions and describes_at_head(words)
        )
        if not (is_certain or is_described or looks_like_picture(words)):
            continue
        if any(o.words[0].islower() for o in captions) or not (
            is_certain or all(is_caption(o.words) for o in captions)
        ):
            continue
        is_apart = len(block) == 1 and is_caption_apart(words)
        if is_apart and last is not None and not is_caption_apart(last.words):
            open_lines[0].is_caption = True
        role = _picture_role(open_lines[0], asker, is_certain=is_certain)
        if role is not None:
            for line in open_lines:
                line.settle(role)


def _settle_unended(blocks: list[Stretch], asker: Asker) -> None:
    """Settle long phrases without a stop, amid paragraphs apart, as pictures.

    Alone, or with a caption below that has no stop either.
    """
    for block in blocks[1:-1]:
        is_open = not any(line.is_settled for line in block)
        # A shorter phrase that stands alone may be a heading.
        is_long = len(block) > 1 or len(block[0].words.split()) > _LONGEST_HEADING
        if not (is_open and is_long) or len(block) > 2:
            continue
        if not is_unended_phrase(block[0].words):
            continue
        is_below = all(_is_unended_caption(line.words) for line in block[1:])
        if is_below and (role := _picture_role(block[0], asker, is_certain=False)):
            for line in block:
                line.settle(role)


_LONGEST_HEADING = 10
"""Words."""


def _is_unended_caption(words: str) -> bool:
    is_begun = words[0].isupper() and len(words.split()) > 2
    return is_begun and not reads_as_sentence(words) and words[-1] not in ",;:.!?”"


_OF_HEAD = frozenset({Role.TITLE, Role.BYLINE, Role.DATE, Role.FURNITURE})
_MOST_ABOVE_TEXT = 3
"""Blocks above a text that none of its paragraphs is: a standfirst, an epigraph."""


def _has_button_within(block: Stretch) -> bool:
    """Whether a button to enlarge a picture is in a block."""
    return any(
        line.role is Role.FURNITURE and "image" in line.words.lower() for line in block
    )


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
        and all(len(line.text) <= LONG for line in lines)
        and is_wrapped_throughout(lines, width)
    )


def _picture_role(first: Line, asker: Asker, *, is_certain: bool) -> Role | None:
    """What becomes of a description: asked for, where nothing says that it is one."""
    if is_certain:
        asker.note(first, "a figure with a placeholder", "a paragraph, set aside")
        return Role.PICTURE
    key = asker.choose(
        first,
        "Does this describe an image?",
        (
            ("f", "a figure with a placeholder"),
            ("p", "a paragraph"),
            ("s", "set aside"),
        ),
    )
    return {"f": Role.PICTURE, "s": Role.FURNITURE}.get(key)


# --- Headings and paragraphs ------------------------------------------------------


_LEAST_CHAPTERS = 3
"""Where a book names so many, a short line between paragraphs is hardly a heading."""


def _names_chapter(line: Line) -> bool:
    is_head = line.role is Role.HEADING
    return is_head and (line.names_chapter or opens_chapter(line.words))


def _ask_about_heading(line: Line, asker: Asker, *, is_likely: bool) -> None:
    choices = (("h", "a heading"), ("p", "a paragraph"))
    safe = choices if is_likely else choices[::-1]
    key = asker.choose(line, "Is this a heading?", safe)
    if key == "p":
        line.role = Role.BODY


def _settle_paragraphs(blocks: list[Stretch], width: int | None) -> None:
    for paragraph in paragraphs_of(blocks, width):
        if not paragraph.is_open:
            continue
        first, *others = paragraph.lines
        first.settle(Role.BODY)
        for line in others:
            line.settle(Role.CONTINUATION)
