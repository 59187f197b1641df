"""What the inspector asks for, with a stand-in agent and with a real one."""

import pytest

from coro_debugger.protocol.commands import (
    LaunchArguments,
    ResumeCoroutineArguments,
    ResumeOperation,
)
from coro_debugger.protocol.coroutines import CoroutineOrder
from coro_debugger.protocol.values import SourceBreakpoint
from coro_debugger.session.inspector import Inspector
from coro_debugger.session.state import SessionState
from tests.markers import DEBUGGEES, line_of

WORDS = DEBUGGEES / "basics" / "words.py"
SIGNALS = (
    "coroutines_received",
    "coroutines_page_received",
    "threads_received",
    "stack_received",
    "coroutine_selected",
    "chain_received",
    "frame_selected",
    "scopes_received",
    "variables_received",
)


class Picture:
    """What an inspector has told, in order, and the last word of each kind."""

    def __init__(self, inspector: Inspector) -> None:
        self.told: list[tuple[str, object]] = []
        for name in SIGNALS:
            getattr(inspector, name).connect(
                lambda value, name=name: self.told.append((name, value))
            )

    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def last(self, name: str):
        return [value for told, value in self.told if told == name][-1]

    def locals(self) -> dict[str, str]:
        return {v.name: v.value for v in self.last("variables_received").variables}


@pytest.fixture
def inspector(session):
    return Inspector(session)


@pytest.fixture
def picture(inspector):
    return Picture(inspector)


@pytest.fixture
def settled(picture, qtbot):
    """Return a function that waits until the picture has stood still, its last part being there."""

    def settled(*names: str) -> None:
        qtbot.waitUntil(lambda: set(names) <= set(picture.names()), timeout=20_000)

    return settled


@pytest.fixture
def run_words(session, debuggee_python, reach):
    """Return a function that runs the program until one of its marks."""

    def run(mark: str) -> None:
        session.set_breakpoints(str(WORDS), [SourceBreakpoint(line_of(WORDS, mark))])
        session.start(LaunchArguments(str(WORDS), python=debuggee_python.path))
        reach(SessionState.PAUSED)

    return run


def test_one_chain_of_requests_per_stop(session, picture, run_fake, reach, settled):
    run_fake("plain")
    reach(SessionState.PAUSED)
    settled("chain_received", "variables_received")
    assert sorted(picture.names()) == sorted(set(SIGNALS) - {"coroutines_page_received"})
    assert picture.last("coroutine_selected").names == ["words"]
    assert picture.locals() == {"x": "1"}


def test_answers_of_an_earlier_stop_are_dropped(session, picture, run_fake, reach, settled):
    run_fake("plain")
    reach(SessionState.PAUSED)
    picture.told.clear()
    # The requests of the first stop are on their way; the next stop comes before their answers.
    session.step_over()
    reach(SessionState.PAUSED)
    settled("coroutine_selected", "variables_received")
    assert picture.names().count("stack_received") == 1
    assert picture.names().count("variables_received") == 1


def test_at_a_stop_in_a_coroutine(session, picture, run_words, settled):
    run_words("resumed")
    settled("chain_received", "variables_received")
    coroutine = picture.last("coroutine_selected")
    assert (coroutine.qualname, coroutine.names) == ("grep", ["words"])
    assert [f.name for f in picture.last("stack_received").frames] == ["grep", "<module>"]
    shown = picture.last("frame_selected")
    assert (shown.frame.line, shown.coroutine_id) == (line_of(WORDS, "resumed"), coroutine.id)
    assert picture.locals()["line"] == "'a python line'"
    assert picture.last("threads_received").threads[0].id == 1


def test_selecting_by_hand_shows_the_coroutine_s_frame(
    session, inspector, picture, run_words, settled
):
    run_words("send")
    settled("coroutine_selected", "variables_received")
    assert picture.last("coroutine_selected") is None
    assert picture.last("frame_selected").frame.name == "<module>"
    (words,) = picture.last("coroutines_received").coroutines
    picture.told.clear()
    inspector.select_coroutine(words.id)
    assert inspector.selected_id == words.id
    settled("variables_received")
    assert picture.last("coroutine_selected").id == words.id
    assert picture.last("frame_selected").frame.line == line_of(WORDS, "yield")
    assert picture.locals()["found"] == "0"


def test_after_driving_the_driven_one_is_shown(session, picture, run_words, settled, qtbot):
    run_words("send")
    settled("coroutine_selected", "variables_received")
    (words,) = picture.last("coroutines_received").coroutines
    picture.told.clear()
    arguments = ResumeCoroutineArguments(words.id, ResumeOperation.SEND, "'my python'")
    with qtbot.waitSignal(session.drive_finished):
        session.drive(arguments)
    settled("coroutine_selected", "chain_received", "variables_received")
    assert picture.last("coroutine_selected").resumptions == words.resumptions + 1
    assert picture.last("frame_selected").frame.line == line_of(WORDS, "yield")
    assert picture.locals()["found"] == "1"


def test_a_finished_coroutine_has_no_variables(session, picture, run_words, settled, qtbot):
    run_words("send")
    settled("coroutine_selected", "variables_received")
    (words,) = picture.last("coroutines_received").coroutines
    picture.told.clear()
    with qtbot.waitSignal(session.drive_finished):
        session.drive(ResumeCoroutineArguments(words.id, ResumeOperation.CLOSE))
    settled("chain_received", "scopes_received")
    assert picture.last("coroutine_selected").state == "finished"
    assert picture.last("scopes_received").scopes == ()


