"""Acceptance conditions against the worked case of Baarslag, Hindriks and Jonker (2014)."""

import pytest

from negosim.domain import Acceptance
from negosim.rules.acceptance import acceptable, best_of_window
from negosim.rules.offers import record_offer, weigh_proposal
from tests.rules.made import (
    BUYER,
    agreed,
    begun,
    bilateral,
    calendar,
    day,
    deal,
    run,
    script,
    stance,
    tactic,
)

CASES = [
    ("next", {"a": 1.0, "b": 0.0}, False),
    ("next", {"a": 1.02, "b": 0.02}, True),
    ("const", {"c": 0.6}, True),
    ("const", {"c": 0.63}, False),
    ("time", {"t": 0.95}, True),
    ("time", {"t": 0.98}, False),
    ("combi", {"t": 0.95, "mean": 0.0}, False),
    ("combi", {"t": 0.95, "mean": 1.0}, True),
    ("combi", {"t": 0.98, "mean": 1.0}, False),
]


@pytest.mark.parametrize(("kind", "parameters", "accepts"), CASES)
def test_the_worked_case_comes_out(kind, parameters, accepts):
    # u(offer) 0.62, u(next own) 0.65, time 0.97; the window of length 0.03 before held 0.5, 0.58 and 0.64
    buyer = stance(0.0, 100.0, accept=Acceptance(kind=kind, parameters=parameters), deadline=day(100))
    own, other = reversed(begun(bilateral(stance(100.0, 0.0), buyer)).parties)
    for t, price in [(10.0, 20.0), (94.0, 50.0), (95.0, 42.0), (96.0, 36.0), (97.0, 38.0)]:
        other.proposal[0] = price
        weigh_proposal(other)
        record_offer(other, own, t)
    own.now, own.limit = 97.0, 0.0
    assert acceptable(own, 0.62, 0.65) is accepts


def test_the_window_reaches_back_as_far_as_there_is_time_left():
    seller = stance(100.0, 0.0, script(80.0, 60.0, 70.0, 65.0))
    buyer = stance(0.0, 0.0, tactic("hardliner"), deadline=day(100))
    own = run(bilateral(seller, buyer, when=calendar(10, 60, 80, 90, horizon=95))).parties[BUYER]
    # at day 90 the window of 10 days holds the offer of day 80 alone
    own.now = 90.0
    assert best_of_window(own, False) == pytest.approx(0.3)
    # at day 70 it would hold all offers before the last
    own.now = 70.0
    assert best_of_window(own, False) == pytest.approx(0.4)
    assert best_of_window(own, True) == pytest.approx((0.4 + 0.3) / 2)


@pytest.mark.parametrize(
    "accept",
    [
        Acceptance(kind="time", parameters={"t": 0.0}),
        Acceptance(kind="const", parameters={"c": 0.0}),
        Acceptance(parameters={"a": 9.0, "b": 9.0}),
    ],
)
def test_nothing_below_the_limit_is_ever_accepted(accept):
    talks = run(bilateral(stance(60.0, 60.0, tactic("hardliner")), stance(0.0, 59.9, accept=accept)))
    assert not agreed(talks)


def test_an_offer_at_exactly_the_reservation_value_is_accepted():
    buyer = stance(0.0, 33.3, deadline=day(300))
    talks = run(bilateral(stance(33.3, 33.3, tactic("hardliner")), buyer, when=calendar(0, 301)))
    assert agreed(talks)
    assert deal(talks) == pytest.approx(33.3)


def test_ac_next_compares_with_the_offer_it_would_make_now():
    # the buyer's next bid is worth 0.5 to it at half time: 50 is taken then, and not before
    seller, buyer = stance(50.0, 50.0, tactic("hardliner")), stance(0.0, 100.0, deadline=day(100))
    talks = run(bilateral(seller, buyer, when=calendar(0, 40, 49, 50, 60)))
    # the buyer answers half a day into a round
    assert talks.table.concluded == 50.5


def test_the_limit_holds_on_the_day_of_the_answer():
    # pressure brings the buyer's limit to 50 some 30 days after the lapse began
    seller = stance(50.0, 50.0, tactic("hardliner"))
    buyer = stance(0.0, 40.0, accept=Acceptance(kind="time", parameters={"t": 0.0}), pressure=10.0)
    talks = run(bilateral(seller, buyer, when=calendar(*range(90), expiry=day(5))))
    # 30.4375 days after day 5 is 35.4375; the buyer answers at the middle of each day
    assert talks.table.concluded == 35.5
