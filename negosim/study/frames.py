"""Convert results to tables of other libraries, if those are installed, and to HTML for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import import_module
from types import NoneType
from typing import Any

import numpy as np

from negosim.errors import UsageError

__all__ = ["Tabular", "html_table"]

MOST_SHOWN = 50


class Tabular:
    """A result that is a table; a subclass defines `rows`, on which the other methods are based."""

    __slots__ = ()

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows, each a dict from column to value."""
        raise NotImplementedError

    def to_pandas(self) -> Any:
        """Return a :class:`pandas.DataFrame`.

        Raises
        ------
        UsageError
            If pandas is not installed.
        """
        return _library("pandas").DataFrame(self.rows())

    def to_polars(self) -> Any:
        """Return a :class:`polars.DataFrame`.

        Raises
        ------
        UsageError
            If polars is not installed.
        """
        return _library("polars").DataFrame(self.rows(), infer_schema_length=None)

    def to_xarray(self) -> Any:
        """Return an :class:`xarray.Dataset` with one dimension, the row.

        Raises
        ------
        UsageError
            If xarray is not installed.
        """
        rows = self.rows()
        columns = list(rows[0]) if rows else []
        return _library("xarray").Dataset({name: ("row", _array([row[name] for row in rows])) for name in columns})

    def _repr_html_(self) -> str:
        return html_table(self.rows())


def _array(values: list[Any]) -> Any:
    """Return a column as an array: numbers with NaN for missing values, or objects."""
    kinds = {type(value) for value in values}
    if kinds <= {int, float, NoneType}:
        return np.array([np.nan if value is None else value for value in values])
    if len(kinds) == 1 and kinds <= {str, bool}:
        return np.array(values)
    objects = np.empty(len(values), object)
    objects[:] = values
    return objects


def html_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as an HTML table; if there are many, only the first `MOST_SHOWN`."""
    if not rows:
        return "<p>no rows</p>"
    head = "".join(f"<th>{escape(str(name))}</th>" for name in rows[0])
    lines = ["".join(f"<td>{escape(_cell(value))}</td>" for value in row.values()) for row in rows[:MOST_SHOWN]]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    more = f"<p>… and {len(rows) - MOST_SHOWN:,} more</p>" if len(rows) > MOST_SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:.6g}"
    return "" if value is None else str(value)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed; install it with 'pip install {name}'") from None
