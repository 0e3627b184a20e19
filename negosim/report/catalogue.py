"""Lists of what there is: scenarios and tactics, as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from negosim.report.document import Block, Document, Paragraph, Section, Span

if TYPE_CHECKING:
    from negosim.rules.parameters import Parameter
    from negosim.rules.tactics import TacticKind

__all__ = ["list_scenarios", "list_tactics"]


def list_scenarios(scenarios: Sequence[Mapping[str, str]]) -> Document:
    """Return the shipped scenarios, each with its name and title."""
    width = max((len(scenario["name"]) for scenario in scenarios), default=0)
    lines = tuple(
        Paragraph(
            text=(
                Span(scenario["name"].ljust(width).replace(" ", "\N{NO-BREAK SPACE}"), "strong"),
                Span(f" {scenario['title']}"),
            )
        )
        for scenario in scenarios
    )
    return Document(title="Shipped scenarios", sections=(Section(heading="negosim run NAME", blocks=lines),))


def list_tactics(kinds: Sequence[TacticKind]) -> Document:
    """Return the tactics, each with what it does, its source and its parameters."""
    return Document(
        title="Tactics",
        subtitle='A stance names one: tactic = { kind = "boulware", beta = 0.2 }',
        sections=tuple(Section(heading=kind.name, blocks=_about(kind)) for kind in kinds),
    )


def _about(kind: TacticKind) -> tuple[Block, ...]:
    source = f" {kind.source}." if kind.source else ""
    return (
        Paragraph(text=(Span(kind.summary), Span(source, "quiet"))),
        *(Paragraph(text=_parameter(parameter)) for parameter in kind.parameters),
    )


def _parameter(parameter: Parameter) -> tuple[Span, ...]:
    default = "" if parameter.default is None else f"; {parameter.default:g} where it is not given"
    return (
        Span(parameter.name, "strong"),
        Span(f": {parameter.description}"),
        Span(f" ({parameter.allowed}{default})", "quiet"),
    )
