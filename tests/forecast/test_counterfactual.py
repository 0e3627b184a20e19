"""Counterfactuals of one agreement: both worlds by the same parameters and random numbers."""

import datetime as dt

import numpy as np
import pytest

from negosim.errors import ScenarioError, UsageError
from negosim.forecast import questions
from negosim.forecast.counterfactual import Effect, compare_worlds
from negosim.forecast.questions import fit, parse_condition

SMALL = {"draws": 60, "replicates": 60}
LATE = dt.date(2020, 12, 31)
STANCE = '{aspiration=90,reservation=50,tactic={kind="polynomial",beta=1},deadline=2019-12-31}'
STANCES = f"{{now={STANCE},next={STANCE}}}"


@pytest.fixture
def fitted(dyad, reference, monkeypatch):
    monkeypatch.setattr(questions, "FEWEST_EFFECTIVE", 1.0)
    renewal = next(each for each in dyad.renewals if each.id == "SMA11")
    return fit(dyad, reference, renewal)


def test_what_is_not_changed_has_no_effect(dyad, reference, fitted):
    worlds = compare_worlds(dyad, reference, fitted, [("calendar.expiry", "2019-12-31")], before=[LATE], **SMALL)
    for effects in worlds.effects.values():
        assert [effect.difference for effect in effects.values()] == [(0.0, 0.0, 0.0)] * 2


def test_without_a_lapse_nothing_presses(dyad, reference, fitted):
    worlds = compare_worlds(dyad, reference, fitted, [("calendar.expiry", "2022-12-31")], before=[LATE], **SMALL)
    for effects in worlds.effects.values():
        by = effects["agreed by 2020-12-31"]
        assert by.changed < by.base
        assert by.difference[0] == pytest.approx(by.changed - by.base)
        assert by.difference[1] <= by.difference[0] <= by.difference[2]


def test_a_condition_holds_in_both_worlds(dyad, reference, fitted):
    given = [parse_condition("lapse>60")]
    worlds = compare_worlds(
        dyad,
        reference,
        fitted,
        [("calendar.expiry", "2022-12-31")],
        given=given,
        before=[dt.date(2020, 2, 29)],
        draws=150,
        replicates=60,
    )
    effect = worlds.effects["prior"]["agreed by 2020-02-29"]
    assert (effect.base, effect.changed) == (0.0, 0.0)
    assert worlds.as_dict()["given"] == ["lapse>60"]


def test_what_both_worlds_have_is_no_difference(dyad, reference, fitted):
    base = [("delegations.seoul.stances.home.deadline", "2020-04-01")]
    worlds = compare_worlds(dyad, reference, fitted, base, base=base, before=[LATE], **SMALL)
    for effects in worlds.effects.values():
        assert [effect.difference for effect in effects.values()] == [(0.0, 0.0, 0.0)] * 2
    assert worlds.as_dict()["base"] == ["delegations.seoul.stances.home.deadline = 2020-04-01"]
    assert worlds.as_dict()["reference"] == reference.digest


def test_a_number_that_the_parameters_set_can_be_changed(dyad, reference, fitted):
    limits = [("delegations.seoul.stances.home.reservation", "-50"), ("delegations.washington.stances", STANCES)]
    worlds = compare_worlds(dyad, reference, fitted, limits, before=[LATE], **SMALL)
    for effects in worlds.effects.values():
        assert effects["agreed by 2020-12-31"].base > 0.0
        assert effects["agreed by 2020-12-31"].changed == 0.0


def test_until_the_inauguration_both_worlds_are_the_same(dyad, reference, fitted):
    path = "delegations.washington.administrations.1.successors"
    base, changes = ([(path, f'[{{name="x",stance="{stance}"}}]')] for stance in ("next", "now"))
    days = [dt.date(2021, 1, 19), dt.date(2021, 12, 31)]
    worlds = compare_worlds(dyad, reference, fitted, changes, base=base, before=days, **SMALL)
    for effects in worlds.effects.values():
        assert effects["agreed by 2021-01-19"].difference == (0.0, 0.0, 0.0)
        assert effects["agreed by 2021-12-31"].difference[0] != 0.0


def test_a_draw_without_a_value_does_not_count_and_few_draws_give_none():
    base = np.full(60, 1.0)
    base[0] = np.nan
    assert Effect.of(base, base + 0.5).difference == (0.5, 0.5, 0.5)
    assert np.isnan(Effect.of(base[:10], base[:10]).base)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("delegations.seoul.stances", "1"), "delegations.seoul.stances"),
        (("delegations.seoul.stances.home.tactic.kind", "nice"), "nice"),
        (("calender.expiry", "2022-12-31"), "calendar"),
        (("calendar.expiry", "soon"), "calendar.expiry"),
    ],
)
def test_a_wrong_change_is_explained(dyad, reference, fitted, change, words):
    with pytest.raises((UsageError, ScenarioError)) as error:
        compare_worlds(dyad, reference, fitted, [change], **SMALL)
    assert words in str(error.value)
