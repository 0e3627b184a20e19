"""What is read from a sweep is what was run: summaries, queries, replays."""

import json
from datetime import date

import numpy as np
import pytest

from negosim.batch.drivers import replicate_columns
from negosim.errors import StoreError, UsageError
from negosim.files import load
from negosim.rules.lower import lower
from negosim.study import query, replay, summary, sweep
from negosim.study.frames import html_table
from negosim.study.store.replays import differences_of

RESERVATION = "delegations.washington.stances.trump.reservation"
N = 2_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of a sweep over two points."""
    place = tmp_path_factory.mktemp("sweeps") / "s"
    sweep("sma11", replicates=N, seed=1, vary={RESERVATION: [20, 40]}, out=place)
    return place


def column(folder, name, point):
    sql = f"SELECT {name} FROM replicates WHERE point = {point} AND {name} IS NOT NULL ORDER BY replicate"
    return np.array([row[0] for row in query(folder, sql).values], float)


@pytest.mark.parametrize("point", [0, 1])
def test_a_summary_is_what_numpy_makes_of_the_rows(folder, point):
    returned = summary(folder).points[point]
    agreed = column(folder, "agreed", point)
    assert returned.agreed.p == agreed.mean()
    assert returned.agreed.se == pytest.approx(agreed.std() / np.sqrt(N))
    for name, ours in (("increase", "increase"), ("concluded", "concluded"), ("rounds", "rounds"), ("lapse_days",) * 2):
        values = column(folder, name, point)
        estimate = returned.measures[ours]
        assert estimate.n == len(values)
        assert estimate.mean == pytest.approx(values.mean(), rel=1e-9)
        assert estimate.sd == pytest.approx(values.std(ddof=1), rel=1e-6)
        for p, quantile in estimate.quantiles.items():
            assert quantile == pytest.approx(np.quantile(values, p, method="inverted_cdf"), rel=1e-3)


def test_the_lapse_is_that_of_each_row_where_events_move_the_expiry(tmp_path):
    place = tmp_path / "s"
    sweep("fishing_rights", replicates=N, seed=1, out=place)
    expected = replicate_columns(lower(load("fishing_rights")), 1, 0, N).lapse_days
    assert (column(place, "lapse_days", 0) == expected).all()
    assert len(set(expected)) > 20
    assert replay(place, replicate=3).lapse_days == expected[3]


def test_the_probability_of_an_agreement_before_a_day_is_counted_from_the_rows(folder):
    day = date(2021, 3, 16)
    start = load("sma11").calendar.start
    values = column(folder, "concluded", 0)
    assert summary(folder).points[0].agreed_before(day).count == int((values < (day - start).days).sum())


def test_the_summary_in_json_has_what_the_design_says(folder):
    reported = json.loads(json.dumps(summary(folder).as_dict(), allow_nan=False))
    assert {"schema", "scenario", "seed", "replicates", "points", "digest", "seconds", "per_second"} <= set(reported)
    point = reported["points"][1]
    assert point["set"] == {RESERVATION: 40}
    assert point["n"] == N
    assert set(point["agreed"]) >= {"p", "se"}
    assert set(point["outcome"]["increase"]) >= {"mean", "se", "sd", "quantiles"}
    assert set(point["outcome"]["increase"]["quantiles"]) == {"0.05", "0.25", "0.5", "0.75", "0.95"}


def test_a_hundred_rows_replayed_by_the_engine_are_the_stored_ones(folder):
    rng = np.random.default_rng(4)
    pairs = [(int(rng.integers(2)), int(rng.integers(N))) for _ in range(100)]
    listed = ", ".join(f"({point}, {replicate})" for point, replicate in pairs)
    rows = query(folder, f"SELECT * FROM replicates WHERE (point, replicate) IN ({listed})").rows()
    assert len(rows) == len(set(pairs))
    scenarios = [load("sma11", overrides={RESERVATION: value}) for value in (20, 40)]
    from negosim.engine import run

    for row in rows:
        result = run(scenarios[row["point"]], seed=1, replicate=row["replicate"])
        assert differences_of(result, row) == []


def test_a_replay_has_its_trace_and_refuses_rows_that_are_not_there(folder):
    result = replay(folder, point=1, replicate=7)
    assert result.replicate == 7
    assert len(result.trace) > 10
    for wrong in ({"point": 2}, {"point": -1}, {"replicate": N}, {"replicate": -1}):
        with pytest.raises(UsageError, match=r"this (sweep|point) has"):
            replay(folder, **wrong)


def test_a_replay_that_comes_to_something_else_is_reported(folder, monkeypatch):
    monkeypatch.setattr("negosim.study.store.replays._stored", lambda *_: {**row_of(folder), "rounds": 99})
    with pytest.raises(StoreError, match=r"differs from the stored row: rounds is .*, but 99 is stored"):
        replay(folder, point=0, replicate=3)


def row_of(folder):
    return query(folder, "SELECT * FROM replicates WHERE point = 0 AND replicate = 3").rows()[0]


def test_a_sweep_of_other_rules_is_not_replayed(folder, monkeypatch):
    monkeypatch.setattr("negosim.study.store.version.sources_hash", lambda: "other")
    with pytest.raises(StoreError, match="another version of the rules"):
        replay(folder)


def test_a_query_joins_rows_with_points_and_prints_json(folder):
    table = "replicates JOIN points USING (point)"
    sql = f'SELECT "{RESERVATION}" AS r, avg(agreed::INT) AS p FROM {table} GROUP BY r ORDER BY r'
    reported = json.loads(json.dumps(query(folder, sql).as_dict(), allow_nan=False))
    assert reported["columns"] == ["r", "p"]
    assert [row["r"] for row in reported["rows"]] == [20, 40]
    assert reported["rows"][0]["p"] == summary(folder).points[0].agreed.p


def test_categories_whole_numbers_and_names_that_are_taken_come_back_as_they_are(tmp_path):
    sweep("scoreable", replicates=40, out=tmp_path / "s")
    rows = query(tmp_path / "s", "SELECT * FROM replicates ORDER BY replicate").rows()
    scenario = load("scoreable")
    from negosim.engine import run

    for row in rows[:5]:
        result = run(scenario, seed=0, replicate=row["replicate"])
        assert {name: row[name] for name in result.terms} == dict(result.terms)


def test_aggregates_have_a_summary_and_a_replay_but_no_rows(tmp_path):
    sweep("rubinstein_pie", replicates=50, out=tmp_path / "s", aggregate=True)
    assert summary(tmp_path / "s").points[0].agreed.count == 50
    assert replay(tmp_path / "s", replicate=49).agreed
    with pytest.raises(StoreError, match="stores only aggregates"):
        query(tmp_path / "s", "SELECT 1")


def test_results_are_tables_elsewhere(folder, monkeypatch):
    returned = summary(folder)
    assert [row["agreed"] for row in returned.rows()] == [point.agreed.p for point in returned.points]
    assert "<table>" in returned._repr_html_()
    monkeypatch.setattr("negosim.study.frames.import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
    with pytest.raises(UsageError, match="pandas is not installed"):
        returned.to_pandas()


def test_large_numbers_of_an_html_table_keep_their_digits():
    assert "<td>54483123</td><td>0.123457</td>" in html_table([{"a": 54_483_123.4, "b": 0.1234567}])
