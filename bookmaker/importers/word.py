"""Word files (`.docx`) by mammoth, with a style map of our own.

mammoth says what each paragraph is as HTML, which goes the way of web pages. What it
does not read is found by comparing words, and set aside: nothing goes without a word.
"""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import (
    Heading,
    Math,
    MathBlock,
    Note,
    Paragraph,
    RawInline,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.importers.archives import Archive
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.dead_links import without_dead_links
from bookmaker.importers.html.article import remove
from bookmaker.importers.html.elements import (
    COMMENT_SCHEME,
    DISPLAY_SCHEME,
    MATH_SCHEME,
    PageMaker,
)
from bookmaker.importers.html.notes import remove_notes, take_notes
from bookmaker.importers.html.page import Tag, parse_page, text_of
from bookmaker.importers.html.tidy import tidy_blocks
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.omml import read_omml
from bookmaker.importers.pandoc import read_by_pandoc, translate_pandoc
from bookmaker.importers.parts import with_parts
from bookmaker.importers.splitting import split_chapter
from bookmaker.importers.word_drop_caps import join_drop_caps
from bookmaker.importers.word_structure import (
    STYLE_MAP,
    STYLE_PREFIX,
    Structure,
    find_structure,
)
from bookmaker.importers.xml import read_xml, refuse_dtd

MAX_XML_BYTES = 24 * 1024 * 1024
MAX_RUNS = 100_000
"""Paragraphs and runs; mammoth takes a fifth of a millisecond for each."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAIN = "word/document.xml"
_WORD = re.compile(r"\w+")
_STYLES = r"""
p[style-name='Title'] => h1.imported-title:fresh
p[style-name='Subtitle'] => p.imported-subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote.intense-quote > p:fresh
p[style-name='Block Text'] => blockquote.block-text > p:fresh
p[style-name='Block Quotation'] => blockquote.block-quotation > p:fresh
p[style-name='Block Quote'] => blockquote.block-quote > p:fresh
p[style-name='Quotations'] => blockquote.quotations > p:fresh
p[style-name='Extract'] => blockquote.extract > p:fresh
p[style-name='Epigraph'] => div.imported-epigraph > p:fresh
p[style-name='Verse'] => div.imported-verse > p:fresh
p[style-name='Poem'] => div.imported-verse > p:fresh
p[style-name='Poetry'] => div.imported-verse > p:fresh
p[style-name='Source Code'] => pre:separator('\n')
p[style-name='Code'] => pre:separator('\n')
p[style-name='HTML Preformatted'] => pre:separator('\n')
p[style-name='Plain Text'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='First Paragraph'] => p:fresh
p[style-name='No Spacing'] => p:fresh
p[style-name='Caption'] => p.imported-caption:fresh
r[style-name='Emphasis'] => em
r[style-name='Strong'] => strong
r[style-name='Book Title'] => em
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
small-caps => span.smallcaps
strike => s
highlight => mark
u => u
comment-reference => sup
"""
_FORMULA = "bookmaker-formula-"


class _ArchivePictures:
    """The pictures that mammoth has shown, by the names that we gave them."""

    def __init__(self) -> None:
        self.content_by_name: dict[str, bytes] = {}

    def find(self, path: str) -> bytes | None:
        return self.content_by_name.get(path)

    def keep(self, image: mammoth.documents.Image) -> dict[str, str]:
        suffix = posixpath.basename(image.content_type or "png").partition("+")[0]
        name = f"picture-{len(self.content_by_name) + 1}.{suffix}"
        with image.open() as file:
            self.content_by_name[name] = file.read()
        return {"src": name}


def import_word_file(
    content: bytes, archive: Archive, source: str, options: ImportOptions
) -> Imported:
    """Import a Word file. Raises `ManuscriptError` for what cannot be taken so."""
    trees = _read_parts(archive)
    document = trees[_MAIN]
    if sum(1 for _ in document.iter(f"{_W}p", f"{_W}r")) > MAX_RUNS:
        reason = "it has more paragraphs and runs than any book"
        raise ManuscriptError(problems.HostileSource(path=source, reason=reason))
    changes = _changes(document)
    if changes and not options.accepts_changes:
        raise ManuscriptError(problems.TrackedChanges(path=source, count=len(changes)))
    pictures = _ArchivePictures()
    messages: Sequence[str] = ()
    found = Structure()
    formulas: dict[str, str] = {}
    if options.uses_pandoc:
        html = read_by_pandoc(content, source)
        pictures.content_by_name = _media(archive)
    else:
        prepared = _Prepared(archive, source, options)
        found = prepared.structure
        html, messages = _by_mammoth(prepared.content, source, pictures)
        formulas = prepared.formulas
    page = parse_page(html.encode(), source, "utf-8")
    body = page.root.find("body")
    if body is None:
        raise ManuscriptError(problems.EmptySource(path=source))
    if options.uses_pandoc:
        comments, messages = translate_pandoc(body)
    else:
        comments = _take_comments(body, _comment_authors(trees))
    _name_formulas(body, formulas)
    label_by_call, found_notes = take_notes(body, page.root)
    linked = {link.get("href", "")[1:] for link in body.iter("a")}
    maker = PageMaker(
        source,
        pictures,
        may_fetch=False,
        label_by_call=label_by_call | comments,
        linked_ids=frozenset(linked),
    )
    notes = []
    for note in found_notes:
        notes.append(Note(note.label, tidy_blocks(maker.blocks(note.tag))))
    remove_notes(found_notes)
    title, subtitle = _take_titles(body)
    dedications = _dedications(body, maker, source)
    blocks = tidy_blocks(maker.blocks(body))
    core = _core(trees)
    chapter = Chapter(
        source=source,
        title=(),
        blocks=blocks,
        notes=tuple(notes),
    )
    named = title or found.title
    chapters = (
        *dedications,
        *(
            _without_comments_in_title(made)
            for made in _chapters(chapter, named or core.title, source, options)
        ),
    )
    metadata = replace(
        core,
        title=named or core.title,
        subtitle=subtitle or found.subtitle,
        authors=tuple(dict.fromkeys(found.authors)) or core.authors,
    )
    pieces = [
        *_changes_as_pieces(changes, source),
        *_headers(trees, source),
        *(() if options.uses_pandoc else _hidden(trees, source)),
        *_drawn_words(archive, source),
        *found.pieces,
        *maker.pieces,
        *_kept(chapters, source),
    ]
    if subtitle:
        pieces.append(_piece(subtitle, "the subtitle", source, Disposition.MOVED))
    if title:
        pieces.append(_piece(title, "the title", source, Disposition.MOVED))
    reader = "pandoc" if options.uses_pandoc else "mammoth"
    pieces += _unread(trees, chapters, pieces, source, reader)
    has_text = named or any(_has_text(chapter, core.title) for chapter in chapters)
    if not has_text and all(o.fate is Disposition.KEPT for o in pieces):
        raise ManuscriptError(problems.EmptySource(path=source))
    remarks = [f"{source}: {message}" for message in messages]
    imported = Imported(
        chapters=chapters,
        pictures=maker.content_by_path,
        pieces=tuple(pieces),
        guesses=tuple(found.guesses),
        metadata=metadata,
        remarks=tuple(dict.fromkeys([*remarks, *found.remarks])),
    )
    return without_dead_links(imported, source)


def _has_text(chapter: Chapter, assumed: str | None) -> bool:
    """Whether a chapter has more than the title that the file's properties have."""
    has_title = not chapter.is_title_assumed and plain_text(chapter.title) != assumed
    return bool(chapter.blocks or chapter.notes or has_title)


def _drawn_words(archive: Archive, source: str) -> Iterator[SourcePiece]:
    """The words of diagrams (SmartArt) and charts, each in a part of its own."""
    for name in archive.names():
        if re.match(r"word/(?:diagrams/data|charts/chart)\d*\.xml$", name) is None:
            continue
        root = read_xml(archive.read(name), archive.path)
        lines = (
            "".join(run.text or "" for run in paragraph.iter("{*}t"))
            for paragraph in root.iter("{*}p")
        )
        words = "\n".join(line for line in lines if line.strip())
        if words:
            yield _piece(words, "the text of a diagram", source, Disposition.ASIDE)


# --- Reading ----------------------------------------------------------------------


def _read_parts(archive: Archive) -> dict[str, etree._Element]:
    """The XML parts that hold words, each without a DTD."""
    trees: dict[str, etree._Element] = {}
    whole = 0
    for name in archive.names():
        if not name.endswith((".xml", ".rels")):
            continue
        content = archive.read(name)
        whole += len(content)
        if whole > MAX_XML_BYTES:
            reason = "its text is larger than 24 MiB"
            raise ManuscriptError(
                problems.HostileSource(path=archive.path, reason=reason)
            )
        refuse_dtd(content, archive.path)
        is_text = re.match(
            r"word/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$",
            name,
        )
        if is_text or name == "docProps/core.xml":
            # Word on the web names its main part `document2.xml`.
            own = re.sub(r"^word/document\d+\.xml$", _MAIN, name)
            trees[own] = read_xml(content, archive.path)
            join_drop_caps(trees[own])
    return trees


_TRANSPARENT = tuple(f"{_W}{name}" for name in ("fldSimple", "dir", "bdo"))
"""What mammoth leaves out with all its words, though it only holds runs."""
_OFF = frozenset({"0", "false", "off"})


class _Prepared:
    """The file as mammoth reads all of it: fields opened, hidden text taken out."""

    def __init__(self, archive: Archive, source: str, options: ImportOptions) -> None:
        self.structure = Structure()
        self.formulas: dict[str, str] = {}
        """TeX by the name of the link that stands for a formula."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            names = list(archive.names())
            styles = (
                read_xml(archive.read(_STYLES_PART), source)
                if _STYLES_PART in names
                else None
            )
            for name in names:
                part = archive.read(name)
                if _TEXT_PART.fullmatch(name):
                    tree = read_xml(part, name)
                    join_drop_caps(tree)
                    self._prepare(tree)
                    if "document" in name:
                        self.structure = find_structure(tree, styles, source, options)
                    part = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
                target.writestr(name, part)
        self.content = made.getvalue()

    def _prepare(self, tree: etree._Element) -> None:
        for run in list(tree.iter(f"{_W}r")):
            parent = run.getparent()
            if _is_hidden(run) and parent is not None:
                parent.remove(run)
        _plain_addresses(tree)
        for line_end in list(tree.iter(f"{_W}cr")):
            line_end.tag = f"{_W}br"
        for ruby in list(tree.iter(f"{_W}ruby")):
            _open_ruby(ruby)
        for holder in list(tree.iter(*_TRANSPARENT)):
            _replace(holder, list(holder))
        for run in tree.iter(f"{_W}r"):
            if _is_on(run.find(f"{_W}rPr/{_W}caps")):
                for text in run.iter(f"{_W}t"):
                    text.text = (text.text or "").upper()
        for formula in list(tree.iter(f"{_M}oMath")):
            self._take_formula(formula)

    def _take_formula(self, formula: etree._Element) -> None:
        """Put a link in a formula's place, which mammoth hands on."""
        parent = formula.getparent()
        is_displayed = parent is not None and parent.tag == f"{_M}oMathPara"
        if is_displayed and (grand := parent.getparent()) is not None:
            is_displayed = grand.tag != f"{_W}p" or not _has_words(grand)
        tex = read_omml(formula)
        if not tex:
            return
        name = f"{_FORMULA}{len(self.formulas) + 1}"
        scheme = DISPLAY_SCHEME if is_displayed else MATH_SCHEME
        self.formulas[name] = scheme + tex
        link = etree.Element(f"{_W}hyperlink")
        link.set(f"{_W}anchor", name)
        run = etree.SubElement(link, f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = tex
        if parent is not None and parent.tag == f"{_M}oMathPara":
            _replace(formula, [])
            at = parent
        else:
            at = formula
        if at.getparent() is not None:
            at.addprevious(link)
            if at is formula or at.find(f"{_M}oMath") is None:
                _replace(at, [])


_STYLES_PART = "word/styles.xml"
_TEXT_PART = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")


_HYPERLINK = re.compile(r"\s*HYPERLINK\b(?P<rest>.*)", re.S)
_QUOTED = re.compile(r"(?:\\(?P<switch>[a-z])\s+)?\"(?P<words>[^\"]*)\"")


def _plain_addresses(tree: etree._Element) -> None:
    """Write the switches of a link's field as its address has them, for mammoth.

    `HYPERLINK "a.html" \\l "part" \\o "tip"` leads to `a.html#part`; mammoth takes all
    that stands between the first quotation mark and the last.
    """
    for field in tree.iter(f"{_W}instrText"):
        found = _HYPERLINK.fullmatch(field.text or "")
        if found is None:
            continue
        parts = {m["switch"] or "": m["words"] for m in _QUOTED.finditer(found["rest"])}
        if len(parts) < 2:
            continue
        anchor = parts.get("l", "")
        address = parts.get("", "")
        if address:
            joined = f"{address}#{anchor}" if anchor else address
            field.text = f' HYPERLINK "{joined}" '
        elif anchor:
            field.text = f' HYPERLINK \\l "{anchor}" '


def _has_words(tag: etree._Element) -> bool:
    return any((text.text or "").strip() for text in tag.iter(f"{_W}t"))


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "1") not in _OFF


def _replace(tag: etree._Element, others: list[etree._Element]) -> None:
    """Put others in an element's place; Word's elements have no words behind them."""
    parent = tag.getparent()
    if parent is not None:
        at = parent.index(tag)
        parent[at : at + 1] = others


def _open_ruby(ruby: etree._Element) -> None:
    """Write the reading of a word in brackets behind it; a run holds no run."""
    base = list(ruby.iterfind(f"{_W}rubyBase/{_W}r"))
    reading = "".join(t.text or "" for t in ruby.iterfind(f"{_W}rt//{_W}t"))
    words = "".join(t.text or "" for run in base for t in run.iter(f"{_W}t"))
    text = etree.Element(f"{_W}t")
    text.text = f"{words} ({reading})" if reading else words
    _replace(ruby, [text])


def _name_formulas(body: Tag, formulas: dict[str, str]) -> None:
    """Turn the links that stand for formulas into what web pages have for them."""
    for link in body.iter("a"):
        scheme = formulas.get((link.get("href") or "")[1:])
        if scheme is not None:
            link.set("href", scheme)
            link.text = None
            for child in list(link):
                link.remove(child)


def _dedications(body: Tag, maker: PageMaker, source: str) -> tuple[Chapter, ...]:
    """Take the paragraphs of a dedication, which has a page of its own."""
    found = [d for d in body.iter("div") if d.get("class") == "imported-dedication"]
    blocks = tuple(block for div in found for block in tidy_blocks(maker.blocks(div)))
    for div in found:
        remove(div)
    if not blocks:
        return ()
    return (Chapter(source=source, title=(), blocks=blocks, role="dedication"),)


def _is_hidden(run: etree._Element) -> bool:
    return _is_on(run.find(f"{_W}rPr/{_W}vanish"))


def _hidden(trees: dict[str, etree._Element], source: str) -> Iterable[SourcePiece]:
    """The hidden text of each paragraph, which no page of the file shows."""
    for name in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
        tree = trees.get(name)
        for paragraph in tree.iter(f"{_W}p") if tree is not None else ():
            runs = (run for run in paragraph.iter(f"{_W}r") if _is_hidden(run))
            words = "".join(t.text or "" for r in runs for t in r.iter(f"{_W}t"))
            if words.strip():
                yield _piece(words, "hidden text", source, Disposition.ASIDE)


_NO_WORD_FILE = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError),
    ExpatError,
)
"""What mammoth raises at parts that aren't XML, or have no place for what they say."""


