"""The server is killed under load, five times: whatever was confirmed is in the log, once."""

import os
import sqlite3
import threading
from urllib.parse import urlsplit

import pytest

from tests.classroom.served import start
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")
websockets = pytest.importorskip("websockets")
WORDS = ("used_car", "--minutes", "600")


class Talker(threading.Thread):
    """A student who writes messages without a pause; one that was not confirmed is sent again."""

    def __init__(self, visitor):
        super().__init__(daemon=True)
        self.visitor, self.confirmed, self.over = visitor, [], False
        self.start()

    def run(self):
        waiting = None
        while not self.over:
            try:
                with self.visitor.line() as line:
                    while not self.over:
                        waiting = waiting or os.urandom(8).hex()
                        said = line.ask(do="say", text="hello", key=waiting)
                        if said == "":
                            self.confirmed.append(waiting)
                        waiting = None
            except (OSError, websockets.exceptions.WebSocketException):
                pass


def test_nothing_that_was_confirmed_is_lost_by_five_kills(tmp_path):
    log = tmp_path / "a.class"
    server = start(*WORDS, log=log)
    try:
        visitors = [Visitor(server).join(f"Student {number}") for number in range(4)]
        board = Visitor(server).instruct()
        for do in ("paired", "begun"):
            board.post("/board", {"do": do})
        talkers = [Talker(visitor) for visitor in visitors]
        for number in range(1, 6):
            while min(len(talker.confirmed) for talker in talkers) < 5 * number:
                talkers[0].join(0.05)
            server.kill()
            server = start(*WORDS, log=log, port=urlsplit(server.address).port)
        for talker in talkers:
            talker.over = True
        for talker in talkers:
            talker.join(20)
    finally:
        server.kill()
    with sqlite3.connect(log) as connection:
        keys = [key.partition(":")[2] for (key,) in connection.execute("SELECT key FROM events WHERE kind = 'said'")]
    connection.close()
    confirmed = [key for talker in talkers for key in talker.confirmed]
    assert len(confirmed) >= 100
    assert len(keys) == len(set(keys))
    assert set(confirmed) <= set(keys)
