"""The front of a finished cover as pixels, drawn by PDFium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookmaker.backends.pdf.cover.plan import CoverPlan

if TYPE_CHECKING:
    from PIL import Image


def front_image(cover: bytes, plan: CoverPlan, height: int) -> Image.Image:
    """The front of a cover's PDF, cut to the trim; `height` is in pixels."""
    import pypdfium2

    width_of_sheet, height_of_sheet = map(float, plan.sheet)
    front = plan.front
    outside = (
        float(front.left),
        height_of_sheet - float(front.bottom),
        width_of_sheet - float(front.right),
        float(front.top),
    )
    document = pypdfium2.PdfDocument(cover)
    try:
        scale = height / float(front.height)
        image: Image.Image = document[0].render(scale=scale, crop=outside).to_pil()
        return image.convert("RGB")
    finally:
        document.close()