def _by_mammoth(
    content: bytes, source: str, pictures: _ArchivePictures
) -> tuple[str, Sequence[str]]:
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES + STYLE_MAP,
            convert_image=mammoth.images.img_element(pictures.keep),
        )
    except RecursionError as error:
        reason = "its paragraphs are nested without an end"
        raise ManuscriptError(
            problems.HostileSource(path=source, reason=reason)
        ) from error
    except _NO_WORD_FILE as error:
        reason = f"it isn’t a valid Word file ({error})"
        raise ManuscriptError(
            problems.DamagedSource(path=source, reason=reason)
        ) from error
    said = (str(message.message) for message in result.messages)
    messages = [words for words in said if f" {STYLE_PREFIX}" not in words]
    return f"<html><body>{result.value}</body></html>", messages


def _media(archive: Archive) -> dict[str, bytes]:
    """The pictures of a file by the names that pandoc gives them."""
    return {
        name.removeprefix("word/"): archive.read(name)
        for name in archive.names()
        if name.startswith("word/media/")
    }


# --- Comments, title --------------------------------------------------------------


def _comment_authors(trees: dict[str, etree._Element]) -> dict[str, str]:
    """Who wrote each comment, by the name that mammoth gives to it."""
    tree = trees.get("word/comments.xml")
    comments = tree.iter(f"{_W}comment") if tree is not None else ()
    return {
        f"comment-{comment.get(f'{_W}id')}": comment.get(f"{_W}author") or "comment"
        for comment in comments
    }


