"""Exercise: settle now, or wait for the other side's election."""

from __future__ import annotations

import datetime as dt

from negosim.domain.scenario import Scenario
from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build, run_of, zone_on

__all__ = ["EXERCISE"]

CHANGE = dt.date(2021, 1, 20)
NEW_LIMIT = "delegations.washington.stances.next.reservation"

SCENARIO = """
# Talks through a change of administration. The positions are near those of the record, the rest is simplified. The full
# case is 'negosim run sma11'.
title = "Talks through a change of administration"

[issues.increase]
kind = "continuous"
title = "increase over the 2019 amount"
unit = "%"
range = [0, 100]

[calendar]
start = 2020-09-01
horizon = 2021-12-31
expiry = 2019-12-31

[[calendar.gaps]]
gap = 20

[protocol]
kind = "alternating"
first = "seoul"

[delegations.seoul]
title = "Seoul"

[delegations.seoul.values]
increase = { worst = 100, best = 0 }

[[delegations.seoul.administrations]]
name = "moon"
from = 2017-05-10

[delegations.seoul.stances.moon]
aspiration = 10
reservation = $seoul_limit
tactic = { kind = "linear" }
deadline = 2021-04-15

[delegations.washington]
title = "Washington"

[delegations.washington.values]
increase = { worst = 0, best = 100 }

[[delegations.washington.administrations]]
name = "present"
from = 2017-01-20

[[delegations.washington.administrations]]
name = "next"
from = 2021-01-20

[delegations.washington.stances.present]
aspiration = 50
reservation = $old_limit
tactic = { kind = "hardliner" }

[delegations.washington.stances.next]
aspiration = 20
reservation = $new_limit
tactic = { kind = "linear" }
deadline = 2021-04-15
retreat = true
"""

BACKGROUND = """
The old agreement has lapsed. Under its present administration Washington would accept no less than $old_limit %; the
next one, from 20 January 2021, would accept $new_limit %. Seoul would pay $seoul_limit %.

### Zone over time

A **change of administration** replaces a side's limits, its tactic and its patience at once. The zone of agreement
therefore changes over time: it can be closed for a year and open the day after the change. Who sits across the table
may matter more than anything said there.

### Value of waiting

Often there is something to divide now, but less than there would be later. Let the joint surplus be $surplus_now under
the present administration and 1 under the next; each month the change comes with probability q = $switch, and a surplus
a month from now is worth δ = $delta of the same surplus today. Waiting is worth

δ·q / (1 − δ(1 − q)),

which is the **threshold**: if the present surplus is smaller, both sides gain by waiting, and a delay is not a failure.
The mean wait is 1/q months, and the probability that the change has come within m months is 1 − (1 − q)^m.

### Optimism

Before an election each side may hope for the winner that suits it. Suppose that after it the favoured side sets the
terms and takes the whole pie. Seoul gives its candidate a probability of $seoul_belief, and Washington gives the other
$washington_belief. If the two add up to more than 1, the sides are **optimists**: together they expect more than the
whole pie. They wait if δ′ × (sum of the two) is above 1, where δ′ is the present value of the pie after the election.
"""

TASKS = """
1. `negosim zones scenario.toml` shows the zone before and after the change; `negosim run scenario.toml` when they
   settle.
2. In `scenario.toml`, change the reservation value of Washington's next administration so that after the change the
   zone is exactly $target_width points wide.
3. Compute the value of waiting and the effect of optimism.
"""


def zone_after(scenario: Scenario) -> float:
    """Return the width of the zone of agreement on the day after the change, below zero if there is a gap."""
    low, high = zone_on(scenario, CHANGE + dt.timedelta(days=1))
    return high - low


