"""A debrief as a document, for the terminal and for a page."""

from __future__ import annotations

from negosim.report.document import Document, Paragraph, Section, say
from negosim.report.wording import party_title, person, within
from negosim.teach.debrief.advice import advice_of
from negosim.teach.debrief.course_of_talks import concession_blocks
from negosim.teach.debrief.ending import ending_blocks
from negosim.teach.debrief.reality import reality_blocks
from negosim.teach.debrief.scorecard import score_blocks, solution_blocks
from negosim.teach.debrief.scores import Debrief
from negosim.teach.korean import read_in_korean

__all__ = ["debrief_document"]


def debrief_document(game: Debrief) -> Document:
    """Return the debrief of a game as a document."""
    words, scenario, result = game.words, game.result.scenario, game.result
    advice = tuple(
        Paragraph(text=say(f"{number}. {piece}", "strong" if number == 1 else ""))
        for number, piece in enumerate(advice_of(game), start=1)
    )
    sections = {
        "how_it_ended": tuple(ending_blocks(game)),
        "next_time": advice,
        "your_scores": tuple(score_blocks(game)),
        "how_you_negotiated": tuple(concession_blocks(game)),
        "arbitrator": tuple(solution_blocks(game)),
        "reality": tuple(reality_blocks(game)),
    }
    party, name = within(party_title(scenario, game.party)), scenario.title or person(scenario.name)
    document = Document(
        title=words("title", party=party, scenario=name),
        sections=tuple(Section(heading=words[key], blocks=blocks) for key, blocks in sections.items() if blocks),
        colophon=f"{scenario.name}, {game.party}, {words.replicate(result.seed, result.replicate)}",
    )
    return read_in_korean(document) if words.language == "ko" else document