def _take_comments(body: Tag, author_by_name: dict[str, str]) -> dict[Tag, str]:
    """Take the comments from the end; gives what stands at the place of each."""
    words_by_id: dict[str, str] = {}
    for term in list(body.iter("dt")):
        name = term.get("id") or ""
        said = term.getnext()
        if not name.startswith("comment-") or said is None:
            continue
        for link in list(said.iter("a")):
            if (link.get("href") or "").startswith("#comment-ref"):
                remove(link)
        words_by_id[name] = text_of(said)
        parent = term.getparent()
        remove(term)
        remove(said)
        if parent is not None and not len(parent):
            remove(parent)
    calls: dict[Tag, str] = {}
    for link in body.iter("a"):
        name = (link.get("href") or "")[1:]
        if name in words_by_id:
            who = author_by_name.get(name, "comment")
            calls[link] = f"{COMMENT_SCHEME}{who}: {words_by_id[name]}"
    return calls


def _take_titles(body: Tag) -> tuple[str | None, str | None]:
    title = subtitle = None
    for tag in list(body.iter("h1", "p")):
        name = tag.get("class")
        if name == "imported-title" and title is None:
            title = text_of(tag)
            remove(tag)
        elif name == "imported-subtitle" and subtitle is None:
            subtitle = text_of(tag)
            remove(tag)
    return title, subtitle


