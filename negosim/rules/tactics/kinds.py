"""The description of a tactic: its function, its parameters, its source and its claims."""

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

    It has exactly one of ``demand``, ``bid`` and ``curve``.

    Parameters
    ----------
    name : str
        The word that scenario files use.
    summary : str
        What it does, in a sentence.
    formula : str
        Its rule in one line: ``α`` is the share of the way from aspiration to limit that is conceded, ``τ`` the share
        of the time that has passed.
    source : str
        Where it is described.
    parameters : tuple of Parameter
        Its parameters, under their names in the function.
    preset : mapping of str to float
        Parameters of the function that this kind fixes.
    demand : callable or None
        ``demand(own, **parameters)`` returns the utility that the party demands for itself; ``own`` is its own
        :class:`~negosim.rules.records.Party`, which is all that it knows.
    bid : callable or None
        ``bid(own, **parameters)`` writes the outcome to offer as ``own.proposal``.
    curve : callable or None
        ``curve(tau, **parameters)`` returns the share of the way from aspiration to limit that is conceded at the
        normalised time ``tau``, both from 0 to 1.
    waiting : callable or None
        ``waiting(own, demanded)`` returns the present value of the party's next demand, with which it compares an
        offer.
    takes_offers : bool
        Whether it replays offers that the file gives.
    time_dependent : bool
        Claims that its demands do not depend on what the other side does or wants. True of every curve.
    deterministic : bool
        Claims that it draws no random numbers.
    counts_offers : bool
        Claims that its demands may depend on how many offers were made before, and not only on time.
    knows_opponent : bool
        Claims that it knows the other side's preferences and limits: the rules give it ``own.opponent``.

    Raises
    ------
    NegosimError
        If it has no function or several, or the parameters are not those of the function.
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
        """Its claims, in sentences; the contract test checks them for every shipped tactic."""
        sentences = {
            "Depends only on time.": self.time_dependent or self.curve is not None,
            "Draws random numbers.": not self.deterministic,
            "Knows the other side's preferences and limits.": self.knows_opponent,
        }
        return tuple(sentence for sentence, holds in sentences.items() if holds)

    @property
    def function(self) -> Callable[..., float] | Callable[..., None]:
        """The function that implements it."""
        function = self.demand or self.bid or self.curve
        assert function is not None  # noqa: S101 - checked in __post_init__
        return function

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the function's parameters after the first, in order."""
        return tuple(inspect.signature(self.function).parameters)[1:]
