from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from coro_debugger.views.start_page import StartPage


def test_enter_opens_what_the_start_page_offers(qtbot, theme):
    action = QAction()
    page = StartPage(theme, action)
    qtbot.addWidget(page)
    page.set_examples([("/examples/first.py", "1. The first")])
    page.show()
    (link,) = [b for b in page.findChildren(QPushButton) if b.text() == "1. The first"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(page.script_wanted) as wanted:
            qtbot.keyClick(link, key)
        assert wanted.args == ["/examples/first.py"]
    opener = page.findChild(QPushButton, "startOpenButton")
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(opener, Qt.Key.Key_Enter)
