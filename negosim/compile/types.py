"""The types of the compiled subset of Python, and their types in LLVM."""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number, a truth value, or nothing."""

    name: str
    llvm: str


INT = Scalar("int", "i64")
FLOAT = Scalar("float", "double")
BOOL = Scalar("bool", "i1")
VOID = Scalar("None", "void")
PLACE = Scalar("Place", "i64")  # a word of the memory
COLUMNS = Scalar("Columns", "ptr")
SCALARS: dict[Any, Scalar] = {int: INT, float: FLOAT, bool: BOOL, None: VOID, type(None): VOID}


@dataclass(frozen=True, slots=True)
class Record:
    """A record, represented by its first word in the memory; ``None`` is word 0."""

    of: type

    @property
    def name(self) -> str:
        """Name of its class."""
        return self.of.__name__

    @property
    def llvm(self) -> str:
        """The word."""
        return "i64"

    @property
    def none(self) -> str:
        """The representation of ``None``."""
        return "0"


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of records or numbers, represented by the word of its first item and the number of items."""

    item: Record | Scalar

    @property
    def name(self) -> str:
        """Its annotation."""
        return f"list[{self.item.name}]"

    @property
    def llvm(self) -> str:
        """First word and count."""
        return "{ i64, i64 }"


@dataclass(frozen=True, slots=True)
class Tuple:
    """Several values at once."""

    items: tuple[Any, ...]

    @property
    def name(self) -> str:
        """Its annotation."""
        return f"tuple[{', '.join(item.name for item in self.items)}]"

    @property
    def llvm(self) -> str:
        """An array if all items have one type, so that it can be indexed."""
        if len({item.llvm for item in self.items}) == 1:
            return f"[{len(self.items)} x {self.items[0].llvm}]"
        return "{ " + ", ".join(item.llvm for item in self.items) + " }"


@dataclass(frozen=True, slots=True)
class Functions:
    """One of several functions, represented by its position among those of a field."""

    result: Any

    @property
    def name(self) -> str:
        """Its annotation."""
        return "Callable"

    @property
    def llvm(self) -> str:
        """The position."""
        return "i64"

    @property
    def none(self) -> str:
        """The representation of ``None``."""
        return "-1"


Type = Scalar | Record | Rows | Tuple | Functions


def with_article(kind: Type) -> str:
    """Return the name of a type with an article, for messages."""
    if kind == VOID:
        return kind.name
    return f"{'an' if kind.name[0] in 'aeiouAEIOU' else 'a'} {kind.name}"


@cache
def fields_of(record: type, place: type | None) -> dict[str, Type]:
    """Return the fields of a record with their types, in order.

    Parameters
    ----------
    place : type or None
        The class of fields that refer to the place of a number.

    Raises
    ------
    TypeError
        If a field has a type that the compiler does not know.
    """
    hints = typing.get_type_hints(record, vars(sys.modules[record.__module__]))
    return {field.name: type_of(hints[field.name], place) for field in dataclasses.fields(record)}


def type_of(annotation: Any, place: type | None = None) -> Type:
    """Return the type that an annotation stands for.

    Raises
    ------
    TypeError
        If the compiler does not know it.
    """
    if annotation in SCALARS:
        return SCALARS[annotation]
    if place is not None and annotation is place:
        return PLACE
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        kept = [each for each in arguments if each is not type(None)]
        if len(kept) == 1 and len(arguments) == 2:
            optional = type_of(kept[0], place)
            if isinstance(optional, Record | Functions):
                return optional
    elif origin is list and len(arguments) == 1:
        item = type_of(arguments[0], place)
        if isinstance(item, Record) or item in (INT, FLOAT):
            return Rows(item)
    elif origin is tuple and arguments and ... not in arguments:
        return Tuple(tuple(type_of(each, place) for each in arguments))
    elif origin is Callable:
        return Functions(type_of(arguments[-1], place))
    elif isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return Record(annotation)
    raise TypeError(f"the type {annotation} cannot be compiled")
