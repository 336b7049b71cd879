"""Which HTML may come into a book, and as what.

Everything else is a diagnostic; its text is kept where it has any.
"""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.addresses import scheme_of
from bookmaker.document.nodes import Attributes
from bookmaker.readers.html.tags import HtmlAttributes
from bookmaker.source import SourceSpan

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd "
    "label mark q rb rp rt ruby s samp small span strike strong sub sup time tt u var "
    "wbr".split()
)
GROUPS = frozenset(
    "address article aside center details div fieldset footer header hgroup main nav "
    "section summary".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
TABLE_PARTS = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
BLOCK = (
    GROUPS
    | HEADINGS
    | TABLE_PARTS
    | frozenset(
        "blockquote dd dl dt figcaption figure hr li listing ol p pre table ul".split()
    )
)
ALLOWED = INLINE | BLOCK

WORDLESS = frozenset({"script", "style"})
"""Elements whose content is not text for readers; it goes with them."""
FORBIDDEN = WORDLESS | frozenset(
    "applet area audio base basefont body button canvas datalist dialog dir embed form "
    "frame frameset head html iframe input legend link map math menu menuitem meta "
    "meter noembed noframes noscript object optgroup option output param picture "
    "plaintext progress search select slot source svg template textarea title track "
    "video xmp".split()
)
"""Elements that no edition holds; the text in them is kept."""
PICTURE_PARTS = frozenset({"picture", "source"})
"""Those around an image that only offer other sizes of it: the image stays."""
KNOWN = ALLOWED | FORBIDDEN

_KEPT = ("lang", "dir", "title", "width", "height")
_READ_ELSEWHERE = frozenset(
    "id class href src alt name colspan rowspan start type reversed value cite "
    "datetime align xml:lang".split()
)
_WITHOUT_MEANING = frozenset(
    "target rel loading decoding border cellpadding cellspacing valign bgcolor color "
    "face size summary scope headers download hreflang role tabindex open compact "
    "nowrap clear frame rules char charoff span abbr axis referrerpolicy crossorigin "
    "fetchpriority srcset sizes markdown".split()
)
_READ_ELSEWHERE_OF_TAG = {"listing": frozenset({"number", "caption", "file-name"})}
_STYLE_SIZE = re.compile(
    r"\s*(width|height)\s*:\s*([\d.]+\s*(?:%|px|em|rem|in|cm|mm|pt))"
)

_STYLE_ALIGN = re.compile(r"\s*text-align\s*:\s*([a-z]+)\s*", re.IGNORECASE)
_ALIGNED = GROUPS | HEADINGS | {"p"}
_ALIGNS = frozenset({"center", "right"})
"""Values of `align` that are classes of the sheets; the others say nothing."""
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_EMBEDDED = re.compile(
    r"data:image/(?P<kind>png|jpe?g|gif|webp|avif|bmp|tiff|svg\+xml);base64,",
    re.IGNORECASE,
)
UNSAFE_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob"})


def unsafe_scheme(target: str) -> str | None:
    """The scheme of a target that runs or smuggles something; `None` if it is safe.

    Browsers drop white space and controls within a scheme, so they count for nothing.
    """
    scheme = scheme_of(_HIDDEN.sub("", target[:200]))
    return scheme if scheme in UNSAFE_SCHEMES else None


def embedded_image(target: str) -> tuple[str, str] | None:
    """The suffix and the base64 digits of an image that is its own address.

    Google Docs and editors write `data:image/png;base64,…`. `None` for other targets.
    """
    found = _EMBEDDED.match(target)
    if found is None:
        return None
    kind = found["kind"].lower().removesuffix("+xml")
    return kind, target[found.end() :]


def admit_attributes(
    name: str, attributes: HtmlAttributes, span: SourceSpan, diagnostics: Diagnostics
) -> Attributes:
    """Turn a tag's attributes into ours; report those that no edition can hold."""
    pairs: dict[str, str] = {}
    for key, value in attributes.items():
        if key == "style":
            pairs |= _sizes(name, value, span, diagnostics)
        elif key in _KEPT:
            pairs[key] = value
        elif key == "xml:lang":
            pairs.setdefault("lang", value)
        elif key.startswith(("aria-", "data-")) or key in (
            _READ_ELSEWHERE | _WITHOUT_MEANING | _READ_ELSEWHERE_OF_TAG.get(name, set())
        ):
            continue
        else:
            diagnostics.add(
                problems.DroppedAttribute(tag=name, attribute=key, span=span)
            )
    identifier = attributes.get("id") or (
        attributes.get("name") if name == "a" else None
    )
    classes = tuple(dict.fromkeys(attributes.get("class", "").split()))
    if name in _ALIGNED and (align := _alignment(attributes)) in _ALIGNS:
        classes = tuple(dict.fromkeys((*classes, align)))
    return Attributes(identifier or None, classes, tuple(pairs.items()))


def _alignment(attributes: HtmlAttributes) -> str:
    """What `text-align` in the style says, or `align`; empty where neither does."""
    rules = map(_STYLE_ALIGN.fullmatch, attributes.get("style", "").split(";"))
    found = [rule[1].lower() for rule in rules if rule is not None]
    return found[-1] if found else attributes.get("align", "").lower()


def _sizes(
    name: str, style: str, span: SourceSpan, diagnostics: Diagnostics
) -> dict[str, str]:
    sizes: dict[str, str] = {}
    for rule in style.split(";"):
        size = _STYLE_SIZE.fullmatch(rule.rstrip())
        if size is not None:
            sizes[size[1]] = size[2].replace(" ", "")
        elif name in _ALIGNED and _STYLE_ALIGN.fullmatch(rule):
            continue
        elif rule.strip():
            diagnostics.add(
                problems.DroppedAttribute(tag=name, attribute="style", span=span)
            )
    return sizes
