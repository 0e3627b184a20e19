"""Checks of the parameters that a file gives to a tactic or an acceptance condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negosim.errors import did_you_mean
from negosim.rules.parameters import Parameter


def check_parameters(
    noun: str, expected: tuple[Parameter, ...], given: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the fix for each parameter that is unknown, missing or out of range.

    Parameters
    ----------
    noun : str
        What has the parameters, for the message, as in "the tactic 'polynomial'".
    """
    names = [parameter.name for parameter in expected]
    takes = f"it takes {', '.join(names)}" if names else "it takes none"
    for key in given:
        if key not in names:
            yield key, f"{noun} has no parameter '{key}'; {takes}", did_you_mean(key, names)
    for parameter in expected:
        if parameter.name in given:
            complaint = parameter.complaint(given[parameter.name])
            if complaint:
                yield parameter.name, *complaint
        elif parameter.default is None and not parameter.level:
            problem = f"{noun} needs the parameter '{parameter.name}': {parameter.description}"
            yield parameter.name, problem, f"write {parameter.name} = … ({parameter.allowed})"
