"""The records that the rules work on: one class per noun of the model.

In Python they are plain objects. The compiled kernel keeps the same records as rows of memory, laid out from the same
declarations: every field is a number, a truth value, another record, a list of records or of numbers, or a function.
Fields without a default are given by the scenario, the others are set by the rules. A whole number or a reference that
no rule assigns is part of the scenario's structure; what the rules assign, and every real number, may differ from
replicate to replicate.

Times are days from the scenario's start, in multiples of 1/1024 day, so that their sums and differences are exact.
Levels are in the unit of the one numeric issue, or in utility if there are several issues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

NONE = -1  # no party, no issue, no administration, where a number names one
NEVER = float("inf")
DAYS_PER_MONTH = 30.4375
DAYS_PER_YEAR = 365.25
GRAIN = 1024.0  # of time: its unit is 1/1024 day

ALTERNATING, SIMULTANEOUS, ULTIMATUM = range(3)  # protocols
TALKING, PENDING, ENDED = range(3)  # phases: at the table, before the ratifiers, over
OPEN, AGREED, AT_HORIZON, BROKEN_OFF = range(4)  # endings
WHILE_TALKING, WHILE_PENDING, WHILE_OPEN, VALUE = range(4)  # conditions of a shock
OFFER, ACCEPT, WAIT, WALK_AWAY, REFUSE = range(5)  # actions at the table
ASPIRATION, RESERVATION, MANDATE = range(3)  # the levels that a shock can shift
CHANGE, EXPIRY, OPENING, STRIKE, FADE, VOTE, TURN = range(7)  # events, in order of precedence at one instant


@dataclass(slots=True, eq=False)
class Place:
    """Where a number stands: a record and the name of its field, or a list and an index.

    Parameters
    ----------
    container : object
        The record or the list.
    key : str or int
        The field or the index.
    """

    container: Any
    key: str | int


@dataclass(slots=True, eq=False, kw_only=True)
class Distribution:
    """A distribution that numbers are drawn from.

    Parameters
    ----------
    kind : int
        Which quantile function, by its position in :data:`negosim.rules.quantiles.KINDS`.
    loc, scale, shape : float
        Its parameters, as in scipy.
    table : list of float
        Quantiles at evenly spaced probabilities, if there is no closed form.
    """

    kind: int
    loc: float
    scale: float
    shape: float
    table: list[float]


@dataclass(slots=True, eq=False, kw_only=True)
class Draw:
    """A number that every replicate draws anew.

    Parameters
    ----------
    place : Place
        Where the number stands.
    distribution : Distribution
        What it is drawn from.
    key : int
        Which random number is its own: a hash of its path.
    """

    place: Place
    distribution: Distribution
    key: int


@dataclass(slots=True, eq=False, kw_only=True)
class CorrelatedDraw:
    """A number that every replicate draws anew, from the probability of a correlated quantity.

    Parameters
    ----------
    place : Place
        Where the number stands.
    distribution : Distribution
        What it is drawn from.
    member : int
        Which member of the copula it is.
    """

    place: Place
    distribution: Distribution
    member: int


@dataclass(slots=True, eq=False, kw_only=True)
class Copula:
    """The correlated quantities: a Gaussian copula.

    Parameters
    ----------
    keys : list of int
        Which random number is each member's own: a hash of its name.
    factor : list of float
        The Cholesky factor of their correlations, row by row.
    scores, probabilities : list of float
        Each member's independent normal score in this replicate, and its correlated probability.
    draws : list of CorrelatedDraw
        The numbers drawn from these probabilities.
    """

    keys: list[int]
    factor: list[float]
    scores: list[float]
    probabilities: list[float]
    draws: list[CorrelatedDraw]


@dataclass(slots=True, eq=False, kw_only=True)
class Event:
    """An entry of the agenda.

    Parameters
    ----------
    kind : int
        ``CHANGE``, ``EXPIRY``, ``OPENING``, ``STRIKE``, ``FADE``, ``VOTE`` or ``TURN``.
    number : int
        The number of the party, issue, shock or effect that it concerns.
    time : float
        When it is due; infinity if it is not.
    """

    kind: int
    number: int
    time: float = NEVER


@dataclass(slots=True, eq=False, kw_only=True)
class Issue:
    """One thing to settle.

    Parameters
    ----------
    low, high : float
        Its range.
    levels : int
        How many values it can take; 0 if it is continuous.
    categorical : bool
        Whether its values are unordered options.
    stride : int
        How many combinations of the discrete issues pass before this one takes its next value.
    block : int
        How many combinations in a row share the values of this issue and of all before it.
    step, scale : int
        Tactics offer multiples of ``step / scale``, and the ends of the range; a step of 0: any value. Whole numbers,
        so that a multiple is exactly the number that a person writes: 139 x 1 / 10 is 13.9.
    waits : bool
        Whether it comes onto the table later.
    opens : float
        When it does.
    status_quo : float
        Its value in every offer and every deal until then.
    closed : bool
        Whether it is not on the table yet.
    """

    low: float
    high: float
    levels: int
    categorical: bool
    stride: int
    block: int
    step: int
    scale: int
    waits: bool
    opens: float
    status_quo: float
    closed: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class Payments:
    """The yearly payments that an outcome implies.

    Parameters
    ----------
    base : float
        Payment in the year before.
    beyond : float
        Growth after the agreed term, in % a year.
    growth : list of float
        Growth under each option of the index issue, in % a year.
    increase, index, term : int
        Which issue is the first year's increase, the index rule, the years of validity; ``NONE`` if there is none.
    years : int
        Years over which the payments are valued.
    """

    base: float
    beyond: float
    growth: list[float]
    increase: int
    index: int
    term: int
    years: int


@dataclass(slots=True, eq=False, kw_only=True)
class Space:
    """The outcome space, known to all.

    Parameters
    ----------
    issues : list of Issue
        An outcome is a list of as many numbers.
    in_units : bool
        Whether levels are in the unit of the one issue.
    combinations : int
        Number of combinations of the values of the discrete issues, once all are on the table.
    openings : list of Event
        When the issues that open later come onto the table.
    payments : Payments or None
        The payments that outcomes imply.
    """

    issues: list[Issue]
    in_units: bool
    combinations: int
    openings: list[Event]
    payments: Payments | None


@dataclass(slots=True, eq=False, kw_only=True)
class Knot:
    """A knot of a value function, and the line to the next.

    Parameters
    ----------
    x, value : float
        The point and its value, from 0 to 1.
    slope, run : float
        Of the line to the next knot: value per unit of x, and x per unit of value; 0 if there is none.
    """

    x: float
    value: float
    slope: float = 0.0
    run: float = 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class ValueFunction:
    """The piecewise linear value of an attribute of an outcome (an issue, or the payments) to a party.

    Parameters
    ----------
    knots : list of Knot
        In ascending order of x; none if the party does not value the attribute.
    weight, share : float
        Its weight as given, and scaled so that the weights sum to one.
    least, most : float
        The least and the most that it can add.
    """

    knots: list[Knot]
    weight: float
    share: float = 0.0
    least: float = 0.0
    most: float = 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class Offer:
    """An offer as one party knows it.

    Parameters
    ----------
    terms : list of float
        The outcome.
    time : float
        When it was made.
    utility : float
        Its utility to the party that knows it.
    """

    terms: list[float]
    time: float = 0.0
    utility: float = 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class ScriptedOffer:
    """An offer that a script replays.

    Parameters
    ----------
    due : float
        Day from which it is made; minus infinity in a script without dates.
    terms : list of float
        The outcome.
    """

    due: float
    terms: list[float]


@dataclass(slots=True, eq=False, kw_only=True)
class Conceded:
    """A value of a concession curve that has been computed before.

    Parameters
    ----------
    time : float
        The time, counted from 1 so that 0 marks an empty place.
    opened : float
        When the stance began.
    share : float
        The share of the way to its limit that the party concedes.
    """

    time: float = 0.0
    opened: float = 0.0
    share: float = 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class Bids:
    """MiCRO's list of outcomes, and its counts.

    Parameters
    ----------
    numbers : list of int
        Outcomes by number: a heap of those left, the best first, followed by those taken out, the latest first.
    utilities : list of float
        Their utilities to the party.
    places : list of int
        A hash table of the offers received: the number of an offer plus 1, or 0; a power of two of places.
    steps : int
        Number of steps into which a continuous issue is cut.
    listed, left : int
        Number of outcomes listed, and of those still in the heap.
    made, received : int
        Distinct bids made and received under the stance.
    heard : int
        Number of offers of the other side that have been counted.
    """

    numbers: list[int]
    utilities: list[float]
    places: list[int]
    steps: int = 0
    listed: int = 0
    left: int = 0
    made: int = 0
    received: int = 0
    heard: int = 0


@dataclass(slots=True, eq=False, kw_only=True)
class Model:
    """A party's model of the other side's preferences, from how often it has offered each value.

    Parameters
    ----------
    counts : list of float
        How often each value of each issue was offered, issue after issue.
    most : list of float
        The highest count of each issue.
    weights : list of float
        The weight of each issue, not scaled.
    starts : list of int
        Where the values of each issue begin in ``counts``.
    steps : int
        Number of steps into which a continuous issue is cut.
    heard : int
        How many offers have been counted.
    least, ceiling : float
        The range of utility in which a bid is sought.
    liked, value, product : float
        The other side's estimated utility of the best bid so far, its utility to the party, and the largest product of
        both.
    total_weight, most_liking : float
        The sum of the weights, and the largest estimated utility of an outcome to the other side.
    lowest, highest, likeable : float
        Bounds of the bids under consideration: their utility to the party, and their estimated utility to the other
        side.
    """

    counts: list[float]
    most: list[float]
    weights: list[float]
    starts: list[int]
    steps: int = 0
    heard: int = 0
    least: float = 0.0
    ceiling: float = 0.0
    liked: float = 0.0
    value: float = 0.0
    product: float = 0.0
    total_weight: float = 0.0
    most_liking: float = 0.0
    lowest: float = 0.0
    highest: float = 0.0
    likeable: float = 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class Stance:
    """The levels and the tactic of a delegation under one administration.

    Parameters
    ----------
    number : int
        Its place among the stances of all delegations.
    demand : callable or None
        The tactic: returns the utility that the party asks for.
    bid : callable or None
        For a tactic that chooses an outcome: writes it as the party's proposal.
    waiting : callable or None
        The present value of the party's own next demand; ``None`` for the demand itself.
    parameters : list of float
        The tactic's parameters, in the order of its signature.
    accepts : callable
        The acceptance condition.
    acceptance : list of float
        The parameters of the acceptance condition.
    knows_opponent : bool
        Whether the tactic knows the other side's preferences and limits.
    retreat : bool
        Whether the party may demand more than in its last offer.
    after_rejection : Stance or None
        The stance that it takes when a ratifier of its own side rejects a deal.
    learns : bool
        Whether the party no longer signs deals that the ratifier who rejected its deal would reject.
    has_mandate : bool
        Whether the delegation's limit at the table is its mandate, not the reservation value.
    aspiration, reservation, mandate : float
        Levels of the first demand, of indifference to no agreement, and of what may be signed.
    pressure : float
        By how much the reservation value moves towards the other side per month of lapse.
    discount : float
        Continuously compounded discount rate in % a year.
    deadline : float
        The day that the party works to, unless a shock moves it.
    script : list of ScriptedOffer
        The offers of a scripted tactic.
    curve : list of float
        A tabulated concession curve, at evenly spaced times from 0 to 1.
    memory : list of Conceded
        Values of the curve computed so far, if it is the same in every replicate; their number is a power of two.
    bids : Bids or None
        The list of outcomes of a tactic that bids them one by one.
    model : Model or None
        What a tactic that models the other side has learned.
    """

    number: int
    demand: Callable[..., float] | None
    bid: Callable[..., None] | None
    waiting: Callable[[Party, float], float] | None
    parameters: list[float]
    accepts: Callable[..., bool]
    acceptance: list[float]
    knows_opponent: bool
    retreat: bool
    after_rejection: Stance | None
    learns: bool
    has_mandate: bool
    aspiration: float
    reservation: float
    mandate: float
    pressure: float
    discount: float
    deadline: float
    script: list[ScriptedOffer]
    curve: list[float]
    memory: list[Conceded]
    bids: Bids | None
    model: Model | None


@dataclass(slots=True, eq=False, kw_only=True)
class Protocol:
    """The rule of turns.

    Parameters
    ----------
    kind : int
        ``ALTERNATING``, ``SIMULTANEOUS`` or ``ULTIMATUM``.
    first : int
        Which party moves first in a round; ``NONE``: they take turns.
    exchanges : int
        How often each party moves in a round.
    """

    kind: int
    first: int
    exchanges: int


@dataclass(slots=True, eq=False, kw_only=True)
class Party:
    """A delegation: everything that it knows and wants, and nothing that only the other side knows.

    This is what a tactic is given.

    Parameters
    ----------
    number : int
        Its place among the parties.
    key : int
        Which random numbers are its own: a hash of its name.
    space : Space
        The outcome space.
    table : Table
        What is public.
    functions : list of ValueFunction
        One per issue, then one of the payments if there are any.
    annuities : list of float
        Level yearly payment by option of the index and year of the term, for a first payment of 1.
    discount_rate : float
        Rate in % a year, compounded yearly, at which the party values payments.
    disagreement : float
        Utility of no agreement.
    lapse_cost : float
        Utility lost per month of lapse.
    foresees : bool
        Whether its reservation value includes the future cost of a lapse.
    least, most : float
        Bounds of the utility of every outcome: the sums of the bounds of its attributes.
    inauguration : Event
        When its next administration takes office.
    made, received : list of Offer
        The last offers of either side: number n is at position n modulo their length, which is a power of two.
    proposal : list of float
        The outcome that it would offer.
    trial, start, goal, speed : list of float
        Work space of the search: the outcome tried, and for each issue its start, its goal and its speed.
    shifts : list of float
        What shocks have added to its aspiration, reservation value and mandate.
    stance : Stance
        The stance that it holds.
    opponent : Party or None
        The other side, if the tactic of the stance claims to know it.
    administration : int
        The administration in office.
    term : Term or None
        Its next term of office.
    opened : float
        When the stance began.
    deadline : float
        The day that it works to.
    aspired : float
        Utility of its aspiration.
    steady_limit, steady_until : float
        Its limit, and the time until which the lapse does not move it.
    now : float
        The time at its turn.
    limit : float
        The utility below which it signs nothing, as of its turn.
    learnt_from : Ratifier or None
        The ratifier of its own side whose rejection it has learnt from, as long as nothing has changed since.
    rejected : float
        The utility, to the party, of the best deal rejected then.
    offers_made, offers_under_stance : int
        Offers made so far, and those under the present stance.
    offers_received, received_before : int
        Offers of the other side so far, and those before the present stance.
    proposed : float
        The utility of the proposal to itself.
    best_heard : float
        The best offer of the other side by the end of the last round, kept while an event waits for an impasse.
    answer : int
        ``ACCEPT`` or ``REFUSE`` if a person or a program answers a mediator's proposal; ``NONE``: by its limit.
    """

    number: int
    key: int
    space: Space
    table: Table
    functions: list[ValueFunction]
    annuities: list[float]
    discount_rate: float
    disagreement: float
    lapse_cost: float
    foresees: bool
    inauguration: Event
    made: list[Offer]
    received: list[Offer]
    proposal: list[float]
    trial: list[float]
    start: list[float]
    goal: list[float]
    speed: list[float]
    shifts: list[float]
    stance: Stance
    least: float = 0.0
    most: float = 0.0
    opponent: Party | None = None
    administration: int = NONE
    term: Term | None = None
    opened: float = 0.0
    deadline: float = 0.0
    aspired: float = 0.0
    steady_limit: float = 0.0
    steady_until: float = 0.0
    now: float = 0.0
    limit: float = 0.0
    learnt_from: Ratifier | None = None
    rejected: float = 0.0
    offers_made: int = 0
    offers_under_stance: int = 0
    offers_received: int = 0
    received_before: int = 0
    proposed: float = 0.0
    best_heard: float = -1.0
    answer: int = NONE


@dataclass(slots=True, eq=False, kw_only=True)
class Candidate:
    """A candidate for a term of office.

    Parameters
    ----------
    number : int
        Number of the administration.
    initial_stance : Stance
        The stance that comes with it.
    probability : float
        How likely it is, relative to the other candidates.
    shares : bool
        Whether it shares the probability left by those with one of their own.
    """

    number: int
    initial_stance: Stance
    probability: float
    shares: bool


@dataclass(slots=True, eq=False, kw_only=True)
class Term:
    """A term of office.

    Parameters
    ----------
    number : int
        Its place among the terms of all parties.
    key : int
        Which random number is its own: a hash of the party and the day.
    party : Party
        The party that it governs.
    candidates : list of Candidate
        Who may govern.
    sharing : int
        How many of them share the probability left by the others.
    following : Term or None
        The next term of the same party.
    begins : float
        Its first day; negative where it begins before the scenario.
    chosen : Candidate
        Who governs.
    """

    number: int
    key: int
    party: Party
    candidates: list[Candidate]
    sharing: int
    following: Term | None
    begins: float
    chosen: Candidate


@dataclass(slots=True, eq=False, kw_only=True)
class Effect:
    """What a shock adds to a level of a party.

    Parameters
    ----------
    party : Party
        Whose level it moves.
    level : int
        ``ASPIRATION``, ``RESERVATION`` or ``MANDATE``.
    by : float
        By how much.
    days : float
        How long it lasts; infinity if it is permanent.
    fading : Event
        The event at which it fades.
    """

    party: Party
    level: int
    by: float
    days: float
    fading: Event


@dataclass(slots=True, eq=False, kw_only=True)
class Instruction:
    """A change of a party's stance or deadline by a shock.

    Parameters
    ----------
    party : Party
        Which party.
    stance : Stance or None
        The stance that it takes.
    moves_deadline : bool
        Whether its deadline moves.
    deadline : float
        The day that it works to.
    """

    party: Party
    stance: Stance | None
    moves_deadline: bool
    deadline: float


@dataclass(slots=True, eq=False, kw_only=True)
class Condition:
    """What must hold for a shock to happen.

    Parameters
    ----------
    kind : int
        ``WHILE_TALKING``, ``WHILE_PENDING`` (a deal is before the heads of state), ``WHILE_OPEN`` (no agreement is
        concluded) or ``VALUE``.
    party : int
        The party whose last offer has the value; ``NONE``: the deal before the ratifiers.
    issue : int
        The issue.
    low, high : float
        Between which it lies, both included.
    """

    kind: int
    party: int
    issue: int
    low: float
    high: float


@dataclass(slots=True, eq=False, kw_only=True)
class Shock:
    """An event from outside, by date or by hazard.

    Parameters
    ----------
    number : int
        Its place among the shocks.
    key : int
        Which random number is its own: a hash of its name.
    dated : bool
        Whether it has a date.
    date : float
        Its day.
    hazard : float
        Expected occurrences per month, if it has no date.
    starts, ends : float
        The times between which the hazard applies, from the start of its first day to the end of its last.
    pause : float
        Number of days on which no round is held.
    ends_round : bool
        Whether the round in session is broken off.
    when : list of Condition
        Conditions that must hold at that time for it to happen.
    under : list of int
        Per party, the administration under which it has its effects; ``NONE``: any.
    effects : list of Effect
        What it moves.
    moves_expiry : bool
        Whether the agreement in force expires on another day.
    expiry : float
        That day.
    instructions : list of Instruction
        Its changes of the parties' stances and deadlines.
    proposes : bool
        Whether a mediator makes a proposal.
    proposal : list of float
        The outcome that is proposed.
    impasse : int
        Number of rounds in a row without a concession after which it strikes; 0: it strikes by date or hazard.
    awaited : bool
        Whether it still waits for an impasse.
    strike : Event
        When it strikes.
    """

    number: int
    key: int
    dated: bool
    date: float
    hazard: float
    starts: float
    ends: float
    pause: float
    ends_round: bool
    when: list[Condition]
    under: list[int]
    effects: list[Effect]
    moves_expiry: bool
    expiry: float
    instructions: list[Instruction]
    proposes: bool
    proposal: list[float]
    impasse: int
    strike: Event
    awaited: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class Ratifier:
    """A ratifier, who must consent to a tentative deal.

    Parameters
    ----------
    number : int
        Its place in the order of votes.
    key : int
        Which random numbers are its own: a hash of its name.
    party : Party
        On whose side it votes.
    has_threshold : bool
        Whether it has a threshold of its own, beside the party's reservation value.
    concludes : bool
        Whether it is the last head of state to vote.
    threshold : float
        The worst level that it consents to.
    noise : float
        Temperature of its logit vote; 0 for a hard threshold.
    delay : float
        Days from the tentative deal to its vote.
    answer : int
        ``ACCEPT`` or ``REFUSE`` where a person or a program votes; ``NONE``: by its threshold.
    """

    number: int
    key: int
    party: Party
    has_threshold: bool
    concludes: bool
    threshold: float
    noise: float
    delay: float
    answer: int = NONE


@dataclass(slots=True, eq=False, kw_only=True)
class Round:
    """A listed round.

    Parameters
    ----------
    number : int
        Its place in the calendar.
    begins, days : float
        Its first day, and how long it lasts.
    exchanges : int
        How often each party moves.
    counted : bool
        Whether it is a numbered round.
    """

    number: int
    begins: float
    days: float
    exchanges: int
    counted: bool


@dataclass(slots=True, eq=False, kw_only=True)
class Gap:
    """Days from one round to the next, while the named administrations govern.

    Parameters
    ----------
    under : list of int
        Per party, the administration; ``NONE``: any.
    distribution : Distribution or None
        What its length is drawn from, round by round.
    length : float
        Its length, if that is fixed.
    days : float
        How long the round after it lasts.
    """

    under: list[int]
    distribution: Distribution | None
    length: float
    days: float


@dataclass(slots=True, eq=False, kw_only=True)
class Table:
    """Everything public: the calendar, the state of the talks, and their results so far.

    Parameters
    ----------
    protocol : Protocol
        The rule of turns.
    horizon : float
        The last day; the talks end with it.
    expires : float
        When the agreement in force expires; negative if it expired before the start, infinity if there is none.
    expiry, next_vote, next_turn : Event
        The expiry, the next ratifier's vote, and the next turn at the table.
    settled : list of float
        Terms of the last tentative deal.
    seed, replicate : int
        The keys of the random numbers; the replicate is -1 in the typical run, in which every draw is one half.
    phase, ending : int
        The phase of the talks, and how they ended.
    now : float
        The time.
    lapse_from : float
        The time since which no agreement has been in force.
    lapsed : float
        Days without an agreement before that.
    standing : int
        The party whose offer stands, or ``NONE``.
    in_round : bool
        Whether a round is in session.
    turn, turns : int
        Turns taken in the round, and its number of turns.
    first_mover : int
        Who moved first in it.
    listed : int
        The next round of the calendar to come.
    round : Round or None
        The next round, or the one in session; ``None`` if it is drawn.
    gap : Gap or None
        The gap from which a drawn round follows.
    gaps_drawn, rounds_held, meetings_held : int
        Gaps drawn, counted rounds held, and all meetings, counted or not.
    round_began, round_lasts, round_ended, paused_until : float
        Times of the round in session or the last one, and the end of the pause that a shock has imposed.
    standstill : int
        Rounds in a row in which neither side conceded, counted while an event waits for an impasse.
    tentatives, rejections : int
        Tentative deals struck, and deals rejected.
    ballot, rejected_by : int
        The next ratifier to vote, and the one who rejected the last deal.
    tentative_at, concluded, in_force, end : float
        When the last tentative deal was struck, the deal was concluded and came into force, and the talks ended.
    """

    protocol: Protocol
    horizon: float
    expires: float
    expiry: Event
    next_vote: Event
    next_turn: Event
    settled: list[float]
    seed: int = 0
    replicate: int = 0
    phase: int = TALKING
    ending: int = OPEN
    now: float = 0.0
    lapse_from: float = NEVER
    lapsed: float = 0.0
    standing: int = NONE
    in_round: bool = False
    turn: int = 0
    turns: int = 0
    first_mover: int = 0
    listed: int = 0
    round: Round | None = None
    gap: Gap | None = None
    gaps_drawn: int = 0
    rounds_held: int = 0
    meetings_held: int = 0
    round_began: float = 0.0
    round_lasts: float = 0.0
    round_ended: float = 0.0
    paused_until: float = 0.0
    standstill: int = 0
    tentatives: int = 0
    rejections: int = 0
    ballot: int = 0
    rejected_by: int = NONE
    tentative_at: float = 0.0
    concluded: float = NEVER
    in_force: float = NEVER
    end: float = NEVER


@dataclass(slots=True, eq=False, kw_only=True)
class Setting:
    """A number that each row of a table sets.

    Parameters
    ----------
    place : Place
        Where the number stands.
    derives : bool
        Whether values derived from the preferences depend on it.
    stance : Stance or None
        The stance whose concession curve depends on it.
    """

    place: Place
    derives: bool
    stance: Stance | None


@dataclass(slots=True, eq=False, kw_only=True)
class Talks:
    """One negotiation: what the scenario fixes, and its present state.

    Parameters
    ----------
    table : Table
        What is public.
    space : Space
        The outcome space.
    parties : list of Party
        The delegations.
    stances : list of Stance
        The stances of all delegations.
    terms : list of Term
        The terms of office of all parties, in order of date within each.
    shocks : list of Shock
        The shocks that are more than news.
    impasses : list of Shock
        Those that wait for an impasse.
    effects : list of Effect
        The effects of all shocks.
    ratifiers : list of Ratifier
        In the order in which they vote.
    rounds : list of Round
        The listed rounds.
    gaps : list of Gap
        What rounds are drawn from after the listed ones.
    draws : list of Draw
        The drawn numbers that are independent of one another.
    copula : Copula or None
        The correlated ones.
    agenda : list of Event
        All events, in order of precedence at one instant.
    drawn_preferences : bool
        Whether preferences are drawn, so that the values derived from them must be computed in each replicate.
    settings : list of Setting
        The numbers that each row of a table sets.
    rows : list of float
        The rows, one after another: a number for each setting.
    first_replicates : list of int
        The number of the first replicate of each row.
    """

    table: Table
    space: Space
    parties: list[Party]
    stances: list[Stance]
    terms: list[Term]
    shocks: list[Shock]
    impasses: list[Shock]
    effects: list[Effect]
    ratifiers: list[Ratifier]
    rounds: list[Round]
    gaps: list[Gap]
    draws: list[Draw]
    copula: Copula | None
    agenda: list[Event]
    drawn_preferences: bool
    settings: list[Setting] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    first_replicates: list[int] = field(default_factory=list)


def assign(place: Place, value: float) -> None:
    """Write a number at a place.

    The kernel has a second body for this one write (:mod:`negosim.batch.primitives`).
    """
    if isinstance(place.key, int):
        place.container[place.key] = value
    else:
        setattr(place.container, place.key, value)
