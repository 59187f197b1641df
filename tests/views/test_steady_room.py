import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QWidget

from coro_debugger.views.steady_room import SteadyRoom


class Requests(QObject):
    """Counts how often a widget is asked to lay out what it holds."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def label(qtbot):
    label = QLabel("resumed 3 times")
    window = QWidget()
    QHBoxLayout(window).addWidget(SteadyRoom(label))
    window.resize(400, 60)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    yield label


def said(label: QLabel, text: str) -> int:
    requests = Requests(label.window())
    label.setText(text)
    QApplication.processEvents()  # the label asks
    QApplication.processEvents()  # what is around it asks
    return requests.count


def test_a_text_that_fits_concerns_nobody(label):
    assert said(label, "resumed 4 times") == 0
    assert label.text() == "resumed 4 times"


def test_a_text_that_needs_more_room_gets_it(label):
    before = label.sizeHint().width()
    assert said(label, "resumed 4,000,000 times") > 0
    assert label.width() >= label.sizeHint().width() > before


def test_what_was_said_while_hidden_gets_its_room(label):
    label.window().hide()
    label.setText("resumed 4,000,000,000 times")
    label.window().show()
    QApplication.processEvents()
    assert label.width() >= label.sizeHint().width()


def test_a_label_that_takes_any_width_asks_only_for_height(label):
    label.parentWidget().setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    said(label, "another")
    assert said(label, "a sentence that is longer by far than the one before it was") == 0
    assert said(label, "two\nlines") > 0
