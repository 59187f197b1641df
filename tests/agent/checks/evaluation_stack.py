import sys
import types

from coro_debugger.agent.evaluation_stack import pushed_value, stack_values


@types.coroutine
def trap(value):
    return (yield value)


class Resumptions:
    """Collects `pushed_value` at each resumption of one generator."""

    def __init__(self, target):
        self.target = target
        self.values = []
        self.code = target.gi_code

    def __enter__(self):
        if sys.version_info < (3, 12):
            sys.settrace(self._trace)
        else:
            monitoring = sys.monitoring
            monitoring.use_tool_id(4, "checks")
            monitoring.register_callback(4, monitoring.events.PY_RESUME, self._resumed)
            monitoring.set_events(4, monitoring.events.PY_RESUME)
        return self

    def __exit__(self, *error):
        if sys.version_info < (3, 12):
            sys.settrace(None)
        else:
            sys.monitoring.set_events(4, 0)
            sys.monitoring.free_tool_id(4)

    def _resumed(self, code, offset):
        if code is self.code:
            self.values.append(pushed_value(self.target))

    def _trace(self, frame, event, argument):
        if frame.f_code is self.code and event == "call":
            self.values.append(pushed_value(self.target))


def sent(generator, *values):
    next(generator)
    with Resumptions(generator) as resumptions:
        for value in values:
            try:
                generator.send(value)
            except StopIteration:
                break
    return resumptions.values


def check_no_stack_unless_suspended():
    def body():
        seen.append(stack_values(g))
        yield

    seen = []
    g = body()
    assert stack_values(g) == []
    next(g)
    assert stack_values(g) == []
    assert seen == [[]]
    list(g)
    assert stack_values(g) == []
    assert stack_values(None) == []


def check_half_of_a_sum():
    def body(n):
        unbound_first = 1
        del unbound_first
        return 7 + (yield n)

    g = body(3)
    next(g)
    assert stack_values(g) == [7]


def check_iterator_of_a_for_loop():
    iterator = iter([1, 2])

    def body(values):
        for value in values:
            print(end="")
            yield value

    g = body(iterator)
    next(g)
    assert len(stack_values(g)) == 1
    assert stack_values(g)[0] is iterator


def check_delegate_is_on_the_stack():
    inner = (n for n in "ab")

    def body():
        local = "x"
        return [local, (yield from inner)]

    g = body()
    next(g)
    assert stack_values(g) == ["x", inner]


def check_cells_and_closures_are_not_on_the_stack():
    outer = "free"

    def body(argument, other):
        cell = "cell"
        later = [argument, (yield lambda: (argument, cell, outer, later))]
        return later

    g = body("argument", "other")
    next(g)
    assert stack_values(g) == ["argument"]


def check_handled_exception_is_not_on_the_stack():
    def body():
        try:
            raise ValueError("handled")
        except ValueError:
            yield [1, (yield "inside")]
        yield [2, (yield "behind")]

    g = body()
    next(g)
    # Below it, the exception that was handled before: none.
    assert stack_values(g) == [None, 1], stack_values(g)
    next(g)
    next(g)
    assert stack_values(g) == [2]


def check_native_coroutine():
    async def body():
        return ["bottom", await trap(1)]

    c = body()
    c.send(None)
    bottom, delegate = stack_values(c)
    assert bottom == "bottom"
    assert delegate is c.cr_await
    c.close()


def check_pushed_value_of_a_plain_loop():
    def body():
        while True:
            got = yield
            if got == "stop":
                return

    assert sent(body(), 1, None, "x", "stop") == [1, None, "x", "stop"]


def check_pushed_value_after_handled_exceptions():
    def body():
        while True:
            try:
                got = yield
                if got is None:
                    raise ValueError
            except ValueError:
                pass

    assert sent(body(), 1, None, 2, None, None, 3) == [1, None, 2, None, None, 3]


def check_pushed_value_inside_handlers():
    def body():
        while True:
            try:
                raise ValueError
            except ValueError as error:
                kept = error
                yield kept
                try:
                    raise KeyError
                except KeyError:
                    yield
                finally:
                    yield

    assert sent(body(), 1, None, "x", 2, None, "y") == [1, None, "x", 2, None, "y"]


def check_pushed_value_into_a_prepared_call_after_an_exception():
    def body():
        kept = []
        try:
            raise ValueError
        except ValueError:
            pass
        while True:
            len([(yield)])
            print((yield), end="", file=sys.stderr)
            kept.append((yield))
            print(*[(yield)], end="", file=sys.stderr)

    values = ["", None, "", None, "", "", None, ""]
    assert sent(body(), *values) == values


def check_pushed_value_while_variables_are_bound_one_by_one():
    def handles():
        try:
            raise ValueError
        except ValueError:
            pass

    def body(first):
        second = yield
        handles()
        third = yield
        if third:
            print((yield))
        del second
        fifth = yield
        return first, fifth

    assert sent(body(1), "a", "b", None, "c", "d") == ["a", "b", None, "c"]
    assert sent(body(1), "a", "", None) == ["a", "", None]


def check_pushed_value_through_delegation():
    def inner():
        while True:
            yield

    def body():
        yield from inner()

    assert sent(body(), 1, None, "x") == [1, None, "x"]


def check_pushed_value_with_blocks_around():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return True

    def body():
        with Manager():
            raise ValueError
        for _ in range(2):
            with Manager():
                try:
                    yield
                finally:
                    yield

    assert sent(body(), 1, None, None, 2) == [1, None, None, 2]
