"""Let ``python -m negosim`` be the command."""

from negosim.cli import main

if __name__ == "__main__":
    main()
