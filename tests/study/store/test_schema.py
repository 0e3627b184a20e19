"""A store that somebody has edited is refused in one line, before anything in it is believed."""

import gzip
import json
import shutil

import pytest

from negosim.errors import StoreError
from negosim.study import query, replay, summary, sweep
from negosim.study.store.folder import TALLY
from negosim.study.store.manifest import MANIFEST


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "s"
    sweep("sma11", replicates=60, seed=1, chunk_size=20, vary=["protocol.exchanges=1,2"], out=folder)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "s")


def edited(content, path, value):
    for key in path[:-1]:
        content = content[key]
    content[path[-1]] = value


def refused(folder, words):
    for read in (summary, replay, lambda path: query(path, "SELECT 1")):
        with pytest.raises(StoreError, match=words) as caught:
            read(folder)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["seed"], -1, "seed"),
        (["seed"], "1", "seed"),
        (["replicates"], 0, "replicates"),
        (["replicates"], 1.5, "replicates"),
        (["points"], [], "points"),
        (["points"], [3], r"points\.0"),
        (["points", 0], {"calendar.start": {"date": "2020-13-45"}}, "month must be in"),
        (["scenario"], "sma11", "scenario"),
        (["scenario", "text"], None, r"scenario\.text"),
        (["scenario", "text"], "title = ", "not valid TOML"),
        (["precision"], -0.1, "precision"),
        (["chunk_size"], 0, "chunk_size"),
        (["rules"], 7, "rules"),
        (["schema"], 1, "another version of negosim"),
        (["schema"], [], "schema"),
        (["more"], 1, "more"),
    ],
)
def test_an_edited_manifest_is_refused_with_the_place(folder, path, value, words):
    content = json.loads((folder / MANIFEST).read_text())
    edited(content, path, value)
    (folder / MANIFEST).write_text(json.dumps(content))
    refused(folder, rf"manifest\.json: .*{words}")


@pytest.mark.parametrize("content", ["[" * 100_000, "", "{}", "null", "\x00", '{"schema": 2}', "\ud800"])
def test_a_manifest_that_is_none_is_refused(folder, content):
    (folder / MANIFEST).write_bytes(content.encode(errors="surrogatepass"))
    refused(folder, r"manifest\.json: this is not a valid (manifest|file of a sweep)")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["chunks"], {"../../x": [120, "packed", "0" * 64]}, r"chunks\.\.\./\.\./x"),
        (["chunks", "00-0000000"], [20, "other", "0" * 64], "chunks"),
        (["chunks", "00-0000000"], [20, "packed", "none"], "chunks"),
        (["chunks", "00-0000000"], [21, "packed", "0" * 64], "points and its chunks differ"),
        (["points", "0", "rows"], "60", "rows"),
        (["points", "0", "rows"], 61, "points and its chunks differ"),
        (["points", "7"], None, r"points\.7"),
        (["points", "0", "endings"], {"1": 3}, "endings"),
        (["points", "0", "digest"], ["x", "0"], "digest"),
        (["points", "0", "moments", "rounds", "count"], 3, "moments.rounds"),
        (["points", "0", "moments", "rounds", "range"], ["nan", "nan"], "range"),
        (["points", "0", "moments", "rounds", "bins"], [[1, 2], [60]], "bins"),
        (["open_points"], [[5]], "2 points"),
        (["seconds"], -1.0, "seconds"),
    ],
)
def test_an_edited_tally_is_refused_with_the_place(folder, path, value, words):
    content = json.loads(gzip.decompress((folder / TALLY).read_bytes()))
    edited(content, path, value)
    (folder / TALLY).write_bytes(gzip.compress(json.dumps(content).encode()))
    refused(folder, rf"tally\.json\.gz: this is not a valid (tally|file of a sweep) .*{words}")


def test_a_tally_of_points_that_the_manifest_does_not_have_is_refused(folder):
    content = json.loads((folder / MANIFEST).read_text())
    content["points"] = content["points"][:1]
    (folder / MANIFEST).write_text(json.dumps(content))
    refused(folder, "a point that is not among the 1 points of the manifest")


def test_dates_inside_of_what_a_point_sets_come_back_as_dates(tmp_path):
    walkout = '{name = "walkout", date = 2019-11-19}'
    first = sweep("rubinstein_pie", replicates=2, vary=["shocks=[" + walkout + "]"], out=tmp_path / "s")
    assert summary(tmp_path / "s").points[0].sets == first.points[0].sets
