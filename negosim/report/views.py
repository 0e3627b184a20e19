"""The views of a scenario or a result: as HTML in a notebook, and as a figure on axes."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from itertools import islice
from typing import Any

from matplotlib.axes import Axes

from negosim import zopa
from negosim.domain import Scenario
from negosim.engine import Result
from negosim.report import describe_run, describe_zones, figures, zones_of
from negosim.report.html import fragment
from negosim.report.illustrations import (
    illustrate_comparison,
    illustrate_run,
    illustrate_sensitivity,
    illustrate_summary,
    illustrate_tournament,
    illustrate_zones,
)
from negosim.report.scenarios import describe_scenario
from negosim.report.sweeps import figures as sweep_figures
from negosim.report.sweeps.comparison import describe_comparison
from negosim.report.sweeps.sensitivity import describe_sensitivity
from negosim.report.sweeps.summary import describe_summary
from negosim.report.sweeps.tournament import describe_tournament
from negosim.study import Comparison, Sensitivity, Summary, Tournament
from negosim.zopa import Zones

__all__ = ["html", "plot"]


@singledispatch
def html(shown: object) -> str:
    """Return a scenario or a result as HTML for a notebook: tables with a figure."""
    raise NotImplementedError(type(shown).__name__)


@html.register
def _(scenario: Scenario) -> str:
    return fragment(describe_scenario(scenario), islice(illustrate_zones(zopa.zones(scenario)), 1))


@html.register
def _(result: Result) -> str:
    zones = zones_of(result)
    document = describe_run(result, zones)
    short = replace(document, sections=document.sections[1:])  # the figure shows the talks
    return fragment(short, islice(illustrate_run(result, zones), 1))


@html.register
def _(zones: Zones) -> str:
    return fragment(describe_zones(zones), islice(illustrate_zones(zones), 1))


@html.register
def _(summary: Summary) -> str:
    return fragment(describe_summary(summary), illustrate_summary(summary))


@html.register
def _(comparison: Comparison) -> str:
    return fragment(describe_comparison(comparison), illustrate_comparison(comparison))


@html.register
def _(sensitivity: Sensitivity) -> str:
    return fragment(describe_sensitivity(sensitivity), illustrate_sensitivity(sensitivity))


@html.register
def _(tournament: Tournament) -> str:
    return fragment(describe_tournament(tournament), illustrate_tournament(tournament))


@singledispatch
def plot(shown: object, **options: Any) -> Axes:
    """Draw the main figure of a scenario or a result on ``ax``, and return the axes."""
    raise NotImplementedError(type(shown).__name__)


@plot.register
def _(scenario: Scenario, **options: Any) -> Axes:
    return figures.plot_zones(zopa.zones(scenario), **options)


@plot.register
def _(result: Result, **options: Any) -> Axes:
    return figures.plot_run(result, zones_of(result), **options)


@plot.register
def _(zones: Zones, **options: Any) -> Axes:
    return figures.plot_zones(zones, **options)


@plot.register
def _(summary: Summary, **options: Any) -> Axes:
    if len(summary.points) > 1:
        return sweep_figures.plot_agreement(summary, **options)
    return sweep_figures.plot_outcome(summary.points[0], **options)


@plot.register
def _(comparison: Comparison, **options: Any) -> Axes:
    return sweep_figures.plot_difference(comparison, **{"measure": "agreed", **options})


@plot.register
def _(sensitivity: Sensitivity, **options: Any) -> Axes:
    return sweep_figures.plot_sensitivity(sensitivity, **options)


@plot.register
def _(tournament: Tournament, **options: Any) -> Axes:
    return sweep_figures.plot_payoffs(tournament, **{"party": 0, **options})
