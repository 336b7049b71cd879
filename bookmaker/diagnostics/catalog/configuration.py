"""Kinds of problem with codes in `C`: book.toml and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity, did_you_mean
from bookmaker.diagnostics.catalog.foreign_forms import (
    IMPORTED,
    conversion_of,
    suffix_of,
)


class ManuscriptNotFound(Diagnostic, kw_only=True):
    """The path given to the command doesn't exist.

    A manuscript is a folder with `book.toml`, a folder of Markdown files, or one
    Markdown file. Look for a typo in the path, or create a new manuscript:
    `bookmaker new my-book`.
    """

    code: ClassVar[str] = "C001"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    nearest: str | None = None
    """What stands beside it under a similar name."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"there is no manuscript at “{self.path}”"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is not None:
            return f"did you mean “{self.nearest}”?"
        return "give a folder with book.toml, a folder of .md files, or one .md file"


class PlainTextRefused(Diagnostic, kw_only=True):
    """A `.txt` file was given as a manuscript or listed as a chapter.

    Plain text is never read as Markdown: a line that happens to begin with four spaces,
    `#` or `1.` would silently become code, a heading or a list. Look through the text,
    mark its headings with `#`, and save it as `.md`.
    """

    code: ClassVar[str] = "C002"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” is plain text, which is never read as Markdown"

    def help(self) -> str:
        """Say what to do."""
        stem = self.path.rpartition("/")[2].rpartition(".")[0]
        return (
            f"mark its headings with # and save it as {stem}.md, or have them found: "
            f"bookmaker import {self.path} my-book"
        )


class UnknownManuscriptForm(Diagnostic, kw_only=True):
    """The path is something that can't be a manuscript.

    Chapters are Markdown files with the extension `.md` or `.markdown`. Convert other
    documents first: `bookmaker import essay.docx my-book`, and pandoc for formats that
    `import` doesn't read.
    """

    code: ClassVar[str] = "C003"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    is_regular: bool = True
    """False where it is a device, a socket or a pipe."""

    def message(self) -> str:
        """Say what is wrong."""
        if not self.is_regular:
            return f"“{self.path}” is neither a file nor a folder"
        return f"“{self.path}” is not a Markdown file"

    def help(self) -> str:
        """Say what to do."""
        if suffix_of(self.path) in IMPORTED:
            return f"make a manuscript of it: bookmaker import {self.path} my-book"
        if (command := conversion_of(self.path)) is not None:
            return f"convert it first ({command}), then import it: bookmaker import"
        return "give a folder with book.toml, a folder of .md files, or one .md file"


class NoMarkdownFiles(Diagnostic, kw_only=True):
    """The folder has neither `book.toml` nor a Markdown file to make a book from.

    `README.md` doesn't count, because it describes the book and isn't part of it. Put a
    chapter in the folder, for example `01-beginning.md`, or start with
    `bookmaker new my-book`.
    """

    code: ClassVar[str] = "C004"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    documents: int = 0
    """How many Word files and their like it has, which can be imported."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"the folder “{self.path}” has no book.toml and no Markdown file"

    def help(self) -> str:
        """Say what to do."""
        if self.documents:
            noun = "its document" if self.documents == 1 else "its documents"
            folder = "../my-book" if self.path == "." else "my-book"
            return f"import {noun}: bookmaker import {self.path} {folder}"
        return "write a chapter as an .md file there, or run bookmaker new"


class MdBookManifest(Diagnostic, kw_only=True):
    """The `book.toml` belongs to an mdBook project, but `SUMMARY.md` is missing.

    bookmaker reads mdBook projects as they are: the title from `book.toml`, the order
    of the chapters from `SUMMARY.md`, which is in `src` or in the folder that
    `book.src` names. Without it, nothing says which files make up the book, and in
    which order.
    """

    code: ClassVar[str] = "C005"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is wrong."""
        return "this book.toml is written for mdBook, but SUMMARY.md is missing"

    def help(self) -> str:
        """Say what to do."""
        return (
            "write src/SUMMARY.md, or put title, language and authors at the top of "
            "the file, without [book], and list the files in [contents] body"
        )


