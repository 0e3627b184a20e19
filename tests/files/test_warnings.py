"""What a valid file says to no effect is warned of, apart from faults."""

import json

import pytest
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from tests.files.sample import ONE_ISSUE, PACKAGE, damaged

SEOUL, WASHINGTON = "delegations.seoul", "delegations.washington"
MOON, TRUMP = f"{SEOUL}.stances.moon", f"{WASHINGTON}.stances.trump"
# ONE_ISSUE with nothing in it to warn of.
BASE = damaged(
    ONE_ISSUE,
    ("horizon = 2021-12-31", "horizon = 2021-12-30"),
    (
        '[[ratifiers]]\nname = "president"',
        '[[ratifiers]]\nname = "assembly"\nparty = "seoul"\n\n[[ratifiers]]\nname = "president"',
    ),
    ("aspiration = 4\nreservation = { dist", "aspiration = 4\ndeadline = 2021-06-30\nreservation = { dist"),
)

ONE = [
    ("deadline = 2021-06-30", "deadline = 2015-01-01", f"{MOON}.deadline", "it has no time and starts at its limit"),
    ("deadline = 2021-06-30", "deadline = 2030-01-01", f"{MOON}.deadline", "lies after the horizon"),
    ("expiry = 2019-12-31", "", "lapse.cost.seoul", "there is never a lapse that could cost anything"),
    ("cost = { seoul = 0.01 }", "foreseen = true", "lapse.foreseen", "no lapse costs anything"),
    ("aspiration = 20", "aspiration = 20\ndiscount = 5", f"{WASHINGTON}.stances.biden.discount", "no tactic"),
    ("aspiration = 400", "aspiration = 4", f"{TRUMP}.aspiration", "worse for the party than its reservation, 40"),
    ("reservation = 40", 'reservation = { dist = "norm", loc = 40, scale = 40 }', f"{TRUMP}.reservation", "16 % of"),
    ("date = 2019-11-19", "date = 2018-11-19", "shocks.walkout.date", "it never happens"),
    ("hazard = 0.2", "hazard = 0", "shocks.notice.hazard", "it never happens"),
    ("from = 2020-01-01\nuntil = 2020-06-30", "from = 2022-01-01\nuntil = 2022-06-30", "shocks.notice.from", "never"),
    ("from = 2020-01-01\nuntil = 2020-06-30", "from = 2018-01-01\nuntil = 2018-06-30", "shocks.notice.until", "never"),
    ('level = "reservation"', 'level = "mandate"', "shocks.walkout.effects.0.level", "no stance of washington has a"),
    ('party = "seoul"', 'party = "washington"', f"{MOON}.after_rejection", "no ratifier votes on the side of seoul"),
    (
        'after_rejection = "end"',
        'after_rejection = "last"',
        f"{SEOUL}.stances.end",
        "no administration of seoul takes this stance",
    ),
    (
        'title = "Korea"',
        "discount = 3",
        f"{SEOUL}.discount",
        "this party values none",
    ),
    ("from = 2021-01-20", "from = 2022-01-20", f"{WASHINGTON}.administrations.2022-01-20.from", "after the horizon"),
    (
        "[[calendar.gaps]]\n",
        "[[calendar.rounds]]\ndate = 2021-12-30\ndays = 1.5\n[[calendar.gaps]]\n",
        "calendar.rounds.2021-12-30.days",
        "lasts beyond the horizon",
    ),
    ("[[calendar.gaps]]\n", "[[calendar.gaps]]\ngap = 5\n[[calendar.gaps]]\n", "calendar.gaps.0", "fits any"),
    ('kind = "alternating"', 'kind = "ultimatum"', "protocol.exchanges", "one offer and one answer"),
]


def warnings_of(text):
    result = files.examine(files.from_text(text, name="sample"))
    assert result.faults == ()
    return {warning.path: warning.problem for warning in result.warnings}


@pytest.mark.parametrize("name", files.shipped())
def test_nothing_in_a_shipped_scenario_is_warned_of(name):
    assert files.examine(name).warnings == ()


@pytest.mark.parametrize(("old", "new", "path", "says"), ONE, ids=[case[2] for case in ONE])
def test_what_has_no_effect_is_warned_of_where_it_stands(old, new, path, says):
    assert says in warnings_of(damaged(BASE, (old, new)))[path]


