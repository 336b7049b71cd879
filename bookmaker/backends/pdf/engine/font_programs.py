"""Write each face of a book once: its program, its widths, its letters.

What comes in: what each chapter uses of its faces. What goes out: font dictionaries, as
PDF 1.7 (ISO 32000-1), 9.7, has them, for glyphs that keep the ids of the font file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import uharfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from bookmaker.backends.pdf.facts import FontFacts

_FIXED_PITCH = 1
_BATCH = 100
"""The most lines that a section of a CMap may have (Adobe Technical Note 5014)."""
_NOT_NEEDED = tuple(
    int.from_bytes(tag, "big")
    for tag in (
        b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF",
        b"LTSH", b"PCLT", b"SVG ",
    )
)  # fmt: skip
"""Tables that serve to choose and place glyphs, which is done."""

_Value = TypeVar("_Value")
_Variant = tuple[str, tuple[tuple[int, int], ...]]
_Wanted = tuple[frozenset[int], bool]
"""Glyphs of a program, and whether it shows those that it lacks."""
_Contents = tuple[Mapping[int, float], Mapping[int, str]]
"""Widths, and the texts that glyphs stand for."""


class FontShelf:
    """The faces of a book, by their names in the pages' content.

    `program_by_digest` holds the font files. What is written in the same way as on the
    shelf `before`, of the same file, is not written again.
    """

    def __init__(
        self,
        pdf: Pdf,
        fonts: Iterable[FontFacts],
        program_by_digest: Mapping[str, bytes],
        before: FontShelf | None = None,
    ) -> None:
        self._pdf = pdf
        self._fonts_by_variant: dict[_Variant, list[FontFacts]] = {}
        glyphs_by_program: dict[str, set[int]] = {}
        lacking: set[str] = set()
        for font in fonts:
            self._fonts_by_variant.setdefault(_variant(font), []).append(font)
            used = set(font.text_by_glyph) - set(font.missing.values())
            glyphs_by_program.setdefault(font.program, set()).update(used)
            if font.missing:
                lacking.add(font.program)
        self._wanted: dict[str, _Wanted] = {
            program: (frozenset(glyphs), program in lacking)
            for program, glyphs in sorted(glyphs_by_program.items())
        }
        self._streams: dict[str, Object] = {}
        self._programs: dict[str, bytes] = {}
        """Those that are not in the file yet."""
        for program, wanted in self._wanted.items():
            stream = None if before is None else before.stream(program, wanted)
            if stream is not None:
                self._streams[program] = stream
            else:
                glyphs, shows_missing = wanted
                self._programs[program] = _subset(
                    program_by_digest[program], glyphs, shows_missing=shows_missing
                )
        self._before = {} if before is None else before.written
        self.written: dict[_Variant, tuple[_Contents, Object]] = {}
        """The dictionaries that were asked for, each with what it says."""

    def dictionary(self, font: FontFacts) -> Object:
        """The font dictionary for what a chapter calls by this name."""
        variant = _variant(font)
        if variant not in self.written:
            self.written[variant] = self._made(variant)
        return self.written[variant][1]

    def _made(self, variant: _Variant) -> tuple[_Contents, Object]:
        alike = self._fonts_by_variant[variant]
        contents = (
            _joined(font.widths for font in alike),
            _joined(font.text_by_glyph for font in alike),
        )
        known = self._before.get(variant)
        is_in_file = alike[0].program not in self._programs
        if known is not None and is_in_file and known[0] == contents:
            return known
        return contents, self._write(alike[0], *contents)

    def stream(self, program: str, wanted: _Wanted) -> Object | None:
        """The font file in the PDF, if it has these glyphs and was drawn with."""
        is_same = self._wanted.get(program) == wanted
        return self._streams.get(program) if is_same else None

    def _write(
        self,
        first: FontFacts,
        widths: Mapping[int, float],
        text_by_glyph: Mapping[int, str],
    ) -> Object:
        name = Name(f"/{first.base_font}")
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if first.is_cff else Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=_system_info("Identity"),
            W=_width_array(widths),
            FontDescriptor=self._descriptor(first, widths),
        )
        if not first.is_cff:
            descendant.CIDToGIDMap = Name.Identity
        return self._pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=self._encoding(first, text_by_glyph),
                DescendantFonts=Array([self._pdf.make_indirect(descendant)]),
                ToUnicode=Stream(self._pdf, _to_unicode(text_by_glyph)),
            )
        )

    def _descriptor(self, font: FontFacts, widths: Mapping[int, float]) -> Object:
        is_fixed = len(widths) > 1 and len(set(widths.values())) == 1
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{font.base_font}"),
            FontFamily=String(font.family),
            Flags=font.flags | (_FIXED_PITCH if is_fixed else 0),
            FontBBox=Array(
                [0, font.descent, max(widths.values(), default=0), font.ascent]
            ),
            ItalicAngle=font.italic_angle,
            Ascent=font.ascent,
            Descent=font.descent,
            CapHeight=font.ascent,
            StemV=font.stem,
        )
        descriptor[Name.FontFile3 if font.is_cff else Name.FontFile2] = self._program(
            font
        )
        return self._pdf.make_indirect(descriptor)

    def _program(self, font: FontFacts) -> Object:
        if font.program not in self._streams:
            content = self._programs[font.program]
            stream = Stream(self._pdf, content)
            if font.is_cff:
                stream.Subtype = Name.OpenType
            else:
                stream.Length1 = len(content)
            self._streams[font.program] = stream
        return self._streams[font.program]

    def _encoding(self, font: FontFacts, text_by_glyph: Mapping[int, str]) -> Object:
        if not font.missing:
            return Name("/Identity-H")
        stream = Stream(self._pdf, _encoding_map(font, text_by_glyph))
        stream.Type = Name.CMap
        stream.CMapName = Name("/Bookmaker-0")
        stream.CIDSystemInfo = _system_info("Identity")
        return stream


def differing_texts(chapters: Sequence[Iterable[FontFacts]]) -> Iterator[str]:
    """For each chapter what glyphs stand for in the book, where it has another text.

    A glyph stands for one text in the whole book: the first that a chapter has for it.
    """
    text_by_glyph: dict[_Variant, dict[int, str]] = {}
    for fonts in chapters:
        for font in fonts:
            known = text_by_glyph.setdefault(_variant(font), {})
            for glyph, text in font.text_by_glyph.items():
                known.setdefault(glyph, text)
    for fonts in chapters:
        others = {
            (font.name, glyph, known[glyph])
            for font in fonts
            for known in (text_by_glyph[_variant(font)],)
            for glyph, text in font.text_by_glyph.items()
            if known[glyph] != text
        }
        yield repr(sorted(others))


def _variant(font: FontFacts) -> _Variant:
    """What chapters share: a face whose missing glyphs have the same ids in both."""
    return font.name, tuple(sorted(font.missing.items()))


def _joined(maps: Iterable[Mapping[int, _Value]]) -> dict[int, _Value]:
    joined: dict[int, _Value] = {}
    for one in maps:
        for glyph, value in one.items():
            joined.setdefault(glyph, value)
    return dict(sorted(joined.items()))


def _subset(program: bytes, glyphs: frozenset[int], *, shows_missing: bool) -> bytes:
    """The font file with these glyphs only, under the ids that they have.

    Those behind the last one go in a second pass: where ids are kept, the first one
    leaves empty glyphs in their places.
    """
    face = uharfbuzz.Face(program)
    flags = (
        uharfbuzz.SubsetFlags.DESUBROUTINIZE
        | uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    )
    if shows_missing:
        flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    first = uharfbuzz.SubsetInput()
    first.glyph_set.update(glyphs)
    first.drop_table_tag_set.update(_NOT_NEEDED)
    first.flags = flags | uharfbuzz.SubsetFlags.RETAIN_GIDS
    second = uharfbuzz.SubsetInput()
    second.glyph_set.update(range(max(glyphs, default=0) + 1))
    second.flags = flags | uharfbuzz.SubsetFlags.NO_HINTING
    small = uharfbuzz.subset(uharfbuzz.subset(face, first), second)
    content: bytes = small.blob.data
    return content


def _system_info(ordering: str) -> Object:
    return Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=0)


def _width_array(widths: Mapping[int, float]) -> Object:
    """PDF 1.7, 9.7.4.3: the first id of a run, then the widths of the run."""
    array = Array()
    run: list[float] = []
    first = last = -1
    for glyph, width in sorted(widths.items()):
        if glyph != last + 1 and run:
            array.append(first)
            array.append(Array(run))
            run = []
        if not run:
            first = glyph
        run.append(width)
        last = glyph
    if run:
        array.append(first)
        array.append(Array(run))
    return array


def _to_unicode(text_by_glyph: Mapping[int, str]) -> bytes:
    """PDF 1.7, 9.10.3: a CMap from glyphs to the text that they stand for."""
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in text_by_glyph.items()
    ]
    head = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    )
    return _cmap(head, entries, "bfchar")


def _encoding_map(font: FontFacts, text_by_glyph: Mapping[int, str]) -> bytes:
    """PDF 1.7, 9.7.5.3: as the identity, but for missing glyphs, which show as none."""
    missing = set(font.missing.values())
    entries = [
        f"<{glyph:04x}> {0 if glyph in missing else glyph}" for glyph in text_by_glyph
    ]
    head = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo 3 dict dup begin",
        "/Registry (Adobe) def",
        "/Ordering (Identity) def",
        "/Supplement 0 def",
        "end def",
        "/CMapName /Bookmaker-0 def",
        "/CMapType 1 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    )
    return _cmap(head, entries, "cidchar")


def _cmap(head: Iterable[str], entries: list[str], kind: str) -> bytes:
    lines = [*head, *_batches(entries, kind)]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _batches(entries: list[str], kind: str) -> Iterator[str]:
    for start in range(0, len(entries), _BATCH):
        batch = entries[start : start + _BATCH]
        yield f"{len(batch)} begin{kind}"
        yield from batch
        yield f"end{kind}"
