"""What a game is played with: the scenario, the other side's tactic, the player's party and level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from negosim import files
from negosim.domain.scenario import Scenario
from negosim.errors import ScenarioError, UsageError, did_you_mean
from negosim.files.tactics import find_tactic, tactic_kinds
from negosim.rules.luck import replicate_of
from negosim.teach.play.levels import find_level
from negosim.teach.play.saved import SavedGame
from negosim.teach.translating import check_language, translated

__all__ = ["check_party", "new_game", "resumed_game", "scenario_of"]


def new_game(
    document: files.Document,
    *,
    party: str,
    against: str | None = None,
    level: str = "learn",
    seed: int | None = None,
    replicate: int | None = None,
    language: str = "en",
) -> SavedGame:
    """Return a game of which nothing has been played.

    Parameters
    ----------
    document : Document
        The scenario as it is written.
    against : str, optional
        The tactic that the other side follows in place of its own, in all its stances: a name, or a table as a scenario
        file has it, such as ``{ kind = "boulware", beta = 0.3 }``.

    Raises
    ------
    UsageError
        If there is no such party, tactic, level or language.
    ScenarioError
        If the document is no valid scenario.
    """
    scenario = files.build(document)
    check_party(scenario, party)
    replicate_of(seed, replicate)
    if against is not None:
        other = scenario.parties[1 - scenario.parties.index(party)]
        document = _with_tactic(document, scenario, other, against)
    return SavedGame(
        scenario=document.name,
        text=document.text,
        party=party,
        level=find_level(level).name,
        seed=seed,
        replicate=replicate,
        against=against,
        language=check_language(language),
    )


def check_party(scenario: Scenario, party: str) -> None:
    """Refuse the name of a party that the scenario does not have.

    Raises
    ------
    UsageError
        With the parties that there are.
    """
    if party not in scenario.parties:
        named = " and ".join(scenario.parties)
        fix = did_you_mean(party, scenario.parties)
        raise UsageError(f"--as {party}: {scenario.name} has no such party; there are {named}{fix}")


def scenario_of(game: SavedGame) -> Scenario:
    """Return the scenario that a game is played with, its words in the game's language and without control codes.

    Raises
    ------
    ScenarioError
        If the text that was saved is no valid scenario.
    """
    return translated(files.build(files.from_text(game.text, name=game.scenario)), game.language)


def resumed_game(game: SavedGame, path: str, *, scenario: str | None = None, party: str | None = None) -> SavedGame:
    """Return a saved game after checking that it is the one that is meant.

    Raises
    ------
    UsageError
        If it is of another scenario or party than those given, or what it holds does not fit together.
    """
    if scenario is not None and files.read(scenario).name != game.scenario:
        raise UsageError(f"{path}: this is a game of {game.scenario}, not of {scenario}; leave the scenario out")
    if party is not None and party != game.party:
        raise UsageError(f"{path}: this game is played as {game.party}, not as {party}; leave --as out")
    try:
        check_party(scenario_of(game), game.party)
        find_level(game.level)
        replicate_of(game.seed, game.replicate)
    except (UsageError, ScenarioError) as error:
        raise UsageError(f"{path}: {error}") from None
    return replace(game)


def _with_tactic(document: files.Document, scenario: Scenario, party: str, against: str) -> files.Document:
    tactic = _tactic_table(against)
    for stance in scenario.delegations[scenario.parties.index(party)].stances:
        document = files.override(document, f"delegations.{party}.stances.{stance}.tactic", tactic)
    try:
        files.build(document)
    except ScenarioError as error:
        raise UsageError(f"--against {against}: {error.faults[0].problem}{_joined_fix(error.faults[0].fix)}") from None
    return document


def _joined_fix(fix: str) -> str:
    return fix if not fix or fix.startswith(";") else f"; {fix}"


def _tactic_table(against: str) -> Mapping[str, Any]:
    value = files.parse_value(against)
    table = value if isinstance(value, Mapping) else {"kind": str(value)}
    kind = table.get("kind")
    if not isinstance(kind, str) or find_tactic(kind) is None:
        names = list(tactic_kinds())
        fix = did_you_mean(str(kind), names)
        raise UsageError(f"--against {against}: there is no such tactic; there are {', '.join(names)}{fix}")
    return table
