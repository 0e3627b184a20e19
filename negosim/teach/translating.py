"""A scenario in the language of its readers, by means of its own translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical, Issue
from negosim.domain.scenario import Scenario
from negosim.domain.translation import DelegationWords, IssueWords, Translation
from negosim.errors import UsageError, did_you_mean
from negosim.report.document import CONTROL

__all__ = ["LANGUAGES", "check_language", "missing_words", "translated"]

LANGUAGES = ("en", "ko")
PROSE = ("interests", "alternative", "confidential")


def check_language(language: str) -> str:
    """Return a language after checking that it is available.

    Raises
    ------
    UsageError
        If it is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"the language '{language}' is not available; use {' or '.join(LANGUAGES)}"
            f"{did_you_mean(language, LANGUAGES)}"
        )
    return language


def translated(scenario: Scenario, language: str) -> Scenario:
    """Return a scenario with its texts in a language, as far as translated, and without control characters.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    words = scenario.translations.get(check_language(language), Translation())
    unit = words.units
    return replace(
        scenario,
        title=_clean(words.title or scenario.title),
        description=_clean(words.description or scenario.description),
        background=_clean(words.background or scenario.background),
        issues=tuple(_issue(issue, words.issues.get(issue.name, IssueWords()), unit) for issue in scenario.issues),
        delegations=tuple(
            _delegation(party, words.delegations.get(party.name, DelegationWords())) for party in scenario.delegations
        ),
        ratifiers=tuple(
            replace(each, title=_clean(words.ratifiers.get(each.name, each.title))) for each in scenario.ratifiers
        ),
        shocks=tuple(replace(each, note=_clean(words.events.get(each.name, each.note))) for each in scenario.shocks),
        calendar=replace(
            scenario.calendar,
            rounds=tuple(
                replace(meeting, place=_clean(words.places.get(meeting.place, meeting.place)))
                for meeting in scenario.calendar.rounds
            ),
        ),
        record=None
        if scenario.record is None
        else replace(scenario.record, note=_clean(words.record or scenario.record.note)),
        money=None if scenario.money is None else replace(scenario.money, unit=_unit(scenario.money.unit, unit)),
        payments=None
        if scenario.payments is None
        else replace(scenario.payments, unit=_unit(scenario.payments.unit, unit)),
    )


def _issue(issue: Issue, words: IssueWords, units: Mapping[str, str]) -> Issue:
    return replace(issue, title=_clean(words.title or issue.title), unit=_unit(issue.unit, units))


def _delegation(party: Delegation, words: DelegationWords) -> Delegation:
    return replace(
        party,
        title=_clean(words.title or party.title),
        lead=_clean(words.lead or party.lead),
        interests=_clean(words.interests or party.interests),
        alternative=_clean(words.alternative or party.alternative),
        confidential=_clean(words.confidential or party.confidential),
    )


def _unit(unit: str, units: Mapping[str, str]) -> str:
    return _clean(units.get(unit, unit))


def _clean(text: str) -> str:
    return text.translate(CONTROL)


def missing_words(scenario: Scenario, language: str) -> tuple[str, ...]:
    """Return the paths of the texts that a scenario's translation lacks, which readers see in English."""
    if language == "en":
        return ()
    words = scenario.translations.get(language, Translation())
    return tuple(path for path, text, translation in _pairs(scenario, words) if text and not translation)


def _pairs(scenario: Scenario, words: Translation) -> Iterator[tuple[str, str, str]]:
    """Yield the path, the text and the translation of everything that briefs, games and debriefs show of a scenario."""
    yield "title", scenario.title, words.title
    yield "background", scenario.background, words.background
    for issue in scenario.issues:
        yield from _of_issue(issue, words)
    for unit in dict.fromkeys(filter(None, _units(scenario))):
        yield f'units."{unit}"', unit, words.units.get(unit, "")
    for party in scenario.delegations:
        yield from _of_party(party, words)
    for ratifier in scenario.ratifiers:
        yield f"ratifiers.{ratifier.name}", ratifier.title, words.ratifiers.get(ratifier.name, "")
    for shock in scenario.shocks:
        yield f"events.{shock.name}", shock.note, words.events.get(shock.name, "")
    for place in dict.fromkeys(meeting.place for meeting in scenario.calendar.rounds):
        yield f'places."{place}"', place, words.places.get(place, "")
    if scenario.record is not None:
        yield "record", scenario.record.note, words.record


def _units(scenario: Scenario) -> Iterator[str]:
    """Yield the units of issues, money and payments, except ``%``, which is the same in all languages."""
    yield from (issue.unit for issue in scenario.issues if issue.unit != "%")
    yield "" if scenario.money is None else scenario.money.unit
    yield "" if scenario.payments is None else scenario.payments.unit


def _of_issue(issue: Issue, words: Translation) -> Iterator[tuple[str, str, str]]:
    own = words.issues.get(issue.name, IssueWords())
    yield f"issues.{issue.name}.title", issue.title or issue.name, own.title
    if isinstance(issue, Categorical):
        for option in issue.options:
            yield f"issues.{issue.name}.options.{option}", option, own.options.get(option, "")


def _of_party(party: Delegation, words: Translation) -> Iterator[tuple[str, str, str]]:
    theirs = words.delegations.get(party.name, DelegationWords())
    for key in ("title", "lead", *PROSE):
        yield f"delegations.{party.name}.{key}", getattr(party, key), getattr(theirs, key)
    for name in dict.fromkeys(each.name for term in party.terms for each in term.candidates):
        if name != party.name:
            yield f"people.{name}", name, words.people.get(name, "")
