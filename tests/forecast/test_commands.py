"""The commands on forecasts, on a small reference table."""

import json
import re
import shutil
from importlib.resources import files

import pytest
from typer.testing import CliRunner

import negosim
from negosim.cli import application
from negosim.forecast import backtest, calibration, questions, ranks, store

RECORD = ("record.toml", "agreements.csv", "opening.csv")


def call(*words):
    return CliRunner().invoke(application(), [str(word) for word in words])


@pytest.fixture
def tabled(reference, monkeypatch):
    """Take the small table as the stored one, and accept its few effective draws."""
    monkeypatch.setattr(store, "reference_of", lambda *_, **__: reference)
    for module in (backtest, calibration, questions):
        monkeypatch.setattr(module, "FEWEST_EFFECTIVE", 1.0)


def test_a_backtest_names_the_winner_first_and_draws_its_forecasts(tabled, tmp_path):
    outcome = call("backtest", "--at", "positions", "--placebo", "1", "--plot", tmp_path / "a.png")
    assert outcome.exit_code == 0, outcome.output
    for words in ("mechanism, prior alone", "length by ask", "forward chain, n = 8", "SMA06"):
        assert words in outcome.stdout
    assert (tmp_path / "a.png").stat().st_size > 10_000
    data = json.loads(call("backtest", "--json").stdout)
    assert list(data["priors"]) == ["hindsight-free", "first", "shut", "wide"]
    assert {"n", "model", "baselines", "pool", "difference", "coverage50", "coverage80", "influence"} <= set(
        data["totals"]["growth"]
    )


def test_a_report_of_a_backtest_has_everything_in_one_file(tabled, tmp_path):
    outcome = call("backtest", "--at", "positions", "--seed", "3", "--report", tmp_path / "a.html")
    assert outcome.exit_code == 0, outcome.output
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "negosim backtest --at positions --seed 3 --report a.html" in re.sub("<.*?>", "", page)
    for words in (negosim.__version__, "seed 3", "SMA06"):
        assert words in page
    assert page.count("<svg") == 1
    figure = page[page.index("<svg") :]
    assert "<td>SMA11</td><td>growth, %</td>" in re.sub(r"<(t[dh])[^>]*>", r"<\1>", figure).replace("th>", "td>")
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", page)


def test_a_calibration_says_what_the_record_moves(tabled, tmp_path, monkeypatch, small):
    monkeypatch.setattr(ranks, "SIZE", small)
    monkeypatch.setattr(ranks, "FEWEST_EFFECTIVE", 1.0)
    pictures = (
        "--plot",
        tmp_path / "a.png",
        "--check",
        "6",
        "--ranks",
        tmp_path / "b.png",
        "--out",
        tmp_path / "c.csv",
    )
    outcome = call("calibrate", *pictures)
    assert outcome.exit_code == 0, outcome.output
    assert "The record moves" in outcome.stdout
    assert "6 synthetic records" in outcome.stdout
    assert all((tmp_path / name).stat().st_size > 10_000 for name in ("a.png", "b.png", "c.csv"))
    assert set(json.loads(call("calibrate", "--json").stdout)["parameters"]["width"]) >= {
        "prior",
        "posterior",
        "overlap",
    }


def test_a_forecast_shows_posterior_and_prior(tabled):
    words = ("forecast", "SMA11", "--at", "expiry", "--given", "lapse>90", "--by", "2021-06-30")
    outcome = call(*words)
    assert outcome.exit_code == 0, outcome.output
    assert "SMA11 at the expiry, without an agreement, given lapse>90" in outcome.stdout
    assert "agreement by 2021-06-30" in outcome.stdout
    assert json.loads(call(*words, "--json").stdout)["given"] == ["lapse>90"]


