"""What every inline construct of ours is: an entry of Python-Markdown's registry."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from markdown.inlinepatterns import InlineProcessor

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

    from markdown import Markdown

    from bookmaker.readers.markdown.inlines import InlineScan


class Construct(InlineProcessor):
    """An inline construct that is asked at its trigger characters."""

    triggers: ClassVar[str]
    """The characters at which it may begin."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(f"[{re.escape(self.triggers)}]", md)

    @abstractmethod
    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read what begins at `at` into the scan; the offset behind it, or `None`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],  # noqa: ARG002
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Decline: elements have no places, so the scan calls `read` instead."""
        return None, None, None
