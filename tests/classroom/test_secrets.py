"""Every byte that is sent to a role is searched for what only the other may know."""

import re

import pytest

from negosim import files
from negosim.classroom.host import Host
from negosim.classroom.log import Log
from negosim.teach.brief.private_information import mind_of
from tests.classroom.served import served
from tests.classroom.visitors import Visitor

pytest.importorskip("starlette")
pytest.importorskip("websockets")

STATIC = ("/static/page.css", "/static/class.css", "/static/class.js")
NOTES = {"limit": "8123.45", "target": "9234.56", "first_offer": "10345.67", "guess": "7456.78"}


def sentences(text):
    """Return what stands out in a text: its sentences."""
    return [part.strip() for part in re.split(r"(?<=\.)\s", " ".join(text.split())) if len(part) > 20]


def stands_in(secret, text):
    """Return whether a text has a secret that is not a part of a longer word, as of a random token."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(secret)}(?![0-9A-Za-z])", text) is not None


def secrets_of(log, party, name):
    """Return what only a party may know: its story, its limit in any form, its notes, its PIN and its token."""
    host = Host(Log(log))
    table = host.room.current[0]
    delegation = next(each for each in table.assigned.lowered.scenario.delegations if each.name == party)
    mind = mind_of(table.assigned.lowered, party, seed=table.assigned.seed, replicate=table.assigned.replicate)
    secrets = [
        part
        for text in (delegation.interests, delegation.alternative, delegation.confidential)
        for part in sentences(text)
    ]
    for level in (mind.reservation, *table.prepared[party].values()):
        secrets += [f"{level:,.0f}", f"{level:.0f}", f"{level:.2f}", repr(level)]
    student = host.room.students[table.seats[party][0]]
    host.log.close()
    assert student.name == name
    return [
        *secrets,
        student.pin,
        student.id,
        host.token(student.id),
        host.room.settings.board,
        host.room.settings.secret,
    ]


@pytest.mark.parametrize("deal_only", [False, True])
def test_no_byte_to_a_role_gives_away_the_other(deal_only, tmp_path):
    log = tmp_path / "a.class"
    with served("used_car", *(["--deal-only"] if deal_only else []), log=log) as server:
        both = {"Ann": Visitor(server), "Bo": Visitor(server)}
        board = Visitor(server).instruct()
        for name, visitor in both.items():
            visitor.join(name)
        board.post("/board", {"do": "paired"})
        roles = {name: "seller" if "the seller" in visitor.get("/me")[2] else "buyer" for name, visitor in both.items()}
        seller, buyer = sorted(both.values(), key=lambda each: "You are the seller" not in each.get("/me")[2])
        roles = {name: "seller" if visitor is seller else "buyer" for name, visitor in both.items()}
        seller.do("prepare", **NOTES)
        buyer.do("prepare", **{key: str(float(value) + 111.0) for key, value in NOTES.items()})
        with seller.line() as one, buyer.line() as other, board.line("/board/live") as watched:
            lines = {"seller": one, "buyer": other}
            board.post("/board", {"do": "begun"})
            talk(lines, deal_only)
            for line in (one, other):
                line.ask(do="nothing", key="last")
            watched.receive("blocks")
        for visitor in both.values():
            for path in ("/", "/me", *STATIC, "/board", "/board/export/deals.csv", "/board/live"):
                visitor.get(path)
        board.get("/board")
    for name, visitor in both.items():
        party = "buyer" if roles[name] == "seller" else "seller"
        other = next(each for each in both if each != name)
        received = b"".join(visitor.received).decode()
        assert len(received) > 10_000
        secrets = secrets_of(log, party, other)
        assert len(secrets) > 20
        assert [secret for secret in secrets if stands_in(secret, received)] == []
        own = secrets_of(log, roles[name], name)
        assert sum(stands_in(secret, received) for secret in own) > 5  # the search does find what is there
        on_the_board = b"".join(board.received).decode().replace(f"negosim_board={board.cookies['negosim_board']}", "")
        assert [secret for secret in secrets if stands_in(secret, on_the_board)] == []


def talk(lines, deal_only):
    if deal_only:
        for key, party, price in (("1", "seller", "9990"), ("2", "buyer", "9980"), ("3", "buyer", "9990")):
            assert lines[party].ask(**{"do": "deal", "turn": "0", "key": key, "issue.price": price}) == ""
        return
    lines["seller"].send(**{"do": "weigh", "issue.price": "9970"})
    assert "9,970" in lines["seller"].receive("weighed")["weighed"]
    for turn, party, price in ((0, "seller", "11000"), (1, "buyer", "7000")):
        assert lines[party].ask(**{"do": "offer", "turn": str(turn), "key": str(turn), "issue.price": price}) == ""
    lines["buyer"].ask(do="say", text="What would you take?", key="m")
    turn = 2
    for party, do in (("seller", "wait"), ("buyer", "walk")):
        assert lines[party].ask(do=do, turn=str(turn), key=f"t{turn}") == ""
        turn += 1


def test_the_story_of_either_side_is_in_its_own_brief_alone():
    scenario = files.load("used_car")
    first, second = (sentences(each.confidential + each.alternative) for each in scenario.delegations)
    assert first
    assert second
    assert not set(first) & set(second)
