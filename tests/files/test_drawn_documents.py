"""Any valid document is a scenario; anything else is told as a fault, and never breaks the reader."""

import copy
import datetime as dt
import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from negosim import files
from negosim.domain import Scenario
from negosim.errors import ScenarioError
from negosim.files.key_paths import leaves, step
from tests.strategies import documents, scenarios

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=10),
    st.dates(),
    st.datetimes(),
    st.sampled_from(("<drawn>", "[key]", "seoul", "north", "continuous", "linear", "norm", "dist", "table")),
)
TOML_VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


def document(data):
    return files.Document(name="drawn", source="drawn.toml", data=data, shown="drawn.toml")


def outcome(data):
    """Return the scenario that data describe, or the faults; anything else that is raised fails the test."""
    try:
        return files.build(document(data))
    except ScenarioError as error:
        return error.faults


@given(scenarios())
def test_every_drawn_document_is_a_scenario(scenario):
    assert isinstance(scenario, Scenario)
    assert scenario.parties == ("north", "south")


@given(documents())
def test_a_document_survives_being_written_as_toml(data):
    read = files.from_text(files.dumps(data), name="drawn")
    assert files.build(read) == files.build(document(data))
    assert tomllib.loads(read.text) == read.data


@given(documents(), st.data())
def test_one_value_replaced_by_anything_is_a_scenario_or_a_fault(data, draw):
    damaged = copy.deepcopy(data)
    path = draw.draw(st.sampled_from(list(leaves(data))))
    cut = path[: draw.draw(st.integers(1, len(path)))]
    holder = damaged
    for key in cut[:-1]:
        holder = step(holder, key)
    holder[cut[-1]] = draw.draw(TOML_VALUES)
    result = outcome(damaged)
    assert isinstance(result, Scenario) or result


@given(documents(), st.data())
def test_a_key_removed_leaves_a_scenario_or_a_fault(data, draw):
    damaged = copy.deepcopy(data)
    path = draw.draw(st.sampled_from(list(leaves(data))))
    cut = path[: draw.draw(st.integers(1, len(path)))]
    holder = damaged
    for key in cut[:-1]:
        holder = step(holder, key)
    del holder[cut[-1]]
    result = outcome(damaged)
    assert isinstance(result, Scenario) or result


@given(documents(), st.text(min_size=1, max_size=12), TOML_VALUES, st.data())
def test_an_unknown_key_in_any_table_is_a_scenario_or_a_fault(data, key, value, draw):
    damaged = copy.deepcopy(data)
    path = draw.draw(st.sampled_from([path[:-1] for path in leaves(data)]))
    holder = damaged
    for part in path:
        holder = step(holder, part)
    if isinstance(holder, dict):
        holder[key] = value
    result = outcome(damaged)
    assert isinstance(result, Scenario) or result


@example({"<fixed>": 1, "<>": None, "[key]": {}})
@given(st.dictionaries(st.text(max_size=8), TOML_VALUES, max_size=4))
def test_any_data_that_are_no_scenario_have_a_fault(data):
    assert outcome(data)
    assert not isinstance(outcome(data), Scenario)


@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
)
def test_random_bytes_are_reported_as_a_fault(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("bytes") / "random.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        files.load(path)
    assert all(fault.file for fault in error.value.faults)


@given(documents())
def test_faults_of_two_places_are_reported_together(data):
    damaged = copy.deepcopy(data)
    damaged["calendar"]["start"] = "2020-13-01"
    damaged["protocol"]["frist"] = "north"
    damaged["delegations"]["north"]["administrations"][0]["stance"] = "nobody"
    reported = {fault.path for fault in outcome(damaged)}
    first = damaged["delegations"]["north"]["administrations"][0]["name"]
    assert reported == {
        "calendar.start",
        "protocol.frist",
        f"delegations.north.administrations.{first}.stance",
    }


@given(documents(), st.floats(min_value=1e-300, allow_infinity=False))
def test_rounds_at_the_end_of_time_are_reported_and_not_overflown(data, days):
    data["calendar"] |= {"start": dt.date.max, "rounds": [{"date": dt.date.max, "days": days}] * 2}
    assert {"calendar.horizon", "calendar.rounds.1.date"} <= {fault.path for fault in outcome(data)}
