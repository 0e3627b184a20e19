"""CSV files that people fill in; errors name the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from negosim.errors import UsageError, did_you_mean

__all__ = ["read_csv"]

LARGEST_FILE = 20_000_000
SEPARATORS = ",;\t"


def read_csv(path: Path, *, needed: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells, by column, of each row of a CSV file with a header.

    The separator is a comma, a semicolon or a tab, whichever occurs most often in the header. Names of columns are
    converted to lower case unless they contain a dot, and empty lines are skipped.

    Parameters
    ----------
    needed : sequence of str
        Columns that the file must have.

    Raises
    ------
    UsageError
        If the file cannot be read, a needed column is missing, a column occurs twice, or a row has more cells
        than the header.
    """
    lines = _text(path).splitlines(keepends=True)
    if not lines:
        raise UsageError(f"{path}: this file is empty; its first line must name the columns {', '.join(needed)}")
    separator = max(SEPARATORS, key=lines[0].count)
    reader = csv.reader(io.StringIO("".join(lines)), delimiter=separator)
    try:
        header = [name if "." in name else name.lower() for name in map(str.strip, next(reader, []))]
        _check_header(path, header, needed)
        for row in reader:
            cells = [cell.strip() for cell in row]
            if len(cells) > len(header) and any(cells[len(header) :]):
                raise UsageError(
                    f"{path}, line {reader.line_num}: this row has {len(cells)} cells, but the header has {len(header)}"
                )
            if any(cells):
                yield reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: this is not valid CSV: {error}") from None


def _check_header(path: Path, header: list[str], needed: Sequence[str]) -> None:
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"{path}: the column '{twice}' occurs twice; rename or delete one")
    for name in needed:
        if name not in header:
            there = ", ".join(filter(None, header)) or "none"
            raise UsageError(
                f"{path}: the column '{name}' is missing; the columns are {there}{did_you_mean(name, header)}"
            )


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file")
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path}: this file is larger than {LARGEST_FILE // 1_000_000} MB")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8 text; save it as CSV in UTF-8") from None
