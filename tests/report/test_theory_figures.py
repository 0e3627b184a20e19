"""The pictures of theory show the numbers of the solvers."""

import numpy as np
import pytest
from scipy.stats import norm

from negosim.errors import SolverError
from negosim.games import (
    abreu_gul,
    baron_ferejohn,
    capped_division,
    crossing,
    haller_holden,
    olson_zeckhauser,
    optimal_stopping,
    regime_switch,
    rubinstein,
    sobel_takahashi,
    stahl,
    take_it_or_leave_it,
    uncertain_ratification,
    war_of_attrition_growing_cost,
    yildiz,
)
from negosim.report.figures import theory
from negosim.report.figures.palette import new_figure
from negosim.solve import adjusted_winner, convex, divided_frontier, four_solutions, raiffa_discrete, zone

NAMES = ("Anna", "Ben")
WAR = abreu_gul([0.7, 0.6], [0.1, 0.1], [0.1, 0.1])
FRONTIER = divided_frontier([0.5, 0.3, 0.2], [0.2, 0.3, 0.5]).chain
POINTS = ([60, 30, 10], [20, 30, 50])
MONTHS = np.linspace(0, 10, 11)
CALLS = {
    "plot_attrition": lambda ax: theory.plot_attrition(10, cost_rate=1, growth=[0.0, 0.2], ax=ax),
    "plot_burden": lambda ax: theory.plot_burden(100, taste=0.4, names=NAMES, ax=ax),
    "plot_caps": lambda ax: theory.plot_caps(13, 50, ax=ax),
    "plot_chance": lambda ax: theory.plot_chance(norm(25, 5), norm(20, 5), names=NAMES, x="price", ax=ax),
    "plot_crossing": lambda ax: theory.plot_crossing(0.2, 1.0, names=NAMES, ax=ax),
    "plot_demand": lambda ax: theory.plot_demand(14, low=10, high=60, ax=ax),
    "plot_division": lambda ax: theory.plot_division(adjusted_winner(*POINTS), POINTS, "abc", names=NAMES, ax=ax),
    "plot_hopes": lambda ax: theory.plot_hopes(0.95, optimism=0.2, dates=10, ax=ax),
    "plot_intervals": lambda ax: theory.plot_intervals(
        zone([50, 13], [13, 15]), ["then", "now"], names=NAMES, x="price", lo=0, hi=60, ax=ax
    ),
    "plot_opening": lambda ax: theory.plot_opening(
        MONTHS, zone(20 - MONTHS, 10 + MONTHS), names=NAMES, labels=("months", "price"), ax=ax
    ),
    "plot_options": lambda ax: theory.plot_options(0.9, ax=ax),
    "plot_periods": lambda ax: theory.plot_periods(0.9, 0.8, periods=6, ax=ax),
    "plot_price_paths": lambda ax: theory.plot_price_paths(0.9, periods=[1, 5], ax=ax),
    "plot_problem": lambda ax: theory.plot_problem(
        FRONTIER, (0.2, 0.6), solutions={"Nash": convex.nash(FRONTIER, (0.2, 0.6))}, ax=ax
    ),
    "plot_quota": lambda ax: theory.plot_quota([0.5, 0.9], members=9, ax=ax),
    "plot_risk_return": lambda ax: theory.plot_risk_return(0.5, cost_a=0.1, highest_cost_b=0.4, ax=ax),
    "plot_ratification_risk": lambda ax: theory.plot_ratification_risk(10, 30, failure_payoff=[0, 5], ax=ax),
    "plot_rubinstein": lambda ax: theory.plot_rubinstein([0.5, 0.9], ax=ax),
    "plot_sealed_offers": lambda ax: theory.plot_sealed_offers(0.5, low=10, high=60, ax=ax),
    "plot_standoff": lambda ax: theory.plot_standoff(WAR, names=NAMES, ax=ax),
    "plot_stopping": lambda ax: theory.plot_stopping(4, reservations=[0.0, 0.3], ax=ax),
    "plot_switch": lambda ax: theory.plot_switch(1.0, deltas=0.95, ax=ax),
    "plot_tactics": lambda ax: theory.plot_tactics([0.2, 5.0], ax=ax),
    "plot_wages": lambda ax: theory.plot_wages(1.0, delta=0.9, ax=ax),
}


def line(axes, label):
    """Return the points of the one line whose label begins so, shape (k, 2)."""
    [result] = [drawn for drawn in axes.lines if str(drawn.get_label()).startswith(label)]
    return np.column_stack(result.get_data())


def height(points, x):
    """Return a line's height at a place."""
    return np.interp(x, *points.T)


def test_every_figure_is_drawn_here():
    assert set(CALLS) == set(theory.__all__)


