"""The hour in a browser: six phones and a board, from joining to the export."""

import re
from contextlib import contextmanager

import pytest

from negosim.classroom.phrases import PHRASES
from negosim.teach.cohort.phrases import PHRASES as DEBRIEF
from tests.browser import DESKTOP, chromium, violations
from tests.classroom.served import Window, quiet_port, served, start

pytest.importorskip("starlette")
pytest.importorskip("playwright")
pytestmark = pytest.mark.browser
__all__ = ["chromium"]  # a fixture

NAMES = ("Mina", "지훈", "Ayşe 👩‍🏫", "علي", "<b>Bo</b>", "O'Neill")
SCHEMES = ("light", "dark")
SLOW = 60_000  # ms; drawing the debrief takes a process of its own


@contextmanager
def hour(chromium, folder, *words, javascript=True, language="en", port=0):
    """Open a class with a board and six phones that have joined; check at the end that nothing went wrong."""
    with served(*words, "--lang", language, log=folder / "a.class", port=port) as server:
        board = Window(chromium, server, size=DESKTOP, javascript=javascript)
        board.page.goto(server.board)
        phones = [
            Window(chromium, server, javascript=javascript, scheme=SCHEMES[place % 2]) for place in range(len(NAMES))
        ]
        for phone, name in zip(phones, NAMES, strict=True):
            phone.join(name)
        yield server, board, phones
        for window in (board, *phones):
            assert window.problems == []
            assert window.outside == []
            window.context.close()
        assert "Traceback" not in (folder / "a.err").read_text()


def shows(window, text):
    """Wait until a page shows a text; a page without a script is loaded again."""
    if not window.javascript:
        window.page.reload()
    window.page.get_by_text(text).first.wait_for(timeout=SLOW)


def begin(board, phones, words):
    board.press("paired")
    for phone in phones:
        if not phone.javascript:
            phone.page.reload()
        phone.page.locator("#brief").wait_for()
        for field in phone.page.locator("#move input:not([type=hidden])").all():
            field.fill("9000")
        phone.press("prepare")
        shows(phone, words["written_down"])
    if not board.javascript:
        board.page.reload()
    board.press("begun")
    for phone in phones:
        phone.page.locator("#facts").wait_for() if phone.javascript else phone.page.reload()


def offer_and_accept(phones, words, price="9300"):
    """Let those whose turn it is make an offer, and the others accept it."""
    movers = [phone for phone in phones if phone.page.locator("button[value=offer]").count()]
    others = [phone for phone in phones if phone not in movers]
    assert len(movers) == len(others) == 3
    for phone in movers:
        phone.page.fill('input[name="issue.price"]', price)
        phone.press("offer")
        shows(phone, words["offers"])
    for phone in others:
        if not phone.javascript:
            phone.page.reload()
        phone.page.locator("button[value=accept]").wait_for()
        phone.press("accept")
        shows(phone, words["ended_heading"])


def reveal_and_export(board, phones, words, language):
    if not board.javascript:
        board.page.reload()
    board.page.locator("summary", has_text=words["do_close"]).click()
    board.press("closed")
    board.page.locator("button[value=revealed]").click(timeout=SLOW)
    board.page.wait_for_url("**/board/debrief*", timeout=SLOW)
    board.page.locator("button[value=revealed]").first.wait_for(timeout=SLOW)
    assert board.page.locator("svg").count() == 0
    board.press("revealed")
    board.page.locator("svg").first.wait_for(timeout=SLOW)
    assert board.page.locator("svg").count() == 1
    board.page.locator("button[value=revealed]").last.click()
    board.page.get_by_text(DEBRIEF[language]["scores"]).wait_for(timeout=SLOW)
    shown = board.page.content()
    assert not [name for name in NAMES if name in shown]
    for phone in phones:
        shows(phone, re.compile(words["own_share"].split("{share}")[0].strip() or r"\d+%"))
    board.page.goto(board.server.address + "/board")
    board.page.locator("summary", has_text=words["exports"]).click()
    with board.page.expect_download() as download:
        board.page.get_by_role("link", name="deals.csv", exact=True).click()
    return download.value.path().read_text()


@pytest.mark.parametrize(("language", "javascript"), [("ko", True), ("en", False)], ids=["script", "no script"])
def test_the_hour_from_joining_to_the_export(language, javascript, chromium, tmp_path):
    words = PHRASES[language]
    with hour(chromium, tmp_path, "used_car", language=language, javascript=javascript) as (_, board, phones):
        begin(board, phones, words)
        offer_and_accept(phones, words)
        table = reveal_and_export(board, phones, words, language)
        assert table.count("9300.0") >= 3


def test_the_hour_of_pairs_that_talk_by_themselves(chromium, tmp_path):
    words = PHRASES["en"]
    with hour(chromium, tmp_path, "used_car", "--deal-only", javascript=False) as (_, board, phones):
        begin(board, phones, words)
        for phone, price in zip(phones, ("9400", "9,400 euro", "9400.0") * 2, strict=True):
            phone.page.reload()
            phone.page.fill('input[name="issue.price"]', price)
            phone.press("deal")
            shows(phone, re.compile(f"{words['ended_heading']}|{words['you_typed'].partition('{')[0]}"))
        table = reveal_and_export(board, phones, words, "en")
        assert table.count("9400.0") == 3


