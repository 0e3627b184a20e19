"""Values put in place of the file's: paths by name, date and position, and what a bad path is told."""

import datetime as dt

import pytest
from hypothesis import given

from negosim import files
from negosim.errors import ScenarioError, UsageError
from tests.files.sample import ONE_ISSUE
from tests.strategies import documents


@pytest.fixture
def document():
    return files.from_text(ONE_ISSUE, name="sample")


def stance(scenario, party, name):
    (result,) = [delegation.stances[name] for delegation in scenario.delegations if delegation.name == party]
    return result


def test_a_value_is_named_by_its_keys(document):
    changed = files.override(document, "delegations.washington.stances.trump.reservation", 45)
    assert stance(files.build(changed), "washington", "trump").reservation == 45
    assert stance(files.build(document), "washington", "trump").reservation == 40


@pytest.mark.parametrize("path", ["shocks.walkout.date", "shocks.0.date"])
def test_an_item_of_a_list_is_named_by_its_name_or_position(path, document):
    changed = files.build(files.override(document, path, dt.date(2019, 11, 20)))
    assert changed.shocks[0].date == dt.date(2019, 11, 20)


@pytest.mark.parametrize("path", ["calendar.rounds.2019-10-22.days", "calendar.rounds.1.days"])
def test_a_round_is_named_by_its_date_or_position(path, document):
    assert files.build(files.override(document, path, 3)).calendar.rounds[1].days == 3


def test_a_successor_is_named_by_the_day_of_office_and_its_name(document):
    path = "delegations.washington.administrations.2021-01-20.successors"
    changed = files.override(document, f"{path}.biden.probability", 0.3)
    changed = files.override(changed, f"{path}.trump.probability", 0.7)
    assert [holder.probability for holder in files.build(changed).delegations[1].terms[1].candidates] == [0.3, 0.7]


def test_a_key_that_the_schema_knows_may_be_new(document):
    assert files.build(files.override(document, "protocol.first", "seoul")).protocol.first == "seoul"
    assert files.build(files.override(document, "payments", {"base": 1, "increase": "increase"})).payments is not None
    lapse = files.override(document, "lapse.cost.washington", 0.02)
    assert files.build(lapse).lapse_cost == {"seoul": 0.01, "washington": 0.02}
    tactic = files.override(document, "delegations.washington.stances.trump.tactic.k", 0.1)
    assert stance(files.build(tactic), "washington", "trump").tactic.parameters == {"beta": 0.05, "k": 0.1}


def test_a_whole_table_may_be_replaced(document):
    changed = files.override(document, "delegations.seoul.stances.end.tactic", {"kind": "conceder"})
    assert stance(files.build(changed), "seoul", "end").tactic.parameters == {"beta": 5.0}


def test_one_number_of_a_list_may_be_replaced(document):
    assert files.build(files.override(document, "issues.increase.range.1", 450)).issues[0].high == 450


def test_numbers_of_numpy_are_numbers(document):
    numpy = pytest.importorskip("numpy")
    changed = files.override(document, "delegations.washington.stances.trump.reservation", numpy.float32(45))
    changed = files.override(changed, "protocol.exchanges", numpy.int64(3))
    scenario = files.build(changed)
    assert stance(scenario, "washington", "trump").reservation == 45.0
    assert scenario.protocol.exchanges == 3


def test_overrides_of_load_are_made_in_order(tmp_path):
    path = tmp_path / "sample.toml"
    path.write_text(ONE_ISSUE, encoding="utf-8")
    scenario = files.load(path, overrides={"calendar.expiry": dt.date(2020, 6, 30), "title": "Other"})
    assert (scenario.calendar.expiry, scenario.title) == (dt.date(2020, 6, 30), "Other")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (
            "delegations.washington.stances.trump.resrvation",
            "did you mean 'delegations.washington.stances.trump.reservation'?",
        ),
        (
            "delegations.washingtn.stances.trump.reservation",
            "did you mean 'delegations.washington.stances.trump.reservation'?",
        ),
        ("delegations.seoul.stances.new.reservation", "'delegations.seoul.stances' has no 'new'"),
        ("shocks.walkut.date", "did you mean 'shocks.walkout.date'?"),
        ("shocks.7.date", "'shocks' has no '7'"),
        ("protocol.frist", "did you mean 'protocol.first'?"),
        ("payments.bas", "did you mean 'payments.base'?"),
        ("reservation", "did you mean 'delegations."),
        ("title.length", "'title' is a single value"),
        ("calendar.start.year", "'calendar.start' is a single value"),
        ("extends", "there is no 'extends'"),
        ("nothing", "it has title, description, calendar"),
        ("", "not a path of sample"),
        ("...", "not a path of sample"),
    ],
)
def test_a_bad_path_is_reported_with_the_nearest(path, says, document):
    with pytest.raises(UsageError) as error:
        files.override(document, path, 1)
    assert says in str(error.value)


def test_a_value_of_the_wrong_kind_is_a_fault_of_the_override(document):
    with pytest.raises(ScenarioError) as error:
        files.build(files.override(document, "calendar.expiry", 3))
    (fault,) = error.value.faults
    assert (fault.file, fault.path) == ("--set", "calendar.expiry")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12.5", -12.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("true", True),
        ("2020-03-31", dt.date(2020, 3, 31)),
        ("boulware", "boulware"),
        ("two words", "two words"),
        ('"12"', "12"),
        ("[1, 2]", [1, 2]),
        ("{dist = 'norm', loc = 1}", {"dist": "norm", "loc": 1}),
        ("", ""),
        ("1\nother = 2", "1\nother = 2"),
        ("[[", "[["),
    ],
)
def test_a_value_is_read_as_toml_and_bare_words_as_text(text, value):
    parsed = files.parse_value(text)
    assert parsed == value
    assert type(parsed) is type(value)


@given(documents())
def test_every_path_of_a_document_can_be_overridden_with_what_is_there(data):
    document = files.from_text(files.dumps(data), name="drawn")
    listed = files.paths(document)
    assert len(listed) == len(set(listed))
    changed = document
    for path, leaf in zip(listed, files.key_paths.leaves(document.data), strict=True):
        value = document.data
        for key in leaf:
            value = value[key]
        changed = files.override(changed, path, value)
    assert changed.data == document.data


def test_a_key_with_a_dot_in_it_stands_in_quotes():
    text = ONE_ISSUE.replace('kind = "continuous"\nrange = [0, 500]', 'kind = "categorical"\noptions = ["a.b", "c"]')
    document = files.from_text(text, name="dotted")
    data = {"a.b": 1.0, "c": 0.0}
    changed = files.override(document, "delegations.seoul.values.increase", {"table": data})
    assert 'delegations.seoul.values.increase.table."a.b"' in files.paths(changed)
    again = files.override(changed, 'delegations.seoul.values.increase.table."a.b"', 0.5)
    assert again.data["delegations"]["seoul"]["values"]["increase"]["table"] == {"a.b": 0.5, "c": 0.0}
