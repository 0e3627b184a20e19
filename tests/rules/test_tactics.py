"""Concession tactics against worked numbers of the literature."""

import pytest

from negosim.domain import Protocol, Tactic
from negosim.rules.tactics.behaviour import absolute, relative
from negosim.rules.tactics.time_dependent import exponential_curve, polynomial_curve, resource_curve
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    bilateral,
    calendar,
    day,
    deal,
    meetings,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
)

GRID = [(t, beta) for t in (0, 5, 10, 15, 20, 25) for beta in (0.2, 1.0, 5.0)]
POLYNOMIAL = [0.1] * 3 + [
    0.1008789063,
    0.325,
    0.7820724549,
    0.128125,
    0.55,
    0.883495507,
    0.3135742188,
    0.775,
    0.9496787602,
]
EXPONENTIAL = [0.1] * 3 + [0.1137398075, 0.177827941, 0.5790223298, 0.134725386, 0.316227766, 0.9305720409]
EXPONENTIAL += [0.1746391934, 0.5623413252, 0.997753908]
STUBBORN = stance(0.0, 0.0, tactic("hardliner"))


@pytest.mark.parametrize(("place", "share"), list(zip(GRID, POLYNOMIAL + [1.0] * 6, strict=True)))
def test_the_polynomial_curve_is_faratins(place, share):
    t, beta = place
    assert polynomial_curve(min(t, 20) / 20, beta, 0.1) == pytest.approx(share, abs=1e-10)


@pytest.mark.parametrize(("place", "share"), list(zip(GRID, EXPONENTIAL + [1.0] * 6, strict=True)))
def test_the_exponential_curve_is_faratins(place, share):
    t, beta = place
    assert exponential_curve(min(t, 20) / 20, beta, 0.1) == pytest.approx(share, abs=1e-10)


def test_both_curves_agree_with_the_spot_values():
    assert polynomial_curve(0.25, 0.5, 0.1) == pytest.approx(0.15625, abs=1e-15)
    assert exponential_curve(0.25, 0.5, 0.1) == pytest.approx(0.1361365048, abs=1e-10)


@pytest.mark.parametrize(("left", "share"), [(0.0, 1.0), (1.0, 0.4310914971), (2.0, 0.2218017549), (5.0, 0.1060641523)])
def test_the_resource_curve_is_faratins(left, share):
    assert resource_curve(left, 0.1) == pytest.approx(share, abs=1e-10)


def path(how, aspiration, reservation, *, party=SELLER, deadline=10, **changes):
    """Return the offers of one side on eleven days in a row, the other standing still far away."""
    mover = stance(aspiration, reservation, how, deadline=day(deadline), **changes)
    when = calendar(*range(11))
    if party == SELLER:
        talks = run(bilateral(mover, STUBBORN, when=when))
    else:
        other = stance(100.0, 100.0, tactic("hardliner"))
        talks = run(bilateral(other, mover, when=when, protocol=Protocol(first="buyer")))
    return [terms for _, terms in offers(talks, party)]


def test_the_sma_concession_paths_come_out():
    washington = [50, 49.64, 48.56, 46.76, 44.24, 41, 37.04, 32.36, 26.96, 20.84, 14]
    assert path(tactic("polynomial", beta=0.5), 50.0, 14.0) == pytest.approx(washington, abs=1e-12)
    # a buyer who moves first each day
    buyer = path(tactic("polynomial", beta=1.0), 13.0, 25.0, party=BUYER)
    assert buyer == pytest.approx([13, 14.2, 15.4, 16.6, 17.8, 19, 20.2, 21.4, 22.6, 23.8, 25], abs=1e-12)


