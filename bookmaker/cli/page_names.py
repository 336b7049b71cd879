"""Pages as people find them: counted as viewers do, with the number printed on them."""


def page_name(number: int, folio: str) -> str:
    """Name a page, counted from 1, and its folio if that is different."""
    is_same = folio in ("", str(number))
    return f"page {number}" if is_same else f"page {number} (numbered {folio})"
