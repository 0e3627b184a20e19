"""What has happened in the talks, as a party hears of it: what is public, and what concerns itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.domain.terms import Terms
from negosim.engine import Row
from negosim.report.wording import party_title, person
from negosim.teach.amounts import outcome_in_words

__all__ = ["news"]

LEVELS = {"reservation": "reservation value", "aspiration": "aspiration", "mandate": "mandate"}
OFFICE = ("takes office", "stays in office", "is elected")


def news(rows: Iterable[Row], scenario: Scenario, party: str, *, own: Sequence[Terms] = ()) -> Iterator[str]:
    """Yield a line for each row that is news to a party.

    A trace tells of every shock what it does to whom; a party hears the public words and what it does to itself.

    Parameters
    ----------
    own : sequence of mapping
        The party's own offers, from which others that differ are told apart.
    """
    for row in rows:
        words = _words(row, scenario, party, own)
        if words:
            yield f"{row.date.isoformat()}  {words}"


def _words(row: Row, scenario: Scenario, party: str, own: Sequence[Terms]) -> str:
    offer = "" if row.terms is None else outcome_in_words(scenario, row.terms, apart_from=own)
    who = party_title(scenario, row.party) if row.party else ""
    mine = row.party == party
    match row.kind:
        case "start" | "round":
            return ""
        case "offer":
            return "" if mine else f"{who} offers {offer}."
        case "wait":
            return "" if mine else f"{who} says nothing."
        case "accept":
            return "" if mine else f"{who} accepts {offer}."
        case "broken_off":
            return "You break off the talks." if mine else f"{who} breaks off the talks."
        case "tentative":
            return f"A deal at the table: {offer}."
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
    without = row.note.endswith("(no effect on the present administrations)")
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
