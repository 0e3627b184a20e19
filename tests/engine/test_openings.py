"""An issue that comes onto the table midway, in a run and in every seat."""

from dataclasses import replace

import numpy as np
import pytest

import negosim
from negosim import Accept, CallSeat, Offer, ScriptSeat, Wait, files, programs
from negosim.convert import domain_of
from negosim.engine import OpenSeat, run, start
from negosim.errors import SeatError, UsageError
from negosim.report import plain_text, shocks_of
from negosim.report.scenarios import describe_scenario
from negosim.rules.lower import lower
from negosim.study.trace_table import traces
from negosim.teach.brief.document import brief_document
from tests.programs.agents import agent
from tests.scenarios.replicates import endings
from tests.teach.play.typist import sit_down
from tests.teach.play.typist import start as new_game

EARLY = {"rent": 60, "rest": 8, "share": 0}
LATER = {"rent": 30, "rest": 4, "share": 10}
OPENS = 116.0  # 1 May, in days from the start


@pytest.fixture(scope="module")
def scenario():
    return files.load("wind_park")


def test_the_trace_says_on_its_day_that_an_issue_comes_onto_the_table(scenario):
    rows = run(scenario).trace
    (opening,) = (row for row in rows if row.kind == "opening")
    assert (opening.time, opening.date, opening.event) == (OPENS, scenario.issues[2].opens, "share")
    assert opening.note == "the villagers' share of the profit comes onto the table"
    assert {row.terms["share"] for row in rows if row.kind == "offer" and row.time < OPENS} == {0.0}
    assert {row.terms["share"] for row in rows if row.kind == "offer" and row.time >= OPENS} > {0.0}


def test_an_offer_on_an_issue_that_is_not_on_the_table_is_refused_with_its_day(scenario):
    with pytest.raises(UsageError, match=r"^share is not on the table until 2026-05-01; leave it at 0"):
        run(scenario, seats={"village": ScriptSeat([Offer({**EARLY, "share": 5})])})


def test_an_offer_may_leave_out_what_is_not_on_the_table_and_settle_it_later(scenario):
    offers = [Offer({"rent": 60, "rest": 8}), *(Wait() for _ in range(5)), Offer(LATER)]
    result = run(scenario, seats={"village": ScriptSeat(offers), "company": CallSeat(lambda _: Wait())})
    made = [row.terms for row in result.trace if row.kind == "offer" and row.party == "village"][:2]
    assert made == [EARLY, LATER]
    with pytest.raises(UsageError, match="no value for share"):
        run(scenario, seats={"village": ScriptSeat([*(Wait() for _ in range(6)), Offer({"rent": 60, "rest": 8})])})


def test_a_view_names_the_issues_that_are_not_on_the_table(scenario):
    session = start(scenario, seats={"village": OpenSeat()})
    seen = set()
    while (view := session.advance()) is not None:
        seen.add((view.time >= OPENS, tuple(view.status_quo.items())))
        session.answer(Wait())
    assert seen == {(False, (("share", 0.0),)), (True, ())}


def test_a_program_has_the_day_in_its_brief_and_hears_of_a_wrong_offer(tmp_path):
    body = (
        "if kind == 'brief':\n    day = message['issues'][2]['opens']\n    kept = message['issues'][2]['status_quo']\n"
    )
    body += "elif kind == 'view':\n    sent(act='offer', terms={'rent': 60, 'rest': 8, 'share': 5})\n"
    again = (
        body
        + "elif kind == 'invalid':\n    sent(act='walk_away', text=day + ' ' + str(kept) + ' ' + message['problem'])"
    )
    result = programs.run("wind_park", {"village": agent(again)})
    said = next(row for row in result.trace if row.kind == "broken_off").note
    assert said == "2026-05-01 0.0 share is not on the table until 2026-05-01; leave it at 0.0"
    stubborn = body + "elif kind == 'invalid':\n    sent(act='offer', terms={'rent': 60, 'rest': 8, 'share': 5})"
    with pytest.raises(SeatError, match="no valid decision in 3 attempts; the last: share is not on the table"):
        programs.run("wind_park", {"village": agent(stubborn)})


def test_the_action_of_an_environment_leaves_an_issue_that_is_not_on_the_table_as_it_is(scenario):
    pytest.importorskip("gymnasium")
    from negosim.rl import NegotiationEnv

    env = NegotiationEnv(scenario, "village")
    env.reset(seed=1)
    ended = False
    while not ended:
        *_, ended, _, info = env.step(np.array([0, 100, 8, 100]))
    shares = {row.terms["share"] for row in info["result"].trace if row.kind == "offer" and row.party == "village"}
    assert shares == {0.0, 20.0}


def test_a_player_is_asked_for_what_is_on_the_table_only(scenario):
    game = new_game("wind_park", "village")
    lines = ["?", "60 8", "share=5", "o", "55", "7", *"wwww", "30 4", "30 4 10"]
    played, screen = sit_down(game, lines)
    assert "share is not on the table until 2026-05-01; it stays at 0 %." in screen
    assert [decision.terms for decision in played.game.decisions if isinstance(decision, Offer)] == [
        EARLY,
        {"rent": 55.0, "rest": 7, "share": 0.0},
        LATER,
    ]
    assert "Share comes onto the table." in screen
    korean = sit_down(new_game("wind_park", "village", language="ko"), ["rent=60 rest=8 share=5"])[1]
    assert "5월 1일까지 협상 의제가 아닙니다" in " ".join(korean.split())


def test_documents_say_from_when_an_issue_is_on_the_table(scenario):
    words = "from 2026-05-01; until then 0 %"
    assert words in plain_text(describe_scenario(scenario), 200)
    brief = plain_text(brief_document(lower(scenario), party="village"), 200)
    assert "0 to 20 %; on the table from 2026-05-01, until then 0 %" in brief
    korean = plain_text(brief_document(lower(scenario), party="village", language="ko"), 200)
    assert "2026년 5월 1일부터 협상하며 그때까지는 0%" in korean
    book = {column.column: column for column in traces(run(scenario)).codebook}
    assert "Until 2026-05-01 it is not on the table" in book["share"].description


def test_genius_has_no_calendar(scenario):
    with pytest.raises(
        UsageError, match="'share' comes onto the table on 2026-05-01, but Genius's files have no calendar"
    ):
        domain_of(scenario)


def test_what_a_shock_of_the_same_name_does_is_not_mixed_up_with_the_opening(scenario):
    assert shocks_of(run(scenario)) == {}


def test_a_scenario_is_the_same_where_the_issue_was_on_the_table_before_anybody_could_offer(scenario):
    sooner = files.load(
        "wind_park", overrides={"issues.share.opens": scenario.calendar.start.replace(day=6), "calendar.gaps.0.gap": 20}
    )
    always = files.load("wind_park", overrides={"calendar.gaps.0.gap": 20})
    *others, share = always.issues
    always = replace(always, issues=(*others, replace(share, opens=None, status_quo=None)))
    assert [ending.terms for ending in endings(sooner, 40)] == [ending.terms for ending in endings(always, 40)]


def test_a_run_of_the_engine_may_accept_what_was_offered_before_an_opening(scenario):
    seats = {"village": ScriptSeat([Offer(EARLY), *(Wait() for _ in range(20))]), "company": CallSeat(_accept_in_june)}
    result = negosim.run(scenario, seats=seats)
    assert result.terms == EARLY
    assert result.concluded > scenario.issues[2].opens


def _accept_in_june(view):
    return Accept() if view.may_accept and view.time > OPENS else Wait()
