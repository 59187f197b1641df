"""Programs that replace or take away what a debugger uses; their coroutines are seen and driven."""

from __future__ import annotations

import re

import pytest

from tests.hostile.debuggee import PROGRAMS, on_pythons

_SOURCE = (PROGRAMS / "replaced.py").read_text(encoding="utf-8")
ACTS = re.findall(r"^def (\w+)\(\):", _SOURCE, re.MULTILINE)[1:]
SINCE_12 = [act for act in ACTS if act.startswith(("tools", "monitoring"))]
# What the engine of 3.11, or of later ones, notices a moment later, and then goes on watching.
MENDED = {11: ["trace_gone"], 12: ["tools_freed", "tools_silenced"]}
TAKEN = "tools_freed_and_taken"


@pytest.mark.parametrize(("act", "python"), on_pythons(*ACTS))
def test_coroutines_are_still_seen_and_driven(debuggee, act, python):
    if act in SINCE_12 and python.minor < 12:
        return
    is_mended = act in MENDED[11 if python.minor == 11 else 12]
    debuggee.run("replaced", act, "wait" if is_mended else "", python=python)
    debuggee.client.stopped("end" if act == TAKEN and python.minor > 13 else "breakpoint")
    states = {name: each["state"] for name, each in debuggee.coroutines().items()}
    assert states == {
        "g": "suspended",
        "before": "created",
        "after": "created",
        "later": "suspended",
    }
    debuggee.check_usable()
    assert debuggee.drive("before")["value"] == "1"
    assert debuggee.drive("after")["value"] == "1"
    assert debuggee.client.output("stderr") == ""


@pytest.mark.parametrize(("act", "python"), on_pythons(TAKEN, each=5))
def test_it_is_said_that_nothing_is_recorded(debuggee, act, python):
    if python.minor > 11:
        debuggee.run("replaced", act, "", python=python)
        debuggee.client.wait_for_output("has taken all tool ids", "important")
        # Without events of the engine, what never comes back is cut all the same.
        debuggee.client.wait_for("stopped")
        shown = debuggee.client.evaluate("Loops()", context="watch")
        assert "takes too long" in shown["result"]


@pytest.mark.parametrize(("program", "python"), on_pythons("forbids", each=2))
def test_a_program_that_forbids_looking_runs_on(debuggee, program, python):
    if (
        python.minor > 11
    ):  # there sys.settrace would have to call such a hook, which ends the script
        debuggee.run(program, python=python)
        debuggee.client.wait_for_output("has stopped tracing", "important")
        debuggee.client.wait_for_output("ready")
