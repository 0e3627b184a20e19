"""Exercise: the deal abroad and the vote at home."""

from __future__ import annotations

from negosim.domain.scenario import Scenario
from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build, run_of
from negosim.teach.exercises.talks import SMA

__all__ = ["EXERCISE"]

MANDATE = "delegations.seoul.stances.moon.mandate"
SCENARIO = (
    SMA
    + """
[[ratifiers]]
name = "assembly"
title = "The National Assembly"
party = "seoul"
role = "legislature"
threshold = $cap
noise = 0
delay = 10
"""
)

BACKGROUND = """
Washington would accept $washington_limit %. Seoul's president would pay $seoul_limit %. But the agreement needs the
consent of the National Assembly, which will not consent to more than $cap %.

### Two levels

Every negotiator between states sits at two tables: abroad across from the other side, at home across from those who
must ratify (Putnam). The **win-set** is the set of deals that would be ratified. A deal must be in it; here it must be
between Washington's limit and the lower of the president's and the assembly's.

### Small win-set

A small win-set is dangerous, because deals fail at home. But it is also a strength: “I would like to, but my assembly
would never” moves the other side (Schelling). In the **Nash solution** of this game with equal stakes, the deal is in
the middle between the limits of Washington and the president, unless the assembly's cap is lower: then it is the cap.
The **Kalai–Smorodinsky solution** depends on the best that each side could get: with the cap, Washington's best is the
cap and no longer the president's limit, so its share shrinks even if the cap itself would not bind. `negosim zones
scenario.toml` shows both solutions of the scenario: the stakes are the president's, and deals that the assembly would
reject are left out.

### Uncertain ratification

Suppose that Washington does not know the cap: it may be any number from $cap_low to $cap_high, all equally likely. A
deal at x % is ratified with probability ($cap_high − x) / ($cap_high − $cap_low). If it fails, Washington has to live
with the lapse, which is worth as much to it as an increase of $lapse_worth %. The demand with the highest expected
value is **half-way between $lapse_worth and $cap_high**.
"""

TASKS = """
1. `negosim run scenario.toml`: the delegations agree, because Seoul's does not take the assembly into account. What
happens then? 2. Give Seoul's delegation a mandate: add a line `mandate = …` below its `reservation` in `scenario.toml`,
so that it may sign everything that the assembly would ratify, and nothing else. The price at which they now settle is
measured.
3. Compute the solutions with and without the cap, and the demand under uncertainty.
"""


def _given(numbers: Numbers) -> Numbers:
    tactic = '{ kind = "linear" }'
    talks = {"seoul_opens": 4, "washington_opens": 50, "seoul_tactic": tactic, "washington_tactic": tactic}
    return {**numbers, **talks, "deadline": "2020-01-20", "round_days": 10, "exchanges": 10, "protocol": "alternating"}


def settles_at(scenario: Scenario) -> float:
    """Return the increase on which a scenario settles; 0 if nothing is concluded."""
    from negosim.engine import run

    result = run(scenario)
    return 0.0 if result.terms is None else float(result.terms["increase"])


