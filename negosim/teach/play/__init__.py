"""Games in a terminal: prompts, saved games and transcripts."""

from negosim.teach.play.console import Adjourned, Console
from negosim.teach.play.game import Played, play
from negosim.teach.play.levels import LEVELS, Level
from negosim.teach.play.saved import SavedGame, read_game, write_game
from negosim.teach.play.setting import new_game, resumed_game
from negosim.teach.play.transcript import check_transcript, transcript, write_transcript

__all__ = [
    "LEVELS",
    "Adjourned",
    "Console",
    "Level",
    "Played",
    "SavedGame",
    "check_transcript",
    "new_game",
    "play",
    "read_game",
    "resumed_game",
    "transcript",
    "write_game",
    "write_transcript",
]
