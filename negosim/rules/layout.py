"""Where everything lies in the four arrays that the rules work on.

The rules are scalar functions of one :class:`Talks`: lists for the engine, numpy arrays for the compiled batch.
Indices are sums of a section's offset, a record's number times its width, and a field; the constants here name
the fields. Sections whose length depends on the scenario have their offset in the head of the plan.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

Ints = list[int]
Floats = list[float]
Demands = tuple[Callable[[Any, int, float, float], float], ...]


class Talks(NamedTuple):
    """One negotiation: what the scenario fixes, its numbers, and how things stand.

    Parameters
    ----------
    plan : sequence of int
        The scenario's structure; never changes.
    numbers : sequence of float
        The scenario's numbers; the drawn ones differ from replicate to replicate.
    flags : sequence of int
        What can be counted in the state of the talks.
    state : sequence of float
        What is measured in it: times in days from the start, offers, utilities.
    added : tuple of callable
        The demands of tactics that users have added; the compiled batch has their addresses in the plan.
    """

    plan: Ints
    numbers: Floats
    flags: Ints
    state: Floats
    added: Demands = ()


NONE = -1
NO_DAY = -(1 << 30)
NEVER = float("inf")
PARTIES = 2
DAYS_PER_MONTH = 30.4375
DAYS_PER_YEAR = 365.25
GRAIN = 1024.0  # times are multiples of 1/1024 day, so that their sums and differences are exact

# ---- the plan's head: sizes and modes --------------------------------------------------------------------
ISSUES = 0
ATTRIBUTES = 1  # valued things: the issues, and the payments where there are some
STANCES = 2
TERMS = 3
SHOCKS = 4
EFFECTS = 5
RATIFIERS = 6
ROUNDS_LISTED = 7
GAPS = 8
DRAWN = 9
COMBOS = 10  # combinations of the values of the discrete issues
CAPACITY = 11  # offers that the record keeps per party; a power of two
IN_UNITS = 12  # levels are in the unit of the one issue
PROTOCOL = 13
FIRST = 14  # who moves first; NONE: in turns
EXCHANGES = 15
DRAWN_PREFERENCES = 17  # preferences are drawn, so what is derived from them must be too
HORIZON_DAY = 18
EXPIRY_DAY = 19
# ---- the plan's head: offsets of its sections, then of those of the numbers, flags and state --------------
AT_ISSUES = 20
AT_FUNCTIONS = 21
AT_STANCES = 22
AT_TERMS = 23
AT_CANDIDATES = 24
AT_SHOCKS = 25
AT_EFFECTS = 26
AT_RATIFIERS = 27
AT_ROUNDS = 28
AT_GAPS = 29
AT_DRAWS = 30
AT_COMBOS = 31
N_BOUNDS = 40
N_WEIGHTS = 41
N_SHARES = 42  # weights scaled to sum to one
N_PREFERENCES = 43
N_STANCES = 44
N_PROBABILITIES = 45
N_SHOCKS = 46
N_EFFECTS = 47
N_RATIFIERS = 48
N_ROUNDS = 49
N_GAPS = 50
N_PAYMENTS = 51
N_LEVELS = 52  # level yearly payment per party, index option and year of term, for a first payment of 1
N_LAPSE_COSTS = 53  # one per party
F_CHOSEN = 60
S_SHIFTS = 61
S_MOMENTS = 62
S_OFFERS = 63
S_PROPOSAL = 64
S_TERMS = 65
S_TRIAL = 66
PLAN_HEAD = 70

# ---- protocols ----------------------------------------------------------------------------------------------
ALTERNATING = 0
SIMULTANEOUS = 1
ULTIMATUM = 2

# ---- an issue in the plan -----------------------------------------------------------------------------------
ISSUE_LEVELS = 0  # 0 where continuous
ISSUE_CATEGORICAL = 1
ISSUE_WIDTH = 2

# ---- a value function in the plan, one per party and attribute ----------------------------------------------
FUNCTION_AT = 0  # offset of its points in the numbers, values and slopes follow; NONE where the party values it not
FUNCTION_KNOTS = 1
FUNCTION_WIDTH = 2

# ---- a stance in the plan -----------------------------------------------------------------------------------
STANCE_TACTIC = 0
STANCE_ACCEPTANCE = 1
STANCE_RETREAT = 2
STANCE_AFTER_REJECTION = 3
STANCE_HAS_MANDATE = 4
STANCE_SCRIPT = 5  # offset of its script or curve in the numbers; of a user's tactic, which of those added
STANCE_SCRIPT_LENGTH = 6
STANCE_MEMORY = 7  # offset in the state of the curve's values known so far, or NONE where a parameter is drawn
STANCE_WIDTH = 8
# ---- and its numbers ----------------------------------------------------------------------------------------
ASPIRATION = 0
RESERVATION = 1
MANDATE = 2
PRESSURE = 3
DISCOUNT = 4
DEADLINE = 5
TACTIC_1 = 6
TACTIC_2 = 7
ACCEPTANCE_1 = 8
ACCEPTANCE_2 = 9
STANCE_NUMBERS = 10

# ---- a term of office ---------------------------------------------------------------------------------------
TERM_PARTY = 0
TERM_CANDIDATES_AT = 1
TERM_CANDIDATES = 2
TERM_NEXT = 3  # the next term of the same party, or NONE
TERM_STARTS = 4  # whole days from the start, may be negative
TERM_WIDTH = 5
CANDIDATE_NAME = 0  # number of the administration's name
CANDIDATE_STANCE = 1
CANDIDATE_WIDTH = 2

# ---- a shock ------------------------------------------------------------------------------------------------
SHOCK_DATED = 0
SHOCK_ENDS_ROUND = 1
SHOCK_EFFECTS_AT = 2
SHOCK_EFFECTS = 3
SHOCK_UNDER = 4  # administration per party, or NONE
SHOCK_WIDTH = SHOCK_UNDER + PARTIES
SHOCK_DATE = 0
SHOCK_HAZARD = 1
SHOCK_STARTS = 2
SHOCK_ENDS = 3
SHOCK_PAUSE = 4
SHOCK_NUMBERS = 5
EFFECT_PARTY = 0
EFFECT_LEVEL = 1  # ASPIRATION, RESERVATION or MANDATE
EFFECT_WIDTH = 2
EFFECT_BY = 0
EFFECT_DAYS = 1
EFFECT_NUMBERS = 2
SHIFTED_LEVELS = 3

# ---- a ratifier ---------------------------------------------------------------------------------------------
RATIFIER_PARTY = 0
RATIFIER_HAS_THRESHOLD = 1
RATIFIER_CONCLUDES = 2  # the last head of state in the order of votes
RATIFIER_WIDTH = 3
RATIFIER_THRESHOLD = 0
RATIFIER_NOISE = 1
RATIFIER_DELAY = 2
RATIFIER_NUMBERS = 3

# ---- a listed round, and a gap ------------------------------------------------------------------------------
ROUND_EXCHANGES = 0
ROUND_COUNTED = 1
ROUND_WIDTH = 2
ROUND_STARTS = 0
ROUND_DAYS = 1
ROUND_NUMBERS = 2
GAP_UNDER = 0
GAP_DRAW = PARTIES  # the draw that gives its length, or NONE where it is fixed
GAP_WIDTH = PARTIES + 1
GAP_LENGTH = 0
GAP_DAYS = 1
GAP_NUMBERS = 2

# ---- the payments' numbers ----------------------------------------------------------------------------------
PAYMENTS_INCREASE = 0  # in the plan, after the head: which issue is the increase, the index, the term
PAYMENTS_INDEX = 1
PAYMENTS_TERM = 2
PAYMENTS_YEARS = 3
PAYMENTS_OPTIONS = 4
AT_PAYMENTS = 32  # offset of these five
PAY_BASE = 0
PAY_BEYOND = 1
PAY_DISCOUNT = 2  # one per party
PAY_GROWTH = PAY_DISCOUNT + PARTIES  # one per option of the index issue

# ---- a draw: which number, by which quantile function -------------------------------------------------------
DRAW_NUMBER = 0
DRAW_KIND = 1
DRAW_AT = 2  # offset of its parameters in the numbers
DRAW_LENGTH = 3
DRAW_WIDTH = 4

# ---- flags --------------------------------------------------------------------------------------------------
SEED = 0
REPLICATE = 1
PHASE = 2
ENDING = 3
STANCE = 4  # per party
ADMINISTRATION = STANCE + PARTIES  # per party
NEXT_TERM = ADMINISTRATION + PARTIES  # per party
OFFERS = NEXT_TERM + PARTIES  # per party: offers made
STANCE_OFFERS = OFFERS + PARTIES  # per party: offers made under the present stance
LAST_OFFER = STANCE_OFFERS + PARTIES  # per party: where its last offer lies in the state
STANDING = LAST_OFFER + PARTIES  # whose offer stands, or NONE
IN_ROUND = STANDING + 1
TURN = IN_ROUND + 1  # turns taken in this round
TURNS = TURN + 1  # turns of this round
FIRST_MOVER = TURNS + 1  # of this round
NEXT_ROUND = FIRST_MOVER + 1  # the next listed round
ROUND = NEXT_ROUND + 1  # the coming round, or the one in session, among the listed; NONE where it is drawn
GAP = ROUND + 1  # the gap that gave a drawn one
GAPS_DRAWN = GAP + 1
ROUNDS = GAPS_DRAWN + 1  # counted rounds held
MEETINGS = ROUNDS + 1  # all meetings held, counted or not
TENTATIVES = MEETINGS + 1
REJECTIONS = TENTATIVES + 1
BALLOT = REJECTIONS + 1  # the ratifier who votes next
VOTES = BALLOT + 1  # votes cast
REJECTED_BY = VOTES + 1
FLAGS_HEAD = REJECTED_BY + 1

TALKING = 0
PENDING = 1
ENDED = 2
# endings; 0 while the talks go on
AGREED = 1
AT_HORIZON = 2
BROKEN_OFF = 3
# actions at the table
OFFER = 0
ACCEPT = 1
WAIT = 2
WALK_AWAY = 3
REFUSE = 4

# ---- state --------------------------------------------------------------------------------------------------
NOW = 0
OPENED = 1  # per party: since when its stance holds
LAPSE_FROM = OPENED + PARTIES
CONCLUDED = LAPSE_FROM + 1
IN_FORCE = CONCLUDED + 1
ROUND_BEGAN = IN_FORCE + 1
ROUND_LASTS = ROUND_BEGAN + 1
ROUND_ENDED = ROUND_LASTS + 1
PAUSED_UNTIL = ROUND_ENDED + 1
TENTATIVE_AT = PAUSED_UNTIL + 1
END = TENTATIVE_AT + 1
ASPIRED = END + 1  # per party: the utility of its aspiration now
STEADY_LIMIT = ASPIRED + PARTIES  # per party: its limit, up to the time from which on it moves with the lapse
STEADY_UNTIL = STEADY_LIMIT + PARTIES
PROPOSED_OWN = STEADY_UNTIL + PARTIES  # utility of the proposal to its maker and to the other
PROPOSED_OTHER = PROPOSED_OWN + 1
STATE_HEAD = PROPOSED_OTHER + 1

# ---- an offer in the record: when, its utility to its maker and to the other, the outcome ----------------------
OFFER_TIME = 0
OFFER_OWN = 1
OFFER_OTHER = 2
OFFER_TERMS = 3

# ---- a memory of a curve in the state: in each place a time, the opening that it counts from, the share conceded
MEMORY_PLACES = 512  # a power of two
MEMORY_TIME = 0  # counted from 1, so that 0 marks an empty place
MEMORY_OPENED = 1
MEMORY_SHARE = 2
MEMORY_WIDTH = 3

# ---- moments in the state: the agenda, in order of precedence at one instant -----------------------------------
CHANGE = 0  # per party
EXPIRY = CHANGE + PARTIES
STRIKES = EXPIRY + 1  # one per shock, then one per effect that fades, then the vote and the turn
