"""Measure this version beside another one, in turns: ``python tests/benchmarks/against.py CHECKOUT [PYTHON]``.

``CHECKOUT`` is a folder with the other version, as ``git worktree add`` makes one; ``PYTHON`` runs it where it needs
other libraries. Both run the same script, ``rates.py``, five times in turns; the table gives the medians and the median
of the ratios of runs that followed one another. The rows go to ``results.json`` and to the documentation's page.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from runpy import run_path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TURNS = 5


def rates(checkout: Path, python: str) -> dict[str, float]:
    """Return what one version does per second of CPU time."""
    done = subprocess.run(
        [python, str(HERE / "rates.py"), str(checkout)], capture_output=True, text=True, check=True, cwd=checkout
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure(other: Path, python: str) -> list[dict[str, object]]:
    """Return a row per figure: ours, theirs, and the ratio."""
    pairs = [(rates(ROOT, sys.executable), rates(other, python)) for _ in range(TURNS)]
    rows = []
    for name in pairs[0][0]:
        ours, theirs = ([side[name] for side in sides] for sides in zip(*pairs, strict=True))
        ratio = statistics.median(mine / yours for mine, yours in zip(ours, theirs, strict=True))
        rows.append(
            {"name": name, "ours": statistics.median(ours), "theirs": statistics.median(theirs), "ratio": ratio}
        )
    return rows


def main(arguments: list[str]) -> None:
    """Measure, print, and keep the rows."""
    pages = run_path(str(HERE / "__main__.py"))
    other = Path(arguments[0]).resolve()
    revision = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=other)
    rows = measure(other, arguments[1] if len(arguments) > 1 else sys.executable)
    for row in rows:
        print(f"{row['name']:45} {row['ours']:14,.0f} {row['theirs']:14,.0f} {row['ratio']:8.2f}")
    results = json.loads(pages["RESULTS"].read_text(encoding="utf-8"))
    results["against"] = {"machine": pages["machine"](), "other": revision.stdout.strip(), "rows": rows}
    pages["keep"](results)


if __name__ == "__main__":
    main(sys.argv[1:])
