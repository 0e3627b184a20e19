"""Fields of records, rows of lists, columns of results: where they lie, how they are read and written."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from negosim.compile.code import Code, Value
from negosim.compile.types import BOOL, COLUMNS, FLOAT, INT, PLACE, Functions, Record, Rows, Tuple, Type, described


@dataclass(slots=True)
class Access(Code):
    """Code that reads and writes memory."""

    # ---- fields ----------------------------------------------------------------------------------------------

    def field_kind(self, node: ast.Attribute, record: Record) -> Type:
        """Return the type of a field."""
        fields = self.program.memory.pools[record.of].fields
        if node.attr not in fields:
            raise self.fault(node, f"{described(record)} has no '{node.attr}'", f"it has {', '.join(fields)}")
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
            pointer = self.field_pointer(owner, node.attr, record.text)
            return Value(FLOAT, self.new(f"load double, ptr {pointer}{tag}"))
        word = self.read_word(owner, node.attr, record.text, 0)
        if kind == BOOL:
            if word in ("0", "1"):
                return Value(BOOL, "true" if word == "1" else "false")
            return Value(BOOL, self.new(f"icmp ne i64 {word}, 0"))
        return Value(kind, word)

    def refuse_none(self, value: Value) -> None:
        """Note a fault where a record or a function is ``None``, in a function that is not trusted."""
        if not self.source.trusted and (value.number is None or value.number < 0):
            self.refuse(self.new(f"icmp slt i64 {value.text}, 0"))

    def read_word(self, owner: Record, name: str, row: str, part: int) -> str:
        """Return a word of a field: the number itself where the structure of the scenario says it."""
        program = self.program
        if program.is_structure(owner.of, name):
            known = program.known(owner.of, name, part)
            if known is not None:
                return self._known_word(known, row)
        pointer = self.field_pointer(owner, name, row, part)
        fixed = ", !invariant.load !0" if program.is_structure(owner.of, name) else ""
        tag = program.alias(f"{owner.name}.{name}")
        return self.new(f"load i64, ptr {pointer}{fixed}{tag}")

    def _known_word(self, known: tuple[int, ...], row: str) -> str:
        if row.lstrip("-").isdigit():
            return str(known[int(row)]) if 0 <= int(row) < len(known) else "0"
        if not known:
            return "0"
        first, step = known[0], known[1] - known[0] if len(known) > 1 else 0
        if known == tuple(first + step * place for place in range(len(known))):
            if step == 0:
                return str(first)
            scaled = row if step == 1 else self.new(f"mul nsw i64 {row}, {step}")
            return scaled if first == 0 else self.new(f"add nsw i64 {scaled}, {first}")
        table = self.program.table(known)
        pointer = self.new(f"getelementptr inbounds [{len(known)} x i64], ptr {table}, i64 0, i64 {row}")
        return self.new(f"load i64, ptr {pointer}, !invariant.load !0")

    def field_pointer(self, owner: Record, name: str, row: str, part: int = 0) -> str:
        """Return the address of a field's word."""
        pool = self.program.memory.pools[owner.of]
        return self.word_pointer(owner.of, row, pool.width, pool.offset(name) + part)

    def word_pointer(self, kind: type, row: str, width: int, offset: int) -> str:
        """Return the address of a word of a row of a pool."""
        start = self.program.start_of(kind)
        if start is None:
            pool = self.program.memory.pools[kind]
            word = self.new(f"getelementptr inbounds i64, ptr %m, i64 {1 + pool.number}")
            begun = self.new(f"load i64, ptr {word}, !invariant.load !0")
            base = self.new(f"getelementptr i64, ptr %m, i64 {begun}")
            base = self.new(f"getelementptr i64, ptr {base}, i64 {offset}") if offset else base
        else:
            base = self.new(f"getelementptr i64, ptr %m, i64 {start + offset}")
        if row == "0":
            return base
        return self.new(f"getelementptr [{width} x i64], ptr {base}, i64 {row}")

    def write_field(self, node: ast.Attribute, record: Value, value: Value, at: ast.AST) -> None:
        """Assign a value to a field."""
        owner: Record = record.kind  # type: ignore[assignment]
        if not self.source.trusted:
            raise self.fault(node, f"it changes '{ast.unparse(node)}'", "a function of yours may not change records")
        kind = self.field_kind(node, owner)
        if isinstance(kind, Rows | Functions) or kind == PLACE:
            raise self.fault(node, f"'{node.attr}' cannot be assigned", "assign to its items")
        pointer = self.field_pointer(owner, node.attr, record.text)
        text = self.convert(at, value, kind)
        if kind == BOOL:
            text = self.new(f"zext i1 {text} to i64")
        tag = self.program.alias(f"{owner.name}.{node.attr}")
        self.line(f"store {'double' if kind == FLOAT else 'i64'} {text}, ptr {pointer}{tag}")

    # ---- lists -----------------------------------------------------------------------------------------------

    def row_of(self, node: ast.AST, rows: Value, index: Value) -> str:
        """Return the row in the pool of an item of a list."""
        if index.kind not in (INT, BOOL):
            raise self.fault(node, f"{described(index.kind)} is no index", "use a whole number")
        place = self.whole(node, index)
        if index.number is not None and index.number < 0:
            place = self.new(f"add nsw i64 {self.length(rows)}, {index.number}")
        elif not self.source.trusted and index.number is None:
            counted = self.new(f"add i64 {place}, {self.length(rows)}")
            place = self.new(f"select i1 {self.new(f'icmp slt i64 {place}, 0')}, i64 {counted}, i64 {place}")
        if not self.source.trusted:
            self.refuse(self.new(f"icmp uge i64 {place}, {self.length(rows)}"))
        first = self.new(f"extractvalue {{ i64, i64 }} {rows.text}, 0")
        return self.new(f"add nsw i64 {first}, {place}")

    def item_pointer(self, item: Type, row: str) -> str:
        """Return the address of a number in a list."""
        return self.word_pointer(float if item == FLOAT else int, row, 1, 0)

    def read_item(self, node: ast.AST, rows: Value, index: Value) -> Value:
        """Return an item of a list."""
        kind: Rows = rows.kind  # type: ignore[assignment]
        return self.item_at(kind.item, self.row_of(node, rows, index))

    def item_at(self, item: Record | Type, row: str) -> Value:
        """Return the item of a list in a row of its pool."""
        if isinstance(item, Record):
            return Value(item, row)
        tag = self.program.alias(f"list[{item.name}]")
        return Value(item, self.new(f"load {item.llvm}, ptr {self.item_pointer(item, row)}{tag}"))

    def write_item(self, node: ast.AST, rows: Value, index: Value, value: Value) -> None:
        """Assign a value to an item of a list."""
        item: Type = rows.kind.item  # type: ignore[union-attr]
        if isinstance(item, Record):
            raise self.fault(node, "a list of records keeps its records", "assign to their fields")
        text = self.convert(node, value, item)
        pointer = self.item_pointer(item, self.row_of(node, rows, index))
        self.line(f"store {item.llvm} {text}, ptr {pointer}{self.program.alias(f'list[{item.name}]')}")

    def read_tuple(self, node: ast.Subscript, value: Value, index: Value) -> Value:
        """Return an item of a tuple, also by a number that is not known beforehand where all are of one type."""
        kind: Tuple = value.kind  # type: ignore[assignment]
        if index.number is not None and -len(kind.items) <= index.number < len(kind.items):
            return self.item(value, index.number % len(kind.items))
        if index.number is not None or len(set(kind.items)) > 1 or not self.source.trusted:
            raise self.fault(node, f"'{ast.unparse(node)}' is no item of the tuple", "use a number within it")
        room = self.room(kind.llvm)
        self.line(f"store {kind.llvm} {value.text}, ptr {room}")
        item = kind.items[0].llvm
        pointer = self.new(f"getelementptr inbounds {item}, ptr {room}, i64 {index.text}")
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
        """Return whether something is a column of results."""
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return False
        variable = self.variables.get(node.value.id)
        return variable is not None and variable.kind == COLUMNS

    def expression(self, node: ast.expr) -> Value:
        """Return the value of an expression."""
        raise NotImplementedError
