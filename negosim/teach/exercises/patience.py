"""Exercise: who can wait, and who fears a breakdown."""

from __future__ import annotations

from math import log

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import run_of, settled

__all__ = ["EXERCISE"]

PERIOD_DAYS = 30
YEAR_DAYS = 365.25

SCENARIO = """
# Rubinstein's pie with your two discount factors. The rates are in % a year, so that 30 days discount by the factor.
extends = "rubinstein_pie"

[delegations.first.stances.first]
discount = $first_rate
acceptance = { kind = "next", a = $first_wait }

[delegations.second.stances.second]
discount = $second_rate
acceptance = { kind = "next", a = $second_wait }
"""

BACKGROUND = """
Two sides divide a pie of 1. They make offers in turns, 30 days apart; whoever rejects makes the next offer. Waiting
costs: a share of the pie in 30 days is worth only a part of the same share today.

### Patience

A side's **discount factor** δ is the share of its value that is left after one turn: δ = 1 is infinitely patient. Here
the first side has δ₁ = $delta_first, the second δ₂ = $delta_second. Rubinstein showed that there is exactly one
division on which neither side can improve. It is agreed **at once**, and the proposer gets

x₁ = (1 − δ₂) / (1 − δ₁δ₂).

The other one gets the rest, which is exactly what waiting for its own turn would be worth to it. The more patient side
gets more, and proposing first is an advantage. If the second side proposes, swap the roles in the formula.

### Short turns

If the turns get shorter and shorter, the advantage of the first proposal vanishes, and only impatience divides the pie:
with rates r (δ = e^(−r·turn)) the first side gets r₂ / (r₁ + r₂).

### Breakdown risk

Now nobody discounts, but each rejection ends the talks with probability $risk. Then the first side falls back on
$fallback_first of the pie and the second on $fallback_second. The proposer gets its fallback and 1/(2 − p) of the pie
beyond both fallbacks. As p becomes small, they **split the difference**: each gets its fallback and half of the rest.

### Outside options

A fallback works differently if a side can *choose* to leave for it and is never forced to. It then changes nothing as
long as it is worth less than what the side gets in the talks anyway.
"""

TASKS = """
1. Compute the shares from the formula, with the first and with the second side proposing.
2. `negosim run scenario.toml` lets two programs play exactly this. Compare.
3. Compute the split under the risk of breakdown.
"""


def _given(numbers: Numbers) -> Numbers:
    rates = {}
    for side in ("first", "second"):
        delta = numbers[f"delta_{side}"]
        rates[f"{side}_rate"] = repr(-log(delta) * YEAR_DAYS / PERIOD_DAYS * 100)
        rates[f"{side}_wait"] = repr(1 / delta)
    return {**numbers, **rates}


def _solve(numbers: Numbers) -> Solution:
    from negosim.games import breakdown_risk, rubinstein, rubinstein_limit

    n = numbers
    d1, d2 = n["delta_first"], n["delta_second"]
    rates = (-log(d1), -log(d2))
    offers, limit = rubinstein(d1, d2), float(rubinstein_limit(*rates))
    first, responding = float(offers.first), float(offers.first_as_responder)
    falls = (n["fallback_first"], n["fallback_second"])
    risky = breakdown_risk(n["risk"], falls)
    rest = 1 - sum(falls)
    answers: dict[str, float | str] = {
        "first_share": first,
        "responding_share": responding,
        "run_share": settled(run_of(SCENARIO, n)),
        "first_mover": first - responding,
        "short_turns": limit,
        "breakdown_share": float(risky.first),
        "split_difference": float(risky.limit_first),
        "more_patient": "less",
        "why": (f"The second side loses so much by waiting that it accepts the rest of the pie beyond {first:.3f}."),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "first_share": {
            "own_patience": (1 - d1) / (1 - d1 * d2),
            "half": 0.5,
            "others": 1 - first,
        },
        "responding_share": {"proposing": first, "others": 1 - responding},
        "run_share": {},
        "first_mover": {"over_half": first - 0.5},
        "short_turns": {"upside_down": 1 - limit, "half": 0.5},
        "breakdown_share": {"no_fallback": 1 / (2 - n["risk"]), "only_rest": rest / (2 - n["risk"])},
        "split_difference": {"half": 0.5, "only_rest": rest / 2},
        "more_patient": {"more": "more"},
    }
    return Solution(answers=answers, wrong=wrong, facts={"rest": rest, "first_r": rates[0], "second_r": rates[1]})


EXERCISE = Exercise(
    name="patience",
    title="Who can wait longer?",
    concept="Patience and breakdown risk",
    objective="Compute how patience and the risk of a breakdown divide a pie, and distinguish the two.",
    minutes=40,
    score="own share against Rubinstein's",
    picture="class mean with the model's band",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "delta_first": (0.9, 0.88, 0.92),
        "delta_second": (0.8, 0.78, 0.82, 0.76),
        "risk": (0.1, 0.15, 0.2),
        "fallback_first": (0.25, 0.2, 0.3),
        "fallback_second": (0.1, 0.05, 0.08),
    },
    questions=(
        Question(
            name="first_share",
            text="The first side's share if it proposes first.",
            tolerance=0.005,
            concept="Patience",
            mistakes=(
                Mistake(name="own_patience", message="The numerator is the other side's impatience, 1 − δ₂."),
                Mistake(name="half", message="Halves only if both wait at no cost."),
                Mistake(name="others", message="That is the second side's share."),
            ),
        ),
        Question(
            name="responding_share",
            text="The first side's share if the second proposes first.",
            tolerance=0.005,
            concept="Patience",
            mistakes=(
                Mistake(name="proposing", message="That is its share as the proposer."),
                Mistake(name="others", message="That is the second side's share."),
            ),
        ),
        Question(
            name="run_share",
            text="`negosim run scenario.toml`: the share of the first player in the agreement.",
            tolerance=0.005,
            concept="Patience",
        ),
        Question(
            name="first_mover",
            text="What is the value to the first side of proposing first?",
            unit="of the pie",
            tolerance=0.005,
            concept="Patience",
            mistakes=(
                Mistake(name="over_half", message="Compare with its share when the other proposes, not with a half."),
            ),
        ),
        Question(
            name="short_turns",
            text="The first side's share as the turns become infinitely short (r = −ln δ per turn of today).",
            tolerance=0.005,
            concept="Short turns",
            mistakes=(
                Mistake(name="upside_down", message="The *other* side's rate is in the numerator."),
                Mistake(name="half", message="Halves only if both are equally impatient."),
            ),
        ),
        Question(
            name="breakdown_share",
            text=(
                "Nobody discounts; a rejection ends the talks with probability $risk. The first side's share "
                "if it proposes."
            ),
            tolerance=0.005,
            concept="Breakdown risk",
            mistakes=(
                Mistake(
                    name="no_fallback", message="The fallbacks of $fallback_first and $fallback_second are missing."
                ),
                Mistake(
                    name="only_rest",
                    message="That is its part of the rest; its fallback of $fallback_first comes on top.",
                ),
            ),
        ),
        Question(
            name="split_difference",
            text="The same share as the probability of a breakdown becomes very small.",
            tolerance=0.005,
            concept="Breakdown risk",
            mistakes=(
                Mistake(name="half", message="Half of what is beyond the fallbacks, not half of the pie."),
                Mistake(
                    name="only_rest",
                    message="That is its part of the rest; its fallback of $fallback_first comes on top.",
                ),
            ),
        ),
        Question(
            name="more_patient",
            text="The second side becomes more patient. Does the first get more or less?",
            kind="choice",
            options=("more", "less"),
            concept="Patience",
            mistakes=(Mistake(name="more", message="Let δ₂ go to 1 in the formula and see what happens to 1 − δ₂."),),
        ),
        Question(
            name="why",
            text="Why does the second side accept its small share at once? Use the first side's share.",
            kind="written",
            keys=("first_share",),
            concept="Patience",
        ),
    ),
    hints=(
        "What does the second side have if it says no: how much, when, and what is that worth today?",
        (
            "If the second side proposes it gets (1 − δ₁)/(1 − δ₁δ₂); the first has the rest. For the "
            "breakdown, take both fallbacks off the pie first."
        ),
        (
            "First: (1 − $delta_second)/(1 − $delta_first·$delta_second). Responding: $delta_first times "
            "that. Short turns: ln $delta_second / (ln $delta_first + ln $delta_second). Breakdown: "
            "$fallback_first + (1 − $fallback_first − $fallback_second)/(2 − $risk)."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
x₁ = (1 − $delta_second)/(1 − $delta_first·$delta_second) = $first_share, and δ₁x₁ = $responding_share if the second
proposes; the difference is $first_mover. The engine's equilibrium players settle at $run_share. With rates $first_r
and $second_r a turn the limit is $short_turns. Breakdown: $fallback_first + $rest/(2 − $risk) = $breakdown_share,
in the limit $fallback_first + $rest/2 = $split_difference. Source: Rubinstein (1982); Binmore, Rubinstein and
Wolinsky (1986).
""",
    note=TeachingNote(
        head_count="10 to 300, in pairs.",
        set_up=(
            "A pie of 100 points. After each rejection, points are worth a fifth less to the second side and a tenth "
            "less to the first. Swap the roles after two games."
        ),
        what_will_happen=(
            "Expect a mean between halves and Rubinstein's $first_share: fairness pulls to the middle. Some "
            "reject out of pride and lose by it; few settle at once."
        ),
        debrief=(
            "Show the mean of the class with the model's value. Who counted backwards? Who offered halves, "
            "and why was it taken? Then: which side was the patient one in Seoul's and Washington's talks, "
            "and in which year?"
        ),
        variations=(
            "Roll a die after each rejection: on a one the talks are over.",
            "Give the second side an outside option below its share: it should change nothing.",
            "`negosim run rubinstein_pie` with `--set` for other rates.",
        ),
    ),
)
