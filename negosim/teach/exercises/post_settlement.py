"""Exercise: five more minutes, with the deal as the floor."""

from __future__ import annotations

from negosim.domain.scenario import Scenario
from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build

__all__ = ["EXERCISE"]

PACKAGES = ("lump_sum", "long_term", "joint_fund", "indexed", "compromise", "as_before")
US_FLOOR = "delegations.washington.stances.biden.reservation"
ROK_FLOOR = "delegations.seoul.stances.moon.reservation"

SCENARIO = """
# Six packages, and what each is worth to either side, from 0 to 1. Invented for teaching.
title = "A second look at a deal"

[issues.package]
kind = "categorical"
options = ["lump_sum", "long_term", "joint_fund", "indexed", "compromise", "as_before"]

[calendar]
start = 2021-03-01
horizon = 2021-03-31

[[calendar.rounds]]
date = 2021-03-05
days = 5
exchanges = 5

[delegations.seoul]
title = "Seoul"

[delegations.seoul.values.package]
table = $rok_table

[[delegations.seoul.administrations]]
name = "moon"
from = 2020-01-01

[delegations.seoul.stances.moon]
aspiration = 0.9
reservation = 0.3
tactic = { kind = "linear" }

[delegations.washington]
title = "Washington"

[delegations.washington.values.package]
table = $us_table

[[delegations.washington.administrations]]
name = "biden"
from = 2020-01-01

[delegations.washington.stances.biden]
aspiration = 0.9
reservation = 0.3
tactic = { kind = "linear" }
"""

BACKGROUND = """
Late at night the two delegations have signed the package `compromise`. Everybody is tired. What it and the others
are worth (0 to 100):

| | lump_sum | long_term | joint_fund | indexed | compromise | as_before |
|---|---|---|---|---|---|---|
| Washington | 90 | $long_us | $fund_us | 40 | $deal_us | 30 |
| Seoul | 20 | $long_rok | $fund_rok | 82 | $deal_rok | 38 |

### Dominated deals

A deal is **dominated** if another one is better for one side and no worse for the other. People often sign dominated
deals, because the better ones become visible only when nobody has to hide anything any more.

### Post-settlement settlement

After signing, both look once more for five minutes (or ask a third person who sees both sides' values). The signed
deal is the **floor**: it stands unless both agree on a replacement. So nobody can lose, and both may say more than
before. The reservation value of this second negotiation is what the signed deal is worth.

### Joint gains

Gains are measured from the floor: each side's **gain** is its new value minus its value in the signed deal, and the
added joint value is the sum of the gains. Among the packages better for both, a Nash arbitrator chooses the one with
the largest **product of the gains**, which is not always the one with the largest sum.
"""

TASKS = """
1. Which packages dominate the one that was signed? Compute the gains from the floor.
2. In `scenario.toml`, make the signed deal the floor of both sides: their reservation values become what
   `compromise` is worth to each, from 0 to 1. `negosim zones scenario.toml` then shows what an arbitrator would
   propose.
"""


def _given(numbers: Numbers) -> Numbers:
    n = numbers
    us = (90, n["long_us"], n["fund_us"], 40, n["deal_us"], 30)
    rok = (20, n["long_rok"], n["fund_rok"], 82, n["deal_rok"], 38)
    return {**n, "us_table": _table(us), "rok_table": _table(rok), "points": tuple(zip(us, rok, strict=True))}


def _table(points: tuple[int, ...]) -> str:
    inside = ", ".join(f"{name} = {value / 100:g}" for name, value in zip(PACKAGES, points, strict=True))
    return f"{{ {inside} }}"


def floors(scenario: Scenario) -> float:
    """Return the sum of both sides' reservation values at the horizon, in points."""
    from negosim.zopa import zones

    return 100 * float(sum(zones(scenario).disagreement))


