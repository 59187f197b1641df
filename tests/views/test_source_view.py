import dataclasses
import itertools
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QToolTip

from coro_debugger.models.coroutine_palette import coroutine_colour
from coro_debugger.views.source_chips import ChipKind, in_chip
from coro_debugger.views.source_marks import (
    BreakpointKind,
    BreakpointMark,
    CoroutineMark,
    InlineValue,
    SourceSpan,
    TrackedYield,
)
from coro_debugger.views.source_menu import source_menu
from coro_debugger.views.source_painter import tracked_span
from coro_debugger.views.source_view import SourceView

TEXT = """\
def grep(pattern, target):
    matches = 0
    while True:
        line = yield matches
        if pattern in line:
            matches += 1
"""
YIELD = TrackedYield(line=4, column=16, end_line=4, end_column=29, last_in="'hi'", last_out="1")


@pytest.fixture
def view(qtbot, theme):
    view = SourceView(theme)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.set_text(TEXT)
    with qtbot.waitExposed(view):
        view.show()
    return view


def cell(view, line):
    return view.cell(view.document().findBlockByNumber(line - 1))


def place_of(view, line, text):
    block = view.document().findBlockByNumber(line - 1)
    start = block.text().index(text)
    return view.ranges(block, start, start + 1)[0].center().toPoint()


def colours(image: QImage) -> set[str]:
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in points}


def gutter_colours(view, line):
    strip = cell(view, line).toRect()
    strip.setWidth(view.gutter.width())
    return colours(view.gutter.grab(strip).toImage())


def line_colours(view, line):
    return colours(view.viewport().grab(cell(view, line).toRect()).toImage())


def click_gutter(qtbot, view, line):
    point = QPoint(8, int(cell(view, line).center().y()))
    qtbot.mouseClick(view.gutter, Qt.MouseButton.LeftButton, pos=point)


def test_is_read_only_and_has_names(view):
    assert view.isReadOnly()
    assert view.objectName() == "sourceView"
    assert view.accessibleName()
    assert view.gutter.accessibleName()
    assert view.toPlainText() == TEXT


@pytest.mark.parametrize("line", [1, 4, 7])
def test_a_click_in_the_gutter_asks_for_a_breakpoint(view, qtbot, line):
    with qtbot.waitSignal(view.breakpoint_toggled) as caught:
        click_gutter(qtbot, view, line)
    assert caught.args == [line]


def test_f9_asks_for_a_breakpoint_on_the_line_of_the_cursor(view, qtbot):
    view.reveal(5)
    with qtbot.waitSignal(view.breakpoint_toggled) as caught:
        qtbot.keyClick(view, Qt.Key.Key_F9)
    assert caught.args == [5]


def test_tracked_yield_is_a_band_a_box_and_two_chips(view, theme):
    view.set_tracked(YIELD)
    seen = line_colours(view, 4)
    tokens = theme.tokens
    for colour in (tokens.tracked_band, tokens.tracked_fill, tokens.tracked_border):
        assert colour.name() in seen
    assert tokens.chip_in.name() in seen
    assert tokens.chip_out.name() in seen
    assert tokens.tracked_band.name() not in line_colours(view, 5)
    assert [chip.text for chip in view.chips(4)] == ["▸ in  'hi'", "out ◂  1"]
    assert "'hi'" in view.accessibleDescription()
    view.set_tracked(None)
    assert tokens.tracked_band.name() not in line_colours(view, 4)


