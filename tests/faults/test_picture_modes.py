"""Pictures of every mode and format look in both editions as they do elsewhere."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageCms

from bookmaker.cli import run

pytestmark = pytest.mark.slow

SIDE = 64
_FIELDS = [(x, y) for x in (8, 24, 40, 56) for y in (16, 48)]
"""Within fields of one colour each: where the pictures are compared."""
_TOLERANCE = 16
"""Of 256: what JPEG, AVIF and a palette lose, and no wrong reading of a mode."""


def _greys() -> Image.Image:
    shades = bytes(
        32 + x // 16 * 50 + y // 32 * 20 for y in range(SIDE) for x in range(SIDE)
    )
    return Image.frombytes("L", (SIDE, SIDE), shades)


def _colours() -> Image.Image:
    fields = ((200, 30, 40), (30, 160, 60), (40, 60, 190), (220, 200, 40))
    picture = Image.new("RGB", (SIDE, SIDE))
    for number, colour in enumerate(fields):
        x, y = number % 2 * 32, number // 2 * 32
        picture.paste(colour, (x, y, x + 32, y + 32))
    return picture


def _in_lab(picture: Image.Image) -> Image.Image:
    screen, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    changed = ImageCms.profileToProfile(picture, screen, lab, outputMode="LAB")
    assert changed is not None
    return changed


GREYS, COLOURS = _greys(), _colours()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_SHADES = GREYS.tobytes()
DEEP = Image.frombytes(
    "I;16", (SIDE, SIDE), struct.pack(f"<{SIDE**2}H", *(257 * v for v in _SHADES))
)
WHOLE = Image.frombytes(
    "I", (SIDE, SIDE), struct.pack(f"<{SIDE**2}i", *(257 * v for v in _SHADES))
)
FRACTIONS = GREYS.convert("F").point(lambda value: value * (1 / 255) + 0)
GREY_GLASS = Image.merge("LA", (GREYS, Image.new("L", (SIDE, SIDE), 255)))
GLASS = COLOURS.convert("RGBA")
GLASS.putalpha(Image.new("L", (SIDE, SIDE), 128))
PALETTE = COLOURS.quantize(8)
BITS = GREYS.point(lambda value: 255 if value > 128 else 0).convert("1")
INK = COLOURS.convert("CMYK")
LAB = _in_lab(COLOURS)
ON_PAPER = Image.blend(COLOURS, Image.new("RGB", (SIDE, SIDE), "white"), 1 - 128 / 255)

Written = tuple[Image.Image, str, dict[str, object], Image.Image | None]
"""A picture, its format, what is said when it is written, and what it looks like:
`None` where that is what Pillow reads."""


def _cases() -> Iterator[tuple[str, Written]]:
    everywhere = ("PNG", "TIFF", "WEBP", "AVIF", "JPEG2000")
    formats_by_mode: dict[str, tuple[Image.Image, Image.Image, tuple[str, ...]]] = {
        "grey": (GREYS, GREYS, (*everywhere, "JPEG", "BMP", "GIF")),
        "colour": (COLOURS, COLOURS, (*everywhere, "JPEG", "BMP", "GIF")),
        "glass": (GLASS, ON_PAPER, everywhere),
        "grey glass": (GREY_GLASS, GREYS, everywhere),
        "palette": (PALETTE, COLOURS, ("PNG", "TIFF", "BMP", "GIF")),
        "bits": (BITS, BITS, ("PNG", "TIFF", "JPEG", "BMP", "GIF")),
        "16 bits": (DEEP, GREYS, ("PNG", "TIFF", "JPEG2000")),
        "32 bits": (WHOLE, GREYS, ("TIFF",)),
        "fractions": (FRACTIONS, GREYS, ("TIFF",)),
        "fractions of 255": (GREYS.convert("F"), GREYS, ("TIFF",)),
        "ink": (INK, INK.convert("RGB"), ("JPEG", "TIFF")),
        "video": (COLOURS.convert("YCbCr"), COLOURS, ("JPEG", "TIFF")),
        "Lab": (LAB, COLOURS, ("TIFF",)),
        "padded": (COLOURS.convert("RGBX"), COLOURS, ("TIFF",)),
        "palette with glass": (PALETTE.convert("PA"), COLOURS, ("TIFF",)),
    }
    for mode, (picture, looks, kinds) in formats_by_mode.items():
        for kind in kinds:
            yield f"{mode} {kind}", (picture, kind, {}, looks)
    written: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("profile", "JPEG", {"icc_profile": SRGB}),
        ("profile", "PNG", {"icc_profile": SRGB}),
        ("broken profile", "JPEG", {"icc_profile": b"garbage" * 9}),
        ("broken profile", "PNG", {"icc_profile": b"garbage" * 9}),
        ("progressive", "JPEG", {"progressive": True}),
        ("lzw", "TIFF", {"compression": "tiff_lzw"}),
        ("deflate", "TIFF", {"compression": "tiff_deflate"}),
        ("lossless", "WEBP", {"lossless": True}),
    )
    for name, kind, said in written:
        yield f"{name} {kind}", (COLOURS, kind, said, COLOURS)
    yield "grey with a profile", (GREYS, "JPEG", {"icc_profile": SRGB}, GREYS)
    yield "ink with a profile", (INK, "JPEG", {"icc_profile": SRGB}, INK.convert("RGB"))
    yield "fax", (BITS, "TIFF", {"compression": "group4"}, BITS)
    for name, picture, key in (
        ("a clear colour of a palette", PALETTE, 0),
        ("colours of a palette half clear", PALETTE, bytes([0, 128] + [255] * 6)),
        ("a clear grey", GREYS, 32),
        ("a clear colour", COLOURS, (200, 30, 40)),
    ):
        yield name, (picture, "PNG", {"transparency": key}, None)


CASES = dict(_cases())


def _encoded(case: Written) -> bytes:
    picture, kind, said, _looks = case
    target = io.BytesIO()
    picture.save(target, kind, **said)
    return target.getvalue()


def _on_paper(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("RGB")


@dataclass(frozen=True)
class Editions:
    """What the editions of a book show."""

    content_by_alt: Mapping[str, bytes]
    """The pictures of the EPUB, by their alternatives."""
    pages: Sequence[pdfium.PdfPage]
    """The pages of the PDF that have a picture."""


def _content_by_alt(epub: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(epub) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                for image in re.findall("<img[^>]*>", book.read(name).decode()):
                    source = re.search('src="([^"]+)"', image)
                    alt = re.search('alt="([^"]+)"', image)
                    if source is not None and alt is not None:
                        yield alt[1], book.read(f"EPUB/{source[1]}")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    """A book with a picture a page: both editions of it."""
    folder = tmp_path_factory.mktemp("pictures")
    figures = []
    for number, case in enumerate(CASES.values()):
        (folder / f"p{number}.{case[1].lower()}").write_bytes(_encoded(case))
        file = f"p{number}.{case[1].lower()}"
        figures.append(f'![](<{file}>){{width=40mm alt="p{number}"}}')
    text = "\n\n{{< pagebreak >}}\n\n".join(figures)
    (folder / "a.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    (folder / "book.toml").write_text(
        'title = "T"\n[contents]\nfront = []\nbody = ["a.md"]\n', encoding="utf-8"
    )
    out = folder / "out"
    assert run(["build", str(folder), "-o", str(out), "-q"]) == 0
    (epub,) = out.glob("*.epub")
    (pdf,) = out.glob("*.pdf")
    document = pdfium.PdfDocument(pdf.read_bytes())
    pages = [p for p in document if list(p.get_objects(filter=[3]))]
    yield Editions(dict(_content_by_alt(epub)), pages)
    document.close()


@pytest.mark.parametrize("name", CASES)
def test_a_picture_looks_in_both_editions_as_it_does_elsewhere(
    name: str, editions: Editions
) -> None:
    case = CASES[name]
    looks = (case[3] or _on_paper(_encoded(case))).convert("RGB")
    number = list(CASES).index(name)
    shown = {
        "EPUB": _in_epub(editions.content_by_alt[f"p{number}"]),
        "PDF": _in_pdf(editions.pages[number]),
    }
    for edition, picture in shown.items():
        for place in _FIELDS:
            seen, wanted = picture.getpixel(place), looks.getpixel(place)
            assert seen == pytest.approx(wanted, abs=_TOLERANCE), (edition, place)


def _in_epub(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    if picture.mode == "I;16":  # Pillow cuts it, reading systems do not
        shades = struct.unpack(f"<{SIDE**2}H", picture.tobytes())
        return Image.frombytes(
            "L", picture.size, bytes(v // 256 for v in shades)
        ).convert("RGB")
    return _on_paper(content)


def _in_pdf(page: pdfium.PdfPage) -> Image.Image:
    (drawn,) = page.get_objects(filter=[3])
    left, bottom, right, top = (4 * edge for edge in drawn.get_bounds())
    height = 4 * page.get_height()
    whole: Image.Image = page.render(scale=4).to_pil().convert("RGB")
    own = whole.crop((int(left), int(height - top), int(right), int(height - bottom)))
    return own.resize((SIDE, SIDE), Image.Resampling.NEAREST)
