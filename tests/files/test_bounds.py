"""Every number of a file is bounded by what the rules can hold, and a drawn one by what a fixed one may be."""

import pytest

from negosim import files
from negosim.errors import ScenarioError
from negosim.files.distributions import LEAST, reach, share_below
from negosim.rules.philox import uniform_of
from tests.files.sample import ONE_ISSUE, PACKAGE, assert_told, damaged, faults_of

SEOUL, WASHINGTON = "delegations.seoul", "delegations.washington"
TRUMP = f"{WASHINGTON}.stances.trump"

TOO_LARGE = [
    ("days = 2\nplace", "days = 1e6\nplace", "calendar.rounds.2019-09-24.days", "100000 or less"),
    ("ends_round = true", "ends_round = true\npause = 1e308", "shocks.walkout.pause", "100000 or less"),
    ("days = 30 }", "days = 1e306 }", "shocks.walkout.effects.0.days", "100000 or less"),
    ("noise = 0.5", "noise = 0.5\ndelay = 1e306", "ratifiers.president.delay", "100000 or less"),
    ("cost = { seoul = 0.01 }", "cost = { seoul = 1e308 }", "lapse.cost.seoul", "1000 or less"),
    ("range = [0, 500]", "range = [0, 1e300]", "issues.increase.range.1", "1e+50 or less"),
    ("base = 1038.9", "base = 1e-300", "money.base", "above 0: 1e-50 or more"),
    ("exchanges = 2", "exchanges = 10001", "protocol.exchanges", "10000 or less"),
    (
        'kind = "polynomial", beta = 0.05',
        'kind = "averaged_tft", window = 1e300',
        f"{TRUMP}.tactic.window",
        "1e+50 or less",
    ),
    (
        'kind = "polynomial", beta = 0.05',
        'kind = "averaged_tft", window = 20000',
        f"{TRUMP}.tactic.window",
        "1 to 10000",
    ),
    ("beta = 0.05", "beta = 1e-200", f"{TRUMP}.tactic.beta", "1e-50 to 1e+50"),
    ("exchanges = 2", "exchanges = 9000", "calendar", "more than 200,000"),
    ("horizon = 2021-12-31", "horizon = 9998-01-01", "calendar.horizon", "more than 200 years"),
    ("start = 2019-09-24\nhorizon = 2021", "start = 9900-01-01\nhorizon = 9950", "calendar.horizon", "the year 9000"),
]


@pytest.mark.parametrize(("old", "new", "path", "says"), TOO_LARGE, ids=[case[2] for case in TOO_LARGE])
def test_a_number_too_large_for_the_rules_is_reported(old, new, path, says, tmp_path):
    assert_told(damaged(ONE_ISSUE, (old, new)), path, [says], tmp_path, most=None)


OUT_OF_REACH = [
    ('title = "Korea"', 'disagreement = { dist = "norm", loc = 0.5, scale = 10 }', f"{SEOUL}.disagreement", "0 to 1"),
    ("loc = 30, scale = 5 }", "loc = 3, scale = 5 }", "calendar.gaps.0.gap", "27 % of the draws lie below 0"),
    ("noise = 0.5", 'noise = { dist = "norm" }', "ratifiers.president.noise", "0 or more"),
    ("hazard = 0.2", 'hazard = { dist = "norm", loc = 0.2 }', "shocks.notice.hazard", "0 or more"),
    ("beta = 0.05", 'beta = { dist = "uniform", loc = -1, scale = 0.5 }', f"{TRUMP}.tactic.beta", "from -1 to -0.5"),
    ("t = 0.9", 't = { dist = "norm", loc = 0.9 }', f"{TRUMP}.acceptance.t", "0 to 1"),
    (
        'kind = "polynomial", beta = 0.05',
        'kind = "averaged_tft", window = { dist = "uniform", loc = 1 }',
        f"{TRUMP}.tactic.window",
        "'uniform' draws fractions",
    ),
    (
        'kind = "polynomial", beta = 0.05',
        'kind = "averaged_tft", window = { dist = "poisson", mu = 3 }',
        f"{TRUMP}.tactic.window",
        "from 0 to",
    ),
    ("cost = { seoul = 0.01 }", 'cost = { seoul = { dist = "lognorm", s = 20 } }', "lapse.cost.seoul", "-1000 to 1000"),
    (
        "best = 0 }",
        'best = { dist = "cauchy", loc = 12, scale = 2.4 } }',
        f"{SEOUL}.values.increase.best",
        "may meet or change places",
    ),
    (
        "points = [0, 50, 500]",
        'points = [0, { dist = "norm", loc = 50, scale = 10 }, 500]',
        f"{WASHINGTON}.values.increase.points",
        "may meet or change places",
    ),
    (
        "values = [0, 0.8, 1]",
        'values = [0, { dist = "uniform", scale = 0.9 }, 0.5]',
        f"{WASHINGTON}.values.increase.values",
        "may rise and fall",
    ),
    (
        "probability = 0.6",
        'probability = { dist = "norm" }',
        f"{WASHINGTON}.administrations.2021-01-20.successors.biden.probability",
        "0 to 1",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "says"), OUT_OF_REACH, ids=[case[2] for case in OUT_OF_REACH])