@pytest.mark.parametrize("zoom", [100, 175])
@pytest.mark.parametrize("width", [900, 500, 330])
@pytest.mark.parametrize("scrolled", [False, True])
def test_chips_are_never_cut_off_by_the_edge(view, theme, zoom, width, scrolled):
    long_line = "        line = yield matches  # " + "and so on " * 6
    view.set_text(TEXT.replace("        line = yield matches", long_line))
    tracked = dataclasses.replace(YIELD, last_in="'x' * 100 " * 9, last_out="[1, 2, 3]" * 9)
    try:
        theme.set_zoom(zoom)
        view.resize(width, 400)
        view.set_tracked(tracked)
        view.set_inline_values({6: InlineValue("matches = 1")})
        bar = view.horizontalScrollBar()
        bar.setValue(bar.maximum() if scrolled else 0)
        view.viewport().grab()
        y = int(cell(view, 4).center().y())
        right = view.viewport().width()
        found = {view.chip_at(QPoint(x, y)) for x in range(right)} - {None}
        assert [chip.kind for chip in view.chips(4)] == [ChipKind.IN, ChipKind.OUT]
        assert found == set(view.chips(4))
        assert view.chip_at(QPoint(right - 1, y)) is None
    finally:
        theme.set_zoom(100)


@pytest.mark.parametrize("width", [0, 1, 5, 20, 60])
def test_chips_without_any_room_are_painted_all_the_same(view, width):
    view.set_tracked(dataclasses.replace(YIELD, last_in="'x' * 100", last_out="[1, 2, 3]"))
    view.resize(view.width() - view.viewport().width() + width, 400)
    view.viewport().grab()
    assert [chip.kind for chip in view.chips(4)] == [ChipKind.IN, ChipKind.OUT]


def test_short_chips_leave_their_room_to_long_ones(view):
    view.resize(620, 400)
    view.set_tracked(dataclasses.replace(YIELD, last_in="'a longer value than the other'"))
    view.viewport().grab()
    y = int(cell(view, 4).center().y())
    seen = [view.chip_at(QPoint(x, y)) for x in range(620)]
    wide, narrow = (seen.count(chip) for chip in view.chips(4))
    assert wide > 2 * narrow


def test_what_an_instruction_stands_for_is_marked(view, theme):
    view.point_at(SourceSpan(6, 13, 6, 20))
    assert theme.tokens.accent.name() in line_colours(view, 6)
    assert view.cursor_line() == 1
    view.point_at(None)
    assert theme.tokens.accent.name() not in line_colours(view, 6)


def test_the_place_of_the_cursor_and_what_is_selected(view):
    view.reveal(4)
    assert view.cursor_span() == SourceSpan(4, 1, 4, 1)
    view.select_span(3, 15, 28)
    assert view.cursor_span() == SourceSpan(4, 16, 4, 29)


def test_no_chip_for_a_value_that_never_was(view):
    view.set_tracked(TrackedYield(line=4, column=16, end_line=4, end_column=29))
    assert view.chips(4) == []


def test_the_box_lies_around_the_expression(view):
    block = view.document().findBlockByNumber(3)
    start, end = tracked_span(YIELD, block)
    assert block.text()[start:end] == "yield matches"


def test_the_box_of_an_expression_over_several_lines(view):
    view.set_text("x = (yield [\n    1,\n])\n")
    tracked = TrackedYield(line=1, column=6, end_line=3, end_column=2)
    blocks = [view.document().findBlockByNumber(number) for number in range(4)]
    spans = [tracked_span(tracked, block) for block in blocks]
    texts = [b.text()[s[0] : s[1]] if s else None for b, s in zip(blocks, spans, strict=True)]
    assert texts == ["yield [", "1,", "]", None]


def test_boxes_are_right_with_tabs_wide_and_right_to_left_text(view):
    view.set_text("\tx = '漢字🎉', 'שלום', (yield y)\n")
    block = view.document().firstBlock()
    line = view.source.line(0)
    start = view.source.to_units(0, line.index("yield"))
    (rect,) = view.ranges(block, start, start + len("yield y"))
    cursor = QTextCursor(block)
    cursor.setPosition(start)
    assert rect.left() == pytest.approx(view.cursorRect(cursor).left(), abs=2)
    cursor.setPosition(start + len("yield y"))
    assert rect.right() == pytest.approx(view.cursorRect(cursor).left(), abs=2)


