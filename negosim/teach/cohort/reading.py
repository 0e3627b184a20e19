"""The deals of a class from a table, filled in by a teacher or exported from a class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from negosim import files
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.errors import ScenarioError, UsageError, did_you_mean
from negosim.rules.lower import Lowered, lower
from negosim.teach.brief.private_information import mind_of
from negosim.teach.cohort.pairs import Cohort, Move, Pair
from negosim.teach.play.values import read_number, read_value
from negosim.teach.tables import read_csv

__all__ = ["cohort_from_table", "with_offers"]

IMPROVED = "improved_"
NO_DEAL = ("", "none", "no deal", "impasse", "-", "\N{EN DASH}", "결렬", "없음")
PREPARED = ("stated", "target", "guess")
PLAIN = ("room", "pair", "deal", "seed", "replicate", "first_offer", "first_by", "minutes")
MOST_FAULTS = 12


def cohort_from_table(path: Path, document: files.Document, *, name: str = "") -> Cohort:
    """Return the class whose deals are in a CSV file.

    Parameters
    ----------
    path : Path
        The file.
    document : Document
        The scenario.
    name : str
        Name of the class; by default that of the file.

    Notes
    -----
    The required columns are ``pair`` and one for each issue with the agreed value, which is empty or ``none`` without a
    deal; with one issue, the column may be called ``deal``. Optional columns are ``first_offer``, ``first_by``,
    ``minutes``, ``room``, and for each party ``limit_PARTY`` (the reservation value of the brief), ``stated_PARTY``,
    ``target_PARTY`` and ``guess_PARTY`` (what it wrote down before the talks), ``name_PARTY`` and
    ``rating_ITEM_PARTY``. ``improved_ISSUE`` is the value that replaced the deal in a second chance. A column
    ``treatment.NAME`` distinguishes groups; if NAME is a path of the scenario, its value applies to the pair. Missing
    limits are those of the pair's ``seed`` and ``replicate``, as in the key of 'negosim slips'.

    Raises
    ------
    UsageError
        If the file cannot be read or contains errors; the message lists them with their lines.
    """
    scenario = files.build(document)
    rows = list(read_csv(path, needed=("pair",)))
    if not rows:
        raise UsageError(f"{path}: there are no pairs in this file; add a row for each pair")
    columns = dict.fromkeys(column for _, row in rows for column in row if column)
    _check_columns(path, list(columns), scenario)
    briefed = _Limits(document)
    pairs: dict[str, Pair] = {}
    faults: list[str] = []
    for line, row in rows:
        try:
            pair = _pair(row, scenario, briefed)
            if pair.name in pairs:
                raise UsageError(f"the pair '{pair.name}' occurs twice")
            pairs[pair.name] = pair
        except (UsageError, ScenarioError) as error:
            faults.append(f"{path}, line {line}: {error}")
    if faults:
        more = [f"… and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
        raise UsageError("\n".join([*faults[:MOST_FAULTS], *more]))
    return Cohort(name=name or path.stem, lowered=lower(scenario), pairs=tuple(pairs.values()))


def _check_columns(path: Path, columns: list[str], scenario: Scenario) -> None:
    issues = [issue.name.lower() for issue in scenario.issues]
    parties = scenario.parties
    known = [*PLAIN, *issues, *(IMPROVED + issue for issue in issues)]
    known += [*(f"{what}_{party}" for what in ("limit", "name", *PREPARED) for party in parties)]
    for column in columns:
        rating = column.startswith("rating_") and column.endswith(tuple(f"_{party}" for party in parties))
        if column not in known and not rating and not column.startswith("treatment."):
            fix = did_you_mean(column, known) or "; name a column that distinguishes groups treatment.NAME"
            raise UsageError(f"{path}: unknown column '{column}'{fix}")
    if "deal" in columns and len(issues) > 1:
        raise UsageError(f"{path}: the scenario has {len(issues)} issues; add a column for each: {', '.join(issues)}")
    missing = [issue for issue in issues if issue not in columns]
    if missing and "deal" not in columns:
        raise UsageError(
            f"{path}: the column '{missing[0]}' with the deals is missing; the columns are {', '.join(columns)}"
        )


class _Limits:
    """The limits in the briefs of each pair, as drawn for its replicate and treatment."""

    def __init__(self, document: files.Document) -> None:
        self._document = document
        self._lowered: dict[tuple[tuple[str, str], ...], Lowered] = {}

    def of(self, treatment: Mapping[str, str], seed: int, replicate: int) -> dict[str, float]:
        lowered = self._with(tuple(sorted(treatment.items())))
        parties = lowered.scenario.parties
        return {party: mind_of(lowered, party, seed=seed, replicate=replicate).reservation for party in parties}

    def _with(self, treatment: tuple[tuple[str, str], ...]) -> Lowered:
        if treatment not in self._lowered:
            document = self._document
            for path, value in treatment:
                if "." in path:  # a path of the scenario; a name without a dot only labels the group
                    document = files.override(document, path, files.parse_value(value))
            self._lowered[treatment] = lower(files.build(document))
        return self._lowered[treatment]


def _pair(row: Mapping[str, str], scenario: Scenario, briefed: _Limits) -> Pair:
    if not row.get("pair"):
        raise UsageError("the cell pair is empty; give the pair a number or a name")
    treatment = {"room": row["room"]} if row.get("room") else {}
    treatment |= {key.removeprefix("treatment."): x for key, x in row.items() if key.startswith("treatment.") and x}
    limits = {p: x for p in scenario.parties if (x := _level(row, f"limit_{p}", scenario)) is not None}
    if len(limits) < len(scenario.parties):
        limits = {**briefed.of(treatment, _whole(row, "seed"), _whole(row, "replicate")), **limits}
    prepared = {
        (party, "limit" if what == "stated" else what): x
        for party in scenario.parties
        for what in PREPARED
        if (x := _level(row, f"{what}_{party}", scenario)) is not None
    }
    first_by = row.get("first_by", "")
    if first_by and first_by not in scenario.parties:
        raise UsageError(f"first_by: there is no party '{first_by}'{did_you_mean(first_by, scenario.parties)}")
    return Pair(
        name=_name(row),
        terms=_deal(row, scenario),
        improved=_deal({key.removeprefix(IMPROVED): x for key, x in row.items() if key.startswith(IMPROVED)}, scenario),
        treatment=treatment,
        limits=limits,
        prepared=prepared,
        people={party: name for party in scenario.parties if (name := row.get(f"name_{party}", ""))},
        first_offer=_level(row, "first_offer", scenario),
        first_by=first_by,
        minutes=_number(row, "minutes"),
        ratings=dict(_ratings(row, scenario)),
    )


def _name(row: Mapping[str, str]) -> str:
    """Return the name of a pair, after that of its room if there is one."""
    return "-".join(filter(None, (row.get("room"), row["pair"])))


def _deal(row: Mapping[str, str], scenario: Scenario) -> Terms | None:
    if len(scenario.issues) == 1 and "deal" in row:
        row = {**row, scenario.issues[0].name.lower(): row["deal"]}
    cells = {issue.name: row.get(issue.name.lower(), "") for issue in scenario.issues}
    empty = [name for name, cell in cells.items() if cell.casefold() in NO_DEAL]
    if len(empty) == len(cells):
        return None
    if empty:
        raise UsageError(f"the deal has no value for {', '.join(empty)}; leave all issues empty if there is no deal")
    return {issue.name: read_value(issue, cells[issue.name], scenario) for issue in scenario.issues}


def _level(row: Mapping[str, str], column: str, scenario: Scenario) -> float | None:
    """Return a level: a value of the single issue, or a utility, which may be given in points up to 100."""
    cell = row.get(column, "")
    if not cell:
        return None
    if scenario.in_units:
        return float(read_value(scenario.issues[0], cell, scenario))
    number = read_number(cell)
    if number is None or not 0.0 <= number <= 100.0:
        raise UsageError(f"{column}: '{cell}' is neither a utility from 0 to 1 nor points up to 100")
    return number if number <= 1.0 else number / 100.0


def _number(row: Mapping[str, str], column: str) -> float | None:
    cell = row.get(column, "")
    number = read_number(cell) if cell else None
    if cell and number is None:
        raise UsageError(f"{column}: '{cell}' is not a number")
    return number


def _whole(row: Mapping[str, str], column: str) -> int:
    number = _number(row, column) or 0.0
    if number < 0.0 or number != int(number):
        raise UsageError(f"{column}: '{row[column]}' is not a whole number of at least 0")
    return int(number)


def _ratings(row: Mapping[str, str], scenario: Scenario) -> Iterator[tuple[tuple[str, str], float]]:
    for column in row:
        item, _, party = column.removeprefix("rating_").rpartition("_")
        number = _number(row, column) if column.startswith("rating_") and party in scenario.parties else None
        if number is not None:
            if not 1.0 <= number <= 7.0:
                raise UsageError(f"{column}: {row[column]} is not between 1 and 7")
            yield (party, item), number


def with_offers(cohort: Cohort, path: Path) -> Cohort:
    """Return a class with its offers from a CSV file.

    The columns are ``pair``, ``party``, ``time`` and one for each issue. If the deals have a column ``room``, the
    offers must have it too. ``time`` may be in any unit: the latest time of all offers counts as the end of the talks.

    Raises
    ------
    UsageError
        If the file cannot be read, a pair or a party is unknown, or a value is not valid.
    """
    scenario = cohort.lowered.scenario
    issues = [issue.name for issue in scenario.issues]
    offers: dict[str, list[tuple[float, str, Terms]]] = {pair.name: [] for pair in cohort.pairs}
    for line, row in read_csv(path, needed=("pair", "party", "time", *(issue.lower() for issue in issues))):
        try:
            name = _name(row)
            if name not in offers:
                raise UsageError(f"there is no pair '{name}' among the deals")
            if row["party"] not in scenario.parties:
                raise UsageError(f"there is no party '{row['party']}'{did_you_mean(row['party'], scenario.parties)}")
            terms = {issue.name: read_value(issue, row[issue.name.lower()], scenario) for issue in scenario.issues}
            offers[name].append((_number(row, "time") or 0.0, row["party"], terms))
        except UsageError as error:
            raise UsageError(f"{path}, line {line}: {error}") from None
    latest = max((time for moves in offers.values() for time, _, _ in moves), default=0.0) or 1.0
    pairs = []
    for pair in cohort.pairs:
        moves = sorted(offers[pair.name], key=lambda move: move[0])
        made = tuple(Move(time=time / latest, party=party, terms=terms) for time, party, terms in moves)
        pairs.append(replace(pair, moves=made))
    return replace(cohort, pairs=tuple(pairs))
