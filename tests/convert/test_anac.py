"""The peculiarities of files from Genius and ANAC, reproduced in small files of our own."""

import json
import shutil
from dataclasses import replace
from math import prod
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from negosim.cli import application
from negosim.convert import Domain, Evaluator, Issue, Profile, read_genius, write_genius
from negosim.errors import UsageError

DOMAINS = Path(__file__).parent / "domains"
DOMAIN, GROWER, SHOP = "orchard.xml", "orchard_grower.xml", "orchard_shop.xml"
NONLINEAR = """
<utility_space type="nonlinear">
  <objective index="0" name="Orchard">
    <utility maxutility="10">
      <ufun type="PlainUfun" weight="1" aggregation="sum">
        <hyperRectangle utility="10"><INCLUDES index="1" min="0" max="2"/></hyperRectangle>
      </ufun>
    </utility>
  </objective>
</utility_space>
"""


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(DOMAINS / "orchard", tmp_path / "orchard"))


def call(*arguments):
    return CliRunner().invoke(application(), [str(argument) for argument in arguments], env={"COLUMNS": "80"})


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def refused(*arguments):
    """Run a command, which must fail in one line; return the line."""
    outcome = call(*arguments)
    assert outcome.exit_code == 2
    (line,) = outcome.stderr.splitlines()
    return line


# ---- one file -------------------------------------------------------------------------------------------------------


def test_a_bare_ampersand_is_read_as_genius_reads_it(folder):
    for file in (DOMAIN, GROWER, SHOP):
        edit(folder / file, "&amp;", "&")
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


def test_attributes_without_a_blank_between_them_are_read(folder):
    edit(folder / GROWER, 'vtype="discrete" type="discrete" etype', """vtype="discrete"type='discrete'etype""")
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


def test_a_file_with_both_and_another_mistake_has_the_place_of_the_first(folder):
    edit(folder / GROWER, "&amp;", "&")
    edit(folder / GROWER, "</objective>", "")
    assert f"{GROWER}: line 6, column 37: this is not well-formed XML" in refused("zones", folder)


def test_a_correct_file_is_not_corrected(folder):
    for file in (DOMAIN, GROWER, SHOP):
        edit(folder / file, "apples", "='a'b &amp;amp;")
    assert read_genius(folder).issues[0].options[0] == "='a'b &amp;"


def test_a_value_that_the_domain_lists_twice_counts_once(folder):
    edit(folder / DOMAIN, '<item index="4" value="40"/>', '<item index="4" value="40"/><item index="4" value="40"/>')
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


def test_elements_that_have_no_part_in_the_utility_are_ignored(folder):
    similarity = (
        '<similarity_function weight="0.6"><criteria_function weight="1">'
        '<item index="1" value="unspecified" evaluation="-1"/></criteria_function></similarity_function>'
    )
    edit(folder / GROWER, "</issue>", f"{similarity}</issue>")
    edit(folder / GROWER, "</utility_space>", "<comparisons>50</comparisons><errors>0</errors></utility_space>")
    agents = '<agent utility_space="" name="" class=""></agent><!-- two -->'
    discount = "<discount_factor><value>0.9</value></discount_factor>"
    edit(folder / DOMAIN, "<negotiation_template>", f'<negotiation_template number_of_sessions="1">{agents}')
    edit(folder / DOMAIN, "</utility_space>", f"{discount}</utility_space>")
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


@pytest.mark.parametrize("attribute", ["", ' type="discrete"', ' vtype="Discrete"', ' etype="discrete"'])
def test_a_discrete_issue_may_name_its_kind_in_any_way(folder, attribute):
    for file in (DOMAIN, GROWER, SHOP):
        edit(folder / file, ' vtype="discrete" type="discrete" etype="discrete"', attribute)
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("utf-8-sig", ""),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        ("cp1252", '<?xml version="1.0" encoding="windows-1252"?>'),
    ],
)
def test_an_encoding_may_be_any_that_the_file_names(folder, encoding, declaration):
    for file in (DOMAIN, GROWER, SHOP):
        edit(folder / file, "apples", "pêches")
    text = (folder / GROWER).read_text(encoding="utf-8").replace("\n", "\r\n")
    (folder / GROWER).write_bytes((declaration + text).encode(encoding))
    assert read_genius(folder).issues[0].options[0] == "pêches"


def test_letters_in_an_encoding_that_is_not_named_are_an_error_that_says_how_to_fix_it(folder):
    text = (folder / GROWER).read_text(encoding="utf-8").replace("apples", "pêches")
    (folder / GROWER).write_bytes(text.encode("latin-1"))
    line = refused("zones", folder)
    assert f"{GROWER}: line 4, column 31" in line
    assert "save it as UTF-8, or name its encoding in the XML declaration" in line


def test_an_integer_evaluator_that_counts_from_elsewhere_than_the_domain_is_an_error(tmp_path):
    folder = Path(shutil.copytree(DOMAINS / "harbour", tmp_path / "harbour"))
    edit(folder / "harbour-city.xml", 'lowerbound="2"', 'lowerbound="3"')
    assert "issue 'Berths': the range begins at 3, but at 2 in the domain" in refused("zones", folder)


def test_nested_objectives_are_refused_by_that_name(folder):
    edit(folder / GROWER, '<weight index="1"', '<objective index="4" name="more"/><weight index="1"')
    assert "<objective> inside <objective>: nested objectives cannot be converted" in refused("zones", folder)


# ---- a folder -------------------------------------------------------------------------------------------------------


