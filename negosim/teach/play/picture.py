"""The offers so far as a picture in text: each on a line of its own, its value first, then its place on the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negosim.engine import Row, View
from negosim.report.wording import NO_BREAK, level, terms
from negosim.report.wrapping import cells, pad

__all__ = ["offers_in_a_picture"]

MOST_OFFERS = 10
NARROWEST_SCALE = 16
MINE, THEIRS, LIMIT = "o", "x", "|"


def offers_in_a_picture(view: View, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield the last offers of both sides as lines, with the party's own limit on the scale.

    Parameters
    ----------
    rows : sequence of Row
        What the party has heard of.
    width : int
        Columns of a line.
    """
    offers = [row for row in rows if row.kind == "offer" and row.terms is not None][-MOST_OFFERS:]
    if not offers:
        return
    one = view.scenario.in_units
    places = [_place(view, row) for row in offers]
    limit = view.reservation_level if one else view.reservation
    shown = [*places, limit]
    low, high = min(shown), max(shown)
    heads = [f"{row.date}  {'you ' if row.party == view.party else 'they'}  {_words(view, row)}" for row in offers]
    room = max(map(cells, heads)) + 2
    scale = width - room
    what = "by value" if one else "by what they are worth to you"
    ends = f"from {level(view.scenario, low)} to {level(view.scenario, high)}"
    yield f"Offers {what}, {ends}:".replace(NO_BREAK, " ")
    if scale >= NARROWEST_SCALE:
        yield f"({MINE} yours, {THEIRS} theirs, {LIMIT} your limit)"
    for row, head, place in zip(offers, heads, places, strict=True):
        mark = MINE if row.party == view.party else THEIRS
        drawn = _line(scale, (limit, LIMIT), (place, mark), low, high) if scale >= NARROWEST_SCALE else ""
        yield f"{pad(head, room)}{drawn}".rstrip().replace(NO_BREAK, " ")


def _place(view: View, row: Row) -> float:
    outcome = row.terms or {}
    if view.scenario.in_units:
        return float(outcome[view.scenario.issues[0].name])
    return view.worth(outcome)


def _words(view: View, row: Row) -> str:
    outcome = row.terms or {}
    if view.scenario.in_units:
        return terms(view.scenario, outcome)
    return f"worth {view.worth(outcome):.3f} to you"


def _line(width: int, limit: tuple[float, str], offer: tuple[float, str], low: float, high: float) -> str:
    drawn = [" "] * width
    for x, mark in (limit, offer):
        share = (x - low) / (high - low) if high > low else 0.0
        drawn[round(share * (width - 1))] = mark
    return "".join(drawn)
