"""The session's states and commands, with a stand-in agent in a real process."""

import itertools
import time
from pathlib import Path

import pytest

from coro_debugger.protocol.commands import (
    EvaluateArguments,
    LaunchArguments,
    ResumeCoroutineArguments,
    ResumeOperation,
    ThreadsArguments,
)
from coro_debugger.protocol.events import StopReason
from coro_debugger.protocol.values import SourceBreakpoint
from coro_debugger.session.state import SessionState
from coro_debugger.session.values import FailureKind

State = SessionState
NEXT = ResumeOperation.NEXT


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# --- states ----------------------------------------------------------------------------------


def test_opening_a_script_runs_nothing(session, story):
    assert session.state is State.NO_SCRIPT
    session.open_script("/some/script.py")
    assert (session.state, session.script) == (State.READY, "/some/script.py")
    assert session.last_stop is None


def test_from_start_to_end(session, story, run_fake, reach):
    run_fake("plain")
    assert session.state is State.STARTING
    reach(State.PAUSED)
    assert session.last_stop.reason is StopReason.BREAKPOINT
    session.resume()
    reach(State.READY)
    assert story.states() == [
        State.STARTING,
        State.RUNNING,
        State.PAUSED,
        State.RUNNING,
        State.READY,
    ]
    (end,) = story.of("ended")
    assert (end.exit_status, end.signal, end.stopped_by_user) == (3, None, False)
    assert story.output() == "hello\nthe last words\n"
    assert story.output("stderr") == "oh dear\n"
    assert story.of("launched")[0].name == "fake"


