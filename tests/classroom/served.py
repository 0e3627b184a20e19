"""A class that is served by a process of its own, and browsers that open its pages."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser import PHONE

LINES = {
    "address": r"Students open +(\S+)",
    "codes": r"(?:with the code|  room \d+) +([A-Z0-9]{6})\n",
    "board": r"Your board +(\S+)",
}


@dataclass
class Served:
    """A running server: its links and its process."""

    address: str
    codes: list[str]
    board: str
    process: subprocess.Popen

    @property
    def code(self):
        """Return the code of the first room."""
        return self.codes[0]

    @property
    def join(self):
        return f"{self.address}/j/{self.code}"

    def kill(self):
        """End the server as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def start(*words, log, port=0):
    """Start a server and wait until it accepts connections."""
    command = [sys.executable, "-m", "negosim", "class", *words, "--port", str(port), "--log", str(log)]
    complaints = Path(log).with_suffix(".err")
    with complaints.open("a") as errors:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    process.stdout.close()
    links = {name: re.findall(pattern, said) for name, pattern in LINES.items()}
    assert all(links.values()), said + complaints.read_text()
    return Served(links["address"][0], links["codes"], links["board"][0], process)


def quiet_port():
    """Return a free port that no other program is given unless it asks for it, so that it stays free for a while."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise OSError("no port is free")


@contextmanager
def served(*words, log, port=0):
    """Serve a class, and end the server afterwards."""
    server = start(*words, log=log, port=port)
    try:
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        try:
            server.process.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


class Window:
    """A phone, or a projector: a page in a browser of its own, to which no other host is open."""

    def __init__(self, opened, server, *, size=PHONE, javascript=True, scheme="light"):
        self.server, self.javascript = server, javascript
        self.context = opened.new_context(viewport=size, java_script_enabled=javascript, color_scheme=scheme)
        self.outside = []
        self.problems = []
        self.context.route("**/*", self._only_ours)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, said):
        """Keep what the browser complains of, but for a server that a test has ended."""
        if said.type == "error" and "net::ERR_CONNECTION" not in said.text:
            self.problems.append(said.text)

    def _only_ours(self, route):
        if urlsplit(route.request.url).netloc == urlsplit(self.server.address).netloc:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def join(self, name, pin="1234", language=None):
        """Join the class by its code, as from the QR."""
        self.page.goto(self.server.join + (f"?language={language}" if language else ""))
        self.page.fill("#name", name)
        self.page.fill("#pin", pin)
        self.page.click("button.main")
        self.page.wait_for_url("**/me")

    def press(self, do):
        """Press the button of a request."""
        button = self.page.locator(f'button[name=do][value="{do}"]').first
        if self.javascript:
            button.click()
        else:
            with self.page.expect_navigation():
                button.click()
