"""A query reads the tables of a sweep, and does nothing else, at any depth and for no longer than it may."""

import shutil
from contextlib import suppress

import pytest

from negosim.errors import StoreError, UsageError
from negosim.study import query, sweep
from negosim.study.store import queries
from negosim.study.store.folder import CHUNKS


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "s"
    sweep("sma11", replicates=60, seed=1, chunk_size=20, out=folder)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "s")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM replicates",
        "FROM points",
        "WITH few AS (SELECT * FROM replicates LIMIT 3), Fewer AS (FROM few LIMIT 2) SELECT count(*) FROM FEWER",
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n",
        "SELECT point FROM replicates UNION SELECT point FROM points",
        "SELECT * FROM replicates WHERE rounds = (SELECT max(rounds) FROM replicates)",
        "SELECT unnest([1, 2]), 'COPY_QUERY_NODE', {'type': 'SELECT_NODE'}",
        "FROM range(3)",
        "DESCRIBE replicates",
        "SUMMARIZE points",
    ],
)
def test_a_select_is_run(folder, sql):
    assert query(folder, sql).values


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("", "a query must be a single SELECT, not an empty text"),
        ("SELECT 1; SELECT 2", "a query must be a single SELECT, not SELECT, SELECT"),
        ("DROP VIEW replicates", "not DROP"),
        ("COPY replicates TO '{chunk}'", "not COPY"),
        ("EXPLAIN ANALYZE COPY (SELECT 0) TO '{chunk}'", "not EXPLAIN"),
        ("SET threads = 1", "not SET"),
        ("SELECT * FROM read_text('/etc/hosts')", "'read_text' is not allowed"),
        ("SELECT * FROM read_parquet('{chunk}')", "'read_parquet' is not allowed"),
        ("SELECT (SELECT count(*) FROM glob('/*'))", "'glob' is not allowed"),
        ("FROM query('SELECT 1')", "'query' is not allowed"),
        ("FROM arrow_scan(1, 2, 3)", "'arrow_scan' is not allowed"),
        ("FROM '{chunk}'", "there is no table"),
        ("FROM folder", "there is no table 'folder'"),
        ("SELEC 1", "cannot be run"),
        ("SELECT nothing FROM replicates", "cannot be run"),
    ],
)
def test_what_is_no_select_over_the_sweep_is_refused(folder, sql, words):
    before = {file.name: file.read_bytes() for file in (folder / CHUNKS).iterdir()}
    with pytest.raises(UsageError, match=words):
        query(folder, sql.replace("{chunk}", str(folder / CHUNKS / "00-0000000.parquet")))
    assert {file.name: file.read_bytes() for file in (folder / CHUNKS).iterdir()} == before


@pytest.mark.parametrize("statement", ["INSERT INTO points VALUES (1) RETURNING 1", "DELETE FROM points RETURNING 1"])
def test_statements_inside_of_with_are_refused(folder, statement):
    with pytest.raises(UsageError, match=r"is not allowed|cannot be run"):  # older parsers do not take them
        query(folder, f"WITH n AS ({statement}) SELECT * FROM n")


def test_a_copy_inside_of_with_is_refused(folder):
    file = folder / CHUNKS / "00-0000000.parquet"
    before = file.read_bytes()
    with pytest.raises(UsageError, match=r"COPY is not allowed|cannot be run"):
        query(folder, f"WITH n AS (COPY points TO '{file}') SELECT 1")
    assert file.read_bytes() == before


def test_a_query_that_is_nested_deeply_is_answered_or_refused(folder):
    sql = "SELECT " + "(" * 5_000 + "1" + ")" * 5_000
    with suppress(UsageError):
        assert query(folder, sql).values == [(1,)]


def test_a_query_ends_when_its_time_is_over(folder):
    with pytest.raises(UsageError, match=r"takes longer than 0\.2 s"):
        query(folder, "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", seconds=0.2)
    with pytest.raises(UsageError, match="is not a valid time limit"):
        query(folder, "SELECT 1", seconds=0)


def test_a_query_that_takes_too_much_memory_is_reported(folder, monkeypatch):
    monkeypatch.setitem(queries.LIMITS, "memory_limit", "'50MB'")
    with pytest.raises(UsageError, match="too much memory"):
        query(folder, "SELECT list(range) FROM range(100000000)")


def test_more_rows_than_anybody_reads_are_refused(folder, monkeypatch):
    monkeypatch.setattr(queries, "MOST_ROWS", 1_000)
    with pytest.raises(UsageError, match="more than 1,000 rows"):
        query(folder, "FROM range(1001)")


def test_a_link_in_place_of_a_chunk_or_of_their_folder_is_refused(folder, tmp_path):
    file = folder / CHUNKS / "00-0000001.parquet"
    file.rename(tmp_path / "elsewhere.parquet")
    file.symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(StoreError, match="this is a link"):
        query(folder, "SELECT 1")
    (folder / CHUNKS).rename(tmp_path / "elsewhere")
    (folder / CHUNKS).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="this is a link"):
        query(folder, "SELECT 1")
    with pytest.raises(StoreError, match="this is a link"):
        sweep("sma11", replicates=60, seed=1, out=folder)
