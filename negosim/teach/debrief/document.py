"""A debrief told: as a document, as JSON, as an HTML page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from negosim.engine import Result
from negosim.errors import UsageError
from negosim.report.comparison import reality_blocks, solution_blocks
from negosim.report.document import Block, Document, Paragraph, Row, Section, Table, Tone, say
from negosim.report.ending import ending_blocks
from negosim.report.wording import NO_BREAK, level, party_title, person, terms, within
from negosim.teach.debrief.advice import advice_of
from negosim.teach.debrief.concessions import Act, Manner
from negosim.teach.debrief.scores import SCHEMA, Debrief, reservation_on_the_last_day

__all__ = ["debrief_dict", "debrief_document", "debrief_page", "write_debrief"]

MOST_ROWS = 24
NOTHING = "\N{EN DASH}"


def debrief_document(found: Debrief) -> Document:
    """Return the debrief of a game as a document."""
    scenario = found.result.scenario
    title = party_title(scenario, found.party)
    sections = (
        Section(heading="How it ended", blocks=ending_blocks(found.result, found.zones)),
        Section(heading="Your scores", blocks=tuple(_scores(found))),
        Section(heading="How you negotiated", blocks=tuple(_manner(found))),
        Section(heading="What an arbitrator would have given", blocks=solution_blocks(found.zones, found.result)),
        Section(heading="What really happened", blocks=reality_blocks(found.result)),
        Section(heading="For the next time", blocks=(_line(advice_of(found), "strong"),)),
    )
    return Document(
        title=f"Debrief for {within(title)}: {scenario.title or person(scenario.name)}",
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {found.party}, seed {found.result.seed}, replicate {found.result.replicate}",
    )


def debrief_dict(found: Debrief) -> dict[str, Any]:
    """Return the debrief of a game as JSON has it."""
    record = found.result.scenario.record
    better = found.better
    return {
        "schema": SCHEMA,
        "scenario": found.result.scenario.name,
        "seed": found.result.seed,
        "replicate": found.result.replicate,
        "party": found.party,
        "level": found.level,
        "agreed": found.result.agreed,
        "terms": None if found.result.terms is None else dict(found.result.terms),
        "utility": found.utility,
        "reservation": found.reservation,
        "gain": found.gain,
        "lapse_cost": found.result.lapse_cost[found.party],
        "below_reservation": found.below_reservation,
        "attainable": found.attainable,
        "share": found.share,
        "joint_gain": found.joint_gain,
        "joint_maximum": found.joint_maximum,
        "efficiency": found.efficiency,
        "opened": found.opened,
        "first_offer": _first(found.own),
        "program_first_offer": _first(found.programs),
        "concessions": found.own.as_dict(),
        "program_concessions": found.programs.as_dict(),
        "program": {"agreed": found.program.agreed, "utility": found.program.utilities[found.party]},
        "better": None
        if better is None
        else {"terms": dict(better.terms), "utility": better.utility, "more": better.more},
        "on": found.zones.on.isoformat(),
        "solutions": {name: solution.as_dict() for name, solution in found.zones.solutions.items()},
        "record": None if record is None else {"terms": dict(record.terms), "note": record.note},
        "advice": advice_of(found),
    }


def debrief_page(found: Debrief) -> str:
    """Return the debrief of a game as an HTML page that opens offline."""
    from negosim.report.figures import draw_run
    from negosim.report.html import page
    from negosim.teach.debrief.figure import draw_concessions

    title = party_title(found.result.scenario, found.party)
    curve = (
        "Your concessions and the program's",
        f"What {within(title)}'s own demands were over time, the player's and the program's.",
        draw_concessions(found),
        _curve(found, most=len(found.own.acts) + len(found.programs.acts)),
    )
    talks = (
        "The talks in a picture",
        "Offers of both sides over time.",
        draw_run(found.result, found.zones),
        _talks(found),
    )
    return page(debrief_document(found), (curve, talks))


def write_debrief(found: Debrief, path: str | os.PathLike[str]) -> None:
    """Write the debrief of a game as an HTML page.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    try:
        Path(path).write_text(debrief_page(found), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from None


def _line(text: str, tone: Tone = "") -> Paragraph:
    return Paragraph(text=say(text, tone))


def _first(manner: Manner) -> dict[str, Any] | None:
    offers = [act for act in manner.acts if act.kind == "offer"]
    return offers[0].as_dict() if offers else None


# ---- scores --------------------------------------------------------------------------------------------------


def _scores(found: Debrief) -> Iterator[Block]:
    rows = [
        ("What you have", f"{found.utility:.3f}", _terms_of(found.result)),
        ("Your reservation value", f"{found.reservation:.3f}", _limit(found)),
        ("Your gain", f"{found.gain:+.3f}", ""),
        ("The gain that was attainable", f"{found.attainable:.3f}", ""),
        ("Your share of it", _percent(found.share), ""),
        ("Both sides' gain, of its maximum", _percent(found.efficiency), ""),
        ("The program in your seat", f"{found.program.utilities[found.party]:.3f}", _terms_of(found.program)),
    ]
    cost = found.result.lapse_cost[found.party]
    if cost > 0.0:
        rows.append(("What the lapse cost you besides", f"{cost:.3f}", ""))
    one = found.result.scenario.in_units
    cells = tuple(Row(cells=row if one else row[:2]) for row in rows)
    columns = ("Score", "In utility", *(["Terms"] if one else []))
    yield Table(columns=columns, rows=cells, right=(False, True, True)[: len(columns)])
    if found.below_reservation:
        yield _line("The deal is worse for you than no agreement: that is a mistake.", "bad")
    elif not found.result.agreed:
        yield _line("No agreement is worth your reservation value, not nothing.")
    if found.share is None:
        yield _line(
            f"On {found.zones.on} there was nothing to share: no outcome was better for both than no agreement."
        )
    if found.better is not None and found.better.more >= 0.001:
        said = terms(found.result.scenario, found.better.terms)
        yield _line(
            f"Value left: {said} would have given you {found.better.more:.3f} more at no cost to the other side."
        )


def _terms_of(result: Result) -> str:
    return "no agreement" if result.terms is None else terms(result.scenario, result.terms)


def _limit(found: Debrief) -> str:
    return level(found.result.scenario, reservation_on_the_last_day(found))


def _percent(share: float | None) -> str:
    return NOTHING if share is None else f"{round(100.0 * share)}{NO_BREAK}%"


# ---- the manner ----------------------------------------------------------------------------------------------


def _manner(found: Debrief) -> Iterator[Block]:
    yield _line(_opening(found))
    if found.own.acts:
        yield _line(_pace(found))
        yield _curve(found, most=MOST_ROWS, whole=found.result.scenario.in_units)


def _opening(found: Debrief) -> str:
    scenario = found.result.scenario
    mine, programs = (
        next((act for act in manner.acts if act.kind == "offer"), None) for manner in (found.own, found.programs)
    )
    if mine is None:
        return "You made no offer."
    words = (
        f"You {'opened the talks' if found.opened else 'answered their first offer'} with {terms(scenario, mine.terms)}"
    )
    if programs is None:
        return f"{words}."
    difference = mine.utility - programs.utility
    than = "about what" if abs(difference) < 0.005 else "more than" if difference > 0.0 else "less than"
    asked = f"; your side's own tactic would have begun with {terms(scenario, programs.terms)}"
    return f"{words}, worth {mine.utility:.3f} to you{asked}. You asked for {than} it did."


def _pace(found: Debrief) -> str:
    own, programs = found.own, found.programs
    words = (
        f"You gave up {own.conceded:.3f} between your first word and your last, the program {programs.conceded:.3f}."
    )
    if own.late is not None:
        words += f" Of yours, {_percent(own.late)} fell into the last fifth of your time"
        words += "." if programs.late is None else f", of the program's {_percent(programs.late)}."
    if own.unanswered:
        words += f" Concessions while the other side stood still: {own.unanswered}."
    return words


def _curve(found: Debrief, *, most: int, whole: bool = True) -> Table:
    """Return both curves as a table: the middle left out where they are long, the terms where it is not ``whole``."""
    acts = [(act, "you") for act in found.own.acts] + [(act, "the program") for act in found.programs.acts]
    acts.sort(key=lambda item: item[0].time)
    rows = [_curve_row(found, act, who) for act, who in acts]
    if len(rows) > most + 2:
        gap = Row(cells=("…", f"{len(rows) - most} more", "", "", ""), tone="quiet")
        rows = [*rows[: most // 2], gap, *rows[-(most - most // 2) :]]
    if not whole:
        rows = [Row(cells=(*row.cells[:3], row.cells[4]), tone=row.tone) for row in rows]
    columns = ("Date", "Who", "What", *(["Terms"] if whole else []), "Worth to you")
    return Table(columns=columns, rows=tuple(rows), right=(False,) * (len(columns) - 1) + (True,))


def _curve_row(found: Debrief, act: Act, who: str) -> Row:
    said = terms(found.result.scenario, act.terms)
    tone: Tone = "strong" if who == "you" else ""
    return Row(cells=(act.date.isoformat(), who, act.kind, said, f"{act.utility:.3f}"), tone=tone)


def _talks(found: Debrief) -> Table:
    scenario = found.result.scenario
    rows = tuple(
        Row(
            cells=(
                row.date.isoformat(),
                party_title(scenario, row.party) if row.party else "",
                row.kind,
                terms(scenario, row.terms),
            )
        )
        for row in found.result.trace
        if row.terms is not None
    )
    return Table(columns=("Date", "Who", "What", "Terms"), rows=rows)
