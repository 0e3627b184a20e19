"""Zone of possible agreement of a scenario: reservation values over time, outcome space, frontier and solutions."""

from negosim.zopa.zones import Zones, zones

__all__ = ["Zones", "zones"]
