"""The one table of the tactics that ship with negosim.

To add one: write its function in the file of its family, and a row here. The schema of scenario files, ``negosim
tactics``, the documentation and the tests of its claims follow from the row.
"""

from __future__ import annotations

from negosim.rules.parameters import Parameter
from negosim.rules.tactics.behaviour import averaged_tft, random_absolute_tft, relative_tft
from negosim.rules.tactics.bidding import zeuthen
from negosim.rules.tactics.chance import random_walker
from negosim.rules.tactics.kinds import TacticKind
from negosim.rules.tactics.learning import bayesian
from negosim.rules.tactics.micro import micro, micro_accepts
from negosim.rules.tactics.modelling import frequency, nice_tft
from negosim.rules.tactics.reputation import reputational
from negosim.rules.tactics.scripted import scripted
from negosim.rules.tactics.strategic import equilibrium, hardliner, value_of_waiting
from negosim.rules.tactics.time_dependent import exponential, exponential_aspiration, polynomial, resource

FARATIN = "Faratin, Sierra and Jennings (1998)"


def beta(default: float) -> Parameter:
    """Return the concession exponent of the time-dependent tactics."""
    return Parameter(
        name="beta",
        default=default,
        low=0.0,
        above=True,
        description="concession exponent 1/beta: below 1 it holds out (boulware), above 1 it concedes early",
    )


def at_start(default: float, *, above: bool = False) -> Parameter:
    """Return the share that is conceded at the start."""
    return Parameter(
        name="k", default=default, low=0.0, high=1.0, above=above, description="share conceded at the start"
    )


DELTA = Parameter(
    name="delta", default=1.0, low=1.0, whole=True, description="how many offers back the answered move is"
)
STEPS = Parameter(
    name="steps",
    default=100.0,
    low=1.0,
    whole=True,
    description="number of steps into which the range of a continuous issue is cut",
)

