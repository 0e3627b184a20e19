"""A class under load: how soon an offer is on the other side's phone, the server's memory, what a power cut loses.

Students are WebSocket clients in this process, the server is another. The log is on the disk of the temporary folder.
Other work on the machine shows in the delays: the load is reported beside them.
By itself: ``python tests/benchmarks/class_bench.py [-n STUDENTS] [--rate OFFERS] [--seconds S] [--kills K]``.
"""

import argparse
import asyncio
import json
import os
import random
import re
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.classroom.served import start

TURN = re.compile(r'name="turn" value="(\d+)"')
OTHER = re.compile(r"<bdi>\W*(Student \d+)\W*</bdi>")
RETRY = 0.05
SCENARIO = (
    "used_car",
    "--minutes",
    "600",
    *("--set", "calendar.rounds.2025-05-05.exchanges=60", "--set", "protocol.first=seller"),
)


@dataclass(eq=False)
class Phone:
    """A student's page that is always connected, or trying to be."""

    load: "Load"
    name: str
    cookie: str
    socket: object = None
    turn: str | None = None
    decided: str | None = None
    unanswered: dict = field(default_factory=dict)
    awaited: float | None = None
    other: str | None = None

    async def live(self):
        """Stay connected; after a reconnection, send again what was not answered."""
        from websockets.asyncio.client import connect
        from websockets.exceptions import WebSocketException

        address = self.load.address.replace("http", "ws", 1) + "/me/live"
        headers = {"Cookie": self.cookie}
        while True:
            try:
                async with connect(address, additional_headers=headers, compression=None, open_timeout=60) as socket:
                    for key, (_, form) in tuple(self.unanswered.items()):
                        await socket.send(json.dumps({**form, "key": key}))
                    self.socket = socket
                    async for text in socket:
                        self.hear(json.loads(text))
            except (OSError, WebSocketException, TimeoutError):
                self.awaited = None
            self.socket = None
            await asyncio.sleep(RETRY)

    def hear(self, message):
        """Note an answer, and what the page shows."""
        now = time.perf_counter()
        if "done" in message:
            sent, _ = self.unanswered.pop(message["done"])
            (self.load.refused if message["text"] else self.load.kept).append(message["done"])
            self.load.answers.append(now - sent)
        for name, _, html, _ in message.get("blocks", ()):
            if name == "todo":
                other = OTHER.search(html)
                self.other = other[1] if other else self.other
            elif name == "move":
                turn = TURN.search(html) if 'value="offer"' in html else None
                self.turn = turn[1] if turn else None
                if turn and self.turn != self.decided:
                    self.load.ready.append(self)
            elif name == "offers" and self.awaited is not None:
                self.load.delays.append(now - self.awaited)
                self.awaited = None

    async def offer(self):
        """Make an offer, if it is still this student's turn."""
        if self.socket is None or self.turn is None or self.turn == self.decided:
            return
        self.decided, key = self.turn, os.urandom(8).hex()
        form = {"do": "offer", "turn": self.turn, "issue.price": str(random.randrange(4000, 14000, 10))}
        sent = time.perf_counter()
        self.unanswered[key] = (sent, form)
        if self.load.phones[self.other].socket is not None:
            self.load.phones[self.other].awaited = sent
        await self.socket.send(json.dumps({**form, "key": key}))