def test_current_line_has_a_band_and_an_arrow(view, theme):
    view.set_current_line(2)
    assert theme.tokens.current_band.name() in line_colours(view, 2)
    assert theme.tokens.current_arrow.name() in gutter_colours(view, 2)
    view.set_current_line(None)
    assert theme.tokens.current_arrow.name() not in gutter_colours(view, 2)


def test_values_stand_at_the_ends_of_lines(view, theme):
    view.set_inline_values({6: InlineValue("matches = 1", "matches = 1 and more")})
    (chip,) = view.chips(6)
    assert chip.tip == "matches = 1 and more"
    assert chip.kind is ChipKind.VALUE
    assert theme.tokens.inline_value.name() in line_colours(view, 6)


def test_coroutines_are_discs_of_their_colour(view):
    view.set_coroutine_marks([CoroutineMark(4, 2, "words: grep", selected=True)])
    assert coroutine_colour(2) in gutter_colours(view, 4)
    assert "words: grep" in view.gutter.tool_tip(4)


def test_the_selected_one_of_several_gives_the_colour(view):
    marks = [CoroutineMark(4, 1, "one"), CoroutineMark(4, 2, "two", selected=True)]
    view.set_coroutine_marks(marks)
    assert coroutine_colour(2) in gutter_colours(view, 4)
    assert view.gutter.tool_tip(4).splitlines()[:2] == ["one", "two"]


@pytest.mark.parametrize("kind", BreakpointKind)
def test_breakpoints_look_different_by_state(view, kind):
    pictures = set()
    for enabled, verified in ((True, True), (True, False), (False, True)):
        view.set_breakpoints([BreakpointMark(3, kind, enabled, verified)])
        image = view.gutter.grab(cell(view, 3).toRect()).toImage()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 3


def test_breakpoint_text_is_in_the_tool_tip(view):
    view.set_breakpoints([BreakpointMark(3, text="when line > 5")])
    assert view.gutter.tool_tip(3) == "when line > 5"


def test_a_problem_is_shown_at_its_place(view, theme):
    view.show_problem(2, 5, "SyntaxError: invalid syntax")
    (chip,) = view.chips(2)
    assert chip.kind is ChipKind.PROBLEM
    assert theme.tokens.bad.name() in line_colours(view, 2)
    assert view.cursor_line() == 2
    view.clear_problem()
    assert view.chips(2) == []


@pytest.mark.parametrize(("line", "column"), [(1, 500), (99, 1), (7, 1), (2, 0)])
def test_a_problem_past_the_end_of_the_text_does_no_harm(view, line, column):
    view.show_problem(line, column, "SyntaxError: unexpected EOF")
    view.viewport().grab()


def test_hovering_asks_for_the_value_of_an_expression(view, qtbot):
    with qtbot.waitSignal(view.hovered) as caught:
        qtbot.mouseMove(view.viewport(), place_of(view, 6, "matches"))
    assert caught.args[0] == "matches"
    view.show_hover_value("line", "line = 0")
    assert "line" not in QToolTip.text()
    view.show_hover_value("matches", "matches = 1 < 2")
    assert "matches = 1 &lt; 2" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize(("line", "text"), [(3, "while"), (5, "in line"), (4, "= yield")])
def test_hovering_over_other_things_asks_nothing(view, qtbot, line, text):
    with qtbot.assertNotEmitted(view.hovered, wait=500):
        qtbot.mouseMove(view.viewport(), place_of(view, line, text))


def test_a_chip_is_found_where_it_was_painted(view):
    view.set_tracked(YIELD)
    view.viewport().grab()
    end = view.end_of_text(view.document().findBlockByNumber(3))
    place = QPoint(int(end) + 30, int(cell(view, 4).center().y()))
    assert view.chip_at(place).kind is ChipKind.IN
    assert view.chip_at(QPoint(5, 5)) is None


