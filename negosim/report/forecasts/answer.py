"""A conditional forecast as a document: posterior and prior side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from negosim.forecast.beliefs import Beliefs
from negosim.forecast.parameters import PRIORS
from negosim.forecast.questions import Answer
from negosim.report.document import Document, Paragraph, Row, Table, say
from negosim.report.forecasts.backtest import TIMES

__all__ = ["describe_answer"]

MOST = 5  # most parameters shown
NOTE = (
    "If posterior and prior agree, the answer is a property of the mechanism, not a finding of the record. "
    "Lapse: days from the expiry to the conclusion, below 0 before it."
)


def describe_answer(answer: Answer, *, before: Sequence[dt.date] = ()) -> Document:
    """Return a forecast of one agreement as a document.

    Parameters
    ----------
    before : sequence of date
        Days by which the probability of an agreement is shown.
    """
    given = "" if not answer.given else f", given {' and '.join(each.text for each in answer.given)}"
    fitted = f"Fitted to {', '.join(answer.past)}; {answer.effective:.0f} effective draws."
    rows = tuple(Row(cells=cells) for cells in _rows(answer, before))
    return Document(
        title=f"{answer.case.id} {TIMES[answer.at]}{given}",
        subtitle=f"The old agreement expires on {answer.case.expiry}; prior '{answer.prior}': "
        f"{PRIORS[answer.prior].assumes}.",
        lead=(
            Paragraph(text=say(fitted)),
            Table(columns=("", "Posterior", "Prior alone"), rows=rows, right=(False, True, True)),
            Paragraph(text=say(NOTE)),
            *(() if answer.beliefs is None else _beliefs(answer.beliefs)),
        ),
    )


def _rows(answer: Answer, before: Sequence[dt.date]) -> Iterator[tuple[str, ...]]:
    forecasts = answer.forecasts
    if answer.given:
        yield "probability of what is given", *(f"{answer.chance[name]:.2f}" for name in forecasts)
    yield "growth, %, 10 to 90 %", *(_range(each.known_growth, 1) for each in forecasts.values())
    yield "lapse, days, 10 to 90 %", *(_range(each.days, 0) for each in forecasts.values())
    for day in before:
        chances = answer.agreed_by(day)
        yield f"agreement by {day}", *(f"{chances[name]:.2f}" for name in forecasts)


def _range(sample: np.ndarray, digits: int) -> str:
    if not len(sample):
        return "no agreement"
    low, middle, high = np.quantile(sample, (0.1, 0.5, 0.9))
    return f"{middle:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"


def _beliefs(beliefs: Beliefs) -> Iterator[Paragraph | Table]:
    chance = beliefs.chance
    yield Paragraph(
        text=say(
            f"What one would have to believe: {' and '.join(beliefs.outcome)} is likely, in half of the outcomes or "
            f"more, under parameters with a probability of {chance['posterior']:.2f} in the posterior and "
            f"{chance['prior']:.2f} in the prior. The "
            "parameters that differ most from the prior, 10 to 90 %:"
        )
    )
    rows = tuple(
        Row(cells=(each.parameter.name, *(_span(values) for values in (each.likely, each.posterior, each.prior))))
        for each in beliefs.box[:MOST]
    )
    yield Table(columns=("Parameter", "Where likely", "Posterior", "Prior"), rows=rows, right=(False, True, True, True))


def _span(values: tuple[float, ...]) -> str:
    low, middle, high = values
    return f"{middle:.3g} [{low:.3g}, {high:.3g}]"
