from __future__ import annotations

import pytest

from coro_debugger.views.file_watch import FileWatch


@pytest.mark.parametrize("path", ["n" * 5000, "/" + "n" * 300 + "/x", "a\0b", "/no/such/file"])
def test_a_file_that_cannot_be_costs_nothing(qtbot, tmp_path, path):
    watch = FileWatch()
    watch.watch(path)
    real = tmp_path / "script.py"
    real.write_text("1")
    watch.watch(str(real))
    with qtbot.waitSignal(watch.changed) as changed:
        real.write_text("two")
    assert changed.args == [str(real), True]
    watch.forget(path)
