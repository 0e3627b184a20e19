"""How much help a player gets."""

from __future__ import annotations

from dataclasses import dataclass

from negosim.errors import UsageError, did_you_mean

__all__ = ["LEVELS", "Level", "find_level"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The help that a player gets during a game.

    Parameters
    ----------
    advice : bool
        Whether the player may ask what the side's own tactic would do, and whether a zone of agreement is open.
    warnings : bool
        Whether the player must confirm an offer or a deal that is worse than no agreement.
    """

    name: str
    advice: bool
    warnings: bool
    summary: str


LEVELS: tuple[Level, ...] = (
    Level(name="learn", advice=True, warnings=True, summary="advice and hints on request, warnings"),
    Level(name="class", advice=False, warnings=True, summary="warnings, no advice"),
    Level(name="exam", advice=False, warnings=False, summary="neither advice nor warnings"),
)


def find_level(name: str) -> Level:
    """Return the level with a name.

    Raises
    ------
    UsageError
        If there is no such level.
    """
    names = [level.name for level in LEVELS]
    if name not in names:
        raise UsageError(f"there is no level '{name}'; the levels are {', '.join(names)}{did_you_mean(name, names)}")
    return LEVELS[names.index(name)]
