"""Exercise: whether an agreement is possible."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build, run_of, zone_width
from negosim.teach.exercises.talks import SMA

__all__ = ["EXERCISE"]

SEOUL_LIMIT = "delegations.seoul.stances.moon.reservation"
BASE = 1038.9

BACKGROUND = """
Seoul pays part of the cost of the US forces in Korea; in 2019 it was 1038.9 bn won. In this model of the talks of
2020, Seoul would pay at most $seoul_limit % more, and Washington would accept no less than $washington_limit % more.

### Zone of agreement

The **zone of agreement** (ZOPA) is the set of outcomes that every side prefers to no agreement. With one issue it is
the range between the two reservation values: from the payee's least to the payer's most. If the least is above the most
there is no zone, and the difference is a **gap**. No skill at the table closes a gap; only a change of the limits does:
time, pressure, another government, or something added to the deal.

### Side payments

Suppose Seoul can add purchases that it would not otherwise make: each unit is worth $us_value points of increase to
Washington and costs Seoul $rok_cost points. With q units Washington accepts $us_value·q points less and Seoul pays
$rok_cost·q points less. So each unit narrows the gap by the difference of the two, and there is a zone once the gap is
closed.

### Surplus share

If there is a zone, a side's **share of the surplus** is its own gain over its limit divided by the width of the
zone. The two shares add up to 1.
"""

TASKS = """
1. `negosim zones scenario.toml` shows the limits; `negosim run scenario.toml` shows the talks between them.
2. Answer the questions on the gap and on side payments.
3. In `scenario.toml`, change the reservation value of Seoul, and nothing else, so that there is a zone exactly
   $target_width points wide. Try it with `negosim run scenario.toml`.
