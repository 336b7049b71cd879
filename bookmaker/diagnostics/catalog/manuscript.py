"""Kinds of problem with codes in `M`: the Markdown files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import TO_DO, Diagnostic, Severity, did_you_mean
from bookmaker.diagnostics.edits import Edit
from bookmaker.source import SourceSpan


class BadBytes(Diagnostic):
    """A file is not UTF-8 at some byte.

    Manuscripts are UTF-8 files. This one holds bytes that are not, usually because a
    program saved it as Latin-1, Windows-1252 or UTF-16: `é` saved as the single byte
    E9, say. Save it again as UTF-8. A draft shows `�` in their place.
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
        return f"the character U+{self.code_point:04X} cannot stand in a book{more}"

    def help(self) -> str:
        return "delete the character"


class BidiOverride(Diagnostic):
    """A character turns the direction of the text about, unseen.

    Embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) make words
    appear in an order other than the one that is written. They are kept; say direction
    with `[…]{dir=rtl}` instead, which readers and machines can see.
    """

    code: ClassVar[str] = "M003"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"code_point": 0x202E, "count": 1}
    code_point: int
    count: int

    def message(self) -> str:
        more = f" (and {self.count - 1} more)" if self.count > 1 else ""
        return (
            f"an unseen character turns the text about: U+{self.code_point:04X}{more}"
        )

    def help(self) -> str:
        return "delete it, or write `[words]{dir=rtl}`"


class OddMetadata(Diagnostic):
    """The metadata block at the head of a file cannot be read.

    Between the lines of three hyphens stand keys and values in YAML: `title: The
    Shore`. A value that holds a colon and a space, or begins with a mark like `[` or
    `@`, needs quotation marks: `title: "Ahab: a Life"`.
    """

    code: ClassVar[str] = "M004"
    severity: ClassVar[Severity] = Severity.ERROR
    problem: str
    advice: str = ""

    def message(self) -> str:
        return f"the metadata cannot be read: {self.problem}"

    def help(self) -> str:
        default = "write `key: value` lines; put quotation marks around odd values"
        return self.advice or default


class RepeatedMetadata(Diagnostic):
    """The metadata block has a key twice.

    Only one of the two values could count, and nobody would see which. The first one
    is used in a draft.
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

    Tags, `!!python/name` and their like, ask the reader to make objects of values. A
    manuscript needs none, and some of them run programs; none is read.
    """

    code: ClassVar[str] = "M006"
    severity: ClassVar[Severity] = Severity.ERROR
    tag: str

    def message(self) -> str:
        return f"the tag “{self.tag}” is not read"

    def help(self) -> str:
        return "delete the tag; values are words as they stand"


class MetadataAliases(Diagnostic):
    """The metadata block refers to its own parts too often.

    YAML's aliases (`*name`) can make a few lines unfold into gigabytes. A chapter's
    metadata needs hardly any, so more than a handful is refused.
    """

    code: ClassVar[str] = "M007"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"limit": 16}
    limit: int

    def message(self) -> str:
        return f"the metadata has more than {self.limit} aliases"

    def help(self) -> str:
        return "write the values out"


class UnknownMetadata(Diagnostic):
    """The metadata block has a key that bookmaker does not know.

    It has no effect, and a slip such as `titel: The Shore` would otherwise go unseen.
    The keys are title, subtitle, short-title, author, translator, lang, role, numbered,
    epigraph and first-published.
    """

    code: ClassVar[str] = "M008"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    nearest: str | None = None

    def message(self) -> str:
        return f"“{self.key}” is not a key of a chapter's metadata"

    def shared_cause(self) -> str:
        """A key is right or wrong in all chapters."""
        return self.key

    def help(self) -> str:
        if self.nearest is None:
            return "delete the line"
        return f"did you mean “{self.nearest}”?"


class MetadataOfWrongKind(Diagnostic):
    """A value in the metadata block is not of the kind that its key needs.

    A title is one line of words, `numbered` is `true` or `false`. A list or a group of
    further keys where words should stand cannot be used.
    """

    code: ClassVar[str] = "M009"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    wanted: str

    def message(self) -> str:
        return f"“{self.key}” must be {self.wanted}"

    def help(self) -> str:
        return f"write {self.wanted} behind `{self.key}:`"


class NestingTooDeep(Diagnostic):
    """Something stands inside too many other things.

    Quotations in lists in quotations, or brackets in brackets, are read to a depth that
    no book needs; what goes deeper is kept as plain words. Such nesting is nearly
    always a slip: a run of `>` or `[` that was not meant as markup.
    """

    code: ClassVar[str] = "M010"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"limit": 50}
    limit: int

    def message(self) -> str:
        return f"nested deeper than {self.limit}; from here on it is plain words"

    def help(self) -> str:
        return "nest less deeply, or escape the marks with backslashes"


class RepeatedNote(Diagnostic):
    """Two notes of a file have the same label.

    The calls lead to the first. The words of the other are kept, but nothing calls it:
    `[^1]: First.` and later `[^1]: Second.` need two labels.
    """

    code: ClassVar[str] = "M011"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"first_line": 12}
    label: str
    first_line: int

    def message(self) -> str:
        return f"the note “{self.label}” is defined already, in line {self.first_line}"

    def help(self) -> str:
        return "give one of the two another label, and call it"


