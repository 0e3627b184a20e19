"""The setting of a game: the scenario, the other side's tactic, the player's party and level."""

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
    """Return a new game.

    Parameters
    ----------
    document : Document
        The scenario.
    party : str
        The player's party.
    against : str, optional
        The tactic that replaces the other side's own in all its stances: a name, or a table as in a scenario file, such
        as ``{ kind = "boulware", beta = 0.3 }``.

    Raises
    ------
    UsageError
        If the party, the tactic, the level or the language is unknown, or the tactic's parameters are not valid.
    ScenarioError
        If the document is not a valid scenario.
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
    """Check that a scenario has a party.

    Raises
    ------
    UsageError
        If it does not.
    """
    if party not in scenario.parties:
        named = " and ".join(scenario.parties)
        fix = did_you_mean(party, scenario.parties)
        raise UsageError(f"--as {party}: {scenario.name} has no such party; its parties are {named}{fix}")


def scenario_of(game: SavedGame) -> Scenario:
    """Return the scenario of a game, with its texts in the game's language.

    Raises
    ------
    ScenarioError
        If the saved text is not a valid scenario.
    """
    return translated(files.build(files.from_text(game.text, name=game.scenario)), game.language)


def resumed_game(game: SavedGame, path: str, *, scenario: str | None = None, party: str | None = None) -> SavedGame:
    """Return a saved game after checking that it matches the scenario and the party of the command.

    Raises
    ------
    UsageError
        If the scenario or the party is a different one, or the saved game is not consistent.
    """
    if scenario is not None and files.read(scenario).name != game.scenario:
        raise UsageError(f"{path}: this is a game of {game.scenario}, not of {scenario}; omit the scenario")
    if party is not None and party != game.party:
        raise UsageError(f"{path}: this game is played as {game.party}, not as {party}; omit --as")
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
        raise UsageError(f"--against {against}: there is no such tactic; the tactics are {', '.join(names)}{fix}")
    return table
