"""XML as a tree of elements with line numbers, parsed without entities, document types or external references."""

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
        """Yield the children with a tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """Return the first child with a tag, or ``None``."""
        return next(self.every(tag), None)

    def only(self, tag: str) -> Element:
        """Return the child with a tag.

        Raises
        ------
        ScenarioError
            If there is not exactly one.
        """
        children = list(self.every(tag))
        if not children:
            raise self.error(f"<{tag}> is missing inside <{self.tag}>")
        if len(children) > 1:
            raise children[1].error(f"there is a second <{tag}> inside <{self.tag}>", "remove one of them")
        return children[0]

    def text(self, name: str) -> str:
        """Return an attribute.

        Raises
        ------
        ScenarioError
            If it is missing.
        """
        if name not in self.attributes:
            raise self.error(f"<{self.tag}> has no attribute '{name}'")
        return self.attributes[name]

    def number(self, *names: str) -> float:
        """Return the finite number in the first of several attributes that is present.

        Raises
        ------
        ScenarioError
            If none is present, or it is not a finite number.
        """
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
        """Return the whole number in an attribute.

        Raises
        ------
        ScenarioError
            If it is missing, or not a whole number.
        """
        value = self.number(name)
        if not value.is_integer():
            raise self.error(f'{name}="{self.text(name)}" is not a whole number')
        return int(value)

    def error(self, problem: str, fix: str = "") -> ScenarioError:
        """Return an error with the location of the element."""
        name = f", {self.tag} '{self.attributes['name']}'" if "name" in self.attributes else ""
        return at_fault(self.file, f"line {self.line}{name}", problem, fix)


class _Builder:
    """The target of a parser: it builds the tree and records the line numbers."""

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
        """Ignore text, because the files have all data in attributes."""

    def close(self) -> Element | None:
        return self.root


def parse(path: Path) -> Element:
    """Return the root element of an XML file.

    Two mistakes that occur in files of ANAC, and that Genius accepts, are corrected: a bare ``&``, and attributes
    without a space between them.

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
        problem = "document types, entities and external references are not allowed, for security"
        raise at_fault(file, f"line {builder.line}", problem, "remove the declaration") from None
    except (ValueError, LookupError) as error:  # an unknown encoding, or one that the parser does not support
        raise at_fault(file, "line 1", f"this XML cannot be read: {error}", "save it as UTF-8") from None
    return root  # type: ignore[no-any-return]


def _corrected(content: bytes) -> bytes:
    return JOINED_ATTRIBUTE.sub(rb"\1 ", BARE_AMPERSAND.sub(b"&amp;", content))


def _encoding_hint(content: bytes) -> str:
    """Return a hint for a file that is not UTF-8, which may be the reason why it cannot be parsed."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return "if non-ASCII letters are the cause, save it as UTF-8, or name its encoding in the XML declaration"
    return ""


def at_fault(file: str, place: str, problem: str, fix: str = "") -> ScenarioError:
    """Return an error with a single fault."""
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
