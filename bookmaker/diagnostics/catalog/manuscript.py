"""Kinds of problem with codes in `M`: the Markdown files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import TO_DO, Diagnostic, Severity, did_you_mean
from bookmaker.diagnostics.edits import Edit
from bookmaker.source import SourceSpan


class BadBytes(Diagnostic):
    """A file isn't UTF-8 at some byte.

    Manuscripts are UTF-8 files. This one contains other bytes, usually because a
    program saved it as Latin-1, Windows-1252 or UTF-16: in those, `é` is the single
    byte E9. Save it again as UTF-8. A draft shows `�` in their place.
    """

    code: ClassVar[str] = "M001"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"offset": 812, "byte": 0xE9, "count": 1}
    offset: int
    """The first bad byte, counted from 0."""
    byte: int
    count: int
    """How many stretches of the file cannot be read."""
    encoding: str | None = None
    """What the whole file is instead, where its first bytes say so."""

    def message(self) -> str:
        if self.encoding is not None:
            return f"this file is {self.encoding}, not UTF-8"
        more = ""
        if self.count > 1:
            left = self.count - 1
            more = f", nor what stands in {left} more place{'s' if left > 1 else ''}"
        return f"the byte 0x{self.byte:02X} at offset {self.offset} is not UTF-8{more}"

    def help(self) -> str:
        return "save the file as UTF-8"


class ForbiddenCharacter(Diagnostic):
    """A character that no edition can hold.

    NUL, most control characters and the non-characters U+FFFE and U+FFFF are not
    allowed in XML, of which an EPUB is made (XML 1.0, 2.2). They come from broken
    conversions, as a form feed between pages does, and are replaced by `�`.
    """

    code: ClassVar[str] = "M002"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"code_point": 0x0C, "count": 1}
    code_point: int
    count: int

    def message(self) -> str:
        more = f" (and {self.count - 1} more)" if self.count > 1 else ""
        return f"the character U+{self.code_point:04X} cannot be in a book{more}"

    def help(self) -> str:
        return "delete the character"


class BidiOverride(Diagnostic):
    """An invisible character changes the direction of the text.

    Embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) show text in
    a different order from the one it is written in. They are kept. Set the direction
    with `[words]{dir=rtl}` instead, which people and programs can see. In the metadata
    a title or a name needs neither: its letters have a direction.
    """

    code: ClassVar[str] = "M003"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"code_point": 0x202E, "count": 1}
    code_point: int
    count: int
    key: str = ""
    """The key of the metadata whose value has it; empty in the text of a chapter."""

    def message(self) -> str:
        more = f" (and {self.count - 1} more)" if self.count > 1 else ""
        where = f" of “{self.key}”" if self.key else ""
        return (
            f"an invisible character changes the text direction{where}:"
            f" U+{self.code_point:04X}{more}"
        )

    def help(self) -> str:
        return "delete it" if self.key else "delete it, or write `[words]{dir=rtl}`"


class OddMetadata(Diagnostic):
    """The metadata block at the top of a file can't be read.

    Between the lines of three hyphens, write keys and values in YAML:
    `title: The Shore`. A value that contains a colon and a space, or begins with a
    character like `[` or `@`, needs quotation marks: `title: "Ahab: a Life"`.
    """

    code: ClassVar[str] = "M004"
    severity: ClassVar[Severity] = Severity.ERROR
    problem: str
    advice: str = ""

    def message(self) -> str:
        return f"the metadata block cannot be read: {self.problem}"

    def help(self) -> str:
        default = "write `key: value` lines; put quotation marks around odd values"
        return self.advice or default


class RepeatedMetadata(Diagnostic):
    """The metadata block has the same key twice.

    Only one of the two values can count, and nobody would see which. A draft uses the
    first.
    """

    code: ClassVar[str] = "M005"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str

    def message(self) -> str:
        return f"“{self.key}” is given twice"

    def help(self) -> str:
        return "keep one of the two"


class TypographicMarksKept(Diagnostic, kw_only=True):
    """A value of the metadata block is between typographic quotation marks.

    For YAML they are letters like any others, so they are printed: `title: “The Shore”`
    is a title in quotation marks. Write `title: The Shore`; straight quotation marks,
    `title: "The Shore"`, are YAML's and are not printed. If the marks are meant, write
    `title: "“The Shore”"`.
    """

    code: ClassVar[str] = "M175"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    value: str

    def message(self) -> str:
        return f"the quotation marks of “{self.key}” are printed: {self.value}"

    def help(self) -> str:
        return f"write {self.key}: {self.value[1:-1]}"


class TaggedMetadata(Diagnostic):
    """The metadata block has a YAML tag.

    Tags such as `!!python/name` ask the parser to create objects. A manuscript doesn't
    need them, and some of them run programs, so all are refused.
    """

    code: ClassVar[str] = "M006"
    severity: ClassVar[Severity] = Severity.ERROR
    tag: str

    def message(self) -> str:
        return f"the YAML tag “{self.tag}” is not supported"

    def help(self) -> str:
        return "delete the tag"


class MetadataAliases(Diagnostic):
    """The metadata block has too many YAML aliases.

    Aliases (`*name`) can make a few lines unfold into gigabytes. A chapter's metadata
    hardly ever needs them, so more than a few are refused.
    """

    code: ClassVar[str] = "M007"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"limit": 16}
    limit: int

    def message(self) -> str:
        return f"the metadata block has more than {self.limit} aliases"

    def help(self) -> str:
        return "write the values out"


class UnknownMetadata(Diagnostic):
    """The metadata block has a key that bookmaker doesn't know.

    It has no effect, and a typo such as `titel: The Shore` would otherwise go
    unnoticed. The keys are title, subtitle, short-title, author, translator, lang,
    role, numbered, epigraph and first-published; in a file that is the whole book also
    date, rights, publisher and description.
    """

    code: ClassVar[str] = "M008"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    nearest: str | None = None
    advice: str = "delete the line"
    """What to do if no key is near."""
    problem: str = ""
    """What is wrong, if the key is known but its value isn't read."""

    def message(self) -> str:
        return self.problem or f"unknown metadata key “{self.key}”"

    def shared_cause(self) -> str:
        """A key is right or wrong in all chapters."""
        return self.key

    def help(self) -> str:
        if self.nearest is None:
            return self.advice
        return f"did you mean “{self.nearest}”?"


class MetadataOfWrongKind(Diagnostic):
    """A value in the metadata block has the wrong type for its key.

    A title is one line of text, `numbered` is `true` or `false`. A list or a group of
    keys can't be used where text is needed.
    """

    code: ClassVar[str] = "M009"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    wanted: str

    def message(self) -> str:
        return f"“{self.key}” must be {self.wanted}"

    def help(self) -> str:
        return f"write {self.wanted} after `{self.key}:`"


class NestingTooDeep(Diagnostic):
    """Something is nested inside too many other things.

    Quotations in lists in quotations, or brackets in brackets, are read to a depth that
    no book needs; what is deeper is kept as plain text. Such nesting is nearly always a
    mistake: a run of `>` or `[` that wasn't meant as markup.
    """

    code: ClassVar[str] = "M010"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"limit": 50}
    limit: int

    def message(self) -> str:
        return f"nested deeper than {self.limit} levels; from here on it is plain text"

    def help(self) -> str:
        return "nest less deeply, or escape the marks with backslashes"


class RepeatedNote(Diagnostic):
    """Two notes in a file have the same label.

    References link to the first. The text of the second is kept, but nothing refers to
    it: `[^1]: First.` and later `[^1]: Second.` need two labels.
    """

    code: ClassVar[str] = "M011"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"first_line": 12}
    label: str
    first_line: int

    def message(self) -> str:
        return f"the note “{self.label}” is already defined on line {self.first_line}"

    def help(self) -> str:
        return "give one of the two another label, and refer to it"


