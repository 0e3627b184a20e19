"""Each kind of ending and each habit has its advice: what mattered most comes first."""

from datetime import date
from itertools import islice

import pytest

from negosim.engine import Accept, Offer, Wait, WalkAway
from negosim.report import plain_text
from negosim.teach.debrief.advice import MOST, advice_of
from negosim.teach.debrief.document import debrief_document
from negosim.teach.debrief.endings import ENDINGS
from negosim.teach.debrief.habits import HABITS
from tests.teach.debrief.games import HARD, SOFT, after, prices

SEOUL = [Offer({"increase": float(x)}) for x in (5, 5, 6, 8, 10, 13, 14, 12.5, 12.5)]
FERRY = Offer({"fare": 3.0, "sailings": 12, "season": "spring_to_autumn", "subsidy": 0.0, "years": 2})
WAITING = [Wait()] * 7
LONG = [("calendar.rounds.2025-05-05.exchanges", 3)]
ASKING = [("delegations.seller.stances.seller.tactic", {"kind": "scripted", "offers": [11900, 11900, 11900, 9700]})]
WITHDRAWN = [
    ("delegations.seller.stances.seller.tactic", {"kind": "scripted", "offers": [9000, 9900, 9900, 9900]}),
    ("delegations.seller.stances.seller.retreat", True),
]
LATE = [("ratifiers.president.delay", 400)]  # a vote beyond the horizon
ENDED: dict[str, tuple] = {
    "signed_below_limit": ("used_car", "buyer", [Accept()], ()),
    "refused_at_home": ("trump_era", "washington", [*WAITING, Offer({"increase": 12.5}), *WAITING], ()),
    "left_an_offer": ("used_car", "buyer", [*prices(7000, 7000, 7000, 7000, 7000), WalkAway()], ()),
    "offer_refused_at_home": ("trump_era", "seoul", [*SEOUL, Wait()], ()),
    "offer_came_too_late": ("trump_era", "seoul", [*SEOUL, Wait()], LATE),
    "left_too_soon": ("sma11", "washington", [*[Wait()] * 8, WalkAway()], ()),
    "no_zone": ("trump_era", "washington", [], ()),
    "missed_zone": ("used_car", "buyer", prices(*[5000] * 9), HARD),
    "passed_over_a_better_offer": ("used_car", "buyer", [*prices(7000, 7100, 7200), Accept()], WITHDRAWN),
    "left_value": ("scoreable", "town", [FERRY] * 3 + [Accept()], ()),
}
PLAYED: dict[str, tuple] = {
    "offered_below_limit": ("trump_era", "seoul", [*SEOUL, Wait()], ()),
    "never_moved": ("used_car", "buyer", prices(*[5000] * 9), HARD),
    "first_offer_accepted_at_once": ("used_car", "buyer", [*[Wait()] * 5, Accept()], ()),
    "modest_opening": ("used_car", "buyer", prices(9300, 9350, 9400, 9450, 9500, 9600), ()),
    "conceded_unanswered": ("used_car", "buyer", prices(6000, 7500, 9000, 9300, 9600, 9800), ASKING),
    "conceded_in_one_step": ("used_car", "buyer", prices(6500, 6600, *[9500] * 6), ()),
    "conceded_early": ("used_car", "buyer", prices(6500, 8000, 9450, 9460, 9470, 9480, 9490, 9500), LONG),
    "took_back": ("trump_era", "seoul", [*SEOUL, Wait()], ()),
    "low_share": ("used_car", "buyer", prices(6000, 7500, 9000, 9300, 9600, 9800), ()),
    "high_share": ("used_car", "buyer", [*prices(7000, 7100, 7200), Accept()], SOFT),
}


def game_of(name, party, decisions, changes):
    return after(name, party, decisions, settings=changes)


@pytest.mark.parametrize("rule", ENDED)
def test_each_kind_of_ending_comes_first(rule):
    game = game_of(*ENDED[rule])
    speaking = [each.__name__ for each in ENDINGS if each(game)]
    assert speaking[:1] == [rule], (speaking, advice_of(game))
    assert advice_of(game)[0] == next(each for each in ENDINGS if each.__name__ == rule)(game)


