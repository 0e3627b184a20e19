"""The solutions in a scenario's own terms: what is printed is worth what is printed beside it, in any outcome space."""

from dataclasses import replace

import numpy as np
import pytest

from negosim.domain import Categorical, Continuous, Integer, Piecewise, Preferences, Ratifier
from negosim.domain.terms import outcome_of
from negosim.rules.lower import lower
from negosim.rules.lowering import interests
from negosim.rules.values import utility
from negosim.solve import SOLUTIONS
from negosim.zopa import zones
from tests.engine.builders import delegation, market, stance

NAMES = [concept.name for concept in SOLUTIONS]


def with_values(issues, first, second, *, reservations=(0.2, 0.2)):
    """Return a scenario of two parties who value each issue as given: (points, values, weight) by issue."""

    def party(name, values, reservation):
        made = delegation(name, worst=0.0, best=100.0, stances={"calm": stance("calm", 1.0, reservation)})
        names = [issue.name for issue in issues]
        return replace(
            made,
            preferences=Preferences(
                values={
                    name: Piecewise(points=points, values=heights)
                    for name, (points, heights, _) in zip(names, values, strict=True)
                },
                weights={name: weight for name, (_, _, weight) in zip(names, values, strict=True)},
            ),
        )

    pair = party("one", first, reservations[0]), party("two", second, reservations[1])
    return replace(market(), issues=issues, delegations=pair, protocol=replace(market().protocol, first=None))


def drawn_mixed_case(seed):
    """Return a case of a categorical issue and a divisible one with values of two decimals."""
    rng = np.random.default_rng(seed)
    issues = (Categorical(name="k", options=("a", "b", "c")), Continuous(name="c", low=0.0, high=1.0))
    weights = np.round(rng.uniform(0.2, 0.8, 2), 2)
    tables = np.round(rng.random((2, 3)), 2)
    sides = [
        [((0.0, 1.0, 2.0), tuple(tables[side].tolist()), float(weights[side])),
         ((0.0, 1.0), (0.0, 1.0) if side == 0 else (1.0, 0.0), float(1.0 - weights[side]))]
        for side in (0, 1)
    ]  # fmt: skip
    return with_values(issues, *sides, reservations=tuple(np.round(rng.uniform(0, 0.4, 2), 2).tolist()))


def assert_terms_are_worth_their_utilities(scenario, solutions):
    talks = lower(scenario).talks()
    for solution in solutions.values():
        if solution.terms is not None:
            outcome = outcome_of(scenario.issues, solution.terms)
            for party in talks.parties:
                reported = solution.utilities[scenario.parties[party.number]]
                assert reported == pytest.approx(utility(party, outcome), abs=1e-12)


@pytest.mark.parametrize("seed", range(60))
def test_terms_over_discrete_and_divisible_issues_reach_what_the_solution_maximises(seed):
    scenario = drawn_mixed_case(seed)
    result = zones(scenario)
    assert_terms_are_worth_their_utilities(scenario, result.solutions)
    gains = np.maximum(result.utilities[result.rational] - result.disagreement, 0.0)
    objectives = {"nash": np.prod, "egalitarian": np.min, "utilitarian": np.sum}
    for name, objective in objectives.items():
        solution = result.solutions[name]
        assert (solution.utilities is None) == (len(gains) == 0)
        if solution.utilities is not None:
            mine = np.subtract(list(solution.utilities.values()), result.disagreement)
            assert mine.min() >= -1e-9
            assert objective(np.maximum(mine, 0.0)) >= max(map(objective, gains)) - 1e-9


def test_a_solution_at_a_drop_of_the_frontier_keeps_the_terms_of_its_side():
    # Nash lies at the end of the first option's piece: rounded up, its utility used to lead to the next option's.
    issues = (Categorical(name="k0", options=("o0", "o1", "o2")), Continuous(name="c0", low=0.0, high=1.0))
    scenario = with_values(
        issues,
        [((0.0, 1.0, 2.0), (0.21, 0.63, 0.13), 0.4), ((0.0, 1.0), (0.0, 1.0), 0.6)],
        [((0.0, 1.0, 2.0), (0.91, 0.66, 0.86), 0.88), ((0.0, 1.0), (1.0, 0.0), 0.12)],
        reservations=(0.23, 0.16),
    )
    nash = zones(scenario).solutions["nash"]
    assert nash.terms == {"k0": "o0", "c0": pytest.approx(1.0)}
    assert nash.utilities == pytest.approx({"one": 0.684, "two": 0.8008})


