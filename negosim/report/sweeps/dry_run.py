"""The estimated cost of a sweep in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.document import Document, Row, Table
from negosim.study.sweeps.progress import duration

if TYPE_CHECKING:
    from negosim.study.sweeps.pilot import Cost

__all__ = ["describe_cost"]


def describe_cost(cost: Cost, workers: int) -> Document:
    """Describe the estimated cost of a sweep."""
    return Document(
        title="Dry run",
        lead=(
            Table(
                columns=("", ""),
                rows=(
                    Row(cells=("points", f"{cost.points:,}")),
                    Row(cells=("replicates in all", f"{cost.replicates:,}")),
                    Row(cells=("time", f"{duration(cost.seconds)} with {workers} workers")),
                    Row(cells=("in the folder", f"about {_size(cost.size)}")),
                ),
                right=(False, True),
            ),
        ),
    )


def _size(size: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size = size // 1000 if unit == "GB" or size >= 100_000 else size / 1000  # type: ignore[assignment]
    return f"{size:.3g} TB"
