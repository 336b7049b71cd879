"""Lines with their roles to a chapter, and the account of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bookmaker.document.nodes import (
    Block,
    BlockQuote,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Note,
    Paragraph,
    SceneBreak,
    Stanza,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Guess,
    Imported,
    SourcePiece,
)
from bookmaker.importers.parts import with_parts
from bookmaker.importers.placeholder import placeholder_picture
from bookmaker.importers.plain_text.chapter_heads import (
    is_roman,
    opens_chapter,
    roman_number,
)
from bookmaker.importers.plain_text.gutenberg import Header
from bookmaker.importers.plain_text.head import (
    read_byline,
    read_date,
    read_sender,
    says_only_by,
    without_subject,
)
from bookmaker.importers.plain_text.joining import Joiner, RejoinedWord
from bookmaker.importers.plain_text.line_shapes import (
    find_item,
    find_note,
    without_mark,
)
from bookmaker.importers.plain_text.lines import Line, Role, was_wrapped
from bookmaker.importers.plain_text.note_pairs import NotePairs, with_plain_labels
from bookmaker.importers.plain_text.picture_lines import description
from bookmaker.importers.plain_text.quotations import (
    ends_quotation,
    split_attribution,
    without_dash,
)
from bookmaker.importers.plain_text.recognise import Recognised
from bookmaker.importers.splitting import split_chapter
from bookmaker.languages.language_guess import guess_language

_FRAME = re.compile(
    r"prologue|epilogue|preface|foreword|afterword|introduction|prolog|epilog|vorwort"
    r"|nachwort|préface|avant-propos|épilogue|prólogo|prefacio|epílogo",
    re.IGNORECASE,
)
"""What stands before or behind the chapters of a book, as a chapter of its own."""
_FIRST_NUMERALS = frozenset({"I", "II", "III"})
"""The letters of an alphabet are no numerals."""
_LEAST_BOOK = 10_000
"""Words."""
_ADDRESS = re.compile(r"https?://[^\s<>“”\"]+[^\s<>“”\".,;:!?)\]’']")
_TWO_HYPHENS = re.compile(r"(?<!-)--(?!-)")
_ITALICS = re.compile(r"(?<![^\W_])_([^_\s](?:[^_]*[^_\s])?)_(?![^\W_])")
_CALL = re.compile(r"\[(\d{1,3}|\*{1,3})\]")
_WHAT = {
    Role.TITLE: "the title",
    Role.BYLINE: "a byline",
    Role.DATE: "a date",
    Role.FURNITURE: "site furniture",
    Role.PICTURE: "the description of an image",
    Role.QUOTATION: "a quotation",
    Role.ATTRIBUTION: "an attribution",
    Role.QUOTED: "a quotation with its attribution",
    Role.INDENTED: "a quotation by its indent",
    Role.VERSE: "verse",
    Role.HEADING: "a heading",
    Role.SCENE_BREAK: "a scene break",
    Role.LIST: "a list",
    Role.DIAGRAM: "a diagram",
    Role.NOTE: "a note",
    Role.ADDRESS: "an address",
    Role.BODY: "text",
    Role.CONTINUATION: "text",
}
_MOVED = frozenset({Role.BYLINE, Role.DATE})


def build_chapter(
    recognised: Recognised, source: str, stem: str, remarks: Sequence[str]
) -> Imported:
    """Make the chapter; `stem` is its title where the text has none."""
    builder = _Builder(recognised)
    blocks, notes = builder.made()
    lines = recognised.lines
    title = next((line for line in lines if line.role is Role.TITLE), None)
    header = recognised.header
    catalogued = header.title if header is not None else None
    if title is not None and catalogued not in (None, title.words):
        title.role = Role.FURNITURE  # the header has it as a catalogue writes it
    makers = [line.words for line in lines if line.role is Role.BYLINE]
    people = [read_byline(words) for words in makers if not says_only_by(words)]
    dates = [read_date(o.words) for o in lines if o.role in (Role.DATE, Role.BYLINE)]
    pieces = _account(lines, source)
    guesses = [*recognised.guesses, *_shown_guesses(pieces, recognised.guesses)]
    guesses += [
        Guess(
            source=source,
            line=word.line,
            words=word.divided,
            chosen=f"“{word.joined}”, divided at the line's end",
            alternative="“" + word.divided.replace("- ", "-") + "”"
            if "-" not in word.joined
            else "“" + word.joined.replace("-", "") + "”",
        )
        for word in builder.rejoined
    ]
    authors = tuple(name for name, role in people if role == "aut")
    authors = authors or tuple(filter(None, [read_sender(o.words) for o in lines[:12]]))
    named = without_subject(title.words) if title else stem
    language = guess_language("\n".join(o.text for o in lines if _is_own(o)))
    if header is not None:
        named = header.title or named
        authors = header.authors or authors
        people = [*people, *header.contributors]
        language = header.language or language
    chapter = Chapter(
        source=source,
        title=(Text(" ".join(named.split())),),
        blocks=blocks,
        notes=notes,
        authors=authors,
        contributors=tuple(pair for pair in people if pair[1] != "aut"),
        date=next((date for date in dates if date is not None), None),
        is_title_assumed=title is None and (header is None or header.title is None),
    )
    chapters = _chapters(chapter, builder.opens_chapters)
    chapters, subtitle, front = _without_front(chapters, is_project=header is not None)
    if front or subtitle is not None:
        pieces = _without_front_pieces(pieces, lines, subtitle, front)
    return Imported(
        chapters=chapters,
        pictures=builder.pictures,
        pieces=pieces,
        guesses=tuple(sorted(guesses, key=lambda guess: guess.line or 0)),
        metadata=FoundMetadata(
            title=_book_title(header, title, builder),
            subtitle=subtitle or (header.subtitle if header is not None else None),
            authors=authors,
            language=language,
            published=chapter.date,
        ),
        remarks=tuple(remarks),
    )


def _book_title(
    header: Header | None, title: Line | None, builder: _Builder
) -> str | None:
    """The title of the book, where it is not that of its only chapter."""
    if header is not None and header.title:
        return header.title
    has_chapters = builder.opens_chapters >= _LEAST_CHAPTERS
    named = " ".join(without_subject(title.words).split()) if title else None
    return named if has_chapters else None


def _is_own(line: Line) -> bool:
    return line.role not in (Role.FURNITURE, Role.BLANK)


def _chapters(chapter: Chapter, count: int) -> tuple[Chapter, ...]:
    """A chapter for each heading that opens one, where there are several."""
    if count < _LEAST_CHAPTERS:
        return (chapter,)
    made = tuple(with_plain_labels(o) for o in split_chapter(chapter, 2))
    first, *others = made
    bare = (replace(o, authors=(), contributors=(), date=None) for o in others)
    return with_parts((first, *bare))


def _without_front(
    chapters: tuple[Chapter, ...], *, is_project: bool
) -> tuple[tuple[Chapter, ...], str | None, tuple[Block, ...]]:
    """The chapters without a printed title page above them, and what was on it.

    A single short line there is a subtitle.
    """
    first = chapters[0]
    if len(chapters) < _LEAST_CHAPTERS or first.notes or not first.blocks:
        return chapters, None, ()
    if any(isinstance(o, Heading) and o.level == 2 for o in first.blocks):
        return chapters, None, ()
    lines = [" ".join(words_of([o]).split()) for o in first.blocks]
    if any(len(words.split()) >= _LEAST_PROSE for words in lines):
        return chapters, None, ()
    rest = (replace(chapters[1], date=first.date), *chapters[2:])
    title = " ".join(words_of(first.title).split()).casefold()
    if is_project and len(lines) == 1 and lines[0].casefold().strip(" ;.") == title:
        return rest, None, first.blocks
    is_line = isinstance(first.blocks[0], Paragraph) and len(lines) == 1
    if is_line and not lines[0].endswith((".", "!", "?", "”", ":")):
        return rest, lines[0], ()
    if not is_project:
        return chapters, None, ()
    dedicated = _dedication(first.blocks)
    shown = tuple(o for o in first.blocks if isinstance(o, Figure))
    opening = replace(rest[0], blocks=(*shown, *rest[0].blocks))
    page = replace(first, title=(), blocks=dedicated, role="dedication", authors=())
    taken = tuple(o for o in first.blocks if o not in (*dedicated, *shown))
    pages = (page,) if dedicated else ()
    return (*pages, opening, *rest[1:]), None, taken


_DEDICATED = re.compile(
    r"(?:to|for|in memory of|à|au|aux|pour|für|dem|der|den|meine[rmn]?|a|al|alla|para"
    r"|per|aan|voor)\s+\w.*",
    re.IGNORECASE,
)


def _dedication(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The lines of a title page that dedicate the book: `To my sister,`, `who knew`."""
    found: list[Block] = []
    is_open = False
    for block in blocks:
        words = " ".join(words_of([block]).split()).strip("_")
        goes_on = is_open and words[:1].islower()
        is_open = isinstance(block, Paragraph) and (
            goes_on or _DEDICATED.fullmatch(words) is not None
        )
        if is_open:
            found.append(block)
    return tuple(found)


