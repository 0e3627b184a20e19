"""Values, money and names in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.domain import Categorical, Continuous, Integer
from negosim.domain.issues import step_of
from negosim.report.document import Span, plain
from negosim.report.wording import days, number, person, value, within
from negosim.report.wrapping import cells, pad, wrap
from negosim.rules.lowering.interests import issue_of
from negosim.rules.outcomes import DOWN, UP, on_step


@pytest.mark.parametrize(
    ("issue", "x", "words"),
    [
        (Continuous(name="rise", low=0, high=500, unit="%"), 13.0, "13 %"),
        (Continuous(name="rise", low=0, high=500, unit="%"), 301.44, "301.4 %"),
        (Continuous(name="share", low=0, high=1), 0.71428571, "0.7143"),
        (Continuous(name="price", low=0, high=20000, unit="$"), 7412.4, "$7,412"),
        (Continuous(name="rise", low=-10, high=10, unit="%"), -0.0001, "0 %"),
        (Integer(name="term", low=1, high=6, unit="years"), 1, "1 year"),
        (Integer(name="term", low=1, high=6, unit="years"), 5, "5 years"),
        (Categorical(name="index", options=("none", "cpi")), "cpi", "cpi"),
    ],
)
def test_a_value_is_written_in_its_unit_with_the_places_that_its_range_asks_for(issue, x, words):
    assert value(issue, x).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_number_ends_in_no_needless_zero():
    assert [number(x, 2) for x in (100.0, 0.5, -0.001, 1234.5)] == ["100", "0.5", "0", "1,234.5"]


def test_names_and_titles_read_as_names():
    assert person("park_geun_hye") == "Park Geun Hye"
    assert person("George W. Bush") == "George W. Bush"
    assert within("The National Assembly") == "the National Assembly"
    assert within("Theodore") == "Theodore"
    assert days(1) == "1\N{NO-BREAK SPACE}day"


def test_a_wide_letter_takes_two_columns():
    assert cells("서울") == 4
    assert pad("서울", 6, right=True) == "  서울"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "M")), max_size=60), st.integers(12, 40))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(text, width):
    lines = [plain(line) for line in wrap((Span(text),), width, hang=2)]
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 500, None), (0, 7.2513, None), (-3, 5, 0.0625), (0, 500, 0.005), (4000, 14000, 250)]
)
def test_two_offers_on_a_step_never_read_the_same(low, high, step):
    issue = Continuous(name="x", low=low, high=high, step=step)
    lowered = issue_of(issue)
    width = step_of(issue)
    for x in (low, (low + high) / 3, high):
        first = on_step(lowered, x, DOWN)
        others = {on_step(lowered, first + n * width, UP) for n in (-2, -1, 1, 2)} | {float(low), float(high)}
        assert all(value(issue, other) != value(issue, first) for other in others - {first})


def test_a_coarse_step_does_not_blur_a_level():
    assert value(Continuous(name="price", low=0, high=10, step=5), 4.25) == "4.25"
