"""The JSON Schema of scenario files, for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from negosim.files.tactics import tactic_kinds
from negosim.files.wire import ScenarioTable
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.parameters import INFINITY, Parameter

PART = "Part"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a scenario file; dates are strings of the format ``date``.

    Nothing is required in a file that extends another, because the other file may contain it. Nor is anything required
    in a stance that inherits from another.
    """
    whole = ScenarioTable.model_json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    tactics = ((kind.name, kind.summary, kind.parameters) for kind in tactic_kinds().values())
    definitions["TacticTable"] = _by_kind(definitions["TacticTable"], tactics)
    acceptances = ((kind.name, kind.summary, kind.parameters) for kind in ACCEPTANCES.values())
    definitions["AcceptanceTable"] = _by_kind(definitions["AcceptanceTable"], acceptances)
    definitions["ScenarioTable"] = whole
    definitions["DrawnNumber"] = _or_quantity(definitions["DrawnNumber"])
    parts = {f"{name}{PART}": _part(definition) for name, definition in definitions.items()}
    definitions["StanceTable"] = _unless("inherits", definitions["StanceTable"], parts[f"StanceTable{PART}"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "negosim scenario",
        "description": whole["description"],
        "type": "object",
        "properties": {key: {"description": info.description} for key, info in ScenarioTable.model_fields.items()},
        "if": {"required": ["extends"]},
        "then": {"$ref": f"#/$defs/ScenarioTable{PART}"},
        "else": {"$ref": "#/$defs/ScenarioTable"},
        "$defs": {**definitions, **parts},
    }


def _unless(key: str, whole: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Require everything in a table, unless it has a key by which it starts from another table."""
    return {"if": {"required": [key]}, "then": part, "else": whole}


def _or_quantity(drawn: dict[str, Any]) -> dict[str, Any]:
    """Require a distribution or the name of a quantity."""
    rest = {key: value for key, value in drawn.items() if key != "required"}
    return {**rest, "anyOf": [{"required": ["dist"]}, {"required": ["quantity"]}]}


def _part(node: Any) -> Any:
    """Return a schema in which nothing is required, so that incomplete tables match it."""
    if isinstance(node, list):
        return [_part(item) for item in node]
    if not isinstance(node, dict):
        return node
    part: dict[str, Any] = {}
    for key, value in node.items():
        if key == "if":
            part[key] = value
        elif key == "$ref":
            part[key] = f"{value}{PART}"
        elif key != "required":
            # Without required keys, several branches may match at once.
            part["anyOf" if key == "oneOf" else key] = _part(value)
    return part


def _by_kind(table: dict[str, Any], kinds: Iterable[tuple[str, str, tuple[Parameter, ...]]]) -> dict[str, Any]:
    """Let ``kind`` determine which parameters a table has."""
    known = list(kinds)
    own = {key: value for key, value in table["properties"].items() if key != "kind"}
    kind = {**table["properties"]["kind"], "enum": [name for name, _, _ in known]}
    cases = []
    for name, summary, parameters in known:
        properties = {parameter.name: _parameter(parameter) for parameter in parameters}
        cases.append(
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {
                    "description": summary,
                    "properties": properties,
                    "propertyNames": {"enum": ["kind", *own, *properties]},
                },
            }
        )
    rest = {key: value for key, value in table.items() if key not in ("properties", "additionalProperties")}
    return {**rest, "properties": {"kind": kind, **own}, "allOf": cases}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {"description": parameter.description}
    if parameter.words:
        return {**described, "enum": list(parameter.words)}
    if parameter.default is not None:
        described["default"] = parameter.default
    fixed: dict[str, Any] = {"type": "integer" if parameter.whole else "number"}
    if parameter.low != -INFINITY:
        fixed["exclusiveMinimum" if parameter.above else "minimum"] = parameter.low
    if parameter.high != INFINITY:
        fixed["maximum"] = parameter.high
    return {**described, "anyOf": [fixed, {"$ref": "#/$defs/DrawnNumber"}]}
