from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from coro_debugger.session.interpreters import Interpreter, Origin
from coro_debugger.session.settings import ScriptSettings
from coro_debugger.views.run_dialog import RunDialog
from tests.views.names import nameless

FOUND = (
    Interpreter("/usr/bin/python2", Origin.PATH, (2, 7, 18)),
    Interpreter("/usr/bin/python3", Origin.PATH, (3, 12, 1)),
)


@pytest.fixture
def dialog(qtbot, theme, tmp_path):
    dialog = RunDialog(theme)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    known = ScriptSettings(args=["a b", "c"], cwd=str(tmp_path), env={"A": "1"})
    dialog.show_settings("grep.py", known)
    dialog.interpreter.set_choices(FOUND, "/usr/bin/python3", "")
    dialog.show()
    return dialog


def problem(dialog, name: str) -> str:
    label = dialog.findChild(QLabel, f"{name}Problem")
    return label.text() if label.isVisible() else ""


def test_it_shows_how_the_script_is_run(dialog, tmp_path):
    assert dialog.windowTitle() == "How grep.py is run"
    assert dialog.arguments.text() == "'a b' c"
    assert dialog.findChild(QLabel, "configureArgumentsPreview").text() == (
        "2 arguments: 'a b' 'c'"
    )
    assert dialog.folder.text() == str(tmp_path)
    assert dialog.interpreter.currentText() == "The best one that is found (Python 3.12.1)"
    assert dialog.environment.model.environment() == {"A": "1"}
    assert not dialog.hold.isChecked()


def test_every_control_has_a_name(dialog):
    assert nameless(dialog) == []


def test_what_was_entered_is_given(dialog, qtbot, tmp_path):
    dialog.arguments.setText("--x 'y z'")
    dialog.folder.setText("")
    dialog.hold.setChecked(True)
    dialog.interpreter.setCurrentIndex(1)
    dialog.interpreter.activated.emit(1)
    dialog.environment.model.set_environment({"B": None})
    with qtbot.waitSignal(dialog.settings_accepted) as accepted:
        dialog.save()
    assert accepted.args == [
        ScriptSettings(
            python="/usr/bin/python3",
            args=["--x", "y z"],
            cwd=None,
            env={"B": None},
            hold_coroutines=True,
        )
    ]
    assert not dialog.isVisible()


def test_an_open_quotation_is_shown_while_typing(dialog, qtbot):
    qtbot.keyClicks(dialog.arguments, " 'x")
    assert problem(dialog, "configureArguments") == "A quotation mark is not closed."
    qtbot.keyClicks(dialog.arguments, "'")
    assert problem(dialog, "configureArguments") == ""


def test_wrong_values_are_shown_at_their_fields_and_nothing_is_taken(dialog, qtbot):
    dialog.folder.setText("/no/such/folder")
    with qtbot.assertNotEmitted(dialog.settings_accepted):
        dialog.save()
    assert problem(dialog, "configureFolder") == "There is no such folder."
    assert dialog.folder.property("invalid")
    assert dialog.isVisible()
    dialog.folder.setText("")
    assert problem(dialog, "configureFolder") == ""


def test_wrong_variables_are_shown_below_them(dialog, qtbot):
    model = dialog.environment.model
    model.setData(model.index(0, 0), "A=B", Qt.ItemDataRole.EditRole)
    with qtbot.assertNotEmitted(dialog.settings_accepted):
        dialog.save()
    assert "“=”" in dialog.environment.view.accessibleDescription()


def test_an_interpreter_that_cannot_be_used_cannot_be_chosen(dialog):
    model = dialog.interpreter.model()
    texts = [model.item(row).text() for row in range(model.rowCount())]
    assert texts[1:] == [
        "Python 3.12.1 — /usr/bin/python3",
        "Python 2.7.18 — too old, 3.11 or later is needed",
        "Other…",
    ]
    assert [model.item(row).isEnabled() for row in range(4)] == [True, True, False, True]


def test_a_picked_file_that_is_no_python_is_told_at_the_field(dialog, qtbot):
    field = dialog.interpreter
    field.activated.emit(field.count() - 1)
    (files,) = dialog.findChildren(QFileDialog)
    with qtbot.waitSignal(field.file_chosen) as chosen:
        files.fileSelected.emit("/opt/strange")
    files.close()
    assert chosen.args == ["/opt/strange"]
    assert field.path == "/opt/strange"
    field.add(Interpreter("/opt/strange", Origin.CHOSEN, problem="no Python"))
    dialog.save()
    assert problem(dialog, "configureInterpreter") == "no Python"


def test_the_delete_key_takes_a_variable_off(dialog, qtbot):
    view = dialog.environment.view
    view.setCurrentIndex(dialog.environment.model.index(0, 0))
    view.setFocus()
    for action in view.actions():
        action.trigger()
    assert dialog.environment.model.environment() == {}
