"""A role brief says what its party knows and nothing that only the other side knows."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.domain import Distribution
from negosim.errors import UsageError
from negosim.report import plain_text
from negosim.report.wording import money as amount_of
from negosim.rules.lower import lower
from negosim.teach.brief.document import brief_document
from negosim.teach.brief.english import ENGLISH
from negosim.teach.brief.korean import KOREAN
from negosim.teach.brief.private_information import mind_of
from negosim.teach.brief.saving import markdown, write_brief
from negosim.teach.korean import read_in_korean
from negosim.teach.translating import LANGUAGES, translated
from tests.strategies import scenarios

SHIPPED = sorted(files.shipped())
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def text_of(scenario, party, **which):
    return plain_text(brief_document(lower(scenario), party=party, **which), 400)


def sides():
    return [pytest.param(name, side, id=f"{name}-{side}") for name in SHIPPED for side in (0, 1)]


def secrets(delegation):
    """Yield every number of a delegation's stances and preferences, the parameters of drawn ones included."""
    for stance in delegation.stances.values():
        levels = (stance.aspiration, stance.reservation, stance.mandate, stance.pressure, stance.discount)
        yield from levels
        yield from stance.tactic.parameters.values()
    for function in delegation.preferences.values.values():
        yield from (*function.points, *function.values)
    yield from delegation.preferences.weights.values()
    yield delegation.preferences.discount
    yield delegation.preferences.disagreement


def flat(numbers):
    for number in numbers:
        if isinstance(number, Distribution):
            yield from (parameter for _, parameter in number.parameters)
        elif number is not None:
            yield float(number)


def changed(delegation):
    """Return the delegation with every number of its stances and preferences changed."""

    def other(number):
        return None if number is None else 0.37 if isinstance(number, Distribution) else 0.9 * float(number) + 0.011

    stances = {
        name: replace(
            stance,
            aspiration=other(stance.aspiration),
            reservation=other(stance.reservation),
            mandate=other(stance.mandate),
            pressure=other(stance.pressure),
            deadline=None,
        )
        for name, stance in delegation.stances.items()
    }
    preferences = delegation.preferences
    values = {
        name: replace(function, values=tuple(other(x) for x in function.values))
        for name, function in preferences.values.items()
    }
    preferences = replace(preferences, values=values, discount=3.21, disagreement=0.123)
    return replace(delegation, stances=stances, preferences=preferences)


@pytest.mark.parametrize(("name", "side"), sides())
def test_a_brief_does_not_depend_on_what_only_the_other_side_knows(name, side):
    scenario = files.load(name)
    fixed = [
        replace(
            scenario,
            delegations=tuple(
                party if number == side else change(party) for number, party in enumerate(scenario.delegations)
            ),
            lapse_cost={scenario.parties[side]: scenario.lapse_cost.get(scenario.parties[side], 0.0)},
        )
        for change in (lambda party: changed(party), lambda party: changed(changed(party)))
    ]
    first, second = (text_of(each, scenario.parties[side]) for each in fixed)
    assert first == second
    assert text_of(fixed[0], scenario.parties[1 - side]) != text_of(fixed[1], scenario.parties[1 - side])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "side"), sides())
def test_no_number_of_the_other_sides_mind_stands_in_a_brief(name, side, language):
    scenario = files.load(name)
    own, other = scenario.delegations[side], scenario.delegations[1 - side]
    lowered = lower(scenario)
    said = set(NUMBER.findall(text_of(scenario, own.name, language=language).replace(",", "")))
    theirs = mind_of(lowered, other.name)
    drawn = {theirs.reservation, theirs.mandate, theirs.aspiration}
    thresholds = {threshold for threshold, _ in mind_of(lowered, own.name).thresholds.values()}
    known = set(flat(secrets(own))) | public(scenario, lowered, own) | thresholds
    hidden = written({*flat(secrets(other)), *drawn}) - written(known)
    assert hidden
    assert not hidden & said


def written(numbers):
    """Return numbers in all the ways in which a brief could write them."""
    return {form.format(abs(x)) for x in numbers for form in ("{:g}", "{:.0f}", "{:.1f}", "{:.2f}", "{:.3f}")}