@pytest.mark.parametrize("name", CALLS)
def test_a_figure_is_drawn_on_the_axes_that_are_given_or_on_new_ones(name):
    axes = new_figure().subplots()
    assert CALLS[name](axes) is axes
    assert axes.get_xlabel()
    assert len(CALLS[name](None).figure.axes) == 1


@pytest.mark.parametrize("name", CALLS)
def test_what_is_drawn_is_named_in_the_legend(name):
    axes = CALLS[name](None)
    words = [text.get_text() for text in axes.get_legend().get_texts()]
    assert words
    assert len(set(words)) == len(words)


def test_the_shares_are_those_of_alternating_offers():
    axes = CALLS["plot_rubinstein"](None)
    assert height(line(axes, "the other's factor 0.9"), 0.8) == pytest.approx(rubinstein(0.8, 0.9).first, abs=1e-4)
    periods = CALLS["plot_periods"](None)
    assert line(periods, "the other one")[:, 1] == pytest.approx(stahl(0.9, 0.8, periods=[2, 4, 6]).first)


def test_options_and_breakdown_start_from_the_same_share():
    axes = CALLS["plot_options"](None)
    outside, breakdown = line(axes, "outside"), line(axes, "breakdown")
    assert outside[0] == pytest.approx(breakdown[0])
    assert height(outside, 0.3) == pytest.approx(outside[0, 1])
    assert height(breakdown, 0.3) < breakdown[0, 1]


def test_the_area_below_a_survival_curve_is_the_mean_duration():
    points = line(CALLS["plot_attrition"](None), "cost grows by 20 %")
    mean = war_of_attrition_growing_cost(10, cost_rate=1, growth=0.2).mean_duration
    assert np.trapezoid(points[:, 1], points[:, 0]) == pytest.approx(mean, abs=1e-3)


def test_a_standoff_falls_at_once_and_ends_at_the_chance_that_nobody_gives_in():
    points = line(CALLS["plot_standoff"](None), "no agreement yet")
    assert points[:2] == pytest.approx(np.array([[0.0, 1.0], [0.0, 1.0 - WAR.at_once]]))
    assert points[-1, 1] == pytest.approx(WAR.never)


def test_waiting_ends_where_the_solvers_say():
    border = line(CALLS["plot_switch"](None), "discount factor 0.95")
    assert height(border, 0.1) == pytest.approx(
        regime_switch(0, 1, switch_probability=0.1, delta=0.95).threshold, abs=1e-3
    )
    axes = CALLS["plot_hopes"](None)
    hopes = yildiz(0.95, optimism=0.2, dates=10)
    assert line(axes, "optimism 0.2")[:, 1] == pytest.approx(hopes.perceived)
    circles = [drawn for drawn in axes.lines if drawn.get_markersize() == 9 and len(drawn.get_xdata())]
    assert sum(len(drawn.get_xdata()) for drawn in circles) == (~hopes.agrees).sum() == 3
    # what the dotted line says: they wait on the eve of a date whose sum exceeds it
    [worth] = {float(y) for y in line(axes, "worth waiting")[:, 1]}
    assert np.array_equal(hopes.perceived[1:] > worth, ~hopes.agrees[:-1])


def test_the_best_price_and_the_best_demand_are_on_top_of_their_curves():
    axes = CALLS["plot_demand"](None)
    profit, best = line(axes, "expected profit"), take_it_or_leave_it(14, low=10, high=60)
    assert line(axes, "best price")[0] == pytest.approx([best.price, best.profit / 50])
    assert profit[:, 1].max() == pytest.approx(best.profit / 50, abs=1e-4)
    risk = line(CALLS["plot_ratification_risk"](None), "rejection worth 5")
    top = uncertain_ratification(10, 30, failure_payoff=5)
    assert risk[risk[:, 1].argmax()] == pytest.approx([top.demand, top.value], abs=0.1)


def test_prices_and_sealed_offers_are_those_of_equilibrium():
    path = line(CALLS["plot_price_paths"](None), "5 prices")
    assert path[:, 1] == pytest.approx(sobel_takahashi(0.9, 0.9, periods=5).prices)
    axes = CALLS["plot_sealed_offers"](None)
    bids, asks = line(axes, "bid"), line(axes, "ask")
    assert (bids[:, 1] <= bids[:, 0]).all()
    assert (asks[:, 1] >= asks[:, 0]).all()
    assert height(bids, 50) == pytest.approx(40.833, abs=1e-2)  # Chatterjee and Samuelson (1983), k = 1/2


