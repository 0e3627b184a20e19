"""Another game of the same class: new pairs, the same roles or the other ones."""

from random import Random

import pytest

from negosim import files
from negosim.classroom.dealing import paired_anew
from negosim.classroom.export import exported
from negosim.classroom.pages import student_page
from negosim.classroom.requests import Refused
from negosim.classroom.results import cohort_of, results_of
from negosim.teach.cohort.reading import cohort_from_table
from tests.classroom.rooms import Class
from tests.classroom.served import served
from tests.classroom.test_export import rows
from tests.classroom.test_secrets import NOTES, secrets_of, stands_in
from tests.classroom.visitors import Visitor

NAMES = ("Ann", "Bo", "Cem", "Dae", "Eva")


def over(room, price):
    """Let every pair of the current game agree on a price, and end the talks."""
    for table in room.room.current:
        if len(table.seats) == len(table.parties):
            for party in ("seller", "buyer"):
                room.decide(table.seats[party][0], "deal", price=price)
    room.board("closed")


@pytest.fixture
def room(tmp_path):
    """Return a class of five that has played once."""
    room = Class(tmp_path / "a.class", deal_only=True)
    room.begun(*NAMES)
    over(room, 9400)
    return room


def roles(tables):
    return {student: party for table in tables for party, members in table.seats.items() for student in members}


def pairs(tables):
    return {frozenset(table.people) for table in tables}


@pytest.mark.parametrize("exchange", ["", "yes"])
def test_pairs_are_new_and_roles_are_kept_or_exchanged(exchange, room):
    before = room.room.current
    room.board("dealt_again", exchange=exchange)
    for state in (room.room, room.replayed()):
        after = state.current
        assert (state.game, state.phase, len(state.tables)) == (2, "preparing", 6)
        assert [table.number for table in after] == [4, 5, 6]
        assert not pairs(before) & pairs(after)
        kept = [roles(after)[student] == party for student, party in roles(before).items()]
        assert kept == [not exchange] * 5


def test_a_second_game_is_played_as_the_first(room):
    room.board("dealt_again", exchange="yes")
    table = room.room.current[0]
    seller = table.seats["seller"][0]
    room.host.student(seller, {"do": "prepare", "limit": "9000"})
    room.clock.now += 300
    room.board("begun")
    assert room.room.left(room.host.now) == 1200.0
    over(room, 9600)
    assert [each.deal for each in room.room.current] == [{"price": 9600.0}] * 2 + [room.room.tables[5].deal]
    assert room.room.tables[0].deal == {"price": 9400.0}
    room.board("second_chance_opened")
    assert not room.room.may_improve(room.room.tables[0])
    assert room.room.may_improve(table)
    assert room.replayed() == room.room


def test_nobody_comes_late_to_a_table_of_an_earlier_game(room):
    room.board("dealt_again")
    room.board("begun")
    late, later = room.join("Finn", "Gus")
    places = {room.room.students[student].table for student in (late, later)}
    assert all(number > 3 for number in places)


def test_there_is_no_new_game_before_the_last_is_over(tmp_path):
    room = Class(tmp_path / "a.class")
    room.begun(*NAMES)
    with pytest.raises(Refused, match="not_now"):
        room.board("dealt_again")


def test_one_who_has_been_deleted_is_not_dealt_again(room):
    gone = room.room.tables[0].people[0]
    room.board("deleted", student=room.room.pseudonym(gone))
    room.board("dealt_again")
    seated = [student for table in room.room.current for student in table.people]
    assert sorted(seated) == sorted(set(room.room.students) - {gone})
    assert len(room.room.current) == 2


@pytest.mark.parametrize("size", [2, 3, 8])
def test_nobody_meets_the_same_person_in_a_second_game(size):
    firsts, seconds = [[(f"{side}{place}",) for place in range(size)] for side in "ab"]
    met = {frozenset(pair) for pair in zip(firsts, seconds, strict=True)}
    for seed in range(20):
        new = paired_anew(firsts, seconds, met=met, random=Random(seed))
        assert not met & {frozenset(pair) for pair in new}
        assert sorted(first for first, _ in new) == firsts
        assert sorted(second for _, second in new) == seconds


