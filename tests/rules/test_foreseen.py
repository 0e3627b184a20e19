"""A lapse whose cost is foreseen: what no agreement would still cost counts in the reservation value."""

import pytest

from negosim.domain import Ratifier, Shock
from negosim.rules.outcome import surplus
from negosim.rules.records import DAYS_PER_MONTH
from negosim.rules.stances import limit_now, reservation, reservation_level
from tests.rules.made import BUYER, SELLER, agreed, bilateral, calendar, day, deal, run, script, stance, tactic
from tests.rules.test_events import until

COST = {"seller": 0.03, "buyer": 0.06}
HORIZON, EXPIRY = 300, 60


def made(*shocks, expiry=EXPIRY, seller=None, buyer=None, foreseen=True, **changes):
    return bilateral(
        seller or stance(90.0, 60.0, tactic("hardliner")),
        buyer or stance(10.0, 50.0, tactic("hardliner")),
        when=calendar(*range(0, 300, 30), horizon=HORIZON, expiry=None if expiry is None else day(expiry)),
        shocks=shocks,
        lapse_cost=COST,
        lapse_foreseen=foreseen,
        **changes,
    )


def to_come(party, days):
    return COST[("seller", "buyer")[party]] * days / DAYS_PER_MONTH


@pytest.mark.parametrize("t", [0.0, 30.0, 60.0, 61.0, 150.0, 299.0])
def test_a_reservation_value_is_less_by_the_cost_of_the_lapse_to_come(t):
    talks = until(made(), t + 0.5)
    days = HORIZON + 1 - max(t, EXPIRY)
    assert reservation(talks.parties[SELLER], t) == pytest.approx(0.6 - to_come(SELLER, days))
    assert reservation(talks.parties[BUYER], t) == pytest.approx(0.5 - to_come(BUYER, days))
    assert reservation_level(talks.parties[SELLER], t) == pytest.approx(60.0 - 100 * to_come(SELLER, days))
    assert reservation_level(talks.parties[BUYER], t) == pytest.approx(50.0 + 100 * to_come(BUYER, days))
    for party in talks.parties:
        assert limit_now(party, t) == pytest.approx(reservation(party, t))


def test_the_zone_is_widest_before_the_lapse_and_shrinks_with_each_day_of_it():
    talks = until(made(), 200.0)
    gains = [1.0 - sum(reservation(party, t) for party in talks.parties) for t in (60.0, 100.0, 150.0, 200.0)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0.5
    assert gains[0] - gains[1] == pytest.approx(40 * 0.09 / DAYS_PER_MONTH)


def test_a_reservation_value_does_not_fall_below_nothing():
    talks = until(made(seller=stance(90.0, 5.0, tactic("hardliner"))), 61.0)
    assert reservation(talks.parties[SELLER], 60.0) == 0.0


def test_without_an_expiry_there_is_nothing_to_foresee():
    talks = until(made(expiry=None), 50.0)
    assert reservation(talks.parties[SELLER], 49.0) == 0.6


def test_an_interim_agreement_saves_its_days():
    talks = until(made(Shock(name="x", date=day(100), expiry=day(200))), 150.0)
    assert reservation(talks.parties[SELLER], 150.0) == pytest.approx(0.6 - to_come(SELLER, 101))


def test_sides_that_foresee_the_cost_agree_where_others_do_not():
    offers = {"seller": stance(90.0, 60.0, script(55.0)), "buyer": stance(10.0, 50.0, script(55.0))}
    assert not agreed(run(made(**offers, foreseen=False)))
    assert agreed(run(made(**offers)))


def test_the_surplus_is_over_what_no_agreement_would_have_left():
    late = script(90.0, 90.0, 90.0, 55.0)
    offers = {"seller": stance(90.0, 60.0, late), "buyer": stance(10.0, 50.0, script(10.0, 10.0, 10.0, 55.0))}
    talks = run(made(**offers))
    assert deal(talks) == 55.0
    paid = to_come(SELLER, talks.table.in_force - EXPIRY)
    kept = 0.6 - to_come(SELLER, HORIZON + 1 - talks.table.in_force)
    assert surplus(talks.parties[SELLER]) == pytest.approx(0.55 - kept - paid)


def test_a_ratifier_without_a_threshold_counts_in_the_same_way():
    offers = {"seller": stance(90.0, 60.0, script(55.0), mandate=50.0), "buyer": stance(10.0, 50.0, script(55.0))}
    head = (Ratifier(name="r", party="seller"),)
    assert agreed(run(made(**offers, ratifiers=head)))
    assert not agreed(run(made(**offers, ratifiers=head, foreseen=False)))
