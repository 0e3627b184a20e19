"""A small scenario in TOML, and ways to damage it."""

from negosim import files

ONE_ISSUE = """\
title = "Cost sharing"
description = "Two delegations settle one number."

[calendar]
start = 2019-09-24
horizon = 2021-12-31
expiry = 2019-12-31

[[calendar.rounds]]
date = 2019-09-24
days = 2
place = "Seoul"
leads = { seoul = "Jeong" }

[[calendar.rounds]]
date = 2019-10-22
days = 2

[[calendar.gaps]]
gap = { dist = "norm", loc = 30, scale = 5 }
administrations = { washington = "trump" }

[issues.increase]
kind = "continuous"
range = [0, 500]
unit = "%"

[money]
issue = "increase"
base = 1038.9
unit = "bn won"

[protocol]
kind = "alternating"
exchanges = 2

[delegations.seoul]
title = "Korea"

[delegations.seoul.values]
increase = { worst = 500, best = 0 }

[delegations.seoul.stances.moon]
aspiration = 4
reservation = { dist = "triang", c = 0.5, loc = 13, scale = 4 }
tactic = { kind = "boulware" }
after_rejection = "firm"

[delegations.seoul.stances.firm]
inherits = "moon"
reservation = 13
after_rejection = "last"

[delegations.seoul.stances.last]
inherits = "moon"
mandate = 12
after_rejection = "end"

[delegations.seoul.stances.end]
aspiration = 4
reservation = 14
tactic = { kind = "hardliner" }

[[delegations.seoul.administrations]]
name = "moon"
from = 2017-05-10

[delegations.washington.values]
increase = { points = [0, 50, 500], values = [0, 0.8, 1] }

[delegations.washington.stances.trump]
aspiration = 400
reservation = 40
tactic = { kind = "polynomial", beta = 0.05 }
acceptance = { kind = "combi", t = 0.9, c = "mean" }

[delegations.washington.stances.biden]
aspiration = 20
reservation = 10
tactic = { kind = "scripted", offers = [20, { increase = 14 }] }

[[delegations.washington.administrations]]
name = "trump"
from = 2017-01-20

[[delegations.washington.administrations]]
from = 2021-01-20
election = 2020-11-03
successors = [
    { name = "biden", probability = 0.6 },
    { name = "trump", probability = 0.4 },
]

[[shocks]]
name = "walkout"
date = 2019-11-19
ends_round = true
under = { washington = "trump" }
effects = [{ party = "washington", level = "reservation", by = 2, days = 30 }]

[[shocks]]
name = "notice"
hazard = 0.2
from = 2020-01-01
until = 2020-06-30

[[ratifiers]]
name = "president"
party = "washington"
role = "head_of_state"
threshold = 50
noise = 0.5

[lapse]
cost = { seoul = 0.01 }

[record]
terms = { increase = 13.9 }
concluded = 2021-03-07
"""

PACKAGE = """\
[calendar]
start = 2020-01-01
horizon = 2020-12-31
gaps = [{ gap = 20 }]

[issues.increase]
kind = "continuous"
range = [0, 100]

[issues.index]
kind = "categorical"
options = ["cpi", "budget"]

[issues.term]
kind = "integer"
range = [1, 5]

[payments]
base = 1000
unit = "bn won"
increase = "increase"
index = "index"
term = "term"
growth = { cpi = 1.5, budget = 6 }
years = 5

[delegations.seoul.values]
payments = { worst = 2000, best = 1000, weight = 0.7 }
index = { table = { cpi = 1, budget = 0.2 }, weight = 0.3 }

[delegations.seoul.stances.only]
aspiration = 0.9
reservation = 0.5
tactic = { kind = "linear" }

[[delegations.seoul.administrations]]
name = "moon"
from = 2017-05-10
stance = "only"

[delegations.washington.values]
payments = { worst = 1000, best = 2000 }

[delegations.washington.stances.only]
aspiration = 0.9
reservation = 0.3
tactic = { kind = "scripted", offers = [
    { increase = 50, index = "budget", term = 5, date = 2020-02-01 },
    { increase = 20, index = "cpi", term = 3, date = 2020-06-01 },
] }

[[delegations.washington.administrations]]
name = "trump"
from = 2017-01-20
stance = "only"
"""


def damaged(text, *changes):
    """Return a text with each first string replaced by the second; both stand in it or the test is wrong."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def faults_of(text, folder):
    """Return the faults of a scenario file with that text."""
    path = folder / "sample.toml"
    path.write_text(text, encoding="utf-8")
    return files.validate(path)


def assert_told(text, path, says, folder, *, most=1):
    """Assert that a fault is told at a path with these words, and nothing else is said to be wrong."""
    faults = faults_of(text, folder)
    reported = [fault for fault in faults if fault.path == path]
    assert reported, [str(fault) for fault in faults]
    assert str(reported[0]).startswith(f"{folder / 'sample.toml'}: {path}: ")
    for words in says:
        assert words in str(reported[0])
    assert most is None or len(faults) <= most, [str(fault) for fault in faults]
