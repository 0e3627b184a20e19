"""Exercise: tying one's own hands."""

from __future__ import annotations

from negosim.teach.course.exercise import Exercise, Mistake, Numbers, Question, Solution, TeachingNote
from negosim.teach.exercises.reading import build, zone_width
from negosim.teach.exercises.talks import SMA

__all__ = ["EXERCISE"]

SEOUL_LIMIT = "delegations.seoul.stances.moon.reservation"

BACKGROUND = """
Washington would accept $washington_limit %, and Seoul would pay $seoul_limit %. Then Seoul's president says on
television: “not one point above $public_limit %”.

### Audience cost

Whoever backs down from a public promise pays for it at home: an **audience cost**. Suppose that signing anything above
$public_limit % would cost Seoul's government as much as $audience_cost points of increase. Up to $public_limit %
nothing changes. Above it, a deal at x % is as bad as one at x + $audience_cost % was before. So the promise holds
against any deal for which x + $audience_cost is above Seoul's old limit, but not if the deal is better than none even
with the cost. The new limit is **old limit − audience cost**, but never below what was promised.

### Commitment

A promise is **credible** if breaking it costs more than it gains. A credible limit is a stronger one: the other side
has to come closer. But it also narrows the zone: the deals that the promise excludes are lost to both.

### Both at once

If both sides tie their hands, there may be nothing left. Let the zone be a pie of 1. Washington tries to commit itself
to a share of $us_demand, Seoul to one of $rok_demand; each attempt succeeds with probability $us_success (Washington)
and $rok_success (Seoul). If both succeed there is an **impasse**, and nobody gets anything. If one succeeds, that side
gets its demand and the other gets the rest. If neither succeeds, they split the pie in half. Each side's expected share
is the mean over these four cells.
"""

TASKS = """
1. Compute Seoul's new limit and the new zone.
2. Put the new limit into `scenario.toml` (`reservation` of Seoul) and compare `negosim run scenario.toml` before
   and after.
3. Draw the four cells with their probabilities and shares.
"""


def _given(numbers: Numbers) -> Numbers:
    tactic = '{ kind = "polynomial", beta = 0.5 }'
    talks = {"seoul_opens": 4, "washington_opens": 50, "seoul_tactic": tactic, "washington_tactic": tactic}
    return {**numbers, **talks, "deadline": "2020-01-20", "round_days": 10, "exchanges": 10, "protocol": "alternating"}


def _solve(numbers: Numbers) -> Solution:
    from negosim.games import attempted_commitment

    n = numbers
    bound = max(n["public_limit"], n["seoul_limit"] - n["audience_cost"])
    edits = {
        "right": {SEOUL_LIMIT: bound},
        "as_promised": {SEOUL_LIMIT: n["public_limit"]},
        "added": {SEOUL_LIMIT: n["seoul_limit"] + n["audience_cost"]},
    }
    measured = {name: zone_width(build(SMA, n, edit)) for name, edit in edits.items()}
    demands = (n["us_demand"], n["rok_demand"])
    both = attempted_commitment(demands, (n["us_success"], n["rok_success"]))
    alone = attempted_commitment(demands, (n["us_success"], 0.0))
    impasse, seoul_both, seoul_alone = float(both.impasse), float(both.payoffs[1]), float(alone.payoffs[1])
    answers: dict[str, float | str] = {
        "new_limit": float(bound),
        "cost_needed": float(n["seoul_limit"] - n["public_limit"]),
        "zone_after": measured["right"],
        "impasse": impasse,
        "seoul_tries": seoul_both,
        "seoul_leaves_it": seoul_alone,
        "best_reply": "try" if seoul_both > seoul_alone else "leave it",
        "joint": float(both.payoffs.sum()),
        "why": (
            f"With probability {impasse:.3f} both are bound and neither can move, though each bound itself to get more."
        ),
    }
    us, rok = n["us_success"], n["rok_success"]
    wrong: dict[str, dict[str, float | str]] = {
        "new_limit": {"as_promised": float(n["public_limit"]), "unmoved": float(n["seoul_limit"])},
        "cost_needed": {"to_washington": float(n["public_limit"] - n["washington_limit"])},
        "zone_after": {name: measured[name] for name in ("as_promised", "added")},
        "impasse": {"either": us + rok - us * rok, "sum": us + rok},
        "seoul_tries": {"washingtons": float(both.payoffs[0]), "no_impasse": seoul_both + impasse * n["rok_demand"]},
        "seoul_leaves_it": {"half": 0.5, "rest": 1 - n["us_demand"]},
        "best_reply": {"other": "leave it" if seoul_both > seoul_alone else "try"},
        "joint": {"whole": 1.0},
    }
    return Solution(answers=answers, wrong=wrong, edits={"zone_after": edits})


