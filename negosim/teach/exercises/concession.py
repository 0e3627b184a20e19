"""Exercise: how offers move, and why deals come late."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import run_of
from negosim.teach.exercises.talks import SMA

__all__ = ["EXERCISE"]

BACKGROUND = """
Washington opens at $washington_opens % and would accept $washington_limit %; Seoul opens at $seoul_opens % and would
pay $seoul_limit %. There is a zone. Will they agree, and when?

### Concession curves

A time-dependent negotiator concedes along a curve. With τ from 0 (start) to 1 (deadline), the share of the way from the
opening to the limit that has been conceded is **τ^(1/β)**. β = 1 is a straight line. β below 1 is a **boulware**: it
hardly moves for a long time and concedes at the end. β above 1 is a **conceder**: it concedes most at the beginning.

The offer at τ is opening + (limit − opening) · τ^(1/β).

### Where the curves cross

Let both open at the other side's limit, so that each can concede the whole zone. They agree when their concessions add
up to it: τ^(1/β₁) + τ^(1/β₂) = 1. The side that holds out longer gets more, and two that hold out agree late. Nobody
plans this **deadline effect**; it follows from the curves.

### Rounds

Fewer exchanges before the same deadline mean bigger steps: the curves are evaluated at fewer points. If the last of
these comes before the curves cross, the talks end without an agreement although there is a zone.
"""

TASKS = """
1. Compute Washington's offers from the formula, for τ = $tau and for τ = 0.8.
2. `negosim run scenario.toml` lets both negotiate in ten exchanges. Then set `exchanges = 3` and run it again.
3. Solve the equation of the crossing for β₁ = β₂ = $beta, and for β₁ = $beta against β₂ = $other_beta (by trial and
error, or with a spreadsheet).
"""


def _given(numbers: Numbers) -> Numbers:
    n = numbers
    talks = {
        "washington_tactic": f'{{ kind = "polynomial", beta = {n["beta"]} }}',
        "seoul_tactic": f'{{ kind = "polynomial", beta = {n["other_beta"]} }}',
        "deadline": "2020-01-20",
        "round_days": 10,
        "exchanges": 10,
        "protocol": "alternating",
    }
    return {**n, **talks}


def _offer(numbers: Numbers, tau: float, exponent: float) -> float:
    from negosim.rules.tactics.time_dependent import polynomial_curve

    start, limit = numbers["washington_opens"], numbers["washington_limit"]
    return float(start + (limit - start) * polynomial_curve(tau, 1 / exponent, 0.0))


def _solve(numbers: Numbers) -> Solution:
    from negosim.games import crossing

    n = numbers
    beta, tau = n["beta"], n["tau"]
    late = (_offer(n, 0.8, 1 / beta) - _offer(n, 1.0, 1 / beta)) / (n["washington_opens"] - n["washington_limit"])
    same, mixed = crossing(beta, beta), crossing(beta, n["other_beta"])
    ten = run_of(SMA, n)
    few = run_of(SMA, n, {"calendar.rounds.0.exchanges": 3})
    answers: dict[str, float | str] = {
        "offer": _offer(n, tau, 1 / beta),
        "late_share": late,
        "crossing_time": float(same.time),
        "hard_share": float(mixed.first),
        "which_gains": "washington" if mixed.first > mixed.second else "seoul",
        "offers_ten": float(sum(row.kind == "offer" for row in ten.trace)),
        "agreed_three": "yes" if few.agreed else "no",
        "why": (
            f"A share of {late:.3f} of the whole concession is made in the last fifth of the time, so the curves can "
            "only meet late."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "offer": {
            "upside_down": _offer(n, tau, beta),
            "straight": _offer(n, tau, 1.0),
            "conceded": n["washington_opens"] - _offer(n, tau, 1 / beta),
        },
        "late_share": {"first_part": 1 - late, "straight": 0.2, "upside_down": 1 - 0.8**beta},
        "crossing_time": {"half": 0.5, "upside_down": float(crossing(1 / beta, 1 / beta).time)},
        "hard_share": {"equal": 0.5, "softs": float(mixed.second)},
        "which_gains": {"moves_more": "seoul"},
        "offers_ten": {"exchanges": 20.0},
        "agreed_three": {"other": "no" if few.agreed else "yes"},
    }
    return Solution(answers=answers, wrong=wrong, facts={"mixed_time": float(mixed.time)})


EXERCISE = Exercise(
    name="concession",
    title="Offers over time, and the deadline",
    concept="Concession and deadline",
    objective="Compute an offer from a concession curve, and use the curves to explain why deals come near the "
    "deadline.",
    minutes=30,
    score="share conceded in the last 20 % of the time",
    picture="offer paths of all pairs, and when the deals fall",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SMA,
    draws={
        "washington_opens": (50, 46, 48, 52, 54),
        "washington_limit": (14, 12, 13, 15, 16),
        "seoul_opens": (4, 3, 5, 6),
        "seoul_limit": (25, 23, 24, 26, 27),
        "beta": (0.5, 0.25, 0.3, 0.4),
        "other_beta": (2.0, 1.5, 1.6, 1.8, 2.2),
        "tau": (0.5, 0.6, 0.7),
    },
    questions=(
        Question(
            name="offer",
            text="Washington's offer at τ = $tau, with β = $beta.",
            unit="%",
            tolerance=0.1,
            concept="Concession curves",
            mistakes=(
                Mistake(name="upside_down", message="You took τ^β; the exponent is 1/β."),
                Mistake(name="straight", message="That is the straight line, β = 1."),
                Mistake(
                    name="conceded",
                    message="That is the size of the concession; the question is about the offer itself.",
                ),
            ),
        ),
        Question(
            name="late_share",
            text="The share of its whole concession that Washington makes in the last fifth of the time, from 0 to 1.",
            tolerance=0.005,
            concept="Concession curves",
            mistakes=(
                Mistake(name="first_part", message="That is what it concedes before then; take the rest."),
                Mistake(name="straight", message="That would be the straight line; a boulware keeps more for the end."),
                Mistake(name="upside_down", message="You took τ^β; the exponent is 1/β."),
            ),
        ),
        Question(
            name="crossing_time",
            text="Both sides have β = $beta and can concede the whole zone. At which τ do they agree?",
            tolerance=0.005,
            concept="Where the curves cross",
            mistakes=(
                Mistake(name="half", message="That is for straight lines. Solve 2·τ^(1/β) = 1."),
                Mistake(name="upside_down", message="You took τ^β; the exponent is 1/β, so τ = 0.5^β."),
            ),
        ),
        Question(
            name="hard_share",
            text=(
                "β = $beta meets β = $other_beta. What share of the zone does the side with β = $beta get, from 0 to 1?"
            ),
            tolerance=0.01,
            concept="Where the curves cross",
            mistakes=(
                Mistake(name="equal", message="They share equally only with equal curves."),
                Mistake(
                    name="softs", message="That is the other side's share; a side's share is what it has not conceded."
                ),
            ),
        ),
        Question(
            name="which_gains",
            text="Whose curve in scenario.toml gets it more of the zone, by its shape alone?",
            kind="choice",
            options=("seoul", "washington"),
            concept="Where the curves cross",
            mistakes=(Mistake(name="moves_more", message="A β above 1 concedes early; the other side waits for it."),),
        ),
        Question(
            name="offers_ten",
            text="`negosim run scenario.toml`, ten exchanges: how many offers are made, the accepted one included?",
            unit="offers",
            tolerance=0.5,
            concept="Rounds",
            mistakes=(
                Mistake(name="exchanges", message="Ten exchanges allow twenty offers; count those that were made."),
            ),
        ),
        Question(
            name="agreed_three",
            text="The same with `exchanges = 3`: do they agree?",
            kind="choice",
            options=("yes", "no"),
            concept="Rounds",
            mistakes=(
                Mistake(name="other", message="Run it and read the last lines; the limits alone do not decide it."),
            ),
        ),
        Question(
            name="why",
            text="Why do two boulwares agree late though they could agree at once? Use the share of the last fifth.",
            kind="written",
            keys=("late_share",),
            concept="Where the curves cross",
        ),
    ),
    hints=(
        "1/β is the exponent. Is it above or below 1 here, and what does that do to a number between 0 and 1?",
        (
            "The last fifth is from τ = 0.8 to τ = 1: what is still to be conceded at 0.8? For equal curves "
            "write the equation of the crossing with one term."
        ),
        (
            "Offer: $washington_opens + ($washington_limit − $washington_opens) · $tau^(1/$beta). Last "
            "fifth: 1 − 0.8^(1/$beta). Crossing: 0.5^$beta. Share of the harder side: 1 − τ^(1/$beta) at the "
            "τ that solves the equation."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
Offer = $washington_opens + ($washington_limit − $washington_opens) · $tau^(1/$beta) = $offer. Last fifth = 1 −
0.8^(1/$beta) = $late_share. Equal curves: 2 τ^(1/$beta) = 1, τ = 0.5^$beta = $crossing_time. Unequal: the equation
holds at τ = $mixed_time, and the harder side keeps 1 − τ^(1/$beta) = $hard_share. With ten exchanges the engine
makes $offers_ten offers; whether three are enough: “$agreed_three”. Source: Faratin, Sierra and Jennings (1998).
""",
    note=TeachingNote(
        treatment="calendar.rounds.2020-01-10.exchanges=10|3",
        head_count="10 to 300, in pairs.",
        set_up=(
            "The same case twice: ten offers in ten minutes, then three offers in ten minutes. Each pair "
            "writes down offers and times."
        ),
        what_will_happen=(
            "Expect most deals of the first game near its end. In the second, offers are larger steps, and a "
            "pair may end without a deal although there is a zone."
        ),
        debrief=(
            "Show the paths of all pairs over one another, and when the deals fell. The curve with β = $beta "
            "makes $late_share of its concession in the last fifth: ask who recognises themselves in that. Ask what a "
            "deadline is good for."
        ),
        variations=(
            "A hidden deadline that the instructor calls at a random moment.",
            "One side has a deadline half as long, and the other does not know.",
            "Overlay the record: `negosim run sma11 --plot talks.png`.",
        ),
    ),
)
