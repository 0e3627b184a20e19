"""Payoffs of tactics against each other as tables, and the equilibria in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from negosim.report.document import Block, Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import decimals_for, plain, rounded

if TYPE_CHECKING:
    from negosim.study.estimate.tournament import Tournament

__all__ = ["describe_tournament"]

MOST_COLUMNS = 5
Reals = npt.NDArray[np.float64]
TIED = (
    "Payoffs tie: against some tactics several replies are equally good, so there may be further equilibria than these."
)

EFFICIENT = "The sum of utilities as a share of the largest among outcomes that are rational for both sides."
DISTANT = "In utility; negotiations without an agreement are included."
INCOMPLETE = "The search ended before all equilibria were found; use fewer tactics."


def describe_tournament(tournament: Tournament) -> Document:
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
    sections += [Section(heading="Scores", blocks=_scores(tournament)), *_outcomes(tournament)]
    lines = _equilibria(tournament) or ["No equilibrium was found."]
    if tournament.tied:
        lines.append(TIED)
        lines += _ties(tournament)
    if not tournament.complete:
        lines.append(INCOMPLETE)
    lines.append(_evolution(tournament))
    blocks = tuple(Paragraph(text=say(line)) for line in lines)
    sections.append(Section(heading="Nash equilibria of choosing a tactic", blocks=blocks))
    return Document(
        title=f"Tournament: {tournament.scenario}",
        subtitle=f"mean payoffs, {negotiations} per pair, seed {tournament.seed}",
        sections=tuple(sections),
    )


def _scores(tournament: Tournament) -> tuple[Block, ...]:
    """Return each tactic's mean payoff over both sides and all opponents, the best first."""
    order = np.argsort(-tournament.scores[:, 0], kind="stable").tolist()
    rows = tuple(Row(cells=(tournament.tactics[i], *_estimate(*tournament.scores[i].tolist()))) for i in order)
    note = "The mean payoff over both sides and all opponents, including itself."
    table = Table(columns=("", "Score", "95 % interval"), rows=rows, right=(False, True, True))
    return table, Paragraph(text=say(note))


def _estimate(mean: float, low: float, high: float) -> tuple[str, str]:
    error = (high - low) / 2.0
    if not error > 0.0:
        return plain(mean), "–"
    decimals = decimals_for(error)
    return rounded(mean, decimals), f"{rounded(low, decimals)}–{rounded(high, decimals)}"


def _outcomes(tournament: Tournament) -> Iterator[Section]:
    """Yield how often pairs agree, and how efficient their results are."""
    row, column = tournament.parties
    place = f"(rows: {row}, columns: {column})"
    measures = (
        ("Agreements", "Shares of the negotiations.", tournament.agreed, tournament.agreed_intervals),
        ("Joint efficiency", EFFICIENT, tournament.efficiency, tournament.efficiency_intervals),
        ("Distance to the Nash solution", DISTANT, tournament.nash_distance, tournament.nash_distance_intervals),
    )
    for heading, note, means, intervals in measures:
        if means is not None and intervals is not None:
            tables = _pages(tournament, means, (intervals[..., 1] - intervals[..., 0]) / 2.0)
            yield Section(heading=f"{heading} {place}", blocks=(*tables, Paragraph(text=say(note))))


def _matrices(tournament: Tournament, party: int) -> Iterator[Table]:
    """Yield the payoffs of a party."""
    return _pages(tournament, tournament.payoffs[party], _half_widths(tournament, party))


def _pages(tournament: Tournament, payoffs: Reals, half_widths: Reals) -> Iterator[Table]:
    """Yield a number for each pair, as many columns at a time as a page is wide."""
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
        return "With one negotiation per pair, there is no estimate of how much payoffs vary."
    if not known.size:
        return "In each pair all negotiations have the same payoff."
    widest = float(known.max())
    return f"The half-widths of the 95 % intervals are at most {rounded(widest, decimals_for(widest))}."


def _half_widths(tournament: Tournament, party: int) -> Reals:
    """Return the half-widths of the intervals, nan if there is none."""
    low, high = np.moveaxis(tournament.intervals[party], -1, 0)
    half_widths: Reals = (high - low) / 2.0
    return half_widths


def _mix(tournament: Tournament, mix: Sequence[float], least: float = 0.0) -> str:
    """Return a mix of tactics in words, leaving out shares of at most ``least``."""
    return " or ".join(
        tactic if p > 1.0 - 1e-3 else f"{tactic} ({p:.3f})"
        for tactic, p in zip(tournament.tactics, mix, strict=True)
        if p > least
    )


def _ties(tournament: Tournament) -> Iterator[str]:
    for tie in tournament.ties:
        replies = ", ".join(tournament.tactics[reply] for reply in tie.replies)
        against, party = tournament.tactics[tie.against], tournament.parties[tie.player]
        yield f"Against {against}, equally good for {party}: {replies}."


def _evolution(tournament: Tournament) -> str:
    evolution = tournament.evolution
    ends = [
        f"{party}: {_mix(tournament, mix, 5e-4)}"
        for party, mix in zip(tournament.parties, (evolution.row, evolution.column), strict=True)
    ]
    if not evolution.settled:
        return "The replicator dynamics from an even mix do not converge."
    return f"The replicator dynamics from an even mix converge to {'; '.join(ends)}."


def _equilibria(tournament: Tournament) -> list[str]:
    lines = []
    for number, equilibrium in enumerate(tournament.equilibria):
        mixes = [_mix(tournament, mix) for mix in (equilibrium.row, equilibrium.column)]
        parties = [
            f"{party}: {mix}, payoff {payoff:.4f}"
            for party, mix, payoff in zip(tournament.parties, mixes, equilibrium.payoffs, strict=True)
        ]
        stability = None if tournament.stability is None else tournament.stability[number]
        stable = "" if stability is None else f" (in {100 * stability:.0f} % of resampled payoffs)"
        lines.append("; ".join(parties) + stable)
    return lines