def test_a_counterfactual_shows_both_worlds(tabled):
    words = ("forecast", "SMA11", "--set", "calendar.expiry=2022-12-31", "--by", "2021-06-30")
    outcome = call(*words)
    assert outcome.exit_code == 0, outcome.output
    assert "with calendar.expiry = 2022-12-31" in outcome.stdout
    assert "agreed by 2021-06-30, prior" in outcome.stdout
    assert json.loads(call(*words, "--json").stdout)["changes"] == ["calendar.expiry = 2022-12-31"]


def test_a_scenario_at_the_posterior_is_valid_and_says_from_what_it_is_fitted(tabled, tmp_path):
    path = tmp_path / "sma11.toml"
    outcome = call("history", "SMA11", "--as-known", "positions", "--fitted", "--out", path)
    assert outcome.exit_code == 0, outcome.output
    assert "# at the medians of the posterior from 9 agreements (reference table " in path.read_text()
    assert call("validate", path).exit_code == 0


def test_the_next_agreement_goes_into_a_ledger_that_is_scored(tabled, tmp_path):
    path = tmp_path / "ledger.jsonl"
    outcome = call("forecast", "--next", "--ledger", path)
    assert outcome.exit_code == 0, outcome.output
    assert "SMA13, forecast on" in outcome.stdout
    scored = call("forecast", "--score", path)
    assert "1 forecasts; 1 of agreements that are not in the record yet" in scored.stdout
    assert len(json.loads(call("forecast", "--score", path, "--json").stdout)["forecasts"]) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("forecast",), "give exactly one of an agreement, --next and --score"),
        (("forecast", "SMA11", "--next"), "give exactly one of an agreement, --next and --score"),
        (("forecast", "SMA11", "--ledger", "a"), "add --next"),
        (("forecast", "--next", "--by", "2031-01-01"), "leave out --at, --given, --by, --believe and --set"),
        (("forecast", "SMA11", "--by", "soon"), "--by soon: not a date; write it as 2021-01-31"),
        (("forecast", "SMA11", "--set", "calendar.expiry"), "give a path and a value"),
        (("forecast", "SMA11", "--set", "a=1", "--believe", "growth>8"), "remove one of them"),
        (("forecast", "SMA11", "--base", "calendar.expiry=2022-12-31"), "that --set compares; add --set"),
        (("forecast", "--score", "nowhere"), "nowhere: cannot be read"),
        (("forecast", "SMA99"), "there is no renewal 'SMA99'"),
        (("backtest", "--at", "never"), "there is no such time"),
        (("backtest", "--prior", "frist"), "did you mean 'first'"),
        (("calibrate", "--ranks", "a.png"), "--ranks draws the result of --check; add --check"),
        (("synthetic-record", "/", "--truth", "neither"), "give mechanism or ridge"),
    ],
)
def test_bad_words_are_explained(words, message):
    outcome = call(*words)
    assert outcome.exit_code == 2
    assert message in " ".join(outcome.stderr.split())


def test_a_record_without_positions_or_with_one_agreement_is_explained(tmp_path):
    for name in RECORD:
        shutil.copy(str(files("negosim.history") / "data" / name), tmp_path / name)
    outcome = call("backtest", "--record", tmp_path, "--at", "positions")
    assert outcome.exit_code == 2
    assert "use --at opening" in outcome.stderr
    for name in ("agreements.csv", "opening.csv"):
        lines = (tmp_path / name).read_text().splitlines()
        (tmp_path / name).write_text("\n".join([lines[0], *(each for each in lines if each.startswith("SMA02"))]))
    outcome = call("backtest", "--record", tmp_path)
    assert outcome.exit_code == 2
    assert "a back-test needs at least 5 renewals, and the record has 1" in outcome.stderr


def test_a_synthetic_record_is_one_that_forecasts_read(tmp_path):
    folder = tmp_path / "made"
    assert call("synthetic-record", folder, "--renewals", "6", "--truth", "ridge").exit_code == 0
    shown = json.loads(call("history", "--record", folder, "--json").stdout)
    assert len(shown["agreements"]) == 6
    again = call("synthetic-record", folder)
    assert again.exit_code == 2
    assert "name a new folder" in again.stderr
