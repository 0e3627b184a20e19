"""Which points are visited: grids, lists, quasi-random designs, and what is refused."""

from datetime import date

import pytest

from negosim.errors import UsageError
from negosim.study.sweeps.axes import axes_of, parse_axis
from negosim.study.sweeps.design import points_of


def sets(vary, **options):
    return [dict(point.sets) for point in points_of(axes_of(vary), **options)]


def test_a_range_has_both_ends_and_whole_numbers_stay_whole():
    values = parse_axis("a.b=20:40:5").values
    assert values == (20, 25, 30, 35, 40)
    assert all(isinstance(value, int) for value in values)
    assert parse_axis("a=0:1:3").values == (0, 0.5, 1)
    assert parse_axis("a=-1.5:1.5:2").values == (-1.5, 1.5)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a=20:40:by5", (20, 25, 30, 35, 40)),
        ("a=20:42:by5", (20, 25, 30, 35, 40)),
        ("a=0:0.3:by0.1", (0.0, 0.1, 0.2, 0.3)),
        ("a=1:2:by.5", (1.0, 1.5, 2.0)),
        ("a=2020-01-01:2020-01-20:by7", (date(2020, 1, 1), date(2020, 1, 8), date(2020, 1, 15))),
    ],
)
def test_a_step_is_repeated_up_to_the_end_of_the_range(text, values):
    assert parse_axis(text).values == values


def test_a_step_of_whole_numbers_gives_whole_numbers():
    assert all(isinstance(value, int) for value in parse_axis("a=20:40:by5").values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a=20:40:5", "5 points from 20 to 40"),
        ("a=20:42:by5", "5 points from 20 to 40"),
        ("a=1:4:3", "3 points from 1 to 4"),
        ("a=2020-01-01:2020-01-11:3", "3 points from 2020-01-01 to 2020-01-11"),
        ("a=20:40", ""),
        ("a=1,2", ""),
    ],
)
def test_a_range_of_points_is_described_in_words(text, words):
    assert parse_axis(text).words == words


def test_dates_are_spaced_by_whole_days():
    assert parse_axis("a=2020-01-01:2020-01-11:3").values == (date(2020, 1, 1), date(2020, 1, 6), date(2020, 1, 11))


def test_a_list_has_words_numbers_dates_and_tables():
    values = parse_axis('a=linear,2,2020-03-31,{ dist = "norm", loc = 1, scale = 2 }').values
    assert values == ("linear", 2, date(2020, 3, 31), {"dist": "norm", "loc": 1, "scale": 2})


def test_a_grid_has_every_combination_and_a_list_goes_side_by_side():
    vary = {"a": [1, 2], "b": ["x", "y"]}
    assert sets(vary) == [{"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 2, "b": "x"}, {"a": 2, "b": "y"}]
    assert sets(vary, design="list") == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def test_nothing_varied_is_one_point():
    assert sets(None) == [{}]


@pytest.mark.parametrize("design", ["sobol", "lhs"])
def test_quasi_random_points_stay_in_their_ranges_and_repeat_with_the_seed(design):
    vary = ["a=10:20", "d=2020-01-01:2020-01-31", "w=x,y,z"]
    result = sets(vary, design=design, points=50, seed=3)
    assert len(result) == 50
    assert all(10 <= point["a"] <= 20 for point in result)
    assert {point["d"].month for point in result} == {1}
    assert {point["w"] for point in result} == {"x", "y", "z"}
    assert result == sets(vary, design=design, points=50, seed=3)
    assert result != sets(vary, design=design, points=50, seed=4)


def test_a_latin_hypercube_has_one_point_in_each_slice():
    result = sets(["a=0.0:10.0"], design="lhs", points=10)
    assert sorted(int(point["a"]) for point in result) == list(range(10))


def test_a_quasi_random_design_takes_its_number_of_points_from_the_range():
    assert len(sets(["a=0:1:16"], design="sobol")) == 16


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a", "give a path and its values"),
        ("=1,2", "give a path and its values"),
        ("a=", "give a path and its values"),
        ("a=1:2:0", "'0' is not a number of points; write 20:40:5 for 5 points, or 20:40:by5 for steps of 5"),
        ("a=1:2:-3", "'-3' is not a number of points"),
        ("a=1:2:x", "'x' is not a number of points"),
        ("a=1:2:by", "'' is not a step; give a number above 0, as in 20:40:by5"),
        ("a=1:2:by0", "'0' is not a step"),
        ("a=1:2:by-1", "'-1' is not a step"),
        ("a=1:2:by1e-9", "more than 100,000"),
        ("a=2020-01-01:2020-02-01:by0.5", "'0.5' is not a step; give a whole number of days, as in by30"),
        ("a=1:2:1", "one point cannot be both ends"),
        ("a=2:1:3", "ends before it begins"),
        ("a=1:2020-01-01:3", "one end is a date"),
        ("a=2020-02-30:2020-03-01:3", "not a date"),
        ("a=1,,2", "empty value"),
        ("a=1:2:1000000", "more than 100,000"),
    ],
)
def test_what_is_no_axis_is_refused_with_a_word_on_it(text, words):
    with pytest.raises(UsageError, match=words):
        parse_axis(text)


@pytest.mark.parametrize(
    ("vary", "options", "words"),
    [
        (["a=1,2", "a=3,4"], {}, "varied twice"),
        ({"a": []}, {}, "there are no values"),
        (["a=1:2"], {}, "give a number of points"),
        (["a=1,2", "b=1,2,3"], {"design": "list"}, "needs the same number"),
        (["a=1,2"], {"design": "gird"}, "did you mean 'grid'"),
        (["a=1,2"], {"points": 3}, "leave out the number of points"),
        (["a=1:2"], {"design": "sobol"}, "--points 64"),
        (["a=1:2"], {"design": "sobol", "points": 0}, "whole number from 1"),
        (None, {"points": 3}, "nothing is varied"),
        ({"a": range(1000), "b": range(1000)}, {}, "1,000,000 points, more than 100,000"),
    ],
)
def test_a_design_that_cannot_be_is_refused(vary, options, words):
    with pytest.raises(UsageError, match=words):
        sets(vary, **options)
