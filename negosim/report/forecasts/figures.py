"""Pictures of calibrations and back-tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from negosim.forecast.backtest import Backtest, Fold, Target
from negosim.forecast.calibration import Posterior
from negosim.forecast.ranks import BINS
from negosim.report.document import Row, Table
from negosim.report.figures.palette import AGREED, GREY, PARTIES, new_figure, tidy
from negosim.report.html import Illustration

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_backtest", "draw_posterior", "draw_ranks", "illustrate_backtest"]

GRID = (3, 5)
BAND = 0.95  # coverage of the grey band for uniform ranks, bar by bar
MOST_DRAWN = 40
LABELS: Mapping[Target, str] = {"growth": "growth, %", "date": "days from the expiry"}
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)  # the ends of the intervals of 80 and 50 %, and the median


def draw_backtest(result: Backtest) -> Figure:
    """Return the forecasts of each agreement beside what happened: intervals of 50 and 80 %."""
    figure = new_figure((12.0, 7.0))
    for ax, (target, label) in zip(figure.subplots(2, 1), LABELS.items(), strict=True):
        shown, refused = _drawn(result, target)
        _intervals(ax, shown, target)
        ax.set_ylabel(label)
        tidy(ax)
        if refused:
            ax.set_title(f"too few effective draws: {', '.join(refused)}", fontsize=9, color=GREY, loc="right")
    figure.suptitle(f"Forecasts at the {result.at}, prior '{result.prior}'", x=0.01, ha="left", weight="bold")
    return figure


def illustrate_backtest(result: Backtest) -> Iterator[Illustration]:
    """Yield the forecasts of each agreement, with their data."""
    words = "The forecast of each agreement as intervals of 50 and 80 %, beside what happened: growth, and the date."
    rows = tuple(
        Row(cells=(fold.case.id, label, *(f"{x:.6g}" for x in (fold.truth(target), *_quantiles(fold, target)))))
        for target, label in LABELS.items()
        for fold in _drawn(result, target)[0]
    )
    columns = ("Agreement", "What", "Truth", *(f"{share:.0%}" for share in SHARES))
    table = Table(columns=columns, rows=rows, right=(False, False, *(True for _ in columns[2:])))
    yield Illustration("Forecasts and what happened", words, draw_backtest(result), table)


def _drawn(result: Backtest, target: Target) -> tuple[list[Fold], list[str]]:
    """Return the forecasts that a figure shows, and the agreements whose forecasts are refused."""
    scored = [fold for fold in list(result.schemes.values())[-1][:MOST_DRAWN] if fold.scores(target)]
    return [fold for fold in scored if not fold.refused], [fold.case.id for fold in scored if fold.refused]


def _quantiles(fold: Fold, target: Target) -> list[float]:
    return [float(x) for x in np.quantile(fold.sample(target), SHARES)]


def _intervals(ax: Axes, shown: list[Fold], target: Target) -> None:
    for place, fold in enumerate(shown):
        lowest, low, middle, high, highest = _quantiles(fold, target)
        first = place == 0
        ax.plot([place, place], [lowest, highest], color=PARTIES[0], linewidth=2, label="80 %" if first else None)
        ax.plot([place, place], [low, high], color=PARTIES[0], linewidth=7, alpha=0.6, label="50 %" if first else None)
        ax.plot(place, middle, "_", color="white", markersize=12)
        ax.plot(place, fold.truth(target), "D", color=AGREED, label="what happened" if first else None)
    ax.set_xticks(range(len(shown)), [fold.case.id for fold in shown], rotation=90 if len(shown) > 15 else 0)
    ax.axhline(0.0, color=GREY, linewidth=0.8)
    if target == "date":
        ax.set_yscale("symlog", linthresh=30.0)
    if shown:
        ax.legend(frameon=False, ncols=3, loc="best")


def draw_posterior(posterior: Posterior) -> Figure:
    """Return histograms of each parameter under prior and posterior."""
    figure = new_figure((14.0, 8.0))
    axes = figure.subplots(*GRID).ravel()
    for ax, each, values in zip(axes, posterior.marginals(), posterior.reference.parameters.T, strict=False):
        logs = each.parameter.prior.kind == "lognorm"
        shown = np.log10(values) if logs else values
        low, high = np.quantile(shown, (0.002, 0.998))
        bins = np.linspace(low, high, 26)
        ax.hist(shown, bins, weights=posterior.prior_weights, color=GREY, alpha=0.4, label="prior")
        drawn = {"histtype": "step", "color": PARTIES[1], "linewidth": 2, "label": "posterior"}
        ax.hist(shown, bins, weights=posterior.weights, **drawn)
        ax.set_title(f"{each.parameter.name}: spread × {each.spread_ratio:.2f}", fontsize=10)
        ax.set_xlabel(f"{'log10 ' if logs else ''}{each.parameter.unit}", fontsize=8)
        ax.set_yticks([])
        tidy(ax)
    axes[0].legend(frameon=False, fontsize=8)
    axes[-1].set_visible(False)
    return figure


def draw_ranks(check: Mapping[str, Any]) -> Figure:
    """Return histograms of the ranks of the true parameters, with the band of uniform ones.

    Parameters
    ----------
    check : mapping
        The check as `negosim.forecast.ranks.Ranks.as_dict` and the JSON of ``negosim calibrate --check`` have it.
    """
    from scipy import stats

    figure = new_figure((14.0, 8.0))
    axes = figure.subplots(*GRID).ravel()
    low, high = stats.binom.interval(BAND, check["records"], 1.0 / BINS)
    places = (np.arange(BINS) + 0.5) / BINS
    for ax, (name, each) in zip(axes, check["parameters"].items(), strict=False):
        ax.axhspan(low, high, color="#E6E9EE")
        ax.bar(places, each["histogram"], 0.9 / BINS, color=PARTIES[0])
        ax.set_title(f"{name}: p = {each['p']:.3f}", fontsize=10)
        ax.set_xlabel("rank of the truth", fontsize=8)
        tidy(ax)
    axes[-1].set_visible(False)
    figure.suptitle(f"Ranks of the truth in {check['records']} posteriors", x=0.01, ha="left", weight="bold")
    return figure
