"""Exercise: conceding where it costs least."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import run_of

__all__ = ["EXERCISE"]

ISSUES = ("payment", "purchases", "term")

SCENARIO = """
# Three issues at once, each from 0 (as Seoul would have it) to 100 (as Washington would). Invented for teaching.
title = "A package of three issues"

[issues.payment]
kind = "continuous"
range = [0, 100]

[issues.purchases]
kind = "continuous"
range = [0, 100]

[issues.term]
kind = "continuous"
range = [0, 100]

[calendar]
start = 2020-01-01
horizon = 2020-06-30

[[calendar.rounds]]
date = 2020-01-10
days = 10
exchanges = 10

[protocol]
kind = "alternating"
first = "washington"

[delegations.seoul]
title = "Seoul"

[delegations.seoul.values]
payment = { worst = 100, best = 0, weight = $rok_payment }
purchases = { worst = 100, best = 0, weight = $rok_purchases }
term = { worst = 100, best = 0, weight = $rok_term }

[[delegations.seoul.administrations]]
name = "moon"
from = 2019-01-01

[delegations.seoul.stances.moon]
aspiration = 0.95
reservation = 0.3
tactic = { kind = "linear" }
deadline = 2020-01-20

[delegations.washington]
title = "Washington"

[delegations.washington.values]
payment = { worst = 0, best = 100, weight = $us_payment }
purchases = { worst = 0, best = 100, weight = $us_purchases }
term = { worst = 0, best = 100, weight = $us_term }

[[delegations.washington.administrations]]
name = "trump"
from = 2019-01-01

[delegations.washington.stances.trump]
aspiration = 0.95
reservation = 0.3
tactic = { kind = "linear" }
deadline = 2020-01-20
"""

BACKGROUND = """
Seoul and Washington settle three issues: the payment, purchases of equipment, and the term of the agreement. Each
is put on a scale from 0 (all as Seoul wants it) to 100 (all as Washington wants it).

### Weights

How much an issue matters to a side is its **weight**; a side's weights add up to 1. The value of a package is the
sum over the issues of weight × how far the issue goes its way, a number from 0 to 1.

| | payment | purchases | term |
|---|---|---|---|
| Washington | $us_payment | $us_purchases | $us_term |
| Seoul | $rok_payment | $rok_purchases | $rok_term |

At $at_payment / $at_purchases / $at_term, Washington has the weighted mean of these three, and Seoul that of what
is left to 100.

### Logrolling

If the weights differ, splitting every issue in the middle wastes value. **Logrolling** means conceding where it costs
you little and gains the other side much, in exchange for the opposite. The **ratio of the weights** decides which issue
goes to whom: the one with the highest ratio Washington's / Seoul's goes to Washington first.

### Joint value

The **joint value** is the sum of both sides' values. It is largest if each issue goes entirely to the side that gives
it more weight. The efficiency of a package is its joint value divided by that maximum. Which package is fair is another
question; one answer is the package on the **frontier** (no other is better for both) that gives both sides the same
value.
"""

TASKS = """
1. Answer the first questions with pencil and paper, or a spreadsheet.
2. `negosim zones scenario.toml` shows the frontier and four solutions. See which issues go entirely to one side.
3. `negosim run scenario.toml --json` has the `utilities` of both sides in the package that the two programs agree
   on.
