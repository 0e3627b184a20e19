"""The talks at a table: the engine's rules, the program where nobody sits, the deal that two have typed."""

import pytest

from negosim.classroom.requests import Refused
from negosim.engine import run
from tests.classroom.rooms import Class


@pytest.mark.parametrize("scenario", ["used_car", "trump_era", "wage_strike", "sma11"])
def test_a_table_that_decides_as_the_tactics_do_ends_as_negosim_run_does(scenario, tmp_path):
    room = Class(tmp_path / "a.class", scenario)
    room.begun("Ann", "Bo", "Cem", "Dae")
    for table in room.room.tables:
        while not table.done:
            room.follow_the_tactic(table)
        assigned = table.assigned
        result = run(assigned.lowered, seed=assigned.seed, replicate=assigned.replicate)
        assert (table.deal, len(table.rejected)) == (
            result.terms,
            sum(deal.ratified is False for deal in result.tentative),
        )


def test_the_odd_one_negotiates_with_the_program_which_offers_what_its_tactic_does(tmp_path):
    room = Class(tmp_path / "a.class")
    room.begun("Ann", "Bo", "Cem")
    table = room.room.tables[1]
    (party,) = table.seats
    assert table.programs == set(table.parties) - {party}
    while not table.done:
        room.decide(table.seats[party][0], "wait")
    assert table.offers
    assert {offer.party for offer in table.offers} == table.programs
    assert all(turn.program == (turn.party != party) for turn in table.script)


def test_a_deal_that_a_ratifier_rejects_is_no_deal_and_the_talks_go_on(tmp_path):
    room = Class(tmp_path / "a.class", "trump_era")
    people = room.begun("Ann", "Bo")
    table = room.room.tables[0]
    while table.mover != "washington":
        room.decide(people["seoul"], "wait")
    room.decide(people["washington"], "offer", increase=13)
    room.decide(people["seoul"], "accept")
    assert table.rejected
    assert table.deal is None


def test_two_who_type_the_same_deal_have_it(tmp_path):
    room = Class(tmp_path / "a.class", deal_only=True)
    people = room.begun("Ann", "Bo")
    table = room.room.tables[0]
    room.clock.now += 600
    room.decide(people["buyer"], "deal", price="9,500")
    assert not table.done
    room.decide(people["seller"], "deal", price="9500 euro")
    assert table.done
    assert table.deal == {"price": 9500.0}


def test_two_who_type_different_deals_have_none_until_they_correct_them(tmp_path):
    room = Class(tmp_path / "a.class", deal_only=True)
    people = room.begun("Ann", "Bo")
    table = room.room.tables[0]
    room.decide(people["buyer"], "deal", price=9000)
    room.decide(people["seller"], "deal", price=9500)
    assert not table.done
    room.decide(people["buyer"], "deal", price=9500)
    assert table.deal == {"price": 9500.0}


def test_two_who_say_that_there_is_no_deal_have_none(tmp_path):
    room = Class(tmp_path / "a.class", deal_only=True)
    people = room.begun("Ann", "Bo")
    for student in people.values():
        room.decide(student, "no_deal")
    table = room.room.tables[0]
    assert table.done
    assert table.deal is None


@pytest.mark.parametrize("minute", [0, 5, 10, 15, 19.9])
def test_a_typed_deal_counts_at_any_minute_of_the_talks(minute, tmp_path):
    room = Class(tmp_path / "a.class", "sma11", deal_only=True, minutes=20)
    people = room.begun("Ann", "Bo")
    room.clock.now += 60 * minute
    for student in people.values():
        room.decide(student, "deal", increase=14)
    table = room.room.tables[0]
    assert table.deal is not None or table.rejected


@pytest.mark.parametrize("minute", [4, 9, 13])
def test_a_typed_deal_counts_where_a_mediator_may_propose(minute, tmp_path):
    room = Class(tmp_path / "a.class", "cafe_lease", deal_only=True, minutes=20)
    people = room.begun("Ann", "Bo")
    issues = room.room.settings.base.issues
    room.clock.now += 60 * minute
    deal = {issue.name: (issue.low + issue.high) // 2 for issue in issues}
    for student in people.values():
        room.decide(student, "deal", **deal)
    assert room.room.tables[0].deal == deal


def test_time_that_is_up_ends_the_talks_without_a_deal(tmp_path):
    room = Class(tmp_path / "a.class", minutes=5)
    people = room.begun("Ann", "Bo")
    room.decide(people["seller"], "offer", price=9000)
    room.clock.now += 301
    with pytest.raises(Refused, match="time_is_up"):
        room.decide(people["buyer"], "accept")
    room.host.tick()
    assert room.room.phase == "closed"
    assert room.room.tables[0].done
    assert room.room.tables[0].deal is None


def test_a_clock_that_stands_still_gives_its_time_back(tmp_path):
    room = Class(tmp_path / "a.class", minutes=5)
    people = room.begun("Ann", "Bo")
    room.board("frozen")
    room.clock.now += 3600
    room.host.tick()
    with pytest.raises(Refused, match="frozen"):
        room.decide(people["seller"], "offer", price=9000)
    room.board("thawed")
    assert room.room.left(room.host.now) == 300.0
    room.board("time_added", minutes="2")
    assert room.room.left(room.host.now) == 420.0


def test_the_program_takes_a_seat_and_gives_it_back(tmp_path):
    room = Class(tmp_path / "a.class")
    people = room.begun("Ann", "Bo")
    table = room.room.tables[0]
    room.decide(people["seller"], "offer", price=13000)
    room.board("taken_over", table="1", party="buyer")
    assert table.mover == "seller"
    with pytest.raises(Refused, match="program_sits"):
        room.decide(people["buyer"], "wait")
    room.host.student(people["buyer"], {"do": "sit"})
    room.decide(people["seller"], "offer", price=12000)
    assert table.mover == "buyer"


def test_a_latecomer_takes_the_seat_of_the_program_or_gets_a_table(tmp_path):
    room = Class(tmp_path / "a.class")
    room.begun("Ann", "Bo", "Cem")
    (late,) = room.join("Dae")
    assert room.room.students[late].table == 2
    assert not room.room.tables[1].programs
    (later,) = room.join("Eva")
    assert room.room.students[later].table == 3
    assert len(room.room.tables[2].programs) == 1


def test_treatments_are_balanced_over_the_tables(tmp_path):
    room = Class(tmp_path / "a.class", treatments=["protocol.first=seller|buyer"])
    room.begun(*"abcdefgh")
    movers = [table.mover for table in room.room.tables]
    assert sorted(movers) == ["buyer", "buyer", "seller", "seller"]
