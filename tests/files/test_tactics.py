"""The table of tactics: the same names and defaults as the rules, presets, and tactics of users."""

import os
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from negosim import files
from negosim.engine import run
from negosim.errors import NegosimError
from negosim.files import tactics
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.parameters import Parameter
from negosim.files.tactics import SHIPPED_TACTICS, TacticKind, find_tactic, tabulate, tactic_kinds
from negosim.rules import acceptance
from negosim.rules.layout import TACTIC_1
from negosim.rules.lowering.stances import ACCEPTANCE_PARAMETERS, TACTIC_PARAMETERS
from negosim.rules.stances import aspiration, stance_number
from negosim.rules.tactics import KINDS
from tests.files.sample import ONE_ISSUE, damaged


@pytest.fixture
def of_a_user(monkeypatch):
    """Return a function that installs what an entry point names, until the test ends."""

    def installing(value):
        monkeypatch.setattr(EntryPoint, "load", lambda self: value)
        entry = EntryPoint(name="smooth", value="somewhere:SMOOTH", group=tactics.ENTRY_POINTS)
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [entry])
        tactics.of_users.cache_clear()

    yield installing
    tactics.of_users.cache_clear()


def smooth(tau, steepness):
    return tau**steepness / (tau**steepness + (1 - tau) ** steepness)


SMOOTH = TacticKind(
    name="smooth",
    summary="Slow, quick, slow.",
    parameters=(Parameter(name="steepness", description="how sudden", default=2.0, low=1.0),),
    curve=smooth,
)
SMOOTH_FILE = damaged(ONE_ISSUE, ('kind = "hardliner"', 'kind = "smooth", steepness = 1'))


def test_every_tactic_of_the_rules_can_be_named_in_a_file():
    assert {kind.rule or kind.name for kind in tactic_kinds().values()} == set(KINDS) - {"tabulated"}


@pytest.mark.parametrize("kind", SHIPPED_TACTICS, ids=lambda kind: kind.name)
def test_parameters_and_defaults_are_those_of_the_rules(kind):
    known = dict(TACTIC_PARAMETERS[kind.rule or kind.name])
    own = {parameter.name: parameter.default for parameter in kind.parameters}
    if kind.rule:
        assert {*own, *kind.preset} == set(known)
    elif not any(parameter.level for parameter in kind.parameters):
        assert own == known
    else:
        assert own.keys() == known.keys()


@pytest.mark.parametrize("kind", SHIPPED_TACTICS, ids=lambda kind: kind.name)
def test_a_default_is_within_its_own_range(kind):
    assert all(
        parameter.complaint(parameter.default) is None for parameter in kind.parameters if parameter.default is not None
    )


def test_acceptance_conditions_are_those_of_the_rules():
    assert tuple(ACCEPTANCES) == acceptance.KINDS
    for name, kind in ACCEPTANCES.items():
        assert [parameter.rule_name or parameter.name for parameter in kind.parameters] == [
            known for known, _ in ACCEPTANCE_PARAMETERS[name]
        ]


@pytest.mark.parametrize(
    ("table", "rule", "parameters"),
    [
        ('kind = "boulware"', "polynomial", {"beta": 0.2, "k": 0.0}),
        ('kind = "boulware", beta = 0.1', "polynomial", {"beta": 0.1, "k": 0.0}),
        ('kind = "linear"', "polynomial", {"beta": 1.0, "k": 0.0}),
        ('kind = "conceder"', "polynomial", {"beta": 5.0, "k": 0.0}),
        ('kind = "exponential", k = 0.2', "exponential", {"beta": 1.0, "k": 0.2}),
        ('kind = "bayesian"', "bayesian", {"low": 0.0, "high": 500.0}),
        ('kind = "bayesian", low = 10', "bayesian", {"low": 10.0, "high": 500.0}),
        ('kind = "micro"', "micro", {"steps": 100.0}),
    ],
)
def test_a_tactic_reaches_the_rules_with_all_its_parameters(table, rule, parameters):
    text = damaged(ONE_ISSUE, ('kind = "hardliner"', table))
    tactic = files.build(files.from_text(text, name="sample")).delegations[0].stances["end"].tactic
    assert (tactic.kind, dict(tactic.parameters)) == (rule, parameters)


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
    tactics.of_users.cache_clear()
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
def test_a_curve_that_fails_is_told(curve, says):
    with pytest.raises(NegosimError, match=says):
        tabulate(TacticKind(name="broken", summary="", curve=curve), {})


def test_a_curve_is_kept_between_no_concession_and_all():
    curve = tabulate(TacticKind(name="wild", summary="", curve=lambda tau: 3 * tau - 1), {})
    assert (min(curve), max(curve), curve[512]) == (0.0, 1.0, 0.5)


def patient(talks, party, t, lowest):
    """Hold out for a number of days, then ask for the least it may sign."""
    return aspiration(talks, party, lowest) if t < stance_number(talks, party, TACTIC_1) else lowest


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
    assert (tactic.kind, tactic.demand, list(tactic.parameters)) == ("patient", patient, ["days"])
    found = run(scenario, seed=1)
    waited = [row.terms["increase"] for row in found.trace if row.party == "seoul" and row.kind == "offer"]
    assert waited[0] == 4.0
    assert waited[-1] > 11.0


def test_a_users_tactic_is_held_to_its_parameters(of_a_user, tmp_path):
    of_a_user(PATIENT)
    path = tmp_path / "mine.toml"
    path.write_text(damaged(ONE_ISSUE, ('kind = "hardliner"', 'kind = "patient", days = -1')), encoding="utf-8")
    (fault,) = files.validate(path)
    assert fault.path == "delegations.seoul.stances.end.tactic.days"
    assert "-1 is not a number of at least 0" in fault.problem


def test_a_demand_of_too_many_parameters_or_with_a_curve_beside_it_is_refused():
    three = tuple(Parameter(name=name, description="", default=0.0) for name in "abc")
    with pytest.raises(NegosimError, match="'mine' has 3 parameters; a demand takes 2 at most"):
        TacticKind(name="mine", summary="", parameters=three, demand=patient)
    with pytest.raises(NegosimError, match="'mine' has a curve and a demand"):
        TacticKind(name="mine", summary="", curve=smooth, demand=patient)


def test_an_entry_point_of_an_installed_package_is_found(tmp_path):
    installed = tmp_path / "mine-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("[negosim.tactics]\npatient = my_tactics:PATIENT\n", encoding="utf-8")
    (tmp_path / "my_tactics.py").write_text(
        "from negosim.files.tactics import TacticKind\n"
        "def patient(talks, party, t, lowest):\n    return 1.0 / (t - t)\n"
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
    assert done.stderr.startswith("the tactic 'patient' failed on day ")
    assert done.stderr.endswith("(seed 0): ZeroDivisionError: float division by zero; mend it\n")


def test_an_entry_point_that_is_no_tactic_is_told(of_a_user):
    of_a_user("no tactic at all")
    with pytest.raises(NegosimError, match="entry point 'smooth'"):
        find_tactic("smooth")