def _chapters(
    chapter: Chapter, title: str | None, source: str, options: ImportOptions
) -> tuple[Chapter, ...]:
    """Split at the headings of the first level, where there are several."""
    named = replace(
        chapter,
        title=(Text(title or source.rpartition(".")[0]),),
        is_title_assumed=title is None,
    )
    if options.split_at is not None:
        return (named,)
    first_level = [
        block
        for block in chapter.blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    if len(first_level) > 1:
        return with_parts(split_chapter(named, 1))
    opens = chapter.blocks and isinstance(chapter.blocks[0], Heading)
    if len(first_level) == 1 and opens and title is None:
        return split_chapter(named, 1)
    return (named,)


def _without_comments_in_title(chapter: Chapter) -> Chapter:
    """Let comments on a heading stand below it: a title is on many pages."""
    comments = [node for node in chapter.title if isinstance(node, RawInline)]
    if not comments:
        return chapter
    bare = tuple(node for node in chapter.title if not isinstance(node, RawInline))
    below = tuple(Paragraph((comment,)) for comment in comments)
    return replace(chapter, title=bare, blocks=(*below, *chapter.blocks))


# --- Metadata and account ---------------------------------------------------------


def _core(trees: dict[str, etree._Element]) -> FoundMetadata:
    core = trees.get("docProps/core.xml")
    if core is None:
        return FoundMetadata()

    def words(name: str) -> str | None:
        found = core.find(f"{_DC}{name}")
        text = " ".join((found.text or "").split()) if found is not None else ""
        return text or None

    author = words("creator")
    language = words("language")
    is_tag = language is not None and re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", language)
    return FoundMetadata(
        title=words("title"),
        authors=(author,) if author and author != "python-docx" else (),
        language=language if is_tag else None,
        description=None,
    )


def _changes(document: etree._Element) -> list[etree._Element]:
    kinds = ("ins", "del", "moveFrom", "moveTo")
    return [tag for kind in kinds for tag in document.iter(f"{_W}{kind}")]


def _changes_as_pieces(
    changes: Iterable[etree._Element], source: str
) -> Iterable[SourcePiece]:
    for change in changes:
        words = "".join(
            text.text or "" for text in change.iter(f"{_W}t", f"{_W}delText")
        )
        is_gone = change.tag in (f"{_W}del", f"{_W}moveFrom")
        what = "deleted in a tracked change" if is_gone else "inserted and accepted"
        if words.strip():
            fate = Disposition.ASIDE if is_gone else Disposition.KEPT
            yield _piece(words, what, source, fate)


def _headers(trees: dict[str, etree._Element], source: str) -> Iterable[SourcePiece]:
    for name, tree in sorted(trees.items()):
        kind = "header" if "/header" in name else "footer" if "/footer" in name else ""
        words = _words_of(tree) if kind else ""
        if words:
            yield _piece(words, f"a page’s {kind}", source, Disposition.ASIDE)


def _words_of(tree: etree._Element) -> str:
    paragraphs = (_paragraph_words(paragraph) for paragraph in tree.iter(f"{_W}p"))
    return "\n".join(words for words in paragraphs if words.strip())


_PARTING = frozenset(
    f"{_W}{name}" for name in ("tab", "br", "cr", "ptab", "rt", "rubyBase")
)


def _paragraph_words(paragraph: etree._Element) -> str:
    """The words of a paragraph; tabs and line breaks part them.

    A text box within it has paragraphs of its own.
    """
    inner = {
        node
        for other in paragraph.iter(f"{_W}p")
        if other is not paragraph
        for node in other.iter()
    }
    parts: list[str] = []
    for node in paragraph.iter():
        if node in inner:
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _PARTING:
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif node.tag == f"{_W}softHyphen":
            parts.append("\u00ad")
    return "".join(parts)


def _kept(chapters: Iterable[Chapter], source: str) -> Iterable[SourcePiece]:
    for chapter in chapters:
        for block in (*chapter.blocks, *(b for n in chapter.notes for b in n.blocks)):
            words = words_of([block])
            if words.strip():
                kind = "a heading" if isinstance(block, Heading) else "text"
                yield _piece(words, kind, source, Disposition.KEPT)


def _piece(words: str, what: str, source: str, fate: Disposition) -> SourcePiece:
    return SourcePiece(source=source, line=None, fate=fate, what=what, words=words)


def _words_in(*texts: str) -> set[str]:
    """The words of texts, capitals or not: a style may have written them large."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _unread(  # noqa: C901 - all that may hold a word
    trees: dict[str, etree._Element],
    chapters: Iterable[Chapter],
    pieces: Iterable[SourcePiece],
    source: str,
    reader: str,
) -> list[SourcePiece]:
    """The paragraphs of the file whose words have come into nothing: set aside."""
    have: set[str] = set()
    tex = ""
    for chapter in chapters:
        nodes = (*chapter.title, *chapter.blocks, *chapter.notes)
        have |= _words_in(words_of(chapter.blocks), words_of(chapter.notes))
        have |= _words_in(plain_text(chapter.title))
        for node in descend(*nodes):
            if isinstance(node, RawInline):
                have |= _words_in(node.text)
            elif isinstance(node, Math | MathBlock):
                tex += node.text
    for piece in pieces:
        if piece.fate is not Disposition.KEPT:
            have |= _words_in(piece.words)
    lost: list[SourcePiece] = []
    for name in ("document", "footnotes", "endnotes", "comments"):
        tree = trees.get(f"word/{name}.xml")
        if tree is None:
            continue
        for paragraph in tree.iter(f"{_W}p"):
            words = _paragraph_words(paragraph)
            is_missing = not _words_in(words) <= have
            formulas = (text.text or "" for text in paragraph.iter(f"{_M}t"))
            plain = unicodedata.normalize("NFKC", "".join(formulas))
            signs = {sign for sign in plain if sign.isalnum()}
            if is_missing or not signs <= set(tex):
                what = f"not read by {reader}"
                lost.append(_piece(words, what, source, Disposition.ASIDE))
    return lost
