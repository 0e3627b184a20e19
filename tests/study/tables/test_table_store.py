"""The folder of a sweep over a table: what is in it, and how it resumes."""

import json
import os
import signal
import subprocess
import sys
import time

import duckdb
import numpy as np
import pytest

from negosim.errors import StoreError
from negosim.study.store.manifest import TABLE_MANIFEST, read_manifest
from negosim.study.tables import running, sweep_table
from negosim.study.tables.storing import REPLICATES, ROWS

PATH = "delegations.buyer.stances.buyer.reservation"
TABLE = {PATH: np.linspace(8000.0, 12000.0, 30)}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(running, "MOST_ROWS", 4)


def stored(folder, **options):
    return sweep_table("used_car", TABLE, **{"replicates": 3, "seed": 1, "out": folder} | options)


def parts(folder):
    return sorted((folder / REPLICATES).iterdir())


def test_the_files_hold_every_replicate_and_every_row(tmp_path):
    result = stored(tmp_path / "t", common=False, keep=["agreed", "terms", "concluded", "offers", "utilities"])
    files = f"'{tmp_path / 't' / REPLICATES}/*.parquet'"
    columns = duckdb.sql(f"SELECT * FROM read_parquet({files}) ORDER BY row, replicate").fetchnumpy()
    assert columns["row"].tolist() == np.repeat(np.arange(30), 3).tolist()
    assert columns["replicate"].tolist() == list(range(90))
    assert columns["agreed"].tolist() == result.outcomes.agreed.ravel().tolist()
    for name, array in {
        "price": result.outcomes.terms[..., 0],
        "concluded": result.outcomes.concluded,
        "offers_buyer": result.outcomes.offers[..., 1],
        "utility_seller": result.outcomes.utilities[..., 0],
    }.items():
        assert np.array_equal(np.ma.filled(columns[name].astype(float), np.nan), array.ravel(), equal_nan=True), name
    rows = duckdb.sql(f"SELECT * FROM '{tmp_path / 't' / ROWS}' ORDER BY row").fetchnumpy()
    assert rows[PATH].tolist() == TABLE[PATH].tolist()
    assert rows["agreed"].tolist() == result.summary["agreed"].tolist() == result.outcomes.agreed.mean(axis=1).tolist()


def test_the_summary_is_over_the_replicates_of_a_row():
    result = sweep_table("used_car", {PATH: [10000.0, 12000.0]}, replicates=200, seed=1)
    outcomes, summary = result.outcomes, result.summary
    for row in range(2):
        agreed = outcomes.agreed[row]
        assert summary["price"][row] == pytest.approx(outcomes.terms[row, agreed, 0].mean())
        assert summary["concluded"][row] == pytest.approx(outcomes.concluded[row, agreed].mean())
        assert summary["utility.buyer"][row] == pytest.approx(outcomes.utilities[row, :, 1].mean())
    assert [row[PATH] for row in result.rows()] == [10000.0, 12000.0]
    assert len(result) == 2


def test_a_row_without_an_agreement_has_no_mean_of_terms():
    result = sweep_table("used_car", {PATH: [4000.0]}, replicates=5)
    assert result.summary["agreed"] == [0.0]
    assert np.isnan(result.summary["price"]).all()
    assert result.as_dict()["summary"]["price"] == {"rows": 0, "q05": None, "median": None, "q95": None}


def test_a_sweep_is_resumed_with_the_chunks_that_are_missing_or_damaged(tmp_path, monkeypatch):
    whole = stored(tmp_path / "whole")
    stored(tmp_path / "t")
    files = parts(tmp_path / "t")
    files[1].unlink()
    files[3].write_bytes(b"PAR1 damaged")
    before = {file.name: file.stat().st_mtime_ns for file in files if file.exists()}
    again = stored(tmp_path / "t")
    after = {file.name: file.stat().st_mtime_ns for file in parts(tmp_path / "t")}
    assert [name for name in after if after[name] != before.get(name)] == [files[1].name, files[3].name]
    for name, values in whole.summary.items():
        assert np.array_equal(values, again.summary[name], equal_nan=True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"seed": 2}, "which differs in the seed"),
        ({"replicates": 4}, "differs in .*the number of replicates"),
        ({"common": False}, "differs in .*the choice of random numbers"),
    ],
)
def test_the_folder_of_another_sweep_is_refused(tmp_path, options, words):
    stored(tmp_path / "t")
    with pytest.raises(StoreError, match=words):
        stored(tmp_path / "t", **options)


def test_the_folder_of_another_table_is_refused(tmp_path):
    stored(tmp_path / "t")
    with pytest.raises(StoreError, match="differs in the table"):
        sweep_table("used_car", {PATH: TABLE[PATH] + 1.0}, replicates=3, seed=1, out=tmp_path / "t")


def test_folders_that_are_no_sweeps_are_refused(tmp_path):
    (tmp_path / "f").write_text("")
    with pytest.raises(StoreError, match="this is a file"):
        stored(tmp_path / "f")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "notes.txt").write_text("")
    with pytest.raises(StoreError, match="other files"):
        stored(tmp_path / "d")
    stored(tmp_path / "t")
    for content in (b"{", b"[]", json.dumps({"schema": 99}).encode()):
        (tmp_path / "t" / TABLE_MANIFEST).write_bytes(content)
        with pytest.raises(StoreError, match="another folder"):
            stored(tmp_path / "t")


def test_what_reads_other_sweeps_says_that_a_folder_is_that_of_a_table(tmp_path):
    stored(tmp_path / "t")
    with pytest.raises(StoreError, match="a sweep over a table; read the Parquet files"):
        read_manifest(tmp_path / "t")


@pytest.mark.skipif(os.name != "posix", reason="signals are posix")
def test_an_interrupt_keeps_the_rows_that_are_done_and_the_same_command_resumes(tmp_path):
    script = f"""
import sys
import numpy as np
from negosim.study.store.manifest import TABLE_MANIFEST, read_manifest
from negosim.study.tables import running
from negosim.cli import main
running.MOST_ROWS = 50
np.savetxt("rows.csv", np.linspace(8000.0, 12000.0, 100_000), header="{PATH}", comments="")
sys.argv = ["negosim", "sweep", "used_car", "--table", "rows.csv", "-n", "500", "--out", "t", "--workers", "1"]
main()
"""
    process = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 240.0
    while not (tmp_path / "t" / REPLICATES).exists() or len(parts(tmp_path / "t")) < 3:
        assert time.monotonic() < until
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert "run the same command again to resume" in errors
    assert "Traceback" not in errors
    assert 3 <= len(parts(tmp_path / "t")) < 2000
    assert not (tmp_path / "t" / ROWS).exists()
