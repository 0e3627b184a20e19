"""Amounts as a student reads them: differences of what is shown, and no two offers that read the same."""

import pytest

from negosim import files
from negosim.teach.amounts import distance, distinguished, level_in_words, outcome_in_words
from negosim.teach.words import COMMON, words_in

ENGLISH = words_in("en", COMMON)

SPACE = "\N{NO-BREAK SPACE}"
SMA, CAR, FERRY = (files.load(name) for name in ("sma11", "used_car", "scoreable"))


@pytest.mark.parametrize(
    ("scenario", "first", "second", "words"),
    [
        (SMA, 13.66, 12.549, f"1.2{SPACE}points (12.5{SPACE}bn{SPACE}won)"),
        (SMA, 5.0, 4.0, f"1{SPACE}point (10.4{SPACE}bn{SPACE}won)"),
        (SMA, 13.0, 13.04, f"0{SPACE}points"),
        (CAR, 9000.4, 10049.2, f"1,049{SPACE}euro"),
        (FERRY, 0.4513, 0.35, f"10.1{SPACE}points"),
        (FERRY, 0.46, 0.45, f"1{SPACE}point"),
    ],
)
def test_a_difference_is_that_of_the_levels_as_they_are_shown(scenario, first, second, words):
    assert distance(ENGLISH, scenario, first, second) == distance(ENGLISH, scenario, second, first) == words


def test_levels_are_values_of_the_one_issue_or_points():
    assert level_in_words(ENGLISH, SMA, 13.66) == f"13.7{SPACE}%"
    assert level_in_words(ENGLISH, FERRY, 0.4513) == f"45.1{SPACE}points"


def test_two_offers_that_differ_do_not_read_the_same():
    program, own = {"increase": 12.549}, {"increase": 12.5}
    assert distinguished(ENGLISH, SMA, program, []) == f"12.5{SPACE}%"
    assert distinguished(ENGLISH, SMA, program, [own]) == f"12.55{SPACE}%"
    assert distinguished(ENGLISH, SMA, own, [own]) == f"12.5{SPACE}%"
    assert distinguished(ENGLISH, SMA, {"increase": 12.50001}, [own]) == f"12.50001{SPACE}%"
    assert outcome_in_words(ENGLISH, SMA, program, apart_from=[own]).startswith(f"12.55{SPACE}% (1,169")
