"""Readable traces of the shipped scenarios, kept as snapshots.

``python -m tests.scenarios.playthrough [NAME …]`` writes those that are named, or all.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from negosim.domain import Categorical, Continuous, Scenario
from negosim.engine import Result, Row, run
from negosim.files import load, shipped

FOLDER = Path(__file__).parent / "playthroughs"
COMMAND = "python -m tests.scenarios.playthrough"
AT_THE_TABLE = ("offer", "accept", "tentative", "ratified", "rejected")


def path_of(name: str) -> Path:
    """Return where the snapshot of a scenario lies."""
    return FOLDER / f"{name}.txt"


def playthrough(name: str) -> str:
    """Return the default run of a scenario as text: date, who, what."""
    result = run(load(name))
    title = result.scenario.title
    return "\n".join([f"{name}: {title}", "", *_lines(result), "", *_outcome(result)]) + "\n"


def _lines(result: Result) -> Iterator[str]:
    shown = ""
    for row in result.trace:
        day = row.date.isoformat()
        yield f"{day if day != shown else '':10}  {_words(result.scenario, row)}"
        shown = day


def _words(scenario: Scenario, row: Row) -> str:
    who = _title(scenario, row.party) + ": " if row.party else ""
    terms = _terms(scenario, row)
    if row.kind == "offer":
        return f"    {who}{terms}"
    if row.kind == "accept":
        return f"    {who}accepts {terms}"
    if row.kind == "round":
        return f"{row.words[:1].upper()}{row.words[1:]}"
    if row.kind == "tentative":
        return f"    {row.words}: {terms}"
    indent = "    " if row.kind in AT_THE_TABLE else ""
    return f"{indent}[{row.kind}] {who if row.kind not in AT_THE_TABLE else ''}{row.words}"


def _title(scenario: Scenario, party: str) -> str:
    return next(side.title for side in scenario.delegations if side.name == party)


def _terms(scenario: Scenario, row: Row) -> str:
    return "" if row.terms is None else _spelled(scenario, row.terms)


def _spelled(scenario: Scenario, terms) -> str:
    words = []
    for issue in scenario.issues:
        value = terms[issue.name]
        amount = f"{value:.2f}" if isinstance(issue, Continuous) else str(value)
        unit = f" {issue.unit}" if issue.unit and not isinstance(issue, Categorical) else ""
        named = f"{issue.name} " if len(scenario.issues) > 1 else ""
        words.append(f"{named}{amount}{unit}")
    return ", ".join(words)


def _outcome(result: Result) -> Iterator[str]:
    if result.terms is None:
        yield f"No agreement after {result.rounds} rounds; {result.lapse_days:g} days of lapse."
        return
    yield f"Agreed: {_spelled(result.scenario, result.terms)}."
    yield f"Concluded {result.concluded}, in force {result.in_force};"
    yield f"{result.rounds} rounds, {result.lapse_days:g} days of lapse."
    for name, utility in result.utilities.items():
        yield f"{_title(result.scenario, name)}: utility {utility:.4f}, {result.surplus[name]:.4f} over no agreement."


def main(names: list[str]) -> None:
    """Write the snapshots of the scenarios that are named, or of all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or shipped():
        path_of(name).write_text(playthrough(name), encoding="utf-8")
        print(f"wrote {path_of(name)}")


if __name__ == "__main__":
    main(sys.argv[1:])
