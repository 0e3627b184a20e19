"""Results as tables of pandas, polars and xarray, with the libraries themselves."""

import math

import pytest

import negosim
from negosim.errors import UsageError
from negosim.study import compare, query, sensitivity, sweep, tournament, traces

RESULTS = {
    "sweep": lambda folder: sweep("used_car", replicates=40, vary={"protocol.exchanges": [1, 2]}),
    "comparison": lambda folder: compare("used_car", "used_car", replicates=40),
    "sensitivity": lambda folder: sensitivity("used_car", samples=4, replicates=5),
    "tournament": lambda folder: tournament("used_car", tactics=["boulware", "conceder"], replicates=20),
    "query": lambda folder: stored(folder),
    "traces": lambda folder: traces(negosim.run("sma11_package", seed=1)),
}


def stored(folder):
    sweep("scoreable", replicates=20, out=folder / "rows")
    return query(folder / "rows", "SELECT * FROM replicates ORDER BY replicate")


def plain(value):
    """Return a cell as Python has it, nothing for what is missing."""
    value = value.tolist() if hasattr(value, "tolist") else value
    value = value.to_list() if hasattr(value, "to_list") else value
    if isinstance(value, float) and math.isnan(value):
        return None
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("library", ["pandas", "polars", "xarray"])
@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_every_cell_is_there(make, library, tmp_path):
    pytest.importorskip(library)
    result = make(tmp_path)
    table = getattr(result, f"to_{library}")()
    rows = result.rows()
    assert list(table.data_vars if library == "xarray" else table.columns) == list(rows[0])
    for name in rows[0]:
        column = table[name].values if library == "xarray" else list(table[name])
        assert [plain(cell) for cell in column] == [plain(row[name]) for row in rows], name


@pytest.mark.parametrize("library", ["pandas", "polars", "xarray"])
def test_a_library_that_is_missing_is_named(library, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("negosim.study.frames.import_module", missing)
    with pytest.raises(UsageError, match=f"{library} is not installed; install it with 'pip install {library}'"):
        getattr(traces(negosim.run("used_car")), f"to_{library}")()
