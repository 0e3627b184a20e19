"""Exercise: the worst deal that is still better than none."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import run_of, settled
from negosim.teach.exercises.talks import CAR

__all__ = ["EXERCISE"]

BACKGROUND = """
Ana wants the car in the advertisement: $advertised euro. Ben is selling it.

### Reservation value

Before the first offer, ask what happens if there is no deal. The best of what you could do then is your **BATNA**, the
best alternative to a negotiated agreement. Your **reservation value** is the price at which a deal here is worth to you
exactly as much as that alternative. It follows only from the alternative: not from your hopes, the advertisement or
what the other side says. Every cost of the alternative counts, and so does every cost of this deal that the alternative
would not have.

- Ana's alternative: the same model at a dealer's for $dealer_price euro. Getting there costs $trip euro, and it
  needs new tyres for $tyres euro. Ben's car needs nothing.
- Ben's alternative: a trader takes the car today for $trader_price euro. If he sells to Ana he must first have it
  inspected, for $inspection euro.
- Ana hopes to pay $hoped euro.

### Surplus

What a deal is worth to you is measured **from your reservation value**, not from what you hoped for: the buyer's
surplus is reservation value − price, the seller's is price − reservation value. A deal with a surplus below zero is
a mistake, however much effort went into it.
"""

TASKS = """
1. Compute both reservation values and write them into `answers.toml`.
2. `scenario.toml` has both of them wrong: it uses the advertised price and the hoped-for price as limits. Replace them
(`reservation` of both stances), then run `negosim run scenario.toml` and read the price. A question below asks for it.
"""


def _given(numbers: Numbers) -> Numbers:
    opens = {"seller_opens": numbers["advertised"], "buyer_opens": numbers["hoped"]}
    return {**numbers, **opens, "seller_limit": numbers["advertised"] - 100, "buyer_limit": numbers["hoped"] + 100}


def _solve(numbers: Numbers) -> Solution:
    n = numbers
    buyer = n["dealer_price"] + n["trip"] + n["tyres"]
    seller = n["trader_price"] + n["inspection"]
    limits = {"seller_limit": seller, "buyer_limit": buyer}
    price = settled(run_of(CAR, {**n, **limits}))
    surplus = buyer - n["offered"]
    take = "take" if n["last_word"] <= buyer else "leave"
    answers: dict[str, float | str] = {
        "buyer_limit": buyer,
        "seller_limit": seller,
        "surplus": surplus,
        "last_price": take,
        "run_price": price,
        "why": (
            f"Her alternative costs {buyer} euro in all, so any price below that is better than going to the dealer."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "buyer_limit": {
            "list_price": n["dealer_price"],
            "subtracted": n["dealer_price"] - n["trip"] - n["tyres"],
            "hope": n["hoped"],
            "no_tyres": n["dealer_price"] + n["trip"],
            "no_trip": n["dealer_price"] + n["tyres"],
        },
        "seller_limit": {
            "advertisement": n["advertised"],
            "no_inspection": n["trader_price"],
            "subtracted": n["trader_price"] - n["inspection"],
        },
        "surplus": {"from_hope": n["hoped"] - n["offered"], "sellers": n["offered"] - seller},
        "last_price": {"sunk": "take" if take == "leave" else "leave"},
    }
    return Solution(answers=answers, wrong=wrong)


EXERCISE = Exercise(
    name="reservation_value",
    title="A used car: when to walk away",
    concept="Reservation value and BATNA",
    objective="Derive a reservation value from the alternative, measure a deal from it, and keep hopes out of it.",
    minutes=20,
    score="stated against true reservation value; deals below it flagged",
    picture="histogram of stated values by role",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=CAR,
    draws={
        "advertised": (11900, 11500, 11700, 12100, 12300),
        "dealer_price": (9800, 9820, 9850, 9900, 9950, 10000),
        "trip": (120, 80, 100, 140, 160),
        "tyres": (480, 360, 400, 440, 520),
        "trader_price": (8600, 8620, 8650, 8700, 8750),
        "inspection": (150, 90, 110, 130, 170),
        "hoped": (7000, 6800, 6900, 7100, 7200),
        "offered": (9400, 9200, 9250, 9300, 9350),
        "last_word": (10690, 10710, 10730, 10750),
    },
    questions=(
        Question(
            name="buyer_limit",
            text="The most that Ana should pay for Ben's car.",
            unit="euro",
            tolerance=5,
            concept="Reservation value",
            mistakes=(
                Mistake(
                    name="list_price",
                    message=("That is the dealer's price alone. The alternative also costs the trip and the tyres."),
                ),
                Mistake(
                    name="subtracted",
                    message="The trip and the tyres make the alternative worse, so they raise what Ana would pay here.",
                ),
                Mistake(name="hope", message="That is what she hopes for: an aspiration, not a reservation value."),
                Mistake(name="no_tyres", message="The tyres are missing: the dealer's car needs them, Ben's does not."),
                Mistake(name="no_trip", message="The trip to the dealer is missing: she saves it by buying here."),
            ),
        ),
        Question(
            name="seller_limit",
            text="The least that Ben should take from Ana.",
            unit="euro",
            tolerance=5,
            concept="Reservation value",
            mistakes=(
                Mistake(name="advertisement", message="That is his first offer. His limit follows from the trader."),
                Mistake(
                    name="no_inspection",
                    message="Selling to Ana costs him the inspection, which the trader does not ask for.",
                ),
                Mistake(
                    name="subtracted",
                    message="The inspection is a cost of the deal with Ana: it raises the least he can take from her.",
                ),
            ),
        ),
        Question(
            name="surplus",
            text="They settle at $offered euro. Ana's surplus.",
            unit="euro",
            tolerance=5,
            concept="Surplus",
            mistakes=(
                Mistake(name="from_hope", message="Measured from what she hoped for. Surplus counts from the limit."),
                Mistake(name="sellers", message="That is Ben's surplus."),
            ),
        ),
        Question(
            name="last_price",
            text="After an hour Ben says: $last_word euro, my last word, and he means it. What should Ana do?",
            kind="choice",
            options=("take", "leave"),
            concept="Reservation value",
            mistakes=(
                Mistake(
                    name="sunk",
                    message=(
                        "Compare $last_word with what the dealer's car costs her in all; the hour is gone either way."
                    ),
                ),
            ),
        ),
        Question(
            name="run_price",
            text="The price at which `negosim run scenario.toml` settles with both limits corrected.",
            unit="euro",
            tolerance=10,
            concept="Reservation value",
        ),
        Question(
            name="why",
            text="Why does Ana's limit not depend on the advertisement? Use the number of your first answer.",
            kind="written",
            keys=("buyer_limit",),
            concept="Reservation value",
        ),
    ),
    hints=(
        "Suppose there is no deal. What does each of them do that same afternoon, and what does it cost?",
        (
            "Ana: $dealer_price euro is only the first of three things that the dealer's car costs her. Ben: "
            "one thing costs him money with Ana and not with the trader."
        ),
        (
            "Ana: $dealer_price + $trip + $tyres. Ben: $trader_price + $inspection. Surplus of the buyer: "
            "limit − $offered."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
Ana: $dealer_price + $trip + $tyres = $buyer_limit euro. Ben: $trader_price + $inspection = $seller_limit euro. At
$offered euro Ana gains $buyer_limit − $offered = $surplus euro. Compared with $buyer_limit, a last price of $last_word
euro means: $last_price. With both limits in the scenario the engine settles at $run_price euro: both sides concede
linearly toward their limits, and one accepts when the other's offer is no worse than what it would ask for next.
""",
    note=TeachingNote(
        head_count="2 to 300, in pairs; an odd one out joins a pair as an observer.",
        set_up=(
            "Hand out the roles separately. Everybody writes a limit on paper before the first word is "
            "spoken, and the papers are collected."
        ),
        what_will_happen=(
            "Expect some buyers to write the dealer's price without the trip and the tyres, and some sellers "
            "a number near the advertisement. Some deals then lie outside the true limits, and nobody "
            "notices without the papers."
        ),
        debrief=(
            "Show the stated limits by role over the true ones ($seller_limit and $buyer_limit euro). Ask "
            "the ones furthest off what they took for their alternative. Then ask who would now walk away "
            "from a deal they were proud of."
        ),
        variations=(
            "Give Ana a second dealer whose offer ends tonight.",
            "Let Ben ring the trader in the middle of the talks: the price has gone up by 300 euro.",
            "Do it without the sheet: each student writes the BATNA of a negotiation of their own.",
        ),
    ),
)
