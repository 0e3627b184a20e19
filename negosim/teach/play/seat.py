"""The player's seat: it replays earlier decisions, then asks for new ones."""

from __future__ import annotations

from collections.abc import Callable

from negosim.domain.issues import Continuous, step_of
from negosim.domain.terms import Terms
from negosim.engine import Accept, Decision, Offer, Row, View, WalkAway
from negosim.errors import UsageError
from negosim.rules.lower import Lowered
from negosim.teach.play.asking import ask_offer, help_lines, keys, not_open
from negosim.teach.play.console import Adjourned, Console
from negosim.teach.play.hints import advice_in_words, utility_in_words, zone_in_words
from negosim.teach.play.levels import Level
from negosim.teach.play.margin import own_offers
from negosim.teach.play.moves import Weigh, Wish, read_move
from negosim.teach.play.news import NEWS_HANG, news
from negosim.teach.play.picture import offers_in_a_picture
from negosim.teach.play.saved import SavedGame
from negosim.teach.play.situation import headline, instructions, situation
from negosim.teach.play.values import on_step
from negosim.teach.play.warnings import warnings
from negosim.teach.words import Words

__all__ = ["PersonSeat", "refusal"]


def refusal(words: Words, decision: Decision, view: View) -> str:
    """Return why the engine would refuse a decision at this turn; empty if it would accept it."""
    if isinstance(decision, Accept) and not view.may_accept:
        return words("nothing_to_accept")
    if isinstance(decision, Offer):
        if not view.may_offer:
            return words("take_or_leave")
        for issue in view.scenario.issues:
            if decision.terms.get(issue.name) != view.status_quo.get(issue.name, decision.terms.get(issue.name)):
                return not_open(words, issue)
        try:
            view.outcome(decision.terms)
        except UsageError as error:  # from a damaged file: typed offers have been checked
            return words("error", error=error)
    return ""


