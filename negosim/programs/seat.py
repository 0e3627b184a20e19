"""A seat at which a program decides: JSON objects, one per line, on its standard input and output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from types import TracebackType
from typing import Any, Self

from negosim.engine import Decision, Offer, Result, View
from negosim.engine.decisions import decision_of, dict_of
from negosim.engine.seats import check
from negosim.errors import SeatError, UsageError, printable
from negosim.programs.messages import Invalid, Message, Worth
from negosim.programs.process import LONGEST_LINE, Process
from negosim.programs.views import brief_of, end_of, view_of

__all__ = ["ATTEMPTS", "TIME_LIMIT", "ProgramSeat"]

ATTEMPTS = 3  # decisions at one turn, including invalid ones
TIME_LIMIT = 60.0  # seconds a turn
LONGEST_TIME = 1e6
ONE_LINE = "answer each view with one line"
SHOWN = 200  # characters of a line that a message quotes
LONGEST_INTEGER = 18  # digits; beyond it, a number is read as a float


class ProgramSeat:
    """A program, in any language, that decides for a party in one run.

    Parameters
    ----------
    command : str or sequence of str
        The program and its arguments, such as ``"python my_agent.py"``; no shell is involved.
    time_limit : float
        Seconds that it has at each turn.
    record : callable, optional
        Called with the party and each message, in both directions, to write a transcript.

    Raises
    ------
    UsageError
        If the program cannot be started, or the time limit is out of range.

    Examples
    --------
    ``with ProgramSeat("python my_agent.py") as seat: negosim.run("used_car", seats={"buyer": seat})``
    """

    def __init__(
        self,
        command: str | Sequence[str],
        *,
        time_limit: float = TIME_LIMIT,
        record: Callable[[str, Mapping[str, Any]], None] | None = None,
    ) -> None:
        if not 0.0 < time_limit <= LONGEST_TIME:
            raise UsageError(f"time limit: {time_limit} is not above 0 and at most {LONGEST_TIME:g} seconds")
        self._time_limit = time_limit
        self._record = record
        self._turn = 0
        self._known = 0
        self._process = Process(command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the standard input of the program, and kill it if it does not end within a few seconds."""
        self._process.close()

    def decide(self, view: View) -> Decision:
        """Return the decision of the program.

        Raises
        ------
        SeatError
            If the program ends, exceeds the time limit, writes something other than an answer, writes before its turn,
            or makes no valid decision in three attempts.
        """
        self._check_silent(view.party)
        if self._turn == 0:
            self._send(view.party, brief_of(view, self._time_limit))
        self._turn += 1
        self._send(view.party, view_of(view, self._turn, view.events_after(self._known)))
        self._known = view.known
        return self._decided(view, monotonic() + self._time_limit)

    def end(self, party: str, result: Result) -> None:
        """Send the result to the program, and wait a few seconds until it ends.

        Raises
        ------
        SeatError
            If it wrote more lines than its turns required.
        """
        if self._turn > 0:
            self._send(party, end_of(result, party))
        line = self._process.finish()
        if line:
            raise self._failure(party, f"wrote a line after its last turn: {_quoted(line)}; {ONE_LINE}")

    # ---- one turn --------------------------------------------------------------------------------------------

    def _decided(self, view: View, deadline: float) -> Decision:
        attempts = ATTEMPTS
        while True:
            answer = self._answer(view.party, deadline)
            try:
                if answer.get("act") == "value":
                    terms = _terms(answer)
                    self._send(view.party, Worth(terms=terms, utility=view.utility(terms)), answer)
                    continue
                decision = _decision(answer, view)
            except UsageError as error:
                attempts -= 1
                self._send(view.party, Invalid(problem=str(error), attempts_left=attempts), answer)
                if attempts == 0:
                    raise self._failure(
                        view.party, f"made no valid decision in {ATTEMPTS} attempts; the last: {error}"
                    ) from None
            else:
                self._note(view.party, {"type": "decision", "turn": self._turn, **dict_of(decision)})
                return decision

    def _answer(self, party: str, deadline: float) -> dict[str, Any]:
        """Return the next line of the program, parsed as JSON."""
        line = self._process.receive(deadline - monotonic())
        if line is None:
            raise self._failure(party, f"did not decide within the time limit of {self._time_limit:g} s")
        if not line:
            raise self._ended(party)
        if len(line) > LONGEST_LINE:
            raise self._failure(party, f"wrote a line longer than {LONGEST_LINE:,} bytes")
        try:
            answer = json.loads(line, parse_int=_whole, parse_constant=_constant)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            problem = f"wrote a line that is not a JSON object: {_quoted(line)}"
            fix = "write only decisions to standard output, and everything else to standard error"
            raise self._failure(party, f"{problem}; {fix}")
        return answer

    def _check_silent(self, party: str) -> None:
        line = self._process.unread()
        if line:
            raise self._failure(party, f"wrote a line before its turn: {_quoted(line)}; {ONE_LINE}")
        if line is not None:
            raise self._ended(party)

    # ---- what goes to the program ----------------------------------------------------------------------------

    def _send(self, party: str, message: Message, answer: Mapping[str, Any] | None = None) -> None:
        text = message.model_dump_json()
        self._process.send(text.encode() + b"\n")
        if self._record is not None:
            self._record(party, json.loads(text) | ({} if answer is None else {"answer": answer}))

    def _note(self, party: str, message: Mapping[str, Any]) -> None:
        if self._record is not None:
            self._record(party, message)

    # ---- failures --------------------------------------------------------------------------------------------

    def _ended(self, party: str) -> SeatError:
        code = self._process.exit_code()
        if code is None:
            return self._failure(party, "closed its standard output before it decided")
        how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return self._failure(party, f"{how} before it decided")

    def _failure(self, party: str, problem: str) -> SeatError:
        self._process.close(seconds=0.0)
        stderr = self._process.stderr
        problem = f"the program {problem}" if self._turn == 0 else f"at its turn {self._turn}, the program {problem}"
        self._note(party, {"type": "failure", "problem": problem, "stderr": stderr})
        return SeatError(party, problem, stderr)


def _decision(answer: Mapping[str, Any], view: View) -> Decision:
    """Return the decision in an answer.

    Raises
    ------
    UsageError
        If the answer is not a decision, or the decision is not allowed at this turn.
    """
    unknown = sorted(answer.keys() - {"act", "terms", "text"})
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}; the keys of an answer are act, terms and text")
    decision = decision_of(answer)
    check(decision, view)
    if isinstance(decision, Offer):
        view.outcome(decision.terms)
    return decision


def _terms(answer: Mapping[str, Any]) -> dict[str, Any]:
    decision = decision_of({"act": "offer", "terms": answer.get("terms")})
    return dict(decision.terms) if isinstance(decision, Offer) else {}


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)


def _constant(name: str) -> float:
    """Refuse constants that Python's parser accepts but JSON does not have, such as NaN.

    Raises
    ------
    ValueError
        Always.
    """
    raise ValueError(f"{name} is not valid JSON")


def _quoted(line: bytes) -> str:
    text = printable(line.decode("utf-8", "replace").strip())
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
