"""A debrief measures what was got against what was to be had."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from negosim import files
from negosim.domain.terms import outcome_of
from negosim.engine import Accept, Offer, WalkAway, run
from negosim.report import plain_text
from negosim.rules.lower import lower
from negosim.teach.debrief.advice import advice_of
from negosim.teach.debrief.concessions import concessions_of
from negosim.teach.debrief.document import debrief_document
from negosim.teach.debrief.phrases import words_of_debrief
from negosim.teach.debrief.saving import debrief_dict, debrief_page
from negosim.teach.debrief.scores import debrief
from negosim.teach.fonts import lettering
from negosim.zopa import zones
from tests.strategies import scenarios
from tests.teach.debrief.games import HARD, after, prices


def test_the_share_is_the_part_of_the_zone_that_the_player_keeps():
    game = after("used_car", "buyer", [*prices(7000, 8000), Accept()])
    period = game.zones.periods[-1]
    low, high = period.zone
    price = game.result.terms["price"]
    assert low < high < price
    assert game.below_reservation
    game = after("used_car", "buyer", [*prices(7000, 8000, 8500, 8600, 8700), Accept()])
    price = game.result.terms["price"]
    assert low < price < high
    assert game.share == pytest.approx((high - price) / (high - low), abs=1e-9)
    assert game.attainable == pytest.approx((high - low) / 10_000, abs=1e-9)
    assert game.efficiency == pytest.approx(1.0)
    assert game.better is None


def test_a_deal_below_the_reservation_value_is_shown_as_a_mistake():
    game = after("used_car", "buyer", [Accept()])
    assert game.result.terms == {"price": 11900.0}
    assert game.gain < 0.0
    assert game.share < 0.0
    said = plain_text(debrief_document(game))
    assert "signing it was a mistake" in said


def test_an_impasse_is_worth_the_reservation_value_and_not_nothing():
    game = after("used_car", "buyer", [WalkAway()])
    assert (game.gain, game.share, game.utility) == (0.0, 0.0, game.reservation)
    assert game.reservation > 0.3
    assert "No agreement counts as your reservation value, not as zero." in plain_text(debrief_document(game))


def test_where_there_was_nothing_to_share_the_share_is_left_open():
    game = after("trump_era", "seoul", [])
    assert (game.share, game.efficiency, game.attainable) == (None, None, 0.0)
    assert all(solution["terms"] is None for solution in debrief_dict(game)["solutions"].values())
    said = plain_text(debrief_document(game))
    assert "no outcome was better for both sides than no agreement" in said


def test_the_solutions_are_those_of_the_day_on_which_the_talks_ended():
    game = after("used_car", "seller", [*prices(12000, 11000, 10000), Accept()])
    day = game.result.concluded
    again = zones(game.zones.lowered, on=day)
    assert debrief_dict(game)["on"] == day.isoformat()
    assert debrief_dict(game)["solutions"] == again.as_dict()["solutions"]


def test_value_left_on_the_table_costs_the_other_side_nothing():
    first = {"fare": 3.0, "sailings": 12, "season": "spring_to_autumn", "subsidy": 0.0, "years": 2}
    game = after("scoreable", "town", [Offer(first), Offer(first), Offer(first), Accept()])
    assert game.better.more > 0.01
    issues = game.result.scenario.issues
    import numpy as np

    own, other = game.zones.outcomes.utilities(np.array([outcome_of(issues, game.better.terms)]))[0]
    assert own == pytest.approx(game.utility + game.better.more)
    assert other >= game.result.utilities["operator"] - 1e-9
    assert game.efficiency < 1.0
    joint = sum(game.zones.solutions["utilitarian"].utilities.values()) - sum(game.zones.disagreement)
    assert game.efficiency == pytest.approx(sum(game.result.surplus.values()) / joint)


def test_the_program_is_the_same_replicate_with_the_sides_own_tactic():
    game = after("used_car", "buyer", prices(7000), seed=2, replicate=5)
    own = run(game.zones.lowered, seed=2, replicate=5)
    assert game.program.as_dict() == own.as_dict()
    assert game.programs == concessions_of(own, "buyer")


def test_the_concessions_of_conceding_is_measured():
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


def test_the_cost_of_the_lapse_is_a_score_of_its_own():
    game = after("wage_strike", "union", [])
    cost = game.result.lapse_cost["union"]
    assert cost > 0.0
    said = " ".join(plain_text(debrief_document(game)).split())
    assert f"The cost of the time without an agreement {100 * cost:.1f}".rstrip("0").rstrip(".") in said
    assert debrief_dict(game)["lapse_cost"] == cost
    assert game.gain == pytest.approx(game.utility - game.reservation)
    assert debrief_dict(game)["net_gain"] == pytest.approx(game.gain - cost)
    assert f"Your gain minus this cost {100 * (game.gain - cost):.1f}".rstrip("0").rstrip(".") in said
    assert game.joint_gain == pytest.approx(sum(game.result.surplus.values()))


def test_nothing_offered_is_said_so():
    game = after("used_car", "buyer", [], settings=HARD)
    assert game.own.acts == ()
    assert debrief_dict(game)["first_offer"] is None
    assert "You made no offer." in plain_text(debrief_document(game))


@settings(max_examples=10)
@given(scenario=scenarios())
def test_any_run_can_be_debriefed(scenario):
    lowered = lower(scenario)
    game = debrief(lowered, run(lowered, seed=3), scenario.parties[0])
    assert game.own == game.programs
    assert game.share is None or game.share <= 1.0
    assert game.efficiency is None or game.efficiency <= 1.0
    assert game.attainable >= 0.0
    assert json.loads(json.dumps(debrief_dict(game), allow_nan=False))["party"] == scenario.parties[0]
    said = " ".join(plain_text(debrief_document(game), 10_000).split())
    assert all(" ".join(words.split()) in said for words in advice_of(game))


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


def test_the_offers_in_a_picture_are_in_points_where_there_are_several_issues():
    from negosim.teach.debrief.figure import draw_offers

    game = after("scoreable", "town", [])
    (axes,) = draw_offers(game).axes
    assert axes.get_ylabel() == "points to the town"
    assert axes.get_yscale() == "linear"
    assert "utility to" not in debrief_page(game)


def test_a_stretched_scale_is_named_at_the_axis():
    from negosim.teach.debrief.figure import draw_offers

    (axes,) = draw_offers(after("trump_era", "seoul", [Offer({"increase": x}) for x in (5.0, 6.0, 8.0)])).axes
    assert axes.get_yscale() == "function"
    assert axes.get_ylabel().endswith("(stretched scale)")


def test_dates_of_a_picture_are_as_koreans_write_them():
    from negosim.teach.debrief.figure import draw_offers

    game = after("trump_era", "seoul", [])
    with lettering("ko"):
        (axes,) = draw_offers(replace(game, words=words_of_debrief("ko", game.result.scenario))).axes
        axes.figure.draw_without_rendering()
    dates = [label.get_text() for label in axes.get_xticklabels()]
    assert "3월" in dates
    assert not any(date.startswith("0") for date in dates)
    assert "2020년" in {*dates, axes.xaxis.get_major_formatter().get_offset()}
