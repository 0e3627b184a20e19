"""The results that the chapter on forecasts shows, computed anew.

``python docs/_generators/forecast_results.py [NAME ...]``: without a name all of them, which takes about half an hour
on two cores. What the commands print with ``--json`` goes to ``docs/explanation/forecast``, and the forecasts as
scenarios to ``scenarios/forecast``; ``forecast_page.py`` then writes the page. The ledger there is only ever added to,
by ``negosim forecast --next --ledger``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["COUNTERFACTUALS", "RESULTS", "TRUTHS", "main"]

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "explanation" / "forecast"
SCENARIOS = ROOT / "scenarios" / "forecast"
TRUTHS = ("mechanism", "ridge")
SCENARIO_OF = ("SMA05", "SMA09", "SMA10", "SMA11", "SMA12")
SUCCESSORS = "delegations.washington.administrations.1.successors"
INCUMBENT = "delegations.washington.stances.now"
SEOUL = "delegations.seoul.stances.home"
COUNTERFACTUALS = {  # each: negosim forecast SMA11 --at positions ...
    "election_2020": (
        *("--given", "lapse>386", "--by", "2021-07-19"),
        *("--base", f'{SUCCESSORS}=[{{name="successor",stance="next"}}]'),
        *("--set", f'{SUCCESSORS}=[{{name="reelected",stance="now"}}]'),
    ),
    "no_lapse": ("--by", "2020-12-31", "--set", "calendar.expiry=2023-01-04"),
    "deal_ratified": (
        *("--by", "2020-12-31", "--base", f"{INCUMBENT}.mandate=13", "--base", f"{INCUMBENT}.reservation=50"),
        *("--base", 'ratifiers=[{name="president",party="washington",delay=10}]'),
        *("--set", f"{INCUMBENT}.reservation=13"),
    ),
    "no_furlough": (
        *("--by", "2020-12-31", "--base", f"{SEOUL}.deadline=2020-04-01", "--base", f"{INCUMBENT}.deadline=2020-04-01"),
        *("--set", f"{SEOUL}.deadline=2020-11-03", "--set", f"{INCUMBENT}.deadline=2020-11-03"),
    ),
}
COMMANDS = {
    "backtest_opening": ("backtest", "--at", "opening"),
    "backtest_positions": ("backtest", "--at", "positions"),
    "backtest_expiry": ("backtest", "--at", "expiry"),
    "calibrate_opening": ("calibrate", "--at", "opening", "--check", "150"),
    **{
        f"counterfactual/{name}": ("forecast", "SMA11", "--at", "positions", *words)
        for name, words in COUNTERFACTUALS.items()
    },
}
KEPT = ("schema", "at", "prior", "seed", "reference", "scheme")  # of a synthetic record, which has 170 agreements
DROPPED = ("refused", "influence")


def main(names: list[str]) -> None:
    """Compute what is named, or everything."""
    for name in names or [*COMMANDS, *(f"synthetic/{truth}" for truth in TRUTHS)]:
        path = RESULTS / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(_result(name), ensure_ascii=False) + "\n", encoding="utf-8")
    if not names:
        for agreement in SCENARIO_OF:
            path = SCENARIOS / f"{agreement.lower()}_forecast.toml"
            _run("history", agreement, "--as-known", "positions", "--fitted", "--out", str(path))


def _result(name: str) -> dict[str, Any]:
    folder, _, last = name.rpartition("/")
    return _synthetic(last) if folder == "synthetic" else _printed(*COMMANDS[name])


def _synthetic(truth: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/made_up"
        _run("synthetic-record", record, "--truth", truth, "--seed", "1")
        result = _printed("backtest", "--record", record)
    totals = {
        name: {key: value for key, value in result["totals"][name].items() if key not in DROPPED}
        for name in ("growth", "date")
    }
    effective = result["agreements"][0]["effective"]
    return {**{key: result[key] for key in KEPT}, "effective": effective, "totals": totals}


def _printed(*words: str) -> dict[str, Any]:
    return dict(json.loads(_run(*words, "--json")))


def _run(*words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "negosim", *words], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