def test_alternating_offers_with_ac_next_settle_on_the_sma_deal():
    # 20 moves, a day each: Washington on even days, Seoul on odd ones; the offer of day 17 is the deal
    washington = stance(50.0, 14.0, tactic("polynomial", beta=0.5), deadline=day(20))
    seoul = stance(13.0, 25.0, tactic("polynomial", beta=1.0), deadline=day(20))
    when = calendar(horizon=30)
    when = type(when)(start=when.start, horizon=when.horizon, rounds=meetings(0, lasts=20.0, exchanges=10))
    talks = run(bilateral(washington, seoul, when=when))
    assert agreed(talks)
    assert offers(talks, BUYER)[-1] == (17.0, pytest.approx(23.2, abs=1e-12))
    assert deal(talks) == pytest.approx(23.2, abs=1e-12)
    assert talks.table.concluded == 18.0


CROSSINGS = [(1.0, 1.0, 0.5, 0.5), (1.0, 0.2, 0.7548776662, 0.2451223338), (5.0, 1.0, 0.2451223338, 0.2451223338)]
CROSSINGS += [(0.1, 0.1, 0.9330329915, 0.5), (0.2, 0.2, 0.8705505633, 0.5)]


@pytest.mark.parametrize(("first", "second", "crossing", "share"), CROSSINGS)
def test_time_dependent_tactics_meet_where_their_curves_cross(first, second, crossing, share):
    # unit zone, reservation values 0, 4,096 moves: within one move of the crossing of the continuous curves
    seller = stance(100.0, 0.0, tactic("polynomial", beta=first), deadline=day(4096))
    buyer = stance(0.0, 100.0, tactic("polynomial", beta=second), deadline=day(4096))
    rounds = meetings(0, lasts=4096.0, exchanges=2048)
    when = type(calendar())(start=day(0), horizon=day(5000), rounds=rounds)
    talks = run(bilateral(seller, buyer, when=when))
    assert talks.table.concluded / 4096 == pytest.approx(crossing, abs=3 / 4096)
    steepest = max(1.0 / first, 1.0 / second)
    assert deal(talks) / 100 == pytest.approx(share, abs=4 * steepest / 4096)


def answers(how, theirs, own_aspiration, own_reservation):
    """Return the buyer's offers, the first of them its aspiration, against a seller's script."""
    seller = stance(100.0, 0.0, script(*theirs))
    buyer = stance(own_aspiration, own_reservation, how, retreat=True)
    talks = run(bilateral(seller, buyer, when=calendar(*range(len(theirs)), horizon=50)))
    return [terms for _, terms in offers(talks, BUYER)]


def test_tit_for_tat_formulas_give_the_worked_answers():
    # theory: the opponent's offers 100, 95, 92, own 20 then 25
    assert relative(25.0, 95.0, 92.0) == pytest.approx(25.8152173913, abs=1e-10)
    assert absolute(25.0, 95.0, 92.0) == 28.0
    assert relative(25.0, 100.0, 92.0) == pytest.approx(27.1739130435, abs=1e-10)


def test_relative_tit_for_tat_answers_each_move_in_proportion():
    made = answers(tactic("relative_tft", delta=1.0), [100.0, 95.0, 92.0], 20.0, 60.0)
    assert made == pytest.approx([20.0, 20.0 * 100 / 95, 20.0 * 100 / 95 * 95 / 92], abs=1e-12)


def test_relative_tit_for_tat_looks_delta_offers_back():
    made = answers(tactic("relative_tft", delta=2.0), [100.0, 95.0, 92.0], 20.0, 60.0)
    assert made == pytest.approx([20.0, 20.0, 20.0 * 100 / 95], abs=1e-12)


def test_absolute_tit_for_tat_answers_each_move_by_as_much():
    assert answers(tactic("random_absolute_tft"), [100.0, 95.0, 92.0], 20.0, 60.0) == pytest.approx([20.0, 25.0, 28.0])


def test_averaged_tit_for_tat_answers_the_moves_of_its_window():
    made = answers(tactic("averaged_tft", window=2.0), [100.0, 95.0, 92.0], 20.0, 60.0)
    assert made == pytest.approx([20.0, 20.0, 20.0 * 100 / 92], abs=1e-12)


def test_tit_for_tat_stays_within_its_reservation_value():
    assert answers(tactic("random_absolute_tft"), [100.0, 60.0, 40.0], 20.0, 45.0)[1:] == pytest.approx([45.0])


