"""XML as a tree of elements that know their line, parsed without entities, document types or external references."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from negosim.errors import Fault, ScenarioError

LARGEST_FILE = 4_000_000
BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")
JOINED_ATTRIBUTE = re.compile(rb"""(=\s*(?:"[^"<]*"|'[^'<]*'))(?=[A-Za-z_])""")


@dataclass(slots=True, kw_only=True)
class Element:
    """An element of an XML file.

    Parameters
    ----------
    file : str
        The file, for messages.
    line : int
        The line on which it begins.
    tag : str
        Its name.
    attributes : dict of str to str
        Its attributes.
    children : list of Element
        The elements inside it, in order.
    """

    file: str
    line: int
    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)

    def every(self, tag: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """Return the first child of a name."""
        return next(self.every(tag), None)

    def only(self, tag: str) -> Element:
        """Return the child of a name, of which there must be one."""
        children = list(self.every(tag))
        if not children:
            raise self.error(f"<{tag}> is missing inside <{self.tag}>")
        if len(children) > 1:
            raise children[1].error(f"a second <{tag}> inside <{self.tag}>", "keep one")
        return children[0]

    def text(self, name: str) -> str:
        """Return an attribute, which must be there."""
        if name not in self.attributes:
            raise self.error(f"<{self.tag}> has no attribute '{name}'")
        return self.attributes[name]

    def number(self, *names: str) -> float:
        """Return the number in the first of several attributes that is there."""
        name = next((name for name in names if name in self.attributes), names[0])
        text = self.text(name)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            raise self.error(f'{name}="{text}" is not a finite number')
        return value

    def whole(self, name: str) -> int:
        """Return the whole number in an attribute."""
        value = self.number(name)
        if not value.is_integer():
            raise self.error(f'{name}="{self.text(name)}" is not a whole number')
        return int(value)

    def error(self, problem: str, fix: str = "") -> ScenarioError:
        """Return an error at the element's place."""
        name = f", {self.tag} '{self.attributes['name']}'" if "name" in self.attributes else ""
        return at_fault(self.file, f"line {self.line}{name}", problem, fix)


class _Builder:
    """The target of a parser: it builds the tree and notes the lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser: Any = None
        self.open: list[Element] = []
        self.root: Element | None = None

    @property
    def line(self) -> int:
        return int(self.parser.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(file=self.file, line=self.line, tag=tag, attributes=dict(attributes))
        if self.open:
            self.open[-1].children.append(element)
        self.root = self.root or element
        self.open.append(element)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, _text: str) -> None:
        """Leave text out: the files keep everything in attributes."""

    def close(self) -> Element | None:
        return self.root


def parse(path: Path) -> Element:
    """Return the root element of an XML file.

    Two mistakes that Genius reads over, and that files of ANAC have, are corrected: a bare ``&``, and attributes
    without a blank between them.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is not well-formed, or declares a document type or entities.
    """
    file, content = str(path), _content(path)
    try:
        return _tree(file, content)
    except ParseError as error:
        with suppress(ParseError):
            return _tree(file, _corrected(content))
        line, column = error.position
        reason = str(error).partition(":")[0]
        problem = f"this is not well-formed XML: {reason}"
        raise at_fault(file, f"line {line}, column {column + 1}", problem, _encoding_hint(content)) from None


def _tree(file: str, content: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    builder = _Builder(file)
    builder.parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        builder.parser.feed(content)
        root = builder.parser.close()
    except DefusedXmlException:
        problem = "document types, entities and external references are not read, for safety"
        raise at_fault(file, f"line {builder.line}", problem, "remove the declaration") from None
    except (ValueError, LookupError) as error:  # an encoding that is unknown, or that the parser does not know
        raise at_fault(file, "line 1", f"this XML cannot be read: {error}", "save it as UTF-8") from None
    return root  # type: ignore[no-any-return]


def _corrected(content: bytes) -> bytes:
    return JOINED_ATTRIBUTE.sub(rb"\1 ", BARE_AMPERSAND.sub(b"&amp;", content))


def _encoding_hint(content: bytes) -> str:
    """Return how to fix text that is not UTF-8, in which the parser finds bytes that it cannot read."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return "if letters are the problem, save it as UTF-8, or name its encoding in the XML declaration"
    return ""


def at_fault(file: str, place: str, problem: str, fix: str = "") -> ScenarioError:
    """Return the error of one fault."""
    return ScenarioError([Fault(file=file, path=place, problem=problem, fix=fix)])


def _content(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device may never end
            raise at_fault(str(path), "", "this is not a regular file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise at_fault(str(path), "", f"this file cannot be read: {error.strerror or error}") from None
    if len(content) > LARGEST_FILE:
        raise at_fault(str(path), "", f"this file is larger than {LARGEST_FILE // 1_000_000} MB")
    return content
