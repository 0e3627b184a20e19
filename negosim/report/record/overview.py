"""All agreements of a record as a document."""

from __future__ import annotations

from collections.abc import Iterator

from negosim import history
from negosim.history import Dyad, Renewal
from negosim.report.document import Document, Paragraph, Row, Section, Table, say

__all__ = ["describe_record", "percent", "rounded", "timing"]


def percent(value: float | None) -> str:
    """Return a growth with its sign, as ``+13.9 %``."""
    return "" if value is None else f"{value:+.1f} %"


def rounded(value: float | None) -> str:
    """Return an amount with a thousands separator and one decimal."""
    return "" if value is None else f"{value:,.1f}"


def timing(days: int) -> str:
    """Return when an agreement was concluded, in days from the expiry of the one before."""
    if days == 0:
        return "on the day"
    return f"{abs(days)} days {'late' if days > 0 else 'early'}"


def describe_record(dyad: Dyad) -> Document:
    """Return the agreements of a record, and the growth under the index rules if it is the shipped one."""
    shipped = not dyad.folder
    sections = [Section(heading="Renewals", blocks=(_renewals(dyad),))]
    if shipped:
        sections.append(Section(heading="Growth under the index rules", blocks=(_rules(),)))
    last = dyad.renewals[-1].concluded_date.year
    return Document(
        title=f"{dyad.title or dyad.folder}, {dyad.renewals[0].concluded_date.year} to {last}",
        subtitle=dyad.about,
        lead=(Paragraph(text=say(_in_short(dyad))),),
        sections=tuple(sections),
        colophon=f"'negosim history {dyad.renewals[-1].id}' shows the talks on one agreement.",
    )


def _in_short(dyad: Dyad) -> str:
    days = [renewal.days for renewal in dyad.renewals]
    early = sum(each <= 0 for each in days)
    return (
        f"{len(days)} renewals: {early} concluded by the expiry of the agreement before, {len(days) - early} after it. "
        f"{dyad.payer.name} pays {dyad.payee.name}. Days are counted from the expiry to the conclusion."
    )


def _renewals(dyad: Dyad) -> Table:
    if dyad.folder:
        columns: tuple[str, ...] = ("Agreement", "Opened", "Expiry", "Concluded", "Days", "Growth")
        rows = [Row(cells=(renewal.id, _opened(dyad, renewal), *_cells(renewal)[1:])) for renewal in dyad.renewals]
    else:
        columns = ("Agreement", "Expiry", "Concluded", "Days", "Growth", "bn won", "Rounds", "Lapse")
        rows = [Row(cells=(*_cells(renewal), *_more(renewal))) for renewal in dyad.renewals]
    right = tuple(column in ("Days", "Growth", "bn won", "Rounds", "Lapse") for column in columns)
    return Table(columns=columns, rows=tuple(rows), right=right)


def _opened(dyad: Dyad, renewal: Renewal) -> str:
    opened = history.opening_of(dyad, renewal)
    return "" if opened is None else str(opened)


def _cells(renewal: Renewal) -> tuple[str, ...]:
    return (
        renewal.id,
        str(renewal.previous_expiry),
        str(renewal.concluded_date),
        f"{renewal.days:+d}",
        percent(renewal.growth_pct),
    )


def _more(renewal: Renewal) -> Iterator[str]:
    agreement = next(each for each in history.agreements() if each.id == renewal.id)
    yield rounded(agreement.base_amount_krw_bn)
    yield "" if agreement.rounds is None else str(agreement.rounds)
    yield "" if agreement.lapse_days is None else str(agreement.lapse_days)


def _rules() -> Table:
    rows = (
        Row(
            cells=(
                "–".join(dict.fromkeys((str(check.first_year), str(check.last_year)))),
                check.rule,
                percent(check.predicted_growth_pct),
                percent(check.actual_growth_pct),
            )
        )
        for check in history.index_checks()
    )
    return Table(columns=("Year", "Rule", "Rule gives", "Paid"), rows=tuple(rows), right=(False, False, True, True))
