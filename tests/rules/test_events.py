"""Shocks, and changes of administration."""

import pytest

from negosim.domain import Acceptance, Calendar, Candidate, Effect, Gap, Protocol, Ratifier, Shock, Term
from negosim.rules.advance import happen, next_event
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.records import DAYS_PER_MONTH, ENDED, NEVER
from negosim.rules.stances import reservation_level
from tests.rules.made import (
    BUYER,
    SELLER,
    START,
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
    term,
)

SELLER_STAYS = stance(90.0, 90.0, tactic("hardliner"))
BUYER_STAYS = stance(10.0, 10.0, tactic("hardliner"))
DROP = Effect(party="seller", level="reservation", by=-20.0)


def struck(*shocks, **changes):
    return run(bilateral(SELLER_STAYS, BUYER_STAYS, shocks=shocks, **changes))


def rounds_of(talks):
    return [when for when, _ in offers(talks, SELLER)]


def until(scenario, t, *, seed=1, replicate=0):
    """Return the talks as they stand just before time ``t``."""
    talks = lower(scenario).talks()
    begin(talks, seed, replicate)
    while next_event(talks).time < t and talks.table.phase != ENDED:
        event = next_event(talks)
        happen(talks, event, event.time)
    return talks


def test_a_dated_shock_moves_a_level_from_its_day_on():
    scenario = bilateral(SELLER_STAYS, BUYER_STAYS, shocks=(Shock(name="x", date=day(45), effects=(DROP,)),))
    assert reservation_level(until(scenario, 45.0).parties[SELLER], 44.0) == 90.0
    assert reservation_level(until(scenario, 45.1).parties[SELLER], 45.0) == 70.0
    assert reservation_level(until(scenario, 390.0).parties[SELLER], 390.0) == 70.0


def test_an_effect_fades_after_its_days():
    effect = Effect(party="seller", level="reservation", by=-20.0, days=10.5)
    scenario = bilateral(SELLER_STAYS, BUYER_STAYS, shocks=(Shock(name="x", date=day(45), effects=(effect,)),))
    assert reservation_level(until(scenario, 55.5).parties[SELLER], 55.0) == 70.0
    assert reservation_level(until(scenario, 56.0).parties[SELLER], 56.0) == 90.0


def test_a_shock_under_another_administration_has_no_effect():
    names = (("seller 1", 70.0), ("somebody else", 90.0))
    for name, level in names:
        shock = Shock(name="x", date=day(45), effects=(DROP,), under={"seller": name})
        scenario = bilateral(
            SELLER_STAYS,
            BUYER_STAYS,
            shocks=(shock,),
            seller_terms=(term("seller 1"), term("somebody else", starts=300)),
        )
        assert reservation_level(until(scenario, 50.0).parties[SELLER], 50.0) == level


def test_a_shock_before_the_start_or_after_the_horizon_never_strikes():
    for when in (day(-3), day(900)):
        talks = struck(Shock(name="x", date=when, effects=(DROP,)))
        assert reservation_level(talks.parties[SELLER], 390.0) == 90.0


def test_a_walkout_ends_the_round_in_session():
    when = Calendar(start=START, horizon=day(90), rounds=meetings(10, 40, lasts=4.0, exchanges=4))
    talks = struck(Shock(name="walkout", date=day(12), ends_round=True), when=when)
    assert rounds_of(talks) == [10.0, 11.0, 40.0, 41.0, 42.0, 43.0]
    assert talks.table.meetings_held == 2


def test_a_shock_that_does_not_end_rounds_lets_them_go_on():
    when = Calendar(start=START, horizon=day(90), rounds=meetings(10, lasts=4.0, exchanges=4))
    talks = struck(Shock(name="statement", date=day(12), effects=(DROP,)), when=when)
    assert rounds_of(talks) == [10.0, 11.0, 12.0, 13.0]


def test_no_listed_round_is_held_during_a_pause():
    talks = struck(Shock(name="pandemic", date=day(20), pause=45.0), when=calendar(0, 30, 60, 65, 90))
    assert rounds_of(talks) == [0.0, 65.0, 90.0]