class UncalledNote(Diagnostic):
    """Nothing in the file refers to a note.

    Notes belong to their file: a reference in another chapter doesn't reach this one.
    The note's text is kept, but no number in the text links to it.
    """

    code: ClassVar[str] = "M012"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"nothing refers to the note “{self.label}”"

    def help(self) -> str:
        return f"write `[^{self.label}]` where its number should be, or delete the note"


class UndefinedNote(Diagnostic):
    """The text refers to a note that its file doesn't define.

    `[^whale]` needs a line `[^whale]: …` in the same file. Until there is one, the
    reference is printed as it is written.
    """

    code: ClassVar[str] = "M013"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"this file has no note “{self.label}”"

    def help(self) -> str:
        return f"write `[^{self.label}]: …`, or escape the bracket: `\\[^{self.label}]`"


class UnclosedDivision(Diagnostic):
    """A block that opens with colons is never closed.

    Close `::: verse` with a line `:::` after its last paragraph. Without one it runs to
    the end of the block that contains it, often the whole chapter.
    """

    code: ClassVar[str] = "M014"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this `:::` block is never closed"

    def help(self) -> str:
        return "write a line `:::` where it ends"


class StrayDivisionEnd(Diagnostic):
    """A line of colons closes nothing.

    A `:::` on its own line closes the block that was opened last. Here no block is
    open, so the line is dropped.
    """

    code: ClassVar[str] = "M015"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "there is no open block for this line to close"

    def help(self) -> str:
        return "delete the line, or open a block: `::: name`"


class OddAttributes(Diagnostic):
    """Text in braces looks like attributes but can't be read.

    Attributes are written `{#id .class key=value}`, separated by spaces, with straight
    quotation marks around a value that has spaces: `{alt="A grey whale"}`. A block is
    opened by `::: {.name}` or `::: name`. Within a paragraph, braces that can't be read
    stay in the text; a block is opened anyway.
    """

    code: ClassVar[str] = "M016"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str
    reason: str = ""
    """What is wrong in them."""
    suggestion: str = ""
    """How they should be written."""

    def message(self) -> str:
        because = f": {self.reason}" if self.reason else ""
        return f"“{self.words}” cannot be read as attributes{because}"

    def help(self) -> str:
        if self.suggestion:
            return f"write {self.suggestion}"
        return 'write them as `{#id .class key="value"}`'


class UnknownTag(Diagnostic):
    """Something in angle brackets isn't an HTML element that a book can contain.

    It is kept as text: `Vec<T>` is printed as it is. Write it as code if it is code, or
    escape the bracket to show that you mean it: `\\<T>`.
    """

    code: ClassVar[str] = "M017"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"{self.tag} isn’t a known HTML tag, so it is kept as text"

    def help(self) -> str:
        return "write it between backticks, or escape it: `\\<`"


class ForbiddenTag(Diagnostic):
    """An HTML element that neither edition can contain.

    Scripts, frames, forms and embedded objects do nothing on paper and don't belong in
    an EPUB; nor do instructions and declarations. The element is dropped and its text
    is kept, including that of a `<template>`. Scripts and style sheets are dropped up
    to their end tag.
    """

    code: ClassVar[str] = "M018"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"“{self.tag}” cannot be in a book"

    def help(self) -> str:
        return "delete it, or write it in Markdown"


class DroppedAttribute(Diagnostic):
    """An HTML attribute that neither edition can contain.

    Event handlers (`onclick`), styles and form attributes are dropped: a book has no
    behaviour, and its look comes from the theme. A width or height in `style` is kept.
    """

    code: ClassVar[str] = "M019"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str
    attribute: str

    def message(self) -> str:
        return f"the attribute “{self.attribute}” of <{self.tag}> is ignored"

    def help(self) -> str:
        return "delete it; use a class, and style it in a style sheet"


class UnsafeTarget(Diagnostic):
    """A link or an image has an address that could run code or read local files.

    Addresses that begin with `javascript:`, `vbscript:`, `data:`, `blob:` or `file:`
    never go into an edition: your readers don't have your disk. The text of the link is
    kept.
    """

    code: ClassVar[str] = "M020"
    severity: ClassVar[Severity] = Severity.ERROR
    scheme: str

    def message(self) -> str:
        return f"an address can’t begin with “{self.scheme}:”"

    def help(self) -> str:
        return "link to a page or to a file of the manuscript"


class UnclosedTag(Diagnostic):
    """An HTML element is opened and never closed.

    `<div>` needs `</div>`. Without it the element ends where the block around it ends.
    """

    code: ClassVar[str] = "M021"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"<{self.tag}> is never closed"

    def help(self) -> str:
        return f"write `</{self.tag}>` where it ends"


class UnclosedInlineTag(Diagnostic):
    """A paragraph opens an HTML element, a comment or a note and does not close it.

    `<em>` needs `</em>` in the same paragraph, `<!--` needs `-->`, and `^[` needs `]`.
    Without it the tag stays in the text as its characters, which is right where
    `Vec<U>` was meant.
    """

    code: ClassVar[str] = "M022"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"{self.tag} isn’t closed here, so it is kept as text"

    def help(self) -> str:
        return f"close it in the same paragraph, or escape it: `\\{self.tag}`"


class StrayEndTag(Diagnostic):
    """An HTML end tag closes nothing.

    No element of that name is open, so the tag is dropped. Often the start tag has a
    typo, or is in another block.
    """

    code: ClassVar[str] = "M023"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"</{self.tag}> closes nothing"

    def help(self) -> str:
        return f"delete it, or write `<{self.tag}>` where the element starts"


class MisplacedTag(Diagnostic):
    """An HTML block is inside a paragraph.

    `<div>` or `<table>` in the middle of a line can't start a block; its text becomes
    part of the paragraph. Put the tag at the start of its own line.
    """

    code: ClassVar[str] = "M024"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"<{self.tag}> cannot be inside a paragraph"

    def help(self) -> str:
        return "put it on a line of its own, with a blank line before it"


class UnclosedComment(Diagnostic):
    """A comment is opened and never closed.

    Everything from `<!--` to the end of the file is part of the comment and is in
    neither edition.
    """

    code: ClassVar[str] = "M025"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this comment is never closed"

    def help(self) -> str:
        return "write `-->` where it ends"


class ToDo(Diagnostic):
    """A comment marks something still to do.

    Comments are in neither edition. Those with TODO or FIXME are reported and counted,
    so that you don't forget one before printing; a draft shows them on its pages.
    """

    code: ClassVar[str] = TO_DO
    severity: ClassVar[Severity] = Severity.NOTE
    words: str

    def message(self) -> str:
        return self.words


class SurplusCells(Diagnostic):
    """A row of a table has more cells than its header row.

    The extra cells are kept, beyond the last column. Often a `|` in the text was meant
    as a character: write it `\\|`.
    """

    code: ClassVar[str] = "M027"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"cells": 4, "columns": 3}
    cells: int
    columns: int

    def message(self) -> str:
        return f"this row has {self.cells} cells, but the header row has {self.columns}"

    def help(self) -> str:
        return "make them equal; to print a bar, write `\\|`"


class UnclosedFence(Diagnostic):
    """A fenced code block is never closed.

    The fence that opens it needs another one, at least as long, after the last line.
    Without it, everything that follows is code.
    """

    code: ClassVar[str] = "M028"
    severity: ClassVar[Severity] = Severity.WARNING
    fence: str

    def message(self) -> str:
        return "this code block is never closed"

    def help(self) -> str:
        return f"write {self.fence} on a line of its own where it ends"


