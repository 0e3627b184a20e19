"""Concession tactics: each returns the utility that a party demands for itself.

Scripted, MiCRO and Zeuthen bid outcomes instead; :func:`negosim.rules.offers.propose` calls those.

To add one: a function ``(talks, party, t, lowest) -> float`` in a family's file, ``lowest`` being the party's limit; a
name in ``KINDS``, a line in ``demand``, a row in ``TACTIC_PARAMETERS`` of :mod:`negosim.rules.lowering.stances` and one
in :mod:`negosim.files.tactics`.
"""

from negosim.rules.layout import STANCE_TACTIC, Talks
from negosim.rules.stances import stance_field
from negosim.rules.tactics.added import added_demand
from negosim.rules.tactics.behaviour import absolute_demand, averaged_demand, relative_demand
from negosim.rules.tactics.learning import bayesian_demand
from negosim.rules.tactics.strategic import equilibrium_demand, hardliner_demand, random_demand
from negosim.rules.tactics.time_dependent import (
    exponential_demand,
    polynomial_demand,
    resource_demand,
    tabulated_demand,
)

KINDS = (
    "polynomial",
    "exponential",
    "resource",
    "relative_tft",
    "random_absolute_tft",
    "averaged_tft",
    "hardliner",
    "random_walker",
    "equilibrium",
    "scripted",
    "tabulated",
    "micro",
    "zeuthen",
    "bayesian",
)
(
    POLYNOMIAL,
    EXPONENTIAL,
    RESOURCE,
    RELATIVE_TFT,
    RANDOM_ABSOLUTE_TFT,
    AVERAGED_TFT,
    HARDLINER,
    RANDOM_WALKER,
    EQUILIBRIUM,
    SCRIPTED,
    TABULATED,
    MICRO,
    ZEUTHEN,
    BAYESIAN,
) = range(len(KINDS))
ADDED = len(KINDS)  # a user's, which the scenario brings along


def demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the utility that the party's tactic demands at time ``t``, when its limit is ``lowest``."""
    kind = stance_field(talks, party, STANCE_TACTIC)
    if kind == POLYNOMIAL:
        return polynomial_demand(talks, party, t, lowest)
    if kind == EXPONENTIAL:
        return exponential_demand(talks, party, t, lowest)
    if kind == RESOURCE:
        return resource_demand(talks, party, t, lowest)
    if kind == RELATIVE_TFT:
        return relative_demand(talks, party, lowest)
    if kind == RANDOM_ABSOLUTE_TFT:
        return absolute_demand(talks, party, lowest)
    if kind == AVERAGED_TFT:
        return averaged_demand(talks, party, lowest)
    if kind == RANDOM_WALKER:
        return random_demand(talks, party, lowest)
    if kind == EQUILIBRIUM:
        return equilibrium_demand(talks, party, t, lowest)
    if kind == TABULATED:
        return tabulated_demand(talks, party, t, lowest)
    if kind == BAYESIAN:
        return bayesian_demand(talks, party, t, lowest)
    if kind == ADDED:
        return added_demand(talks, party, t, lowest)
    return hardliner_demand(talks, party, lowest)
