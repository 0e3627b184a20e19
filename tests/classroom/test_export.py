"""What a class leaves behind is read by the commands that it is for."""

import asyncio
import csv
import io
import json

import pytest

from negosim import files
from negosim.classroom.board_requests import BOARD_REQUESTS
from negosim.classroom.demo import simulate
from negosim.classroom.export import CODEBOOK, EXPORTS, WITH_NAMES, exported
from negosim.classroom.pseudonyms import events_without_names, room_without_names
from negosim.classroom.results import cohort_of, results_of
from negosim.teach.cohort.reading import cohort_from_table, with_offers
from tests.classroom.rooms import Class


def demonstrated(path, scenario, students, **settings):
    """Return a class of simulated students after its hour."""
    room = Class(path, scenario, **settings)

    async def hour():
        demo = asyncio.create_task(simulate(room.host, students, pace=0.001))
        await asyncio.sleep(0)
        room.board("paired")
        while not all(table.prepared.keys() == table.seats.keys() & set(table.parties) for table in room.room.tables):
            await asyncio.sleep(0.01)
        room.board("begun")
        while not all(table.ratings.keys() == set(table.people) for table in room.room.tables):
            await asyncio.sleep(0.01)
            room.clock.now += 0.5
            room.host.tick()
        if room.room.phase == "talking":
            room.board("closed")
        demo.cancel()

    asyncio.run(asyncio.wait_for(hour(), 120))
    return room


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("scenario", "settings"),
    [
        ("used_car", {"treatments": ["protocol.first=seller|buyer"]}),
        ("scoreable", {}),
        ("trump_era", {"deal_only": True}),
        ("biden_era", {"deal_only": True, "language": "ko"}),
    ],
)
def test_the_debrief_of_the_export_is_that_of_the_class(scenario, settings, tmp_path):
    room = demonstrated(tmp_path / "a.class", scenario, 7, **settings)
    assert all(table.done for table in room.room.tables)
    events = list(room.host.log)
    for name in ("deals.csv", "offers.csv"):
        (tmp_path / name).write_text(exported(name, room.room, events), encoding="utf-8")
    read = cohort_from_table(tmp_path / "deals.csv", files.read(scenario))
    read = with_offers(read, tmp_path / "offers.csv")
    kept = cohort_of(room.room)
    for one, other in zip(read.pairs, kept.pairs, strict=True):
        assert (one.name, one.people, one.treatment) == (other.name, other.people, other.treatment)
        assert one.terms == pytest.approx(other.terms) if scenario != "scoreable" else one.terms is not None
        assert one.limits == pytest.approx(other.limits, abs=1e-5)
        assert one.prepared == pytest.approx(other.prepared, abs=1e-5)
        assert dict(one.ratings) == dict(other.ratings)
        assert len(one.moves) >= len(other.moves)


def test_the_results_have_every_students_own_share(tmp_path):
    room = demonstrated(tmp_path / "a.class", "used_car", 5)
    results = results_of(list(room.host.log))
    assert set(results.own) == set(room.room.students)
    assert all(results.own.values())
    grades = rows(exported("grades.csv", room.room, [], results))
    assert [row["score"] for row in grades] == ["3"] * 5
    assert all(row["share"] for row in grades)
    page = exported("debrief.html", room.room, [], results)
    assert page.count("<svg") >= 3
    assert "Student 1" not in page


def test_every_event_is_exported_and_explained(tmp_path):
    room = demonstrated(tmp_path / "a.class", "used_car", 4)
    events = list(room.host.log)
    lines = [json.loads(line) for line in exported("events.jsonl", room.room, events).splitlines()]
    assert [line["kind"] for line in lines] == [event.kind for event in events]
    explained = {word for key in CODEBOOK["events.jsonl, an event on each line"] for word in key.split(", ")}
    assert {line["kind"] for line in lines} | set(BOARD_REQUESTS) <= explained
    book = exported("codebook.txt", room.room, events)
    tables = {f"{name}, a row for each {what}" for name, what in (("deals.csv", "table"), ("offers.csv", "offer"))}
    assert tables <= set(CODEBOOK)
    assert all(name in book for name in EXPORTS if name.endswith((".csv", ".jsonl")))


def test_no_file_without_names_has_a_name_or_what_somebody_wrote(tmp_path):
    room = Class(tmp_path / "a.class", roster={"2026-1": "Ann Lee", "2026-2": "Bo Park"})
    people = room.begun("Ann Lee", "Bo Park")
    room.host.student(people["seller"], {"do": "say", "text": "I am Ann Lee"})
    room.board("announced", text="Ann Lee has lost a scarf")
    room.decide(people["seller"], "walk")
    room.host.student(people["buyer"], {"do": "rate", "process_fair": "5", "surprise": "Ann Lee is tough"})
    room.board("closed")
    events = list(room.host.log)
    results = results_of(events)
    bare, bare_events = room_without_names(room.room), list(events_without_names(events))
    for name in EXPORTS:
        text = exported(name, bare, bare_events, results)
        assert not [word for word in ("Ann", "Bo Park", "2026-1") if word in text]
        named = exported(name, room.room, events, results)
        assert ("Ann" in named) == (name in WITH_NAMES)
    scores = [rows(exported("grades.csv", each, [], results)) for each in (room.room, bare)]
    assert [row["score"] for row in scores[1]] == [row["score"] for row in scores[0]]
    assert [row["name"] for row in scores[1]] == ["S1", "S2"]
