"""Where the numbers of a mapped scenario stand in the records of the rules, for a kernel that sets them by rows.

:func:`negosim.study.tables.sweep_table` finds such places for any scenario by trying rows, and takes each deadline,
which is a date, as another scenario. Here every draw has its own deadline, so the places are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negosim.rules.lower import Lowered
from negosim.rules.records import Distribution, Place, Setting, Stance, Talks

__all__ = ["settings_of"]

PARAMETERS = ("loc", "scale")
DEADLINE = "deadline"


def settings_of(lowered: Lowered, paths: Iterable[str]) -> tuple[Talks, list[Setting]]:
    """Return records of a scenario, and what a row sets in them.

    Parameters
    ----------
    paths : iterable of str
        Paths of numbers, of parameters of distributions, and of deadlines in days from the start.

    Raises
    ------
    KeyError
        If a path is none of these.
    """
    talks, places = lowered.records()
    names = (f"delegations.{party}.stances.{name}" for party, name in lowered.stances)
    stances = dict(zip(names, talks.stances, strict=True))
    distributions = dict(_distributions(talks, places))
    return talks, [_setting(path, places, stances, distributions) for path in paths]


def _distributions(talks: Talks, places: Mapping[str, Place]) -> Iterator[tuple[str, Distribution]]:
    drawn = {(id(draw.place.container), draw.place.key): draw.distribution for draw in talks.draws}
    for path, place in places.items():
        distribution = drawn.get((id(place.container), place.key))
        if distribution is not None:
            yield path, distribution
    for number, gap in enumerate(talks.gaps):
        if gap.distribution is not None:
            yield f"calendar.gaps.{number}.gap", gap.distribution


def _setting(
    path: str,
    places: Mapping[str, Place],
    stances: Mapping[str, Stance],
    distributions: Mapping[str, Distribution],
) -> Setting:
    owner, _, last = path.rpartition(".")
    if last == DEADLINE:
        return Setting(place=Place(stances[owner], DEADLINE), derives=False, stance=stances[owner])
    if last in PARAMETERS and owner in distributions:
        return Setting(place=Place(distributions[owner], last), derives=False, stance=None)
    curve = next((stance for name, stance in stances.items() if path.startswith(f"{name}.tactic.")), None)
    return Setting(place=places[path], derives=False, stance=curve)
