"""How a script is run: chosen in the window, used by every run, remembered."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState

TELLS = """\
import os
import sys

print("args", sys.argv[1:], "folder", os.path.basename(os.getcwd()), "X", os.environ.get("X"))
"""


def configure(window):
    window.act("actionConfigure")
    return window.app.configuration.dialog


def test_a_run_uses_what_was_entered_and_it_is_remembered(window, script, settings, tmp_path):
    path = script(TELLS)
    window.app.open(Wish(str(path), args=["from", "the line"]))
    dialog = configure(window)
    assert window.find(QLineEdit, "configureArguments").text() == "from 'the line'"
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    dialog.folder.setText(str(folder))
    dialog.arguments.setText("one 'two three'")
    dialog.environment.model.set_environment({"X": "here"})
    window.press("configureSave")
    window.run_to_end()
    window.wait_for_console("args ['one', 'two three'] folder elsewhere X here")
    known = settings.script(str(path))
    assert (known.args, known.cwd, known.env) == (
        ["one", "two three"],
        str(folder),
        {"X": "here"},
    )


def test_the_command_line_s_arguments_are_used_without_looking(window, script):
    window.app.open(Wish(str(script(TELLS)), args=["a b"]))
    window.run_to_end()
    window.wait_for_console("args ['a b']")
    window.act("actionRestart")
    window.wait(lambda: window.console().count("args ['a b']") == 2)


def test_held_coroutines_are_said_in_every_run(window, script):
    text = "def g():\n    yield 1\n\ndef main():\n    x = g()\n    next(x)\n\nmain()\n"
    window.app.open(Wish(str(script(text))))
    configure(window)
    window.find(QCheckBox, "configureHold").setChecked(True)
    window.press("configureSave")
    window.run_to_end()
    bar = window.window.collected_bar
    window.wait(lambda: "kept alive" in bar.text)
    window.wait(lambda: [row["State"] for row in window.rows()] == ["suspended"])
    (button,) = [b for b in bar.findChildren(QAbstractButton) if b.text() == "Configure…"]
    button.click()
    assert window.app.configuration.dialog.hold.isChecked()
    window.app.configuration.dialog.reject()


def test_what_is_changed_while_it_runs_waits_for_the_next_run(window, script):
    window.app.open(Wish(str(script(TELLS))))
    window.run_to_end()
    configure(window).arguments.setText("later")
    window.press("configureSave")
    bar = window.window.message_bar
    assert bar.text == "This is used from the next run on."
    next(b for b in bar.findChildren(QAbstractButton) if b.text() == "Restart now").click()
    window.wait_for_console("args ['later']")
    window.reach(SessionState.ENDED)


def test_a_folder_that_is_gone_is_mended_from_the_message(window, script, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    window.app.open(Wish(str(script(TELLS))))
    configure(window).folder.setText(str(folder))
    window.press("configureSave")
    folder.rmdir()
    window.act("actionRun")
    bar = window.window.message_bar
    window.wait(lambda: bar.text == f"The working folder is not there: {folder}")
    next(b for b in bar.findChildren(QAbstractButton) if b.text() == "Configure…").click()
    window.app.configuration.dialog.folder.setText("")
    window.press("configureSave")
    window.run_to_end()


def test_escape_changes_nothing(window, script, settings):
    path = script(TELLS)
    window.app.open(Wish(str(path)))
    dialog = configure(window)
    dialog.arguments.setText("x")
    dialog.reject()
    assert settings.script(str(path)).args == []
    assert configure(window).arguments.text() == ""
    window.app.configuration.dialog.reject()