def test_what_is_typed_survives_what_happens_meanwhile(chromium, tmp_path):
    with hour(chromium, tmp_path, "used_car") as (_, board, phones):
        begin(board, phones, PHRASES["en"])
        mover = next(phone for phone in phones if phone.page.locator("button[value=offer]").count())
        mover.page.fill('input[name="issue.price"]', "98")
        mover.page.fill("#text", "half a sen")
        board.page.locator("summary", has_text="Announce news").click()
        board.page.fill("#news", "The ferry is late")
        board.press("announced")
        shows(mover, "The ferry is late")
        assert mover.page.input_value('input[name="issue.price"]') == "98"
        assert mover.page.input_value("#text") == "half a sen"
        mover.page.locator("#text").press_sequentially("tence")
        assert mover.page.input_value("#text") == "half a sentence"


def test_a_student_changes_the_language_of_the_whole_page(chromium, tmp_path):
    with hour(chromium, tmp_path, "used_car") as (_, board, phones):
        begin(board, phones, PHRASES["en"])
        phones[0].page.click("button[name=language]")
        shows(phones[0], PHRASES["ko"]["how_it_stands"])
        shows(phones[0], PHRASES["ko"]["your_brief"])
        assert phones[0].page.evaluate("document.documentElement.lang") == "ko"


def test_an_offer_pressed_while_the_server_is_down_is_sent_when_it_is_back(chromium, tmp_path):
    port = quiet_port()
    with hour(chromium, tmp_path, "used_car", port=port) as (server, board, phones):
        begin(board, phones, PHRASES["en"])
        mover = next(phone for phone in phones if phone.page.locator("button[value=offer]").count())
        mover.page.fill('input[name="issue.price"]', "9700")
        server.kill()
        shows(mover, PHRASES["en"]["offline"])
        mover.press("offer")
        shows(mover, re.compile(re.escape(PHRASES["en"]["unsent"])))
        again = start("used_car", log=tmp_path / "a.class", port=port)
        try:
            shows(mover, "9,700 euro")
            assert mover.page.locator("#offers strong").count() == 1
            for window in (board, *phones):  # none is about to connect when the server ends, which would be a problem
                window.page.locator("#banner").wait_for(state="hidden", timeout=SLOW)
        finally:
            again.kill()


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("scoreable",)), ("ko", ("trump_era", "--deal-only"))], ids=["offers", "deal only"]
)
def test_no_page_of_the_class_has_a_violation_of_accessibility(language, words, chromium, tmp_path):
    with served(*words, "--lang", language, "--demo", "3", log=tmp_path / "a.class") as server:
        board, phone = (Window(chromium, server) for _ in range(2))
        board.page.goto(server.board)
        seen = {}

        def look(window, name):
            seen[name] = violations(window.page)

        for path in ("/", "/join?code=WRONG", f"/j/{server.code}", "/me"):
            phone.page.goto(server.address + path)
            look(phone, path)
        phone.problems.clear()  # the browser reports pages that do not exist
        phone.join(NAMES[1])
        board.page.reload()
        look(phone, "waiting")
        look(board, "board: joining")
        board.page.goto(f"{server.address}/board/students")
        look(board, "students")
        board.page.goto(f"{server.address}/board")
        for do in ("paired", "begun", "frozen", "thawed"):
            board.press(do)
            phone.page.wait_for_timeout(700)
            look(phone, f"phone: {do}")
            look(board, f"board: {do}")
        board.press("closed")
        board.page.locator("button[value=revealed]").wait_for()
        look(board, "board: closed")
        look(phone, "phone: closed")
        board.press("revealed")
        board.page.wait_for_url("**/board/debrief*", timeout=SLOW)
        look(board, "drawing")
        board.page.locator("button[value=revealed]").last.click(timeout=SLOW)
        board.page.locator("svg").first.wait_for()
        look(board, "debrief")
        look(phone, "phone: revealed")
        assert {name: report for name, report in seen.items() if report} == {}
        assert phone.outside == board.outside == []


def test_no_page_of_the_second_chance_has_a_violation_of_accessibility(chromium, tmp_path):
    words = PHRASES["ko"]
    with hour(chromium, tmp_path, "used_car", "--deal-only", language="ko") as (_, board, phones):
        begin(board, phones, words)
        for phone in phones:
            phone.page.fill('input[name="issue.price"]', "9400")
            phone.press("deal")
        for phone in phones:
            shows(phone, words["ended_heading"])
        board.page.locator("summary", has_text=words["do_close"]).click()
        board.press("closed")
        board.press("second_chance_opened")
        shows(phones[0], words["second_chance"])
        seen = {"asked": violations(phones[0].page), "board": violations(board.page)}
        for phone in phones:  # a higher price is better for the sellers, and refused to the buyers
            phone.page.fill('input[name="issue.price"]', "9700")
            phone.press("prefer")
            shows(phone, re.compile(f"{re.escape(words['can_change'])}|{re.escape(words['not_better'])}"))
        for place, phone in enumerate(phones[:2]):
            seen[f"answered {place}"] = violations(phone.page)
        board.press("second_chance_over")
        shows(phones[0], words["not_improved"])
        seen["over"] = violations(phones[0].page)
        assert {name: report for name, report in seen.items() if report} == {}