class Load:
    """A class of phones that make offers at a steady rate."""

    def __init__(self, server):
        self.server, self.address = server, server.address
        self.phones: dict[str, Phone] = {}
        self.ready, self.delays, self.answers, self.kept, self.refused = [], [], [], [], []

    def request(self, method, path, form=None, cookie=""):
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form or {}), headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def join(self, count):
        """Let students join by the form."""
        for number in range(1, count + 1):
            name = f"Student {number}"
            answer, _ = self.request("POST", f"/j/{self.server.code}", {"name": name, "pin": "1234"})
            self.phones[name] = Phone(self, name, _cookie(answer))

    def board(self, do):
        """Press a button of the board."""
        answer, _ = self.request("GET", urlsplit(self.server.board).path)
        answer, _ = self.request("POST", "/board", {"do": do}, _cookie(answer))
        if answer.status != 303:
            raise RuntimeError(f"the board refuses {do}: {answer.status}")

    def first_page(self):
        """Return the KiB of a student's first page with all that it loads."""
        cookie = next(iter(self.phones.values())).cookie
        files = ("/me", "/static/page.css", "/static/class.css", "/static/class.js")
        return sum(len(self.request("GET", path, cookie=cookie)[1]) for path in files) / 1024

    def memory(self):
        """Return the most memory that the server has had, in MiB."""
        status = Path(f"/proc/{self.server.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def cpu(self):
        """Return the seconds of CPU time that the server has used."""
        fields = Path(f"/proc/{self.server.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def connected(self):
        """Open all pages; wait until each knows who sits across."""
        self.tasks = [asyncio.create_task(phone.live()) for phone in self.phones.values()]
        while not all(phone.other and phone.socket for phone in self.phones.values()):
            await asyncio.sleep(0.1)

    async def offers(self, rate, seconds):
        """Make so many offers a second for so long."""
        began, made = time.perf_counter(), 0
        while (now := time.perf_counter()) < began + seconds:
            if self.ready and made < (now - began) * rate:
                made += 1
                await self.ready.pop(random.randrange(len(self.ready))).offer()
            else:
                await asyncio.sleep(0.002)
        return made


def _cookie(answer):
    return answer.getheader("set-cookie").partition(";")[0]


async def _killed(load, rate, kills, log, begin):
    """Kill the server under load and start it again; return how long each return took."""
    port, times = urlsplit(load.address).port, []
    for _ in range(kills):
        working = asyncio.create_task(load.offers(rate, 1e9))
        await asyncio.sleep(3.0)
        load.server.kill()
        fallen = time.perf_counter()
        load.server = await asyncio.to_thread(begin, log, port)
        await asyncio.to_thread(load.request, "GET", "/")
        times.append(time.perf_counter() - fallen)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    for _ in range(200):
        if not any(phone.unanswered for phone in load.phones.values()):
            break
        await asyncio.sleep(0.1)
    return times


def _begin(log, port=0):
    return start(*SCENARIO, log=log, port=port)


def _recorded(log):
    """Return how often each action is in the log."""
    with sqlite3.connect(log) as connection:
        keys = [key.partition(":")[2] for (key,) in connection.execute("SELECT key FROM events WHERE key NOT NULL")]
    return {key: keys.count(key) for key in set(keys)}


async def _class(students, rate, seconds, kills, log):
    load = Load(_begin(log))
    try:
        await asyncio.to_thread(load.join, students)
        await asyncio.to_thread(load.board, "paired")
        await asyncio.to_thread(load.board, "begun")
        first_page = await asyncio.to_thread(load.first_page)
        await load.connected()
        await load.offers(rate, 3.0)
        load.delays, load.answers, used = [], [], load.cpu()
        made = await load.offers(rate, seconds)
        used = load.cpu() - used
        await asyncio.sleep(1.0)
        figures = {
            "offers": made / seconds,
            "p50": _quantile(load.delays, 0.5),
            "p95": _quantile(load.delays, 0.95),
            "p99": _quantile(load.delays, 0.99),
            "answer p95": _quantile(load.answers, 0.95),
            "memory": load.memory(),
            "first page": first_page,
            "CPU": used / made,
            "refused": len(load.refused),
        }
        if kills:
            figures["back"] = await _killed(load, rate, kills, log, _begin)
    finally:
        for task in load.tasks:
            task.cancel()
        load.server.kill()
    recorded = _recorded(log)
    figures["acknowledged"] = len(load.kept)
    figures["lost"] = sum(key not in recorded for key in load.kept)
    figures["twice"] = sum(count > 1 for count in recorded.values())
    return figures


def _quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def figures_of(students, rate, seconds, kills):
    """Return what a class of so many students needs."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_class(students, rate, seconds, kills, Path(folder) / "load.class"))


def row(name, figure, unit, target=None, better="lower"):
    """Make a row."""
    return {"name": name, "figure": figure, "unit": unit, "target": target, "better": better, "peer": None}


def measure():
    """Measure a class of 200 and one of 1,000 students, and five power cuts."""
    small, large = figures_of(200, 50.0, 20.0, 5), figures_of(1_000, 50.0, 20.0, 0)
    return [
        row("200 students, 50 offers a second: on the other phone, p95", small["p95"], "s", 0.050),
        row("the same, p50", small["p50"], "s"),
        row("the same, memory of the server", small["memory"], "MiB", 100),
        row("1,000 students, 50 offers a second: on the other phone, p99", large["p99"], "s", 0.300),
        row("the same, memory of the server", large["memory"], "MiB", 100),
        row("a student's first page with all that it loads", small["first page"], "KiB", 60),
        row("five times SIGKILL under load: acknowledged actions", small["acknowledged"], "", None, "higher"),
        row("the same, acknowledged actions lost", small["lost"], "", 0),
        row("the same, longest time until the server answers again", max(small["back"]), "s", 2.0),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=200, help="students")
    parser.add_argument("--rate", type=float, default=50.0, help="offers a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--kills", type=int, default=0)
    chosen = parser.parse_args()
    for name, figure in figures_of(chosen.n, chosen.rate, chosen.seconds, chosen.kills).items():
        print(f"{name:14}", figure)
