"""Locks that are free in a forked process."""

from __future__ import annotations

import os
from threading import RLock
from typing import Any

__all__ = ["lock_across_forks"]


def lock_across_forks() -> Any:
    """Return a reentrant lock that no other thread holds when the process is forked.

    A forked process has only the thread that forked it, so a lock of another thread would stay locked forever. Locks
    are acquired before a fork in the reverse of the order in which they were created, so a lock that is held while
    another is acquired must be created after that.
    """
    lock = RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock
