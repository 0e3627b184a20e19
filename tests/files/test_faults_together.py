"""A package of issues damaged, and several mistakes of a file told together."""

import pytest

from tests.files.sample import ONE_ISSUE, PACKAGE, assert_told, damaged, faults_of

SEOUL = "delegations.seoul"
WASHINGTON = "delegations.washington"
TRUMP = f"{WASHINGTON}.stances.trump"
ELECTION = f"{WASHINGTON}.administrations.2021-01-20"

PACKAGE_FAULTS = [
    ("weight = 0.3", "weight = 0.4", f"{SEOUL}.values", "0.7 + 0.4 is 1.1", "write 0.3 instead of 0.4"),
    (", weight = 0.3", "", f"{SEOUL}.values.index.weight", "the weight is missing", "write weight = …"),
    ("reservation = 0.5", "reservation = 5", f"{SEOUL}.stances.only.reservation", "0–1; levels are utilities", "0.5?"),
    ("cpi = 1, budget = 0.2", "cpi = 1, bugdet = 0.2", f"{SEOUL}.values.index.table.bugdet", "did you mean 'budget'?"),
    ("cpi = 1, budget = 0.2", "cpi = 1", f"{SEOUL}.values.index.table.budget", "has no value"),
    (
        "table = { cpi = 1, budget = 0.2 }",
        "worst = 0, best = 1",
        f"{SEOUL}.values.index",
        "table = { cpi = …, budget = … }",
    ),
    ('options = ["cpi", "budget"]', 'options = ["cpi", "cpi"]', "issues.index.options", "occurs twice"),
    ('options = ["cpi", "budget"]', 'options = ["cpi"]', "issues.index.options", "two at least"),
    ('increase = "increase"', 'increase = "index"', "payments.increase", "must be continuous or integer"),
    ('term = "term"', 'term = "trem"', "payments.term", "did you mean 'term'?"),
    ('index = "index"\n', "", "payments.growth", "needs the issue that has the options"),
    ("growth = { cpi = 1.5, budget = 6 }", "growth = 3", "payments.growth", "growth = { cpi = …, budget = … }"),
    ("cpi = 1.5, budget = 6", "cpi = 1.5", "payments.growth.budget", "has no growth"),
    ("cpi = 1.5, budget = 6", "cpi = 1.5, budgte = 6", "payments.growth.budgte", "did you mean 'budget'?"),
    ("years = 5", "years = 0", "payments.years", "1 or more"),
    (
        'index = "budget", term',
        'index = "bugdet", term',
        f"{WASHINGTON}.stances.only.tactic.offers.2020-02-01.index",
        "'budget'?",
    ),
    (
        'index = "budget", term',
        "index = 1, term",
        f"{WASHINGTON}.stances.only.tactic.offers.2020-02-01.index",
        'write one of "cpi"',
    ),
    (
        "term = 5, date",
        "term = 2.5, date",
        f"{WASHINGTON}.stances.only.tactic.offers.2020-02-01.term",
        "not a whole number",
    ),
    ("term = 5, date", "date", f"{WASHINGTON}.stances.only.tactic.offers.2020-02-01.term", "has no value for 'term'"),
    (
        "date = 2020-06-01",
        "date = 2020-01-01",
        f"{WASHINGTON}.stances.only.tactic.offers.2020-01-01.date",
        "order of date",
    ),
]


CONSEQUENCES = {
    "issues.index.options": None,
    f"{SEOUL}.values.index.table.bugdet": 2,
    "payments.growth.budgte": 2,
}


@pytest.mark.parametrize(("old", "new", "path", "says"), [(a, b, c, d) for a, b, c, *d in PACKAGE_FAULTS])
def test_a_mistake_in_a_package_is_reported_once_where_it_is_with_its_fix(old, new, path, says, tmp_path):
    assert_told(damaged(PACKAGE, (old, new)), path, says, tmp_path, most=CONSEQUENCES.get(path, 1))


def test_all_faults_of_a_file_are_reported_at_once(tmp_path):
    chosen = [
        ('unit = "%"', 'unti = "%"'),
        ("start = 2019-09-24", 'start = "2020-13-01"'),
        ('kind = "boulware"', 'kind = "bolware"'),
        ("reservation = 40", "reservation = 5000"),
        ("probability = 0.6", "probability = 0.5"),
        ("worst = 500, best = 0", "worst = 500, best = 0, weight = 0.4"),
        ("date = 2019-11-19\n", ""),
        ("cost = { seoul = 0.01 }", "cost = { soul = 0.01 }"),
    ]
    assert {fault.path for fault in faults_of(damaged(ONE_ISSUE, *chosen), tmp_path)} == {
        "issues.increase.unti",
        "calendar.start",
        f"{SEOUL}.stances.moon.tactic.kind",
        f"{TRUMP}.reservation",
        f"{ELECTION}.successors",
        f"{SEOUL}.values",
        "shocks.walkout",
        "lapse.cost.soul",
    }


def test_a_third_delegation_is_one_too_many(tmp_path):
    third = PACKAGE + PACKAGE[PACKAGE.index("[delegations.seoul.values]") : PACKAGE.index("[delegations.wash")].replace(
        "seoul", "tokyo"
    )
    (fault,) = faults_of(third, tmp_path)
    assert fault.path == "delegations"
    assert "exactly two delegations" in fault.problem
    assert "seoul, washington, tokyo" in fault.problem


def test_a_single_delegation_is_too_few(tmp_path):
    faults = faults_of(PACKAGE[: PACKAGE.index("[delegations.washington.values]")], tmp_path)
    assert [fault.path for fault in faults] == ["delegations"]
    assert "here is one: seoul" in faults[0].problem


def test_stances_that_inherit_in_a_circle_are_reported(tmp_path):
    circle = damaged(ONE_ISSUE, ('kind = "hardliner" }', 'kind = "hardliner" }\ninherits = "end"'))
    (fault,) = faults_of(circle, tmp_path)
    assert fault.path == f"{SEOUL}.stances.end.inherits"
    assert "end → end" in fault.problem


def test_a_fault_that_is_inherited_is_reported_once(tmp_path):
    (fault,) = faults_of(damaged(ONE_ISSUE, ("aspiration = 4\n", "aspiration = 4000\n")), tmp_path)
    assert fault.path == f"{SEOUL}.stances.moon.aspiration"


def test_an_empty_file_lacks_what_every_scenario_has(tmp_path):
    assert {fault.path for fault in faults_of("", tmp_path)} == {"issues", "calendar", "delegations"}


def test_a_sample_without_a_mistake_has_no_faults(tmp_path):
    assert faults_of(ONE_ISSUE, tmp_path) == []
    assert faults_of(PACKAGE, tmp_path) == []


def test_talks_may_open_in_a_lapse(tmp_path):
    assert faults_of(damaged(ONE_ISSUE, ("expiry = 2019-12-31", "expiry = 2018-12-31")), tmp_path) == []


def test_of_very_many_mistakes_the_first_are_reported(tmp_path):
    empty = "calendar = { rounds = [" + "{}, " * 1_000 + "] }\n"
    faults = faults_of(empty, tmp_path)
    assert len(faults) == 201
    assert "there are 1,004 errors; only the first 200 are listed" in faults[0].problem


def test_stances_that_inherit_through_too_many_are_reported(tmp_path):
    chain = "".join(f'[delegations.seoul.stances.s{i}]\ninherits = "s{i + 1}"\n' for i in range(40))
    reported = faults_of(ONE_ISSUE + chain + '[delegations.seoul.stances.s40]\ninherits = "moon"\n', tmp_path)
    assert "more than 20 stances" in reported[0].problem
