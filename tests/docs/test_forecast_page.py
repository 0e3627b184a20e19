"""The chapter on forecasts says what the stored results say."""

import json
from pathlib import Path

import forecast_page

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "forecasts.md"


def test_the_page_is_the_generated_one():
    written = "python docs/_generators/forecast_page.py docs/explanation/forecasts.md"
    assert PAGE.read_text(encoding="utf-8") == forecast_page.page(), f"write it anew: {written}"


def test_all_results_come_from_one_reference_table():
    paths = [*forecast_page.RESULTS.glob("*.json"), *forecast_page.RESULTS.glob("counterfactual/*.json")]
    results = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    assert len(results) == 8
    assert len({result["reference"] for result in results}) == 1


def test_a_baseline_that_wins_is_named_as_the_winner():
    total = {"difference": {"value": 17.0, "interval": [-7.0, 47.0]}, "best_baseline": "length of talks"}
    assert forecast_page.verdict("date", total).startswith(
        "For the date the baseline 'length of talks' is better than the mechanism"
    )
    total["difference"] = {"value": -1.0, "interval": [-2.0, -0.5]}
    assert forecast_page.verdict("growth", total).endswith("'length of talks'.")
