"""The shipped scenarios and the tactics, listed as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from negosim.report.document import Block, Document, Paragraph, Row, Section, Span, Table

if TYPE_CHECKING:
    from negosim.rules.parameters import Parameter
    from negosim.rules.tactics import TacticKind

__all__ = ["explain_tactic", "list_scenarios", "list_tactics"]

SYMBOLS = "α: share of the way from aspiration to limit that is conceded; τ: share of the time that has passed."


def list_scenarios(scenarios: Sequence[Mapping[str, Any]]) -> Document:
    """Return the shipped scenarios, each with its name, its title and its parties."""
    rows = tuple(
        Row(cells=(scenario["name"], scenario["title"], ", ".join(scenario["parties"]))) for scenario in scenarios
    )
    return Document(
        title="Shipped scenarios",
        lead=(Table(columns=("Name", "Title", "Parties"), rows=rows),),
        colophon="Run one with 'negosim run NAME', or play a party with 'negosim play NAME --as PARTY'.",
    )


def list_tactics(kinds: Sequence[TacticKind]) -> Document:
    """Return the tactics, each with its summary, source and parameters."""
    return Document(
        title="Tactics",
        subtitle='Chosen in a stance, for example: tactic = { kind = "boulware", beta = 0.2 }',
        sections=tuple(Section(heading=kind.name, blocks=_about(kind)) for kind in kinds),
        colophon="'negosim tactics NAME' explains one, and draws how it concedes with --plot FILE.",
    )


def explain_tactic(kind: TacticKind) -> Document:
    """Return a tactic with its formula, parameters, claims and source."""
    example = "".join(f", {each.name} = {each.default:g}" for each in kind.parameters if each.default is not None)
    symbols = (Paragraph(text=(Span(SYMBOLS, "quiet"),)),) if "α" in kind.formula else ()
    formula = (Paragraph(text=(Span(kind.formula, "strong"),)), *symbols) if kind.formula else ()
    parameters = tuple(Paragraph(text=_parameter(parameter)) for parameter in kind.parameters)
    claims = tuple(Paragraph(text=(Span(claim),)) for claim in kind.claims)
    sections = (
        ("Formula", formula),
        ("Parameters", parameters),
        ("Properties", claims),
        ("Source", (Paragraph(text=(Span(f"{kind.source}."),)),) if kind.source else ()),
    )
    return Document(
        title=kind.name,
        subtitle=kind.summary,
        sections=tuple(Section(heading=heading, blocks=blocks) for heading, blocks in sections if blocks),
        colophon=f'In a stance: tactic = {{ kind = "{kind.name}"{example} }}',
    )


def _about(kind: TacticKind) -> tuple[Block, ...]:
    source = f" {kind.source}." if kind.source else ""
    return (
        Paragraph(text=(Span(kind.summary), Span(source, "quiet"))),
        *(Paragraph(text=(Span(claim, "quiet"),)) for claim in kind.claims),
        *(Paragraph(text=_parameter(parameter)) for parameter in kind.parameters),
    )


def _parameter(parameter: Parameter) -> tuple[Span, ...]:
    default = "" if parameter.default is None else f"; default {parameter.default:g}"
    return (
        Span(parameter.name, "strong"),
        Span(f": {parameter.description}"),
        Span(f" ({parameter.allowed}{default})", "quiet"),
    )
