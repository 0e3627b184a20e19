"""The generated page and the JSON Schema say what the reader takes."""

import re
import tomllib
from pathlib import Path

import pytest
import scenario_file_page
from hypothesis import given
from jsonschema import Draft202012Validator

from negosim import files
from negosim.files.key_paths import annotations_of, resolve
from negosim.files.tactics import tactic_kinds
from negosim.files.wire import ScenarioTable
from tests.files.sample import ONE_ISSUE, PACKAGE, damaged
from tests.strategies import documents

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "scenario-file.md"
VALIDATOR = Draft202012Validator(files.schema())


def as_json(value):
    """Return data with dates as the strings that an editor takes them for."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def models_below(annotation, result):
    """Collect every model that reads a part of a file."""
    for branch in getattr(annotation, "__args__", ()):
        models_below(branch, result)
    if (
        isinstance(annotation, type)
        and issubclass(annotation, scenario_file_page.BaseModel)
        and annotation not in result
    ):
        result.add(annotation)
        for inner in annotations_of(annotation).values():
            models_below(inner, result)
    return result


def test_the_committed_page_is_current():
    written = "python docs/_generators/scenario_file_page.py docs/reference/scenario-file.md"
    assert PAGE.read_text(encoding="utf-8") == scenario_file_page.page(), f"write it anew: {written}"


def test_every_table_of_a_file_has_a_section():
    assert models_below(ScenarioTable, set()) == {model for _, model in scenario_file_page.TABLES}


def test_every_key_is_described():
    for _, model in scenario_file_page.TABLES:
        assert all(info.description for info in model.model_fields.values()), model


def test_every_tactic_is_on_the_page():
    page = scenario_file_page.page()
    assert all(f"`{name}`" in page for name in tactic_kinds())


def test_the_example_of_the_page_is_a_scenario():
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    scenario = files.build(files.from_text(example, name="car"))
    assert scenario.in_units
    assert scenario.parties == ("seller", "buyer")


def test_the_page_can_be_written_to_a_file(tmp_path):
    scenario_file_page.main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == scenario_file_page.page()


def test_the_schema_is_one():
    Draft202012Validator.check_schema(files.schema())
    assert files.schema()["title"] == "negosim scenario"
    assert set(re.findall(r"https?://[^'\s]+", str(files.schema()))) == {"https://json-schema.org/draft/2020-12/schema"}


@given(documents())
def test_the_schema_takes_every_valid_document(data):
    assert [error.message for error in VALIDATOR.iter_errors(as_json(data))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unit = "%"', 'unti = "%"'),
        ('kind = "boulware"', 'kind = "bolware"'),
        ("beta = 0.05", "beat = 0.05"),
        ("beta = 0.05", "beta = 0"),
        ('c = "mean"', 'c = "men"'),
        ("aspiration = 400\n", ""),
        ("ends_round = true", "ends_round = 1"),
        ('level = "reservation"', 'level = "reservations"'),
    ],
)
def test_the_schema_refuses_what_an_editor_should_underline(old, new):
    data = files.from_text(damaged(ONE_ISSUE, (old, new)), name="sample").data
    assert list(VALIDATOR.iter_errors(as_json(data)))


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ('title = "Only what differs"', False),
        ('extends = "base"\ntitle = "Only what differs"', True),
        ('extends = "base"\n[issues.increase]\nrange = [0, 100]', True),
        ('extends = "base"\n[issues.increase]\nragne = [0, 100]', False),
        ('extends = "base"\n[delegations.seoul.stances.moon]\nreservation = { loc = 14 }', True),
        ('extends = "base"\n[delegations.seoul.stances.moon]\nreservation = "high"', False),
        ('extends = "base"\n[delegations.seoul.stances.moon.tactic]\nbeta = 0.3', True),
        ('extends = "base"\n[delegations.seoul.stances.moon.tactic]\nkind = "linear"\nbeta = 0.3', False),
    ],
)
def test_a_file_that_extends_another_may_leave_things_out(text, fits):
    assert VALIDATOR.is_valid(as_json(tomllib.loads(text))) is fits


@pytest.mark.parametrize("text", [ONE_ISSUE, PACKAGE])
def test_the_schema_takes_the_samples(text):
    assert [error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))] == []


def test_annotations_are_resolved_by_what_stands_there():
    number = annotations_of(scenario_file_page.StanceTable)["reservation"]
    assert resolve(number, {"dist": "norm"}) is scenario_file_page.DrawnNumber
    assert resolve(number, 3.0) is float
