"""What has happened in the talks, as a party hears of it: what is public, and what concerns itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.engine import Row
from negosim.report.wording import money, party_title, person, terms

__all__ = ["news", "offer_in_words"]

LEVELS = {"reservation": "reservation value", "aspiration": "aspiration", "mandate": "mandate"}
OFFICE = ("takes office", "stays in office", "is elected")


def news(rows: Iterable[Row], scenario: Scenario, party: str) -> Iterator[str]:
    """Yield a line for each row that is news to a party.

    A trace tells of every shock what it does to whom; a party hears the public words and what it does to itself.
    """
    for row in rows:
        words = _words(row, scenario, party)
        if words:
            yield f"{row.date.isoformat()}  {words}"


def offer_in_words(scenario: Scenario, row: Row) -> str:
    """Return an offer with what it means in money."""
    outcome = row.terms or {}
    amount = money(scenario, outcome)
    return terms(scenario, outcome) + (f" ({amount})" if amount else "")


def _words(row: Row, scenario: Scenario, party: str) -> str:
    who = party_title(scenario, row.party) if row.party else ""
    mine = row.party == party
    match row.kind:
        case "start" | "round":
            return ""
        case "offer":
            return "" if mine else f"{who} offers {offer_in_words(scenario, row)}."
        case "wait":
            return "" if mine else f"{who} says nothing."
        case "accept":
            return "" if mine else f"{who} accepts {offer_in_words(scenario, row)}."
        case "broken_off":
            return "You break off the talks." if mine else f"{who} breaks off the talks."
        case "tentative":
            return f"A deal at the table: {offer_in_words(scenario, row)}."
        case "shock" | "fade":
            return _shock(row, scenario, party)
        case "election" | "administration":
            return _office(row, who)
        case _:
            return f"{row.note[:1].upper()}{row.note[1:]}."


def _office(row: Row, who: str) -> str:
    for ending in OFFICE:
        if row.note.endswith(ending):
            return f"{who}: {person(row.note.removesuffix(ending).rstrip())} {ending}."
    return f"{who}: {row.note}."


def _shock(row: Row, scenario: Scenario, party: str) -> str:
    if row.kind == "fade":
        faded = [shock for shock in scenario.shocks if row.note == f"{shock.name} wears off"]
        felt = any(effect.party == party for shock in faded for effect in shock.effects)
        return f"{_public(faded[0])}: it has worn off; your instructions are as before." if felt else ""
    shock = _struck(row, scenario)
    if shock is None:
        return ""
    without = row.note.endswith("(without effect under those who govern)")
    moved = sorted({LEVELS[effect.level] for effect in shock.effects if effect.party == party and not without})
    own = f" It moves your {' and your '.join(moved)}." if moved else ""
    return f"{_public(shock)}.{own}"


def _struck(row: Row, scenario: Scenario) -> Shock | None:
    """Return the shock that a row tells of; of several that begin with the same words, the one with the longest."""
    said = [shock for shock in scenario.shocks if row.note.startswith(shock.note or shock.name)]
    return max(said, key=lambda shock: len(shock.note or shock.name), default=None)


def _public(shock: Shock) -> str:
    words = shock.note or person(shock.name)
    return words[:1].upper() + words[1:]