class UncalledNote(Diagnostic):
    """A note that nothing in its file calls.

    Notes belong to their file: a call in another chapter does not reach this one. Its
    words are kept, but no number in the text leads to it.
    """

    code: ClassVar[str] = "M012"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"nothing calls the note “{self.label}”"

    def help(self) -> str:
        return f"write `[^{self.label}]` where it belongs, or delete the note"


class UndefinedNote(Diagnostic):
    """A note is called that its file does not define.

    `[^whale]` needs a line `[^whale]: …` in the same file. Until there is one, the call
    stays in the text as its characters.
    """

    code: ClassVar[str] = "M013"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"this file has no note “{self.label}”"

    def help(self) -> str:
        return f"write `[^{self.label}]: …`, or escape the bracket: `\\[^{self.label}]`"


class UnclosedDivision(Diagnostic):
    """A division that opens with colons is never closed.

    `::: verse` needs a line `:::` behind its last paragraph. Without one it runs to the
    end of what it stands in, often the whole chapter.
    """

    code: ClassVar[str] = "M014"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this division is never closed"

    def help(self) -> str:
        return "write a line `:::` where it ends"


class StrayDivisionEnd(Diagnostic):
    """A line of colons closes nothing.

    Every `:::` alone on its line closes the division that was opened last. Here none is
    open, so the line is dropped.
    """

    code: ClassVar[str] = "M015"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "no division is open that this line could close"

    def help(self) -> str:
        return "delete the line, or open the division: `::: name`"


