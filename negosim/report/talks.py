"""The talks round by round: meetings, quiet spells and events between them, as dated entries."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.engine import Result, Row
from negosim.report.chronicle import Happening, Meeting, Move, QuietSpell, chronicle
from negosim.report.document import Entry, Offer, Span, Text, Tone, say
from negosim.report.wording import money, party_title, person, terms

__all__ = ["entries_of_talks", "tone_of"]

MOST_LINES = 12  # offers of one round that are listed one by one
TONES: tuple[Tone, Tone] = ("first", "second")
PUBLIC_NOTES = ("takes office", "stays in office", "is elected")


def entries_of_talks(result: Result) -> tuple[Entry, ...]:
    """Return an entry for each meeting, quiet spell and event of a run."""
    writer = _EntryWriter(result.scenario)
    return tuple(writer.entry(item) for item in chronicle(result))


def tone_of(scenario: Scenario, party: str) -> Tone:
    """Return the tone in which a party is written."""
    return TONES[scenario.parties.index(party)]


class _EntryWriter:
    """Writes the items of a chronicle as entries."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def entry(self, item: Meeting | QuietSpell | Happening) -> Entry:
        match item:
            case Meeting():
                return self._meeting(item)
            case QuietSpell():
                return self._spell(item)
            case Happening():
                return self._happening(item)

    # ---- at the table ----------------------------------------------------------------------------------------

    def _meeting(self, meeting: Meeting) -> Entry:
        name = "Contact" if meeting.name.startswith("contact") else _capital(meeting.name)
        heading = [Span(name, "strong")]
        if meeting.listed is not None:
            leads = ", ".join(filter(None, (meeting.listed.leads.get(party, "") for party in self.scenario.parties)))
            heading += [Span(f", {meeting.listed.place}")] if meeting.listed.place else []
            heading += [Span(f": {leads}", "quiet")] if leads else []
        lines: list[Text | Offer] = []
        if meeting.listed is not None and meeting.listed.note:
            lines.append(say(_capital(meeting.listed.note), "quiet"))
        if meeting.quiet and meeting.moves:
            lines.append(say(f"Neither side moves: {self._positions(meeting)}", "quiet"))
        else:
            lines.extend(self._table(meeting))
        if not meeting.moves:
            lines.append(say("No offers are made", "quiet"))
        return Entry(day=meeting.day, when=meeting.day.isoformat(), headline=tuple(heading), lines=tuple(lines))

    def _table(self, meeting: Meeting) -> Iterator[Text | Offer]:
        listed = _listed([place for place, move in enumerate(meeting.moves) if move.kind == "offer"])
        omitted = sum(move.kind == "offer" for move in meeting.moves) - len(listed)
        for place, move in enumerate(meeting.moves):
            if move.kind != "offer":
                yield from self._act(move, meeting)
                yield from self._words(move)
            elif place in listed:
                yield self._offer(move)
                yield from self._words(move)
            elif place - 1 in listed:
                yield say(f"… {omitted} more offers …", "quiet")
        if meeting.closing and not any(move.kind == "accept" for move in meeting.moves):
            yield self._deal("The offers meet", meeting.closing)

    def _act(self, move: Move, meeting: Meeting) -> Iterator[Text]:
        name = party_title(self.scenario, move.party)
        if move.kind == "accept" and meeting.closing:
            yield self._deal(f"{name} accepts", meeting.closing)
        elif move.kind == "broken_off":
            yield say(f"{name} breaks off the talks", "bad")
        elif move.kind == "wait":
            yield say(f"{name} makes no offer", "quiet")

    def _words(self, move: Move) -> Iterator[Text]:
        if move.text:
            yield say(f"{party_title(self.scenario, move.party)}: “{move.text}”", "quiet")

    def _offer(self, move: Move) -> Offer:
        outcome = move.terms or {}
        return Offer(
            party=party_title(self.scenario, move.party),
            terms=terms(self.scenario, outcome),
            money="as before" if move.stays else money(self.scenario, outcome),
            right=len(self.scenario.issues) == 1,
            tone=tone_of(self.scenario, move.party),
        )

    def _deal(self, lead: str, closing: list[Row]) -> Text:
        outcome = closing[0].terms or {}
        kinds = {row.kind for row in closing}
        deal = "agreement" if "concluded" in kinds else "tentative deal"
        open_still = ", to be ratified" if "concluded" in kinds and "in_force" not in kinds else ""
        return say(f"{lead}: {deal} at {self._terms_and_money(outcome)}{open_still}", "good")

    def _terms_and_money(self, outcome: Terms) -> str:
        words = terms(self.scenario, outcome)
        amount = money(self.scenario, outcome)
        return f"{words} ({amount})" if amount else words

    def _positions(self, *meetings: Meeting) -> str:
        last = {move.party: move.terms for meeting in meetings for move in meeting.moves if move.kind == "offer"}
        return "; ".join(
            f"{party_title(self.scenario, party)} {terms(self.scenario, last[party] or {})}"
            for party in self.scenario.parties
            if party in last
        )

    def _spell(self, spell: QuietSpell) -> Entry:
        last = spell.meetings[-1]
        until = last.last_day or last.day
        headline = (
            Span(f"{len(spell.meetings)} meetings", "strong"),
            Span(f" until {until}, neither side moves: {self._positions(*spell.meetings)}"),
        )
        return Entry(day=spell.day, when=spell.day.isoformat(), headline=headline)

    # ---- between the rounds ----------------------------------------------------------------------------------

    def _happening(self, item: Happening) -> Entry:
        return Entry(day=item.day, when=item.day.isoformat(), headline=self._headline(item.rows))

    def _headline(self, rows: tuple[Row, ...]) -> Text:
        first = rows[0]
        match first.kind:
            case "ratified" | "concluded" | "in_force":
                return say(_capital("; ".join(row.note for row in rows)), "good")
            case "rejected":
                return say(f"{_capital(first.note)} ({terms(self.scenario, first.terms or {})})", "bad")
            case "administration" | "election":
                return self._office(first)
            case "fade":
                return say(_capital(first.note.replace("_", " ")), "quiet")
            case "end":
                return say(_capital(first.note), "strong")
            case _:
                terms_ = f" ({terms(self.scenario, first.terms)})" if first.terms else ""
                return say(f"{_capital(first.words)}{terms_}")

    def _office(self, row: Row) -> Text:
        name, words = row.note, ""
        for ending in PUBLIC_NOTES:
            if row.note.endswith(ending):
                name, words = row.note.removesuffix(ending).rstrip(), ending
        party = row.party or ""
        return (
            Span(party_title(self.scenario, party), tone_of(self.scenario, party)),
            Span(f": {person(name)} {words}", "strong"),
        )


def _listed(places: list[int]) -> set[int]:
    """Return the offers of a round to list: all, or only the first and the last if there are very many."""
    half = MOST_LINES // 2
    return set(places) if len(places) <= MOST_LINES else {*places[:half], *places[-half:]}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