SHIPPED_TACTICS: tuple[TacticKind, ...] = (
    TacticKind(
        name="polynomial",
        summary="Concedes the share k + (1 - k) tau^(1/beta) of the way to its limit.",
        formula="α(τ) = k + (1 - k) τ^(1/beta)",
        source=FARATIN,
        demand=polynomial,
        parameters=(beta(1.0), at_start(0.0)),
        time_dependent=True,
    ),
    TacticKind(
        name="exponential",
        summary="Concedes the share exp((1 - tau)^beta ln k) of the way to its limit.",
        formula="α(τ) = exp((1 - τ)^beta ln k)",
        source=FARATIN,
        demand=exponential,
        parameters=(beta(1.0), at_start(0.1, above=True)),
        time_dependent=True,
    ),
    TacticKind(
        name="boulware",
        summary="Polynomial with a small beta: holds out until its deadline is close.",
        formula="α(τ) = τ^(1/beta)",
        source=FARATIN,
        demand=polynomial,
        parameters=(beta(0.2),),
        preset={"k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="linear",
        summary="Polynomial with beta 1: concedes at a constant rate.",
        formula="α(τ) = τ",
        source=FARATIN,
        demand=polynomial,
        preset={"beta": 1.0, "k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="conceder",
        summary="Polynomial with a large beta: concedes early.",
        formula="α(τ) = τ^(1/beta)",
        source=FARATIN,
        demand=polynomial,
        parameters=(beta(5.0),),
        preset={"k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="exponential_aspiration",
        summary="Concedes the share (e - exp((1 - tau)^exponent)) / (e - 1) of the way to its limit.",
        formula="α(τ) = (e - exp((1 - τ)^exponent)) / (e - 1)",
        source="Mohammad, Nakadai and Greenwald (2021), NegMAS",
        demand=exponential_aspiration,
        parameters=(
            Parameter(
                name="exponent",
                default=0.725,
                low=0.0,
                above=True,
                description="0.125 holds out, 0.725 is nearly even, 4 concedes early",
            ),
        ),
        time_dependent=True,
    ),
    TacticKind(
        name="resource",
        summary="Concedes the share k + (1 - k) exp(-resource) of the way to its limit; the resource is the days left "
        "times mu.",
        formula="α = k + (1 - k) exp(-mu · days left)",
        source=FARATIN,
        demand=resource,
        parameters=(
            Parameter(
                name="k", default=0.0, low=0.0, high=1.0, description="share conceded while the resource is plentiful"
            ),
            Parameter(
                name="mu",
                default=0.05,
                low=0.0,
                above=True,
                description="units of the resource per day to the deadline",
            ),
        ),
        time_dependent=True,
    ),
    TacticKind(
        name="relative_tft",
        summary="Answers a move of the other side with one in the same proportion.",
        formula="next = own last · (other's offer delta + 1 back) / (other's offer delta back)",
        source=FARATIN,
        demand=relative_tft,
        parameters=(DELTA,),
        counts_offers=True,
    ),
    TacticKind(
        name="random_absolute_tft",
        summary="Answers a move of the other side by the same amount, plus at most spread either way.",
        formula="next = own last + (other's offer delta + 1 back - other's offer delta back) + noise",
        source=FARATIN,
        demand=random_absolute_tft,
        parameters=(
            DELTA,
            Parameter(
                name="spread",
                default=0.0,
                low=0.0,
                description="largest random change either way, in the unit of the levels",
            ),
        ),
        deterministic=False,
        counts_offers=True,
    ),
    TacticKind(
        name="averaged_tft",
        summary="Answers the moves of the other side over a window of offers in the same proportion.",
        formula="next = own last · (other's offer window + 1 back) / (other's last offer)",
        source=FARATIN,
        demand=averaged_tft,
        parameters=(
            Parameter(
                name="window", default=1.0, low=1.0, whole=True, description="how many offers back the window reaches"
            ),
        ),
        counts_offers=True,
    ),
    TacticKind(
        name="hardliner",
        summary="Stays at its aspiration, whatever happens.",
        formula="demand = aspiration",
        demand=hardliner,
        time_dependent=True,
    ),
    TacticKind(
        name="random_walker",
        summary="Demands a utility drawn uniformly between its limit and its aspiration each time.",
        formula="demand = limit + U (aspiration - limit), with U uniform on (0, 1)",
        source="Gode and Sunder (1993), ZI-C",
        demand=random_walker,
        deterministic=False,
        counts_offers=True,
    ),
    TacticKind(
        name="equilibrium",
        summary="Demands the proposer's share of the stationary equilibrium, with the discount rates of the stances.",
        formula="share = (1 - δ_other) / (1 - δ_own δ_other), with δ = exp(-rate · period)",
        source="Rubinstein (1982)",
        demand=equilibrium,
        waiting=value_of_waiting,
        parameters=(
            Parameter(name="period", default=30.0, low=0.0, above=True, description="days between two offers"),
        ),
        knows_opponent=True,
    ),
    TacticKind(
        name="micro",
        summary="Makes its next best bid if it has made no more distinct bids than it has received, otherwise repeats "
        "an earlier one.",
        formula="a new bid if and only if distinct bids made ≤ distinct bids received",
        source="de Jonge (2022), MiCRO",
        bid=micro,
        waiting=micro_accepts,
        parameters=(STEPS,),
        deterministic=False,
        counts_offers=True,
    ),
    TacticKind(
        name="zeuthen",
        summary="Concedes by just enough when its risk limit is not above that of the other side, which it knows.",
        formula="risk = (u(own) - u(other's)) / (u(own) - reservation value); concede if own risk ≤ other's risk",
        source="Zeuthen (1930); Harsanyi (1956)",
        bid=zeuthen,
        parameters=(STEPS,),
        counts_offers=True,
        knows_opponent=True,
    ),
    TacticKind(
        name="bayesian",
        summary="Learns the other side's limit from its offers and answers, and demands what maximises its expected "
        "gain.",
        formula="demand = argmax over x of (x - reservation value) · P(other's limit ≥ x)",
        source="Zeng and Sycara (1998)",
        demand=bayesian,
        parameters=(
            Parameter(name="low", level="low", description="one end of the prior range of the other side's limit"),
            Parameter(name="high", level="high", description="the other end of that range"),
        ),
        counts_offers=True,
    ),
    TacticKind(
        name="frequency",
        summary="Concedes as polynomial does, with the bid that the other side likes best, judged by its offers.",
        formula="bid = argmax of Σ_j w_j count_j(o_j) / max count_j over bids with u(o) ≥ the demand at α = τ^(1/beta)",
        source="van Krimpen, Looije and Hajizadeh (2013), HardHeaded",
        bid=frequency,
        parameters=(beta(1.0), STEPS),
        counts_offers=True,
    ),
    TacticKind(
        name="nice_tft",
        summary="Goes as far towards the estimated Nash point as the other side has, with the bid that the other side "
        "likes best.",
        formula="target = aspiration - (best - worst received) / (u_Nash - worst received) · (aspiration - u_Nash)",
        source="Baarslag, Hindriks and Jonker (2013), Nice Tit-for-Tat",
        bid=nice_tft,
        parameters=(STEPS,),
        counts_offers=True,
    ),
    TacticKind(
        name="reputational",
        summary="Stays at its aspiration, and concedes to the other side's demand at a random time, or never if "
        "obstinate.",
        formula="P(conceded by t) = min(1 - obstinate, 1 - exp(-rate t))",
        source="Abreu and Gul (2000)",
        demand=reputational,
        parameters=(
            Parameter(name="obstinate", default=0.1, low=0.0, high=1.0, description="probability of never conceding"),
            Parameter(name="rate", default=1.0, low=0.0, description="rate at which it concedes, per month"),
        ),
        deterministic=False,
        counts_offers=True,
    ),
    TacticKind(
        name="scripted",
        summary="Replays given offers: one after the other, or each from its date on.",
        formula="the n-th offer, or the last one that is due",
        bid=scripted,
        takes_offers=True,
        time_dependent=True,
        counts_offers=True,
    ),
)
