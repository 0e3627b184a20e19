"""The folder of a sweep: small, whole, and of one sweep only."""

import errno
import os

import duckdb
import pytest

from negosim.errors import StoreError
from negosim.study import query, summary, sweep
from negosim.study.store.folder import CHUNKS, TALLY
from negosim.study.store.manifest import MANIFEST
from negosim.study.store.rows import FIELDS

RESERVATION = "delegations.washington.stances.trump.reservation"


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a small sweep in three chunks."""
    sweep("sma11", replicates=600, seed=1, chunk_size=200, out=tmp_path / "s")
    return tmp_path / "s"


def again(folder, **changed):
    return sweep("sma11", **({"replicates": 600, "seed": 1, "out": folder} | changed))


def chunks(folder):
    return sorted((folder / CHUNKS).iterdir())


def contents(folder):
    return {file.name: file.read_bytes() for file in chunks(folder)}


@pytest.mark.slow
def test_a_replicate_takes_at_most_five_and_a_half_bytes(tmp_path):
    sweep("sma11", replicates=300_000, chunk_size=300_000, out=tmp_path / "s")
    size = sum(file.stat().st_size for file in (tmp_path / "s").rglob("*") if file.is_file())
    assert size / 300_000 <= 5.5


def test_nothing_in_the_files_is_nan_and_terms_without_agreement_are_null(folder):
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW stored AS SELECT * FROM read_parquet('{folder / CHUNKS}/*.parquet')")
        columns = [name for name, kind, *_ in connection.execute("DESCRIBE stored").fetchall() if kind == "DOUBLE"]
        assert {"increase", "concluded"} <= set(columns)
        for name in columns:
            assert connection.execute(f"SELECT count(*) FROM stored WHERE isnan({name})").fetchall() == [(0,)]
    outcome = query(
        folder, "SELECT agreed, count(*), count(increase), count(concluded) FROM replicates GROUP BY agreed"
    )
    assert {row[0]: row[2:] for row in outcome.values}[False] == (0, 0)


def test_going_on_with_a_finished_sweep_changes_nothing(folder):
    before, result = contents(folder), summary(folder)
    assert again(folder).digest == result.digest
    assert contents(folder) == before


@pytest.mark.parametrize("harm", ["cut", "flip", "remove"])
def test_a_damaged_chunk_is_reported_when_read_and_run_again_by_the_sweep(folder, harm):
    before, digest = contents(folder), summary(folder).digest
    file = chunks(folder)[1]
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "remove":
        file.unlink()
    else:
        file.write_bytes(content[:100] if harm == "cut" else content)
    with pytest.raises(StoreError, match=r"00-0000001\.parquet: this chunk is (damaged|missing); run the sweep again"):
        query(folder, "SELECT 1")
    assert again(folder).digest == digest
    assert contents(folder).keys() == before.keys()
    assert query(folder, "SELECT count(*) FROM replicates").values == [(600,)]


def test_a_chunk_that_the_tally_does_not_name_is_run_again(folder):
    digest = summary(folder).digest
    (folder / TALLY).write_bytes(b"damaged")
    (folder / CHUNKS / "00-0000001.parquet.part").write_bytes(b"unfinished")
    assert again(folder).digest == digest
    assert len(chunks(folder)) == 3


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seed": 2}, r"seed \(1 in the folder, 2 now\)"),
        ({"vary": {RESERVATION: [20, 30]}}, r"design \(1 points in the folder, 2 now\)"),
        ({"aggregate": True}, "whether only aggregates are stored"),
        ({"precision": 0.1}, "precision"),
    ],
)
def test_a_folder_of_another_sweep_is_refused_with_what_differs(folder, changed, words):
    with pytest.raises(StoreError, match=f"contains another sweep, which differs in .*{words}"):
        again(folder, **changed)


def test_another_scenario_is_refused_with_the_line_that_differs(folder):
    with pytest.raises(StoreError, match=r"scenario .*'sma11' in the folder, 'sma10' now"):
        sweep("sma10", replicates=600, seed=1, out=folder)


def test_another_version_of_the_rules_is_refused(folder, monkeypatch):
    monkeypatch.setattr("negosim.study.store.version.sources_hash", lambda: "other")
    with pytest.raises(StoreError, match="version of the rules"):
        again(folder)


def test_a_damaged_manifest_is_reported(folder):
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        summary(folder)


def test_a_file_and_a_folder_with_other_things_are_no_place_for_a_sweep(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="this is a file"):
        again(tmp_path / "file")
    with pytest.raises(StoreError, match="other files"):
        again(tmp_path)
    with pytest.raises(StoreError, match="part of its path is a file"):
        again(tmp_path / "file" / "below")


def test_a_folder_that_is_none_of_a_sweep_cannot_be_read(tmp_path):
    with pytest.raises(StoreError, match=r"no manifest\.json"):
        summary(tmp_path)
    with pytest.raises(StoreError, match="this folder does not exist"):
        summary(tmp_path / "nothing")


def test_a_disk_that_is_full_from_the_start_leaves_a_folder_that_can_be_used(tmp_path, monkeypatch):
    def sync(handle):
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        with pytest.raises(StoreError, match="the disk is full"):
            again(tmp_path / "s")
    assert again(tmp_path / "s").n == 600


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "no permission to write")]
)
def test_a_full_disk_is_reported_and_the_sweep_goes_on_later(tmp_path, monkeypatch, number, words):
    written = []

    def sync(handle, real=os.fsync):
        written.append(handle)
        if len(written) > 6:
            raise OSError(number, os.strerror(number))
        real(handle)

    folder = tmp_path / "s"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        with pytest.raises(StoreError, match=words):
            again(folder, chunk_size=100)
    assert again(folder).digest == sweep("sma11", replicates=600, seed=1).digest
    assert not [file for file in folder.rglob("*") if file.suffix == ".part"]


def test_a_folder_that_vanishes_is_reported(tmp_path, monkeypatch):
    folder = tmp_path / "s"

    def vanish(store, done):
        for file in sorted(folder.rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
        folder.rmdir()
        return real(store, done)

    from negosim.study.store.folder import Store

    real = Store.keep_rows
    monkeypatch.setattr(Store, "keep_rows", vanish)
    with pytest.raises(StoreError, match="no longer exists"):
        again(folder)


@pytest.mark.parametrize(("field", "narrow"), [("rounds", 2), ("end_lag", 2), ("rejections", 0)])
def test_numbers_too_large_for_their_bits_get_columns_of_their_own(tmp_path, monkeypatch, field, narrow):
    fields = {
        word: tuple((name, narrow if name == field else bits) for name, bits in part) for word, part in FIELDS.items()
    }
    plain = sweep("sma11", replicates=300, out=tmp_path / "plain")
    monkeypatch.setattr("negosim.study.sweeps.tasks.BLOCK", 7)  # the first rows fit, so they are unpacked later
    monkeypatch.setattr("negosim.study.store.rows.FIELDS", fields)
    wide = sweep("sma11", replicates=300, out=tmp_path / "wide")
    monkeypatch.undo()
    assert wide.digest == plain.digest
    rows = [query(tmp_path / name, "SELECT * FROM replicates ORDER BY replicate").values for name in ("plain", "wide")]
    assert rows[0] == rows[1]
