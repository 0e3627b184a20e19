"""Solutions over one continuous issue: theory catalogue, sections 2 and 7."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.errors import SolverError
from negosim.solve import Issue, chain_of, continuous, convex, interval_solutions


def unit(first, second, disagreement=(0, 0), **more):
    """Make a problem over the unit interval."""
    return Issue(utilities=(first, second), lo=0, hi=1, disagreement=disagreement, **more)


DOLLAR = unit(lambda x: x, lambda x: np.sqrt(1 - x))
QUADRATIC = unit(lambda x: x, lambda x: 1 - x**2)


def test_nash_divides_a_dollar_with_a_risk_averse_party():
    # nash.dollar.sqrt2: Nash 1950; Kihlstrom, Roth and Schmeidler 1981
    result = continuous.nash(DOLLAR)
    assert result.x == pytest.approx(2 / 3, abs=1e-6)
    assert np.allclose(result.utilities, [0.6666666666666666, 0.5773502691896258], atol=1e-6)


def test_kalai_smorodinsky_divides_a_dollar_by_the_golden_ratio():
    # ks.dollar.sqrt2: Kalai and Smorodinsky 1975
    result = continuous.kalai_smorodinsky(DOLLAR)
    assert result.x == pytest.approx(0.6180339887498949, abs=1e-9)
    assert np.allclose(result.utilities, 0.6180339887498949, atol=1e-9)
    assert np.allclose(result.ideal, [1, 1], atol=1e-9)


def test_utilitarian_division_of_a_dollar():
    # util.dollar.sqrt2
    result = continuous.utilitarian(DOLLAR)
    assert result.x == pytest.approx(0.75, abs=1e-6)
    assert result.value == pytest.approx(1.25, abs=1e-9)


@pytest.mark.parametrize(
    ("powers", "weights", "share"),
    [
        ((1, 1), None, 0.5),  # nash.power.a1.b1
        ((0.5, 0.25), None, 2 / 3),  # nash.power.a0.5.b0.25
        ((0.5, 0.25), (0.7, 0.3), 0.8235294117647058),  # nash.asymmetric.power: Kalai 1977a; Roth 1979
    ],
)
def test_nash_with_power_utilities(powers, weights, share):
    a, b = powers
    result = continuous.nash(unit(lambda x: x**a, lambda x: (1 - x) ** b), weights=weights)
    assert result.x == pytest.approx(share, abs=1e-6)


def test_solutions_on_the_quadratic_frontier():
    # quadratic.frontier.all
    assert np.allclose(continuous.nash(QUADRATIC).utilities, [0.5773502691896258, 2 / 3], atol=1e-6)
    golden = continuous.kalai_smorodinsky(QUADRATIC).utilities
    assert np.allclose(golden, 0.6180339887498949, atol=1e-9)
    assert np.allclose(continuous.utilitarian(QUADRATIC).utilities, [0.5, 0.75], atol=1e-6)


def test_a_slack_cap_of_the_assembly_leaves_nash_alone():
    # twolevel.schelling.nash: Schelling 1960; Putnam 1988; independence of irrelevant alternatives
    issue = Issue(utilities=(lambda x: x - 13, lambda x: 50 - x), lo=13, hi=[18, 31.5, 40], disagreement=[0, 0])
    assert np.allclose(continuous.nash(issue).x, [18, 31.5, 31.5], atol=1e-6)


def test_a_slack_cap_of_the_assembly_moves_kalai_smorodinsky():
    # twolevel.schelling.ks: x = 13 + 37 (c - 13) / (c - 13 + 37)
    issue = Issue(utilities=(lambda x: x - 13, lambda x: 50 - x), lo=13, hi=[18, 40, 50], disagreement=[0, 0])
    expected = [17.404761904761905, 28.609375, 31.5]
    assert np.allclose(continuous.kalai_smorodinsky(issue).x, expected, atol=1e-9)


def test_spatial_bargain_over_a_status_quo():
    # twolevel.milner_rosendorff.quadratic: Milner and Rosendorff 1997; the legislature accepts [0, 2 m]
    issue = Issue(
        utilities=(lambda x: -((x - 1) ** 2), lambda x: -((x - 2) ** 2)),
        lo=0,
        hi=[3, 2 * 0.5, 2 * 0.7],
        disagreement=[-1, -4],
    )
    assert np.allclose(continuous.nash(issue).x, [1.2192235935955849, 1.0, 1.2192235935955849], atol=1e-6)


def test_four_solutions_have_their_names():
    result = interval_solutions(lambda x: x, lambda x: 1 - x, 0, 1, [0, 0])
    assert list(result) == ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
    assert all(solution.status == "ok" for solution in result.values())
    assert all(result[name].x == pytest.approx(0.5, abs=1e-7) for name in list(result)[:3])


def test_a_batch_is_solved_as_its_problems_one_by_one():
    rng = np.random.default_rng(1)
    powers, lo = rng.uniform(0.2, 1, (3, 5)), rng.uniform(0, 0.5, 5)
    issue = Issue(
        utilities=(lambda x, a: x**a, lambda x, a: (1 - x) ** a),
        lo=lo,
        hi=1.0,
        disagreement=[0.1, 0.1],
        args=(powers,),
    )
    for solver in (
        continuous.nash,
        continuous.kalai_smorodinsky,
        continuous.egalitarian,
        continuous.utilitarian,
    ):
        batch = solver(issue)
        assert batch.x.shape == (3, 5)
        assert batch.utilities.shape == (3, 5, 2)
        for i, j in np.ndindex(3, 5):
            one = solver(
                Issue(utilities=issue.utilities, lo=lo[j], hi=1, disagreement=[0.1, 0.1], args=(powers[i, j],))
            )
            assert one.x == batch.x[i, j]


def test_more_problems_than_fit_one_piece():
    lo = np.linspace(0, 1, 20_001)
    result = continuous.kalai_smorodinsky(
        Issue(
            utilities=(lambda x: x, lambda x: 3 - x),
            lo=lo,
            hi=2,
            disagreement=np.column_stack((lo, lo * 0 + 1)),
        )
    )
    assert np.allclose(result.x, (lo + 2) / 2, atol=1e-9)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=5), st.integers(0, 3), st.integers(0, 3))
def test_piecewise_linear_utility_gives_what_the_chain_gives(drops, first, second):
    # Concave: the second party's utility falls ever faster.
    heights = np.cumsum(np.sort(drops)[::-1])[::-1].astype(float)
    nodes = np.column_stack((np.arange(len(drops) + 1.0), np.append(heights, 0.0)))
    nodes[:, 1] = sum(drops) - np.append(0, np.cumsum(np.sort(drops)))
    chain, disagreement = chain_of(nodes), [first / 2, second]
    issue = Issue(
        utilities=(lambda x: x, lambda x: np.interp(x, *nodes.T)),
        lo=0,
        hi=len(drops),
        disagreement=disagreement,
    )
    if disagreement[0] > nodes[-1, 0] or disagreement[1] > nodes[0, 1]:
        return
    for name, tolerance in (("nash", 1e-6), ("kalai_smorodinsky", 1e-9)):
        exact, result = getattr(convex, name)(chain, disagreement), getattr(continuous, name)(issue)
        assert result.status == exact.status
        if exact.status == "ok":
            assert np.allclose(result.utilities, exact.utilities, atol=tolerance)


def test_three_parties_over_one_issue():
    # Largest smallest gain of x, 2 - x and 2 + x / 2: the third never binds.
    issue = Issue(utilities=(lambda x: x, lambda x: 2 - x, lambda x: 2 + x / 2), lo=0, hi=2, disagreement=[0, 0, 0])
    assert continuous.egalitarian(issue).x == pytest.approx(1, abs=1e-9)
    assert continuous.nash(issue).utilities.shape == (3,)
    proportional = continuous.egalitarian(issue, proportions=[1, 3, 1])
    assert proportional.x == pytest.approx(0.5, abs=1e-9)


def test_no_rational_value_is_a_status_and_not_a_number():
    issue = Issue(
        utilities=(lambda x: x, lambda x: 1 - x),
        lo=[0, 0, 1],
        hi=[1, 1, 0],
        disagreement=[[0, 0], [0.6, 0.6], [0, 0]],
    )
    for solver in (
        continuous.nash,
        continuous.kalai_smorodinsky,
        continuous.egalitarian,
        continuous.utilitarian,
    ):
        result = solver(issue)
        assert result.status.tolist() == ["ok", "no_agreement", "no_agreement"]
        assert np.isnan(result.x).tolist() == [False, True, True]
        assert np.isnan(result.utilities[1:]).all()


@pytest.mark.parametrize("edge", [0.3, 1 / 3, 0.7])
def test_a_zone_of_one_point_is_found(edge):
    result = continuous.nash(unit(lambda x: x, lambda x: 1 - x, (edge, 1 - edge)))
    assert result.status == "ok"
    assert result.x == pytest.approx(edge, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: interval_solutions(np.sin, np.cos, np.nan, 1, [0, 0]), "lo"),
        (lambda: interval_solutions(np.sin, np.cos, 0, np.inf, [0, 0]), "hi"),
        (lambda: interval_solutions(np.sin, np.cos, 0, 1, [0, 0, 0]), "disagreement"),
        (lambda: interval_solutions(np.sin, np.cos, [0, 0], 1, np.zeros((3, 2))), "disagreement"),
        (lambda: interval_solutions(lambda x: x * np.nan, np.cos, 0, 1, [0, 0]), "u1"),
        (
            lambda: interval_solutions(lambda x, a: a * x, lambda x, a: -a * x, 0, 1, [0, 0], args=[np.nan]),
            "args[0]",
        ),
        (lambda: continuous.nash(DOLLAR, weights=[0, 1]), "weights"),
        (lambda: continuous.egalitarian(DOLLAR, proportions=[1, 0]), "proportions"),
        (lambda: continuous.nash(unit(np.sin, np.cos, grid=2)), "grid"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
