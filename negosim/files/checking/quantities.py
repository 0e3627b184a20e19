"""Checks of the correlations: between two quantities that exist, each pair once, and possible together."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain import Correlation
from negosim.files.checking.context import Context, unknown
from negosim.files.key_paths import Path
from negosim.files.wire.table import Finding
from negosim.rules.lowering.correlations import NEARER, cholesky, impossible, matrix_of, members_of

_PLACE = "correlations"


def check_quantities(context: Context) -> Iterator[Finding]:
    """Yield the errors in the correlations."""
    pairs: set[frozenset[str]] = set()
    sound = True
    for finding in _one_by_one(context, pairs):
        sound = False
        yield finding
    if sound:
        given = [Correlation(between=table.between, rho=table.rho) for table in context.table.correlations]
        _, failing = cholesky(matrix_of(given))
        if failing is not None:
            yield Finding((_PLACE,), impossible(members_of(given)[failing]), NEARER, ((_PLACE,),))


def _one_by_one(context: Context, pairs: set[frozenset[str]]) -> Iterator[Finding]:
    known = context.names("quantities")
    for position, table in enumerate(context.table.correlations):
        path: Path = (_PLACE, position, "between")
        for place, name in enumerate(table.between):
            if known:
                yield from unknown((*path, place), "quantity", name, known)
            else:
                yield Finding((*path, place), f"there is no quantity '{name}'", "write the table [quantities]")
        pair = frozenset(table.between)
        if len(pair) == 1:
            yield Finding(path, f"'{table.between[0]}' is correlated with itself", "name two quantities")
        elif pair in pairs:
            problem = f"the correlation between '{table.between[0]}' and '{table.between[1]}' is given twice"
            yield Finding(path, problem, "give it once", ((_PLACE,),))
        pairs.add(pair)