class OddAttributes(Diagnostic):
    """Braces look like attributes but cannot be read as such.

    Attributes are written `{#id .class key=value}`, separated by spaces, with straight
    quotation marks around a value that has spaces: `{alt="A grey whale"}`. A division
    is opened by `::: {.name}` or `::: name`. Within a paragraph, braces that cannot be
    read stay in the text; a division is opened all the same.
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
    """Something in angle brackets is no HTML element that a book can hold.

    Its characters are kept as words: `Vec<T>` is printed as it stands. Write it as code
    if it is code, or escape the bracket to say that you mean it: `\\<T>`.
    """

    code: ClassVar[str] = "M017"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"{self.tag} is no known tag; its characters are kept"

    def help(self) -> str:
        return "write it between backticks, or escape it: `\\<`"


class ForbiddenTag(Diagnostic):
    """An HTML element that no edition holds.

    Scripts, frames, forms and embedded objects do nothing on paper and do not belong in
    an EPUB; nor do instructions and declarations. The element is dropped, the words in
    it are kept, those of a `<template>` too. Scripts and style sheets are no words:
    they go up to their end tag.
    """

    code: ClassVar[str] = "M018"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"“{self.tag}” cannot come into a book"

    def help(self) -> str:
        return "delete it, or say the same in Markdown"


class DroppedAttribute(Diagnostic):
    """An HTML attribute that no edition holds.

    Handlers (`onclick`), styles and attributes of forms are dropped: behaviour has no
    place in a book, and looks belong to the theme. A width or height in `style` is
    kept.
    """

    code: ClassVar[str] = "M019"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str
    attribute: str

    def message(self) -> str:
        return f"the attribute “{self.attribute}” of <{self.tag}> is dropped"

    def help(self) -> str:
        return "delete it; give a class and let the theme say how it looks"


class UnsafeTarget(Diagnostic):
    """A link or an image that would run something or smuggle something in.

    Addresses that begin with `javascript:`, `vbscript:`, `data:`, `blob:` or `file:`
    never come into an edition: what is on your disk is on no reader's. The words of the
    link are kept.
    """

    code: ClassVar[str] = "M020"
    severity: ClassVar[Severity] = Severity.ERROR
    scheme: str

    def message(self) -> str:
        return f"an address may not begin with “{self.scheme}:”"

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
    """An HTML element within a paragraph is opened and not closed in it.

    `<em>` needs `</em>` in the same paragraph. Without it the tag stays in the text as
    its characters, which is right where `Vec<U>` was meant.
    """

    code: ClassVar[str] = "M022"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"{self.tag} is not closed here; its characters are kept"

    def help(self) -> str:
        return f"close it in the same paragraph, or escape it: `\\{self.tag}`"


class StrayEndTag(Diagnostic):
    """An HTML end tag that ends nothing.

    No element of that name is open, so the tag is dropped. Often the start tag has a
    slip of the finger, or stands in another block.
    """

    code: ClassVar[str] = "M023"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"</{self.tag}> ends nothing"

    def help(self) -> str:
        return f"delete it, or write `<{self.tag}>` where it begins"


class MisplacedTag(Diagnostic):
    """An HTML block stands within a paragraph.

    `<div>` or `<table>` in the middle of a line cannot make a block there; its words
    become part of the paragraph. Put the tag at the head of a line of its own.
    """

    code: ClassVar[str] = "M024"
    severity: ClassVar[Severity] = Severity.WARNING
    tag: str

    def message(self) -> str:
        return f"<{self.tag}> cannot stand within a paragraph"

    def help(self) -> str:
        return "put it on a line of its own, with a blank line before it"


class UnclosedComment(Diagnostic):
    """A comment is opened and never closed.

    Everything from `<!--` to the end of the file is taken as the comment and is in no
    edition.
    """

    code: ClassVar[str] = "M025"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this comment is never closed"

    def help(self) -> str:
        return "write `-->` where it ends"


class ToDo(Diagnostic):
    """A comment says that something is still to do.

    Comments are in no edition. Those with TODO or FIXME are shown and counted, so that
    none is forgotten before printing; a draft has them on its pages.
    """

    code: ClassVar[str] = TO_DO
    severity: ClassVar[Severity] = Severity.NOTE
    words: str

    def message(self) -> str:
        return self.words


class SurplusCells(Diagnostic):
    """A row of a table has more cells than its head.

    The surplus cells are kept and stand beyond the last column. Often a `|` in the text
    was meant as a character: write it `\\|`.
    """

    code: ClassVar[str] = "M027"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"cells": 4, "columns": 3}
    cells: int
    columns: int

    def message(self) -> str:
        return f"this row has {self.cells} cells, the head has {self.columns}"

    def help(self) -> str:
        return "make them equal; a bar that is a character is written `\\|`"


class UnclosedFence(Diagnostic):
    """A fenced listing is never closed.

    The fence that opens it needs one as long behind the last line. Without it all that
    follows is taken as code.
    """

    code: ClassVar[str] = "M028"
    severity: ClassVar[Severity] = Severity.WARNING
    fence: str

    def message(self) -> str:
        return "this listing is never closed"

    def help(self) -> str:
        return f"write {self.fence} on a line of its own where it ends"


class RepeatedReference(Diagnostic):
    """Two link definitions of a file have the same label.

    `[dock]: …` counts once: links lead to the first address, the other is never used.
    Labels are compared without regard to case.
    """

    code: ClassVar[str] = "M029"
    severity: ClassVar[Severity] = Severity.WARNING
    label: str

    def message(self) -> str:
        return f"the link “{self.label}” is defined already; this address is not used"

    def help(self) -> str:
        return "give it another label, or delete it"


class ConstructNotRead(Diagnostic):
    """A shortcode is not read where it is.

    `{{< include f.md >}}` and `{{< pagebreak >}}` must be alone on their lines;
    `{{< meta title >}}` may be among words. Other shortcodes, such as Quarto's `video`
    and `kbd`, have no effect. Their characters are in every edition, as they are.
    """

    code: ClassVar[str] = "M030"
    severity: ClassVar[Severity] = Severity.WARNING
    construct: str
    nearest: str | None = None
    is_known: bool = True
    """Whether its name is one of ours, so that its place is what is wrong."""

    def message(self) -> str:
        return f"{self.construct} is not read here, and is printed as it is"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        if self.is_known:
            return "put it on a line of its own, or write the words themselves"
        return "delete it, or write the words themselves"


class OddSize(Diagnostic):
    """A picture's width or height is no size.

    A size is a part of the line, `{width=60%}`, or a number and a unit: `{width=8cm}`,
    with pt, pc, in, px, mm, cm, em. The picture is shown as large as it is, and never
    larger than the page allows.
    """

    code: ClassVar[str] = "M100"
    severity: ClassVar[Severity] = Severity.WARNING
    key: str
    text: str

    def message(self) -> str:
        return f"“{self.text}” is no {self.key}"

    def help(self) -> str:
        return f"write a part of the line, {{{self.key}=60%}}, or a length: 8cm"


class BadFormula(Diagnostic):
    """A formula is no TeX that can be read.

    Formulas are the mathematics of LaTeX: `$\\frac{a}{b}$`, with the environments
    `aligned`, `cases`, `matrix` and their kin. Packages and definitions of one's own
    (`\\newcommand`) are not read. A draft shows the TeX itself.
    """

    code: ClassVar[str] = "M110"
    severity: ClassVar[Severity] = Severity.ERROR
    reason: str

    def message(self) -> str:
        return f"this formula cannot be read: {self.reason}"

    def help(self) -> str:
        return "correct the TeX; a dollar sign that is none is written \\$"


class UnclosedFormula(Diagnostic):
    """A formula between lines of two dollar signs is never closed.

    It ends at a line that holds `$$`, and no blank line stands in it. Without its end
    the lines are read as words.
    """

    code: ClassVar[str] = "M111"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this formula is never closed"

    def help(self) -> str:
        return "write $$ behind its last line, and no blank line within it"


class IncludeUnreadable(Diagnostic):
    """A file that is to be included cannot be read.

    `{{< include _ford.md >}}` names a file as seen from the including one, or from the
    manuscript's folder if it begins with `/`. Nothing outside that folder is read.
    """

    code: ClassVar[str] = "M120"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    nearest: str | None = None
    difference: str = ""
    advice: str = ""

    def message(self) -> str:
        return f"“{self.path}” cannot be included: it {self.reason}"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        return self.advice or "write its path as seen from this file"


class IncludeCircle(Diagnostic):
    """Files include each other in a circle.

    A file that includes itself, by way of others or not, would never end. The
    inclusion that closes the circle is left out.
    """

    code: ClassVar[str] = "M121"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"files": ("one.md", "two.md", "one.md")}
    files: tuple[str, ...]

    def message(self) -> str:
        return f"files include each other: {' → '.join(self.files)}"

    def help(self) -> str:
        return "take one of the inclusions out"


class UnknownVariable(Diagnostic):
    """A shortcode asks for metadata that the book does not have.

    `{{< meta title >}}` says what `book.toml` says: title, subtitle, author, publisher,
    language, rights, edition, printing, published, year, series, and `isbn.NAME` of a
    product. The shortcode stays in the text.
    """

    code: ClassVar[str] = "M122"
    severity: ClassVar[Severity] = Severity.ERROR
    name: str
    nearest: str | None = None

    def message(self) -> str:
        return f"the book's metadata has no “{self.name}”"

    def help(self) -> str:
        if self.nearest is None:
            return "write it in book.toml, or the words themselves"
        return f"did you mean “{self.nearest}”?"


class NoSuchLines(Diagnostic):
    """A listing asks for lines that its file does not have.

    `lines="3-10,15"` counts from 1; after a colon mdBook's marks name lines, `3:10`, or
    an anchor. Programs grow, and the numbers of their lines change: an anchor does not.
    """

    code: ClassVar[str] = "M123"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"wanted": "50-60", "count": 40}
    wanted: str
    path: str
    count: int

    def message(self) -> str:
        return (
            f"“{self.path}” has {self.count} lines, and no “{self.wanted}” among them"
        )

    def help(self) -> str:
        return "write lines that are there: 3-10, or the name of an anchor"


class UnknownFormat(Diagnostic):
    """A condition names an edition that there is not.

    `when-format` and `unless-format` take `pdf` or `print`, and `epub` or `html`.
    Anything else is never made, so what is for it is never seen.
    """

    code: ClassVar[str] = "M124"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"no edition is called “{self.name}”"

    def help(self) -> str:
        return "write pdf or epub"


class TornTable(Diagnostic):
    """A passage looks like a table, but cannot be read as one.

    Its words and its bars are printed as prose. A pipe table has a row of heads and
    below it a row of dashes with as many cells: `| Place | Feet |`, `|-------|------|`.
    In a grid table every `+` stands where lines meet, and all lines are equally long.
    In a table drawn by dashes alone, `-----  ----`, no word crosses from the column
    above one group of dashes into the next.
    """

    code: ClassVar[str] = "M190"
    severity: ClassVar[Severity] = Severity.WARNING
    reason: str

    def message(self) -> str:
        return f"this looks like a table, but {self.reason}"

    def help(self) -> str:
        return "align its columns, or write a pipe table: see docs/dialect.md, Tables"


class RawLeftOut(Diagnostic, kw_only=True):
    """A raw passage is for a format that no edition has.

    `{=latex}`, `{=typst}`, `{=docx}` and the like are written for other programs; a
    passage for them is left out of both editions. `{=html}` comes into the EPUB, and a
    page break of TeX is one everywhere. What both editions are to have is written in
    Markdown.
    """

    code: ClassVar[str] = "M191"
    severity: ClassVar[Severity] = Severity.WARNING
    format: str
    native: str

    def message(self) -> str:
        return f"this passage is for {{={self.format}}} alone, and is left out"

    def help(self) -> str:
        return self.native


class TexLeftOut(Diagnostic, kw_only=True):
    """A command of TeX has no meaning here and is left out.

    `\\emph{…}`, `\\textbf{…}`, `\\footnote{…}`, `\\cite{…}`, `\\ref{…}` and their kin
    are read, as are formulas and page breaks. Commands that set distances, sizes and
    pages, or make lists, have forms of their own in a manuscript or in `book.toml`. If
    you write about TeX, put the command between backticks, or write its backslash
    twice. Each command is reported once for a file.
    """

    code: ClassVar[str] = "M192"
    severity: ClassVar[Severity] = Severity.WARNING
    command: str
    native: str

    def message(self) -> str:
        return f"{self.command} is TeX that is not read here; it is left out"

    def help(self) -> str:
        return self.native


class UnknownTex(Diagnostic, kw_only=True):
    """A command of TeX is not known; its characters are printed.

    A backslash, a name and braces are a command of TeX. This one means nothing to
    bookmaker, so it stands in both editions as you wrote it. Write in Markdown what it
    is to do; if you mean its characters, put them between backticks, or write the
    backslash twice.
    """

    code: ClassVar[str] = "M193"
    severity: ClassVar[Severity] = Severity.WARNING
    command: str

    def message(self) -> str:
        return f"{self.command} is TeX that is not known; its characters are printed"

    def help(self) -> str:
        return "write it in Markdown, or between backticks if you mean the characters"


class FileSplit(Diagnostic, kw_only=True):
    """One file holds the whole book, and each of its headings begins a chapter.

    A book that is a single file, and lists no contents, is parted where `#` stands more
    than once; its metadata block is the book's. `split-at = 2` under `[contents]` in
    `book.toml` parts it at `##`, and `split-at = 0` keeps it one chapter. Where `body`
    lists files, `split-at` parts each of them.
    """

    code: ClassVar[str] = "M194"
    severity: ClassVar[Severity] = Severity.NOTE
    count: int
    mark: str

    def message(self) -> str:
        return f"this file is parted at {self.mark} into {self.count} chapters"

    def help(self) -> str:
        return "write split-at = 0 under [contents] in book.toml if it is one chapter"


class OddListTable(Diagnostic):
    """A list-table is no list of lists.

    Each row is an entry of a list, and holds a list of its cells: `- - first cell`,
    below it `  - second cell`. A paragraph before the list is the caption. What is
    written otherwise is kept as it stands.
    """

    code: ClassVar[str] = "M130"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this list-table is no list of lists"

    def help(self) -> str:
        return "begin each row with `- - ` and each further cell with `  - `"


class OddValues(Diagnostic):
    """The values of a `csv-table` cannot be read.

    Values stand between commas, or what `delimiter=";"` says, one row a line; one that
    holds the separator or a line end stands in double quotes. The text is kept as a
    listing.
    """

    code: ClassVar[str] = "M131"
    severity: ClassVar[Severity] = Severity.ERROR
    reason: str

    def message(self) -> str:
        return f"these values are no table: {self.reason}"

    def help(self) -> str:
        return "write a row a line, and odd values in double quotes"


class ForeignProject(Diagnostic):
    """The folder is a project of another program's.

    Those of mdBook, GitBook and HonKit, Quarto, bookdown, Leanpub, MkDocs, Jekyll, Hugo
    and Obsidian's Longform are known.

    Its order of chapters, title, authors and language are read as they are, and its
    Markdown as far as it is the dialect's. What the project says of its own program,
    of web pages and of running code, has no part in a book and is left out. A
    `book.toml` of bookmaker's says more.
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
        of = f"this is a project of {self.program}, read from {self.file}"
        return f"{of}{left_out}{assumed}"


