"""What ``negosim history --json`` prints."""

from __future__ import annotations

from typing import Any

from negosim import history
from negosim.history import Dyad, Renewal
from negosim.report.document import plain
from negosim.report.record.agreement import timeline

__all__ = ["agreement_data", "record_data"]


def record_data(dyad: Dyad) -> dict[str, Any]:
    """Return the agreements of a record; with the yearly amounts if it is the shipped one."""
    amounts = [] if dyad.folder else [{"year": row.year, "krw_bn": row.krw_bn} for row in history.contributions()]
    return {
        "schema": 1,
        "title": dyad.title,
        "payer": dyad.payer.name,
        "payee": dyad.payee.name,
        "agreements": [_renewal(dyad, renewal) for renewal in dyad.renewals],
        "amounts": amounts,
    }


def agreement_data(dyad: Dyad, renewal: Renewal) -> dict[str, Any]:
    """Return the talks on one agreement: what was known, the first positions and, if it is shipped, the timeline."""
    known = [
        {"figure": row.figure, "value": row.value, "public_from": str(row.public_from), "sources": list(row.source_ids)}
        for row in dyad.known
        if row.agreement == renewal.id
    ]
    positions = [
        {"side": row.side, "pct": row.pct, "made": str(row.made), "public_from": str(row.public_from)}
        for row in dyad.positions
        if row.agreement == renewal.id
    ]
    entries = [] if dyad.folder else timeline(renewal.id)
    happened = [{"date": entry.when, "what": plain(entry.headline)} for entry in entries]
    return {"schema": 1, **_renewal(dyad, renewal), "known": known, "positions": positions, "timeline": happened}


def _renewal(dyad: Dyad, renewal: Renewal) -> dict[str, Any]:
    opened = history.opening_of(dyad, renewal)
    return {
        "id": renewal.id,
        "opened": None if opened is None else str(opened),
        "previous_expiry": str(renewal.previous_expiry),
        "concluded": str(renewal.concluded_date),
        "days_from_expiry": renewal.days,
        "growth_pct": renewal.growth_pct,
    }