@pytest.mark.parametrize("rule", PLAYED)
def test_each_habit_has_its_advice(rule):
    game = game_of(*PLAYED[rule])
    speaking = [each.__name__ for each in HABITS if each(game)]
    assert rule in speaking, (speaking, game.share, advice_of(game))


def test_every_rule_has_a_game():
    named = {each.__name__ for each in (*ENDINGS, *HABITS)}
    assert named - {*ENDED, *PLAYED} == {"even_share", "zone_has_closed"}  # these have tests of their own below


def test_an_even_share_is_not_called_sound_but_shown_how_to_get_more():
    game = after("used_car", "buyer", [*prices(7000, 8000, 8500, 8600, 8700), Accept()])
    assert 0.4 <= game.share < 0.6
    assert any("about as much as they did" in words for words in advice_of(game))


def test_a_zone_that_has_closed_is_reported():
    changes = [
        *HARD,
        ("calendar.expiry", date(2025, 5, 5)),
        ("delegations.seller.stances.seller.reservation", 9000),
        ("delegations.seller.stances.seller.pressure", -1000),
        ("delegations.buyer.stances.buyer.reservation", 9100),
    ]
    game = after("used_car", "buyer", [], settings=changes)
    assert game.share is None
    assert "had been open before" in advice_of(game)[0]


def test_advice_is_one_to_three_pieces_and_never_contradicts_what_was_on_the_table():
    for name, party, decisions, changes in (*ENDED.values(), *PLAYED.values()):
        pieces = advice_of(after(name, party, decisions, settings=changes))
        assert 1 <= len(pieces) <= MOST
        assert len(set(pieces)) == len(pieces)
        held_out = any("right not to sign" in words for words in pieces)
        assert not (held_out and any("was on the table" in words for words in pieces))


def test_the_flagship_debrief_knows_the_offer_the_president_and_the_limits():
    game = game_of(*ENDED["offer_refused_at_home"])
    first, *others = advice_of(game)
    assert "their offer of 12.6\N{NO-BREAK SPACE}% was on the table" in first
    assert "the president of the United States would have rejected it" in first
    assert any("you offered 14\N{NO-BREAK SPACE}%, beyond your own limit" in words for words in others)
    said = " ".join(plain_text(debrief_document(game), 10_000).split())
    assert "right to hold out" not in said
    assert "its delegation was free to sign that, but the president of the United States had to consent" in said


def test_what_accepting_would_have_led_to_is_what_the_engine_makes_of_it():
    game = game_of(*ENDED["offer_refused_at_home"])
    decisions = [turn.decision for turn in game.turns]
    place = game.turns.index(game.declined.turn)
    again = after("trump_era", "seoul", [*islice(decisions, place), Accept()])
    assert not again.result.agreed
    assert again.result.tentative[0].rejected_by == "president"
    assert again.result.tentative[0].decided == game.declined.refusal.decided


def test_an_earlier_refusal_of_another_deal_is_not_taken_for_that_of_the_offer():
    early = [Offer({"increase": 60.0}), *[Offer({"increase": 13.0})] * 8]
    changes = [("delegations.washington.stances.trump.aspiration", 50)]
    game = after("trump_era", "seoul", early, settings=changes)
    refused = game.result.tentative[0]
    assert refused.rejected_by == "blue_house"
    if game.declined is not None and game.declined.refusal is not None:
        assert game.declined.refusal.date >= game.declined.turn.date
    assert "(on your own side)" in advice_of(game)[0]


def test_an_offer_that_would_have_held_counts_before_a_deal_that_was_refused():
    decisions = [*WAITING, Offer({"increase": 13.0}), *[Wait()] * 60]
    pieces = advice_of(after("sma11", "washington", decisions))
    assert "would have held" in pieces[0]
    assert "rejected by the president of the United States (on your own side)" in pieces[1]
