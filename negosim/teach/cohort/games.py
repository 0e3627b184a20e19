"""The saved games of a class that played at home against the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from negosim import files
from negosim.engine import Decision, Result, View, run
from negosim.engine.seats import Seat
from negosim.errors import NegosimError, UsageError
from negosim.rules.lower import Lowered, lower
from negosim.teach.brief.private_information import mind_of
from negosim.teach.cohort.pairs import Cohort, Move, Pair
from negosim.teach.play import SavedGame, read_game

__all__ = ["cohort_from_games"]


def cohort_from_games(paths: Iterable[Path], *, name: str = "") -> tuple[Cohort, tuple[str, ...]]:
    """Return a class from saved games, and a message for each game that is left out.

    A pair is a player and the program. Only games of the same scenario and party can be compared; the most frequent
    combination is used.

    Parameters
    ----------
    paths : iterable of Path
        Files, or folders that are searched for ``*.game.json``.
    name : str
        Name of the class; by default that of the scenario.

    Raises
    ------
    UsageError
        If no game can be used.
    """
    games: list[tuple[str, SavedGame]] = []
    faults: list[str] = []
    for path in sorted(file for place in paths for file in _files(place)):
        try:
            games.append((path.name.removesuffix(".game.json"), read_game(path)))
        except NegosimError as error:
            faults.append(str(error))
    if not games:
        raise UsageError(
            "\n".join([*faults, "there are no saved games; name *.game.json files, or folders that contain them"])
        )
    (scenario, party), _ = Counter((game.scenario, game.party) for _, game in games).most_common(1)[0]
    cache: dict[str, Lowered] = {}
    pairs = []
    for title, game in games:
        try:
            if (game.scenario, game.party) != (scenario, party):
                raise UsageError(f"this is a game of {game.scenario} as {game.party}, not of {scenario} as {party}")
            pairs.append(_pair(title, game, cache))
        except NegosimError as error:
            faults.append(f"{title}: {error}")
    if not pairs:
        raise UsageError("\n".join(faults))
    lowered = lower(files.build(files.from_text(games[0][1].text, name=scenario)))
    return Cohort(name=name or scenario, lowered=lowered, pairs=_named(pairs), against_program=True), tuple(faults)


def _files(path: Path) -> Iterable[Path]:
    if path.is_dir():
        return path.rglob("*.game.json")
    return (path,)


def _named(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Return the pairs with unique names, and with only those treatments that differ between pairs."""
    apart = {key for pair in pairs for key in pair.treatment if len({each.treatment[key] for each in pairs}) > 1}
    pairs = [
        replace(each, treatment={key: each.treatment[key] for key in each.treatment if key in apart}) for each in pairs
    ]
    counts = Counter(pair.name for pair in pairs)
    return tuple(
        replace(pair, name=f"{pair.name} ({number})") if counts[pair.name] > 1 else pair
        for number, pair in enumerate(pairs, start=1)
    )


class _Played:
    """Replays the player's decisions; a game that was left before its end is an error."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._decisions = iter(decisions)

    def decide(self, view: View) -> Decision:
        decision = next(self._decisions, None)
        if decision is None:
            raise UsageError(f"the game was left on {view.date}, before its end")
        return decision


def _pair(title: str, game: SavedGame, cache: dict[str, Lowered]) -> Pair:
    if game.text not in cache:
        cache[game.text] = lower(files.build(files.from_text(game.text, name=game.scenario)))
    lowered = cache[game.text]
    seats: dict[str, Seat] = {game.party: _Played(game.decisions)}
    result = run(lowered, seed=game.seed, replicate=game.replicate, seats=seats)
    parties = lowered.scenario.parties
    limits = {party: mind_of(lowered, party, seed=game.seed, replicate=game.replicate).reservation for party in parties}
    moves = _moves(result)
    treatment = {"level": game.level, "against": game.against or "its own tactic"}
    first = moves[0] if moves else None
    issue = lowered.scenario.issues[0].name
    return Pair(
        name=title,
        terms=result.terms,
        limits=limits,
        treatment=treatment,
        people={game.party: title},
        moves=moves,
        first_offer=float(first.terms[issue]) if first and lowered.scenario.in_units else None,
        first_by=first.party if first else "",
        prepared={} if game.journal is None else _prepared(game.party, game.journal.preparation),
        ratings={} if game.journal is None else {(game.party, item): x for item, x in game.journal.ratings.items()},
    )


def _prepared(party: str, preparation: Mapping[str, float]) -> dict[tuple[str, str], float]:
    return {(party, key): level for key, level in preparation.items()}


def _moves(result: Result) -> tuple[Move, ...]:
    calendar = result.scenario.calendar
    whole = (calendar.horizon - calendar.start).days + 1.0
    return tuple(
        Move(time=row.time / whole, party=row.party, terms=row.terms)
        for row in result.trace
        if row.kind in ("offer", "accept") and row.terms is not None and row.party is not None
    )