def test_a_stop_inside_a_driven_coroutine(session, picture, run_words, settled, qtbot, reach):
    run_words("send")
    settled("coroutine_selected", "variables_received")
    (words,) = picture.last("coroutines_received").coroutines
    picture.told.clear()
    session.drive(ResumeCoroutineArguments(words.id, ResumeOperation.SEND, "'x'", step_in=True))
    reach(SessionState.PAUSED)
    assert session.last_stop.nested
    settled("coroutine_selected", "variables_received")
    assert picture.last("frame_selected").frame.name == "grep"
    picture.told.clear()
    with qtbot.waitSignal(session.drive_finished):
        session.resume()
    assert session.state is SessionState.PAUSED
    settled("coroutine_selected", "chain_received", "variables_received")
    assert picture.last("coroutine_selected").id == words.id
    # The stop that the agent repeats changes nothing of this.
    session.step_over()
    reach(SessionState.PAUSED)
    assert not session.last_stop.nested


def test_at_the_end_what_can_be_driven_is_selected(
    session, picture, script, debuggee_python, reach, settled
):
    path = script("def f():\n    x = 5\n    yield x\n\ndone = f()\nlist(done)\ng = f()\nnext(g)\n")
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("chain_received", "variables_received")
    assert picture.last("coroutine_selected").names == ["g"]
    assert picture.last("frame_selected").frame.name == "f"
    assert picture.locals() == {"x": "5"}


def test_without_coroutines_the_end_shows_the_script(
    session, picture, script, debuggee_python, reach, settled
):
    session.start(LaunchArguments(str(script("x = 5\n")), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("coroutine_selected", "variables_received")
    assert picture.last("coroutine_selected") is None
    assert picture.locals()["x"] == "5"


def test_many_coroutines_come_in_pages(
    session, inspector, picture, script, debuggee_python, reach, settled, qtbot
):
    path = script("def f(n):\n    yield n\n\nmany = [f(n) for n in range(1000)]\nlast = many[-1]\n")
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("coroutine_selected", "coroutines_received")
    qtbot.waitUntil(lambda: picture.last("coroutines_received").total == 1000)
    page = picture.last("coroutines_page_received")
    assert (page.start, page.body.total) == (0, 1000)
    assert len(page.body.coroutines) < 200  # what is looked at comes first
    body = picture.last("coroutines_received")
    assert (len(body.coroutines), body.total, body.counts.created) == (200, 1000, 1000)
    picture.told.clear()
    inspector.want_coroutines(600, 100)
    settled("coroutines_page_received")
    page = picture.last("coroutines_page_received")
    assert (page.start, len(page.body.coroutines)) == (600, 100)


def test_what_is_looked_at_is_asked_for_at_the_next_stop(
    session, inspector, picture, script, debuggee_python, reach, settled, qtbot
):
    path = script("def f(n):\n    yield n\n\nmany = [f(n) for n in range(1000)]\n")
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("chain_received", "coroutines_received")
    first = picture.last("coroutines_received").coroutines[0]
    inspector.see_coroutines(500, 30)
    picture.told.clear()
    with qtbot.waitSignal(session.drive_finished):
        session.drive(ResumeCoroutineArguments(first.id, ResumeOperation.NEXT))
    settled("coroutines_page_received", "coroutine_selected", "chain_received")
    page = picture.last("coroutines_page_received")
    assert (page.start, len(page.body.coroutines)) == (500, 30)
    assert picture.last("coroutine_selected").id == first.id  # though it is elsewhere
    assert picture.names().count("chain_received") == 1


def test_others_or_another_order_replace_what_was_asked_before(
    session, inspector, picture, script, debuggee_python, reach, settled, qtbot
):
    path = script("def f(n):\n    yield n\n\na, c, b = f(1), f(2), f(3)\n")
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("coroutines_received")
    picture.told.clear()
    inspector.want_coroutines(0, 50)  # in the order of before: its answer comes too late
    inspector.order_coroutines(CoroutineOrder.NAME, descending=True)
    settled("coroutines_received")
    names = [c.names[0] for c in picture.last("coroutines_received").coroutines]
    assert (names, picture.names().count("coroutines_received")) == (["c", "b", "a"], 1)
    picture.told.clear()
    inspector.filter_coroutines("b")
    settled("coroutines_received")
    assert [c.names for c in picture.last("coroutines_received").coroutines] == [["b"]]


def test_a_coroutine_beyond_the_pages_can_be_selected(
    session, inspector, picture, script, debuggee_python, reach, settled, qtbot
):
    path = script("def f(n):\n    yield n\n\nmany = [f(n) for n in range(1000)]\nlast = many[-1]\n")
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.ENDED)
    settled("chain_received", "coroutines_received")
    ids = [c.id for c in picture.last("coroutines_received").coroutines]
    inspector.select_coroutine(max(ids) + 500)
    qtbot.waitUntil(lambda: getattr(picture.last("coroutine_selected"), "id", 0) == max(ids) + 500)


def test_while_the_program_runs_the_list_follows(
    session, picture, script, debuggee_python, reach, settled
):
    path = script(
        "import time\ndef f():\n    yield\n\n"
        "kept = []\nwhile True:\n    kept.append(f())\n    next(kept[-1])\n    time.sleep(0.05)\n"
    )
    session.start(LaunchArguments(str(path), python=debuggee_python.path))
    reach(SessionState.RUNNING)
    settled("coroutines_received")
    assert session.state is SessionState.RUNNING
    assert "coroutine_selected" not in picture.names()
