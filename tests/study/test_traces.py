"""Traces as tables: rows, files with a codebook, and other libraries' tables."""

import csv
import dataclasses
import datetime as dt
import json

import duckdb
import pytest

import negosim
from negosim import Accept, Offer, ScriptSeat, files
from negosim.errors import UsageError
from negosim.study import traces
from tests.engine.builders import market


@pytest.fixture(scope="module")
def table():
    """Return the traces of two runs with issues of every kind and a shock."""
    return traces(negosim.run("sma11_package", seed=1, replicate=number) for number in (0, 1))


def test_a_row_has_what_happened(table):
    result = table.results[1]
    rows = [row for row in table.rows() if row["replicate"] == 1]
    assert len(rows) == len(result.trace)
    for place, (row, entry) in enumerate(zip(rows, result.trace, strict=True)):
        assert (row["entry"], row["date"], row["kind"]) == (place, entry.date.isoformat(), entry.kind)
        assert (row["party"], row["note"] or "") == (entry.party, entry.words)
        assert {name: row[name] for name in ("increase", "index", "term")} == (
            dict(entry.terms) if entry.terms else dict.fromkeys(("increase", "index", "term"))
        )
        assert row["utility_seoul"] == (entry.utilities["seoul"] if entry.utilities else None)


def test_every_file_holds_the_same(table, tmp_path):
    for ending in ("csv", "jsonl", "parquet"):
        assert table.write(tmp_path / f"t.{ending}") == tmp_path / "t.codebook.csv"
    rows = table.rows()
    lines = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        cells = list(csv.DictReader(stream))
    assert cells == [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
    stored = duckdb.sql(f"SELECT * FROM '{tmp_path / 't.parquet'}'")
    names = stored.columns
    parquet = [dict(zip(names, row, strict=True)) for row in stored.fetchall()]
    assert parquet == [row | {"date": dt.date.fromisoformat(row["date"])} for row in rows]


def test_text_of_any_kind_survives_every_file(tmp_path):
    text = 'He said: "no, never",\n협상; \N{SNOWMAN}, \\'
    talks = negosim.run("used_car", seats={"buyer": ScriptSeat([Offer({"price": 1 / 3 + 5000}, text), Accept()])})
    table = traces(talks)
    for ending in ("csv", "jsonl", "parquet"):
        table.write(tmp_path / f"t.{ending}")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        assert text in [row["note"] for row in csv.DictReader(stream)]
    assert text in [json.loads(line)["note"] for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    stored = duckdb.sql(f"SELECT price FROM '{tmp_path / 't.parquet'}' WHERE note = $text", params={"text": text})
    assert stored.fetchall() == [(1 / 3 + 5000,)]


@pytest.mark.parametrize("name", files.shipped())
def test_the_codebook_describes_every_column(name, tmp_path):
    table = traces(negosim.run(name, seed=2))
    with table.write(tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        book = {row["column"]: row for row in csv.DictReader(stream)}
    rows = table.rows()
    assert list(book) == list(rows[0])
    kinds = {"text": str, "date": str, "whole number": int, "number": (int, float)}
    for row in rows:
        for column, cell in row.items():
            assert cell is None or isinstance(cell, kinds[book[column]["type"]])
        assert row["kind"] in book["kind"]["values"].split(", ")
    assert all(entry["description"] for entry in book.values())


def test_a_column_of_a_name_that_is_taken_gets_another():
    result = negosim.run(market())
    (price,) = result.scenario.issues
    issues = tuple(dataclasses.replace(price, name=name) for name in ("Date", "entry", "utility_buyer"))
    renamed = dataclasses.replace(result, scenario=dataclasses.replace(result.scenario, issues=issues), trace=())
    columns = [column.column for column in traces(renamed).codebook]
    assert columns[-5:] == ["issue_Date", "issue_entry", "utility_buyer", "party_utility_buyer", "utility_seller"]


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda folder: traces([]), "traces are made from one or more results"),
        (lambda folder: traces(["used_car"]), "traces are made from one or more results"),
        (lambda folder: traces([negosim.run("used_car"), negosim.run("sma11")]), "'used_car' and 'sma11' differ"),
        (
            lambda folder: traces(negosim.run("used_car")).write(folder / "t.txt"),
            "must end in .csv, .jsonl or .parquet",
        ),
        (
            lambda folder: traces(negosim.run("used_car")).write(folder / "no" / "t.csv"),
            "no does not exist; create it first",
        ),
        (lambda folder: traces(negosim.run("used_car")).write(folder / "taken.csv"), "cannot be written"),
        (lambda folder: traces(negosim.run("used_car")).write(folder / "taken.parquet"), "cannot be written"),
    ],
)
def test_a_mistake_is_an_error_of_usage(write, words, tmp_path):
    (tmp_path / "taken.csv").mkdir()
    (tmp_path / "taken.parquet").mkdir()
    with pytest.raises(UsageError, match=words):
        write(tmp_path)
