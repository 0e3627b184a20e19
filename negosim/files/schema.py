"""The JSON Schema of scenario files, for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from negosim.files.acceptances import ACCEPTANCES
from negosim.files.parameters import INFINITY, Parameter
from negosim.files.tactics import tactic_kinds
from negosim.files.wire import ScenarioTable


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a scenario file; dates are strings of the format ``date``.

    A file that extends another may leave out what the other says, so nothing is required at the top when ``extends`` is
    there.
    """
    found = ScenarioTable.model_json_schema(by_alias=True)
    definitions = found["$defs"]
    tactics = ((kind.name, kind.summary, kind.parameters) for kind in tactic_kinds().values())
    definitions["TacticTable"] = _by_kind(definitions["TacticTable"], tactics)
    acceptances = ((kind.name, kind.summary, kind.parameters) for kind in ACCEPTANCES.values())
    definitions["AcceptanceTable"] = _by_kind(definitions["AcceptanceTable"], acceptances)
    required = found.pop("required")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "negosim scenario",
        "anyOf": [{"required": ["extends"]}, {"required": required}],
    }


def _by_kind(table: dict[str, Any], kinds: Iterable[tuple[str, str, tuple[Parameter, ...]]]) -> dict[str, Any]:
    """Tell apart by ``kind`` which parameters a table takes."""
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
