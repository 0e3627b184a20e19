"""Zones of agreement, Pareto frontiers and the solutions of bargaining theory, over plain arrays.

The four solutions have the same names in four modules, one for each kind of problem: `finite` (a list of
outcomes), `lottery` (lotteries over a list), `convex` (a chain of segments) and `continuous` (one issue in an
interval).
"""

from negosim.solve.chain import Chain, chain_of
from negosim.solve.continuous import interval_solutions
from negosim.solve.four import four_solutions
from negosim.solve.frontier import Frontier, pareto
from negosim.solve.intervals import Zone, zone, zone_of_parties
from negosim.solve.issue import Issue, IssueSolution
from negosim.solve.results import PointSolution, Solution, Status

__all__ = [
    "Chain",
    "Frontier",
    "Issue",
    "IssueSolution",
    "PointSolution",
    "Solution",
    "Status",
    "Zone",
    "chain_of",
    "four_solutions",
    "interval_solutions",
    "pareto",
    "zone",
    "zone_of_parties",
]