class RepeatedReference(Diagnostic):
    """Two link definitions in a file have the same label.

    `[dock]: …` counts once: links use the first address, and the other is ignored.
    Labels are compared without regard to case.
    """

    code: ClassVar[str] = "M029"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"the link “{self.label}” is already defined, so this address is ignored"

    def help(self) -> str:
        return "give it another label, or delete it"


class ConstructNotRead(Diagnostic):
    """A shortcode isn't supported where it is.

    `{{< include f.md >}}` and `{{< pagebreak >}}` must be on lines of their own;
    `{{< meta title >}}` may be within a sentence. Other shortcodes, such as Quarto's
    `video` and `kbd`, have no effect. They are printed as they are written.
    """

    code: ClassVar[str] = "M030"
    severity: ClassVar[Severity] = Severity.WARNING
    construct: str
    nearest: str | None = None
    is_known: bool = True
    """Whether its name is one of ours, so that its place is what is wrong."""

    def message(self) -> str:
        return f"{self.construct} isn’t supported here, so it is printed as it is"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        if self.is_known:
            return "put it on a line of its own, or write the text itself"
        return "delete it, or write the text itself"


class OddSize(Diagnostic):
    """The width or height of an image isn't a size.

    A size is a percentage of the line, `{width=60%}`, or a number and a unit:
    `{width=8cm}`, with pt, pc, in, px, mm, cm or em. The image is printed at its own
    size, but never larger than the page allows.
    """

    code: ClassVar[str] = "M100"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    text: str

    def message(self) -> str:
        return f"“{self.text}” isn’t a valid {self.key}"

    def help(self) -> str:
        return f"write a percentage, {{{self.key}=60%}}, or a length: 8cm"


class BadFormula(Diagnostic):
    """A formula isn't TeX that can be read.

    Formulas use LaTeX mathematics: `$\\frac{a}{b}$`, with the environments `aligned`,
    `cases`, `matrix` and similar. Packages and your own definitions (`\\newcommand`)
    aren't supported. A draft shows the TeX itself.
    """

    code: ClassVar[str] = "M110"
    severity: ClassVar[Severity] = Severity.ERROR
    reason: str

    def message(self) -> str:
        return f"this formula cannot be read: {self.reason}"

    def help(self) -> str:
        return "correct the TeX; to print a dollar sign, write \\$"


class UnclosedFormula(Diagnostic):
    """A formula between lines of two dollar signs is never closed.

    It ends at a line with `$$`, and can't contain a blank line. Without its end, the
    lines are read as text.
    """

    code: ClassVar[str] = "M111"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this formula is never closed"

    def help(self) -> str:
        return "add $$ after its last line, and remove blank lines inside it"


class IncludeUnreadable(Diagnostic):
    """A file that is to be included can't be read.

    `{{< include _ford.md >}}` names a file relative to the including one, or to the
    manuscript folder if the path begins with `/`. Nothing outside that folder is read.
    """

    code: ClassVar[str] = "M120"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    nearest: str | None = None
    difference: str = ""
    advice: str = ""

    def message(self) -> str:
        return f"“{self.path}” cannot be included because it {self.reason}"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        return self.advice or "write its path as seen from this file"


class IncludeCircle(Diagnostic):
    """Files include each other in a circle.

    A file that includes itself, directly or through others, would never end. The
    include that closes the circle is left out.
    """

    code: ClassVar[str] = "M121"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"files": ("one.md", "two.md", "one.md")}
    files: tuple[str, ...]

    def message(self) -> str:
        return f"files include each other: {' → '.join(self.files)}"

    def help(self) -> str:
        return "remove one of the includes"


class UnknownVariable(Diagnostic):
    """A shortcode asks for metadata that the book doesn't have.

    `{{< meta title >}}` prints a value from `book.toml`: title, subtitle, author,
    publisher, language, rights, edition, printing, published, year, series, and
    `isbn.NAME` of a product. The shortcode is printed as it is written.
    """

    code: ClassVar[str] = "M122"
    severity: ClassVar[Severity] = Severity.ERROR
    name: str
    nearest: str | None = None

    def message(self) -> str:
        return f"the book’s metadata has no “{self.name}”"

    def help(self) -> str:
        if self.nearest is None:
            return "set it in book.toml, or write the text itself"
        return f"did you mean “{self.nearest}”?"


class NoSuchLines(Diagnostic):
    """A code block asks for lines that its file doesn't have.

    `lines="3-10,15"` counts from 1; after a colon, mdBook's form names lines, `3:10`,
    or an anchor. Line numbers change as a program grows: an anchor doesn't.
    """

    code: ClassVar[str] = "M123"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"wanted": "50-60", "count": 40}
    wanted: str
    path: str
    count: int

    def message(self) -> str:
        lines = "line" if self.count == 1 else "lines"
        return f"“{self.path}” has {self.count} {lines}, but not “{self.wanted}”"

    def help(self) -> str:
        return "write lines that exist, such as 3-10, or the name of an anchor"


class UnknownFormat(Diagnostic):
    """A condition names an unknown edition.

    `when-format` and `unless-format` take `pdf` or `print`, and `epub` or `html`. No
    other edition is made, so text for it would never be seen.
    """

    code: ClassVar[str] = "M124"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"there is no edition “{self.name}”"

    def help(self) -> str:
        return "write pdf or epub"


class TornTable(Diagnostic):
    """A passage looks like a table, but can't be read as one.

    It is printed as prose, with its bars. A pipe table has a header row and below it a
    row of dashes with as many cells: `| Place | Feet |`, `|-------|------|`. In a grid
    table there is a `+` wherever lines meet, and all lines have the same length. In a
    table drawn only with dashes, `-----  ----`, no word crosses from the column above
    one group of dashes into the next.
    """

    code: ClassVar[str] = "M190"
    severity: ClassVar[Severity] = Severity.WARNING
    reason: str

    def message(self) -> str:
        return f"this looks like a table, but {self.reason}"

    def help(self) -> str:
        return "align its columns, or write a pipe table: see docs/dialect.md, Tables"


class RawLeftOut(Diagnostic, kw_only=True):
    """A raw passage is for a format that bookmaker doesn't make.

    `{=latex}`, `{=typst}`, `{=docx}` and similar are written for other programs; such a
    passage is left out of both editions. `{=html}` goes into the EPUB, and a TeX page
    break works everywhere. Write in Markdown what both editions should have.
    """

    code: ClassVar[str] = "M191"
    severity: ClassVar[Severity] = Severity.WARNING
    format: str
    native: str

    def message(self) -> str:
        return f"this passage is only for {{={self.format}}}, so it is left out"

    def help(self) -> str:
        return self.native


class TexLeftOut(Diagnostic, kw_only=True):
    """A TeX command has no meaning here and is left out.

    `\\emph{…}`, `\\textbf{…}`, `\\footnote{…}`, `\\cite{…}`, `\\ref{…}` and similar are
    supported, as are formulas and page breaks. Commands that set distances, sizes and
    pages, or generate lists, have an equivalent in Markdown or `book.toml`. If you
    write about TeX, put the command between backticks, or double its backslash. Each
    command is reported once per file. In projects for pandoc, bookdown and Quarto,
    commands that aren't known are left out too, as pandoc leaves them out of an EPUB.
    """

    code: ClassVar[str] = "M192"
    severity: ClassVar[Severity] = Severity.WARNING
    command: str
    native: str

    def message(self) -> str:
        return f"the TeX command {self.command} isn’t supported, so it is left out"

    def help(self) -> str:
        return self.native


class UnknownTex(Diagnostic, kw_only=True):
    """A TeX command isn't known, and is printed as text.

    A backslash, a name and braces are a TeX command. bookmaker doesn't know this one,
    so both editions print it as you wrote it. Write in Markdown what it should do; if
    you mean its characters, put them between backticks, or double the backslash.
    """

    code: ClassVar[str] = "M193"
    severity: ClassVar[Severity] = Severity.WARNING
    command: str

    def message(self) -> str:
        return f"the TeX command {self.command} isn’t known, so it is printed as text"

    def help(self) -> str:
        return (
            "write it in Markdown, or put it between backticks if you mean the"
            " characters"
        )


