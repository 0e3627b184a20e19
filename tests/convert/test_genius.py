"""Domains of Genius become scenarios with the solutions of brute force over the XML, and become themselves again."""

import itertools
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import negosim
from negosim.cli import application
from negosim.convert import Domain, Evaluator, Issue, Profile, domain_of, read_genius, scenario_tables, write_genius
from negosim.errors import UsageError
from negosim.solve import finite

DOMAINS = Path(__file__).parent / "domains"
GRID = 401  # points of a real issue that brute force looks at


def call(*arguments):
    return CliRunner().invoke(application(), [str(argument) for argument in arguments], env={"COLUMNS": "80"})


# ---- brute force over the XML, by itself --------------------------------------------------------------------------


def candidates(issue):
    """Return the values of an issue of the domain's file."""
    if issue.get("vtype") == "discrete":
        return [item.get("value") for item in issue.findall("item")]
    bounds = issue if issue.find("range") is None else issue.find("range")
    low, high = float(bounds.get("lowerbound")), float(bounds.get("upperbound"))
    return list(np.arange(low, high + 1)) if issue.get("vtype") == "integer" else list(np.linspace(low, high, GRID))


def evaluation(issue, value, low):
    """Return eval(value) of an issue of a profile's file."""
    if issue.get("vtype") == "discrete":
        return next(float(item.get("evaluation")) for item in issue.findall("item") if item.get("value") == value)
    evaluator = issue.find("evaluator")
    if evaluator.get("ftype") == "triangular":
        start, end, top = (float(evaluator.get(f"parameter{number}")) for number in range(3))
        return max(0.0, min((value - start) / (top - start), (end - value) / (end - top)))
    if issue.get("vtype") == "integer":
        return max(0.0, float(evaluator.get("offset")) + float(evaluator.get("slope")) * (value - low))
    return max(0.0, float(evaluator.get("parameter0")) + float(evaluator.get("parameter1")) * value)


def brute_force(folder):
    """Return all outcomes, the utilities of them, and the reservation values, by the formula of Genius."""
    roots = [ET.parse(path).getroot() for path in sorted(folder.glob("*.xml"))]
    (domain,) = (root for root in roots if root.tag == "negotiation_template")
    spaces = [root for root in roots if root.tag == "utility_space"]
    values = {issue.get("name"): candidates(issue) for issue in domain.iter("issue")}
    outcomes = list(itertools.product(*values.values()))
    utilities = np.zeros((len(outcomes), len(spaces)))
    for party, space in enumerate(spaces):
        weights = {weight.get("index"): float(weight.get("value")) for weight in space.iter("weight")}
        total = sum(weights.values())
        for place, (name, options) in enumerate(values.items()):
            (issue,) = (issue for issue in space.iter("issue") if issue.get("name") == name)
            result = {value: evaluation(issue, value, options[0]) for value in options}
            share = weights[issue.get("index")] / total / max(result.values())
            utilities[:, party] += [share * result[outcome[place]] for outcome in outcomes]
    reservations = [space.find("reservation") for space in spaces]
    return outcomes, utilities, [0.0 if result is None else float(result.get("value")) for result in reservations]


def objectives(utilities, reservations):
    """Return what each solution maximises among rational outcomes, and minus infinity for the others."""
    gains = utilities - np.array(reservations)
    rational = (gains >= -1e-12).all(axis=1)
    ideal = gains[rational].max(axis=0)
    values = {
        "nash": gains.prod(axis=1),
        "egalitarian": gains.min(axis=1),
        "kalai_smorodinsky": (gains / ideal).min(axis=1),
        "utilitarian": utilities.sum(axis=1),
    }
    return {name: np.where(rational, value, -np.inf) for name, value in values.items()}, ideal


