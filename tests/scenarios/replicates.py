"""How replicates of a scenario end, in plain Python and without a trace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from negosim.domain import Scenario
from negosim.domain.terms import terms_of
from negosim.rules import layout as at
from negosim.rules.advance import negotiate
from negosim.rules.lower import Lowered, lower


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
    place = talks.plan[at.S_TERMS]
    for replicate in range(replicates):
        negotiate(talks, seed, replicate)
        agreed = talks.state[at.CONCLUDED] != at.NEVER
        days = timedelta(days=int(talks.state[at.CONCLUDED])) if agreed else None
        governs = (lowered.administrations[talks.flags[at.ADMINISTRATION + party]] for party in range(at.PARTIES))
        yield Ending(
            concluded=None if days is None else scenario.calendar.start + days,
            terms=terms_of(scenario.issues, talks.state[place : place + len(scenario.issues)]) if agreed else None,
            rejections=talks.flags[at.REJECTIONS],
            administrations=dict(zip(scenario.parties, governs, strict=True)),
        )
