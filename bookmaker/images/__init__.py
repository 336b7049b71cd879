"""The author's images: kinds, soundness, SVG, and rasters converted for an edition."""
