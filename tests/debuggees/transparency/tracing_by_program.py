import sys
import threading


def numbers():
    got = yield 1
    yield got


def traced():
    g = numbers()
    next(g)
    return g.send(5)


log = []


def trace(frame, event, argument):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


print(sys.gettrace())
sys.settrace(trace)
print(sys.gettrace() is trace)
traced()
sys.settrace(None)
print(log)
log.clear()


def profile(frame, event, argument):
    if event.startswith("c_"):
        log.append((event, argument.__name__))
    else:
        log.append((event, frame.f_code.co_name))


print(sys.getprofile())
sys.setprofile(profile)
traced()
sys.setprofile(None)
print(log)
log.clear()
threading.settrace(trace)
thread = threading.Thread(target=traced)
thread.start()
thread.join()
threading.settrace(None)
print([entry for entry in log if entry[0] in ("traced", "numbers")])
print(sys.gettrace(), sys.getprofile())
import bdb
import trace as trace_module

counter = trace_module.Trace(count=True, trace=False)
print(counter.runfunc(traced))
print(sorted(n for (f, n), c in counter.results().counts.items() if f == __file__))
import cProfile
import pstats

profiler = cProfile.Profile()
print(profiler.runcall(traced))
print(sorted((k[2], v[0]) for k, v in pstats.Stats(profiler).stats.items() if k[0] == __file__))


class Watch(bdb.Bdb):
    def user_line(self, frame):
        log.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


log.clear()
Watch().runcall(traced)
print(log)
