"""Exercise: what a sweep shows, and what it does not."""

from __future__ import annotations

from math import ceil, sqrt

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import batch, build

__all__ = ["EXERCISE"]

REPLICATES = 400
SEOUL_LIMIT = "delegations.seoul.stances.moon_2021.reservation.loc"

SCENARIO = """
# The talks of 2021 with limits that nobody knows well: each replicate draws them anew.
extends = "biden_era"
title = "The talks of 2021, with uncertain limits"

[delegations.seoul.stances.moon_2021]
reservation = { dist = "norm", loc = $seoul_mean, scale = $spread }

[delegations.washington.stances.biden]
reservation = { dist = "norm", loc = $washington_mean, scale = $spread }
pressure = 0
"""

BACKGROUND = """
How likely was an agreement in 2021? Seoul's limit was somewhere near $seoul_mean %, Washington's near $washington_mean
%, each plus or minus $spread points (normal distributions). Nobody knows more than that. So let the program negotiate
many times, each time with limits drawn anew.

### Share and standard error

Each **replicate** is one drawn negotiation. The share p of n replicates that agree estimates the probability of an
agreement. Other draws would give another share; its **standard error**, √(p(1 − p)/n), measures how much it varies. A
95 % interval extends 1.96 standard errors to either side. Four times as many replicates halve the standard error.

### Seed

The **seed** fixes the draws. The same scenario, seed and n give the same result on every machine, to the last
digit: that is what makes a result checkable. Another seed gives another sample from the same distribution.

### Comparing two cases

If a number of the scenario is changed and the same seed kept, both cases have the same draws, so that the difference is
due only to the change. A difference is evidence if it is large relative to its own standard error; for two independent
samples that is √(SE₁² + SE₂²), and with the same draws it is smaller still.

### Model and answer

Here theory gives the answer without any draws: the probability that Seoul's limit is above Washington's is Φ(m/s),
where m is the difference of the means and s = √2 × spread. If a sweep is far from it, in standard errors, then a zone
of agreement alone does not bring an agreement in this model, or something is wrong. A sweep shows what follows from the
assumptions. It cannot show whether they hold.
"""

TASKS = """
1. Run the sweep, and note the share that agreed and the mean increase:

   ```console
   $$ negosim sweep scenario.toml -n 400 --seed $seed
   ```

2. The same with Seoul's limit $shift points higher:

   ```console
   $$ negosim sweep scenario.toml -n 400 --seed $seed --set $path=$seoul_later
   ```

3. Compute the standard errors yourself before you look for them in the output.
"""


def _given(numbers: Numbers) -> Numbers:
    later = round(numbers["seoul_mean"] + numbers["shift"], 6)
    return {**numbers, "seoul_later": later, "path": SEOUL_LIMIT}


