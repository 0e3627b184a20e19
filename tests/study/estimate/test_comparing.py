"""Differences, sensitivities and tournaments against what is known of them."""

import numpy as np
import pytest

from negosim.errors import StoreError, UsageError
from negosim.files import override, read
from negosim.study import compare, query, sensitivity, sweep, tournament
from negosim.study.estimate.equilibria import equilibria
from negosim.study.estimate.sensitivity import _indices
from negosim.study.estimate.tournament import TACTICS

BUYER = "delegations.buyer.stances.buyer.reservation"


def test_a_scenario_does_not_differ_from_itself():
    found = compare("sma11", "sma11", replicates=200)
    assert all(d.difference == 0.0 and d.a == d.b for d in found.points[0].values())


def test_paired_differences_are_those_of_the_rows(tmp_path):
    other = override(read("used_car"), BUYER, 13_000)
    for name, document in (("a", read("used_car")), ("b", other)):
        sweep(document, replicates=500, seed=2, out=tmp_path / name)
    found = compare(tmp_path / "a", tmp_path / "b")
    assert (found.replicates, found.seed) == (500, 2)
    columns = [
        query(tmp_path / name, "SELECT price, agreed FROM replicates ORDER BY replicate").values for name in "ab"
    ]
    pairs = [(x[0], y[0]) for x, y in zip(*columns, strict=True) if x[0] is not None and y[0] is not None]
    differences = np.array([y - x for x, y in pairs])
    price = found.points[0]["price"]
    assert price.n == len(differences) > 0
    assert price.difference == pytest.approx(differences.mean(), abs=1e-6)
    assert price.se == pytest.approx(differences.std(ddof=1) / np.sqrt(len(differences)), rel=1e-6)
    agreed = np.array([y[1] - x[1] for x, y in zip(*columns, strict=True)], float)
    assert found.points[0]["agreed"].difference == pytest.approx(agreed.mean())


def test_a_paired_difference_is_more_precise_than_that_of_two_separate_runs():
    other = override(read("sma11"), "delegations.washington.stances.trump.reservation", 35)
    paired = compare("sma11", other, replicates=1_000).points[0]["agreed"].se
    separate = np.sqrt(sum(sweep(s, replicates=1_000).points[0].agreed.se ** 2 for s in ("sma11", other)))
    assert paired < separate / 2.0


def test_sweeps_that_cannot_be_paired_are_refused(tmp_path):
    for name, options in (
        ("a", {"seed": 1}),
        ("b", {"seed": 2}),
        ("c", {"seed": 1, "vary": {BUYER: [1e4, 11e3, 12e3]}}),
    ):
        sweep("used_car", replicates=5, out=tmp_path / name, **options)
    sweep("used_car", replicates=5, seed=1, vary={BUYER: [1e4, 11e3]}, out=tmp_path / "d")
    with pytest.raises(StoreError, match="seeds 1, 2 differ"):
        compare(tmp_path / "a", tmp_path / "b")
    with pytest.raises(StoreError, match="both need as many"):
        compare(tmp_path / "c", tmp_path / "d")
    assert len(compare(tmp_path / "a", tmp_path / "c").points) == 3
    with pytest.raises(UsageError, match="whole number from 1"):
        compare("used_car", "used_car", replicates=0)


class Ishigami:
    """The function of Ishigami and Homma (1990), whose indices are known."""

    names = ("y",)
    inputs = dict.fromkeys(("x1", "x2", "x3"))

    def __call__(self, shares):
        x1, x2, x3 = (2.0 * shares - 1.0) * np.pi
        return (np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))[None]


def test_the_indices_of_a_known_function_are_the_known_ones():
    found = _indices(Ishigami(), 4096, 0)["y"]
    for index, first, total in zip(found, (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437), strict=True):
        assert index.first == pytest.approx(first, abs=0.02)
        assert index.total == pytest.approx(total, abs=0.02)
        assert index.first_interval[0] <= index.first <= index.first_interval[1]
        assert index.total_interval[0] <= index.total <= index.total_interval[1]


