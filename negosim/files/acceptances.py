"""Checks of the acceptance conditions that a scenario file names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negosim.errors import did_you_mean
from negosim.files.parameters import check_parameters
from negosim.rules.acceptance import ACCEPTANCES


def check_acceptance(name: str, parameters: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the fix for each error in an acceptance condition."""
    kind = ACCEPTANCES.get(name)
    if kind is None:
        problem = f"there is no acceptance condition '{name}'; there are {', '.join(ACCEPTANCES)}"
        yield "kind", problem, did_you_mean(name, ACCEPTANCES)
    else:
        yield from check_parameters(f"the acceptance condition '{name}'", kind.parameters, parameters)