def _without_front_pieces(
    pieces: Sequence[SourcePiece],
    lines: Sequence[Line],
    subtitle: str | None,
    front: Sequence[Block],
) -> tuple[SourcePiece, ...]:
    """The pieces, those above the first chapter told as what became of them."""
    headings = [o for o in lines if o.role is Role.HEADING]
    heads = [o for o in headings if opens_chapter(o.words)] or headings
    what, fate = "the printed title page", Disposition.ASIDE
    gone = _letters(subtitle or words_of(front))
    if subtitle is not None:
        what, fate = "the subtitle", Disposition.MOVED
    return tuple(
        replace(piece, what=what, fate=fate)
        if piece.fate is Disposition.KEPT
        and piece.what != _WHAT[Role.TITLE]
        and (piece.line or 0) < heads[0].number
        and _letters(piece.words) in gone
        else piece
        for piece in pieces
    )


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


_LEAST_PROSE = 15
"""Words of a paragraph; a title page has none as long."""
_LEAST_CHAPTERS = 2
_SURE = frozenset({"text", "a note", "an attribution"})


def _shown_guesses(
    pieces: Sequence[SourcePiece], noted: Sequence[Guess]
) -> tuple[Guess, ...]:
    """What was recognised by its shape alone, where no guess says so yet."""
    known = {guess.line for guess in noted}
    return tuple(
        Guess(
            source=piece.source,
            line=piece.line,
            words=piece.words.strip().split("\n")[0].strip(),
            chosen=piece.what,
            alternative="text",
        )
        for piece in pieces
        if piece.what not in _SURE and piece.line not in known
    )


