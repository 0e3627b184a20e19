"""Tactics as scenario files name them: presets, defaults, and tactics of users."""

import inspect
import os
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.engine import run
from negosim.errors import NegosimError, UsageError
from negosim.files import tactics
from negosim.files.tactics import find_tactic, tabulate, tactic_kinds
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.lower import lower
from negosim.rules.tactics import SHIPPED_TACTICS, Parameter, Party, TacticKind, aspiration
from negosim.rules.tactics.learning import bayesian
from negosim.rules.tactics.micro import micro
from negosim.rules.tactics.time_dependent import exponential, polynomial
from tests.files.sample import ONE_ISSUE, damaged


@pytest.fixture
def of_a_user(monkeypatch):
    """Return a function that installs what an entry point names, until the test ends."""

    def installing(value):
        monkeypatch.setattr(EntryPoint, "load", lambda self: value)
        entry = EntryPoint(name="smooth", value="somewhere:SMOOTH", group=tactics.ENTRY_POINTS)
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [entry])
        tactics._entries.cache_clear()

    yield installing
    tactics._entries.cache_clear()


def smooth(tau, steepness):
    return tau**steepness / (tau**steepness + (1 - tau) ** steepness)


SMOOTH = TacticKind(
    name="smooth",
    summary="Slow, quick, slow.",
    parameters=(Parameter(name="steepness", description="how sudden", default=2.0, low=1.0),),
    curve=smooth,
)
SMOOTH_FILE = damaged(ONE_ISSUE, ('kind = "hardliner"', 'kind = "smooth", steepness = 1'))


def test_every_shipped_tactic_can_be_named_in_a_file():
    assert {kind.name: kind for kind in SHIPPED_TACTICS} == tactic_kinds()
    assert all(find_tactic(kind.name) is kind for kind in SHIPPED_TACTICS)


@pytest.mark.parametrize("kind", ACCEPTANCES.values(), ids=lambda kind: kind.name)
def test_the_parameters_of_an_acceptance_condition_are_those_of_its_function(kind):
    assert tuple(inspect.signature(kind.function).parameters)[3:] == tuple(
        parameter.rule_name or parameter.name for parameter in kind.parameters
    )
    for parameter in kind.parameters:
        assert parameter.description
        value = parameter.words[int(parameter.default)] if parameter.words else parameter.default
        assert value is None or parameter.complaint(value) is None


@pytest.mark.parametrize(
    ("table", "function", "parameters"),
    [
        ('kind = "boulware"', polynomial, {"beta": 0.2, "k": 0.0}),
        ('kind = "boulware", beta = 0.1', polynomial, {"beta": 0.1, "k": 0.0}),
        ('kind = "linear"', polynomial, {"beta": 1.0, "k": 0.0}),
        ('kind = "conceder"', polynomial, {"beta": 5.0, "k": 0.0}),
        ('kind = "exponential", k = 0.2', exponential, {"beta": 1.0, "k": 0.2}),
        ('kind = "bayesian"', bayesian, {"low": 0.0, "high": 500.0}),
        ('kind = "bayesian", low = 10', bayesian, {"low": 10.0, "high": 500.0}),
        ('kind = "micro"', micro, {"steps": 100.0}),
    ],
)
def test_a_tactic_reaches_the_rules_with_all_its_parameters(table, function, parameters):
    scenario = files.build(files.from_text(damaged(ONE_ISSUE, ('kind = "hardliner"', table)), name="sample"))
    lowered = lower(scenario)
    stance = lowered.talks().stances[lowered.stances.index(("seoul", "end"))]
    assert (stance.demand or stance.bid, stance.parameters) == (function, list(parameters.values()))


@pytest.mark.parametrize(("word", "mean"), [("max", 0.0), ("mean", 1.0)])
def test_the_word_of_combi_is_a_number_to_the_rules(word, mean):
    text = damaged(ONE_ISSUE, ('c = "mean"', f'c = "{word}"'))
    chosen = files.build(files.from_text(text, name="sample")).delegations[1].stances["trump"].acceptance
    assert (chosen.kind, dict(chosen.parameters)) == ("combi", {"t": 0.9, "mean": mean})


