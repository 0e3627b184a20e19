"""The sentences of a role brief in a language, with what the scenario calls its people and options in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negosim.domain.issues import Categorical, Issue
from negosim.domain.scenario import Scenario
from negosim.report.document import Paragraph, Tone, say
from negosim.report.wording import NO_BREAK, level, number, person
from negosim.teach.amounts import bare_points
from negosim.teach.brief.english import ENGLISH
from negosim.teach.brief.korean import KOREAN
from negosim.teach.translating import check_language

__all__ = ["PHRASES", "Words", "line", "paragraphs", "percent", "words_in"]

PHRASES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ko": KOREAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language for one scenario; ``words[key]`` is a sentence.

    Parameters
    ----------
    people : mapping of str to str
        Administrations by how the scenario names them.
    options : mapping of str to mapping of str to str
        Options by issue and name.
    """

    language: str
    people: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return PHRASES[self.language][key]

    def person(self, name: str) -> str:
        """Return the name of an administration."""
        return self.people.get(name, person(name))

    def option(self, issue: Categorical, name: str) -> str:
        """Return the name of an option."""
        return self.options.get(issue.name, {}).get(name, name.replace("_", " "))

    def issue(self, issue: Issue) -> str:
        """Return the name of an issue, with its title where that says more."""
        name = issue.name.replace("_", " ")
        if self.language != "en":
            return issue.title or name
        return f"{name} ({issue.title})" if issue.title and issue.title != name else name

    def level(self, scenario: Scenario, x: float) -> str:
        """Return a level: a value of the one issue, or points."""
        return level(scenario, x) if scenario.in_units else self.points(x)

    def points(self, utility: float) -> str:
        """Return a utility in points of 100."""
        return self["in_points"].format(x=bare_points(utility)).replace(" ", NO_BREAK)


def words_in(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of a language, for a scenario.

    Raises
    ------
    UsageError
        If there are none in that language.
    """
    check_language(language)
    translation = None if scenario is None else scenario.translations.get(language)
    if translation is None:
        return Words(language=language)
    options = {name: issue.options for name, issue in translation.issues.items()}
    return Words(language=language, people=translation.people, options=options)


def line(text: str, tone: Tone = "") -> Paragraph:
    """Return a sentence as a paragraph in one tone."""
    return Paragraph(text=say(text, tone))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return a text of a scenario as paragraphs, which are set apart by empty lines."""
    parts = (" ".join(part.split()) for part in text.replace("\r", "").split("\n\n"))
    return tuple(line(part) for part in parts if part)


def percent(share: float) -> str:
    """Return a share as a percentage, as ``12.5 %``."""
    return f"{number(100.0 * share, 1)}{NO_BREAK}%"