class PersonSeat:
    """A person at a prompt.

    Parameters
    ----------
    game : SavedGame
        The game; its decisions are replayed before the player is asked.
    lowered : Lowered
        The scenario of the game.
    level : Level
        How much help the player gets.
    keep : callable
        Saves a new decision; called before the decision takes effect.
    brief : callable
        Shows the role brief.
    """

    def __init__(
        self,
        game: SavedGame,
        lowered: Lowered,
        level: Level,
        console: Console,
        words: Words,
        *,
        keep: Callable[[Decision], None],
        brief: Callable[[], None],
    ) -> None:
        self.rows_shown = 0
        """Number of rows of the trace that the player has seen."""
        self._game = game
        self._lowered = lowered
        self._level = level
        self._console = console
        self._words = words
        self._keep = keep
        self._brief = brief
        self._turns = 0
        self._stance = ""

    def decide(self, view: View) -> Decision:
        """Return the player's decision at this turn.

        Raises
        ------
        Adjourned
            If the player leaves.
        UsageError
            If a decision of a saved game is not possible at its turn.
        """
        rows = view.events
        turn, self._turns = self._turns, self._turns + 1
        if turn < len(self._game.decisions):
            decision = self._again(turn, view)
        else:
            self._show(view, rows)
            decision = self._decided(view, rows)
        self.rows_shown, self._stance = len(rows), view.stance
        return decision

    def _decided(self, view: View, rows: tuple[Row, ...]) -> Decision:
        """Return the player's decision; one that cannot be saved, for example on a full disk, does not count."""
        while True:
            decision = self._ask(view, rows)
            try:
                self._keep(decision)
            except UsageError as error:
                self._console.say(self._words("not_kept", error=error), "bad")
            else:
                return decision

    def _again(self, turn: int, view: View) -> Decision:
        decision = self._game.decisions[turn]
        problem = refusal(self._words, decision, view)
        if problem:
            said = problem.removesuffix(".")
            raise UsageError(f"decision {turn + 1} of the saved game cannot be made on {view.date}: {said}")
        return decision

    # ---- what the player sees --------------------------------------------------------------------------------

    def _show(self, view: View, rows: tuple[Row, ...]) -> None:
        lines = list(news(self._words, rows[self.rows_shown :], view.scenario, view.party, own=own_offers(view)))
        if lines:
            self._console.say()
        for line in lines:
            self._console.say(line, hang=NEWS_HANG)
        if self._stance not in ("", view.stance):
            self._console.say(f"{self._words('instructions_changed')} {instructions(self._words, view)}", "strong")
        self._show_state(view, rows)

    def _show_state(self, view: View, rows: tuple[Row, ...]) -> None:
        self._console.say()
        self._console.say(headline(self._words, view, rows), "strong")
        for sentence in situation(self._words, view):
            self._console.say(sentence, hang=2)
        picture = list(offers_in_a_picture(self._words, view, rows, self._console.width))
        if picture:
            self._console.lines(["", *picture])
        self._console.say()
        self._console.say(keys(self._words, view, self._level), "quiet")

    # ---- what the player says --------------------------------------------------------------------------------

    def _ask(self, view: View, rows: tuple[Row, ...]) -> Decision:
        earlier = next((row.terms for row in reversed(rows) if row.kind == "offer" and row.party == view.party), None)
        while True:
            try:
                said = self._console.ask(self._words("your_move"))
                move = read_move(said, view.scenario, earlier, self._words, status_quo=view.status_quo)
            except UsageError as error:
                self._console.say(self._words("error", error=error), "bad")
                continue
            if isinstance(move, Weigh):
                self._console.say(utility_in_words(self._words, self._on_step(move.terms, view), view))
                continue
            decision = self._grant(move, view, rows, earlier) if isinstance(move, Wish) else move
            if isinstance(decision, Offer):
                decision = Offer(self._on_step(decision.terms, view))
            if decision is not None and self._is_meant(decision, view):
                return decision

    def _on_step(self, typed: Terms, view: View) -> Terms:
        """Return the typed terms, rounded to the steps of their issues; inform the player of any change."""
        issues = [issue for issue in view.scenario.issues if issue.name not in view.status_quo]
        rounded = {**typed, **{issue.name: on_step(issue, typed[issue.name]) for issue in issues}}
        for issue in issues:
            if isinstance(issue, Continuous) and rounded[issue.name] != typed[issue.name]:
                step, counted = (self._words.value(issue, x) for x in (step_of(issue), rounded[issue.name]))
                said = self._words("counts_as", issue=self._words.short(issue), step=step, value=counted)
                self._console.say(said)
        return rounded

    def _is_meant(self, decision: Decision, view: View) -> bool:
        problem = refusal(self._words, decision, view)
        if problem:
            self._console.say(problem, "bad")
            return False
        doubts = list(warnings(self._words, decision, view))
        if not self._level.warnings:
            doubts = doubts[:1] if isinstance(decision, WalkAway) else []
        for doubt in doubts:
            self._console.say(doubt, "bad")
        question = self._words("ask_yes", question=self._words("all_the_same"))
        return not doubts or self._console.agrees(question)

    def _grant(self, wish: Wish, view: View, rows: tuple[Row, ...], earlier: Terms | None) -> Decision | None:
        match wish:
            case Wish.QUIT:
                raise Adjourned
            case Wish.OFFER if view.may_offer:
                return ask_offer(self._console, self._words, view, earlier)
            case Wish.OFFER:
                self._console.say(self._words("take_or_leave"), "bad")
            case Wish.STATE:
                self._show_state(view, rows)
            case Wish.BRIEF:
                self._brief()
            case Wish.HELP:
                for line in help_lines(self._words, view, self._level):
                    self._console.say(line, hang=2)
            case Wish.ADVICE | Wish.ZONE if not self._level.advice:
                self._console.say(self._words("no_advice", level=self._level.name))
            case Wish.ADVICE:
                self._console.say(advice_in_words(self._words, view))
            case Wish.ZONE:
                seed, replicate = self._game.seed, self._game.replicate
                self._console.say(zone_in_words(self._words, view, self._lowered, seed=seed, replicate=replicate))
        return None
