"""What a player types is understood as a person means it, or refused with a hint at what to type."""

import pytest

from negosim import files
from negosim.engine import Accept, Offer, Wait, WalkAway
from negosim.errors import UsageError
from negosim.teach.play.moves import Wish, read_move, read_offer
from negosim.teach.play.values import read_number, read_value

CAR, SMA, FERRY, PACKAGE = (files.load(name) for name in ("used_car", "sma11", "scoreable", "sma11_package"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13", 13.0),
        ("13.9", 13.9),
        ("13,9", 13.9),
        ("9,500", 9500.0),
        ("1.038,9", 1038.9),
        ("1,038.9", 1038.9),
        ("1 183", 1183.0),
        ("1_183", 1183.0),
        ("12,500,000", 12.5e6),
        ("12.500.000", 12.5e6),
        ("\N{MINUS SIGN}4", -4.0),
        ("+13", 13.0),
        (".5", 0.5),
        ("1e-05", 1e-05),
        ("1,2,3", None),
        ("1.2.3", None),
        ("", None),
        ("nan", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["13", "13%", "13 %", " +13 % ", "13 percent", "13.0", "increase=13", "Increase: 13 %", "o 13"]
)
def test_one_issue_is_offered_by_its_value(text):
    assert read_move(text, SMA) == Offer({"increase": 13.0})


@pytest.mark.parametrize(
    ("text", "increase"),
    [("1,558.35 bn won", 50.0), ("1558.35bn", 50.0), ("1558.35 bn", 50.0), ("$1.27923bn", 50.0), ("$1279.23m", 50.0)],
)
def test_money_is_understood_where_the_scenario_says_what_it_means(text, increase):
    assert read_value(SMA.issues[0], text, SMA) == pytest.approx(increase, abs=1e-3)


@pytest.mark.parametrize(
    ("scenario", "text", "words"),
    [
        (CAR, "60 %", "price is in euro, not in %"),
        (CAR, "$9000", r"not in \$"),
        (CAR, "99,999", "price: 99999 lies outside the issue's range 4000 to 14000 euro"),
        (CAR, "-1", "lies outside"),
        (CAR, "cheap", "price: 'cheap' is not a number"),
        (CAR, "inf", "is not a number"),
        (CAR, "9" * 400, "lies outside|is not a number"),
        (CAR, "", "nothing was typed"),
        (CAR, "prize=9000", "there is no issue 'prize'.*did you mean 'price'"),
        (FERRY, "fare=3", "has no value for sailings, season, subsidy, years"),
        (FERRY, "3 8", "neither a key nor an offer"),
        (FERRY, "3 8.5 summer 100 5", "sailings: 8.5 is not a whole number"),
        (FERRY, "3 8 winter 100 5", "season: 'winter' is not one of 1 summer, 2 spring_to_autumn, 3 all_year"),
        (FERRY, "3 8 s 100 5", "season: 's' is not one of"),
        (FERRY, "s=8", "there is no issue 's'"),
        (FERRY, "fare=3 fare=4", "fare: two values are given"),
        (FERRY, "now fare=3", "'now' does not name an issue"),
    ],
)
def test_what_is_no_outcome_is_refused_with_a_word_on_why(scenario, text, words):
    with pytest.raises(UsageError, match=words):
        read_move(text, scenario)


@pytest.mark.parametrize(
    "text",
    [
        "fare=3 sailings=8 season=summer subsidy=100 years=5",
        "fare=3, sailings=8, season=summer, subsidy=100, years=5",
        "years=5; subsidy=100 thousand euro a year; season=Summer; sailings=8; fare=3 euro",
        "3 8 summer 100 5",
        "fa=3 sai=8 sea=sum sub=100 y=5",
        "fare = 3 sailings = 8 season = 1 subsidy = 100 years = 5",
    ],
)
def test_several_issues_are_offered_in_order_or_by_name(text):
    wanted = {"fare": 3.0, "sailings": 8, "season": "summer", "subsidy": 100.0, "years": 5}
    assert read_offer(text, FERRY) == wanted
    assert [type(value) for value in read_offer(text, FERRY).values()] == [float, int, str, float, int]


def test_what_is_not_named_stays_as_in_the_last_offer():
    earlier = {"increase": 13.0, "index": "none", "term": 1}
    assert read_offer("term=5 index=defence", PACKAGE, earlier) == {
        "increase": 13.0,
        "index": "defence_budget",
        "term": 5,
    }


def test_keys_and_words_mean_the_same():
    for texts, move in (
        (("a", "A", "accept"), Accept()),
        (("w", "wait"), Wait()),
        (("x", "walk  away"), WalkAway()),
        (("?", "h", "help"), Wish.HELP),
        (("q", "quit", "EXIT"), Wish.QUIT),
        (("t", "advice"), Wish.ADVICE),
        (("o", "offer"), Wish.OFFER),
    ):
        assert {read_move(text, CAR) for text in texts} == {move}
