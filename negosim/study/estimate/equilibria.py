"""Nash equilibria of a two-player game in normal form, by mixed-integer programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Equilibria", "Equilibrium", "best_replies", "equilibria", "is_tied", "persists"]

Reals = npt.NDArray[np.float64]
Support = tuple[tuple[int, ...], tuple[int, ...]]  # strategies played by the row player, and by the column player
TOLERANCE = 1e-9  # of payoffs from 0 to 1
SMALLEST = 1e-4  # a strategy that is played has at least this probability
MOST = 50  # largest number of equilibria that are searched for
NODES = 20_000  # largest number of nodes of the solver's tree, for each of them
INFEASIBLE = 2  # a status of scipy's milp


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibrium:
    """Mixed strategies that are best replies to each other, and their payoffs.

    Parameters
    ----------
    row, column : tuple of float
        Probability of each pure strategy.
    payoffs : tuple of float
        Payoffs of the row player and of the column player.
    """

    row: tuple[float, ...]
    column: tuple[float, ...]
    payoffs: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibria:
    """The equilibria of a game that were found.

    Parameters
    ----------
    listed : tuple of Equilibrium
        The equilibria, those in pure strategies first.
    complete : bool
        Whether there are no other equilibria with supports of equal size and probabilities of 0.0001 or more. If the
        game has no ties, there are then no others at all.
    """

    listed: tuple[Equilibrium, ...]
    complete: bool


def equilibria(a: Reals, b: Reals) -> Equilibria:
    """Return the Nash equilibria with supports of equal size, at most fifty.

    Those in pure strategies are read from the payoffs. For the mixed ones, a mixed-integer program is solved
    repeatedly, each time excluding the supports that are already known, until it has no solution.

    Source: Sandholm, Gilpin and Conitzer (2005), Formulation 1

    Parameters
    ----------
    a, b : array, shape (rows, columns)
        Payoffs of the row player and of the column player.

    Returns
    -------
    Equilibria
        The equilibria, and whether there are no others.
    """
    to_row, to_column = _scaled(a), _scaled(b)
    pure = [((i,), (j,)) for i, j in np.argwhere(best_replies(to_row) & best_replies(to_column.T).T).tolist()]
    supports: list[Support] = list(pure[:MOST])
    search = _Search(to_row, to_column)
    while len(supports) < MOST and (support := search.next_support()):
        supports.append(support)
    mixes = [_mixes(to_row, to_column, *support) for support in supports]
    listed = tuple(_equilibrium(a, b, *mix) for mix in mixes if mix is not None)
    return Equilibria(listed=listed, complete=search.exhausted)


def _equilibrium(a: Reals, b: Reals, row: Reals, column: Reals) -> Equilibrium:
    payoffs = (float(row @ a @ column), float(row @ b @ column))
    return Equilibrium(row=tuple(row.tolist()), column=tuple(column.tolist()), payoffs=payoffs)


def is_tied(a: Reals, b: Reals, equilibria: Sequence[Equilibrium]) -> bool:
    """Return whether payoffs tie, so that there may be equilibria with supports of unequal size.

    They tie if a strategy of one player, pure or played in an equilibrium, has more best replies than it mixes pure
    strategies; such a game is degenerate.

    Source: Nisan et al. (2007), Definition 3.2
    """
    rows, columns = np.eye(a.shape[0]), np.eye(a.shape[1])
    of_column = [*columns, *(np.array(equilibrium.column) for equilibrium in equilibria)]
    of_row = [*rows, *(np.array(equilibrium.row) for equilibrium in equilibria)]
    to_row, to_column = _scaled(a), _scaled(b)
    return any(_has_ties(to_row @ mix, mix) for mix in of_column) or any(
        _has_ties(mix @ to_column, mix) for mix in of_row
    )


def _has_ties(payoffs: Reals, mix: Reals) -> bool:
    return int((payoffs >= payoffs.max() - TOLERANCE).sum()) > int((mix > 0.0).sum())


def persists(a: Reals, b: Reals, equilibrium: Equilibrium) -> bool:
    """Return whether other payoffs have an equilibrium in which the same strategies are played."""
    rows, columns = (tuple(np.flatnonzero(mix).tolist()) for mix in (equilibrium.row, equilibrium.column))
    return _mixes(_scaled(a), _scaled(b), rows, columns) is not None


def best_replies(a: Reals) -> npt.NDArray[np.bool_]:
    """Return which rows are best replies to each column, shape (rows, columns)."""
    replies: npt.NDArray[np.bool_] = a >= a.max(axis=0) - TOLERANCE
    return replies


def _scaled(payoffs: Reals) -> Reals:
    """Return payoffs scaled to [0, 1], which does not change the equilibria."""
    spread = float(np.ptp(payoffs))
    scaled: Reals = (payoffs - payoffs.min()) / (spread if spread > 0.0 else 1.0)
    return scaled


class _Search:
    """Search for the supports of mixed equilibria, one after the other.

    The variables are the probabilities of all strategies of both players, whether each is played at all, and the payoff
    of each player. The regret of a strategy is the player's payoff less the payoff of the strategy.
    """

    def __init__(self, a: Reals, b: Reals) -> None:
        from scipy.optimize import Bounds, LinearConstraint

        rows, columns = a.shape
        self._rows, self._count = rows, rows + columns
        count = self._count
        self.exhausted = False
        probability, played = (
            np.hstack([np.eye(count), np.zeros((count, count + 2))]),
            np.eye(count, 2 * count + 2, count),
        )
        payoff = np.block([[np.zeros((rows, rows)), a], [b.T, np.zeros((columns, columns))]])
        own = np.repeat(np.eye(2), (rows, columns), axis=0)  # whose strategy it is
        regret = np.hstack([-payoff, np.zeros((count, count)), own])
        sums, supports = own.T @ probability, own.T @ played
        self._constraints = [
            LinearConstraint(regret, 0.0, np.inf),
            LinearConstraint(regret + played, -np.inf, 1.0),  # no regret for strategies that are played
            LinearConstraint(probability - played, -np.inf, 0.0),
            LinearConstraint(probability - SMALLEST * played, 0.0, np.inf),
            LinearConstraint(sums, 1.0, 1.0),
            LinearConstraint(supports, 2.0, np.inf),
            LinearConstraint(supports[0] - supports[1], 0.0, 0.0),
        ]
        self._integral = np.repeat((0, 1, 0), (count, count, 2))
        self._bounds = Bounds(0.0, 1.0)

    def next_support(self) -> Support | None:
        """Return the strategies that each player plays in another equilibrium; ``None`` if no other is found."""
        from scipy.optimize import LinearConstraint, milp

        result = milp(
            np.zeros(len(self._integral)),
            constraints=self._constraints,
            integrality=self._integral,
            bounds=self._bounds,
            options={"node_limit": NODES},
        )
        if result.x is None:
            self.exhausted = result.status == INFEASIBLE
            return None
        played = result.x[self._count : 2 * self._count] > 0.5
        known = np.concatenate([np.zeros(self._count), np.where(played, 1.0, -1.0), np.zeros(2)])
        self._constraints.append(LinearConstraint(known, -np.inf, float(played.sum()) - 1.0))
        return _indices(played[: self._rows]), _indices(played[self._rows :])


def _indices(chosen: Any) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


def _mixes(a: Reals, b: Reals, rows: tuple[int, ...], columns: tuple[int, ...]) -> tuple[Reals, Reals] | None:
    """Return the equilibrium with these supports; ``None`` if there is none, or many because payoffs tie."""
    y = _indifferent(a[np.ix_(rows, columns)])
    x = _indifferent(b[np.ix_(rows, columns)].T)
    if x is None or y is None:
        return None
    row, column = np.zeros(a.shape[0]), np.zeros(a.shape[1])
    row[list(rows)], column[list(columns)] = x, y
    return (row, column) if _is_best(a @ column, rows) and _is_best(row @ b, columns) else None


def _indifferent(payoffs: Reals) -> Reals | None:
    """Return the mix of columns that gives all rows the same payoff; ``None`` if there is none with full support."""
    size = len(payoffs)
    system = np.zeros((size + 1, size + 1))
    system[:size, :size], system[:size, size], system[size, :size] = payoffs, -1.0, 1.0
    try:
        mix: Reals = np.linalg.solve(system, np.eye(size + 1)[size])[:size]
    except np.linalg.LinAlgError:
        return None
    return mix if (mix > TOLERANCE).all() else None


def _is_best(payoffs: Reals, support: tuple[int, ...]) -> bool:
    return bool(payoffs.max() <= payoffs[list(support)].min() + TOLERANCE)
