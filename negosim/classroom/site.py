"""The address of the server and the paths of its rooms."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Site"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The address of a room of a class.

    Parameters
    ----------
    address : str
        The address at which students reach the server, such as ``http://192.168.1.5:8000``.
    number : int
        Number of the room, from 1.
    rooms : int
        Number of rooms of the class.
    """

    address: str
    number: int = 1
    rooms: int = 1

    @property
    def board(self) -> str:
        """The path of the room's board."""
        return self.board_of(self.number)

    @property
    def boards(self) -> list[tuple[int, str]]:
        """The number and the path of the board of every room; empty if there is only one room."""
        return [(number, self.board_of(number)) for number in range(1, self.rooms + 1)] if self.rooms > 1 else []

    def board_of(self, number: int) -> str:
        """Return the path of the board of a room."""
        return "/board" if self.rooms == 1 else f"/board/{number}"