@pytest.mark.parametrize("name", ["orchard", "harbour"])
def test_the_solutions_of_a_listed_domain_are_those_of_brute_force(name, tmp_path):
    path = tmp_path / f"{name}.toml"
    assert call("convert", DOMAINS / name, path).exit_code == 0
    zones = json.loads(call("zones", path, "--json").stdout)
    _, utilities, reservations = brute_force(DOMAINS / name)
    wanted, ideal = objectives(utilities, reservations)
    for solution, values in wanted.items():
        chosen = np.array(list(zones["solutions"][solution]["utilities"].values()))
        at = objectives_at(solution, chosen, reservations, ideal)
        assert at == pytest.approx(values.max(), abs=1e-12), solution
        assert np.abs(utilities - chosen).max(axis=1).min() == pytest.approx(0.0, abs=1e-12)
    distinct = {tuple(row) for row in np.round(zones["pareto"]["points"], 9)}
    assert distinct == {tuple(row) for row in np.round(efficient(utilities), 9)}


@pytest.mark.parametrize("name", ["quarry"])
def test_the_solutions_of_a_real_valued_domain_are_those_of_a_fine_grid(name, tmp_path):
    path = tmp_path / f"{name}.toml"
    assert call("convert", DOMAINS / name, path).exit_code == 0
    zones = json.loads(call("zones", path, "--json").stdout)
    _, utilities, reservations = brute_force(DOMAINS / name)
    wanted, ideal = objectives(utilities, reservations)
    for solution, values in wanted.items():
        chosen = np.array(list(zones["solutions"][solution]["utilities"].values()))
        at = objectives_at(solution, chosen, reservations, ideal)
        assert at == pytest.approx(values.max(), abs=1.0 / GRID), solution


def objectives_at(solution, chosen, reservations, ideal):
    gains = chosen - np.array(reservations)
    values = {
        "nash": gains.prod(),
        "egalitarian": gains.min(),
        "kalai_smorodinsky": (gains / ideal).min(),
        "utilitarian": chosen.sum(),
    }
    return values[solution]


def efficient(utilities):
    """Return the points that no other one dominates."""
    points = np.unique(np.round(utilities, 12), axis=0)
    better = [(points >= point).all(axis=1) & (points > point).any(axis=1) for point in points]
    return points[[not dominated.any() for dominated in better]]


@pytest.mark.parametrize("name", ["orchard", "harbour"])
def test_the_utilities_of_a_domain_are_those_of_the_formula(name):
    outcomes, utilities, reservations = brute_force(DOMAINS / name)
    domain = read_genius(DOMAINS / name)
    assert domain.outcomes() == outcomes
    assert domain.utilities() == pytest.approx(utilities, abs=1e-14)
    assert list(domain.reservations) == reservations


def test_three_profiles_are_solved_from_python():
    domain = read_genius(DOMAINS / "orchard")
    third = replace(domain.profiles[1], name="third", reservation=0.1)
    domain = replace(domain, profiles=(*domain.profiles, third))
    solution = finite.nash(domain.utilities(), domain.reservations)
    wanted, _ = objectives(domain.utilities(), domain.reservations)
    assert (solution.utilities - np.array(domain.reservations)).prod() == pytest.approx(wanted["nash"].max())


@pytest.fixture
def three(tmp_path):
    """Return a folder with three profiles."""
    domain = read_genius(DOMAINS / "orchard")
    third = replace(domain.profiles[1], name="third", reservation=0.1)
    write_genius(replace(domain, profiles=(*domain.profiles, third)), tmp_path / "three")
    return tmp_path / "three"


def test_zones_solves_a_folder_with_three_profiles_as_brute_force_does(three):
    zones = json.loads(call("zones", three, "--json").stdout)
    _, utilities, reservations = brute_force(three)
    wanted, ideal = objectives(utilities, reservations)
    for solution, values in wanted.items():
        chosen = np.array(list(zones["solutions"][solution]["utilities"].values()))
        assert objectives_at(solution, chosen, reservations, ideal) == pytest.approx(values.max(), abs=1e-12), solution
    assert zones["pareto"]["size"] == len(efficient(utilities))
    printed = call("zones", three)
    assert printed.exit_code == 0
    assert "Kalai–Smorodinsky" in printed.stdout


def test_options_for_two_parties_are_refused_with_three(three, tmp_path):
    refused = call("zones", three, "--lotteries", "--plot", tmp_path / "a.svg")
    assert refused.exit_code == 2
    assert "--lotteries, --plot: only for two parties, but the domain has 3" in refused.stderr


def test_run_says_that_it_plays_two_of_three_profiles(three):
    refused = call("run", three)
    assert refused.exit_code == 2
    assert "a scenario has two parties, but the domain 'orchard' has 3" in refused.stderr


def test_zones_and_run_take_a_folder_with_two_profiles(tmp_path):
    call("convert", DOMAINS / "orchard", tmp_path / "orchard.toml")
    for command in ("zones", "run"):
        folder, file = (
            json.loads(call(command, place, "--json").stdout)
            for place in (DOMAINS / "orchard", tmp_path / "orchard.toml")
        )
        assert folder == file


# ---- and back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["orchard", "harbour", "quarry"])
def test_a_domain_that_was_converted_is_written_back_without_loss(name, tmp_path):
    assert call("convert", DOMAINS / name, tmp_path / "domain.toml").exit_code == 0
    assert call("convert", tmp_path / "domain.toml", tmp_path / "back").exit_code == 0
    assert read_genius(tmp_path / "back") == read_genius(DOMAINS / name)


names = st.text("abc xyzäß<&\"'.-_0", min_size=1, max_size=6)
numbers = st.floats(0.0, 1e6)
shares = st.one_of(st.none(), st.floats(0.0, 1.0))


@st.composite
def domains(draw):
    issues = []
    for index, name in enumerate(draw(st.lists(names, min_size=1, max_size=4, unique=True)), draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["discrete", "integer", "real"]))
        if kind == "discrete":
            options = tuple(draw(st.lists(names, min_size=2, max_size=4, unique=True)))
            issues.append(Issue(name=name, index=index, kind=kind, options=options))
        else:
            low, width = draw(st.integers(-50, 50)), draw(st.integers(1, 60))
            issues.append(Issue(name=name, index=index, kind=kind, low=float(low), high=float(low + width)))
    profiles = tuple(draw(profile(name, issues)) for name in ("one", "two"))
    return Domain(name="domain", objective="any", issues=tuple(issues), profiles=profiles)


@st.composite
def profile(draw, name, issues):
    evaluators = []
    for issue in issues:
        if issue.kind == "discrete":
            result = draw(st.lists(numbers, min_size=len(issue.options), max_size=len(issue.options)))
            evaluators.append(Evaluator(kind="discrete", numbers=tuple(result)))
        else:
            ends = (draw(st.floats(-5, 5)), draw(st.floats(-5, 5)))
            evaluators.append(Evaluator(kind="linear", numbers=ends))
    weights = draw(st.lists(st.floats(0.01, 10.0), min_size=len(issues), max_size=len(issues)))
    return Profile(
        name=name,
        weights=tuple(weights),
        evaluators=tuple(evaluators),
        reservation=draw(shares),
        discount=draw(shares),
    )


@given(domains())
def test_any_domain_survives_xml_and_toml(tmp_path_factory, domain):
    folder = tmp_path_factory.mktemp("domain")
    write_genius(domain, folder / "one")
    assert read_genius(folder / "one", rescale=True) == domain
    (folder / "domain.toml").write_text(negosim.files.dumps(scenario_tables(domain)), encoding="utf-8")
    assert domain_of(negosim.load(folder / "domain.toml")) == domain


