"""The acceptance conditions that a scenario file may name, with their parameters.

Source: Baarslag, Hindriks and Jonker (2014), Effective acceptance conditions in real-time automated negotiation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from negosim.errors import did_you_mean
from negosim.files.parameters import Parameter, check_parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceKind:
    """An acceptance condition as scenario files know it."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...] = ()


_TIME = Parameter(name="t", default=0.99, low=0.0, high=1.0, description="normalised time from which it holds")

ACCEPTANCES: Mapping[str, AcceptanceKind] = {
    kind.name: kind
    for kind in (
        AcceptanceKind(
            name="next",
            summary="AC_next: a times the utility of the offer, plus b, reaches that of its own next offer.",
            parameters=(
                Parameter(name="a", default=1.0, low=0.0, description="factor on the utility of the offer"),
                Parameter(name="b", default=0.0, description="what is added to it"),
            ),
        ),
        AcceptanceKind(
            name="const",
            summary="AC_const: the offer is worth c or more.",
            parameters=(Parameter(name="c", low=0.0, high=1.0, description="the utility it asks for"),),
        ),
        AcceptanceKind(
            name="time",
            summary="AC_time: anything above its limit from time t on.",
            parameters=(_TIME,),
        ),
        AcceptanceKind(
            name="combi",
            summary="AC_combi: AC_next, or from time t on whatever reaches the best or the mean of recent offers.",
            parameters=(
                _TIME,
                Parameter(
                    name="c",
                    default=0.0,
                    words=("max", "mean"),
                    rule_name="mean",
                    description="what the offer is held against: the best or the mean of the window before",
                ),
            ),
        ),
    )
}


def check_acceptance(name: str, parameters: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the mend of whatever is wrong with an acceptance condition."""
    kind = ACCEPTANCES.get(name)
    if kind is None:
        problem = f"there is no acceptance condition '{name}'; there are {', '.join(ACCEPTANCES)}"
        yield "kind", problem, did_you_mean(name, ACCEPTANCES)
    else:
        yield from check_parameters(f"the acceptance condition '{name}'", kind.parameters, parameters)