def _solve(numbers: Numbers) -> Solution:
    from scipy import stats

    from negosim.solve import normal_chance_of_zone

    n = numbers
    first = batch(build(SCENARIO, n), REPLICATES, seed=n["seed"])
    later = batch(build(SCENARIO, n, {SEOUL_LIMIT: n["seoul_later"]}), REPLICATES, seed=n["seed"])
    share, share_later = float(first.agreed.mean()), float(later.agreed.mean())
    error, error_later = sqrt(share * (1 - share) / REPLICATES), sqrt(share_later * (1 - share_later) / REPLICATES)
    difference, its_error = share_later - share, sqrt(error**2 + error_later**2)
    zone = normal_chance_of_zone(n["washington_mean"], n["spread"], n["seoul_mean"], n["spread"])
    chance = float(zone.probability)
    mean = float(first.terms[first.agreed].mean())
    needed = share * (1 - share) / 0.01**2
    evidence = "yes" if difference > 1.96 * its_error else "no"
    answers: dict[str, float | str] = {
        "share": share,
        "standard_error": error,
        "mean_increase": mean,
        "needed": float(ceil(needed)),
        "difference": difference,
        "is_evidence": evidence,
        "chance_of_zone": chance,
        "same_seed": "the same",
        "why": (
            f"It is {share:.4f} of the replicates, plus or minus 1.96 standard errors, and only as true as the "
            "limits assumed."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "share": {"failed": 1 - share, "count": share * REPLICATES},
        "standard_error": {"no_root": error**2, "of_one": error * sqrt(REPLICATES), "interval": 1.96 * error},
        "mean_increase": {"middle_of_limits": (n["seoul_mean"] + n["washington_mean"]) / 2},
        "needed": {"linear": REPLICATES * error / 0.01},
        "difference": {"other_way": -difference, "later": share_later},
        "is_evidence": {"other": "no" if evidence == "yes" else "yes"},
        "chance_of_zone": {"no_zone": 1 - chance, "one_spread": float(stats.norm.cdf(_means(n) / n["spread"]))},
        "same_seed": {"other": "another"},
    }
    facts = {"its_error": its_error, "share_later": share_later, "off": (share - chance) / error}
    return Solution(answers=answers, wrong=wrong, facts=facts)


def _means(numbers: Numbers) -> float:
    return float(numbers["seoul_mean"] - numbers["washington_mean"])


EXERCISE = Exercise(
    name="evidence",
    title="Evidence from a sweep",
    concept="Evidence",
    objective="Run a sweep, give its result with its standard error, and judge whether a difference is evidence.",
    minutes=45,
    score="answer within tolerance",
    picture="heat map of the share that agrees",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "seoul_mean": (15.4, 15.3, 15.5, 15.6),
        "washington_mean": (14.8, 14.7, 14.9),
        "spread": (1.0, 1.1, 1.2),
        "shift": (0.4, 0.6, 0.8),
        "seed": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    },
    questions=(
        Question(
            name="share",
            text="The share of the 400 replicates that agree.",
            tolerance=0.003,
            concept="Share and standard error",
            mistakes=(
                Mistake(name="failed", message="That is the share that does not agree."),
                Mistake(name="count", message="That is the number of replicates; divide it by 400."),
            ),
        ),
        Question(
            name="standard_error",
            text="Its standard error.",
            tolerance=0.001,
            concept="Share and standard error",
            mistakes=(
                Mistake(name="no_root", message="The square root is missing."),
                Mistake(name="of_one", message="That is the spread of one replicate; divide by √400."),
                Mistake(name="interval", message="That is half of the 95 % interval."),
            ),
        ),
        Question(
            name="mean_increase",
            text="The mean increase of those that agree.",
            unit="%",
            tolerance=0.03,
            concept="Share and standard error",
            mistakes=(
                Mistake(
                    name="middle_of_limits",
                    message="That is the middle of the mean limits; read the mean of the deals.",
                ),
            ),
        ),
        Question(
            name="needed",
            text="How many replicates would bring the standard error of the share down to 0.01?",
            unit="replicates",
            tolerance=30,
            concept="Share and standard error",
            mistakes=(
                Mistake(
                    name="linear",
                    message="The error falls with the square root: half the error needs four times as many.",
                ),
            ),
        ),
        Question(
            name="difference",
            text="By how much does the share rise with Seoul's limit $shift points higher?",
            tolerance=0.004,
            concept="Comparing two cases",
            mistakes=(
                Mistake(name="other_way", message="The new share minus the old one."),
                Mistake(name="later", message="That is the new share itself."),
            ),
        ),
        Question(
            name="is_evidence",
            text="Were the samples independent: is the difference larger than 1.96 of its standard errors?",
            kind="choice",
            options=("yes", "no"),
            concept="Comparing two cases",
            mistakes=(Mistake(name="other", message="Compare the difference with 1.96 × √(SE₁² + SE₂²)."),),
        ),
        Question(
            name="chance_of_zone",
            text="The exact probability that there is a zone of agreement.",
            tolerance=0.003,
            concept="Model and answer",
            mistakes=(
                Mistake(name="no_zone", message="That is the probability that there is none."),
                Mistake(name="one_spread", message="Both limits are uncertain: s = √2 × $spread."),
            ),
        ),
        Question(
            name="same_seed",
            text="You run the first sweep again, with the same seed. Which share do you get?",
            kind="choice",
            options=("the same", "another"),
            concept="Seed",
            mistakes=(Mistake(name="other", message="The seed fixes every draw."),),
        ),
        Question(
            name="why",
            text=(
                "State the result of the first sweep as you would in a paper, and what it does not show. Use the share."
            ),
            kind="written",
            keys=("share",),
            concept="Model and answer",
        ),
    ),
    hints=(
        "Everything but two answers follows from p, n and a formula. What are p and n?",
        (
            "For 0.01, solve p(1 − p)/n = 0.01² for n. For the exact probability: what is the distribution of a "
            "difference of two normal limits?"
        ),
        (
            "Standard error: √(p(1 − p)/400). Needed: p(1 − p)/0.0001. Exact: Φ(($seoul_mean − "
            "$washington_mean)/(√2·$spread))."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
$share of the 400 replicates agree, with a standard error of √($share·(1 − $share)/400) = $standard_error and a mean
of $mean_increase %. For an error of 0.01 it takes $needed. With the higher limit $share_later agree: a difference
of $difference against 1.96 × $its_error, so “$is_evidence”. Exactly, Φ(($seoul_mean −
$washington_mean)/(√2·$spread)) = $chance_of_zone; the sweep is $off standard errors from it.
""",
    note=TeachingNote(
        in_pairs=False,
        head_count="Any; homework, or in a computer room.",
        set_up="Everybody has a seed and limits of their own. Collect the answers with `negosim exercise export`.",
        what_will_happen=(
            "The shares vary by about $standard_error, as they should. Expect a forgotten square root, and a second "
            "run with the same seed taken as a confirmation."
        ),
        debrief=(
            "Write down the shares of the class, and ask whose 95 % interval misses the exact value: about one "
            "in twenty. Then draw the share over both mean limits:\n\n```text\n"
            "negosim exercise start 12\n"
            "negosim sweep exercise-12/scenario.toml -n 400 --plot map.png \\\n"
            "    --vary delegations.seoul.stances.moon_2021.reservation.loc=14:17:13 \\\n"
            "    --vary delegations.washington.stances.biden.reservation.loc=13:16:13\n```\n\n"
            "Ask what no number of replicates can show: whether the limits were right."
        ),
        variations=(
            "Ask for a sweep that answers a question of the student's own.",
            "Vary the spread of the limits instead: how does uncertainty alone affect the share?",
        ),
    ),
)