class CodeNotRun(Diagnostic):
    """A cell of code that Quarto would run.

    Its code is shown and not run, so what it would print or draw is not in the book.
    Let Quarto run it once and keep the result: `keep-md: true`.
    """

    code: ClassVar[str] = "M133"
    severity: ClassVar[Severity] = Severity.WARNING
    language: str
    is_shown: bool = True

    def message(self) -> str:
        shown = "shown and not run" if self.is_shown else "neither shown nor run"
        return f"this cell of {self.language} is {shown}"

    def shared_cause(self) -> str:
        """The project is run once, with all its cells."""
        return f"{self.language} {self.is_shown}"

    def help(self) -> str:
        return "write what it shows as text, a table or a picture"


class UnreadableFile(Diagnostic):
    """A file of the manuscript cannot be read.

    Only regular files inside the manuscript's folder that your account may read become
    part of an edition; a link to somewhere outside, a device or an enormous file does
    not.
    """

    code: ClassVar[str] = "M090"
    severity: ClassVar[Severity] = Severity.ERROR
    file: str
    reason: str
    advice: str = ""

    def message(self) -> str:
        return f"“{self.file}” is not used: it {self.reason}"

    def help(self) -> str:
        return (
            self.advice
            or "put the file into the manuscript's folder, or remove it from [contents]"
        )


