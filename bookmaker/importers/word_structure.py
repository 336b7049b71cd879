"""What the looks of a Word file say where no style does: heads, breaks, quotations.

Every paragraph that is taken for something gets a style of our own, which the style map
for mammoth knows; what a book has no place for is taken out and set aside.
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from bookmaker.importers.model import (
    Choice,
    Disposition,
    Guess,
    ImportOptions,
    Question,
    SourcePiece,
)
from bookmaker.importers.plain_text.chapter_heads import (
    is_bare_number,
    opens_chapter,
)
from bookmaker.importers.plain_text.head import (
    is_byline,
    names_kind,
    read_byline,
    says_only_by,
)
from bookmaker.importers.plain_text.headings import is_named_part
from bookmaker.importers.plain_text.line_shapes import is_scene_break
from bookmaker.importers.plain_text.quotations import is_person
from bookmaker.importers.plain_text.typescripts import END_MARK, WORD_COUNT
from bookmaker.importers.word_looks import ParagraphLook, Styles, W, looks_of

STYLE_PREFIX = "Imported"
STYLE_MAP = "\n".join(
    [
        *(f"p.{STYLE_PREFIX}Heading{n} => h{n}:fresh" for n in range(1, 7)),
        f"p.{STYLE_PREFIX}Quotation => blockquote > p:fresh",
        f"p.{STYLE_PREFIX}Dedication => div.imported-dedication > p:fresh",
    ]
)
_AUTHOR = re.compile(r"authors?(?: name)?|byline|by-line|autor(?:in)?|auteur|verfasser")
_DEDICATION = re.compile(r"dedication|widmung|dédicace|dedicatoria|dedica")
_CONTENTS = re.compile(
    r"toc ?(?:\d|heading)|contents ?(?:\d|heading)|table of (?:figures|authorities)"
    r"|(?:inhaltsverzeichnis|verzeichnis) ?\d?"
)
_CONTENTS_NAME = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|table des matières"
    r"|[íi]ndice|sumario",
    re.I,
)
_CHAPTER_STYLE = re.compile(
    r"(?:.*\b)?chapter(?: ?(?:title|heading|head|name|number))?"
    r"|kapitel(?:überschrift)?|chapitre|capítulo|überschrift 1|titre 1"
)
_BREAK_STYLE = re.compile(
    r"(?:scene|section) ?break|ornament(?:al break)?|separator|trenner"
)
_QUOTE_STYLE = re.compile(r"(?:block ?)?(?:quotation|quote|zitat|citation|cita).*")
_SENTENCE_END = re.compile(r"[.,;:!?…][\"'”’)\]]*$")
_MOST_WORDS = 10
_LONGEST_LINE = 80
_PSEUDONYM = re.compile(
    r"\(?(?:writing as|as by|pseudonym|pen name|unter dem (?:namen|pseudonym)"
    r"|sous le (?:nom|pseudonyme)|bajo el (?:nombre|seudónimo))\b",
    re.I,
)
_DEDICATED = re.compile(
    r"(?:for|to|in memory of|für|meine[rm]|dem andenken|pour|à|en mémoire|para"
    r"|a la memoria|per|alla?|voor)\s",
    re.I,
)
_REST = 4
"""Paragraphs below the maker that may stand on the title page."""
_HEAD = 24
"""Paragraphs with words among which a manuscript's title stands."""
_SET_OFF = 360
"""Twentieths of a point: a quarter of an inch."""
_LEAST_PROSE = 60


@dataclass(slots=True)
class Structure:
    """What was found, and the account of it."""

    title: str | None = None
    subtitle: str | None = None
    authors: list[str] = field(default_factory=list)
    is_manuscript: bool = False
    """Whether the file is in the form that publishers ask for."""
    pieces: list[SourcePiece] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def find_structure(
    document: etree._Element,
    styles: etree._Element | None,
    source: str,
    options: ImportOptions,
) -> Structure:
    """Give paragraphs the styles that their looks stand for, in place."""
    finder = _Finder(document, Styles(styles), source, options)
    finder.find()
    return finder.found


