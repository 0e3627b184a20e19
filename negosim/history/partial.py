"""Dates of which only the month or the year may be known."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source: a day, a month or a year. Sort by `first`.

    Parameters
    ----------
    year : int
        Calendar year.
    month : int, optional
        1 to 12; None if only the year is known.
    day : int, optional
        Day of the month; None if only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2013``, ``2013-07`` or ``2013-07-02``.

        Parameters
        ----------
        text : str
            An ISO date, or its beginning.

        Returns
        -------
        PartialDate
            The date, as precise as the text.

        Raises
        ------
        ValueError
            If the text is not such a date.
        """
        parts = [int(part) for part in text.split("-")]
        if len(parts) > 3:
            raise ValueError(f"{text!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
        partial = cls(*parts)
        partial.first()  # raises an error for a 13th month or 31 June
        return partial

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def first(self) -> dt.date:
        """Return the earliest day that it can be."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last(self) -> dt.date:
        """Return the latest day that it can be."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
