"""A simulated record of many agreements, to check forecasts against a known truth.

Either the mechanism is true, with one set of parameters, or growth follows the last step, which the mechanism does not
know, and the length of talks has nothing to do with it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from negosim.errors import UsageError
from negosim.forecast.cases import Case
from negosim.forecast.likelihood import DAYS_WIDTH, FREEDOM, GROWTH_WIDTH
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import NAMES
from negosim.forecast.scores import DAYS_PER_UNIT, signed_log
from negosim.forecast.simulate import MISSING, SCALE, simulate
from negosim.history import Dyad, Side

__all__ = ["TRUE_PARAMETERS", "TRUTHS", "Truth", "synthetic_record", "write_record"]

Truth = Literal["mechanism", "ridge"]
TRUTHS: tuple[Truth, ...] = get_args(Truth)
# If the mechanism is true: little spread, so that much can be learnt.
TRUE_PARAMETERS = {
    "anchor": 0.5,
    "centre": 3.0,
    "width": 5.0,
    "spread": 1.0,
    "administration": 1.0,
    "beta_payer": 0.3,
    "beta_payee": 0.6,
    "pressure": 0.5,
    "gap": 30.0,
    "length": 200.0,
    "ask": 15.0,
    "offer": 6.0,
    "ask_weight": 2.0,
    "offer_weight": 0.3,
}
FIRST_YEAR = 1000  # far in the past, so that nobody takes the record for a real one
YEARS_APART = 5  # between expiries: talks are over before the next ones open
LEADS = (20, 500)  # days from the opening to the expiry
PRICES, BUDGET = (3.0, 4.0), (6.0, 6.0)  # mean and spread of the two figures: so that they say much
FOLLOWS_LAST = 0.8  # of the next growth on the last step, where the mechanism is false
REPLICATES = 20
MOST = 1000
SOONEST = 3
ABOUT = """\
title = "A made-up record"
about = "{about}"

[payer]
name = "Payer"
side = "P"

[payee]
name = "Payee"
side = "Q"
"""


def synthetic_record(*, renewals: int, truth: Truth, seed: int = 0) -> list[Case]:
    """Return made-up agreements with their outcomes.

    Parameters
    ----------
    renewals : int
        How many, from 2 to 1,000.
    truth : {"mechanism", "ridge"}
        The model that generates the outcomes.
    seed : int
        Of everything that is drawn.

    Raises
    ------
    UsageError
        If there are too few or too many.
    """
    if not 2 <= renewals <= MOST:
        raise UsageError(f"--renewals {renewals}: give 2 to {MOST:,}")
    rng = np.random.default_rng(seed)
    cases: list[Case] = []
    last = 5.0
    for number in range(renewals):
        case = _opened(number, last, rng)
        case = _by_mechanism(case, seed * MOST + number, rng) if truth == "mechanism" else _by_ridge(case, rng)
        cases.append(case)
        last = case.growth
    return cases


def _opened(number: int, last: float, rng: np.random.Generator) -> Case:
    """Return what is known of an agreement when its talks open."""
    expiry = dt.date(FIRST_YEAR + YEARS_APART * number, 12, 31)
    day = expiry - dt.timedelta(days=int(rng.integers(*LEADS)))
    change = next(when for when in _inaugurations(FIRST_YEAR - 4, expiry.year + 8) if when > day)
    return Case(
        id=f"A{number + 1:03d}",
        day=day,
        dated=True,
        expiry=expiry,
        consumer_prices=round(float(rng.normal(*PRICES)), 2),
        defence_budget=round(float(rng.normal(*BUDGET)), 1),
        last_step=last,
        ask=None,
        offer=None,
        change=change,
        change_is_certain=not _may_stand(change),
        growth=0.0,
        days=0,
    )


def _inaugurations(first: int, last: int) -> Iterator[dt.date]:
    return (dt.date(year, 1, 20) for year in range(first + 1, last, 4))


def _may_stand(day: dt.date) -> bool:
    """Return whether the incumbent may stand: after every first term."""
    return day.year % 8 == 1


def _by_mechanism(case: Case, seed: int, rng: np.random.Generator) -> Case:
    parameters = np.array([[TRUE_PARAMETERS[name] for name in NAMES]])
    outcomes = simulate(mapped(made_up_dyad(), case), parameters, REPLICATES, seed, specialised=False, workers=1)
    agreed = np.flatnonzero(outcomes.growth[0] != MISSING)
    growth, days = outcomes.growth[0, agreed[0]] / SCALE, float(outcomes.days[0, agreed[0]])
    growth += GROWTH_WIDTH * rng.standard_t(FREEDOM)
    shifted = float(signed_log(days)) + DAYS_WIDTH * rng.standard_t(FREEDOM)
    days = float(np.sign(shifted) * DAYS_PER_UNIT * np.expm1(min(abs(shifted), 4.0)))
    return replace(case, growth=round(growth, 1), days=round(max(days, SOONEST - case.lead)))


def _by_ridge(case: Case, rng: np.random.Generator) -> Case:
    growth = 5.0 + FOLLOWS_LAST * (case.last_step - 5.0) + rng.normal(0.0, 1.5)
    length = float(np.exp(rng.normal(np.log(180.0), 0.4)))
    return replace(case, growth=round(float(growth), 1), days=round(max(length, SOONEST) - case.lead))


def made_up_dyad() -> Dyad:
    """Return the two sides, without agreements."""
    return Dyad(
        folder="synthetic",
        title="A made-up record",
        about="",
        payer=Side(name="Payer", side="P"),
        payee=Side(name="Payee", side="Q"),
        renewals=(),
        known=(),
        positions=(),
        inaugurations=(),
    )


def write_record(cases: list[Case], folder: Path, *, truth: Truth, seed: int) -> None:
    """Write made-up agreements as the files of a record.

    Raises
    ------
    UsageError
        If the folder exists, or cannot be written.
    """
    try:
        folder.mkdir(parents=True)
        for name, text in _files(cases, truth, seed):
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror or error}; name a new folder") from None


def _files(cases: list[Case], truth: Truth, seed: int) -> Iterator[tuple[str, str]]:
    about = f"made by negosim synthetic-record: truth {truth}, seed {seed}"
    yield "record.toml", ABOUT.format(about=about)
    header = ("id", "previous_expiry", "concluded_date", "growth_pct")
    rows = ((case.id, case.expiry, case.expiry + dt.timedelta(days=case.days), case.growth) for case in cases)
    yield "agreements.csv", _csv(header, rows)
    yield "opening.csv", _csv(("agreement", "figure", "value", "public_from", "grade"), _known(cases))
    days = _inaugurations(FIRST_YEAR - 4, cases[-1].expiry.year + 8)
    standing = ((day, "yes" if _may_stand(day) else "no", "A") for day in days)
    yield "inaugurations.csv", _csv(("date", "incumbent_may_stand", "grade"), standing)


def _known(cases: list[Case]) -> Iterator[tuple[object, ...]]:
    for case in cases:
        yield case.id, "opened", case.day, case.day, "A"
        for figure in ("consumer_prices", "defence_budget", "last_step"):
            yield case.id, figure, getattr(case, figure), case.day, "A"


def _csv(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
