"""A scenario: everything that a run needs except a seed and a replicate number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from negosim.domain.calendar import Calendar
from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical, Issue
from negosim.domain.numbers import Correlation, Number
from negosim.domain.preferences import Payments
from negosim.domain.protocol import Protocol
from negosim.domain.ratification import Ratifier
from negosim.domain.shocks import Shock
from negosim.domain.shown import Shown
from negosim.domain.translation import Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An increase in % shown as an amount of money: ``base × (1 + issue/100)`` in ``unit``, and in dollars.

    ``per_dollar`` is the amount in ``unit`` that equals a million US dollars; 0 if no dollar figure is shown.
    """

    issue: str
    base: float
    unit: str
    per_dollar: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What really happened, to compare with."""

    terms: Mapping[str, float | str] = field(default_factory=dict)
    tentative_terms: Mapping[str, float | str] = field(default_factory=dict)
    tentative: date | None = None
    concluded: date | None = None
    in_force: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Scenario(Shown):
    """A negotiation as data.

    Parameters
    ----------
    issues : tuple of Issue
        The issues to settle; an outcome has one value per issue, in this order.
    delegations : tuple of Delegation
        The two parties.
    quantities : mapping of str to Number
        Named numbers, to which other numbers refer.
    correlations : tuple of Correlation
        Correlations of quantities; quantities without one are independent.
    lapse_cost : mapping of str to Number
        Utility that a party loses per month with no agreement in force.
    lapse_foreseen : bool
        Whether reservation values include what a lapse until the horizon would still cost.
    background : str
        The general information for everyone who plays the scenario; paragraphs are separated by an empty line.
    translations : mapping of str to Translation
        Its words in other languages, by the language's code.
    levels : str or None
        ``"utility"`` if levels are utilities although there is one numeric issue.
    genius : mapping or None
        The numbers of the Genius domain from which it was converted, so that the domain can be written again.
    tables : mapping or None
        The tables of the file from which it was built, so that a sweep can vary them by path; ``None`` if it was made
        in Python.
    """

    name: str
    issues: tuple[Issue, ...]
    delegations: tuple[Delegation, ...]
    calendar: Calendar
    protocol: Protocol = field(default_factory=Protocol)
    payments: Payments | None = None
    quantities: Mapping[str, Number] = field(default_factory=dict)
    correlations: tuple[Correlation, ...] = ()
    shocks: tuple[Shock, ...] = ()
    ratifiers: tuple[Ratifier, ...] = ()
    lapse_cost: Mapping[str, Number] = field(default_factory=dict)
    lapse_foreseen: bool = False
    money: Money | None = None
    record: Record | None = None
    title: str = ""
    description: str = ""
    background: str = ""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    levels: str | None = None
    genius: Mapping[str, object] | None = None
    tables: Mapping[str, object] | None = field(default=None, compare=False, repr=False)

    @property
    def in_units(self) -> bool:
        """Whether levels are in the unit of the issue instead of utility.

        This is so if there is a single numeric issue, nothing else is valued, and ``levels`` is ``None``.
        """
        return (
            self.levels is None
            and len(self.issues) == 1
            and not isinstance(self.issues[0], Categorical)
            and all(tuple(party.preferences.values) == (self.issues[0].name,) for party in self.delegations)
        )

    @property
    def moves_expiry(self) -> bool:
        """Whether an event may move the expiry of the agreement in force."""
        return any(shock.expiry is not None for shock in self.shocks)

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of the delegations, in the order of their indices."""
        return tuple(delegation.name for delegation in self.delegations)