class _Finder:
    def __init__(
        self,
        document: etree._Element,
        styles: Styles,
        source: str,
        options: ImportOptions,
    ) -> None:
        self._document = document
        self._looks = looks_of(document, styles)
        self._source = source
        self._options = options
        self.found = Structure()

    def find(self) -> None:
        """Find all, each on what the ones before have left."""
        self._contents()
        self._styled()
        self._manuscript_head()
        self._chapters()
        self._quotations()
        self._scene_breaks()
        self._remark()

    # --- The account ----------------------------------------------------------------

    def _open(self) -> list[ParagraphLook]:
        """The paragraphs with words that nothing was said of yet."""
        return [look for look in self._looks if look.words and look.role is None]

    def _take(self, look: ParagraphLook, what: str, fate: Disposition) -> None:
        """Take a paragraph out of the text."""
        look.role = what
        piece = SourcePiece(
            source=self._source, line=None, fate=fate, what=what, words=look.words
        )
        self.found.pieces.append(piece)
        parent = look.tag.getparent()
        if parent is not None:
            parent.remove(look.tag)

    def _guess(self, look: ParagraphLook, chosen: str, other: str) -> None:
        self.found.guesses.append(
            Guess(
                source=self._source,
                line=None,
                words=look.words,
                chosen=chosen,
                alternative=other,
            )
        )

    def _is_so(self, look: ParagraphLook, text: str, chosen: str, other: str) -> bool:
        """Ask whether a guess is right; where nobody is asked, it is."""
        choices = (Choice(key="y", label=chosen), Choice(key="n", label=other))
        question = Question(
            source=self._source,
            line=None,
            words=look.words,
            text=text,
            choices=choices,
            before=self._near(look, -1),
            after=self._near(look, 1),
        )
        is_so = self._options.ask(question) == "y"
        taken, left = (chosen, other) if is_so else (other, chosen)
        self._guess(look, taken, left)
        return is_so

    def _near(self, look: ParagraphLook, step: int) -> str:
        """The words of the paragraph above or below."""
        with_words = [o for o in self._looks if o.words]
        at = next(i for i, o in enumerate(with_words) if o is look) + step
        return with_words[at].words if 0 <= at < len(with_words) else ""

    def _style(self, look: ParagraphLook, name: str) -> None:
        properties = look.tag.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            look.tag.insert(0, properties)
        style = properties.find(f"{W}pStyle")
        if style is None:
            style = etree.Element(f"{W}pStyle")
            properties.insert(0, style)
        style.set(f"{W}val", STYLE_PREFIX + name)
        look.role = name

    # --- What styles and fields say ---------------------------------------------------

    def _contents(self) -> None:
        """Take out printed contents: those of the book have pages that are right."""
        fielded = set(_in_contents_field(self._document))
        for index, look in enumerate(self._looks):
            is_entry = look.tag in fielded or _CONTENTS.fullmatch(look.style)
            if look.words and is_entry:
                above = self._looks[index - 1] if index else None
                is_named = above is not None and _is_contents_name(above.words)
                if above is not None and is_named and above.role is None:
                    self._take(above, "the printed contents", Disposition.ASIDE)
                self._take(look, "the printed contents", Disposition.ASIDE)

    def _styled(self) -> None:  # noqa: C901 - a case a style
        for look in self._open():
            if look.outline is not None:
                if not look.style.startswith("heading "):
                    self._style(look, f"Heading{look.outline}")
                else:
                    look.role = "heading"
            elif look.style in ("title", "subtitle"):
                look.role = look.style
            elif _AUTHOR.fullmatch(look.style):
                self._take(look, "the author", Disposition.MOVED)
                self.found.authors.append(_name(look.words))
            elif _DEDICATION.fullmatch(look.style):
                self._style(look, "Dedication")
            elif _CHAPTER_STYLE.fullmatch(look.style):
                self._style(look, "Heading1")
            elif _BREAK_STYLE.fullmatch(look.style):
                self._break(look)
            elif _QUOTE_STYLE.fullmatch(look.style):
                self._style(look, "Quotation")
            elif look.is_centred and is_scene_break(look.words):
                look.role = "break"
        self._join_heads([o for o in self._looks if o.role == "Heading1"])

    # --- The first page of a manuscript -----------------------------------------------

    def _manuscript_head(self) -> None:
        """Take the title, the maker, and the address and the count of a manuscript."""
        if any(look.role == "title" for look in self._looks):
            return
        head = self._open()[:_HEAD]
        count = next((i for i, o in enumerate(head[:12]) if _is_count(o)), None)
        at = next(
            (i for i, o in enumerate(head) if o.stands_out and not _is_count(o)), None
        )
        if at is None or any(len(o.words) > _LONGEST_LINE for o in head[:at]):
            return
        title, below = head[at], head[at + 1 : at + 4]
        if opens_chapter(title.words) or is_named_part(title.words):
            return
        makers = [o for o in below if is_byline(o.words) or says_only_by(o.words)]
        is_page = at == 0 and _is_title_page(head)
        if count is None and not (at == 0 and (makers or is_page)):
            return
        self.found.is_manuscript = count is not None
        contact = head[:at]
        for look in contact:
            self._take(look, "the head of a manuscript", Disposition.ASIDE)
        self.found.title = title.words
        self._guess(title, "the title", "a paragraph")
        self._take(title, "the title", Disposition.MOVED)
        self._makers(below)
        self._rest_of_title_page()
        if not self.found.authors and contact:
            name = WORD_COUNT.sub("", contact[0].words).strip(" ,;–—-")
            if is_person(name):
                self.found.authors.append(name)
        if self.found.is_manuscript:
            self._read_as_typed()

    def _makers(self, below: Sequence[ParagraphLook]) -> None:
        """Take the lines below a title that say who made it."""
        is_named = False
        for look in below:
            if (
                look.opens_page
                or opens_chapter(look.words)
                or not (look.is_centred or is_byline(look.words))
            ):
                return
            if is_byline(look.words) or (is_named and is_person(look.words)):
                self.found.authors.append(_name(look.words))
                self._take(look, "a byline", Disposition.MOVED)
                return
            if says_only_by(look.words):
                self._take(look, "the mark of a byline", Disposition.ASIDE)
                is_named = True
            elif _is_count(look):
                self.found.is_manuscript = True
                self._take(look, "the head of a manuscript", Disposition.ASIDE)
            elif not is_named and is_person(look.words) and not names_kind(look.words):
                self.found.authors.append(look.words)
                self._take(look, "a byline", Disposition.MOVED)
                return
            elif self.found.subtitle is None and not is_named and _is_line(look):
                self.found.subtitle = look.words
                self._take(look, "the subtitle", Disposition.MOVED)
            else:
                return

    def _rest_of_title_page(self) -> None:
        """Take a pseudonym and a dedication below the maker, on the same page."""
        for look in self._open()[:_REST]:
            if look.opens_page or not _is_line(look) or opens_chapter(look.words):
                return
            if _PSEUDONYM.match(look.words):
                self._take(look, "the head of a manuscript", Disposition.ASIDE)
            elif look.is_centred and _DEDICATED.match(look.words):
                self._style(look, "Dedication")
            else:
                return

    def _read_as_typed(self) -> None:
        """Read what typists do: underline for italics, END below the last line."""
        last = next(reversed(self._open()), None)
        closing = [o for o in self._looks if o.words and o.role in (None, "break")]
        if closing and END_MARK.fullmatch(closing[-1].words) and last is not None:
            self._take(
                closing[-1], "the mark of the manuscript’s end", Disposition.ASIDE
            )
        runs = list(self._document.iter(f"{W}rPr"))
        if any(run.find(f"{W}i") is not None for run in runs):
            return
        lined = [(run, mark) for run in runs if (mark := run.find(f"{W}u")) is not None]
        for run, mark in lined:
            if mark.get(f"{W}val") == "single":
                run.replace(mark, etree.Element(f"{W}i"))
        if lined:
            self.found.remarks.append(
                f"{self._source}: words underlined are in italics, as manuscripts "
                "have it."
            )

    # --- Chapters ---------------------------------------------------------------------

    def _chapters(self) -> None:
        """Find the heads of chapters by their words and looks, if no style has any."""
        levels = [o for o in self._looks if o.role is not None and "eading" in o.role]
        if levels:
            return
        looks = [o for o in self._looks if o.words and o.role in (None, "break")]
        named = [o for i, o in enumerate(looks) if _is_named(looks, i)]
        numbers = [o for o in looks if o.stands_out and is_bare_number(o.words)]
        if len(numbers) > 1 and not any(_is_of_chapter(o) for o in named):
            # Between a prologue and the parts, numbers alone are chapters.
            named = [o for o in looks if o in named or o in numbers]
        titled = [o for i, o in enumerate(looks) if _is_titled_page(looks, i)]
        is_counted = any(opens_chapter(o.words) for o in named) or (
            len(numbers) > 1 and all(o in named for o in numbers)
        )
        if len(titled) > 1 and not (named and is_counted):
            named = [o for o in looks if o in titled or o in named]
        heads = []
        for look in named:
            if self._is_so(
                look,
                "Does a chapter begin here?",
                "the head of a chapter",
                "a paragraph",
            ):
                self._style(look, "Heading1")
                heads.append(look)
        numbered = _numbered_titles(looks)
        self._join_heads(heads, may_take_titles=True, apart=numbered)
        for index, look in enumerate(looks):
            is_open = look.role is None and (
                look in numbered or _is_section(looks, index)
            )
            text = "Is this a heading?"
            if is_open and self._is_so(look, text, "a heading", "a paragraph"):
                self._style(look, "Heading2")

    def _join_heads(
        self,
        heads: Sequence[ParagraphLook],
        *,
        may_take_titles: bool = False,
        apart: Sequence[ParagraphLook] = (),
    ) -> None:
        """Join the number of a chapter and the title that stands below it.

        `apart` are lines that look like such titles and are headings themselves.
        """
        with_words = [
            o for o in self._looks if o.words and o.tag.getparent() is not None
        ]
        for head in heads:
            if head.tag.getparent() is None or not (
                is_bare_number(head.words) or opens_chapter(head.words)
            ):
                continue
            at = next(i for i, o in enumerate(with_words) if o is head)
            below = with_words[at + 1] if at + 1 < len(with_words) else None
            if below is None or below.opens_page:
                continue
            is_number = is_bare_number(below.words)
            is_head = below.role == "Heading1" and not (
                opens_chapter(below.words) or is_number
            )
            is_title = (
                may_take_titles
                and below.role is None
                and below not in apart
                and below.stands_out
                and not is_number
                and _is_line(below)
                and not is_scene_break(below.words)
            )
            if is_head or is_title:
                _append(head.tag, below.tag)
                below.role = "joined"

    # --- Quotations and scene breaks ---------------------------------------------

    def _quotations(self) -> None:
        """Find what is set off by indents on both sides, or on the left alone."""
        prose = [o for o in self._open() if not o.is_item and not o.is_centred]
        set_off = [o for o in prose if o.left >= _SET_OFF and o.first <= 0]
        both = [o for o in set_off if o.right >= _SET_OFF]
        if len(set_off) * 4 > len(prose):
            set_off = both
        if len(both) * 2 > len(prose):
            return
        for look in set_off:
            if look.first == 0 and self._is_so(
                look, "Is this a quotation?", "a quotation by its indent", "a paragraph"
            ):
                self._style(look, "Quotation")

    def _scene_breaks(self) -> None:
        """Find the blank paragraphs that part scenes, where others do not part."""
        gaps = list(_gaps(self._looks))
        usual = collections.Counter(min(len(gap), 2) for gap, _, _ in gaps)
        most = 1 if usual[1] > usual[0] + usual[2] else 0
        wide = [g for g in gaps if len(g[0]) > most and not _has_rule(g[0])]
        is_rare = len(wide) * 3 <= len(gaps)
        for gap, below, is_prose in gaps:
            ruled = [o for o in gap if o.has_rule]
            if ruled or (is_rare and len(gap) > most and is_prose):
                what = (
                    "a scene break (a line)"
                    if ruled
                    else "a scene break (a blank line)"
                )
                mark = ruled[0] if ruled else gap[0]
                self._guess(below, f"{what} above this", "space")
                self._break(mark)

    def _break(self, look: ParagraphLook) -> None:
        for run in look.tag.findall(f"{W}r"):
            look.tag.remove(run)
        run = etree.SubElement(look.tag, f"{W}r")
        etree.SubElement(run, f"{W}t").text = "***"
        look.role = "break"

    # --- What is left out --------------------------------------------------------

    def _remark(self) -> None:
        """Say what the pages of the file have that a manuscript does not hold."""
        rest = [o for o in self._looks if o.role is None]
        runs = list(self._document.iter(f"{W}rPr"))
        counts = (
            (sum(o.is_centred for o in rest if o.words), "centred paragraph"),
            (sum(o.opens_page for o in self._looks[1:] if o.words), "page break"),
            (sum(o.is_blank for o in rest), "blank paragraph"),
            (sum(_is_coloured(run) for run in runs), "coloured passage"),
            (sum(run.find(f"{W}sz") is not None for run in runs), "change of size"),
        )
        said = [
            f"{count} {_plural(what) if count > 1 else what}"
            for count, what in counts
            if count
        ]
        if said:
            self.found.remarks.append(
                f"{self._source}: layout that the book’s theme decides was left out: "
                f"{', '.join(said)}."
            )


