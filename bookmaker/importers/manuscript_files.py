"""What was imported to the files of a manuscript's folder, by their paths."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bookmaker.config.values import find_language_tag, is_language_tag
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.characters import without_forbidden, without_unfit
from bookmaker.document.markdown import render_markdown, render_title
from bookmaker.document.nodes import Block, Group, Image, Node
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_nodes
from bookmaker.importers.account import render_account, render_set_aside
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.model import Chapter, FoundMetadata, Imported
from bookmaker.languages.language_guess import guess_language
from bookmaker.languages.words import words_of as words_of_language
from bookmaker.transforms.doubled_numbers import title_without_number

_FRONT_ROLES = frozenset(
    "dedication epigraph foreword preface acknowledgements introduction".split()
)
_BACK_ROLES = frozenset(
    "afterword appendix glossary bibliography about-the-author also-by colophon".split()
)
_LONGEST_SLUG = 40
ACCOUNT = "IMPORT.md"
SET_ASIDE = "set-aside.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptFiles:
    """The files of a manuscript, and what was assumed of it."""

    content_by_path: Mapping[str, bytes]
    chapters: tuple[str, ...]
    """The files of the chapters, in their order."""


def make_manuscript(
    imported: Sequence[Imported], fallback_title: str
) -> ManuscriptFiles:
    """Make the files: chapters, pictures, `book.toml`, and the account.

    `fallback_title` is the book's where the sources name none.
    """
    imported = _with_own_pictures(imported)
    chapters = [chapter for one in imported for chapter in one.chapters]
    metadata, assumed = _metadata_of(imported, chapters, fallback_title)
    width = max(2, len(str(len(chapters))))
    names = _names(chapters, width)
    files: dict[str, bytes] = {}
    for name, chapter in zip(names, chapters, strict=True):
        files[name] = _file(_chapter_file(chapter, metadata))
    for one in imported:
        files.update(one.pictures)
    has_index = any(one.has_index for one in imported)
    lists = tuple(dict.fromkeys(name for one in imported for name in one.lists))
    toml = _book_toml(metadata, chapters, names, has_index=has_index, lists=lists)
    files["book.toml"] = _file(toml)
    files[ACCOUNT] = _file(render_account(imported, names, assumed))
    files[SET_ASIDE] = _file(render_set_aside(imported))
    return ManuscriptFiles(content_by_path=files, chapters=tuple(names))


def _file(text: str) -> bytes:
    """The bytes of a text; a source may name characters that no book can hold."""
    return without_forbidden(text).encode()


# --- Pictures ---------------------------------------------------------------------


def _with_own_pictures(imported: Sequence[Imported]) -> list[Imported]:
    """Give each picture a path that no other source has, and that any system takes."""
    taken: dict[str, tuple[str, bytes]] = {}
    renamed: list[Imported] = []
    for one in imported:
        path_by_old: dict[str, str] = {}
        for path, content in one.pictures.items():
            free = _free_path(portable_path(path), content, taken)
            path_by_old[path], _ = taken.setdefault(free.lower(), (free, content))
        renamed.append(_with_pictures(one, path_by_old))
    return renamed


def _free_path(
    path: str, content: bytes, taken: Mapping[str, tuple[str, bytes]]
) -> str:
    """A path that is free, or has this content; `taken` is by paths in small letters.

    Systems whose names have no case would take two others for one file.
    """
    stem, dot, suffix = path.rpartition(".")
    number, free = 1, path
    while taken.get(free.lower(), (free, content))[1] != content:
        number += 1
        free = f"{stem}-{number}{dot}{suffix}"
    return free


def portable_path(path: str) -> str:
    """A path whose name every usual file system takes.

    Windows forbids some characters, names of devices and a dot or space at the end;
    others forbid names of more than 255 bytes.
    """
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = name, "", ""
    stem = _cut(_UNPORTABLE.sub("-", stem), _LONGEST_STEM).strip(" .") or "file"
    if _DEVICE.fullmatch(stem):
        stem += "-file"
    suffix = _UNPORTABLE.sub("-", suffix).rstrip(" ") or "bin" if dot else ""
    return f"{folder}{slash}{stem}{dot}{suffix}"


def _cut(words: str, length: int) -> str:
    """The beginning of words, in whole characters; `length` is in bytes of UTF-8."""
    return words.encode(errors="replace")[:length].decode(errors="ignore")


_UNPORTABLE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*/]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST_STEM = 120
_LONGEST_SUFFIX = 10


def _mapped(
    blocks: tuple[Block, ...], mapping: Callable[[Node], Node]
) -> tuple[Block, ...]:
    return map_nodes(Group(blocks), mapping).blocks


def _with_pictures(one: Imported, path_by_old: Mapping[str, str]) -> Imported:
    def renamed(node: Node) -> Node:
        if isinstance(node, Image) and node.source in path_by_old:
            # Chapters stand in a folder of their own, beside that of the pictures.
            return replace(node, source=f"../{path_by_old[node.source]}")
        return node

    chapters = tuple(
        replace(
            chapter,
            blocks=_mapped(chapter.blocks, renamed),
            notes=tuple(map_nodes(note, renamed) for note in chapter.notes),
        )
        for chapter in one.chapters
    )
    pictures = {path_by_old[path]: content for path, content in one.pictures.items()}
    cover = path_by_old.get(one.metadata.cover or "")
    sources = tuple(path_by_old.get(path, path) for path in one.metadata.sources)
    metadata = replace(one.metadata, cover=cover, sources=sources)
    return replace(one, chapters=chapters, pictures=pictures, metadata=metadata)


# --- Metadata ---------------------------------------------------------------------


def _metadata_of(
    imported: Sequence[Imported], chapters: Sequence[Chapter], fallback_title: str
) -> tuple[FoundMetadata, list[str]]:
    """What is said of the book, and what had to be assumed."""
    assumed: list[str] = []
    one = imported[0].metadata if len(imported) == 1 else FoundMetadata()
    titles = {x.metadata.title for x in imported} - {None}
    title = titles.pop() if len(titles) == 1 else one.title
    if title is None and len(chapters) == 1 and not chapters[0].is_title_assumed:
        title = plain_text(chapters[0].title)
    if not title:
        title = fallback_title
        assumed.append(f"The title of the book, “{title}”, is the folder’s name.")
    authors = one.authors or _all_authors(imported)
    if not authors:
        assumed.append("No author was found; add one to `authors` in book.toml.")
    said = [_usable_language(x.metadata.language) for x in imported]
    language = next((tag for tag in said if tag), None)
    if language is None:
        language = guess_language("\n".join(words_of(o.blocks) for o in chapters))
        found = f"found by its words: {language}"
        said_so = found if language else "assumed to be English (en)"
        assumed.append(f"The language was {said_so}.")
        language = language or "en"
    return replace(one, title=title, authors=authors, language=language), assumed


def _usable_language(tag: str | None) -> str | None:
    if tag is None or is_language_tag(tag):
        return tag
    return find_language_tag(tag)


def _all_authors(imported: Sequence[Imported]) -> tuple[str, ...]:
    names = [
        name
        for one in imported
        for name in (*one.metadata.authors, *_chapter_authors(one.chapters))
    ]
    return tuple(dict.fromkeys(names))


def _chapter_authors(chapters: Iterable[Chapter]) -> tuple[str, ...]:
    return tuple(name for chapter in chapters for name in chapter.authors)


def _book_toml(
    metadata: FoundMetadata,
    chapters: Sequence[Chapter],
    names: Sequence[str],
    *,
    has_index: bool,
    lists: Sequence[str],
) -> str:
    lines = [f"title = {_toml(metadata.title or '')}"]
    if metadata.subtitle:
        lines.append(f"subtitle = {_toml(metadata.subtitle)}")
    if metadata.authors:
        lines.append(f"authors = {_toml_list(metadata.authors)}")
    people = dict.fromkeys(
        (*metadata.contributors, *(p for c in chapters for p in c.contributors))
    )
    if people:
        persons = ", ".join(
            f"{{ name = {_toml(name)}, role = {_toml(role)} }}" for name, role in people
        )
        lines.append(f"contributors = [{persons}]")
    lines.append(f"language = {_toml(metadata.language or 'en')}")
    for key in ("publisher", "rights", "description", "identifier"):
        value = getattr(metadata, key)
        if value:
            lines.append(f"{key} = {_toml(value)}")
    if metadata.published:
        lines.append(f"published = {metadata.published.isoformat()}")
    if metadata.subjects:
        lines.append(f"subjects = {_toml_list(metadata.subjects)}")
    if metadata.series:
        place = metadata.series_number
        position = f", position = {_toml(place)}" if place else ""
        lines.append(f"series = {{ name = {_toml(metadata.series)}{position} }}")
    own = _own_tables(metadata)
    if _say_their_numbers(chapters, metadata.language or "en"):
        own += ["", "[numbering]", 'chapters = "none"']
    return "\n".join(
        [
            *lines,
            "",
            *_contents(chapters, names, has_index=has_index, lists=lists),
            *own,
            "",
        ]
    )


def _say_their_numbers(chapters: Sequence[Chapter], language: str) -> bool:
    """Whether titles have numbers as “CHAPTER I: THE REACH”, which then stay theirs."""
    count = said = 0
    word = words_of_language(language).chapter
    for chapter in chapters:
        if chapter.role or chapter.is_part_page or not chapter.is_numbered:
            continue
        count += 1
        title = plain_text(chapter.title)
        said += title_without_number(title, count, word, language) is not None
    return count > 1 and said * 2 > count


def _own_tables(metadata: FoundMetadata) -> list[str]:
    lines: list[str] = []
    if metadata.isbn:
        lines += ["", "[products.epub]", f"isbn = {_toml(metadata.isbn)}"]
    if metadata.sources:
        lines += ["", "[citations]", f"files = {_toml_list(metadata.sources)}"]
    if metadata.cover:
        lines += ["", "[epub]", f"cover = {_toml(metadata.cover)}"]
    return lines


def _contents(
    chapters: Sequence[Chapter],
    names: Sequence[str],
    *,
    has_index: bool,
    lists: Sequence[str],
) -> list[str]:
    front: list[str] = []
    body: list[str] = []
    back: list[str] = []
    part: str | None = None
    for chapter, name in zip(chapters, names, strict=True):
        role = chapter.role or ""
        if chapter.is_back or role in _BACK_ROLES:
            back.append(_toml(name))
        elif role in _FRONT_ROLES and not body:
            front.append(_toml(name))
        elif chapter.is_part_page and chapter.part is not None:
            entry = f"part = {_toml(chapter.part)}, file = {_toml(name)}"
            body.append(f"{{ {entry}, chapters = [] }}")
        elif chapter.part is not None and chapter.part == part:
            comma = "" if body[-1].endswith("[] }") else ", "
            body[-1] = f"{body[-1][:-3]}{comma}{_toml(name)}] }}"
        elif chapter.part is not None:
            entry = f"part = {_toml(chapter.part)}, chapters = [{_toml(name)}]"
            body.append(f"{{ {entry} }}")
        else:
            body.append(_toml(name))
        part = chapter.part
    if not body:
        body, back = back or front, [] if back else back
        front = [name for name in front if name not in body]
    if has_index:
        back = [*back, _toml("index")]
    opening = ['"title-page"', '"copyright"']
    if len(chapters) > 1:
        opening.append('"contents"')
    opening += map(_toml, lists)
    return [
        "[contents]",
        *_entries("front", [*opening, *front]),
        *_entries("body", body),
        *(_entries("back", back) if back else []),
    ]


def _entries(key: str, entries: Sequence[str]) -> list[str]:
    return [f"{key} = [", *(f"  {entry}," for entry in entries), "]"]


def _toml(text: str) -> str:
    """A string of TOML: JSON's escapes are among its own."""
    return json.dumps(without_unfit(text), ensure_ascii=False)


