"""A debrief as a document, for the terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.report.comparison import reality_blocks
from negosim.report.document import Block, Document, Paragraph, Section, say
from negosim.report.ending import ending_blocks
from negosim.report.wording import party_title, person, replicate_in_words, within
from negosim.report.zone_words import bound
from negosim.teach.amounts import level_in_words
from negosim.teach.debrief.advice import advice_of
from negosim.teach.debrief.course_of_talks import concession_blocks
from negosim.teach.debrief.endings import offer_of, refuser
from negosim.teach.debrief.scorecard import score_blocks, solution_blocks
from negosim.teach.debrief.scores import Debrief

__all__ = ["debrief_document"]


def debrief_document(game: Debrief) -> Document:
    """Return the debrief of a game as a document."""
    scenario, result = game.result.scenario, game.result
    advice = tuple(
        Paragraph(text=say(f"{number}. {words}", "strong" if number == 1 else ""))
        for number, words in enumerate(advice_of(game), start=1)
    )
    sections = (
        Section(heading="How it ended", blocks=(*ending_blocks(result, game.zones), *_behind_the_table(game))),
        Section(heading="For the next time", blocks=advice),
        Section(heading="Your scores", blocks=tuple(score_blocks(game))),
        Section(heading="How you negotiated", blocks=tuple(concession_blocks(game))),
        Section(heading="What an arbitrator would have given", blocks=tuple(solution_blocks(game))),
        Section(heading="What really happened", blocks=reality_blocks(result)),
    )
    return Document(
        title=f"Debrief for {within(party_title(scenario, game.party))}: {scenario.title or person(scenario.name)}",
        sections=tuple(section for section in sections if section.blocks),
        colophon=f"{scenario.name}, {game.party}, {replicate_in_words(result.seed, result.replicate)}",
    )


def _behind_the_table(game: Debrief) -> Iterator[Block]:
    """Say why an offer of the other side's delegation was none of its side as a whole."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.refusal is None:
        return
    scenario, refusal = game.result.scenario, declined.refusal
    ratifier = next(each for each in scenario.ratifiers if each.name == refusal.rejected_by)
    if ratifier.party == game.party:
        return
    day = game.zones.days[((refusal.decided or game.zones.on) - scenario.calendar.start).days]
    limit = level_in_words(scenario, day.levels[scenario.parties.index(ratifier.party)])
    than = f"{'no more' if bound(game.zones, ratifier.party) == 'at most' else 'no less'} than {limit}"
    side, (who, _) = party_title(scenario, ratifier.party), refuser(game, refusal)
    yield Paragraph(
        text=say(
            f"At the table {within(side)} offered {offer_of(game)} all the same: its delegation was "
            f"free to sign that, but {who} must consent and would have taken {than}."
        )
    )
