"""Locks that a forked process finds free."""

from __future__ import annotations

import os
from threading import RLock
from typing import Any

__all__ = ["lock_across_forks"]


def lock_across_forks() -> Any:
    """Return a reentrant lock that no other thread holds when the process is forked.

    A forked process has only the thread that forked it: what another one had locked would stay locked for ever. Locks
    are taken before a fork in the reverse order in which they were made, so one that is held while another is taken
    must be made after that.
    """
    lock = RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock
