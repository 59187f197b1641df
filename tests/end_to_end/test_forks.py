"""Programs that fork: children are not debugged, the parent is as before."""

from __future__ import annotations

import pytest

from tests.markers import line_of

THREADS_THAT_FORK = """
import os, threading, time, warnings

warnings.simplefilter("ignore")  # forking where there are threads

def fork():
    for _ in range(8):
        child = os.fork()
        if child == 0:
            os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7

threads = [threading.Thread(target=fork) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("forked")
while True:
    time.sleep(0.01)
"""


def test_the_client_is_heard_after_threads_have_forked_at_once(client, script, debuggee_python):
    client.launch(script(THREADS_THAT_FORK), python=debuggee_python.path)
    client.wait_for_output("forked")
    client.request("pause", {"threadId": 1})
    client.stopped("pause")
    assert client.output("important") == ""


WORKERS = """
import multiprocessing, sys

def numbers():
    yield 1
    yield 2

def work(factor):
    total = factor * sum(numbers())  # @work
    return total

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    with context.Pool(2) as pool:
        print(pool.map(work, [1, 10, 100]))
        print("here")  # @here
        print(pool.map(work, [2, 20]))
    print(work(3))
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_children_pass_breakpoints_by(client, script, debuggee_python, method):
    path = script(WORKERS)
    lines = [line_of(path, "work"), line_of(path, "here")]
    client.launch(path, lines, python=debuggee_python.path, args=[method])
    client.stopped("breakpoint")
    assert client.top()["line"] == line_of(path, "here")
    assert client.output() == "[3, 30, 300]\n"
    client.resume()
    client.stopped("breakpoint")
    assert client.locals() == {"factor": "3"}
    client.resume()
    assert client.finish() == 0
    assert client.output() == "[3, 30, 300]\nhere\n[6, 60]\n9\n"
    assert client.output("important") == ""


STEPPED = """
import os

def child():
    print("child", flush=True)
    os._exit(3)

number = os.fork()  # @fork
if number == 0:
    child()
status = os.waitpid(number, 0)[1]  # @wait
print(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.parametrize("command", ["next", "stepIn"])
def test_stepping_over_a_fork_stays_in_the_parent(client, script, debuggee_python, command):
    path = script(STEPPED)
    client.launch(path, [line_of(path, "fork")], python=debuggee_python.path)
    client.stopped("breakpoint")
    client.step(command)
    assert int(client.evaluate("number")["result"]) > 0
    assert client.step(command)["line"] == line_of(path, "wait")
    client.resume()
    assert client.finish() == 0
    assert client.output() == "child\n3\n"
