import sys
import weakref

from coro_debugger.agent.frame_locals import can_write_locals, is_function_frame, read_locals
from coro_debugger.agent.python_facts import LOCALS_WRITE_THROUGH


class Thing:
    pass


def check_names_of_a_function():
    free = 1

    def body(argument):
        cell = 2
        deleted = 3
        del deleted
        seen.append(read_locals(sys._getframe()))
        never = [lambda: (cell, free)]
        return never, never

    seen = []
    body(0)
    assert {name: seen[0][name] for name in ("argument", "cell", "free")} == {
        "argument": 0,
        "cell": 2,
        "free": 1,
    }
    assert "deleted" not in seen[0]
    assert "never" not in seen[0]


def check_a_deleted_variable_is_freed_at_once():
    thing = Thing()
    watched = weakref.ref(thing)
    read_locals(sys._getframe())
    del thing
    # 3.11 keeps the snapshot: there somebody always traces, and it must not be touched.
    assert watched() is None or sys.version_info < (3, 12)


def check_names_that_exec_made_stay():
    exec("made = 5")
    if not LOCALS_WRITE_THROUGH:
        assert read_locals(sys._getframe())["made"] == 5
        assert locals()["made"] == 5


def check_the_programs_own_snapshot_stays_as_it_is():
    kept = 1
    snapshot = locals()
    read_locals(sys._getframe())
    assert snapshot["kept"] == 1
    assert kept == 1


def check_variables_survive_while_somebody_traces():
    def body():
        kept = [1]
        total = 0
        for n in range(3):
            total += n
        return kept, total

    def trace(frame, event, argument):
        if frame.f_code is body.__code__:
            read_locals(frame)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assert body() == ([1], 3)
    finally:
        sys.settrace(before)


def check_variables_of_a_caller_survive_while_somebody_traces():
    def looking(frame, event, argument):
        if frame.f_code is inner.__code__:
            read_locals(frame.f_back)
        return looking

    def inner():
        pass

    def outer():
        kept = "kept"
        inner()
        return kept

    before = sys.gettrace()
    sys.settrace(looking)
    try:
        assert outer() == "kept"
    finally:
        sys.settrace(before)


def check_namespaces():
    frames = []
    namespace = {"sys": sys, "frames": frames, "read": read_locals}
    exec(
        "x = 1\nframes.append(sys._getframe())\nclass C:\n frames.append(sys._getframe())\n y = 2",
        namespace,
    )
    module, cls = frames
    assert not is_function_frame(module)
    assert not is_function_frame(cls)
    assert can_write_locals(module)
    assert read_locals(module)["x"] == 1
    assert read_locals(module) is not namespace
    assert is_function_frame(sys._getframe())
    assert can_write_locals(sys._getframe()) is LOCALS_WRITE_THROUGH


def check_suspended_generator():
    def body():
        thing = Thing()
        watched.append(weakref.ref(thing))
        yield
        del thing
        yield

    watched = []
    g = body()
    next(g)
    assert type(read_locals(g.gi_frame)["thing"]) is Thing
    next(g)
    assert watched[0]() is None or sys.version_info < (3, 12)
