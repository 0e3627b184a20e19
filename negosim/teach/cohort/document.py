"""The debrief of a class as a page: a summary, figures, and a table of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.wording import number, party_title, person
from negosim.teach.cohort.estimates import mean_of, slope_of
from negosim.teach.cohort.figures import (
    anchor_points,
    draw_anchor,
    draw_curves,
    draw_plane,
    draw_ratings,
    draw_second_chance,
    draw_shares,
    draw_stated,
    draw_strip,
    stated_points,
)
from negosim.teach.cohort.model import Model, model_of
from negosim.teach.cohort.pairs import Cohort
from negosim.teach.cohort.phrases import words_of_class
from negosim.teach.cohort.scores import Scores, scores_of
from negosim.teach.cohort.tables import NOTHING, pairs_table, percent, summary_table, title_of
from negosim.teach.fonts import hangul_font, lettering
from negosim.teach.korean import read_in_korean
from negosim.teach.reflection import RATINGS
from negosim.teach.translating import translated
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["STYLE", "ClassDebrief", "class_debrief", "class_document", "class_page", "in_language"]

Picture = tuple[str, str, "Figure", Table]
InLanguage = tuple[str, Sequence[Scores]]
STYLE = """
@media (max-width: 40rem) { figure { overflow-x: auto; } figure svg { min-width: 38rem; }
  thead .right { min-width: 5rem; } .wide td:last-child:not(.right) { min-width: 12rem; } }
@media print { @page { size: A4 landscape; margin: 12mm; } table { font-size: 8.5pt; } .wide { overflow: visible; } }
thead th { vertical-align: bottom; }
@media screen and (min-width: 75rem) { main { max-width: 80rem; } body { font-size: 1.15rem; } }
"""


@dataclass(frozen=True, kw_only=True)
class ClassDebrief:
    """The debrief of a class.

    Parameters
    ----------
    document : Document
        The summary and the table of pairs.
    parts : tuple of str
        The parts as HTML: the summary, each figure, and the table of pairs.
    scores : Scores
        The scores of the class.
    """

    document: Document
    parts: tuple[str, ...]
    scores: Scores


def in_language(cohort: Cohort, language: str) -> Cohort:
    """Return a class with its scenario translated into a language."""
    lowered = cohort.lowered
    return replace(cohort, lowered=replace(lowered, scenario=translated(lowered.scenario, language)))


def class_page(cohorts: Sequence[Cohort], *, language: str = "en", names: bool = False) -> str:
    """Return the debrief of a class as an HTML page that opens offline.

    Parameters
    ----------
    cohorts : sequence of Cohort
        The class, and others to compare it with, such as last year's.
    names : bool
        Whether to name the people.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    from negosim.report.html import whole_page

    debrief = class_debrief(cohorts, language=language, names=names)
    body = "\n".join([*debrief.parts, f"<footer>{escape(debrief.document.colophon)}</footer>"])
    return whole_page(debrief.document.title, body, language=language, style=STYLE)


