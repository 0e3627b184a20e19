"""Several rooms of one class: one command, one log, and nothing in common but the instructor."""

import csv
import io
import json
import re

import pytest

from negosim import files
from negosim.classroom.export import CODEBOOK, together
from negosim.classroom.host import Host
from negosim.classroom.log import Log
from negosim.classroom.settings import new_settings, settings_of_rooms
from negosim.errors import UsageError
from negosim.teach.cohort.reading import cohort_from_table, with_offers
from tests.classroom.served import served, start
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")


class Room:
    """A room of a served class, as a visitor takes it for the class."""

    def __init__(self, server, code):
        self.address, self.code, self.board = server.address, code, server.board


def rooms_of(log):
    """Return the rooms in a log, by number."""
    opened = Log(log)
    hosts = {number: Host(opened.room(number)) for number in range(1, opened.rooms + 1)}
    opened.close()
    return hosts


@pytest.fixture
def several(tmp_path):
    """Return a server with two rooms, a visitor with the board, and two students in each room."""
    with served("used_car", "--rooms", "2", log=tmp_path / "a.class") as server:
        codes = server.codes
        people = {
            number: [Visitor(Room(server, code)).join(name) for name in (f"Ann{number}", f"Bo{number}")]
            for number, code in enumerate(codes, start=1)
        }
        yield server, Visitor(server).instruct(), people, tmp_path / "a.class"


@pytest.mark.parametrize("count", [0, 21])
def test_there_are_from_one_to_twenty_rooms(count):
    with pytest.raises(UsageError, match="--rooms"):
        settings_of_rooms(new_settings(files.read("used_car")), count)


def test_rooms_differ_in_their_codes_alone():
    rooms = settings_of_rooms(new_settings(files.read("used_car")), 20)
    assert len({room.code for room in rooms}) == 20
    assert len({(room.board, room.seed, room.text) for room in rooms}) == 1


def open_one_of_two(log, opening):
    """Be interrupted when the first room is open and the second has a table without events."""
    with log.together():
        Host.open(log.room(1), opening[0])
        log.room(2)
        raise KeyboardInterrupt


def test_rooms_are_opened_together_or_not_at_all(tmp_path):
    opening, log = settings_of_rooms(new_settings(files.read("used_car")), 2), Log(tmp_path / "a.class")
    with pytest.raises(KeyboardInterrupt):
        open_one_of_two(log, opening)
    assert (list(log), log.rooms) == ([], 1)
    with log.together():
        hosts = [Host.open(log.room(number), each) for number, each in enumerate(opening, start=1)]
    log.close()
    assert [room.room.settings for room in rooms_of(tmp_path / "a.class").values()] == [h.room.settings for h in hosts]


def test_each_room_has_its_own_people_phase_and_board(several):
    _, board, people, _ = several
    assert board.get("/board/1")[0] == board.get("/board/2")[0] == 200
    assert board.post("/board/2", {"do": "paired"})[0] == 303
    assert board.post("/board/2", {"do": "begun"})[0] == 303
    assert "Students are joining" in board.get("/board/1")[2]
    assert "The talks are under way" in board.get("/board/2")[2]
    assert "You are the" not in people[1][0].get("/me")[2]
    assert "You are the" in people[2][0].get("/me")[2]
    seller = next(each for each in people[2] if "the seller</h1>" in each.get("/me")[2])
    assert seller.do("offer", **{"issue.price": "9990"})[0] == 303
    assert "9,990" in board.get("/board/2")[2]
    sent = b"".join(byte for each in people[1] for byte in each.received).decode()
    assert not re.search("Ann2|Bo2|9,990", sent)
    assert board.get("/board")[0] == board.get("/board/3")[0] == 404


def test_a_board_leads_to_the_others_and_the_page_to_join_names_the_room(several):
    server, board, _, _ = several
    page = board.get("/board/2")[2]
    assert 'aria-current="page">Room 2' in page
    assert '<a href="/board/1">Room 1</a>' in page
    assert "Room 2" in Visitor(server).get(f"/j/{server.codes[1]}")[2]