class FileSplit(Diagnostic, kw_only=True):
    """One file contains the whole book, and each of its top-level headings starts a
    chapter.

    A book that is a single file, and lists no contents, is split at `#` if there is
    more than one; its metadata block is the book's. If there is only one, with nothing
    below it but `## Chapter 1` or a long text under several `##`, that is the book's
    title, and the file is split at `##`. `split-at = 2` under `[contents]`
    in `book.toml` splits it at `##`, and `split-at = 0` keeps it as one chapter. If
    `body` lists files, `split-at` splits each of them.
    """

    code: ClassVar[str] = "M194"
    severity: ClassVar[Severity] = Severity.NOTE
    count: int
    mark: str

    def message(self) -> str:
        chapters = "1 chapter" if self.count == 1 else f"{self.count} chapters"
        return f"this file is split at {self.mark} into {chapters}"

    def help(self) -> str:
        return (
            "to keep it as one chapter, set split-at = 0 under [contents] in book.toml"
        )


class OddListTable(Diagnostic):
    """A list-table isn't a list of lists.

    Each row is an item of a list that contains a list of its cells: `- - first cell`,
    below it `  - second cell`. A paragraph before the list is the caption. Anything
    else is kept as it is.
    """

    code: ClassVar[str] = "M130"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this list-table isn’t a list of lists"

    def help(self) -> str:
        return "start each row with `- - ` and each further cell with `  - `"


class OddValues(Diagnostic):
    """The values of a `csv-table` can't be read.

    Separate values with commas, or with what `delimiter=";"` says, one row per line.
    Put a value that contains the separator or a line break in double quotes. The text
    is kept as a code block.
    """

    code: ClassVar[str] = "M131"
    severity: ClassVar[Severity] = Severity.ERROR
    reason: str

    def message(self) -> str:
        return f"these values can’t be read as a table: {self.reason}"

    def help(self) -> str:
        return "write one row per line, and put special values in double quotes"


class ForeignProject(Diagnostic):
    """The folder is a project for another program.

    bookmaker reads projects for mdBook, GitBook and HonKit, Quarto, bookdown, Leanpub,
    MkDocs, MyST, Docusaurus, VitePress, docsify, Jekyll, Hugo, pandoc and Obsidian's
    Longform.

    Its chapter order, title, authors and language are read, and its Markdown as far as
    the dialect goes. Settings for the other program, for web pages and for running code
    don't apply to a book and are ignored. A `book.toml` for bookmaker overrides all
    this.
    """

    code: ClassVar[str] = "M132"
    severity: ClassVar[Severity] = Severity.NOTE
    program: str
    file: str
    skipped: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    """What the project doesn't say; each completes “assumed: …”."""

    def message(self) -> str:
        left_out = f"; not read: {', '.join(self.skipped)}" if self.skipped else ""
        assumed = f"; assumed: {', '.join(self.assumed)}" if self.assumed else ""
        of = f"this is a project for {self.program}, read from {self.file}"
        return f"{of}{left_out}{assumed}"


class CodeNotRun(Diagnostic):
    """A code cell that Quarto would run.

    bookmaker shows the code but doesn't run it, so what it would print or draw isn't in
    the book. Run it once with Quarto and keep the result: `keep-md: true`.
    """

    code: ClassVar[str] = "M133"
    severity: ClassVar[Severity] = Severity.WARNING
    language: str
    is_shown: bool = True

    def message(self) -> str:
        if self.is_shown:
            return f"this {self.language} cell isn't run: only its code is shown"
        return f"this {self.language} cell isn't run, and nothing of it is shown"

    def shared_cause(self) -> str:
        """The project is run once, with all its cells."""
        return f"{self.language} {self.is_shown}"

    def help(self) -> str:
        return "write its result as text, a table or an image"


class UnreadableFile(Diagnostic):
    """A file of the manuscript can't be read.

    Only regular files inside the manuscript folder that you have permission to read
    become part of an edition; a link to somewhere outside, a device or an enormous file
    doesn't.
    """

    code: ClassVar[str] = "M090"
    severity: ClassVar[Severity] = Severity.ERROR
    file: str
    reason: str
    advice: str = ""

    def message(self) -> str:
        return f"“{self.file}” is left out because it {self.reason}"

    def help(self) -> str:
        return (
            self.advice
            or "put the file into the manuscript folder, or remove it from [contents]"
        )


class EmptyChapter(Diagnostic):
    """The chapter is empty.

    It would become an empty page. List a chapter in `[contents]` when it has been
    written.
    """

    code: ClassVar[str] = "M091"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this file has no text"

    def help(self) -> str:
        return "write something in it, or remove it from [contents]"


class PictureUnreadable(Diagnostic, kw_only=True):
    """An image can't be read.

    The file doesn't exist, is outside the manuscript folder, or isn't a regular file.
    Write the path relative to the Markdown file that shows the image (or to the
    manuscript folder, which is searched next), with `/` between folders, and with
    upper and lower case as they are on disk: `![A quay](../images/quay.jpg)`. macOS and
    Windows find `Quay.JPG` when the file is `quay.jpg`; Linux and reading systems
    don't.
    """

    code: ClassVar[str] = "M080"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    nearest: str | None = None
    """A file that was probably meant, as the author would write its path."""
    difference: str = ""
    advice: str = ""

    def message(self) -> str:
        return f"the image “{self.path}” cannot be used because it {self.reason}"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        return (
            self.advice
            or "put the file there, or write its path as seen from this file"
        )


class RemotePicture(Diagnostic, kw_only=True):
    """The image is on the web.

    A book must be complete without a connection, and bookmaker downloads nothing during
    a build. Save the image in the manuscript folder and use it from there.
    """

    code: ClassVar[str] = "M081"
    severity: ClassVar[Severity] = Severity.ERROR
    address: str

    def message(self) -> str:
        return f"the image “{self.address}” is on the web, not in the manuscript folder"

    def help(self) -> str:
        return "save it in the manuscript folder and write its path"


class PictureUnusable(Diagnostic, kw_only=True):
    """The file isn't an image, or is damaged.

    PNG, JPEG, GIF, SVG, WebP, TIFF and BMP are supported; what counts is the content,
    not the file extension. Open the file in an image editor and save it again as PNG or
    JPEG.
    """

    code: ClassVar[str] = "M082"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str

    def message(self) -> str:
        return f"the image “{self.path}” cannot be used because it {self.reason}"

    def help(self) -> str:
        return "save it again as PNG, JPEG or plain SVG"


class PictureTooLarge(Diagnostic, kw_only=True):
    """An image has more pixels than bookmaker decodes.

    The limit is 64 million pixels, 8,000 by 8,000, which prints sharply on a poster; a
    small file can claim far more and exhaust the memory. Scale the image down: a full
    page of a book needs about 2,000 by 3,000 pixels.
    """

    code: ClassVar[str] = "M083"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        return f"the image “{self.path}” has more than 64 million pixels"

    def help(self) -> str:
        return "scale it down; a full page needs about 2,000 by 3,000 pixels"


class DrawingDeclaresEntities(Diagnostic, kw_only=True):
    """An SVG declares its own entities.

    Such declarations can read other files or grow without end, so the SVG is refused.
    Old versions of Illustrator write them for namespaces: save the image as plain SVG
    with a current program.
    """

    code: ClassVar[str] = "M084"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        return f"the SVG “{self.path}” declares its own entities"

    def help(self) -> str:
        return "save it as plain SVG"


