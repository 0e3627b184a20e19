"""Quantities and correlations in a file: references, what is wrong with them, and what a sweep can set."""

import pytest

from negosim import files
from negosim.errors import UsageError
from negosim.files.dump import tables_of
from tests.files.sample import ONE_ISSUE, assert_told, damaged

QUANTITIES = """
[quantities]
fixed = 13
limit = { dist = "triang", c = 0.5, loc = 13, scale = 4 }
other = { dist = "norm", loc = 40, scale = 4 }

[[correlations]]
between = ["limit", "other"]
rho = 0.5
"""
SHARED = (
    damaged(
        ONE_ISSUE,
        ('reservation = { dist = "triang", c = 0.5, loc = 13, scale = 4 }', 'reservation = { quantity = "limit" }'),
        ("reservation = 13", 'reservation = { quantity = "fixed" }'),
        ("reservation = 14", 'reservation = { quantity = "limit" }'),
        ("reservation = 40", 'reservation = { quantity = "other" }'),
    )
    + QUANTITIES
)
MOON = "delegations.seoul.stances.moon.reservation"


def scenario_of(text):
    return files.build(files.from_text(text, name="sample"))


def reservation(scenario, party, stance):
    side = next(side for side in scenario.delegations if side.name == party)
    return side.stances[stance].reservation


def test_a_reference_stands_for_the_number_of_the_quantity():
    scenario = scenario_of(SHARED)
    moon, end = reservation(scenario, "seoul", "moon"), reservation(scenario, "seoul", "end")
    assert moon == end
    assert (moon.dist, moon.quantity) == ("triang", "limit")
    assert reservation(scenario, "seoul", "firm") == 13.0


def test_a_stance_inherits_the_reference():
    assert reservation(scenario_of(SHARED), "seoul", "last").quantity == "limit"
    own = damaged(SHARED, ('inherits = "moon"\nreservation = { quantity = "fixed" }', 'inherits = "moon"'))
    assert reservation(scenario_of(own), "seoul", "firm").quantity == "limit"


def test_an_issue_may_be_called_quantity():
    text = SHARED.replace("increase", "quantity")
    assert scenario_of(text).record.terms == {"quantity": 13.9}


def test_references_are_written_as_they_were_read():
    scenario = scenario_of(SHARED)
    tables = tables_of(scenario)
    assert tables["quantities"]["fixed"] == 13
    assert tables["delegations"]["seoul"]["stances"]["moon"]["reservation"] == {"quantity": "limit"}
    assert files.build(files.from_data(tables, name="sample")) == scenario


def test_a_quantity_is_set_in_all_its_places_at_once():
    document = files.override(files.from_text(SHARED, name="sample"), "quantities.limit", 15)
    scenario = files.build(document)
    assert (reservation(scenario, "seoul", "moon"), reservation(scenario, "seoul", "end")) == (15.0, 15.0)
    moved = files.build(files.override(document, "quantities.other.loc", 42))
    assert dict(reservation(moved, "washington", "trump").parameters)["loc"] == 42.0


def test_a_quantity_that_is_not_there_cannot_be_set():
    with pytest.raises(UsageError, match="'quantities' has no 'limt'"):
        files.override(files.from_text(SHARED, name="sample"), "quantities.limt.loc", 1)


WRONG = (
    ('{ quantity = "limit" }\ntactic', '{ quantity = "limt" }\ntactic', f"{MOON}.quantity", "did you mean 'limit'?"),
    (
        '"other" }',
        '"other", loc = 1 }',
        "delegations.washington.stances.trump.reservation.quantity",
        "cannot have other keys",
    ),
    ("fixed = 13", 'fixed = { quantity = "limit" }', "quantities.fixed.quantity", "cannot refer to another"),
    ('"triang", c = 0.5', '"triangle", c = 0.5', "quantities.limit.dist", "'triangle' is not a distribution"),
    ('["limit", "other"]', '["limit", "othre"]', "correlations.0.between.1", "there is no quantity 'othre'"),
    ('["limit", "other"]', '["limit", "limit"]', "correlations.0.between", "is correlated with itself"),
    ('["limit", "other"]', '["limit"]', "correlations.0.between.1", "missing"),
    ("rho = 0.5", "rho = 1.5", "correlations.0.rho", "1 or less"),
    ("rho = 0.5", "", "correlations.0.rho", "missing"),
    (
        "gap = { dist =",
        'gap = { quantity = "limit" } # {',
        "calendar.gaps.0.gap",
        "a gap is drawn anew for every round",
    ),
)


@pytest.mark.parametrize(("old", "new", "path", "says"), WRONG, ids=[f"{case[2]} {case[3]}" for case in WRONG])
def test_what_is_wrong_is_reported_once_and_where(old, new, path, says, tmp_path):
    assert_told(damaged(SHARED, (old, new)), path, [says], tmp_path)


def test_a_pair_that_is_correlated_twice_is_reported(tmp_path):
    again = '\n[[correlations]]\nbetween = ["other", "limit"]\nrho = 0.2\n'
    assert_told(SHARED + again, "correlations.1.between", ["is given twice"], tmp_path)


def test_correlations_that_no_numbers_have_are_reported(tmp_path):
    pair = '\n[[correlations]]\nbetween = ["{}", "fixed"]\nrho = {}\n'
    text = damaged(SHARED, ("rho = 0.5", "rho = 0.9")) + pair.format("limit", -0.9) + pair.format("other", 0.9)
    assert_told(text, "correlations", ["with 'fixed' the matrix", "not positive semidefinite", "closer to 0"], tmp_path)


def test_correlations_without_quantities_are_reported(tmp_path):
    text = ONE_ISSUE + '\n[[correlations]]\nbetween = ["a", "b"]\nrho = 0.2\n'
    assert_told(text, "correlations.0.between.0", ["write the table [quantities]"], tmp_path, most=2)


def test_a_quantity_that_no_number_is_is_warned_of():
    document = files.from_text(SHARED, name="sample")
    document = files.override(document, "delegations.washington.stances.trump.reservation", 40)
    warnings = {warning.path: warning.problem for warning in files.examine(document).warnings}
    assert "no number of the scenario is this quantity" in warnings["quantities.other"]
