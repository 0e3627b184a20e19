"""The solutions of a domain of Genius with any number of parties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.solve import SOLUTIONS

if TYPE_CHECKING:
    from negosim.convert.solving import DomainSolutions

__all__ = ["describe_domain"]


def describe_domain(solved: DomainSolutions) -> Document:
    """Return the solutions of a domain and the size of its frontier as a document."""
    names = [profile.name for profile in solved.domain.profiles]
    labels = {concept.name: concept.title for concept in SOLUTIONS}
    rows = []
    for name, solution in solved.solutions.items():
        values = [] if solution.utilities is None else solution.utilities.tolist()
        utilities = [f"{value:.3f}" for value in values] or ["–" for _ in names]
        rows.append(Row(cells=(labels[name], _terms(solved.terms(solution)), *utilities)))
    right = (False, False, *(True for _ in names))
    points = "1 point" if solved.frontier.size == 1 else f"{solved.frontier.size:,} points"
    floors = zip(names, solved.domain.reservations, strict=True)
    notes = (
        f"Terms and utilities. Reservation values: {', '.join(f'{name} {value:g}' for name, value in floors)}.",
        f"The Pareto frontier has {points}.",
    )
    table = Table(columns=("", "Terms", *names), rows=tuple(rows), right=right)
    blocks = (Paragraph(text=say(notes[0])), table, Paragraph(text=say(notes[1])))
    return Document(
        title=solved.domain.objective or solved.domain.name,
        subtitle=f"The Genius domain {solved.domain.name}, with {len(names)} parties.",
        sections=(Section(heading="Bargaining solutions", blocks=blocks),),
    )


def _terms(terms: Mapping[str, str | int] | None) -> str:
    return "no agreement" if terms is None else ", ".join(f"{name} {value}" for name, value in terms.items())