class PictureWithoutWords(Diagnostic, kw_only=True):
    """An image has no alt text.

    Screen readers read alt text aloud, and it appears where an image can't be shown;
    bookshops and the law of many countries require it. Write it in the brackets,
    `![A heron on the quay](quay.jpg)`. If the image is alone in its paragraph, the text
    in the brackets is its caption too, unless you add separate alt text,
    `{alt="A heron on the quay"}`. For pure decoration, write `{alt=""}`.
    """

    code: ClassVar[str] = "M085"
    severity: ClassVar[Severity] = Severity.WARNING
    path: str

    def message(self) -> str:
        return f"the image “{self.path}” has no alt text"

    def help(self) -> str:
        return (
            'write {alt="what it shows"} after it, or {alt=""} if it is only decoration'
        )


class IndexMarkWithoutEntry(Diagnostic, kw_only=True):
    """An index mark has neither text nor an entry.

    The index must know under which entry to list the place: `[sperm whale]{.index}`
    uses the text, `[]{.index entry="Whales!sperm"}` names the entry and prints nothing
    in the text.
    """

    code: ClassVar[str] = "M140"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this index mark has neither text nor an entry"

    def help(self) -> str:
        return 'write entry="…" in its braces, or words in its brackets'


class MalformedSources(Diagnostic, kw_only=True):
    """A bibliography file can't be read as BibTeX or as CSL JSON.

    A BibTeX entry is `@book{key, author = {Last, First}, title = {…}}`. Put each value
    in braces or quotation marks, and close every brace.
    """

    code: ClassVar[str] = "M141"
    severity: ClassVar[Severity] = Severity.ERROR
    file: str
    reason: str

    def message(self) -> str:
        return f"“{self.file}” cannot be read: {self.reason}"

    def help(self) -> str:
        return "correct the entry, or export the file again"


class RepeatedSource(Diagnostic, kw_only=True):
    """Two works in the bibliography files have the same key.

    A citation would be ambiguous; the first one counts.
    """

    code: ClassVar[str] = "M142"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"first_line": 12}
    key: str
    first_file: str
    first_line: int

    def message(self) -> str:
        first = f"{self.first_file}:{self.first_line}"
        return f"another work already has the key “{self.key}” ({first})"

    def help(self) -> str:
        return "give one of the two another key"


_LEVELS = 6
"""Of headings."""


class HashWithoutSpace(Diagnostic, kw_only=True):
    """A line begins with `#` and a word, without a plain space between them.

    A heading needs the space: `## The Gauge`. Without it the line is a paragraph, and
    its `#` is printed; a no-break space, a wide space or the wide `＃` of a Chinese or
    Japanese keyboard don't make a heading either, and nor do seven `#`. If you mean
    the character, as in a hashtag, put a backslash before it: `\\#gauge`.
    """

    code: ClassVar[str] = "M160"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": "##The Gauge", "level": 2}
    words: str
    """The line, or its beginning."""
    level: int
    gap: str = ""
    """The characters between the marks and the first word: none, or odd spaces."""

    def message(self) -> str:
        reason = "there is no space after the #"
        if not self.words.startswith("#"):
            reason = f"{self.words[0]} is the wide form of #"
        elif self.level > _LEVELS:
            reason = "headings have at most six #"
        elif self.gap:
            reason = f"U+{ord(self.gap[0]):04X} after the # is not a plain space"
        return f"“{self.words}” is not a heading: {reason}"

    def help(self) -> str:
        start = self.words[self.level + len(self.gap) :].split(" ", 1)[0]
        return (
            f"write “{'#' * min(self.level, _LEVELS)} {start} …”; "
            "if you mean the character, write \\#"
        )

    def edit(self) -> Edit | None:
        """Write plain marks and a plain space."""
        if self.span is None:
            return None
        after = self.span.column + self.level
        place = SourceSpan.at(self.span.file, self.span.line, after)
        if self.words.startswith("#") and not self.gap:
            return Edit(place, " ", is_safe=True)
        if self.level > _LEVELS:
            return None
        line = self.span.line
        end = after + len(self.gap)
        marks = SourceSpan(self.span.file, line, self.span.column, line, end)
        return Edit(marks, "#" * self.level + " ", is_safe=True)


class ChapterWithoutHeading(Diagnostic, kw_only=True):
    """A chapter has no heading.

    The contents list it by its number or its file name, and its first page has no
    title. Start the file with `# The title`, or put `title: The title` into its
    metadata block. A file with another role, such as a dedication, needs no heading.
    """

    code: ClassVar[str] = "M161"
    severity: ClassVar[Severity] = Severity.WARNING
    later: str | None = None
    """The first heading of the file, if something comes before it."""

    def message(self) -> str:
        if self.later is not None:
            return f"something comes before the chapter’s heading “{self.later}”"
        return "this chapter has no heading"

    def help(self) -> str:
        if self.later is not None:
            return "move the heading to the beginning of the file"
        return "start the file with “# The title”"


class IndentedProse(Diagnostic, kw_only=True):
    """A paragraph is indented with a tab or four spaces.

    Markdown reads such a paragraph as a code block: it is printed in the code font, and
    its markup, notes and links are printed as characters. The theme indents paragraphs
    for you. If it is code, put it between lines of three backticks.
    """

    code: ClassVar[str] = "M162"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"count": 1}
    count: int
    """How many such listings the file has; the first one is the place."""

    def message(self) -> str:
        more = f" (and {self.count - 1} more in this file)" if self.count > 1 else ""
        return "this paragraph is indented, so it is printed as code" + more

    def help(self) -> str:
        return "delete the tab or spaces before it; put code between lines of ```"


class EmptyLink(Diagnostic, kw_only=True):
    """A link has no address, or no text.

    `[the docs]()` has nothing between its parentheses, or only the start of an address.
    Its text is printed, and nothing is linked. `[ ](#tides)` has only a space between
    its brackets, or an image without alt text: nobody can see or hear that there is a
    link (WCAG 2.2, 2.4.4).
    """

    code: ClassVar[str] = "M163"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str
    target: str

    def message(self) -> str:
        if not self.words:
            return f"the link to “{self.target}” has no text"
        if self.target:
            return f"the link “{self.words}” has no address after “{self.target}”"
        return f"the link “{self.words}” has no address"

    def help(self) -> str:
        if not self.words:
            return "write what it links to between the brackets"
        return "write the address between the parentheses, or delete the brackets"


class SkippedHeadingLevel(Diagnostic, kw_only=True):
    """A heading is more than one level below the heading before it.

    `##` comes after `#`, and `###` after `##`. The level that is left out has no
    section, so this one is printed, numbered and listed one level higher. People who
    navigate by headings with a screen reader think that they have missed one (WCAG 2.2,
    technique G141).
    """

    code: ClassVar[str] = "M164"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"level": 4, "before": 2}
    level: int
    before: int

    def message(self) -> str:
        return (
            f"a level is skipped: this heading has {self.level} #, and the one before"
            f" it has {self.before}"
        )

    def help(self) -> str:
        return f"write {'#' * (self.before + 1)}"


class SecondIdentifier(Diagnostic, kw_only=True):
    """Braces contain two identifiers.

    Each element has one identifier. The last one counts, and a link to the other is
    broken.
    """

    code: ClassVar[str] = "M165"
    severity: ClassVar[Severity] = Severity.WARNING
    first: str
    last: str

    def message(self) -> str:
        return (
            f"“#{self.first}” is ignored because the braces have a second identifier, "
            f"“#{self.last}”"
        )

    def help(self) -> str:
        return "keep one of the two"


