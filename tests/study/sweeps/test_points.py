"""From what a point sets to the rules' numbers."""

from datetime import date

import numpy as np
import pytest

from negosim.batch.kernel import Kernel
from negosim.errors import UsageError
from negosim.files import document, load, read
from negosim.rules.lower import lower
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.points import lowered_point, sets_of, setting_of
from negosim.study.sweeps.source import source_of

PRICE = "delegations.buyer.stances.buyer.reservation"


def words_of(lowered):
    """Return the records as the kernel takes them: equal words are equal records."""
    return Kernel(lowered, specialised=False).words()


def test_a_point_is_lowered_as_its_scenario_is_by_itself():
    point = Point(0, {PRICE: 9_345})
    alone = lower(load("used_car", overrides=point.sets))
    lowered = lowered_point(source_of("used_car"), sets_of(point))
    assert np.array_equal(words_of(lowered), words_of(alone))


def test_the_file_is_parsed_once_for_all_points(monkeypatch):
    parsed = []
    parse = document.parse_toml
    monkeypatch.setattr(document, "parse_toml", lambda *given: parsed.append(given) or parse(*given))
    source = source_of(read("used_car"))
    for number in range(20):
        lowered_point(source, sets_of(Point(number, {PRICE: 9_000 + number})))
    assert len(parsed) <= 1


def test_points_that_differ_in_conduct_alone_share_the_scenario_that_their_results_are_read_by():
    source = source_of("used_car")
    first, second = (setting_of(source, Point(number, {PRICE: 9_000 + number})) for number in range(2))
    assert first is second


def test_results_are_read_by_the_dates_and_issues_of_their_own_point():
    source = source_of("sma11")
    horizon = date(2021, 6, 1)
    assert setting_of(source, Point(0, {"calendar.horizon": horizon})).calendar.horizon == horizon


def test_values_that_stand_only_together_are_read_together():
    sets = {"issues.price.range": [20_000, 30_000]}
    for party, worst, best in (("seller", 20_000, 30_000), ("buyer", 30_000, 20_000)):
        sets[f"delegations.{party}.values.price"] = {"worst": worst, "best": best}
        sets[f"delegations.{party}.stances.{party}.aspiration"] = best
        sets[f"delegations.{party}.stances.{party}.reservation"] = 25_000
    assert setting_of(source_of("used_car"), Point(0, sets)).issues[0].low == 20_000


def test_a_point_that_is_no_scenario_names_what_it_sets():
    with pytest.raises(UsageError, match=f"{PRICE} = -5"):
        lowered_point(source_of("used_car"), sets_of(Point(0, {PRICE: -5})))
