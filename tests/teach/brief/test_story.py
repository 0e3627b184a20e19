"""The story of a scenario in its briefs: told to whom it belongs, in the reader's language, and made harmless."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.domain import DelegationWords, IssueWords, Translation
from negosim.errors import ScenarioError
from negosim.report import plain_text
from negosim.rules.lower import lower
from negosim.teach.brief.document import brief_document
from negosim.teach.brief.private_information import mind_of
from negosim.teach.korean import read_in_korean
from negosim.teach.translating import missing_words, translated

SHIPPED = sorted(files.shipped())
STORY = [
    ("background", "The car stands in the drive.\n\nIt is red."),
    ("delegations.buyer.interests", "You need it for work."),
    ("delegations.buyer.alternative", "You take the bus."),
    ("delegations.buyer.confidential", "Do not mention the bus."),
    ("delegations.seller.confidential", "The clutch is worn."),
]


def reported(*changes, name="used_car", party="buyer", language="en"):
    document = files.read(name)
    for path, value in (*STORY, *changes):
        document = files.override(document, path, value)
    return plain_text(brief_document(lower(files.build(document)), party=party, language=language), 400)


def test_each_side_reads_the_general_information_and_its_own_instructions():
    buyer, seller = reported(), reported(party="seller")
    for said in (buyer, seller):
        assert "The car stands in the drive." in said
    for words in ("You need it for work.", "You take the bus.", "Do not mention the bus."):
        assert words in buyer
        assert words not in seller
    assert "The clutch is worn." in seller
    assert "The clutch is worn." not in buyer


def test_a_story_cannot_bring_control_codes_to_a_terminal():
    with pytest.raises(ScenarioError, match=r"control character U\+001B"):
        reported(("background", "red \x1b[31malert\x07"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_limit_above_the_alternative_is_explained(name):
    lowered = lower(files.load(name))
    for party in lowered.scenario.parties:
        mind = mind_of(lowered, party)
        said = plain_text(brief_document(lowered, party=party), 400)
        apart = not lowered.scenario.in_units and 0.0 < mind.disagreement < mind.reservation - 1e-9
        assert ("Your limit is" in said) == apart
        assert "in utility" not in said


def test_the_preparation_sheet_can_be_left_out():
    lowered = lower(files.load("used_car"))
    asked = plain_text(brief_document(lowered, party="buyer"))
    assert "My guess of their limit" in asked
    assert "My guess of their limit" not in plain_text(brief_document(lowered, party="buyer", preparation=False))


def test_a_translation_is_read_where_there_is_one_and_the_first_language_elsewhere():
    scenario = replace(
        files.load("scoreable"),
        background="An island.",
        translations={
            "ko": Translation(
                title="섬 여객선",
                delegations={"town": DelegationWords(title="군청")},
                issues={"season": IssueWords(title="운항 기간", options={"summer": "여름"})},
                places={"the town hall": "군청 회의실"},
            )
        },
    )
    said = plain_text(brief_document(lower(scenario), party="town", language="ko"), 400)
    for words in ("섬 여객선", "군청", "운항 기간", "여름", "군청 회의실", "An island.", "2025년 9월 1일"):
        assert words in said
    missing = missing_words(scenario, "ko")
    assert "background" in missing
    assert "title" not in missing
    assert "issues.season.options.all_year" in missing
    assert 'places."the ferry office"' in missing
    assert missing_words(scenario, "en") == ()


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("2019-09-24에 만나다", "2019년 9월 24일에 만나다"),
        ("13.7\N{NO-BREAK SPACE}%", "13.7%"),
        ("10,049\N{NO-BREAK SPACE}유로", "10,049유로"),
        ("1,183\N{NO-BREAK SPACE}십억\N{NO-BREAK SPACE}원, $1.02bn", "1조 1,830억 원, 10억 2,000만 달러"),
        ("103.9 십억 원", "1,039억 원"),
    ],
)
def test_korean_writes_dates_percentages_and_amounts_in_its_own_way(english, korean):
    assert read_in_korean(english) == korean


def test_a_translation_of_what_is_not_there_is_a_fault_with_its_place():
    for path, fix in (("issues.prize.title", "did you mean 'price'"), ("delegations.bayer.title", "'buyer'")):
        section, name, key = path.split(".")
        table = {"ko": {section: {name: {key: "x"}}}}
        document = files.override(files.read("used_car"), "translations", table)
        with pytest.raises(ScenarioError) as caught:
            files.build(document)
        assert f"translations.ko.{section}.{name}" in str(caught.value)
        assert fix in str(caught.value)


@pytest.mark.parametrize("command", [["brief"], ["play", "--save", "a.game.json"]])
def test_what_a_translation_lacks_is_said_once_and_shown_in_english(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("lacking.toml").write_text('extends = "used_car"\n[translations.ko]\ntitle = ""\n', encoding="utf-8")
    name, *more = command
    result = CliRunner().invoke(application(), [name, "lacking.toml", "--as", "buyer", "--lang", "ko", *more])
    assert "lacks 1 of its texts: title" in result.stderr
    assert result.stderr.count("lacks") == 1
    assert "A used car: 구매자 역할 지침서" in result.stdout


@pytest.mark.parametrize("name", files.shipped())
def test_every_shipped_scenario_is_translated(name):
    assert missing_words(files.load(name), "ko") == ()


@pytest.mark.parametrize(
    "name", ["used_car", "wage_strike", "scoreable", "sma11", "trump_era", "biden_era", "sma11_package", "alliance"]
)
def test_the_cases_for_a_class_have_a_story_in_both_languages(name):
    scenario = files.load(name)
    for party in scenario.delegations:
        assert all((scenario.background, party.interests, party.alternative, party.confidential))
    assert translated(scenario, "ko").title != scenario.title
