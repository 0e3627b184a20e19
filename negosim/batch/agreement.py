"""Compare the results of two drivers field by field, bit by bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.columns import Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field in which two drivers differ.

    Parameters
    ----------
    field : str
        Name of the column.
    row : int
        The first row that differs.
    rows : int
        How many rows differ.
    left, right : str
        The value of each there; floats in hexadecimal.
    """

    field: str
    row: int
    rows: int
    left: str
    right: str


def differences(left: Columns, right: Columns) -> tuple[Difference, ...]:
    """Return the fields in which two batches differ in any bit; nan equals nan of the same bits."""
    result = []
    for field in left._fields:
        ours, theirs = getattr(left, field), getattr(right, field)
        unequal = _bytes_of(ours) != _bytes_of(theirs)
        rows = np.flatnonzero(unequal.any(axis=1))
        if rows.size:
            row = int(rows[0])
            result.append(
                Difference(field=field, row=row, rows=rows.size, left=_shown(ours[row]), right=_shown(theirs[row]))
            )
    return tuple(result)


def _bytes_of(column: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(column).view(np.uint8).reshape(len(column), -1)


def _shown(value: Any) -> str:
    return ", ".join(x.hex() if isinstance(x, float) else str(x) for x in np.atleast_1d(value).tolist())
