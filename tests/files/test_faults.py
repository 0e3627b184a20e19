"""Each kind of error is reported once: where it is, what is wrong, what is allowed, and how to fix it."""

import pytest

from negosim import files
from tests.files.sample import ONE_ISSUE, PACKAGE, assert_told, damaged

SEOUL = "delegations.seoul"
WASHINGTON = "delegations.washington"
TRUMP = f"{WASHINGTON}.stances.trump"
ELECTION = f"{WASHINGTON}.administrations.2021-01-20"

# what is written, what takes its place, where the fault is told, what it says
FAULTS = [
    ('unit = "%"', 'unti = "%"', "issues.increase.unti", "unknown key 'unti'", "kind, range, unit, title", "'unit'"),
    ('title = "Cost', 'tilte = "Cost', "tilte", "unknown key", "did you mean 'title'?"),
    (
        "start = 2019-09-24",
        'start = "2020-13-01"',
        "calendar.start",
        "not the string",
        "write a date such as 2020-03-31",
    ),
    ("start = 2019-09-24", 'start = "2019-09-24"', "calendar.start", "write 2019-09-24 without quotes"),
    (
        "start = 2019-09-24",
        "start = 2019-09-24T10:00:00",
        "calendar.start",
        "not the date with a time",
        "write 2019-09-24",
    ),
    ("start = 2019-09-24", "start = 20190924", "calendar.start", "expected a date"),
    ("horizon = 2021-12-31\n", "", "calendar.horizon", "missing", "write horizon = …"),
    ("horizon = 2021-12-31", "horizon = 9999-12-31", "calendar.horizon", "more than 200 years after the start"),
    ("range = [0, 500]", "range = [500, 0]", "issues.increase.range", "wrong way round", "did you mean [0, 500]?"),
    ("range = [0, 500]", "range = [5, 5]", "issues.increase.range", "leaves nothing to settle"),
    ("range = [0, 500]", "range = [0, 500]\nstep = 600", "issues.increase.step", "wider than the range", "at most 500"),
    ("range = [0, 500]", "range = [0, 500]\nstep = 1e-9", "issues.increase.step", "too fine", "0 to allow any value"),
    ("range = [0, 500]", "range = [0, 500]\nstep = -1", "issues.increase.step", "0"),
    ("range = [0, 500]", "range = [0]", "issues.increase.range.1", "missing"),
    ("range = [0, 500]", "range = [0, nan]", "issues.increase.range.1", "not a finite number"),
    ('kind = "continuous"', 'kind = "continous"', "issues.increase.kind", "categorical", "did you mean 'continuous'?"),
    ('kind = "continuous"\n', "", "issues.increase.kind", "missing", "continuous, integer, categorical"),
    ('kind = "continuous"', 'kind = "categorical"', "issues.increase.options", "missing"),
    (
        "reservation = 40",
        "reservation = 5000",
        f"{TRUMP}.reservation",
        "5000 lies outside the issue's range 0–500 %",
        "500.0?",
    ),
    (
        "reservation = 40",
        "reservation = -40",
        f"{TRUMP}.reservation",
        "outside the issue's range",
        "did you mean 40.0?",
    ),
    ("aspiration = 400", "aspiration = 900", f"{TRUMP}.aspiration", "did you mean 90.0?"),
    ("mandate = 12", "mandate = 512", f"{SEOUL}.stances.last.mandate", "outside the issue's range", "51.2"),
    ("threshold = 50", "threshold = 501", "ratifiers.president.threshold", "outside the issue's range 0–500 %"),
    ("loc = 13, scale = 4", "loc = 1300, scale = 4", f"{SEOUL}.stances.moon.reservation", "half of the draws", "1302"),
    (
        "reservation = 40",
        'reservation = "40"',
        f"{TRUMP}.reservation",
        "a distribution { dist = … }",
        "write 40 without quotes",
    ),
    ("reservation = 40\n", "", f"{TRUMP}.reservation", "missing", "worst outcome"),
    ("reservation = 40", "resrvation = 40", f"{TRUMP}.resrvation", "unknown key", "did you mean 'reservation'?"),
    (
        'kind = "boulware"',
        'kind = "bolware"',
        f"{SEOUL}.stances.moon.tactic.kind",
        "polynomial, exponential",
        "'boulware'?",
    ),
    ("beta = 0.05", "beat = 0.05", f"{TRUMP}.tactic.beat", "it takes beta, k", "did you mean 'beta'?"),
    ("beta = 0.05", "beta = 0", f"{TRUMP}.tactic.beta", "0 is not a number above 0"),
    ('kind = "hardliner"', 'kind = "averaged_tft", window = 1.5', f"{SEOUL}.stances.end.tactic.window", "whole number"),
    ('kind = "hardliner"', 'kind = "scripted"', f"{SEOUL}.stances.end.tactic.offers", "needs offers", "offers = ["),
    (
        'kind = "hardliner"',
        'kind = "hardliner", offers = [3]',
        f"{SEOUL}.stances.end.tactic.offers",
        "does not use offers",
    ),
    (
        "offers = [20,",
        "offers = [2000,",
        f"{WASHINGTON}.stances.biden.tactic.offers.0",
        "outside",
        "did you mean 200.0?",
    ),
    ("{ increase = 14 }", "{ incraese = 14 }", f"{WASHINGTON}.stances.biden.tactic.offers.1.incraese", "'increase'?"),
    ("{ increase = 14 }", '{ increase = "x" }', f"{WASHINGTON}.stances.biden.tactic.offers.1.increase", "is text"),
    (
        "{ increase = 14 }",
        "{ increase = 14, date = 2021-02-01 }",
        f"{WASHINGTON}.stances.biden.tactic.offers.0",
        "no date",
        "date all or none",
    ),
    ('kind = "combi"', 'kind = "comby"', f"{TRUMP}.acceptance.kind", "next, const, time, combi", "'combi'?"),
    ('c = "mean"', 'c = "men"', f"{TRUMP}.acceptance.c", '"max" or "mean"', "did you mean 'mean'?"),
    ("t = 0.9", "t = 9", f"{TRUMP}.acceptance.t", "9 is not a number from 0 to 1"),
    ('kind = "combi", t = 0.9, c = "mean"', 'kind = "const"', f"{TRUMP}.acceptance.c", "needs the parameter 'c'"),
    (
        'inherits = "moon"',
        'inherits = "mon"',
        f"{SEOUL}.stances.firm.inherits",
        "moon, last, end",
        "did you mean 'moon'?",
    ),
    ('inherits = "moon"', "inherits = 3", f"{SEOUL}.stances.firm.inherits", "expected text"),
    ('"end"', '"moon"', f"{SEOUL}.stances.moon.after_rejection", "circle: moon → firm → last → moon"),
    ('"end"', '"ned"', f"{SEOUL}.stances.last.after_rejection", "no stance of seoul 'ned'", "did you mean 'end'?"),
    (
        "from = 2017-01-20",
        "from = 2020-01-20",
        f"{WASHINGTON}.administrations.trump.from",
        "nobody governs at the start",
    ),
    (
        "from = 2021-01-20",
        "from = 2017-01-20",
        f"{WASHINGTON}.administrations.2017-01-20.from",
        "overlap: both take office on 2017-01-20",
    ),
    (
        "from = 2021-01-20",
        "from = 2016-01-20",
        f"{WASHINGTON}.administrations.2016-01-20.from",
        "order of date",
        "move it up",
    ),
    ("ends_round = true", "proposal = {}", "shocks.walkout.proposal.increase", "has no value for 'increase'"),
    ("ends_round = true", "proposal = { increase = 700 }", "shocks.walkout.proposal.increase", "outside the issue's"),
    ("ends_round = true", "proposal = { raise = 7 }", "shocks.walkout.proposal.raise", "no issue 'raise'"),
    ("ends_round = true", "impasse = 2", "shocks.walkout.impasse", "a shock with a date has no impasse"),
    (
        "hazard = 0.2\nfrom = 2020-01-01\nuntil = 2020-06-30",
        "impasse = 2",
        "shocks.notice.impasse",
        "neither proposes nor changes anything",
        "write proposal",
    ),
    ("ends_round = true", "expiry = 2019-01-01", "shocks.walkout.expiry", "lies before the event", "a later day"),
    ("ends_round = true", 'expiry = "never"', "shocks.walkout.expiry", "expected a date"),
    ("ends_round = true", "deadlines = { seoul = 2019-01-01 }", "shocks.walkout.deadlines.seoul", "before the event"),
    ("ends_round = true", "deadlines = { seol = 2020-01-01 }", "shocks.walkout.deadlines.seol", "no delegation 'seol'"),
    ("ends_round = true", 'stances = { seoul = "mon" }', "shocks.walkout.stances.seoul", "no stance of seoul 'mon'"),
    ("election = 2020-11-03", "election = 2021-11-03", f"{ELECTION}.election", "after the winner takes office"),
    (
        "probability = 0.6",
        "probability = 0.5",
        f"{ELECTION}.successors",
        "sum to 0.9",
        "0.5 instead of the last one, 0.4",
    ),
    (
        '{ name = "trump", probability = 0.4 }',
        '{ name = "trump", probability = 0.5 }, { name = "firm", stance = "trump" }',
        f"{ELECTION}.successors",
        "sum to 1.1",
        "nothing is left for the others",
    ),
    (
        "probability = 0.6",
        "probability = 60",
        f"{ELECTION}.successors.biden.probability",
        "1 or less",
        "did you mean 0.6?",
    ),
    (
        'name = "biden", p',
        'name = "bidden", p',
        f"{ELECTION}.successors.bidden.stance",
        "no stance",
        "did you mean 'biden'?",
    ),
    ('name = "biden", p', 'name = "trump", p', f"{ELECTION}.successors.1.name", "'trump' occurs twice"),
    (
        'name = "moon"\n',
        'name = "moon"\nstance = "mon"\n',
        f"{SEOUL}.administrations.moon.stance",
        "did you mean 'moon'?",
    ),
    ("horizon = 2021-12-31", "horizon = 2019-08-31", "calendar.horizon", "not after the start, 2019-09-24"),
    (
        "date = 2019-10-22",
        "date = 2019-09-25",
        "calendar.rounds.2019-09-25.date",
        "the round of 2019-09-24 lasts 2 days",
    ),
    ("date = 2019-09-24", "date = 2019-11-24", "calendar.rounds.2019-10-22.date", "in order of date", "move it up"),
    ("date = 2019-09-24", "date = 2019-09-20", "calendar.rounds.2019-09-20.date", "before the start, 2019-09-24"),
    ("date = 2019-10-22", "date = 2022-10-22", "calendar.rounds.2022-10-22.date", "after the horizon, 2021-12-31"),
    ("days = 2\nplace", "days = 0\nplace", "calendar.rounds.2019-09-24.days", "above 0"),
    ('leads = { seoul = "', 'leads = { soul = "', "calendar.rounds.2019-09-24.leads.soul", "did you mean 'seoul'?"),
    (
        'administrations = { washington = "trump" }',
        'administrations = { washington = "tramp" }',
        "calendar.gaps.0.administrations.washington",
        "trump, biden",
        "did you mean 'trump'?",
    ),
    ('dist = "norm"', 'dist = "nrom"', "calendar.gaps.0.gap.dist", "not a distribution of scipy.stats", "'norm'?"),
    ("loc = 30, scale = 5", "mean = 30, scale = 5", "calendar.gaps.0.gap.mean", "it takes loc, scale"),
    ("loc = 30, scale = 5", "loc = 30, scale = 0", "calendar.gaps.0.gap.scale", "above 0"),
    ("c = 0.5, ", "", f"{SEOUL}.stances.moon.reservation.c", "needs the parameter 'c'", "write c = …"),
    ("c = 0.5, ", "c = 5, ", f"{SEOUL}.stances.moon.reservation.c", "not between 0 and 1"),
    ('dist = "norm", loc = 30', 'dist = "gamma", loc = 30', "calendar.gaps.0.gap.a", "'gamma' needs the parameter 'a'"),
    ('dist = "norm", loc = 30', 'dist = "gamma", a = -1', "calendar.gaps.0.gap", "not defined for a = -1"),
    ('dist = "norm", loc = 30', 'dist = "poisson", mu = 30', "calendar.gaps.0.gap.scale", "takes no scale"),
    ('dist = "norm"', 'dist = "lognorm", s = -1', "calendar.gaps.0.gap.s", "not above 0"),
    ("worst = 500, best = 0", "worst = 500", f"{SEOUL}.values.increase.best", "missing", "write best = …"),
    ("worst = 500, best = 0", "worst = 5, best = 5", f"{SEOUL}.values.increase.best", "both 5"),
    ("worst = 500, best = 0", "worst = 900, best = 600", f"{SEOUL}.values.increase", "outside the issue's range 0–500"),
    (
        "worst = 500, best = 0",
        "worst = 500, best = 0, weight = 0.5",
        f"{SEOUL}.values",
        "0.5 is 0.5",
        "divide each by 0.5",
    ),
    ("worst = 500, best = 0", "table = { a = 1 }", f"{SEOUL}.values.increase.table", "continuous and has no options"),
    ("increase = { worst", "incraese = { worst", f"{SEOUL}.values.incraese", "no issue 'incraese'", "'increase'?"),
    ("points = [0, 50, 500]", "points = [0, 500, 50]", f"{WASHINGTON}.values.increase.points", "50 follows 500"),
    ("points = [0, 50, 500]", "points = [0, 500]", f"{WASHINGTON}.values.increase.values", "2 points have 3 values"),
    (
        "values = [0, 0.8, 1]",
        "values = [0, 0.8, 0.5]",
        f"{WASHINGTON}.values.increase.values",
        "only rise or only fall",
    ),
    (
        "values = [0, 0.8, 1]",
        "values = [0.8, 0.8, 0.8]",
        f"{WASHINGTON}.values.increase.values",
        "all values are the same",
    ),
    ("values = [0, 0.8, 1]", "values = [0, 80, 1]", f"{WASHINGTON}.values.increase.values.1", "did you mean 0.8?"),
    ('kind = "alternating"', 'kind = "alternate"', "protocol.kind", "simultaneous, ultimatum", "'alternating'?"),
    ('kind = "alternating"', 'first = "soul"', "protocol.first", "no delegation 'soul'", "did you mean 'seoul'?"),
    ("exchanges = 2", "exchanges = 0", "protocol.exchanges", "1 or more"),
    ("exchanges = 2", "exchanges = 1.5", "protocol.exchanges", "expected a whole number, not 1.5"),
    ("date = 2019-11-19\n", "", "shocks.walkout", "neither a date nor a hazard"),
    (
        "date = 2019-11-19\n",
        "date = 2019-11-19\nhazard = 1\n",
        "shocks.walkout.hazard",
        "a shock with a date has no hazard",
    ),
    ("until = 2020-06-30", "until = 2019-06-30", "shocks.notice.until", "lies before from, 2020-01-01"),
    ("from = 2020-01-01\nuntil = 2020-06-30", "until = 2019-06-30", "shocks.notice.until", "before the start"),
    ("from = 2020-01-01\nuntil = 2020-06-30", "from = 2030-06-30", "shocks.notice.from", "after the horizon"),
    ("ends_round = true", "ends_round = 1", "shocks.walkout.ends_round", "expected true or false, not 1"),
    ("ends_round = true", 'ends_round = "true"', "shocks.walkout.ends_round", "write true without quotes"),
    (
        'under = { washington = "trump" }',
        'under = { tokyo = "abe" }',
        "shocks.walkout.under.tokyo",
        "no delegation 'tokyo'",
    ),
    (
        'under = { washington = "trump" }',
        'under = { seoul = "mon" }',
        "shocks.walkout.under.seoul",
        "did you mean 'moon'?",
    ),
    (
        'level = "reservation"',
        'level = "reservations"',
        "shocks.walkout.effects.0.level",
        "aspiration, mandate",
        "'reservation'?",
    ),
    ('party = "washington", level', 'party = "wasington", level', "shocks.walkout.effects.0.party", "'washington'?"),
    ('name = "notice"', 'name = "walkout"', "shocks.1.name", "'walkout' occurs twice"),
    ('party = "washington"\nrole', 'party = "tokyo"\nrole', "ratifiers.president.party", "there are seoul, washington"),
    ('role = "head_of_state"', 'role = "president"', "ratifiers.president.role", "head_of_state, legislature"),
    ("noise = 0.5", "noise = -1", "ratifiers.president.noise", "0 or more"),
    ("cost = { seoul = 0.01 }", "cost = { soul = 0.01 }", "lapse.cost.soul", "did you mean 'seoul'?"),
    ("terms = { increase = 13.9 }", "terms = { increase = 1390 }", "record.terms.increase", "did you mean 139.0?"),
    ('issue = "increase"', 'issue = "incraese"', "money.issue", "did you mean 'increase'?"),
    ('name = "president"', 'name = "the president"', "ratifiers.0.name", "is not a valid name"),
    ("[issues.increase]", "[issues.payments]", "issues.payments", "cannot be the name of an issue"),
    ("exchanges = 2", "exchanges = 100_000_000", "protocol.exchanges", "10000 or less"),
]

