"""The concession tactics that a scenario file may name: the shipped ones, and those of installed packages.

A package adds tactics through the entry point group ``negosim.tactics``; each entry point names a
:class:`~negosim.rules.tactics.TacticKind`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from negosim.errors import NegosimError, did_you_mean
from negosim.files.parameters import check_parameters
from negosim.rules.tactics import SHIPPED_TACTICS, TacticKind

ENTRY_POINTS = "negosim.tactics"
CURVE_POINTS = 1025


def tactic_kinds() -> dict[str, TacticKind]:
    """Return the tactics that scenario files may name, the shipped ones before those of users."""
    return {**of_users(), **{kind.name: kind for kind in SHIPPED_TACTICS}}


def find_tactic(name: str) -> TacticKind | None:
    """Return a tactic by name, or ``None``; installed packages are searched only if no shipped tactic has the name."""
    for kind in SHIPPED_TACTICS:
        if kind.name == name:
            return kind
    return of_users().get(name)


def check_tactic(
    name: str, parameters: Mapping[str, object], offers: tuple[object, ...] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the fix for each error in a tactic of a scenario file."""
    kind = find_tactic(name)
    if kind is None:
        names = tactic_kinds()
        if name in broken_entries():
            problem = f"the tactic '{name}' of an installed package cannot be loaded: {broken_entries()[name]}"
            yield "kind", problem, "fix or remove that package"
            return
        yield "kind", f"there is no tactic '{name}'; there are {', '.join(names)}", did_you_mean(name, names)
        return
    yield from check_parameters(f"the tactic '{name}'", kind.parameters, parameters)
    if kind.takes_offers and not offers:
        yield "offers", f"the tactic '{name}' needs offers to replay", "write offers = [ … ]"
    if offers is not None and not kind.takes_offers:
        yield "offers", f"the tactic '{name}' does not use offers", 'remove them, or write kind = "scripted"'
    if kind.curve is not None:
        for key, value in parameters.items():
            if not isinstance(value, float):
                yield key, f"'{name}' is tabulated before the run, so its parameters cannot be drawn", "give a number"


def tabulate(kind: TacticKind, parameters: Mapping[str, float]) -> tuple[float, ...]:
    """Return a user's curve at evenly spaced times, clipped to [0, 1].

    Raises
    ------
    NegosimError
        If the user's function fails or returns no number.
    """
    if kind.curve is None:
        return ()
    times = [place / (CURVE_POINTS - 1) for place in range(CURVE_POINTS)]
    try:
        shares = [float(kind.curve(tau, **parameters)) for tau in times]
    except Exception as error:
        raise NegosimError(f"the tactic '{kind.name}' failed: {type(error).__name__}: {error}") from error
    if any(share != share for share in shares):
        raise NegosimError(f"the tactic '{kind.name}' returned nan, which is not a number; fix its curve")
    return tuple(min(1.0, max(0.0, share)) for share in shares)


def of_users() -> dict[str, TacticKind]:
    """Return the tactics of installed packages; an entry point that fails to load is left out."""
    return _entries()[0]


def broken_entries() -> dict[str, str]:
    """Return the names of the entry points that could not be loaded as a tactic, and the reason for each."""
    return _entries()[1]


@lru_cache(maxsize=1)
def _entries() -> tuple[dict[str, TacticKind], dict[str, str]]:
    from importlib.metadata import entry_points

    kinds: dict[str, TacticKind] = {}
    broken: dict[str, str] = {}
    for entry in entry_points(group=ENTRY_POINTS):
        try:
            kind = entry.load()
        except Exception as error:  # an error in one package must not prevent the others from loading
            broken[entry.name] = f"{entry.value} fails with {type(error).__name__}: {error}"
            continue
        if isinstance(kind, TacticKind):
            kinds[kind.name] = kind
        else:
            broken[entry.name] = f"{entry.value} is not a TacticKind"
    return kinds, broken
