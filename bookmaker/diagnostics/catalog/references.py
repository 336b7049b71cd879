"""Kinds of problem with codes in `X`: links, identifiers and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity, did_you_mean


class UnknownIdentifier(Diagnostic):
    """A link points to an identifier that the book doesn't have.

    `[the pier](#peir)` needs a heading, figure or span with that identifier: either
    written, `{#peir}`, or made from a heading's text (“The Pier” is `#the-pier`). The
    text of the link is kept; the link is broken.
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
    """A link points to a file that isn't part of the book.

    Only files listed under `[contents]` become part of an edition. The text is kept
    without the link. A web address begins with `https://`, an email address with
    `mailto:`; without it, the address is taken for a file.
    """

    code: ClassVar[str] = "X002"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    nearest: str | None = None

    def message(self) -> str:
        return f"the link points to “{self.target}”, which isn’t part of the book"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        return "list the file under [contents], or write a full address: https://…"


class UnusableAddress(Diagnostic, kw_only=True):
    """A link has an address that your readers can't open.

    Shops check each address, and refuse an EPUB with one that can't be: a host with two
    dots in a row, a port in words, as in `http://localhost:PORT`, a file on one
    computer, as in `C:/books`. They warn of schemes that belong to a program on your
    computer, as in `obsidian://open?vault=Tides` or `zotero://select/1`, and of those
    that only some systems open, such as `sms:` and `geo:`. The text is kept without the
    link. For a DOI write `https://doi.org/…`. An address that only shows a form is
    better code: `` `http://HOST:PORT` ``.
    """

    code: ClassVar[str] = "X009"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    reason: str

    def message(self) -> str:
        return f"the link to “{self.target}” can’t be opened: {self.reason}"

    def help(self) -> str:
        return "correct the address, or write it as code"


class DuplicateIdentifier(Diagnostic):
    """Two things in one file have the same identifier.

    An identifier names one place, so a link would be ambiguous. (Two files may use the
    same identifier, since links can name the file.)
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
    name the file: `[…](02-fen.md#intro)`.
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
    """A note refers to another note, which can't be at the foot of the page.

    Print puts the inner note at the end of its chapter, so that nothing is lost.
    """

    code: ClassVar[str] = "X005"
    severity: ClassVar[Severity] = Severity.NOTE
    label: str

    def message(self) -> str:
        return (
            f"another note refers to the note “{self.label}”, so it is printed at"
            " the end of the chapter"
        )

    def help(self) -> str:
        return "merge the two notes"


class UnknownPlaceInFile(Diagnostic):
    """A link names a file of the book, and a place in it that doesn't exist.

    Headings get renamed and links to them forgotten. The link goes to the start of the
    file instead.
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
        return f"{meant}the link goes to the start of the file"


class EmptyList(Diagnostic):
    """A list of figures, tables or code blocks has nothing to list.

    It lists what has a number and a caption: an identifier that begins with `fig-`,
    `tbl-` or `lst-`, and a caption: `![The quay](quay.jpg){#fig-quay}`. The page would
    be empty, so it is left out.
    """

    code: ClassVar[str] = "X020"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str
    prefix: str

    def message(self) -> str:
        return f"“{self.word}” has nothing to list"

    def help(self) -> str:
        return (
            "give what it should list a caption and an identifier: "
            f"{{#{self.prefix}name}}"
        )


class ReferenceWithoutNumber(Diagnostic):
    """A reference asks for the number of something that has none.

    `[-@sec-quay]` prints just a number. Chapters and sections are numbered as
    `[numbering]` says; figures and similar are numbered if they have an identifier that
    begins with `fig-`, `tbl-`, `lst-` or `eq-`. Here the title is printed instead.
    """

    code: ClassVar[str] = "X021"
    severity: ClassVar[Severity] = Severity.WARNING
    identifier: str

    def message(self) -> str:
        return f"“#{self.identifier}” has no number"

    def help(self) -> str:
        return f"write [](#{self.identifier}) for its title, or number its kind"


class IndexRangeOpen(Diagnostic):
    """An index range has a start without an end, or an end without a start.

    `[]{.index-start #storm entry="Storms"}` needs `[]{.index-end #storm}` further on,
    in the same file or a later one. The index lists only the end that exists.
    """

    code: ClassVar[str] = "X040"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    has_start: bool = True

    def message(self) -> str:
        end = "starts here and is never closed"
        if not self.has_start:
            end = "ends here and was never opened"
        return f"the range “{self.key}” of the index {end}"

    def help(self) -> str:
        other = "index-end" if self.has_start else "index-start"
        return f"write []{{.{other} #{self.key}}} at its other end"