class OddLanguage(Diagnostic, kw_only=True):
    """A language is not written as a language tag.

    Hyphenation, quotation marks and voices depend on it. Tags are those of BCP 47: `fr`
    for French, `pt-BR` for Brazilian Portuguese, `ar`, `zh-Hant`.
    """

    code: ClassVar[str] = "M167"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    nearest: str | None

    def message(self) -> str:
        return f"“{self.text}” is not a language tag"

    def help(self) -> str:
        if self.nearest is not None:
            return f"did you mean “{self.nearest}”?"
        return "write the tag of the language: fr, de-AT, pt-BR"


class UnfinishedText(Diagnostic, kw_only=True):
    """The text contains a mark of unfinished work, or filler text.

    `TODO:`, `FIXME:` and “lorem ipsum” outside comments and code are printed in both
    editions. Put what is still to do into a comment, `<!-- TODO: … -->`, which
    bookmaker counts and never prints.
    """

    code: ClassVar[str] = "M168"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str

    def message(self) -> str:
        return f"“{self.words}” is in the text and is printed"

    def help(self) -> str:
        return "finish the text, or put this into a comment: <!-- … -->"


class MergeConflict(Diagnostic, kw_only=True):
    """A merge has left two versions of a passage in the file.

    When Git can't merge two changes, it writes both versions into the file, between
    lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. All of it would be
    printed. A code block may show such a passage.
    """

    code: ClassVar[str] = "M321"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"last": 9}
    last: int
    """The line with `>>>>>>>`, counted from 1."""

    def message(self) -> str:
        return f"a merge conflict is not resolved here, up to line {self.last}"

    def help(self) -> str:
        return (
            "keep the version that counts, and delete the other one and the lines of"
            " <<<<<<<, ======= and >>>>>>>"
        )


class MistypedAddress(Diagnostic, kw_only=True):
    """The start of a link's address is mistyped.

    A web address begins with `https://` or `http://`. `htp://`, `https:/` and `http//`
    are broken.
    """

    code: ClassVar[str] = "M169"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    nearest: str
    address_span: SourceSpan | None = None
    """Where the address itself is written."""

    def message(self) -> str:
        return f"the address “{self.target}” is mistyped"

    def help(self) -> str:
        return f"did you mean “{self.nearest}”?"

    def edit(self) -> Edit | None:
        """Write the address that was probably meant."""
        if self.address_span is None:
            return None
        return Edit(self.address_span, self.nearest, is_safe=False)


class MistypedPrefix(Diagnostic, kw_only=True):
    """An identifier looks like a misspelling of one that gives a number.

    `fig-`, `tbl-`, `sec-`, `eq-` and `lst-` begin the identifiers of what is numbered
    and can be referred to as `@fig-quay`. With another beginning the reference is
    printed as characters.
    """

    code: ClassVar[str] = "M172"
    severity: ClassVar[Severity] = Severity.WARNING
    identifier: str
    nearest: str

    def message(self) -> str:
        return f"the identifier “#{self.identifier}” looks misspelt"

    def help(self) -> str:
        return f"did you mean “#{self.nearest}”?"


class PictureWithoutFile(Diagnostic, kw_only=True):
    """An image names no file.

    `![A quay]()` has nothing between its parentheses, so there is nothing to show.
    """

    code: ClassVar[str] = "M173"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this image names no file"

    def help(self) -> str:
        return "write the path of the file between the parentheses, or delete it"


class LinkNotRead(Diagnostic, kw_only=True):
    """What looks like a link or an image is printed as characters.

    In `[words](address)` nothing is between the two pairs of brackets, and the address
    has no spaces: write `my%20image.png` or `<my image.png>`. If you mean the
    characters, put a backslash before the bracket: `\\[`.
    """

    code: ClassVar[str] = "M174"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str
    advice: str

    def message(self) -> str:
        return f"“{self.words}” is not read as a link or an image"

    def help(self) -> str:
        return self.advice


class MisspeltClass(Diagnostic, kw_only=True):
    """A class is nearly one that bookmaker knows, and no style sheet has it.

    `::: epigaph` is a block like any other: only `::: epigraph` is styled as one. A
    class of your own, with rules in your `sheet`, is never reported.
    """

    code: ClassVar[str] = "M166"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    nearest: str

    def message(self) -> str:
        return f"the class “{self.name}” has no effect"

    def help(self) -> str:
        return did_you_mean(self.nearest)


class MisspeltLanguageOfCode(Diagnostic, kw_only=True):
    """A code block names a language that is nearly a known one.

    Its syntax isn't highlighted. A language that bookmaker doesn't know, and that isn't
    similar to one that it knows, is never reported.
    """

    code: ClassVar[str] = "M171"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    nearest: str

    def message(self) -> str:
        return f"unknown code language “{self.name}”"

    def help(self) -> str:
        return did_you_mean(self.nearest)


class DiagramAsCode(Diagnostic):
    """A diagram in a code block is printed as its code.

    Some programs draw Mermaid, PlantUML or Graphviz when they build. bookmaker runs no
    program for that, so readers see the code. Draw it once, keep the image with the
    manuscript, and write `![What it shows](images/diagram.svg)`.

    If the code is what you want to show, give it a caption, or switch the rule off:
    `off = ["M297"]` in the table `[lint]` of `book.toml`.
    """

    code: ClassVar[str] = "M297"
    severity: ClassVar[Severity] = Severity.WARNING
    language: str

    def message(self) -> str:
        return f"this {self.language} diagram isn't drawn: its code is printed"

    def shared_cause(self) -> str:
        """One program draws them all."""
        return self.language

    def help(self) -> str:
        return "draw it with its own program, and include the image"


class PrefixOfAnotherKind(Diagnostic, kw_only=True):
    """An identifier begins like that of a figure, but isn't on a figure.

    Figures, tables, code blocks and equations are numbered by their identifiers: `fig-`
    on a heading, a paragraph or an image within a sentence gives no number, so
    `@fig-quay` has nothing to print. A block `::: {#fig-quay}` is a figure, with any
    content; its last paragraph is the caption.
    """

    code: ClassVar[str] = "M260"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"prefix": "fig"}
    identifier: str
    prefix: str

    def message(self) -> str:
        kinds = {"tbl": "a table", "lst": "a code block", "eq": "an equation"}
        return (
            f"“#{self.identifier}” is on something that is not "
            f"{kinds.get(self.prefix, 'a figure')}, so it has no number"
        )

    def help(self) -> str:
        if self.prefix == "eq":
            return (
                "put the identifier after the closing $$ of the formula, or"
                " choose another"
            )
        return (
            f"put ::: {{#{self.identifier}}} before it and ::: after it, or choose "
            "another identifier"
        )


class TakenClass(Diagnostic, kw_only=True):
    """Your style sheet has a rule for a class that bookmaker uses itself.

    `::: title` is written with the class `own-title`, so that it isn't styled as the
    title of a chapter. A rule for `.title` in your style sheet applies to chapter
    titles; the rule for your block is `.own-title`.
    """

    code: ClassVar[str] = "M261"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    own: str

    def message(self) -> str:
        return f"the rule for “.{self.name}” in your style sheet doesn’t apply to this"

    def help(self) -> str:
        return f"write .{self.own} in the style sheet, or give the class another name"


class OutlineLineNotRead(Diagnostic):
    """A line in another program's list of chapters has a link that can't be read.

    `SUMMARY.md` lists chapters as Markdown links: `- [Locks](locks.md)`. A path that
    contains a space needs angle brackets, `[Locks](<the locks.md>)`, or `%20` for the
    space.
    """

    code: ClassVar[str] = "M230"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "file": "src/SUMMARY.md",
        "words": "[Locks](the locks.md)",
    }
    file: str
    words: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” in {self.file} is not a link, so no chapter is read"

    def help(self) -> str:
        """Say what to do."""
        return "put < and > around a path that has spaces"


