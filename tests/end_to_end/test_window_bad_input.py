"""What can be wrong with a script, its interpreter or an expression: said in the window."""

from __future__ import annotations

import os
import stat
import sys

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from tests.interpreters import found

GENERATOR = "def f():\n    while True:\n        yield 1\n\n\ng = f()\nprint(next(g))\n"


def said(window) -> str:
    """Return what the bars above the source say, the source's own included."""
    tabs = window.window.tabs
    page = tabs.currentWidget()
    own = page.problem_bar.text if page is not None else ""
    return window.window.message_bar.text or own


# --- files ---------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(window, tmp_path):
    path = tmp_path / "none.py"
    window.app.open(Wish(str(path), run=True))
    assert said(window) == f"There is no such file: {path}"
    assert window.app.session.state is SessionState.NO_SCRIPT


def test_a_folder(window, tmp_path):
    window.app.open(Wish(str(tmp_path)))
    assert said(window) == f"This is a folder, not a script: {tmp_path}"


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_a_device(window):
    window.app.open(Wish("/dev/zero"))
    assert said(window) == "This is a device or a pipe, not a file with a script: /dev/zero"
    assert window.app.session.state is SessionState.NO_SCRIPT


def test_what_was_open_stays_when_another_cannot_be_opened(window, script, tmp_path):
    path = script(GENERATOR)
    window.app.open(Wish(str(path)))
    window.run_to_end()
    window.app.open(Wish(str(tmp_path / "none.py")))
    assert window.app.session.script == str(path)
    assert window.app.session.state is SessionState.ENDED
    window.wait_for_row("g", State="suspended")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "script.py is empty: there is nothing to run."),
        (b"x = '\xfc'\n", "script.py is not text in its encoding"),
        (b"x = '\0'\n", "script.py contains NUL bytes"),
        (b"# coding: klingon\n", "The coding line of script.py is wrong"),
        (b"def f(:\n", "Line 1: invalid syntax"),
        (b"x = 1\nprint 'hello'\n", "Line 2: Missing parentheses in call to 'print'"),
    ],
    ids=["empty", "not UTF-8", "NUL bytes", "coding", "syntax", "Python 2"],
)
def test_a_script_that_python_will_not_run_is_shown_with_the_reason(window, script, data, words):
    window.app.open(Wish(str(script(data))))
    assert said(window).startswith(words)
    assert window.window.shows_source
    window.act("actionRun")
    window.reach(SessionState.ENDED)
    assert window.window.isVisible()


def test_a_syntax_error_is_marked_at_its_place(window, script):
    path = script("x = 1\nprint 'hello'\n")
    window.app.open(Wish(str(path)))
    problem = window.window.tabs.view(str(path)).marks.problem
    assert (problem.line, problem.column) == (2, 1)


def test_a_syntax_error_of_a_long_file_is_found_while_it_is_shown(window, script):
    path = script("x = 1\nprint 'hello'\n" + "# more\n" * 10_000)
    window.app.open(Wish(str(path)))
    view = window.window.tabs.view(str(path))
    assert view.marks.problem is None
    window.wait(lambda: view.marks.problem is not None)
    assert (view.marks.problem.line, view.marks.problem.column) == (2, 1)


def test_a_file_that_changed_is_shown_as_it_is_run(window, script):
    path = script("x = 1\nprint 'hello'\n")
    window.app.open(Wish(str(path)))
    assert said(window)
    path.write_text(GENERATOR)
    window.run_to_end()
    assert window.window.tabs.view(str(path)).source.text == GENERATOR
    assert said(window) == ""


def test_a_reloaded_text_is_checked_again(window, script):
    path = script(GENERATOR)
    window.app.open(Wish(str(path)))
    path.write_text("x = 1\nprint 'hello'\n")
    window.window.tabs.reload_wanted.emit(str(path))
    assert said(window).startswith("Line 2: Missing parentheses")


def test_an_error_that_only_the_window_s_python_sees_goes(window, script):
    path = script(GENERATOR)
    window.app.open(Wish(str(path)))
    window.window.tabs.show_problem(str(path), 1, 1, "invalid syntax")
    window.run_to_end()
    assert said(window) == ""


