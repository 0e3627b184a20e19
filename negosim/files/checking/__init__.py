"""Checks that involve more than one table of a scenario file."""

from collections.abc import Iterator

from negosim.files.checking.calendar import check_calendar
from negosim.files.checking.context import Context
from negosim.files.checking.events import check_events
from negosim.files.checking.idle import check_idle
from negosim.files.checking.levels import check_levels
from negosim.files.checking.lopsided import check_lopsided
from negosim.files.checking.openings import check_openings
from negosim.files.checking.parties import check_parties
from negosim.files.checking.preferences import check_preferences
from negosim.files.checking.quantities import check_quantities
from negosim.files.checking.terms import check_terms
from negosim.files.checking.translations import check_translations
from negosim.files.wire.table import Finding

__all__ = ["Context", "check", "check_effects"]


def check(context: Context) -> Iterator[Finding]:
    """Yield the errors in a scenario whose tables are valid one by one."""
    yield from check_calendar(context)
    yield from check_parties(context)
    yield from check_preferences(context)
    yield from check_quantities(context)
    yield from check_levels(context)
    yield from check_terms(context)
    yield from check_events(context)
    yield from check_openings(context)
    yield from check_translations(context)


def check_effects(context: Context) -> Iterator[Finding]:
    """Yield warnings about values of a valid scenario that have no effect, or a different one from what is written."""
    yield from check_idle(context)
    yield from check_lopsided(context)
