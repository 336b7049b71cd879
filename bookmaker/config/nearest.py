"""The known name that a misspelt one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable


def find_nearest(word: str, names: Iterable[str]) -> str | None:
    """Find the name that was probably meant; `None` where none is near."""
    # Imported here: a book without a slip never needs it.
    import difflib

    name_by_plain = {_plain(name): name for name in names}
    plain = _plain(word)
    if plain in name_by_plain:
        return name_by_plain[plain]
    found = difflib.get_close_matches(plain, name_by_plain, n=1, cutoff=0.6)
    return name_by_plain[found[0]] if found else None


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")