def test_nothing_is_said_of_coroutines_where_there_are_none(window, script):
    window.app.open(Wish(str(script("print('done')\n"))))
    window.run_to_end()
    window.wait(lambda: window.status() == "script.py has ended")


def test_the_status_is_about_the_script_that_is_open(window, script):
    window.app.open(Wish(str(script(GENERATOR, "one.py"))))
    window.run_to_end()
    window.app.open(Wish(str(script(GENERATOR, "two.py"))))
    window.reach(SessionState.READY)
    window.wait(lambda: window.status() == "two.py is open and not running")


def test_the_coding_line_is_honoured(window, script):
    path = script("# coding: latin-1\nprint('grüße')\n".encode("latin-1"))
    window.app.open(Wish(str(path)))
    assert "grüße" in window.window.tabs.view(str(path)).source.text
    window.run_to_end()
    window.wait_for_console("grüße")


@pytest.mark.skipif(os.name == "nt", reason="such a name cannot exist there")
def test_control_characters_of_a_name_are_shown_as_pictures(window, script):
    window.app.open(Wish(str(script(GENERATOR, "a\nb.py"))))
    window.run_to_end()
    assert window.window.tabs.tabText(0) == "a␊b.py"
    assert window.status().startswith("a␊b.py has ended")
    window.wait_for_console("[running a␊b.py]")


# --- ends ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("raise ValueError('at once')\n", "ended with ValueError: at once"),
        ("import sys\nsys.exit(3)\n", "ended with status 3"),
        ("import sys\nsys.exit()\n", "script.py has ended"),
    ],
)
def test_how_a_script_ended_is_told(window, script, text, status):
    window.app.open(Wish(str(script(text))))
    window.act("actionRun")
    window.wait(lambda: window.app.session.state.is_stopped)
    if "raise" in text:
        window.wait(lambda: said(window) == "ValueError: at once, raised at line 1 in <module>")
    if window.app.session.state is SessionState.PAUSED:
        window.act("actionContinue")
    window.reach(SessionState.ENDED)
    window.wait(lambda: status in window.status())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import os\nos._exit(7)\n", "The process ended with status 7."),
        ("import os\nos.abort()\n", "The process was ended by signal 6 (Aborted)."),
    ],
)
def test_a_process_that_dies_is_told_of_and_can_be_run_again(window, script, text, words):
    window.app.open(Wish(str(script(text))))
    window.act("actionRun")
    window.wait(lambda: said(window).startswith(words))
    window.reach(SessionState.READY)
    window.act("actionRun")
    window.wait(lambda: said(window).startswith(words))


# --- interpreters --------------------------------------------------------------------------------


def fake_python(tmp_path, text):
    path = tmp_path / "python"
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_an_interpreter_that_is_not_there(window, script, tmp_path):
    missing = str(tmp_path / "python")
    window.app.open(Wish(str(script(GENERATOR)), python=missing))
    window.act("actionRun")
    window.wait(lambda: said(window).startswith(f"There is no Python at {missing}"))
    window.reach(SessionState.READY)
    window.wait_for_console(f"[There is no Python at {missing}")


def test_an_interpreter_that_is_too_old_says_which_are_not(window, script, tmp_path):
    old = fake_python(tmp_path, "import sys\nsys.exit(87)\n")
    window.app.open(Wish(str(script(GENERATOR)), python=old))
    window.act("actionRun")
    window.wait(lambda: "too old" in said(window) and "3.11 to 3.15" in said(window))


def test_an_interpreter_that_dies_at_start_says_its_last_words(window, script, tmp_path):
    broken = fake_python(tmp_path, "raise SystemError('no encodings')\n")
    window.app.open(Wish(str(script(GENERATOR)), python=broken))
    window.act("actionRun")
    window.wait(lambda: "ended before the script began" in said(window))
    assert "no encodings" in said(window)
    window.wait_for_console("Traceback")


def test_another_interpreter_can_be_chosen_then(window, script, tmp_path):
    window.app.open(Wish(str(script(GENERATOR)), python=str(tmp_path / "python")))
    window.act("actionRun")
    window.wait(lambda: said(window))
    window.window.interpreters.interpreter_chosen.emit(sys.executable)
    window.run_to_end()
    assert said(window) == ""