def test_sensitivity_takes_what_the_scenario_draws_and_repeats_with_the_seed():
    found = sensitivity("used_car", samples=32, replicates=20, seed=1)
    paths = {index.path for index in found.outputs["utility.seller"]}
    assert paths == {BUYER, "delegations.seller.stances.seller.reservation"}
    assert found == sensitivity("used_car", samples=32, replicates=20, seed=1)


def test_what_plays_no_part_explains_nothing():
    unused = "delegations.seoul.stances.moon_2021.aspiration"
    vary = [f"{unused}=5:13", "delegations.washington.stances.trump.reservation=5:40"]
    found = sensitivity("trump_era", vary=vary, samples=16, replicates=40)
    totals = {index.path: index.total for index in found.outputs["agreed"]}
    assert totals.pop(unused) == 0.0
    assert min(totals.values()) > 0.6


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"samples": 100}, "power of two"),
        ({"replicates": 0}, "whole number from 1"),
        ({"vary": [f"{BUYER}=5"]}, "one value does not vary"),
    ],
)
def test_a_sensitivity_that_cannot_be_is_refused(options, words):
    with pytest.raises(UsageError, match=words):
        sensitivity("used_car", **options)
    with pytest.raises(UsageError, match="draws no number"):
        sensitivity("rubinstein_pie")


def test_equilibria_of_textbook_games():
    prisoners = np.array([[3.0, 0.0], [5.0, 1.0]])
    assert [(e.row, e.column) for e in equilibria(prisoners, prisoners.T)] == [((0.0, 1.0), (0.0, 1.0))]
    (pennies,) = equilibria(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[-1.0, 1.0], [1.0, -1.0]]))
    assert pennies.row == pennies.column == pytest.approx((0.5, 0.5))
    battle = equilibria(np.array([[3.0, 0.0], [0.0, 2.0]]), np.array([[2.0, 0.0], [0.0, 3.0]]))
    assert len(battle) == 3
    assert battle[2].row == pytest.approx((0.6, 0.4))
    assert battle[2].payoffs == pytest.approx((1.2, 1.2))
    rock = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    (mixed,) = equilibria(rock, -rock)
    assert mixed.row == pytest.approx((1 / 3,) * 3)


def test_payoffs_of_a_tournament_are_those_of_the_scenario_with_these_tactics():
    found = tournament("used_car", tactics=("linear", "conceder"), replicates=150, seed=3)
    document = override(read("used_car"), "delegations.seller.stances.seller.tactic", {"kind": "linear"})
    document = override(document, "delegations.buyer.stances.buyer.tactic", {"kind": "conceder"})
    point = sweep(document, replicates=150, seed=3).points[0]
    assert found.agreed[0, 1] == point.agreed.p
    assert found.payoffs[1, 0, 1] == pytest.approx(point.measures["utility.buyer"].mean, abs=1e-8)
    assert found.se[1, 0, 1] == pytest.approx(point.measures["utility.buyer"].se, rel=1e-4)


def test_in_every_equilibrium_no_tactic_is_a_better_reply():
    found = tournament("used_car", replicates=200)
    assert found.tactics == TACTICS
    assert found.equilibria
    for e in found.equilibria:
        assert (found.payoffs[0] @ e.column).max() == pytest.approx(e.payoffs[0])
        assert (np.array(e.row) @ found.payoffs[1]).max() == pytest.approx(e.payoffs[1])


@pytest.mark.parametrize(
    ("tactics", "words"),
    [
        (("boulwar",), "did you mean 'boulware'"),
        (("scripted",), "cannot do without parameters"),
        (("linear", "linear"), "named twice"),
        ((), "0 tactics are named"),
    ],
)
def test_tactics_that_cannot_enter_are_refused(tactics, words):
    with pytest.raises(UsageError, match=words):
        tournament("used_car", tactics=tactics)
