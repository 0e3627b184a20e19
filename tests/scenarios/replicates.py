"""How replicates of a scenario end, in plain Python and without a trace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from negosim.domain import Scenario
from negosim.domain.terms import terms_of
from negosim.rules.advance import negotiate
from negosim.rules.lower import Lowered, lower
from negosim.rules.outcome import agreed


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What became of a replicate, and who governed at its end."""

    concluded: date | None
    terms: Mapping[str, float | int | str] | None
    rejections: int
    administrations: Mapping[str, str]


def endings(scenario: Scenario, replicates: int, *, seed: int = 0) -> list[Ending]:
    """Return how the first replicates end."""
    return list(_endings(lower(scenario), replicates, seed))


def _endings(lowered: Lowered, replicates: int, seed: int) -> Iterator[Ending]:
    scenario, talks = lowered.scenario, lowered.talks()
    table = talks.table
    for replicate in range(replicates):
        negotiate(talks, seed, replicate)
        days = timedelta(days=int(table.concluded)) if agreed(table) else None
        governs = (lowered.administrations[party.administration] for party in talks.parties)
        yield Ending(
            concluded=None if days is None else scenario.calendar.start + days,
            terms=terms_of(scenario.issues, table.settled) if agreed(table) else None,
            rejections=table.rejections,
            administrations=dict(zip(scenario.parties, governs, strict=True)),
        )
