"""What the documentation's front page says of a million replicates holds for fewer, within their error."""

import re
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import median

import pytest

from negosim.batch import replicate_columns
from negosim.files import load
from negosim.rules.lower import lower

PAGE = Path(__file__).parents[2] / "docs" / "index.md"
REPLICATES = 8_000


@pytest.fixture(scope="module")
def columns():
    return replicate_columns(lower(load("sma11")), 0, 0, REPLICATES, driver="python")


def cell(row):
    """Return the figure that the page gives in a row of its table."""
    return re.search(rf"^\| {row} \| ([^ |]+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE).group(1)


def within(share, said):
    return abs(share - said) < 4 * sqrt(said * (1 - said) / REPLICATES)


def test_the_share_of_agreements_before_the_change_of_administration(columns):
    day = (date(2021, 1, 20) - load("sma11").calendar.start).days
    early = sum(bool(agreed) and when < day for agreed, when in zip(columns.agreed, columns.concluded, strict=True))
    assert within(early / REPLICATES, float(cell("agreement before 20 January 2021")) / 100)


def test_the_share_of_agreements(columns):
    assert within(float(columns.agreed.mean()), float(cell("agreement by the end of 2021")) / 100)


def test_the_median_increase(columns):
    increases = [float(terms[0]) for agreed, terms in zip(columns.agreed, columns.terms, strict=True) if agreed]
    assert median(increases) == pytest.approx(float(cell("median increase among agreements")), abs=0.02)


def test_the_median_date_of_the_conclusion(columns):
    days = [float(when) for agreed, when in zip(columns.agreed, columns.concluded, strict=True) if agreed]
    said = date.fromisoformat(cell("median date of conclusion"))
    assert median(days) // 1 == (said - load("sma11").calendar.start).days
