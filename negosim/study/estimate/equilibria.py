"""Nash equilibria of a small two-player game in normal form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError

__all__ = ["LARGEST_GAME", "Equilibrium", "equilibria", "is_tied"]

Reals = npt.NDArray[np.float64]
LARGEST_GAME = 9
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibrium:
    """Mixed strategies that are best replies to each other, and the payoffs that they give.

    Parameters
    ----------
    row, column : tuple of float
        Probability of each pure strategy.
    payoffs : tuple of float
        Of the row player and of the column player.
    """

    row: tuple[float, ...]
    column: tuple[float, ...]
    payoffs: tuple[float, float]


def equilibria(a: Reals, b: Reals) -> tuple[Equilibrium, ...]:
    """Return the Nash equilibria with supports of equal size, by support enumeration.

    In a game without ties these are all of them, an odd number; where payoffs tie, there may be further ones.

    Source: Nisan et al. (2007), Algorithm 3.4

    Parameters
    ----------
    a, b : array, shape (rows, columns)
        Payoffs of the row player and of the column player.

    Raises
    ------
    UsageError
        Where the game is too large to go through its supports.
    """
    if max(a.shape) > LARGEST_GAME:
        raise UsageError(f"a game with {max(a.shape)} strategies is too large to solve; take at most {LARGEST_GAME}")
    return tuple(_enumerated(a, b))


def is_tied(a: Reals, b: Reals, equilibria: Sequence[Equilibrium]) -> bool:
    """Return whether payoffs tie, so that there may be further equilibria than those by support enumeration.

    They tie where a strategy of one player, pure or played in an equilibrium, has more best replies than it mixes
    strategies: the game is degenerate then.

    Source: Nisan et al. (2007), Definition 3.2
    """
    rows, columns = np.eye(a.shape[0]), np.eye(a.shape[1])
    of_column = [*columns, *(np.array(equilibrium.column) for equilibrium in equilibria)]
    of_row = [*rows, *(np.array(equilibrium.row) for equilibrium in equilibria)]
    return any(_has_ties(a @ mix, mix) for mix in of_column) or any(_has_ties(mix @ b, mix) for mix in of_row)


def _has_ties(payoffs: Reals, mix: Reals) -> bool:
    return int((payoffs >= payoffs.max() - TOLERANCE).sum()) > int((mix > 0.0).sum())


def _enumerated(a: Reals, b: Reals) -> Iterator[Equilibrium]:
    for size in range(1, min(a.shape) + 1):
        for rows in combinations(range(a.shape[0]), size):
            for columns in combinations(range(a.shape[1]), size):
                y = _indifferent(a[np.ix_(rows, columns)])
                x = _indifferent(b[np.ix_(rows, columns)].T)
                if x is None or y is None:
                    continue
                row, column = np.zeros(a.shape[0]), np.zeros(a.shape[1])
                row[list(rows)], column[list(columns)] = x, y
                if _is_best(a @ column, rows) and _is_best(row @ b, columns):
                    payoffs = (float(row @ a @ column), float(row @ b @ column))
                    yield Equilibrium(row=tuple(row.tolist()), column=tuple(column.tolist()), payoffs=payoffs)


def _indifferent(payoffs: Reals) -> Reals | None:
    """Return the mix of columns that gives all rows the same payoff; ``None`` where there is none with full support."""
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
