"""Zones of agreement, Pareto frontiers and the solutions of bargaining theory, over plain arrays.

The solutions have the same names in five modules, one for each kind of problem: `finite` (a list of outcomes),
`lottery` (lotteries over a list), `convex` (a chain of segments, as of linear-additive preferences), `mixed_solutions`
(a frontier of pieces, as of finite and divisible issues together) and `continuous` (one issue in an interval, many
problems at once). `SOLUTIONS` lists them.
"""

from negosim.solve.additive import AdditiveFrontier, additive_pareto
from negosim.solve.catalogue import SOLUTIONS, SolutionConcept, four_solutions
from negosim.solve.chain import Chain, chain_of
from negosim.solve.chance import ZoneChance, chance_of_zone, normal_chance_of_zone
from negosim.solve.continuous import interval_solutions
from negosim.solve.division import AdjustedWinner, adjusted_winner
from negosim.solve.frontier import Frontier, pareto
from negosim.solve.intervals import Zone, zone, zone_of_parties
from negosim.solve.issue import Issue, IssueSolution
from negosim.solve.linear import LinearFrontier, divided_frontier, linear_frontier
from negosim.solve.metrics import distance_to_frontier, opposition, rational_share
from negosim.solve.mixed import MixedFrontier, mixed_frontier
from negosim.solve.piecewise import PiecewiseFrontier, polyline_frontier
from negosim.solve.raiffa import Curve, raiffa_continuous, raiffa_discrete, raiffa_lottery
from negosim.solve.results import PointSolution, Solution, Status
from negosim.solve.sampling import sampled_chance_of_zone
from negosim.solve.threats import ThreatSolution, coco_value, split_surplus

__all__ = [
    "SOLUTIONS",
    "AdditiveFrontier",
    "AdjustedWinner",
    "Chain",
    "Curve",
    "Frontier",
    "Issue",
    "IssueSolution",
    "LinearFrontier",
    "MixedFrontier",
    "PiecewiseFrontier",
    "PointSolution",
    "Solution",
    "SolutionConcept",
    "Status",
    "ThreatSolution",
    "Zone",
    "ZoneChance",
    "additive_pareto",
    "adjusted_winner",
    "chain_of",
    "chance_of_zone",
    "coco_value",
    "distance_to_frontier",
    "divided_frontier",
    "four_solutions",
    "interval_solutions",
    "linear_frontier",
    "mixed_frontier",
    "normal_chance_of_zone",
    "opposition",
    "pareto",
    "polyline_frontier",
    "raiffa_continuous",
    "raiffa_discrete",
    "raiffa_lottery",
    "rational_share",
    "sampled_chance_of_zone",
    "split_surplus",
    "zone",
    "zone_of_parties",
]
