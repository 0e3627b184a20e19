"""The server, as somebody without good manners meets it."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.classroom.served import served
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")
websockets = pytest.importorskip("websockets")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served("used_car", log=tmp_path_factory.mktemp("web") / "a.class") as running:
        yield running


@pytest.fixture
def visitor(server):
    return Visitor(server)


@pytest.fixture
def talking(tmp_path):
    """Return a server whose class talks, and its two students by party."""
    with served("used_car", log=tmp_path / "a.class") as running:
        first, second = Visitor(running).join("Ann"), Visitor(running).join("Bo")
        board = Visitor(running).instruct()
        for do in ("paired", "begun"):
            assert board.post("/board", {"do": do})[0] == 303
        is_seller = "You are the seller" in first.get("/me")[2]
        yield running, board, *((first, second) if is_seller else (second, first))


def test_a_preview_of_the_link_does_not_join(visitor, server):
    status, _, text = visitor.get(f"/j/{server.code}")
    assert status == 200
    assert "A used car" in text
    assert visitor.cookies == {}


def test_a_wrong_code_is_answered_in_words_and_guesses_are_limited(tmp_path):
    with served("used_car", log=tmp_path / "a.class") as running:
        guesser = Visitor(running)
        answers = [guesser.get(f"/j/GUESS{number}")[0] for number in range(40)]
        assert answers[0] == 404
        assert answers[-1] == 429
        assert guesser.get(f"/j/{running.code}")[0] == 429


def test_wrong_pins_are_limited(visitor, server):
    visitor.join("Pia")
    guesses = [
        visitor.post(f"/j/{server.code}", {"name": "Pia", "pin": f"{number:04d}"})[2] for number in range(4000, 4008)
    ]
    assert "has already joined" in guesses[0]
    assert "Too many attempts" in guesses[-1]
    assert "Too many attempts" in visitor.post(f"/j/{server.code}", {"name": "Pia", "pin": "1234"})[2]


def test_a_student_comes_back_from_another_phone(visitor, server):
    visitor.join("Rae")
    other = Visitor(server).join("rae")
    assert other.cookies == visitor.cookies


def test_a_token_that_was_changed_is_nobodys(visitor):
    visitor.join("Tom")
    token = visitor.cookies["negosim_student"]
    for forged in (token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), token.partition(".")[0], "", "é.x"):
        visitor.cookies["negosim_student"] = forged.encode("utf-8").decode("latin-1")
        assert visitor.get("/me")[0] == 404


def test_the_board_needs_its_link(visitor, server):
    visitor.join("Una")
    for path in (
        "/board",
        "/board/debrief",
        "/board/students",
        "/board/qr.svg",
        "/board/export/events.jsonl",
        "/board/open/guess",
    ):
        assert visitor.get(path)[0] == 404
    assert visitor.post("/board", {"do": "paired"})[0] == 404
    with visitor.line("/board/live") as line, pytest.raises(websockets.exceptions.ConnectionClosed):
        line.receive("blocks")


def test_the_link_of_the_board_leaves_the_address_bar(server):
    instructor = Visitor(server)
    status, headers, _ = instructor.get(urlsplit(server.board).path)
    assert (status, headers["location"]) == (303, "/board")
    assert "HttpOnly" in headers["set-cookie"]
    assert server.board.rpartition("/")[2] not in instructor.get("/board")[2]


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1"])
def test_a_form_of_another_site_is_refused(origin, visitor, server):
    assert visitor.post(f"/j/{server.code}", {"name": "Eve", "pin": "1234"}, Origin=origin)[0] == 403
    assert visitor.post(f"/j/{server.code}", {"name": "Eve", "pin": "1234"}, Sec_Fetch_Site="cross-site")[0] == 403


def test_a_socket_of_another_site_is_refused(visitor):
    visitor.join("Val")
    with pytest.raises(websockets.exceptions.InvalidStatus), visitor.line(Origin="http://elsewhere.example"):
        pass


def test_a_body_of_ten_megabytes_is_refused(visitor, server):
    body = "name=" + "x" * 10_000_000
    try:
        status = visitor.post(f"/j/{server.code}", body)[0]
    except (BrokenPipeError, ConnectionResetError):
        status = 413  # refused before it was read
    assert status == 413
    assert visitor.get("/")[0] == 200


def test_a_socket_message_of_ten_megabytes_ends_that_socket_alone(visitor):
    visitor.join("Wim")
    with visitor.line() as line, pytest.raises(websockets.exceptions.ConnectionClosed):
        line.ask(do="say", text="x" * 10_000_000, key="k")
    assert visitor.get("/me")[0] == 200


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"do": 5}', '{"do": "offer"}', "[" * 10_000, "\x00"])
def test_a_socket_message_that_means_nothing_does_no_harm(text, visitor):
    visitor.join("Xia")
    with visitor.line() as line:
        line.receive("blocks")
        line.socket.send(text)
        assert line.ask(do="nothing", key="k1").startswith("The server did not understand this request")


def test_too_many_requests_are_slowed_down(visitor):
    visitor.join("Yan")
    with visitor.line() as line:
        answers = [line.ask(do="nothing", key=str(number)) for number in range(60)]
    assert answers[-1].startswith("You are sending too quickly")


def test_no_page_loads_or_runs_anything_but_our_own(visitor, server):
    visitor.join("Zoe")
    for path in ("/", f"/j/{server.code}", "/me", "/nowhere"):
        _, headers, text = visitor.get(path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert not re.findall(r"<script(?![^>]*src=)|\son\w+=|https?://", text)


def test_what_people_type_is_never_part_of_the_page(talking):
    _, board, seller, buyer = talking
    sting = "<img src=x onerror=alert(1)>\"'</textarea><b>"
    seller.do("say", text=sting)
    board.post("/board", {"do": "announced", "text": sting})
    sent = "".join(each.get(path)[2] for each, path in ((seller, "/me"), (buyer, "/me"), (board, "/board")))
    assert "&lt;img src=x" in sent
    assert "<img src=x" not in sent


def test_a_form_that_is_sent_twice_counts_once(talking):
    _, _, seller, buyer = talking
    page = seller.get("/me")[2]
    key = re.search(r'name="key" value="(\w{32})"', page)[1]
    form = {"do": "offer", "key": key, "turn": "0", "issue.price": "9000"}
    assert [seller.post("/me", form)[0] for _ in range(2)] == [303, 303]
    assert seller.get("/me")[2].count("<strong>9,000 euro</strong>") == 1
    assert buyer.get("/me")[2].count("Accept 9,000 euro") == 1


def test_an_offer_is_on_the_other_phone_at_once_and_a_copy_counts_once(talking):
    _, _, seller, buyer = talking
    with seller.line() as first, buyer.line() as second:
        second.receive("blocks")
        offer = {"do": "offer", "turn": "0", "key": "k1", "issue.price": "9,100"}
        assert first.ask(**offer) == ""
        shown = second.receive("blocks")["blocks"]
        assert any("Accept 9,100" in html for _, _, html, _ in shown)
        assert first.ask(**offer) == ""
        assert first.ask(**{**offer, "key": "k2"}) == "It is not your turn."
        assert second.ask(do="accept", turn="0", key="k3").startswith("The talks have moved on")
        assert second.ask(do="accept", turn="1", key="k4") == ""
    assert "Your deal: 9,100 euro" in seller.get("/me")[2]


def test_an_export_has_no_secrets_and_no_formulas(talking):
    running, board, seller, _ = talking
    Visitor(running).join("=HYPERLINK(1)")
    seller.do("walk")
    board.post("/board", {"do": "closed"})
    files = {name: board.get(f"/board/export/{name}")[2] for name in ("events.jsonl", "grades.csv", "codebook.txt")}
    assert running.board.rpartition("/")[2] not in "".join(files.values())
    assert '"pin"' not in files["events.jsonl"]
    assert "'=HYPERLINK(1)" in files["grades.csv"]
    assert "grades.csv" in files["codebook.txt"]
    status, headers, text = board.get("/board/export/grades.csv?names=no")
    assert (status, "HYPERLINK" in text) == (200, False)
    assert headers["content-disposition"].endswith('"no-names.used_car.grades.csv"')
    assert board.get("/board/export/../../log")[0] == 404


def run(*words):
    command = [sys.executable, "-m", "negosim", "class", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("used_car", "--minutes", "0"), "--minutes 0: give a number above 0"),
        (("used_car", "--treatment", "nothing"), "--treatment nothing: give a path"),
        (("used_car", "--host", "192.0.2.77"), "192.0.2.77:8000 cannot be used"),
        (("used_car", "--lang", "fr"), "the language 'fr' is not available"),
        (("used_car", "--roster", "nobody.csv"), "nobody.csv"),
    ],
)
def test_a_class_that_cannot_be_opened_says_why(words, said, tmp_path):
    result = run(*words, "--log", str(tmp_path / "a.class"))
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_named(server, tmp_path):
    port = str(urlsplit(server.address).port)
    result = run("used_car", "--port", port, "--log", str(tmp_path / "b.class"))
    assert result.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in result.stderr
    assert "--port" in result.stderr


def test_a_log_of_another_scenario_is_not_resumed(tmp_path):
    with served("used_car", log=tmp_path / "a.class"):
        pass
    result = run("sma11", "--port", "0", "--log", str(tmp_path / "a.class"))
    assert result.returncode == 2
    assert "a class on used_car" in result.stderr
