"""The best that any mechanism can do when both values are private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import numbers, plain, positive, require, together
from negosim.solve.results import FloatArray

__all__ = [
    "OptimalMechanism",
    "TradeBenchmark",
    "myerson_satterthwaite",
    "optimal_mechanism",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeBenchmark:
    """Bounds for a buyer and a seller with values uniform on [low, high].

    Parameters
    ----------
    first_best : ndarray
        Expected gains if every gainful trade were made.
    second_best : ndarray
        Highest expected gains under incentive compatibility, voluntary participation and a balanced budget.
    trade : ndarray
        Probability of trade at the second best.
    threshold : ndarray
        Least difference of the values at which the second best trades.
    efficiency : ndarray
        Second best relative to first best.
    subsidy : ndarray
        What an outsider would have to pay in expectation for the first best (Vickrey-Clarke-Groves deficit).
    """

    first_best: FloatArray
    second_best: FloatArray
    trade: FloatArray
    threshold: FloatArray
    efficiency: FloatArray
    subsidy: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimalMechanism:
    """The mechanism with the highest expected gains for finitely many types.

    Parameters
    ----------
    gains, first_best : float
        Its expected gains, and those of making every gainful trade.
    trade : ndarray, shape (buyers, sellers)
        Probability of trade for each pair of types.
    payments : ndarray, shape (buyers,)
        Expected payment of each type of buyer.
    receipts : ndarray, shape (sellers,)
        Expected receipt of each type of seller.
    """

    gains: float
    first_best: float
    trade: FloatArray
    payments: FloatArray
    receipts: FloatArray


def myerson_satterthwaite(low: ArrayLike = 0.0, high: ArrayLike = 1.0) -> TradeBenchmark:
    """Bound the gains from bargaining under two-sided private values, uniform on [low, high].

    Parameters
    ----------
    low, high : array_like
        Ends of both sides' values; low below high.

    Returns
    -------
    TradeBenchmark
        First and second best.

    Raises
    ------
    SolverError
        If a number is NaN or infinite, or low is not below high.

    Notes
    -----
    On [0, 1]: first best 1/6, which needs a subsidy of 1/6; second best 9/64, trading iff b − s ≥ 1/4, with
    probability 9/32.

    Source: Myerson and Satterthwaite (1983).
    """
    bottom, top = together(numbers("low", low), numbers("high", high))
    require(bottom < top, "low", "must be below high")
    unit = top - bottom
    return TradeBenchmark(
        first_best=plain(unit / 6),
        second_best=plain(unit * 9 / 64),
        trade=plain(np.full(unit.shape, 9 / 32)),
        threshold=plain(unit / 4),
        efficiency=plain(np.full(unit.shape, 27 / 32)),
        subsidy=plain(unit / 6),
    )


def optimal_mechanism(
    buyer_values: ArrayLike,
    seller_values: ArrayLike,
    *,
    buyer_probabilities: ArrayLike | None = None,
    seller_probabilities: ArrayLike | None = None,
) -> OptimalMechanism:
    """Find the mechanism with the highest expected gains for finitely many types on either side.

    Parameters
    ----------
    buyer_values, seller_values : array_like
        The types' values, strictly increasing.
    buyer_probabilities, seller_probabilities : array_like, optional
        The types' probabilities, above 0, with sum 1; equal ones if not given.

    Returns
    -------
    OptimalMechanism
        The solution of the linear programme.

    Raises
    ------
    SolverError
        If values are empty, NaN or not increasing, or probabilities do not fit.

    Notes
    -----
    Maximise E[(b − s)p(b, s)] over probabilities of trade and expected transfers, subject to interim
    incentive compatibility and participation of both sides and a budget that balances in expectation. Values
    are one number, so that the constraints between neighbouring types imply the others. With very few types
    full efficiency is attainable: the impossibility is one of many types.

    Source: Myerson and Satterthwaite (1983); Williams (1987).
    """
    from scipy.optimize import linprog

    b, f = _types("buyer_values", buyer_values, "buyer_probabilities", buyer_probabilities)
    s, g = _types("seller_values", seller_values, "seller_probabilities", seller_probabilities)
    gains = np.outer(f, g) * (b[:, None] - s[None, :])
    rows = _constraints(b, f, s, g)
    transfers = b.size + s.size
    solution = linprog(
        np.concatenate([-gains.ravel(), np.zeros(transfers)]),
        A_ub=rows,
        b_ub=np.zeros(rows.shape[0]),
        bounds=[(0, 1)] * gains.size + [(None, None)] * transfers,
        method="highs",
    )
    if not solution.success:  # no trade is feasible, so this is a failure of the solver
        raise SolverError("buyer_values", f"the linear programme was not solved: {solution.message}")
    trade, payments, receipts = np.split(solution.x, [gains.size, gains.size + b.size])
    return OptimalMechanism(
        gains=float(-solution.fun),
        first_best=float(np.maximum(gains, 0).sum()),
        trade=trade.reshape(gains.shape),
        payments=payments,
        receipts=receipts,
    )


def _types(name: str, values: ArrayLike, chances: str, given: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Check one side's values and probabilities."""
    array = np.atleast_1d(numbers(name, values))
    require(array.ndim == 1 and bool(np.all(np.diff(array) > 0)), name, "must be a strictly increasing list")
    weights = np.full(array.size, 1 / array.size) if given is None else np.atleast_1d(positive(chances, given))
    require(weights.shape == array.shape, chances, "must have one probability for each value")
    require(abs(weights.sum() - 1) < 1e-9, chances, f"must sum to 1; they sum to {weights.sum():g}")
    return array, weights


def _constraints(b: FloatArray, f: FloatArray, s: FloatArray, g: FloatArray) -> Any:
    """Rows of A x ≤ 0, sparse, for x = (p(b, s), payments, receipts): incentives, participation, budget."""
    from scipy import sparse

    buys = sparse.kron(sparse.eye_array(b.size), g[None, :], format="csr")  # chance to trade, by type of buyer
    sells = sparse.kron(f[None, :], sparse.eye_array(s.size), format="csr")
    up_b, up_s = (sparse.diags_array([-1.0, 1.0], offsets=[0, 1], shape=(n - 1, n)) for n in (b.size, s.size))
    more_b, more_s = up_b @ buys, up_s @ sells
    lowest = sparse.csr_array(np.eye(1, b.size))
    highest = sparse.csr_array(np.eye(1, s.size, s.size - 1))
    rows = [
        [-b[0] * (lowest @ buys), lowest, None],
        [s[-1] * (highest @ sells), None, -highest],
        [None, -sparse.csr_array(f[None, :]), sparse.csr_array(g[None, :])],
    ]
    if b.size > 1:  # no type gains by passing for its upper or its lower neighbour
        rows += [
            [sparse.diags_array(b[:-1]) @ more_b, -up_b, None],
            [-sparse.diags_array(b[1:]) @ more_b, up_b, None],
        ]
    if s.size > 1:
        rows += [
            [-sparse.diags_array(s[:-1]) @ more_s, None, up_s],
            [sparse.diags_array(s[1:]) @ more_s, None, -up_s],
        ]
    return sparse.block_array(rows, format="csr")
