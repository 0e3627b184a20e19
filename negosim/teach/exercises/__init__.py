"""The exercises of the course, one file each, in their order."""

from negosim.teach.exercise import Exercise
from negosim.teach.exercises import anchoring, concession, reservation_value, zone

__all__ = ["COURSE"]

COURSE: tuple[Exercise, ...] = (
    reservation_value.EXERCISE,
    zone.EXERCISE,
    anchoring.EXERCISE,
    concession.EXERCISE,
)
