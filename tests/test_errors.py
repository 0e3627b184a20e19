import pickle

import pytest

from negosim.errors import (
    Fault,
    NegosimError,
    RecordError,
    ScenarioError,
    SolverError,
    StoreError,
    UsageError,
    did_you_mean,
)

FAULT = Fault(
    file="sma11.toml",
    path="delegations.washington.stances.trump.reservation",
    problem="140 lies outside the issue's range 0 to 100 %",
    fix="did you mean 14.0?",
)
WHOLE_FILE = Fault(file="sma11.toml", path="", problem="is not text", fix="save it as UTF-8")


def test_a_fault_says_where_what_and_the_fix():
    assert str(FAULT) == (
        "sma11.toml: delegations.washington.stances.trump.reservation: "
        "140 lies outside the issue's range 0 to 100 %; did you mean 14.0?"
    )


def test_a_fault_of_the_whole_file_has_no_path():
    assert str(WHOLE_FILE) == "sma11.toml: is not text; save it as UTF-8"


def test_a_scenario_error_prints_every_fault_on_a_line():
    error = ScenarioError([FAULT, WHOLE_FILE])
    assert error.faults == (FAULT, WHOLE_FILE)
    assert str(error).splitlines() == [str(FAULT), str(WHOLE_FILE)]


def test_a_solver_error_names_its_argument_and_is_a_value_error():
    error = SolverError("discount", "1.2 lies outside 0 to 1")
    assert isinstance(error, ValueError)
    assert str(error) == "discount: 1.2 lies outside 0 to 1"


@pytest.mark.parametrize(
    "error",
    [
        ScenarioError([FAULT]),
        RecordError([WHOLE_FILE]),
        UsageError("no such file"),
        SolverError("discount", "1.2 lies outside 0 to 1"),
        StoreError("no manifest"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_the_input_exits_with_2_and_survives_a_process_border(error):
    assert isinstance(error, NegosimError)
    assert error.exit_code == 2
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))
    assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("bulware", "; did you mean 'boulware'?"), ("Boulware", "; did you mean 'boulware'?"), ("zzz", "")],
)
def test_the_nearest_allowed_name_is_suggested(name, suggestion):
    assert did_you_mean(name, ["boulware", "conceder", "hardliner"]) == suggestion


def test_a_fix_from_did_you_mean_joins_without_a_second_semicolon():
    fix = did_you_mean("reservaton", ["reservation"])
    fault = Fault(file="a.toml", path="stance", problem="unknown key 'reservaton'", fix=fix)
    assert str(fault) == "a.toml: stance: unknown key 'reservaton'; did you mean 'reservation'?"
