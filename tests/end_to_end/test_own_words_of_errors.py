"""An exception with a ``__str__`` of its own is told of in the same words everywhere."""

from __future__ import annotations

PROGRAM = """
class TooMany(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number
    def __str__(self):
        return f"{self.number} are too many"

class Other(TooMany):
    pass

def counts():
    yield 0
    raise TooMany(3)

def passes_on():
    yield from counts()

def changes():
    try:
        yield
    except TooMany:
        raise Other(5)

def cleans_up():
    try:
        yield
        raise TooMany(4)
    finally:
        print("cleaned up")

made = passes_on(), changes(), cleans_up()
for each in made:
    next(each)
print("here")  # @here
REST
"""


def find(client, function):
    (found,) = [each for each in client.coroutines() if each["qualname"] == function]
    return found


def last_values(client, number):
    events = client.request("timeline", {})["events"]
    return [each.get("value") for each in events if each["coroutineId"] == number]


def test_what_comes_out_of_a_drive(hold):
    client = hold(PROGRAM.replace("REST", ""))
    inner, outer = find(client, "counts"), find(client, "passes_on")
    body = client.drive(outer["id"], "next")
    words = body["exception"]["message"]
    assert words == "3 are too many"
    for name, number in (("counts", inner["id"]), ("passes_on", outer["id"])):
        assert last_values(client, number)[-1] == f"TooMany: {words}"
        assert find(client, name)["outcome"]["message"] == words


def test_what_was_thrown_in_and_what_came_of_it(hold):
    client = hold(PROGRAM.replace("REST", ""))
    number = find(client, "changes")["id"]
    client.drive(number, "throw", "TooMany(1)")
    assert last_values(client, number)[-2:] == ["TooMany: 1", "Other: 5 are too many"]
    assert find(client, "changes")["outcome"]["message"] == "5 are too many"


def test_behind_a_finally(hold):
    client = hold(PROGRAM.replace("REST", ""))
    number = find(client, "cleans_up")["id"]
    client.drive(number, "next")
    assert last_values(client, number)[-1] == "TooMany: 4 are too many"


def test_what_the_script_ends_with(client, script, debuggee_python):
    path = script(PROGRAM.replace("REST", "next(made[0])"))
    client.launch(path, python=debuggee_python.path, keepAlive=True)
    text = client.stopped("end")["text"]
    assert text == "TooMany: 3 are too many"
    for name in ("counts", "passes_on"):
        assert last_values(client, find(client, name)["id"])[-1] == text
