"""What a query may be: one SELECT over the tables of a sweep; nothing in it writes or reads elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from negosim.errors import UsageError

__all__ = ["check_reads"]

# The database's parser names these; since version 1.5 it takes others, as INSERT and COPY, inside of WITH.
READING = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
# Table functions that take values and no files, no texts of queries and no addresses in memory.
HARMLESS = frozenset({"generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest"})
TABLES = frozenset({"points", "replicates"})


def check_reads(connection: Any, sql: str) -> None:
    """Refuse whatever is not one SELECT over the tables of a sweep.

    Raises
    ------
    UsageError
        Naming what is not allowed.
    duckdb.Error
        Where the text cannot be parsed.
    """
    kinds = [statement.type.name for statement in connection.extract_statements(sql)]
    if kinds != ["SELECT"]:
        raise UsageError(f"a query reads: give one SELECT, not {', '.join(kinds) or 'nothing'}")
    nodes = list(_nodes(_tree(connection, sql)))
    known = TABLES | {entry["key"].lower() for node in nodes for entry in _with_queries(node)}
    for node in nodes:
        problem = _problem(node, known)
        if problem:
            raise UsageError(f"a query reads the tables 'replicates' and 'points': {problem}")


def _tree(connection: Any, sql: str) -> Mapping[str, Any]:
    """Return a SELECT as the database's parser has it."""
    (text,) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    try:
        tree: Mapping[str, Any] = json.loads(text)
    except RecursionError:
        raise UsageError("this query is nested too deeply") from None
    if tree["error"]:
        raise UsageError(f"it cannot be verified that this query only reads: {tree['error_message']}")
    return tree


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all tables of a tree of JSON."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _with_queries(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the named queries of a WITH."""
    queries = node.get("cte_map")
    return queries["map"] if isinstance(queries, dict) else []


def _problem(node: Mapping[str, Any], known: frozenset[str]) -> str:
    """Return what about a node is not allowed, in words; nothing if it is."""
    kind = node.get("type")
    if not isinstance(kind, str):
        return ""
    if kind.endswith("_NODE") and kind not in READING:
        return f"{kind.removesuffix('_NODE').removesuffix('_QUERY')} is not allowed in it"
    if kind == "BASE_TABLE" and str(node["table_name"]).lower() not in known:
        return f"there is no table '{node['table_name']}'"
    if kind == "TABLE_FUNCTION":
        name = str(node["function"]["function_name"])
        return "" if name.lower() in HARMLESS else f"the function '{name}' is not allowed in it"
    return ""
