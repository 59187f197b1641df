import sys


def numbers():
    got = yield 1
    yield got
    raise ValueError


def traced():
    g = numbers()
    next(g)
    g.send(5)
    try:
        next(g)
    except ValueError:
        pass


monitoring = sys.monitoring
events = monitoring.events
for tool in (monitoring.DEBUGGER_ID, monitoring.COVERAGE_ID, monitoring.PROFILER_ID, 5):
    print(monitoring.get_tool(tool))
    monitoring.use_tool_id(tool, f"mine {tool}")
log = []
names = "PY_START PY_RESUME PY_YIELD PY_RETURN PY_UNWIND PY_THROW RAISE LINE CALL STOP_ITERATION"
for name in names.split():
    event = getattr(events, name)
    monitoring.register_callback(
        2, event, lambda code, *rest, name=name: log.append((name, code.co_name, rest[0]))
    )
every = events.PY_START | events.PY_RESUME | events.PY_YIELD | events.PY_UNWIND | events.LINE
monitoring.set_events(2, every)
traced()
monitoring.set_events(2, 0)
print(log)
log.clear()
monitoring.set_local_events(2, numbers.__code__, events.LINE | events.PY_RETURN | events.CALL)
traced()
monitoring.set_local_events(2, numbers.__code__, 0)
print(log)
log.clear()


def once(code, line):
    log.append((code.co_name, line))
    return monitoring.DISABLE


monitoring.register_callback(1, events.LINE, once)
monitoring.set_local_events(1, numbers.__code__, events.LINE)
traced()
traced()
monitoring.restart_events()
traced()
print(log)
for tool in (monitoring.DEBUGGER_ID, monitoring.COVERAGE_ID, monitoring.PROFILER_ID, 5):
    monitoring.free_tool_id(tool)
print([monitoring.get_tool(n) for n in (0, 1, 2, 5)])