def _account(lines: Sequence[Line], source: str) -> tuple[SourcePiece, ...]:
    """Every line that is not blank, those of one role together."""
    pieces: list[SourcePiece] = []
    run: list[Line] = []
    notes_from = start_of_notes(lines)
    for index, line in enumerate([*lines, None]):
        role = line.role if line is not None else None
        if run and (role is None or _told(role) != _told(run[-1].role)):
            if run[0].role is Role.PICTURE and not run[0].is_caption:
                pieces += _marks(run, source)
            if run[0].role is Role.BYLINE:
                pieces += _lone_marks(run, source)
            if run[0].role is Role.TITLE:
                pieces += _subjects(run, source)
            if run[0].role is not Role.BLANK:
                for_notes = index == notes_from
                pieces.append(_piece(run, source, is_heading_of_notes=for_notes))
            run = []
        if line is not None:
            run.append(line)
    return tuple(pieces)


def _marks(run: Sequence[Line], source: str) -> Iterator[SourcePiece]:
    """The words that say that a line describes a picture: `Image:`."""
    words = run[0].words
    shown = description(words)
    if shown != words:
        yield SourcePiece(
            source=source,
            line=run[0].number,
            fate=Disposition.ASIDE,
            what="the place of an image",
            words=words.replace(shown, "…"),
        )


