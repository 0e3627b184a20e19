"""``negosim forecast``: an agreement in advance, the next one for a ledger, and the scores of a ledger."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negosim.cli.forecasting import At, Draws, Hindsight, PriorName, reference_for
from negosim.cli.history import RecordFolder, renewal_of
from negosim.cli.loading import parse_date, split_setting
from negosim.cli.options import AsJson, Seed
from negosim.cli.output import note, print_json
from negosim.cli.sweep import Workers
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.report.document import Document

__all__ = ["forecast"]

Agreement = Annotated[
    str | None,
    typer.Argument(metavar="AGREEMENT", help="An agreement of the record, such as SMA11.", show_default="none"),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--given",
        metavar="CONDITION",
        help="Condition the forecast on part of the outcome, such as 'lapse>90' or 'growth<10'; repeatable.",
    ),
]
Believe = Annotated[
    list[str] | None,
    typer.Option(
        "--believe",
        metavar="CONDITION",
        help="Also print the parameters under which this outcome is likely; repeatable.",
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="DATE", help="Also give the probability of an agreement by that day; repeatable."),
]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Compare with a scenario in which a value is changed; repeatable.",
    ),
]
Base = Annotated[
    list[str] | None,
    typer.Option("--base", metavar="PATH=VALUE", help="With --set: change a value in both scenarios; repeatable."),
]
Next = Annotated[bool, typer.Option("--next", help="Forecast the agreement that is still to come.")]
Ledger = Annotated[str | None, typer.Option("--ledger", metavar="FILE", help="With --next: add the forecast to FILE.")]
Score = Annotated[str | None, typer.Option("--score", metavar="FILE", help="Score the forecasts in this ledger.")]


def forecast(
    agreement: Agreement = None,
    at: At = "opening",
    given: Given = None,
    by: By = None,
    believe: Believe = None,
    following: Next = False,
    ledger: Ledger = None,
    score: Score = None,
    prior: PriorName = "hindsight-free",
    record: RecordFolder = None,
    hindsight: Hindsight = False,
    settings: Changes = None,
    base: Base = None,
    seed: Seed = 0,
    draws: Draws = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Forecast one agreement of the record from those before it, optionally given part of its outcome.

    Prints posterior and prior side by side. A lapse is the time from the expiry to the conclusion, in days. With --set,
    the forecast is compared with that for a changed scenario. With --next, the agreement still to come is forecast from
    the whole record; the forecast is dated and has a digest for a ledger.
    """
    from negosim.forecast import cases, parameters

    time, chosen = cases.check_time(at), parameters.check_prior(prior).name
    if sum((agreement is not None, following, score is not None)) != 1:
        raise UsageError("give exactly one of an agreement, --next and --score, as in: negosim forecast SMA11")
    if ledger is not None and not following:
        raise UsageError("--ledger is for forecasts of the agreement still to come; add --next")
    if score is not None:
        _score(Path(score), record, as_json)
        return
    if following:
        if time != "opening" or given or by or believe or settings or base:
            raise UsageError("--next forecasts at the opening; leave out --at, --given, --by, --believe and --set")
        _next(ledger, record, chosen, seed, draws, workers, as_json)
        return

    from negosim.forecast import questions
    from negosim.forecast.counterfactual import compare_worlds
    from negosim.history import load_dyad
    from negosim.report import forecasts as shown

    conditions = [questions.parse_condition(text) for text in given or ()]
    outcome = [questions.parse_condition(text, "--believe") for text in believe or ()]
    changes, both = ([split_setting(text) for text in texts or ()] for texts in (settings, base))
    if both and not changes:
        raise UsageError("--base changes both scenarios that --set compares; add --set")
    if changes and outcome:
        raise UsageError("--set and --believe cannot be combined; remove one of them")
    days = [parse_date(text, "--by") for text in by or ()]
    renewal = renewal_of(load_dyad(record), agreement or "")
    dyad, reference = reference_for(record, seed, draws, workers)
    fitted = questions.fit(dyad, reference, renewal, at=time, prior=chosen, hindsight=hindsight)
    if changes:
        worlds = compare_worlds(
            dyad,
            reference,
            fitted,
            changes,
            base=both,
            given=conditions,
            before=days,
            seed=seed,
            workers=workers,
        )
        _show(worlds.as_dict(), shown.describe_counterfactual(worlds), as_json)
        return
    answer = questions.ask(reference, fitted, given=conditions, believe=outcome, seed=seed)
    _show(answer.as_dict(days), shown.describe_answer(answer, before=days), as_json)


def _next(
    ledger: str | None,
    record: str | None,
    prior: str,
    seed: int,
    draws: int | None,
    workers: int | None,
    as_json: bool,
) -> None:
    from negosim.forecast import ledger as books
    from negosim.forecast.calibration import calibrate
    from negosim.forecast.cases import next_case
    from negosim.history import load_dyad
    from negosim.report import forecasts as shown

    next_case(load_dyad(record))
    if ledger is not None and Path(ledger).exists():
        books.read_ledger(Path(ledger))
    dyad, reference = reference_for(record, seed, draws, workers)
    posterior = calibrate(dyad, reference, prior=prior)
    entry = books.forecast_next(dyad, posterior, made=dt.date.today(), seed=seed, workers=workers)
    if ledger is not None:
        books.append_entry(Path(ledger), entry)
        note(f"forecast {entry['digest']} added to {ledger}")
    _show(entry, shown.describe_entry(entry), as_json)


def _score(path: Path, record: str | None, as_json: bool) -> None:
    from negosim.forecast.ledger import read_ledger, scores_of
    from negosim.history import load_dyad
    from negosim.report import forecasts as shown

    rows = list(scores_of(read_ledger(path), load_dyad(record)))
    _show({"schema": 1, "forecasts": rows}, shown.describe_scores(rows), as_json)


def _show(data: dict[str, Any], document: Document, as_json: bool) -> None:
    from negosim.report import show

    if as_json:
        print_json(data)
    else:
        show(document, sys.stdout)
