"""Check that a query is a single SELECT over the tables of a sweep, which writes nothing and reads nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from negosim.errors import UsageError

__all__ = ["check_reads"]

# Nodes of the database's parser; since version 1.5 it allows others, such as INSERT and COPY, inside WITH.
READING = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
# Table functions that take values, but no files, no texts of queries and no memory addresses.
HARMLESS = frozenset({"generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest"})
TABLES = frozenset({"points", "replicates"})


def check_reads(connection: Any, sql: str) -> None:
    """Check that a query is a single SELECT over the tables of a sweep.

    Raises
    ------
    UsageError
        If it is not; the message names what is not allowed.
    duckdb.Error
        If the text cannot be parsed.
    """
    kinds = [statement.type.name for statement in connection.extract_statements(sql)]
    if kinds != ["SELECT"]:
        raise UsageError(f"a query must be a single SELECT, not {', '.join(kinds) or 'an empty text'}")
    nodes = list(_nodes(_tree(connection, sql)))
    known = TABLES | {entry["key"].lower() for node in nodes for entry in _with_queries(node)}
    for node in nodes:
        problem = _problem(node, known)
        if problem:
            raise UsageError(f"a query may only read the tables 'replicates' and 'points': {problem}")


def _tree(connection: Any, sql: str) -> Mapping[str, Any]:
    """Return the parse tree of a SELECT."""
    (text,) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    try:
        tree: Mapping[str, Any] = json.loads(text)
    except RecursionError:
        raise UsageError("this query is nested too deeply") from None
    if tree["error"]:
        raise UsageError(f"it cannot be verified that this query only reads: {tree['error_message']}")
    return tree


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all objects of a JSON tree."""
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
    """Return what is not allowed about a node, in words; empty if it is allowed."""
    kind = node.get("type")
    if not isinstance(kind, str):
        return ""
    if kind.endswith("_NODE") and kind not in READING:
        return f"{kind.removesuffix('_NODE').removesuffix('_QUERY')} is not allowed"
    if kind == "BASE_TABLE" and str(node["table_name"]).lower() not in known:
        return f"there is no table '{node['table_name']}'"
    if kind == "TABLE_FUNCTION":
        name = str(node["function"]["function_name"])
        return "" if name.lower() in HARMLESS else f"the function '{name}' is not allowed"
    return ""
