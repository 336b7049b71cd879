"""Finished editions with a word changed in them, as a fault of ours would change it."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from bookmaker.backends.epub import EpubBackend
from bookmaker.backends.pdf.geometry import plan_page
from bookmaker.backends.pdf.proof import band_of, shown_on_pages
from bookmaker.backends.services import BuildServices
from bookmaker.config.load import load_manuscript
from bookmaker.css.bundle import load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.pipeline.stages import Request, build, read
from bookmaker.proof.edition_text import page_texts
from bookmaker.proof.expectation import Expected, expected_of_book
from bookmaker.proof.folding import fold
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import FOR_EPUB, FOR_PDF

_TEXT = re.compile(r">([^<>]*[^\W\d_][^<>]*)<")
_WORD = re.compile(r"[^\s<>&;]*[^\W\d_][^\s<>&;]*")


def finished_epub(manuscript: Path) -> tuple[Book, bytes]:
    """The tree of a manuscript as the EPUB receives it, and the EPUB."""
    config = load_manuscript(manuscript, Diagnostics()).config
    book = read(Request(manuscript=manuscript)).book
    assert book is not None
    config = replace(config, metadata=book.metadata)
    for transform in FOR_EPUB:
        book = transform(book, config, Diagnostics())
    root = manuscript if manuscript.is_dir() else manuscript.parent
    artifact = EpubBackend().render(
        book, config, Workspace(root), Diagnostics(), BuildServices()
    )
    return book, artifact.content


def finished_pdf(manuscript: Path, target: Path) -> tuple[list[Expected], list[str]]:
    """Build a print edition; what its tree lets expect, and what its pages say."""
    config = load_manuscript(manuscript, Diagnostics()).config
    outcome = build(Request(manuscript=manuscript), {"pdf": target})
    assert outcome.outputs, [found.message() for found in outcome.diagnostics]
    book = read(Request(manuscript=manuscript)).book
    assert book is not None
    config = replace(config, metadata=book.metadata)
    for transform in FOR_PDF:
        book = transform(book, config, Diagnostics())
    tokens = read_tokens(load_sheet("print", config.print.theme))
    page = plan_page(config.print, tokens)
    content = target.read_bytes()
    shown = replace(
        shown_on_pages(book, tokens, {}, Workspace(manuscript), config.digits),
        folio_by_id=_folios(content),
    )
    return list(expected_of_book(book, shown)), list(page_texts(content, band_of(page)))


def _folios(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        label_by_page: dict[Any, str] = {
            page.objgen: str(page.label) for page in document.pages
        }
        names = list(document.Root.Names.Dests.Names)
        return {
            str(name): label_by_page[place[0].objgen]
            for name, place in zip(names[::2], names[1::2], strict=True)
        }


def with_other_words(epub: bytes, old: str, new: str) -> bytes:
    """The EPUB with a stretch of one document's markup replaced."""
    documents = _documents(epub)
    name = next(name for name, text in documents.items() if old in text)
    return _with_document(epub, name, documents[name].replace(old, new, 1))


