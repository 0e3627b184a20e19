"""Folds, totals, calibration, rank checks and the placebo, on a small reference table."""

from dataclasses import replace

import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.forecast import backtest as testing
from negosim.forecast import calibration
from negosim.forecast import ranks as checks
from negosim.forecast.backtest import backtest, check_cases, past_of
from negosim.forecast.calibration import as_arviz, calibrate, calibrate_all, draws_as_csv
from negosim.forecast.cases import cases_of
from negosim.forecast.parameters import NAMES
from negosim.forecast.placebo import placebo
from negosim.forecast.ranks import check_ranks
from negosim.forecast.scores import crps
from negosim.forecast.totals import as_dict, by_prior, total
from negosim.report.forecasts import describe_backtest, draw_backtest


@pytest.fixture
def lenient(monkeypatch):
    """Accept the few effective draws of a small table."""
    monkeypatch.setattr(testing, "FEWEST_EFFECTIVE", 1.0)
    monkeypatch.setattr(calibration, "FEWEST_EFFECTIVE", 1.0)
    monkeypatch.setattr(checks, "FEWEST_EFFECTIVE", 1.0)


def test_the_forward_chain_sees_only_the_past():
    cases = [None] * 11
    assert [past_of(cases, place, "forward") for place in (2, 3)] == [[], [0, 1, 2]]
    assert past_of(cases, 1, "leave_one_out") == [0, *range(2, 11)]


def test_a_long_record_is_split():
    cases = [None] * 60
    assert past_of(cases, 29, "split") == []
    assert past_of(cases, 45, "split") == list(range(30))


def test_a_backtest_is_reproducible_and_has_every_score(dyad, reference, lenient):
    first, again = (as_dict(backtest(dyad, reference, seed=5)) for _ in range(2))
    assert first == again
    assert first["scheme"] == "forward"
    assert [each["id"] for each in first["agreements"]] == [f"SMA{n:02d}" for n in range(5, 13)]
    assert len(first["leave_one_out"]["agreements"]) == 11
    growth = first["totals"]["growth"]
    assert growth["n"] == 8
    assert growth["baselines"]["defence budget"] == pytest.approx(4.05, abs=0.006)
    assert growth["best_baseline"] == next(iter(growth["baselines"]))
    assert growth["difference"]["value"] == pytest.approx(growth["model"] - min(growth["baselines"].values()), abs=2e-4)
    assert sum(each["share"] for each in growth["influence"].values()) == pytest.approx(1.0, abs=1e-3)
    assert first["leave_one_out"]["totals"]["date"]["n"] == 10
    assert first["leave_one_out"]["agreements"][0]["date"] is None  # the opening of SMA02 is not known


def test_a_fold_with_few_effective_draws_is_refused(dyad, reference):
    result = backtest(dyad, reference)
    refused = [fold.case.id for fold in result.schemes["leave_one_out"] if fold.effective < 100]
    assert refused
    counted = total(result.schemes["leave_one_out"], "growth")
    if counted is not None:
        assert list(counted.refused) == refused
        assert len(counted.scores) == 11 - len(refused)


def test_the_figure_names_what_is_refused_and_leaves_it_out(dyad, reference, lenient):
    result = backtest(dyad, reference)
    folds = result.schemes["leave_one_out"]
    few = replace(result, schemes={"leave_one_out": (*folds[:4], replace(folds[4], effective=0.5), *folds[5:])})
    growth, date = draw_backtest(few).axes
    assert growth.get_title("right") == date.get_title("right") == "too few effective draws: SMA06"
    assert len(growth.get_xticks()) == 10
    assert "SMA06" not in [label.get_text() for label in growth.get_xticklabels()]
    words = describe_backtest({"first": few, "shut": result}, chosen="shut")
    assert ", without SMA06" in str(words)


def test_no_fold_is_fitted_to_what_it_forecasts(dyad, reference, lenient):
    other = replace(dyad, renewals=(*dyad.renewals[:-1], replace(dyad.renewals[-1], growth_pct=90.0)))
    ours, theirs = (backtest(each, reference).schemes["leave_one_out"][-1] for each in (dyad, other))
    assert (ours.model.days == theirs.model.days).all()
    assert ours.effective == theirs.effective


def test_at_expiry_only_late_agreements_are_forecast_and_only_later_days(dyad, reference, lenient):
    folds = backtest(dyad, reference, at="expiry").schemes["leave_one_out"]
    assert [fold.case.id for fold in folds] == ["SMA06", "SMA09", "SMA10", "SMA11"]
    for fold in folds:
        assert fold.model.days.min() > 0
        assert all(sample.min() > 0 for sample in fold.baselines["date"].values())


def test_baselines_that_need_a_position_are_not_used_at_the_opening(dyad, reference, lenient):
    opening, positions = (backtest(dyad, reference, at=at).schemes["forward"][0] for at in ("opening", "positions"))
    assert "length by ask" not in opening.baselines["date"]
    assert "length by ask" in positions.baselines["date"]


