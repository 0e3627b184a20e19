"""Tables are read from files and from Python; what is wrong with one is said with its file, row and column."""

from datetime import date

import duckdb
import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.study import sweep
from negosim.study.sweeps.source import source_of
from negosim.study.tables import sweep_table
from negosim.study.tables.reading import read_table

PATH = "delegations.buyer.stances.buyer.reservation"
BETA = "delegations.seller.stances.seller.tactic.beta"


def read(given):
    return read_table(source_of("used_car"), given)


def written(folder, text, name="rows.csv"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_csv_file_a_parquet_file_and_arrays_give_the_same_table(tmp_path):
    values = [9000.5, 12000.0, 1e4]
    csv = written(
        tmp_path,
        f"{PATH},calendar.horizon\n" + "".join(f"{value},2025-06-0{day}\n" for day, value in enumerate(values, 1)),
    )
    days = [date(2025, 6, day) for day in (1, 2, 3)]
    parquet = tmp_path / "rows.parquet"
    with duckdb.connect() as connection:
        connection.register("t", {"a": np.array(values), "b": np.array(days, "datetime64[s]")})
        connection.execute(f'COPY (SELECT a AS "{PATH}", b::DATE AS "calendar.horizon" FROM t) TO \'{parquet}\'')
    arrays = {PATH: np.array(values), "calendar.horizon": days}
    for given in (csv, parquet, arrays, str(csv)):
        table = read(given)
        assert table.columns[PATH].tolist() == values
        assert table.columns["calendar.horizon"].tolist() == days


def test_an_object_with_columns_is_read_as_a_data_frame_is():
    class Frame(dict):
        columns = property(dict.keys)

    assert read(Frame({PATH: np.array([1e4])})).rows == 1


def test_whole_numbers_stay_whole_where_the_scenario_wants_them(tmp_path):
    table = read(written(tmp_path, "protocol.exchanges\n1\n2.0\n"))
    assert table.columns["protocol.exchanges"].dtype == np.int64


WRONG = {
    "": "this file is empty",
    f"{PATH}\n": "there are no rows",
    f"{PATH}\n9000\n\n": r"row 2: it has 0 values, but the first line has 1",
    f"{PATH},{BETA}\n9000,1\n9000\n": r"row 2: it has 1 value, but the first line has 2",
    f"{PATH}\n9000\nabc\n": f"row 2, column '{PATH}': 'abc' is not a number",
    f"{PATH}\nabc\n9000\n": f"row 2, column '{PATH}': 9000 is not text",
    f"{PATH}\n9000\nnan\n": f"row 2, column '{PATH}': nan is not a finite number",
    f"{PATH}\n-inf\n": f"row 1, column '{PATH}': -inf is not a finite number",
    f"{PATH},{BETA}\n9000,1\n9000,\n": f"row 2, column '{BETA}': the value is missing",
    f"{PATH},{PATH}\n1,1\n": f"two columns '{PATH}'",
    f"{PATH},\n1,1\n": "column 2 has no name",
    f"{PATH};{BETA}\n9000;1\n": "separate the columns with commas",
    f"{PATH}s\n1\n": f"column '{PATH}s': .* did you mean '{PATH}'",
    f"{PATH},{PATH}.loc\n1,1\n": "set the same value",
    "protocol.exchanges\n1\n1.5\n": "row 2, column 'protocol.exchanges': 1.5 is not a whole number",
    f'{PATH}\n"9000\n': "this is not CSV",
    f"{PATH}\n9000\n99000\n": rf"row 2, column '{PATH}': 99,?000 lies outside the issue's range",
    f"{BETA[:-4]}kind\nboulware\nbulwark\n": "row 2, column .*there is no tactic 'bulwark'",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path, text):
    file = written(tmp_path, text)
    with pytest.raises(UsageError, match=WRONG[text]) as error:
        sweep_table("used_car", file)
    assert str(error.value).startswith(str(file))


def test_a_value_out_of_range_is_found_among_many_rows_before_any_is_run(tmp_path):
    values = np.random.default_rng(1).uniform(8000.0, 12000.0, 50_000)
    values[31_415] = -1.0
    with pytest.raises(UsageError, match=f"the table, row 31416, column '{PATH}': -1 lies outside"):
        sweep_table("used_car", {PATH: values})


def test_files_that_are_no_tables_are_refused(tmp_path):
    with pytest.raises(UsageError, match=r"rows.txt: the name of a table must end in .csv or .parquet"):
        read(written(tmp_path, "a\n1\n", "rows.txt"))
    with pytest.raises(UsageError, match="there is no such file"):
        read(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="cannot be read as Parquet"):
        read(written(tmp_path, "a\n1\n", "rows.parquet"))
    latin = tmp_path / "latin.csv"
    latin.write_bytes(f"{PATH}\n\xe9\n".encode("latin-1"))
    with pytest.raises(UsageError, match="not text in UTF-8"):
        read(latin)


def test_a_missing_value_of_a_parquet_file_is_named(tmp_path):
    file = tmp_path / "rows.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT unnest([9000.0, NULL]) AS \"{PATH}\") TO '{file}'")
    with pytest.raises(UsageError, match=f"row 2, column '{PATH}': the value is missing"):
        read(file)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({}, "there are no columns"),
        ({PATH: []}, "there are no rows"),
        ({PATH: [1.0], BETA: [1.0, 2.0]}, "the same number of rows"),
        ({PATH: np.zeros((2, 2))}, "a one-dimensional array"),
        ({PATH: [1j]}, "these are not numbers"),
        ({PATH: [None, 1.0]}, "row 1, column .* the value is missing"),
        ({PATH: [{}]}, "row 1, column .* is not a number, date, word"),
        ({"calendar.horizon": np.array(["2025-06-01T12:00"], "datetime64[m]")}, "has a time of day"),
        (
            {"calendar.horizon": np.array(["2025-06-01", "NaT"], "datetime64[D]")},
            "row 2, column .* the value is missing",
        ),
        (5, "given as int"),
    ],
)
def test_what_is_wrong_with_arrays_is_said_with_its_place(table, problem):
    with pytest.raises(UsageError, match=problem):
        read(table)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"replicates": 0}, "replicates"),
        ({"workers": 0}, "workers"),
        ({"seed": -1}, "seed is -1"),
        ({"keep": ["agree"]}, "keep: there is no field 'agree'.*did you mean 'agreed'"),
    ],
)
def test_arguments_out_of_range_are_refused(options, problem):
    with pytest.raises(UsageError, match=problem):
        sweep_table("used_car", {PATH: [9000.0]}, **options)


def test_a_table_goes_without_a_design():
    with pytest.raises(UsageError, match="cannot be combined with vary or points"):
        sweep("used_car", replicates=1, table={PATH: [9000.0]}, vary={BETA: [1]}, points=3)


def test_fields_that_are_not_kept_are_left_out():
    result = sweep_table("used_car", {PATH: [9000.0]}, keep=["agreed"])
    assert result.outcomes.agreed.shape == (1, 1)
    assert result.outcomes.terms is None