class UnknownIndexEntry(Diagnostic):
    """An index entry says “see” another entry, which the index doesn't have.

    A reader who looks there finds nothing. The name must be an entry as it is in the
    index, with its levels separated by `!`.
    """

    code: ClassVar[str] = "X041"
    severity: ClassVar[Severity] = Severity.WARNING
    entry: str
    nearest: str | None = None

    def message(self) -> str:
        return f"“see” names “{self.entry}”, which isn’t an entry of the index"

    def help(self) -> str:
        if self.nearest is None:
            return "mark a place for that entry, or correct its name"
        return f"did you mean “{self.nearest}”?"


class IndexNotListed(Diagnostic):
    """The book has index marks, but no index in its contents.

    The marks do no harm. Add `"index"` to `back` under `[contents]` to generate the
    index.
    """

    code: ClassVar[str] = "X042"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"count": 24}
    count: int

    def message(self) -> str:
        places = "a place" if self.count == 1 else f"{self.count} places"
        return f"the book marks {places} for an index, but [contents] lists no index"

    def help(self) -> str:
        return 'add "index" to `back` under [contents] in book.toml'


class EmptyIndex(Diagnostic):
    """The contents list an index, but nothing in the book is marked for it.

    The page would be empty, so it is left out. Mark words with `[sperm whale]{.index}`.
    """

    code: ClassVar[str] = "X043"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "[contents] lists an index, but nothing in the book is marked for it"

    def help(self) -> str:
        return "mark words with [term]{.index}, or remove the index from [contents]"


class UnknownSource(Diagnostic):
    """A citation names a work that the bibliography files don't have.

    The key is what comes first in a BibTeX entry, `@book{melville1851,`, or the `id` in
    CSL JSON. The files are those that `files` under `[citations]` lists.
    """

    code: ClassVar[str] = "X044"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    nearest: str | None = None

    def message(self) -> str:
        return f"no bibliography file has the key “{self.key}”"

    def help(self) -> str:
        if self.nearest is None:
            return "add the work to a bibliography file, or correct the key"
        return f"did you mean “@{self.nearest}”?"


class CitationsWithoutSources(Diagnostic):
    """The text cites works, but the book has no bibliography file.

    The citation is printed as it is written. List a BibTeX or CSL JSON file in
    `book.toml`: `files = ["sources.bib"]` under `[citations]`.
    """

    code: ClassVar[str] = "X045"
    severity: ClassVar[Severity] = Severity.WARNING
    written: str

    def message(self) -> str:
        return f"“{self.written}” cites a work, but the book has no bibliography file"

    def shared_cause(self) -> str:
        """One entry in one file serves all its citations."""
        return self.written

    def help(self) -> str:
        return 'add files = ["sources.bib"] under [citations], or write \\@'


class EmptyBibliography(Diagnostic):
    """The contents list a bibliography, but the book cites nothing.

    The page would be empty, so it is left out. Cite works with `[@key]`, or list all of
    them with `all-sources = true` under `[citations]`.
    """

    code: ClassVar[str] = "X046"
    severity: ClassVar[Severity] = Severity.WARNING

    has_sources: bool = True
    """Whether the book has a file of sources."""

    def message(self) -> str:
        return "[contents] lists a bibliography, but the book cites nothing"

    def help(self) -> str:
        if not self.has_sources:
            return 'name the file of your sources: [citations], files = ["sources.bib"]'
        return "cite works with [@key], or remove the bibliography from [contents]"


class UnknownTerm(Diagnostic):
    """A term in the text has no definition in a glossary.

    `[groyne]{.term}` links to the definition of “groyne” in a `::: {.glossary}` block
    of any file; `[groynes]{.term of="groyne"}` names the entry where the words differ.
    The text is kept, without the link.
    """

    code: ClassVar[str] = "X047"
    severity: ClassVar[Severity] = Severity.ERROR
    term: str
    nearest: str | None = None

    def message(self) -> str:
        return f"no glossary defines “{self.term}”"

    def help(self) -> str:
        if self.nearest is None:
            return "define it in ::: {.glossary}, or remove .term"
        return f"did you mean of=“{self.nearest}”?"


class RepeatedTerm(Diagnostic):
    """A term is defined twice in the book's glossaries.

    Terms in the text link to the first definition.
    """

    code: ClassVar[str] = "X048"
    severity: ClassVar[Severity] = Severity.WARNING
    term: str

    def message(self) -> str:
        return f"“{self.term}” is already defined"

    def help(self) -> str:
        return "merge the two definitions, or rename one of the terms"


class DoubledNumber(Diagnostic, kw_only=True):
    """A title has its own number, but the book numbers its chapters.

    `# Chapter 2. The Middle` is printed below “Chapter 2”, and the contents have “2
    Chapter 2. The Middle”. Leave the number out: the book's own stays right when you
    move a chapter. To write the numbers yourself, set `chapters = "none"` under
    `[numbering]`, or put `{.unnumbered}` after this title.
    """

    code: ClassVar[str] = "X070"
    severity: ClassVar[Severity] = Severity.WARNING
    said: str
    """What the title says of its number."""
    title: str
    """The title without it; it may be empty."""

    def message(self) -> str:
        return f"the title says “{self.said}”, but the book numbers it too"

    def help(self) -> str:
        wanted = f"write “{self.title}”" if self.title else "give it another title"
        return f'{wanted}, or chapters = "none" under [numbering]'


