"""Several machines: dask's workers behind the interface of :mod:`concurrent.futures`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from negosim.errors import StoreError, UsageError

__all__ = ["dask_executor"]

LOCAL = "local"
PATIENCE = 10.0  # seconds to wait for a scheduler


@contextmanager
def dask_executor(address: str, workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Yield an executor for a dask cluster, and its number of workers.

    Parameters
    ----------
    address : str
        Address of the scheduler, such as ``tcp://10.0.0.1:8786``; ``"local"`` starts a cluster of local
        processes.
    workers : int, optional
        Number of workers of a local cluster.

    Raises
    ------
    UsageError
        If dask is not installed.
    StoreError
        If there is no scheduler at that address, or it has no workers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UsageError(
            "--dask needs dask, which is not installed; install it with 'pip install negosim[dask]'"
        ) from None
    if address == LOCAL:
        with (
            _opened(LocalCluster, n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            _opened(Client, cluster) as client,
        ):
            executor = DaskExecutor(client)
            yield executor, executor.workers_left()
        return
    try:
        client = _opened(Client, address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise StoreError(
            f"--dask {address}: there is no scheduler at this address ({error}); start one with 'dask scheduler'"
        ) from None
    with client:
        executor = DaskExecutor(client)
        count = executor.workers_left()
        if count == 0:
            raise StoreError(
                f"--dask {address}: this scheduler has no workers; start some with 'dask worker {address}'"
            )
        yield executor, count


def _opened(kind: Any, *args: Any, **options: Any) -> Any:
    return kind(*args, **options)


class DaskExecutor(Executor):
    """An executor for a dask cluster that can count its workers."""

    def __init__(self, client: Any) -> None:
        self._client = client
        # Not pure: dask must run a repeated chunk again, not return its earlier result.
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Submit a call."""
        return self._executor.submit(fn, *args, **kwargs)

    def workers_left(self) -> int:
        """Return the number of the workers' threads."""
        return sum(self._client.nthreads().values())