def test_that_no_deal_is_ever_pending_is_warned_of():
    waiting = damaged(BASE, ("date = 2019-11-19", 'date = 2019-11-19\nwhen = "open and pending"'))
    assert warnings_of(waiting) == {}
    ratified = files.from_text(waiting.partition("[[ratifiers]]")[0], name="sample")
    reported = {warning.path: warning.problem for warning in files.examine(ratified).warnings}
    assert "no head of state ratifies" in reported["shocks.walkout.when"]


def test_a_file_whose_every_word_counts_has_no_warning():
    assert warnings_of(BASE) == {}


def test_an_expiry_after_the_horizon_is_warned_of_with_what_rests_on_it():
    text = damaged(
        BASE, ("expiry = 2019-12-31", "expiry = 2030-12-31"), ("aspiration = 20", "aspiration = 20\npressure = 1")
    )
    assert set(warnings_of(text)) == {
        "calendar.expiry",
        "lapse.cost.seoul",
        f"{WASHINGTON}.stances.biden.pressure",
    }


def test_what_the_last_day_still_sees_is_not_warned_of():
    day = "2021-12-30"  # the horizon
    for old, new in (
        ("expiry = 2019-12-31", f"expiry = {day}"),
        ("deadline = 2021-06-30", f"deadline = {day}"),
        ("from = 2020-01-01\nuntil = 2020-06-30", f"from = {day}\nuntil = {day}"),
        ("from = 2021-01-20", f"from = {day}"),
        ("[[calendar.gaps]]\n", f"[[calendar.rounds]]\ndate = {day}\n[[calendar.gaps]]\n"),
    ):
        assert warnings_of(damaged(BASE, (old, new))) == {}


def test_delegations_that_never_meet_are_warned_of():
    assert warnings_of(damaged(PACKAGE, ("gaps = [{ gap = 20 }]", "")))["calendar"] == "the delegations never meet"


def test_payments_and_issues_that_nobody_values_are_warned_of():
    text = damaged(
        PACKAGE,
        ("payments = { worst = 2000, best = 1000, weight = 0.7 }\n", ""),
        ("weight = 0.3", "weight = 1"),
        ("payments = { worst = 1000, best = 2000 }", "index = { table = { cpi = 0, budget = 1 } }"),
    )
    assert set(warnings_of(text)) == {"payments", "issues.increase", "issues.term"}


def test_a_reservation_below_disagreement_is_warned_of():
    text = damaged(
        PACKAGE, ("[delegations.seoul.values]", "[delegations.seoul]\ndisagreement = 0.6\n[delegations.seoul.values]")
    )
    assert "worse than no agreement, whose utility is 0.6" in warnings_of(text)[f"{SEOUL}.stances.only.reservation"]


def test_what_is_taken_over_from_another_file_unused_is_not_warned_of(tmp_path):
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    (tmp_path / "short.toml").write_text('extends = "base.toml"\n[calendar]\nhorizon = 2020-12-31\n', encoding="utf-8")
    assert files.examine(tmp_path / "short.toml").warnings == ()


@pytest.fixture
def idle(tmp_path):
    path = tmp_path / "idle.toml"
    path.write_text(damaged(BASE, ("deadline = 2021-06-30", "deadline = 2015-01-01")), encoding="utf-8")
    return str(path)


def test_validate_lists_warnings_apart_from_faults_and_ends_well(idle):
    done = CliRunner().invoke(application(), ["validate", "--json", idle])
    (listed,) = json.loads(done.stdout)["files"]
    assert (done.exit_code, listed["faults"]) == (0, [])
    assert [warning["path"] for warning in listed["warnings"]] == [f"{MOON}.deadline"]
    done = CliRunner().invoke(application(), ["validate", idle])
    assert done.stdout == f"{idle}: valid\n"
    assert done.stderr.startswith(f"warning: {idle}: {MOON}.deadline: ")


def test_run_shows_a_warning_once_on_stderr(idle):
    done = CliRunner().invoke(application(), ["run", idle, "--json"])
    assert done.exit_code == 0
    assert done.stderr.count("warning: ") == 1
    assert "agreed" in json.loads(done.stdout)


def test_a_setting_is_warned_of_too(idle):
    done = CliRunner().invoke(application(), ["run", "used_car", "--json", "--set", "calendar.expiry=2035-01-01"])
    assert done.stderr.startswith("warning: --set: calendar.expiry: ")
