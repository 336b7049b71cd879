"""Put a wrapper in the place of a function of the layout engine, once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def patch_function(
    owner: Any,  # noqa: ANN401 - a module or class without types
    name: str,
    patch: Callable[[Function], Function],
) -> None:
    """Replace a function by what `patch` makes of it; later calls do nothing."""
    function = getattr(owner, name)
    applied = getattr(function, "patches", frozenset[str]())
    if patch.__qualname__ in applied:
        return
    wrapper = functools.wraps(function)(patch(function))
    wrapper.patches = applied | {patch.__qualname__}  # type: ignore[attr-defined]
    setattr(owner, name, wrapper)