class UnreadableConfig(Diagnostic, kw_only=True):
    """A manuscript or its configuration exists but can't be read.

    It may be a folder or a device instead of a file, be larger than 1 MiB, or you don't
    have permission to read it. A `book.toml` is a text file with a few dozen lines. The
    file of another program may break the rules of YAML, TOML or JSON.
    """

    code: ClassVar[str] = "C006"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    """Completes “it …”."""
    advice: str = "put a readable file there, or change its permissions"

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.path} cannot be used because it {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return self.advice


class ConfigNotUtf8(Diagnostic, kw_only=True):
    """A configuration file contains bytes that aren't UTF-8.

    Older editors save files in a regional encoding, in which `é` is a different byte.
    Open the file in that editor and save it again with the encoding UTF-8.
    """

    code: ClassVar[str] = "C007"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"byte": 0xE9}
    byte: int

    def message(self) -> str:
        """Say what is wrong."""
        return f"the byte {self.byte:#04x} here is not UTF-8"

    def help(self) -> str:
        """Say what to do."""
        return "save the file with the encoding UTF-8"


class TomlSyntax(Diagnostic, kw_only=True):
    """A configuration file breaks the rules of TOML, so none of it can be read.

    A line is `key = value`. Put strings in quotation marks, and lists in square
    brackets with commas: `authors = ["Ada Voss", "Per Lind"]`. A list, a table in
    `{ }` or a string that isn't closed is reported where it begins; any other mistake
    is at the place or shortly before it.
    """

    code: ClassVar[str] = "C008"
    severity: ClassVar[Severity] = Severity.ERROR
    reason: str
    advice: str = ""

    def message(self) -> str:
        """Say what is wrong."""
        return f"this is not valid TOML: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return self.advice


class DuplicateKey(Diagnostic, kw_only=True):
    """A key or a table is written twice, and only one of them can count.

    bookmaker can't tell which one you meant: `edition = 1` and, further down,
    `edition = 2`. Remove one of the two.
    """

    code: ClassVar[str] = "C009"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"first_line": 2}
    key: str
    first_line: int

    def message(self) -> str:
        """Say what is wrong."""
        first = f"the first is on line {self.first_line}"
        return f"“{self.key}” is written a second time; {first}"

    def help(self) -> str:
        """Say what to do."""
        return "remove one of the two"


class UnknownKey(Diagnostic, kw_only=True):
    """`book.toml` has a key or a table that bookmaker doesn't know.

    It is refused because a typo such as `langauge = "fr"` would otherwise silently
    leave the book in English. `bookmaker explain book.toml` lists every key.
    """

    code: ClassVar[str] = "C010"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    table: str = ""
    """The table that it is in, dotted; empty at the top of the file."""
    nearest: str | None = None
    home: str | None = None
    """The table where a key of this very name belongs."""
    advice: str = ""
    """What to write, if other programs have this name for something of ours."""
    is_table: bool = False

    def message(self) -> str:
        """Say what is wrong."""
        if self.is_table:
            return f"there is no table [{self.key}]"
        where = f" in [{self.table}]" if self.table else ""
        return f"there is no key “{self.key}”{where}"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is not None:
            nearest = f"[{self.nearest}]" if self.is_table else self.nearest
            return did_you_mean(nearest)
        if self.home is not None:
            return f"“{self.key}” belongs {self.home}"
        return self.advice or "remove it; `bookmaker explain book.toml` lists every key"


