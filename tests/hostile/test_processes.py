"""Programs that leave processes and threads behind: Stop ends them all."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapError
from tests.hostile.debuggee import PATIENCE_SECONDS, on_pythons

TREES = {"child": 2, "tree": 3, "deaf": 2, "daemon": 2, "forked": 6, "pool": 3, "spawned": 3}


@pytest.mark.parametrize(("how", "python"), on_pythons(*TREES))
def test_stop_ends_all_that_a_program_has_started(debuggee, how, python):
    debuggee.hold("processes", how, python=python)
    debuggee.marked.wait_for(TREES[how])
    debuggee.check_usable()
    assert debuggee.client.output("stderr") == ""
    debuggee.stop()


@pytest.mark.parametrize(("how", "python"), on_pythons("child", "deaf", "daemon"))
def test_stop_ends_what_outlives_the_script(debuggee, how, python):
    debuggee.hold("processes", how, python=python)
    debuggee.client.resume()
    debuggee.client.stopped("end")
    debuggee.stop()


@pytest.mark.parametrize(("how", "python"), on_pythons("deaf", "daemon"))
def test_what_outlives_a_program_that_ends_by_itself_goes_with_the_debugger(debuggee, how, python):
    debuggee.hold("processes", how, "and exits", python=python)
    debuggee.client.resume()
    assert debuggee.client.finish(PATIENCE_SECONDS) == 0
    assert len(debuggee.marked.alive()) == 1
    debuggee.stop()


@pytest.mark.parametrize(("how", "python"), on_pythons("deadlock", "busy", "many"))
def test_threads(debuggee, how, python):
    debuggee.hold("threads", how, "1000", python=python)
    threads = debuggee.client.request("threads")["threads"]
    assert len(threads) == {"deadlock": 3, "busy": 5, "many": 1001}[how]
    debuggee.check_usable()
    debuggee.client.resume()
    if how != "deadlock":
        debuggee.client.stopped("end")


@pytest.mark.long
@pytest.mark.parametrize(("how", "python"), on_pythons("many"))
def test_thousands_of_threads(debuggee, how, python):
    debuggee.hold("threads", how, "4000", python=python)
    assert len(debuggee.client.request("threads", timeout=60)["threads"]) == 4001
    debuggee.check_usable()


@pytest.mark.parametrize(("how", "python"), on_pythons("outlives"))
def test_a_thread_that_outlives_main_is_ended_by_stop(debuggee, how, python):
    debuggee.hold("threads", how, python=python)
    debuggee.client.resume()
    debuggee.client.stopped("end")
    debuggee.client.resume()
    debuggee.client.wait_for_output("still here", "stdout")


@pytest.mark.parametrize(("how", "python"), on_pythons("main deadlocked"))
def test_a_main_thread_that_waits_for_itself_can_be_paused(debuggee, how, python):
    debuggee.run_until_ready("threads", how, python=python)
    assert debuggee.pause()["threadId"] == 1
    debuggee.check_usable()


@pytest.mark.parametrize(("what", "python"), on_pythons("turning", "asleep", each=2))
def test_a_drive_on_another_thread_can_be_cut(debuggee, what, python):
    stop = debuggee.hold("threads_drive", python=python)
    assert stop["threadId"] != 1
    client = debuggee.client
    drive = client.send(
        "resumeCoroutine", {"coroutineId": debuggee.coroutines()[what]["id"], "operation": "next"}
    )
    if what == "asleep":
        # C code, not on the main thread: nothing can interrupt it, and that is said.
        client.request("cancel", {"requestId": drive})
        client.wait_for_output("does not let itself be cut short", "important")
    else:
        client.request("cancel", {"requestId": drive})
        with pytest.raises(DapError, match="cancelled"):
            client.answer(drive)
        assert client.evaluate("1 + 1")["result"] == "2"
        client.resume()
        client.stopped("end")
        assert client.output() == "thread done\njoined\n"
