"""Events that move the expiry of the agreement in force, a deadline or a stance."""

import pytest

from negosim.domain import Ratifier, Shock
from negosim.rules.outcome import days_of_lapse
from negosim.rules.records import DAYS_PER_MONTH, NEVER
from negosim.rules.stances import lapse_days, normalised_time, reservation_level
from tests.rules.made import (
    BUYER,
    SELLER,
    bilateral,
    calendar,
    day,
    deal,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
    term,
)
from tests.rules.test_events import until

SELLER_STAYS = stance(90.0, 80.0, tactic("hardliner"), pressure=2.0)
BUYER_STAYS = stance(10.0, 20.0, tactic("hardliner"))
HORIZON = 300


def made(*shocks, expiry=50, seller=SELLER_STAYS, buyer=BUYER_STAYS, **changes):
    when = calendar(*range(0, 300, 30), horizon=HORIZON, expiry=None if expiry is None else day(expiry))
    return bilateral(seller, buyer, when=when, shocks=shocks, **changes)


def moved(name, on, expiry, **changes):
    return Shock(name=name, date=day(on), expiry=day(expiry), **changes)


def lapse(*shocks, **changes):
    return days_of_lapse(run(made(*shocks, **changes)).table)


def test_an_extension_before_the_expiry_leaves_no_lapse_until_its_end():
    assert lapse() == HORIZON + 1 - 50
    assert lapse(moved("x", 40, 120)) == HORIZON + 1 - 120


def test_an_agreement_may_be_extended_more_than_once():
    assert lapse(moved("x", 40, 120), moved("y", 119, 200), moved("z", 200, 290)) == HORIZON + 1 - 290
    assert lapse(moved("x", 40, 120), moved("y", 100, 301)) == 0.0


def test_the_days_of_an_interim_agreement_do_not_count_as_lapsed():
    talks = until(made(moved("x", 80, 120)), 119.0)
    assert lapse_days(talks.table, 60.0) == 30.0
    assert lapse_days(talks.table, 119.0) == 30.0
    assert lapse(moved("x", 80, 120)) == 30.0 + HORIZON + 1 - 120
    assert lapse(moved("x", 80, 120), moved("y", 150, 200)) == 30.0 + 30.0 + HORIZON + 1 - 200


def test_an_interim_agreement_ends_a_lapse_that_began_before_the_start():
    assert lapse(moved("x", 10, 200), expiry=-20) == 30.0 + HORIZON + 1 - 200


def test_without_an_agreement_in_force_an_interim_one_begins_the_first():
    assert lapse(moved("x", 10, 200), expiry=None) == HORIZON + 1 - 200


def test_a_notice_brings_the_expiry_forward():
    assert lapse(moved("x", 10, 30)) == HORIZON + 1 - 30
    assert lapse(moved("x", 10, 10)) == HORIZON + 1 - 10


def test_a_day_that_has_passed_when_the_event_happens_moves_nothing():
    late = Shock(name="x", hazard=100.0, starts=day(130), expiry=day(120))
    assert lapse(late) == lapse()


def test_an_extension_under_another_administration_has_no_effect():
    shock = moved("x", 40, 120, under={"seller": "somebody else"})
    terms = (term("seller 1"), term("somebody else", starts=290))
    assert lapse(shock, seller_terms=terms) == lapse()


def test_pressure_counts_the_days_of_lapse_alone():
    for t, months in ((50.0, 0.0), (100.0, 30.0), (119.0, 30.0), (149.0, 59.0)):
        talks = until(made(moved("x", 80, 120)), t)
        seller = talks.parties[SELLER]
        assert reservation_level(seller, t) == pytest.approx(80.0 - 2.0 * months / DAYS_PER_MONTH)


def test_a_deadline_that_moves_leaves_more_time_from_where_it_began():
    working = stance(90.0, 40.0, deadline=day(100))
    scenario = made(Shock(name="x", date=day(80), deadlines={"seller": day(200)}), seller=working)
    assert normalised_time(until(scenario, 79.0).parties[SELLER], 79.0) == 0.79
    seller = until(scenario, 81.0).parties[SELLER]
    assert normalised_time(seller, 80.0) == 0.4
    assert (seller.deadline, seller.stance.deadline) == (200.0, 100.0)
    assert normalised_time(until(scenario, 81.0).parties[BUYER], 80.0) == 80.0 / HORIZON


def test_a_stance_that_is_taken_later_has_its_own_deadline():
    stances = [stance(90.0, 40.0, deadline=day(100)), stance(90.0, 40.0, name="other", deadline=day(250))]
    shock = Shock(name="x", date=day(80), deadlines={"seller": day(200)})
    scenario = made(shock, seller=stances, seller_terms=(term("a"), term("b", "other", starts=120)))
    assert until(scenario, 121.0).parties[SELLER].deadline == 250.0


def test_moved_deadlines_change_no_replicate_that_runs_on_the_same_records():
    working = stance(90.0, 40.0, tactic("polynomial", beta=0.5), deadline=day(100))
    scenario = made(Shock(name="x", hazard=0.5, deadlines={"seller": day(250)}), seller=working)
    together = [offers(talks, SELLER) for talks in runs(scenario, 40)]
    assert together == [offers(run(scenario, replicate=replicate), SELLER) for replicate in range(40)]
    assert len({str(each) for each in together}) > 3


def test_an_event_lets_a_party_take_another_stance():
    stances = [
        stance(90.0, 40.0, tactic("hardliner")),
        stance(60.0, 30.0, tactic("hardliner"), name="soft", retreat=True),
    ]
    scenario = made(Shock(name="x", date=day(100), stances={"seller": "soft"}), seller=stances)
    talks = run(scenario)
    assert {offered for when, offered in offers(talks, SELLER) if when < 100} == {90.0}
    assert {offered for when, offered in offers(talks, SELLER) if when > 100} == {60.0}
    assert talks.parties[SELLER].opened == 100.0


def test_a_stance_and_a_deadline_of_one_event_hold_both():
    stances = [stance(90.0, 40.0), stance(60.0, 30.0, name="soft", deadline=day(150))]
    shock = Shock(name="x", date=day(100), stances={"seller": "soft"}, deadlines={"seller": day(280)})
    seller = until(made(shock, seller=stances), 101.0).parties[SELLER]
    assert (seller.stance.number, seller.deadline) == (1, 280.0)


def test_what_a_party_has_learnt_is_forgotten_with_its_stance():
    stances = [stance(90.0, 40.0, script(45.0)), stance(90.0, 40.0, script(45.0), name="again")]
    buyer = stance(10.0, 60.0, script(45.0))
    strict = (Ratifier(name="r", party="seller", threshold=50.0),)
    steady = run(made(seller=stances, buyer=buyer, ratifiers=strict))
    assert (steady.table.tentatives, deal(steady)) == (1, 45.0)
    again = run(
        made(Shock(name="x", date=day(200), stances={"seller": "again"}), seller=stances, buyer=buyer, ratifiers=strict)
    )
    assert again.table.tentatives == 2


def test_the_expiry_is_off_the_agenda_once_it_has_come():
    talks = run(made(moved("x", 80, 120)))
    assert talks.table.expiry.time == NEVER
