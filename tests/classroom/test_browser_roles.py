"""A team, a ratifier, an observer and a second game in a browser, and the boards of several rooms."""

import re

import pytest

from negosim.classroom.phrases import PHRASES
from tests.browser import DESKTOP, chromium, violations
from tests.classroom.rooms import ratified
from tests.classroom.served import Window, served
from tests.classroom.test_browser import SLOW, hour, shows

pytest.importorskip("starlette")
pytest.importorskip("playwright")
pytestmark = pytest.mark.browser
__all__ = ["chromium"]  # a fixture


def fresh(window):
    """Load a page that has no script again."""
    if not window.javascript:
        window.page.reload()


def count(window, do):
    return window.page.locator(f'button[name=do][value="{do}"]').count()


def waits_for(window, do):
    fresh(window)
    window.page.locator(f'button[name=do][value="{do}"]').first.wait_for(timeout=SLOW)


def roles_of(phones):
    """Return the two teams, the ratifier and the observer, once all have a place."""
    for phone in phones:
        fresh(phone)
        phone.page.locator("#brief").wait_for()
    negotiating = [phone for phone in phones if count(phone, "prepare")]
    heads = {phone: phone.page.locator("h1").inner_text() for phone in phones}
    teams = [[each for each in negotiating if heads[each] == head] for head in {heads[each] for each in negotiating}]
    outside = [phone for phone in phones if phone not in negotiating]
    return teams, outside, heads


def agree(teams, price):
    """Let the first of the team that is to move make an offer, and the second of the other accept it."""
    for team in teams:
        for phone in team:
            fresh(phone)
            phone.page.locator("#facts").wait_for()
    mover = next(team for team in teams if count(team[0], "offer"))
    other = next(team for team in teams if team is not mover)
    mover[0].page.fill('input[name="issue.price"]', price)
    mover[0].press("offer")
    waits_for(other[1], "accept")
    other[1].press("accept")


def unfold(window, summary, hidden):
    """Show what is under a summary, if it is not shown yet."""
    if not hidden.is_visible():
        window.page.locator("summary", has_text=summary).click()
    hidden.wait_for()


def close(board, words):
    fresh(board)
    unfold(board, words["do_close"], board.page.locator("button[value=closed]"))
    board.press("closed")


def play(board, phones, words, price, *, rejects):
    """Play a game: the ratifier rejects the first deal, if it is to, and consents to the next."""
    teams, outside, heads = roles_of(phones)
    observer = next(phone for phone in outside if heads[phone] == words["you_watch"])
    ratifier = next(phone for phone in outside if phone is not observer)
    assert [len(team) for team in teams] == [2, 2]
    observer.page.fill('input[name="issue.price"]', "9500")
    observer.press("predict")
    ratifier.press("predict_none")
    for phone in outside:
        shows(phone, words["can_change_prediction"])
    yield "prepared", (ratifier, observer, teams[0][0])
    fresh(board)
    board.press("begun")
    agree(teams, price)
    waits_for(ratifier, "accept")
    yield "voting", (ratifier, observer, teams[0][1], board)
    if rejects:
        ratifier.press("wait")
        shows(ratifier, words["they_negotiate"])
        for phone in teams[0] + teams[1]:
            fresh(phone)
            phone.page.get_by_text(words["deal_is_voted_on"].partition("{")[0]).wait_for(state="hidden")
        agree(teams, price)
        waits_for(ratifier, "accept")
    ratifier.press("accept")
    for phone in phones:
        shows(phone, re.compile(f"{words['ended_heading']}|{words['ended_heading_watched']}"))
    yield "over", (ratifier, observer)
    close(board, words)


@pytest.mark.parametrize(("language", "javascript"), [("ko", True), ("en", False)], ids=["script", "no script"])
def test_teams_a_ratifier_and_an_observer_play_two_games(language, javascript, chromium, tmp_path):
    words, sale, seen = PHRASES[language], tmp_path / "used_car.toml", {}
    sale.write_text(ratified().text, encoding="utf-8")
    options = (str(sale), "--team", "2", "--ratifier", "partner", "--observers", "1")
    with hour(chromium, tmp_path, *options, language=language, javascript=javascript) as (_, board, phones):
        fresh(board)
        board.press("paired")
        for game, price in enumerate(("9300", "9400"), start=1):
            for moment, windows in play(board, phones, words, price, rejects=game == 1):
                if javascript and game == 1:
                    seen |= {f"{moment} {place}": violations(each.page) for place, each in enumerate(windows)}
            if game == 1:
                fresh(board)
                again = board.page.locator("button", has_text=words["do_exchange_roles"])
                unfold(board, words["do_deal_again"], again)
                again.click()
        board.page.locator("button[value=revealed]").first.click(timeout=SLOW)
        board.page.locator("button[value=revealed]").last.click(timeout=SLOW)
        board.page.get_by_text(words["predictions"]).wait_for(timeout=SLOW)
        if javascript:
            seen["debrief"] = violations(board.page)
        board.page.goto(board.server.address + "/board")
        board.page.locator("summary", has_text=words["exports"]).click()
        with board.page.expect_download() as download:
            board.page.get_by_role("link", name="deals.csv", exact=True).click()
        table = download.value.path().read_text()
        assert table.count("9300.0") == table.count("9400.0") == 2  # the deal, and the first offer
    assert {name: report for name, report in seen.items() if report} == {}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_board_of_several_rooms_has_a_violation_of_accessibility(language, chromium, tmp_path):
    words = PHRASES[language]
    with served("used_car", "--rooms", "2", "--lang", language, log=tmp_path / "a.class") as server:
        board, phone = Window(chromium, server, size=DESKTOP), Window(chromium, server)
        board.page.goto(server.board)
        room = words["room_number"].replace("{n}", "2")
        board.page.get_by_role("link", name=room).click()
        board.page.locator("[aria-current=page]", has_text=room).wait_for()
        phone.page.goto(f"{server.address}/j/{server.codes[1]}")
        seen = {"join": violations(phone.page), "joining": violations(board.page)}
        phone.page.fill("#name", "Mina")
        phone.page.fill("#pin", "1234")
        phone.page.click("button.main")
        for do in ("paired", "begun"):
            board.press(do)
        phone.page.locator("#facts").wait_for()
        seen["talking"] = violations(board.page)
        board.page.locator("summary", has_text=words["exports"]).wait_for()
        assert {name: report for name, report in seen.items() if report} == {}
        assert board.problems == phone.problems == board.outside == phone.outside == []
