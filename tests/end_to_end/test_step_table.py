"""Where every step command stops, in every situation, on every Python: the table of the design.

The tables stand beside their debuggees in ``tests/debuggees/stepping``; each row is walked through
the adapter in a real process. `step_table` says how to read one.
"""

from __future__ import annotations

import pytest

from tests.end_to_end.step_table import STEPPING, rows_of, walk

TABLES = sorted(path.name for path in STEPPING.glob("*.py"))


@pytest.mark.parametrize("file", TABLES)
def test_steps_stop_where_the_table_says(file, debuggee_python):
    problems = walk(file, rows_of(file), debuggee_python)
    wrong = [problem for problem in problems.values() if problem is not None]
    assert not wrong, f"{len(wrong)} of {len(problems)} rows:\n" + "\n".join(wrong)
