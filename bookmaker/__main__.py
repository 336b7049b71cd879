"""`python -m bookmaker`."""

from __future__ import annotations

from bookmaker.cli import main

# The processes that lay pages out import this module again under another name.
if __name__ == "__main__":
    main()
