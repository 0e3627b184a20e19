"""The log is the class: whatever people do, in whatever order, it replays to the same state."""

from contextlib import suppress
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negosim.classroom.board_requests import BOARD_REQUESTS
from negosim.classroom.requests import STUDENT_REQUESTS, Refused
from tests.classroom.rooms import Class, ratified

NAMES = ("Ann", "Bo", "Cem", "Dae", "Eva")
ACTIONS = st.one_of(
    st.tuples(st.just("join"), st.sampled_from(NAMES), st.sampled_from(("1234", "4321"))),
    st.tuples(
        st.just("board"),
        st.sampled_from(tuple(BOARD_REQUESTS)),
        st.tuples(st.sampled_from("0123"), st.sampled_from(("seller", "buyer", "partner"))),
    ),
    st.tuples(
        st.just("student"),
        st.sampled_from(tuple(STUDENT_REQUESTS)),
        st.tuples(
            st.integers(0, len(NAMES) - 1), st.sampled_from(("8000", "9,500", "10000 euro", "-3", "€€")), st.booleans()
        ),
    ),
    st.tuples(st.just("wait"), st.just(""), st.integers(1, 400)),
)
# Most classes get going, so that examples do not end in the lobby.
EVERYBODY = [("join", name, "1234") for name in NAMES]
STARTED = [*EVERYBODY, ("board", "paired", ("1", "buyer")), ("board", "begun", ("1", "buyer"))]
AGREED = [
    *STARTED,
    *(("student", do, (place, "9,500", False)) for do in ("deal", "offer", "accept") for place in range(4)),
    ("board", "closed", ("1", "buyer")),
    ("board", "second_chance_opened", ("1", "buyer")),
]
AGAIN = [*AGREED, *(("board", do, ("1", "buyer")) for do in ("second_chance_over", "dealt_again", "begun"))]
OPENINGS = st.sampled_from([[], EVERYBODY, STARTED, AGREED, AGAIN])


def act(room, kind, what, detail):
    if kind == "join":
        room.host.join({"name": what, "pin": detail})
    elif kind == "board":
        number, party = detail
        room.board(
            what, table=number, party=party, minutes="2", text="news", parts="1", student=f"S{number}", exchange="yes"
        )
    elif kind == "wait":
        room.clock.now += detail
        room.host.tick()
    else:
        place, typed, stale = detail
        students = list(room.room.students)
        seat = room.room.table_of(students[place % len(students)]) if students else None
        turn = len(seat[0].script) - stale if seat else 0
        form = {"issue.price": typed, "limit": typed, "text": typed, "process_fair": "5", "language": "ko"}
        if students:
            room.host.student(students[place % len(students)], {"do": what, "turn": str(turn), **form})


RATIFIED = {"scenario": ratified(threshold=9_000), "ratifiers": ["partner"]}
KINDS = {
    "phones": {},
    "deal only": {"deal_only": True},
    "teams": {"team": 2, "observers": 1},
    "ratifiers": RATIFIED,
    "teams and ratifiers": {**RATIFIED, "team": 2},
    "ratifiers, deal only": {**RATIFIED, "deal_only": True},
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=40)
@given(opening=OPENINGS, actions=st.lists(ACTIONS, max_size=40))
def test_any_interleaving_of_actions_leaves_a_log_that_replays_to_the_same_state(kind, opening, actions):
    with TemporaryDirectory() as folder:
        room = Class(f"{folder}/a.class", minutes=5, **kind)
        for action in [*opening, *actions]:
            with suppress(Refused):
                act(room, *action)
        before = room.room
        after = room.replayed()
        assert after == before


def test_an_action_that_is_sent_twice_counts_once(tmp_path):
    room = Class(tmp_path / "a.class")
    people = room.begun("Ann", "Bo")
    form = {"do": "offer", "turn": "0", "key": "k1", "issue.price": "11000"}
    room.host.student(people["seller"], form)
    room.host.student(people["seller"], form)
    assert [offer.terms for offer in room.room.tables[0].offers] == [{"price": 11000.0}]
    with pytest.raises(Refused, match="not_your_turn"):
        room.host.student(people["seller"], {**form, "key": "k2"})


def test_an_action_of_before_a_restart_counts_once(tmp_path):
    from negosim.classroom.host import Host
    from negosim.classroom.log import Log

    room = Class(tmp_path / "a.class")
    people = room.begun("Ann", "Bo")
    form = {"do": "say", "text": "hello", "key": "k1"}
    room.host.student(people["seller"], form)
    room.host.log.close()
    host = Host(Log(tmp_path / "a.class"), room.clock)
    host.student(people["seller"], form)
    assert len(host.room.tables[0].said) == 1
