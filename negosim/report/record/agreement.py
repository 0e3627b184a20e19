"""The talks on one agreement of a record as a document: what was known, what happened, and the payments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negosim import history
from negosim.history import Dyad, PartialDate, Renewal
from negosim.report.document import Block, Document, Entry, Paragraph, Row, Section, Table, say
from negosim.report.record.overview import percent, rounded, timing

__all__ = ["FIGURE_WORDS", "describe_agreement"]

FIGURE_WORDS = {
    "opened": "talks opened",
    "consumer_prices": "consumer prices, %",
    "defence_budget": "defence budget, %",
    "last_step": "last base step, %",
}


def describe_agreement(dyad: Dyad, renewal: Renewal) -> Document:
    """Return the talks on one agreement."""
    sections = [Section(heading="What was public at the opening", blocks=(_known(dyad, renewal),))]
    positions = _positions(dyad, renewal)
    if positions.rows:
        sections.append(Section(heading="First positions", blocks=(positions,)))
    if not dyad.folder:
        sections.append(Section(heading="What happened", blocks=tuple(timeline(renewal.id))))
        sections.append(Section(heading="What followed", blocks=_followed(renewal)))
    day = history.forecast_day(dyad, renewal)
    settled = (
        f"Concluded on {renewal.concluded_date}, {timing(renewal.days)} (expiry {renewal.previous_expiry}): "
        f"{percent(renewal.growth_pct)} in the contract's currency. A forecast at the opening is made on {day}."
    )
    return Document(
        title=f"{renewal.id}: {dyad.payer.name} and {dyad.payee.name}",
        lead=(Paragraph(text=say(settled)),),
        sections=tuple(sections),
        colophon="Names in capitals are sources; 'negosim.history.sources()' has their addresses.",
    )


def _known(dyad: Dyad, renewal: Renewal) -> Table:
    rows = (
        Row(cells=(FIGURE_WORDS[row.figure], row.value, str(row.public_from), row.grade, "; ".join(row.source_ids)))
        for row in dyad.known
        if row.agreement == renewal.id
    )
    columns = ("Figure", "Value", "Public from", "Grade", "Sources")
    return Table(columns=columns, rows=tuple(rows), right=(False, True))


def _positions(dyad: Dyad, renewal: Renewal) -> Table:
    names = {side.side: side.name for side in (dyad.payer, dyad.payee)}
    rows = (
        Row(
            cells=(
                names[row.side],
                percent(row.pct),
                str(row.made),
                str(row.public_from) + (", after the talks" if row.public_from >= renewal.concluded_date else ""),
                row.grade,
                "; ".join(row.source_ids),
            )
        )
        for row in dyad.positions
        if row.agreement == renewal.id
    )
    columns = ("Side", "Position", "Made", "Public from", "Grade", "Sources")
    return Table(columns=columns, rows=tuple(rows), right=(False, True))


def timeline(agreement: str) -> Iterator[Entry]:
    """Yield the rounds, the positions and the events of the shipped record around one agreement, in order of time."""
    entries = [*_rounds(agreement), *_offers(agreement), *_events(agreement)]
    for when, headline, sources in sorted(entries, key=lambda entry: (entry[0].first(), entry[0].last())):
        yield Entry(day=when.first(), when=str(when), headline=say(headline), lines=(say(sources, "quiet"),))


Happening = tuple[PartialDate, str, str]
MEETINGS = {
    "10+ talks": "More than ten meetings",
    "SCM": "Security Consultative Meeting",
    "follow-up": "Follow-up meeting",
    "initialling": "Initialling",
    "phone/video": "Talks by telephone and video",
    "prep": "Preparatory meeting",
    "video": "Meeting",
    "working-2": "Second working-level meeting",
}
REMOTE = {"": "", "remote": "", "video": " by video"}


def _rounds(agreement: str) -> Iterator[Happening]:
    for meeting in history.rounds():
        if meeting.agreement == agreement:
            name = MEETINGS.get(meeting.round, f"Round {meeting.round}")
            place = REMOTE.get(meeting.place or "", f" in {meeting.place}")
            note = f": {meeting.outcome_note}" if meeting.outcome_note else ""
            yield meeting.start, f"{name}{place}{note}", "; ".join(meeting.source_ids)


def _offers(agreement: str) -> Iterator[Happening]:
    words = {"US": "Washington asks for", "KR": "Seoul offers", "agreed": "Agreed:", "tentative": "Tentative deal:"}
    for offer in history.offers():
        if offer.agreement == agreement and offer.pct_vs_base is not None:
            yield (
                offer.date,
                f"{words[offer.side]} {percent(offer.pct_vs_base)} on {_in_words(offer.base)}",
                "; ".join(offer.source_ids),
            )


def _in_words(amount: str) -> str:
    """Return an amount of the record, such as "about 1,000 USD m" or "1038.9 KRW bn", as a reader would write it."""
    return re.sub(r"([\d.,]+) USD m", r"$\1m", amount).replace("KRW bn", "bn won")


def _events(agreement: str) -> Iterator[Happening]:
    for event in history.events():
        if event.agreement == agreement:
            yield event.date, event.description, "; ".join(event.source_ids)


def _followed(renewal: Renewal) -> tuple[Block, ...]:
    agreement = next(each for each in history.agreements() if each.id == renewal.id)
    years = range(agreement.validity_from.year, agreement.validity_to.year + 1)
    rows = tuple(
        Row(cells=(str(paid.year), rounded(paid.krw_bn), percent(paid.growth_pct), paid.grade_krw))
        for paid in history.contributions()
        if paid.year in years
    )
    rule = Paragraph(text=say(f"Index rule: {agreement.index_rule}."))
    return rule, Table(columns=("Year", "bn won", "Growth in won", "Grade"), rows=rows, right=(False, True, True))
