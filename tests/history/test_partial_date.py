import datetime as dt

import pytest

from negosim.history import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        ("2018", dt.date(2018, 1, 1), dt.date(2018, 12, 31), False),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29), False),
        ("2021-03-07", dt.date(2021, 3, 7), dt.date(2021, 3, 7), True),
    ],
)
def test_a_partial_date_spans_what_it_can_mean(text, first, last, exact):
    date = PartialDate.parse(text)
    assert (date.first(), date.last(), date.is_exact) == (first, last, exact)
    assert str(date) == text


@pytest.mark.parametrize("text", ["", "spring", "2020-13", "2021-02-29", "2020-01-01-01"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)