def _solve(numbers: Numbers) -> Solution:
    from negosim.games import capped_division, uncertain_ratification

    n = numbers
    low, high, cap = n["washington_limit"], n["seoul_limit"], n["cap"]
    bound, free = capped_division(low, high, cap=cap), capped_division(low, high, cap=high)
    risky = uncertain_ratification(n["cap_low"], n["cap_high"], failure_payoff=n["lapse_worth"])
    negotiation = run_of(SCENARIO, n)
    edits = {"right": {MANDATE: cap}, "presidents": {MANDATE: high}}
    measured = {name: settles_at(build(SCENARIO, n, edit)) for name, edit in edits.items()}
    nash, ks, demand = float(bound.nash), float(bound.kalai_smorodinsky), float(risky.demand)
    free_nash = float(free.nash)
    answers: dict[str, float | str] = {
        "ratified": "yes" if negotiation.agreed else "no",
        "mandate": measured["right"],
        "win_set": float(cap - low),
        "nash": nash,
        "advantage": free_nash - nash,
        "kalai_smorodinsky": ks,
        "demand": demand,
        "chance": float(risky.ratified),
        "too_small": "no" if str(capped_division(low, high, cap=low - 2).status) == "no_agreement" else "yes",
        "why": (
            f"The assembly's cap lowers the deal by {free_nash - nash:.2f} points because Washington can only get what "
            f"the assembly ratifies."
        ),
    }
    a, b = n["cap_low"], n["cap_high"]
    wrong: dict[str, dict[str, float | str]] = {
        "ratified": {"signed": "yes"},
        "mandate": {"presidents": measured["presidents"]},
        "win_set": {"presidents": float(high - low)},
        "nash": {"no_cap": free_nash, "middle_of_win_set": (low + cap) / 2},
        "advantage": {"from_limit": float(high - nash)},
        "kalai_smorodinsky": {"no_cap": float(free.kalai_smorodinsky), "cap": float(cap)},
        "demand": {"mean_cap": (a + b) / 2, "highest": float(b)},
        "chance": {"fails": 1 - float(risky.ratified)},
        "too_small": {"gives_in": "yes"},
    }
    signed = float(negotiation.tentative[0].terms["increase"])
    return Solution(answers=answers, wrong=wrong, edits={"mandate": edits}, facts={"free": free_nash, "signed": signed})


