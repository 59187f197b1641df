"""Where every step command stops, in every situation, on every Python: the table of the design.

The tables stand beside their debuggees in ``tests/debuggees/stepping``; each row is walked through
the adapter in a real process. `step_table` says how to read one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import interpreters
from tests.end_to_end.step_table import STEPPING, Row, results, rows_of
from tests.interpreters import Python

TABLES = {file: rows_of(file) for file in sorted(path.name for path in STEPPING.glob("*.py"))}


@dataclass(frozen=True)
class Cell:
    """One row on one Python."""

    file: str
    row: Row
    python: Python


def cells() -> list[Cell]:
    return [
        Cell(file, row, python)
        for file, rows in TABLES.items()
        for python in interpreters.found()
        for row in rows
        if row.holds_on(python)
    ]


@pytest.mark.parametrize("cell", cells(), ids=lambda c: f"py{c.python.version}-{c.row.text}")
def test_a_step_stops_where_the_table_says(cell):
    problem = results(cell.file, TABLES[cell.file], cell.python)[cell.row]
    assert problem is None, problem
