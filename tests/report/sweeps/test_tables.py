"""The tables of sweeps show intervals, hold at 80 columns, and say what is not known."""

import io
from datetime import date

import numpy as np
import pytest

from negosim.files import from_text, override, read
from negosim.report import show
from negosim.report.document import Table
from negosim.report.layout import fits
from negosim.report.sweeps.comparison import describe_comparison
from negosim.report.sweeps.digits import decimals_for, percent_ends, rounded
from negosim.report.sweeps.sensitivity import describe_sensitivity
from negosim.report.sweeps.summary import describe_summary
from negosim.report.sweeps.tournament import describe_tournament
from negosim.study import compare, sensitivity, sweep, tournament

BUYER = "delegations.buyer.stances.buyer.reservation"
WON = """
title = "A price in won"
[issues.price]
kind = "continuous"
range = [{low}, {high}]
step = 0 # the tables of prices that all differ
unit = "won"
[calendar]
start = 2025-01-01
horizon = 2025-03-31
gaps = [{{ gap = 5 }}]
[protocol]
first = "seller"
[delegations.seller.values]
price = {{ worst = {low}, best = {high} }}
[delegations.seller.stances.s]
aspiration = {seller}
reservation = {{ dist = "norm", loc = {middle}, scale = {scale} }}
tactic = {{ kind = "linear" }}
[[delegations.seller.administrations]]
name = "s"
from = 2024-01-01
[delegations.buyer.values]
price = {{ worst = {high}, best = {low} }}
[delegations.buyer.stances.b]
aspiration = {buyer}
reservation = {limit}
tactic = {{ kind = "linear" }}
[[delegations.buyer.administrations]]
name = "b"
from = 2024-01-01
"""


def won(unit):
    """Return a scenario whose price is around 54.5 units of this many won."""
    numbers = {"low": 50, "high": 60, "seller": 58, "middle": 54, "buyer": 51, "limit": 55}
    return from_text(WON.format(**{name: x * unit for name, x in numbers.items()}, scale=unit * 0.03), name="won")


def written(document):
    stream = io.StringIO()
    show(document, stream)
    return stream.getvalue()


def tables(document):
    blocks = [block for section in document.sections for block in section.blocks]
    return [block for block in (*document.lead, *blocks) if isinstance(block, Table)]


def row(document, label):
    """Return the cells of the first row with a label."""
    return next(row.cells for table in tables(document) for row in table.rows if row.cells[0] == label)


def test_digits_follow_the_error():
    summary = sweep(won(1_000_000), replicates=400)
    price = summary.points[0].measures["price"]
    _, mean, interval, _ = row(describe_summary(summary), "price (won)")
    assert abs(float(mean.replace(",", "")) - price.mean) < price.half_width / 9.0
    low, high = (float(end.replace(",", "")) for end in interval.split(" to "))
    assert (low, high) == pytest.approx(price.interval, abs=price.half_width / 9.0)


def test_a_trillion_won_are_described_in_billions():
    summary = sweep(won(10**12), replicates=100)
    _, mean, *_ = row(describe_summary(summary), "price (billion won)")
    assert float(mean.replace(",", "")) == pytest.approx(summary.points[0].measures["price"].mean / 1e9, rel=1e-4)


@pytest.mark.parametrize("unit", [10, 10**6, 10**9, 10**12])
def test_the_tables_of_a_sweep_hold_at_80_columns(unit):
    document = won(unit)
    path = "delegations.buyer.stances.b.reservation"
    varied = sweep(document, replicates=60, vary={path: [54 * unit, 55 * unit]})
    documents = [describe_summary(varied, by=date(2025, 2, 1)), describe_summary(sweep(document, replicates=60))]
    documents.append(describe_comparison(compare(document, override(document, path, 54 * unit), replicates=60)))
    for table in (table for one in documents for table in tables(one)):
        assert fits(table, 80), table.columns


def test_a_point_per_row_with_its_interval():
    summary = sweep("used_car", replicates=50, vary={BUYER: [4_000, 13_000]})
    text = written(describe_summary(summary))
    assert "0.0 %" in text
    assert "0 to 7.1 %" in text
    assert f"Varied: {BUYER}" in text


def test_how_likely_an_agreement_before_a_day_is_has_a_table_of_its_own():
    summary = sweep("used_car", replicates=50, vary={BUYER: [10_000, 13_000]})
    day = date(2025, 5, 10)
    text = written(describe_summary(summary, by=day))
    assert "Agreement before 2025-05-10" in text
    for point in summary.points:
        assert percent_ends(point.agreed_before(day).interval) in text


def test_values_that_are_all_the_same_are_said_to_be():
    assert row(describe_summary(sweep("rubinstein_pie", replicates=20)), "rounds")[1:3] == ("1", "all the same")


def test_a_comparison_has_differences_with_intervals():
    comparison = compare("used_car", override(read("used_car"), BUYER, 9_500), replicates=100)
    document = describe_comparison(comparison)
    agreed = comparison.points[0]["agreed"]
    _, a, b, difference, interval, pairs = row(document, "agreed")
    assert float(difference.split()[0]) == pytest.approx(100.0 * agreed.difference, abs=1.0)
    assert [float(end) for end in interval.removesuffix(" %").split(" to ")] == pytest.approx(
        [100.0 * end for end in agreed.interval], abs=1.0
    )
    assert (a, b, pairs) == (f"{100 * agreed.a:.1f} %", f"{100 * agreed.b:.1f} %", "100")


def test_a_sample_that_is_too_small_is_said_to_be():
    assert "The sample is too small for utility of Seller" in " ".join(
        written(describe_sensitivity(sensitivity("used_car", samples=4, replicates=5))).split()
    )


def test_a_tournament_says_how_accurate_it_is_and_whether_payoffs_tie():
    result = tournament("used_car", tactics=("linear", "hardliner"), replicates=20)
    text = written(describe_tournament(result))
    widest = np.nanmax(result.intervals[0, ..., 1] - result.intervals[0, ..., 0]) / 2.0
    assert f"95 % intervals are at most {rounded(widest, decimals_for(widest))}." in text
    assert ("Payoffs tie" in text) == result.tied
    single = written(describe_tournament(tournament("used_car", tactics=("linear",), replicates=1)))
    assert "nan" not in single
    assert "With one negotiation per pair, there is no estimate" in single


def test_a_tournament_of_many_tactics_holds_at_80_columns():
    tactics = ("boulware", "linear", "conceder", "relative_tft", "hardliner", "polynomial", "exponential")
    shown = tables(describe_tournament(tournament("used_car", tactics=tactics, replicates=3)))
    assert all(fits(table, 80) for table in shown)
    assert {column for table in shown for column in table.columns} == {"", "Score", "95 % interval", *tactics}


def test_payoffs_that_tie_are_said_to():
    document = override(read("used_car"), BUYER, 4_000)
    result = tournament(document, tactics=("linear", "boulware"), replicates=5)
    assert result.tied
    assert "Payoffs tie" in written(describe_tournament(result))
