"""The families that themes may use: the package of each, and the faces made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Face:
    """One face: a file of a package, and where each of its axes is pinned."""

    package: str
    """The distribution's name, whose version the cache is keyed by."""
    module: str
    """The importable package that carries the file."""
    file: str
    """The file's path inside the module."""
    weight: int = 400
    is_italic: bool = False
    axes: Mapping[str, float] = field(default_factory=dict)
    """Axes beside the weight."""

    @property
    def is_variable(self) -> bool:
        """Whether the file holds more than this one face."""
        return "[" in self.file


@dataclass(frozen=True, slots=True)
class Family:
    """A family by the name that style sheets know."""

    name: str
    faces: tuple[Face, ...]
    leading: float = 0.0
    """The least distance of lines that its letters need, in em; 0: any."""
    leads: bool = False
    """Whether it is a book's first family, and not the one behind the theme's."""


def _family(
    name: str,
    stem: str,
    *,
    roman: Iterable[int],
    italic: Iterable[int],
    axes: Mapping[str, float] | None = None,
) -> Family:
    package = f"fontpkg-{name.lower().replace(' ', '-')}"
    module = package.replace("-", "_")
    names = ",".join(sorted({"wght", *(axes or {})}))
    faces = [
        Face(
            package,
            module,
            f"files/{stem}{style}[{names}].ttf",
            weight,
            is_it,
            axes or {},
        )
        for style, is_it, weights in (("", False, roman), ("-Italic", True, italic))
        for weight in weights
    ]
    return Family(name, tuple(faces))


def _static_family(
    name: str, stem: str, *, leading: float = 0.0, leads: bool = False
) -> Family:
    """A family whose package has a file for each of the four styles."""
    package = f"fontpkg-{name.lower().replace(' ', '-')}"
    faces = (
        Face(package, package.replace("-", "_"), f"files/{stem}-{style}.ttf", *kind)
        for style, kind in (
            ("Regular", (400, False)),
            ("Bold", (700, False)),
            ("Italic", (400, True)),
            ("BoldItalic", (700, True)),
        )
    )
    return Family(name, tuple(faces), leading, leads)


FALLBACK = Family("DejaVu Sans", (Face("ziafont", "ziafont", "fonts/DejaVuSans.ttf"),))
"""Symbols that a book's own families lack: every theme ends its lists with it."""

_FAMILIES = (
    _family("EB Garamond", "EBGaramond", roman=(400, 600, 700), italic=(400, 700)),
    # The optical size of text set at about 10 pt; what stands larger is in the sans.
    _family(
        "Source Serif 4",
        "SourceSerif4",
        roman=(400, 600, 700),
        italic=(400, 700),
        axes={"opsz": 11},
    ),
    _family("Source Sans 3", "SourceSans3", roman=(400, 600, 700), italic=(400, 600)),
    _family("JetBrains Mono", "JetBrainsMono", roman=(400, 700), italic=(400,)),
    _family("Lexend", "Lexend", roman=(400, 600, 700), italic=()),
    _static_family("Atkinson Hyperlegible", "AtkinsonHyperlegible"),
    FALLBACK,
)

EAST_ASIAN = Family(
    "Noto Sans CJK TC",
    (
        Face(
            "cvttf-notosanscjk-regular",
            "cvttf_NotoSansCJK_Regular",
            "NotoSansCJKtc-Regular.otf",
        ),
    ),
)
"""Chinese, Japanese and Korean, each in its own forms: the optional extra `cjk`."""

ARABIC = _static_family("Amiri", "Amiri", leading=1.6, leads=True)
"""Arabic letters in naskh, the hand of books: the optional extra `arabic`. Its marks
above and below need more leading than the themes have (seen: fatha and kasra of two
lines touch at 1.3 em)."""

HEBREW = replace(
    _family("Frank Ruhl Libre", "FrankRuhlLibre", roman=(400, 600, 700), italic=()),
    leads=True,
)
"""Hebrew letters in the face that most Hebrew books are set in, Frank-Rühl: the
optional extra `hebrew`."""

_FAMILY_BY_LANGUAGE: Mapping[str, Family] = {
    **dict.fromkeys(("zh", "yue", "ja", "ko"), EAST_ASIAN),
    # Languages that are written in Arabic letters; Urdu's books are in nastaliq, and
    # naskh is nearer to it than a sans.
    **dict.fromkeys(("ar", "fa", "ur", "ps", "sd", "ug", "ckb"), ARABIC),
    **dict.fromkeys(("he", "iw", "yi"), HEBREW),
}

FAMILY_BY_NAME: Mapping[str, Family] = {family.name: family for family in _FAMILIES}


def families_of_language(language: str) -> tuple[Family, ...]:
    """The families that a book in a language needs beside its theme's, if installed."""
    family = _FAMILY_BY_LANGUAGE.get(language.partition("-")[0].lower())
    if family is None:
        return ()
    is_here = all(find_spec(face.module) is not None for face in family.faces)
    return (family,) if is_here else ()


def families_named(lists: Iterable[str]) -> tuple[Family, ...]:
    """The families that `font-family` values name, in the order first named."""
    names = (name.strip().strip("\"'") for value in lists for name in value.split(","))
    return tuple(
        FAMILY_BY_NAME[name] for name in dict.fromkeys(names) if name in FAMILY_BY_NAME
    )
