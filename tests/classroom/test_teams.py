"""Several students in one seat, and students who watch a table."""

import re

import pytest

from negosim.classroom.export import exported
from negosim.classroom.pages import student_page
from negosim.classroom.requests import Refused
from negosim.classroom.results import results_of
from negosim.classroom.student import student_context
from negosim.errors import UsageError
from tests.classroom.rooms import Class
from tests.classroom.served import served
from tests.classroom.test_export import rows
from tests.classroom.test_secrets import NOTES, secrets_of, stands_in
from tests.classroom.visitors import Visitor

NAMES = ("Ann", "Bo", "Cem", "Dae", "Eva", "Finn", "Gus", "Hal", "Ida", "Jo")


def seated(room):
    """Return at each table how many sit for each party, and how many watch."""
    return [
        ([len(table.seats.get(party, ())) for party in table.parties], len(table.observers))
        for table in room.room.current
    ]


@pytest.mark.parametrize(
    ("students", "settings", "seats"),
    [
        (8, {"team": 2}, [([2, 2], 0)] * 2),
        (5, {"team": 2}, [([3, 2], 0)]),
        (9, {"team": 2, "observers": 1}, [([2, 2], 1), ([2, 2], 0)]),
        (6, {"observers": 1}, [([1, 1], 1)] * 2),
        (4, {"observers": 1}, [([1, 1], 2)]),
        (1, {"team": 3, "observers": 2}, [([1, 0], 0)]),
        (5, {}, [([1, 1], 0)] * 2 + [([1, 0], 0)]),
    ],
)
def test_everybody_is_dealt_a_place(students, settings, seats, tmp_path):
    room = Class(tmp_path / "a.class", **settings)
    room.begun(*NAMES[:students])
    assert seated(room) == seats
    assert len({each for table in room.room.tables for each in table.people}) == students
    assert room.replayed() == room.room


@pytest.mark.parametrize("settings", [{"team": 0}, {"team": 21}, {"observers": -1}, {"brief_of": "sellr"}])
def test_settings_that_make_no_sense_are_refused(settings, tmp_path):
    with pytest.raises(UsageError, match=r"--(team|observers)"):
        Class(tmp_path / "a.class", **settings)


@pytest.fixture
def team(tmp_path):
    """Return a class of two teams of two, and one who watches."""
    room = Class(tmp_path / "a.class", team=2, observers=1)
    room.begun(*NAMES[:5])
    room.table = room.room.tables[0]
    return room


def test_any_of_a_team_acts_and_all_see_the_same(team):
    one, other = team.table.seats["seller"]
    team.decide(one, "offer", price=11000)
    with pytest.raises(Refused, match="not_your_turn"):
        team.decide(other, "offer", price=10500)
    team.decide(team.table.seats["buyer"][1], "offer", price=8000)
    seen = [student_context(team.host, student) for student in (one, other)]
    alike = ("turn", "my_turn", "offers", "standing", "facts", "messages", "issues")
    assert {key: seen[0][key] for key in alike} == {key: seen[1][key] for key in alike}
    team.decide(other, "accept")
    assert team.table.deal == {"price": 8000.0}
    who = [event.data["student"] for event in team.host.log if event.kind == "moved"]
    assert who == [one, team.table.seats["buyer"][1], other]


def test_two_of_a_team_who_press_at_once_act_once(team):
    one, other = team.table.seats["seller"]
    stale = {"do": "offer", "turn": "0", "issue.price": "11000"}
    team.host.student(one, stale)
    with pytest.raises(Refused, match="not_your_turn"):
        team.host.student(other, stale)
    assert len(team.table.offers) == 1


def test_notes_and_typed_deals_are_the_teams(tmp_path):
    room = Class(tmp_path / "a.class", team=2, deal_only=True)
    room.join(*NAMES[:4])
    room.board("paired")
    table = room.room.tables[0]
    room.host.student(table.seats["seller"][0], {"do": "prepare", "limit": "9123"})
    assert "9,123" in student_page(room.host, table.seats["seller"][1])
    assert "9,123" not in student_page(room.host, table.seats["buyer"][0])
    room.board("begun")
    room.decide(table.seats["seller"][0], "deal", price=9000)
    room.decide(table.seats["seller"][1], "deal", price=9500)
    room.decide(table.seats["buyer"][0], "deal", price=9500)
    assert table.deal == {"price": 9500.0}


def test_the_program_takes_the_seat_when_the_last_of_a_team_is_deleted(team):
    for place, student in enumerate(team.table.seats["seller"]):
        assert ("seller" in team.table.programs) == (place == 2)
        team.board("deleted", student=team.room.pseudonym(student))
    assert "seller" in team.table.programs
    assert team.replayed() == team.room


def test_teams_stay_together_in_another_game_and_some_watch_again(team):
    teams = {tuple(members) for members in team.table.seats.values()}
    watching = list(team.table.observers)
    team.board("closed")
    team.board("dealt_again", exchange="yes")
    table = team.room.current[0]
    assert {tuple(members) for members in table.seats.values()} == teams
    assert table.observers == watching
    assert team.replayed() == team.room