# What is wrong with one of these is wrong elsewhere too, and is told there: a name that went, a circle.
CONSEQUENCES = {
    "issues.increase.options": 2,
    "issues.payments": None,
    f"{SEOUL}.stances.moon.after_rejection": 3,
    f"{WASHINGTON}.stances.biden.tactic.offers.1.incraese": 2,
    "calendar.horizon": None,
}


@pytest.mark.parametrize(("old", "new", "path", "says"), [(a, b, c, d) for a, b, c, *d in FAULTS])
def test_a_mistake_is_reported_once_where_it_is_with_its_fix(old, new, path, says, tmp_path):
    most = CONSEQUENCES.get(path, 1)
    assert_told(damaged(ONE_ISSUE, (old, new)), path, says, tmp_path, most=most)


def test_levels_are_not_judged_where_the_issues_are_unknown(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text(ONE_ISSUE.replace("[issues.", "[issuess."), encoding="utf-8")
    faults = files.validate(path)
    assert {fault.path.partition(".")[0] for fault in faults} == {"issuess"}


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("pendin", ["talking, pending, open", "did you mean 'pending'?"]),
        ("the president is ill", ["is not a condition", "increase >= 10"]),
        ("increase > 10", ["'>' is not a comparison", "write <=, = or >="]),
        ("open and increas >= 10", ["there is no issue 'increas'", "did you mean 'increase'?"]),
        ("soul.increase >= 10", ["there is no delegation 'soul'", "did you mean 'seoul'?"]),
        ("increase >= 1000", ["lies outside the issue's range 0–500 %"]),
        ("increase = much", ["is text", "write a number"]),
    ],
)
def test_a_condition_that_cannot_be_read_is_reported_where_it_is(when, says, tmp_path):
    text = damaged(ONE_ISSUE, ("date = 2019-11-19", f'date = 2019-11-19\nwhen = "{when}"'))
    assert_told(text, "shocks.walkout.when", says, tmp_path)


def test_options_are_compared_for_equality_only(tmp_path):
    shock = '[[shocks]]\nname = "x"\ndate = 2020-02-01\nwhen = "index >= budget"\n'
    assert_told(f"{PACKAGE}\n{shock}", "shocks.x.when", ["have no order", "compare with ="], tmp_path)
    wrong = shock.replace(">= budget", "= bugdet")
    assert_told(f"{PACKAGE}\n{wrong}", "shocks.x.when", ["no option of 'index'", "did you mean 'budget'?"], tmp_path)
