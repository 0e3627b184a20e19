"""A record as a folder: what the shipped one says was public when, and what is wrong with a bad one."""

import csv
import datetime as dt
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from negosim import history
from negosim.errors import RecordError
from negosim.history.row_schema import record_schema

DATA = files("negosim.history") / "data"
NAMES = ("record.toml", "agreements.csv", "opening.csv", "positions.csv", "inaugurations.csv")
YEARS = {row.year: row for row in history.indices()}


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        shutil.copy(str(DATA / name), tmp_path / name)
    return tmp_path


def rows_of(path):
    with Path(str(path)).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def edit(folder, name, change):
    """Rewrite a file by a function of its text."""
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def faults(folder):
    with pytest.raises(RecordError) as raised:
        history.load_dyad(folder)
    return str(raised.value)


# ---- the shipped record ----------------------------------------------------------------------------------------------


def test_no_figure_of_the_opening_was_public_only_later():
    dyad = history.load_dyad()
    days = {renewal.id: history.forecast_day(dyad, renewal) for renewal in dyad.renewals}
    assert len(dyad.known) == 43
    assert all(row.public_from <= days[row.agreement] for row in dyad.known)


def test_a_years_prices_are_public_after_it_and_its_budget_in_it():
    dyad = history.load_dyad()
    base_year = {renewal.id: renewal.previous_expiry.year + 1 for renewal in dyad.renewals}
    for row in dyad.known:
        if row.figure == "consumer_prices":
            year = row.public_from.year - 1
            assert float(row.value) == YEARS[year].kr_cpi_pct
            assert year <= base_year[row.agreement] - 2
        if row.figure == "defence_budget":
            assert float(row.value) == YEARS[row.public_from.year].kr_defence_budget_growth_pct


def test_for_the_twelfth_the_prices_of_two_years_before_were_not_public():
    (row,) = (row for row in history.known() if (row.agreement, row.figure) == ("SMA12", "consumer_prices"))
    assert (float(row.value), row.public_from) == (YEARS[2023].kr_cpi_pct, dt.date(2024, 1, 31))


def test_the_last_step_is_that_of_the_agreement_before():
    dyad = history.load_dyad()
    steps = {row.agreement: row for row in dyad.known if row.figure == "last_step"}
    for before, after in zip(dyad.renewals, dyad.renewals[1:], strict=False):
        assert float(steps[after.id].value) == before.growth_pct
        assert steps[after.id].public_from == before.concluded_date


def test_positions_have_grade_a_or_b_and_those_of_the_offers():
    made = {(row.agreement, row.side, row.pct_vs_base) for row in history.offers()}
    for row in history.positions():
        assert row.grade in "AB"
        assert (row.agreement, row.side, row.pct) in made | {("SMA05", "KR", 6.0)}


def test_two_asks_were_public_only_when_the_talks_were_over():
    dyad = history.load_dyad()
    concluded = {renewal.id: renewal.concluded_date for renewal in dyad.renewals}
    late = [row.agreement for row in dyad.positions if row.public_from >= concluded[row.agreement]]
    assert late == ["SMA04", "SMA10"]


def test_the_shipped_record_has_its_own_schema():
    import tomllib

    data = {name: rows_of(DATA / name) for name in NAMES[1:]}
    about = tomllib.loads((DATA / "record.toml").read_text(encoding="utf-8"))
    data["record.toml"] = json.loads(json.dumps(about, default=str))  # JSON has no dates
    schema = record_schema()
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    data["positions.csv"][0]["pct"] = "many"
    assert not Draft202012Validator(schema).is_valid(data)


def test_a_copy_of_the_record_is_the_same_dyad(folder):
    ours, copied = history.load_dyad(), history.load_dyad(folder)
    assert (copied.renewals, copied.known, copied.positions) == (ours.renewals, ours.known, ours.positions)


# ---- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert f"{name}: the folder {folder} has no such file" in faults(folder)


@pytest.mark.parametrize("name", NAMES[3:])
def test_without_positions_or_inaugurations_there_are_none(folder, name):
    (folder / name).unlink()
    assert getattr(history.load_dyad(folder), name.removesuffix(".csv")) == ()


