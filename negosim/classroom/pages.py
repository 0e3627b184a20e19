"""Pages and their blocks, rendered from templates that escape everything that people have typed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from negosim.classroom.board import board_context, scenario_title, table_context
from negosim.classroom.export import EXPORTS, WITH_NAMES
from negosim.classroom.host import Host
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.results import Results
from negosim.classroom.site import Site
from negosim.classroom.state import Room, Table
from negosim.classroom.student import student_context
from negosim.teach.brief.document import brief_document, public_document
from negosim.teach.brief.ratifier import ratifier_document

__all__ = [
    "Block",
    "board_blocks",
    "board_layout",
    "board_page",
    "brief_of",
    "page",
    "row_block",
    "student_blocks",
    "student_page",
    "students_page",
]

LANGUAGE_NAMES = (("en", "English"), ("ko", "한국어"))
STUDENT_BLOCKS = ("todo", "move", "predict", "second", "rate", "offers", "messages", "facts")
BOARD_BLOCKS = ("state", "controls")
KEY = 'name="key" value=""'


def minutes(seconds: float) -> str:
    """Return a time as minutes and seconds."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals["minutes"] = minutes


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that is updated on its own.

    Parameters
    ----------
    shape : int
        A checksum of the content, from which the page sees that it has changed.
    html : str
        The block; empty if there is nothing to show.
    place : str
        The id of the element that contains it.
    """

    id: str
    shape: int
    html: str
    place: str = "live"

    def as_list(self) -> list[Any]:
        """Return the block for the script of the page."""
        return [self.id, self.shape, self.html, self.place]


def page(template: str, /, language: str = "en", **context: Any) -> str:
    """Return a whole page."""
    words = words_of_classroom(language)
    filled = {"t": words, "language": language, "error": "", "languages": LANGUAGE_NAMES, **context}
    return ENVIRONMENT.get_template(template).render(filled)


def _block(template: str, order: int, context: Mapping[str, Any], name: str) -> Block:
    inner = ENVIRONMENT.get_template(template).render(context).strip()
    shape = crc32(inner.encode())
    html = f'<section id="{name}" data-shape="{shape}" data-order="{order}">\n{inner}\n</section>' if inner else ""
    return Block(name, shape, html)


def _with_keys(html: str) -> Markup:
    """Return blocks in which each form has a key of its own, so that a form that is sent twice counts once."""
    first, *rest = html.split(KEY)
    return Markup("".join([first, *(f'name="key" value="{secrets.token_hex(16)}"{part}' for part in rest)]))


# ---- students --------------------------------------------------------------------------------------------------


def student_blocks(host: Host, student: str, results: Results | None = None) -> list[Block]:
    """Return the blocks of a student's page."""
    return _student_blocks(student_context(host, student, results))


def _student_blocks(context: Mapping[str, Any]) -> list[Block]:
    context = {**DEFAULTS, **context}
    return [_block(f"student/{name}.html", order, context, name) for order, name in enumerate(STUDENT_BLOCKS, start=1)]


DEFAULTS: Mapping[str, Any] = {
    "done": False,
    "date": "",
    "mates": [],
    "ended_as": None,
    "nudged": False,
    "by_program": False,
    "deal_only": False,
    "may_improve": False,
    "my_turn": False,
    "others": [],
    "preparation": [],
    "offers": [],
    "messages": [],
    "facts": [],
    "statements": [],
    "questions": [],
    "outside": False,
    "may_predict": False,
    "predicted": "",
    "vote": None,
    "voter": "",
    "own_results": (),
}


def student_page(host: Host, student: str, results: Results | None = None, *, error: str = "", answer: str = "") -> str:
    """Return a student's page, which also works without JavaScript."""
    room, context = host.room, student_context(host, student, results)
    blocks = "\n".join(block.html for block in _student_blocks(context))
    title = scenario_title(room)
    brief = brief_of(room, student)
    context |= {"title": title, "brief": brief, "blocks": _with_keys(blocks), "error": error, "answer": answer}
    return ENVIRONMENT.get_template("student.html").render({**context, "languages": LANGUAGE_NAMES})


def brief_of(room: Room, student: str) -> Markup | None:
    """Return the role brief of a student as HTML; ``None`` before the pairs are formed."""
    from negosim.report.html import article

    table = room.table_at(student)
    if table is None:
        return None
    assigned, language = table.assigned, room.students[student].language
    party = table.seat_of(student) or room.settings.brief_of
    numbers = {"seed": assigned.seed, "replicate": assigned.replicate}
    if party in table.ratifiers:
        document = ratifier_document(assigned.lowered, ratifier=party, language=language, **numbers)
    elif party:
        document = brief_document(assigned.lowered, party=party, language=language, preparation=False, **numbers)
    else:
        document = public_document(assigned.lowered, language=language)
    html = article(replace(document, colophon=""))
    for level in (3, 2, 1):  # the page has a heading above them
        html = html.replace(f"<h{level}>", f"<h{level + 1}>").replace(f"</h{level}>", f"</h{level + 1}>")
    return Markup(html)


# ---- the board -------------------------------------------------------------------------------------------------


def board_layout(room: Room) -> str:
    """Return the layout of the board; it differs between games, so that the page is reloaded with the new tables."""
    return f"board {room.game}"


def board_blocks(host: Host, site: Site) -> list[Block]:
    """Return the blocks of the board, without the rows of its tables."""
    return _board_blocks(board_context(host), site)


def _board_blocks(context: Mapping[str, Any], site: Site) -> list[Block]:
    context = {**context, "site": site, "exports": list(EXPORTS), "with_names": WITH_NAMES}
    return [_block(f"board/{name}.html", order, context, name) for order, name in enumerate(BOARD_BLOCKS, start=1)]


def row_block(host: Host, table: Table, site: Site) -> Block:
    """Return the row of a table on the board."""
    inner = ENVIRONMENT.get_template("board/row.html").render({**table_context(host, table), "site": site})
    name, shape = f"row-{table.number}", crc32(inner.encode())
    html = f'<tr id="{name}" data-shape="{shape}" data-order="{table.number}">{inner}</tr>'
    return Block(name, shape, html, "rows")


def board_page(host: Host, site: Site, *, error: str = "") -> str:
    """Return the board, which also works without JavaScript."""
    context = board_context(host)
    blocks = "\n".join(block.html for block in _board_blocks(context, site))
    rows = "\n".join(row_block(host, table, site).html for table in host.room.current)
    context |= {
        "site": site,
        "layout": board_layout(host.room),
        "blocks": _with_keys(blocks),
        "rows": _with_keys(rows),
        "error": error,
    }
    return ENVIRONMENT.get_template("board.html").render(context)


def students_page(room: Room, site: Site, *, error: str = "") -> str:
    """Return the page with the list of students, where the instructor can delete one."""
    students = [(room.pseudonym(student.id), student.name) for student in room.present]
    return page("students.html", room.settings.language, students=students, site=site, error=error)
