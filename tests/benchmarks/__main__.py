"""Run every benchmark of this folder, print the figures beside their targets, keep them: ``make bench [NAME ...]``.

Each ``*_bench.py`` has a function ``measure()`` that returns rows: name, figure, unit, target (or none), whether lower
or higher is better, and what a peer needs for the same where one was asked. The results go to ``results.json`` here and
to ``docs/reference/benchmarks.md``; a file that is not run keeps its rows of before.
"""

import json
import os
import platform
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parents[1] / "docs" / "reference" / "benchmarks.md"
LIBRARIES = ("numpy", "llvmlite", "scipy", "simpy", "duckdb")
INTRODUCTION = """# Benchmarks

These figures are measured by `make bench`, with the code in `tests/benchmarks/`. They are medians of repeated runs, in
CPU time unless a row says otherwise; runs that are compared with each other alternate. The peer is NegMAS 0.16, used by
its fastest public interface that we know, in an environment of its own (`CONTRIBUTING.md` describes how to set it up).
`python tests/benchmarks/memory_bench.py 100_000_000` measures the memory of a longer sweep.

The ratio to another program compares the time that the same game takes in both, by the rules that they share, on one
machine. It does not mean that the other program is inefficient: NegMAS calls agents written in Python, informs them of
every event, keeps a state that can be inspected, and supports any number of parties. A compiled loop does none of that.
The ratio also says nothing about tasks that only one of the two programs can do.
"""


def machine() -> dict[str, Any]:
    """Describe what the figures were measured on."""
    return {
        "date": date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def processor() -> str:
    """Return the processor's name, as the system knows it."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def met(row: dict[str, Any]) -> str:
    """Say whether a row meets its target."""
    if row["target"] is None:
        return ""
    reached = row["figure"] <= row["target"] if row["better"] == "lower" else row["figure"] >= row["target"]
    return "met" if reached else "missed"


def shown(figure: float | None, unit: str) -> str:
    """Return a figure with its unit, to three digits."""
    if figure is None:
        return ""
    if unit == "s" and figure < 1.0:
        return f"{figure * 1e3:.3g} ms"
    number = f"{figure:,.0f}" if figure >= 1000 else f"{figure:.3g}"
    return f"{number} {unit}"


def table(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows as a table in Markdown."""
    lines = ["| what | figure | target | status | peer |", "|---|---:|---:|---|---:|"]
    for row in rows:
        figures = [shown(row[key], row["unit"]) for key in ("figure", "target", "peer")]
        lines.append(f"| {row['name']} | {figures[0]} | {figures[1]} | {met(row)} | {figures[2]} |")
    return lines


def paired(result: dict[str, Any]) -> list[str]:
    """Return this version beside another one as a table in Markdown."""
    lines = [
        f"This version beside {result['other']}, in turns, per CPU second: `python tests/benchmarks/against.py`.",
        "",
        f"| what | now | {result['other']} | ratio |",
        "|---|---:|---:|---:|",
    ]
    rows = (
        f"| {row['name']} | {row['ours']:,.0f} | {row['theirs']:,.0f} | {row['ratio']:.2f} |" for row in result["rows"]
    )
    return [*lines, *rows]


def page(results: dict[str, Any]) -> str:
    """Return the documentation's page."""
    lines = [INTRODUCTION]
    for name, result in results.items():
        where = result["machine"]
        libraries = ", ".join(f"{library} {number}" for library, number in where["libraries"].items())
        lines += [
            f"## {name.removesuffix('_bench').capitalize()}\n",
            f"{where['date']}, {where['processor']}, {where['cores']} cores, load {where['load']};",
            f"{where['system']}, Python {where['python']}, {libraries}.\n",
            *(paired(result) if name == "against" else table(result["rows"])),
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def main(wanted: list[str]) -> None:
    """Measure what is wanted, or everything; print and keep it."""
    sys.path.insert(0, str(HERE))
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for path in sorted(HERE.glob("*_bench.py")):
        if wanted and path.stem not in wanted and path.stem.removesuffix("_bench") not in wanted:
            continue
        where = machine()
        results[path.stem] = {"machine": where, "rows": import_module(path.stem).measure()}
        print(path.stem, *table(results[path.stem]["rows"]), sep="\n")
    keep(results)


def keep(results: dict[str, Any]) -> None:
    """Write the results down, and the page made of them."""
    results = {name: results[name] for name in sorted(results)}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
