"""A program decides for a party: what it is sent, what it may answer, and how its failures end the run."""

import json
import sys
import time
from pathlib import Path

import jsonschema
import numpy as np
import pytest

import negosim
from negosim import files, programs
from negosim.engine import CallSeat
from negosim.errors import SeatError, UsageError
from tests.engine.builders import market
from tests.programs.agents import ACCEPTS, agent


def messages(path, kind):
    """Return the messages of a kind in a transcript."""
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == kind]


def test_a_program_plays_to_an_agreement():
    result = programs.run("used_car", {"buyer": ACCEPTS})
    assert result.agreed
    assert result.terms == {"price": 11900.0}
    assert next(row for row in result.trace if row.kind == "accept").note == "Done."


def test_a_program_that_follows_the_tactic_changes_nothing(tmp_path):
    scenario = market()
    reported = []
    plain = negosim.run(
        scenario, seats={"buyer": CallSeat(lambda view: reported.append(view.advice()) or reported[-1])}
    )
    terms = [getattr(decision, "terms", None) for decision in reported]
    body = f"terms = {terms}\nif kind == 'view':\n    due = terms[message['turn'] - 1]\n"
    follower = agent(body + "    sent(act='offer', terms=due) if due else sent(act='accept')")
    assert programs.run(scenario, {"buyer": follower}).as_dict() == plain.as_dict()


def test_both_sides_are_programs_and_hear_each_other(tmp_path):
    seller = agent(
        "if kind == 'view':\n    sent(act='offer', terms={'price': 9000}, text='Nine\\n thousand \\x1b[1m?')"
    )
    programs.run("used_car", {"seller": seller, "buyer": ACCEPTS}, transcript=tmp_path / "t")
    (view,) = [view for view in messages(tmp_path / "t", "view") if view["party"] == "buyer"]
    assert view["standing"]["terms"] == {"price": 9000.0}
    assert view["events"][-1]["note"] == r"Nine thousand \x1b[1m?"


def test_a_program_asks_what_an_outcome_is_worth(tmp_path):
    curious = agent("""
if kind == "view":
    sent(act="value", terms={"price": 9000})
elif kind == "value":
    sent(act="walk_away", text=str(message["utility"]))
""")
    result = programs.run("used_car", {"buyer": curious})
    assert result.ending == "broken_off"
    assert result.trace[-1].note == "0.5"


def test_an_invalid_decision_is_reported_and_made_again(tmp_path):
    hasty = agent("""
if kind == "view" and message["turn"] == 1:
    sent(act="offer", terms={"price": 1000000})
elif kind == "view":
    sent(act="accept")
elif kind == "invalid" and message["attempts_left"] == 2:
    sent(act="bluff")
elif kind == "invalid":
    sent(act="offer", terms={"price": 8000})
""")
    result = programs.run("used_car", {"buyer": hasty}, transcript=tmp_path / "t")
    assert result.agreed
    first, second = messages(tmp_path / "t", "invalid")
    assert "price: 1e+06 lies outside the issue's range 4000 to 14000 euro" in first["problem"]
    assert "is not a decision" in second["problem"]
    assert second["answer"] == {"act": "bluff"}


FAILURES = [
    ("raise SystemExit('out of ideas')", "ended with exit code 1 before it decided"),
    ("import os; os.kill(os.getpid(), 9)", "was killed by signal 9 before it decided"),
    ("if kind == 'view': import os; os.close(1); time.sleep(60)", "closed its standard output before it decided"),
    ("print('thinking', flush=True)", "not a JSON object: “thinking”"),
    ("print('[1]', flush=True)", "not a JSON object: “[1]”"),
    ("print('{\"act\": NaN}', flush=True)", "not a JSON object"),
    ("print('[' * 100_000, flush=True)", "not a JSON object"),
    ("print('x' * 2_000_000, flush=True)", "wrote a line longer than 1,000,000 bytes"),
    ("sys.stdout.buffer.write(b'\\xff\\n'); sys.stdout.flush()", "not a JSON object"),
    ("sent(act='wait'); sent(act='wait')", "wrote a line"),
    ("sent(act='accept')", "made no valid decision in 3 attempts; the last: there is no offer to accept"),
    ("sent(act='offer', terms={'price': 10 ** 400})", "the last: price: inf lies outside the issue's range"),
    ("sent(act='offer', terms={'price': True})", "is not a decision"),
    ("sent(act='offer', terms={'price': 'low'})", "'low' is not a number"),
    ("sent(act='offer', terms=[9000])", "is not a decision"),
    ("sent(act='value')", "is not a decision"),
    ("sent(act='wait', text=3)", "text: 3 is not a string"),
    ("sent(act='wait', turn=1)", "unknown key 'turn'"),
]


@pytest.mark.parametrize(("body", "words"), FAILURES)
def test_a_program_that_fails_ends_the_run_and_is_never_taken_for_one_that_walks_away(body, words, tmp_path):
    body = f"if kind != 'brief':\n    print('why', file=sys.stderr, flush=True)\n    {body}"
    with pytest.raises(SeatError, match=r"^seller: ") as caught:
        programs.run("used_car", {"seller": agent(body)}, transcript=tmp_path / "t")
    assert words in str(caught.value)
    assert "Its standard error ends with:\n  why" in str(caught.value)
    (failure,) = messages(tmp_path / "t", "failure")
    assert (failure["party"], failure["problem"]) == ("seller", caught.value.problem)


@pytest.mark.parametrize("scenario", ["used_car", {"extends": "used_car", "background": "long. " * 100_000}])
def test_a_program_that_neither_reads_nor_writes_exceeds_its_time(scenario):
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(SeatError, match=r"at its turn 1, the program did not decide within the time limit of 0\.2 s"):
        programs.run(scenario, {"buyer": sleeper}, time_limit=0.2)


def test_a_program_that_writes_without_end_is_not_read_without_end():
    flood = [sys.executable, "-c", 'while True: print(\'{"act": "wait"}\')']
    with pytest.raises(SeatError, match=r"wrote a line (after its last|before its) turn"):
        programs.run("used_car", {"buyer": flood})


def test_the_children_of_a_program_end_with_it(tmp_path):
    child = "import time; time.sleep(600)"
    parent = agent(f"""
import subprocess
if kind == "view":
    child = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
    sent(act="walk_away")
""")
    programs.run("used_car", {"buyer": parent})
    state = Path(f"/proc/{(tmp_path / 'pid').read_text()}/stat")
    deadline = time.monotonic() + 10.0
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_an_error_of_a_seat_survives_a_process():
    import pickle

    error = SeatError("buyer", "it failed", "line 1\nline 2")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.party, again.stderr) == (str(error), "buyer", "line 1\nline 2")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no-such-program", "the program 'no-such-program' cannot be started: No such file or directory"),
        ("/", "cannot be started: Permission denied"),
        ("", "the command is empty"),
        ("sh 'agent", "cannot be parsed: No closing quotation"),
        (["a\0b"], "cannot be started: embedded null byte"),
    ],
)
def test_a_command_that_is_none_is_an_error_of_usage(command, words):
    with pytest.raises(UsageError, match=words):
        programs.run("used_car", {"buyer": command})


def test_a_program_for_nobody_is_an_error_of_usage():
    with pytest.raises(UsageError, match="there is no delegation 'byer'; did you mean 'buyer'"):
        programs.run("used_car", {"byer": ACCEPTS})


@pytest.mark.parametrize("limit", [0.0, -1.0, float("nan"), float("inf")])
def test_a_time_limit_that_is_none_is_an_error_of_usage(limit):
    with pytest.raises(UsageError, match=r"time limit: .* is not above 0"):
        programs.run("used_car", {"buyer": ACCEPTS}, time_limit=limit)


@pytest.mark.parametrize("name", files.shipped())
def test_every_message_fits_the_schema(name, tmp_path):
    scenario = files.load(name)
    programs.run(scenario, dict.fromkeys(scenario.parties, ACCEPTS), seed=1, transcript=tmp_path / "t")
    schema = programs.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    sent = jsonschema.Draft202012Validator({**schema, "anyOf": [{"$ref": "#/$defs/to_program"}]})
    kinds = ("brief", "view", "end")
    lines = [message for kind in kinds for message in messages(tmp_path / "t", kind)]
    assert {line["type"] for line in lines} == set(kinds)
    for line in lines:
        sent.validate({key: value for key, value in line.items() if key != "party" or line["type"] == "brief"})


def test_a_brief_has_what_the_party_knows_and_nothing_of_the_other_side(tmp_path):
    scenario = files.load("used_car")
    programs.run(scenario, {"buyer": ACCEPTS}, seed=3, transcript=tmp_path / "t")
    (brief,) = messages(tmp_path / "t", "brief")
    assert brief["confidential"] == scenario.delegations[1].confidential
    assert brief["issues"][0]["value_points"] == [[4000.0, 1.0], [14000.0, 0.0]]
    sent = json.dumps([*messages(tmp_path / "t", "brief"), *messages(tmp_path / "t", "view")])
    seller = scenario.delegations[0]
    assert not [text for text in (seller.interests, seller.alternative, seller.confidential) if text in sent]


def test_the_value_points_of_the_issues_add_up_to_the_utility():
    def interpolated(points, value):
        if isinstance(value, str):
            return dict(points)[value]
        return np.interp(value, *zip(*points, strict=True))

    def look(view):
        terms = view.advice().terms
        total = sum(interpolated(points, terms[issue]) for issue, points in view.value_points.items())
        assert total == pytest.approx(view.utility(terms))
        return negosim.WalkAway()

    result = negosim.run("scoreable", seats={files.load("scoreable").parties[0]: CallSeat(look)})
    assert result.ending == "broken_off"


def test_a_scenario_with_payments_has_their_value_points(tmp_path):
    scenario = files.load("sma11_package")
    programs.run(scenario, {"seoul": ACCEPTS}, transcript=tmp_path / "t")
    (brief,) = messages(tmp_path / "t", "brief")
    assert len(brief["payments"]) >= 2
