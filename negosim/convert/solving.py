"""The frontier and the solutions of a domain with any number of parties, computed issue by issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from negosim.convert.domain import Domain
from negosim.solve import AdditiveFrontier, Solution, additive_pareto, four_solutions

SCHEMA = 1

__all__ = ["DomainSolutions", "solve_domain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainSolutions:
    """The Pareto frontier of a domain and its four solutions.

    Parameters
    ----------
    domain : Domain
        The domain.
    frontier : AdditiveFrontier
        The frontier of the utilities of its outcomes.
    solutions : dict of str to Solution
        The solutions by name. The disagreement point is the reservation values, and ``index`` is the number of a point
        of the frontier.
    """

    domain: Domain
    frontier: AdditiveFrontier
    solutions: dict[str, Solution]

    def terms(self, solution: Solution) -> dict[str, str | int] | None:
        """Return the outcome of a solution by issue; ``None`` if no outcome is rational for all."""
        if solution.index is None:
            return None
        choices = self.frontier.choices[solution.index].tolist()
        named = zip(self.domain.issues, self.domain.values(), choices, strict=True)
        return {issue.name: values[choice] for issue, values, choice in named}

    def as_dict(self) -> dict[str, Any]:
        """Return the frontier and the solutions as ``negosim zones --json`` prints them."""
        names = [profile.name for profile in self.domain.profiles]
        return {
            "schema": SCHEMA,
            "scenario": self.domain.name,
            "reservation": dict(zip(names, self.domain.reservations, strict=True)),
            "pareto": {"size": self.frontier.size, "points": self.frontier.points.tolist()},
            "solutions": {
                name: {
                    "status": str(solution.status),
                    "terms": self.terms(solution),
                    "utilities": None
                    if solution.utilities is None
                    else dict(zip(names, solution.utilities.tolist(), strict=True)),
                }
                for name, solution in self.solutions.items()
            },
        }


def solve_domain(domain: Domain) -> DomainSolutions:
    """Return the frontier and the solutions of a domain with any number of parties.

    Each solution is a point of the frontier, so there is no need to list the outcomes.

    Raises
    ------
    UsageError
        If an issue is real.
    """
    frontier = additive_pareto(domain.utility_tables())
    return DomainSolutions(
        domain=domain, frontier=frontier, solutions=four_solutions(frontier.points, domain.reservations)
    )