def _documents(epub: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = [n for n in archive.namelist() if n.endswith(".xhtml")]
        return {name: archive.read(name).decode() for name in names}


def _with_document(epub: bytes, changed: str, text: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(epub)) as source,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for name in source.namelist():
            content = text.encode() if name == changed else source.read(name)
            archive.writestr(name, content)
    return target.getvalue()


@dataclass(frozen=True)
class Damage:
    """What is done to one word, given the words after it and another of the book."""

    name: str
    change: Callable[[list[Any], list[Any], list[Any]], list[Any]]
    """From a word, its neighbour and a strange word to what stands for the first two.

    A word is a list of characters, or of glyphs.
    """


DAMAGES = (
    Damage("deleted", lambda _word, neighbour, _other: [neighbour]),
    Damage("swapped", lambda word, neighbour, _other: [neighbour, word]),
    Damage("doubled", lambda word, neighbour, _other: [word, word, neighbour]),
    Damage("replaced", lambda _word, neighbour, other: [other, neighbour]),
)


def damaged_epubs(
    epub: bytes, damage: Damage, count: int, seed: int
) -> Iterator[bytes]:
    """EPUBs with one random word damaged each, in the text of their bodies."""
    chance = random.Random(seed)
    documents = {n: t for n, t in _documents(epub).items() if "nav" not in n}
    made = 0
    while made < count:
        name = chance.choice(sorted(documents))
        text = documents[name]
        body = text.index("<body")
        stretch = chance.choice(list(_TEXT.finditer(text, body)) or [None])
        if stretch is None or "hidden" in text[body : stretch.start()][-300:]:
            continue
        words = list(_WORD.finditer(stretch[1]))
        if len(words) < 2:
            continue
        at = chance.randrange(len(words) - 1)
        one, next_ = words[at], words[at + 1]
        between = stretch[1][one.end() : next_.start()]
        other = chance.choice(words)[0]
        changed = f"{between or ' '}".join(
            damage.change(one[0], next_[0], other)  # type: ignore[arg-type]
        )
        before = stretch[1][one.start() : next_.end()]
        if fold(changed) == fold(before):
            continue
        start = stretch.start(1)
        damaged = text[: start + one.start()] + changed + text[start + next_.end() :]
        made += 1
        yield _with_document(epub, name, damaged)


def damaged_pages(
    pdf: bytes, damage: Damage, count: int, seed: int
) -> Iterator[tuple[int, bytes]]:
    """Pages with one random word damaged in their stream, each as a PDF of its own."""
    chance = random.Random(seed)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        made = 0
        while made < count:
            index = chance.randrange(len(document.pages))
            changed = _damaged_stream(document.pages[index], damage, chance)
            if changed is None:
                continue
            one = pikepdf.new()
            one.pages.append(document.pages[index])
            one.pages[0].Contents = one.make_stream(changed)
            target = io.BytesIO()
            one.save(target)
            made += 1
            yield index, target.getvalue()


def _damaged_stream(
    page: Any,  # noqa: ANN401 - pikepdf's objects
    damage: Damage,
    chance: random.Random,
) -> bytes | None:
    instructions = list(pikepdf.parse_content_stream(page))
    lines = list(_lines(page, instructions))
    if not lines:
        return None
    at, words = chance.choice(lines)
    place = chance.randrange(len(words) - 1)
    one, neighbour, other = words[place], words[place + 1], chance.choice(words)
    changed = damage.change(one, neighbour, other)
    if _said(changed) == _said([one, neighbour]):
        return None
    line = [*words[:place], *changed, *words[place + 2 :]]
    glyphs = b"".join(glyph for word in line for glyph, _ in word)
    operator = pikepdf.Operator("TJ")
    text = pikepdf.Array([pikepdf.String(glyphs)])
    instructions[at] = pikepdf.ContentStreamInstruction([text], operator)
    return pikepdf.unparse_content_stream(instructions)


def _said(words: list[list[tuple[bytes, str]]]) -> str:
    return fold("".join(character for word in words for _, character in word))


def _lines(
    page: Any,  # noqa: ANN401 - pikepdf's objects
    instructions: list[Any],
) -> Iterator[tuple[int, list[list[tuple[bytes, str]]]]]:
    """The lines of at least two words: their place, and the glyphs of each word."""
    character_by_glyph: dict[bytes, str] = {}
    is_artifact = False
    for at, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator == "BMC":
            is_artifact = True
        elif operator == "EMC":
            is_artifact = False
        elif operator == "Tf":
            font = page.Resources.Font[str(instruction.operands[0])]
            character_by_glyph = _characters(font)
        elif operator == "TJ" and not is_artifact:
            strings = [bytes(s) for s in instruction.operands[0] if _is_string(s)]
            words = _words(b"".join(strings), character_by_glyph)
            if len(words) > 1:
                yield at, words


def _is_string(operand: Any) -> bool:  # noqa: ANN401 - pikepdf's objects
    return isinstance(operand, pikepdf.String)


def _words(
    glyphs: bytes, character_by_glyph: dict[bytes, str]
) -> list[list[tuple[bytes, str]]]:
    words: list[list[tuple[bytes, str]]] = [[]]
    for start in range(0, len(glyphs), 2):
        glyph = glyphs[start : start + 2]
        character = character_by_glyph.get(glyph, "")
        words[-1].append((glyph, character))
        if not character.strip():
            words.append([])
    return [w for w in words if any(c.isalpha() for _, c in w)]


def _characters(font: Any) -> dict[bytes, str]:  # noqa: ANN401 - pikepdf's objects
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    return {
        bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be")
        for glyph, text in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\n", table)
    }
