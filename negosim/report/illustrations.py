"""The figures of a result for an HTML page, each with a description in words and its data as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from negosim.engine import Result
from negosim.report.document import Row, Table
from negosim.report.html import Illustration
from negosim.report.wording import party_title, terms
from negosim.report.zone_words import zone_in_words

if TYPE_CHECKING:
    from negosim.study.estimate.comparison import Comparison
    from negosim.study.estimate.sensitivity import Sensitivity
    from negosim.study.estimate.summary import Summary
    from negosim.study.estimate.tournament import Tournament
    from negosim.zopa import Zones

__all__ = [
    "illustrate_comparison",
    "illustrate_run",
    "illustrate_sensitivity",
    "illustrate_summary",
    "illustrate_tournament",
    "illustrate_zones",
]

MOST_POINTS = 25
MOST_ROWS = 500


def illustrate_run(result: Result, zones: Zones) -> Iterator[Illustration]:
    """Yield the offers of a run over time, and its utility space."""
    from negosim.report.figures import draw_run

    yield Illustration("Offers over time", _description(result), draw_run(result, zones), _offers(result))
    yield _utility_space(zones, result)


def illustrate_zones(zones: Zones) -> Iterator[Illustration]:
    """Yield the zone of agreement over time, and the utility space."""
    from negosim.report.figures import plot_zones
    from negosim.report.figures.palette import new_figure

    figure = new_figure((12.0, 6.0))
    plot_zones(zones, ax=figure.subplots())
    states = "; ".join(f"from {period.begins} {zone_in_words(zones, period)}" for period in zones.periods)
    rows = tuple(Row(cells=(period.begins.isoformat(), zone_in_words(zones, period))) for period in zones.periods)
    table = Table(columns=("From", "Zone of agreement"), rows=rows)
    yield Illustration("The zone over time", f"Reservation values over time: {states}.", figure, table)
    yield _utility_space(zones, None)


def illustrate_summary(summary: Summary) -> Iterator[Illustration]:
    """Yield the estimates of a sweep, unless more than two values are varied."""
    from negosim.report.sweeps.figures import draw_sweep

    if len(summary.paths) <= 2:
        shares = [point.agreed.p for point in summary.points]
        words = f"Estimates of a sweep: between {min(shares):.1%} and {max(shares):.1%} of the replicates agree."
        yield Illustration("Estimates", words, draw_sweep(summary), _rows(summary.rows()))


def illustrate_comparison(comparison: Comparison) -> Iterator[Illustration]:
    """Yield the paired differences of a comparison."""
    from negosim.report.sweeps.figures import draw_comparison

    words = f"Differences between {comparison.a} and {comparison.b}, each with its 95 % interval."
    yield Illustration("Paired differences", words, draw_comparison(comparison), _rows(comparison.rows()))


def illustrate_sensitivity(sensitivity: Sensitivity) -> Iterator[Illustration]:
    """Yield the Sobol indices as bars, if any output varies."""
    from negosim.report.sweeps.figures import draw_sensitivity

    if sensitivity.outputs:
        words = f"First-order and total indices of {', '.join(sensitivity.outputs)}, each with its 95 % interval."
        yield Illustration("Sobol indices", words, draw_sensitivity(sensitivity), _rows(sensitivity.rows()))


def illustrate_tournament(tournament: Tournament) -> Iterator[Illustration]:
    """Yield the payoffs of a tournament as maps."""
    from negosim.report.sweeps.figures import draw_tournament

    words = f"Mean payoffs of {' and '.join(tournament.parties)} for each pair of {', '.join(tournament.tactics)}."
    yield Illustration("Payoffs", words, draw_tournament(tournament), _rows(tournament.rows()))


def _utility_space(zones: Zones, result: Result | None) -> Illustration:
    from negosim.report.figures import plot_utility_space
    from negosim.report.figures.palette import new_figure

    figure = new_figure((9.0, 7.0))
    plot_utility_space(zones, result=result, ax=figure.subplots())
    return Illustration("Utility space", "Each outcome by its utility to both sides.", figure, _points(zones))


def _rows(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return the rows of a result as a table; the first ones if there are very many."""
    columns = tuple(rows[0]) if rows else ()
    cells = (tuple(_cell(row[name]) for name in columns) for row in rows[:MOST_ROWS])
    return Table(columns=columns, rows=tuple(Row(cells=row) for row in cells))


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.6g}"
    return "" if value is None else str(value)


def _description(result: Result) -> str:
    names = " and ".join(party_title(result.scenario, party) for party in result.scenario.parties)
    ending = f"agreement at {terms(result.scenario, result.terms)}" if result.terms is not None else "no agreement"
    return f"Offers of {names} over time, with the zone of agreement; {ending}."


def _offers(result: Result) -> Table:
    parties = result.scenario.parties
    rows = [
        Row(
            cells=(
                row.date.isoformat(),
                row.kind,
                party_title(result.scenario, row.party) if row.party else "",
                terms(result.scenario, row.terms),
                *(f"{row.utilities[party]:.3f}" for party in parties),
            )
        )
        for row in result.trace
        if row.terms is not None and row.utilities is not None
    ]
    titles = (f"Utility to {party_title(result.scenario, party)}" for party in parties)
    return Table(columns=("Date", "What", "Who", "Terms", *titles), rows=tuple(rows), right=(False,) * 4 + (True,) * 2)


def _points(zones: Zones) -> Table:
    """Return the frontier, thinned out, and the reservation values as a table."""
    scenario = zones.scenario
    names = [party_title(scenario, party) for party in scenario.parties]
    floors = Row(cells=("Reservation values", *(f"{x:.3f}" for x in zones.disagreement)), tone="strong")
    every = max(1, -(-zones.frontier.size // MOST_POINTS))
    points = [
        Row(cells=(f"Frontier {number + 1}", *(f"{x:.3f}" for x in point)))
        for number, point in enumerate(zones.frontier.points[::every].tolist())
    ]
    return Table(columns=("", *names), rows=(floors, *points), right=(False, True, True))
