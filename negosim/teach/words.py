"""The sentences of a language: a table for each package (brief, play, debrief, …), and one that they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from negosim.domain.issues import Categorical, Issue
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms, Value
from negosim.errors import nearest
from negosim.report.wording import NO_BREAK, REPLICATE, TYPICAL_RUN, name_of, person, terms, value
from negosim.teach.korean import read_in_korean
from negosim.teach.translating import check_language

__all__ = ["COMMON", "Tables", "Words", "words_in"]

Tables = Mapping[str, Mapping[str, str]]

COMMON: Tables = {
    "en": {
        "in_points": "{x} points",
        "in_point": "{x} point",
        "percentage_points": "{x} points",
        "percentage_point": "{x} point",
        "with_money": "{said} ({money})",
        "typical_run": TYPICAL_RUN,
        "replicate": REPLICATE,
        "day": "{n} day",
        "days": "{n} days",
        "nash": "Nash",
        "kalai_smorodinsky": "Kalai\N{EN DASH}Smorodinsky",
        "egalitarian": "Egalitarian",
        "utilitarian": "Utilitarian",
        "raiffa": "Raiffa",
        "did_you_mean": "; did you mean '{name}'?",
    },
    "ko": {
        "in_points": "{x}점",
        "in_point": "{x}점",
        "percentage_points": "{x}%포인트",
        "percentage_point": "{x}%포인트",
        "with_money": "{said}({money})",
        "typical_run": "전형적인 진행(추첨되는 수는 중앙값)",
        "replicate": "시드 {seed}, {replicate}번째 시행",
        "day": "{n}일",
        "days": "{n}일",
        "nash": "내시 해",
        "kalai_smorodinsky": "칼라이\N{EN DASH}스모로딘스키 해",
        "egalitarian": "평등주의 해",
        "utilitarian": "공리주의 해",
        "raiffa": "라이파 해",
        "did_you_mean": ". 혹시 '{name}'을(를) 뜻하셨습니까?",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language for one scenario; ``words(key, name=…)`` is a sentence with its blanks filled in.

    Parameters
    ----------
    language : {"en", "ko"}
        The language.
    sentences : mapping of str to str
        The package's sentences in that language, as templates.
    people : mapping of str to str
        Display names of administrations, by their name in the scenario.
    options : mapping of str to mapping of str to str
        Display names of options, by issue and name.
    """

    language: str
    sentences: Mapping[str, str]
    people: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.sentences[key] if key in self.sentences else COMMON[self.language][key]

    def __call__(self, key: str, **blanks: object) -> str:
        """Return a sentence with its blanks filled in, in the spelling of the language."""
        return self.finished(self[key].format(**blanks))

    def finished(self, text: str) -> str:
        """Return a text with dates, percentages, amounts and particles in the spelling of the language."""
        return read_in_korean(text) if self.language == "ko" else text

    def suggestion(self, name: str, allowed: Iterable[str]) -> str:
        """Return a "did you mean" question with the allowed name nearest to a misspelt one; empty if none is near."""
        meant = nearest(name, allowed)
        return self("did_you_mean", name=meant) if meant else ""

    def days(self, count: float) -> str:
        """Return a number of days."""
        whole = round(count)
        return self("day" if whole == 1 else "days", n=f"{whole:,}").replace(" ", NO_BREAK)

    def replicate(self, seed: int | None, replicate: int | None) -> str:
        """Return which random numbers are used: those of a replicate, or of the typical run if neither is given."""
        if seed is None and replicate is None:
            return self["typical_run"]
        return self("replicate", seed=seed or 0, replicate=replicate or 0)

    def person(self, name: str) -> str:
        """Return the name of an administration."""
        return self.people.get(name, person(name))

    def option(self, issue: Categorical, name: str) -> str:
        """Return the name of an option for running text."""
        return self.options.get(issue.name, {}).get(name, name.replace("_", " "))

    def issue(self, issue: Issue) -> str:
        """Return the name of an issue, with its title if the two differ."""
        name = name_of(issue)
        if self.language != "en":
            return issue.title or name
        return f"{name} ({issue.title})" if issue.title and issue.title != name else name

    def short(self, issue: Issue) -> str:
        """Return the short name of an issue."""
        return name_of(issue) if self.language == "en" else issue.title or name_of(issue)

    def value(self, issue: Issue, x: Value) -> str:
        """Return a value of an issue in words; an option without a translation keeps its name in the scenario."""
        if isinstance(issue, Categorical):
            return self.options.get(issue.name, {}).get(str(x), str(x))
        return value(issue, x)

    def terms(self, scenario: Scenario, outcome: Terms) -> str:
        """Return the terms of an outcome: the value alone for one issue, otherwise with the names of the issues."""
        if self.language == "en":
            return terms(scenario, outcome)
        if len(scenario.issues) == 1:
            return self.value(scenario.issues[0], outcome[scenario.issues[0].name])
        return ", ".join(
            f"{self.short(issue)}{NO_BREAK}{self.value(issue, outcome[issue.name])}"
            for issue in scenario.issues
            if issue.name in outcome
        )


def words_in(language: str, tables: Tables, scenario: Scenario | None = None) -> Words:
    """Return the words of a language for a package, and for a scenario if one is given.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    sentences = tables[check_language(language)]
    translation = None if scenario is None else scenario.translations.get(language)
    if translation is None:
        return Words(language=language, sentences=sentences)
    options = {name: issue.options for name, issue in translation.issues.items()}
    return Words(language=language, sentences=sentences, people=translation.people, options=options)