class WrongType(Diagnostic, kw_only=True):
    """A value has the wrong type: for example, a number instead of a string.

    TOML reads `title = 1984` as a number; in quotation marks, `title = "1984"`, it is a
    string. Put lists in square brackets, and write true and false without quotation
    marks.
    """

    code: ClassVar[str] = "C011"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    found: str
    """What the value is: `a number`."""
    expected: str
    """What it must be: `a string`."""
    example: str
    """The line as it ought to be written."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.key}” must be {self.expected}, but this is {self.found}"

    def help(self) -> str:
        """Say what to do."""
        if self.expected == "a string" and self.found != "a list":
            return f"write it in quotes: {self.example}"
        return f"write it as {self.example}"


class UnknownChoice(Diagnostic, kw_only=True):
    """A key was given a value that isn't one of its choices.

    `[print] notes = "foot"` is a choice, `notes = "bottom"` isn't. The message lists
    the choices.
    """

    code: ClassVar[str] = "C012"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "choices": ("foot", "chapter-end", "book-end")
    }
    key: str
    word: str
    choices: tuple[str, ...]
    nearest: str | None = None

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.key}” cannot be “{self.word}”"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is not None:
            return (
                f"did you mean “{self.nearest}”? The choices are"
                f" {_listing(self.choices)}"
            )
        return f"choose {_listing(self.choices)}"


class BadLength(Diagnostic, kw_only=True):
    """A length isn't a number with a unit, or is negative.

    The units are `mm`, `cm`, `in`, `pt`, `pc` and `px`: `margin-inner = "22mm"`. Write
    a decimal point, not a comma: `0.75in`.
    """

    code: ClassVar[str] = "C013"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    text: str
    limits: str = ""
    """The smallest and the largest that it can be, where it has such."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.text}” isn’t a valid length for “{self.key}”"

    def help(self) -> str:
        """Say what to do."""
        if self.limits:
            return f"write a length {self.limits}"
        return "write a number and a unit: 22mm, 1.8cm, 0.75in, 60pt, 5pc or 80px"


class BadDate(Diagnostic, kw_only=True):
    """A date is not written as year, month and day.

    Only a whole date can go into the metadata of both editions:
    `published = 2026-11-01`.
    """

    code: ClassVar[str] = "C014"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    text: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.text}” isn’t a valid date for “{self.key}”"

    def help(self) -> str:
        """Say what to do."""
        return f"write year, month and day: {self.key} = 2026-11-01"


class BadLanguage(Diagnostic, kw_only=True):
    """A language isn't given as a language tag (BCP 47).

    Hyphenation, quotation marks and the words “Contents” and “Chapter” depend on the
    tag, and reading systems choose a voice by it. It is a code of two or three letters,
    with a country where that matters: `en-GB`, `de`, `pt-BR`.
    """

    code: ClassVar[str] = "C015"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    text: str
    suggestion: str | None = None

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.text}” isn’t a language tag"

    def help(self) -> str:
        """Say what to do."""
        if self.suggestion is not None:
            return f"did you mean “{self.suggestion}”?"
        return "write a language and, where it matters, a country: en-GB, de, pt-BR"


class BadIsbn(Diagnostic, kw_only=True):
    """An ISBN can't be right: it is too short, too long, or its check digit is wrong.

    The last digit is calculated from the others, so a typo in any of them shows. A book
    can't be sold under a wrong number. Compare it with the one you were assigned.
    Hyphens are optional: `isbn = "978-0-306-40615-7"`.
    """

    code: ClassVar[str] = "C016"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"digits": 12}
    text: str
    digits: int
    """How many digits it has; an `X` at the end of an ISBN-10 is one."""
    check_digit: str | None = None
    """The last digit that would fit, where the rest can be an ISBN."""

    def message(self) -> str:
        """Say what is wrong."""
        if self.check_digit is not None:
            return f"the check digit of the ISBN “{self.text}” is wrong"
        if self.digits not in {10, 13}:
            return f"the ISBN “{self.text}” has {self.digits} digits, not 13"
        return f"“{self.text}” is not an ISBN"

    def help(self) -> str:
        """Say what to do."""
        if self.check_digit is not None:
            return (
                f"if the other digits are right, the last one is {self.check_digit}; "
                "compare it with the number you were assigned"
            )
        return "write the 13 digits that begin with 978 or 979, in quotation marks"


class UnknownRelator(Diagnostic, kw_only=True):
    """A person's role isn't a code from the MARC list of relators.

    The codes go into the metadata of the EPUB: `aut` is an author, `edt` an editor,
    `trl` a translator, `ill` an illustrator, `win` the writer of an introduction.
    """

    code: ClassVar[str] = "C017"
    severity: ClassVar[Severity] = Severity.ERROR
    word: str
    nearest: str | None = None
    nearest_name: str | None = None

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.word}” is not a MARC relator code"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is None:
            return "the usual ones are aut, edt, trl, ill, win and ctb"
        name = f" ({self.nearest_name})" if self.nearest_name else ""
        return f"did you mean “{self.nearest}”{name}?"