def test_a_missing_column_is_named_with_the_one_that_was_meant(folder):
    edit(folder, "agreements.csv", lambda text: text.replace("concluded_date", "conclusion_date", 1))
    assert "agreements.csv: the column 'concluded_date' is missing; did you mean 'conclusion_date'?" in faults(folder)


def test_growth_falls_back_to_the_step_in_money(folder):
    edit(folder, "agreements.csv", lambda text: text.replace("growth_contract_currency_pct", "other", 1))
    growth = {renewal.id: renewal.growth_pct for renewal in history.load_dyad(folder).renewals}
    assert growth["SMA05"] == 25.6


def test_a_date_that_cannot_be_read_is_shown_with_its_line(folder):
    edit(folder, "positions.csv", lambda text: text.replace("2001-06-04", "June", 1))
    assert "positions.csv: line 3, public_from: 'June': expected a date such as 2021-03-07" in faults(folder)


def test_a_number_that_is_not_finite_is_refused(folder):
    edit(folder, "positions.csv", lambda text: text.replace("30.6", "inf", 1))
    assert "positions.csv: line 3, pct: 'inf': expected a number" in faults(folder)


def test_dates_out_of_order_are_refused(folder):
    edit(folder, "agreements.csv", lambda text: text.replace("SMA07,7,2006-12-06", "SMA07,7,2016-12-06"))
    assert "agreements.csv: SMA08: its dates do not follow those of SMA07" in faults(folder)


def test_doubled_ids_are_refused(folder):
    edit(folder, "agreements.csv", lambda text: text.replace("\nSMA07,", "\nSMA06,"))
    assert "agreements.csv: SMA06: the id 'SMA06' occurs 2 times; give each its own id" in faults(folder)


def test_a_growth_of_minus_100_per_cent_is_refused(folder):
    edit(folder, "agreements.csv", lambda text: text.replace("-8.9,-8.9", "-8.9,-100"))
    assert "agreements.csv: SMA06: a growth of -100 % leaves nothing to pay" in faults(folder)


def test_an_opening_after_the_conclusion_is_refused(folder):
    edit(folder, "opening.csv", lambda text: text.replace("opened,2013-07-02", "opened,2014-07-02"))
    assert "opening.csv: SMA09: the talks open on 2014-07-02, which is not before they conclude" in faults(folder)


def test_a_figure_that_was_not_yet_public_is_refused(folder):
    edit(folder, "opening.csv", lambda text: text.replace("3.6,2024-01-31", "2.32,2025-01-31"))
    assert "opening.csv: SMA12, consumer_prices: it became public on 2025-01-31, after the talks opened" in faults(
        folder
    )


def test_a_figure_that_is_missing_is_named(folder):
    edit(folder, "opening.csv", lambda text: "".join(t for t in text.splitlines(True) if "SMA08,last_step" not in t))
    assert "opening.csv: SMA08: the figure 'last_step' is missing; add a row for it" in faults(folder)


def test_an_unknown_side_is_refused(folder):
    edit(folder, "positions.csv", lambda text: text.replace("SMA11,US", "SMA11,UK"))
    assert "there is no side 'UK'; record.toml has KR and US" in faults(folder)


def test_a_series_without_renewals_is_refused(folder):
    edit(folder, "agreements.csv", lambda text: "".join(text.splitlines(True)[:2]))
    assert "no agreement has a previous_expiry, so none is a renewal" in faults(folder)


def test_all_errors_are_reported_together(folder):
    edit(folder, "positions.csv", lambda text: text.replace("2001-06-04", "June"))
    edit(folder, "record.toml", lambda text: text.replace("[payer]", "[paying]"))
    text = faults(folder)
    assert "record.toml: payer" in text
    assert text.count("June") == 2


def test_the_next_agreement_of_a_record_is_checked(folder):
    assert history.load_dyad(folder).upcoming.id == "SMA13"
    path = folder / "record.toml"
    path.write_text(path.read_text().replace('"SMA13"', "13").replace("2030-12-31", '"later"').replace("8.3", "nan"))
    assert faults(folder).splitlines() == [
        'record.toml: next.id: expected a name; write id = "SMA13"',
        "record.toml: next.previous_expiry: expected a date; write previous_expiry = 2030-12-31",
        "record.toml: next.last_step: expected a number; write last_step = 2.5",
    ]
