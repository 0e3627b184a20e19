"""The exercises of the course, one file each, in their order."""

from negosim.teach.course.exercise import Exercise
from negosim.teach.exercises import (
    administration,
    anchoring,
    commitment,
    concession,
    evidence,
    incomplete_information,
    logrolling,
    patience,
    post_settlement,
    reservation_value,
    two_level,
    zone,
)

__all__ = ["COURSE"]

COURSE: tuple[Exercise, ...] = (
    reservation_value.EXERCISE,
    zone.EXERCISE,
    anchoring.EXERCISE,
    concession.EXERCISE,
    logrolling.EXERCISE,
    post_settlement.EXERCISE,
    incomplete_information.EXERCISE,
    commitment.EXERCISE,
    two_level.EXERCISE,
    patience.EXERCISE,
    administration.EXERCISE,
    evidence.EXERCISE,
)