def test_chips_without_room_drop_their_words_first(view):
    view.set_tracked(YIELD)
    end = int(view.end_of_text(view.document().findBlockByNumber(3)))
    place = QPoint(end + 30, int(cell(view, 4).center().y()))
    widths = []
    for room in (500, 130):
        view.resize(view.gutter.width() + end + room, 400)
        view.viewport().grab()
        shown = [view.chip_at(QPoint(x, place.y())) for x in range(end, end + room)]
        widths.append(shown.count(in_chip("'hi'")))
    words = view.fontMetrics().horizontalAdvance("in ")
    assert widths[0] - widths[1] > 0.8 * words
    assert view.chip_at(place).tip == "▸ in  'hi'"


def test_menu_offers_run_to_line_only_when_it_can_be_done(view, qtbot):
    def run_to_line():
        return next(a for a in source_menu(view, 3).actions() if a.text() == "Run to line 3")

    assert not run_to_line().isEnabled()
    view.can_run_to_line = True
    with qtbot.waitSignal(view.run_to_line_wanted) as caught:
        run_to_line().trigger()
    assert caught.args == [3]


def test_reveal_brings_a_line_into_sight(view):
    view.set_text("\n".join(f"line{i}" for i in range(500)))
    view.reveal(400)
    assert 0 <= cell(view, 400).top() <= view.viewport().height()
    assert view.cursor_line() == 400


def test_new_text_keeps_the_place(view):
    text = "\n".join(f"line{i}" for i in range(500))
    view.set_text(text)
    view.reveal(400)
    top = view.verticalScrollBar().value()
    view.set_text(text + "\nmore")
    assert view.verticalScrollBar().value() == top
    assert view.cursor_line() == 400


def test_zoom_and_scheme_reach_text_and_gutter(view, theme):
    width, height = view.gutter.width(), cell(view, 1).height()
    theme.set_zoom(200)
    assert view.gutter.width() > width
    assert cell(view, 1).height() > 1.6 * height
    theme.set_scheme("dark")
    assert theme.tokens.panel.name() in gutter_colours(view, 1)
    theme.set_zoom(100)


def test_lines_have_room_and_do_not_overlap(view):
    tops = [cell(view, line).top() for line in range(1, 8)]
    steps = {round(low - high, 3) for high, low in itertools.pairwise(tops)}
    assert len(steps) == 1
    assert cell(view, 7).height() == pytest.approx(steps.pop())


def test_a_selection_has_no_gaps(view, theme):
    cursor = view.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    view.setTextCursor(cursor)
    image = view.viewport().grab().toImage()
    x = int(view.ranges(view.document().firstBlock(), 0, 1)[0].left()) + 1
    bottom = int(cell(view, 2).bottom())
    wanted = QColor(theme.tokens.text_selection).name()
    column = [image.pixelColor(x, y).name() for y in range(int(cell(view, 2).top()) + 1, bottom)]
    assert column.count(wanted) == len(column)


def test_fifty_thousand_lines_open_at_once(view, qtbot):
    text = "\n".join(f"    value_{i} = yield compute({i})  # {i}" for i in range(50_000))
    began = time.perf_counter()
    view.set_text(text)
    view.viewport().grab()
    assert time.perf_counter() - began < 2
    view.reveal(45_000)
    began = time.perf_counter()
    view.viewport().grab()
    assert time.perf_counter() - began < 0.5


def test_odd_texts_can_be_shown(view):
    for text in (
        "",
        "\n",
        "\x00\x1b[31m",
        "\ufeffx = 1",
        "x" * 1_000_000,
        "\u2029" * 5,
        "\U0001f469‍🚀",
    ):
        view.set_text(text)
        view.set_tracked(TrackedYield(1, 1, 1, 3, "\u202eabc", "\n\t\x07"))
        view.viewport().grab()