def test_a_latecomer_joins_a_team_or_watches(tmp_path):
    room = Class(tmp_path / "a.class", team=2)
    room.begun(*NAMES[:7])
    room.join("Late")
    assert len(room.room.tables) == 2
    assert sorted(len(members) for table in room.room.tables for members in table.seats.values()) == [2, 2, 2, 2]
    other = Class(tmp_path / "b.class", observers=1)
    other.begun(*NAMES[:2])
    (late,) = other.join("Late")
    assert other.room.tables[0].observers == [late]


def test_a_latecomer_joins_a_team_although_the_program_has_a_seat(tmp_path):
    room = Class(tmp_path / "a.class", team=2)
    people = room.begun("Ann")
    while not any(not turn.program for turn in room.room.tables[0].script):
        room.decide(next(iter(people.values())), "wait")
    (late,) = room.join("Late")
    assert room.room.tables[0].seats == {next(iter(people)): [next(iter(people.values())), late]}


def test_one_who_watches_cannot_act(team):
    (watcher,) = team.table.observers
    for do in ("offer", "accept", "walk", "say", "sit", "prepare", "prefer", "deal", "weigh"):
        with pytest.raises(Refused):
            team.host.student(watcher, {"do": do, "turn": "0", "text": "hello", "issue.price": "9000", "limit": "1"})
    assert not team.table.script
    assert not team.table.said


@pytest.mark.parametrize("scenario", ["used_car", "sma11", "scoreable"])
def test_one_who_watches_sees_only_what_both_know(scenario, tmp_path):
    room = Class(tmp_path / "a.class", scenario, observers=1)
    room.begun("Ann", "Bo", "Cem")
    table = room.room.tables[0]
    (watcher,) = table.observers
    for _ in range(4):
        if not table.done:
            room.follow_the_tactic(table)
    seen = student_context(room.host, watcher)
    both = [student_context(room.host, table.seats[party][0]) for party in table.parties]
    assert set(seen["facts"]) <= set(both[0]["facts"]) & set(both[1]["facts"])
    assert [offer["terms"] for offer in seen["offers"]] == [offer["terms"] for offer in both[0]["offers"]]
    assert not any(offer["margin"] for offer in seen["offers"])
    assert seen["date"] == both[0]["date"]


def test_teams_in_the_export(team):
    team.decide(team.table.seats["seller"][0], "offer", price=9500)
    team.decide(team.table.seats["buyer"][0], "accept")
    for student, rating in zip(team.table.seats["seller"], ("5", "6"), strict=True):
        team.host.student(student, {"do": "rate", "process_fair": rating})
    team.board("closed")
    results = results_of(list(team.host.log))
    (deal,) = rows(exported("deals.csv", team.room, []))
    assert deal["name_seller"] == ", ".join(team.room.students[each].name for each in team.table.seats["seller"])
    assert deal["rating_process_fair_seller"] == "5.5"
    grades = {row["name"]: row for row in rows(exported("grades.csv", team.room, [], results))}
    mates = [grades[team.room.students[each].name] for each in team.table.seats["buyer"]]
    assert mates[0]["share"] == mates[1]["share"] != ""


@pytest.mark.parametrize("brief_of", ["", "seller"])
def test_no_byte_gives_a_side_away_to_one_who_watches(brief_of, tmp_path):
    log = tmp_path / "a.class"
    see = ["--observers-see", brief_of] if brief_of else []
    with served("used_car", "--observers", "1", *see, log=log) as server:
        people, board = {name: Visitor(server).join(name) for name in NAMES[:3]}, Visitor(server).instruct()
        board.post("/board", {"do": "paired"})
        pages = {name: visitor.get("/me")[2] for name, visitor in people.items()}
        heads = {
            "<h1>You are the seller</h1>": "seller",
            "<h1>You are the buyer</h1>": "buyer",
            "<h1>You are an observer</h1>": "",
        }
        by_role = {heads[re.search("<h1>.*</h1>", page)[0]]: name for name, page in pages.items()}
        assert len(by_role) == 3
        watcher = people[by_role[""]]
        for party, shift in (("seller", 0.0), ("buyer", 111.0)):
            notes = {key: str(float(value) + shift) for key, value in NOTES.items()}
            assert people[by_role[party]].do("prepare", **notes)[0] == 303
        with watcher.line() as line:
            board.post("/board", {"do": "begun"})
            for party, price in (("seller", "11000"), ("buyer", "7000")):
                assert people[by_role[party]].do("offer", **{"issue.price": price})[0] == 303
            people[by_role["buyer"]].do("say", text="What would you take?")
            line.ask(do="nothing", key="last")
            watcher.get("/me")
    received = b"".join(watcher.received).decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "11,000 euro" in received
    assert "What would you take?" in received
    for party in ("seller", "buyer"):
        secrets = secrets_of(log, party, by_role[party])
        result = [secret for secret in secrets if stands_in(secret, received)]
        if party == brief_of:
            assert result
            assert not {secret for secret in result if secret in NOTES.values()}
        else:
            assert result == []