"""


def _given(numbers: Numbers) -> Numbers:
    us, rok = numbers["weights"]
    named = {f"us_{issue}": weight for issue, weight in zip(ISSUES, us, strict=True)}
    return {**numbers, **named, **{f"rok_{issue}": weight for issue, weight in zip(ISSUES, rok, strict=True)}}


def _solve(numbers: Numbers) -> Solution:
    from negosim.solve import linear_frontier
    from negosim.solve.convex import egalitarian

    us, rok = numbers["weights"]
    at = [numbers[f"at_{issue}"] / 100 for issue in ISSUES]
    chain = linear_frontier(us, [-weight for weight in rok], base=(0.0, 1.0)).chain
    value = sum(weight * x for weight, x in zip(us, at, strict=True))
    others = sum(weight * (1 - x) for weight, x in zip(rok, at, strict=True))
    most = float(chain.vertices.sum(axis=1).max())
    fair = float(egalitarian(chain, (0.0, 0.0)).value)
    ranked = sorted(ISSUES, key=lambda issue: numbers[f"us_{issue}"] / numbers[f"rok_{issue}"])
    joint = sum(run_of(SCENARIO, numbers).utilities.values())
    answers: dict[str, float | str] = {
        "washington_value": value,
        "give_first": ranked[-1],
        "joint_max": most,
        "split_quality": 1.0 / most,
        "fair_value": fair,
        "run_quality": joint / most,
        "why": f"The weights differ, so both can have {fair:.3f} instead of a half: each gets what it values more.",
    }
    wrong: dict[str, dict[str, float | str]] = {
        "washington_value": {"unweighted": sum(at) / 3, "seouls": others},
        "give_first": {"keeps": ranked[0], "middle": ranked[1]},
        "joint_max": {"fixed_pie": 1.0, "both_all": 2.0},
        "split_quality": {"upside_down": most, "half": 0.5 / most},
        "fair_value": {"split": 0.5, "half_of_most": most / 2},
        "run_quality": {"not_divided": joint},
    }
    return Solution(answers=answers, wrong=wrong, facts={"seoul_value": others, "run_joint": joint})


EXERCISE = Exercise(
    name="logrolling",
    title="Several issues: conceding where it costs least",
    concept="Logrolling",
    objective=("Find the best package for both from the weights, and compute what splitting in the middle wastes."),
    minutes=35,
    score="joint value divided by the maximum",
    picture="Pareto plot with the Nash and the Kalai–Smorodinsky solution",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "weights": (  # the package with the greatest sum never gives both sides the same
            ((0.2, 0.15, 0.65), (0.35, 0.5, 0.15)),
            ((0.1, 0.35, 0.55), (0.25, 0.6, 0.15)),
            ((0.1, 0.35, 0.55), (0.3, 0.55, 0.15)),
            ((0.15, 0.35, 0.5), (0.2, 0.65, 0.15)),
            ((0.15, 0.35, 0.5), (0.45, 0.15, 0.4)),
            ((0.1, 0.65, 0.25), (0.2, 0.15, 0.65)),
            ((0.1, 0.65, 0.25), (0.35, 0.15, 0.5)),
            ((0.1, 0.5, 0.4), (0.35, 0.1, 0.55)),
        ),
        "at_payment": (80, 75, 85, 90),
        "at_purchases": (40, 35, 45),
        "at_term": (20, 10, 15, 25),
    },
    questions=(
        Question(
            name="washington_value",
            text="What is the package $at_payment / $at_purchases / $at_term worth to Washington, from 0 to 1?",
            tolerance=0.002,
            concept="Weights",
            mistakes=(
                Mistake(name="unweighted", message="That is the plain mean: multiply by the weights."),
                Mistake(name="seouls", message="That is what it is worth to Seoul."),
            ),
        ),
        Question(
            name="give_first",
            text="On which issue should Seoul concede first?",
            kind="choice",
            options=ISSUES,
            concept="Logrolling",
            mistakes=(
                Mistake(name="keeps", message="That one has the lowest ratio: Seoul should give it last."),
                Mistake(
                    name="middle", message="Its ratio is neither the highest nor the lowest: there is a better one."
                ),
            ),
        ),
        Question(
            name="joint_max",
            text="The largest joint value of any package.",
            tolerance=0.002,
            concept="Joint value",
            mistakes=(
                Mistake(
                    name="fixed_pie",
                    message="That would be a pie of fixed size. With different weights the sum can be more than 1.",
                ),
                Mistake(
                    name="both_all", message="Both cannot have everything: an issue that goes one way leaves the other."
                ),
            ),
        ),
        Question(
            name="split_quality",
            text="Every issue is split at 50. The joint value divided by the maximum.",
            tolerance=0.002,
            concept="Joint value",
            mistakes=(
                Mistake(name="upside_down", message="The fraction is upside down: the maximum is the denominator."),
                Mistake(name="half", message="You took one side's value; the joint value is the sum of both."),
            ),
        ),
        Question(
            name="fair_value",
            text="The value to each side of the frontier package that gives both the same.",
            tolerance=0.005,
            concept="Joint value",
            mistakes=(
                Mistake(name="split", message="That is splitting every issue. Both can have more."),
                Mistake(
                    name="half_of_most",
                    message=(
                        "Half of the greatest joint value: but the package with the greatest sum need not "
                        "give both the same."
                    ),
                ),
            ),
        ),
        Question(
            name="run_quality",
            text="`negosim run scenario.toml`: the joint value of the package agreed on, divided by the maximum.",
            tolerance=0.005,
            concept="Joint value",
            mistakes=(Mistake(name="not_divided", message="That is the joint value; divide it by the maximum."),),
        ),
        Question(
            name="why",
            text="What does a split in the middle waste, and why? Use the value of the fair package.",
            kind="written",
            keys=("fair_value",),
            concept="Logrolling",
        ),
    ),
    hints=(
        (
            "Write the ratio Washington's weight / Seoul's weight under each issue. Who should have the "
            "first, who the last?"
        ),
        (
            "Greatest joint value: take the larger weight of each issue. Fair package: begin with everything "
            "for Seoul and give issue after issue to Washington in the order of the ratios, until both have "
            "the same; the last one only in part."
        ),
        (
            "Value: $us_payment × $at_payment/100 + $us_purchases × $at_purchases/100 + $us_term × "
            "$at_term/100. A split at 50 has the joint value 1. In the fair package only one issue is "
            "divided: let x be the part of it that Washington gets, and set the two values equal."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
Washington: $us_payment × $at_payment/100 + $us_purchases × $at_purchases/100 + $us_term × $at_term/100 =
$washington_value (Seoul: $seoul_value). The highest ratio has $give_first. The larger weights of the issues add up
to $joint_max; a split at 50 has 0.5 + 0.5 = 1, and 1 / $joint_max = $split_quality. Going along the corners of the
frontier, both have $fair_value where they have the same. The programs reach a joint value of $run_joint:
$run_quality of the maximum. Source: Raiffa (1982).
""",
    note=TeachingNote(
        head_count="4 to 300, in pairs; groups of four with two on each side talk more.",
        set_up=(
            "Hand out the weights separately. Allow twenty minutes. Each pair writes down its package; nobody shows "
            "their weights."
        ),
        what_will_happen=(
            "Expect several pairs to split every issue. Those that ask “what matters to you?” early find the "
            "trade. A split in the middle has the joint value 1; the greatest is $joint_max."
        ),
        debrief=(
            "Show all pairs in the plane of the two values with the frontier, the Nash and the "
            "Kalai–Smorodinsky solution. Ask the pairs at the frontier which question they asked, and those at (0.5, "
            "0.5) which question they did not dare to ask."
        ),
        variations=(
            "Let one side send its weights in writing, true or not.",
            "Settle issue by issue in a fixed order, and compare the joint values.",
            "`negosim zones scoreable`: the island ferry has five issues.",
        ),
    ),
)
