"""Role briefs in files: Markdown, HTML or plain text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from negosim.errors import UsageError
from negosim.report import plain_text
from negosim.report.document import Block, Document, Entry, Offer, Paragraph, Span, Table, Text, plain
from negosim.report.wording import NO_BREAK

__all__ = ["FORMATS", "FORM_STYLE", "check_brief_file", "markdown", "write_brief"]

FORMATS = (".html", ".htm", ".md", ".txt")
FORM_STYLE = "td:empty { min-width: 14rem; height: 2.4rem; }\n"  # space to write
SPECIAL = "\\`*_[]<>|#"


def check_brief_file(path: str | os.PathLike[str]) -> None:
    """Check that a brief can be written to a file.

    Raises
    ------
    UsageError
        If the name does not end in one of `FORMATS`, or the folder does not exist.
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise UsageError(f"{target}: the name of a brief must end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder; name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; create it first")


def write_brief(document: Document, path: str | os.PathLike[str], *, language: str = "en") -> None:
    """Write a brief in the format of the file's extension.

    Raises
    ------
    UsageError
        If the extension is unknown, or the file cannot be written.
    """
    check_brief_file(path)
    kind = Path(path).suffix.lower()
    text = (
        markdown(document) if kind == ".md" else plain_text(document) if kind == ".txt" else _page(document, language)
    )
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from None


def _page(document: Document, language: str) -> str:
    from negosim.report.html import article, whole_page

    return whole_page(document.title, article(document), language=language, style=FORM_STYLE)


def markdown(document: Document) -> str:
    """Return a document as Markdown."""
    parts = [f"# {_escaped(document.title)}"]
    parts += [_escaped(document.subtitle)] if document.subtitle else []
    parts += [_block(block) for block in document.lead]
    for section in document.sections:
        parts.append(f"## {_escaped(section.heading)}")
        parts += [_block(block) for block in section.blocks]
    parts.append(_escaped(document.colophon))
    return "\n\n".join(part for part in parts if part).replace(NO_BREAK, " ") + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _text(block.text)
        case Table():
            return "\n".join(_table(block))
        case Entry():
            lines = [
                plain(line) if not isinstance(line, Offer) else f"{line.party} {line.terms}" for line in block.lines
            ]
            return "\n".join(
                [f"- {_escaped(block.when)} {_text(block.headline)}", *(f"  {_escaped(x)}" for x in lines)]
            )


def _text(text: Text) -> str:
    return "".join(map(_span, text))


def _span(span: Span) -> str:
    said = _escaped(span.text)
    return f"**{said}**" if span.tone == "strong" and said.strip() else said


def _table(table: Table) -> Iterator[str]:
    places = range(len(table.columns))
    yield _cells(table.columns)
    yield _cells("--:" if table.is_right(place) else ":--" for place in places).replace("\\", "")
    for row in table.rows:
        yield _cells(row.cells)


def _cells(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)
