"""CSV files that people fill in are read as spreadsheets write them."""

import re

import pytest

from negosim.errors import UsageError
from negosim.teach.tables import read_csv


def rows_of(tmp_path, content, **more):
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_csv(path, **more))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_is_read(separator, tmp_path):
    rows = rows_of(tmp_path, f"Pair{separator}Price\n1{separator}9000\n\n2{separator}\n")
    assert rows == [(2, {"pair": "1", "price": "9000"}), (4, {"pair": "2", "price": ""})]


def test_a_mark_of_byte_order_quotes_and_paths_are_read(tmp_path):
    content = '\N{ZERO WIDTH NO-BREAK SPACE}pair,treatment.delegations.Seller.title\r\n1,"a, ""b"""\r\n'
    assert rows_of(tmp_path, content) == [(2, {"pair": "1", "treatment.delegations.Seller.title": 'a, "b"'})]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfep\x00", "this is not UTF-8 text"),
        ("a,a\n1,2\n", "the column 'a' occurs twice"),
        ("b\n1\n", "the column 'pair' is missing; the columns are b"),
        ("", "this file is empty; its first line must name the columns pair"),
        ("pair\n1,2\n", "line 2: this row has 2 cells, but the header has 1"),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(content, words, tmp_path):
    with pytest.raises(UsageError, match=re.escape(words)):
        rows_of(tmp_path, content, needed=("pair",))


def test_a_file_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(UsageError, match="there is no such file"):
        list(read_csv(tmp_path / "none.csv"))
