"""Numbers set on a built scenario make the scenario that would be built with them."""

import numpy as np
import pytest

from negosim.batch.kernel import Kernel
from negosim.errors import UsageError
from negosim.files import build, load, override, read, shipped
from negosim.rules.lower import lower
from negosim.study.sweeps import points
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.numbers import Built, settable
from negosim.study.sweeps.points import lowered_point, sets_of
from negosim.study.sweeps.source import source_of

LEVEL = "delegations.buyer.stances.buyer.reservation"


def levels(document):
    """Return paths of numbers that can be set by themselves, with two values that are valid."""
    low, high = (0.2, 0.8) if not build(document).in_units else next(iter(document.data["issues"].values()))["range"]
    paths = [
        f"delegations.{party}.stances.{stance}.{level}"
        for party, delegation in document.data["delegations"].items()
        for stance, table in delegation["stances"].items()
        for level in ("aspiration", "reservation", "mandate")
        if level in table
    ]
    paths += [
        f"ratifiers.{number}.threshold"
        for number, t in enumerate(document.data.get("ratifiers", []))
        if "threshold" in t
    ]
    return {path: (low, high) for path in paths if settable(document, path, low) is not None}


def words_of(lowered):
    """Return the records as the kernel takes them: equal words are equal records."""
    return Kernel(lowered, specialised=False).words()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_scenario_is_the_one_that_would_be_built(name):
    document, rng = read(name), np.random.default_rng(1)
    ranges = levels(document)
    assert ranges or name == "wage_strike"
    built = Built(common=name)
    keys = {path: settable(document, path, 1.0) for path in ranges}
    for share in (0.0, 1.0, *rng.random(3)):
        values = {path: low + share * (high - low) for path, (low, high) in ranges.items()}
        changed = document
        for path, value in values.items():
            changed = override(changed, path, value)
        expected, numbers = build(changed), {keys[path]: value for path, value in values.items()}
        quick = built.at(numbers)
        if share in (0.0, 1.0):
            built.take(expected, numbers)
            continue
        assert quick == expected
        assert np.array_equal(words_of(lower(quick)), words_of(lower(expected)))


def test_a_value_beyond_those_that_were_built_is_built_itself(monkeypatch):
    points._built_with.cache_clear()
    source = source_of("used_car")
    for value in (9_000, 11_000, 10_000, 9_500):
        lowered_point.__wrapped__(source, sets_of(Point(0, {LEVEL: value})))
    monkeypatch.setattr(type(source), "scenario", lambda *_: pytest.fail("built"))
    lowered_point.__wrapped__(source, sets_of(Point(0, {LEVEL: 10_999.5})))
    with pytest.raises(pytest.fail.Exception):
        lowered_point.__wrapped__(source, sets_of(Point(0, {LEVEL: 11_000.5})))


def test_a_value_that_is_not_valid_is_refused_after_others_were():
    source = source_of("used_car")
    for value in (9_000, 11_000):
        lowered_point(source, sets_of(Point(0, {LEVEL: value})))
    with pytest.raises(UsageError, match="lies outside the issue's range"):
        lowered_point(source, sets_of(Point(0, {LEVEL: 99_000})))


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("used_car", LEVEL, {"dist": "norm", "loc": 1.0, "scale": 1.0}),
        ("used_car", LEVEL, True),
        ("used_car", "delegations.buyer.stances.buyer.tactic.kind", 3),
        ("used_car", "delegations.buyer.values.price.worst", 14_000),
        ("used_car", "protocol.exchanges", 2),
        ("wage_strike", "delegations.union.stances.committee.reservation", 3),  # another stance inherits it
    ],
)
def test_other_values_are_not_set_by_themselves(name, path, value):
    assert settable(read(name), path, value) is None


def test_a_shocks_effect_is_set_where_it_stands():
    document = read("sma11")
    path = "shocks.call_to_the_president.effects.0.by"
    built, keys = Built(common="sma11"), settable(document, path, -1.0)
    for value in (-2.0, 2.0):
        built.take(build(override(document, path, value)), {keys: value})
    assert built.at({keys: -0.5}) == build(override(document, path, -0.5))
    assert load("sma11") != built.at({keys: -0.5})
