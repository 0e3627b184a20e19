"""The four solutions over one issue with piecewise linear value functions: exact, piece by piece.

Between two knots both utilities are lines, so the Nash product is a parabola and the other objectives are lines or the
lower of two: each has its maximum at an end of the piece or at one point that a formula gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Utility = Callable[[float], float]
Gains = tuple[float, float]
SAME = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceSolution:
    """Where an objective is highest: ``x``, the objective there, and the ends of what reaches it as well."""

    x: float
    value: float
    ties: tuple[float, ...]


def solve_by_pieces(
    utilities: tuple[Utility, Utility], knots: Sequence[float], low: float, high: float, disagreement: Gains
) -> dict[str, PieceSolution]:
    """Find the four solutions of two parties over the values from ``low`` to ``high``, all rational for both.

    Parameters
    ----------
    utilities : tuple of callable
        Utility of each party, linear between neighbouring knots.
    knots : sequence of float
        Where one of them has a kink.
    low, high : float
        The zone of agreement, in the issue's unit.
    disagreement : tuple of float
        Utility of no agreement.

    Returns
    -------
    dict of str to PieceSolution
        Under ``nash``, ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian``.

    Notes
    -----
    Source: Nash 1950; Kalai and Smorodinsky 1975 (the ideal taken among rational outcomes); Kalai 1977b.
    """
    places = sorted({low, high, *(x for x in knots if low < x < high)})

    def gains(x: float) -> Gains:
        first, second = utilities[0](x) - disagreement[0], utilities[1](x) - disagreement[1]
        return max(0.0, first), max(0.0, second)

    ideal = max(gains(x)[0] for x in places), max(gains(x)[1] for x in places)
    scale = ideal[0] or 1.0, ideal[1] or 1.0
    objectives: dict[str, tuple[Callable[[float], float], Gains | None]] = {
        "nash": (lambda x: gains(x)[0] * gains(x)[1], None),
        "kalai_smorodinsky": (lambda x: min(gains(x)[0] / scale[0], gains(x)[1] / scale[1]), scale),
        "egalitarian": (lambda x: min(gains(x)), (1.0, 1.0)),
        "utilitarian": (lambda x: sum(gains(x)), None),
    }
    solutions = {}
    for name, (objective, proportions) in objectives.items():
        candidates = list(places)
        for a, b in pairwise(places):
            inner = _vertex(gains, a, b) if proportions is None else _crossing(gains, a, b, proportions)
            candidates += [x for x in inner if a < x < b]
        solutions[name] = _best(objective, sorted(candidates))
    return solutions


def _vertex(gains: Callable[[float], Gains], a: float, b: float) -> list[float]:
    """Return where the product of the gains is stationary between two knots."""
    (p, r), (q, s) = gains(a), gains(b)
    first, second = q - p, s - r
    if first * second == 0.0:
        return []
    return [a + (b - a) * -(first * r + second * p) / (2.0 * first * second)]


def _crossing(gains: Callable[[float], Gains], a: float, b: float, proportions: Gains) -> list[float]:
    """Return where the gains are in proportion between two knots."""
    (p, r), (q, s) = gains(a), gains(b)
    at_a, at_b = p / proportions[0] - r / proportions[1], q / proportions[0] - s / proportions[1]
    if at_a == at_b:
        return []
    return [a + (b - a) * at_a / (at_a - at_b)]


def _best(objective: Callable[[float], float], candidates: Sequence[float]) -> PieceSolution:
    values = [objective(x) for x in candidates]
    most = max(values)
    ties = tuple(x for x, value in zip(candidates, values, strict=True) if value >= most - SAME)
    best = candidates[values.index(most)] if len(ties) == 1 else ties[0]
    return PieceSolution(x=best, value=most, ties=ties if len(ties) > 1 else ())
