"""Records of many cases: bargaining threads and lengths of talks."""

import json

import numpy as np
import pytest
from scipy import stats
from typer.testing import CliRunner

from negosim.cli import application
from negosim.errors import RecordError, UsageError
from negosim.forecast.many import read_durations, read_threads, score_file

OFFERS = "thread,by,price,accepted\n"


@pytest.fixture
def write(tmp_path):
    def write(text):
        file = tmp_path / "table.csv"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def threads(count, share, seed=1):
    rng = np.random.default_rng(seed)
    lines = []
    for number in range(count):
        low, part = 100.0 * rng.uniform(0.4, 0.9), share(rng)
        lines += [f"t{number},seller,100,no", f"t{number},buyer,{low:.3f},no"]
        lines += [f"t{number},seller,{low + part * (100.0 - low):.3f},yes"]
    return OFFERS + "\n".join(lines) + "\n"


def lengths(groups, each, between, within=0.6, seed=1):
    rng = np.random.default_rng(seed)
    lines = ["group,days"]
    for group in range(groups):
        centre = rng.normal(3.0, between) if between else 3.0
        lines += [f"g{group},{np.exp(rng.normal(centre, within)):.2f}" for _ in range(each)]
    return "\n".join(lines) + "\n"


def test_a_thread_is_its_list_price_its_first_offer_and_the_price_agreed(write):
    rows = "a,seller,100,no\na,buyer,60,no\na,seller,90,no\na,buyer,70,yes\n"
    unsold, no_gap = "b,seller,50,no\nb,buyer,40,no\n", "c,seller,30,no\nc,buyer,30,yes\n"
    (only,), left_out = read_threads(write(OFFERS + rows + unsold + no_gap))
    assert (only.list_price, only.first_offer, only.price, only.share) == (100.0, 60.0, 70.0, 0.25)
    assert left_out == 2


def test_uniform_shares_are_best_forecast_as_such_and_covered_as_often_as_stated(write):
    scores = score_file(write(threads(600, lambda rng: rng.uniform())))
    assert scores.ranked[-1] == "midpoint"
    assert scores.coverage["uniform over the gap"] == pytest.approx((0.5, 0.8), abs=0.06)
    assert scores.behind("pooled share of the gap").low <= 1e-4


def test_the_score_of_a_uniform_forecast_is_the_known_one(write):
    scores = score_file(write(threads(400, lambda rng: 0.5)))
    gaps = [
        1.0 - thread.first_offer / thread.list_price for thread in read_threads(write(threads(400, lambda rng: 0.5)))[0]
    ]
    # The score of U(0, 1) at a half is 1/4 - 1/6.
    assert scores.crps["uniform over the gap"] == pytest.approx(np.array(gaps) / 12.0, rel=1e-3)
    assert scores.crps["pooled share of the gap"] == pytest.approx(0.0, abs=1e-4)


def test_a_narrow_share_is_learnt(write):
    scores = score_file(write(threads(300, lambda rng: rng.beta(20, 60))))
    assert scores.ranked[0] == "pooled share of the gap"
    assert scores.behind("midpoint").low > 0.0


def test_groups_that_differ_are_forecast_apart_and_equal_ones_together(write):
    apart = score_file(write(lengths(30, 12, between=1.0)))
    assert apart.ranked[0] == "by group"
    assert apart.behind("pooled").low > 0.0
    assert apart.coverage["by group"] == pytest.approx((0.5, 0.8), abs=0.07)
    same = score_file(write(lengths(30, 12, between=0.0)))
    ours, pooled = (same.crps[name].mean() for name in ("by group", "pooled"))
    assert ours == pytest.approx(pooled, rel=0.02)


def test_lengths_of_one_lognormal_group_are_scored_as_the_formula_says(write):
    days = read_durations(write(lengths(1, 4000, between=0.0)))
    score = score_file(write(lengths(1, 4000, between=0.0))).crps["by group"].mean()
    normal = stats.norm(np.mean([np.log1p(each.days) for each in days]), np.std([np.log1p(each.days) for each in days]))
    draws = np.expm1(normal.ppf((np.arange(4000) + 0.5) / 4000))
    expected = np.abs(draws[:, None] - draws[None, :]).mean() / 2  # the mean score of a forecast that is right
    assert score == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OFFERS + "a,seller,100,no\na,buyer,x,no\n", "line 3, price: 'x': expected a number"),
        (OFFERS + "a,buyer,60,no\na,seller,90,yes\n", "thread a: it must begin with the seller's list price"),
        (OFFERS + "a,seller,100,no\n", "thread a: it must begin with"),
        (OFFERS + "a,seller,100,no\na,bayer,60,yes\n", "an offer is by 'bayer'; write seller or buyer"),
        (OFFERS + "a,seller,100,no\na,buyer,0,yes\n", "a price is not above 0"),
        (OFFERS + "a,seller,9,no\na,buyer,5,yes\na,seller,8,no\n", "an offer follows the one that was accepted"),
        (
            OFFERS + "a,seller,9,no\na,buyer,5,no\nb,seller,9,no\nb,buyer,5,no\na,seller,8,no\n",
            "thread a: its rows do not follow one another",
        ),
        ("thread,by,cost,accepted\na,seller,1,no\n", "the column 'price' is missing"),
        ("group,days\na,-2\n", "row 1, days: -2: a length of time is not below 0"),
        ("group,days\na,nan\n", "line 2, days: 'nan': expected a number"),
        ("grup,days\na,2\n", "did you mean 'grup'?"),
    ],
)
def test_a_bad_table_is_explained(write, text, words):
    with pytest.raises(RecordError) as error:
        score_file(write(text))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "its first line does not name the columns thread, by, price, accepted"),
        ("", "its first line does not name"),
        ("group,days\na,2\n", "the table has 1 cases to score, 0 are left out; at least 20 are needed"),
    ],
)
def test_a_table_without_cases_is_refused(write, text, words):
    with pytest.raises(UsageError) as error:
        score_file(write(text))
    assert words in str(error.value)


def test_the_command_names_the_winner_and_prints_json(write):
    file = write(threads(300, lambda rng: rng.beta(20, 60)))
    reported = CliRunner().invoke(application(), ["score", str(file)])
    assert reported.exit_code == 0, reported.output
    assert "'pooled share of the gap' wins." in reported.stdout
    data = json.loads(CliRunner().invoke(application(), ["score", str(file), "--json"]).stdout)
    assert (data["n"], data["best"], data["unit"]) == (300, "pooled share of the gap", "share of the list price")
    assert set(data["forecasts"]["midpoint"]) == {"crps", "coverage50", "coverage80", "difference"}
    missing = CliRunner().invoke(application(), ["score", str(file.with_name("none.csv"))])
    assert missing.exit_code == 2
    assert "cannot be read: No such file or directory" in missing.output