def test_bounds_that_differ_by_rounding_alone_leave_the_one_deal_that_a_run_strikes():
    seller = delegation("seller", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 30.000000000000004)})
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, 30.0)})
    result = zones(market(seller=seller, buyer=buyer))
    assert [period.zone for period in result.periods] == [(30.0, 30.0)]
    for name in NAMES:
        assert result.solutions[name].terms == {"price": pytest.approx(30.0)}
    apart = delegation("seller", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 30.000001)})
    assert zones(market(seller=apart, buyer=buyer)).periods[0].zone is None


def test_a_whole_number_of_trillions_needs_no_table():
    seller = delegation("seller", worst=0.0, best=2e12, stances={"calm": stance("calm", 1.8e12, 0.8e12)})
    buyer = delegation("buyer", worst=2e12, best=0.0, stances={"calm": stance("calm", 0.2e12, 1.2e12)})
    won = (Integer(name="price", low=0, high=2_000_000_000_000, unit="won"),)
    result = zones(replace(market(seller=seller, buyer=buyer), issues=won))
    assert result.periods[0].zone == (0.8e12, 1.2e12)
    for name in ("nash", "kalai_smorodinsky", "egalitarian"):
        assert result.solutions[name].terms == {"price": 1_000_000_000_000}
    assert len(result.utilities) < 10_000


def test_a_large_whole_number_issue_is_solved_as_its_list_of_values_is():
    def priced(high):
        knots = ((0.0, 0.3 * high, high), (0.0, 0.6, 1.0))
        sides = [(*knots, 1.0)], [((0.0, 0.7 * high, high), (1.0, 0.45, 0.0), 1.0)]
        calm = [stance("calm", 0.9 * high, 0.1 * high), stance("calm", 0.1 * high, 0.8 * high)]
        made = with_values((Integer(name="price", low=0, high=high),), *sides)
        parties = (replace(party, stances={"calm": calm[n]}) for n, party in enumerate(made.delegations))
        return replace(made, delegations=tuple(parties))

    listed, unlisted = zones(priced(150_000)), zones(priced(15_000_000))
    assert listed.outcomes.finite
    assert not unlisted.outcomes.finite
    for name, solution in listed.solutions.items():
        assert unlisted.solutions[name].terms["price"] / 100 == pytest.approx(solution.terms["price"], abs=1.0)


def test_more_divisible_issues_than_a_table_has_axes_are_solved_exactly():
    issues = tuple(Continuous(name=f"i{number}", low=0.0, high=1.0) for number in range(33))
    weights = np.random.default_rng(0).dirichlet(np.ones(33), 2).tolist()
    scenario = with_values(
        issues,
        [((0.0, 1.0), (0.0, 1.0), weight) for weight in weights[0]],
        [((0.0, 1.0), (1.0, 0.0), weight) for weight in weights[1]],
    )
    result = zones(scenario)
    assert_terms_are_worth_their_utilities(scenario, result.solutions)
    assert list(result.solutions) == NAMES
    nash = np.prod(np.subtract(list(result.solutions["nash"].utilities.values()), 0.2))
    assert nash >= np.prod(np.maximum(result.utilities - 0.2, 0.0), axis=1).max() - 1e-12
    assert result.rational.any()


@pytest.mark.parametrize("options", [10, 12, 30])
def test_a_million_outcomes_and_more_are_reported(monkeypatch, options):
    monkeypatch.setattr(interests, "MOST_COMBINATIONS", 10**12)  # the rules list a package's outcomes, zones need not
    issues = tuple(Categorical(name=f"i{number}", options=tuple(map(str, range(options)))) for number in range(6))
    rng = np.random.default_rng(options)
    at = tuple(float(number) for number in range(options))
    sides = [[(at, tuple(rng.random(options).tolist()), 1 / 6) for _ in issues] for _ in range(2)]
    result = zones(with_values(issues, *sides, reservations=(0.5, 0.5)))
    assert result.outcomes.finite == (options == 10)
    assert_terms_are_worth_their_utilities(result.scenario, result.solutions)
    worth = list(result.solutions["nash"].utilities.values())
    assert np.prod(np.subtract(worth, 0.5)) >= np.prod(np.maximum(result.utilities - 0.5, 0), axis=1).max() - 1e-12
    assert result.periods[0].zone is not None