def _solve(numbers: Numbers) -> Solution:
    from negosim.games import election_delay, regime_switch, switched_by

    n = numbers
    q, delta, now = n["switch"], n["delta"], n["surplus_now"]
    choice = regime_switch(now, 1.0, switch_probability=q, delta=delta)
    hopes = election_delay(n["delta_election"], belief1=n["seoul_belief"], belief2=n["washington_belief"])
    negotiation = run_of(SCENARIO, n)
    if negotiation.concluded is None:
        raise ValueError("the talks of this exercise ended without an agreement")
    before = zone_on(build(SCENARIO, n), CHANGE - dt.timedelta(days=1))
    edits = {
        "right": {NEW_LIMIT: n["seoul_limit"] - n["target_width"]},
        "other_way": {NEW_LIMIT: n["seoul_limit"] + n["target_width"]},
        "width_as_limit": {NEW_LIMIT: n["target_width"]},
    }
    measured = {name: zone_after(build(SCENARIO, n, edit)) for name, edit in edits.items()}
    threshold = float(choice.threshold)
    answers: dict[str, float | str] = {
        "gap_before": before[0] - before[1],
        "days_after": float((negotiation.concluded - CHANGE).days),
        "new_zone": measured["right"],
        "threshold": threshold,
        "wait": "wait" if bool(choice.wait) else "settle",
        "mean_wait": float(choice.mean_wait),
        "by_then": float(switched_by(n["months"], switch_probability=q)),
        "expectations": float(hopes.expectations),
        "election": "settle" if str(hopes.status) == "ok" else "wait",
        "why": (f"Waiting is worth {threshold:.3f} of the later surplus; compare that with the present surplus."),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "gap_before": {"after": n["seoul_limit"] - n["new_limit"], "sum": n["seoul_limit"] + n["old_limit"]},
        "days_after": {"from_start": float((negotiation.concluded - dt.date(2020, 9, 1)).days)},
        "new_zone": {name: measured[name] for name in ("other_way", "width_as_limit")},
        "threshold": {"undiscounted": 1.0, "one_month": delta * q, "certain": delta},
        "wait": {"other": "settle" if bool(choice.wait) else "wait"},
        "mean_wait": {"chance": q, "half": 0.5 / q},
        "by_then": {"not_yet": float((1 - q) ** n["months"]), "sum": q * n["months"]},
        "expectations": {"mean": float(hopes.expectations) / 2},
        "election": {"other": "wait" if str(hopes.status) == "ok" else "settle"},
    }
    return Solution(answers=answers, wrong=wrong, edits={"new_zone": edits}, facts={"concluded": negotiation.concluded})


