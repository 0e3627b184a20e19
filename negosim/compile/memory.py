"""The memory of a kernel: all records that can be reached from a root, as rows of 8-byte words.

A record is represented by the first word of its row, a list by the first word of its first row and the number of its
rows. The rows of a list are contiguous; lists that share rows must be slices of one another.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.compile.source import original
from negosim.compile.types import BOOL, FLOAT, INT, PLACE, Functions, Record, Rows, Type, fields_of

FAULT = 0  # the word that records an error
NOTHING = -1  # no function

FieldFunctions = Mapping[tuple[type, str], Sequence[Callable[..., Any]]]


@dataclass(slots=True)
class Pool:
    """The rows of one class of records, or of numbers.

    Parameters
    ----------
    fields : dict of str to Type
        The fields of a row; a number has none.
    rows : list
        The records, or the numbers.
    start : int
        The first word.
    width : int
        Number of words of a row.
    """

    fields: dict[str, Type]
    rows: list[Any] = field(default_factory=list)
    start: int = 0
    width: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = max(1, sum(width_of(each) for each in self.fields.values()))

    def has_no_structure(self) -> bool:
        """Return whether the rows contain only numbers that may differ between runs."""
        return not any(is_structure(name, kind, frozenset()) for name, kind in self.fields.items())

    def offset(self, name: str) -> int:
        """Return the first word of a field, relative to that of the row."""
        offset = 0
        for key, each in self.fields.items():
            if key == name:
                return offset
            offset += width_of(each)
        raise KeyError(name)


def width_of(kind: Type) -> int:
    """Return the number of words of a field."""
    return 2 if isinstance(kind, Rows) else 1


class Memory:
    """The memory of all records that can be reached from a root.

    Parameters
    ----------
    root : object
        A record, the only one of its class.
    place : type or None
        The class of fields that refer to the place of a number, with the attributes ``container`` and ``key``.
    functions : mapping, optional
        Functions of a field, by class and name, that are known beforehand, so that their positions are fixed.

    Attributes
    ----------
    words : array of int64
        A template; every run works on its own copy.
    pools : dict
        By class of records; by ``float`` and ``int`` for the numbers in lists.
    start : int
        The first word of the root, which does not depend on its contents.
    """

    def __init__(self, root: Any, place: type | None = None, functions: FieldFunctions | None = None) -> None:
        self.root = type(root)
        self.place = place
        self.pools: dict[type, Pool] = {}
        self.functions = {key: list(known) for key, known in (functions or {}).items()}
        self._row: dict[int, int] = {}
        self._lists: dict[int, tuple[type, int, int]] = {}
        self._add_pools(self.root)
        self.start = max(pool.width for pool in self.pools.values())  # reads through None stay before it
        self._collect(root)
        self.words = self._fill()

    def _add_pools(self, record: type) -> None:
        if record in self.pools:
            return
        fields = fields_of(record, self.place)
        self.pools[record] = Pool(fields)
        for kind in fields.values():
            target = kind.item if isinstance(kind, Rows) else kind
            if isinstance(target, Record):
                self._add_pools(target.of)
            elif isinstance(kind, Rows):
                self.pools.setdefault(float if target is FLOAT else int, Pool({}))

    # ---- rows ------------------------------------------------------------------------------------------------

    def _collect(self, root: Any) -> None:
        """Give every record a row, level by level: lists first, so that their rows are contiguous."""
        level = [root]
        self._place_rows(type(root), [root])
        while level:
            reached: list[Any] = []
            for record in level:
                for name, kind in self.pools[type(record)].fields.items():
                    if isinstance(kind, Rows):
                        reached += self._place_list(kind, getattr(record, name), f"{type(record).__name__}.{name}")
            for record in level:
                for name, kind in self.pools[type(record)].fields.items():
                    value = getattr(record, name)
                    if isinstance(kind, Record) and value is not None and id(value) not in self._row:
                        reached += self._place_rows(kind.of, [value])
            level = reached

    def _place_rows(self, record: type, values: list[Any]) -> list[Any]:
        pool = self.pools[record]
        for value in values:
            self._row[id(value)] = len(pool.rows)
            pool.rows.append(value)
        return values

    def _place_list(self, kind: Rows, values: list[Any], where: str) -> list[Any]:
        if id(values) in self._lists:
            return []
        if not isinstance(kind.item, Record):
            pool = self.pools[float if kind.item is FLOAT else int]
            self._lists[id(values)] = (float if kind.item is FLOAT else int, len(pool.rows), len(values))
            pool.rows += values
            return []
        if len({id(value) for value in values}) < len(values):
            raise ValueError(f"{where} contains a record twice")
        known = [self._row.get(id(value), NOTHING) for value in values]
        if all(row == NOTHING for row in known):
            self._lists[id(values)] = (kind.item.of, len(self.pools[kind.item.of].rows), len(values))
            return self._place_rows(kind.item.of, values)
        first = known[0]
        if known != list(range(first, first + len(known))):
            raise ValueError(f"the rows of {where} are not contiguous")
        self._lists[id(values)] = (kind.item.of, first, len(values))
        return []

    # ---- words -----------------------------------------------------------------------------------------------

    def _fill(self) -> npt.NDArray[np.int64]:
        end = self.start
        # Pools without structure come last, so that the image can leave them out.
        for pool in sorted(self.pools.values(), key=Pool.has_no_structure):
            pool.start = end
            end += pool.width * len(pool.rows)
        words = np.zeros(end, np.int64)
        reals = words.view(np.float64)
        for kind, pool in self.pools.items():
            if kind is float:
                reals[pool.start : pool.start + len(pool.rows)] = pool.rows
            elif kind is int:
                words[pool.start : pool.start + len(pool.rows)] = pool.rows
            else:
                self._fill_records(kind, pool, words, reals)
        return words

    def _fill_records(
        self, record: type, pool: Pool, words: npt.NDArray[np.int64], reals: npt.NDArray[np.float64]
    ) -> None:
        offset = 0
        for name, kind in pool.fields.items():
            values = [getattr(row, name) for row in pool.rows]
            at = slice(pool.start + offset, pool.start + len(pool.rows) * pool.width + offset, pool.width)
            at = slice(at.start, min(at.stop, len(words)), pool.width)
            if values and kind is FLOAT:
                reals[at] = values
            elif values and isinstance(kind, Rows):
                words[at] = [self._first_word(value) for value in values]
                second = slice(at.start + 1, min(at.stop + 1, len(words)), pool.width)
                words[second] = [len(value) for value in values]
            elif values:
                words[at] = [self._code(record, name, kind, value) for value in values]
            offset += width_of(kind)

    def _code(self, record: type, name: str, kind: Type, value: Any) -> int:
        if isinstance(kind, Record):
            return int(kind.none) if value is None else self._word_of(value)
        if isinstance(kind, Functions):
            return self.code_of(record, name, value)
        return self.word(value) if kind is PLACE else int(value)

    def code_of(self, record: type, name: str, function: Callable[..., Any] | None) -> int:
        """Return the position of a function among those of a field."""
        known = self.functions.setdefault((record, name), [])
        if function is None:
            return NOTHING
        function = original(function)
        if function not in known:
            known.append(function)
        return known.index(function)

    def word(self, place: Any) -> int:
        """Return the word of a number.

        Parameters
        ----------
        place : object
            It has the attributes ``container``, a record or a list of numbers, and ``key``, the field or the index.
        """
        if isinstance(place.key, int):
            return self._first_word(place.container) + place.key
        return self._word_of(place.container) + self.pools[type(place.container)].offset(place.key)

    def holder(self, word: int) -> tuple[Any, str | int]:
        """Return the place of a word: a record and its field, or a list of numbers and the index."""
        for kind, pool in self.pools.items():
            if not pool.start <= word < pool.start + pool.width * len(pool.rows):
                continue
            if not pool.fields:
                return self._list_with(float if kind is float else int, word)
            row, offset = divmod(word - pool.start, pool.width)
            names = [name for name, each in pool.fields.items() for _ in range(width_of(each))]
            return pool.rows[row], names[offset]
        raise KeyError(word)

    def _list_with(self, item: type, word: int) -> tuple[list[Any], int]:
        """Return the list that contains a number, and the index."""
        wanted = Rows(FLOAT if item is float else INT)
        for pool in self.pools.values():
            for name in (name for name, kind in pool.fields.items() if kind == wanted):
                for values in (getattr(record, name) for record in pool.rows):
                    index = word - self._first_word(values)
                    if 0 <= index < len(values):
                        return values, index
        raise KeyError(word)

    def _word_of(self, record: Any) -> int:
        pool = self.pools[type(record)]
        return pool.start + self._row[id(record)] * pool.width

    def _first_word(self, values: list[Any]) -> int:
        kind, row, _ = self._lists[id(values)]
        return self.pools[kind].start + row * self.pools[kind].width

    def row_at(self, record: type, word: int) -> int:
        """Return the row of a class that starts at a word; -1 for ``None``."""
        pool = self.pools[record]
        return (word - pool.start) // pool.width if word else NOTHING

    # ---- structure -------------------------------------------------------------------------------------------

    def column(self, record: type, name: str, part: int = 0) -> tuple[int, ...]:
        """Return a field of all rows of a class, as words; for a list, its first word or (``part`` 1) its count."""
        pool = self.pools[record]
        start = pool.start + pool.offset(name) + part
        end = start + max(0, len(pool.rows) - 1) * pool.width + 1
        return tuple(self.words[start : end : pool.width].tolist()) if pool.rows else ()

    def image(self, assigned: frozenset[str]) -> list[int]:
        """Return the words of the structure, with zeros for the others, up to the last row that has structure."""
        image, length = np.zeros_like(self.words), self.start
        for pool in self.pools.values():
            end = pool.start + pool.width * len(pool.rows)
            for name, kind in pool.fields.items():
                if is_structure(name, kind, assigned):
                    length = max(length, end)
                    for part in range(width_of(kind)):
                        column = slice(pool.start + pool.offset(name) + part, end, pool.width)
                        image[column] = self.words[column]
        return list(image[:length].tolist())

    def structure(self) -> Hashable:
        """Return everything that a program specialised for this memory depends on."""
        return tuple(self._structure())

    def functions_known(self) -> Hashable:
        """Return everything that a program for any structure depends on."""
        return tuple((*key, *functions) for key, functions in self.functions.items())

    def _structure(self) -> Iterator[Hashable]:
        for kind, pool in self.pools.items():
            yield kind, pool.start, len(pool.rows)
            for name, each in pool.fields.items():
                if is_structure(name, each, frozenset()):
                    yield name, self.column(kind, name), self.column(kind, name, 1) if isinstance(each, Rows) else ()
        yield self.functions_known()


def is_structure(name: str, kind: Type, assigned: frozenset[str]) -> bool:
    """Return whether a field is part of the structure: neither a float nor a place, and never assigned."""
    return name not in assigned and (kind in (INT, BOOL) or isinstance(kind, Record | Rows | Functions))


def real_bits(x: float) -> str:
    """Return a float in the notation of LLVM."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', x))[0]:016X}"
