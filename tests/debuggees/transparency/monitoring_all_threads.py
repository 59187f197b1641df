import sys
import threading
import time

seen = set()
monitoring = sys.monitoring
events = monitoring.events
monitoring.use_tool_id(monitoring.PROFILER_ID, "mine")
for event in (events.PY_START, events.LINE, events.PY_RETURN):
    monitoring.register_callback(
        monitoring.PROFILER_ID, event, lambda code, *rest: seen.add(code.co_filename)
    )
monitoring.set_events(monitoring.PROFILER_ID, events.PY_START | events.LINE | events.PY_RETURN)


def numbers():
    for n in range(30):
        yield n


for n in numbers():
    list(numbers())
    time.sleep(0.02)
monitoring.set_events(monitoring.PROFILER_ID, 0)
print(seen == {__file__}, sorted(seen - {__file__}))
