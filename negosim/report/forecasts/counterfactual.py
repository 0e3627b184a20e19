"""A counterfactual as a document: both worlds, under posterior and prior."""

from __future__ import annotations

import numpy as np

from negosim.forecast.counterfactual import Counterfactual, Effect
from negosim.report.document import Document, Paragraph, Row, Table, say
from negosim.report.forecasts.backtest import TIMES

__all__ = ["describe_counterfactual"]

COLUMNS = ("", "Base", "Changed", "Difference, 10 to 90 %")
NOTE = (
    "The difference is between the two worlds with the same parameters and random numbers; its interval is over the "
    "draws of the parameters. Where posterior and prior agree, it is a property of the mechanism, not a finding of the "
    "record. Neither shows what would have happened."
)


def describe_counterfactual(worlds: Counterfactual) -> Document:
    """Return the effect of a change on the forecast of one agreement as a document."""
    fitted = worlds.fitted
    given = "" if not worlds.given else f", given {' and '.join(each.text for each in worlds.given)}"
    base = f" In both worlds {' and '.join(worlds.base)}." if worlds.base else ""
    rows = tuple(
        Row(cells=(f"{quantity}{unit}, {name}", *_cells(effect, digits)))
        for quantity in worlds.effects["posterior"]
        for unit, digits in (((", %", 1) if quantity == "growth" else ("", 2)),)
        for name, effect in ((name, effects[quantity]) for name, effects in worlds.effects.items())
    )
    return Document(
        title=f"{fitted.case.id} {TIMES[fitted.at]}, with {' and '.join(worlds.changes)}{given}",
        subtitle=f"Fitted to {', '.join(fitted.past)}; {fitted.effective:.0f} effective draws; prior '{fitted.prior}'."
        f"{base}",
        lead=(
            Table(columns=COLUMNS, rows=rows, right=(False, True, True, True)),
            Paragraph(text=say(NOTE)),
        ),
    )


def _cells(effect: Effect, digits: int) -> tuple[str, str, str]:
    if not np.isfinite(effect.base):
        return "too few", "too few", ""
    mean, low, high = effect.difference
    difference = f"{mean:+.{digits}f} [{low:+.{digits}f}, {high:+.{digits}f}]"
    return f"{effect.base:.{digits}f}", f"{effect.changed:.{digits}f}", difference
