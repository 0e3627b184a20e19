"""``negosim class-debrief``: figures of a class's deals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.completion import complete_scenario
from negosim.cli.loading import read_document
from negosim.cli.options import Settings
from negosim.cli.output import note, note_missing_words
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.teach.cohort.pairs import Cohort

__all__ = ["class_debrief"]

Deals = Annotated[
    list[Path],
    typer.Argument(metavar="DEALS", help="A CSV file of deals, or saved games or folders of them."),
]
Out = Annotated[Path, typer.Option("--out", metavar="FILE.html", help="The HTML page to write.")]
Name = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        metavar="SCENARIO",
        help="The scenario that was played; not needed for saved games.",
        autocompletion=complete_scenario,
    ),
]
Offers = Annotated[
    Path | None,
    typer.Option(
        "--offers", metavar="FILE.csv", help="A CSV file of the offers: columns pair, party, time, and one per issue."
    ),
]
Beside = Annotated[
    Path | None,
    typer.Option("--beside", metavar="FILE.csv", help="A CSV file of another class's deals, to compare with."),
]
Names = Annotated[bool, typer.Option("--names", help="Show the names of people; by default, pairs are numbered.")]
Lang = Annotated[str, typer.Option("--lang", metavar="en|ko", help="Language of the page.")]


def class_debrief(
    deals: Deals,
    out: Out,
    scenario: Name = None,
    offers: Offers = None,
    beside: Beside = None,
    names: Names = False,
    lang: Lang = "en",
    settings: Settings = None,
) -> None:
    """Show the results of a class: the deals, who got what, and what the model predicts.

    Reads the key of 'negosim slips' with the deals typed in, any CSV file with a column 'pair' and one for each issue,
    or the saved games of a class that played at home. Columns named treatment.NAME divide the pairs into groups.
    """
    from negosim.teach.cohort.document import class_page
    from negosim.teach.fonts import HANGUL, hangul_font
    from negosim.teach.translating import check_language

    check_language(lang)
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--out {out}: the name of a page must end in .html")
    cohort = _cohort(deals, scenario, offers, settings)
    cohorts = [cohort]
    if beside is not None:
        cohorts.append(_from_table(beside, scenario, settings))
    note_missing_words(cohort.lowered.scenario, lang)
    if lang == "ko" and not hangul_font():
        note(f"no font with Hangul is installed (such as {HANGUL[0]}): the words in the figures are English")
    try:
        out.write_text(class_page(cohorts, language=lang, names=names), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out {out}: the file cannot be written: {error.strerror or error}") from None
    typer.echo(f"{len(cohort.pairs)} pairs drawn in {out}")


def _cohort(deals: list[Path], scenario: str | None, offers: Path | None, settings: list[str] | None) -> Cohort:
    from negosim.teach.cohort.games import cohort_from_games
    from negosim.teach.cohort.reading import with_offers

    if len(deals) == 1 and deals[0].suffix.lower() in (".csv", ".tsv", ".txt"):
        cohort = _from_table(deals[0], scenario, settings)
        return cohort if offers is None else with_offers(cohort, offers)
    if offers is not None:
        raise UsageError("--offers is for a table of deals; leave it out, since saved games contain their offers")
    cohort, faults = cohort_from_games(deals)
    for fault in faults:
        note(f"left out: {fault}")
    return cohort


def _from_table(path: Path, scenario: str | None, settings: list[str] | None) -> Cohort:
    from negosim.teach.cohort.reading import cohort_from_table

    if scenario is None:
        raise UsageError(f"{path}: name the scenario that was played with --scenario")
    return cohort_from_table(path, read_document(scenario, settings))