class ForeignKey(Diagnostic):
    """A metadata block has a key for another program.

    In an Obsidian or Quarto project, keys that don't apply to a book, such as `tags` or
    `execute`, are ignored. The keys of chapter metadata are read.
    """

    code: ClassVar[str] = "M231"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"key": "tags", "program": "Obsidian"}
    key: str
    program: str

    def message(self) -> str:
        return f"“{self.key}” is for {self.program}, so it is ignored"

    def shared_cause(self) -> str:
        """One key is in the metadata of every note."""
        return self.key


class UnclosedNoteComment(Diagnostic):
    """An Obsidian comment, `%% … %%`, is never closed.

    It hides the rest of the note, as it does in Obsidian.
    """

    code: ClassVar[str] = "M232"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this comment is never closed, so the rest of the file is left out"

    def help(self) -> str:
        return "write %% where it ends"


class NoSuchPart(Diagnostic):
    """An embed names a heading or a block that its note does not have.

    `![[Locks#The gate]]` shows what is below a heading, `![[Locks#^gate]]` the block
    that ends in `^gate`. The embed becomes a link.
    """

    code: ClassVar[str] = "M233"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"part": "The gate", "path": "Locks.md"}
    part: str
    path: str

    def message(self) -> str:
        return f"“{self.path}” has no heading or block “{self.part}” to embed"

    def help(self) -> str:
        return "correct the name after #, or leave it out to embed the whole note"


class OtherMarkdownFound(Diagnostic):
    """The folder, or the file, is read as another program's Markdown.

    In an Obsidian vault, `[[links]]` link to notes by name, `![[embeds]]` show images
    and notes, `%% comments %%` are left out, and so are properties that don't apply to
    a book. A vault is recognized by its folder `.obsidian`, or by such syntax in a
    note. The Markdown of MyST, MDX, MkDocs, Leanpub, Hugo, GitBook, Jekyll, VitePress
    and docsify is recognized by at least two of its marks, where neither a `book.toml`
    nor a project's file says how to read it. With a `book.toml`, such marks are text.
    """

    code: ClassVar[str] = "M234"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "sign": "its folder .obsidian",
        "program": "Obsidian",
    }
    sign: str
    program: str

    def message(self) -> str:
        whole = "an Obsidian vault"
        if self.program != "Obsidian":
            whole = f"Markdown for {self.program}"
        return f"reading this as {whole}, because of {self.sign}"


class TooManyIncludes(Diagnostic):
    """A chapter includes too many files in total.

    A file that includes two others, each of which includes two more, is soon a million
    files. Files after the limit are left out.
    """

    code: ClassVar[str] = "M150"
    severity: ClassVar[Severity] = Severity.ERROR
    most: int

    def message(self) -> str:
        return f"more than {self.most:,} files are included; this one is left out"

    def help(self) -> str:
        return "include fewer files, or list them as chapters"

    def shared_cause(self) -> str:
        """What is left out is left out for one reason."""
        return ""


class ComputedResult(Diagnostic):
    """A figure or a table is made by code, which isn't run.

    A placeholder with its caption and number takes its place, so that references to it
    are right. A cell that only loads an image, `include_graphics("weir.png")`, shows
    it.
    """

    code: ClassVar[str] = "M235"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "name": "figure",
        "label": "fig-tides",
        "language": "python",
    }
    name: str
    label: str
    language: str

    def message(self) -> str:
        return (
            f"the {self.name} “{self.label}” is made by {self.language} code that "
            "isn’t run, so a placeholder is in its place"
        )

    def shared_cause(self) -> str:
        """The project is run once, with all its cells."""
        return f"{self.name} {self.language}"

    def help(self) -> str:
        return "run it with Quarto, and put the resulting image or table into the file"


class DatedByChange(Diagnostic):
    """The book has no date, so the editions get the date of its last change.

    An edition records when it was last changed: shops and reading apps recognize a new
    version by it. Set it with `modified` or `published` in `book.toml`, or with
    `SOURCE_DATE_EPOCH` in the environment. Otherwise it is the date of the last commit
    that changed the manuscript folder, if the folder is in git; a copy of the
    repository without its history may have another date. Otherwise it is the date of
    the newest file: on another machine it may differ, and then the editions aren't
    equal byte for byte.
    """

    code: ClassVar[str] = "M270"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"day": "2026-03-01", "file": "fen.md"}
    day: str
    file: str
    """The newest file; empty where a commit dates the book."""

    def message(self) -> str:
        reason = f"“{self.file}”, its newest file" if self.file else "its last commit"
        return f"the book has no date, so it gets {self.day} from {reason}"

    def help(self) -> str:
        if self.file:
            return (
                f"write modified = {self.day} in book.toml, or set SOURCE_DATE_EPOCH:"
                " on another machine the file may have another date"
            )
        return f"to set another date, write modified = {self.day} in book.toml"


class EndlessParagraph(Diagnostic):
    """A paragraph or heading is far longer than any that people write.

    Laying it out would take minutes, so bookmaker doesn't try. The same holds for a
    caption, a term, a line of verse or an attribution. Start a new paragraph
    with a blank line; put data for a program into a code block or a table.
    """

    code: ClassVar[str] = "M151"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"characters": 1_048_576, "parts": 1}
    characters: int
    parts: int
    what: str = "paragraph"
    """What is so long: `heading`, `caption`."""

    def message(self) -> str:
        elements = "element" if self.parts == 1 else "elements"
        return (
            f"this {self.what} has {self.characters:,} characters and {self.parts:,}"
            f" {elements}: more than can be laid out"
        )

    def help(self) -> str:
        return "write blank lines where new paragraphs begin"


class EndlessChapter(Diagnostic):
    """A file has far more headings or notes than any that people write.

    Each of them gets a name, a number and a place in the contents; a hundred thousand
    in one file would take minutes, so bookmaker doesn't try. Split the file.
    """

    code: ClassVar[str] = "M262"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"headings": 250_000, "notes": 40}
    headings: int
    notes: int

    def message(self) -> str:
        return (
            f"this file has {self.headings:,} headings and {self.notes:,} notes:"
            " more than can be numbered"
        )

    def help(self) -> str:
        return "split it into several files"


class TagLeftOut(Diagnostic):
    """A tag of another program has no equivalent in a book.

    Shortcodes, template tags and icons produce something on a web page. The text
    between two tags is kept; the tags themselves are left out.
    """

    code: ClassVar[str] = "M290"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "tag": "{% swagger %}",
        "program": "GitBook",
    }
    tag: str
    program: str

    def message(self) -> str:
        """Say what is left out."""
        return f"{self.program}’s “{self.tag}” has no equivalent, so it is left out"

    def help(self) -> str:
        """Say what to do."""
        return "write what it shows as text, if readers need it"

    def shared_cause(self) -> str:
        """One tag may be on every page."""
        return re.sub(r"[^\w% ].*", "", self.tag.strip("{<% /}").partition(" ")[0])


class StaleResults(Diagnostic):
    """The results that Quarto saved for a chapter are from an older version of it.

    Quarto saves results in `_freeze`, with a checksum of the chapter's file. The file
    has changed since, so its code is shown without results.
    """

    code: ClassVar[str] = "M291"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is not shown."""
        return "the results in _freeze are older than this chapter, so none is shown"

    def help(self) -> str:
        """Say what to do."""
        return "run “quarto render” once, and build again"


class UnreadableNotebook(Diagnostic):
    """A chapter's file ends in `.ipynb`, but is not a Jupyter notebook.

    A notebook is a JSON file. A merge of two versions may have left conflict markers in
    it, or it may be incomplete.
    """

    code: ClassVar[str] = "M292"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is wrong."""
        return "this notebook cannot be read: it is not JSON"

    def help(self) -> str:
        """Say what to do."""
        return "open it in Jupyter and save it, or remove it from the chapters"


