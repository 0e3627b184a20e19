"""Exercise: the value of knowing the other side's limit."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build, share_agreed
from negosim.teach.exercises.talks import SMA

__all__ = ["EXERCISE"]

REPLICATES = 400

BACKGROUND = """
Washington makes one last offer, which Seoul takes or leaves. Washington itself would accept $own_limit %. What is the
most that Seoul would pay? Washington knows only this: any number between $low % and $high % is equally likely.

### One last offer

If Washington asks for x %, Seoul says yes if its limit is at least x. The probability of that is ($high − x) / ($high −
$low) for x between the ends. Washington gains x − $own_limit if Seoul says yes and nothing if not, so the expected gain
is the probability times the gain. Asking for more gains more but fails more often; the best demand is **half-way
between Washington's own limit and the highest limit that Seoul may have**.

### What is lost

Deals fail although there is a zone of agreement: whenever Seoul's limit lies between $own_limit and the demand.
This is nobody's mistake. It is the price of a secret, and with two secrets no rules of the game can avoid it
(Myerson and Satterthwaite).

### Value of information

If Washington knew Seoul's limit it would ask for exactly that and never fail, as long as the limit is above its own.
Its expected gain would be the mean of (limit − $own_limit), counted as 0 if that is negative. The difference from the
gain without knowledge is the value of the information to Washington. Seoul's own gain would be zero: it comes only from
the secret.
"""

TASKS = """
1. Compute the best demand, its probability and its expected gain.
2. In `scenario.toml` Washington opens with $trial_demand %, once, and Seoul's limit is drawn in every replicate.
   Read the share of the replicates with an agreement:

   ```console
   $$ negosim sweep scenario.toml -n 400 --seed $seed
   ```

