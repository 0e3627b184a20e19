"""Exercise: the effect of the first offer on the deal."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import run_of, settled
from negosim.teach.exercises.talks import CAR

__all__ = ["EXERCISE"]

OPENS = "delegations.seller.stances.seller.aspiration"
SCENARIO = CAR.replace("exchanges = 10", "exchanges = 200")  # fine steps, so that the deal moves smoothly

BACKGROUND = """
The same car, the same two people, the same limits: Ben accepts no less than $seller_limit euro, and Ana pays no more
than $buyer_limit euro. Only Ben's first offer differs. Both move in a straight line from their first offer to their
limit over the same eleven days.

### Anchoring

The first number on the table pulls what follows toward it: it is an **anchor**. With people, part of this is
psychology. Part of it is plain arithmetic, and a program shows it too: whoever begins further away is still further
away on every later day, so the lines cross at a point that is better for the side that opened higher.

### Slope

The **slope** of the deal on the first offer measures the strength of the pull: by how many euro does the deal rise
when the first offer rises by one euro? With two cases, slope = (difference of the deals) / (difference of the first
offers). A slope of 0 means no anchoring; with a slope of 1, the deal would follow the anchor all the way.

### Share of the zone

The seller's share of the zone is (deal − Ben's limit) / (Ana's limit − Ben's limit).
"""

TASKS = """
1. Run the talks with two first offers, and read the price of each:

   ```console
   $$ negosim run scenario.toml --set $path=$low_offer
   $$ negosim run scenario.toml --set $path=$high_offer
   ```

2. Compute the slope and the seller's share.
3. Go further than the questions: does a first offer of 16000 do even better? How would a person have reacted?
"""


def _given(numbers: Numbers) -> Numbers:
    return {**numbers, "seller_opens": numbers["low_offer"], "path": OPENS}


def _solve(numbers: Numbers) -> Solution:
    n = numbers
    low = settled(run_of(SCENARIO, n, {OPENS: n["low_offer"]}))
    high = settled(run_of(SCENARIO, n, {OPENS: n["high_offer"]}))
    slope = (high - low) / (n["high_offer"] - n["low_offer"])
    zone = n["buyer_limit"] - n["seller_limit"]
    share = (high - n["seller_limit"]) / zone
    answers: dict[str, float | str] = {
        "deal_low": low,
        "deal_high": high,
        "slope": slope,
        "seller_share": share,
        "limit_moved": "no",
        "why": (
            f"A euro more in the first offer brings {slope:.2f} euro more in the deal, because both concede "
            "toward limits that have not moved, and so their lines cross higher."
        ),
    }
    wrong: dict[str, dict[str, float | str]] = {
        "deal_low": {"middle": (n["low_offer"] + n["buyer_opens"]) / 2},
        "deal_high": {"middle": (n["high_offer"] + n["buyer_opens"]) / 2},
        "slope": {"inverted": 1 / slope, "ratio": high / n["high_offer"], "share": share},
        "seller_share": {
            "buyers": 1 - share,
            "of_first_offer": (high - n["seller_limit"]) / (n["high_offer"] - n["seller_limit"]),
        },
        "limit_moved": {"anchor_is_limit": "yes"},
    }
    return Solution(answers=answers, wrong=wrong, facts={"zone": zone})


EXERCISE = Exercise(
    name="anchoring",
    title="The first offer pulls",
    concept="Anchoring and the first offer",
    objective="Measure how much a first offer moves the deal, and state what it does not move.",
    minutes=25,
    score="slope of the deal on the first offer",
    picture="scatter of first offer and deal",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SCENARIO,
    draws={
        "low_offer": (11000, 10800, 10900, 11100, 11200),
        "high_offer": (14000, 13600, 13800, 14200, 14400),
        "seller_limit": (8800, 8600, 8700, 8900, 9000),
        "buyer_limit": (10400, 10200, 10300, 10500, 10600),
        "buyer_opens": (7000, 6800, 6900, 7100, 7200),
    },
    questions=(
        Question(
            name="deal_low",
            text="The price when Ben opens at $low_offer euro.",
            unit="euro",
            tolerance=15,
            concept="Anchoring",
            mistakes=(
                Mistake(name="middle", message="That is the middle of the first offers. The limits pull as well."),
            ),
        ),
        Question(
            name="deal_high",
            text="The price when Ben opens at $high_offer euro.",
            unit="euro",
            tolerance=15,
            concept="Anchoring",
            mistakes=(
                Mistake(name="middle", message="That is the middle of the first offers. The limits pull as well."),
            ),
        ),
        Question(
            name="slope",
            text="By how many euro does the deal rise for each additional euro in Ben's first offer?",
            tolerance=0.01,
            concept="Slope",
            mistakes=(
                Mistake(
                    name="inverted", message="Upside down: divide the change of the deal by the change of the offer."
                ),
                Mistake(
                    name="ratio",
                    message="That is the deal divided by the offer; take the differences of the two cases.",
                ),
                Mistake(name="share", message="That is the seller's share of the zone."),
            ),
        ),
        Question(
            name="seller_share",
            text="Ben's share of the zone when he opens at $high_offer euro, from 0 to 1.",
            tolerance=0.01,
            concept="Share of the zone",
            mistakes=(
                Mistake(name="buyers", message="That is Ana's share."),
                Mistake(
                    name="of_first_offer", message="Divide by the width of the zone; the first offer is not a limit."
                ),
            ),
        ),
        Question(
            name="limit_moved",
            text="Has the higher first offer moved the zone of agreement?",
            kind="choice",
            options=("yes", "no"),
            concept="Anchoring",
            mistakes=(
                Mistake(
                    name="anchor_is_limit",
                    message=(
                        "The zone lies between the limits, and those follow from the alternatives. Only the deal's "
                        "position in it moved."
                    ),
                ),
            ),
        ),
        Question(
            name="why",
            text="Why does even a program that is not impressed by numbers follow the anchor? Use the slope.",
            kind="written",
            keys=("slope",),
            concept="Anchoring",
        ),
    ),
    hints=(
        "Two runs, one number changed. What stays the same in them?",
        "`negosim run` prints the agreement below the talks (with `--json` it is in `terms`). Note both prices first.",
        (
            "Slope: (price at $high_offer − price at $low_offer) / ($high_offer − $low_offer). Share: (price "
            "at $high_offer − $seller_limit) / ($buyer_limit − $seller_limit)."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
The engine settles at $deal_low euro from $low_offer, and at $deal_high euro from $high_offer. Slope = ($deal_high −
$deal_low) / ($high_offer − $low_offer) = $slope. The zone is $zone euro wide, whichever offer comes first, and the
seller has ($deal_high − $seller_limit) / $zone = $seller_share of it.
""",
    note=TeachingNote(
        treatment="protocol.first=seller|buyer",
        head_count="10 to 300, in pairs; below ten pairs the scatter says little.",
        set_up=(
            "In half of the pairs the sellers open, in the other half the buyers. Each pair "
            "notes the first offer and the deal."
        ),
        what_will_happen=(
            "Expect a rising cloud. The program's slope is $slope, from arithmetic alone; with people there is a "
            "psychological effect as well. Whoever opens too far away risks that the other side leaves."
        ),
        debrief=(
            "Show the scatter with the line. Ask those who opened where they took their number from. Ask those who "
            "answered how they resisted it: a prepared limit and an immediate counter-offer help most."
        ),
        variations=(
            "Let the second half know the other side's limit: the slope nearly vanishes.",
            "Ask for a reason with the first offer; compare the slopes.",
            "The SMA: Washington opened at 400 %. `negosim run trump_era` shows the result.",
        ),
    ),
)