def _is_title_page(head: Sequence[ParagraphLook]) -> bool:
    """Whether a file begins with a page of a few short lines, each centred."""
    end = next((i for i, o in enumerate(head[1:], 1) if o.opens_page), None)
    return (
        end is not None
        and end <= _REST
        and head[0].stands_out
        and all(o.is_centred and _is_line(o) for o in head[1:end])
    )


def _plural(what: str) -> str:
    return what.replace("change ", "changes ") if " of " in what else f"{what}s"


def _is_coloured(run: etree._Element) -> bool:
    color = run.find(f"{W}color")
    plain = ("auto", "000000", None)
    return color is not None and color.get(f"{W}val") not in plain


def _in_contents_field(document: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of contents that a field or a part of the document holds."""
    for part in document.iter(f"{W}sdt"):
        gallery = part.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and "Contents" in (gallery.get(f"{W}val") or ""):
            yield from part.iter(f"{W}p")
    depth: list[bool] = []
    for paragraph in document.iter(f"{W}p"):
        is_within = any(depth)
        for node in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                depth.append(False)
            elif kind == "end" and depth:
                depth.pop()
            elif depth and re.match(r"\s*TOC\b", node.text or ""):
                depth[-1] = is_within = True
        if is_within:
            yield paragraph


def _is_contents_name(words: str) -> bool:
    return _CONTENTS_NAME.fullmatch(words) is not None


def _name(words: str) -> str:
    return read_byline(words)[0] if is_byline(words) else words


def _is_count(look: ParagraphLook) -> bool:
    return (
        len(look.words) <= _LONGEST_LINE and WORD_COUNT.search(look.words) is not None
    )


def _is_line(look: ParagraphLook) -> bool:
    """Whether a paragraph is a short line that ends in no stop."""
    return (
        len(look.words) <= _LONGEST_LINE
        and len(look.words.split()) <= _MOST_WORDS
        and (_SENTENCE_END.search(look.words) is None or look.words.endswith("?"))
        and look.words[0] not in "“\"‘'«—–-"
    )


def _is_named(looks: Sequence[ParagraphLook], index: int) -> bool:
    """Whether a paragraph says that a chapter begins: `Chapter Two`, `Epilogue`."""
    look = looks[index]
    if look.role is not None or look.is_item or len(look.words) > _LONGEST_LINE:
        return False
    if opens_chapter(look.words):
        return True
    has_look = look.stands_out or look.opens_page or look.words.isupper()
    return has_look and is_named_part(look.words)


_OF_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава|rozdział)\b"
    r"|.*\b(?:chapter|kapitel|chapitre|глава)\b",
    re.I,
)


def _is_of_chapter(look: ParagraphLook) -> bool:
    """Whether a head says the word for a chapter, not that for a part or a prologue."""
    return _OF_CHAPTER.match(look.words) is not None


def _is_titled_page(looks: Sequence[ParagraphLook], index: int) -> bool:
    """Whether a line that stands out opens a page, with text below it."""
    look = looks[index]
    return (
        look.role is None
        and look.stands_out
        and look.opens_page
        and _is_line(look)
        and not is_scene_break(look.words)
        and END_MARK.fullmatch(look.words) is None
        and any(len(o.words) >= _LEAST_PROSE for o in looks[index + 1 : index + 4])
    )


def _is_section(looks: Sequence[ParagraphLook], index: int) -> bool:
    """Whether a short line in bold or large letters stands above text."""
    look = looks[index]
    following = looks[index + 1] if index + 1 < len(looks) else None
    return (
        (look.is_bold or look.is_large)
        and not look.is_item
        and _is_line(look)
        and not is_scene_break(look.words)
        and following is not None
        and not (following.is_bold or following.is_large)
        and len(following.words) >= _LEAST_PROSE
    )


_NUMBERED_TITLE = re.compile(r"(\d{1,3})[.:)]?\s+\S.*")


def _numbered_titles(looks: Sequence[ParagraphLook]) -> list[ParagraphLook]:
    """Lines that stand out and count from one, below parts that have names: `2. Salt`.

    The count may begin again in each part.
    """
    found = [
        (int(match[1]), look)
        for look in looks
        if look.role is None
        and look.stands_out
        and _is_line(look)
        and (match := _NUMBERED_TITLE.fullmatch(look.words)) is not None
    ]
    numbers = [number for number, _ in found]
    counts = all(b in (a + 1, 1) for a, b in itertools.pairwise(numbers))
    is_counted = len(found) > 1 and numbers[0] == 1 and counts
    return [look for _, look in found] if is_counted else []


def _append(head: etree._Element, title: etree._Element) -> None:
    run = etree.SubElement(head, f"{W}r")
    mark = etree.SubElement(run, f"{W}t")
    mark.text = ": "
    for child in list(title):
        if child.tag != f"{W}pPr":
            head.append(child)
    parent = title.getparent()
    if parent is not None:
        parent.remove(title)


def _gaps(
    looks: Sequence[ParagraphLook],
) -> Iterator[tuple[list[ParagraphLook], ParagraphLook, bool]]:
    """The blank paragraphs between two of text, the lower one; are both prose?"""
    above: ParagraphLook | None = None
    gap: list[ParagraphLook] = []
    for look in looks:
        if look.tag.getparent() is None:
            continue
        if look.is_blank:
            gap.append(look)
            continue
        is_text = look.role is None and not look.is_centred and not look.is_item
        is_open = above is not None and above.role is None and not above.is_centred
        if above is not None and not look.opens_page and not above.is_item:
            are_prose = is_text and is_open
            is_between = look.role in (None, "Quotation") and above.role in (
                None,
                "Quotation",
            )
            if are_prose or (is_between and _has_rule(gap)):
                yield gap, look, are_prose
        above, gap = look, []


def _has_rule(gap: Sequence[ParagraphLook]) -> bool:
    return any(look.has_rule for look in gap)