# --- expressions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "field", "text", "words"),
    [
        ("sendButton", "sendExpression", "1 +", "SyntaxError"),
        ("sendButton", "sendExpression", "nothing", "NameError: name 'nothing' is not defined"),
        ("sendButton", "sendExpression", "1 / 0", "ZeroDivisionError: division by zero"),
        ("throwButton", "throwExpression", "Nothing", "NameError: name 'Nothing' is not defined"),
    ],
)
def test_an_expression_that_fails_is_told_at_its_field(window, script, button, field, text, words):
    window.app.open(Wish(str(script(GENERATOR))))
    window.run_to_end()
    window.select("g")
    if field == "sendExpression":
        window.find(QLineEdit, field).setText(text)
    else:
        window.window.drive.throw_expression.setEditText(text)
    window.press(button)
    label = window.find(QLabel, "sendProblem" if button == "sendButton" else "throwProblem")
    window.wait(lambda: label.text().startswith(words))
    assert label.isVisible()
    window.wait_for_row("g", State="suspended")
    assert window.drive("g", "next").startswith("yielded 1")
    assert not label.isVisible()


def test_a_drive_that_raised_shows_the_line(window, script):
    text = "def f():\n    got = yield 1\n    got + 1\n\n\ng = f()\nnext(g)\n"
    path = script(text)
    window.app.open(Wish(str(path)))
    window.run_to_end()
    assert window.drive("g", "send", "''").startswith("raised TypeError")
    window.wait_for_row("g", State="raised")
    view = window.window.tabs.view(str(path))
    assert view.marks.problem.line == text[: text.index("got + 1")].count("\n") + 1
    assert view.cursor_line() == view.marks.problem.line


# --- surroundings --------------------------------------------------------------------------------


def test_modules_of_the_script_s_own_folder_do_no_harm(window, script):
    for name in ("queue", "types", "json", "socket", "threading"):
        script("raise RuntimeError('shadow')\n", f"{name}.py")
    window.app.open(Wish(str(script(GENERATOR))))
    window.run_to_end()
    window.wait_for_row("g", State="suspended")


def test_arguments_reach_the_script(window, script):
    path = script("import sys\nprint(sys.argv[1:])\n")
    window.app.open(Wish(str(path), ["one", "--two", "thr ee"], run=True))
    window.reach(SessionState.ENDED)
    window.wait_for_console("['one', '--two', 'thr ee']")


@pytest.mark.skipif(os.name == "nt", reason="these names cannot exist there")
@pytest.mark.parametrize("name", ["a b.py", "q'uo\"te.py", "ünï🐍.py", "& amp.py"])
def test_strange_names(window, script, name):
    window.app.open(Wish(str(script(GENERATOR, name))))
    window.run_to_end()
    window.wait_for_row("g", State="suspended")
    assert name in window.status()


# --- whose syntax --------------------------------------------------------------------------------

NEWER = [python for python in found() if python.minor > sys.version_info[1]]


@pytest.mark.skipif(not NEWER, reason="needs a second interpreter")
def test_the_chosen_interpreter_judges_the_syntax(window, script):
    other = NEWER[-1].path
    path = script("x = 1\nprint 'hello'\n")
    window.app.open(Wish(str(path), python=other))
    window.wait(lambda: said(window).startswith("Line 2: Missing parentheses"))


@pytest.mark.skipif(
    sys.version_info >= (3, 12) or not NEWER, reason="the window's Python must be the older one"
)
def test_what_only_an_older_python_refuses_is_fine(window, script, qtbot):
    path = script("type Number = int\nprint('fine')\n")
    with qtbot.waitSignal(window.app.syntax.judgement_taken, timeout=20_000):
        window.app.open(Wish(str(path), python=NEWER[-1].path))
    assert said(window) == ""
    window.app.interpreters.choose(sys.executable)
    window.wait(lambda: said(window).startswith("Line 1: invalid syntax"))
    with qtbot.waitSignal(window.app.syntax.judgement_taken, timeout=20_000):
        window.app.interpreters.choose(NEWER[-1].path)
    assert said(window) == ""
    window.run_to_end()
    window.wait_for_console("fine")