EXERCISE = Exercise(
    name="administration",
    title="Wait for the other side's election?",
    concept="Change of administration",
    objective="See a zone open with a new government, and compute when waiting is better than settling.",
    minutes=40,
    score="value of waiting",
    picture="zone over time with the class's deals",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "seoul_limit": (16, 15.5, 16.5, 17),
        "old_limit": (40, 38, 39, 41, 42),
        "new_limit": (14, 13.5, 13),
        "target_width": (4, 4.5, 5, 5.5),
        "surplus_now": (0.6, 0.5, 0.8, 0.85),
        "switch": (0.1, 0.08, 0.12),
        "delta": (0.95, 0.96, 0.94),
        "months": (12, 10, 14),
        "seoul_belief": (0.7, 0.65, 0.75),
        "washington_belief": (0.6, 0.55),
        "delta_election": (0.98, 0.9, 0.7, 0.75),
    },
    questions=(
        Question(
            name="gap_before",
            text="How wide is the gap under the present administration?",
            unit="points",
            tolerance=0.05,
            concept="Zone over time",
            mistakes=(
                Mistake(name="after", message="That is the zone after the change."),
                Mistake(name="sum", message="That is the sum of the limits; the gap is their difference."),
            ),
        ),
        Question(
            name="days_after",
            text="`negosim run scenario.toml`: how many days after 20 January 2021 do they reach an agreement?",
            unit="days",
            tolerance=1,
            concept="Zone over time",
            mistakes=(
                Mistake(name="from_start", message="Count from the change of administration, not from the start."),
            ),
        ),
        Question(
            name="new_zone",
            text="Change the limit of Washington's next administration so that its zone is $target_width points wide.",
            kind="scenario",
            unit="points",
            tolerance=0.01,
            concept="Zone over time",
            measure=zone_after,
            marks=2,
            mistakes=(
                Mistake(
                    name="other_way",
                    message="Washington receives the payment: its limit must be below Seoul's, not above it.",
                ),
                Mistake(name="width_as_limit", message="You entered the width instead of the limit."),
            ),
        ),
        Question(
            name="threshold",
            text=(
                "How large must the surplus under the present administration be for settling now to be better than "
                "waiting?"
            ),
            tolerance=0.005,
            concept="Value of waiting",
            mistakes=(
                Mistake(name="undiscounted", message="Waiting costs: a later surplus is worth less today."),
                Mistake(name="one_month", message="The change may come in any later month, not only in the next."),
                Mistake(name="certain", message="The change is not certain to come next month."),
            ),
        ),
        Question(
            name="wait",
            text="There is a surplus of $surplus_now now. What is better for both together?",
            kind="choice",
            options=("settle", "wait"),
            concept="Value of waiting",
            mistakes=(Mistake(name="other", message="Compare $surplus_now with the threshold."),),
        ),
        Question(
            name="mean_wait",
            text="How long does the change take on average?",
            unit="months",
            tolerance=0.05,
            concept="Value of waiting",
            mistakes=(
                Mistake(name="chance", message="That is the probability in one month."),
                Mistake(name="half", message="With probability q each month, the mean wait is 1/q."),
            ),
        ),
        Question(
            name="by_then",
            text="The probability that it has come within $months months.",
            tolerance=0.005,
            concept="Value of waiting",
            mistakes=(
                Mistake(name="not_yet", message="That is the probability that it has not come."),
                Mistake(name="sum", message="These probabilities do not add up: the change may have come already."),
            ),
        ),
        Question(
            name="expectations",
            text="How much of the pie after the election do the two sides expect together?",
            tolerance=0.005,
            concept="Optimism",
            mistakes=(Mistake(name="mean", message="Add the two; do not take their mean."),),
        ),
        Question(
            name="election",
            text="With δ′ = $delta_election: do they settle before the election or wait for it?",
            kind="choice",
            options=("settle", "wait"),
            concept="Optimism",
            mistakes=(Mistake(name="other", message="Compare $delta_election × the sum of the expectations with 1."),),
        ),
        Question(
            name="why",
            text="When is a year without an agreement not a failure of the negotiators? Use the threshold.",
            kind="written",
            keys=("threshold",),
            concept="Value of waiting",
        ),
    ),
    hints=(
        "What can the two sign today, and what could they sign a month after the change? What does the delay cost?",
        (
            "Let W be the value of waiting. Next month the change comes with probability q and gives 1; otherwise they "
            "still have W: W = δ(q + (1 − q)W)."
        ),
        (
            "Threshold: $delta·$switch/(1 − $delta·(1 − $switch)). By then: 1 − (1 − $switch)^$months. "
            "Expectations: $seoul_belief + $washington_belief. New limit: $seoul_limit − $target_width."
        ),
    ),
    solve=_solve,
    derivation="""
$old_limit − $seoul_limit = $gap_before points of gap before the change. The engine concludes on $concluded,
$days_after days after it. The zone is $target_width wide with a limit of $seoul_limit − $target_width. W = δ(q + (1
− q)W) gives W = $threshold: with $surplus_now to divide now, “$wait”. The mean wait is 1/$switch = $mean_wait
months; by $months months the chance is $by_then. Expectations: $expectations, times $delta_election against 1:
“$election”. Source: Merlo and Wilson (1995); Simsek and Yildiz (2016).
""",
    note=TeachingNote(
        head_count="6 to 300, in pairs.",
        set_up=(
            "Two phases of ten minutes. Washington's sheet for the second phase lies face down on the table and may be "
            "turned over at half-time. A deal in the first phase earns its points, one in the second a tenth less."
        ),
        what_will_happen=(
            "Expect few deals in the first phase, each at one side's expense. After the change there is a "
            "zone, and most should settle in it."
        ),
        debrief=(
            "Show the zone over time with the deals on it. Were the ten minutes before the change wasted? "
            "Compare the threshold, $threshold, with the present surplus. In the record the talks "
            "closed 46 days after the change."
        ),
        variations=(
            "Roll a die for the election: on a five or six nothing changes.",
            "Let Seoul have the election instead.",
            "`negosim zones sma11 --plot zones.png` shows the real case; `negosim run biden_era` its end.",
        ),
    ),
)
