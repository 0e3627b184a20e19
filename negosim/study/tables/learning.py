"""The places of a table's columns in the records of the rules, learnt from a few of its rows.

Some rows are lowered like any scenario: those with the smallest and the largest value of each column, and a few more.
Every number that differs between them must be the value of one column in all of them, or be drawn in every replicate,
or be derived from the preferences. Then every other row is the same scenario with its own numbers in these places.
Otherwise, for example if a column changes the structure of the talks, nothing is learnt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from negosim.compile import Memory
from negosim.domain.scenario import Scenario
from negosim.rules.lower import places_remembered, records_of
from negosim.rules.lowering.builder import on_grain
from negosim.rules.records import GRAIN, Knot, Party, Place, Setting, Stance, Talks, ValueFunction
from negosim.study.tables.table import Reals, Table

__all__ = ["Learnt", "Lowering", "learn"]

Rows = npt.NDArray[np.int64]
# The fields that `negosim.rules.values.derive` computes from the preferences.
DERIVED = {Knot: ("slope", "run"), ValueFunction: ("share", "least", "most"), Party: ("least", "most")}


class Lowering:
    """The records of one scenario, and their memory.

    Parameters
    ----------
    scenario : Scenario
        The scenario to lower.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.talks: Talks = records_of(scenario, places_remembered(scenario))[0]
        self.memory = Memory(self.talks, Place)

    @cached_property
    def structure(self) -> Hashable:
        """The structure of the records: everything that specialised code depends on."""
        return self.memory.structure()

    @property
    def words(self) -> npt.NDArray[np.int64]:
        """The words of the memory."""
        return self.memory.words

    @cached_property
    def drawn(self) -> npt.NDArray[np.bool_]:
        """Mask of the words that are drawn in every replicate."""
        words = np.zeros(len(self.words), np.bool_)
        words[[self.memory.word(draw.place) for draw in self.talks.draws]] = True
        return words

    @cached_property
    def derived(self) -> npt.NDArray[np.bool_]:
        """Mask of the words that are derived from the preferences."""
        words = np.zeros(len(self.words), np.bool_)
        for record, names in DERIVED.items():
            pool = self.memory.pools[record]
            for name in names:
                first = pool.start + pool.offset(name)
                words[first : pool.start + pool.width * len(pool.rows) : pool.width] = True
        for party in self.talks.parties:
            if party.annuities:
                first = self.memory.word(Place(party.annuities, 0))
                words[first : first + len(party.annuities)] = True
        return words

    def differences(self, words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the places of the words that differ from others, except those that are drawn or derived."""
        return np.flatnonzero((self.words != words) & ~self.drawn & ~self.derived)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Learnt:
    """The places of the columns in the records of the rules.

    Parameters
    ----------
    base : Lowering
        The records of one of the rows.
    words : tuple of (int, str, bool)
        The numbers that rows set: the word, the column, and whether the number is rounded to the grain of time.
    derives : bool
        Whether rows set preferences, from which other numbers are derived.
    """

    base: Lowering
    words: tuple[tuple[int, str, bool], ...]
    derives: bool

    def expected(self, values: Mapping[str, float]) -> npt.NDArray[np.int64]:
        """Return the words of the memory for some values of the columns."""
        words = self.base.words.copy()
        for word, path, rounded in self.words:
            words.view(np.float64)[word] = on_grain(values[path]) if rounded else values[path]
        return words

    def describes(self, other: Lowering, values: Mapping[str, float]) -> bool:
        """Return whether the base, with some values of the columns, is the same as another scenario to the talks."""
        if other.structure != self.base.structure:
            return False
        return len(other.differences(self.expected(values))) == 0

    def settings(self) -> list[Setting]:
        """Return the numbers of the base that a row sets, in the order of `numbers`."""
        return [self._setting(word) for word, _, _ in self.words]

    def _setting(self, word: int) -> Setting:
        container, key = self.base.memory.holder(word)
        return Setting(place=Place(container, key), derives=self.derives, stance=self._stance(container))

    def _stance(self, container: object) -> Stance | None:
        """Return the stance whose tactic has these parameters, if it keeps values of its curve."""
        return next((each for each in self.base.talks.stances if each.parameters is container and each.memory), None)

    def numbers(self, table: Table, rows: Rows) -> Reals:
        """Return the numbers that rows set, shape (rows, settings)."""
        columns = [_rounded(table.numbers[path][rows], rounded) for _, path, rounded in self.words]
        return np.column_stack(columns) if columns else np.empty((len(rows), 0))


def learn(table: Table, rows: Rows, paths: Sequence[str]) -> Learnt | None:
    """Return the places of columns in the records, or ``None`` if a column is not simply a number in some places.

    Parameters
    ----------
    table : Table
        The parameters.
    rows : array of int
        The rows, which differ only in these columns.
    paths : sequence of str
        The columns.

    Raises
    ------
    UsageError
        If one of the rows that are tried is not a valid scenario.
    """
    tried = _extremes(table, rows, paths)
    known: dict[int, Lowering] = {}
    while True:
        for row in tried:
            known.setdefault(row, Lowering(table.scenario(row)))
        learnt, doubtful = _learn_from(table, rows, paths, {row: known[row] for row in tried})
        if not doubtful:
            return learnt
        tried = [*tried, *doubtful]


def _extremes(table: Table, rows: Rows, paths: Iterable[str]) -> list[int]:
    """Return the first row, those with the extremes of each column, and one whose number is not on the grain."""
    chosen = [0]
    for path in paths:
        values = table.numbers[path][rows]
        chosen += [int(values.argmin()), int(values.argmax()), int((_on_grain(values) != values).argmax())]
    return [int(rows[place]) for place in dict.fromkeys(chosen)]


def _learn_from(
    table: Table, rows: Rows, paths: Sequence[str], known: Mapping[int, Lowering]
) -> tuple[Learnt | None, list[int]]:
    """Return what is learnt from a few rows, and further rows that are needed to distinguish columns."""
    base, *others = known.values()
    if any(other.structure != base.structure for other in others):
        return None, []
    words = np.array([lowering.words for lowering in known.values()])
    changed = (words != words[0]).any(axis=0) & ~base.drawn
    settings = []
    for word in np.flatnonzero(changed & ~base.derived):
        candidates = list(_candidates(table, list(known), paths, words[:, word].view(np.float64)))
        if not candidates:
            return None, []
        (path, rounded), *rivals = candidates
        settings.append((int(word), path, rounded))
        for rival in rivals:
            differs = _values(table, rows, path, rounded) != _values(table, rows, *rival)
            if differs.any():
                return None, [int(rows[differs.argmax()])]
    return Learnt(base=base, words=tuple(settings), derives=bool((changed & base.derived).any())), []


def _candidates(table: Table, rows: list[int], paths: Sequence[str], values: Reals) -> Iterable[tuple[str, bool]]:
    """Yield the columns whose values in some rows, rounded to the grain of time or not, are those of a word."""
    for path in paths:
        for rounded in (False, True):
            if np.array_equal(_values(table, np.array(rows), path, rounded), values):
                yield path, rounded


def _values(table: Table, rows: Rows, path: str, rounded: bool) -> Reals:
    return _rounded(table.numbers[path][rows], rounded)


def _rounded(values: Reals, rounded: bool) -> Reals:
    return _on_grain(values) if rounded else values


def _on_grain(values: Reals) -> Reals:
    return np.round(values * GRAIN) / GRAIN