def public(scenario, lowered, own):
    """Return the numbers that both sides know, and those of the own mind as drawn."""
    mind = mind_of(lowered, own.name)
    calendar, money = scenario.calendar, scenario.money
    bounds = [bound for issue in scenario.issues if hasattr(issue, "low") for bound in (issue.low, issue.high)]
    days = [calendar.start, calendar.horizon, calendar.expiry, *(meeting.date for meeting in calendar.rounds)]
    days += [day for party in scenario.delegations for term in party.terms for day in (term.starts, term.election)]
    days += [stance.deadline for stance in own.stances.values()]
    known = {*bounds, mind.reservation, mind.mandate, mind.aspiration, 0.0, 1.0, 100.0, 10.0}
    known |= {float(part) for day in days if day for part in (day.year, day.month, day.day)}
    known |= {part for meeting in calendar.rounds for part in (meeting.days, meeting.exchanges or 0)}
    known |= {ratifier.delay for ratifier in scenario.ratifiers} | {float(scenario.protocol.exchanges)}
    known |= {100.0 * valued.weight * worth for valued in mind.valued for worth in (1.0, *valued.values)}
    known |= {100.0 * level for level in (mind.reservation, mind.mandate, mind.aspiration, mind.disagreement)}
    known |= {100.0 * (mind.reservation - mind.disagreement), 100.0 * mind.lapse_cost, 100.0 * mind.pressure}
    known |= set(flat(scenario.lapse_cost.values()))
    reported = [scenario.title, scenario.background, own.lead, own.interests, own.alternative, own.confidential]
    reported += [str(words.issues) for words in scenario.translations.values()]
    known |= {float(x) for x in NUMBER.findall(f"{reported} {scenario.issues}")}
    odds = [
        candidate.probability for party in scenario.delegations for term in party.terms for candidate in term.candidates
    ]
    known |= {100.0 * chance for chance in flat(odds)}
    if money is not None:
        known |= {money.base, money.base / 10.0}
        translated_money = read_in_korean(amount_of(translated(scenario, "ko"), {money.issue: 0.0}))
        known |= {float(x) for x in NUMBER.findall(translated_money.replace(",", ""))}
    if scenario.payments is not None:
        paid = scenario.payments
        known |= set(flat([paid.base, paid.beyond, paid.fixed_growth, *paid.growth.values(), float(paid.years)]))
    return known


def test_a_brief_says_the_limits_of_the_replicate_that_is_played():
    lowered = lower(files.load("used_car"))
    for replicate in (0, 1):
        mind = mind_of(lowered, "buyer", replicate=replicate)
        said = plain_text(brief_document(lowered, party="buyer", replicate=replicate), 300)
        assert f"{mind.reservation:,.0f} euro: you would accept no more" in said
    assert mind_of(lowered, "buyer").reservation != mind_of(lowered, "buyer", replicate=1).reservation


def test_a_brief_does_not_say_how_the_real_talks_went():
    said = text_of(files.load("sma11"), "seoul")
    assert "accord" not in said
    assert "rejected" not in said
    assert "$5bn" not in said


@settings(max_examples=20)
@given(scenario=scenarios(), party=st.integers(0, 1), language=st.sampled_from(LANGUAGES))
def test_any_party_of_any_scenario_can_be_briefed(scenario, party, language):
    document = brief_document(lower(scenario), party=scenario.parties[party], language=language)
    assert len(document.sections) >= 6
    assert "{" not in plain_text(document)
    assert markdown(document).startswith("# ")


def test_both_languages_say_the_same_things():
    assert ENGLISH.keys() == KOREAN.keys()
    for key, sentence in ENGLISH.items():
        assert set(re.findall(r"{(\w+)}", sentence)) == set(re.findall(r"{(\w+)}", KOREAN[key])), key


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="use en or ko"):
        brief_document(lower(files.load("used_car")), party="buyer", language="kr")


def test_a_korean_page_is_marked_as_korean_and_escapes_what_scenarios_say(tmp_path):
    scenario = replace(files.load("used_car"), title="<b>A & B</b>", translations={})
    document = brief_document(lower(scenario), party="buyer", language="ko")
    target = tmp_path / "brief.html"
    write_brief(document, target, language="ko")
    page = target.read_text(encoding="utf-8")
    assert '<html lang="ko">' in page
    assert "유보가치" in page
    assert "<b>A" not in page
    assert "\\<b\\>A & B" in markdown(document)


def test_markdown_tables_have_as_many_cells_in_each_row():
    text = markdown(brief_document(lower(files.load("scoreable")), party="town"))
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) == 4
    for table in tables:
        assert len({line.count(" |") for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["used_car", "--as", "byer"], "did you mean 'buyer'"),
        (["used_car", "--as", "buyer", "--lang", "fr"], "use en or ko"),
        (["used_car", "--as", "buyer", "--out", "brief.docx"], "must end in .html, .htm, .md or .txt"),
        (["used_car", "--as", "buyer", "--out", "nowhere/brief.md"], "the folder nowhere does not exist"),
        (["usedcar", "--as", "buyer"], "did you mean 'used_car'"),
    ],
)
def test_what_cannot_be_briefed_is_refused_with_a_fix(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(application(), ["brief", *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_command_prints_or_writes_a_brief(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(application(), ["brief", "used_car", "--as", "seller"])
    assert printed.exit_code == 0
    assert "Your reservation value is" in printed.stdout
    written = CliRunner().invoke(application(), ["brief", "used_car", "--as", "seller", "--out", "brief.txt"])
    assert (written.exit_code, written.stdout) == (0, "")
    assert "Your reservation value is" in (tmp_path / "brief.txt").read_text(encoding="utf-8")