EXERCISE = Exercise(
    name="two_level",
    title="The deal abroad and the vote at home",
    concept="Two-level game",
    objective="Find the deals that are ratified at home, and explain when a difficult parliament is a strength and "
    "when a danger.",
    minutes=40,
    score="ratified or not; what the small win-set gained",
    picture="win-set bars over the deal",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "washington_limit": (14, 13, 15),
        "seoul_limit": (30, 29, 31, 32),
        "cap": (18, 18.5, 19),
        "cap_low": (10, 11),
        "cap_high": (30, 28, 29, 31),
        "lapse_worth": (0, 3, 4, 5),
    },
    questions=(
        Question(
            name="ratified",
            text="`negosim run scenario.toml`, unchanged: does the deal come into force?",
            kind="choice",
            options=("yes", "no"),
            concept="Two levels",
            mistakes=(
                Mistake(name="signed", message="It is signed at the table, and then rejected: read on below the deal."),
            ),
        ),
        Question(
            name="mandate",
            text=(
                "Give Seoul's delegation the mandate that allows exactly what the assembly would ratify. "
                "(The price is measured.)"
            ),
            kind="scenario",
            unit="%",
            tolerance=0.05,
            concept="Two levels",
            measure=settles_at,
            marks=2,
            mistakes=(
                Mistake(
                    name="presidents",
                    message="Nothing is concluded: the mandate still allows what the assembly rejects.",
                ),
            ),
        ),
        Question(
            name="win_set",
            text="How wide is the range of deals that Washington signs and the assembly ratifies?",
            unit="points",
            tolerance=0.05,
            concept="Two levels",
            mistakes=(Mistake(name="presidents", message="The president's consent is not enough."),),
        ),
        Question(
            name="nash",
            text="The Nash solution with the cap.",
            unit="%",
            tolerance=0.05,
            concept="Small win-set",
            mistakes=(
                Mistake(name="no_cap", message="That would not be ratified."),
                Mistake(
                    name="middle_of_win_set",
                    message=(
                        "That divides the win-set as if the cap were Seoul's own limit. The stakes are still "
                        "the president's: the cap only cuts off the upper part."
                    ),
                ),
            ),
        ),
        Question(
            name="advantage",
            text="How many points does the assembly save Seoul, by the Nash solution?",
            unit="points",
            tolerance=0.05,
            concept="Small win-set",
            mistakes=(
                Mistake(name="from_limit", message="Compare with the deal without the cap, not with the limit."),
            ),
        ),
        Question(
            name="kalai_smorodinsky",
            text="The Kalai–Smorodinsky solution with the cap.",
            unit="%",
            tolerance=0.05,
            concept="Small win-set",
            mistakes=(
                Mistake(name="no_cap", message="With the cap Washington's best is $cap %, no longer $seoul_limit %."),
                Mistake(
                    name="cap",
                    message="Both sides give up the same share of their best: Washington does not get all of it.",
                ),
            ),
        ),
        Question(
            name="demand",
            text="Washington does not know the cap. Its best demand.",
            unit="%",
            tolerance=0.1,
            concept="Uncertain ratification",
            mistakes=(
                Mistake(name="mean_cap", message="The mean cap ignores the value of failing: $lapse_worth."),
                Mistake(name="highest", message="That is never ratified."),
            ),
        ),
        Question(
            name="chance",
            text="The probability that this demand is ratified.",
            tolerance=0.005,
            concept="Uncertain ratification",
            mistakes=(Mistake(name="fails", message="That is the probability that it fails."),),
        ),
        Question(
            name="too_small",
            text="The assembly's cap falls two points below Washington's limit. Is there still a deal?",
            kind="choice",
            options=("yes", "no"),
            concept="Small win-set",
            mistakes=(
                Mistake(
                    name="gives_in",
                    message="Washington does not sign below its own limit: a win-set that is too "
                    "small is not a strength.",
                ),
            ),
        ),
        Question(
            name="why",
            text="How can a parliament that says no help its government abroad? Use the number of points that it saves "
            "Seoul.",
            kind="written",
            keys=("advantage",),
            concept="Small win-set",
        ),
    ),
    hints=(
        "Draw three numbers on a line: who must say yes to a deal, and up to which value does each?",
        (
            "Nash: compare the middle ($washington_limit + $seoul_limit)/2 with the cap. Kalai–Smorodinsky: "
            "Washington's gain divided by its best gain ($cap − $washington_limit) equals Seoul's divided by "
            "its best ($seoul_limit − $washington_limit)."
        ),
        (
            "With W = $seoul_limit − $washington_limit and c = $cap − $washington_limit, Kalai–Smorodinsky "
            "is at $washington_limit + W·c/(W + c). The demand is ($cap_high + $lapse_worth)/2; the mandate "
            "is the cap."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
The delegations sign at $signed %, above the cap of $cap %, and the assembly rejects it. With a mandate of $cap they
settle at $mandate %. The range that passes is $cap − $washington_limit = $win_set points. Without a cap the Nash
solution is $free %; with it $nash %, which saves Seoul $advantage points. Kalai–Smorodinsky: $kalai_smorodinsky %.
Under uncertainty (x − $lapse_worth)($cap_high − x) is greatest at $demand %, ratified with a chance of $chance.
Source: Schelling (1960); Putnam (1988); Iida (1993).
""",
    note=TeachingNote(
        head_count="9 to 300, in threes or fours: Washington, Seoul, and one or two as the assembly.",
        set_up=(
            "The assembly writes its cap on a card and keeps it. Seoul may talk with it for one minute in "
            "the middle. After the deal the assembly votes by turning the card."
        ),
        what_will_happen=(
            "Expect deals that are voted down, above all where Seoul did not use its minute. See whether deals are "
            "lower if Seoul uses its assembly as an argument, truthfully or not."
        ),
        debrief=(
            "Show the win-sets as bars with the deal on top. Who asked the assembly before signing? Who "
            "claimed a cap that was not on the card? Compare with $free % without and $nash % with the cap."
        ),
        variations=(
            "A ratifier on both sides.",
            "The assembly may be won over: five points of the deal for its own project.",
            "`negosim run trump_era`: here it is the president who rejects what his delegation signed.",
        ),
    ),
)
