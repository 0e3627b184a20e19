"""Conditional forecasts, on a small reference table."""

import datetime as dt

import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.forecast import beliefs, questions
from negosim.forecast.questions import ask, fit, parse_condition


@pytest.fixture
def lenient(monkeypatch):
    """Accept the few effective draws of a small table."""
    monkeypatch.setattr(questions, "FEWEST_EFFECTIVE", 1.0)
    monkeypatch.setattr(beliefs, "FEWEST_EFFECTIVE", 1.0)


def renewal(dyad, name):
    return next(each for each in dyad.renewals if each.id == name)


def test_an_agreement_is_forecast_from_those_concluded_before_it(dyad, reference, lenient):
    answer = ask(reference, fit(dyad, reference, renewal(dyad, "SMA09")))
    assert answer.past == ("SMA02", "SMA03", "SMA04", "SMA05", "SMA06", "SMA07", "SMA08")


def test_every_draw_given_a_lapse_has_it(dyad, reference, lenient):
    condition = parse_condition("lapse > 90")
    free, given = (
        ask(reference, fit(dyad, reference, renewal(dyad, "SMA11")), given=each) for each in ((), (condition,))
    )
    assert given.forecasts["posterior"].days.min() > 90
    assert given.chance["posterior"] == pytest.approx(np.mean(free.forecasts["posterior"].days > 90))
    assert free.chance == {"posterior": 1.0, "prior": 1.0}


def test_the_probability_of_an_agreement_grows_with_the_day(dyad, reference, lenient):
    answer = ask(reference, fit(dyad, reference, renewal(dyad, "SMA11"), at="expiry"))
    days = [dt.date(2019, 12, 31), dt.date(2020, 6, 30), dt.date(2022, 6, 30)]
    chances = [answer.agreed_by(day)["posterior"] for day in days]
    assert chances[0] == 0.0
    assert chances[1] < chances[2] <= 1.0
    data = answer.as_dict(days)
    assert data["posterior"]["agreed_by"]["2020-06-30"] == pytest.approx(chances[1], abs=1e-4)
    assert list(data["prior"]["growth"]) == ["0.1", "0.25", "0.5", "0.75", "0.9"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lapse=90", "write a bound on growth or lapse"),
        ("growht<10", "there is no 'growht'; give growth or lapse; did you mean 'growth'"),
    ],
)
def test_a_condition_that_is_none_is_refused(text, message):
    with pytest.raises(UsageError, match=message):
        parse_condition(text)


def test_a_condition_that_hardly_any_draw_fulfils_is_refused(dyad, reference, lenient):
    with pytest.raises(UsageError, match="give a more likely condition"):
        ask(reference, fit(dyad, reference, renewal(dyad, "SMA11")), given=(parse_condition("growth>690"),))


def test_the_first_agreements_and_few_effective_draws_are_refused(dyad, reference):
    with pytest.raises(
        UsageError, match="SMA03: a forecast needs at least 3 renewals concluded before, and the record has 1"
    ):
        fit(dyad, reference, renewal(dyad, "SMA03"))
    with pytest.raises(UsageError, match="give a larger table with --draws"):
        fit(dyad, reference, renewal(dyad, "SMA12"), prior="shut")


def test_what_would_have_to_be_believed_of_a_high_growth_is_a_high_zone(dyad, reference, lenient):
    outcome = (parse_condition("growth>8"),)
    answer = ask(reference, fit(dyad, reference, renewal(dyad, "SMA11")), believe=outcome).beliefs
    assert answer.outcome == ("growth>8",)
    box = {each.parameter.name: each for each in answer.box}
    assert box["centre"].likely[1] > box["centre"].prior[1]
    assert "centre" in [each.parameter.name for each in answer.box[:3]]
    assert 0.0 < answer.chance["prior"] < 0.5


def test_at_the_expiry_only_late_agreements_count(dyad, reference, lenient):
    late = ask(
        reference, fit(dyad, reference, renewal(dyad, "SMA11"), at="expiry"), believe=(parse_condition("lapse>0"),)
    ).beliefs
    opening = ask(
        reference, fit(dyad, reference, renewal(dyad, "SMA11")), believe=(parse_condition("lapse>0"),)
    ).beliefs
    assert late.chance["prior"] > opening.chance["prior"]


def test_an_outcome_that_no_parameters_make_likely_is_refused(dyad, reference, lenient):
    with pytest.raises(UsageError, match=r"--believe growth>700: hardly any of .* state something weaker"):
        ask(reference, fit(dyad, reference, renewal(dyad, "SMA11")), believe=(parse_condition("growth>700"),))
