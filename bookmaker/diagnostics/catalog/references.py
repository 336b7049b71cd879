"""Kinds of problem with codes in `X`: links, identifiers and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity, did_you_mean


class UnknownIdentifier(Diagnostic):
    """A link leads to an identifier that the book does not have.

    `[the pier](#peir)` needs a heading, figure or span with that identifier: given as
    `{#peir}`, or made from a heading's words (“The Pier” is `#the-pier`). The words of
    the link are kept; it leads nowhere.
    """

    code: ClassVar[str] = "X001"
    severity: ClassVar[Severity] = Severity.ERROR
    identifier: str
    nearest: str | None = None

    def message(self) -> str:
        return f"nothing in the book is called “#{self.identifier}”"

    def help(self) -> str:
        if self.nearest is None:
            return f"give the place `{{#{self.identifier}}}`, or correct the link"
        return f"did you mean “#{self.nearest}”?"


class LinkOutsideBook(Diagnostic):
    """A link leads to a file that is not part of the book.

    Only files listed under `[contents]` become part of an edition. The words of the
    link are kept without the link. An address on the web begins with `https://`, one
    of a person with `mailto:`; without it the address is taken for a file.
    """

    code: ClassVar[str] = "X002"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    nearest: str | None = None

    def message(self) -> str:
        return f"the link leads to “{self.target}”, which is not part of the book"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        return "list the file under [contents], or write a whole address: https://…"


class DuplicateIdentifier(Diagnostic):
    """Two things in one file have the same identifier.

    An identifier names one place; a link could not know which was meant. (Two files
    may each use the same identifier: they are told apart by their files.)
    """

    code: ClassVar[str] = "X003"
    severity: ClassVar[Severity] = Severity.ERROR
    identifier: str

    def message(self) -> str:
        return f"“#{self.identifier}” is given twice in this file"

    def help(self) -> str:
        return "give one of the two another name"


class AmbiguousIdentifier(Diagnostic):
    """A link names an identifier that several files have.

    Within one of these files the link means that file's own; from elsewhere it must
    say which: `[…](02-fen.md#intro)`.
    """

    code: ClassVar[str] = "X004"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"owners": 2}
    identifier: str
    owners: int

    def message(self) -> str:
        return f"“#{self.identifier}” is in {self.owners} files of the book"

    def help(self) -> str:
        return f"name the file before the #, as in “file.md#{self.identifier}”"


class NoteWithinNote(Diagnostic):
    """A note calls another note, which cannot stand at the foot of the page.

    Print sets the inner note at the end of its chapter, so that nothing is lost.
    """

    code: ClassVar[str] = "X005"
    severity: ClassVar[Severity] = Severity.NOTE
    label: str

    def message(self) -> str:
        return f"the note “{self.label}” is called from within a note"

    def help(self) -> str:
        return "it stands at the end of the chapter; better, join the two notes"


class UnknownPlaceInFile(Diagnostic):
    """A link names a file of the book, and a place in it that it does not have.

    Headings are renamed and links to them forgotten. The link leads to the beginning
    of the file instead.
    """

    code: ClassVar[str] = "X006"
    severity: ClassVar[Severity] = Severity.WARNING
    file: str
    identifier: str
    nearest: str | None = None

    def message(self) -> str:
        return f"nothing in “{self.file}” is called “#{self.identifier}”"

    def help(self) -> str:
        meant = f"did you mean “#{self.nearest}”? " if self.nearest else ""
        return f"{meant}the link leads to the beginning of the file"


class EmptyList(Diagnostic):
    """A list of figures, tables or listings has nothing to list.

    It lists what is numbered and has words of its own: an identifier that begins with
    `fig-`, `tbl-` or `lst-`, and a caption: `![The quay](quay.jpg){#fig-quay}`. An
    empty page would stand there, so it is left out.
    """

    code: ClassVar[str] = "X020"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str
    prefix: str

    def message(self) -> str:
        return f"“{self.word}” has nothing to list"

    def help(self) -> str:
        return (
            "give what it should list a caption, and an identifier: "
            f"{{#{self.prefix}name}}"
        )


class ReferenceWithoutNumber(Diagnostic):
    """A reference asks for the number of something that has none.

    `[-@sec-quay]` is a bare number. Chapters and sections are numbered as
    `[numbering]` says, figures and their kin where they have an identifier that begins
    with `fig-`, `tbl-`, `lst-` or `eq-`. Here the title stands instead.
    """

    code: ClassVar[str] = "X021"
    severity: ClassVar[Severity] = Severity.WARNING
    identifier: str

    def message(self) -> str:
        return f"“#{self.identifier}” has no number"

    def help(self) -> str:
        return f"write [](#{self.identifier}) for its title, or number its kind"


class NoteWithoutRoom(Diagnostic):
    """A note finds no room at the foot of the page.

    A page holds a note whole or not at all, and the notes of one paragraph that take
    more than half of it leave no room for the text that calls them. Print sets such a
    note at the end of its chapter, so that nothing is lost.
    """

    code: ClassVar[str] = "X007"
    severity: ClassVar[Severity] = Severity.NOTE
    label: str

    def message(self) -> str:
        return f"the note “{self.label}” is too long for the foot of a page"

    def help(self) -> str:
        return "it stands at the end of the chapter; better, shorten it or divide it"


class IndexRangeOpen(Diagnostic):
    """A range of the index has a start without an end, or an end without a start.

    `[]{.index-start #storm entry="Storms"}` needs `[]{.index-end #storm}` further on,
    in the same file or a later one. The index leads to the one end that there is.
    """

    code: ClassVar[str] = "X040"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    has_start: bool = True

    def message(self) -> str:
        end = "starts here and ends" if self.has_start else "ends here and starts"
        return f"the range “{self.key}” of the index {end} nowhere"

    def help(self) -> str:
        other = "index-end" if self.has_start else "index-start"
        return f"write []{{.{other} #{self.key}}} at its other end"


class UnknownIndexEntry(Diagnostic):
    """An entry of the index says “see” another, which the index does not have.

    A reader who looks there finds nothing. The name must be an entry as the index has
    it, its levels parted by `!`.
    """

    code: ClassVar[str] = "X041"
    severity: ClassVar[Severity] = Severity.WARNING
    entry: str
    nearest: str | None = None

    def message(self) -> str:
        return f"the index has no entry “{self.entry}” to see"

    def help(self) -> str:
        if self.nearest is None:
            return "mark a place for that entry, or correct its name"
        return f"did you mean “{self.nearest}”?"


class IndexNotListed(Diagnostic):
    """The book has marks of an index, and no index among its contents.

    The marks do no harm; add `"index"` to `back` under `[contents]` and the index is
    made of them.
    """

    code: ClassVar[str] = "X042"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"count": 24}
    count: int

    def message(self) -> str:
        places = "a place" if self.count == 1 else f"{self.count} places"
        return f"the book marks {places} for an index, but its contents list none"

    def help(self) -> str:
        return 'add "index" to `back` under [contents] in book.toml'


class EmptyIndex(Diagnostic):
    """The contents list an index, and the book marks no place for it.

    An empty page would stand there, so it is left out. Mark words with
    `[sperm whale]{.index}`.
    """

    code: ClassVar[str] = "X043"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "the contents list an index, but nothing in the book is marked for it"

    def help(self) -> str:
        return "mark words with [term]{.index}, or take the index out of [contents]"


class UnknownSource(Diagnostic):
    """A citation names a work that the files of sources do not have.

    The key is what stands first in an entry of BibTeX, `@book{melville1851,`, or the
    `id` in CSL JSON; the files are those of `files` under `[citations]`.
    """

    code: ClassVar[str] = "X044"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    nearest: str | None = None

    def message(self) -> str:
        return f"no source has the key “{self.key}”"

    def help(self) -> str:
        if self.nearest is None:
            return "add the work to a file of sources, or correct the key"
        return f"did you mean “@{self.nearest}”?"


class CitationsWithoutSources(Diagnostic):
    """The text cites works, and the book has no file of sources.

    The author's characters stay as they are. List a file of BibTeX or CSL JSON in
    `book.toml`: `files = ["sources.bib"]` under `[citations]`.
    """

    code: ClassVar[str] = "X045"
    severity: ClassVar[Severity] = Severity.WARNING
    written: str

    def message(self) -> str:
        return f"“{self.written}” cites a work, but the book has no file of sources"

    def shared_cause(self) -> str:
        """One entry in one file serves all its citations."""
        return self.written

    def help(self) -> str:
        return 'add files = ["sources.bib"] under [citations], or write \\@'


class EmptyBibliography(Diagnostic):
    """The contents list a bibliography, and the book cites nothing.

    An empty page would stand there, so it is left out. Cite works with `[@key]`, or
    list all of them with `all-sources = true` under `[citations]`.
    """

    code: ClassVar[str] = "X046"
    severity: ClassVar[Severity] = Severity.WARNING

    has_sources: bool = True
    """Whether the book has a file of sources."""

    def message(self) -> str:
        return "the contents list a bibliography, but the book cites nothing"

    def help(self) -> str:
        if not self.has_sources:
            return 'name the file of your sources: [citations], files = ["sources.bib"]'
        return "cite works with [@key], or remove the bibliography from [contents]"


class UnknownTerm(Diagnostic):
    """A term in the text has no definition in a glossary.

    `[groyne]{.term}` leads to the definition of “groyne” in a `::: {.glossary}`
    of any file; `[groynes]{.term of="groyne"}` says which where the words differ. The
    words are kept; they lead nowhere.
    """

    code: ClassVar[str] = "X047"
    severity: ClassVar[Severity] = Severity.ERROR
    term: str
    nearest: str | None = None

    def message(self) -> str:
        return f"no glossary defines “{self.term}”"

    def help(self) -> str:
        if self.nearest is None:
            return "define it in ::: {.glossary}, or take .term away"
        return f"did you mean of=“{self.nearest}”?"


class RepeatedTerm(Diagnostic):
    """A term is defined twice in the book's glossaries.

    Terms in the text lead to the first definition.
    """

    code: ClassVar[str] = "X048"
    severity: ClassVar[Severity] = Severity.WARNING
    term: str

    def message(self) -> str:
        return f"“{self.term}” is defined already"

    def help(self) -> str:
        return "join the two definitions, or name one of the terms otherwise"


class DoubledNumber(Diagnostic, kw_only=True):
    """A title says its own number, and the book numbers its chapters.

    `# Chapter 2. The Middle` is printed below “Chapter 2”, and the contents say “2
    Chapter 2. The Middle”. Leave the number to the book: it stays right when a chapter
    is moved. If the numbers are to be yours, write `chapters = "none"` under
    `[numbering]`, or `{.unnumbered}` behind this one title.
    """

    code: ClassVar[str] = "X070"
    severity: ClassVar[Severity] = Severity.WARNING
    said: str
    """What the title says of its number."""
    title: str
    """The title without it; it may be empty."""

    def message(self) -> str:
        return f"the title says “{self.said}”, and the book numbers it too"

    def help(self) -> str:
        wanted = f"write “{self.title}”" if self.title else "give it another title"
        return f'{wanted}, or chapters = "none" under [numbering]'


class EmptyGlossary(Diagnostic):
    """The contents list a glossary, and the book defines no term.

    An empty page would stand there, so it is left out. Write definitions in a division
    `::: {.glossary}` of any file; they are gathered and sorted.
    """

    code: ClassVar[str] = "X049"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "the contents list a glossary, but the book defines no term"

    def help(self) -> str:
        return "define terms in ::: {.glossary}, or take it out of [contents]"


class CreditsWithoutPage(Diagnostic):
    """Pictures or pieces have credits, and no page of the book shows them.

    Who made a picture, and where a piece stood first, is said on the generated
    copyright page, or on the colophon where the contents list one. An author's own
    copyright page must say it itself.
    """

    code: ClassVar[str] = "X050"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this is credited, but no generated page of the book shows credits"

    def shared_cause(self) -> str:
        """One page shows all credits."""
        return ""

    def help(self) -> str:
        return 'list "copyright" or "colophon" under [contents]'


class NoOtherBooks(Diagnostic):
    """The contents list a page of the author's other books, and none is named.

    An empty page would stand there, so it is left out. Name them at the top of
    `book.toml`: `also-by = ["The Fen", "Salt"]`; or write the page, `also-by.md`.
    """

    code: ClassVar[str] = "X051"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is wrong."""
        return "the contents list “also-by”, but book.toml names no other books"

    def help(self) -> str:
        """Say what to do."""
        return 'add also-by = ["…"] at the top of book.toml'


