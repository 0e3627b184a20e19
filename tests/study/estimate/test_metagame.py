"""Ties, resampled payoffs and the replicator dynamics, against games whose answers are known."""

import numpy as np
import pytest

from negosim.study import tournament
from negosim.study.estimate.equilibria import equilibria, persists
from negosim.study.estimate.metagame import Tie, replicator, resampled, stability_of, ties_of

DILEMMA = np.array([[3.0, 0.0], [5.0, 1.0]])
PENNIES = np.array([[1.0, -1.0], [-1.0, 1.0]])
HAWK_DOVE = np.array([[0.0, 3.0], [1.0, 2.0]])


def test_ties_are_named():
    a = np.array([[1.0, 0.0], [1.0, 0.5], [0.0, 0.5]])
    b = np.array([[0.2, 0.2], [0.0, 1.0], [1.0, 0.0]])
    assert ties_of(a, b) == (
        Tie(player=0, against=0, replies=(0, 1)),
        Tie(player=0, against=1, replies=(1, 2)),
        Tie(player=1, against=0, replies=(0, 1)),
    )
    assert ties_of(DILEMMA, DILEMMA.T) == ()


def test_imitation_leads_to_the_dominant_strategies():
    evolution = replicator(DILEMMA, DILEMMA.T)
    assert evolution.settled
    assert evolution.row == pytest.approx([0.0, 1.0], abs=1e-6)
    assert evolution.column == pytest.approx([0.0, 1.0], abs=1e-6)


def test_a_mixed_equilibrium_of_two_equal_populations_is_a_point_of_rest():
    # at an even mix hawks and doves do equally well, so nothing moves
    evolution = replicator(HAWK_DOVE, HAWK_DOVE.T)
    assert evolution.settled
    assert evolution.row == pytest.approx([0.5, 0.5])


def test_dynamics_that_go_round_in_a_circle_do_not_settle():
    tilted = PENNIES + np.array([[0.5, 0.0], [0.0, 0.0]])
    assert not replicator(tilted, -PENNIES).settled


def test_an_equilibrium_persists_while_its_strategies_are_best_replies():
    (mixed,) = equilibria(PENNIES, -PENNIES).listed
    assert persists(PENNIES + np.array([[0.3, 0.0], [0.0, 0.0]]), -PENNIES, mixed)
    assert not persists(PENNIES + np.array([[0.0, 0.0], [3.0, 3.0]]), -PENNIES, mixed)
    (pure,) = equilibria(DILEMMA, DILEMMA.T).listed
    assert persists(DILEMMA, DILEMMA.T, pure)
    assert not persists(-DILEMMA, -DILEMMA.T, pure)


def test_resampled_payoffs_vary_as_the_standard_error_says():
    sample = np.random.default_rng(3).normal(size=(400, 2, 2, 2))
    others = resampled(sample.mean(axis=0), sample, 400)
    assert others.shape == (200, 2, 2, 2)
    assert others.std(axis=0) == pytest.approx(np.full((2, 2, 2), 1.0 / 20.0), rel=0.25)
    assert resampled(sample.mean(axis=0), sample, 1600).std(axis=0).mean() == pytest.approx(1.0 / 40.0, rel=0.1)


def test_an_equilibrium_that_hangs_on_noise_is_stable_in_about_half_of_the_resamples():
    chance = np.random.default_rng(5)
    sample = np.zeros((1000, 2, 2, 2)) + np.array([[[1.0, 0.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]]])
    noise = chance.normal(scale=0.1, size=1000)
    sample[:, 0, 0, 0] += noise - noise.mean() + 1e-4  # a hair better than the other row
    payoffs = sample.mean(axis=0)
    (share, *_) = stability_of(resampled(payoffs, sample, 1000), equilibria(*payoffs).listed)
    assert 0.35 < share < 0.7


def test_a_tournament_has_scores_over_both_sides_and_stability_for_each_equilibrium():
    met = tournament("used_car", tactics=("linear", "boulware", "conceder"), replicates=200)
    assert met.scores[:, 0] == pytest.approx((met.payoffs[0].mean(axis=1) + met.payoffs[1].mean(axis=0)) / 2.0)
    assert (met.scores[:, 1] < met.scores[:, 0]).all()
    assert (met.scores[:, 0] < met.scores[:, 2]).all()
    assert len(met.stability) == len(met.equilibria) > 0
    assert met.as_dict()["equilibria"][0]["stability"] == met.stability[0]
    once = tournament("used_car", tactics=("linear", "boulware"), replicates=1)
    assert once.stability is None
    assert once.as_dict()["scores"]["linear"]["interval"] is None
