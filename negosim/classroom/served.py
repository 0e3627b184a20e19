"""A room of a class that is being served."""

from __future__ import annotations

import asyncio

from negosim.classroom.drawing import Drawing
from negosim.classroom.host import Host
from negosim.classroom.site import Site
from negosim.classroom.sockets import Sockets

__all__ = ["Served"]


class Served:
    """A room with its results and its connections.

    Parameters
    ----------
    host : Host
        The state and the log of the room.
    site : Site
        The address of the room.
    turn : asyncio.Lock
        Held while results are prepared.
    """

    def __init__(self, host: Host, site: Site, turn: asyncio.Lock) -> None:
        self.host, self.site = host, site
        self.drawing = Drawing(host, turn)
        self.sockets = Sockets(host, self.drawing, site)
