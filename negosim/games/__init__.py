"""Games of bargaining that the literature solves exactly: closed forms and exact recursions over plain arrays.

Each function takes the parameters of one model and returns a named result. If the model has a closed form, parameters
may be arrays and broadcast; a parameter of both players has them on the last axis. If an agreement may fail, the result
has a `status`, ``"ok"`` or ``"no_agreement"``. Arguments out of range raise `SolverError`, which names the argument.
"""

from negosim.games.attrition import (
    AttritionInRounds,
    AttritionInTime,
    war_of_attrition,
    war_of_attrition_growing_cost,
    war_of_attrition_rounds,
)
from negosim.games.burden import AllianceGood, Contest, olson_zeckhauser, tullock
from negosim.games.commitment import AttemptedCommitment, attempted_commitment
from negosim.games.concession import Concessions, ZeuthenStep, micro, zeuthen
from negosim.games.crisis import (
    BargainingRange,
    RiskReturn,
    ShiftingPower,
    bargaining_range,
    risk_return,
    shifting_power,
)
from negosim.games.crossing import Crossing, crossing
from negosim.games.deadline import (
    DeadlineEffect,
    ElectionDelay,
    Optimism,
    election_delay,
    fershtman_seidmann,
    fershtman_seidmann_threshold,
    yildiz,
)
from negosim.games.double_auction import DoubleAuction, double_auction
from negosim.games.durable_goods import (
    EndlessSale,
    GapCase,
    PricePath,
    coase,
    gap_case,
    sobel_takahashi,
)
from negosim.games.expired_contract import (
    LapsedAgreement,
    ThreatChoice,
    WageContract,
    haller_holden,
    lapsed_agreement,
    strike_signal,
    threat_choice,
)
from negosim.games.legislature import (
    MajorityDivision,
    RandomProposer,
    baron_ferejohn,
    random_proposer,
    unanimity,
)
from negosim.games.mechanism import (
    OptimalMechanism,
    TradeBenchmark,
    myerson_satterthwaite,
    optimal_mechanism,
)
from negosim.games.opponents import (
    FrequencyModel,
    NiceTarget,
    ReservationPosterior,
    bayesian_preferences,
    frequency_model,
    nice_tit_for_tat,
    reservation_posterior,
)
from negosim.games.options import (
    BreakdownDivision,
    InsideOptions,
    OutsideOptions,
    breakdown_risk,
    discounting_and_breakdown,
    inside_options,
    outside_options,
)
from negosim.games.package_deal import Package, package_deal
from negosim.games.regimes import EfficientDelay, RegimeSwitch, merlo_wilson, regime_switch, switched_by
from negosim.games.reputation import ReputationalBargaining, abreu_gul
from negosim.games.risk_aversion import (
    rubinstein_concave,
    rubinstein_concave_limit,
    rubinstein_utilities,
)
from negosim.games.rubinstein import (
    AlternatingOffers,
    ShareInterval,
    rubinstein,
    rubinstein_fixed_costs,
    rubinstein_limit,
    rubinstein_rates,
)
from negosim.games.screening import (
    PostedOffers,
    TakeItOrLeaveIt,
    TwoPeriodSale,
    acquire_a_company,
    fudenberg_tirole,
    posted_offers,
    take_it_or_leave_it,
)
from negosim.games.signalling import SeparatingDelay, admati_perry, separating_delay
from negosim.games.stahl import (
    FiniteOffers,
    GridOffers,
    lapse_rounds,
    shrinking_pies,
    stahl,
    stahl_grid,
    ultimatum,
)
from negosim.games.standoff import (
    AudienceCosts,
    ShadowOfTheFuture,
    Standoff,
    audience_costs,
    shadow_of_the_future,
    war_of_attrition_settlements,
)
from negosim.games.stopping import optimal_stopping
from negosim.games.two_level import (
    CappedDivision,
    RatifiedOffers,
    RiskyRatification,
    capped_division,
    ratification_floors,
    uncertain_ratification,
)
from negosim.games.win_sets import SpatialDeal, spatial_bargain, win_set

__all__ = [
    "AllianceGood",
    "AlternatingOffers",
    "AttemptedCommitment",
    "AttritionInRounds",
    "AttritionInTime",
    "AudienceCosts",
    "BargainingRange",
    "BreakdownDivision",
    "CappedDivision",
    "Concessions",
    "Contest",
    "Crossing",
    "DeadlineEffect",
    "DoubleAuction",
    "EfficientDelay",
    "ElectionDelay",
    "EndlessSale",
    "FiniteOffers",
    "FrequencyModel",
    "GapCase",
    "GridOffers",
    "InsideOptions",
    "LapsedAgreement",
    "MajorityDivision",
    "NiceTarget",
    "OptimalMechanism",
    "Optimism",
    "OutsideOptions",
    "Package",
    "PostedOffers",
    "PricePath",
    "RandomProposer",
    "RatifiedOffers",
    "RegimeSwitch",
    "ReputationalBargaining",
    "ReservationPosterior",
    "RiskReturn",
    "RiskyRatification",
    "SeparatingDelay",
    "ShadowOfTheFuture",
    "ShareInterval",
    "ShiftingPower",
    "SpatialDeal",
    "Standoff",
    "TakeItOrLeaveIt",
    "ThreatChoice",
    "TradeBenchmark",
    "TwoPeriodSale",
    "WageContract",
    "ZeuthenStep",
    "abreu_gul",
    "acquire_a_company",
    "admati_perry",
    "attempted_commitment",
    "audience_costs",
    "bargaining_range",
    "baron_ferejohn",
    "bayesian_preferences",
    "breakdown_risk",
    "capped_division",
    "coase",
    "crossing",
    "discounting_and_breakdown",
    "double_auction",
    "election_delay",
    "fershtman_seidmann",
    "fershtman_seidmann_threshold",
    "frequency_model",
    "fudenberg_tirole",
    "gap_case",
    "haller_holden",
    "inside_options",
    "lapse_rounds",
    "lapsed_agreement",
    "merlo_wilson",
    "micro",
    "myerson_satterthwaite",
    "nice_tit_for_tat",
    "olson_zeckhauser",
    "optimal_mechanism",
    "optimal_stopping",
    "outside_options",
    "package_deal",
    "posted_offers",
    "random_proposer",
    "ratification_floors",
    "regime_switch",
    "reservation_posterior",
    "risk_return",
    "rubinstein",
    "rubinstein_concave",
    "rubinstein_concave_limit",
    "rubinstein_fixed_costs",
    "rubinstein_limit",
    "rubinstein_rates",
    "rubinstein_utilities",
    "separating_delay",
    "shadow_of_the_future",
    "shifting_power",
    "shrinking_pies",
    "sobel_takahashi",
    "spatial_bargain",
    "stahl",
    "stahl_grid",
    "strike_signal",
    "switched_by",
    "take_it_or_leave_it",
    "threat_choice",
    "tullock",
    "ultimatum",
    "unanimity",
    "uncertain_ratification",
    "war_of_attrition",
    "war_of_attrition_growing_cost",
    "war_of_attrition_rounds",
    "war_of_attrition_settlements",
    "win_set",
    "yildiz",
    "zeuthen",
]
