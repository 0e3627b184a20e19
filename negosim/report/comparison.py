"""An outcome compared with the bargaining solutions, and with what really happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from negosim.domain.scenario import Record
from negosim.domain.terms import Terms
from negosim.engine import Result
from negosim.report.document import Block, Paragraph, Row, Table, say
from negosim.report.wording import UTILITY_PLACES, party_title, terms, within
from negosim.report.zone_words import bound, gap_in_words, range_in_words

if TYPE_CHECKING:
    from negosim.zopa import Zones
    from negosim.zopa.solutions import ZoneSolution

__all__ = ["reality_blocks", "solution_blocks"]

NOTHING = "\N{EN DASH}"


def solution_blocks(zones: Zones, result: Result | None = None) -> tuple[Block, ...]:
    """Return the bargaining solutions on the zones' day, beside the outcome of a run if there is one."""
    if all(solution.utilities is None for solution in zones.solutions.values()):
        words = (
            f"On {zones.on} no outcome is better than no agreement for both sides, so there is no bargaining solution."
        )
        return (Paragraph(text=say(words)),)
    rows = [] if result is None else [_outcome_row(result)]
    rows += [_solution_row(zones, name, solution) for name, solution in zones.solutions.items()]
    scenario = zones.scenario
    columns = ("", "Terms", *(party_title(scenario, party) for party in scenario.parties))
    blocks: list[Block] = [
        Paragraph(text=say(f"Terms and utilities; the disagreement point is the reservation values of {zones.on}:")),
        Table(columns=columns, rows=tuple(rows), right=(False, scenario.in_units, True, True)),
    ]
    words = "" if result is None or result.terms is None else _distance(result.terms, zones)
    return (*blocks, Paragraph(text=say(words))) if words else tuple(blocks)


def _outcome_row(result: Result) -> Row:
    words = "no agreement" if result.terms is None else terms(result.scenario, result.terms)
    cells = (f"{result.utilities[party]:.{UTILITY_PLACES}f}" for party in result.scenario.parties)
    return Row(cells=("This run", words, *cells), tone="strong")


def solution_title(name: str) -> str:
    """Return the title of a bargaining solution."""
    from negosim.solve import SOLUTIONS

    return next(concept.title for concept in SOLUTIONS if concept.name == name)


def _solution_row(zones: Zones, name: str, solution: ZoneSolution) -> Row:
    utilities = solution.utilities or {}
    cells = (f"{utilities[party]:.{UTILITY_PLACES}f}" if utilities else NOTHING for party in zones.scenario.parties)
    return Row(cells=(solution_title(name), _terms_of(zones, solution), *cells))


def _terms_of(zones: Zones, solution: ZoneSolution) -> str:
    scenario = zones.scenario
    if solution.terms is not None and len(solution.ties) > 1 and scenario.in_units:
        values = sorted(float(tie[scenario.issues[0].name]) for tie in solution.ties)
        return f"any in {range_in_words(scenario, (values[0], values[-1]))}"
    if solution.terms is None:
        return f"a lottery over {len(solution.ties)} outcomes" if solution.ties else NOTHING
    more = f" (and {len(solution.ties) - 1} more)" if len(solution.ties) > 1 else ""
    return terms(scenario, solution.terms) + more


def _distance(outcome: Terms, zones: Zones) -> str:
    """Return how far an outcome is from the Nash solution, or from being efficient."""
    scenario, nash = zones.scenario, zones.solutions["nash"].terms
    if not scenario.in_units:
        return _left_on_the_table(outcome, zones)
    if nash is None:
        return ""
    issue = scenario.issues[0]
    difference = float(outcome[issue.name]) - float(nash[issue.name])
    if abs(difference) < 1e-9:
        return "The outcome is the Nash solution."
    wanted = "at most" if difference < 0.0 else "at least"
    side = next((party for party in scenario.parties if bound(zones, party) == wanted), scenario.parties[0])
    distance = gap_in_words(scenario, abs(difference))
    return f"The outcome is {distance} from the Nash solution, in {within(party_title(scenario, side))}'s favour."


def _left_on_the_table(outcome: Terms, zones: Zones) -> str:
    """Return a Pareto improvement on the outcome, if there is one."""
    import numpy as np

    from negosim.domain.terms import outcome_of, terms_of
    from negosim.rules.values import INDIFFERENT

    scenario = zones.scenario
    reached = zones.outcomes.utilities(np.array([outcome_of(scenario.issues, outcome)]))[0]
    gains = zones.utilities - reached
    least, most = gains.min(axis=1), gains.max(axis=1)
    visible = 10.0**-UTILITY_PLACES
    best = int(least.argmax())
    if least[best] < visible:  # nothing is better for both, but perhaps for one at no cost to the other
        best = int(np.where(least >= -INDIFFERENT, most, -np.inf).argmax())
    better = terms(scenario, terms_of(scenario.issues, zones.outcomes.rows[best].tolist()))
    if least[best] >= visible:
        more = f"both at least {least[best]:.{UTILITY_PLACES}f} more in utility"
        return f"Value was left on the table: {better} would give {more}."
    if least[best] >= -INDIFFERENT and most[best] >= visible:
        side = within(party_title(scenario, scenario.parties[int(gains[best].argmax())]))
        more = f"{side} {most[best]:.{UTILITY_PLACES}f} more in utility, at no cost to the other side"
        return f"Value was left on the table: {better} would give {more}."
    return "The outcome is efficient: no other is better for one side at no cost to the other."


def reality_blocks(result: Result) -> tuple[Block, ...]:
    """Return what really happened beside this run; nothing if the scenario has no record."""
    record = result.scenario.record
    if record is None:
        return ()
    rows = tuple(Row(cells=cells) for cells in _pairs(result, record) if any(cell != NOTHING for cell in cells[1:]))
    blocks: list[Block] = [Table(columns=("", "This run", "In reality"), rows=rows)] if rows else []
    if record.note:
        blocks.append(Paragraph(text=say(_sentence(record.note))))
    return tuple(blocks)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _pairs(result: Result, record: Record) -> Iterator[tuple[str, str, str]]:
    deal = next(
        (deal for deal in result.tentative if deal.rejected_by), result.tentative[0] if result.tentative else None
    )
    if record.tentative is not None or record.tentative_terms:
        yield (
            "Tentative deal",
            _dated(result, deal.terms if deal else None, deal.date if deal else None),
            _dated(result, record.tentative_terms, record.tentative),
        )
    yield "Agreement", _dated(result, result.terms, result.concluded), _dated(result, record.terms, record.concluded)
    if record.in_force is not None:
        yield "In force", _dated(result, None, result.in_force), _dated(result, None, record.in_force)


def _dated(result: Result, outcome: Terms | None, day: date | None) -> str:
    words = terms(result.scenario, outcome) if outcome else ""
    return ", ".join(filter(None, (words, day.isoformat() if day else ""))) or NOTHING