3. Replace it with your own demand (`aspiration` of Washington) and see how the share changes.
"""


def _given(numbers: Numbers) -> Numbers:
    n = numbers
    talks = {
        "washington_opens": n["trial_demand"],
        "washington_limit": n["own_limit"],
        "seoul_opens": 4,
        "seoul_limit": f'{{ dist = "uniform", loc = {n["low"]}, scale = {n["high"] - n["low"]} }}',
        "washington_tactic": '{ kind = "hardliner" }',
        "seoul_tactic": '{ kind = "linear" }',
        "deadline": "2020-01-20",
        "round_days": 1,
        "exchanges": 1,
        "protocol": "ultimatum",
    }
    return {**n, **talks}


def _solve(numbers: Numbers) -> Solution:
    from scipy import stats

    from negosim.games import take_it_or_leave_it
    from negosim.solve import chance_of_zone

    n = numbers
    own, low, high = n["own_limit"], n["low"], n["high"]
    offer = take_it_or_leave_it(own, low=low, high=high)
    price, trade, profit = float(offer.price), float(offer.trade), float(offer.profit)
    known = chance_of_zone(own, stats.uniform(low, high - low))
    informed, possible = float(known.surplus), float(known.probability)
    answers: dict[str, float | str] = {
        "demand": price,
        "chance": trade,
        "gain": profit,
        "informed_gain": informed,
        "worth": informed - profit,
        "lost": possible - trade,
        "simulated": share_agreed(build(SMA, n), REPLICATES, seed=n["seed"]),
        "who_gains": "washington",
        "why": (
            f"A deal fails with probability {possible - trade:.3f} although there is a zone, because asking for less "
            f"would cost Washington more in the deals that succeed anyway."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "demand": {"middle": (low + high) / 2, "own": float(own), "greedy": float(high)},
        "chance": {"fails": 1 - trade, "of_highest": (high - price) / high},
        "gain": {"if_taken": price - own, "demand_times_chance": price * trade},
        "informed_gain": {"mean_limit": (low + high) / 2, "whole": float(high - own)},
        "worth": {"sum": informed + profit},
        "lost": {"all_failures": 1 - trade},
        "simulated": {},
        "who_gains": {"seoul": "seoul", "both": "both"},
    }
    return Solution(answers=answers, wrong=wrong, facts={"possible": possible})


EXERCISE = Exercise(
    name="incomplete_information",
    title="What a secret is worth",
    concept="Incomplete information",
    objective="Find the best last offer to someone whose limit you do not know, and the value of knowing it.",
    minutes=35,
    score="who gains when one side learns the other's limit",
    picture="two strips of deals: with and without the secret",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SMA,
    draws={
        "own_limit": (14, 13, 12, 15),
        "low": (10, 8, 9),
        "high": (30, 28, 32, 34, 36),
        "trial_demand": (18, 17, 19, 20),
        "seed": (1, 2, 3, 4, 5, 6, 7),
    },
    questions=(
        Question(
            name="demand",
            text="Washington's best demand.",
            unit="%",
            tolerance=0.1,
            concept="One last offer",
            mistakes=(
                Mistake(
                    name="middle", message="The middle of Seoul's range ignores what Washington itself would accept."
                ),
                Mistake(
                    name="own", message="That is Washington's limit: it is always better to ask for more than that."
                ),
                Mistake(name="greedy", message="Seoul says yes to that only if its limit is the highest possible."),
            ),
        ),
        Question(
            name="chance",
            text="The probability that Seoul says yes to it, from 0 to 1.",
            tolerance=0.005,
            concept="One last offer",
            mistakes=(
                Mistake(name="fails", message="That is the probability that it fails."),
                Mistake(name="of_highest", message="Divide by the length of the range, $high − $low."),
            ),
        ),
        Question(
            name="gain",
            text="Washington's expected gain over its limit.",
            unit="points",
            tolerance=0.03,
            concept="One last offer",
            mistakes=(
                Mistake(name="if_taken", message="That is the gain if Seoul says yes; multiply by the probability."),
                Mistake(name="demand_times_chance", message="Count from Washington's limit of $own_limit, not from 0."),
            ),
        ),
        Question(
            name="informed_gain",
            text="Its expected gain if it knew Seoul's limit before it asks.",
            unit="points",
            tolerance=0.03,
            concept="Value of information",
            mistakes=(
                Mistake(
                    name="mean_limit",
                    message="That is Seoul's mean limit; subtract $own_limit, and do not count negative gains.",
                ),
                Mistake(name="whole", message="That would be the gain if Seoul always had its highest limit."),
            ),
        ),
        Question(
            name="worth",
            text="What is that knowledge worth to Washington?",
            unit="points",
            tolerance=0.05,
            concept="Value of information",
            mistakes=(Mistake(name="sum", message="Subtract the gain without knowledge; do not add it."),),
        ),
        Question(
            name="lost",
            text="The probability that there is a zone of agreement but the offer fails.",
            tolerance=0.005,
            concept="What is lost",
            mistakes=(
                Mistake(
                    name="all_failures",
                    message="Some failures are right: those in which Seoul's limit is below $own_limit.",
                ),
            ),
        ),
        Question(
            name="simulated",
            text="The share of 400 replicates of scenario.toml, unchanged, with seed $seed, that agree (from 0 to 1).",
            tolerance=0.003,
            concept="One last offer",
        ),
        Question(
            name="who_gains",
            text="Who is better off on average when Seoul's limit leaks to Washington?",
            kind="choice",
            options=("seoul", "washington", "both"),
            concept="Value of information",
            mistakes=(
                Mistake(
                    name="seoul",
                    message="More deals succeed, but all at Seoul's own limit: it gains nothing from them.",
                ),
                Mistake(name="both", message="The joint gain rises, but Seoul's falls to nothing."),
            ),
        ),
        Question(
            name="why",
            text=(
                "Why does Washington not simply ask for less, so that fewer deals fail? Use the probability of a lost "
                "deal."
            ),
            kind="written",
            keys=("lost",),
            concept="What is lost",
        ),
    ),
    hints=(
        "Write the expected gain as a product of two brackets in x. Where is such a product largest?",
        (
            "It is 0 at x = $own_limit and at x = $high, so it is largest half-way. For the informed "
            "gain, draw the limits as a line from $low to $high and shade what is above $own_limit."
        ),
        (
            "Demand: ($own_limit + $high)/2. Chance: ($high − demand)/($high − $low). Informed: ($high − "
            "$own_limit)²/(2·($high − $low)). Lost: (demand − $own_limit)/($high − $low)."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
(x − $own_limit)($high − x)/($high − $low) is greatest at ($own_limit + $high)/2 = $demand, with a chance of $chance
and a gain of $gain. Informed: the integral of (v − $own_limit)/($high − $low) from $own_limit to $high is
$informed_gain, so that knowing is worth $worth. There is a zone with a chance of $possible, of which $lost is lost.
The replicates give $simulated for a demand of $trial_demand. Source: Myerson and Satterthwaite (1983) for why no
rule avoids the loss.
""",
    note=TeachingNote(
        treatment=("delegations.washington.confidential=Read the slip of Seoul first.|Read no other slip."),
        head_count="20 to 300, in pairs, so that the strips fill.",
        set_up=(
            "Each Seoul has a limit of its own on its slip; announce that every number from $low to $high is equally "
            "likely. By their slips, half of the Washingtons read Seoul's slip first and half do not. One offer, yes "
            "or no."
        ),
        what_will_happen=(
            "Expect the informed to ask for nearly everything, and to be refused now and then out of anger. The others "
            "ask for about the middle; in the model a deal is possible but lost with probability $lost."
        ),
        debrief=(
            "Show the two strips. In the model a share of $chance of the offers is accepted and as many fail although "
            "a deal was possible: half of the possible deals are the price of the secret. Ask the Seouls in the "
            "informed half how it felt to have none, and who said no to a gain."
        ),
        variations=(
            "Let Seoul send one sentence before the offer.",
            "Two offers instead of one: what does a refusal reveal?",
            "Both sides write a number at once; the deal is the middle if they cross.",
        ),
    ),
)
