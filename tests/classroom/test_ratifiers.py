"""Ratifiers that students play, and what those expect who do not negotiate."""

import re

import pytest

from negosim.classroom.export import exported
from negosim.classroom.pages import student_page
from negosim.classroom.phrases import PHRASES
from negosim.classroom.requests import Refused
from negosim.classroom.results import results_of
from negosim.errors import UsageError
from tests.classroom.rooms import Class, ratified
from tests.classroom.served import served
from tests.classroom.test_export import demonstrated, rows
from tests.classroom.test_secrets import NOTES, secrets_of, stands_in
from tests.classroom.visitors import Visitor

NAMES = ("Ann", "Bo", "Cem", "Dae", "Eva", "Finn", "Gus", "Hal")


class Ratified(Class):
    """A class whose tables need the consent of a student; the first table's people by role."""

    def __init__(self, path, students=3, **settings):
        super().__init__(path, ratified(), ratifiers=["partner"], **settings)
        self.begun(*NAMES[:students])
        self.table = self.room.tables[0]
        self.at = self.people(1)

    def agree(self, price):
        self.decide(self.at[self.table.mover], "offer", price=price)
        self.decide(self.at[self.table.mover], "accept")

    def type_in(self, price):
        for party in self.table.parties:
            self.decide(self.at[party], "deal", price=price)


@pytest.fixture
def room(tmp_path):
    return Ratified(tmp_path / "a.class")


@pytest.mark.parametrize(
    ("students", "settings", "seats"),
    [
        (3, {}, [{"seller": 1, "buyer": 1, "partner": 1}]),
        (5, {}, [{"seller": 1, "buyer": 1, "partner": 1}, {"seller": 1, "buyer": 1}]),
        (7, {"team": 2, "observers": 1}, [{"seller": 2, "buyer": 2, "partner": 1}]),
        (2, {}, [{"seller": 1, "buyer": 1}]),
    ],
)
def test_each_table_has_a_ratifier_if_there_are_enough_students(students, settings, seats, tmp_path):
    room = Ratified(tmp_path / "a.class", students, **settings)
    assert [{role: len(members) for role, members in table.seats.items()} for table in room.room.tables] == seats
    assert all(("partner" in table.programs) == ("partner" not in table.seats) for table in room.room.tables)
    assert sum(len(table.people) for table in room.room.tables) == students


@pytest.mark.parametrize("names", [["partnr"], ["seller"]])
def test_a_ratifier_that_the_scenario_does_not_have_is_refused(names, tmp_path):
    with pytest.raises(UsageError, match=r"--ratifier .*: there is no such ratifier.*partner"):
        Class(tmp_path / "a.class", ratified(), ratifiers=names)
    with pytest.raises(UsageError, match="used_car has none"):
        Class(tmp_path / "b.class", "used_car", ratifiers=names)


def test_a_deal_counts_when_the_ratifier_consents(room):
    room.agree(9500)
    assert room.table.mover == "partner"
    assert not room.table.done
    room.decide(room.at["partner"], "accept")
    assert room.table.deal == {"price": 9500.0}
    assert room.replayed() == room.room


def test_after_a_rejection_the_talks_go_on(room):
    room.agree(8500)  # the program would consent
    room.decide(room.at["partner"], "wait")
    assert room.table.mover in room.table.parties
    assert [deal for deal, _ in room.table.rejected] == [{"price": 8500.0}]
    room.agree(8400)
    room.decide(room.at["partner"], "accept")
    assert room.table.deal == {"price": 8400.0}


def test_only_the_ratifier_votes_and_does_nothing_else(room):
    partner = room.at["partner"]
    for do in ("offer", "accept", "wait", "walk", "say", "prepare", "prefer", "deal", "sit"):
        with pytest.raises(Refused):
            room.decide(partner, do, price=9000)
    room.agree(9500)
    for party in room.table.parties:
        with pytest.raises(Refused, match="not_your_turn"):
            room.decide(room.at[party], "accept")
    with pytest.raises(Refused, match="take_or_leave"):
        room.decide(partner, "offer", price=9000)
    with pytest.raises(Refused, match="moved_on"):
        room.host.student(partner, {"do": "accept", "turn": "0"})


@pytest.mark.parametrize(("price", "consents"), [(8900, True), (9600, False)])
def test_the_program_votes_when_it_takes_over_and_when_time_is_up(price, consents, tmp_path):
    for number, end in enumerate(("taken_over", "closed")):
        room = Ratified(tmp_path / f"{number}.class")
        room.agree(price)
        if end == "closed":
            room.clock.now += 3600
            room.host.tick()
        else:
            room.board("taken_over", table="1", party="partner")
        assert (room.table.deal is not None) == consents
        assert room.table.script[2].program
        assert room.replayed() == room.room


def test_the_deal_that_two_have_typed_is_voted_on(tmp_path):
    room = Ratified(tmp_path / "a.class", deal_only=True)
    room.clock.now += 300
    room.type_in(9300)
    assert room.table.mover == "partner"
    for party in room.table.parties:
        with pytest.raises(Refused, match="not_now"):
            room.decide(room.at[party], "deal", price=9200)
    room.clock.now += 300
    assert "9,300" in student_page(room.host, room.at["partner"])
    assert room.table.mover == "partner"
    room.decide(room.at["partner"], "wait")
    room.type_in(9200)
    room.decide(room.at["partner"], "accept")
    assert room.table.deal == {"price": 9200.0}
    assert room.replayed() == room.room