class FilterFailed(Diagnostic, kw_only=True):
    """A filter that the command names gave no book.

    A filter is a program that reads the tree as JSON from its standard input and writes
    a tree to its output, `--filter ./caps.py`, or the name of a Python entry point of
    the group `bookmaker.filters`. It must end with status 0, and what it writes must
    fit the schema `docs/tree.schema.json`.
    """

    code: ClassVar[str] = "X052"
    severity: ClassVar[Severity] = Severity.ERROR
    name: str
    reason: str

    def message(self) -> str:
        return f"the filter “{self.name}” failed: {self.reason}"

    def help(self) -> str:
        return "correct the filter; `bookmaker tree --json` prints what it reads"


class EmptyColophon(Diagnostic):
    """The contents list the generated colophon, and nothing in the book is credited.

    A generated colophon says who made the pictures (`credit`, `licence`) and where the
    pieces stood first (`first-published`). An empty page would stand there, so it is
    left out. What else a colophon tells, the types and the paper, stands in a file of
    your own, `colophon.md`.
    """

    code: ClassVar[str] = "X053"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "the contents list “colophon”, but the book has no credits to show there"

    def help(self) -> str:
        return "list a colophon.md of your own, or take it out of [contents]"


class EmptyGeneratedDivision(Diagnostic):
    """The contents list a generated division, and there is nothing to show in it.

    It would be an empty page, so it is left out: notes in a book without notes,
    descriptions in a book whose pictures have none, a bibliography where each chapter
    has its own.
    """

    code: ClassVar[str] = "X065"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str

    def message(self) -> str:
        return (
            f"the contents list “{self.word}”, and the book has nothing to show there"
        )

    def help(self) -> str:
        return f"remove “{self.word}” from [contents]"


