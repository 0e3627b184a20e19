"""Baselines on the shipped record: the figures of an independent prototype, to the digits that it printed."""

import numpy as np
import pytest

from negosim import history
from negosim.forecast.baseline_dates import DATES
from negosim.forecast.baselines import GROWTH
from negosim.forecast.cases import cases_of
from negosim.forecast.scores import covers, crps, signed_log

DYAD = history.load_dyad()
# leave-one-out CRPS, coverage of 50 and 80 %, forward chain; with the positions that the prototype knew
PROTOTYPE_GROWTH = {
    "defence budget": (3.74, 0.64, 0.82, 4.05),
    "pooled Laplace": (3.79, 0.64, 0.82, 4.07),
    "consumer prices": (3.93, 0.64, 0.73, 4.16),
    "pooled t": (4.02, 0.64, 0.82, 4.00),
    "ridge": (4.85, 0.55, 0.73, 5.42),
    "last step": (4.98, 0.73, 0.82, 5.54),
    "ridge by ask": (3.85, None, None, None),
}
# in days; the hazards differ by the order in which random numbers are used
PROTOTYPE_DATES = {
    "length of talks": (68.5, 0.80, 74.0, 0.67, 0.005),
    "hazard and length": (75.1, 0.90, 87.0, 0.67, 0.01),
    "hazard": (93.2, 0.90, 117.0, 0.79, 0.01),
    "median lag": (111.0, 0.80, 140.0, 0.91, 0.005),
    "expiry day": (111.0, 0.80, 132.0, 0.91, 0.005),
    "length by ask": (39.0, 0.90, None, 0.46, 0.005),
}


def by_name(baselines, name):
    return next(baseline for baseline in baselines if baseline.name == name)


def left_out(baseline, cases):
    return [baseline.predict([each for each in cases if each is not case], case) for case in cases]


@pytest.mark.parametrize("name", PROTOTYPE_GROWTH)
def test_growth_is_that_of_the_prototype(name):
    cases = cases_of(DYAD, "positions", hindsight=True)
    baseline = by_name(GROWTH, name)
    samples = left_out(baseline, cases)
    score, half, most, forward = PROTOTYPE_GROWTH[name]
    truths = [case.growth for case in cases]
    assert np.mean([crps(s, t) for s, t in zip(samples, truths, strict=True)]) == pytest.approx(score, abs=0.006)
    if forward is None:
        return
    assert np.mean([covers(s, t, 0.5) for s, t in zip(samples, truths, strict=True)]) == pytest.approx(half, abs=0.006)
    assert np.mean([covers(s, t, 0.8) for s, t in zip(samples, truths, strict=True)]) == pytest.approx(most, abs=0.006)
    chained = [crps(baseline.predict(cases[:k], cases[k]), cases[k].growth) for k in range(3, len(cases))]
    assert np.mean(chained) == pytest.approx(forward, abs=0.006)


@pytest.mark.parametrize("name", PROTOTYPE_DATES)
def test_dates_are_those_of_the_prototype(name):
    cases = [case for case in cases_of(DYAD, "positions", hindsight=True) if case.dated]
    baseline = by_name(DATES, name)
    samples = left_out(baseline, cases)
    score, most, forward, on_log_scale, tolerance = PROTOTYPE_DATES[name]
    scores = [crps(s, c.days) for s, c in zip(samples, cases, strict=True)]
    assert np.mean(scores) == pytest.approx(score, rel=tolerance)
    assert np.mean([covers(s, c.days, 0.8) for s, c in zip(samples, cases, strict=True)]) == pytest.approx(most)
    logs = [crps(signed_log(s), float(signed_log(c.days))) for s, c in zip(samples, cases, strict=True)]
    assert np.mean(logs) == pytest.approx(on_log_scale, abs=0.012)
    if forward is not None:
        chained = [crps(baseline.predict(cases[:k], cases[k]), cases[k].days) for k in range(3, len(cases))]
        assert np.mean(chained) == pytest.approx(forward, rel=0.01)


def test_with_positions_that_were_public_in_time_the_ask_shows_less_of_the_date():
    scores = {}
    for hindsight in (False, True):
        cases = [case for case in cases_of(DYAD, "positions", hindsight=hindsight) if case.dated]
        samples = left_out(by_name(DATES, "length by ask"), cases)
        scores[hindsight] = np.mean([crps(s, c.days) for s, c in zip(samples, cases, strict=True)])
    assert scores[False] == pytest.approx(57.0, abs=0.1)
    assert scores[True] == pytest.approx(39.0, abs=0.1)


def test_no_baseline_of_a_date_lies_before_the_opening():
    cases = [case for case in cases_of(DYAD, "positions") if case.dated]
    for baseline in DATES:
        for case, sample in zip(cases, left_out(baseline, cases), strict=True):
            assert sample.min() >= -case.lead
