"""The slips of a class as a page to print, with a sheet for each role of each pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from negosim.report.html import article, whole_page
from negosim.report.wording import party_title, person, within
from negosim.teach.brief.document import brief_document
from negosim.teach.brief.saving import FORM_STYLE
from negosim.teach.slips.pairs import Assigned
from negosim.teach.translating import translated

__all__ = ["slips_page"]

STYLE = (
    FORM_STYLE
    + """
.slip { border-top: 2px solid var(--ink); margin-top: 3rem; padding-top: 1rem; }
.slip:first-child { border-top: 0; margin-top: 0; }
.pair { font-weight: 700; font-size: 1.3rem; margin: 0 0 .5rem; }
.slip h2 { break-after: avoid; }
.form { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem 1rem; margin-top: 1.5rem; }
.form strong { display: block; }
.form p { margin: 1.1rem 0 .3rem; }
.form .blank { display: inline-block; min-width: 9rem; border-bottom: 1px solid var(--ink); }
@media print {
  @page { size: A4; margin: 11mm 15mm; }
  body { font-size: 9pt; line-height: 1.3; }
  h1 { font-size: 13pt; } h2 { font-size: 10.5pt; margin: .55rem 0 .2rem; } p { max-width: none; margin: .2rem 0; }
  th, td { padding: .12rem .7rem .12rem 0; } td:empty { width: 60%; height: 1.7rem; }
  .slip table:has(td:empty) { width: 100%; }
  .form { margin-top: .6rem; } .form p { display: inline-block; margin: .4rem 1rem .2rem 0; }
  .slip { border: 0; margin: 0; padding: 0; break-after: page; } .slip:last-child { break-after: auto; }
}
"""
)
FORM = {
    "en": ("Pair {number}: {party}", "Result", "First offer, and who made it:", "Deal, or none:", "Minutes:"),
    "ko": ("{number}조: {party}", "결과", "첫 제안과 제안한 쪽:", "합의한 조건(없으면 '결렬'):", "걸린 시간(분):"),
}


def slips_page(pairs: Iterable[Assigned], *, language: str = "en") -> str:
    """Return the slips of all pairs as an HTML page to print, with one or two sheets for each role.

    No slip names the treatment of its pair.
    """
    slips, title = [], ""
    for pair in pairs:
        scenario = translated(pair.lowered.scenario, language)
        title = scenario.title or person(scenario.name)
        for party in scenario.parties:
            name = within(party_title(scenario, party))
            slips.append(_slip(pair, party, name, language))
    return whole_page(title, "\n".join(slips), language=language, style=STYLE)


def _slip(pair: Assigned, party: str, name: str, language: str) -> str:
    head, result, *lines = FORM[language]
    document = brief_document(pair.lowered, party=party, seed=pair.seed, replicate=pair.replicate, language=language)
    document = replace(document, colophon="")
    form = "".join(f'<p>{escape(line)} <span class="blank"></span></p>' for line in lines)
    number = escape(head.format(number=pair.number, party=name))
    return (
        f'<section class="slip" aria-label="{number}">\n<p class="pair">{number}</p>\n{article(document)}\n'
        f'<div class="form"><strong>{escape(result)}</strong>{form}</div>\n</section>'
    )