def test_one_against_the_program_meets_somebody_in_a_second_game():
    firsts, seconds = [("a",), ("b",)], [("c",)]
    for seed in range(20):
        new = paired_anew(
            firsts, seconds, met={frozenset((("a",), ())), frozenset((("b",), ("c",)))}, random=Random(seed)
        )
        assert sorted(new) == [(("a",), ("c",)), (("b",), ())]


def test_a_side_with_more_people_gives_some_to_the_other():
    firsts = [(name,) for name in "abcdef"]
    new = paired_anew(firsts, [("g",)], met=(), random=Random(1))
    assert len(new) == 4
    assert sorted(student for pair in new for team in pair for student in team) == list("abcdefg")


def test_the_debrief_and_the_export_set_the_games_apart(room, tmp_path):
    room.board("dealt_again", exchange="yes")
    room.board("begun")
    over(room, 9600)
    results = results_of(list(room.host.log))
    assert "game 1" in results.parts[0]
    assert "game 2" in results.parts[0]
    both = room.room.current[0].people[0]
    assert [sentence for sentence in results.own[both] if sentence.startswith("Game")][1].startswith("Game 2, as the")
    (tmp_path / "deals.csv").write_text(exported("deals.csv", room.room, []))
    read = cohort_from_table(tmp_path / "deals.csv", files.read("used_car"))
    assert [pair.cell for pair in read.pairs] == [pair.cell for pair in cohort_of(room.room).pairs]
    assert [pair.treatment["game"] for pair in read.pairs] == ["1"] * 3 + ["2"] * 3
    grades = {row["name"]: row for row in rows(exported("grades.csv", room.room, [], results))}
    ann = next(student.id for student in room.room.students.values() if student.name == "Ann")
    seats = [(str(table.number), table.seat_of(ann)) for table in room.room.tables if ann in table.people]
    assert (grades["Ann"]["table"], grades["Ann"]["party"]) == tuple(
        " ".join(each) for each in zip(*seats, strict=True)
    )
    assert grades["Ann"]["score"] == "2"


def test_the_page_of_a_new_game_shows_nothing_of_the_last(room):
    room.board("revealed", parts="9")
    results = results_of(list(room.host.log))
    student = room.room.tables[0].people[0]
    assert "You got" in student_page(room.host, student, results)
    room.board("dealt_again")
    page = student_page(room.host, student, results)
    assert "You got" not in page
    assert "This is game 2" in page


def test_no_byte_of_a_second_game_gives_away_the_other(tmp_path):
    log = tmp_path / "a.class"
    with served("used_car", "--deal-only", log=log) as server:
        both, board = {name: Visitor(server).join(name) for name in ("Ann", "Bo")}, Visitor(server).instruct()
        for do in ("paired", "begun", "closed"):
            board.post("/board", {"do": do})
        assert board.post("/board", {"do": "dealt_again", "exchange": "yes"})[0] == 303
        roles = {}
        for name, visitor in both.items():
            visitor.received.clear()  # the limits of the first game are known to both by now
            page = visitor.get("/me")[2]
            assert "This is game 2" in page
            roles[name] = "seller" if "You are the seller" in page else "buyer"
            shift = 111.0 if roles[name] == "buyer" else 0.0
            assert visitor.do("prepare", **{key: str(float(value) + shift) for key, value in NOTES.items()})[0] == 303
            visitor.get("/me")
        board.post("/board", {"do": "begun"})
        for visitor in both.values():
            visitor.get("/me")
    for name, other in (("Ann", "Bo"), ("Bo", "Ann")):
        received = b"".join(both[name].received).decode()
        assert [secret for secret in secrets_of(log, roles[other], other) if stands_in(secret, received)] == []
        assert sum(stands_in(secret, received) for secret in secrets_of(log, roles[name], name)) > 5