class MissingKey(Diagnostic, kw_only=True):
    """A required key is missing.

    A book has a title, a person a name, a series a name, a part its chapters. The
    message points at the table that lacks the key.
    """

    code: ClassVar[str] = "C018"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    owner: str
    """What lacks it: `the book`."""
    example: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.owner} has no “{self.key}”"

    def help(self) -> str:
        """Say what to do."""
        return f"add it: {self.example}"


class EmptyText(Diagnostic, kw_only=True):
    """A key has an empty value.

    `title = ""` would give a book without a title. Write the text, or remove the line
    if the key is optional.
    """

    code: ClassVar[str] = "C019"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.key}” is empty"

    def help(self) -> str:
        """Say what to do."""
        return "write text between the quotation marks, or remove the line"


class NumberOutOfRange(Diagnostic, kw_only=True):
    """A whole number is smaller or larger than its key allows.

    An edition or a printing counts from 1; contents go from 1 to 6 levels deep.
    """

    code: ClassVar[str] = "C020"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"number": 0, "lowest": 1}
    key: str
    number: int
    lowest: int
    highest: int | None = None

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.key}” cannot be {self.number}"

    def help(self) -> str:
        """Say what to do."""
        if self.highest is None:
            return f"write {self.lowest} or more"
        return f"write a number from {self.lowest} to {self.highest}"


class BadForm(Diagnostic, kw_only=True):
    """A value isn't written in the form that its key needs.

    A price is an amount and a currency, `12.50 GBP`; a territory is `world` or country
    codes, `GB IE`; an identifier is a URL or a URN. Text can't contain control
    characters.
    """

    code: ClassVar[str] = "C021"
    severity: ClassVar[Severity] = Severity.ERROR
    key: str
    text: str
    expected: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.text}” isn’t a valid value for “{self.key}”"

    def help(self) -> str:
        """Say what to do."""
        return f"write {self.expected}"


class UnknownDivision(Diagnostic, kw_only=True):
    """An entry of `[contents]` is neither a file nor a page that bookmaker can
    generate.

    An entry with an extension is a file, `"chapters/01-harbour.md"`; one without is a
    page that bookmaker generates, `"title-page"` or `"contents"`. What only you can
    write, for example a dedication, is a file with a role:
    `{ file = "dedication.md", role = "dedication" }`.
    """

    code: ClassVar[str] = "C022"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "choices": ("title-page", "contents", "index")
    }
    word: str
    choices: tuple[str, ...]
    nearest: str | None = None
    is_written: bool = False
    """Whether it is a kind of division that an author writes."""

    def message(self) -> str:
        """Say what is wrong."""
        if self.is_written:
            return f"“{self.word}” can’t be generated: you write its text"
        return f"“{self.word}” is neither a file nor a page that can be generated"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is not None:
            return f"did you mean “{self.nearest}”?"
        if self.is_written:
            return (
                "write it in a file and list that: "
                f'{{ file = "{self.word}.md", role = "{self.word}" }}'
            )
        return f"a file ends in .md; the generated pages are {_listing(self.choices)}"


class MissingFile(Diagnostic, kw_only=True):
    """A file that `book.toml` names doesn't exist.

    Paths are relative to the folder of `book.toml` and use `/` on every system:
    `chapters/01-harbour.md`. Upper and lower case are different on Linux and in an
    EPUB.
    """

    code: ClassVar[str] = "C023"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    nearest: str | None = None
    difference: str = ""
    is_folder: bool = False

    def message(self) -> str:
        """Say what is wrong."""
        if self.is_folder:
            return f"“{self.path}” is a folder, not a file"
        return f"the file “{self.path}” does not exist"

    def help(self) -> str:
        """Say what to do."""
        if self.is_folder:
            return "name each file that you mean, in the order of the book"
        if "*" in self.path or "?" in self.path:
            return "name each file: * and ? have no meaning here"
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        return "write the file, or remove the entry"


