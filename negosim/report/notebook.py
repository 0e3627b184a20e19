"""Results in notebooks: a scenario, a run, zones and sweeps are displayed as tables with a figure."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negosim.domain import Scenario
    from negosim.engine import Result
    from negosim.study.estimate.comparison import Comparison
    from negosim.study.estimate.sensitivity import Sensitivity
    from negosim.study.estimate.summary import Summary
    from negosim.study.estimate.tournament import Tournament
    from negosim.zopa import Zones

__all__ = ["SHOWN", "register"]


def register() -> None:
    """Display results as HTML in the running IPython shell; without one, do nothing.

    The formatters are registered by the names of the types, so nothing is imported before a result is displayed.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        formatter = shell.display_formatter.formatters["text/html"]
        for (module, name), show in SHOWN.items():
            formatter.for_type_by_name(module, name, show)


def _scenario(scenario: Scenario) -> str:
    from negosim.report.html import fragment
    from negosim.report.scenarios import describe_scenario

    return fragment(describe_scenario(scenario))


def _result(result: Result) -> str:
    from negosim.report import tell_run, zones_of
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_run

    zones = zones_of(result)
    document = tell_run(result, zones)
    short = replace(document, sections=document.sections[1:])  # the figure shows the talks
    return fragment(short, islice(illustrate_run(result, zones), 1))


def _zones(zones: Zones) -> str:
    from negosim.report import tell_zones
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_zones

    return fragment(tell_zones(zones), islice(illustrate_zones(zones), 1))


def _summary(summary: Summary) -> str:
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_summary
    from negosim.report.sweeps.summary import tell_summary

    return fragment(tell_summary(summary), illustrate_summary(summary))


def _comparison(comparison: Comparison) -> str:
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_comparison
    from negosim.report.sweeps.comparison import tell_comparison

    return fragment(tell_comparison(comparison), illustrate_comparison(comparison))


def _sensitivity(sensitivity: Sensitivity) -> str:
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_sensitivity
    from negosim.report.sweeps.sensitivity import tell_sensitivity

    return fragment(tell_sensitivity(sensitivity), illustrate_sensitivity(sensitivity))


def _tournament(tournament: Tournament) -> str:
    from negosim.report.html import fragment
    from negosim.report.illustrations import illustrate_tournament
    from negosim.report.sweeps.tournament import tell_tournament

    return fragment(tell_tournament(tournament), illustrate_tournament(tournament))


SHOWN: dict[tuple[str, str], Callable[[Any], str]] = {
    ("negosim.domain.scenario", "Scenario"): _scenario,
    ("negosim.engine.result", "Result"): _result,
    ("negosim.zopa.zones", "Zones"): _zones,
    ("negosim.study.estimate.summary", "Summary"): _summary,
    ("negosim.study.estimate.comparison", "Comparison"): _comparison,
    ("negosim.study.estimate.sensitivity", "Sensitivity"): _sensitivity,
    ("negosim.study.estimate.tournament", "Tournament"): _tournament,
}
