from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from coro_debugger.views.panel_scroll import PanelScroll


def test_a_panel_whose_texts_wrap_beside_the_bar_can_be_scrolled_to_its_end(qtbot):
    panel = QWidget()
    layout = QVBoxLayout(panel)
    labels = [QLabel("a text of many words that has to be wrapped " * 12) for _ in range(3)]
    for label in labels:
        label.setWordWrap(True)
        layout.addWidget(label)
    scroll = PanelScroll(panel)
    qtbot.addWidget(scroll)
    scroll.resize(230, 200)
    scroll.show()
    QApplication.processEvents()
    assert scroll.verticalScrollBar().maximum() > 0
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())