class EmptyChapter(Diagnostic):
    """A chapter's file holds no text.

    It would become an empty page. A chapter that is yet to be written can be left out
    of `[contents]` until it is.
    """

    code: ClassVar[str] = "M091"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this file holds no text"

    def help(self) -> str:
        return "write something into it, or take it out of [contents]"


class PictureUnreadable(Diagnostic, kw_only=True):
    """A picture cannot be read.

    The file does not exist, is outside the manuscript's folder, or is not a regular
    file; editions hold nothing from elsewhere. Write the path as seen from the Markdown
    file that shows the picture, with `/` between folders, and with upper and lower case
    as they are on disk: `![A quay](../images/quay.jpg)`. macOS and Windows find
    `Quay.JPG` where the file is `quay.jpg`; Linux and reading systems do not.
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
        return f"the picture “{self.path}” cannot be shown: it {self.reason}"

    def help(self) -> str:
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        return (
            self.advice
            or "put the file there, or write its path as seen from this file"
        )


class RemotePicture(Diagnostic, kw_only=True):
    """A picture stands on the network.

    A book must be whole without a connection, and nothing is fetched while it is made.
    Save the picture in the manuscript's folder and show it from there.
    """

    code: ClassVar[str] = "M081"
    severity: ClassVar[Severity] = Severity.ERROR
    address: str

    def message(self) -> str:
        return f"the picture “{self.address}” is not in the manuscript's folder"

    def help(self) -> str:
        return "save it in the folder and write its path"


class PictureUnusable(Diagnostic, kw_only=True):
    """A file is shown as a picture and is none, or is damaged.

    PNG, JPEG, GIF, SVG, WebP, TIFF and BMP are understood; what counts is the content,
    not the end of the file's name. Open the file in a picture program and save it anew
    as PNG or JPEG.
    """

    code: ClassVar[str] = "M082"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str

    def message(self) -> str:
        return f"the picture “{self.path}” cannot be shown: it {self.reason}"

    def help(self) -> str:
        return "save it anew as PNG, JPEG or plain SVG"


class PictureTooLarge(Diagnostic, kw_only=True):
    """A picture has more pixels than the program decodes.

    The limit is 64 million pixels, 8,000 by 8,000, which prints sharply on a poster; a
    small file can claim far more and exhaust the memory. Scale the picture down: a
    full page of a book needs about 2,000 by 3,000 pixels.
    """

    code: ClassVar[str] = "M083"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        return f"the picture “{self.path}” has more than 64 million pixels"

    def help(self) -> str:
        return "scale it down; a full page needs about 2,000 by 3,000 pixels"


class DrawingDeclaresEntities(Diagnostic, kw_only=True):
    """A drawing (SVG) declares entities of its own.

    Such declarations can read other files or grow without end, so a drawing that has
    them is refused. Old versions of Illustrator write them for name spaces: save the
    drawing as plain SVG in a current program.
    """

    code: ClassVar[str] = "M084"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        return f"the drawing “{self.path}” declares entities of its own"

    def help(self) -> str:
        return "save it as plain SVG"


class PictureWithoutWords(Diagnostic, kw_only=True):
    """A picture has no words for those who do not see it.

    They are read aloud, and stand where a picture cannot be shown; bookshops and the
    law of many countries ask for them. Write them in the brackets,
    `![A heron on the quay](quay.jpg)`; a picture alone in its paragraph has them as its
    caption too, unless others stand behind it, `{alt="A heron on the quay"}`. Mere
    decoration is `{alt=""}`.
    """

    code: ClassVar[str] = "M085"
    severity: ClassVar[Severity] = Severity.WARNING
    path: str

    def message(self) -> str:
        return f"the picture “{self.path}” has no words for those who do not see it"

    def help(self) -> str:
        return 'write {alt="what it shows"} after it, or {alt=""} for mere decoration'


class IndexMarkWithoutEntry(Diagnostic, kw_only=True):
    """A mark of the index has neither words nor an entry.

    The index must know under what the place is found: `[sperm whale]{.index}` takes
    the words, `[]{.index entry="Whales!sperm"}` says the entry and shows nothing in
    the text.
    """

    code: ClassVar[str] = "M140"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this mark of the index has neither words nor an entry"

    def help(self) -> str:
        return 'write entry="…" in its braces, or words in its brackets'


class MalformedSources(Diagnostic, kw_only=True):
    """A file of sources cannot be read as BibTeX or as CSL JSON.

    An entry of BibTeX is `@book{key, author = {Last, First}, title = {…}}`; each value
    stands in braces or quotation marks, and every brace that opens is closed.
    """

    code: ClassVar[str] = "M141"
    severity: ClassVar[Severity] = Severity.ERROR
    file: str
    reason: str

    def message(self) -> str:
        return f"“{self.file}” cannot be read: {self.reason}"

    def help(self) -> str:
        return "correct the entry, or export the file anew"


class RepeatedSource(Diagnostic, kw_only=True):
    """Two works in the files of sources have the same key.

    A citation could not know which was meant; the first one counts.
    """

    code: ClassVar[str] = "M142"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"first_line": 12}
    key: str
    first_file: str
    first_line: int

    def message(self) -> str:
        first = f"{self.first_file}:{self.first_line}"
        return f"the key “{self.key}” stands for another work already ({first})"

    def help(self) -> str:
        return "give one of the two another key"


class HashWithoutSpace(Diagnostic, kw_only=True):
    """A line begins with `#` and a word, without a space between them.

    A heading needs the space: `## The Gauge`. Without it the line is a paragraph, and
    its `#` is printed. If you mean the character, as in a hashtag, put a backslash
    before it: `\\#gauge`.
    """

    code: ClassVar[str] = "M160"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"words": "##The Gauge", "level": 2}
    words: str
    """The line, or its beginning."""
    level: int

    def message(self) -> str:
        return f"“{self.words}” is not a heading: there is no space after the #"

    def help(self) -> str:
        marks = "#" * self.level
        start = self.words.removeprefix(marks).split(" ", 1)[0]
        return (
            f"write “{marks} {start} …”; if you mean the character, write \\{marks[:1]}"
        )

    def edit(self) -> Edit | None:
        """Put the space in."""
        if self.span is None:
            return None
        after = self.span.column + self.level
        return Edit(
            SourceSpan.at(self.span.file, self.span.line, after), " ", is_safe=True
        )


class ChapterWithoutHeading(Diagnostic, kw_only=True):
    """A chapter has no heading.

    The contents list it by its number or its file, and its first page has no title.
    Begin the file with `# The title`, or put `title: The title` into its metadata
    block. A file with another role, such as a dedication, needs no heading.
    """

    code: ClassVar[str] = "M161"
    severity: ClassVar[Severity] = Severity.WARNING
    later: str | None = None
    """The first heading of the file, if something comes before it."""

    def message(self) -> str:
        if self.later is not None:
            return f"something comes before the chapter's heading “{self.later}”"
        return "this chapter has no heading"

    def help(self) -> str:
        if self.later is not None:
            return "move the heading to the beginning of the file"
        return "begin the file with “# The title”"


class IndentedProse(Diagnostic, kw_only=True):
    """A paragraph is indented with a tab or four spaces.

    Markdown reads such a paragraph as a code listing: it is printed in the type of
    code, and its marks, notes and links are printed as characters. The theme indents
    paragraphs by itself. If it is a listing, put it between lines of three backticks.
    """

    code: ClassVar[str] = "M162"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"count": 1}
    count: int
    """How many such listings the file has; the first one is the place."""

    def message(self) -> str:
        more = f" (and {self.count - 1} more in this file)" if self.count > 1 else ""
        return (
            "this paragraph is indented, so it is printed as a listing of code" + more
        )

    def help(self) -> str:
        return "delete the tab or spaces before it; a listing goes between ``` lines"


class EmptyLink(Diagnostic, kw_only=True):
    """A link has no address.

    `[the docs]()` has nothing between its parentheses, or only the beginning of an
    address. Its words are printed, and nothing is linked.
    """

    code: ClassVar[str] = "M163"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str
    target: str

    def message(self) -> str:
        if self.target:
            return f"the link “{self.words}” has no address after “{self.target}”"
        return f"the link “{self.words}” has no address"

    def help(self) -> str:
        return "write the address between the parentheses, or delete the brackets"


class SkippedHeadingLevel(Diagnostic, kw_only=True):
    """A heading is more than one level below the heading before it.

    `##` comes after `#`, and `###` after `##`. The level that is left out has no
    section, so this one is printed, numbered and listed one level higher. Readers who
    go from heading to heading by ear believe that they have missed one (WCAG 2.2,
    technique G141).
    """

    code: ClassVar[str] = "M164"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"level": 4, "before": 2}
    level: int
    before: int

    def message(self) -> str:
        return (
            f"this heading has {self.level} # and the one before it {self.before}: "
            "a level is skipped"
        )

    def help(self) -> str:
        return f"write {'#' * (self.before + 1)}"


class SecondIdentifier(Diagnostic, kw_only=True):
    """Braces hold two identifiers.

    A thing has one identifier. The last one counts, and a link to another one is
    broken.
    """

    code: ClassVar[str] = "M165"
    severity: ClassVar[Severity] = Severity.WARNING
    first: str
    last: str

    def message(self) -> str:
        return (
            f"“#{self.first}” is not used: the braces have a second identifier, "
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
    """The text holds a mark of unfinished work, or filler.

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
        return "finish the text, or put it into a comment: <!-- … -->"


