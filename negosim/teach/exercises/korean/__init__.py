"""The exercises in Korean, one file each."""

from collections.abc import Mapping

from negosim.teach.course.translation import ExerciseWords
from negosim.teach.exercises.korean import (
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

__all__ = ["KOREAN"]

KOREAN: Mapping[str, ExerciseWords] = {
    "reservation_value": reservation_value.KOREAN,
    "zone": zone.KOREAN,
    "anchoring": anchoring.KOREAN,
    "concession": concession.KOREAN,
    "logrolling": logrolling.KOREAN,
    "post_settlement": post_settlement.KOREAN,
    "incomplete_information": incomplete_information.KOREAN,
    "commitment": commitment.KOREAN,
    "two_level": two_level.KOREAN,
    "patience": patience.KOREAN,
    "administration": administration.KOREAN,
    "evidence": evidence.KOREAN,
}
