"""A game from its first prompt to the end of the talks."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from negosim.engine import Decision, Result, run
from negosim.errors import UsageError
from negosim.report import plain_text
from negosim.rules.lower import Lowered, lower
from negosim.teach.brief.document import brief_document
from negosim.teach.play.console import Adjourned, Console
from negosim.teach.play.journal import Journal, ask_preparation, ask_reflection
from negosim.teach.play.levels import find_level
from negosim.teach.play.news import NEWS_HANG, news
from negosim.teach.play.phrases import words_of_play
from negosim.teach.play.saved import SavedGame, write_game
from negosim.teach.play.seat import PersonSeat
from negosim.teach.play.setting import scenario_of
from negosim.teach.words import Words

__all__ = ["Played", "play"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A game that has ended or that the player has left.

    Parameters
    ----------
    game : SavedGame
        The game with all decisions so far.
    lowered : Lowered
        The scenario of the game.
    result : Result or None
        The result of the talks; ``None`` if they have not ended.
    interrupted : bool
        Whether the input was cut off.
    """

    game: SavedGame
    lowered: Lowered
    result: Result | None
    interrupted: bool = False


def play(game: SavedGame, console: Console, *, save: str | os.PathLike[str] | None = None) -> Played:
    """Let a person play a game from its start, or from where it was left.

    Parameters
    ----------
    game : SavedGame
        A new or a saved game.
    console : Console
        The terminal of the player.
    save : path, optional
        The file to which the game is saved after each decision.

    Returns
    -------
    Played
        The game with all decisions so far; the talks have ended, or the player has left.

    Raises
    ------
    UsageError
        If the game cannot be saved at the start, or a saved decision is not possible at its turn.
    """
    kept = _Keeper(game, save)
    lowered = lower(scenario_of(game))
    words = words_of_play(game.language, lowered.scenario)
    brief = _brief_shower(game, lowered, console)
    seat = PersonSeat(game, lowered, find_level(game.level), console, words, keep=kept, brief=brief)
    try:
        if game.decisions:
            console.say(words("resumed", n=len(game.decisions)), "quiet")
        else:
            brief()
        if kept.game.journal is not None and not game.decisions:
            ask_preparation(console, words, lowered.scenario, kept.game.journal, kept.keep_journal)
        result = run(lowered, seed=game.seed, replicate=game.replicate, seats={game.party: seat})
        _show_the_rest(words, result, seat.rows_shown, game.party, console)
        if kept.game.journal is not None:
            ask_reflection(console, words, kept.game.journal, kept.keep_journal)
    except Adjourned as left:
        return Played(game=kept.game, lowered=lowered, result=None, interrupted=left.interrupted)
    except KeyboardInterrupt:  # between two prompts
        return Played(game=kept.game, lowered=lowered, result=None, interrupted=True)
    return Played(game=kept.game, lowered=lowered, result=result)


class _Keeper:
    """Saves each decision before it takes effect, and what the player writes down."""

    def __init__(self, game: SavedGame, save: str | os.PathLike[str] | None) -> None:
        self.game = game
        self._save = save
        if save is not None:
            write_game(game, save)

    def __call__(self, decision: Decision) -> None:
        self._keep(replace(self.game, decisions=(*self.game.decisions, decision)))

    def keep_journal(self, journal: Journal) -> None:
        """Save what the player has written down."""
        self._keep(replace(self.game, journal=journal))

    def _keep(self, game: SavedGame) -> None:
        if self._save is not None:
            write_game(game, self._save)
        self.game = game


def _brief_shower(game: SavedGame, lowered: Lowered, console: Console) -> Callable[[], None]:
    def show() -> None:
        document = brief_document(
            lowered,
            party=game.party,
            seed=game.seed,
            replicate=game.replicate,
            language=game.language,
            preparation=False,
        )
        console.lines(plain_text(document, console.width).splitlines())

    return show


def _show_the_rest(words: Words, result: Result, shown: int, party: str, console: Console) -> None:
    """Show what happened after the player's last turn."""
    if shown > len(result.trace):
        raise UsageError("the saved game does not fit its scenario")
    console.say()
    for line in news(words, result.trace[shown:], result.scenario, party):
        console.say(line, hang=NEWS_HANG)
