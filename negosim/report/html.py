"""A document as one HTML page: text, tables and figures in a single file that opens offline and prints well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from negosim.report.document import Block, Document, Entry, Offer, Paragraph, Row, Section, Table, Text
from negosim.report.wording import NO_BREAK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Illustration", "Origin", "article", "article_parts", "fragment", "page", "svg", "whole_page"]

Figures = tuple[str, str, "Figure", Table]
SHORT = 14  # a row's title of at most this many letters, such as a date in words, stays on one line on a phone too


class Illustration(NamedTuple):
    """A figure of a page: its heading, a description in words, the figure, and its data as a table."""

    heading: str
    alt: str
    figure: Figure
    numbers: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is needed to reproduce a page.

    Parameters
    ----------
    command : str
        The command line.
    version : str
        The version of negosim.
    scenario : str
        The scenario as TOML, including what it extends; empty if the command reads none.
    """

    command: str
    version: str
    scenario: str = ""


def page(
    document: Document, figures: Iterable[Figures] = (), *, origin: Origin | None = None, language: str = "en"
) -> str:
    """Return a document as a page that needs no other file and no internet.

    Parameters
    ----------
    figures : iterable of Illustration
        The figures; the first is shown above the sections, the others below.
    origin : Origin, optional
        How the page was made, shown at its end.
    language : str
        Code of the language of the page.
    """
    return whole_page(document.title, article(document, figures, origin=origin), language=language)


def article(
    document: Document,
    figures: Iterable[Figures] = (),
    *,
    figures_first: bool = False,
    numbers: str = "Data of this figure",
    origin: Origin | None = None,
) -> str:
    """Return a document as part of a page.

    Parameters
    ----------
    figures_first : bool
        Whether all figures come before the sections; otherwise only the first one does.
    numbers : str
        The title of the table that holds the data of a figure.
    origin : Origin, optional
        How the page was made, shown at its end.
    """
    parts = article_parts(document, figures, figures_first=figures_first, numbers=numbers)
    parts += [] if origin is None else [_origin(origin)]
    return "\n".join([*parts, f"<footer>{escape(document.colophon)}</footer>"])


def article_parts(
    document: Document,
    figures: Iterable[Figures] = (),
    *,
    figures_first: bool = False,
    numbers: str = "Data of this figure",
) -> list[str]:
    """Return the parts of an article: what is above its sections, then each section and figure."""
    drawn = [_figure(*figure, numbers) for figure in figures]
    before = len(drawn) if figures_first else 1
    head = [f"<h1>{escape(document.title)}</h1>"]
    head += [f'<p class="subtitle">{_escaped(document.subtitle)}</p>'] if document.subtitle else []
    head += map(_block, document.lead)
    return ["\n".join(head), *drawn[:before], *map(_section, document.sections), *drawn[before:]]


def whole_page(title: str, body: str, *, language: str = "en", style: str = "") -> str:
    """Return a page that opens offline.

    Parameters
    ----------
    body : str
        Its content, as HTML.
    style : str
        CSS in addition to that of all pages.
    """
    common = (files("negosim.report") / "page.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{common}{style}</style>\n</head>\n<body>\n<main>\n{body}"
        "\n</main>\n</body>\n</html>\n"
    )


def fragment(document: Document, figures: Iterable[Figures] = ()) -> str:
    """Return a document as HTML to be shown within another page, such as a notebook."""
    style = (files("negosim.report") / "fragment.css").read_text(encoding="utf-8")
    return f'<div class="negosim">\n<style>\n{style}</style>\n{article(document, figures)}\n</div>'


def _origin(origin: Origin) -> str:
    scenario = (
        f"<details><summary>The scenario</summary>\n<pre>{escape(origin.scenario)}</pre>\n</details>\n"
        if origin.scenario
        else ""
    )
    # A line of a narrow page may end between options, and not within the name of one.
    command = re.sub(r"(?<!\S)--?\w[\w-]*", r'<span class="option">\g<0></span>', escape(origin.command))
    return (
        "<section>\n<h2>How this page was made</h2>\n"
        f"<p>By negosim {escape(origin.version)}. This command makes the same page again:</p>\n"
        f"<pre>{command}</pre>\n{scenario}</section>"
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
        f'<span class="{span.tone}">{_escaped(span.text)}</span>' if span.tone else _escaped(span.text) for span in text
    )


def _escaped(text: str) -> str:
    """Return a text as HTML; no line ends within a date, or between a number and its per cent sign."""
    joined = escape(re.sub(r"(?<=\d) (?=%)", NO_BREAK, text))
    return re.sub(r"\d{4}-\d{2}-\d{2}", r'<span class="date">\g<0></span>', joined)


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
    cells = "".join(f"<td{_align(table, place)}>{_escaped(cell)}</td>" for place, cell in enumerate(others, start=1))
    tone = f' class="{row.tone}"' if row.tone else ""
    short = ' class="short"' if len(first) <= SHORT else ""
    return f'<tr{tone}><th scope="row"{short}>{escape(first)}</th>{cells}</tr>'


def _align(table: Table, place: int) -> str:
    return ' class="right"' if table.is_right(place) else ""


# ---- figures -------------------------------------------------------------------------------------------------


def _figure(heading: str, alt: str, figure: Figure, table: Table, numbers: str) -> str:
    drawn = f'<figure role="img" aria-label="{escape(alt)}" tabindex="0">\n{svg(figure)}\n</figure>'
    return (
        f"<section>\n<h2>{escape(heading)}</h2>\n{drawn}\n"
        f"<details><summary>{escape(numbers)}</summary>\n{_table(table)}\n</details>\n</section>"
    )


def svg(figure: Figure) -> str:
    """Return a figure as an SVG element for a page; equal figures give equal text."""
    from negosim.report.figures.rendering import render

    stream = StringIO()
    render(figure, stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    return _with_own_ids(text[text.index("<svg") :])


def _with_own_ids(text: str) -> str:
    """Return an SVG whose ids do not occur in the other figures of a page."""
    own = f"f{crc32(text.encode()):08x}-"
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{own}", text)
