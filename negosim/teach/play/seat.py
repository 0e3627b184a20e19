"""The player's seat: replays what was decided before, then asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from negosim.domain.issues import Categorical
from negosim.domain.terms import Terms, Value, outcome_of
from negosim.engine import Decision, Offer, Row, View, WalkAway
from negosim.engine.seats import check
from negosim.errors import UsageError
from negosim.report.wording import name_of, terms, value
from negosim.rules.lower import Lowered
from negosim.teach.play.console import Adjourned, Console
from negosim.teach.play.hints import advice_in_words, zone_in_words
from negosim.teach.play.levels import Level
from negosim.teach.play.moves import Wish, read_move
from negosim.teach.play.news import heard, news
from negosim.teach.play.picture import offers_in_a_picture
from negosim.teach.play.saved import SavedGame
from negosim.teach.play.situation import headline, instructions, situation
from negosim.teach.play.values import read_value
from negosim.teach.play.warnings import warnings

__all__ = ["PersonSeat", "refusal"]


def refusal(decision: Decision, view: View) -> str:
    """Return why the engine would refuse a decision at this turn; empty where it would not."""
    try:
        check(decision, view)
        if isinstance(decision, Offer):
            outcome_of(view.scenario.issues, decision.terms)
    except UsageError as error:
        return str(error)
    return ""


@dataclass(slots=True)
class _Memory:
    """What the player has been told: how many rows of the trace, and which stance."""

    rows: int = 0
    stance: str = ""
    turns: int = 0


class PersonSeat:
    """A person at a prompt.

    Parameters
    ----------
    game : SavedGame
        The game; its decisions are made again before anybody is asked.
    keep : callable
        Called with each new decision before it takes effect.
    brief : callable
        Shows the role brief.
    """

    def __init__(
        self,
        game: SavedGame,
        lowered: Lowered,
        level: Level,
        console: Console,
        *,
        keep: Callable[[Decision], None],
        brief: Callable[[], None],
    ) -> None:
        self._game = game
        self._lowered = lowered
        self._level = level
        self._console = console
        self._keep = keep
        self._brief = brief
        self._told = _Memory()

    @property
    def rows_told(self) -> int:
        """How many rows of the trace the player has been told of."""
        return self._told.rows

    def decide(self, view: View) -> Decision:
        """Return what the player decides at this turn.

        Raises
        ------
        Adjourned
            If the player leaves.
        UsageError
            If a decision of a saved game does not fit.
        """
        turn = self._told.turns
        self._told.turns += 1
        rows = heard(view)
        if turn < len(self._game.decisions):
            decision = self._game.decisions[turn]
            problem = refusal(decision, view)
            if problem:
                raise UsageError(f"decision {turn + 1} of the saved game cannot be made on {view.date}: {problem}")
            self._remember(view, rows)
            return decision
        self._show(view, rows)
        self._remember(view, rows)
        decision = self._ask(view, rows)
        self._keep(decision)
        return decision

    def _remember(self, view: View, rows: tuple[Row, ...]) -> None:
        self._told.rows, self._told.stance = len(rows), view.stance

    # ---- what the player sees --------------------------------------------------------------------------------

    def _show(self, view: View, rows: tuple[Row, ...]) -> None:
        lines = list(news(rows[self._told.rows :], view.scenario, view.party))
        if lines:
            self._console.say()
        for line in lines:
            self._console.say(line, hang=12)
        if self._told.stance not in ("", view.stance):
            self._console.say(f"Your instructions have changed. {instructions(view)}", "strong")
        self._show_state(view, rows)

    def _show_state(self, view: View, rows: tuple[Row, ...]) -> None:
        self._console.say()
        self._console.say(headline(view, rows), "strong")
        for sentence in situation(view):
            self._console.say(sentence, hang=2)
        picture = list(offers_in_a_picture(view, rows, self._console.width))
        if picture:
            self._console.lines(["", *picture])
        self._console.say()
        self._console.say(self._keys(view), "quiet")

    def _keys(self, view: View) -> str:
        keys = []
        if view.standing is not None and view.standing.terms is not None:
            keys.append(f"a accept {terms(view.scenario, view.standing.terms)}")
        keys += ["w wait", "x walk away", *(["t advice", "z zone"] if self._level.advice else [])]
        keys += ["s state", "b brief", "? help", "q save and quit"]
        return f"{'Type an offer, or a key' if view.may_offer else 'Type a key'}: {'; '.join(keys)}."

    # ---- what the player says --------------------------------------------------------------------------------

    def _ask(self, view: View, rows: tuple[Row, ...]) -> Decision:
        earlier = next((row.terms for row in reversed(rows) if row.kind == "offer" and row.party == view.party), None)
        while True:
            try:
                move = read_move(self._console.ask("Your move:"), view.scenario, earlier)
                decision = self._grant(move, view, rows, earlier) if isinstance(move, Wish) else move
            except UsageError as error:
                self._console.say(f"{error}.", "bad")
                continue
            if decision is not None and self._is_meant(decision, view):
                return decision

    def _is_meant(self, decision: Decision, view: View) -> bool:
        problem = refusal(decision, view)
        if problem:
            self._console.say(f"{problem[:1].upper()}{problem[1:]}.", "bad")
            return False
        doubts = list(warnings(decision, view)) if self._level.warnings or isinstance(decision, WalkAway) else []
        if not self._level.warnings:
            doubts = doubts[:1]
        for doubt in doubts:
            self._console.say(doubt, "bad")
        return not doubts or self._console.agrees("Do it all the same?")

    def _grant(self, wish: Wish, view: View, rows: tuple[Row, ...], earlier: Terms | None) -> Decision | None:
        match wish:
            case Wish.QUIT:
                raise Adjourned
            case Wish.OFFER:
                return self._ask_offer(view, earlier)
            case Wish.STATE:
                self._show_state(view, rows)
            case Wish.BRIEF:
                self._brief()
            case Wish.HELP:
                self._help(view)
            case Wish.ADVICE | Wish.ZONE if not self._level.advice:
                self._console.say(f"There is no advice at the level '{self._level.name}'.")
            case Wish.ADVICE:
                self._console.say(advice_in_words(view))
            case Wish.ZONE:
                seed, replicate = self._game.seed, self._game.replicate
                self._console.say(zone_in_words(view, self._lowered, seed=seed, replicate=replicate))
        return None

    def _ask_offer(self, view: View, earlier: Terms | None) -> Decision | None:
        """Ask for each issue in turn; an empty answer keeps the value of the last offer, or leaves without one."""
        if not view.may_offer:
            return Offer({})
        offered: dict[str, Value] = {}
        for issue in view.scenario.issues:
            options = ""
            if isinstance(issue, Categorical):
                options = f" ({', '.join(f'{place} {option}' for place, option in enumerate(issue.options, start=1))})"
            before = "" if earlier is None else f", empty for {value(issue, earlier[issue.name])}"
            answer = self._console.ask(f"{name_of(issue)}{options}{before}:")
            if not answer and earlier is None:
                self._console.say("No offer is made.")
                return None
            offered[issue.name] = read_value(issue, answer, view.scenario) if answer else (earlier or {})[issue.name]
        return Offer(offered)

    def _help(self, view: View) -> None:
        scenario = view.scenario
        for issue in scenario.issues:
            values = (
                ", ".join(issue.options)
                if isinstance(issue, Categorical)
                else f"{issue.low:g} to {value(issue, issue.high)}"
            )
            self._console.say(f"  {issue.name}: {values}", hang=4)
        if len(scenario.issues) == 1:
            self._console.say(
                "An offer is a value, with or without its unit. Money is understood where it has a meaning."
            )
        else:
            names = " ".join(f"{issue.name}=…" for issue in scenario.issues[:2])
            self._console.say(
                f"An offer is a value for each issue in this order, or {names}; what you leave out stays as in your "
                "last offer. o asks issue by issue."
            )
        self._console.say(
            "a accepts their offer, w says nothing at this turn, x breaks the talks off for good, s shows how "
            "things stand, "
            "b the brief; q saves and quits, and so do Ctrl-C and Ctrl-D."
        )
        if self._level.advice:
            self._console.say("t tells what your side's own tactic would do, z whether a zone of agreement is open.")
