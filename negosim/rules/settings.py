"""The numbers that a row of a table sets, before its replicates begin."""

from negosim.rules.records import Stance, Talks, assign
from negosim.rules.values import derive


def set_row(talks: Talks, row: int) -> None:
    """Set the numbers of a row, derive what follows from them, and forget the concession curves that they change."""
    derives = False
    first = row * len(talks.settings)
    for number, setting in enumerate(talks.settings):
        assign(setting.place, talks.rows[first + number])
        derives = derives or setting.derives
        if setting.stance is not None:
            forget_curve(setting.stance)
    if derives:
        derive(talks)


def forget_curve(stance: Stance) -> None:
    """Forget the values of a concession curve that have been computed."""
    for conceded in stance.memory:
        conceded.time = 0.0
