"""Numbers given as distributions: what is drawn, and that a replicate depends on nothing but its key."""

import numpy as np
import pytest
from scipy import stats

from negosim.domain import Distribution
from negosim.rules.advance import happen, negotiate, next_event
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from tests.rules.made import BUYER, SELLER, bilateral, calendar, drawn, everything, run, stance
from tests.rules.reading import left_behind

COUNT = 20_000
DRAWN = {
    "norm": (drawn("norm", loc=40.0, scale=8.0), stats.norm(40.0, 8.0)),
    "uniform": (drawn("uniform", loc=10.0, scale=30.0), stats.uniform(10.0, 30.0)),
    "lognorm": (drawn("lognorm", s=0.5, scale=20.0), stats.lognorm(0.5, scale=20.0)),
    "expon": (drawn("expon", loc=5.0, scale=10.0), stats.expon(5.0, 10.0)),
    "logistic": (drawn("logistic", loc=50.0, scale=4.0), stats.logistic(50.0, 4.0)),
    "triang": (drawn("triang", c=0.25, loc=20.0, scale=40.0), stats.triang(0.25, 20.0, 40.0)),
}


def reservations(number, count=COUNT):
    """Return the seller's drawn reservation values."""
    talks = lower(bilateral(stance(90.0, number), stance(10.0, 60.0))).talks()
    levels = []
    for replicate in range(count):
        begin(talks, 7, replicate)
        levels.append(talks.stances[0].reservation)
    return levels


@pytest.mark.parametrize("name", DRAWN)
def test_draws_follow_their_distribution(name):
    number, distribution = DRAWN[name]
    assert stats.kstest(reservations(number), distribution.cdf).pvalue > 1e-4


def test_a_distribution_given_by_its_quantiles_is_drawn_between_them():
    gamma = stats.gamma(4.0, scale=7.0)
    knots = tuple(gamma.ppf(stats.norm.cdf(score)) for score in np.linspace(-8.25, 8.25, 1025)[:-1])
    knots = (*knots, gamma.isf(stats.norm.sf(8.25)))
    result = reservations(Distribution(dist="gamma", quantiles=knots))
    assert stats.kstest(result, gamma.cdf).pvalue > 1e-4


def test_a_discrete_distribution_gives_its_values_in_proportion():
    table = (0.25, 1.0, 3.0, 5.0)
    result = reservations(Distribution(dist="any", quantiles=table, discrete=True))
    assert result.count(3.0) / COUNT == pytest.approx(0.25, abs=4 * (0.1875 / COUNT) ** 0.5)
    assert set(result) == {3.0, 5.0}


def test_until_drawn_a_number_is_its_median():
    talks = lower(bilateral(stance(90.0, drawn("norm", loc=40.0, scale=8.0)), stance(10.0, 60.0))).talks()
    assert talks.stances[0].reservation == 40.0


def test_draws_of_one_replicate_are_independent():
    seller = stance(drawn("uniform", loc=80.0, scale=10.0), drawn("uniform", loc=30.0, scale=10.0))
    buyer = stance(drawn("uniform", loc=5.0, scale=10.0), drawn("uniform", loc=50.0, scale=10.0))
    talks = lower(bilateral(seller, buyer)).talks()
    rows = []
    for replicate in range(5_000):
        begin(talks, 1, replicate)
        rows.append([level for each in talks.stances for level in (each.aspiration, each.reservation)])
    columns = list(zip(*rows, strict=True))
    for one in range(4):
        for other in range(one):
            assert abs(stats.pearsonr(columns[one], columns[other]).statistic) < 4 / 5_000**0.5


def test_a_replicate_is_the_same_whatever_ran_before_it_on_the_records():
    scenario = everything()
    used = lower(scenario).talks()
    for replicate in range(300):
        negotiate(used, 3, replicate)
        if replicate % 10 == 0:
            assert left_behind(used) == left_behind(run(scenario, seed=3, replicate=replicate))


def test_a_replicate_begins_with_nothing_of_the_one_before():
    used, fresh = lower(everything()).talks(), lower(everything()).talks()
    begin(fresh, 3, 40)
    for replicate in range(20):
        negotiate(used, 3, replicate)
        begin(used, 3, 40)
        assert left_behind(used) == left_behind(fresh)


def test_a_replicate_may_be_abandoned_half_way():
    scenario = everything()
    used = lower(scenario).talks()
    begin(used, 3, 1)
    for _ in range(5):
        event = next_event(used)
        happen(used, event, event.time)
    negotiate(used, 3, 4)
    assert left_behind(used) == left_behind(run(scenario, seed=3, replicate=4))


def test_seeds_and_replicates_give_different_negotiations():
    tables = [run(everything(), seed=seed, replicate=replicate).table for seed in range(4) for replicate in range(4)]
    assert len({(table.end, table.concluded, table.round_ended, *table.settled) for table in tables}) > 12


def test_neighbouring_points_of_a_sweep_share_their_random_numbers():
    standardised = []
    for scale in (8.0, 8.1):
        talks = run(
            bilateral(stance(90.0, drawn("norm", loc=40.0, scale=scale)), stance(10.0, 60.0)), seed=5, replicate=9
        )
        standardised.append((talks.stances[0].reservation - 40.0) / scale)
    assert standardised[0] == pytest.approx(standardised[1], rel=1e-12)


def test_a_bilateral_zone_has_the_chance_of_the_closed_form():
    # theory, zopa.prob.normal: N(20, 5) and N(25, 5) overlap with the chance 0.2397500611
    seller, buyer = stance(90.0, drawn("norm", loc=25.0, scale=5.0)), stance(0.0, drawn("norm", loc=20.0, scale=5.0))
    talks = lower(bilateral(seller, buyer, when=calendar(horizon=9))).talks()
    count = 0
    for replicate in range(COUNT):
        begin(talks, 2, replicate)
        count += talks.stances[SELLER].reservation <= talks.stances[BUYER].reservation
    assert count / COUNT == pytest.approx(0.2397500611, abs=4 * (0.24 * 0.76 / COUNT) ** 0.5)
    assert talks.parties[SELLER].offers_made == 0