class FileListedTwice(Diagnostic, kw_only=True):
    """A file is listed twice in `[contents]`.

    Links to the chapter would be ambiguous. Remove one of the entries.
    """

    code: ClassVar[str] = "C024"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    first_line: int | None = None

    def message(self) -> str:
        """Say what is wrong."""
        first = f"; the first is on line {self.first_line}" if self.first_line else ""
        return f"“{self.path}” is listed a second time{first}"

    def help(self) -> str:
        """Say what to do."""
        return "remove one of the two"


class FileOutside(Diagnostic, kw_only=True):
    """A path in `book.toml` points outside the manuscript folder.

    A manuscript is complete in its folder, so that you can hand it on and build it
    elsewhere, and so that an untrusted book can't read your files. Copy the file into
    the folder, and write its path relative to it, with `/` between folders. (Only
    `extends` may name a file outside the folder, in a book that you trust.)
    """

    code: ClassVar[str] = "C025"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    nearest: str | None = None
    difference: str = ""

    def message(self) -> str:
        """Say what is wrong."""
        if "\\" in self.path:
            return f"the path “{self.path}” has backslashes"
        return f"“{self.path}” is outside the manuscript folder"

    def help(self) -> str:
        """Say what to do."""
        if self.nearest is not None:
            return did_you_mean(self.nearest, self.difference)
        if "\\" in self.path:
            slashed = self.path.replace("\\", "/")
            return f"write / between folders: “{slashed}”"
        return (
            "copy the file into the folder and write its path from there, with / "
            "between the parts"
        )


class WrongFileForm(Diagnostic, kw_only=True):
    """A file in `book.toml` has the wrong type for its place.

    Chapters are Markdown, `.md` or `.markdown`; a cover is an image, `.jpg`, `.jpeg` or
    `.png`.
    """

    code: ClassVar[str] = "C026"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    expected: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” is not {self.expected}"

    def help(self) -> str:
        """Say what to do."""
        return f"save it as {self.expected} and list that"


class EmptyBook(Diagnostic, kw_only=True):
    """The book has no chapter: the list `body` of `[contents]` is empty.

    A book needs a text between its front and back matter. List at least one file:
    `body = ["chapters/01-harbour.md"]`.
    """

    code: ClassVar[str] = "C027"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is wrong."""
        return "the book is empty: [contents] lists no file in body"

    def help(self) -> str:
        """Say what to do."""
        return 'list a file there: body = ["chapters/01.md"]'


class BadTrim(Diagnostic, kw_only=True):
    """The page size isn't one that a book can have.

    It is width by height, `6in x 9in` or `148 x 210mm`, or the name of a common size,
    `A5` or `trade`. Each side is from 50 mm to 500 mm.
    """

    code: ClassVar[str] = "C028"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"names": ("A5", "trade", "royal")}
    text: str
    is_size: bool = False
    """Whether it is written as a size, and only its measures are impossible."""
    names: tuple[str, ...] = ()
    nearest: str | None = None

    def message(self) -> str:
        """Say what is wrong."""
        if self.is_size:
            return f"no book has the size {self.text}"
        return f"“{self.text}” isn’t a page size"

    def help(self) -> str:
        """Say what to do."""
        if self.is_size:
            return "each side is from 50mm to 500mm"
        if self.nearest is not None:
            return f"did you mean “{self.nearest}”?"
        return f"write width x height, as in 6in x 9in, or {_listing(self.names)}"


class NoTextArea(Diagnostic, kw_only=True):
    """The margins take up nearly the whole page.

    At least 20 mm must be left for the text in each direction. Make the margins smaller
    or the page (`trim`) larger.
    """

    code: ClassVar[str] = "C029"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "keys": ("margin-inner", "margin-outer"),
        "left": "12mm",
    }
    keys: tuple[str, ...]
    """The margins that were given, across or down."""
    left: str
    """What they leave, as a length."""

    def message(self) -> str:
        """Say what is wrong."""
        verb = "leaves" if len(self.keys) == 1 else "leave"
        margins = " and ".join(self.keys)
        return f"{margins} {verb} {self.left} of the page for the text"

    def help(self) -> str:
        """Say what to do."""
        return "leave at least 20mm: make the margins smaller or the trim larger"


class BadExtends(Diagnostic, kw_only=True):
    """The file that `extends` names can't be used.

    It is a text file in TOML, like `book.toml`, with what several books share:
    `extends = "../house.toml"`. It may extend another file, up to five in a row, but
    never itself.
    """

    code: ClassVar[str] = "C030"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    """Completes “it …”."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” cannot be extended because it {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "write the path to a TOML file, relative to the folder of this file"