def _solve(numbers: Numbers) -> Solution:
    from negosim.solve import four_solutions

    n = numbers
    points = n["points"]
    floor = (n["deal_us"], n["deal_rok"])
    solutions = four_solutions(points, floor)
    best, largest = solutions["nash"].ties[0], solutions["utilitarian"].ties[0]
    better = sum(us >= floor[0] and rok >= floor[1] and (us, rok) != floor for us, rok in points)
    chosen, most = points[best], max(us + rok for us, rok in points)
    gains = (chosen[0] - floor[0], chosen[1] - floor[1])
    edits = {
        "right": {US_FLOOR: floor[0] / 100, ROK_FLOOR: floor[1] / 100},
        "one_side": {US_FLOOR: floor[0] / 100},
        "in_points": {US_FLOOR: 0.0, ROK_FLOOR: 0.0},
    }
    measured = {name: floors(build(SCENARIO, n, edit)) for name, edit in edits.items()}
    answers: dict[str, float | str] = {
        "better": float(better),
        "arbitrator": PACKAGES[best],
        "seoul_gain": float(gains[1]),
        "added": float(sum(gains)),
        "quality_before": sum(floor) / most,
        "floors": measured["right"],
        "no_replacement": "signed",
        "why": (
            f"Nobody can lose because the signed deal stands as the floor, and the two add {sum(gains)} "
            "points together."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "better": {"with_itself": better + 1.0, "either": 4.0},
        "arbitrator": {"sum": PACKAGES[largest], "seouls": "indexed", "washingtons": "lump_sum"},
        "seoul_gain": {"value": float(chosen[1]), "washingtons": float(gains[0])},
        "added": {"total": float(sum(chosen)), "by_sum": float(sum(points[largest]) - sum(floor))},
        "quality_before": {"of_ideal": sum(floor) / 200, "of_nash": sum(floor) / sum(chosen)},
        "floors": {"one_side": measured["one_side"], "in_points": measured["in_points"]},
        "no_replacement": {"void": "nothing"},
    }
    facts = {"product": gains[0] * gains[1], "chosen_us": chosen[0], "chosen_rok": chosen[1], "most": most}
    return Solution(answers=answers, wrong=wrong, edits={"floors": edits}, facts=facts)


EXERCISE = Exercise(
    name="post_settlement",
    title="Five more minutes: better than the deal just signed",
    concept="Post-settlement settlement",
    objective="Find packages that dominate a signed deal, and measure what both sides win over it.",
    minutes=20,
    score="added joint value",
    picture="arrows from the old to the new point",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "long_us": (82, 83, 84),
        "long_rok": (47, 48),
        "fund_us": (60, 61, 59),
        "fund_rok": (66, 65),
        "deal_us": (46, 45, 47),
        "deal_rok": (44, 43, 45),
    },
    questions=(
        Question(
            name="better",
            text="How many packages dominate the signed one?",
            unit="packages",
            tolerance=0.1,
            concept="Dominated deals",
            mistakes=(
                Mistake(name="with_itself", message="The signed package does not dominate itself."),
                Mistake(name="either", message="You counted those better for one side; the other must not lose."),
            ),
        ),
        Question(
            name="arbitrator",
            text="Which package does a Nash arbitrator choose, with the signed deal as the floor?",
            kind="choice",
            options=PACKAGES,
            concept="Joint gains",
            mistakes=(
                Mistake(name="sum", message="That one has the greatest sum; take the product of the gains."),
                Mistake(name="seouls", message="There Washington would lose against the signed deal, and not agree."),
                Mistake(name="washingtons", message="There Seoul would lose against the signed deal, and not agree."),
            ),
        ),
        Question(
            name="seoul_gain",
            text="How much does Seoul gain from it over the signed deal?",
            unit="points",
            tolerance=0.5,
            concept="Joint gains",
            mistakes=(
                Mistake(name="value", message="That is the new value; the gain counts from the floor of $deal_rok."),
                Mistake(name="washingtons", message="That is Washington's gain."),
            ),
        ),
        Question(
            name="added",
            text="How much joint value does it add?",
            unit="points",
            tolerance=0.5,
            concept="Joint gains",
            mistakes=(
                Mistake(name="total", message="That is the whole joint value; subtract what the signed deal had."),
                Mistake(
                    name="by_sum", message="That belongs to the package with the greatest sum, not to the arbitrator's."
                ),
            ),
        ),
        Question(
            name="quality_before",
            text="The joint value of the signed deal, divided by the greatest of all packages.",
            tolerance=0.005,
            concept="Joint gains",
            mistakes=(
                Mistake(name="of_ideal", message="No package gives both sides 100; divide by the best there is."),
                Mistake(name="of_nash", message="The arbitrator's package does not have the largest sum of all."),
            ),
        ),
        Question(
            name="floors",
            text=(
                "Make the signed deal the floor of both sides in scenario.toml. (The sum of the two is "
                "measured, in points.)"
            ),
            kind="scenario",
            unit="points",
            tolerance=0.05,
            concept="Post-settlement settlement",
            measure=floors,
            marks=2,
            mistakes=(
                Mistake(name="one_side", message="One side's floor is in place, the other's is still 0.3."),
                Mistake(name="in_points", message="A floor of 0 protects nobody: write the value as 0.46, not as 0."),
            ),
        ),
        Question(
            name="no_replacement",
            text="They find nothing that both prefer. What is in force?",
            kind="choice",
            options=("signed", "nothing"),
            concept="Post-settlement settlement",
            mistakes=(
                Mistake(name="void", message="The signed deal stands unless both replace it: that is the point."),
            ),
        ),
        Question(
            name="why",
            text="Why can both be more open now than an hour ago? Use the added joint value.",
            kind="written",
            keys=("added",),
            concept="Post-settlement settlement",
        ),
    ),
    hints=(
        "Go through the packages one by one: is it at least $deal_us for Washington and at least $deal_rok for Seoul?",
        "Two packages pass. For each, multiply Washington's gain over $deal_us by Seoul's gain over $deal_rok.",
        (
            "joint_fund: ($fund_us − $deal_us) × ($fund_rok − $deal_rok); long_term: ($long_us − $deal_us) × "
            "($long_rok − $deal_rok). In the scenario: reservation = $deal_us / 100 for Washington, "
            "$deal_rok / 100 for Seoul."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
$better packages are at least ($deal_us, $deal_rok) for both. The product of the gains is greatest for $arbitrator,
at ($chosen_us − $deal_us) × ($chosen_rok − $deal_rok) = $product. Seoul gains $seoul_gain, both together $added.
The signed deal has ($deal_us + $deal_rok) / $most = $quality_before of the greatest joint value. The floors in the
scenario are $deal_us / 100 and $deal_rok / 100, $floors points together. Source: Raiffa (1982); Nash (1950).
""",
    note=TeachingNote(
        head_count="2 to 300: the pairs of the exercise before.",
        set_up=(
            "Directly after a negotiation of several issues, with the deals still on the table. Say: your "
            "deal stands; you have five minutes to find another one that both of you sign."
        ),
        what_will_happen="Expect some pairs to find something better and others nothing; nobody ends up worse off.",
        debrief=(
            "Show an arrow from each old point to the new one. Ask what was said in the five minutes that "
            "had not been said before, and what it would have cost to say it earlier."
        ),
        variations=(
            "A third student reads both sheets and proposes.",
            "Only one side knows that there will be five more minutes.",
            "Repeat after a day: who looks again without being asked?",
        ),
    ),
)
