"""bookmaker: one manuscript, one document tree, every edition."""

__version__ = "0.1.0"
