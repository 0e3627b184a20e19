"""The entry point of the command ``negosim`` and of ``python -m negosim``."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit without a traceback if Ctrl-C is pressed while it is still being imported."""
    try:
        from negosim.cli import main as command
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