class UnmatchedMarks(Diagnostic):
    """Marks that begin or end bold, slanted or other words have no counterpart.

    They are printed as they are. A blank line ends a paragraph, and bold words with it.
    Write the other marks, or a backslash before each one that is meant as it is:
    `\\*\\*`. Example: `a **bold word`.
    """

    code: ClassVar[str] = "M293"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"marks": "**", "words": "**a bold word"}
    marks: str
    words: str
    """The marks with the words beside them."""

    def message(self) -> str:
        """Say which."""
        return f"“{self.words}”: {self.marks} has no counterpart, so it is printed"

    def help(self) -> str:
        """Say what to do."""
        literal = "".join(f"\\{mark}" for mark in self.marks)
        return (
            f"write {self.marks} at the other end of the words too, in the same"
            f" paragraph; if it is meant as it is, write {literal}"
        )


class ForeignMark(Diagnostic):
    """A mark of another program has no meaning here, so it is printed.

    Marks of MkDocs, Hugo, Jekyll, Leanpub, Obsidian, MyST and others are read in a
    folder that is a project of that program. In other manuscripts they are words. If
    you mean the characters, put a backslash before the first one, or put them between
    backticks. Example: `!!! note`.
    """

    code: ClassVar[str] = "M294"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": "!!! note", "program": "MkDocs"}
    words: str
    """The mark, or its beginning."""
    program: str
    advice: str

    def message(self) -> str:
        """Say whose it is."""
        return f"“{self.words}” is a mark of {self.program}, so it is printed as it is"

    def help(self) -> str:
        """Say what to write instead."""
        return self.advice


class CommentPrinted(Diagnostic):
    """A comment of another program isn't a comment here, so readers see it.

    Comments are written `<!-- … -->`. `%% … %%` is one in an Obsidian vault, `% …` in
    TeX, MyST and novelWriter, `{>> … <<}` in CriticMarkup. If you mean the characters,
    put a backslash before the first one. Example: `{>> ask the harbour master <<}`.
    """

    code: ClassVar[str] = "M295"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": "{>> ask <<}"}
    words: str
    """The comment, or its beginning."""

    def message(self) -> str:
        """Say that it is printed."""
        return f"“{self.words}” isn’t read as a comment, so it is printed"

    def help(self) -> str:
        """Say how a comment is written."""
        return "write <!-- … --> around it, or delete it"


class DivisionNotRead(Diagnostic):
    """A line looks like one of colons that opens or closes a block, but isn't.

    Three plain colons or more, without spaces between them, open a block: `::: note`.
    Two colons, and the wide colons of a Chinese or Japanese keyboard, are printed.
    """

    code: ClassVar[str] = "M296"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": ":: note"}
    words: str
    meant: str

    def message(self) -> str:
        """Say what it isn't."""
        return f"“{self.words}” doesn’t open or close a block, so it is printed"

    def help(self) -> str:
        """Say how it is written."""
        return f"write {self.meant}"


class MetadataPrinted(Diagnostic):
    """What looks like a metadata block isn't one, so it is printed.

    A metadata block is between two lines of three hyphens, `---`, the first of which is
    the first line of the file. Each of its lines is `key: value`. Example: a block
    whose last line is missing.
    """

    code: ClassVar[str] = "M298"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "reason": "its last line, ---, is missing"
    }
    reason: str

    def message(self) -> str:
        """Say why it is none."""
        return f"this metadata block is printed as text: {self.reason}"

    def help(self) -> str:
        """Say how it is written."""
        return "begin the file with ---, then a line `title: …`, then --- again"


class MetadataCut(Diagnostic):
    """A value in the metadata block ends where YAML reads a comment.

    In YAML, `#` after a space begins a comment: of `title: The #1 Book` only `The` is
    the title. Put the value in quotation marks: `title: "The #1 Book"`.
    """

    code: ClassVar[str] = "M299"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"cut": "#1 Book"}
    key: str
    kept: str
    cut: str

    def message(self) -> str:
        """Say what is lost."""
        return f"“{self.cut}” is a comment in YAML, so it is not part of “{self.key}”"

    def help(self) -> str:
        """Say how it is kept."""
        value = f"{self.kept} {self.cut}".strip()
        return f'write {self.key}: "{value}"'


class MisspeltKey(Diagnostic, kw_only=True):
    """A key in braces is nearly one that bookmaker reads, so it has no effect.

    `![A quay](quay.png){widht=50%}` is printed at full size: the key is `width`. A key
    that isn't similar to a known one is never reported.
    """

    code: ClassVar[str] = "M300"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    nearest: str

    def message(self) -> str:
        """Say which."""
        return f"the key “{self.name}” has no effect"

    def help(self) -> str:
        """Say which was meant."""
        return did_you_mean(self.nearest)


class ContentsMark(Diagnostic, kw_only=True):
    """A mark for a table of contents is left out.

    `[TOC]`, `[[_TOC_]]` and similar make a list of the headings in an editor or on a
    web page. A book has a separate page for that, `"contents"` in `front`.
    """

    code: ClassVar[str] = "M310"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"mark": "[TOC]"}
    mark: str

    def message(self) -> str:
        """Say what is left out."""
        return f"“{self.mark}” is left out: a book has a page of contents"

    def help(self) -> str:
        """Say where that is listed."""
        return "list “contents” under [contents] in book.toml, and delete the line"


class TagsLeftOut(Diagnostic, kw_only=True):
    """A line of tags for a note program is left out.

    HackMD files a note by the tags in `###### tags: novel, draft`. In a book they would
    be a heading in the contents. Delete the line.
    """

    code: ClassVar[str] = "M313"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"line": "###### tags: novel"}
    line: str

    def message(self) -> str:
        """Say what is left out."""
        return f"“{self.line}” is left out: tags are for HackMD"

    def help(self) -> str:
        """Say what to do."""
        return "delete the line"


class JoinedLines(Diagnostic, kw_only=True):
    """Lines that begin with a dash or another mark are joined to one paragraph.

    Markdown joins the lines of a paragraph, so a list or a dialogue whose marks it
    doesn't know becomes one run of words. A list has `- ` or `1. ` at the head of its
    lines, with a plain space; what somebody says is a paragraph of its own, below a
    blank line. A backslash at the end of a line keeps the line end. Example: `– first`
    and `– second` below it.
    """

    code: ClassVar[str] = "M311"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"mark": "–"}
    mark: str

    def message(self) -> str:
        """Say which lines."""
        return f"lines that begin with “{self.mark}” are joined to one paragraph"

    def help(self) -> str:
        """Say how they stay apart."""
        return (
            "for a list, begin each with “- ” or “1. ”; for what people say, leave a"
            " blank line between them; to keep the lines, end each with a backslash"
        )


class MarkdownInHtml(Diagnostic, kw_only=True):
    """Marks of Markdown within a tag of HTML are printed.

    Between HTML tags words are words. Leave a blank line below the opening tag and
    above the closing one: what is between them is Markdown then. Or write tags for the
    marks too: `<em>`, `<a href="…">`. Example: `<p>A **word**</p>`.
    """

    code: ClassVar[str] = "M312"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": "**word**"}
    words: str

    def message(self) -> str:
        """Say which words."""
        return f"“{self.words}” is within HTML, so its marks are printed"

    def help(self) -> str:
        """Say where Markdown is read."""
        return (
            "leave a blank line below the opening tag and above the closing one, or"
            " write tags: <em>, <strong>, <code>, <a>"
        )


class EmptyNote(Diagnostic):
    """A note says nothing.

    The call of the note is printed, and at the foot of the page or in the notes there
    is only its number. `^[]` and `[^1]:` without text are empty notes, and so are notes
    of spaces or comments.
    """

    code: ClassVar[str] = "M320"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is wrong."""
        return "the note is empty"

    def help(self) -> str:
        """Say what to do."""
        return "write its text, or delete it and its call"
