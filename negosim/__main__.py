"""The command's way in: ``negosim`` and ``python -m negosim``."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C while the commands are still being imported is no fault either."""
    try:
        from negosim.cli import main as command
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