def test_nobody_opens_a_board_without_the_link(several):
    server, _, people, _ = several
    for visitor in (Visitor(server), people[1][0]):
        for path in ("/board/1", "/board/2", "/board/2/students", "/board/2/export/deals.csv", "/board/2/debrief"):
            assert visitor.get(path)[0] == 404


def test_a_board_over_a_websocket_is_that_of_its_room(several):
    _, board, _, _ = several
    with board.line("/board/2/live") as line:
        line.receive("blocks")
        assert line.ask(do="paired", key="k") == ""
    assert "Students are preparing" in board.get("/board/2")[2]
    assert "Students are joining" in board.get("/board/1")[2]


def test_the_export_has_all_rooms_and_the_debrief_reads_it(several, tmp_path):
    _, board, people, _ = several
    for number in (1, 2):
        for do in ("paired", "begun"):
            board.post(f"/board/{number}", {"do": do})
        seller = next(each for each in people[number] if "the seller</h1>" in each.get("/me")[2])
        buyer = next(each for each in people[number] if each is not seller)
        seller.do("offer", **{"issue.price": f"9{number}00"})
        buyer.do("accept")
    board.post("/board/1", {"do": "closed"})
    for name in ("deals.csv", "offers.csv"):
        (tmp_path / name).write_text(board.get(f"/board/2/export/{name}")[2], encoding="utf-8")
    read = cohort_from_table(tmp_path / "deals.csv", files.read("used_car"))
    read = with_offers(read, tmp_path / "offers.csv")
    assert [(pair.name, pair.treatment, pair.terms) for pair in read.pairs] == [
        ("1-1", {"room": "1"}, {"price": 9100.0}),
        ("2-1", {"room": "2"}, {"price": 9200.0}),
    ]
    assert [len(pair.moves) for pair in read.pairs] == [1, 1]
    grades = list(csv.DictReader(io.StringIO(board.get("/board/1/export/grades.csv")[2])))
    assert [(row["room"], row["name"], bool(row["share"])) for row in grades] == [
        ("1", "Ann1", True),
        ("1", "Bo1", True),
        ("2", "Ann2", False),
        ("2", "Bo2", False),
    ]
    events = [json.loads(line) for line in board.get("/board/1/export/events.jsonl")[2].splitlines()]
    assert {event["room"] for event in events} == {1, 2}
    assert "no-names" in board.get("/board/1/export/deals.csv?names=no")[1]["content-disposition"]
    assert "Ann" not in board.get("/board/1/export/deals.csv?names=no")[2]
    assert any("room" in meanings for meanings in CODEBOOK.values())


def test_files_of_rooms_with_different_columns_are_put_together():
    assert together("a.csv", {1: "a,b\n1,2\n", 2: "a,c\n3,4\n"}) == "room,a,b,c\n1,1,2,\n2,3,,4\n"
    assert together("a.csv", {1: "a,b\n1,2\n"}) == "a,b\n1,2\n"


def test_all_rooms_are_there_again_after_a_crash(several):
    server, board, _, log = several
    board.post("/board/2", {"do": "paired"})
    server.kill()
    states = {number: host.room for number, host in rooms_of(log).items()}
    assert {number: (room.phase, len(room.students)) for number, room in states.items()} == {
        1: ("joining", 2),
        2: ("preparing", 2),
    }
    again = start("used_car", log=log)
    try:
        assert again.codes == server.codes
    finally:
        again.kill()


def test_who_is_deleted_in_one_room_stays_in_the_other(tmp_path):
    log = Log(tmp_path / "a.class")
    hosts = [
        Host.open(log.room(number), settings)
        for number, settings in enumerate(settings_of_rooms(new_settings(files.read("used_car")), 2), start=1)
    ]
    for host in hosts:
        host.join({"name": "Ann Lee", "pin": "1234"})
    hosts[1].board({"do": "deleted", "student": "S1"})
    log.close()
    names = {number: [each.name for each in host.room.students.values()] for number, host in rooms_of(log.path).items()}
    assert names == {1: ["Ann Lee"], 2: ["S1"]}