def _lone_marks(run: Sequence[Line], source: str) -> Iterator[SourcePiece]:
    """The `BY` that stands alone above a name."""
    for line in run:
        if says_only_by(line.words):
            yield SourcePiece(
                source=source,
                line=line.number,
                fate=Disposition.ASIDE,
                what="the mark of a byline",
                words=line.words,
            )


def _subjects(run: Sequence[Line], source: str) -> Iterator[SourcePiece]:
    """The `Subject:` that a mail has above its text."""
    for line in run:
        shown = without_subject(line.words)
        if shown != line.words:
            yield SourcePiece(
                source=source,
                line=line.number,
                fate=Disposition.ASIDE,
                what="the mark of a subject",
                words=line.words.replace(shown, "…"),
            )


def start_of_notes(lines: Sequence[Line]) -> int:
    """The index from which nothing stands but notes, which have their own place."""
    start = len(lines)
    has_notes = False
    while start and lines[start - 1].role in (Role.BLANK, Role.FURNITURE, Role.NOTE):
        start -= 1
        has_notes = has_notes or lines[start].role is Role.NOTE
    return start if has_notes else len(lines) + 1


def _told(role: Role) -> Role:
    return Role.BODY if role is Role.CONTINUATION else role


def _piece(
    run: Sequence[Line], source: str, *, is_heading_of_notes: bool
) -> SourcePiece:
    role = _told(run[0].role)
    fate = Disposition.KEPT
    what = _WHAT[role]
    if role is Role.HEADING and is_heading_of_notes:
        fate, what = Disposition.MOVED, "the heading of the notes"
    elif role is Role.FURNITURE:
        fate = Disposition.ASIDE
    elif role in _MOVED:
        fate = Disposition.MOVED
    return SourcePiece(
        source=source,
        line=run[0].number,
        last_line=run[-1].number,
        fate=fate,
        what=what,
        words="\n".join(line.text for line in run),
    )