def test_deals_and_wages_follow_their_bounds():
    axes = CALLS["plot_caps"](None)
    for label, name in (("Nash", "nash"), ("Kalai", "kalai_smorodinsky")):
        assert height(line(axes, label), 40) == pytest.approx(getattr(capped_division(13, 50, cap=40), name), abs=0.1)
    strike = line(CALLS["plot_wages"](None), "strike")
    assert height(strike, 0.4) == pytest.approx(haller_holden(1, 0.4, delta=0.9).high, abs=1e-3)
    assert np.isnan(strike[-1, 1])


def test_demands_go_from_the_aspiration_to_the_limit_and_meet_where_they_cross():
    axes = CALLS["plot_tactics"](None)
    early, late = line(axes, "β = 5"), line(axes, "β = 0.2")
    assert early[[0, -1], 1] == pytest.approx([1.0, 0.0])
    assert (early[:, 1] <= late[:, 1] + 1e-12).all()
    meeting = crossing(0.2, 1.0)
    assert line(CALLS["plot_crossing"](None), "agreement")[0] == pytest.approx([meeting.time, meeting.first])
    assert line(CALLS["plot_stopping"](None), "no agreement worth 0.3")[:, 1] == pytest.approx(
        optimal_stopping(4, reservation=0.3)
    )


def test_many_parties_share_as_the_solvers_say():
    axes = CALLS["plot_quota"](None)
    shares = baron_ferejohn(0.9, members=9, quota=[5, 6, 7, 8, 9]).proposer
    assert line(axes, "discount factor 0.9")[:, 1] == pytest.approx(shares)
    burden = CALLS["plot_burden"](None)
    alliance = olson_zeckhauser([100, 80], taste=0.4)
    assert height(line(burden, "Ben"), 0.8) == pytest.approx(alliance.contributions[1] / 80, abs=1e-3)
    assert height(line(burden, "Ben"), 0.5) == 0.0  # below 1 - a = 0.6 the small one rides free


def test_the_best_demand_in_a_crisis_is_on_top_of_its_curve():
    axes = CALLS["plot_risk_return"](None)
    expected, best = line(axes, "expected share"), line(axes, "best demand")[0]
    assert best == pytest.approx([0.65, expected[:, 1].max()], abs=1e-3)
    assert height(line(axes, "probability"), 0.65) == pytest.approx(0.375)  # Fearon (1995)


def test_zones_are_filled_and_gaps_are_hatched():
    axes = CALLS["plot_intervals"](None)
    hatched = [patch for patch in axes.patches if patch.get_hatch()]
    assert [(patch.get_x(), patch.get_width()) for patch in hatched] == [(13.0, 37.0)]
    opening = CALLS["plot_opening"](None)
    assert {str(drawn.get_label()) for drawn in opening.collections} == {"zone of agreement", "gap"}
    assert "0.24" in CALLS["plot_chance"](None).get_title(loc="left")  # 0.2397500611, by the normal formula


def test_the_points_won_are_equal_on_both_sides():
    axes = CALLS["plot_division"](None)
    for number, sign in ((1, -1.0), (3, 1.0)):
        won = sum(patch.get_width() for patch in axes.containers[number])
        assert sign * won == pytest.approx(adjusted_winner(*POINTS).points[0])


def test_a_problem_shows_its_solutions_and_the_ways_to_them():
    solutions = {"Nash": convex.nash(FRONTIER, (0.2, 0.6)), "Raiffa": raiffa_discrete(FRONTIER, (0.2, 0.6))}
    axes = theory.plot_problem(FRONTIER, (0.2, 0.6), solutions=solutions)
    assert line(axes, "Nash")[0] == pytest.approx([0.5, 0.8])
    ways = [np.column_stack(drawn.get_data()) for drawn in axes.lines if len(drawn.get_xdata()) > 1]
    assert any(way[0] == pytest.approx([0.2, 0.6]) for way in ways)


def test_listed_outcomes_show_which_are_efficient_and_which_lotteries():
    outcomes = [(10, 0), (0, 10), (4, 4), (7, 2), (1, 1)]
    axes = theory.plot_problem(outcomes, (0, 0), lotteries=True, solutions=four_solutions(outcomes, (0, 0)))
    assert len(line(axes, "efficient outcomes")) == 4
    assert len(line(axes, "efficient lotteries")) == 2


def test_a_problem_without_agreement_has_nothing_to_mark():
    outcomes = [(0.0, 1.0), (1.0, 0.0)]
    axes = theory.plot_problem(outcomes, (0.6, 0.6), solutions=four_solutions(outcomes, (0.6, 0.6)))
    assert not [drawn for drawn in axes.lines if drawn.get_label() == "nash"]


def test_a_disagreement_point_of_three_parties_is_refused():
    with pytest.raises(SolverError, match="disagreement"):
        theory.plot_problem([(0.0, 1.0), (1.0, 0.0)], (0, 0, 0))