class EmptyGlossary(Diagnostic):
    """The contents list a glossary, but the book defines no term.

    The page would be empty, so it is left out. Write definitions in a block
    `::: {.glossary}` in any file; they are collected and sorted.
    """

    code: ClassVar[str] = "X049"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "[contents] lists a glossary, but the book defines no term"

    def help(self) -> str:
        return "define terms in ::: {.glossary}, or remove it from [contents]"


class ChapterGathered(Diagnostic):
    """All of a chapter is collected in the glossary, so its own page is empty.

    `[contents]` lists both the chapter, which only defines terms, and the glossary, to
    which all definitions go, sorted. Without `glossary` the chapter itself prints them,
    in the order of the file.

    Example: `body = ["one.md", "terms.md"]` with `back = ["glossary"]`, where
    `terms.md` is a heading and a block `::: {.glossary}`.
    """

    code: ClassVar[str] = "X054"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this chapter’s page is empty: all its definitions are in the glossary"

    def help(self) -> str:
        return (
            "remove “glossary” from [contents], so that this chapter prints them; or"
            " move them to a chapter that has other text"
        )


class CreditsWithoutPage(Diagnostic, kw_only=True):
    """Images or pieces have credits, but no page of the book prints them.

    The generated copyright page prints who made an image, and where a piece was first
    published; so does the colophon if `[contents]` lists one. If you write your own
    copyright page, put the credits there yourself.
    """

    code: ClassVar[str] = "X050"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    """What gives the first credit: `credit`, `licence` or `first-published`."""

    def message(self) -> str:
        return f"“{self.key}” is set, but no page of the book prints it"

    def shared_cause(self) -> str:
        """One page shows all credits."""
        return ""

    def help(self) -> str:
        return 'list "copyright" or "colophon" under [contents]'


class NoOtherBooks(Diagnostic):
    """The contents list a page of other books by the author, but none is named.

    The page would be empty, so it is left out. Name them at the top of `book.toml`:
    `also-by = ["The Fen", "Salt"]`; or write the page yourself, `also-by.md`.
    """

    code: ClassVar[str] = "X051"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is wrong."""
        return "[contents] lists “also-by”, but book.toml names no other books"

    def help(self) -> str:
        """Say what to do."""
        return 'add also-by = ["…"] at the top of book.toml'


class FilterFailed(Diagnostic, kw_only=True):
    """A filter that the command names didn't return a book.

    A filter is a program that reads the tree as JSON from standard input and writes a
    tree to standard output, `--filter ./caps.py`, or the name of a Python entry point
    of the group `bookmaker.filters`. It must end with status 0, and its output must fit
    the schema `docs/tree.schema.json`.
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
    """The contents list the generated colophon, but nothing in the book is credited.

    A generated colophon says who made the images (`credit`, `licence`) and where the
    pieces were first published (`first-published`). The page would be empty, so it is
    left out. For anything else, such as the typefaces and the paper, write your own
    `colophon.md`.
    """

    code: ClassVar[str] = "X053"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "[contents] lists “colophon”, but the book has no credits to show there"

    def help(self) -> str:
        return "write your own colophon.md and list it, or remove it from [contents]"


class EmptyGeneratedDivision(Diagnostic):
    """The contents list a generated page, but there is nothing to show on it.

    It would be an empty page, so it is left out: notes in a book without notes,
    descriptions in a book whose images have none, a bibliography in a book where each
    chapter has its own.
    """

    code: ClassVar[str] = "X065"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str

    def message(self) -> str:
        return f"[contents] lists “{self.word}”, but the book has nothing to show there"

    def help(self) -> str:
        return f"remove “{self.word}” from [contents]"


class NotesElsewhere(Diagnostic):
    """The contents list the notes, but both editions print them elsewhere.

    Notes are collected at the end of the book with `notes = "book-end"` in `[print]` or
    `[epub]`. With the other values they are at the foot of the page or at the end of
    their chapter, and a page of notes would be empty: it is left out.
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
        return f"[contents] lists “notes”, but notes are printed {where}"

    def help(self) -> str:
        return 'write notes = "book-end" in [print], or remove “notes” from [contents]'


class TheoremReference(Diagnostic):
    """A reference to a theorem, which has no number here.

    Quarto numbers `::: {#thm-line}` and similar (lemmas, definitions, exercises,
    callouts with an identifier). Here such a block has no number, so the reference is
    printed as it is written.
    """

    code: ClassVar[str] = "X080"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str

    def message(self) -> str:
        return f"theorems have no numbers, so “@{self.key}” is printed as it is"

    def help(self) -> str:
        return f"link to it in your own words: [the theorem](#{self.key})"
