"""Where the columns of a table stand among the numbers of the rules, learnt from a few of its rows.

Some rows are lowered as any scenario is: those with the least and the most of each column, and a few more. Where they
differ, the number must be that of a column in each of them, or be drawn in every replicate, or follow from the
preferences. Then every other row is the same scenario with its own numbers written in these places. Otherwise, as where
a column changes the structure of the talks, nothing is learnt.
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
# What `negosim.rules.values.derive` computes from the preferences.
DERIVED = {Knot: ("slope", "run"), ValueFunction: ("share", "least", "most"), Party: ("least", "most")}


class Lowering:
    """The records of one scenario, and their memory.

    Parameters
    ----------
    scenario : Scenario
        What is lowered.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.talks: Talks = records_of(scenario, places_remembered(scenario))[0]
        self.memory = Memory(self.talks, Place)

    @cached_property
    def structure(self) -> Hashable:
        """All that is no number."""
        return self.memory.structure()

    @property
    def words(self) -> npt.NDArray[np.int64]:
        """The words of the memory."""
        return self.memory.words

    @cached_property
    def drawn(self) -> npt.NDArray[np.bool_]:
        """Which words every replicate draws."""
        words = np.zeros(len(self.words), np.bool_)
        words[[self.memory.word(draw.place) for draw in self.talks.draws]] = True
        return words

    @cached_property
    def derived(self) -> npt.NDArray[np.bool_]:
        """Which words follow from the preferences."""
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
        """Return the places of the words that differ from others, but for those that replicates or rows set anew."""
        return np.flatnonzero((self.words != words) & ~self.drawn & ~self.derived)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Learnt:
    """Where the columns stand among the numbers of the rules.

    Parameters
    ----------
    base : Lowering
        One of the rows.
    words : tuple of (int, str, bool)
        The places that rows set: the word, the column, and whether the number is rounded to the grain of time.
    derives : bool
        Whether something follows from preferences that rows set.
    """

    base: Lowering
    words: tuple[tuple[int, str, bool], ...]
    derives: bool

    def expected(self, values: Mapping[str, float]) -> npt.NDArray[np.int64]:
        """Return the words of the memory at some values of the columns."""
        words = self.base.words.copy()
        for word, path, rounded in self.words:
            words.view(np.float64)[word] = on_grain(values[path]) if rounded else values[path]
        return words

    def describes(self, other: Lowering, values: Mapping[str, float]) -> bool:
        """Return whether the base with some values of the columns is another scenario, as far as talks depend on it."""
        if other.structure != self.base.structure:
            return False
        return len(other.differences(self.expected(values))) == 0

    def settings(self) -> list[Setting]:
        """Return what a row sets in the records of the base, in the order of `numbers`."""
        return [self._setting(word) for word, _, _ in self.words]

    def _setting(self, word: int) -> Setting:
        container, key = self.base.memory.holder(word)
        return Setting(place=Place(container, key), derives=self.derives, stance=self._stance(container))

    def _stance(self, container: object) -> Stance | None:
        """Return the stance whose tactic has these parameters, if it keeps values of its curve."""
        return next((each for each in self.base.talks.stances if each.parameters is container and each.memory), None)

    def numbers(self, table: Table, rows: Rows) -> Reals:
        """Return what rows set, of shape (rows, settings)."""
        columns = [_rounded(table.numbers[path][rows], rounded) for _, path, rounded in self.words]
        return np.column_stack(columns) if columns else np.empty((len(rows), 0))


def learn(table: Table, rows: Rows, paths: Sequence[str]) -> Learnt | None:
    """Return where columns stand among the numbers of the rules, or ``None`` if they are not all numbers of a place.

    Parameters
    ----------
    rows : array of int
        The rows that are alike but for these columns.

    Raises
    ------
    UsageError
        If one of the rows that are tried is no valid scenario.
    """
    tried = _extremes(table, rows, paths)
    known: dict[int, Lowering] = {}
    while True:
        for row in tried:
            known.setdefault(row, Lowering(table.scenario(row)))
        learnt, doubtful = _learnt(table, rows, paths, {row: known[row] for row in tried})
        if not doubtful:
            return learnt
        tried = [*tried, *doubtful]


def _extremes(table: Table, rows: Rows, paths: Iterable[str]) -> list[int]:
    """Return the first row, those with the least and the most of each column, and one that is not on the grain."""
    chosen = [0]
    for path in paths:
        values = table.numbers[path][rows]
        chosen += [int(values.argmin()), int(values.argmax()), int((_on_grain(values) != values).argmax())]
    return [int(rows[place]) for place in dict.fromkeys(chosen)]


def _learnt(
    table: Table, rows: Rows, paths: Sequence[str], known: Mapping[int, Lowering]
) -> tuple[Learnt | None, list[int]]:
    """Return what a few rows say, and the rows that are needed to tell columns apart."""
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


def _candidates(table: Table, rows: list[int], paths: Sequence[str], found: Reals) -> Iterable[tuple[str, bool]]:
    """Yield the columns whose values, as they are or rounded to the grain of time, a word has in some rows."""
    for path in paths:
        for rounded in (False, True):
            if np.array_equal(_values(table, np.array(rows), path, rounded), found):
                yield path, rounded


def _values(table: Table, rows: Rows, path: str, rounded: bool) -> Reals:
    return _rounded(table.numbers[path][rows], rounded)


def _rounded(values: Reals, rounded: bool) -> Reals:
    return _on_grain(values) if rounded else values


def _on_grain(values: Reals) -> Reals:
    return np.round(values * GRAIN) / GRAIN
