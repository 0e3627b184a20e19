"""A small case that the tests of the report and of the command line share."""

from functools import cache

from negosim import engine, files
from negosim.report import last_day
from negosim.zopa import zones

BOAT = """
title = "A boat"
description = "A fisher sells a boat to a neighbour."

[calendar]
start = 2024-03-01
horizon = 2024-03-31
expiry = 2024-03-10
[[calendar.rounds]]
date = 2024-03-04
place = "the pier"
leads = { fisher = "Ada", neighbour = "Bo" }
exchanges = 1
[[calendar.rounds]]
date = 2024-03-06
exchanges = 1
[[calendar.rounds]]
date = 2024-03-08
exchanges = 1
[[calendar.rounds]]
date = 2024-03-18
exchanges = 2

[issues.price]
kind = "continuous"
range = [0, 1000]
unit = "crowns"

[protocol]
first = "fisher"

[delegations.fisher]
title = "Fisher"
values.price = { worst = 0, best = 1000 }
[delegations.fisher.stances.calm]
aspiration = 800
reservation = 500
deadline = 2024-03-19
tactic = { kind = "scripted", offers = [800, 800, 800, 620] }
[[delegations.fisher.administrations]]
name = "ada"
from = 2020-01-01
stance = "calm"

[delegations.neighbour]
title = "Neighbour"
values.price = { worst = 1000, best = 0 }
[delegations.neighbour.stances.keen]
aspiration = 300
reservation = 450
deadline = 2024-03-19
retreat = true
tactic = { kind = "scripted", offers = [300, 300, 300, 400] }
[delegations.neighbour.stances.keener]
aspiration = 400
reservation = 700
retreat = true
acceptance = { kind = "const", c = 0.35 }
tactic = { kind = "hardliner" }
[[delegations.neighbour.administrations]]
name = "bo"
from = 2020-01-01
stance = "keen"
[[delegations.neighbour.administrations]]
name = "cy"
from = 2024-03-15
stance = "keener"

[[shocks]]
name = "storm"
date = 2024-03-05
note = "a storm keeps the boats in"

[record]
terms = { price = 600 }
concluded = 2024-03-20
note = "they shook hands on 600"
"""

PAIR = """
title = "Rent & <terms>"
[calendar]
start = 2024-01-01
horizon = 2024-02-28
gaps = [{ gap = 7 }]
[issues.rent]
kind = "integer"
range = [5, 15]
unit = "hundred"
[issues.garden]
kind = "categorical"
options = ["none", "shared", "own"]
[protocol]
first = "owner"
exchanges = 1
[delegations.owner]
values.rent = { worst = 5, best = 15, weight = 0.7 }
values.garden = { table = { none = 1, shared = 0.6, own = 0 }, weight = 0.3 }
[delegations.owner.stances.only]
aspiration = 1
reservation = 0.3
tactic = { kind = "linear" }
[[delegations.owner.administrations]]
name = "owner"
from = 2020-01-01
stance = "only"
[delegations.tenant]
values.rent = { worst = 15, best = 5, weight = 0.5 }
values.garden = { table = { none = 0, shared = 0.5, own = 1 }, weight = 0.5 }
[delegations.tenant.stances.only]
aspiration = 1
reservation = 0.3
tactic = { kind = "linear" }
[[delegations.tenant.administrations]]
name = "tenant"
from = 2020-01-01
stance = "only"
"""


@cache
def described(text=BOAT, name="boat"):
    """Return the run of a case and its zones."""
    scenario = files.build(files.from_text(text, name=name))
    result = engine.run(scenario)
    return result, zones(scenario, on=last_day(result))
