"""The four solutions over lists of outcomes and over lotteries: exact arithmetic, the catalogue, bad input."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.errors import SolverError
from negosim.solve import finite, four_solutions, lottery

PLAIN = [[10, 0], [0, 10], [4, 4], [7, 2]]
NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")

fifths = st.integers(0, 5).map(lambda k: Fraction(k, 5))


@st.composite
def problems(draw, most_parties=4):
    parties = draw(st.integers(1, most_parties))
    row = st.lists(fifths, min_size=parties, max_size=parties)
    return draw(st.lists(row, min_size=1, max_size=25)), draw(row)


def by_definition(table, disagreement):
    """Solve in exact fractions, straight from the definitions: for each solution its ties."""
    gains = {
        number: [mine - least for mine, least in zip(row, disagreement, strict=True)]
        for number, row in enumerate(table)
        if all(mine >= least for mine, least in zip(row, disagreement, strict=True))
    }
    ideal = [max((gain[party] for gain in gains.values()), default=0) for party in range(len(disagreement))]
    aims = {
        "nash": math.prod,
        "egalitarian": min,
        "utilitarian": sum,
        "kalai_smorodinsky": lambda gain: min(
            (mine / best for mine, best in zip(gain, ideal, strict=True) if best > 0), default=0
        ),
    }
    values = {name: {number: aim(gain) for number, gain in gains.items()} for name, aim in aims.items()}
    return {name: [number for number in gains if of[number] == max(of.values())] for name, of in values.items()}


@given(problems())
def test_the_four_solutions_and_their_ties_are_what_the_definitions_say(problem):
    table, disagreement = problem
    result = four_solutions(np.array(table, dtype=float), np.array(disagreement, dtype=float))
    for name, ties in by_definition(table, disagreement).items():
        assert result[name].ties.tolist() == ties
        assert result[name].status == ("ok" if ties else "no_agreement")
        assert result[name].index in ties if ties else result[name].index is None


@given(problems())
def test_the_outcome_named_is_efficient_where_its_ties_allow(problem):
    table = np.array(problem[0], dtype=float)
    for solution in four_solutions(table, np.array(problem[1], dtype=float)).values():
        if solution.index is not None:
            better = (table >= table[solution.index]).all(axis=1) & (table > table[solution.index]).any(axis=1)
            assert not better.any()


def test_nash_over_outcomes_and_over_lotteries():
    # pareto.discrete_vs_lottery: Nash 1950 (convexity)
    plain = four_solutions(PLAIN, [0, 0])["nash"]
    mixed = four_solutions(PLAIN, [0, 0], lotteries=True)["nash"]
    assert (plain.utilities.tolist(), plain.value, plain.ties.tolist()) == ([4, 4], 4, [2])
    assert np.allclose(mixed.utilities, [5, 5], atol=1e-9)
    assert mixed.value == pytest.approx(5, abs=1e-9)
    assert mixed.ties.tolist() == [0, 1]
    assert np.allclose(mixed.probabilities, [0.5, 0.5], atol=1e-9)


def test_lotteries_can_create_a_zone():
    # zopa.lottery_creates
    table, disagreement = [[1, 0], [0, 1]], [0.4, 0.4]
    assert all(result.status == "no_agreement" for result in four_solutions(table, disagreement).values())
    mixed = four_solutions(table, disagreement, lotteries=True)["nash"]
    assert mixed.status == "ok"
    assert np.allclose(mixed.utilities, [0.5, 0.5], atol=1e-9)


def test_weighted_nash_of_three_parties():
    # nash.nperson.simplex: Roth 1979
    result = lottery.nash(np.eye(3), [0.1, 0.2, 0.05], weights=[0.5, 0.3, 0.2])
    assert np.allclose(result.utilities, [0.425, 0.395, 0.18], atol=1e-9)


def test_no_agreement_has_no_outcome():
    for lotteries in (False, True):
        for name, result in four_solutions(PLAIN, [9, 9], lotteries=lotteries).items():
            assert (result.name, result.status) == (name, "no_agreement")
            assert result.utilities is None
            assert result.index is None
            assert result.ties.size == result.probabilities.size == 0


def test_a_negative_gain_of_both_is_no_agreement_though_their_product_is_positive():
    assert four_solutions([[0, 0]], [1, 1])["nash"].status == "no_agreement"


def test_ties_are_listed_in_the_order_of_the_outcomes():
    result = four_solutions([[0.8, 0.5], [0.1 + 0.2, 0.3], [0.5, 0.8], [0.3, 0.3]], [0.1, 0.1])
    assert all(result[name].ties.tolist() == [0, 2] for name in NAMES)
    assert result["nash"].index == 0


def test_ideal_over_all_outcomes_is_another_solution():
    table, disagreement = [[10, 0], [6, 4], [5, 5], [4, 6], [0, 6]], [0, 4]
    among_rational = finite.kalai_smorodinsky(table, disagreement)
    among_all = finite.kalai_smorodinsky(table, disagreement, ideal="all")
    assert among_rational.ideal.tolist() == [6, 6]
    assert among_all.ideal.tolist() == [10, 6]
    assert among_rational.index == 3
    assert among_all.index == 2
    assert among_all.value == pytest.approx(0.5)


def test_weights_and_proportions_move_the_discrete_solution():
    table = [[0.1, 0.9], [0.5, 0.5], [0.7, 0.3]]
    assert finite.nash(table, [0, 0], weights=[7, 3]).index == 2
    assert finite.egalitarian(table, [0, 0], proportions=[2, 1]).index == 2
    assert finite.egalitarian(table, [0, 0]).index == 1


def test_a_party_that_can_gain_nothing_is_left_out_of_the_ratio():
    assert finite.kalai_smorodinsky([[0, 1], [0, 3]], [0, 0]).index == 1
    assert lottery.kalai_smorodinsky([[0, 1], [0, 3]], [0, 0]).utilities.tolist() == [0, 3]


@given(problems(most_parties=2))
def test_two_parties_and_one_with_nothing_at_stake_agree_on_the_same_lottery(problem):
    # The linear programs for three parties against the chain for two.
    table, disagreement = np.array(problem[0], dtype=float), np.array(problem[1], dtype=float)
    if table.shape[1] == 1:
        return
    padded, point = np.column_stack((table, np.ones(len(table)))), np.append(disagreement, 1)
    for name in ("nash", "kalai_smorodinsky", "utilitarian"):
        two, three = getattr(lottery, name)(table, disagreement), getattr(lottery, name)(padded, point)
        assert two.status == three.status
        if two.status == "ok" and name == "utilitarian":
            assert two.utilities.sum() == pytest.approx(three.utilities[:2].sum(), abs=1e-7)
        elif two.status == "ok" and (two.utilities > disagreement).all():
            assert np.allclose(two.utilities, three.utilities[:2], atol=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_nash_lottery_of_four_parties_cannot_be_improved(seed):
    # Its first-order condition: no outcome has a larger sum of w_i g_ki / g_i than one.
    rng = np.random.default_rng(seed)
    table, weights = rng.random((200, 4)), rng.dirichlet(np.ones(4))
    result = lottery.nash(table, np.full(4, 0.2), weights=weights)
    assert result.status == "ok"
    assert ((table - 0.2) @ (weights / (result.utilities - 0.2))).max() <= 1 + 1e-9
    assert np.allclose(result.probabilities @ table[result.ties], result.utilities, atol=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_lotteries_of_three_parties_do_at_least_as_well_as_any_outcome(seed):
    table = np.random.default_rng(seed).random((60, 3))
    plain, mixed = four_solutions(table, [0.3] * 3), four_solutions(table, [0.3] * 3, lotteries=True)
    for name in NAMES:
        if plain[name].status == "ok" and name != "kalai_smorodinsky":
            assert mixed[name].value >= plain[name].value - 1e-9
        assert (mixed[name].utilities >= 0.3 - 1e-9).all()


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: four_solutions([], [0, 0]), "utilities"),
        (lambda: four_solutions([[1, np.inf]], [0, 0]), "utilities"),
        (lambda: four_solutions(PLAIN, [0, np.nan]), "disagreement"),
        (lambda: four_solutions(PLAIN, [0]), "disagreement"),
        (lambda: four_solutions(PLAIN, [0, np.nan], lotteries=True), "disagreement"),
        (lambda: finite.nash(PLAIN), "disagreement"),
        (lambda: finite.nash(PLAIN, [0, 0], weights=[1, 0]), "weights"),
        (lambda: finite.nash(PLAIN, [0, 0], weights=[1, -1]), "weights"),
        (lambda: finite.nash(PLAIN, [0, 0], weights=[1]), "weights"),
        (lambda: finite.egalitarian(PLAIN, [0, 0], proportions=[0, 1]), "proportions"),
        (lambda: finite.kalai_smorodinsky(PLAIN, [0, 0], ideal="any"), "ideal"),
        (lambda: lottery.nash(PLAIN, [0, 0], weights=[1, 0]), "weights"),
        (lambda: lottery.egalitarian(PLAIN, [0, 0], proportions=[1, -1]), "proportions"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