def test_the_score_of_the_mechanism_is_that_of_its_sample(dyad, reference, lenient):
    totals = total(backtest(dyad, reference).schemes["leave_one_out"], "growth")
    score = totals.scores[4]
    assert score.model == pytest.approx(crps(score.fold.model.known_growth, -8.9))


def test_every_prior_is_scored_beside_the_others(dyad, reference, lenient):
    results = {name: backtest(dyad, reference, prior=name) for name in ("hindsight-free", "shut")}
    shut, default = (by_prior(results)[name]["forward"]["growth"] for name in ("shut", "hindsight-free"))
    assert shut["n"] == 8
    assert shut["prior_alone"] != default["prior_alone"]


def test_a_record_that_is_too_short_or_has_no_positions_is_refused(dyad):
    with pytest.raises(UsageError, match="a back-test needs at least 5 renewals, and the record has 1"):
        check_cases(cases_of(dyad)[:1], "opening")
    with pytest.raises(UsageError, match="no position of the record was public"):
        check_cases(cases_of(replace(dyad, positions=()), "positions"), "positions")
    early = [case for case in cases_of(dyad) if case.days <= 0]
    with pytest.raises(UsageError, match="concluded by the expiry"):
        check_cases(early, "expiry")


def test_a_posterior_says_what_the_record_moves(dyad, reference, lenient):
    posterior = calibrate(dyad, reference)
    width = reference.parameters[:, NAMES.index("width")]
    weights = posterior.prior_weights * np.exp(-0.5 * ((width - 2.0) / 3.0) ** 2)
    marginals = {each.parameter.name: each for each in replace(posterior, weights=weights / weights.sum()).marginals()}
    assert list(marginals) == list(NAMES)
    assert [name for name, each in marginals.items() if each.moved] == ["width"]
    assert all(0.0 <= each.overlap <= 1.0 + 1e-9 for each in marginals.values())
    assert marginals["width"].overlap == min(each.overlap for each in marginals.values())
    assert marginals["gap"].prior[1] == pytest.approx(30.0, rel=0.1)


def test_a_posterior_of_too_few_draws_is_refused(dyad, reference):
    with pytest.raises(UsageError, match="draws count under the prior 'shut' at opening; at least 100 must"):
        calibrate(dyad, reference, prior="shut")


def test_posteriors_of_all_priors_stand_side_by_side(dyad, reference, lenient):
    posteriors = calibrate_all(dyad, reference, at="opening", chosen="wide")
    assert next(iter(posteriors)) == "wide"
    assert len(posteriors) == 4


def test_draws_are_written_as_csv(dyad, reference, lenient):
    lines = draws_as_csv(calibrate(dyad, reference), draws=7).splitlines()
    assert lines[0].split(",") == list(NAMES)
    assert len(lines) == 8


def test_without_arviz_the_export_says_what_to_install(dyad, reference, lenient, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "arviz", None)
    with pytest.raises(UsageError, match="pip install arviz"):
        as_arviz(calibrate(dyad, reference))


def test_ranks_of_the_truth_lie_between_0_and_1(dyad, small, lenient):
    ranks = check_ranks(dyad, records=12, seed=1, size=small)
    assert ranks.ranks.shape == (12, 14)
    assert ((ranks.ranks >= 0.0) & (ranks.ranks <= 1.0)).all()
    data = ranks.as_dict()
    assert sum(data["parameters"]["width"]["histogram"]) == 12
    assert -1.0 <= data["parameters"]["centre"]["correlation"] <= 1.0


def test_records_with_few_effective_draws_are_refused(dyad, small, monkeypatch):
    monkeypatch.setattr(checks, "FEWEST_EFFECTIVE", 5.0)
    ranks = check_ranks(dyad, records=6, seed=1, size=small)
    assert ranks.effective.min() >= 5.0
    assert ranks.as_dict()["refused"] == ranks.refused > 0
    monkeypatch.setattr(checks, "FEWEST_EFFECTIVE", 400.0)
    with pytest.raises(UsageError, match="only 0 synthetic records leave 400 effective draws"):
        check_ranks(dyad, records=6, seed=1, size=small)


def test_the_rank_of_a_truth_at_the_end_of_its_range_is_a_random_one(dyad, small, lenient):
    ranks = check_ranks(dyad, records=40, seed=1, size=small)
    at_zero = ranks.truths[:, NAMES.index("offer_weight")] == 0.0  # in 16 of 100 draws
    assert at_zero.sum() >= 2
    assert len(set(ranks.ranks[at_zero, NAMES.index("offer_weight")])) == at_zero.sum()


def test_a_placebo_deals_the_positions_again(dyad, reference):
    result = placebo(dyad, reference, deals=2, seed=1)
    assert result.dealt.shape == (2, 2)
    assert np.isfinite(result.dealt).all()
    assert result.as_dict()["growth"]["true"] == pytest.approx(result.true[0], abs=1e-4)