class _Builder:
    """Makes nodes of lines, one after another."""

    def __init__(self, recognised: Recognised) -> None:
        self._lines = recognised.lines
        self._width = recognised.width
        self._joiner = Joiner(
            line.words for line in self._lines if line.role is not Role.FURNITURE
        )
        self._notes_from = start_of_notes(self._lines)
        self._at = 0
        self._heads = [line for line in self._lines if line.role is Role.HEADING]
        self._has_numerals = self._is_numbered_book()
        self._is_of_project = recognised.header is not None
        self._is_listed = self._is_of_project or self._words() >= _LEAST_BOOK
        self.opens_chapters = sum(self._opens(line) for line in self._heads)
        self.pictures: dict[str, bytes] = {}
        found = (
            find_note(line.words) for line in self._lines if line.role is Role.NOTE
        )
        self._labels = {note[0] for note in found if note is not None}
        self._notes: list[Note] = []
        self._pairs = NotePairs()

    def _is_numbered_book(self) -> bool:
        """Whether numerals alone are the heads of chapters: in a book, not an essay."""
        numerals = {roman_number(o.words) for o in self._heads}
        if any(opens_chapter(line.words) for line in self._heads):
            return False
        return numerals >= _FIRST_NUMERALS and self._words() >= _LEAST_BOOK

    def _words(self) -> int:
        return sum(len(line.words.split()) for line in self._lines if _is_own(line))

    def _opens(self, line: Line) -> bool:
        """Whether a heading opens a chapter."""
        return (
            opens_chapter(line.words)
            or (self._has_numerals and roman_number(line.words) is not None)
            or (self._is_listed and line.names_chapter)
        )

    @property
    def rejoined(self) -> list[RejoinedWord]:
        return self._joiner.rejoined

    def made(self) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Make all blocks, and the notes that they call."""
        makers: dict[Role, Callable[[], Block | None]] = {
            Role.PICTURE: self._picture,
            Role.QUOTATION: self._quotation,
            Role.QUOTED: self._quoted,
            Role.INDENTED: self._indented,
            Role.VERSE: self._verse,
            Role.HEADING: self._heading,
            Role.SCENE_BREAK: self._scene_break,
            Role.LIST: self._list,
            Role.DIAGRAM: self._diagram,
            Role.NOTE: self._note,
            Role.ADDRESS: self._address,
            Role.ATTRIBUTION: self._paragraph,
            Role.BODY: self._paragraph,
            Role.CONTINUATION: self._paragraph,
        }
        made: list[Block] = []
        while self._at < len(self._lines):
            make = makers.get(self._lines[self._at].role)
            if make is None:
                self._at += 1
                continue
            block = make()
            if block is not None:
                made.append(block)
        return self._pairs.paired(made, self._notes)

    # --- Lines --------------------------------------------------------------------

    def _next(self) -> Line:
        line = self._lines[self._at]
        self._at += 1
        return line

    def _run(self, role: Role, *, over_blanks: bool = False) -> list[Line]:
        """Take the lines of a role that follow one another."""
        taken: list[Line] = []
        while (at := self._peek(over_blanks=over_blanks)) is not None and (
            self._lines[at].role is role
        ):
            taken.append(self._lines[at])
            self._at = at + 1
        return taken

    def _peek(self, *, over_blanks: bool) -> int | None:
        at = self._at
        while at < len(self._lines):
            if not over_blanks or self._lines[at].role is not Role.BLANK:
                return at
            at += 1
        return None

    def _attribution(self) -> tuple[Inline, ...]:
        """Take the attribution that stands next, if one does."""
        at = self._peek(over_blanks=True)
        if at is None or self._lines[at].role is not Role.ATTRIBUTION:
            return ()
        self._at = at
        words = self._joined(self._run(Role.ATTRIBUTION))
        return self._inlines(without_dash(without_mark(words)))

    def _paragraph_lines(self) -> list[tuple[int, str]]:
        first = self._next()
        lines = [(first.number, first.words)]
        while self._at < len(self._lines) and (
            self._lines[self._at].role is Role.CONTINUATION
        ):
            following = self._next()
            lines.append((following.number, following.words))
        return lines

    def _joined(self, lines: Sequence[Line]) -> str:
        return self._joiner.join([(line.number, line.words) for line in lines])

    # --- Blocks -------------------------------------------------------------------

    def _paragraph(self) -> Block:
        return Paragraph(self._inlines(self._joiner.join(self._paragraph_lines())))

    def _heading(self) -> Block | None:
        if self._at + 1 == self._notes_from:
            self._at += 1
            return None
        first = self._next()
        words = [first.words]
        is_chapter = self._opens(first)
        while is_chapter and self._goes_on_as_heading():
            self._at = self._peek(over_blanks=True) or self._at
            words.append(self._next().words)
        has_chapters = self.opens_chapters >= _LEAST_CHAPTERS
        is_part = is_chapter or _FRAME.fullmatch(first.words.rstrip(".")) is not None
        level = 3 if has_chapters and not is_part else 2
        title = words[0].rstrip(".:") + ": " if len(words) > 1 else words[0]
        return Heading(level, self._inlines(title + " ".join(words[1:])))

    def _goes_on_as_heading(self) -> bool:
        """Whether the title of a chapter stands below its number."""
        at = self._peek(over_blanks=True)
        if at is None or self._lines[at].role is not Role.HEADING:
            return False
        words = self._lines[at].words
        is_title = self._lines[self._at - 1].names_chapter
        is_other = is_title and self._lines[at].names_chapter
        return not (opens_chapter(words) or is_roman(words) or is_other)

    def _scene_break(self) -> Block:
        self._at += 1
        return SceneBreak()

    def _picture(self) -> Block:
        first, *captions = self._run(Role.PICTURE)
        while (at := self._peek(over_blanks=True)) is not None:
            if (
                not self._lines[at].is_caption
                or self._lines[at].role is not Role.PICTURE
            ):
                break
            captions.append(self._lines[at])
            self._at = at + 1
        number = len(self.pictures) + 1
        path = f"images/placeholder-{number}.png"
        self.pictures[path] = placeholder_picture(number)
        image = Image(path, description(first.words))
        return Figure(image, self._inlines(" ".join(line.words for line in captions)))

    def _quotation(self) -> Block:
        paragraphs = [
            Paragraph(self._inlines(words))
            for words in self._quotation_paragraphs(self._run_of_quotation())
        ]
        return BlockQuote(tuple(paragraphs), self._attribution())

    def _run_of_quotation(self) -> list[Line]:
        """The lines of one quotation: what has been closed goes on no further."""
        lines = self._run(Role.QUOTATION)
        while (at := self._peek(over_blanks=True)) is not None:
            line = self._lines[at]
            is_closed = ends_quotation(lines[-1].words)
            if line.role is not Role.QUOTATION or is_closed:
                break
            lines.append(line)
            self._at = at + 1
        return lines

    def _quotation_paragraphs(self, lines: Sequence[Line]) -> list[str]:
        paragraphs: list[list[Line]] = []
        for line in lines:
            before = paragraphs[-1][-1] if paragraphs else None
            goes_on = (
                before is not None
                and line.number == before.number + 1
                and self._width is not None
                and was_wrapped(before, line, self._width)
            )
            if goes_on:
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return [self._joined(paragraph) for paragraph in paragraphs]

    def _quoted(self) -> Block:
        lines = [self._next()]
        while self._goes_on_as_quoted(lines):
            lines.append(self._next())
        # A word that was divided at a line's end may read otherwise when joined.
        joined = self._joined(lines)
        said, who = split_attribution(joined) or (joined, "")
        quoted = Paragraph(self._inlines(said))
        return BlockQuote((quoted,), self._inlines(who))

    def _goes_on_as_quoted(self, lines: Sequence[Line]) -> bool:
        """Whether the next line belongs to a quotation that ends in its attribution."""
        if self._at == len(self._lines):
            return False
        following = self._lines[self._at]
        if following.role is not Role.QUOTED:
            return False
        is_open = split_attribution(self._joined(lines)) is None
        return is_open or (
            self._width is not None and was_wrapped(lines[-1], following, self._width)
        )

    def _indented(self) -> Block:
        paragraphs: list[list[tuple[int, str]]] = [[]]
        for line in self._run(Role.INDENTED):
            words = without_mark(line.words)
            if words:
                paragraphs[-1].append((line.number, words))
            else:
                paragraphs.append([])
        quoted = [
            Paragraph(self._inlines(self._joiner.join(p))) for p in paragraphs if p
        ]
        return BlockQuote(tuple(quoted), self._attribution())

    def _verse(self) -> Block:
        stanzas: list[list[Line]] = [self._run(Role.VERSE)]
        while (at := self._peek(over_blanks=True)) is not None and (
            self._lines[at].role is Role.VERSE
        ):
            self._at = at
            stanzas.append(self._run(Role.VERSE))
        base = min(line.indent for stanza in stanzas for line in stanza)
        made = tuple(
            Stanza(
                tuple(
                    VerseLine(self._inlines(line.words), line.indent - base)
                    for line in stanza
                )
            )
            for stanza in stanzas
        )
        return Verse(made, self._attribution())

    def _address(self) -> Block:
        lines = self._run(Role.ADDRESS)
        nodes: list[Inline] = []
        for line in lines:
            nodes += [*([LineBreak()] if nodes else []), *self._inlines(line.words)]
        return Paragraph(tuple(nodes))

    def _list(self) -> Block:
        items: list[list[tuple[int, str]]] = []
        marks: list[str] = []
        items_indent = 0
        lines = self._run(Role.LIST)
        starts = (i for i, o in enumerate(lines) if find_item(o.words) is not None)
        first = next(starts, len(lines))
        if first:
            # What goes on below a title that was an item, say: a list comes after it.
            self._at -= len(lines) - first
            begun = [(line.number, line.words) for line in lines[:first]]
            return Paragraph(self._inlines(self._joiner.join(begun)))
        for line in lines:
            found = find_item(line.words)
            if found is not None and not (items and line.indent > items_indent + 1):
                items_indent = line.indent
                marks.append(found[0])
                items.append([(line.number, found[1])])
            else:
                items[-1].append((line.number, line.words))
        return List(
            tuple(
                ListItem((Paragraph(self._inlines(self._joiner.join(item))),))
                for item in items
            ),
            _style(marks[0]),
        )

    def _diagram(self) -> Block:
        lines = self._run(Role.DIAGRAM)
        base = min(line.indent for line in lines)
        drawn = (line.text.expandtabs(4)[base:] for line in lines)
        return CodeBlock("\n".join(drawn))

    def _note(self) -> Block | None:
        lines = self._run(Role.NOTE, over_blanks=True)
        found: list[tuple[str, list[tuple[int, str]]]] = []
        before: list[tuple[int, str]] = []
        for line in lines:
            note = find_note(line.words)
            if note is not None:
                found.append((note[0], [(line.number, note[1])]))
            else:
                words_of_it = found[-1][1] if found else before
                words_of_it.append((line.number, line.words))
        for label, words in found:
            nodes = self._inlines(self._joiner.join(words), calls_notes=False)
            self._notes.append(self._pairs.note(label, (Paragraph(nodes),)))
        # A chapter may begin within a note: its words are kept where they are.
        return Paragraph(self._inlines(self._joiner.join(before))) if before else None

    # --- Words --------------------------------------------------------------------

    def _inlines(self, words: str, *, calls_notes: bool = True) -> tuple[Inline, ...]:
        """Words with their addresses as links and their calls as notes' calls."""
        words = " ".join(words.split())
        nodes: list[Inline] = []
        at = 0
        patterns = (_ADDRESS, _CALL) if calls_notes else (_ADDRESS,)
        found = sorted(
            (match for pattern in patterns for match in pattern.finditer(words)),
            key=lambda match: match.start(),
        )
        for match in found:
            is_call = match.re is _CALL
            if match.start() < at or (is_call and match[1] not in self._labels):
                continue
            if match.start() > at:
                nodes += self._marked(words[at : match.start()])
            if is_call:
                nodes.append(self._pairs.call(match[1]))
            else:
                nodes.append(Link((Text(match[0]),), match[0]))
            at = match.end()
        if at < len(words):
            nodes += self._marked(words[at:])
        return tuple(nodes)

    def _marked(self, words: str) -> list[Inline]:
        """Words with what Project Gutenberg writes between low lines in italics.

        Two hyphens are its dash: `--Moi, répondit-elle.`
        """
        if not self._is_of_project:
            return [Text(words)]
        words = _TWO_HYPHENS.sub("\N{EM DASH}", words)
        nodes: list[Inline] = []
        for index, part in enumerate(_ITALICS.split(words)):
            if part:
                nodes.append(Emphasis((Text(part),)) if index % 2 else Text(part))
        return nodes


def _style(mark: str) -> ListStyle:
    mark = mark.removeprefix("(")
    if mark[0].isdecimal():
        return ListStyle.DECIMAL
    return ListStyle.LOWER_ALPHA if mark[0].isalpha() else ListStyle.BULLET