class MistypedAddress(Diagnostic, kw_only=True):
    """The beginning of a link's address is mistyped.

    An address on the web begins with `https://` or `http://`. `htp://`, `https:/` and
    `http//` lead nowhere.
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
    """A picture names no file.

    `![A quay]()` has nothing between its parentheses, so there is nothing to show.
    """

    code: ClassVar[str] = "M173"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        return "this picture names no file"

    def help(self) -> str:
        return "write the path of the file between the parentheses, or delete it"


class LinkNotRead(Diagnostic, kw_only=True):
    """What looks like a link or a picture is printed as characters.

    In `[words](address)` nothing is between the two pairs of brackets, and the address
    has no spaces: write `my%20picture.png` or `<my picture.png>`. If the characters are
    meant, put a backslash before the bracket: `\\[`.
    """

    code: ClassVar[str] = "M174"
    severity: ClassVar[Severity] = Severity.WARNING
    words: str
    advice: str

    def message(self) -> str:
        return f"“{self.words}” is not read as a link or a picture"

    def help(self) -> str:
        return self.advice


class MisspeltClass(Diagnostic, kw_only=True):
    """A class is nearly one that bookmaker knows, and no style sheet has it.

    `::: epigaph` is a division like any other: only `::: epigraph` is set as one. A
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
    """A listing names a language that is nearly a known one.

    Its words are not coloured. A language that bookmaker does not know, and that is
    not close to one that it knows, is never reported.
    """

    code: ClassVar[str] = "M171"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    nearest: str

    def message(self) -> str:
        return f"no language of code is called “{self.name}”"

    def help(self) -> str:
        return did_you_mean(self.nearest)


