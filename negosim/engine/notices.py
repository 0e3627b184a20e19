"""Events that only add a row to the trace: elections and news."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from negosim.domain.shocks import Shock
from negosim.engine.trace import Strike, Trace
from negosim.rules.events import all_hold
from negosim.rules.lower import Lowered
from negosim.rules.lowering.outside import conditions_of
from negosim.rules.records import CHANGE, STRIKE, Event, Talks, Term


class Notice(NamedTuple):
    """An event that only adds a row to the trace: an election, or news.

    Parameters
    ----------
    time : float
        When it is due, in days from the scenario's start.
    rank : tuple of int
        Kind and number of an event of the agenda; at the same time, the notice precedes events of a higher rank.
    write : callable
        Writes the row, given the time.
    """

    time: float
    rank: tuple[int, int]
    write: Callable[[float], None]

    def comes_before(self, event: Event) -> bool:
        """Return whether it is due before an event of the agenda."""
        if self.time != event.time:
            return self.time < event.time
        return self.rank < (event.kind, event.number)


def notices_of(lowered: Lowered, talks: Talks, trace: Trace) -> list[Notice]:
    """Return the elections and the news, from the last to the first."""

    def elects(term: Term, t: float) -> None:
        name = lowered.administrations[term.chosen.number]
        trace.write(t, "election", party=term.party, note=f"{name} is elected")

    def reports(news: Shock, t: float) -> None:
        if not news.when or all_hold(talks, conditions_of(lowered.scenario, news.when)):
            trace.write_shock(t, news, Strike(struck=in_office(news)))

    def in_office(news: Shock) -> bool:
        parties = dict(zip(lowered.scenario.parties, talks.parties, strict=True))
        return all(
            lowered.administrations[parties[name].administration] == wanted for name, wanted in news.under.items()
        )

    notices = [Notice(day, (CHANGE, 0), partial(elects, talks.terms[term])) for day, term in lowered.elections]
    notices += [Notice(day, (STRIKE, 0), partial(reports, shock)) for day, shock in lowered.news]
    notices.sort(key=itemgetter(0, 1), reverse=True)
    return notices