def test_what_is_changed_in_the_scenario_is_changed_in_the_domain(tmp_path):
    path = tmp_path / "orchard.toml"
    call("convert", DOMAINS / "orchard", path)
    scenario = negosim.files.load(path, overrides={"delegations.orchard_shop.values.Crates.table.40": 0.1})
    before, after = read_genius(DOMAINS / "orchard"), domain_of(scenario)
    assert after.profiles[0] == before.profiles[0]
    assert after.profiles[1].evaluators[2].numbers == (1.0, 0.75, 20 / 60, 0.1)
    assert after.profiles[1].name == "orchard_shop"


def test_a_scenario_of_our_own_becomes_a_domain_with_the_same_utilities(tmp_path):
    tables = scenario_tables(read_genius(DOMAINS / "harbour"))
    del tables["genius"]
    write_genius(domain_of(negosim.load(tables)), tmp_path / "harbour")
    back = read_genius(tmp_path / "harbour", profiles=["harbour-city"] * 2)
    assert back.utilities()[:, 0] == pytest.approx(read_genius(DOMAINS / "harbour").utilities()[:, 0], abs=1e-12)


def test_a_single_numeric_issue_keeps_its_disagreement_point_in_utility(tmp_path):
    issue = Issue(name="Price", index=1, kind="real", low=0.0, high=10.0)
    lines = ((0.4, 0.06), (1.0, -0.05))
    profiles = tuple(
        Profile(name=name, weights=(1.0,), evaluators=(Evaluator(kind="linear", numbers=line),), reservation=0.1)
        for name, line in zip(("seller", "buyer"), lines, strict=True)
    )
    domain = Domain(name="price", objective="Price", issues=(issue,), profiles=profiles)
    zones = negosim.zones(scenario_tables(domain))
    x = np.linspace(0.0, 10.0, 100_001)
    best = x[np.argmax((0.4 + 0.06 * x - 0.1) * (1.0 - 0.05 * x - 0.1))]
    assert zones.disagreement == (0.1, 0.1)
    assert zones.solutions["nash"].terms["Price"] == pytest.approx(best, abs=1e-3)


def with_values(table):
    """Return a scenario in which both sides value its one issue, from 0 to 10, in a way."""
    stance = {"aspiration": 1, "reservation": 0, "tactic": {"kind": "linear"}}
    start = {"start": date(2025, 1, 1), "horizon": date(2025, 12, 31)}
    party = {
        "values": {"x": table},
        "stances": {"a": stance},
        "administrations": [{"name": "a", "from": start["start"]}],
    }
    issues = {"x": {"kind": "continuous", "range": [0, 10]}}
    return {"levels": "utility", "issues": issues, "calendar": start, "delegations": {"one": party, "two": party}}


# ---- what cannot be converted ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scenario", "reason"),
    [
        ("sma11_package", "payments depend on several issues"),
        ("wage_strike", "is drawn"),
        (with_values({"points": [0, 5, 10], "values": [0, 0.2, 1]}), "is not a straight line"),
        (with_values({"worst": -10, "best": 20}), "the highest value of its value function is 0.6667"),
    ],
)
def test_what_genius_cannot_say_is_an_error(scenario, reason):
    with pytest.raises(UsageError, match=reason):
        domain_of(negosim.load(scenario))


def test_a_scenario_has_two_parties_and_the_profiles_can_be_chosen(tmp_path):
    domain = read_genius(DOMAINS / "orchard")
    third = replace(domain.profiles[1], name="third")
    write_genius(replace(domain, profiles=(*domain.profiles, third)), tmp_path / "three")
    refused = call("convert", tmp_path / "three", tmp_path / "three.toml")
    assert refused.exit_code == 2
    assert "choose two with negosim convert --profiles" in refused.stderr
    assert (
        call("convert", tmp_path / "three", tmp_path / "a.toml", "--profiles", "third, orchard_grower").exit_code == 0
    )
    assert negosim.load(tmp_path / "a.toml").parties == ("third", "orchard_grower")
    assert (
        "did you mean" in call("convert", tmp_path / "three", tmp_path / "b.toml", "--profiles", "thrid,third").stderr
    )
