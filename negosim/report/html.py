"""A run as one HTML page: text, tables and figures in a single file that opens offline and prints well."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from negosim.engine import Result
from negosim.report.document import Block, Document, Entry, Offer, Paragraph, Row, Section, Table, Text
from negosim.report.wording import party_title, terms

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from negosim.zopa import Zones

__all__ = ["article", "page", "page_of_run", "whole_page"]

MOST_POINTS = 25
Figures = tuple[tuple[str, str, "Figure", Table], ...]


def page_of_run(document: Document, *, result: Result, zones: Zones) -> str:
    """Return a run as a page, with figures of the talks and of the utility space, each with its data in a table.

    Parameters
    ----------
    document : Document
        The description of the run.
    """
    from negosim.report.figures import draw_run, plot_utility_space
    from negosim.report.figures.palette import new_figure

    space = new_figure((9.0, 7.0))
    plot_utility_space(zones, result=result, ax=space.subplots())
    return page(
        document,
        (
            ("Offers over time", _alt(result), draw_run(result, zones), _offers(result)),
            ("Utility space", "Each outcome by its utility to both sides.", space, _points(zones)),
        ),
    )


def page(document: Document, figures: Figures = (), *, language: str = "en") -> str:
    """Return a document as a page.

    Parameters
    ----------
    figures : tuple
        For each figure: its heading, a description in words, the figure, and its data as a table.
    language : str
        Code of the language that the page is in.
    """
    return whole_page(document.title, article(document, figures), language=language)


def article(
    document: Document,
    figures: Figures = (),
    *,
    figures_first: bool = False,
    numbers: str = "The numbers of this picture",
) -> str:
    """Return a document as a part of a page.

    Parameters
    ----------
    figures_first : bool
        Whether all figures stand before the sections; otherwise only the first one does.
    numbers : str
        What the table of a figure is called.
    """
    before = len(figures) if figures_first else 1
    parts = [f"<h1>{escape(document.title)}</h1>"]
    parts += [f'<p class="subtitle">{escape(document.subtitle)}</p>'] if document.subtitle else []
    parts += [_block(block) for block in document.lead]
    parts += [_figure(*figure, numbers) for figure in figures[:before]]
    parts += [_section(section) for section in document.sections]
    parts += [_figure(*figure, numbers) for figure in figures[before:]]
    parts.append(f"<footer>{escape(document.colophon)}</footer>")
    return "\n".join(parts)


def whole_page(title: str, body: str, *, language: str = "en", style: str = "") -> str:
    """Return a page that opens offline.

    Parameters
    ----------
    body : str
        What stands in it, as HTML.
    style : str
        CSS besides that of all pages.
    """
    common = (files("negosim.report") / "page.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{common}{style}</style>\n</head>\n<body>\n<main>\n{body}"
        "\n</main>\n</body>\n</html>\n"
    )


# ---- blocks --------------------------------------------------------------------------------------------------


def _section(section: Section) -> str:
    parts, entries = [f"<h2>{escape(section.heading)}</h2>"], list[str]()
    for block in section.blocks:
        if isinstance(block, Entry):
            entries.append(_block(block))
            continue
        parts += _listed(entries)
        entries = []
        parts.append(_block(block))
    return "<section>\n" + "\n".join(parts + _listed(entries)) + "\n</section>"


def _listed(entries: list[str]) -> list[str]:
    return ['<ol class="talks">', *entries, "</ol>"] if entries else []


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Entry():
            return _entry(block)
        case Table():
            return _table(block)


def _text(text: Text) -> str:
    return "".join(
        f'<span class="{span.tone}">{escape(span.text)}</span>' if span.tone else escape(span.text) for span in text
    )


def _entry(entry: Entry) -> str:
    lines = "".join(_offer(line) if isinstance(line, Offer) else f"<div>{_text(line)}</div>" for line in entry.lines)
    when = f'<time datetime="{entry.day.isoformat()}">{escape(entry.when)}</time>'
    return f"<li>{when}<div><div>{_text(entry.headline)}</div>{lines}</div></li>"


def _offer(offer: Offer) -> str:
    money = f'<span class="quiet">{escape(offer.money)}</span>' if offer.money else ""
    return (
        f'<div class="offer{"" if offer.right else " long"}"><span class="{offer.tone}">{escape(offer.party)}</span> '
        f'<span class="terms">{escape(offer.terms)}</span> {money}</div>'
    )


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_align(table, place)}>{escape(column)}</th>' if column else "<td></td>"
        for place, column in enumerate(table.columns)
    )
    rows = "\n".join(_row(table, row) for row in table.rows)
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return (
        f'<div class="wide" tabindex="0"><table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>'
        "</table></div>"
    )


def _row(table: Table, row: Row) -> str:
    first, *others = row.cells
    cells = "".join(f"<td{_align(table, place)}>{escape(cell)}</td>" for place, cell in enumerate(others, start=1))
    tone = f' class="{row.tone}"' if row.tone else ""
    return f'<tr{tone}><th scope="row">{escape(first)}</th>{cells}</tr>'


def _align(table: Table, place: int) -> str:
    return ' class="right"' if table.is_right(place) else ""


# ---- figures -------------------------------------------------------------------------------------------------


def _figure(heading: str, alt: str, figure: Figure, table: Table, numbers: str) -> str:
    drawn = f'<figure role="img" tabindex="0" aria-label="{escape(alt)}">\n{svg(figure)}\n</figure>'
    return (
        f"<section>\n<h2>{escape(heading)}</h2>\n{drawn}\n"
        f"<details><summary>{escape(numbers)}</summary>\n{_table(table)}\n</details>\n</section>"
    )


def svg(figure: Figure) -> str:
    """Return a figure as an SVG element for a page; equal figures give equal text."""
    from matplotlib import rc_context

    from negosim.report.figures.fonts import use_fonts

    use_fonts(figure)
    stream = StringIO()
    with rc_context({"svg.hashsalt": "negosim"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    return text[text.index("<svg") :]


def _alt(result: Result) -> str:
    names = " and ".join(party_title(result.scenario, party) for party in result.scenario.parties)
    ending = f"agreement at {terms(result.scenario, result.terms)}" if result.terms is not None else "no agreement"
    return f"Offers of {names} over time, with the zone of agreement; {ending}."


def _offers(result: Result) -> Table:
    parties = result.scenario.parties
    rows = [
        Row(
            cells=(
                row.date.isoformat(),
                row.kind,
                party_title(result.scenario, row.party) if row.party else "",
                terms(result.scenario, row.terms),
                *(f"{row.utilities[party]:.3f}" for party in parties),
            )
        )
        for row in result.trace
        if row.terms is not None and row.utilities is not None
    ]
    titles = (f"Utility to {party_title(result.scenario, party)}" for party in parties)
    return Table(columns=("Date", "What", "Who", "Terms", *titles), rows=tuple(rows), right=(False,) * 4 + (True,) * 2)


def _points(zones: Zones) -> Table:
    """Return the frontier, thinned out, and the reservation values as a table."""
    scenario = zones.scenario
    names = [party_title(scenario, party) for party in scenario.parties]
    floors = Row(cells=("Reservation values", *(f"{x:.3f}" for x in zones.disagreement)), tone="strong")
    every = max(1, -(-zones.frontier.size // MOST_POINTS))
    points = [
        Row(cells=(f"Frontier {number + 1}", *(f"{x:.3f}" for x in point)))
        for number, point in enumerate(zones.frontier.points[::every].tolist())
    ]
    return Table(columns=("", *names), rows=(floors, *points), right=(False, True, True))
