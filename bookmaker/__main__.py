"""The command's first step: it minds signals, and only then is the rest loaded."""

from __future__ import annotations

from bookmaker.system import signals


def main() -> None:
    """Run the command."""
    signals.answer_with(signals.end)
    from bookmaker.cli import main as be_the_command

    be_the_command()


# The processes that lay pages out import this module again under another name.
if __name__ == "__main__":
    main()