def test_a_drawn_round_is_put_off_by_a_pause():
    when = Calendar(start=START, horizon=day(200), gaps=(Gap(gap=30.0),))
    # the round of day 30 falls into the pause that ends on day 65: 30 days from then
    assert rounds_of(struck(Shock(name="pandemic", date=day(20), pause=45.0), when=when))[0] == 95.0


def test_a_pause_that_begins_within_a_round_holds_back_the_next():
    when = Calendar(start=START, horizon=day(90), rounds=meetings(10, 20, 40, lasts=4.0, exchanges=4))
    talks = struck(Shock(name="pandemic", date=day(12), pause=20.0), when=when)
    assert rounds_of(talks) == [10.0, 11.0, 12.0, 13.0, 40.0, 41.0, 42.0, 43.0]


def times_of_hazard(count, **given):
    """Return when a shock by hazard struck, for each replicate where it did."""
    scenario = bilateral(SELLER_STAYS, BUYER_STAYS, shocks=(Shock(name="x", effects=(DROP,), **given),))
    talks, times = lower(scenario).talks(), []
    for replicate in range(count):
        begin(talks, 1, replicate)
        times.append(talks.shocks[0].strike.time)
    return [t for t in times if t < NEVER]


def test_a_shock_by_hazard_strikes_at_exponential_times_within_its_window():
    count = 20_000
    struck_at = times_of_hazard(count, hazard=0.25, starts=day(30), ends=day(149))
    assert min(struck_at) >= 30.0
    assert max(struck_at) < 150.0
    # the chance is 1 - exp(-hazard x months)
    p = 1.0 - 2.718281828459045 ** (-0.25 * 120 / DAYS_PER_MONTH)
    assert len(struck_at) / count == pytest.approx(p, abs=4 * (p * (1 - p) / count) ** 0.5)
    half = sum(t < 90.0 for t in struck_at) / count
    p = 1.0 - 2.718281828459045 ** (-0.25 * 60 / DAYS_PER_MONTH)
    assert half == pytest.approx(p, abs=4 * (p * (1 - p) / count) ** 0.5)


def test_a_hazard_holds_on_the_last_day_of_its_window_which_may_be_the_horizon():
    for window in ({"starts": day(20), "ends": day(20)}, {"starts": day(400)}):
        struck_at = times_of_hazard(500, hazard=500.0, **window)
        first = (window["starts"] - START).days
        assert len(struck_at) == 500
        assert all(first <= t < first + 1.0 for t in struck_at)


def test_a_window_that_opened_before_the_start_counts_from_the_start():
    struck_at = times_of_hazard(500, hazard=5.0, starts=day(-90), ends=day(300))
    assert len(struck_at) == 500
    assert min(struck_at) >= 0.0


def test_without_hazard_a_shock_without_date_never_strikes():
    assert times_of_hazard(50, hazard=0.0) == []


def test_a_new_administration_brings_its_stance():
    hard, soft = (
        stance(90.0, 80.0, tactic("hardliner"), name="hard"),
        stance(50.0, 30.0, tactic("hardliner"), name="soft"),
    )
    buyer = stance(10.0, 60.0, accept=Acceptance(kind="time", parameters={"t": 0.0}))
    terms = (term("old", "hard"), term("new", "soft", starts=100))
    talks = run(bilateral([hard, soft], buyer, seller_terms=terms, when=calendar(*range(0, 300, 20))))
    assert agreed(talks)
    assert deal(talks) == 50.0
    assert talks.table.concluded == 100.5
    assert talks.parties[SELLER].opened == 100.0


def test_a_new_stance_counts_its_time_from_the_change():
    old = stance(90.0, 50.0, name="old", deadline=day(100))
    new = stance(90.0, 50.0, name="new", deadline=day(200), retreat=True)
    terms = (term("first", "old"), term("second", "new", starts=100))
    talks = run(bilateral([old, new], BUYER_STAYS, seller_terms=terms, when=calendar(0, 50, 100, 150, 200)))
    assert [terms for _, terms in offers(talks, SELLER)] == pytest.approx([90.0, 70.0, 90.0, 70.0, 50.0])


def test_a_new_stance_that_does_not_retreat_continues_from_the_last_offer():
    old = stance(90.0, 50.0, name="old", deadline=day(100))
    new = stance(90.0, 50.0, name="new", deadline=day(200))
    terms = (term("first", "old"), term("second", "new", starts=100))
    talks = run(bilateral([old, new], BUYER_STAYS, seller_terms=terms, when=calendar(0, 50, 100, 150, 200)))
    assert [terms for _, terms in offers(talks, SELLER)] == pytest.approx([90.0, 70.0, 70.0, 70.0, 50.0])


