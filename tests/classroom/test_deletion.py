"""A student who is deleted: the name and the texts are in no file and no memory any more, the numbers stay."""

import pytest

from negosim.classroom.names import LEFT_OUT
from negosim.classroom.requests import Refused
from tests.classroom.rooms import Class
from tests.classroom.served import served
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")
pytest.importorskip("websockets")

WORDS = ("Ann Marie", "ann marie", "2026-1", "scooter", "ferry")


@pytest.fixture
def room(tmp_path):
    """Return a class in which Ann Marie has written something, made an offer, and been accepted."""
    room = Class(tmp_path / "a.class", roster={"2026-1": "Ann Marie", "2026-2": "Bo Park"})
    people = room.begun("Ann Marie", "Bo Park")
    room.ann = next(each for each in people.values() if room.room.students[each].name == "Ann Marie")
    room.bo = next(each for each in people.values() if each != room.ann)
    room.host.student(room.ann, {"do": "say", "text": "my scooter broke"})
    room.host.student(room.bo, {"do": "say", "text": "what a pity"})
    first, second = (room.ann, room.bo) if people["seller"] == room.ann else (room.bo, room.ann)
    room.decide(first, "offer", price=9100)
    room.decide(second, "accept")
    room.host.student(room.ann, {"do": "rate", "process_fair": "5", "surprise": "the ferry"})
    return room


def test_no_file_contains_the_name_or_the_texts_and_the_numbers_stay(room, tmp_path):
    (written,) = (path for path in tmp_path.iterdir() if path.name.endswith("-wal"))
    assert b"scooter" in written.read_bytes()
    room.board("deleted", student=room.room.pseudonym(room.ann))
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode(errors="replace")
    assert "pity" in stored
    assert [word for word in WORDS if word in stored] == []
    for state in (room.room, room.replayed()):
        assert [word for word in WORDS if word in repr(state)] == []
        assert [message.text for message in state.tables[0].said] == [LEFT_OUT, "what a pity"]
        assert state.tables[0].deal == {"price": 9100.0}
        assert state.tables[0].ratings[room.ann] == {"process_fair": 5}
        assert state.students[room.bo].name == "Bo Park"


def test_a_student_who_is_deleted_cannot_come_back_or_act(room):
    token = room.host.token(room.ann)
    room.board("deleted", student=room.room.pseudonym(room.ann))
    assert room.host.known(token) is None
    with pytest.raises(Refused, match="not_now"):
        room.host.student(room.ann, {"do": "rate", "surprise": "again"})
    with pytest.raises(Refused, match="not_enrolled"):
        room.join("Ann Marie")
    with pytest.raises(Refused, match="no_student"):
        room.board("deleted", student=room.room.pseudonym(room.ann))


def test_one_who_is_deleted_before_the_pairs_gets_no_seat(tmp_path):
    room = Class(tmp_path / "a.class")
    ann, _, _ = room.join("Ann", "Bo", "Cem")
    room.board("deleted", student="S1")
    room.board("paired")
    for state in (room.room, room.replayed()):
        assert state.students[ann].table is None
        assert len(state.tables) == 1


def test_the_program_continues_for_one_who_is_deleted_during_the_talks(tmp_path):
    room = Class(tmp_path / "a.class")
    people = room.begun("Ann", "Bo")
    room.board("deleted", student=room.room.pseudonym(people["seller"]))
    table = room.room.tables[0]
    assert table.programs == {"seller"}
    assert table.mover == "buyer"
    with pytest.raises(Refused, match="not_now"):
        room.board("given_back", table="1", party="seller")
    assert room.replayed().tables == [table]


def test_a_disk_that_is_full_leaves_everything_as_it_was(room, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.host.log, "_append", full)
    with pytest.raises(Exception, match="No space"):
        room.board("deleted", student=room.room.pseudonym(room.ann))
    assert room.room.students[room.ann].name == "Ann Marie"
    assert room.replayed().students[room.ann].name == "Ann Marie"


def test_the_instructor_deletes_a_student_on_the_list(tmp_path):
    pytest.importorskip("starlette")
    with served("used_car", log=tmp_path / "a.class") as server:
        ann, board = Visitor(server).join("Ann Marie"), Visitor(server).instruct()
        assert "Ann Marie" in board.get("/board/students")[2]
        status, _, text = board.post("/board/students", {"do": "deleted", "student": "S9"})
        assert (status, "Choose a student" in text) == (400, True)
        assert board.post("/board/students", {"do": "deleted", "student": "S1"})[0] == 303
        assert "Ann Marie" not in board.get("/board/students")[2] + board.get("/board")[2]
        assert ann.get("/me")[0] == 404