def class_debrief(cohorts: Sequence[Cohort], *, language: str = "en", names: bool = False) -> ClassDebrief:
    """Return the debrief of a class in parts that can be shown one after the other.

    Parameters
    ----------
    cohorts : sequence of Cohort
        The class, and others to compare it with.
    names : bool
        Whether to name the people.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    from negosim.report.html import article_parts

    everybody = [scores_of(in_language(cohort, language)) for cohort in cohorts]
    document = class_document(everybody, language=language, names=names)
    lettered = language if language == "en" or hangul_font() else "en"  # English if no font has Hangul
    drawn = everybody if lettered == language else [scores_of(in_language(cohort, lettered)) for cohort in cohorts]
    with lettering(lettered):
        pictures = tuple(_pictures((language, everybody), (lettered, drawn)))
        if language == "ko":
            pictures = tuple((head, alt, figure, read_in_korean(table)) for head, alt, figure, table in pictures)
        parts = article_parts(document, pictures, figures_first=True, numbers=words_of_class(language)["numbers"])
    return ClassDebrief(document=document, parts=tuple(parts), scores=everybody[0])


def class_document(everybody: Sequence[Scores], *, language: str = "en", names: bool = False) -> Document:
    """Return the summary and the table of pairs as a document."""
    scores, scenario = everybody[0], everybody[0].cohort.lowered.scenario
    words = words_of_class(language, scenario)
    deals = sum(score.pair.terms is not None for score in scores.each)
    document = Document(
        title=words["title"].format(scenario=scenario.title or person(scenario.name)),
        subtitle=words["subtitle"].format(pairs=len(scores.each), deals=deals, impasses=len(scores.each) - deals),
        lead=(summary_table(words, everybody),),
        sections=(
            Section(
                heading=words["scores"],
                blocks=(Paragraph(text=say(words["scores_note"])), pairs_table(words, scores, names=names)),
            ),
        ),
        colophon=scenario.name,
    )
    return read_in_korean(document) if language == "ko" else document


# ---- the figures, each with its numbers ------------------------------------------------------------------------


def _pictures(tables: InLanguage, pictures: InLanguage) -> Iterator[Picture]:
    """Yield the figures for which there are enough data, each with the table of its numbers.

    Parameters
    ----------
    tables, pictures : tuple of (str, sequence of Scores)
        The language and the classes of the tables, and of the figures.
    """
    (language, everybody), (lettered_language, drawn_classes) = tables, pictures
    scores, scenario, drawn = everybody[0], everybody[0].cohort.lowered.scenario, drawn_classes[0]
    words, lettered = words_of_class(language, scenario), words_of_class(lettered_language, scenario)
    model = model_of(scores.cohort)
    if scenario.in_units:
        yield (
            words["strip"],
            words["strip_alt"],
            draw_strip(lettered, drawn_classes, model),
            _strip_table(words, scores, model),
        )
        if len(anchor_points(scores.each, scenario)) >= 3:
            yield words["anchor"], words["anchor_alt"], draw_anchor(lettered, drawn), _anchor_table(words, scores)
    else:
        yield words["plane"], words["plane_alt"], draw_plane(lettered, drawn, model), _plane_table(words, scores)
    if any(score.shares[scenario.parties[0]] is not None for score in scores.each if score.pair.terms is not None):
        yield words["shares"], words["shares_alt"], draw_shares(lettered, drawn), summary_table(words, [scores])
    if any(score.improved for score in scores.each):
        yield (
            words["second_chance"],
            words["second_chance_alt"],
            draw_second_chance(lettered, drawn),
            _second_chance_table(words, scores),
        )
    if any(score.pair.moves for score in scores.each):
        yield words["curves"], words["curves_alt"], draw_curves(lettered, drawn), _curves_table(words, scores)
    if any(stated_points(scores, party) for party in scenario.parties):
        yield words["stated"], words["stated_alt"], draw_stated(lettered, drawn), _stated_table(words, scores)
    if any(score.pair.ratings for score in scores.each):
        items = {item: text[lettered_language] for item, text in RATINGS.items() if _is_answered(scores, item)}
        yield (
            words["ratings"],
            words["ratings_alt"],
            draw_ratings(lettered, drawn, items),
            _ratings_table(language, scores),
        )


def _is_answered(scores: Scores, item: str) -> bool:
    return any(rated == item for score in scores.each for _, rated in score.pair.ratings)


def _strip_table(words: Words, scores: Scores, model: Model) -> Table:
    scenario = scores.cohort.lowered.scenario
    issue = scenario.issues[0].name
    rows = [
        Row(
            cells=(
                str(place),
                score.pair.cell or NOTHING,
                words["no_deal"] if score.pair.terms is None else words.terms(scenario, score.pair.terms),
                *(words.terms(scenario, {issue: score.pair.limits[party]}) for party in scenario.parties),
            )
        )
        for place, score in enumerate(scores.each, start=1)
    ]
    if model.band is not None:
        low, high = (words.terms(scenario, {issue: model.band[end]}) for end in (0, 2))
        said = f"{low} \N{EN DASH} {high}"
        rows.append(Row(cells=(words["program"], words["band"], said, NOTHING, NOTHING), tone="quiet"))
    limits = [f"{words['true_limit']}: {title_of(scenario, party)}" for party in scenario.parties]
    columns = (words["pair"], words["group"], words["deal"], *limits)
    return Table(columns=columns, rows=tuple(rows), right=(False, False, True, True, True))


def _anchor_table(words: Words, scores: Scores) -> Table:
    scenario = scores.cohort.lowered.scenario
    issue = scenario.issues[0].name
    points = anchor_points(scores.each, scenario)
    rows = [Row(cells=tuple(words.terms(scenario, {issue: x}) for x in point)) for point in points]
    line = slope_of(*zip(*points, strict=True))
    caption = ""
    if line is not None:
        low, high = line.slope.low, line.slope.high
        interval = "" if low is None or high is None else f"; {low:.2f} \N{EN DASH} {high:.2f}"
        caption = words["slope"].format(slope=f"{line.slope.value:.2f}", n=line.slope.n, interval=interval)
    return Table(columns=(words["first_offer"], words["deal"]), rows=tuple(rows), right=(True, True), caption=caption)


def _plane_table(words: Words, scores: Scores) -> Table:
    scenario = scores.cohort.lowered.scenario
    rows = tuple(
        Row(cells=(str(place), *(number(100.0 * score.utilities[party], 1) for party in scenario.parties)))
        for place, score in enumerate(scores.each, start=1)
        if score.pair.terms is not None
    )
    columns = (words["pair"], *(words["worth"].format(party=title_of(scenario, party)) for party in scenario.parties))
    return Table(columns=columns, rows=rows, right=(False, True, True))


def _second_chance_table(words: Words, scores: Scores) -> Table:
    scenario = scores.cohort.lowered.scenario
    rows = tuple(
        Row(
            cells=(
                str(place),
                *(NOTHING if x is None else words.terms(scenario, x) for x in (score.pair.terms, score.pair.improved)),
                percent(score.efficiency),
                percent(score.efficiency_after),
            )
        )
        for place, score in enumerate(scores.each, start=1)
        if score.improved is not None
    )
    columns = tuple(words[key] for key in ("pair", "deal", "improved", "efficiency", "after"))
    in_units = scenario.in_units
    return Table(columns=columns, rows=rows, right=(False, in_units, in_units, True, True))


def _curves_table(words: Words, scores: Scores) -> Table:
    scenario = scores.cohort.lowered.scenario
    rows = tuple(
        Row(
            cells=(str(place), percent(move.time), party_title(scenario, move.party), words.terms(scenario, move.terms))
        )
        for place, score in enumerate(scores.each, start=1)
        for move in score.pair.moves
    )
    columns = (words["pair"], words["time"], words["group"], words["deal"])
    return Table(columns=columns, rows=rows, right=(False, True, False, scenario.in_units))


def _stated_table(words: Words, scores: Scores) -> Table:
    scenario = scores.cohort.lowered.scenario
    rows = tuple(
        Row(cells=(title_of(scenario, party), number(true, 2), number(stated, 2)))
        for party in scenario.parties
        for true, stated in stated_points(scores, party)
    )
    return Table(
        columns=(words["group"], words["true_limit"], words["stated_limit"]), rows=rows, right=(False, True, True)
    )


def _ratings_table(language: str, scores: Scores) -> Table:
    words = words_of_class(language)
    scenario = scores.cohort.lowered.scenario
    rows = []
    for item, text in RATINGS.items():
        if not _is_answered(scores, item):
            continue
        cells = [text[language]]
        for party in scenario.parties:
            mean = mean_of([x for score in scores.each if (x := score.pair.ratings.get((party, item))) is not None])
            cells.append(NOTHING if mean is None else f"{mean.value:.1f} ({mean.n})")
        rows.append(Row(cells=tuple(cells)))
    columns = (words["item"], *(title_of(scenario, party) for party in scenario.parties))
    return Table(columns=columns, rows=tuple(rows), right=(False, True, True))
