"""The folder of a sweep over a table: a manifest, a Parquet file for each chunk of rows, and one for the rows.

``table.json`` describes the sweep. ``replicates/`` has a file for each chunk with a row per replicate: ``row`` and
``replicate``, then the fields of the results in plain columns. ``rows.parquet``, written last, has a row per row of the
table: ``row``, its values by path, and its summary. A file is written under a temporary name and renamed, so a file
with its final name is complete, and a sweep that is run again runs only the chunks without a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from negosim.batch.columns import Columns
from negosim.domain.scenario import Scenario
from negosim.errors import StoreError
from negosim.study.store.manifest import TABLE_MANIFEST
from negosim.study.store.parquet import columns_as_parquet, read_parquet
from negosim.study.store.rows import columns_of_issues
from negosim.study.store.version import rules_of
from negosim.study.store.writing import UNFINISHED, store_errors, write_whole
from negosim.study.tables.results import empty_outcomes
from negosim.study.tables.table import Table

__all__ = ["TableStore"]

ROWS, REPLICATES = "rows.parquet", "replicates"
SCHEMA = 1
NAMED = {
    "scenario": "the scenario",
    "table": "the table",
    "replicates": "the number of replicates",
    "seed": "the seed",
    "common": "the choice of random numbers",
    "rules": "the version of the rules",
    "chunk_rows": "the size of its chunks",
}
# The fields of the results that each party has, and the beginning of their columns' names.
OF_PARTIES = {
    "offers": "offers",
    "utilities": "utility",
    "reservations": "reservation",
    "lapse_costs": "lapse_cost",
}


@dataclass(frozen=True, slots=True)
class TableStore:
    """The folder of a sweep over a table.

    Parameters
    ----------
    folder : Path
        The folder.
    scenario : Scenario
        The scenario at the first row.
    rows, replicates : int
        Number of rows of the table, and of replicates of each row.
    """

    folder: Path
    scenario: Scenario
    rows: int
    replicates: int

    @classmethod
    def open(
        cls, folder: Path, scenario: Scenario, table: Table, *, replicates: int, seed: int, common: bool, chunk: int
    ) -> TableStore:
        """Return the folder of a sweep, which is created if it does not exist.

        Raises
        ------
        StoreError
            If the folder cannot be used, or belongs to another sweep.
        """
        manifest = {
            "schema": SCHEMA,
            "scenario": {"name": table.source.name, "text": table.source.text},
            "table": digest_of(table),
            "rows": table.rows,
            "replicates": replicates,
            "seed": seed,
            "common": common,
            "rules": rules_of(scenario),
            "chunk_rows": chunk,
        }
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder}: this is a file; name a folder for the sweep")
        if (folder / TABLE_MANIFEST).is_file():
            _check_same(folder, manifest)
        elif folder.is_dir() and any(entry.suffix != UNFINISHED for entry in folder.iterdir()):
            raise StoreError(f"{folder}: this folder contains other files; name a new or an empty folder")
        with store_errors(folder):
            (folder / REPLICATES).mkdir(parents=True, exist_ok=True)
            write_whole(folder / TABLE_MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
        return cls(folder, scenario, table.rows, replicates)

    def _file(self, first: int) -> Path:
        return self.folder / REPLICATES / f"{first:012d}.parquet"

    def keep(self, first: int, firsts: Any, outcomes: Columns) -> None:
        """Write the file of a chunk.

        Parameters
        ----------
        first : int
            Its first row.
        firsts : array of int, shape (rows,)
            The number of the first replicate of each of its rows.
        outcomes : Columns
            Their results.
        """
        rows, replicates = outcomes.agreed.shape
        numbers = {
            "row": np.repeat(np.arange(first, first + rows), replicates),
            "replicate": (firsts[:, None] + np.arange(replicates)).ravel(),
        }
        with store_errors(self.folder):
            write_whole(self._file(first), columns_as_parquet({**numbers, **self._flat(outcomes)}))

    def read(self, first: int, rows: int) -> Columns | None:
        """Return the results of a chunk; ``None`` if its file is missing or cannot be read."""
        import duckdb

        file = self._file(first)
        if not file.is_file():
            return None
        outcomes = empty_outcomes(self.scenario, rows, self.replicates, Columns._fields)
        try:
            stored = read_parquet(file)
            for name, array in self._flat(outcomes).items():
                array[:] = stored[name].reshape(array.shape)
        except (duckdb.Error, KeyError, ValueError):
            return None
        return outcomes

    def finish(self, columns: Mapping[str, Any]) -> None:
        """Write the rows of the table with their summary."""
        with store_errors(self.folder):
            write_whole(self.folder / ROWS, columns_as_parquet({"row": np.arange(self.rows), **columns}))

    def _flat(self, outcomes: Columns) -> dict[str, Any]:
        """Return one-dimensional views of the results, by the names of the columns in the files."""
        names = {
            "terms": columns_of_issues([issue.name for issue in self.scenario.issues]),
            **{
                field: tuple(f"{singular}_{party}" for party in self.scenario.parties)
                for field, singular in OF_PARTIES.items()
            },
        }
        flat: dict[str, Any] = {}
        for name, array in outcomes._asdict().items():
            merged = array.reshape(-1, *array.shape[2:])
            parts = names.get(name, (name,))
            flat.update(zip(parts, merged.T if merged.ndim > 1 else (merged,), strict=True))
        return flat


def digest_of(table: Table) -> str:
    """Return the SHA-256 of the columns of a table."""
    digest = hashlib.sha256()
    for path, values in table.columns.items():
        content = "\0".join(map(str, values)).encode() if values.dtype == object else values.tobytes()
        digest.update(f"{path}\0{values.dtype}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _check_same(folder: Path, wanted: Mapping[str, Any]) -> None:
    """Reject a folder that belongs to another sweep."""
    try:
        stored = json.loads((folder / TABLE_MANIFEST).read_bytes())
        if stored["schema"] != SCHEMA:
            raise StoreError(
                f"{folder / TABLE_MANIFEST}: this sweep was run by another version of negosim; name another folder"
            )
        different = [words for name, words in NAMED.items() if stored[name] != wanted[name]]
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError(
            f"{folder / TABLE_MANIFEST}: this is not a valid manifest; restore it, or name another folder"
        ) from None
    if different:
        raise StoreError(
            f"{folder}: this folder contains another sweep, which differs in {' and '.join(different)}; "
            "name another folder for this one"
        )
