"""The log on disk: whose it is, who has it open, and a disk that is full."""

import sqlite3
import stat

import pytest

from negosim.classroom.apply import Event
from negosim.classroom.host import Host
from negosim.classroom.log import Log
from negosim.errors import UsageError
from tests.classroom.rooms import Class


def test_a_log_is_readable_by_its_owner_only(tmp_path):
    Log(tmp_path / "a.class")
    assert stat.S_IMODE((tmp_path / "a.class").stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but my notes " * 100)
    with pytest.raises(UsageError, match=r"not a database.*--log"):
        Log(path)
    assert path.read_text().startswith("not a database")


def test_a_database_of_somebody_else_is_refused_and_kept(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="not the log of a class"):
        Log(path)
    assert path.read_bytes() == before


def test_a_log_of_another_version_is_refused(tmp_path):
    Class(tmp_path / "a.class").host.log.close()
    with sqlite3.connect(tmp_path / "a.class") as log:
        log.execute("PRAGMA user_version = 99")
    log.close()
    with pytest.raises(UsageError, match=r"format 99.*reads format 1"):
        Log(tmp_path / "a.class")


def test_a_log_that_another_process_has_open_is_refused(tmp_path):
    room = Class(tmp_path / "a.class")
    with pytest.raises(UsageError, match="another process has this log open"):
        Log(tmp_path / "a.class")
    room.join("Ann")


def test_a_log_in_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        Log(tmp_path / "nowhere" / "a.class")


def test_a_damaged_log_is_refused_in_words(tmp_path):
    log = Log(tmp_path / "a.class")
    log.append(Event(0.0, "opened", {"nothing": "fits"}))
    with pytest.raises(UsageError, match="damaged"):
        Host(log)


def test_what_a_full_disk_cannot_hold_does_not_count(tmp_path):
    room = Class(tmp_path / "a.class")
    people = room.begun("Ann", "Bo")
    (pages,) = room.host.log._connection.execute("PRAGMA page_count").fetchone()
    room.host.log._connection.execute(f"PRAGMA max_page_count = {pages}")

    def talk_on():
        for number in range(400):
            room.host.student(people["seller"], {"do": "say", "text": "word " * 90, "key": str(number)})

    with pytest.raises(UsageError, match="disk is full"):
        talk_on()
    said = len(room.room.tables[0].said)
    room.host.log._connection.execute("PRAGMA max_page_count = 1000000")
    assert len(room.replayed().tables[0].said) == said
