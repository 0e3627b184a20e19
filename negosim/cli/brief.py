"""``negosim brief``: the role brief of a party."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from negosim.cli.completion import complete_party
from negosim.cli.loading import load_scenario
from negosim.cli.options import AsJson, Replicate, RunSeed, ScenarioName, Settings
from negosim.cli.output import note, note_missing_words, print_json

__all__ = ["brief"]

Party = Annotated[
    str,
    typer.Option(
        "--as", metavar="PARTY", help="The party for which to write the brief.", autocompletion=complete_party
    ),
]
Lang = Annotated[str, typer.Option("--lang", metavar="en|ko", help="Language of the brief.")]
Out = Annotated[str | None, typer.Option("--out", metavar="FILE", help="Write the brief to a .html, .md or .txt file.")]


def brief(
    scenario: ScenarioName,
    party: Party,
    lang: Lang = "en",
    out: Out = None,
    seed: RunSeed = None,
    replicate: Replicate = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Write the role brief of a party: general information, confidential instructions, a preparation sheet.

    The brief uses the scenario's story and numbers, and contains nothing that only the other side knows. Random numbers
    are those of the seed and replicate, as in 'negosim play' and 'negosim run'.
    """
    from negosim.rules.lower import lower
    from negosim.teach.brief.document import brief_document
    from negosim.teach.brief.saving import check_brief_file, markdown, write_brief
    from negosim.teach.play.setting import check_party
    from negosim.teach.translating import check_language

    check_language(lang)
    if out is not None:
        check_brief_file(out)
    loaded = load_scenario(scenario, settings)
    check_party(loaded, party)
    note_missing_words(loaded, lang)
    document = brief_document(lower(loaded), party=party, seed=seed, replicate=replicate, language=lang)
    if out is not None:
        write_brief(document, out, language=lang)
        note(f"brief written to {out}")
    if as_json:
        text = markdown(document)
        print_json({"schema": 1, "scenario": loaded.name, "party": party, "language": lang, "markdown": text})
    elif out is None:
        from negosim.report import show

        show(document, sys.stdout)