def test_a_users_tactic_is_found_by_its_entry_point_and_tabulated(of_a_user):
    of_a_user(SMOOTH)
    assert find_tactic("smooth") == SMOOTH
    tactic = files.build(files.from_text(SMOOTH_FILE, name="mine")).delegations[0].stances["end"].tactic
    assert tactic.kind == "tabulated"
    assert tactic.curve == pytest.approx([place / 1024 for place in range(1025)])


def test_a_users_tactic_is_not_there_without_its_package(of_a_user):
    of_a_user(SMOOTH)
    tactics._entries.cache_clear()
    assert "smooth" in tactic_kinds()
    assert "boulware" in tactic_kinds()


def test_parameters_of_a_tabulated_tactic_cannot_be_drawn(of_a_user, tmp_path):
    of_a_user(SMOOTH)
    path = tmp_path / "mine.toml"
    path.write_text(SMOOTH_FILE.replace("steepness = 1", "steepness = { dist = 'norm', loc = 2 }"), encoding="utf-8")
    (fault,) = files.validate(path)
    assert fault.path == "delegations.seoul.stances.end.tactic.steepness"
    assert "cannot be drawn" in fault.problem


@pytest.mark.parametrize(
    ("curve", "says"),
    [(lambda tau: 1 / 0, "ZeroDivisionError"), (lambda tau: "x", "ValueError"), (lambda tau: float("nan"), "nan")],
)
def test_a_curve_that_fails_is_reported(curve, says):
    with pytest.raises(NegosimError, match=says):
        tabulate(TacticKind(name="broken", summary="", curve=curve), {})


def test_a_curve_is_kept_between_no_concession_and_all():
    curve = tabulate(TacticKind(name="wild", summary="", curve=lambda tau: 3 * tau - 1), {})
    assert (min(curve), max(curve), curve[512]) == (0.0, 1.0, 0.5)


def patient(own: Party, days: float) -> float:
    """Hold out for a number of days, then ask for the least it may sign."""
    return aspiration(own) if own.now < days else own.limit


PATIENT = TacticKind(
    name="patient",
    summary="Waits, then gives way.",
    parameters=(Parameter(name="days", description="how long it waits", default=60.0, low=0.0),),
    demand=patient,
    time_dependent=True,
)


def test_a_users_tactic_of_any_kind_takes_part_with_its_parameters(of_a_user):
    of_a_user(PATIENT)
    text = damaged(ONE_ISSUE, ('kind = "boulware"', 'kind = "patient", days = { dist = "uniform", scale = 90 }'))
    scenario = files.build(files.from_text(text, name="mine"))
    tactic = scenario.delegations[0].stances["moon"].tactic
    assert (tactic.kind, tactic.rule, list(tactic.parameters)) == ("patient", PATIENT, ["days"])
    trace = run(scenario, seed=1).trace
    waited = [row.terms["increase"] for row in trace if row.party == "seoul" and row.kind == "offer"]
    assert waited[0] == 4.0
    assert waited[-1] > 11.0


def failing(own):
    return 1.0 / (own.now - own.now)


def failing_to_wait(own, demanded):
    return demanded / (own.now - own.now)


@pytest.mark.parametrize(
    "functions",
    [{"demand": failing}, {"bid": failing}, {"demand": lambda own: own.limit, "waiting": failing_to_wait}],
    ids=["demand", "bid", "waiting"],
)
def test_where_a_users_function_fails_the_error_names_the_tactic_the_day_and_the_replicate(of_a_user, functions):
    of_a_user(TacticKind(name="mine", summary="Fails.", **functions))
    scenario = files.build(files.from_text(damaged(ONE_ISSUE, ('kind = "boulware"', 'kind = "mine"')), name="mine"))
    with pytest.raises(UsageError, match=r"'mine' failed on day \d of replicate 3 \(seed 1\): ZeroDivisionError"):
        run(scenario, seed=1, replicate=3)