def _toml_list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_toml(text) for text in texts) + "]"


# --- Chapters ---------------------------------------------------------------------


def _chapter_file(chapter: Chapter, metadata: FoundMetadata) -> str:
    language = _usable_language(chapter.language)
    block = {
        "subtitle": chapter.subtitle,
        "author": ", ".join(chapter.authors)
        if chapter.authors and chapter.authors != metadata.authors
        else None,
        "lang": language if language != metadata.language else None,
        "role": chapter.role,
    }
    lines = [f"{key}: {_yaml(value)}" for key, value in block.items() if value]
    if not chapter.is_numbered:
        lines.append("numbered: false")
    head = "\n".join(["---", *lines, "---", "", ""]) if lines else ""
    own = f" {{#{chapter.name}}}" if chapter.name else ""
    title = f"# {render_title(chapter.title)}{own}\n" if chapter.title else ""
    try:
        body = render_markdown(chapter.blocks, chapter.notes)
    except RecursionError as error:
        reason = "its blocks are nested deeper than any book's"
        raise ManuscriptError(
            problems.HostileSource(path=chapter.source, reason=reason)
        ) from error
    return head + "\n".join(part for part in (title, body) if part)


def _yaml(text: str) -> str:
    """A scalar in double quotation marks: JSON's strings are YAML's too."""
    return json.dumps(without_unfit(" ".join(text.split())), ensure_ascii=False)


def _names(chapters: Sequence[Chapter], width: int) -> list[str]:
    return [
        f"chapters/{number:0{width}d}-{slug(_named(chapter))}.md"
        for number, chapter in enumerate(chapters, 1)
    ]


def _named(chapter: Chapter) -> str:
    return plain_text(chapter.title) or chapter.role or chapter.part or ""


def slug(words: str) -> str:
    """A file's name of words: small letters of ASCII, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(name) > _LONGEST_SLUG:
        name = name[:_LONGEST_SLUG].rsplit("-", 1)[0]
    return name or "chapter"
