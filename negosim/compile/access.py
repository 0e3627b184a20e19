"""Access to memory: read and write the fields of records, the rows of lists and the columns of results."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from negosim.compile.code import Code, Value
from negosim.compile.types import BOOL, COLUMNS, FLOAT, INT, PLACE, Functions, Record, Rows, Tuple, Type, with_article


@dataclass(slots=True)
class Access(Code):
    """Code that reads and writes memory."""

    # ---- fields ----------------------------------------------------------------------------------------------

    def field_kind(self, node: ast.Attribute, record: Record) -> Type:
        """Return the type of a field."""
        fields = self.program.memory.pools[record.of].fields
        if node.attr not in fields:
            raise self.fault(node, f"{with_article(record)} has no '{node.attr}'", f"it has {', '.join(fields)}")
        return fields[node.attr]

    def read_field(self, node: ast.Attribute, record: Value) -> Value:
        """Return the value of a field."""
        owner: Record = record.kind  # type: ignore[assignment]
        kind = self.field_kind(node, owner)
        self.refuse_none(record)
        if isinstance(kind, Rows):
            first = self.read_word(owner, node.attr, record.text, 0)
            count = self.read_word(owner, node.attr, record.text, 1)
            text = self.new(f"insertvalue {{ i64, i64 }} undef, i64 {first}, 0")
            return Value(kind, self.new(f"insertvalue {{ i64, i64 }} {text}, i64 {count}, 1"))
        if kind == FLOAT:
            tag = self.program.alias(f"{owner.name}.{node.attr}")
            pointer = self._field_pointer("%m", owner, node.attr, record.text)
            return Value(FLOAT, self.new(f"load double, ptr {pointer}{tag}"))
        word = self.read_word(owner, node.attr, record.text, 0)
        if kind == BOOL:
            if word in ("0", "1"):
                return Value(BOOL, "true" if word == "1" else "false")
            return Value(BOOL, self.new(f"icmp ne i64 {word}, 0"))
        return Value(kind, word)

    def refuse_none(self, value: Value) -> None:
        """Record an error if a record or a function is ``None``, in a function that is not trusted."""
        kind: Record | Functions = value.kind  # type: ignore[assignment]
        if not self.source.trusted and (value.number is None or value.text == kind.none):
            self.refuse(self.new(f"icmp eq i64 {value.text}, {kind.none}"))

    def read_word(self, owner: Record, name: str, record: str, part: int) -> str:
        """Return a word of a field; if it is part of the structure, it may be constant or read from the image."""
        structure = self.program.is_structure(owner.of, name)
        if structure and self.program.specialised:
            known = self.program.memory.column(owner.of, name, part)
            if record.isdigit():
                row = self.program.memory.row_at(owner.of, int(record))
                return str(known[row]) if 0 <= row < len(known) else "0"
            first, step = (*known, 0)[0], known[1] - known[0] if len(known) > 1 else 0
            if known == tuple(first + step * row for row in range(len(known))):
                return self._in_step(owner, record, first, step)
            pointer = self._field_pointer("@image", owner, name, record, part)
            return self.new(f"load i64, ptr {pointer}")
        pointer = self._field_pointer("%m", owner, name, record, part)
        fixed = ", !invariant.load !0" if structure else ""
        return self.new(f"load i64, ptr {pointer}{fixed}{self.program.alias(f'{owner.name}.{name}')}")

    def _in_step(self, owner: Record, record: str, first: int, step: int) -> str:
        """Return ``first + step * row`` for a record's row; numbers and references are often evenly spaced."""
        if step == 0:
            return str(first)
        pool = self.program.memory.pools[owner.of]
        distance = self.new(f"sub nsw i64 {record}, {pool.start}")
        row = self.new(f"sdiv exact i64 {distance}, {pool.width}")
        return self.new(f"add nsw i64 {self.new(f'mul nsw i64 {row}, {step}')}, {first}")

    def _field_pointer(self, base: str, owner: Record, name: str, record: str, part: int = 0) -> str:
        offset = self.program.memory.pools[owner.of].offset(name) + part
        if record.isdigit():
            return self.new(f"getelementptr i64, ptr {base}, i64 {int(record) + offset}")
        first = self.new(f"getelementptr i64, ptr {base}, i64 {record}")
        return self.new(f"getelementptr i64, ptr {first}, i64 {offset}") if offset else first

    def write_field(self, node: ast.Attribute, record: Value, value: Value, at: ast.AST) -> None:
        """Assign a value to a field."""
        owner: Record = record.kind  # type: ignore[assignment]
        if not self.source.trusted:
            raise self.fault(node, f"this changes '{ast.unparse(node)}'", "your own functions may not change records")
        kind = self.field_kind(node, owner)
        if isinstance(kind, Rows | Functions) or kind == PLACE:
            raise self.fault(node, f"'{node.attr}' cannot be assigned", "assign to its items")
        pointer = self._field_pointer("%m", owner, node.attr, record.text)
        text = self.convert(at, value, kind)
        if kind == BOOL:
            text = self.new(f"zext i1 {text} to i64")
        tag = self.program.alias(f"{owner.name}.{node.attr}")
        self.line(f"store {'double' if kind == FLOAT else 'i64'} {text}, ptr {pointer}{tag}")

    # ---- lists -----------------------------------------------------------------------------------------------

    def place_of(self, node: ast.AST, rows: Value, index: Value) -> str:
        """Return the position of an item in a list, from 0."""
        if index.kind not in (INT, BOOL):
            raise self.fault(node, f"{with_article(index.kind)} is not an index", "use a whole number")
        place = self.whole(node, index)
        if index.number is not None and index.number < 0:
            place = self.new(f"add nsw i64 {self.length(rows)}, {index.number}")
        elif not self.source.trusted and index.number is None:
            counted = self.new(f"add i64 {place}, {self.length(rows)}")
            place = self.new(f"select i1 {self.new(f'icmp slt i64 {place}, 0')}, i64 {counted}, i64 {place}")
        if not self.source.trusted:
            self.refuse(self.new(f"icmp uge i64 {place}, {self.length(rows)}"))
        return place

    def read_item(self, node: ast.AST, rows: Value, index: Value) -> Value:
        """Return an item of a list."""
        kind: Rows = rows.kind  # type: ignore[assignment]
        return self.item_at(kind.item, self._first(rows), self.place_of(node, rows, index))

    def item_at(self, item: Record | Type, first: str, place: str) -> Value:
        """Return the item at a position of a list, given the first word of the list."""
        if isinstance(item, Record):
            width = self.program.memory.pools[item.of].width
            distance = place if width == 1 else self.new(f"mul nsw i64 {place}, {width}")
            return Value(item, self.new(f"add nsw i64 {first}, {distance}"))
        tag = self.program.alias(f"list[{item.name}]")
        return Value(item, self.new(f"load {item.llvm}, ptr {self._item_pointer(first, place)}{tag}"))

    def _item_pointer(self, first: str, place: str) -> str:
        start = self.new(f"getelementptr i64, ptr %m, i64 {first}")
        return self.new(f"getelementptr i64, ptr {start}, i64 {place}")

    def _first(self, rows: Value) -> str:
        return self.new(f"extractvalue {{ i64, i64 }} {rows.text}, 0")

    def write_item(self, node: ast.AST, rows: Value, index: Value, value: Value) -> None:
        """Assign a value to an item of a list."""
        item: Type = rows.kind.item  # type: ignore[union-attr]
        if isinstance(item, Record):
            raise self.fault(node, "a record of a list cannot be replaced", "assign to its fields")
        text = self.convert(node, value, item)
        pointer = self._item_pointer(self._first(rows), self.place_of(node, rows, index))
        self.line(f"store {item.llvm} {text}, ptr {pointer}{self.program.alias(f'list[{item.name}]')}")

    def read_tuple(self, node: ast.Subscript, value: Value, index: Value) -> Value:
        """Return an item of a tuple; if all items have one type, the index need not be a constant."""
        kind: Tuple = value.kind  # type: ignore[assignment]
        if index.number is not None and -len(kind.items) <= index.number < len(kind.items):
            return self.item(value, index.number % len(kind.items))
        if index.number is not None or len(set(kind.items)) > 1 or not self.source.trusted:
            raise self.fault(node, f"'{ast.unparse(node)}' is not an item of the tuple", "use an index within it")
        slot = self.slot(kind.llvm)
        self.line(f"store {kind.llvm} {value.text}, ptr {slot}")
        item = kind.items[0].llvm
        pointer = self.new(f"getelementptr inbounds {item}, ptr {slot}, i64 {index.text}")
        return Value(kind.items[0], self.new(f"load {item}, ptr {pointer}"))

    # ---- columns ---------------------------------------------------------------------------------------------

    def write_column(self, node: ast.Subscript, value: Value) -> None:
        """Write a result: ``columns.name[row] = value``, or ``columns.name[row, item] = value``."""
        column: ast.Attribute = node.value  # type: ignore[assignment]
        number, dtype, dimensions = self.program.column(column.attr)
        indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(indices) != dimensions:
            raise self.fault(node, f"'{column.attr}' has {dimensions} dimensions", "index all of them")
        places = [self.whole(each, self.expression(each)) for each in indices]
        base = self._column_word(2 * number, "ptr")
        index = places[0]
        if dimensions == 2:
            width = self._column_word(2 * number + 1, "i64")
            index = self.new(f"add nsw i64 {self.new(f'mul nsw i64 {index}, {width}')}, {places[1]}")
        pointer = self.new(f"getelementptr inbounds {dtype}, ptr {base}, i64 {index}")
        if dtype == "double":
            text = self.real(node, value)
        else:
            text = self.new(f"trunc i64 {self.whole(node, value)} to {dtype}")
        self.line(f"store {dtype} {text}, ptr {pointer}{self.program.alias('column')}")

    def _column_word(self, number: int, llvm: str) -> str:
        pointer = self.new(f"getelementptr inbounds i64, ptr %columns, i64 {number}")
        return self.new(f"load {llvm}, ptr {pointer}, !invariant.load !0")

    def is_column(self, node: ast.expr) -> bool:
        """Return whether an expression is a column of results."""
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return False
        variable = self.variables.get(node.value.id)
        return variable is not None and variable.kind == COLUMNS

    def expression(self, node: ast.expr) -> Value:
        """Return the value of an expression."""
        raise NotImplementedError