def test_output_is_told_before_the_stop_it_was_written_before(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    for number in range(50):
        session.step_over()
        reach(State.PAUSED)
        names = [name for name, _ in story.told if name in ("output_received", "stopped")]
        assert names[-2:] == ["output_received", "stopped"]
        assert story.output().count("step") == number + 1


def test_a_step_is_quick(session, run_fake, reach, qtbot):
    run_fake("plain")
    reach(State.PAUSED)
    durations = []
    for _ in range(30):
        with qtbot.waitSignal(session.stopped):
            began = time.perf_counter()
            session.step_over()
        durations.append(time.perf_counter() - began)
    assert sorted(durations)[len(durations) // 2] < 0.02


def test_commands_that_the_state_forbids_do_nothing(session, story):
    session.open_script("x.py")
    for command in (
        session.resume,
        session.step_over,
        session.step_into,
        session.step_out,
        session.next_yield,
        session.pause,
        session.stop,
        session.restart,
        session.close_stdin,
    ):
        command()
    session.drive(ResumeCoroutineArguments(2, NEXT))
    session.write_stdin("x")
    assert story.states() == [State.READY]


def test_first_stop_at_entry(session, story, run_fake, reach):
    run_fake("plain", first_stop="entry")
    reach(State.PAUSED)
    assert session.last_stop.reason is StopReason.ENTRY


def test_first_stop_at_a_yield_does_not_tell_of_the_entry(session, story, run_fake, reach):
    run_fake("plain", first_stop="yield")
    reach(State.PAUSED)
    assert [stop.reason for stop in story.of("stopped")] == [StopReason.YIELD]


def test_pause(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    session.resume()
    session.stop()
    reach(State.READY)


def test_a_refused_step_leaves_the_program_where_it_is(session, story, run_fake, reach):
    run_fake("refuses_to_go")
    reach(State.PAUSED)
    stop = session.last_stop
    session.step_over()
    assert session.state is State.RUNNING
    reach(State.PAUSED)
    assert session.last_stop == stop
    assert story.output("important") == "notStopped\n"


# --- breakpoints -----------------------------------------------------------------------------


def test_breakpoints_are_sent_at_every_start_and_live(session, story, run_fake, reach, script):
    path = str(script("pass"))
    session.set_breakpoints(path, [SourceBreakpoint(1)])
    assert story.of("breakpoints_set") == []
    run_fake("plain")
    reach(State.PAUSED)
    (answer,) = story.of("breakpoints_set")
    assert (answer.path, answer.asked) == (path, (SourceBreakpoint(1),))
    assert [(b.line, b.verified) for b in answer.breakpoints] == [(1, True)]
    session.set_breakpoints(path, [SourceBreakpoint(1), SourceBreakpoint(3)])
    session.stop()
    reach(State.READY)
    run_fake("plain")
    reach(State.PAUSED)
    assert [b.line for b in story.of("breakpoints_set")[-1].breakpoints] == [1, 3]


# --- driving ---------------------------------------------------------------------------------


def test_driving(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    session.drive(ResumeCoroutineArguments(2, NEXT))
    assert session.state is State.DRIVING
    reach(State.PAUSED)
    (result,) = story.of("drive_finished")
    assert (result.body.outcome, result.body.value, result.error) == ("yielded", "1", None)
    assert session.last_stop.reason is StopReason.BREAKPOINT


def test_an_expression_that_fails(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    session.drive(ResumeCoroutineArguments(2, ResumeOperation.SEND, "bad"))
    reach(State.PAUSED)
    (result,) = story.of("drive_finished")
    assert result.body is None
    assert result.error == "NameError: name 'bad' is not defined"


def test_a_stop_inside_a_driven_coroutine(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    outer = session.last_stop
    session.drive(ResumeCoroutineArguments(2, NEXT, step_in=True))
    reach(State.PAUSED)
    assert session.last_stop.nested
    session.step_out()
    assert session.state is State.DRIVING
    reach(State.PAUSED)
    assert story.of("drive_finished")[0].body.outcome == "returned"
    assert session.last_stop.reason is outer.reason


def test_driving_is_over_when_the_program_is(session, story, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    session.drive(ResumeCoroutineArguments(2, NEXT, step_in=True))
    reach(State.PAUSED)
    session.stop()
    reach(State.READY)
    assert story.of("drive_finished")[0].error == "ended"


# --- requests --------------------------------------------------------------------------------


def test_requests_are_answered_with_types(session, run_fake, reach, qtbot):
    run_fake("plain")
    reach(State.PAUSED)
    bodies, errors = [], []
    session.request(ThreadsArguments(), bodies.append, errors.append)
    session.request(EvaluateArguments("x"), bodies.append, errors.append)
    qtbot.waitUntil(lambda: bool(bodies and errors))
    assert bodies[0].threads[0].name == "MainThread"
    assert errors == ["NameError: name 'x' is not defined"]


def test_requests_without_a_program_fail_later_not_at_once(session, qtbot):
    errors = []
    session.request(ThreadsArguments(), lambda _: None, errors.append)
    assert errors == []
    qtbot.waitUntil(lambda: errors == ["ended"])


def test_requests_left_when_the_program_ends(session, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    errors = []
    session.request(EvaluateArguments("input()"), lambda _: None, errors.append)
    session.stop()
    assert errors == ["ended"]
    session.request(EvaluateArguments("input()"), lambda _: None, errors.append)
    reach(State.READY)
    assert errors == ["ended", "ended"]


def test_standard_input(session, run_fake, reach, qtbot):
    run_fake("plain")
    reach(State.PAUSED)
    results = []
    session.request(EvaluateArguments("input()"), lambda body: results.append(body.result))
    session.write_stdin("grüße 🐍\n")
    qtbot.waitUntil(lambda: len(results) == 1)
    session.request(EvaluateArguments("input()"), lambda body: results.append(body.result))
    session.close_stdin()
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == [repr("grüße 🐍\n"), "''"]


# --- output ----------------------------------------------------------------------------------


def test_torn_characters_and_bytes_that_are_none(session, story, run_fake, reach):
    run_fake("torn")
    reach(State.READY)
    assert story.output() == "€ \ufffd 😀 \ufffd"


def test_a_flood_does_not_starve_the_event_loop(session, run_fake, reach, qtbot):
    from PySide6.QtCore import QTimer

    sizes, beats = [], []
    session.output_received.connect(lambda output: sizes.append(len(output.output)))
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    run_fake("flood", "200000000")
    reach(State.PAUSED, timeout=60_000)
    timer.stop()
    assert sum(sizes) == 200_000_000
    assert max(sizes) <= 1 << 20
    pauses = [later - earlier for earlier, later in itertools.pairwise(beats)]
    assert max(pauses) < 0.5


# --- ends ------------------------------------------------------------------------------------


def test_stop_ends_what_ignores_signals_and_left_the_group(session, story, run_fake, qtbot, reach):
    run_fake("stubborn")
    qtbot.waitUntil(lambda: "\n" in story.output(), timeout=20_000)
    child = int(story.output().split()[1])
    began = time.monotonic()
    session.stop()
    assert session.state is State.STOPPING
    reach(State.READY)
    assert time.monotonic() - began < 1.0
    (end,) = story.of("ended")
    assert (end.exit_status, end.signal, end.stopped_by_user) == (-9, 9, True)
    qtbot.waitUntil(lambda: not is_alive(child))


def test_stop_while_starting(session, story, run_fake, reach):
    run_fake("never")
    session.stop()
    reach(State.READY)
    run_fake("plain")
    reach(State.PAUSED)
    assert story.of("failed") == []


def test_the_end_of_the_script_is_not_the_end_of_the_process(session, story, run_fake, reach):
    run_fake("to_the_end")
    reach(State.PAUSED)
    session.step_over()
    reach(State.ENDED)
    assert session.last_stop.exit_status == 7
    session.resume()
    assert session.state is State.ENDED
    session.drive(ResumeCoroutineArguments(2, NEXT))
    assert session.state is State.DRIVING
    reach(State.ENDED)
    session.stop()
    reach(State.READY)
    (end,) = story.of("ended")
    assert (end.exit_status, end.script_status, end.stopped_by_user) == (7, 7, True)
    assert "exit handlers" in story.output()


def test_stop_at_the_end_waits_for_nobody(session, story, run_fake, reach):
    run_fake("lingers")
    reach(State.PAUSED)
    session.step_over()
    reach(State.ENDED)
    began = time.monotonic()
    session.stop()
    reach(State.READY)
    assert time.monotonic() - began < 1.0
    assert story.of("ended")[0].script_status == 7


def test_restart(session, story, run_fake, reach, qtbot):
    run_fake("plain", first_stop="entry")
    reach(State.PAUSED)
    with qtbot.waitSignal(session.stopped, timeout=20_000):
        session.restart()
    assert session.last_stop.reason is StopReason.BREAKPOINT
    assert story.of("ended")[0].stopped_by_user
    assert len(story.of("launched")) == 2


def test_answers_of_the_run_before_are_dropped(session, run_fake, reach, qtbot):
    run_fake("plain")
    reach(State.PAUSED)
    bodies, errors = [], []
    with qtbot.waitSignal(session.stopped, timeout=20_000):
        session.request(ThreadsArguments(), bodies.append, errors.append)
        session.restart()
        # Whatever comes now comes from the new run.
        session.request(ThreadsArguments(), bodies.append, errors.append)
    assert len(bodies) + len(errors) == 2


def test_opening_another_script_ends_the_one_that_runs(session, run_fake, reach):
    run_fake("plain")
    reach(State.PAUSED)
    session.open_script("other.py")
    reach(State.READY)
    assert session.script == "other.py"
    session.restart()
    assert session.state is State.READY


def test_shutting_down_leaves_nothing_running(session, story, run_fake, qtbot):
    run_fake("stubborn")
    qtbot.waitUntil(lambda: "\n" in story.output(), timeout=20_000)
    child = int(story.output().split()[1])
    session.shut_down()
    qtbot.waitUntil(lambda: not is_alive(child), timeout=1000)


def test_a_program_that_dies(session, story, run_fake, reach):
    run_fake("midway")
    reach(State.PAUSED)
    session.step_over()
    reach(State.READY)
    (end,) = story.of("ended")
    assert (end.signal, end.stopped_by_user) == (11, False)
    assert story.of("failed") == []


def test_a_program_whose_agent_hangs_up_runs_on(session, story, run_fake, reach, qtbot):
    run_fake("hangs_up")
    reach(State.PAUSED)
    session.step_over()
    session.write_stdin("indeed\n")
    reach(State.READY)
    assert "on my own now indeed" in story.output()
    assert story.of("ended")[0].exit_status == 5


# --- failures --------------------------------------------------------------------------------


def the_failure(story, qtbot, timeout=20_000):
    qtbot.waitUntil(lambda: bool(story.of("failed")), timeout=timeout)
    (failure,) = story.of("failed")
    return failure


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"program": "/no/such/script.py"}, FailureKind.SCRIPT_MISSING),
        ({"program": "a\0b"}, FailureKind.SCRIPT_MISSING),
        ({"program": "/"}, FailureKind.SCRIPT_IS_FOLDER),
        ({"cwd": "/no/such/folder"}, FailureKind.FOLDER_MISSING),
        ({"python": "/no/such/python"}, FailureKind.INTERPRETER_MISSING),
        ({"python": "no-such-python-9"}, FailureKind.INTERPRETER_MISSING),
    ],
    ids=str,
)
def test_what_cannot_be_started(session, story, script, qtbot, reach, change, kind):
    session.start(LaunchArguments(**{"program": str(script("pass")), **change}))
    failure = the_failure(story, qtbot)
    assert failure.kind is kind
    assert failure.subject == next(iter(change.values()))
    assert session.state is State.READY
    assert story.of("ended") == []


def test_an_interpreter_that_is_no_program(session, story, script, qtbot, tmp_path):
    broken = tmp_path / "broken"
    broken.write_bytes(b"\0\1\2")
    broken.chmod(0o755)
    session.start(LaunchArguments(str(script("pass")), python=str(broken)))
    failure = the_failure(story, qtbot)
    assert (failure.kind, failure.subject) == (FailureKind.CANNOT_START, str(broken))
    assert failure.details


def test_an_interpreter_that_is_too_old(session, story, run_fake, qtbot, fake_python, reach):
    run_fake("too_old")
    failure = the_failure(story, qtbot)
    assert (failure.kind, failure.subject) == (FailureKind.INTERPRETER_TOO_OLD, fake_python)
    reach(State.READY)


def test_an_interpreter_that_dies_at_start(session, story, run_fake, qtbot):
    run_fake("dies")
    failure = the_failure(story, qtbot)
    assert (failure.kind, failure.exit_status) == (FailureKind.DIED_AT_START, 4)
    assert failure.details == "no module named site, poor thing\n"
    assert story.output("stderr") == failure.details


@pytest.mark.parametrize("mode", ["garbage", "huge", "not_json", "wrong_types", "wrong_event"])
def test_an_agent_that_breaks_the_protocol_is_ended(session, story, run_fake, qtbot, reach, mode):
    run_fake(mode)
    failure = the_failure(story, qtbot)
    assert failure.kind is FailureKind.PROTOCOL_VIOLATION
    assert failure.details
    reach(State.READY)
    assert story.of("ended")[0].signal == 9


def test_an_answer_of_the_wrong_form_breaks_the_protocol(session, story, run_fake, qtbot, reach):
    run_fake("wrong_body")
    reach(State.PAUSED)
    errors = []
    session.request(ThreadsArguments(), lambda _: None, errors.append)
    failure = the_failure(story, qtbot)
    assert failure.kind is FailureKind.PROTOCOL_VIOLATION
    assert "threads" in failure.details
    reach(State.READY)


def test_what_nobody_asked_for_is_no_reason_to_quarrel(session, story, run_fake, reach):
    run_fake("unknown")
    reach(State.PAUSED)
    assert story.of("failed") == []


def test_a_launch_that_is_refused(session, story, run_fake, qtbot, reach):
    run_fake("refuses")
    failure = the_failure(story, qtbot)
    assert (failure.kind, failure.details) == (FailureKind.LAUNCH_REFUSED, "not today")
    reach(State.READY)


def test_nobody_but_the_agent_is_let_in(session, story, run_fake, reach):
    run_fake("intruders")
    reach(State.PAUSED)


def test_an_interpreter_that_never_answers(session, story, run_fake, qtbot, reach):
    run_fake("only_intruders")
    assert the_failure(story, qtbot).kind is FailureKind.NEVER_CONNECTED
    reach(State.READY)


def test_after_a_failure_another_start_may_follow(session, story, run_fake, qtbot, reach):
    run_fake("dies")
    the_failure(story, qtbot)
    reach(State.READY)
    run_fake("plain")
    reach(State.PAUSED)
    assert Path(session.script).is_absolute()
