"""Answers, comparisons, sensitivities and tournaments as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from negosim.report.document import Document, Paragraph, Row, Section, Table, say

if TYPE_CHECKING:
    from negosim.study.estimate.comparison import Comparison
    from negosim.study.estimate.sensitivity import Sensitivity
    from negosim.study.estimate.tournament import Tournament
    from negosim.study.store.queries import Answer

__all__ = ["tell_answer", "tell_comparison", "tell_sensitivity", "tell_tournament"]

MOST_ROWS = 1_000


def tell_answer(answer: Answer) -> Document:
    """Return what a query came to; of many rows the first ones."""
    rows = tuple(Row(cells=tuple(_cell(value) for value in row)) for row in answer.values[:MOST_ROWS])
    right = tuple(_is_numeric(row[place] for row in answer.values) for place in range(len(answer.columns)))
    count = f"{len(answer.values):,} row{'' if len(answer.values) == 1 else 's'}"
    shown = f"{count}; the first {MOST_ROWS:,} are shown" if len(answer.values) > MOST_ROWS else count
    return Document(title="Query", lead=(Table(columns=answer.columns, rows=rows, right=right),), colophon=shown)


def tell_comparison(comparison: Comparison) -> Document:
    """Return how two scenarios differ, measure by measure."""
    sections = []
    for number, measures in enumerate(comparison.points):
        rows = tuple(
            Row(cells=(name, f"{d.n:,}", *(_cell(x) for x in (d.a, d.b, d.difference)), _error(d.se)))
            for name, d in measures.items()
            if d.n
        )
        table = Table(columns=("", "pairs", "A", "B", "B - A", "se"), rows=rows, right=(False, *[True] * 5))
        heading = f"Point {number}" if len(comparison.points) > 1 else "Paired differences"
        sections.append(Section(heading=heading, blocks=(table,)))
    return Document(
        title=f"A: {comparison.a}, B: {comparison.b}",
        subtitle=f"{comparison.replicates:,} pairs with the same random numbers, seed {comparison.seed}",
        sections=tuple(sections),
    )


def tell_sensitivity(found: Sensitivity) -> Document:
    """Return the Sobol indices, a table per output, the most telling input first."""
    columns = ("", "first", "95 %", "total", "95 %")
    sections = []
    for output, indices in found.outputs.items():
        rows = tuple(
            Row(
                cells=(
                    index.path,
                    f"{index.first:.3f}",
                    _interval(index.first_interval),
                    f"{index.total:.3f}",
                    _interval(index.total_interval),
                )
            )
            for index in sorted(indices, key=lambda index: -index.total)
        )
        table = Table(columns=columns, rows=rows, right=(False, True, True, True, True))
        sections.append(Section(heading=output, blocks=(table,)))
    nothing = Paragraph(text=say("Nothing varies, so there is nothing to explain."))
    return Document(
        title=f"Sobol indices of {found.scenario}",
        subtitle=f"sample of {found.samples}, {found.replicates} replicates each, seed {found.seed}",
        lead=() if sections else (nothing,),
        sections=tuple(sections),
    )


def tell_tournament(found: Tournament) -> Document:
    """Return the payoffs of tactics against tactics, and the equilibria."""
    row, column = found.parties
    sections = [
        Section(heading=f"Payoff of {party} (rows: {row}, columns: {column})", blocks=(_matrix(found, number),))
        for number, party in enumerate(found.parties)
    ]
    lines = tuple(Paragraph(text=say(line)) for line in _equilibria(found)) or (
        Paragraph(text=say("None was found; payoffs tie.")),
    )
    sections.append(Section(heading="Nash equilibria of choosing a tactic", blocks=lines))
    return Document(
        title=f"Tournament: {found.scenario}",
        subtitle=f"{found.replicates:,} negotiations per pair, seed {found.seed}; mean payoff ± standard error",
        sections=tuple(sections),
    )


def _matrix(found: Tournament, party: int) -> Table:
    rows = tuple(
        Row(
            cells=(
                tactic,
                *(f"{x:.4f} ± {se:.4f}" for x, se in zip(found.payoffs[party][i], found.se[party][i], strict=True)),
            )
        )
        for i, tactic in enumerate(found.tactics)
    )
    return Table(columns=("", *found.tactics), rows=rows, right=(False, *[True] * len(found.tactics)))


def _equilibria(found: Tournament) -> list[str]:
    lines = []
    for equilibrium in found.equilibria:
        mixes = [
            " or ".join(
                tactic if p > 1.0 - 1e-9 else f"{tactic} ({p:.3f})"
                for tactic, p in zip(found.tactics, mix, strict=True)
                if p > 0.0
            )
            for mix in (equilibrium.row, equilibrium.column)
        ]
        parties = [
            f"{party}: {mix}, worth {payoff:.4f}"
            for party, mix, payoff in zip(found.parties, mixes, equilibrium.payoffs, strict=True)
        ]
        lines.append("; ".join(parties))
    return lines


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "–" if value != value else f"{value:.6g}"
    return "–" if value is None else str(value)


def _error(se: float) -> str:
    return "–" if se != se else f"{se:.2g}"


def _interval(ends: Sequence[float]) -> str:
    return f"{ends[0]:.3f} to {ends[1]:.3f}"


def _is_numeric(values: Any) -> bool:
    return all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values)