def test_a_draw_that_a_fixed_number_may_not_be_is_reported(old, new, path, says, tmp_path):
    assert_told(damaged(ONE_ISSUE, (old, new)), path, [says], tmp_path, most=None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Korea"', 'disagreement = { dist = "beta", a = 2, b = 5 }'),
        ("best = 0 }", 'best = { dist = "norm", loc = 12, scale = 2 } }'),
        ("beta = 0.05", 'beta = { dist = "uniform", loc = 0.1, scale = 0.5 }'),
        ('kind = "polynomial", beta = 0.05', 'kind = "averaged_tft", window = { dist = "randint", low = 1, high = 4 }'),
        ("reservation = 40", 'reservation = { dist = "norm", loc = 40, scale = 40 }'),  # a level is held in its range
        ("values = [0, 0.8, 1]", 'values = [0, { dist = "uniform", loc = 0.1, scale = 0.9 }, 1]'),
    ],
)
def test_a_draw_that_stays_within_bounds_is_fine(old, new, tmp_path):
    assert faults_of(damaged(ONE_ISSUE, (old, new)), tmp_path) == []


@pytest.mark.parametrize(
    ("rate", "says"),
    [("-100", "-50 or more"), ("1e4", "1000 or less"), ('{ dist = "norm", loc = 5, scale = 10 }', "-50 to 1000")],
)
def test_a_rate_whose_compound_leaves_all_bounds_is_reported(rate, says, tmp_path):
    text = damaged(
        PACKAGE, ("[delegations.seoul.values]", f"[delegations.seoul]\ndiscount = {rate}\n[delegations.seoul.values]")
    )
    assert_told(text, f"{SEOUL}.discount", [says], tmp_path)


def test_no_more_than_the_generator_can_draw_lies_within_reach():
    assert uniform_of(0) == LEAST
    assert uniform_of(2**64 - 1) == 1.0 - LEAST
    low, high = reach("norm", {}, 0.0, 1.0)
    assert low == -high
    assert high == pytest.approx(8.2095361516)


@pytest.mark.parametrize(("limit", "share"), [(-1.0, 0.0), (0.25, 0.25), (2.0, 1.0)])
def test_the_share_below_a_limit_is_its_probability(limit, share):
    assert share_below("uniform", {}, 0.0, 1.0, limit) == pytest.approx(share, abs=1e-9)
    assert share_below("beta", {"a": 1.0, "b": 1.0}, 0.0, 1.0, limit) == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize("dist", ["studentized_range", "levy_stable", "genhyperbolic", "kstwo", "nchypergeom_fisher"])
def test_a_distribution_whose_quantiles_take_too_long_is_refused(dist):
    text = damaged(ONE_ISSUE, ('dist = "norm", loc = 30, scale = 5', f'dist = "{dist}"'))
    with pytest.raises(ScenarioError, match=f"the quantiles of '{dist}' take too long to compute"):
        files.build(files.from_text(text, name="slow"))


@pytest.mark.parametrize("shapes", ["a = -1", "a = 1e50", "a = 1e-300"])
def test_shapes_for_which_there_are_no_quantiles_are_refused(shapes):
    text = damaged(ONE_ISSUE, ('dist = "norm", loc = 30, scale = 5', f'dist = "gamma", {shapes}'))
    with pytest.raises(ScenarioError, match=r"calendar.gaps.0.gap: .*gamma"):
        files.build(files.from_text(text, name="odd"))
