"""The example of the documentation: a language model behind an endpoint for chat completions, here a stub."""

import json
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from negosim import programs
from negosim.errors import SeatError

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "chat_agent.py"


@contextmanager
def endpoint(replies, *, delay=0.0):
    """Serve replies in their order on 127.0.0.1; yield the command of the example and the requests so far."""
    requests = []

    class Stub(BaseHTTPRequestHandler):
        def do_POST(self):
            requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(delay)
            reply = replies[len(requests) - 1]
            body = json.dumps({"choices": [{"message": {"role": "assistant", "content": reply}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    try:
        yield [sys.executable, str(EXAMPLE), "--url", url, "--model", "stub"], requests
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


OFFER = '{"act": "offer", "terms": {"price": 9000}, "text": "Nine thousand, cash."}'
ACCEPT = 'The price is fair.\n```json\n{"act": "accept", "text": "Agreed."}\n```'


def test_a_model_talks_to_an_agreement_and_the_talks_are_replayed_without_it(tmp_path):
    with endpoint([OFFER, OFFER, ACCEPT]) as (command, requests):
        result = programs.run("used_car", {"buyer": command}, transcript=tmp_path / "t")
    assert result.agreed
    said = [row.note for row in result.trace if row.party == "buyer" and row.kind in ("offer", "accept")]
    assert said == ["Nine thousand, cash.", "Nine thousand, cash.", "Agreed."]
    assert len(requests) == 3
    assert requests[0]["model"] == "stub"
    system, view = requests[0]["messages"]
    assert "Your instructions" in system["content"]
    assert json.loads(view["content"])["type"] == "view"
    assert programs.replay(tmp_path / "t").as_dict() == result.as_dict()


def test_an_invalid_offer_is_reported_back_to_the_model_which_makes_another(tmp_path):
    dear = OFFER.replace("9000", "90000")
    with endpoint([dear, "I offer nine thousand.", OFFER, ACCEPT]) as (command, requests):
        result = programs.run("used_car", {"buyer": command}, transcript=tmp_path / "t")
    assert result.agreed
    problems = [json.loads(request["messages"][-1]["content"]).get("problem", "") for request in requests]
    assert "price: 90000 lies outside the issue's range" in problems[1]
    assert "is not a decision" in problems[2]
    assert programs.replay(tmp_path / "t").as_dict() == result.as_dict()


def test_a_model_that_takes_too_long_ends_the_run():
    with (
        endpoint([OFFER], delay=3.0) as (command, _),
        pytest.raises(
            SeatError, match=r"buyer: at its turn 1, the program did not decide within the time limit of 1 s"
        ),
    ):
        programs.run("used_car", {"buyer": command}, time_limit=1.0)


def test_an_endpoint_that_is_not_there_ends_the_run_with_the_reason():
    with endpoint([]) as (command, _):
        pass
    with pytest.raises(SeatError, match=r"ended with exit code 1 before it decided\n(.*\n)*.*Connection refused"):
        programs.run("used_car", {"buyer": command})
