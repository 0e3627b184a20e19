"""Setting the numbers of a row of a table before its replicates begin."""

from negosim.rules.records import Stance, Talks, assign
from negosim.rules.values import derive


def set_row(talks: Talks, row: int) -> None:
    """Set the numbers of a row, compute the values derived from them, and clear the concession curves they change."""
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
    """Clear the computed values of a concession curve."""
    for conceded in stance.memory:
        conceded.time = 0.0
