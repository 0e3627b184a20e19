"""``negosim forecast``: one agreement in advance, given what is supposed of it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated

import typer

from negosim.cli.forecasting import At, Draws, Hindsight, PriorName, reference_for
from negosim.cli.history import RecordFolder, renewal_of
from negosim.cli.options import AsJson, Seed
from negosim.cli.output import print_json
from negosim.cli.sweep import Workers
from negosim.errors import UsageError

__all__ = ["forecast"]

Agreement = Annotated[str, typer.Argument(metavar="AGREEMENT", help="An agreement of the record, such as SMA11.")]
Given = Annotated[
    list[str] | None,
    typer.Option("--given", metavar="CONDITION", help="What is supposed: 'lapse>90', 'growth<10'; repeatable."),
]
Before = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="DATE", help="Also give the probability of an agreement by that day; repeatable."),
]


def forecast(
    agreement: Agreement,
    at: At = "opening",
    given: Given = None,
    by: Before = None,
    prior: PriorName = "hindsight-free",
    record: RecordFolder = None,
    hindsight: Hindsight = False,
    seed: Seed = 0,
    draws: Draws = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Forecast one agreement of the record from those before it, given what is supposed of its outcome.

    Posterior and prior stand side by side. A lapse is the time from the expiry to the conclusion, in days.
    """
    from negosim.forecast import cases, parameters, questions
    from negosim.history import load_dyad
    from negosim.report import forecasts as shown
    from negosim.report import show

    time, chosen = cases.check_time(at), parameters.check_prior(prior).name
    conditions = [questions.parse_condition(text) for text in given or ()]
    days = [_day(text) for text in by or ()]
    renewal = renewal_of(load_dyad(record), agreement)
    dyad, reference = reference_for(record, seed, draws, workers)
    answer = questions.ask(
        dyad, reference, renewal, at=time, given=conditions, prior=chosen, hindsight=hindsight, seed=seed
    )
    if as_json:
        print_json(answer.as_dict(days))
    else:
        show(shown.tell_answer(answer, before=days), sys.stdout)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--by {text}: a date is needed, as 2021-03-07") from None
