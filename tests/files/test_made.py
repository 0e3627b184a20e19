"""A scenario made or changed in Python is checked as a file is, and is what its file would give."""

import dataclasses
import datetime as dt
import gc

import numpy as np
import pytest

import negosim
from negosim import files
from negosim.domain import Calendar, Continuous, Protocol, Tactic
from negosim.engine import run
from negosim.errors import NegosimError, ScenarioError, UsageError
from negosim.files.made import _BUILT
from negosim.rules.tactics import TacticKind
from tests.engine.builders import delegation, market, stance


def test_what_is_left_out_has_its_default():
    made = market()
    loaded = negosim.load(made)
    assert loaded.delegations[0].stances["calm"].tactic.parameters == {"beta": 1.0, "k": 0.0}
    assert negosim.load(loaded) is loaded
    for number in range(20):
        assert negosim.run(made, seed=1, replicate=number).as_dict() == run(made, seed=1, replicate=number).as_dict()


def test_lists_and_numbers_of_numpy_are_those_of_a_file():
    made = market()
    issue = Continuous(name="price", low=np.float64(0), high=np.int64(100), unit="EUR")
    listed = dataclasses.replace(made, issues=[issue], delegations=list(made.delegations))
    assert negosim.load(listed) == negosim.load(made)


def test_a_scenario_that_was_loaded_is_not_built_again():
    scenario = negosim.load("used_car")
    assert negosim.load(scenario) is scenario
    changed = dataclasses.replace(scenario, title="Changed")
    assert negosim.load(changed) is not changed
    assert negosim.load(changed).title == "Changed"


def test_what_is_known_of_scenarios_goes_with_them():
    gc.collect()
    before = len(_BUILT)
    scenario = negosim.load("used_car")
    assert len(_BUILT) == before + 1
    del scenario
    gc.collect()
    assert len(_BUILT) == before


CALENDAR = market().calendar
WRONG = [
    ({"calendar": dataclasses.replace(CALENDAR, horizon=dt.date(2019, 1, 1))}, "calendar.horizon"),
    ({"protocol": Protocol(first="byer")}, "protocol.first.*did you mean 'buyer'"),
    ({"protocol": Protocol(exchanges=0)}, "protocol.exchanges"),
    ({"protocol": Protocol(kind="auction")}, "protocol.kind"),
    ({"issues": (Continuous(name="price", low=5.0, high=5.0),)}, "issues.price.range"),
    ({"lapse_cost": {"nobody": 0.1}}, "lapse.cost"),
    ({"delegations": market().delegations[:1]}, "delegations"),
    ({"calendar": Calendar(start="today", horizon=CALENDAR.horizon)}, "calendar.start"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_what_is_wrong_is_reported_as_in_a_file(changes, words):
    made = dataclasses.replace(market(), **changes)
    for use in (
        negosim.load,
        negosim.run,
        negosim.zones,
        lambda made: negosim.sweep(made, replicates=1),
        files.validate,
    ):
        if use is files.validate:
            assert use(made)
        else:
            with pytest.raises(ScenarioError, match=words):
                use(made)


def test_a_changed_copy_of_a_loaded_scenario_is_checked():
    loaded = negosim.load("used_car")
    changed = dataclasses.replace(loaded, calendar=dataclasses.replace(loaded.calendar, horizon=dt.date(2020, 1, 1)))
    with pytest.raises(ScenarioError, match=r"calendar\.horizon"):
        negosim.run(changed)


def test_a_scenario_with_a_tactic_of_the_users_own_is_checked_and_run():
    own = Tactic(kind="mine", rule=TacticKind(name="mine", summary="Concedes.", demand=lambda own: own.limit))
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, 70.0, tactic=own)})
    made = market(buyer=buyer)
    assert negosim.load(made) is made
    assert negosim.run(made).terms == {"price": 70.0}
    with pytest.raises(ScenarioError, match=r"protocol\.first"):
        negosim.run(dataclasses.replace(made, protocol=Protocol(first="byer")))


def test_what_a_file_would_not_keep_is_named():
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("firm", 10.0, 70.0)})
    with pytest.raises(UsageError, match=r"would not keep its delegations\[0\]\.stances\.calm\.name"):
        negosim.load(market(buyer=buyer))


def parts(value, place=()):
    """Yield the path to each attribute of the dataclasses that a scenario is made of."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield (*place, field.name)
            yield from parts(getattr(value, field.name), (*place, field.name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from parts(each, (*place, number))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from parts(each, (*place, key))


def replaced(value, place, junk):
    """Return a copy with something else at a place."""
    if not place:
        return junk
    key, *rest = place
    if isinstance(value, tuple):
        return tuple(replaced(each, rest, junk) if number == key else each for number, each in enumerate(value))
    if isinstance(value, dict):
        return {**value, key: replaced(value[key], rest, junk)}
    return dataclasses.replace(value, **{key: replaced(getattr(value, key), rest, junk)})


@pytest.mark.parametrize("junk", [None, "x", -1.0, float("nan"), object(), (), {"a": 1}, [[]], {3}])
@pytest.mark.parametrize("make", [market, lambda: dataclasses.replace(negosim.load("alliance"), tables=None)])
def test_junk_anywhere_is_never_a_traceback(make, junk):
    scenario = make()
    refused = 0
    for place in parts(scenario):
        changed = replaced(scenario, place, junk)
        try:
            negosim.load(changed)
        except NegosimError:
            refused += 1
    assert refused > 10


def test_a_scenario_is_written_and_loaded_whichever_way_it_is_given(tmp_path):
    made = market()
    for number, given in enumerate((made, negosim.load(made).tables, "used_car", tmp_path / "0.toml")):
        negosim.dump(given, tmp_path / f"{number}.toml")
        expected = dataclasses.replace(negosim.load(given), name=str(number))
        assert negosim.load(tmp_path / f"{number}.toml") == expected
    with pytest.raises(ScenarioError):
        negosim.dump({"title": "x"}, tmp_path / "x.toml")


def test_tables_with_what_toml_does_not_have_are_an_error_of_usage():
    tables = negosim.load(market()).tables
    with pytest.raises(NegosimError):
        negosim.sweep({**tables, "title": object()}, replicates=1)
