"""A debrief measures what was got against what was to be had, and says one thing to do better."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from negosim import files
from negosim.domain.terms import outcome_of
from negosim.engine import Accept, Offer, ScriptSeat, Wait, WalkAway, run
from negosim.report import plain_text
from negosim.rules.lower import lower
from negosim.teach.debrief.advice import RULES, advice_of
from negosim.teach.debrief.concessions import manner_of
from negosim.teach.debrief.document import debrief_dict, debrief_document, debrief_page
from negosim.teach.debrief.scores import debrief
from negosim.zopa import zones
from tests.strategies import scenarios


def after(name, party, decisions, *, level="learn", settings=(), **which):
    """Return the debrief of a game with these decisions, silence at the turns that are left."""
    document = files.read(name)
    for path, value in settings:
        document = files.override(document, path, value)
    lowered = lower(files.build(document))
    seat = ScriptSeat([*decisions, *[Wait()] * 400])
    return debrief(lowered, run(lowered, seats={party: seat}, **which), party, level=level)


def prices(*values):
    return [Offer({"price": float(value)}) for value in values]


def test_the_share_is_the_part_of_the_zone_that_the_player_keeps():
    found = after("used_car", "buyer", [*prices(7000, 8000), Accept()])
    period = found.zones.periods[-1]
    low, high = period.zone
    price = found.result.terms["price"]
    assert low < high < price
    assert found.below_reservation
    found = after("used_car", "buyer", [*prices(7000, 8000, 8500, 8600, 8700), Accept()])
    price = found.result.terms["price"]
    assert low < price < high
    assert found.share == pytest.approx((high - price) / (high - low), abs=1e-9)
    assert found.attainable == pytest.approx((high - low) / 10_000, abs=1e-9)
    assert found.efficiency == pytest.approx(1.0)
    assert found.better is None


def test_a_deal_below_the_reservation_value_is_shown_as_a_mistake():
    found = after("used_car", "buyer", [Accept()])
    assert found.result.terms == {"price": 11900.0}
    assert found.gain < 0.0
    assert found.share < 0.0
    said = plain_text(debrief_document(found))
    assert "that is a mistake" in said
    assert advice_of(found).startswith("You signed what is worse for you than no agreement")


def test_an_impasse_is_worth_the_reservation_value_and_not_nothing():
    found = after("used_car", "buyer", [WalkAway()])
    assert (found.gain, found.share, found.utility) == (0.0, 0.0, found.reservation)
    assert found.reservation > 0.3
    assert "No agreement is worth your reservation value, not nothing." in plain_text(debrief_document(found))


def test_where_there_was_nothing_to_share_the_share_is_left_open():
    found = after("trump_era", "seoul", [])
    assert (found.share, found.efficiency, found.attainable) == (None, None, 0.0)
    assert all(solution["terms"] is None for solution in debrief_dict(found)["solutions"].values())
    said = plain_text(debrief_document(found))
    assert "there was nothing to share" in said
    assert "no agreement was the right result" in said


def test_the_solutions_are_those_of_the_day_on_which_the_talks_ended():
    found = after("used_car", "seller", [*prices(12000, 11000, 10000), Accept()])
    day = found.result.concluded
    again = zones(lower(files.load("used_car")), on=day)
    assert debrief_dict(found)["on"] == day.isoformat()
    assert debrief_dict(found)["solutions"] == again.as_dict()["solutions"]


def test_value_left_on_the_table_costs_the_other_side_nothing():
    first = {"fare": 3.0, "sailings": 12, "season": "spring_to_autumn", "subsidy": 0.0, "years": 2}
    found = after("scoreable", "town", [Offer(first), Offer(first), Offer(first), Accept()])
    assert found.better.more > 0.01
    issues = found.result.scenario.issues
    import numpy as np

    own, other = found.zones.outcomes.utilities(np.array([outcome_of(issues, found.better.terms)]))[0]
    assert own == pytest.approx(found.utility + found.better.more)
    assert other >= found.result.utilities["operator"] - 1e-9
    assert found.efficiency < 1.0
    joint = sum(found.zones.solutions["utilitarian"].utilities.values()) - sum(found.zones.disagreement)
    assert found.efficiency == pytest.approx(sum(found.result.surplus.values()) / joint)


def test_the_program_is_the_same_replicate_with_the_sides_own_tactic():
    found = after("used_car", "buyer", prices(7000), seed=2, replicate=5)
    own = run(files.load("used_car"), seed=2, replicate=5)
    assert found.program.as_dict() == own.as_dict()
    assert found.programs == manner_of(own, "buyer")


def test_the_manner_of_conceding_is_measured():
    manner = after("used_car", "buyer", prices(6000, 6000, 8000, 8000, 8500)).own
    worth = [act.utility for act in manner.acts[:5]]
    assert worth == pytest.approx([0.8, 0.8, 0.6, 0.6, 0.55])
    assert manner.conceded == pytest.approx(0.25)
    assert manner.largest == pytest.approx(0.2)
    assert manner.unanswered == 0
    early = after("used_car", "buyer", prices(6000, 9000)).own
    assert early.late == pytest.approx(1.0)
    still = after("used_car", "buyer", prices(6000, 6000, 6000)).own
    assert still.late is None
    against = after(
        "used_car",
        "buyer",
        prices(6000, 7000, 8000),
        settings=[("delegations.seller.stances.seller.tactic", {"kind": "hardliner"})],
    )
    assert against.own.unanswered == 2


def test_what_the_lapse_cost_is_told_apart():
    found = after("wage_strike", "union", [])
    cost = found.result.lapse_cost["union"]
    assert cost > 0.0
    assert f"What the lapse cost you besides {cost:.3f}" in " ".join(plain_text(debrief_document(found)).split())
    assert debrief_dict(found)["lapse_cost"] == cost


def test_nothing_offered_is_said_so():
    found = after("used_car", "buyer", [], settings=HARD)
    assert found.own.acts == ()
    assert debrief_dict(found)["first_offer"] is None
    assert "You made no offer." in plain_text(debrief_document(found))
    assert "cannot accept what is not offered" in advice_of(found)


HARD = [("delegations.seller.stances.seller.tactic", {"kind": "hardliner"})]
SOFT = [("delegations.seller.stances.seller.tactic", {"kind": "conceder", "beta": 20})]
LONG = [("calendar.rounds.2025-05-05.exchanges", 3)]
GAMES = {
    "_signed_below": ("used_car", "buyer", [Accept()], ()),
    "_left_an_offer": ("used_car", "buyer", [*prices(7000, 7000, 7000, 7000, 7000), WalkAway()], ()),
    "_left_too_soon": ("sma11", "washington", [*[Wait()] * 8, WalkAway()], ()),
    "_no_zone": ("trump_era", "washington", [], ()),
    "_missed_zone": ("used_car", "buyer", prices(*[5000] * 9), HARD),
    "_left_value": (
        "scoreable",
        "town",
        [Offer({"fare": 3.0, "sailings": 12, "season": "spring_to_autumn", "subsidy": 0.0, "years": 2})] * 3
        + [Accept()],
        (),
    ),
    "_modest_opening": ("used_car", "buyer", prices(9300, 9350, 9400, 9450, 9500, 9600), ()),
    "_against_oneself": (
        "used_car",
        "buyer",
        prices(6000, 7500, 9000, 9300, 9600, 9800),
        [
            *HARD,
            ("delegations.seller.stances.seller.tactic", {"kind": "scripted", "offers": [11900, 11900, 11900, 9700]}),
        ],
    ),
    "_in_one_step": ("used_car", "buyer", prices(6500, 6600, *[9500] * 6), ()),
    "_too_early": ("used_car", "buyer", prices(6500, 8000, 9450, 9460, 9470, 9480, 9490, 9500), LONG),
    "_high_share": ("used_car", "buyer", [*prices(7000, 7100, 7200), Accept()], SOFT),
}


@pytest.mark.parametrize("rule", GAMES)
def test_each_usual_mistake_has_its_advice(rule):
    name, party, decisions, changes = GAMES[rule]
    found = after(name, party, decisions, settings=changes)
    first = next(each for each in RULES if each(found))
    assert first.__name__ == rule, (first.__name__, advice_of(found), found.share)
    assert advice_of(found) == first(found)


@settings(max_examples=10)
@given(scenario=scenarios())
def test_any_run_can_be_debriefed(scenario):
    lowered = lower(scenario)
    found = debrief(lowered, run(lowered, seed=3), scenario.parties[0])
    assert found.own == found.programs
    assert found.share is None or found.share <= 1.0
    assert found.efficiency is None or found.efficiency <= 1.0
    assert found.attainable >= 0.0
    assert json.loads(json.dumps(debrief_dict(found), allow_nan=False))["party"] == scenario.parties[0]
    said = " ".join(plain_text(debrief_document(found), 10_000).split())
    assert " ".join(advice_of(found).split()) in said


@pytest.mark.parametrize(("name", "party"), [("sma11", "washington"), ("scoreable", "operator")])
def test_the_page_opens_offline_and_escapes_what_scenarios_say(name, party):
    scenario = replace(files.load(name), title="<script>alert(1)</script>")
    lowered = lower(scenario)
    page = debrief_page(debrief(lowered, run(lowered), party))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == 2
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*""", page)
    assert "@import" not in page
    assert page.count("<details>") == 2


def test_the_picture_shows_both_curves_and_the_reservation_value():
    from negosim.teach.debrief.figure import draw_concessions

    (axes,) = draw_concessions(after("used_car", "buyer", prices(7000, 8000, 9000))).axes
    lines = {line.get_label(): line for line in axes.lines}
    assert list(lines["you"].get_ydata())[:3] == [7000.0, 8000.0, 9000.0]
    assert "the program in your seat" in lines
    assert lines["your reservation value at the end"].get_ydata()[0] == pytest.approx(10_049, abs=1)
    assert axes.get_ylabel() == "price (euro)"
