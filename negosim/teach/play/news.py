"""The events of the talks that a party learns of: public events, and those that concern the party itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.domain.terms import Terms
from negosim.engine import Row
from negosim.report.wording import party_title, person
from negosim.teach.amounts import outcome_in_words
from negosim.teach.words import Words

__all__ = ["NEWS_HANG", "news"]

NEWS_HANG = 11  # columns before the text of the news, for the date
LEVELS = {"reservation": "reservation", "aspiration": "aspiration_level", "mandate": "mandate"}
OFFICE = ("takes office", "stays in office", "is elected")
VOTES = {"rejected": " rejects the deal", "ratified": " consents"}


def news(
    words: Words, rows: Iterable[Row], scenario: Scenario, party: str, *, own: Sequence[Terms] = ()
) -> Iterator[str]:
    """Yield a line for each row of a trace that is news to a party.

    The trace lists every effect of a shock; a party learns its public description and the effects on itself.

    Parameters
    ----------
    party : str
        The party; empty for news that is public.
    own : sequence of mapping
        The party's own offers; offers of others get enough decimal places to be distinguished from them.
    """
    for row in rows:
        sentence = _sentence(words, row, scenario, party, own)
        if sentence:
            yield words.finished(f"{row.date.isoformat()}  {sentence}")


def _sentence(words: Words, row: Row, scenario: Scenario, party: str, own: Sequence[Terms]) -> str:
    offer = "" if row.terms is None else outcome_in_words(words, scenario, row.terms, apart_from=own)
    who = party_title(scenario, row.party) if row.party else ""
    mine = row.party == party
    match row.kind:
        case "start" | "round" | "answer":
            return ""
        case "offer" | "wait" | "accept":
            return "" if mine else words(f"{row.kind}s_news", who=who, offer=offer)
        case "broken_off":
            return words("you_break_off") if mine else words("breaks_off", who=who)
        case "tentative":
            return words("tentative", offer=offer)
        case "shock" | "fade":
            return _shock(words, row, scenario, party)
        case "opening":
            opened = next(issue for issue in scenario.issues if row.event == issue.name)
            name = words.short(opened)
            return words("opening", issue=f"{name[:1].upper()}{name[1:]}")
        case "election" | "administration":
            return _office(words, row, who)
        case "rejected" | "ratified":
            name = row.note.removesuffix(VOTES[row.kind])
            return words(row.kind, who=f"{name[:1].upper()}{name[1:]}")
        case "end":
            return words("horizon_none" if row.note.endswith("without an agreement") else "horizon_reached")
        case _:
            return words(row.kind)


def _office(words: Words, row: Row, who: str) -> str:
    ending = next(ending for ending in OFFICE if row.note.endswith(ending))
    return words(ending, party=who, person=words.person(row.note.removesuffix(ending).rstrip()))


def _shock(words: Words, row: Row, scenario: Scenario, party: str) -> str:
    if row.kind == "fade":
        faded = [shock for shock in scenario.shocks if row.note == f"{shock.name} wears off"]
        felt = any(effect.party == party for shock in faded for effect in shock.effects)
        return words("worn_off", event=_public(faded[0])) if felt else ""
    shock = next(shock for shock in scenario.shocks if shock.name == row.event)
    without = row.note.endswith("(no effect on the present administrations)")
    moved = sorted({effect.level for effect in shock.effects if effect.party == party and not without})
    said = [words("shock", event=_public(shock))]
    if row.terms is not None:
        said.append(words("proposed", offer=outcome_in_words(words, scenario, row.terms)))
        said.append(words("both_accept" if row.note.endswith("; both sides accept") else "not_both_accept"))
    if "expires on" in row.note.rpartition(";")[2]:
        said.append(words("expires_now", date=shock.expiry))
    if moved:
        said.append(words("moves", levels=words["and_your"].join(words(LEVELS[level]) for level in moved)))
    if party in shock.stances and not without:
        said.append(words("new_instructions"))
    if party in shock.deadlines and not without:
        said.append(words("new_deadline", date=shock.deadlines[party]))
    return " ".join(said)


def _public(shock: Shock) -> str:
    words = shock.note or person(shock.name)
    return words[:1].upper() + words[1:]
