"""The concession tactics that a scenario file may name, with their parameters: the one table of them.

A package of yours adds its own through the entry point group ``negosim.tactics``; each entry point names a
:class:`TacticKind` with a ``curve`` or a ``demand``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from negosim.errors import NegosimError, did_you_mean
from negosim.files.parameters import Parameter, check_parameters
from negosim.rules.tactics import KINDS

ENTRY_POINTS = "negosim.tactics"
CURVE_POINTS = 1025

MOST_PARAMETERS = 2  # that a demand takes, since the rules keep two numbers for a tactic

Curve = Callable[..., float]
Demand = Callable[[Any, int, float, float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TacticKind:
    """A tactic as scenario files know it.

    Parameters
    ----------
    summary : str
        What it does, in a sentence.
    source : str
        Where it is described.
    parameters : tuple of Parameter
        Its parameters, in the order in which the rules hold them.
    rule : str
        The kind of the rules that carries it out; its own name where empty.
    preset : mapping of str to float
        Parameters of that rule that this kind fixes.
    takes_offers : bool
        Whether it replays offers that the file gives.
    curve : callable or None
        For a tactic of a user: ``curve(tau, **parameters)`` returns the share of the way from aspiration to limit that
        is conceded at the normalised time ``tau``, both from 0 to 1.
    demand : callable or None
        For any other tactic of a user: ``demand(talks, party, t, lowest)`` returns the utility that the party demands
        for itself on day ``t``, ``lowest`` being the least that it may sign; its parameters, two at most, are numbers
        of the stance, as those of the tactics in :mod:`negosim.rules.tactics` are.
    time_dependent : bool
        Whether nothing that the other side does or wants changes what it demands; so it is with every curve.
    deterministic : bool
        Whether it draws no random numbers.

    Raises
    ------
    NegosimError
        Where a user's tactic has both functions, or a demand has more than two parameters.
    """

    name: str
    summary: str
    source: str = ""
    parameters: tuple[Parameter, ...] = ()
    rule: str = ""
    preset: Mapping[str, float] = field(default_factory=dict)
    takes_offers: bool = False
    curve: Curve | None = None
    demand: Demand | None = None
    time_dependent: bool = False
    deterministic: bool = True

    def __post_init__(self) -> None:
        if self.curve is not None and self.demand is not None:
            raise NegosimError(f"the tactic '{self.name}' has a curve and a demand; give it one of them")
        if self.demand is not None and len(self.parameters) > MOST_PARAMETERS:
            count = len(self.parameters)
            raise NegosimError(
                f"the tactic '{self.name}' has {count} parameters; a demand takes {MOST_PARAMETERS} at most"
            )


def _beta(default: float) -> Parameter:
    return Parameter(
        name="beta",
        default=default,
        low=0.0,
        above=True,
        description="concession exponent 1/beta: below 1 it holds out (boulware), above 1 it gives way early",
    )


_FARATIN = "Faratin, Sierra and Jennings (1998)"
_START = Parameter(name="k", default=0.0, low=0.0, high=1.0, description="share conceded at the start")
_DELTA = Parameter(
    name="delta", default=1.0, low=1.0, whole=True, description="how many offers back the answered move lies"
)
_STEPS = Parameter(
    name="steps",
    default=100.0,
    low=1.0,
    whole=True,
    description="into how many steps the range of a continuous issue is cut",
)

SHIPPED_TACTICS: tuple[TacticKind, ...] = (
    TacticKind(
        name="polynomial",
        summary="Concedes the share k + (1 - k) tau^(1/beta) of the way to its limit.",
        source=_FARATIN,
        parameters=(_beta(1.0), _START),
        time_dependent=True,
    ),
    TacticKind(
        name="exponential",
        summary="Concedes the share exp((1 - tau)^beta ln k) of the way to its limit.",
        source=_FARATIN,
        parameters=(
            _beta(1.0),
            Parameter(
                name="k",
                default=0.1,
                low=0.0,
                high=1.0,
                above=True,
                description="share conceded at the start",
            ),
        ),
        time_dependent=True,
    ),
    TacticKind(
        name="boulware",
        summary="Polynomial with a small beta: holds out until its deadline is near.",
        source=_FARATIN,
        parameters=(_beta(0.2),),
        rule="polynomial",
        preset={"k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="linear",
        summary="Polynomial with beta 1: concedes evenly with time.",
        source=_FARATIN,
        rule="polynomial",
        preset={"beta": 1.0, "k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="conceder",
        summary="Polynomial with a large beta: gives way early.",
        source=_FARATIN,
        parameters=(_beta(5.0),),
        rule="polynomial",
        preset={"k": 0.0},
        time_dependent=True,
    ),
    TacticKind(
        name="resource",
        summary="Concedes the share k + (1 - k) exp(-resource), the resource being the days left times mu.",
        source=_FARATIN,
        parameters=(
            Parameter(
                name="k",
                default=0.0,
                low=0.0,
                high=1.0,
                description="share conceded while the resource is ample",
            ),
            Parameter(
                name="mu",
                default=0.05,
                low=0.0,
                above=True,
                description="units of the resource per day to the deadline",
            ),
        ),
        time_dependent=True,
    ),
    TacticKind(
        name="relative_tft",
        summary="Answers a move of the other side by one in the same proportion.",
        source=_FARATIN,
        parameters=(_DELTA,),
    ),
    TacticKind(
        name="random_absolute_tft",
        summary="Answers a move of the other side by the same amount, plus at most spread either way.",
        source=_FARATIN,
        parameters=(
            _DELTA,
            Parameter(
                name="spread",
                default=0.0,
                low=0.0,
                description="the most that chance adds or takes, in the unit of the levels",
            ),
        ),
        deterministic=False,
    ),
    TacticKind(
        name="averaged_tft",
        summary="Answers the moves of the other side over a window of offers in the same proportion.",
        source=_FARATIN,
        parameters=(
            Parameter(
                name="window", default=1.0, low=1.0, whole=True, description="how many offers back the window reaches"
            ),
        ),
    ),
    TacticKind(name="hardliner", summary="Stays at its aspiration, whatever happens.", time_dependent=True),
    TacticKind(
        name="random_walker",
        summary="Demands something between its limit and its aspiration, drawn evenly each time.",
        source="Gode and Sunder (1993), ZI-C",
        deterministic=False,
    ),
    TacticKind(
        name="equilibrium",
        summary="Demands the proposer's share of the stationary equilibrium; discounts as its stance says.",
        source="Rubinstein (1982)",
        parameters=(
            Parameter(name="period", default=30.0, low=0.0, above=True, description="days between two offers"),
        ),
    ),
    TacticKind(
        name="micro",
        summary="Makes its next best bid whenever it has made no more distinct bids than it has received.",
        source="de Jonge (2022), MiCRO",
        parameters=(_STEPS,),
    ),
    TacticKind(
        name="zeuthen",
        summary="Concedes, by just enough, when its risk limit is not above the other's, which it knows.",
        source="Zeuthen (1930); Harsanyi (1956)",
        parameters=(_STEPS,),
    ),
    TacticKind(
        name="bayesian",
        summary="Learns the other side's limit from its offers and answers, and asks for the best expected gain.",
        source="Zeng and Sycara (1998)",
        parameters=(
            Parameter(name="low", level="low", description="one end of what the other side's limit may be at first"),
            Parameter(name="high", level="high", description="the other end"),
        ),
    ),
    TacticKind(
        name="scripted",
        summary="Replays given offers: one after the other, or each from its date on.",
        takes_offers=True,
        time_dependent=True,
    ),
)


def tactic_kinds() -> dict[str, TacticKind]:
    """Return the tactics that scenario files may name: the shipped ones that the rules have, then those of users."""
    shipped = {kind.name: kind for kind in SHIPPED_TACTICS if (kind.rule or kind.name) in KINDS}
    return {**of_users(), **shipped}


def find_tactic(name: str) -> TacticKind | None:
    """Return a tactic by name, or nothing; installed packages are only looked through for an unknown name."""
    for kind in SHIPPED_TACTICS:
        if kind.name == name and (kind.rule or kind.name) in KINDS:
            return kind
    return of_users().get(name)


def check_tactic(
    name: str, parameters: Mapping[str, object], offers: tuple[object, ...] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the problem and the mend of whatever is wrong with a tactic of a scenario file."""
    kind = find_tactic(name)
    if kind is None:
        names = tactic_kinds()
        yield "kind", f"there is no tactic '{name}'; there are {', '.join(names)}", did_you_mean(name, names)
        return
    yield from check_parameters(f"the tactic '{name}'", kind.parameters, parameters)
    if kind.takes_offers and not offers:
        yield "offers", f"the tactic '{name}' needs offers to replay", "write offers = [ … ]"
    if offers is not None and not kind.takes_offers:
        yield "offers", f"the tactic '{name}' takes no offers", 'remove them, or write kind = "scripted"'
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
        raise NegosimError(f"the tactic '{kind.name}' returned no number (nan); mend its curve")
    return tuple(min(1.0, max(0.0, share)) for share in shares)


@lru_cache(maxsize=1)
def of_users() -> dict[str, TacticKind]:
    """Return the tactics that installed packages bring.

    Raises
    ------
    NegosimError
        If an entry point names something else.
    """
    from importlib.metadata import entry_points

    found = {}
    for entry in entry_points(group=ENTRY_POINTS):
        kind = entry.load()
        if not isinstance(kind, TacticKind):
            raise NegosimError(
                f"the entry point '{entry.name}' of {ENTRY_POINTS} is no TacticKind; mend the package that brings it"
            )
        found[kind.name] = kind
    return found