def test_an_outcome_that_one_side_could_better_at_no_cost_to_the_other_is_not_on_the_frontier():
    # Both get .51 of the second party's utility from A with Z and from C with X; the first gets .41 and .61.
    issues = (Categorical(name="one", options=("A", "B", "C")), Categorical(name="two", options=("X", "Y", "Z")))
    at = (0.0, 1.0, 2.0)
    first = [(at, (1.0, 0.2, 0.02), 0.39622042590756595), (at, (1.0, 0.2, 0.02), 0.603779574092434)]
    second = [(at, (0.02, 0.2, 1.0), 0.5), (at, (0.02, 0.2, 1.0), 0.5)]
    result = zones(with_values(issues, first, second, reservations=(0.1, 0.1)))
    rows = result.outcomes.rows[result.frontier.efficient].tolist()
    assert [2.0, 0.0] in rows
    assert [0.0, 2.0] not in rows


def test_a_partys_reservation_value_and_the_bound_of_its_ratifier_have_a_name_each():
    board = Ratifier(name="board", party="seller", threshold=65.0)
    result = zones(market(ratifiers=(board,)))
    (period,) = result.periods
    assert period.reservation == {"buyer": 70.0, "seller": 40.0}
    assert period.bound == {"buyer": 70.0, "seller": 65.0}
    assert result.disagreement == pytest.approx((0.3, 0.4))
    assert result.bounds == pytest.approx((0.3, 0.65))
    reported = result.as_dict()["periods"][0]
    assert (reported["reservation"]["seller"], reported["bound"]["seller"]) == (40.0, 65.0)
    # gains count from the parties' own values, within what the board lets pass
    egalitarian = result.solutions["egalitarian"].utilities
    assert egalitarian == pytest.approx({"buyer": 0.35, "seller": 0.65})


def test_a_ratifier_cuts_the_exact_frontier_of_a_package_too():
    issues = (Categorical(name="k", options=("a", "b")), Continuous(name="c", low=0.0, high=1.0))
    sides = (
        [((0.0, 1.0), (0.2, 0.6), 0.4), ((0.0, 1.0), (0.0, 1.0), 0.6)],
        [((0.0, 1.0), (0.9, 0.5), 0.5), ((0.0, 1.0), (1.0, 0.0), 0.5)],
    )
    plain = with_values(issues, *sides)
    capped = replace(plain, ratifiers=(Ratifier(name="board", party="two", threshold=0.61),))
    free, bound = zones(plain).solutions["nash"], zones(capped).solutions["nash"]
    assert free.utilities["two"] < 0.61
    assert bound.utilities["two"] == pytest.approx(0.61, abs=1e-9)


def test_raiffa_is_reported_where_the_problem_is_convex_or_lotteries_are_open():
    assert zones(market()).solutions["raiffa"].terms == {"price": pytest.approx(55.0)}
    mixed = drawn_mixed_case(3)
    assert "raiffa" in zones(mixed, lotteries=True).solutions


def test_a_zone_too_thin_for_the_table_is_found_on_the_exact_frontier():
    issues = (Continuous(name="a", low=0.0, high=1.0), Continuous(name="b", low=0.0, high=1.0))
    rising, falling = ((0.0, 1.0), (0.0, 1.0), 0.5), ((0.0, 1.0), (1.0, 0.0), 0.5)
    result = zones(with_values(issues, [rising, rising], [falling, falling], reservations=(0.437, 0.563)))
    assert result.periods[0].zone == pytest.approx((0.437, 0.437))
    for solution in result.solutions.values():
        assert list(solution.utilities.values()) == pytest.approx([0.437, 0.563])
    apart = zones(with_values(issues, [rising, rising], [falling, falling], reservations=(0.437, 0.5631)))
    assert apart.periods[0].zone is None
    assert {solution.status for solution in apart.solutions.values()} == {"no_agreement"}