@pytest.mark.parametrize(("retreat", "closes"), [(True, False), (False, True)])
def test_a_stance_that_retreats_withdraws_the_standing_offer(retreat, closes):
    old = stance(50.0, 50.0, tactic("hardliner"), name="old")
    new = stance(90.0, 80.0, tactic("hardliner"), name="new", retreat=retreat)
    # the buyer asks for less than 50 in the first round and would take 50 in the second, which it opens
    buyer = stance(10.0, 60.0, script(40.0, 55.0))
    talks = run(
        bilateral(
            [old, new],
            buyer,
            seller_terms=(term("first", "old"), term("second", "new", starts=20)),
            when=calendar(0, 40, horizon=60),
            protocol=Protocol(first="buyer"),
        )
    )
    assert agreed(talks) is closes


def test_a_change_happens_in_the_middle_of_the_talks_only_once():
    terms = (term("a"), term("b", starts=50), term("c", starts=120))
    talks = run(bilateral(SELLER_STAYS, BUYER_STAYS, seller_terms=terms))
    seller = talks.parties[SELLER]
    assert [term.party.number for term in talks.terms] == [SELLER, SELLER, SELLER, BUYER]
    assert (seller.administration, seller.term, seller.inauguration.time) == (2, None, NEVER)


def test_who_governs_at_the_start_is_the_last_to_have_taken_office():
    first, second = stance(90.0, 90.0, name="first"), stance(50.0, 50.0, name="second")
    terms = (term("a", "first", starts=-400), term("b", "second", starts=-30))
    talks = run(bilateral([first, second], BUYER_STAYS, seller_terms=terms))
    assert offers(talks, SELLER)[0] == (0.0, 50.0)


def test_re_election_does_not_soften_a_stance_hardened_by_a_rejection():
    mild = stance(50.0, 50.0, tactic("hardliner"), name="mild", after_rejection="hard")
    hard = stance(80.0, 80.0, tactic("hardliner"), name="hard", retreat=True)
    for name, stance_held in (("same", "hard"), ("other", "mild")):
        scenario = bilateral(
            [mild, hard],
            stance(50.0, 50.0, tactic("hardliner")),
            seller_terms=(term("same", "mild"), term(name, "mild", starts=30)),
            when=calendar(0, horizon=60),
            ratifiers=(Ratifier(name="r", party="seller", threshold=70.0, delay=1.0),),
        )
        talks = until(scenario, 40.0)
        assert talks.table.rejections == 1
        assert lower(scenario).stances[talks.parties[SELLER].stance.number] == ("seller", stance_held)


def test_elections_are_won_in_proportion_to_the_probabilities():
    hard, soft = stance(90.0, 80.0, name="hard"), stance(50.0, 30.0, name="soft")
    candidates = (
        Candidate(name="incumbent", stance="hard", probability=0.2),
        Candidate(name="challenger", stance="soft", probability=0.5),
        Candidate(name="third", stance="soft", probability=0.3),
    )
    terms = (term("incumbent", "hard"), Term(starts=day(30), candidates=candidates, election=day(5)))
    scenario = bilateral([hard, soft], BUYER_STAYS, seller_terms=terms, when=calendar(horizon=40))
    lowered = lower(scenario)
    count, won = 20_000, dict.fromkeys(lowered.administrations, 0)
    for talks in runs(scenario, count):
        won[lowered.administrations[talks.parties[SELLER].administration]] += 1
    for candidate in candidates:
        p = float(candidate.probability)
        assert won[candidate.name] / count == pytest.approx(p, abs=4 * (p * (1 - p) / count) ** 0.5)


def test_both_parties_may_change_on_one_day():
    sellers, buyers = (term("a"), term("b", starts=50)), (term("x"), term("y", starts=50))
    scenario = bilateral(SELLER_STAYS, BUYER_STAYS, seller_terms=sellers, buyer_terms=buyers)
    talks, names = run(scenario), lower(scenario).administrations
    assert [names[party.administration] for party in talks.parties] == ["b", "y"]