class NotesElsewhere(Diagnostic):
    """The contents list the notes, and both editions print them elsewhere.

    Notes are gathered at the end of the book with `notes = "book-end"` in `[print]` or
    `[epub]`. With the other values they are at the foot of the page or at the end of
    their chapter, and a division of notes would be an empty page: it is left out.
    """

    code: ClassVar[str] = "X066"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"placement": "foot"}
    placement: str

    def message(self) -> str:
        where = {
            "foot": "at the foot of the page",
            "chapter-end": "at the end of each chapter",
        }.get(self.placement, self.placement)
        return f"the contents list “notes”, and notes are printed {where}"

    def help(self) -> str:
        return 'write notes = "book-end" in [print], or remove “notes” from [contents]'


class TheoremReference(Diagnostic):
    """A reference to a theorem, which has no number here.

    Quarto numbers `::: {#thm-line}` and its kin (lemmas, definitions, exercises,
    callouts with an identifier) and words `@thm-line` by that. Here such a division has
    no number, so the characters of the reference stay as they are.
    """

    code: ClassVar[str] = "X080"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str

    def message(self) -> str:
        return f"theorems have no numbers: “@{self.key}” stays as it is written"

    def help(self) -> str:
        return f"refer to it in words of your own: [the theorem](#{self.key})"
