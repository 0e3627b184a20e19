"""A player whose typing is given beforehand, and games to play."""

import io

from negosim import files
from negosim.engine import Accept, Offer, ScriptSeat, Wait, run
from negosim.rules.lower import lower
from negosim.teach.play import Console, new_game, play
from negosim.teach.play.setting import scenario_of

QUESTIONS = ("Type y or n: ", "y(예) 또는 n(아니요): ")


class Typist:
    """Types the given lines, answers questions, with yes in the end, and says nothing at the turns that are left."""

    def __init__(self, lines, screen, *, answers=(), stays=True):
        self.lines = list(lines)
        self.answers = list(answers)
        self.screen = screen
        self.stays = stays

    def isatty(self):
        return False

    def readline(self):
        if self.screen.getvalue().endswith(QUESTIONS):
            return f"{self.answers.pop(0) if self.answers else 'y'}\n"
        if self.lines:
            return f"{self.lines.pop(0)}\n"
        return "w\n" if self.stays else ""


def sit_down(game, lines, *, save=None, **more):
    """Return a game as it was left, and all that was on the screen."""
    screen = io.StringIO()
    played = play(game, Console(Typist(lines, screen, **more), screen), save=save)
    return played, screen.getvalue()


def start(name, party, **more):
    """Return a new game of a shipped scenario."""
    return new_game(files.read(name), party=party, **more)


def scripted(game, decisions):
    """Return what the engine makes of the same decisions."""
    lowered = lower(scenario_of(game))
    return run(lowered, seed=game.seed, replicate=game.replicate, seats={game.party: ScriptSeat(decisions)})


def typed(decision):
    """Return a decision as a person would type it."""
    if isinstance(decision, Offer):
        return " ".join(
            f"{name}={value!r}" if not isinstance(value, str) else f"{name}={value}"
            for name, value in decision.terms.items()
        )
    return "a" if isinstance(decision, Accept) else "w" if isinstance(decision, Wait) else "x"