class PrefixOfAnotherKind(Diagnostic, kw_only=True):
    """An identifier begins like that of a figure, and what has it is none.

    Figures, tables, listings and equations are numbered by their identifiers: `fig-` on
    a heading, a passage or a picture among words gives no number, so `@fig-quay` has
    nothing to say. A division `::: {#fig-quay}` is a figure, whatever stands in it; its
    last paragraph is the caption.
    """

    code: ClassVar[str] = "M260"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"prefix": "fig"}
    identifier: str
    prefix: str

    def message(self) -> str:
        kinds = {"tbl": "a table", "lst": "a listing", "eq": "an equation"}
        return (
            f"“#{self.identifier}” is on something that is not "
            f"{kinds.get(self.prefix, 'a figure')}, so it has no number"
        )

    def help(self) -> str:
        if self.prefix == "eq":
            return (
                "put the identifier behind the formula's closing $$, or choose another"
            )
        return (
            f"put ::: {{#{self.identifier}}} before it and ::: after it, or choose "
            "another identifier"
        )


class TakenClass(Diagnostic, kw_only=True):
    """Your sheet has a rule for a class that is one of bookmaker's own as well.

    `::: title` is written with the class `own-title`, so that it is not set as the
    title of a chapter. A rule for `.title` in a sheet of your own is for the titles of
    chapters; one for your division is for `.own-title`.
    """

    code: ClassVar[str] = "M261"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    own: str

    def message(self) -> str:
        return f"the rule for “.{self.name}” in your sheet is not for this"

    def help(self) -> str:
        return f"write .{self.own} in the sheet, or give the class another name"


