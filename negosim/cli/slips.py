"""``negosim slips``: role slips to print for a class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negosim.cli.completion import complete_path
from negosim.cli.loading import read_document
from negosim.cli.options import ScenarioName, Seed, Settings
from negosim.cli.output import note_missing_words
from negosim.errors import UsageError

__all__ = ["slips"]

Pairs = Annotated[int, typer.Option("--pairs", metavar="N", help="Number of pairs.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE.html", help="The HTML page to print.")]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key", metavar="FILE.csv", help="The teacher's key.", show_default="slips.key.csv beside slips.html"
    ),
]
Treatments = Annotated[
    list[str] | None,
    typer.Option(
        "--treatment",
        metavar="PATH=A|B",
        help="A value that differs between pairs; repeatable.",
        autocompletion=complete_path,
    ),
]
Lang = Annotated[str, typer.Option("--lang", metavar="en|ko", help="Language of the slips.")]


def slips(
    scenario: ScenarioName,
    pairs: Pairs,
    out: Out,
    treatment: Treatments = None,
    key: Key = None,
    lang: Lang = "en",
    seed: Seed = 0,
    settings: Settings = None,
) -> None:
    """Write numbered role slips for the pairs of a class, and the key for the teacher.

    Each pair gets one slip for each role: the role brief with the pair's own random numbers, a preparation sheet, and a
    form for the result. Treatments are balanced over the pairs, and no slip names its treatment. The key is a CSV file
    with both limits of each pair; type the deals into it and pass it to 'negosim class-debrief'.
    """
    from negosim import files
    from negosim.teach.slips import assigned_pairs, treatment_of
    from negosim.teach.slips.key import key_csv
    from negosim.teach.slips.page import slips_page
    from negosim.teach.translating import check_language

    check_language(lang)
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--out {out}: the name of a page must end in .html")
    document = read_document(scenario, settings)
    assigned = assigned_pairs(document, pairs, treatments=[treatment_of(each) for each in treatment or ()], seed=seed)
    note_missing_words(files.build(document), lang)
    apart = key or out.with_suffix(".key.csv")
    for path, text in ((out, slips_page(assigned, language=lang)), (apart, key_csv(assigned))):
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{path}: the file cannot be written: {error.strerror or error}") from None
    typer.echo(f"{2 * len(assigned)} slips written to {out}, the key to {apart}")
