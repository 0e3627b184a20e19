"""A seat at which a program decides: one JSON object a line, over its standard input and output."""

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

ATTEMPTS = 3  # decisions at one turn, the invalid ones included
TIME_LIMIT = 60.0  # seconds a turn
LONGEST_TIME = 1e6
ONE_LINE = "a view is answered with one line"
SHOWN = 200  # characters of a line that a message quotes
LONGEST_INTEGER = 18  # digits; beyond it, a number is read as a float


class ProgramSeat:
    """A program that decides for a party, in any language; for one run.

    Parameters
    ----------
    command : str or sequence of str
        The program and its arguments, such as ``"python my_agent.py"``; no shell is involved.
    time_limit : float
        Seconds that it has at each turn.
    record : callable, optional
        Is given each message of either side, with the party: a transcript.

    Raises
    ------
    UsageError
        If the program cannot be started.

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
            raise UsageError(f"the time limit of a program is from 0 to {LONGEST_TIME:g} seconds, not {time_limit}")
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
        """End the program: its standard input is closed, and some seconds later it is stopped."""
        self._process.close()

    def decide(self, view: View) -> Decision:
        """Return the decision of the program.

        Raises
        ------
        SeatError
            If it ends, exceeds the time limit, writes something else than an answer, writes before it is asked, or
            makes no valid decision in three attempts.
        """
        self._check_silent(view.party)
        if self._turn == 0:
            self._send(view.party, brief_of(view, self._time_limit))
        self._turn += 1
        self._send(view.party, view_of(view, self._turn, view.events_after(self._known)))
        self._known = view.known
        return self._decided(view, monotonic() + self._time_limit)

    def end(self, party: str, result: Result) -> None:
        """Send the result to the program, and wait a few seconds for its end.

        Raises
        ------
        SeatError
            If it wrote more lines than it was asked for.
        """
        if self._turn > 0:
            self._send(party, end_of(result, party))
        line = self._process.finish()
        if line:
            raise self._failure(party, f"wrote a line too many: {_quoted(line)}; {ONE_LINE}")

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
        """Return the next line of the program, read as JSON."""
        line = self._process.receive(deadline - monotonic())
        if line is None:
            raise self._failure(party, f"did not decide within {self._time_limit:g} s (see the time limit)")
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
            raise self._failure(party, f"{problem}; decisions go to its standard output, all else to standard error")
        return answer

    def _check_silent(self, party: str) -> None:
        line = self._process.unread()
        if line:
            raise self._failure(party, f"wrote a line before it was its turn: {_quoted(line)}; {ONE_LINE}")
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
        how = f"was stopped by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return self._failure(party, f"{how} before it decided")

    def _failure(self, party: str, problem: str) -> SeatError:
        self._process.close(seconds=0.0)
        stderr = self._process.stderr
        problem = f"the program {problem}" if self._turn == 0 else f"at its turn {self._turn}, the program {problem}"
        self._note(party, {"type": "failure", "problem": problem, "stderr": stderr})
        return SeatError(party, problem, stderr)


def _decision(answer: Mapping[str, Any], view: View) -> Decision:
    """Return the decision that an answer is.

    Raises
    ------
    UsageError
        If it is none, or is not allowed at this turn.
    """
    unknown = sorted(answer.keys() - {"act", "terms", "text"})
    if unknown:
        raise UsageError(f"there is no key {unknown[0]!r}; an answer has act, terms and text")
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
    """Refuse what Python's reader takes and JSON does not have.

    Raises
    ------
    ValueError
        Always.
    """
    raise ValueError(f"{name} is not JSON")


def _quoted(line: bytes) -> str:
    text = printable(line.decode("utf-8", "replace").strip())
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
