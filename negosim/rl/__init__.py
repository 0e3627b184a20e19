"""Environments for reinforcement learning: one party for Gymnasium, both parties for PettingZoo.

``pip install "negosim[rl]"`` installs both libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.rl.gym import NegotiationEnv
    from negosim.rl.zoo import NegotiationAEC

__all__ = ["ID", "NegotiationAEC", "NegotiationEnv"]

ID = "negosim/Negotiation-v0"

try:
    import gymnasium
except ImportError:
    raise UsageError("Gymnasium is not installed; install it with: pip install 'negosim[rl]'") from None

if ID not in gymnasium.registry:
    gymnasium.register(ID, entry_point="negosim.rl:NegotiationEnv")

_PLACES = {"NegotiationAEC": "negosim.rl.zoo", "NegotiationEnv": "negosim.rl.gym"}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'negosim.rl' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
