"""Payoffs of tactics against each other as tables, and the equilibria in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import decimals_for, plain, rounded

if TYPE_CHECKING:
    from negosim.study.estimate.tournament import Tournament

__all__ = ["tell_tournament"]

MOST_COLUMNS = 5
Reals = npt.NDArray[np.float64]
TIED = (
    "Payoffs tie: against some tactics several replies are equally good, so there may be further equilibria than these."
)

INCOMPLETE = "The search was ended before all equilibria were found; fewer tactics make a game that can be solved."


def tell_tournament(tournament: Tournament) -> Document:
    """Return the payoffs of tactics against tactics, and the equilibria."""
    row, column = tournament.parties
    negotiations = "1 negotiation" if tournament.replicates == 1 else f"{tournament.replicates:,} negotiations"
    sections = [
        Section(
            heading=f"Payoff of {party} (rows: {row}, columns: {column})",
            blocks=(*_matrices(tournament, number), Paragraph(text=say(_accuracy(tournament, number)))),
        )
        for number, party in enumerate(tournament.parties)
    ]
    lines = _equilibria(tournament) or ["None was found."]
    if tournament.tied:
        lines.append(TIED)
    if not tournament.complete:
        lines.append(INCOMPLETE)
    blocks = tuple(Paragraph(text=say(line)) for line in lines)
    sections.append(Section(heading="Nash equilibria of choosing a tactic", blocks=blocks))
    return Document(
        title=f"Tournament: {tournament.scenario}",
        subtitle=f"mean payoffs, {negotiations} per pair, seed {tournament.seed}",
        sections=tuple(sections),
    )


def _matrices(tournament: Tournament, party: int) -> Iterator[Table]:
    """Yield the payoffs of a party, as many columns at a time as a page is wide."""
    payoffs, half_widths = tournament.payoffs[party], _half_widths(tournament, party)
    for first in range(0, len(tournament.tactics), MOST_COLUMNS):
        shown = slice(first, first + MOST_COLUMNS)
        columns = tournament.tactics[shown]
        rows = tuple(
            Row(cells=(tactic, *map(_payoff, payoffs[i, shown], half_widths[i, shown])))
            for i, tactic in enumerate(tournament.tactics)
        )
        yield Table(columns=("", *columns), rows=rows, right=(False, *(True for _ in columns)))


def _payoff(x: float, error: float) -> str:
    return rounded(x, decimals_for(error)) if error > 0.0 else plain(x)


def _accuracy(tournament: Tournament, party: int) -> str:
    half_widths = _half_widths(tournament, party)
    known = half_widths[half_widths > 0.0]
    if tournament.replicates == 1:
        return "One negotiation per pair says nothing of how much payoffs vary."
    if not known.size:
        return "In each pair all negotiations have the same payoff."
    widest = float(known.max())
    return f"The 95 % intervals reach up to {rounded(widest, decimals_for(widest))} to either side."


def _half_widths(tournament: Tournament, party: int) -> Reals:
    """Return half the widths of the intervals, nan if there is none."""
    low, high = np.moveaxis(tournament.intervals[party], -1, 0)
    half_widths: Reals = (high - low) / 2.0
    return half_widths


def _equilibria(tournament: Tournament) -> list[str]:
    lines = []
    for equilibrium in tournament.equilibria:
        mixes = [
            " or ".join(
                tactic if p > 1.0 - 1e-9 else f"{tactic} ({p:.3f})"
                for tactic, p in zip(tournament.tactics, mix, strict=True)
                if p > 0.0
            )
            for mix in (equilibrium.row, equilibrium.column)
        ]
        parties = [
            f"{party}: {mix}, payoff {payoff:.4f}"
            for party, mix, payoff in zip(tournament.parties, mixes, equilibrium.payoffs, strict=True)
        ]
        lines.append("; ".join(parties))
    return lines
