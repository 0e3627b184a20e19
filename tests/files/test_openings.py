"""Issues that open later, in files: what a file may say, and what is wrong with one that says something else."""

import copy
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

import negosim
from negosim import files
from negosim.cli import application
from negosim.domain import Categorical, Continuous
from negosim.errors import ScenarioError

EARLY, OPENS = date(2026, 3, 1), date(2026, 5, 1)
OFFER = {"rent": 20, "rest": 2, "share": 5}
SCRIPT = {"kind": "scripted", "offers": [{**OFFER, "date": EARLY}]}
STANCE = "delegations.village.stances.council"


def changed(**values):
    """Return the tables of the wind park with values changed by path; ``None`` removes one."""
    tables = copy.deepcopy(dict(files.read("wind_park").data))
    for path, value in values.items():
        *keys, last = path.split(".")
        here = tables
        for key in keys:
            here = here[key]
        if value is None:
            del here[last]
        else:
            here[last] = value
    return tables


FAULTS = [
    ({"issues.share.status_quo": None}, "issues.share.opens", "no status quo says what holds", "status_quo = …"),
    ({"issues.share.opens": None}, "issues.share.status_quo", "on the table from the start", "opens = …"),
    ({"issues.share.status_quo": 21}, "issues.share.status_quo", "21 lies outside the issue's range 0–20 %", "2.1"),
    ({"issues.share.status_quo": "x"}, "issues.share.status_quo", "not the string", ""),
    (
        {"issues.share.opens": date(2026, 11, 1)},
        "issues.share.opens",
        "after the horizon, 2026-10-31",
        "leave the issue",
    ),
    (
        {"issues.share.opens": date(2026, 1, 5)},
        "issues.share.opens",
        "always on the table",
        "remove opens and status_quo",
    ),
    ({"issues.share.opens": date(2025, 1, 5)}, "issues.share.opens", "not after the start, 2026-01-05", "remove opens"),
    ({"issues.share.opens": "May"}, "issues.share.opens", "expected a date", ""),
    (
        {f"{STANCE}.tactic": SCRIPT},
        f"{STANCE}.tactic.offers.2026-03-01.share",
        "5 is offered on 2026-03-01, but 'share' is not on the table until 2026-05-01",
        "write 0, its status quo",
    ),
    (
        {"shocks": [{"name": "m", "date": EARLY, "proposal": OFFER}]},
        "shocks.m.proposal.share",
        "5 is offered on 2026-03-01",
        "write 0, its status quo",
    ),
    (
        {
            "issues.share": {
                "kind": "categorical",
                "options": ["none", "some"],
                "opens": OPENS,
                "status_quo": "som",
            },
            "delegations.village.values.share": {"table": {"none": 0, "some": 1}, "weight": 0.3},
            "delegations.company.values.share": {"table": {"none": 1, "some": 0}, "weight": 0.15},
        },
        "issues.share.status_quo",
        "there is no option of 'share' 'som'",
        "did you mean 'some'?",
    ),
    (
        {
            "issues.rent": {"kind": "continuous", "range": [10, 60], "opens": OPENS, "status_quo": 10},
            "issues.rest": {"kind": "integer", "range": [0, 8], "opens": OPENS, "status_quo": 0},
        },
        "issues",
        "every issue opens later",
        "let at least one issue be on the table from the start",
    ),
    (
        {"issues.rest": {"kind": "integer", "range": [0, 8], "opens": OPENS, "status_quo": 1.5}},
        "issues.rest.status_quo",
        "whole number",
        "",
    ),
]


@pytest.mark.parametrize(("changes", "path", "problem", "fix"), FAULTS)
def test_what_is_wrong_with_an_issue_that_opens_later_is_reported_once_with_its_place(changes, path, problem, fix):
    with pytest.raises(ScenarioError) as error:
        files.load(changed(**changes))
    (fault,) = error.value.faults
    assert fault.path == path
    assert problem in fault.problem
    assert fix in fault.fix


def test_the_only_issue_of_a_scenario_cannot_open_later():
    with pytest.raises(ScenarioError) as error:
        files.load("used_car", overrides={"issues.price.opens": date(2024, 6, 5), "issues.price.status_quo": 9000})
    assert any("'price', the only issue, opens later" in fault.problem for fault in error.value.faults)


def test_a_bad_opening_ends_a_command_with_exit_code_2_and_the_place():
    done = CliRunner().invoke(application(), ["run", "wind_park", "--set", "issues.share.opens=2027-01-01"])
    assert done.exit_code == 2
    assert "issues.share.opens" in done.stderr
    assert "after the horizon" in done.stderr


def test_a_date_or_an_offer_that_waits_for_the_opening_is_fine():
    later = {**OFFER, "date": OPENS}
    early = {**OFFER, "share": 0, "date": EARLY}
    script = {"kind": "scripted", "offers": [early, later]}
    shocks = [{"name": "m", "date": OPENS, "proposal": OFFER}, {"name": "n", "hazard": 0.1, "proposal": OFFER}]
    scenario = files.load(changed(**{f"{STANCE}.tactic": script, "shocks": shocks}))
    assert scenario.issues[2].opens == OPENS


def test_a_scenario_made_in_python_has_the_same_checks():
    scenario = files.load("wind_park")
    *others, share = scenario.issues
    late = replace(scenario, issues=(*others, replace(share, opens=date(2027, 1, 1))))
    with pytest.raises(ScenarioError, match="after the horizon"):
        negosim.run(late)
    alone = replace(scenario, issues=(*others, replace(share, status_quo=None)))
    with pytest.raises(ScenarioError, match="no status quo"):
        negosim.run(alone)


def test_an_opening_survives_being_written_to_a_file(tmp_path):
    scenario = files.load("wind_park")
    share = scenario.issues[2]
    assert share == Continuous(
        name="share",
        low=0.0,
        high=20.0,
        unit="%",
        title="the villagers' share of the profit",
        step=0.5,
        opens=OPENS,
        status_quo=0.0,
    )
    path = tmp_path / "wind_park.toml"
    negosim.dump(scenario, path)
    assert files.load(path) == scenario
    assert "opens = 2026-05-01" in path.read_text(encoding="utf-8")
    tables = changed(
        **{
            "issues.share": {"kind": "categorical", "options": ["no", "yes"], "opens": OPENS, "status_quo": "no"},
            "delegations.village.values.share": {"table": {"no": 0, "yes": 1}, "weight": 0.3},
            "delegations.company.values.share": {"table": {"no": 1, "yes": 0}, "weight": 0.15},
        }
    )
    categorical = files.load(tables)
    assert categorical.issues[2] == Categorical(name="share", options=("no", "yes"), opens=OPENS, status_quo="no")
    negosim.dump(categorical, path)
    assert files.load(path).issues == categorical.issues


def test_a_scenario_that_extends_another_may_move_its_opening(tmp_path):
    path = tmp_path / "later.toml"
    path.write_text('extends = "wind_park"\n[issues.share]\nopens = 2026-07-01\n', encoding="utf-8")
    assert files.load(path).issues[2].opens == date(2026, 7, 1)
    assert files.load("wind_park", overrides={"issues.share.status_quo": 2}).issues[2].status_quo == 2.0
