"""Pictures of calibrations and back-tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from negosim.forecast.backtest import Backtest, Fold, Target
from negosim.forecast.calibration import Posterior
from negosim.forecast.parameters import NAMES
from negosim.forecast.ranks import BINS, Ranks
from negosim.report.figures.palette import AGREED, GREY, PARTIES, new_figure, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_backtest", "draw_posterior", "draw_ranks"]

GRID = (3, 5)
BAND = 0.95  # share of histograms of uniform ranks within the grey band, bar by bar
MOST_DRAWN = 40


def draw_backtest(result: Backtest) -> Figure:
    """Return the forecasts of each agreement beside what happened: intervals of 50 and 80 %."""
    figure = new_figure((12.0, 7.0))
    folds = list(result.schemes.values())[-1][:MOST_DRAWN]
    labels: dict[Target, str] = {"growth": "growth, %", "date": "days from the expiry"}
    for ax, (target, label) in zip(figure.subplots(2, 1), labels.items(), strict=True):
        _intervals(ax, folds, target)
        ax.set_ylabel(label)
        tidy(ax)
    figure.suptitle(f"Forecasts at the {result.at}, prior '{result.prior}'", x=0.01, ha="left", weight="bold")
    return figure


def _intervals(ax: Axes, folds: list[Fold] | tuple[Fold, ...], target: Target) -> None:
    shown = [fold for fold in folds if fold.scores(target)]
    for place, fold in enumerate(shown):
        lowest, low, middle, high, highest = np.quantile(fold.sample(target), (0.1, 0.25, 0.5, 0.75, 0.9))
        first = place == 0
        ax.plot([place, place], [lowest, highest], color=PARTIES[0], linewidth=2, label="80 %" if first else None)
        ax.plot([place, place], [low, high], color=PARTIES[0], linewidth=7, alpha=0.6, label="50 %" if first else None)
        ax.plot(place, middle, "_", color="white", markersize=12)
        ax.plot(place, fold.truth(target), "D", color=AGREED, label="what happened" if first else None)
    ax.set_xticks(range(len(shown)), [fold.case.id for fold in shown], rotation=90 if len(shown) > 15 else 0)
    ax.axhline(0.0, color=GREY, linewidth=0.8)
    if target == "date":
        ax.set_yscale("symlog", linthresh=30.0)
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


def draw_ranks(ranks: Ranks) -> Figure:
    """Return histograms of the ranks of the true parameters, with the band of uniform ones."""
    from scipy import stats

    figure = new_figure((14.0, 8.0))
    axes = figure.subplots(*GRID).ravel()
    low, high = stats.binom.interval(BAND, len(ranks.ranks), 1.0 / BINS)
    for ax, place, name in zip(axes, range(len(NAMES)), NAMES, strict=False):
        ax.axhspan(low, high, color="#E6E9EE")
        ax.hist(ranks.ranks[:, place], bins=BINS, range=(0.0, 1.0), color=PARTIES[0], rwidth=0.9)
        ax.set_title(f"{name}: p = {ranks.p_value(name):.3f}", fontsize=10)
        tidy(ax)
    axes[-1].set_visible(False)
    figure.suptitle(f"Ranks of the truth in {len(ranks.ranks)} posteriors", x=0.01, ha="left", weight="bold")
    return figure
