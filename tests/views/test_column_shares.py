from __future__ import annotations

import pytest

from coro_debugger.models.bytecode_model import BytecodeColumn, BytecodeModel
from coro_debugger.views.bytecode_view import BytecodeView


@pytest.fixture
def view(qtbot, theme):
    view = BytecodeView(theme, BytecodeModel())
    qtbot.addWidget(view)
    view.resize(420, 200)
    view.show()
    return view


def widths(view) -> list[int]:
    return [view.columnWidth(column) for column in BytecodeColumn]


def test_columns_share_what_a_narrow_list_has(view, qtbot):
    before = widths(view)
    view.resize(270, 200)
    qtbot.waitUntil(lambda: sum(widths(view)) <= view.viewport().width())
    assert view.columnWidth(BytecodeColumn.ARGUMENT) > 60
    view.resize(420, 200)
    qtbot.waitUntil(lambda: widths(view) == before)


def test_large_text_narrows_them_as_well(view, qtbot, theme):
    theme.set_zoom(195)
    qtbot.waitUntil(lambda: sum(widths(view)) <= view.viewport().width())
    assert view.columnWidth(BytecodeColumn.ARGUMENT) > 60
    theme.set_zoom(100)
    qtbot.waitUntil(lambda: view.columnWidth(BytecodeColumn.INSTRUCTION) == theme.px(150))


def test_what_the_user_chose_in_a_wide_list_stays(view):
    view.header().resizeSection(BytecodeColumn.OFFSET, 90)
    view.resize(440, 200)
    assert view.columnWidth(BytecodeColumn.OFFSET) == 90