"""


def _given(numbers: Numbers) -> Numbers:
    tactic = '{ kind = "polynomial", beta = 0.5 }'
    talks = {"seoul_opens": 4, "washington_opens": 90, "seoul_tactic": tactic, "washington_tactic": tactic}
    return {**numbers, **talks, "deadline": "2020-01-20", "round_days": 10, "exchanges": 10, "protocol": "alternating"}


def _solve(numbers: Numbers) -> Solution:
    from negosim.solve.intervals import minimum_side_payment, zone

    n = numbers
    most, least = n["seoul_limit"], n["washington_limit"]
    now = zone(least, most)
    gap = float(now.gap)
    units = float(minimum_side_payment(least, most, value=n["us_value"], cost=n["rok_cost"]))
    edits = {
        "right": {SEOUL_LIMIT: least + n["target_width"]},
        "half_way": {SEOUL_LIMIT: n["target_width"]},
        "from_seoul": {SEOUL_LIMIT: most + n["target_width"]},
    }
    measured = {name: zone_width(build(SMA, n, edit)) for name, edit in edits.items()}
    later = zone(n["later_least"], n["later_most"])
    width = float(later.width)
    answers: dict[str, float | str] = {
        "is_there_a_zone": "yes" if bool(now.exists) else "no",
        "gap": gap,
        "gap_money": BASE * gap / 100,
        "units": units,
        "agreed": "yes" if run_of(SMA, n).agreed else "no",
        "open_zone": measured["right"],
        "seoul_share": (n["later_most"] - n["later_deal"]) / width,
        "why": f"The limits are {gap} points apart, so one side would lose by signing, whatever they say.",
    }
    wrong: dict[str, dict[str, float | str]] = {
        "is_there_a_zone": {"crossed": "yes"},
        "gap": {"sum": most + least, "negative": -gap},
        "gap_money": {"of_total": BASE * (1 + gap / 100), "whole_increase": BASE * least / 100},
        "units": {"value_only": gap / n["us_value"], "sum": gap / (n["us_value"] + n["rok_cost"])},
        "agreed": {"middle": "yes"},
        "open_zone": {name: measured[name] for name in ("half_way", "from_seoul")},
        "seoul_share": {
            "washingtons": (n["later_deal"] - n["later_least"]) / width,
            "of_deal": (n["later_most"] - n["later_deal"]) / n["later_most"],
        },
    }
    return Solution(answers=answers, wrong=wrong, edits={"open_zone": edits}, facts={"later_width": width})


EXERCISE = Exercise(
    name="zone",
    title="13 against 50: is there a zone of agreement?",
    concept="Zone of agreement",
    objective=(
        "Find the zone of agreement or the gap, explain what closes a gap, and measure a deal by its share of the zone."
    ),
    minutes=25,
    score="surplus share",
    picture="strip of deals over the zone, impasses at the side",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SMA,
    draws={
        "seoul_limit": (13, 12, 14, 15, 16),
        "washington_limit": (50, 40, 42, 44, 46, 48),
        "us_value": (2.0, 1.6, 1.8, 2.2, 2.4),
        "rok_cost": (0.5, 0.4, 0.6, 0.7),
        "target_width": (3, 4, 5, 6, 7),
        "later_least": (13.4, 13.1, 13.2, 13.3),
        "later_most": (15.5, 15.3, 15.7, 15.9),
        "later_deal": (13.9, 13.8, 14.0, 14.1),
    },
    questions=(
        Question(
            name="is_there_a_zone",
            text="Is there a zone of agreement?",
            kind="choice",
            options=("yes", "no"),
            concept="Zone of agreement",
            mistakes=(
                Mistake(
                    name="crossed",
                    message=(
                        "Between $seoul_limit and $washington_limit there is room, but not for a deal: the most that "
                        "the payer pays is below the least that the payee accepts."
                    ),
                ),
            ),
        ),
        Question(
            name="gap",
            text="How far apart are the limits?",
            unit="points",
            tolerance=0.05,
            concept="Zone of agreement",
            mistakes=(
                Mistake(name="sum", message="That is the sum of the limits; the gap is their difference."),
                Mistake(name="negative", message="A gap is a distance: give it without a sign."),
            ),
        ),
        Question(
            name="gap_money",
            text="What is the gap worth a year?",
            unit="bn won",
            tolerance=1.0,
            concept="Zone of agreement",
            mistakes=(
                Mistake(
                    name="of_total",
                    message="That is the amount of 2019 with the gap on top; only the gap is asked for.",
                ),
                Mistake(
                    name="whole_increase", message="That is the whole increase that Washington asks for, not the gap."
                ),
            ),
        ),
        Question(
            name="units",
            text="How many units of the purchases are needed for a zone? Fractions of a unit count.",
            unit="units",
            tolerance=0.05,
            concept="Side payments",
            mistakes=(
                Mistake(name="value_only", message="The units are not free: each costs Seoul $rok_cost points."),
                Mistake(
                    name="sum", message="Seoul's cost works against the deal: subtract it from Washington's value."
                ),
            ),
        ),
        Question(
            name="agreed",
            text="`negosim run scenario.toml`, unchanged: do they agree?",
            kind="choice",
            options=("yes", "no"),
            concept="Zone of agreement",
            mistakes=(
                Mistake(name="middle", message="They do not meet in the middle: neither signs beyond its own limit."),
            ),
        ),
        Question(
            name="open_zone",
            text="Change Seoul's reservation value in scenario.toml so that the zone is $target_width points wide.",
            kind="scenario",
            unit="points",
            tolerance=0.01,
            concept="Zone of agreement",
            measure=zone_width,
            marks=2,
            mistakes=(
                Mistake(
                    name="half_way",
                    message=(
                        "You entered the width instead of the limit; the zone begins at Washington's limit of "
                        "$washington_limit."
                    ),
                ),
                Mistake(
                    name="from_seoul",
                    message="You added the width to Seoul's old limit; the gap has to be closed first.",
                ),
            ),
        ),
        Question(
            name="seoul_share",
            text=(
                "A year later Washington would accept $later_least %, Seoul would pay $later_most %, and they sign at "
                "$later_deal %. Seoul's share of the surplus, from 0 to 1."
            ),
            tolerance=0.005,
            concept="Surplus share",
            mistakes=(
                Mistake(name="washingtons", message="That is Washington's share; the payer gains below its own limit."),
                Mistake(name="of_deal", message="Divide by the width of the zone, not by Seoul's limit."),
            ),
        ),
        Question(
            name="why",
            text="Why could better negotiators not have closed this in 2020? Use the size of the gap.",
            kind="written",
            keys=("gap",),
            concept="Zone of agreement",
        ),
    ),
    hints=(
        (
            "Draw a line from 0 to 100. Mark the most that Seoul pays and the least that Washington accepts. Which is "
            "further left?"
        ),
        (
            "A unit moves Washington's limit down by $us_value and Seoul's down by $rok_cost: how much closer do they "
            "get? For the scenario: the zone begins where Washington's limit lies."
        ),
        (
            "Gap: $washington_limit − $seoul_limit. Units: gap / ($us_value − $rok_cost). Seoul's limit: "
            "$washington_limit + $target_width. Share: ($later_most − $later_deal) / ($later_most − "
            "$later_least)."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
$washington_limit > $seoul_limit, so there is no zone; the gap is $gap points, and 1038.9 × $gap / 100 = $gap_money
bn won. With q units Washington's limit is $washington_limit − $us_value q and Seoul's $seoul_limit − $rok_cost q;
they meet at q = $gap / ($us_value − $rok_cost) = $units. The zone is $target_width wide when Seoul's limit is
$washington_limit + $target_width. A year later the zone is $later_width wide, and Seoul has ($later_most −
$later_deal) / $later_width = $seoul_share of it. Source: Raiffa (1982).
""",
    note=TeachingNote(
        treatment="delegations.washington.stances.trump.reservation=$washington_limit|10",
        head_count="2 to 300, in pairs, one Seoul and one Washington.",
        set_up=(
            "Hand out the limits separately, and tell students not to show them. Ten minutes of talks, then a show of "
            "hands: deal, or impasse. Give half of the room the limits of a year later."
        ),
        what_will_happen=(
            "Expect some pairs without a zone to sign anyway, somewhere in the middle. The pairs with a "
            "zone mostly sign, and their deals spread over all of it."
        ),
        debrief=(
            "Show the deals as a strip over the zone and the impasses at the side. Ask the pairs that signed "
            "across a gap of $gap points: who lost, and what made you sign? An impasse was the right result "
            "there."
        ),
        variations=(
            "Allow the purchases: pairs must find $us_value against $rok_cost by talking.",
            "Let one side lie about its limit in writing, and see whether the deals change.",
            "Use the record: `negosim zones sma11` shows when the zone opened.",
        ),
    ),
)
