from __future__ import annotations

import pytest

from coro_debugger.views.elided_label import ElidedLabel

COUNTS = "1 running · 12 suspended · 3 finished"


@pytest.fixture
def label(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(COUNTS)
    label.resize(1000, 20)
    return label


def drawn_at(label, text) -> str:
    label.resize(label.fontMetrics().horizontalAdvance(text) + 1, 20)
    return label.fitting_text()


def test_what_fits_is_drawn_whole(label):
    assert drawn_at(label, COUNTS) == COUNTS


def test_a_list_loses_whole_parts(label):
    assert drawn_at(label, "1 running · 12 suspended · 3 fini") == "1 running · 12 suspended · …"
    assert drawn_at(label, "1 running · 12 sus") == "1 running · …"


def test_where_no_part_fits_the_text_is_cut(label):
    assert drawn_at(label, "1 run…") == "1 run…"
