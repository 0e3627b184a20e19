"""The offers so far as a text chart: a line for each offer, with its value and its position on a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negosim.engine import Row, View
from negosim.report.wording import NO_BREAK
from negosim.report.wrapping import cells, pad
from negosim.teach.amounts import bare_points, distinguished, level_in_words
from negosim.teach.words import Words

__all__ = ["offers_in_a_picture"]

MOST_OFFERS = 10
LATEST = 4  # offers that the scale includes; earlier ones may lie beyond it
NARROWEST_SCALE = 16
MINE, THEIRS, LIMIT, BELOW, ABOVE = "o", "x", "|", "<", ">"


def offers_in_a_picture(words: Words, view: View, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield the latest offers of both sides as lines, with the party's own limit on the scale.

    The scale runs from the lowest to the highest of the latest offers and the limit.

    Parameters
    ----------
    rows : sequence of Row
        The rows of the trace that the party knows.
    width : int
        Width of a line, in columns.
    """
    offers = [row for row in rows if row.kind == "offer" and row.terms is not None][-MOST_OFFERS:]
    if not offers:
        return
    places = [_place(view, row) for row in offers]
    limit = view.reservation_level if view.scenario.in_units else view.reservation
    shown = [*places[-LATEST:], limit]
    low, high = min(shown), max(shown)
    days = [words.finished(str(row.date)) for row in offers]
    widest = max(map(cells, days))
    heads = [
        f"{pad(day, widest)}  {_who(words, view, row)}  {_said(words, view, row, offers)}"
        for day, row in zip(days, offers, strict=True)
    ]
    room = max(map(cells, heads)) + 2
    drawn = width - room >= NARROWEST_SCALE
    yield _title(words, view, low, high, drawn=drawn).replace(NO_BREAK, " ")
    if drawn:
        signs = {"mine": MINE, "theirs": THEIRS, "limit": LIMIT, "below": BELOW, "above": ABOVE}
        yield words("legend_beyond" if min(places) < low or max(places) > high else "legend", **signs)
    for row, head, place in zip(offers, heads, places, strict=True):
        mark = MINE if row.party == view.party else THEIRS
        line = _line(width - room, limit, (place, mark), low, high) if drawn else ""
        yield f"{pad(head, room)}{line}".rstrip().replace(NO_BREAK, " ")


def _who(words: Words, view: View, row: Row) -> str:
    """Return who made an offer, padded to the width of the longer name."""
    width = max(cells(words["you"]), cells(words["they"]))
    return pad(words["you" if row.party == view.party else "they"], width)


def _title(words: Words, view: View, low: float, high: float, *, drawn: bool) -> str:
    if view.scenario.in_units:
        ends = {"low": level_in_words(words, view.scenario, low), "high": level_in_words(words, view.scenario, high)}
        return words("offers_on_scale" if drawn else "offers", **ends)
    return words("points_on_scale" if drawn else "offers_in_points", low=bare_points(low), high=bare_points(high))


def _place(view: View, row: Row) -> float:
    outcome = row.terms or {}
    if view.scenario.in_units:
        return float(outcome[view.scenario.issues[0].name])
    return view.utility(outcome)


def _said(words: Words, view: View, row: Row, offers: Sequence[Row]) -> str:
    outcome = row.terms or {}
    if view.scenario.in_units:
        theirs = [other.terms for other in offers if other.party != row.party and other.terms is not None]
        return distinguished(words, view.scenario, outcome, theirs)
    return bare_points(view.utility(outcome))


def _line(width: int, limit: float, offer: tuple[float, str], low: float, high: float) -> str:
    """Return the limit and an offer on a scale; an offer beyond the scale is drawn at its end."""
    x, mark = offer
    drawn = [" "] * width
    drawn[_column(limit, width, low, high)] = LIMIT
    drawn[_column(x, width, low, high)] = BELOW if x < low else ABOVE if x > high else mark
    return "".join(drawn)


def _column(x: float, width: int, low: float, high: float) -> int:
    share = (x - low) / (high - low) if high > low else 0.0
    return round(min(1.0, max(0.0, share)) * (width - 1))
