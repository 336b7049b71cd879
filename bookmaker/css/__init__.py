"""Styles to one sheet: find them, flatten their imports, fill in their tokens."""
