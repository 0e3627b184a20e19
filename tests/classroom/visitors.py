"""Visitors of a class without a browser: what they send, and every byte that they receive."""

import json
import re
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit


class Visitor:
    """Somebody with cookies, who keeps what the server sends."""

    def __init__(self, server):
        self.server = server
        self.cookies = {}
        self.received = []

    def request(self, method, path, form=None, **headers):
        """Return status, headers and text of an answer."""
        host = urlsplit(self.server.address).netloc
        connection = HTTPConnection(host, timeout=60)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if isinstance(form, dict) else form
        connection.request(method, path, body, {**sent, **{k.replace("_", "-"): v for k, v in headers.items()}})
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.received.append(repr(answer.getheaders()).encode() + raw)
        return answer.status, answer.headers, raw.decode().replace("\N{NO-BREAK SPACE}", " ")

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def post(self, path, form, **headers):
        return self.request("POST", path, form, **headers)

    def join(self, name, pin="1234", language="en"):
        status, _, text = self.post(f"/j/{self.server.code}", {"name": name, "pin": pin, "language": language})
        assert status == 303, text
        return self

    def instruct(self):
        """Become the instructor."""
        status, _, _ = self.get(urlsplit(self.server.board).path)
        assert status == 303
        return self

    def turn(self):
        """Return the turn that the own page shows; ``None`` if it has none."""
        turn = re.search(r'name="turn" value="(\d+)"', self.get("/me")[2])
        return turn[1] if turn else None

    def do(self, what, **fields):
        """Ask for something by a form, as a page without JavaScript does."""
        form = {"do": what, "turn": self.turn() or "", **fields}
        return self.post("/me", form)

    @contextmanager
    def line(self, path="/me/live", **more):
        """Open a WebSocket as the page would."""
        from websockets.sync.client import connect

        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Origin": self.server.address, **more}
        address = self.server.address.replace("http", "ws", 1) + path
        with connect(address, additional_headers=headers, compression=None) as socket:
            yield Line(self, socket)


class Line:
    """A WebSocket of a visitor."""

    def __init__(self, visitor, socket):
        self.visitor, self.socket = visitor, socket

    def send(self, **message):
        self.socket.send(json.dumps(message))

    def receive(self, key):
        """Return the next message that has a key, and keep all."""
        while True:
            text = self.socket.recv(timeout=20)
            self.visitor.received.append(text.encode())
            message = json.loads(text)
            if key in message:
                return message

    def ask(self, **message):
        """Send a request and return the sentence in answer: empty if it was granted."""
        self.send(**message)
        while True:
            answer = self.receive("done")
            if answer["done"] == message["key"]:
                return answer["text"]