def test_domains_that_are_equal_count_as_one(folder):
    shutil.copy(folder / DOMAIN, folder / "orchard_B.xml")
    assert read_genius(folder) == read_genius(DOMAINS / "orchard")


def test_domains_that_differ_are_an_error_that_says_how_to_part_them(folder):
    shutil.copy(folder / DOMAIN, folder / "orchard_B.xml")
    edit(folder / "orchard_B.xml", "Monday", "Tuesday")
    line = refused("zones", folder)
    assert "a folder must contain one domain" in line
    assert "orchard, orchard_B; move each domain with its profiles to a folder of its own" in line


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("0.678, 1.0\n", "pareto.xml: line 1, column 1: this is not well-formed XML"),
        ("<repository/>", "pareto.xml: line 1: <repository> is neither a domain"),
    ],
)
def test_other_files_are_an_error_unless_the_profiles_are_named(folder, content, message):
    (folder / "pareto.xml").write_text(content)
    assert message in refused("zones", folder)
    names = ("orchard_shop", "orchard_grower")
    assert read_genius(folder, profiles=names).profiles == read_genius(DOMAINS / "orchard", profiles=names).profiles
    assert message in refused("zones", folder, "--profiles", "pareto,orchard_shop")
    (folder / DOMAIN).unlink()
    assert message in refused("zones", folder, "--profiles", ",".join(names))


def test_a_nonlinear_profile_is_refused_whatever_else_lies_in_the_folder(folder):
    (folder / "pareto.xml").write_text("0.678, 1.0\n")
    (folder / SHOP).write_text(NONLINEAR)
    line = refused("convert", folder, folder / "out.toml")
    assert f"{SHOP}: line 4: <utility> inside <objective>: only linear-additive utilities can be converted" in line


# ---- zones of a folder ----------------------------------------------------------------------------------------------


def test_zones_chooses_profiles_in_the_order_of_their_names(folder):
    shutil.copy(folder / SHOP, folder / "third.xml")
    shown = json.loads(call("zones", folder, "--profiles", "third, orchard_grower", "--json").stdout)
    assert list(shown["solutions"]["nash"]["utilities"]) == ["third", "orchard_grower"]
    shown = json.loads(call("zones", folder, "--profiles", "third,orchard_grower,orchard_shop", "--json").stdout)
    assert list(shown["reservation"]) == ["third", "orchard_grower", "orchard_shop"]


def test_zones_rescales_weights_on_request_only(folder):
    edit(folder / GROWER, 'value="0.57"', 'value="5.7"')
    assert "use the option --rescale" in refused("zones", folder)
    shown = json.loads(call("zones", folder, "--rescale", "--json").stdout)
    rescaled = read_genius(folder, rescale=True).utilities()
    for solution in shown["solutions"].values():
        chosen = np.array(list(solution["utilities"].values()))
        assert np.abs(rescaled - chosen).max(axis=1).min() == pytest.approx(0.0, abs=1e-12)


def test_profiles_of_a_scenario_file_are_an_error():
    assert "--profiles and --rescale need a Genius folder" in refused("zones", "used_car", "--profiles", "a,b")


def wide(issues, *concerns):
    """Return a domain in which each party wants the highest value of its concerns, and the lowest of the others."""
    ten = [Issue(name=f"i{number}", index=number, kind="integer", low=0.0, high=9.0) for number in range(issues)]
    rising, falling = (Evaluator(kind="linear", numbers=line) for line in ((0.0, 1 / 9), (1.0, -1 / 9)))
    profiles = tuple(
        Profile(
            name=f"party{number}",
            weights=(1 / issues,) * issues,
            evaluators=tuple(rising if one in concern else falling for one in range(issues)),
        )
        for number, concern in enumerate(concerns)
    )
    return Domain(name="wide", objective="wide", issues=tuple(ten), profiles=profiles)


def test_three_parties_are_solved_over_more_outcomes_than_can_be_listed(tmp_path):
    domain = wide(9, {0, 1, 2}, {3, 4, 5}, {6, 7, 8})  # every issue has one for and two against: zero is best in sum
    write_genius(domain, tmp_path / "wide")
    with pytest.raises(UsageError, match="1,000,000,000 outcomes"):
        domain.utilities()
    shown = json.loads(call("zones", tmp_path / "wide", "--json").stdout)
    assert shown["solutions"]["utilitarian"]["terms"] == dict.fromkeys([f"i{number}" for number in range(9)], 0)
    assert shown["solutions"]["egalitarian"]["utilities"] == pytest.approx(
        {"party0": 2 / 3, "party1": 2 / 3, "party2": 2 / 3}
    )


def test_terms_have_the_utilities_of_a_solution(tmp_path):
    domain = wide(4, {0, 1}, {1, 2}, {0, 3})
    domain = replace(domain, profiles=tuple(replace(party, reservation=0.2) for party in domain.profiles))
    write_genius(domain, tmp_path / "small")
    shown = json.loads(call("zones", tmp_path / "small", "--json").stdout)
    by_terms = dict(zip(domain.outcomes(), domain.utilities().tolist(), strict=True))
    for solution in shown["solutions"].values():
        assert list(solution["utilities"].values()) == pytest.approx(by_terms[tuple(solution["terms"].values())])
    nash = list(shown["solutions"]["nash"]["utilities"].values())
    assert prod(value - 0.2 for value in nash) == pytest.approx(
        max(prod(value - 0.2 for value in row) for row in domain.utilities().tolist() if min(row) >= 0.2)
    )