class OutlineLineNotRead(Diagnostic):
    """A line of another program's list of chapters holds a link that cannot be read.

    `SUMMARY.md` lists chapters by Markdown links: `- [Locks](locks.md)`. A path with a
    space in it has angle brackets, `[Locks](<the locks.md>)`, or `%20` for the space.
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
    """A metadata block has a key of another program's.

    In a project of Obsidian or Quarto the keys that say nothing of a book, `tags` or
    `execute`, are left out. Those of a chapter's metadata are read.
    """

    code: ClassVar[str] = "M231"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"key": "tags", "program": "Obsidian"}
    key: str
    program: str

    def message(self) -> str:
        return f"“{self.key}” is for {self.program} and is left out"

    def shared_cause(self) -> str:
        """One key is in the metadata of every note."""
        return self.key


class UnclosedNoteComment(Diagnostic):
    """A comment of Obsidian's, `%% … %%`, is never closed.

    It hides the rest of the note, as it does in Obsidian.
    """

    code: ClassVar[str] = "M232"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        return "this comment is never closed, so the rest of the file is left out"

    def help(self) -> str:
        return "write %% at its end"


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
        return f"“{self.path}” has no “{self.part}” to be shown here"

    def help(self) -> str:
        return "correct the heading, or leave it out to show the whole note"


class VaultFound(Diagnostic):
    """The folder, or the note, is read as Obsidian reads it.

    `[[links]]` lead to notes by their names, `![[embeds]]` show pictures and notes,
    `%% comments %%` are left out, and properties that say nothing of a book too. A
    vault is known by its folder `.obsidian`, or by such a mark in a note.
    """

    code: ClassVar[str] = "M234"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"sign": "its folder .obsidian"}
    sign: str

    def message(self) -> str:
        return f"this is read as a vault of Obsidian, because of {self.sign}"


class TooManyIncludes(Diagnostic):
    """A chapter includes more files than any would, all in all.

    A file that includes two others, each of which includes two more, is soon a million
    files. What comes after the limit is left out.
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
    """A figure or a table is made by code, which is not run.

    A placeholder with its caption and number is in its place, so that references to it
    are right. A cell that only loads a picture, `include_graphics("weir.png")`, shows
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
            "isn't run, so a placeholder is in its place"
        )

    def shared_cause(self) -> str:
        """The project is run once, with all its cells."""
        return f"{self.name} {self.language}"

    def help(self) -> str:
        return "let Quarto run it, and write the picture or the table that it makes"


class DatedByChange(Diagnostic):
    """The book says no date, so its last change dates the editions.

    An edition carries the moment when it was last changed: shops and reading apps tell
    a new edition from an old one by it. `modified` in `book.toml` says it, or
    `published`, or `SOURCE_DATE_EPOCH` in the environment. Without them it is the last
    commit that changed the manuscript's folder, where git knows the folder; a copy of
    the repository without its history may know another. Otherwise it is the newest
    file that was read: a copy on another machine may have other dates, and its editions
    are then not the same bytes.
    """

    code: ClassVar[str] = "M270"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"day": "2026-03-01", "file": "fen.md"}
    day: str
    file: str
    """The newest file; empty where a commit dates the book."""

    def message(self) -> str:
        reason = f"“{self.file}”, its newest file" if self.file else "its last commit"
        return f"the book says no date; it is dated {self.day}, by {reason}"

    def help(self) -> str:
        if self.file:
            return (
                f"write modified = {self.day} in book.toml, or set SOURCE_DATE_EPOCH:"
                " on another machine the file may have another date"
            )
        return f"write modified = {self.day} in book.toml for another date"


class EndlessParagraph(Diagnostic):
    """A paragraph is longer than any that is written.

    It would take minutes to set it, so nobody tries. A blank line begins a new
    paragraph; data for a program belong into a listing or a table.
    """

    code: ClassVar[str] = "M151"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"characters": 1_048_576, "parts": 1}
    characters: int
    parts: int

    def message(self) -> str:
        return (
            f"this paragraph has {self.characters:,} characters and {self.parts:,}"
            " parts: more than can be set in print"
        )

    def help(self) -> str:
        return "write blank lines where new paragraphs begin"


class TagLeftOut(Diagnostic):
    """A tag of another program's has no equivalent in a book.

    Shortcodes, tags of templates and icons make something on a web page. What stands
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
        return (
            f"“{self.tag}” of {self.program} makes nothing in a book, and is left out"
        )

    def help(self) -> str:
        """Say what to do."""
        return "write in words what it shows, if a reader needs it"

    def shared_cause(self) -> str:
        """One tag may be on every page."""
        return re.sub(r"[^\w% ].*", "", self.tag.strip("{<% /}").partition(" ")[0])