def test_ratifiers_ratify_again_in_another_game(tmp_path):
    room = Ratified(tmp_path / "a.class", 6)
    partners = {table.seats["partner"][0] for table in room.room.tables}
    room.board("closed")
    room.board("dealt_again", exchange="yes")
    assert {table.seats["partner"][0] for table in room.room.current} == partners
    assert room.replayed() == room.room


def test_what_others_expect_stands_beside_the_deal(tmp_path):
    room = Ratified(tmp_path / "a.class", 4, observers=1)
    (watcher,) = room.table.observers
    for party in room.table.parties:
        with pytest.raises(Refused, match="not_now"):
            room.decide(room.at[party], "predict", price=9000)
    room.host.student(watcher, {"do": "predict", "issue.price": "9110"})
    room.host.student(room.at["partner"], {"do": "predict_none"})
    assert all("9,110" not in student_page(room.host, each) for each in room.at.values())
    room.agree(9500)
    with pytest.raises(Refused, match="not_now"):
        room.host.student(watcher, {"do": "predict", "issue.price": "9500"})
    room.decide(room.at["partner"], "accept")
    assert "9,110" in student_page(room.host, watcher)
    room.host.student(watcher, {"do": "rate", "turning_point": "The second offer", "process_fair": "5"})
    room.host.student(room.at["partner"], {"do": "rate", "vote_reason": "The limit"})
    assert room.table.ratings[watcher] == {}
    room.board("closed")
    results = results_of(list(room.host.log))
    assert "1 of 2 predictions were right" in results.parts[-1]
    assert "9,110" in results.parts[-1]
    grades = {row["party"]: row for row in rows(exported("grades.csv", room.room, [], results))}
    assert {role: row["score"] for role, row in grades.items()} == {
        "seller": "1",
        "buyer": "1",
        "partner": "3",
        "observer": "3",
    }


def test_a_vote_that_was_left_to_the_program_is_no_point(room):
    room.agree(8900)
    room.board("taken_over", table="1", party="partner")
    scores = {row["party"]: row["score"] for row in rows(exported("grades.csv", room.room, []))}
    assert scores == {"seller": "1", "buyer": "1", "partner": "0"}


def test_simulated_students_ratify_and_watch(tmp_path):
    room = demonstrated(tmp_path / "a.class", ratified(), 8, ratifiers=["partner"], observers=1)
    assert all(table.done for table in room.room.tables)
    assert {len(table.predicted) for table in room.room.tables} == {2}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("scenario", "ratifier"), [("trump_era", "president"), ("nhl_lockout", "membership")])
def test_a_ratifier_sees_the_deal_and_what_it_may_consent_to(scenario, ratifier, language, tmp_path):
    room = Class(tmp_path / "a.class", scenario, ratifiers=[ratifier])
    room.join(*"ABC", language=language)
    room.board("paired")
    room.board("begun")
    table = room.room.tables[0]
    while not table.votes:
        room.follow_the_tactic(table)
    page = student_page(room.host, table.seats[ratifier][0])
    phrase = PHRASES[language]["vote_threshold"]
    assert phrase.partition("{")[0] in page
    assert (PHRASES[language]["vote_points"].partition("{")[0] in page) == (scenario == "nhl_lockout")
    assert 'value="accept"' in page


def test_no_byte_to_a_ratifier_is_from_the_table(tmp_path):
    log, sale = tmp_path / "a.class", tmp_path / "used_car.toml"
    sale.write_text(ratified().text, encoding="utf-8")
    with served(str(sale), "--ratifier", "partner", log=log) as server:
        people, board = {name: Visitor(server).join(name) for name in NAMES[:3]}, Visitor(server).instruct()
        board.post("/board", {"do": "paired"})
        names = {re.search("<h1>You are the (.*)</h1>", each.get("/me")[2])[1]: name for name, each in people.items()}
        partner = people[names["partner"]]
        for party, shift in (("seller", 0.0), ("buyer", 111.0)):
            notes = {key: str(float(value) + shift) for key, value in NOTES.items()}
            assert people[names[party]].do("prepare", **notes)[0] == 303
        with partner.line() as line:
            board.post("/board", {"do": "begun"})
            for party, price in (("seller", "11000"), ("buyer", "7000"), ("seller", "9880")):
                assert people[names[party]].do("offer", **{"issue.price": price})[0] == 303
            people[names["buyer"]].do("say", text="What would you take?")
            people[names["buyer"]].do("accept")
            line.ask(do="accept", turn="4", key="vote")
            line.ask(do="nothing", key="last")
            partner.get("/me")
    received = b"".join(partner.received).decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "9,880 euro" in received
    assert [said for said in ("11,000 euro", "7,000 euro", "What would you take?") if said in received] == []
    for party in ("seller", "buyer"):
        assert [secret for secret in secrets_of(log, party, names[party]) if stands_in(secret, received)] == []