def test_chance_in_absolute_tit_for_tat_is_within_its_spread_and_centred():
    buyer = stance(20.0, 60.0, tactic("random_absolute_tft", spread=4.0), retreat=True)
    scenario = bilateral(stance(100.0, 0.0, script(100.0, 95.0)), buyer, when=calendar(0, 1, horizon=9))
    second = [offers(talks, BUYER)[1][1] for talks in runs(scenario, 2_000)]
    assert min(second) >= 21.0
    assert max(second) <= 29.0
    assert sum(second) / 2_000 == pytest.approx(25.0, abs=4 * (8 / 12**0.5) / 2_000**0.5)


def test_a_hardliner_stays_at_its_aspiration():
    assert path(tactic("hardliner"), 50.0, 14.0) == [50.0] * 11


def test_a_random_walker_demands_evenly_between_limit_and_aspiration():
    walker = stance(80.0, 40.0, tactic("random_walker"), retreat=True)
    scenario = bilateral(walker, STUBBORN, when=calendar(0, horizon=9))
    asked = [offers(talks, SELLER)[0][1] for talks in runs(scenario, 4_000)]
    assert min(asked) >= 40.0
    assert max(asked) <= 80.0
    assert sum(asked) / 4_000 == pytest.approx(60.0, abs=4 * (40 / 12**0.5) / 4_000**0.5)


def test_a_tabulated_curve_is_read_between_its_points():
    how = Tactic(kind="tabulated", curve=(0.0, 0.5, 1.0, 1.0, 1.0))
    assert path(how, 50.0, 14.0)[:6] == pytest.approx([50.0, 42.8, 35.6, 28.4, 21.2, 14.0], abs=1e-12)


def test_a_resource_dependent_tactic_concedes_as_its_days_run_out():
    shares = [resource_curve(0.3 * (10 - t), 0.1) for t in range(11)]
    assert path(tactic("resource", k=0.1, mu=0.3), 50.0, 14.0) == pytest.approx(
        [50 - 36 * s for s in shares], abs=1e-12
    )


def test_an_exponential_tactic_walks_its_curve():
    shares = [exponential_curve(t / 10, 0.5, 0.1) for t in range(11)]
    made = path(tactic("exponential", beta=0.5, k=0.1), 50.0, 14.0)
    assert made == pytest.approx([50 - 36 * s for s in shares], abs=1e-12)


def test_after_its_deadline_a_tactic_stands_at_its_limit():
    assert path(tactic("polynomial", beta=0.5), 50.0, 14.0, deadline=5)[5:] == pytest.approx([14.0] * 6)


def test_a_script_is_replayed_and_its_last_offer_repeated():
    assert path(script(50.0, 30.0, 40.0), 50.0, 14.0) == [50.0, 30.0] + [40.0] * 9


def test_a_dated_script_gives_the_last_offer_that_is_due():
    plain = script(50.0, 30.0, 40.0).offers
    dated = [type(plain[0])(terms=each.terms, date=day(when)) for each, when in zip(plain, (0, 4, 8), strict=True)]
    assert path(Tactic(kind="scripted", offers=tuple(dated)), 50.0, 14.0) == [50.0] * 4 + [30.0] * 4 + [40.0] * 3


@pytest.mark.parametrize("name", ["relative_tft", "random_absolute_tft", "averaged_tft"])
def test_a_tactic_that_answers_the_last_move_remembers_no_more_than_it(name):
    def last_answer(theirs):
        buyer = stance(5.0, 80.0, script(*theirs))
        talks = run(bilateral(stance(95.0, 35.0, tactic(name)), buyer, when=calendar(*range(len(theirs)), horizon=20)))
        made = [terms for _, terms in offers(talks, SELLER)]
        return made[-1] / made[-2] if name != "random_absolute_tft" else made[-1] - made[-2]

    history = [10.0, 10.5, 11.0, 11.5, 12.0]
    other = [10.0, 10.1, *history[2:]]
    assert last_answer(history) == pytest.approx(last_answer(other))