def test_a_users_function_that_returns_no_number_is_reported(of_a_user):
    of_a_user(TacticKind(name="mine", summary="Fails.", demand=lambda own: float("nan")))
    scenario = files.build(files.from_text(damaged(ONE_ISSUE, ('kind = "boulware"', 'kind = "mine"')), name="mine"))
    with pytest.raises(UsageError, match=r"'mine' failed .*: it returned nan; return a number"):
        run(scenario)


def test_a_users_tactic_is_held_to_its_parameters(of_a_user, tmp_path):
    of_a_user(PATIENT)
    path = tmp_path / "mine.toml"
    path.write_text(damaged(ONE_ISSUE, ('kind = "hardliner"', 'kind = "patient", days = -1')), encoding="utf-8")
    (fault,) = files.validate(path)
    assert fault.path == "delegations.seoul.stances.end.tactic.days"
    assert "-1 is not a number of at least 0" in fault.problem


def test_a_tactic_without_a_function_or_with_several_is_refused():
    with pytest.raises(NegosimError, match="'mine' needs one of demand, bid and curve; it has 0"):
        TacticKind(name="mine", summary="")
    with pytest.raises(NegosimError, match="'mine' needs one of demand, bid and curve; it has 2"):
        TacticKind(name="mine", summary="", curve=smooth, demand=patient)


def test_parameters_under_other_names_than_the_functions_are_refused():
    three = tuple(Parameter(name=name, description="", default=0.0) for name in "abc")
    with pytest.raises(NegosimError, match="'mine' names the parameters a, b, c, but its function takes days; give"):
        TacticKind(name="mine", summary="", parameters=three, demand=patient)
    with pytest.raises(NegosimError, match="'mine' names the parameters none, but its function takes days"):
        TacticKind(name="mine", summary="", demand=patient)


def test_an_entry_point_of_an_installed_package_is_found(tmp_path):
    installed = tmp_path / "mine-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("[negosim.tactics]\npatient = my_tactics:PATIENT\n", encoding="utf-8")
    (tmp_path / "my_tactics.py").write_text(
        "from negosim.rules.tactics import TacticKind\n"
        "def patient(own):\n    return 1.0 / (own.now - own.now)\n"
        "PATIENT = TacticKind(name='patient', summary='Waits.', demand=patient)\n",
        encoding="utf-8",
    )
    (tmp_path / "mine.toml").write_text(damaged(ONE_ISSUE, ('kind = "boulware"', 'kind = "patient"')), "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), os.getcwd()))}  # noqa: PTH109
    command = [sys.executable, "-m", "negosim"]
    listed = subprocess.run([*command, "tactics"], env=environment, capture_output=True, text=True, check=True)
    assert "patient" in listed.stdout
    done = subprocess.run([*command, "run", "mine.toml"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "the tactic 'patient' failed on day " in done.stderr
    assert done.stderr.endswith("(seed 0): ZeroDivisionError: float division by zero\n")


def broken(self):
    raise ImportError("no module named 'gone'")


@pytest.mark.parametrize(
    ("load", "reason"),
    [
        (broken, "somewhere:SMOOTH fails with ImportError: no module named 'gone'"),
        (lambda self: "no tactic at all", "somewhere:SMOOTH is not a TacticKind"),
    ],
)
def test_a_broken_entry_point_stops_nothing_but_what_names_it(load, reason, of_a_user, monkeypatch, tmp_path):
    of_a_user(None)
    monkeypatch.setattr(EntryPoint, "load", load)
    assert "boulware" in tactic_kinds()
    assert files.validate("used_car") == []
    assert files.schema()["title"] == "negosim scenario"
    done = CliRunner().invoke(application(), ["tactics"])
    assert done.exit_code == 0
    assert reason in done.stderr
    path = tmp_path / "mine.toml"
    path.write_text(SMOOTH_FILE, encoding="utf-8")
    (fault,) = files.validate(path)
    assert fault.problem == f"the tactic 'smooth' of an installed package cannot be loaded: {reason}"
