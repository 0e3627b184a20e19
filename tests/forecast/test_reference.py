"""The reference table, its likelihoods and weights, and its file."""

import numpy as np
import pytest
from scipy import stats

from negosim.forecast import reference as tables
from negosim.forecast.cases import cases_of
from negosim.forecast.likelihood import effective, kernel, log_likelihood, normalised
from negosim.forecast.parameters import FOLDS, MOVED, PRIORS, spread
from negosim.forecast.proposal import Proposal, concentrated, fitted
from negosim.forecast.reference import key_of
from negosim.forecast.simulate import MISSING, Outcomes
from negosim.forecast.store import load_reference, save_reference


def test_the_kernel_is_students_t():
    assert kernel([-1.5, 0.0, 4.0]) == pytest.approx(stats.t.pdf([-1.5, 0.0, 4.0], 4))


def test_a_likelihood_is_the_mean_kernel_and_counts_no_agreement_as_nothing():
    outcomes = Outcomes(np.array([[50, 60, MISSING]], np.int16), np.array([[0, 30, MISSING]], np.int16))
    near = kernel([0.0, 1.0])
    assert np.exp(log_likelihood(outcomes, 5.0, None)) == pytest.approx(near.sum() / 3)
    dated = near * kernel([0.0, np.log(2.0) / 0.3]) / 0.3
    assert np.exp(log_likelihood(outcomes, 5.0, 0.0)) == pytest.approx(dated.sum() / 3)


def test_weights_and_their_effective_number():
    weights = normalised(np.log([1.0, 1.0, 2.0]))
    assert weights == pytest.approx([0.25, 0.25, 0.5])
    assert effective(weights) == pytest.approx(1 / 0.375)


def test_a_proposal_draws_from_its_own_density():
    rng = np.random.default_rng(0)
    parameters = PRIORS["first"].draw(500, rng)
    moved = spread(parameters)
    proposal = fitted(parameters, [-0.5 * ((moved[:, 0] - 3.0) / 0.5) ** 2])
    drawn = spread(proposal.draw(20_000, rng))
    assert (drawn[:, FOLDS] >= 0.0).all()
    # the mean of a ratio of densities over draws from the lower one is 1
    ratio = np.exp(PRIORS["first"].log_density(drawn) - proposal.log_density(drawn))
    assert ratio.mean() == pytest.approx(1.0, abs=0.05)


def test_a_proposal_lies_where_the_likelihood_does():
    rng = np.random.default_rng(0)
    parameters = PRIORS["hindsight-free"].draw(2000, rng)
    moved = spread(parameters)
    place = MOVED.index("width")
    cloud = fitted(parameters, [-0.5 * ((moved[:, place] - 6.0) / 2.0) ** 2]).clouds[0]
    assert cloud.mean[place] == pytest.approx(6.0 * 64 / 68, abs=0.1)  # the prior's variance is 64, the likelihood's 4
    assert cloud.covariance[place, place] == pytest.approx(1.15 * 64 * 4 / 68, rel=0.1)


def test_importance_weights_give_the_prior_back(reference):
    weights = normalised(reference.log_prior("hindsight-free"))
    width = reference.parameters[:, 2]
    assert effective(weights) > 50
    assert weights @ width == pytest.approx(0.0, abs=3.0)
    assert np.sqrt(weights @ width**2) == pytest.approx(8.0, rel=0.3)


def test_the_same_seed_gives_the_same_table_for_any_number_of_threads(dyad, small, reference, monkeypatch):
    monkeypatch.setattr(tables, "PILOT_DRAWS", 100)
    monkeypatch.setattr(tables, "PILOT_REPLICATES", 40)
    assert tables.build(dyad, seed=3, size=small, workers=1).digest == reference.digest
    assert tables.build(dyad, seed=4, size=small).digest != reference.digest


def test_noisy_cases_get_more_replicates(dyad, reference):
    counts = {case.id: reference.outcomes[key_of(case)].growth.shape[1] for case in cases_of(dyad)}
    assert max(counts, key=counts.get) == "SMA06"
    assert np.mean([each.growth.shape[1] for each in reference.outcomes.values()]) == pytest.approx(60, abs=2)


def test_a_stored_table_is_the_same_and_a_damaged_one_is_none(reference, tmp_path):
    path = tmp_path / "table.npz"
    save_reference(reference, path)
    stored = load_reference(path)
    assert (stored.digest, stored.negotiations) == (reference.digest, reference.negotiations)
    path.write_bytes(path.read_bytes()[:-2000])
    assert load_reference(path) is None
    assert load_reference(tmp_path / "none.npz") is None


def test_without_clouds_a_proposal_is_the_four_priors():
    moved = spread(PRIORS["shut"].draw(50, np.random.default_rng(1)))
    densities = np.array([prior.log_density(moved) for prior in PRIORS.values()])
    assert Proposal().log_density(moved) == pytest.approx(np.log(np.exp(densities).mean(axis=0)))


def test_rounds_of_moments_come_to_a_narrow_posterior():
    rng = np.random.default_rng(0)
    base = PRIORS["hindsight-free"]
    proposals, parts, counts = [Proposal()], [], []
    for _ in range(8):
        parts.append(proposals[-1].draw(400, rng))
        parameters = np.concatenate(parts)
        moved = spread(parameters)
        likelihood = -0.5 * (((moved[:, :4] - [3.0, 5.0, 0.5, 0.3]) / 0.15) ** 2).sum(axis=1)
        mixture = np.logaddexp.reduce([each.log_density(moved) for each in proposals], axis=0) - np.log(len(proposals))
        prior = base.log_density(moved) - mixture
        counts.append(effective(normalised(prior + likelihood)))
        proposals.append(concentrated(parameters, prior, likelihood))
    assert counts[0] < 5.0
    assert counts[-1] > 150.0
    assert proposals[-1].clouds[0].mean[:2] == pytest.approx([3.0, 5.0], abs=0.1)


def test_the_table_is_made_as_when_the_results_of_the_documentation_were(reference):
    """If this fails, a seed gives another table: run docs/_generators/forecast_results.py and forecast_page.py."""
    growth = [np.median(each.growth[each.growth != MISSING]) for each in reference.outcomes.values()]
    assert np.median(reference.parameters, axis=0)[:4] == pytest.approx([0.471549, 6.69017, 12.7352, 27.1887], rel=1e-4)
    assert np.mean(growth) == pytest.approx(183.06, abs=0.5)  # tenths of a point
