"""Damage scenario files by number and count what came of them: ``python -m tests.fuzz [-n 10000] [--seed 0]``."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.mutations import mutant, sources
from tests.fuzz.trial import trial


def main(arguments=None):
    """Try the files; print each that was treated wrongly, then the counts; return 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try damaged scenario files.")
    parser.add_argument("-n", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--keep", type=Path, help="a folder for the files that are treated wrongly")
    options = parser.parse_args(arguments)
    originals, valid, wrong, longest = sources(), 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.first, options.first + options.n):
            path = Path(folder) / "mutant.toml"
            text = mutant(options.seed, number, originals)
            path.write_text(text, encoding="utf-8", newline="")
            result = trial(path, number)
            valid += result.valid
            longest = max(longest, result.seconds)
            if result.trouble:
                wrong += 1
                print(f"{number}: {result.trouble}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{number}.toml").write_text(text, encoding="utf-8", newline="")
    print(f"{options.n:,} files: {valid:,} valid, {wrong:,} treated wrongly; the longest took {longest:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
