"""Whatever people type or forge gets a sentence in answer, and changes nothing."""

import pytest

from negosim.classroom.names import LONGEST_NAME, key_of, tidy
from negosim.classroom.phrases import PHRASES
from negosim.classroom.requests import Refused
from negosim.errors import UsageError
from tests.classroom.rooms import Class


@pytest.fixture
def room(tmp_path):
    return Class(tmp_path / "a.class")


def refused(key):
    return pytest.raises(Refused, match=f"^{key}$")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ann \t Lee\n", "Ann Lee"),
        ("👩‍🏫 Ayşe", "👩‍🏫 Ayşe"),
        ("\u202egnihton", "gnihton"),
        ("Zero\u200bwidth", "Zerowidth"),
        ("محمد", "محمد"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * 10_000_000, "x" * LONGEST_NAME),
        ("\x00\x07Bell", "Bell"),
    ],
)
def test_a_name_is_kept_as_far_as_it_can_be_shown(typed, shown, room):
    room.join(typed)
    assert [student.name for student in room.room.students.values()] == [shown]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200d", "\u202e", "\u0301"])
def test_a_name_that_nobody_can_see_is_refused(typed, room):
    with refused("no_name"):
        room.join(typed)


@pytest.mark.parametrize("again", ["Mina", " mina ", "ＭＩＮＡ", "Mi\u200bna"])
def test_a_name_in_use_needs_its_pin(again, room):
    (mina,) = room.join("Mina")
    with refused("wrong_pin"):
        room.host.join({"name": again, "pin": "9999"})
    assert room.host.join({"name": again, "pin": "1234"}) == mina
    assert len(room.room.students) == 1


@pytest.mark.parametrize("pin", ["", "12", "abcd", "123456789", "１２３x"])
def test_a_pin_is_four_to_eight_digits(pin, room):
    with refused("no_pin"):
        room.host.join({"name": "Ann", "pin": pin})


def test_digits_of_another_script_are_digits(room):
    first = room.host.join({"name": "Ann", "pin": "٣٤٥٦"})
    assert room.host.join({"name": "Ann", "pin": "3456"}) == first


def test_only_those_on_the_roster_join_by_name_or_id(tmp_path):
    room = Class(tmp_path / "a.class", roster={"s1": "Ann Lee", "s2": "Bo Kim"})
    assert room.join("S1") == room.join("ann lee")
    with refused("not_enrolled"):
        room.join("Cem")


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_offer_needs_a_value(typed, room):
    people = room.begun("Ann", "Bo")
    with refused("no_value"):
        room.decide(people["seller"], "offer", price=typed)


@pytest.mark.parametrize("typed", ["much", "3999", "14000.5", "9000 dollars", "nan", "1e400", "9" * 100_000, "<b>"])
def test_an_offer_that_is_no_value_of_the_issue_is_refused_in_words(typed, room):
    people = room.begun("Ann", "Bo")
    with refused("plain"):
        room.decide(people["seller"], "offer", price=typed)
    assert room.room.tables[0].script == []


@pytest.mark.parametrize("do", ["", "closed", "moved", "__class__", "taken_over"])
def test_a_student_cannot_ask_for_what_is_the_instructors(do, room):
    people = room.begun("Ann", "Bo")
    with refused("not_understood"):
        room.host.student(people["seller"], {"do": do, "table": "1", "party": "buyer", "turn": "0"})


def test_nobody_moves_out_of_turn_or_by_an_old_page(room):
    people = room.begun("Ann", "Bo")
    with refused("not_your_turn"):
        room.decide(people["buyer"], "offer", price=8000)
    with refused("moved_on"):
        room.host.student(people["seller"], {"do": "offer", "turn": "7", "issue.price": "9000"})
    with refused("nothing_to_accept"):
        room.decide(people["seller"], "accept")


def test_who_has_left_the_talks_cannot_go_on(room):
    people = room.begun("Ann", "Bo")
    room.decide(people["seller"], "walk")
    with refused("talks_over"):
        room.decide(people["buyer"], "offer", price=9000)


def test_two_tabs_are_one_student_and_the_second_answer_comes_too_late(room):
    people = room.begun("Ann", "Bo")
    room.host.student(people["seller"], {"do": "offer", "turn": "0", "key": "tab1", "issue.price": "9000"})
    with refused("not_your_turn"):
        room.host.student(people["seller"], {"do": "offer", "turn": "0", "key": "tab2", "issue.price": "9500"})


def test_a_message_of_ten_megabytes_is_refused(room):
    people = room.begun("Ann", "Bo")
    with refused("too_long"):
        room.host.student(people["seller"], {"do": "say", "text": "x" * 10_000_000})


def test_ratings_out_of_range_are_left_out(room):
    people = room.begun("Ann", "Bo")
    room.decide(people["seller"], "walk")
    room.host.student(people["seller"], {"do": "rate", "process_fair": "9", "self_face": "4", "surprise": "x" * 9999})
    table = room.room.tables[0]
    assert table.ratings[people["seller"]] == {"self_face": 4}
    assert len(table.answers[people["seller"]]["surprise"]) == 500


@pytest.mark.parametrize(
    ("do", "form"),
    [
        ("begun", {}),
        ("closed", {}),
        ("nudged", {"table": "1", "party": "buyer"}),
        ("revealed", {"parts": "1"}),
    ],
)
def test_the_instructor_follows_the_order_of_the_hour(do, form, room):
    room.join("Ann")
    with refused("not_now"):
        room.board(do, **form)


@pytest.mark.parametrize("table", ["0", "2", "-1", "x", "9" * 5000, "²"])
def test_a_table_that_does_not_exist_cannot_be_nudged(table, room):
    room.begun("Ann", "Bo")
    with refused("not_now"):
        room.board("nudged", table=table, party="buyer")


@pytest.mark.parametrize("minutes", ["", "0", "-5", "1e9", "soon"])
def test_minutes_to_add_are_a_number(minutes, room):
    room.begun("Ann", "Bo")
    with refused("no_minutes"):
        room.board("time_added", minutes=minutes)


def test_pairs_need_somebody(room):
    with refused("nobody_joined"):
        room.board("paired")


def test_every_refusal_has_a_sentence(room):
    from pathlib import Path
    from re import findall

    import negosim.classroom

    folder = Path(negosim.classroom.__file__).parent
    keys = {
        key for path in folder.glob("*.py") for key in findall(r'Refused\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(keys) > 20
    assert keys <= set(PHRASES["en"])


@pytest.mark.parametrize("minutes", [0, -1, 1e9, float("nan")])
def test_a_class_has_a_length(minutes, tmp_path):
    with pytest.raises(UsageError, match="--minutes"):
        Class(tmp_path / "a.class", minutes=minutes)


def test_names_that_read_the_same_are_the_same():
    assert key_of(tidy("Zoe\u0308", 40)) == key_of("Zoë")
