"""The second chance: what both prefer to their deal replaces it; otherwise nobody learns what the other has said."""

import asyncio
from itertools import product
from math import prod

import pytest

from negosim import files
from negosim.classroom.demo import simulate
from negosim.classroom.export import exported
from negosim.classroom.requests import Refused
from negosim.classroom.results import results_of
from negosim.classroom.student import student_context
from negosim.classroom.talks import at_table
from negosim.teach.cohort.reading import cohort_from_table
from tests.classroom.rooms import Class
from tests.classroom.served import served
from tests.classroom.test_secrets import stands_in
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")
pytest.importorskip("websockets")


def outcomes_of(table):
    """Return the outcomes of a table at the ends of its issues, with the utilities of both sides."""
    issues = table.assigned.lowered.scenario.issues
    with at_table(table) as stage:
        for values in product(*(getattr(issue, "options", None) or (issue.low, issue.high) for issue in issues)):
            terms = {issue.name: value for issue, value in zip(issues, values, strict=True)}
            yield terms, {party: view.utility(terms) for party, view in stage.views.items()}


@pytest.fixture
def room(tmp_path):
    """Return a class whose one table has a deal that leaves much on the table."""
    room = Class(tmp_path / "a.class", "scoreable", deal_only=True)
    people = room.begun("Ann", "Bo")
    room.table = room.room.tables[0]
    room.outcomes = list(outcomes_of(room.table))
    by_sum = sorted(room.outcomes, key=lambda each: sum(each[1].values()))
    deal, room.have = by_sum[len(by_sum) // 5]
    for student in people.values():
        room.decide(student, "deal", **deal)
    assert room.table.deal == deal
    room.board("closed")
    room.board("second_chance_opened")
    return room


def prefer(room, party, terms):
    room.decide(room.table.seats[party][0], "prefer", **terms)


def better(room, *parties):
    """Return the outcomes that are better for these parties and worse for the others, by the product of the changes."""
    gains = [
        (terms, {party: utility - room.have[party] for party, utility in utilities.items()})
        for terms, utilities in room.outcomes
    ]
    chosen = [
        (terms, gain) for terms, gain in gains if all((gain[party] > 1e-9) == (party in parties) for party in gain)
    ]
    return [terms for terms, gain in sorted(chosen, key=lambda each: -abs(prod(each[1].values())))]


def test_what_is_better_for_both_replaces_the_deal_and_of_two_the_one_with_the_larger_product(room):
    first, second = room.table.parties
    best, *_, worst = better(room, first, second)
    prefer(room, first, worst)
    assert room.table.improved is None
    prefer(room, second, best)
    for table in (room.table, room.replayed().tables[0]):
        assert table.improved == best
        assert table.deal != best


def test_what_is_better_for_one_alone_replaces_nothing_and_stays_secret(room):
    first, second = room.table.parties
    theirs = better(room, first)[0]
    prefer(room, first, theirs)
    prefer(room, second, better(room, second)[0])
    assert room.table.improved is None
    seen = student_context(room.host, room.table.seats[second][0])
    assert seen["outcome"]["improved"] is None
    assert not seen["may_improve"]
    with pytest.raises(Refused, match="not_now"):
        prefer(room, first, theirs)


def test_nobody_prefers_what_is_worse_than_the_deal(room):
    first, second = room.table.parties
    with pytest.raises(Refused, match="not_better"):
        prefer(room, first, better(room, second)[0])
    with pytest.raises(Refused, match="not_better"):
        prefer(room, first, room.table.deal)


def test_an_answer_can_be_changed_and_counts_when_the_chance_is_over(room):
    first, second = room.table.parties
    prefer(room, first, better(room, first)[0])
    best = better(room, first, second)[0]
    prefer(room, first, best)
    room.board("second_chance_over")
    assert room.table.improved == best
    assert room.replayed().tables[0].improved == best
    with pytest.raises(Refused, match="not_now"):
        prefer(room, second, best)


def test_there_is_one_second_chance(room):
    room.board("second_chance_over")
    for do in ("second_chance_opened", "second_chance_over"):
        with pytest.raises(Refused, match="not_now"):
            room.board(do)


def test_without_a_deal_there_is_no_second_chance(tmp_path):
    room = Class(tmp_path / "a.class")
    room.begun("Ann", "Bo")
    room.board("closed")
    with pytest.raises(Refused, match="not_now"):
        room.board("second_chance_opened")


def test_the_debrief_and_the_export_show_what_it_added(room, tmp_path):
    first, second = room.table.parties
    best = better(room, first, second)[0]
    prefer(room, first, best)
    room.board("second_chance_over")
    results = results_of(list(room.host.log))
    assert any("What the second chance added" in part for part in results.parts)
    assert any("After the second chance" in sentence for sentence in results.own[room.table.seats[first][0]])
    (tmp_path / "deals.csv").write_text(exported("deals.csv", room.room, []))
    (pair,) = cohort_from_table(tmp_path / "deals.csv", files.read("scoreable")).pairs
    assert (pair.terms, pair.improved) == (room.table.deal, best)


def test_no_byte_shows_the_other_what_somebody_prefers(tmp_path):
    with served("used_car", "--deal-only", log=tmp_path / "a.class") as server:
        both, board = [Visitor(server).join(name) for name in ("Ann", "Bo")], Visitor(server).instruct()
        for do in ("paired", "begun"):
            board.post("/board", {"do": do})
        for visitor in both:
            visitor.do("deal", **{"issue.price": "9400"})
        for do in ("closed", "second_chance_opened"):
            board.post("/board", {"do": do})
        seller, buyer = sorted(both, key=lambda each: "You are the seller" not in each.get("/me")[2])
        status, _, text = seller.do("weigh", **{"issue.price": "9880"})
        assert (status, "9,880 euro would be" in text) == (200, True)
        assert seller.do("prefer", **{"issue.price": "9100"})[0] == 400
        assert seller.do("prefer", **{"issue.price": "9770"})[0] == 303
        assert "You prefer: 9,770 euro" in seller.get("/me")[2]
        buyer.get("/me")
        assert buyer.do("prefer", **{"issue.price": "9310"})[0] == 303
        board.get("/board")
        board.post("/board", {"do": "second_chance_over"})
        for visitor, path in ((buyer, "/me"), (seller, "/me"), (board, "/board")):
            visitor.get(path)
        for visitor, secrets in ((buyer, ("9,770", "9770")), (seller, ("9,310", "9310"))):
            received = b"".join(visitor.received).decode()
            assert [secret for secret in secrets if stands_in(secret, received)] == []
        seen = b"".join(board.received).decode()
        assert [secret for secret in ("9,770", "9770", "9,310", "9310") if stands_in(secret, seen)] == []
        assert "your deal stands" in seller.get("/me")[2]


def test_simulated_students_answer(tmp_path):
    room = Class(tmp_path / "a.class", "scoreable", deal_only=True)

    async def hour():
        demo = asyncio.create_task(simulate(room.host, 2, pace=0.001))
        await asyncio.sleep(0)
        for do in ("paired", "begun"):
            room.board(do)
        while not room.room.tables[0].done:
            await asyncio.sleep(0.01)
        room.board("closed")
        room.board("second_chance_opened")
        while not room.room.tables[0].preferred:
            await asyncio.sleep(0.01)
        demo.cancel()

    asyncio.run(asyncio.wait_for(hour(), 60))
    assert room.replayed().tables[0].preferred
