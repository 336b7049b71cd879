"""Manuscript to tree: `manuscript.read_manuscript` is the way in."""
