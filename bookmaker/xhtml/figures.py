"""How large a picture is and where a figure stands: what the author's words ask for."""

from __future__ import annotations

from bookmaker.document.nodes import Attributes
from bookmaker.units import css_size

_CLASS_BY_ALIGNMENT = {
    "left": "align-start",
    "start": "align-start",
    "right": "align-end",
    "end": "align-end",
}
"""`center`, the default, needs none."""


def size_style(attributes: Attributes) -> str | None:
    """The style that gives a picture the size that its attributes ask for.

    A width of its own keeps the proportions; a size that cannot be read is left out.
    """
    sizes = [
        f"{name}: {size}"
        for name in ("width", "height")
        if (size := css_size(attributes.find(name) or "")) is not None
    ]
    return "; ".join(sizes) or None


def css_class(attributes: Attributes) -> str:
    """The classes of a figure: where it stands, if not in the middle."""
    wanted = attributes.find("align") or attributes.find("fig-align") or ""
    alignment = _CLASS_BY_ALIGNMENT.get(wanted)
    return f"figure {alignment}" if alignment else "figure"
