"""The server of a class, its address and its port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Any

from negosim.classroom.demo import simulate
from negosim.classroom.host import Host
from negosim.classroom.web import Web
from negosim.errors import UsageError

__all__ = ["LOCAL", "address_of", "bound", "serve"]

LOCAL = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
LARGEST_MESSAGE = 16 * 1024
BACKLOG = 2048


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address and a port.

    Raises
    ------
    UsageError
        If the port is in use, or the address is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{host}:{port} cannot be used: {reason}; name another port with --port") from None
    return listening


def address_of(host: str, port: int) -> str:
    """Return the address at which other devices of the network reach the server."""
    if host in EVERYWHERE:
        host = _own_address()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _own_address() -> str:
    """Return this machine's address in the local network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation
            return str(probe.getsockname()[0])
        except OSError:
            return LOCAL


def serve(
    hosts: Sequence[Host], listening: socket.socket, address: str, *, demo: int = 0, ready: Callable[[], None]
) -> None:
    """Serve a class until it is interrupted.

    Parameters
    ----------
    hosts : sequence of Host
        The rooms of the class.
    listening : socket
        The socket on which the server accepts connections.
    address : str
        The address at which students reach the server.
    demo : int
        Number of simulated students in each room.
    ready : callable
        Called once the server accepts connections.
    """
    import uvicorn

    config = uvicorn.Config(
        Web(hosts, address).app(),
        log_level="warning",
        access_log=False,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        limit_concurrency=None,
        timeout_graceful_shutdown=1,
        proxy_headers=True,
        forwarded_allow_ips=LOCAL,
        server_header=False,
    )
    asyncio.run(_serve(uvicorn.Server(config), hosts, listening, demo, ready))


async def _serve(
    server: Any, hosts: Sequence[Host], listening: socket.socket, demo: int, ready: Callable[[], None]
) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    ready()
    simulated = [asyncio.create_task(simulate(host, demo)) for host in hosts] if demo else []
    await serving
    for task in simulated:
        task.cancel()
