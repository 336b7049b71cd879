"""Run veraPDF on PDF files and demand that no check fails.

`python -m tools.verapdf build/*.pdf` checks each file against PDF/UA-1 and PDF/A-2a;
`--profile=PDFUA_2` and others of veraPDF's names, before the files, against those.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bookmaker.validators.verapdf import (
    PROFILES,
    MissingValidatorError,
    missing_parts,
    run_verapdf,
)

__all__ = ["PROFILES", "MissingValidatorError", "missing_parts", "run_verapdf"]


def main(arguments: list[str]) -> int:
    """Check every file named and print a line for each and each profile."""
    option = "--profile="
    profiles = [a.removeprefix(option) for a in arguments if a.startswith(option)]
    arguments = [a for a in arguments if not a.startswith(option)]
    if not arguments:
        sys.stderr.write("No PDF to check: run `make book` first.\n")
        return 2
    try:
        verdicts = run_verapdf([Path(f) for f in arguments], profiles or PROFILES)
    except MissingValidatorError as error:
        sys.stderr.write(f"veraPDF cannot run, these are missing: {error}\n")
        return 5
    for verdict in verdicts:
        word = "passed" if verdict.is_valid else "FAILED"
        sys.stdout.write(
            f"{word}  {verdict.file}  {verdict.profile}, {verdict.checks} checks,"
            f" {len(verdict.failures)} rules failed\n"
        )
        for failure in verdict.failures:
            sys.stdout.write(f"    {failure}\n")
    return 0 if all(verdict.is_valid for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
