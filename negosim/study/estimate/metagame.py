"""The game of choosing a tactic, apart from its equilibria: ties, sampling error, and the replicator dynamics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.study.estimate.equilibria import Equilibrium, best_replies, persists

__all__ = ["Evolution", "Tie", "replicator", "resampled", "stability_of", "ties_of"]

Reals = npt.NDArray[np.float64]
TIMES = 200  # number of resamples
STEP = 0.1  # of the replicator dynamics, with payoffs scaled to [0, 1]
MOST_STEPS = 50_000
AT_REST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Several best replies to the same tactic.

    Parameters
    ----------
    player : int
        Whose replies they are: 0 for the row player, 1 for the column player.
    against : int
        The other player's tactic.
    replies : tuple of int
        The best replies.
    """

    player: int
    against: int
    replies: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """The end of the replicator dynamics from an even mix.

    Parameters
    ----------
    row, column : tuple of float
        The mixes at the end.
    settled : bool
        Whether they have come to rest; if not, they may cycle.
    """

    row: tuple[float, ...]
    column: tuple[float, ...]
    settled: bool


def ties_of(a: Reals, b: Reals) -> tuple[Tie, ...]:
    """Return the tactics to which there are several best replies.

    Parameters
    ----------
    a, b : array, shape (rows, columns)
        Payoffs of the row player and of the column player.
    """
    return (*_ties(0, best_replies(a)), *_ties(1, best_replies(b.T)))


def _ties(player: int, replies: npt.NDArray[np.bool_]) -> Iterator[Tie]:
    for against in range(replies.shape[1]):
        best = np.flatnonzero(replies[:, against]).tolist()
        if len(best) > 1:
            yield Tie(player=player, against=against, replies=tuple(best))


def replicator(a: Reals, b: Reals) -> Evolution:
    """Return the end of the replicator dynamics of two populations of tactics, from an even mix.

    The share of a tactic is multiplied by ``exp(h · payoff)`` at each step, with ``h`` = 0.1 and payoffs scaled to
    [0, 1].

    Source: Taylor and Jonker (1978)

    Parameters
    ----------
    a, b : array, shape (rows, columns)
        Payoffs of the row player and of the column player.
    """
    rows, columns = a.shape
    x, y = np.full(rows, 1.0 / rows), np.full(columns, 1.0 / columns)
    to_row, to_column = _scaled(a), _scaled(b)
    settled = False
    for _ in range(MOST_STEPS):
        new_x, new_y = x * np.exp(STEP * (to_row @ y)), y * np.exp(STEP * (x @ to_column))
        new_x, new_y = new_x / new_x.sum(), new_y / new_y.sum()
        moved = max(float(np.abs(new_x - x).max()), float(np.abs(new_y - y).max()))
        x, y = new_x, new_y
        if moved < AT_REST:
            settled = True
            break
    return Evolution(row=tuple(x.tolist()), column=tuple(y.tolist()), settled=settled)


def _scaled(payoffs: Reals) -> Reals:
    spread = float(np.ptp(payoffs))
    scaled: Reals = (payoffs - payoffs.min()) / (spread if spread > 0.0 else 1.0)
    return scaled


def resampled(payoffs: Reals, sample: Reals, replicates: int) -> Reals:
    """Return the mean payoffs of other samples of the same size, by the bootstrap.

    All pairs are resampled together, since they have the same random numbers.

    Source: Efron and Tibshirani (1993)

    Parameters
    ----------
    payoffs : array, shape (2, tactics, tactics)
        The mean payoffs.
    sample : array, shape (kept, 2, tactics, tactics)
        Payoffs by replicate, of all replicates or of the first ``kept``.
    replicates : int
        Number of replicates of the means.

    Returns
    -------
    array, shape (200, 2, tactics, tactics)
        Mean payoffs.
    """
    kept = len(sample)
    weights = np.random.default_rng(0).multinomial(kept, np.full(kept, 1.0 / kept), size=TIMES) / kept
    means = (weights @ sample.reshape(kept, -1)).reshape(TIMES, *payoffs.shape)
    return np.asarray(payoffs + (means - sample.mean(axis=0)) * np.sqrt(kept / replicates))


def stability_of(others: Reals, equilibria: Sequence[Equilibrium]) -> tuple[float, ...]:
    """Return, for each equilibrium, the share of resampled payoffs that have one with the same tactics.

    Parameters
    ----------
    others : array, shape (times, 2, tactics, tactics)
        Resampled payoffs.
    equilibria : sequence of Equilibrium
        Equilibria at the estimated payoffs.
    """
    return tuple(sum(persists(a, b, each) for a, b in others) / len(others) for each in equilibria)
