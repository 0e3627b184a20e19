"""Forecasts of what has not happened, and their scores when it has."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from negosim.errors import UsageError
from negosim.forecast import calibration
from negosim.forecast.calibration import calibrate
from negosim.forecast.ledger import append_entry, digest_of, forecast_next, read_ledger, scores_of
from negosim.history import Renewal

MADE = dt.date(2026, 5, 1)


@pytest.fixture
def entry(dyad, reference, monkeypatch):
    monkeypatch.setattr(calibration, "FEWEST_EFFECTIVE", 1.0)
    return forecast_next(dyad, calibrate(dyad, reference), made=MADE)


def test_the_next_agreement_is_forecast_and_dated(entry):
    assert (entry["agreement"], entry["made"], entry["expiry"]) == ("SMA13", "2026-05-01", "2030-12-31")
    assert entry["known"]["as_of"] == "2025-12-31"
    assert len(entry["growth"]) == 99
    assert entry["growth"] == sorted(entry["growth"])
    assert entry["digest"] == digest_of(entry)


def test_a_forecast_is_scored_once_its_agreement_is_in_the_record(entry, dyad, tmp_path):
    path = tmp_path / "ledger.jsonl"
    for _ in range(2):
        append_entry(path, entry)
    waiting = list(scores_of(read_ledger(path), dyad))
    assert [set(row) for row in waiting] == [{"made", "agreement", "prior", "digest"}] * 2
    came = Renewal(
        id="SMA13", previous_expiry=dt.date(2030, 12, 31), concluded_date=dt.date(2031, 1, 30), growth_pct=4.0
    )
    scored = next(scores_of(read_ledger(path), replace(dyad, renewals=(*dyad.renewals, came))))
    assert scored["lapse"]["truth"] == 30.0
    assert 0.0 < scored["growth"]["crps"] < 30.0
    assert 0.0 <= scored["growth"]["pit"] <= 1.0


def test_a_forecast_that_was_changed_is_refused(entry, tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text(json.dumps({**entry, "made": "2020-01-01"}) + "\n")
    with pytest.raises(UsageError, match="line 1: does not match its digest"):
        read_ledger(path)
    path.write_text("growth 3\n")
    with pytest.raises(UsageError, match="line 1: not a forecast"):
        append_entry(path, entry)


def test_a_record_without_a_next_agreement_says_so(dyad, reference, entry):
    posterior = calibrate(dyad, reference)
    with pytest.raises(UsageError, match=r"add a table \[next\] to its record.toml"):
        forecast_next(replace(dyad, upcoming=None), posterior, made=MADE)