class SharedIsbn(Diagnostic, kw_only=True):
    """Two products have the same ISBN, but each needs its own.

    The number identifies what a bookshop orders: the paperback and the EPUB are two
    products. Ask the agency for another number, or remove it from one of them.
    """

    code: ClassVar[str] = "C031"
    severity: ClassVar[Severity] = Severity.ERROR
    isbn: str
    first: str
    second: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.first}” and “{self.second}” have the same ISBN {self.isbn}"

    def help(self) -> str:
        """Say what to do."""
        return "give each product its own ISBN, or remove one of the two"


class UnlistedFile(Diagnostic, kw_only=True):
    """A Markdown file is next to the chapters, but isn't in the book.

    That is fine if it is a draft or is included by a chapter. If you forgot it, add it
    to `[contents]`.
    """

    code: ClassVar[str] = "C032"
    severity: ClassVar[Severity] = Severity.NOTE
    path: str

    def message(self) -> str:
        """Say what was seen."""
        return f"“{self.path}” is not listed in [contents]"

    def help(self) -> str:
        """Say what to do."""
        return "add it to [contents] if it belongs to the book"


class ManuscriptAssumed(Diagnostic, kw_only=True):
    """There is no `book.toml`, or it lists no contents, so bookmaker used defaults.

    The files are sorted by name, with numbers in numeric order (`2` before `10`); the
    title comes from the name or the first heading; the language is English. To set
    these yourself, and to make this note disappear, write a `book.toml` with `title`,
    `language` and `[contents]`; `bookmaker new` writes one.
    """

    code: ClassVar[str] = "C033"
    severity: ClassVar[Severity] = Severity.NOTE
    cause: str
    """Why something had to be: `there is no book.toml`."""
    assumptions: tuple[str, ...]
    """Each completes “using defaults: …”."""
    near: str = ""
    """A folder above or below this one that is a book, as the command may name it."""

    def message(self) -> str:
        """Say what was assumed."""
        return f"{self.cause}; using defaults: {'; '.join(self.assumptions)}"

    def help(self) -> str:
        """Say what to do."""
        if self.near:
            return (
                f"“{self.near}” has a book.toml: if you mean that book, name its folder"
            )
        return "to change this, set it in book.toml"


def _listing(words: tuple[str, ...]) -> str:
    """Join words as a sentence lists them: `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


class ConfigOutside(Diagnostic, kw_only=True):
    """A file that configures an untrusted book is outside the book's folder.

    `extends` names it, or `book.toml`, `_quarto.yml` or `SUMMARY.md` is a symbolic link
    to it. With `--untrusted`, nothing outside the folder is read, whether or not it
    exists. Without it, a book can be configured from anywhere on your machine, so that
    several books can share settings.
    """

    code: ClassVar[str] = "C050"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” points outside the untrusted manuscript’s folder"

    def help(self) -> str:
        """Say what to do."""
        return (
            "copy the file into the folder, or leave out --untrusted if you trust the "
            "manuscript"
        )


class OldWord(Diagnostic, kw_only=True):
    """A value is a synonym of one of the choices of its key.

    It is read as that choice: `notes = "footnotes"` means `notes = "foot"`. Write the
    choice, because a later version may no longer read the synonym.
    """

    code: ClassVar[str] = "C080"
    severity: ClassVar[Severity] = Severity.NOTE
    key: str
    word: str
    meant: str

    def message(self) -> str:
        """Say what was read."""
        return f"“{self.word}” is read as “{self.meant}”"

    def help(self) -> str:
        """Say what to do."""
        return f'write {self.key} = "{self.meant}"'
