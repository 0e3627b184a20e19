"""Files that start from another one, and stances that do: what merges, what is replaced, and whose fault it is."""

import pytest

from negosim import files
from negosim.domain import Distribution, Piecewise
from tests.files.sample import ONE_ISSUE, PACKAGE


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file into a folder, and returns its path."""

    def writing(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    writing("base.toml", ONE_ISSUE)
    writing("package.toml", PACKAGE)
    return writing


def stance(scenario, party, name):
    (result,) = [delegation.stances[name] for delegation in scenario.delegations if delegation.name == party]
    return result


def test_a_file_says_only_what_differs(write):
    path = write("late.toml", 'extends = "base.toml"\ntitle = "Later"\n[calendar]\nhorizon = 2022-12-31\n')
    base, late = files.load(path.with_name("base.toml")), files.load(path)
    assert late.name == "late"
    assert late.title == "Later"
    assert late.description == base.description
    assert late.calendar.horizon.year == 2022
    assert late.calendar.rounds == base.calendar.rounds
    assert late.delegations == base.delegations


def test_lists_are_replaced_as_a_whole(write):
    path = write("one.toml", 'extends = "base.toml"\nshocks = []\n[calendar]\nrounds = [{ date = 2020-01-14 }]\n')
    scenario = files.load(path)
    assert scenario.shocks == ()
    assert [meeting.date.isoformat() for meeting in scenario.calendar.rounds] == ["2020-01-14"]


def test_one_value_deep_inside_changes_alone(write):
    path = write("firm.toml", 'extends = "base.toml"\n[delegations.washington.stances.trump]\nreservation = 45\n')
    base, firm = files.load(path.with_name("base.toml")), files.load(path)
    assert stance(firm, "washington", "trump").reservation == 45
    assert stance(firm, "washington", "trump").tactic == stance(base, "washington", "trump").tactic
    assert stance(firm, "washington", "biden") == stance(base, "washington", "biden")


def test_a_tactic_of_another_kind_leaves_the_old_parameters_behind(write):
    path = write(
        "soft.toml",
        'extends = "base.toml"\n[delegations.washington.stances.trump]\ntactic = { kind = "averaged_tft" }\n',
    )
    assert stance(files.load(path), "washington", "trump").tactic.parameters == {"window": 1.0}


def test_a_parameter_of_the_same_tactic_is_merged(write):
    path = write("soft.toml", 'extends = "base.toml"\n[delegations.washington.stances.trump.tactic]\nk = 0.1\n')
    assert stance(files.load(path), "washington", "trump").tactic.parameters == {"beta": 0.05, "k": 0.1}


def test_another_distribution_leaves_the_old_shape_behind(write):
    path = write(
        "wide.toml",
        'extends = "base.toml"\n[delegations.seoul.stances.moon]\n'
        'reservation = { dist = "uniform", loc = 10, scale = 10 }\n',
    )
    expected = Distribution(dist="uniform", parameters=(("loc", 10.0), ("scale", 10.0)))
    assert stance(files.load(path), "seoul", "moon").reservation == expected


def test_a_number_takes_the_place_of_a_distribution_and_the_other_way_round(write):
    path = write(
        "swap.toml",
        'extends = "base.toml"\n[delegations.seoul.stances.moon]\nreservation = 15\n'
        '[delegations.washington.stances.trump]\nreservation = { dist = "norm", loc = 40, scale = 2 }\n',
    )
    scenario = files.load(path)
    assert stance(scenario, "seoul", "moon").reservation == 15.0
    assert isinstance(stance(scenario, "washington", "trump").reservation, Distribution)


def test_another_form_of_value_function_takes_the_place_of_the_old_one(write):
    path = write(
        "kinked.toml",
        'extends = "base.toml"\n[delegations.seoul.values]\n'
        "increase = { points = [0, 20, 500], values = [1, 0.5, 0] }\n",
    )
    function = files.load(path).delegations[0].preferences.values["increase"]
    assert function == Piecewise(points=(0.0, 20.0, 500.0), values=(1.0, 0.5, 0.0))


def test_a_file_extends_one_that_extends_another(write):
    write("middle.toml", 'extends = "base.toml"\ntitle = "Middle"\n[calendar]\nhorizon = 2022-12-31\n')
    path = write("top.toml", 'extends = "middle.toml"\ntitle = "Top"\n')
    scenario = files.load(path)
    assert (scenario.title, scenario.calendar.horizon.year) == ("Top", 2022)


def test_the_path_is_relative_to_the_file_that_extends(write):
    write("deeper/base.toml", ONE_ISSUE)
    write("deeper/middle.toml", 'extends = "base.toml"\ntitle = "Deeper"\n')
    assert files.load(write("top.toml", 'extends = "deeper/middle.toml"\n')).title == "Deeper"


def test_a_file_below_may_extend_one_beside_the_first(write):
    write("deeper/middle.toml", 'extends = "../base.toml"\n')
    assert files.load(write("top.toml", 'extends = "deeper/middle.toml"\n')).title == "Cost sharing"


@pytest.mark.parametrize("extends", ["../base.toml", "/etc/hostname", "../deeper/../base.toml", "link.toml"])
def test_a_base_outside_the_folder_of_the_first_file_is_refused_unread(extends, write, tmp_path):
    path = write("deeper/top.toml", f'extends = "{extends}"\n')
    path.with_name("link.toml").symlink_to(tmp_path / "base.toml")
    (fault,) = files.validate(path)
    assert fault.path == "extends"
    assert "is not in the file's folder or below it" in fault.problem


def test_no_line_of_another_file_is_quoted(write):
    write("base.toml", "secret words\n")
    (fault,) = files.validate(write("top.toml", 'extends = "base.toml"\n'))
    assert fault.file.endswith("base.toml")
    assert "line 1" in fault.problem
    assert "secret" not in str(fault)


def test_a_base_with_an_endless_name_is_reported(write):
    (fault,) = files.validate(write("top.toml", f'extends = "{5000 * "a"}"\n'))
    assert "more than 200 characters" in fault.problem


def test_a_shipped_scenario_can_be_extended_by_name(write, tmp_path, monkeypatch):
    monkeypatch.setattr(files.document, "all_shipped", lambda: {"known": tmp_path / "base.toml"})
    assert files.load(write("mine.toml", 'extends = "known"\ntitle = "Mine"\n')).title == "Mine"


def test_files_that_extend_one_another_in_a_circle_are_reported(write):
    write("a.toml", 'extends = "b.toml"\n')
    path = write("b.toml", 'extends = "a.toml"\n')
    (fault,) = files.validate(path)
    assert fault.path == "extends"
    assert "in a circle: b.toml → a.toml → b.toml" in fault.problem


def test_a_file_that_extends_itself_is_reported(write):
    (fault,) = files.validate(write("self.toml", 'extends = "self.toml"\n'))
    assert "in a circle: self.toml → self.toml" in fault.problem


def test_a_missing_base_is_reported_with_the_one_nearby(write):
    (fault,) = files.validate(write("top.toml", 'extends = "bsae.toml"\n'))
    assert fault.path == "extends"
    assert "did you mean 'base.toml'?" in str(fault)


@pytest.mark.parametrize("extends", ["3", "[]", '""', "true", '"a\\u0000b"'])
def test_a_base_that_is_no_name_is_reported(extends, write):
    (fault,) = files.validate(write("top.toml", f"extends = {extends}\n"))
    assert fault.path == "extends"


def test_a_folder_as_base_is_reported(write, tmp_path):
    (tmp_path / "folder").mkdir()
    (fault,) = files.validate(write("top.toml", 'extends = "folder"\n'))
    assert "this is a folder" in fault.problem


def test_a_fault_points_to_the_file_that_wrote_the_key(write):
    write("base.toml", ONE_ISSUE.replace('kind = "boulware"', 'kind = "bolware"'))
    path = write("top.toml", 'extends = "base.toml"\n[delegations.washington.stances.trump]\nreservation = 5000\n')
    reported = {fault.path: fault.file for fault in files.validate(path)}
    assert reported == {
        "delegations.seoul.stances.moon.tactic.kind": str(path.with_name("base.toml")),
        "delegations.washington.stances.trump.reservation": str(path),
    }


def test_wrong_toml_in_the_base_is_reported_of_the_base(write):
    write("base.toml", "start = 2020-13-01")
    (fault,) = files.validate(write("top.toml", 'extends = "base.toml"\n'))
    assert fault.file.endswith("base.toml")


def test_a_stance_inherits_what_it_does_not_say(write):
    scenario = files.load(write("same.toml", 'extends = "base.toml"\n'))
    moon, firm, last = (stance(scenario, "seoul", name) for name in ("moon", "firm", "last"))
    assert (firm.aspiration, firm.tactic) == (moon.aspiration, moon.tactic)
    assert (firm.reservation, firm.after_rejection) == (13.0, "last")
    assert (last.reservation, last.mandate) == (moon.reservation, 12.0)


def test_an_override_of_a_parent_reaches_the_stances_that_inherit(write):
    path = write("same.toml", 'extends = "base.toml"\n')
    scenario = files.load(path, overrides={"delegations.seoul.stances.moon.aspiration": 6})
    assert [stance(scenario, "seoul", name).aspiration for name in ("moon", "firm", "last", "end")] == [6, 6, 6, 4]
