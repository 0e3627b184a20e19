"""What is to be known of a tactic: its function, its parameters, where it comes from, and what it claims."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from negosim.errors import NegosimError
from negosim.rules.parameters import Parameter
from negosim.rules.records import Party

Curve = Callable[..., float]
Demand = Callable[..., float]
Bid = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TacticKind:
    """A tactic as scenario files name it.

    Give it one of ``demand``, ``bid`` and ``curve``.

    Parameters
    ----------
    name : str
        The word that scenario files use.
    summary : str
        What it does, in a sentence.
    formula : str
        Its rule in a line: ``α`` is the share of the way from aspiration to limit that is conceded, ``τ`` the share of
        the time that has passed.
    source : str
        Where it is described.
    parameters : tuple of Parameter
        Its parameters, under the names that the function gives them.
    preset : mapping of str to float
        Parameters of the function that this kind fixes.
    demand : callable or None
        ``demand(own, **parameters)`` returns the utility that the party demands for itself, all that it knows being its
        own :class:`~negosim.rules.records.Party`.
    bid : callable or None
        ``bid(own, **parameters)`` writes the outcome to offer as ``own.proposal``.
    curve : callable or None
        ``curve(tau, **parameters)`` returns the share of the way from aspiration to limit that is conceded at the
        normalised time ``tau``, both from 0 to 1.
    waiting : callable or None
        ``waiting(own, demanded)`` returns what the party's next demand is worth to it now, to hold an offer against.
    takes_offers : bool
        Whether it replays offers that the file gives.
    time_dependent : bool
        Claims that nothing that the other side does or wants changes what it demands; so it is with every curve.
    deterministic : bool
        Claims that it draws no random numbers.
    counts_offers : bool
        Claims that what it demands may depend on how many offers were made before, not on the time alone.
    knows_opponent : bool
        Claims that it knows the other side's preferences and limits: the rules give it ``own.opponent``.

    Raises
    ------
    NegosimError
        Where it has no function or several, or the parameters are not those of the function.
    """

    name: str
    summary: str
    formula: str = ""
    source: str = ""
    parameters: tuple[Parameter, ...] = ()
    preset: Mapping[str, float] = field(default_factory=dict)
    demand: Demand | None = None
    bid: Bid | None = None
    curve: Curve | None = None
    waiting: Callable[[Party, float], float] | None = None
    takes_offers: bool = False
    time_dependent: bool = False
    deterministic: bool = True
    counts_offers: bool = False
    knows_opponent: bool = False

    def __post_init__(self) -> None:
        functions = [function for function in (self.demand, self.bid, self.curve) if function is not None]
        if len(functions) != 1:
            raise NegosimError(f"the tactic '{self.name}' needs one of demand, bid and curve; it has {len(functions)}")
        names = {parameter.name for parameter in self.parameters} | set(self.preset)
        if self.curve is None and set(self.arguments) != names:
            takes, has = ", ".join(self.arguments) or "none", ", ".join(sorted(names)) or "none"
            raise NegosimError(
                f"the tactic '{self.name}' names the parameters {has}, but its function takes {takes}; "
                "give them the same names"
            )

    @property
    def claims(self) -> tuple[str, ...]:
        """What it claims, in sentences; the contract test holds every shipped tactic to them."""
        sentences = {
            "Depends on time alone.": self.time_dependent or self.curve is not None,
            "Draws random numbers.": not self.deterministic,
            "Knows the other side's preferences and limits.": self.knows_opponent,
        }
        return tuple(sentence for sentence, holds in sentences.items() if holds)

    @property
    def function(self) -> Callable[..., float] | Callable[..., None]:
        """The function that carries it out."""
        function = self.demand or self.bid or self.curve
        assert function is not None  # noqa: S101 - __post_init__ has seen to it
        return function

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the function's parameters after the first argument, in its order."""
        return tuple(inspect.signature(self.function).parameters)[1:]