EXERCISE = Exercise(
    name="commitment",
    title="On television: not one point more",
    concept="Commitment and audience cost",
    objective="Determine how far a public promise binds, what it gains, and what happens if both sides make one.",
    minutes=30,
    score="promises made, kept, and paid for",
    picture="four cells: who went public, and the result",
    background=BACKGROUND,
    tasks=TASKS,
    scenario=SMA,
    draws={
        "washington_limit": (14, 13, 15),
        "seoul_limit": (26, 27, 28, 29),
        "public_limit": (17, 18),
        "audience_cost": (5, 4, 6),
        "us_demand": (0.7, 0.72, 0.74),
        "rok_demand": (0.6, 0.55),
        "us_success": (0.5, 0.55, 0.6),
        "rok_success": (0.5, 0.45, 0.4),
    },
    questions=(
        Question(
            name="new_limit",
            text="Seoul's reservation value after the promise.",
            unit="%",
            tolerance=0.05,
            concept="Audience cost",
            mistakes=(
                Mistake(
                    name="as_promised",
                    message=(
                        "The promise does not bind that far: backing down costs $audience_cost points, and no "
                        "agreement costs more."
                    ),
                ),
                Mistake(
                    name="unmoved", message="Without the cost that was the limit; now a deal there is worse than none."
                ),
            ),
        ),
        Question(
            name="cost_needed",
            text="How large must the audience cost be for the promise of $public_limit % to bind in full?",
            unit="points",
            tolerance=0.05,
            concept="Commitment",
            mistakes=(
                Mistake(
                    name="to_washington",
                    message="Washington's limit does not matter here; Seoul's old limit does.",
                ),
            ),
        ),
        Question(
            name="zone_after",
            text="Put Seoul's new limit into scenario.toml. (The width of the zone is measured.)",
            kind="scenario",
            unit="points",
            tolerance=0.05,
            concept="Commitment",
            measure=zone_width,
            marks=2,
            mistakes=(
                Mistake(name="as_promised", message="That is the zone of a promise that binds in full."),
                Mistake(name="added", message="The cost makes deals worse for Seoul: its limit falls."),
            ),
        ),
        Question(
            name="impasse",
            text="Both try to commit themselves. The probability of an impasse.",
            tolerance=0.005,
            concept="Both at once",
            mistakes=(
                Mistake(
                    name="either", message="That is the probability that at least one attempt succeeds; here both must."
                ),
                Mistake(name="sum", message="The probability that both succeed is a product."),
            ),
        ),
        Question(
            name="seoul_tries",
            text="Seoul's expected share if both try.",
            tolerance=0.005,
            concept="Both at once",
            mistakes=(
                Mistake(name="washingtons", message="That is Washington's."),
                Mistake(name="no_impasse", message="If both succeed, Seoul gets nothing, not its demand."),
            ),
        ),
        Question(
            name="seoul_leaves_it",
            text="Seoul's expected share if only Washington tries.",
            tolerance=0.005,
            concept="Both at once",
            mistakes=(
                Mistake(name="half", message="It gets a half only if Washington's attempt fails."),
                Mistake(name="rest", message="It gets the rest only if Washington's attempt succeeds."),
            ),
        ),
        Question(
            name="best_reply",
            text="Washington will try. What is better for Seoul?",
            kind="choice",
            options=("try", "leave it"),
            concept="Both at once",
            mistakes=(Mistake(name="other", message="Compare Seoul's two expected shares."),),
        ),
        Question(
            name="joint",
            text="What do the two have together, on average, if both try?",
            tolerance=0.005,
            concept="Both at once",
            mistakes=(Mistake(name="whole", message="The pie is lost in an impasse."),),
        ),
        Question(
            name="why",
            text="Two sides tie their hands, each for its own good. What goes wrong, and how often? Use a number.",
            kind="written",
            keys=("impasse",),
            concept="Both at once",
        ),
    ),
    hints=(
        "Take a deal at 20 %. Which earlier deal is it now as good as for Seoul?",
        "The new limit solves x + $audience_cost = $seoul_limit. The probabilities of the four cells add up to 1.",
        (
            "Limit: $seoul_limit − $audience_cost. Impasse: $us_success × $rok_success. Seoul, both trying: "
            "only Seoul holds × $rok_demand + only Washington holds × (1 − $us_demand) + none holds × 0.5."
        ),
    ),
    given=_given,
    solve=_solve,
    derivation="""
Signing at x above $public_limit is worth as much as x + $audience_cost was, so the limit is where x +
$audience_cost = $seoul_limit: $new_limit %, and the zone is $zone_after points wide. A cost of $seoul_limit −
$public_limit = $cost_needed would bind in full. Impasse: $us_success × $rok_success = $impasse. Seoul: $seoul_tries
if it tries, $seoul_leaves_it if not, so the better reply is “$best_reply”; together they have $joint. Source:
Schelling (1960); Crawford (1982); Fearon (1994) on audience costs.
""",
    note=TeachingNote(
        head_count="6 to 300: pairs, and the rest of the class as the audience.",
        set_up=(
            "Before the talks each side may write a limit on the board. Whoever signs beyond it pays five points. The "
            "audience keeps score."
        ),
        what_will_happen=(
            "Expect many to go public, and with too strict a limit. If both do, expect impasses that nobody wanted; if "
            "one does, it should gain."
        ),
        debrief=(
            "Fill in the four cells: none, one, the other, both public; the mean deal and the share of "
            "impasses in each. Compare with $impasse. Ask those who paid whether they would go public again."
        ),
        variations=(
            "A limit may be written in secret and opened later: does it still bind?",
            "Let the audience vote whether to charge the cost.",
            "`negosim run trump_era`: a foreign minister calls 13 % the highest possible.",
        ),
    ),
)
